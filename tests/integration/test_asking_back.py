"""Sheets that ask back: what they ask, what may be written into them, and what of it is taken when they return."""

import zipfile
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from io import BytesIO
from pathlib import Path
from typing import Any

import openpyxl
import pytest
from openpyxl.drawing.image import Image
from openpyxl.worksheet.worksheet import Worksheet

from tests.integration.asking_desk import fill
from tests.integration.export_desk import photo_bytes
from tradehouse.domain.errors import NotFound, UserError
from tradehouse.domain.fields import RecordKind
from tradehouse.domain.plain import plain_record
from tradehouse.domain.readiness import Gate
from tradehouse.services import browsing, editing, history
from tradehouse.services.asking_back import AskBackReport, write_ask_back
from tradehouse.services.catalogue import Catalogue, open_catalogue
from tradehouse.services.importing.applying import apply_import
from tradehouse.services.importing.options import ImportOptions
from tradehouse.services.importing.planning import plan_import
from tradehouse.services.importing.reporting import ImportReport
from tradehouse.services.readiness import gaps

HEADING = 6
P, S = RecordKind.PRODUCT, RecordKind.SUPPLIER


@dataclass
class Desk:
    """A catalogue with a supplier that lacks things, and the sheet that asks for them."""

    catalogue: Catalogue
    supplier: int
    products: dict[str, int]
    report: AskBackReport
    path: Path

    def values(self, name: str) -> dict[str, Any]:
        return plain_record(browsing.record(self.catalogue, P, self.products[name]))

    def returned(self, **options: Any) -> ImportReport:
        plan = plan_import(self.catalogue, ImportOptions((self.path,), **options))
        try:
            return apply_import(self.catalogue, plan)
        finally:
            plan.close()


class Sheet:
    """A returned sheet as a supplier writes into it: cells by product and heading."""

    def __init__(self, path: Path, n: int = 0) -> None:
        self.path, self.book = path, openpyxl.load_workbook(path)
        self.sheet: Worksheet = self.book.worksheets[n]
        self.columns = {str(c.value): c.column for c in self.sheet[HEADING] if c.value}

    def cell(self, name: str, heading: str) -> Any:
        at = self.columns.get("Nama produk") or self.columns["Nama pemasok"]
        row = next(r for r in range(HEADING + 1, self.sheet.max_row + 1) if self.sheet.cell(r, at).value == name)
        return self.sheet.cell(row, self.columns[heading])

    def write(self, name: str, heading: str, value: Any) -> None:
        self.cell(name, heading).value = value

    def save(self) -> None:
        self.book.save(self.path)


@pytest.fixture
def desk(tmp_path: Path) -> Iterator[Desk]:
    catalogue = open_catalogue(tmp_path / "catalogue", user="Sari")
    supplier, products = fill(catalogue)
    path = tmp_path / "isi.xlsx"
    report = write_ask_back(catalogue, supplier, path, Gate.SHOWCASE)
    yield Desk(catalogue, supplier, products, report, path)
    catalogue.close()


def test_gaps_are_open_and_yellow_and_the_rest_is_locked(desk: Desk) -> None:
    sheet = Sheet(desk.path)
    assert sheet.sheet.protection.sheet
    assert sheet.sheet.protection.password is None
    gap, known = sheet.cell("Keripik tempe", "Isi bersih"), sheet.cell("Keripik tempe", "Harga jual (Rp)")
    assert (gap.protection.locked, gap.value, gap.fill.fgColor.rgb) == (False, None, "FFFFF3C4")
    assert (known.protection.locked, known.value, known.fill.fgColor.rgb) == (True, 18500, "FFF6F7F9")
    assert sheet.cell("Sambal bawang", "Isi bersih").value == "150 gram"
    hidden = {
        h for h, n in sheet.columns.items() if sheet.sheet.column_dimensions[openpyxl.utils.get_column_letter(n)].hidden
    }
    assert hidden == {"uid", "Kode pemasok"}
    assert sheet.book["_tradehouse"].sheet_state == "veryHidden"


def test_hints_and_lists_speak_indonesian(desk: Desk) -> None:
    sheet = Sheet(desk.path)
    rules = list(sheet.sheet.data_validations.dataValidation)
    category = sheet.cell("Tas pandan", "Kategori").coordinate
    (rule,) = [r for r in rules if category in r.sqref]
    assert rule.type == "list"
    reference = str(rule.formula1).removeprefix("_lists!").replace("$", "")
    words = [c.value for row in sheet.book["_lists"][reference] for c in row]
    assert "Anyaman rotan, bambu & pandan" in words
    known = sheet.cell("Keripik tempe", "Kategori").coordinate
    assert not [r for r in rules if known in r.sqref]


def test_report_says_what_is_asked_and_what_only_the_house_can_do(desk: Desk) -> None:
    assert (desk.report.supplier, desk.report.products, desk.report.ready) == ("Dapur Bu Sri", 3, 0)
    assert [(r.code, str(r.reason)) for r in desk.report.not_asked] == [
        ("MKN-0001", "Nobody gave leave to show its photos.")
    ]
    sheet = Sheet(desk.path)
    open_cells = [
        c for w in sheet.book.worksheets[:2] for row in w.iter_rows(HEADING + 1) for c in row if not c.protection.locked
    ]
    assert desk.report.cells == len(open_cells)


def test_nothing_of_the_house_is_in_the_file(desk: Desk) -> None:
    with zipfile.ZipFile(desk.path) as archive:
        assert not any(b"SECRET" in archive.read(name) for name in archive.namelist())


def test_answers_fill_the_gaps_and_make_ready(desk: Desk) -> None:
    sheet = Sheet(desk.path)
    sheet.write("Keripik tempe", "Isi bersih", "250 gr")
    sheet.write("Keripik tempe", "Sertifikat halal (BPJPH)", "ID64110000024210121")
    sheet.write("Keripik tempe", "P-IRT (SPP-IRT)", "2066471011637-23 berlaku s/d 31/12/2035")
    sheet.write("Sambal bawang", "Harga jual (Rp)", "Rp 25.000")
    sheet.write("Tas pandan", "Dibuat sesuai pesanan", "Ya")
    sheet.write("Tas pandan", "Kategori", "Anyaman rotan, bambu & pandan")
    sheet.save()
    firm = Sheet(desk.path, 1)
    firm.write("Dapur Bu Sri", "Kabupaten/kota", "Kabupaten Bantul")
    firm.save()
    report = desk.returned()
    assert (report.rows.created, report.rows.updated, report.rows.rejected) == (1, 3, 0)  # one with its new permits
    assert report.records["suppliers"]["updated"] == 1
    assert [w.code for w in report.warnings] == []
    keripik, sambal, tas = (desk.values(n) for n in desk.products)
    assert (keripik["net_content"], keripik["net_unit"], sambal["price_idr"]) == (250, "g", 25000)
    assert (tas["made_to_order"], tas["category"], sambal["net_content"]) == (True, "kriya-anyaman", 150)
    lacking = {
        p["name_id"]: [g.code for g in found]
        for p, found in gaps(desk.catalogue, list(desk.products.values()), Gate.SHOWCASE)
    }
    assert lacking["Keripik tempe"] == ["no_consent"]
    assert lacking["Tas pandan"] == ["no_photo"]
    maker = plain_record(browsing.record(desk.catalogue, S, desk.supplier))
    assert (maker["province"], maker["regency"], maker["name"]) == ("34", "34.02", "Dapur Bu Sri")


def test_what_was_not_asked_is_reported_and_not_taken(desk: Desk) -> None:
    before = {name: desk.values(name) for name in desk.products}
    sheet = Sheet(desk.path)
    sheet.write("Keripik tempe", "Harga jual (Rp)", 1)
    sheet.write("Keripik tempe", "Stok", "banyak")
    sheet.write("Tas pandan", "P-IRT (SPP-IRT)", "2066471011637-23")
    sheet.write("Keripik tempe", "Isi bersih", "250 g")
    sheet.write("Keripik tempe", "Nama produk", "Keripik emas")
    sheet.save()
    report = desk.returned()
    assert (report.rows.updated, report.rows.unchanged, report.rows.rejected) == (1, 3, 0)
    told = [(w.field, w.row) for w in report.warnings if w.code == "not_asked"]
    assert sorted(told) == [("name_id", 7), ("pirt", 9), ("price_idr", 7), ("stock", 7)]
    after = desk.values("Keripik tempe")
    assert {**after, "net_content": None, "net_unit": None} == before["Keripik tempe"]
    assert desk.values("Tas pandan") == before["Tas pandan"]
    assert browsing.certifications_of(desk.catalogue, desk.supplier) == []


def test_rows_of_their_own_are_refused(desk: Desk) -> None:
    sheet = Sheet(desk.path)
    row = sheet.sheet.max_row + 1
    sheet.sheet.cell(row, sheet.columns["Nama produk"]).value = "Produk baru"
    sheet.sheet.cell(row, sheet.columns["Harga jual (Rp)"]).value = 5000
    sheet.save()
    report = desk.returned()
    assert [(r.code, r.row) for r in report.rejects] == [("row_added", row)]
    assert (report.records["products"]["created"], report.change_set) == (0, None)


def test_empty_answers_change_nothing_and_clear_nothing(desk: Desk) -> None:
    assert desk.returned().change_set is None
    assert desk.returned(clear_blanks=True).change_set is None


def test_what_changed_here_since_stands(desk: Desk) -> None:
    editing.change(desk.catalogue, P, desk.products["Keripik tempe"], "name_id", "Keripik tempe daun jeruk")
    editing.change(desk.catalogue, P, desk.products["Keripik tempe"], "stock", 99)
    sheet = Sheet(desk.path)
    sheet.write("Keripik tempe", "Isi bersih", "250 g")
    sheet.save()
    report = desk.returned()
    assert [w.code for w in report.warnings] == []
    values = desk.values("Keripik tempe")
    assert (values["name_id"], values["stock"], values["net_content"]) == ("Keripik tempe daun jeruk", 99, 250)


def test_photos_are_taken_where_they_were_asked_for(desk: Desk) -> None:
    sheet = Sheet(desk.path)
    for name, colour in (("Keripik tempe", "red"), ("Tas pandan", "green")):
        picture = Image(BytesIO(photo_bytes(colour, (1000, 900))))
        picture.width = picture.height = 20
        sheet.sheet.add_image(picture, sheet.cell(name, "Foto").coordinate)
    sheet.save()
    report = desk.returned()
    assert dict(report.photos) == {"found": 2, "attached": 1, "unmatched": 1, "refused": 0}
    assert [w.code for w in report.warnings] == ["not_asked"]
    assert (desk.values("Tas pandan")["photo_count"], desk.values("Keripik tempe")["photo_count"]) == (1, 1)


def test_one_undo_takes_the_answers_back(desk: Desk) -> None:
    before = desk.values("Keripik tempe")
    sheet = Sheet(desk.path)
    sheet.write("Keripik tempe", "Isi bersih", "250 g")
    sheet.write("Keripik tempe", "P-IRT (SPP-IRT)", "2066471011637-23")
    sheet.save()
    desk.returned()
    history.undo(desk.catalogue)
    assert desk.values("Keripik tempe") == before
    assert browsing.certifications_of(desk.catalogue, desk.supplier) == []


def test_a_sheet_whose_memory_was_tampered_with_gives_nothing(desk: Desk) -> None:
    sheet = Sheet(desk.path)
    for row in sheet.book["_tradehouse"].iter_rows():
        if row[0].value == "row":
            row[2].value, row[3].value = "[[" * 50, '{"a": '
    sheet.write("Keripik tempe", "Isi bersih", "250 g")
    sheet.save()
    assert desk.returned().change_set is None


def test_a_moved_heading_row_is_found_again(desk: Desk) -> None:
    sheet = Sheet(desk.path)
    sheet.write("Keripik tempe", "Isi bersih", "250 g")
    sheet.sheet.insert_rows(1, 2)
    sheet.save()
    assert desk.returned().rows.updated == 1
    assert desk.values("Keripik tempe")["net_content"] == 250


def test_a_file_that_lost_its_memory_is_an_ordinary_list_of_ours(desk: Desk) -> None:
    sheet = Sheet(desk.path)
    del sheet.book["_tradehouse"]
    sheet.write("Keripik tempe", "Isi bersih", "250 g")
    sheet.save()
    report = desk.returned()
    assert (report.records["products"]["created"], report.records["products"]["updated"]) == (0, 1)


def test_in_english_too_and_for_export(desk: Desk, tmp_path: Path) -> None:
    path = tmp_path / "en.xlsx"
    report = write_ask_back(desk.catalogue, desk.supplier, path, Gate.EXPORT, "en")
    sheet = openpyxl.load_workbook(path).worksheets[0]
    headings = [c.value for c in sheet[HEADING]]
    assert {"HS code", "MOQ", "Carton length (cm)", "Product name (English)"} <= set(headings)
    assert report.cells > 40


def test_nothing_to_ask_is_said_in_one_sentence(tmp_path: Path, catalogue: Catalogue) -> None:
    supplier, _products = fill(catalogue)
    empty = editing.create(catalogue, S, {"name": "Kosong"})
    out = tmp_path / "x.xlsx"
    with pytest.raises(NotFound, match="Kosong has no products"):
        write_ask_back(catalogue, empty, out, Gate.SHOWCASE)
    with pytest.raises(NotFound, match="no longer in the catalogue"):
        write_ask_back(catalogue, 999, out, Gate.SHOWCASE)
    with pytest.raises(UserError, match="not a language"):
        write_ask_back(catalogue, supplier, out, Gate.SHOWCASE, "fr")
    assert not out.exists()


def test_an_answer_left_as_it_was_is_none(tmp_path: Path, catalogue: Catalogue) -> None:
    """A permit that ran out stands in its yellow cell; left there, it still covers what it covered."""
    supplier, products = fill(catalogue)
    paper = editing.create(
        catalogue, RecordKind.CERTIFICATION,
        {"type": "pirt", "supplier": supplier, "number": "2066471011637-18", "expires": date(2020, 1, 1)},
    )  # fmt: skip
    path = tmp_path / "x.xlsx"
    report = write_ask_back(catalogue, supplier, path, Gate.SHOWCASE)
    desk = Desk(catalogue, supplier, products, report, path)
    sheet = Sheet(path)
    cell = sheet.cell("Keripik tempe", "P-IRT (SPP-IRT)")
    assert (cell.value, cell.protection.locked) == ("2066471011637-18", False)
    assert desk.returned().change_set is None
    assert browsing.record(catalogue, RecordKind.CERTIFICATION, paper)["products"] == ()
    sheet.write("Keripik tempe", "P-IRT (SPP-IRT)", "2066471011637-28")
    sheet.save()
    desk.returned()
    numbers = {
        c["number"]: [ref.name for ref in c["products"]] for c in browsing.certifications_of(catalogue, supplier)
    }
    assert numbers == {"2066471011637-18": [], "2066471011637-28": ["Keripik tempe"]}

"""What a file hides, where its table stands, what its blank cells inherit: from a real workbook to the plan."""

import zipfile
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import openpyxl
import pytest

from tests.integration.import_desk import Rows, counts, photo, plan_only, products, run, write_xlsx
from tradehouse.domain.progress import Progress
from tradehouse.exchange.header_rows import NO_HEADER
from tradehouse.exchange.sheet_choices import Reading
from tradehouse.services.catalogue import Catalogue, open_catalogue
from tradehouse.services.importing.drafts import Outcome
from tradehouse.services.importing.inspecting import inspect, inspect_sheet
from tradehouse.services.importing.options import ImportOptions
from tradehouse.services.importing.plan_rows import plan_rows
from tradehouse.services.importing.planning import plan_import
from tradehouse.services.importing.rejected import save_rejects

GOODS: Rows = (
    ("Nama Produk", "Harga", "Harga Modal"),
    ("Keripik pisang", 12_000, 9_000),
    ("Sambal ijo", 25_000, 20_000),
    ("Kopi bubuk", 45_000, 30_000),
)


@pytest.fixture
def catalogue(tmp_path: Path) -> Iterator[Catalogue]:
    opened = open_catalogue(tmp_path / "data")
    yield opened
    opened.close()


def hiding(path: Path) -> Path:
    """A workbook with a hidden row (3), a hidden column (C) and a hidden sheet with a list of its own."""
    book = openpyxl.Workbook()
    sheet = book.active
    assert sheet is not None
    sheet.title = "Produk"
    for row in GOODS:
        sheet.append(list(row))
    sheet.row_dimensions[3].hidden = True
    sheet.column_dimensions["C"].hidden = True
    other = book.create_sheet("Lama")
    for old in (("Nama Produk", "Harga"), ("Dodol", 15_000)):
        other.append(list(old))
    other.sheet_state = "hidden"
    book.create_sheet("Kosong").sheet_state = "hidden"
    book.save(path)
    return path


def said(path: Path, **choices: Any) -> dict[str, Any]:
    return {"readings": {(path.name, "Produk"): Reading(**choices)}, "supplier": "Anyam Jaya"}


def test_hidden_rows_and_columns_are_taken_and_told(catalogue: Catalogue, tmp_path: Path) -> None:
    report = run(catalogue, hiding(tmp_path / "a.xlsx"), supplier="Anyam Jaya")
    assert counts(report.rows) == {"created": 3}
    assert {"hidden_rows", "hidden_columns"} <= {warning.code for warning in report.warnings}


def test_hidden_rows_are_passed_over_where_a_person_says_so(catalogue: Catalogue, tmp_path: Path) -> None:
    path = hiding(tmp_path / "a.xlsx")
    report = run(catalogue, path, **said(path, hidden_rows=False))
    assert counts(report.rows) == {"created": 2, "skipped": 1}
    assert {product["name_id"] for product in products(catalogue)} == {"Keripik pisang", "Kopi bubuk"}
    (told,) = [w for w in report.warnings if w.code == "hidden_rows_passed_over"]
    assert told.message.values == {"count": 1}


def test_hidden_columns_are_left_where_a_person_says_so(catalogue: Catalogue, tmp_path: Path) -> None:
    path = hiding(tmp_path / "a.xlsx")
    report = run(catalogue, path, **said(path, hidden_columns=False))
    assert [product["cost_idr"] for product in products(catalogue)] == [None] * 3
    (told,) = [w for w in report.warnings if w.code == "hidden_columns_passed_over"]
    assert told.message.values == {"headings": "Harga Modal"}


def test_a_hidden_sheet_is_told_and_taken_only_when_chosen(catalogue: Catalogue, tmp_path: Path) -> None:
    path = hiding(tmp_path / "a.xlsx")
    report = plan_only(catalogue, path)
    assert [part.sheet for part in report.parts] == ["Produk"]
    assert [(i.sheet, i.code) for i in report.ignored] == [("Lama", "hidden_sheet")]
    chosen = plan_only(catalogue, path, readings={(path.name, "Lama"): Reading()})
    assert [(part.sheet, part.rows.created) for part in chosen.parts] == [("Produk", 3), ("Lama", 1)]
    assert [part.sheet for part in plan_only(catalogue, path, sheets=("Lama",)).parts] == ["Lama"]
    left = plan_only(
        catalogue, path, readings={(path.name, "Lama"): Reading()}, left_out=frozenset({(path.name, "Lama")})
    )
    assert [part.sheet for part in left.parts] == ["Produk"]


def test_a_look_shows_what_is_hidden(tmp_path: Path) -> None:
    path = hiding(tmp_path / "a.xlsx")
    first, second = inspect(ImportOptions((path,))).sheets
    assert (first.hidden_rows, first.hidden_columns) == (1, 1)
    assert [column.hidden for column in first.columns] == [False, False, True]
    assert (second.sheet, second.hidden, second.taken, second.code) == ("Lama", True, False, "hidden_sheet")
    assert second.grid[1][0] == "Dodol"
    shown = inspect_sheet([path], path.name, "Produk", Reading(hidden_rows=False), Progress())
    assert shown.row_marks == ("header", "record", "hidden", "record")
    assert shown.hidden_rows == 1
    assert inspect_sheet([path], path.name, "Lama", Reading(), Progress()).taken


def test_a_look_shows_merged_cells_in_the_grid(tmp_path: Path) -> None:
    rows = [(None, *row) for row in (("DAFTAR HARGA", None, None), *GOODS)]
    path = write_xlsx(tmp_path / "a.xlsx", {"Produk": rows}, merges=["B1:D1"])
    (view,) = inspect(ImportOptions((path,))).sheets
    assert view.row_marks == ("above", "header", "record", "record", "record")
    assert view.merges == ((0, 0, 0, 2),)


def test_a_group_written_once_holds_for_the_rows_below(catalogue: Catalogue, tmp_path: Path) -> None:
    rows = [
        ("Nama Pemasok", "Nama Produk", "Harga"),
        ("Anyam Jaya", "Tas rotan", 125_000),
        (None, "Topi pandan", 25_000),
        (None, "Tikar mendong", 80_000),
        ("Dapur Bu Sri", "Keripik", 12_000),
        (None, "Sambal", 25_000),
    ]
    path = write_xlsx(tmp_path / "a.xlsx", {"Produk": rows})
    report = run(catalogue, path)
    assert "filled_down" in {warning.code for warning in report.warnings}
    assert report.records["suppliers"]["created"] == 2
    assert {p["name_id"]: p["supplier"].name for p in products(catalogue)} == {
        "Tas rotan": "Anyam Jaya", "Topi pandan": "Anyam Jaya", "Tikar mendong": "Anyam Jaya",
        "Keripik": "Dapur Bu Sri", "Sambal": "Dapur Bu Sri",
    }  # fmt: skip


def test_a_name_filled_down_names_rows_that_have_only_a_variant(catalogue: Catalogue, tmp_path: Path) -> None:
    rows = [
        ("Nama Produk", "Varian", "Harga"),
        ("Kopi Gayo", "100 g", 25_000),
        (None, "250 g", 55_000),
        (None, "1 kg", None),
        ("Teh", "50 g", 9_000),
    ]
    path = write_xlsx(tmp_path / "a.xlsx", {"Produk": rows})
    report = run(catalogue, path, **said(path, fill_down=frozenset({"Nama Produk"})))
    assert counts(report.rows) == {"created": 4}
    assert {p["variant"] for p in products(catalogue, "kopi")} == {"100 g", "250 g", "1 kg"}


def test_tables_side_by_side_are_read_one_by_one(catalogue: Catalogue, tmp_path: Path) -> None:
    rows = [
        ("DAFTAR HARGA", None, None, None, None),
        ("Nama Barang", "Harga", None, "Nama Barang", "Harga"),
        ("Keripik", 12_000, None, "Kopi", 45_000),
        ("Sambal", 25_000, None, "Teh", 8_000),
        ("Dodol", 15_000, None, None, None),
    ]
    path = write_xlsx(tmp_path / "a.xlsx", {"Harga": rows}, pictures={"A3": photo(), "D3": photo("blue")})
    report = run(catalogue, path, supplier="Toko")
    assert [(part.sheet, part.rows.created) for part in report.parts] == [("Harga", 3), ("Harga [D:E]", 2)]
    assert {p["name_id"]: p["price_idr"] for p in products(catalogue)} == {
        "Keripik": 12_000, "Sambal": 25_000, "Dodol": 15_000, "Kopi": 45_000, "Teh": 8_000,
    }  # fmt: skip
    assert (report.photos["found"], report.photos["attached"]) == (2, 2)
    assert run(catalogue, path, supplier="Toko").change_set is None
    one = plan_only(catalogue, path, left_out=frozenset({(path.name, "Harga [D:E]")}))
    assert [part.sheet for part in one.parts] == ["Harga"]


def test_a_sheet_without_headings_can_be_corrected_and_brought_back(catalogue: Catalogue, tmp_path: Path) -> None:
    rows = [("B1", "Keripik", 12_000), ("B2", None, 25_000), ("B3", "Kopi", 45_000)]
    path = write_xlsx(tmp_path / "a.xlsx", {"Sheet1": rows})
    mapping = {"[A]": "supplier_code", "[B]": "name_id", "[C]": "price_idr"}
    report = run(catalogue, path, supplier="Toko", header=NO_HEADER, mapping=mapping)
    assert counts(report.rows) == {"created": 2, "rejected": 1}
    assert [reject.row for reject in report.rejects] == [2]
    assert [part.header_row for part in report.parts] == [0]


def test_rejected_rows_keep_their_columns_and_come_back_by_letters(catalogue: Catalogue, tmp_path: Path) -> None:
    rows = [(None, None, "B1", "Keripik"), (None, None, "B2", None)]
    path = write_xlsx(tmp_path / "a.xlsx", {"Sheet1": rows})
    mapping = {"[C]": "supplier_code", "[D]": "name_id"}
    plan = plan_import(catalogue, ImportOptions((path,), header=NO_HEADER, mapping=mapping, supplier="Toko"))
    save_rejects(plan, tmp_path / "b.xlsx")
    plan.close()
    book = openpyxl.load_workbook(tmp_path / "b.xlsx")
    sheet = book.worksheets[0]
    assert [cell.value for cell in sheet[1]][:4] == [None, None, "B2", None]
    sheet["D1"] = "Sambal"
    book.save(tmp_path / "b.xlsx")
    report = run(catalogue, tmp_path / "b.xlsx", header=NO_HEADER, mapping=mapping, supplier="Toko")
    assert counts(report.rows) == {"created": 1}


@pytest.mark.parametrize("kind", ["products", "suppliers", "certifications"])
def test_a_kind_that_nothing_in_the_sheet_names_rejects_every_row(
    catalogue: Catalogue, tmp_path: Path, kind: str
) -> None:
    path = write_xlsx(tmp_path / "a.xlsx", {"Sheet1": [("BOOK", "MRP"), ("QURAN SHARIF", 325), ("MAHFUZAT", 35)]})
    assert counts(plan_only(catalogue, path, kind=kind, header=1).rows) == {"rejected": 2}


def test_a_row_that_is_passed_over_says_what_it_is(catalogue: Catalogue, tmp_path: Path) -> None:
    listed = [("No", *GOODS[0]), *((n, *row) for n, row in enumerate(GOODS[1:], start=1))]
    ending = [listed[0], (None, "Total", 82_000), ("Catatan: belum PPN",)]
    rows = [listed[0], (1, 2, 3, 4), ("MAKANAN",), *listed[1:], *ending]
    path = write_xlsx(tmp_path / "a.xlsx", {"Produk": rows})
    plan = plan_import(catalogue, ImportOptions((path,), **said(path, rows={4: False})))
    shown = plan_rows(catalogue, plan)
    told = [shown.row(key) for key in shown.keys([Outcome.SKIPPED])]
    assert [(row.row, row.reasons) for row in told] == [
        (2, ("No record: the row numbers the columns.",)),
        (3, ("No record: the title of a section.",)),
        (4, ("You left this row out.",)),
        (7, ("No record: the headings stand here once more.",)),
        (8, ("No record: a total.",)),
        (9, ("No record: a note.",)),
    ]
    plan.close()


def test_a_zip_may_hold_workbooks_with_hidden_sheets_and_lock_files(catalogue: Catalogue, tmp_path: Path) -> None:
    path = hiding(tmp_path / "a.xlsx")
    with zipfile.ZipFile(tmp_path / "kiriman.zip", "w") as bundle:
        bundle.write(path, "daftar/a.xlsx")
        bundle.writestr("daftar/~$a.xlsx", b"\x05Sari" + b" " * 160)
        bundle.writestr("daftar/foto/Keripik pisang.jpg", photo())
    report = run(catalogue, tmp_path / "kiriman.zip", supplier="Anyam Jaya")
    assert [(part.file, part.sheet) for part in report.parts] == [("daftar/a.xlsx", "Produk")]
    assert [ignored.code for ignored in report.ignored] == ["hidden_sheet"]
    assert report.photos["attached"] == 1

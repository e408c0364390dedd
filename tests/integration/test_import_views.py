"""What the wizard is shown of files and plans."""

from collections.abc import Iterator
from pathlib import Path

import openpyxl
import pytest

from tradehouse.domain.fields import RecordKind
from tradehouse.domain.progress import Progress
from tradehouse.exchange.sheet_choices import Reading
from tradehouse.exchange.sheet_kinds import SheetKind
from tradehouse.services import editing
from tradehouse.services.catalogue import Catalogue, open_catalogue
from tradehouse.services.importing.drafts import Outcome
from tradehouse.services.importing.inspecting import column_letter, inspect, inspect_sheet
from tradehouse.services.importing.options import ImportOptions
from tradehouse.services.importing.plan_rows import Difference, PlanRow, plan_rows
from tradehouse.services.importing.planning import plan_import

ROWS = (
    ("Kode Barcode", "Nama Produk", "Nama UMKM", "Harga Jual (Rp)"),
    ("8991002101418", "Tas rotan", "Anyam Jaya", "Rp 200.000,-"),
    ("", "", "", 5_000),
    ("", "Topi pandan", "Anyam Jaya", "25rb"),
    ("", "Total", "", 225_000),
)


@pytest.fixture
def catalogue(tmp_path: Path) -> Iterator[Catalogue]:
    opened = open_catalogue(tmp_path / "data")
    yield opened
    opened.close()


def save(path: Path, rows: tuple[tuple[object, ...], ...], *, title: bool = False, hidden: bool = False) -> Path:
    book = openpyxl.Workbook()
    sheet = book.active
    assert sheet is not None
    sheet.title = "Produk"
    if title:
        sheet.append(["DAFTAR PRODUK BINAAN"])
        sheet.append([])
    for row in rows:
        sheet.append(list(row))
    if hidden:
        other = book.create_sheet("Rahasia")
        other.append(["Catatan rapat"])
        other.sheet_state = "hidden"
    book.save(path)
    return path


def test_a_look_finds_header_columns_and_samples(tmp_path: Path) -> None:
    path = save(tmp_path / "a.xlsx", ROWS, title=True, hidden=True)
    seen = inspect(ImportOptions((path,)))
    first, second = seen.sheets
    assert (first.kind, first.header_row, first.rows) == (SheetKind.PRODUCTS, 3, 4)
    assert first.grid[0][0] == "DAFTAR PRODUK BINAAN"
    name = first.columns[1]
    assert (name.letter, name.heading, name.targets) == ("B", "Nama Produk", ("product.name_id",))
    assert name.samples[:2] == ("Tas rotan", "Topi pandan")
    assert (second.sheet, second.hidden, second.taken) == ("Rahasia", True, False)
    assert (second.code, second.grid) == ("no_header", (("Catatan rapat",),))


def test_another_header_row_makes_other_columns(tmp_path: Path) -> None:
    path = save(tmp_path / "a.xlsx", ROWS)
    view = inspect_sheet([path], "a.xlsx", "Produk", Reading(header=2, kind=SheetKind.PRODUCTS), Progress())
    assert view.header_row == 2
    assert [column.heading for column in view.columns][1] == "Tas rotan"


def test_columns_are_named_as_spreadsheets_name_them() -> None:
    assert [column_letter(n) for n in (1, 26, 27, 52, 53, 702, 703)] == ["A", "Z", "AA", "AZ", "BA", "ZZ", "AAA"]


def rows_of(catalogue: Catalogue, path: Path, *outcomes: Outcome) -> list[PlanRow]:
    plan = plan_import(catalogue, ImportOptions((path,)))
    try:
        rows = plan_rows(catalogue, plan)
        return [rows.row(key) for key in rows.keys(outcomes)]
    finally:
        plan.close()


def test_every_row_says_what_becomes_of_it_and_why(catalogue: Catalogue, tmp_path: Path) -> None:
    path = save(tmp_path / "a.xlsx", ROWS)
    found = {row.row: row for row in rows_of(catalogue, path, *Outcome)}
    assert [found[n].outcome for n in (2, 3, 4, 5)] == [
        Outcome.CREATED, Outcome.REJECTED, Outcome.CREATED, Outcome.SKIPPED,
    ]  # fmt: skip
    assert Difference("Retail price", "", "Rp 200,000") in found[2].differences
    assert found[2].what == "Tas rotan · Anyam Jaya"
    assert found[3].reasons
    assert found[5].reasons == ("No record: a total.",)


def test_an_update_without_a_name_names_the_stored_record(catalogue: Catalogue, tmp_path: Path) -> None:
    editing.create(
        catalogue, RecordKind.PRODUCT, {"name_id": "Tas rotan", "gtin": "8991002101418", "price_idr": 150_000}
    )
    path = save(tmp_path / "harga.xlsx", (("Barcode", "Harga Jual"), ("8991002101418", 175_000)))
    (row,) = rows_of(catalogue, path, Outcome.UPDATED)
    assert row.what == "Tas rotan"
    assert Difference("Retail price", "Rp 150,000", "Rp 175,000") in row.differences


def test_a_sheet_left_out_by_choice_is_not_planned(catalogue: Catalogue, tmp_path: Path) -> None:
    one, two = save(tmp_path / "a.xlsx", ROWS), save(tmp_path / "b.xlsx", ROWS)
    folder = ImportOptions((one, two), left_out=frozenset({("a.xlsx", "Produk")}))
    # A file of which nothing is taken is not named at all by who leaves its sheets out.
    plan = plan_import(catalogue, ImportOptions((two,), left_out=folder.left_out))
    assert [part.file.name for part in plan.parts] == ["b.xlsx"]
    plan.close()
    assert folder.takes("b.xlsx", "Produk")
    assert not folder.takes("a.xlsx", "Produk")

"""A showcase list goes to an event, is filled in there, and comes back as results."""

import json
from collections.abc import Iterator
from decimal import Decimal
from pathlib import Path
from typing import Any

import openpyxl
import pytest

from tests.integration.export_desk import filled_catalogue
from tradehouse.cli import run_command_line
from tradehouse.domain.errors import UnusableFile, UserError
from tradehouse.domain.fields import RecordKind
from tradehouse.domain.showcases import ShowcaseResult
from tradehouse.services import browsing, history
from tradehouse.services.catalogue import Catalogue
from tradehouse.services.exporting import ExportOptions, ExportReport, export
from tradehouse.services.offers.ledger import offer_lines
from tradehouse.services.offers.showcase_returns import (
    ShowcasePlan,
    apply_showcase,
    plan_showcase,
    showcase_results,
)
from tradehouse.services.orders.planning import OrderPlan
from tradehouse.services.orders.returns import plan_return

D = Decimal
HEADER = 10
Cells = dict[str, dict[str, Any]]


@pytest.fixture
def catalogue(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Catalogue]:
    monkeypatch.setenv("TRADEHOUSE_CACHE", str(tmp_path / "cache"))
    with filled_catalogue(tmp_path / "catalogue") as opened:
        yield opened


@pytest.fixture
def sent(catalogue: Catalogue, tmp_path: Path) -> ExportReport:
    return export(catalogue, tmp_path / "katalog.xlsx", ExportOptions("showcase", event="INACRAFT 2027"))


def returned(sent: ExportReport, cells: Cells, name: str = "kembali.xlsx", **changes: Any) -> Path:
    """Fill in cells by item number and heading, as staff do. changes: struck, added rows, deleted columns."""
    book = openpyxl.load_workbook(sent.path)
    sheet = book.worksheets[0]
    at = {str(cell.value): cell.column for cell in sheet[HEADER] if cell.value}
    rows = {str(sheet.cell(r, at["Kode Produk"]).value): r for r in range(HEADER + 1, sheet.max_row + 1)}
    for code, values in cells.items():
        for heading, value in values.items():
            sheet.cell(rows[code], at[heading]).value = value
    if changes.get("added"):
        sheet.cell(sheet.max_row + 2, at["Kode Produk"]).value = changes["added"]
    if changes.get("struck"):
        sheet.delete_rows(rows[changes["struck"]])
    for heading in changes.get("deleted", ()):
        sheet.delete_cols({str(c.value): c.column for c in sheet[HEADER]}[heading])
    path = sent.path.with_name(name)
    book.save(path)
    return path


FILLED: Cells = {
    "KRY-0001": {"Jml Dibawa": 20, "Terjual": 15, "Minat Buyer/Catatan": "Toko di Bali minta 100"},
    "MKN-0001": {"Jml Dibawa": 60, "Terjual": 25},
    "KRY-0002": {"Minat Buyer/Catatan": "@toko.bali bertanya ukuran"},
}


def test_an_issued_showcase_list_keeps_its_event_and_the_listed_prices(
    catalogue: Catalogue, sent: ExportReport
) -> None:
    offer = browsing.record(catalogue, RecordKind.OFFER, sent.offer_id or 0)
    assert (offer["name"], offer["layout"], offer["incoterm"]) == ("KATALOG PAMERAN – INACRAFT 2027", "showcase", None)
    prices = {line.code: line.price for line in offer_lines(catalogue, offer.id)}
    assert (prices["KRY-0001"], prices["MKN-0001"], prices["LLL-0001"]) == (D(185_000), D(95_000), None)


def test_results_are_kept_and_add_up(catalogue: Catalogue, sent: ExportReport) -> None:
    plan = plan_return(catalogue, returned(sent, FILLED))
    assert isinstance(plan, ShowcasePlan)
    assert plan.findings == []
    report = apply_showcase(catalogue, plan)
    sums = report.totals
    assert (report.changed, sums.brought, sums.sold, sums.left) == (3, 80, 40, 40)
    assert sums.sell_through == D("0.5")
    assert sums.value == 15 * 185_000 + 25 * 95_000
    kept = {line.code: result for line, result in showcase_results(catalogue, sent.offer_id or 0)}
    assert kept["KRY-0001"] == ShowcaseResult(20, 15, "Toko di Bali minta 100")
    assert kept["KRY-0002"] == ShowcaseResult(None, None, "@toko.bali bertanya ukuran")
    assert browsing.record(catalogue, RecordKind.OFFER, sent.offer_id or 0)["status"] == "answered"


def test_the_same_file_again_changes_nothing_and_undo_takes_it_back(catalogue: Catalogue, sent: ExportReport) -> None:
    path = returned(sent, FILLED)
    apply_showcase(catalogue, plan_showcase(catalogue, path))
    again = apply_showcase(catalogue, plan_showcase(catalogue, path))
    assert (again.changed, again.change_set) == (0, None)
    history.undo(catalogue)
    assert showcase_results(catalogue, sent.offer_id or 0) == []
    assert browsing.record(catalogue, RecordKind.OFFER, sent.offer_id or 0)["status"] == "issued"
    history.redo(catalogue)
    assert len(showcase_results(catalogue, sent.offer_id or 0)) == 3


def test_a_later_return_replaces_and_shows_what_was_before(catalogue: Catalogue, sent: ExportReport) -> None:
    apply_showcase(catalogue, plan_showcase(catalogue, returned(sent, FILLED)))
    plan = plan_showcase(catalogue, returned(sent, {"KRY-0001": {"Terjual": 18}}, "akhir.xlsx"))
    (change,) = plan.changes
    assert (change.before.sold, change.result) == (15, ShowcaseResult(20, 18, "Toko di Bali minta 100"))
    apply_showcase(catalogue, plan)
    history.undo(catalogue)
    kept = {line.code: result for line, result in showcase_results(catalogue, sent.offer_id or 0)}
    assert kept["KRY-0001"].sold == 15


def test_what_cannot_be_right_is_told_line_by_line(catalogue: Catalogue, sent: ExportReport) -> None:
    cells: Cells = {
        "KRY-0001": {"Jml Dibawa": "dua puluh", "Terjual": 15},
        "KRY-0003": {"Jml Dibawa": 3, "Terjual": 5},
        "MKN-0001": {"Jml Dibawa": 60, "Terjual": -1},
    }
    plan = plan_showcase(catalogue, returned(sent, cells, added="ASING-1", struck="LLL-0001"))
    codes = sorted((finding.code, finding.severity) for finding in plan.findings)
    assert codes == [
        ("foreign_row", "error"), ("odd_quantity", "error"), ("sold_more", "warning"), ("struck", "warning"),
        ("text_quantity", "error"),
    ]  # fmt: skip
    results = {line.line.code: line.result for line in plan.lines}
    assert results == {
        "KRY-0001": ShowcaseResult(None, 15),
        "KRY-0003": ShowcaseResult(3, 5),
        "MKN-0001": ShowcaseResult(60, None),
    }


def test_an_empty_list_and_one_without_its_columns_are_refused(catalogue: Catalogue, sent: ExportReport) -> None:
    with pytest.raises(UserError) as refusal:
        apply_showcase(catalogue, plan_showcase(catalogue, returned(sent, {})))
    assert refusal.value.code == "nothing_filled_in"
    with pytest.raises(UnusableFile):
        plan_showcase(catalogue, returned(sent, {}, deleted=("Jml Dibawa", "Terjual")))


def test_without_its_mapping_a_list_is_known_by_its_hidden_columns(catalogue: Catalogue, sent: ExportReport) -> None:
    path = returned(sent, FILLED)
    book = openpyxl.load_workbook(path)
    del book["_tradehouse"]
    book.save(path)
    assert len(plan_showcase(catalogue, path).lines) == 3


def test_the_staff_sheet_comes_back_too_and_an_order_form_stays_one(catalogue: Catalogue, tmp_path: Path) -> None:
    staff = export(catalogue, tmp_path / "INTERNAL petugas.xlsx", ExportOptions("showcase-staff"))
    plan = plan_return(catalogue, returned(staff, {"MKN-0001": {"Jml Dibawa": 10, "Terjual": 4}}))
    assert isinstance(plan, ShowcasePlan)
    assert plan.totals.value == 4 * 95_000
    form = export(catalogue, tmp_path / "list.xlsx", ExportOptions("export", margin=D("0.30")))
    assert isinstance(plan_return(catalogue, form.path), OrderPlan)


def test_the_command_line_takes_a_showcase_list(
    catalogue: Catalogue, sent: ExportReport, capsys: pytest.CaptureFixture[str]
) -> None:
    path = returned(sent, FILLED)
    catalogue.close()
    base = ["--data", str(catalogue.folder), "--lang", "en", "order", str(path)]
    assert run_command_line([*base, "--dry-run", "--json"]) == 0
    answer = json.loads(capsys.readouterr().out)
    assert (answer["dry_run"], answer["changed"], answer["change_set"]) == (True, 3, None)
    assert run_command_line(base) == 0
    told = capsys.readouterr().out
    assert "80 brought, 40 sold (50 %), 40 left; sold for IDR 5,150,000" in told
    assert run_command_line([*base, "--json"]) == 0
    answer = json.loads(capsys.readouterr().out)
    assert (answer["changed"], answer["change_set"], answer["totals"]["sell_through"]) == (0, None, 0.5)

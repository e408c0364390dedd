"""What changed since an offer: told before a revision is issued, marked in the new list for the buyer."""

from collections.abc import Iterator
from datetime import timedelta
from decimal import Decimal
from pathlib import Path

import openpyxl
import pytest

from tests.integration.export_desk import TODAY, filled_catalogue
from tradehouse.domain.fields import RecordKind
from tradehouse.domain.offer_changes import LineChange
from tradehouse.domain.pricing import Rate
from tradehouse.services import editing
from tradehouse.services.catalogue import Catalogue, open_catalogue
from tradehouse.services.exporting import ExportOptions, ExportReport, export
from tradehouse.services.house import TradingTerms, save_trading_terms
from tradehouse.services.offers.revising import changed_since, revision_options

D = Decimal
PRODUCT = RecordKind.PRODUCT


@pytest.fixture
def catalogue(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Catalogue]:
    monkeypatch.setenv("TRADEHOUSE_CACHE", str(tmp_path / "cache"))
    with filled_catalogue(tmp_path / "catalogue") as opened:
        yield opened


@pytest.fixture
def buyer(catalogue: Catalogue) -> int:
    return editing.create(catalogue, RecordKind.BUYER, {"name": "Nordlicht GmbH", "country": "DE", "incoterm": "FOB"})


@pytest.fixture
def sent(catalogue: Catalogue, buyer: int, tmp_path: Path) -> ExportReport:
    options = ExportOptions("export", buyer_id=buyer, margin=D("0.30"), ids=[1, 2, 4])
    return export(catalogue, tmp_path / "first.xlsx", options)


def told(changes: tuple[LineChange, ...]) -> dict[str, list[str]]:
    return {change.line.code: [str(message) for message in change.messages] for change in changes}


def remarks(path: Path) -> dict[str, str]:
    sheet = openpyxl.load_workbook(path)["Price List"]
    at = {str(cell.value): cell.column for cell in sheet[10] if cell.value}
    rows = range(11, sheet.max_row + 1)
    found = {str(sheet.cell(r, at["Item No."]).value): sheet.cell(r, at["Remarks"]).value for r in rows}
    return {code: str(text) for code, text in found.items() if text}


def test_nothing_has_changed_on_the_day_it_was_issued(catalogue: Catalogue, sent: ExportReport) -> None:
    options = revision_options(catalogue, sent.offer_id or 0)
    assert (list(options.ids or ()), options.margin, options.revises) == ([1, 2, 4], D("0.30"), sent.offer_id)
    assert changed_since(catalogue, sent.offer_id or 0) == ()


def test_changes_are_told_line_by_line(catalogue: Catalogue, sent: ExportReport) -> None:
    editing.change_many(catalogue, PRODUCT, [4], {"cost_idr": D(61_600), "moq": 40, "carton_height_cm": D(25)})
    editing.trash(catalogue, PRODUCT, [2])
    changes = changed_since(catalogue, sent.offer_id or 0)
    assert told(changes) == {
        "KRY-0003": ["Price 5 → 5.5", "Minimum order 20 → 40", "Size or weight of the carton"],
        "MKN-0001": ["No longer offered"],
    }
    assert changes[0].rise == D("0.1")
    options = ExportOptions("export", margin=D("0.30"), incoterm="FOB", ids=[1, 3, 4])
    assert told(changed_since(catalogue, sent.offer_id or 0, options))["KRY-0002"] == ["New"]


def test_prices_at_another_term_are_not_compared(catalogue: Catalogue, sent: ExportReport) -> None:
    editing.change(catalogue, PRODUCT, 4, "cost_idr", D(61_600))
    options = ExportOptions("export", margin=D("0.30"), incoterm="EXW", ids=[1, 2, 4])
    assert changed_since(catalogue, sent.offer_id or 0, options) == ()


def test_a_revision_marks_what_is_new_and_says_how_much_changed(
    catalogue: Catalogue, sent: ExportReport, tmp_path: Path
) -> None:
    assert remarks(sent.path) == {}
    editing.change(catalogue, PRODUCT, 4, "cost_idr", D(61_600))
    editing.change(catalogue, PRODUCT, 3, "made_to_order", value=True)
    options = ExportOptions("export", buyer="Nordlicht", margin=D("0.30"), ids=[1, 3, 4], revises=sent.offer_id)
    report = export(catalogue, tmp_path / "second.xlsx", options)
    assert remarks(report.path) == {"KRY-0002": "NEW. Made to order", "KRY-0003": "New price"}
    assert "Lines that are new or changed since PNW-0001: 3." in [str(warning) for warning in report.warnings]


def test_the_next_list_of_a_buyer_is_compared_with_the_last(
    catalogue: Catalogue, buyer: int, sent: ExportReport, tmp_path: Path
) -> None:
    other = export(catalogue, tmp_path / "other.xlsx", ExportOptions("export", buyer="Somebody", margin=D("0.30")))
    assert remarks(other.path) == {"LLL-0001": "Made to order"}
    report = export(
        catalogue, tmp_path / "n.xlsx", ExportOptions("export", buyer_id=buyer, margin=D("0.30"), ids=[2, 3])
    )
    assert remarks(report.path) == {"KRY-0002": "NEW"}
    assert "Lines that are new or changed since PNW-0001: 1." in [str(warning) for warning in report.warnings]


def test_a_rate_that_moved_is_told(catalogue: Catalogue, buyer: int, sent: ExportReport, tmp_path: Path) -> None:
    def moved(rate: int) -> list[str]:
        save_trading_terms(catalogue, TradingTerms(rates={"USD": Rate(D(rate), TODAY - timedelta(1))}))
        options = ExportOptions("export", buyer_id=buyer, margin=D("0.30"), ids=[4], issue=False)
        found = export(catalogue, tmp_path / "next.xlsx", options).warnings
        return [str(warning) for warning in found if "has moved" in str(warning)]

    assert moved(16_400) == []
    assert moved(16_800) == ["The rate of USD has moved by 5.0 % since PNW-0001: 16,000 → 16,800 rupiah."]


def test_an_offer_of_a_catalogue_opened_again(catalogue: Catalogue, sent: ExportReport) -> None:
    catalogue.close()
    again = open_catalogue(catalogue.folder)
    assert changed_since(again, sent.offer_id or 0) == ()
    again.close()

"""The export dialog: what goes out, on which terms, what is missing, and the file itself."""

from datetime import date
from decimal import Decimal
from pathlib import Path

import openpyxl
import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QDialog, QLineEdit, QPushButton, QRadioButton, QToolButton
from pytestqt.qtbot import QtBot
from shiboken6 import isValid

from tradehouse.domain.cost_steps import DeliveryTerm
from tradehouse.domain.fields import RecordKind
from tradehouse.domain.pricing import Rate
from tradehouse.domain.query import parse_query
from tradehouse.services import editing, house
from tradehouse.services.exporting import ExportOptions, export
from tradehouse.services.exporting.options import MARK
from tradehouse.ui.exporting.dialog import ExportDialog
from tradehouse.ui.exporting.scope import ExportScope
from tradehouse.ui.main_window import MainWindow


def open_dialog(window: MainWindow, qtbot: QtBot, scope: ExportScope | None = None) -> ExportDialog:
    dialog = ExportDialog(window.desk, scope or ExportScope(), window)
    dialog.show()
    qtbot.waitUntil(lambda: dialog.findings.heading.text().endswith("the file"))
    if dialog.findings.unready.current() != MARK and dialog.findings.chips["unready"].count():
        # Products of the small catalogue are ready for no list; these tests are about something else.
        QTest.mouseClick(dialog.findings.unready.findChildren(QToolButton)[1], Qt.MouseButton.LeftButton)
    qtbot.waitUntil(dialog.write.isEnabled)
    return dialog


def type_in(line: QLineEdit, text: str) -> None:
    line.setFocus()
    line.selectAll()
    QTest.keyClicks(line, text)
    QTest.keyClick(line, Qt.Key.Key_Tab)


@pytest.fixture
def priced(window: MainWindow, ids: dict[str, int]) -> int:
    """A product with a cost, in a house that keeps a rate."""
    product = ids["Tas rotan bundar"]
    editing.change(window.catalogue, RecordKind.PRODUCT, product, "cost_idr", Decimal(113_750))
    terms = house.TradingTerms(margin=Decimal("0.30"), rates={"USD": Rate(Decimal(16_250), date(2026, 3, 12))})
    house.save_trading_terms(window.catalogue, terms)
    return product


def test_it_says_what_is_left_out_and_has_no_price_before_anything_is_written(
    window: MainWindow, priced: int, qtbot: QtBot
) -> None:
    dialog = open_dialog(window, qtbot)
    chips = dialog.findings.chips
    assert dialog.findings.heading.text() == "5 products go into the file"
    assert (chips["left_out"].count(), chips["unpriced"].count(), chips["photoless"].count()) == (1, 4, 5)
    QTest.mouseClick(chips["left_out"], Qt.MouseButton.LeftButton)
    model = dialog.findings.table.model()
    assert model.index(0, 1).data() == "Selendang tenun ikat"
    assert model.index(0, 2).data() == "It is archived."
    dialog.close()


def test_the_file_has_the_selected_products_at_the_chosen_rate(
    window: MainWindow, priced: int, ids: dict[str, int], tmp_path: Path, qtbot: QtBot
) -> None:
    dialog = open_dialog(window, qtbot, ExportScope([priced, ids["Sambal roa"]]))
    form = dialog.form
    assert form.rate.text() == "16,250"
    form.fold.heading.click()
    type_in(form.rate, "16.000")
    type_in(form.buyer.line, "Nordic Home AB")
    assert form.keep_rate.isVisible()
    qtbot.waitUntil(dialog.write.isEnabled)
    target = tmp_path / "harga.xlsx"
    dialog.write_to(target)
    qtbot.waitUntil(target.exists)
    qtbot.waitUntil(window.jobs.idle)
    assert "PNW-0001 written, 2 products: harga.xlsx" in window.notice_line.text()
    assert not isValid(dialog) or not dialog.isVisible()
    sheet = openpyxl.load_workbook(target, data_only=True).worksheets[0]
    cells = [cell.value for row in sheet.iter_rows() for cell in row if cell.value is not None]
    assert 10.16 in cells  # 113,750 ÷ 0.7 ÷ 16,000
    assert any("Nordic Home AB" in str(cell) for cell in cells)
    kept = house.read_trading_terms(window.catalogue).rates["USD"]
    assert kept.idr == 16_000


def test_what_was_chosen_is_offered_again(window: MainWindow, priced: int, tmp_path: Path, qtbot: QtBot) -> None:
    dialog = open_dialog(window, qtbot, ExportScope([priced]))
    type_in(dialog.form.buyer.line, "Nordic Home AB")
    dialog.form.fold.heading.click()
    incoterm = dialog.form.delivery.rows[0].incoterm
    incoterm.setFocus()
    incoterm.lineEdit().selectAll()
    QTest.keyClicks(incoterm.lineEdit(), "cif")
    QTest.keyClick(incoterm.lineEdit(), Qt.Key.Key_Return)
    qtbot.waitUntil(dialog.write.isEnabled)
    dialog.write_to(tmp_path / "a.xlsx")
    qtbot.waitUntil(window.jobs.idle)
    again = open_dialog(window, qtbot, ExportScope([priced]))
    assert (again.form.buyer.text(), again.form.delivery.terms()[0].incoterm) == ("Nordic Home AB", "CIF")
    assert not again.form.fold.folded()
    again.close()


def test_a_workbook_without_worked_out_prices_asks_for_no_rate(
    window: MainWindow, ids: dict[str, int], qtbot: QtBot
) -> None:
    dialog = open_dialog(window, qtbot)
    dialog.layouts.choose("showcase")
    assert not dialog.form.rows["rate"].isVisible()
    assert dialog.form.rows["buyer"].isVisible()
    dialog.layouts.choose("full")
    assert not dialog.form.rows["buyer"].isVisible()
    qtbot.waitUntil(dialog.write.isEnabled)
    assert dialog.findings.heading.text() == "6 products go into the file"
    dialog.close()


def test_a_rate_that_is_none_is_told_and_nothing_can_be_written(window: MainWindow, priced: int, qtbot: QtBot) -> None:
    dialog = open_dialog(window, qtbot)
    dialog.form.fold.heading.click()
    type_in(dialog.form.rate, "banyak")
    assert "banyak" in dialog.problem()
    assert not dialog.write.isEnabled()
    dialog.close()


def test_the_window_offers_its_selection_and_its_filtered_list(window: MainWindow, qtbot: QtBot) -> None:
    window.browser.search.set_quietly("rotan")
    window.browser.show_state(type(window.browser.state)(text="rotan"))
    qtbot.waitUntil(window.jobs.idle)
    window.browser.view().selectAll()
    window.action("export").trigger()
    dialog = window.findChild(ExportDialog)
    assert dialog is not None
    scopes = {button.objectName(): button for button in dialog.findChildren(QRadioButton)}
    assert scopes["scope.selected"].text() == "2 selected products"
    assert scopes["scope.selected"].isChecked()
    assert scopes["scope.listed"].text() == "Current list (2)"
    qtbot.waitUntil(lambda: bool(dialog.problem()))
    assert "None of these products is ready" in dialog.problem()
    assert not dialog.write.isEnabled()
    scopes["scope.listed"].click()
    assert dialog.options().query == parse_query(RecordKind.PRODUCT, "rotan")
    scopes["scope.all"].click()
    assert (dialog.options().query, dialog.options().ids) == (None, None)
    dialog.close()


@pytest.fixture
def buyer(window: MainWindow) -> int:
    values = {
        "name": "Nordlicht GmbH", "language": "id", "currency": "EUR", "incoterm": "CIF", "place": "Hamburg",
        "margin": Decimal(35),
    }  # fmt: skip
    return editing.create(window.catalogue, RecordKind.BUYER, values)


def test_a_buyer_of_the_catalogue_fills_in_the_terms(window: MainWindow, priced: int, buyer: int, qtbot: QtBot) -> None:
    dialog = open_dialog(window, qtbot, ExportScope([priced]))
    type_in(dialog.form.buyer.line, "nordlicht gmbh")
    qtbot.waitUntil(lambda: dialog.form.currency.currentText() == "EUR")
    options = dialog.options()
    assert (options.buyer_id, options.buyer, options.language) == (buyer, "Nordlicht GmbH", "id")
    assert options.margin == Decimal("0.35")
    assert options.terms == (DeliveryTerm("CIF", "Hamburg"),)
    dialog.close()


def test_a_name_that_nobody_has_is_a_name_only_and_can_become_a_buyer(
    window: MainWindow, priced: int, qtbot: QtBot
) -> None:
    dialog = open_dialog(window, qtbot, ExportScope([priced]))
    type_in(dialog.form.buyer.line, "Kumo Trading")
    assert (dialog.options().buyer, dialog.options().buyer_id) == ("Kumo Trading", None)
    QTest.mouseClick(dialog.form.buyer.new, Qt.MouseButton.LeftButton)
    new = dialog.findChild(QDialog, "new_record")
    assert new is not None
    name = new.findChild(QLineEdit, "new.name")
    save = new.findChild(QPushButton, "save")
    assert name is not None
    assert save is not None
    assert name.text() == "Kumo Trading"
    QTest.mouseClick(save, Qt.MouseButton.LeftButton)
    qtbot.waitUntil(lambda: dialog.options().buyer_id is not None)
    dialog.close()


def test_prices_at_two_terms_are_shown_line_by_line(window: MainWindow, priced: int, qtbot: QtBot) -> None:
    dialog = open_dialog(window, qtbot, ExportScope([priced]))
    dialog.form.fold.heading.click()
    QTest.mouseClick(dialog.form.delivery.add, Qt.MouseButton.LeftButton)
    assert [term.incoterm for term in dialog.options().terms] == ["FOB", "CIF"]
    chosen = dialog.findChild(QRadioButton, "scope.selected")
    assert chosen is not None
    chosen.click()
    prices = dialog.file.prices
    dialog.file.switch.choose("costs")
    QTest.mouseClick(dialog.file.costs.add, Qt.MouseButton.LeftButton)
    row = dialog.file.costs.rows[0]
    row.leg.setCurrentIndex(row.leg.findData("freight"))
    row.basis.setCurrentIndex(row.basis.findData("unit"))
    row.leg.activated.emit(row.leg.currentIndex())
    type_in(row.amount, "16.250")
    assert dialog.file.costs.keep.isVisible()
    dialog.file.costs.keep.click()
    dialog.file.switch.choose("prices")
    model = prices.table.model()
    qtbot.waitUntil(lambda: model.index(2, 2).data() == "16,250")
    shown = [[model.index(r, c).data() for c in range(3)] for r in range(model.rowCount())]
    assert ["Cost", "113,750", "113,750"] in shown
    assert ["Main freight", "", "16,250"] in shown
    assert shown[-1] == ["Price in the list", "USD 10.00", "USD 11.00"]
    dialog.close()


def test_an_amount_that_is_none_keeps_the_file_from_being_written(
    window: MainWindow, priced: int, qtbot: QtBot
) -> None:
    dialog = open_dialog(window, qtbot, ExportScope([priced]))
    dialog.file.switch.choose("costs")
    QTest.mouseClick(dialog.file.costs.add, Qt.MouseButton.LeftButton)
    type_in(dialog.file.costs.rows[0].amount, "murah")
    assert "murah" in dialog.problem()
    QTest.mouseClick(dialog.file.costs.rows[0].remove, Qt.MouseButton.LeftButton)
    assert dialog.problem() == ""
    qtbot.waitUntil(dialog.write.isEnabled)
    dialog.close()


def test_what_is_not_ready_is_left_out_sent_or_stops_the_list_as_the_person_decides(
    window: MainWindow, priced: int, qtbot: QtBot
) -> None:
    dialog = open_dialog(window, qtbot)
    leave_out, _send, refuse = dialog.findings.unready.findChildren(QToolButton)
    QTest.mouseClick(leave_out, Qt.MouseButton.LeftButton)
    assert dialog.findings.written() == 0
    assert "None of these products is ready" in dialog.findings.why_nothing()
    QTest.mouseClick(refuse, Qt.MouseButton.LeftButton)
    assert "5 products are not ready" in dialog.findings.why_nothing()
    assert dialog.options().unready == "refuse"
    asked: list[int] = []
    dialog.product_asked.connect(asked.append)
    QTest.mouseClick(dialog.findings.chips["unready"], Qt.MouseButton.LeftButton)
    table = dialog.findings.table
    QTest.mouseClick(
        table.viewport(), Qt.MouseButton.LeftButton, pos=table.visualRect(table.model().index(0, 1)).center()
    )
    assert len(asked) == 1
    dialog.close()


def test_a_revision_begins_with_the_products_buyer_and_terms_of_its_offer(
    window: MainWindow, priced: int, buyer: int, tmp_path: Path, qtbot: QtBot
) -> None:
    sent = export(
        window.catalogue,
        tmp_path / "a.xlsx",
        ExportOptions("export", ids=[priced], buyer_id=buyer, rate=Decimal(17_000)),
    )
    window.export_asked.emit(ExportScope([priced], buyer=buyer, revises=sent.offer_id))
    dialog = window.findChild(ExportDialog)
    assert dialog is not None
    qtbot.waitUntil(lambda: dialog.form.currency.currentText() == "EUR")
    options = dialog.options()
    assert (options.ids, options.buyer_id, options.revises, options.issue) == ((priced,), buyer, sent.offer_id, True)
    QTest.mouseClick(dialog.findings.unready.findChildren(QToolButton)[1], Qt.MouseButton.LeftButton)
    changes = dialog.file.changes.table.model()
    qtbot.waitUntil(lambda: dialog.file.changes.table.isVisible() and changes.rowCount() == 1)
    assert changes.index(0, 1).data() == "Tas rotan bundar"
    type_in(dialog.form.rate, "17.500")
    qtbot.waitUntil(lambda: changes.index(0, 3).data() == "10.00")
    qtbot.waitUntil(dialog.write.isEnabled)
    dialog.write_to(tmp_path / "b.xlsx")
    qtbot.waitUntil((tmp_path / "b.xlsx").exists)
    qtbot.waitUntil(window.jobs.idle)
    assert "PNW-0001 rev. 2 written" in window.notice_line.text()

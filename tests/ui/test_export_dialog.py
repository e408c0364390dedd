"""The export dialog: what goes out, on which terms, what is missing, and the file itself."""

from datetime import date
from decimal import Decimal
from pathlib import Path

import openpyxl
import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QRadioButton
from pytestqt.qtbot import QtBot
from shiboken6 import isValid

from tradehouse.domain.fields import RecordKind
from tradehouse.domain.pricing import Rate
from tradehouse.domain.query import parse_query
from tradehouse.services import editing, house
from tradehouse.ui.exporting.dialog import ExportDialog
from tradehouse.ui.exporting.scope import ExportScope
from tradehouse.ui.main_window import MainWindow


def open_dialog(window: MainWindow, qtbot: QtBot, scope: ExportScope | None = None) -> ExportDialog:
    dialog = ExportDialog(window.desk, scope or ExportScope(), window)
    dialog.open()
    qtbot.waitUntil(dialog.write.isEnabled)
    return dialog


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
    form.rate.setFocus()
    form.rate.selectAll()
    QTest.keyClicks(form.rate, "16.000")
    QTest.keyClick(form.rate, Qt.Key.Key_Tab)
    QTest.keyClicks(form.buyer, "Nordic Home AB")
    form.buyer.editingFinished.emit()
    assert form.keep_rate.isVisible()
    qtbot.waitUntil(dialog.write.isEnabled)
    target = tmp_path / "harga.xlsx"
    dialog.write_to(target)
    qtbot.waitUntil(target.exists)
    qtbot.waitUntil(window.jobs.idle)
    assert "2 products written to harga.xlsx" in window.notice_line.text()
    assert not isValid(dialog) or not dialog.isVisible()
    sheet = openpyxl.load_workbook(target, data_only=True).worksheets[0]
    cells = [cell.value for row in sheet.iter_rows() for cell in row if cell.value is not None]
    assert 10.16 in cells  # 113,750 ÷ 0.7 ÷ 16,000
    assert any("Nordic Home AB" in str(cell) for cell in cells)
    kept = house.read_trading_terms(window.catalogue).rates["USD"]
    assert kept.idr == 16_000


def test_what_was_chosen_is_offered_again(window: MainWindow, priced: int, tmp_path: Path, qtbot: QtBot) -> None:
    dialog = open_dialog(window, qtbot, ExportScope([priced]))
    QTest.keyClicks(dialog.form.buyer, "Nordic Home AB")
    dialog.form.incoterm.setFocus()
    dialog.form.incoterm.lineEdit().selectAll()
    QTest.keyClicks(dialog.form.incoterm.lineEdit(), "cif")
    QTest.keyClick(dialog.form.incoterm.lineEdit(), Qt.Key.Key_Return)
    qtbot.waitUntil(dialog.write.isEnabled)
    dialog.write_to(tmp_path / "a.xlsx")
    qtbot.waitUntil(window.jobs.idle)
    again = open_dialog(window, qtbot, ExportScope([priced]))
    assert (again.form.buyer.text(), again.form.incoterm.chosen()) == ("Nordic Home AB", "CIF")
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
    dialog.form.rate.setFocus()
    dialog.form.rate.selectAll()
    QTest.keyClicks(dialog.form.rate, "banyak")
    QTest.keyClick(dialog.form.rate, Qt.Key.Key_Tab)
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
    qtbot.waitUntil(dialog.write.isEnabled)
    scopes["scope.listed"].click()
    assert dialog.options().query == parse_query(RecordKind.PRODUCT, "rotan")
    scopes["scope.all"].click()
    assert (dialog.options().query, dialog.options().ids) == (None, None)
    dialog.close()

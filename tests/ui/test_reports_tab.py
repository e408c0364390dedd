"""The tab of reports: chosen, narrowed, opened, saved, copied, with targets."""

from pathlib import Path

import openpyxl
import pytest
from PySide6.QtCore import QModelIndex, Qt
from PySide6.QtWidgets import QApplication, QFileDialog
from pytestqt.qtbot import QtBot

from tradehouse.domain.fields import RecordKind
from tradehouse.domain.report_filters import Filters
from tradehouse.services import editing, history
from tradehouse.ui.browser.field_dialog import FieldDialog
from tradehouse.ui.main_window import MainWindow
from tradehouse.ui.reports.board import ReportsBoard


def settle(qtbot: QtBot, window: MainWindow) -> None:
    qtbot.waitUntil(window.jobs.idle)


@pytest.fixture
def board(qtbot: QtBot, window: MainWindow) -> ReportsBoard:
    page = next(page for page in window.tabs.boards if page.objectName() == "tab_reports")
    window.tabs.bring(page)
    found = page.board
    assert isinstance(found, ReportsBoard)
    qtbot.waitUntil(lambda: found.report is not None)
    settle(qtbot, window)
    return found


def show(qtbot: QtBot, window: MainWindow, board: ReportsBoard, name: str) -> None:
    board.list.choose(name)
    qtbot.waitUntil(lambda: board.report is not None and board.report.name == name)
    settle(qtbot, window)


def index_of(board: ReportsBoard, text: str, column: int) -> QModelIndex:
    model = board.table.model_
    row = next(n for n in range(model.rowCount()) if model.index(n, 0).data() == text)
    return model.index(row, column)


def test_a_number_opens_the_names_behind_it_in_their_tab(qtbot: QtBot, window: MainWindow, board: ReportsBoard) -> None:
    with window.catalogue.writing("made") as work:
        work.insert_many("supplier", [{"name": f"Batik {n}", "province": "34", "kind": "koperasi"} for n in range(3)])
    show(qtbot, window, board, "region")
    board.table.setFocus()
    board.table.setCurrentIndex(index_of(board, "Yogyakarta", 2))
    qtbot.keyClick(board.table, Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: window.tabs.front is window.page_of(RecordKind.SUPPLIER))
    settle(qtbot, window)
    assert window.browser.numbers()[0] == 3
    assert "Regions" in window.browser.state.note


def test_a_province_is_looked_at_closer_and_filters_are_remembered(
    qtbot: QtBot, window: MainWindow, board: ReportsBoard
) -> None:
    show(qtbot, window, board, "region")
    rect = board.table.visualRect(index_of(board, "Aceh", 0))
    qtbot.mouseClick(board.table.viewport(), Qt.MouseButton.LeftButton, pos=rect.center())
    settle(qtbot, window)
    assert board.report is not None
    assert board.report.filters == ("Province: Aceh",)
    again = ReportsBoard(board.desk)
    assert again.kind.name == "region"
    assert again.filters.filters == Filters(province="11")
    again.deleteLater()
    board.filters.clear.click()
    settle(qtbot, window)
    assert board.filters.filters == Filters()


def test_an_empty_report_says_where_its_data_comes_from(qtbot: QtBot, window: MainWindow, board: ReportsBoard) -> None:
    show(qtbot, window, board, "services")
    assert board.empty.isVisible()
    assert "Ctrl+L" in board.empty.accessibleDescription()
    assert not board.save.isEnabled()


def test_a_report_follows_what_is_entered(qtbot: QtBot, window: MainWindow, board: ReportsBoard) -> None:
    show(qtbot, window, board, "training")
    assert board.empty.isVisible()
    values = {"name": "Kelas ekspor", "kind": "training", "declared_participants": 40}
    editing.create(window.catalogue, RecordKind.PROGRAMME, values)
    qtbot.waitUntil(lambda: board.report is not None and not board.report.empty)
    settle(qtbot, window)
    assert index_of(board, "Kelas ekspor", 1).data() == "40"
    assert len(board.charts.views) == 1
    history.undo(window.catalogue)
    qtbot.waitUntil(lambda: board.report is not None and board.report.empty)


def test_a_report_is_saved_with_its_names_and_copied_as_a_table(
    qtbot: QtBot, window: MainWindow, board: ReportsBoard, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    show(qtbot, window, board, "scale")
    out = tmp_path / "INTERNAL skala.xlsx"
    monkeypatch.setattr(QFileDialog, "getSaveFileName", lambda *_args: (str(out), ""))
    board.save.click()
    settle(qtbot, window)
    qtbot.waitUntil(out.exists, timeout=60_000)
    settle(qtbot, window)
    book = openpyxl.load_workbook(out)
    names = {cell.value for row in book.worksheets[1].iter_rows() for cell in row}
    book.close()
    assert {"Anyam Jaya", "Kopi Lestari"} <= names
    board.copy.click()
    assert "Business scale\t" in QApplication.clipboard().text()


def test_targets_are_set_beside_what_was_realised_and_undone(
    qtbot: QtBot, window: MainWindow, board: ReportsBoard
) -> None:
    show(qtbot, window, board, "intake")
    board.targets.click()
    qtbot.waitUntil(lambda: board.findChild(FieldDialog) is not None)
    dialog = board.findChild(FieldDialog)
    assert dialog is not None
    dialog.begin({f"quarter_{n}": 10 for n in range(1, 5)})
    dialog.store(close=True)
    qtbot.waitUntil(lambda: board.report is not None and board.report.columns[-1].key == "reached")
    settle(qtbot, window)
    assert board.report is not None
    assert board.report.sections[0].totals[-2].value == 40
    history.undo(window.catalogue)
    qtbot.waitUntil(lambda: board.report is not None and board.report.columns[-1].key != "reached")
    settle(qtbot, window)

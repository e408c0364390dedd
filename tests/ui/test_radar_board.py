"""The board Radar: its counters, lists and chart lead to the names; suppliers are reminded from it."""

from datetime import date, timedelta
from pathlib import Path

import pytest
from PySide6.QtCore import QItemSelectionModel, Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QFileDialog, QMenu
from pytestqt.qtbot import QtBot

from tests.ui.test_browser import settled
from tradehouse.domain.fields import RecordKind
from tradehouse.domain.query import Query
from tradehouse.services import browsing, editing
from tradehouse.ui.main_window import MainWindow
from tradehouse.ui.parts import Parts
from tradehouse.ui.radar.board import RadarBoard
from tradehouse.ui.radar.reminding import ReminderDialog

CERTIFICATION, SERVICE, SUPPLIER = RecordKind.CERTIFICATION, RecordKind.SERVICE, RecordKind.SUPPLIER
TODAY = date.today()


def in_days(days: int) -> date:
    return TODAY + timedelta(days=days)


@pytest.fixture
def board(qtbot: QtBot, window: MainWindow, ids: dict[str, int]) -> RadarBoard:
    """The radar over what the small catalogue has and four certificates more."""
    for number, kind, supplier, values in (
        ("soon", "pirt", "Anyam Jaya", {"expires": in_days(20)}),
        ("sooner", "haccp", "Kopi Lestari", {"expires": in_days(5)}),
        ("over", "merek", "Kopi Lestari", {"expires": in_days(-40)}),
        ("halal", "halal", "Kopi Lestari", {"issued": in_days(-900)}),
    ):
        known = {"type": kind, "supplier": ids[supplier], "number": number}
        editing.create(window.catalogue, CERTIFICATION, {**known, **values})
    page = next(page for page in window.tabs.boards if page.objectName() == "part_radar")
    window.tabs.bring(page)
    settled(qtbot, window)
    board = page.board
    assert isinstance(board, RadarBoard)
    return board


def numbers(board: RadarBoard) -> list[str]:
    return [str(board.who.due.index(row, 2).data()) for row in range(board.who.due.rowCount())]


def shown(window: MainWindow) -> list[str]:
    browser = window.browser
    found = browsing.find_ids(window.catalogue, window.page.kind, browser.state.query(window.page.kind))
    return [str(r["number"]) for r in browsing.records(window.catalogue, CERTIFICATION, found)]


def test_counters_say_how_many_and_lead_to_the_names(qtbot: QtBot, window: MainWindow, board: RadarBoard) -> None:
    counts = {key: counter.count for key, counter in board.counters.counters.items()}
    assert counts["within_30"] == 2
    assert (counts["expired"], counts["no_expiry"], counts["within_60"]) == (1, 1, 0)
    assert not board.counters.counters["within_60"].isEnabled()
    qtbot.mouseClick(board.counters.counters["within_30"], Qt.MouseButton.LeftButton)
    settled(qtbot, window)
    assert window.page.kind is CERTIFICATION
    assert shown(window) == ["sooner", "soon"]


def test_the_switch_says_how_much_waits_before_the_board_is_looked_at(
    qtbot: QtBot, window: MainWindow, ids: dict[str, int]
) -> None:
    tab = window.tabs.findChild(Parts, "tab_certifications")
    assert tab is not None
    values = {"type": "pirt", "supplier": ids["Anyam Jaya"], "expires": in_days(3)}
    editing.create(window.catalogue, CERTIFICATION, values)
    qtbot.waitUntil(lambda: any(button.text() == "Radar 1" for button in tab.switch.buttons()))


def test_counters_go_by_keys(qtbot: QtBot, window: MainWindow, board: RadarBoard) -> None:
    counters = board.counters.counters
    counters["expired"].setFocus()
    QTest.keyClick(counters["expired"], Qt.Key.Key_Right)
    assert counters["within_30"].hasFocus()
    QTest.keyClick(counters["within_30"], Qt.Key.Key_Left)
    QTest.keyClick(counters["expired"], Qt.Key.Key_Return)
    settled(qtbot, window)
    assert shown(window) == ["over"]


def test_lists_say_whose_turn_it_is(qtbot: QtBot, window: MainWindow, board: RadarBoard) -> None:
    assert numbers(board) == ["sooner", "soon"]
    for key, expected in (("ended", ["over"]), ("confirm", ["halal"]), ("renewing", [])):
        board.who.lists.choose(key)
        settled(qtbot, window)
        assert numbers(board) == expected
    assert board.who.nothing.isVisible()
    assert not board.who.remind.isEnabled()


def test_a_filter_narrows_counts_and_lists(qtbot: QtBot, window: MainWindow, board: RadarBoard) -> None:
    board.province.choose("34")
    board.refresh()
    settled(qtbot, window)
    assert numbers(board) == ["soon"]
    assert board.counters.counters["expired"].count == 0
    board.counters.counters["within_30"].click()
    settled(qtbot, window)
    assert shown(window) == ["soon"]


def test_a_month_and_a_type_lead_to_their_certificates(qtbot: QtBot, window: MainWindow, board: RadarBoard) -> None:
    board.chart.opened.emit(f"{in_days(-40):%Y-%m}")
    settled(qtbot, window)
    assert "over" in shown(window)
    row = next(row for row in range(board.types.rowCount()) if board.types.code(row) == "merek")
    board.type_table.clicked.emit(board.types.index(row, 1))
    settled(qtbot, window)
    assert shown(window) == ["over"]


def test_the_radar_follows_what_is_changed(qtbot: QtBot, window: MainWindow, board: RadarBoard) -> None:
    over = browsing.find_ids(window.catalogue, CERTIFICATION, Query(words=("over",)))[0]
    editing.change(window.catalogue, CERTIFICATION, over, "expires", in_days(900))
    qtbot.waitUntil(lambda: board.counters.counters["expired"].count == 0)


def test_enter_on_a_line_shows_the_certificate(qtbot: QtBot, window: MainWindow, board: RadarBoard) -> None:
    board.who.table.setFocus()
    QTest.keyClick(board.who.table, Qt.Key.Key_Return)
    settled(qtbot, window)
    assert window.page.kind is CERTIFICATION
    current = window.page.commands.current()
    assert current is not None
    assert current["number"] == "sooner"


def open_reminder(qtbot: QtBot, window: MainWindow) -> ReminderDialog:
    qtbot.waitUntil(lambda: any(d.isVisible() for d in window.findChildren(ReminderDialog)))
    settled(qtbot, window)
    return next(dialog for dialog in window.findChildren(ReminderDialog) if dialog.isVisible())


def test_suppliers_are_reminded_and_it_is_noted(qtbot: QtBot, window: MainWindow, board: RadarBoard) -> None:
    board.who.table.selectAll()
    qtbot.mouseClick(board.who.remind, Qt.MouseButton.LeftButton)
    dialog = open_reminder(qtbot, window)
    assert [dialog.who.itemText(n) for n in range(dialog.who.count())] == ["Kopi Lestari", "Anyam Jaya"]
    qtbot.mouseClick(dialog.copy, Qt.MouseButton.LeftButton)
    copied = QGuiApplication.clipboard().text()
    assert copied == dialog.text.toPlainText()
    assert "sooner" in copied
    assert "soon:" not in copied
    dialog.who.setCurrentIndex(1)
    assert "soon" in dialog.text.toPlainText()
    qtbot.mouseClick(dialog.note, Qt.MouseButton.LeftButton)
    settled(qtbot, window)
    assert browsing.count(window.catalogue, SERVICE, Query()) == 2
    window.action("undo").trigger()
    settled(qtbot, window)
    assert browsing.count(window.catalogue, SERVICE, Query()) == 0


def test_all_letters_are_one_file(
    qtbot: QtBot, window: MainWindow, board: RadarBoard, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    out = tmp_path / "surat"
    monkeypatch.setattr(QFileDialog, "getSaveFileName", lambda *_args: (str(out), ""))
    board.who.table.selectAll()
    board.who.ask_reminder()
    dialog = open_reminder(qtbot, window)
    qtbot.mouseClick(dialog.save, Qt.MouseButton.LeftButton)
    qtbot.waitUntil(out.with_suffix(".pdf").exists, timeout=20_000)
    settled(qtbot, window)
    dialog.reject()


def test_a_supplier_is_reminded_from_its_own_tab(qtbot: QtBot, window: MainWindow, board: RadarBoard) -> None:
    assert not window.action("remind").isEnabled()
    window.show_page(window.page_of(SUPPLIER))
    settled(qtbot, window)
    window.browser.table.selectRow(0)
    settled(qtbot, window)
    menu = window.menuBar().findChild(QMenu, "menu_guidance")
    assert menu is not None
    assert window.action("remind") in menu.actions()
    window.action("remind").trigger()
    dialog = open_reminder(qtbot, window)
    assert not dialog.who.isVisible()
    assert dialog.text.toPlainText()
    dialog.reject()


def test_an_empty_radar_says_what_to_do(qtbot: QtBot, window: MainWindow) -> None:
    ids = list(browsing.find_ids(window.catalogue, CERTIFICATION, Query()))
    editing.trash(window.catalogue, CERTIFICATION, ids)
    page = next(page for page in window.tabs.boards if page.objectName() == "part_radar")
    window.tabs.bring(page)
    settled(qtbot, window)
    assert isinstance(page.board, RadarBoard)
    assert page.board.empty.isVisible()
    assert page.board.empty.title().text()


def test_one_line_is_selected_to_begin_with(board: RadarBoard) -> None:
    assert [found.certificate["number"] for found in board.who.selected()] == ["sooner"]
    board.who.table.selectionModel().select(
        board.who.due.index(1, 0), QItemSelectionModel.SelectionFlag.Select | QItemSelectionModel.SelectionFlag.Rows
    )
    assert len(board.who.selected()) == 2

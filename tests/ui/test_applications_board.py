"""The board of applications: cards in their columns, moved by keys and by dropping, and issued into certificates."""

from datetime import timedelta
from decimal import Decimal

import pytest
from PySide6.QtCore import QMimeData, QPointF, Qt
from PySide6.QtGui import QDropEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QCheckBox, QLineEdit, QPushButton
from pytestqt.qtbot import QtBot

from tests.ui.test_browser import settled
from tradehouse.domain.applications import documents_of
from tradehouse.domain.fields import RecordKind, stored_fields
from tradehouse.services import applications, browsing, editing
from tradehouse.services.applications import application
from tradehouse.services.requirements import today
from tradehouse.ui.applications.board import ApplicationsBoard
from tradehouse.ui.applications.card_painting import due_words, spoken
from tradehouse.ui.applications.cards import MIME
from tradehouse.ui.applications.dialogs import IssueDialog, StartDialog
from tradehouse.ui.main_window import MainWindow

CTRL = Qt.KeyboardModifier.ControlModifier
CERTIFICATION = RecordKind.CERTIFICATION


def shown(qtbot: QtBot, window: MainWindow) -> ApplicationsBoard:
    page = next(board for board in window.tabs.boards if board.objectName() == "part_applications")
    window.tabs.bring(page)
    settled(qtbot, window)
    board = page.board
    assert isinstance(board, ApplicationsBoard)
    return board


def in_columns(board: ApplicationsBoard) -> dict[str, list[str]]:
    found = {}
    for stage, held in board.lists.items():
        cards = [held.cards.card(row) for row in range(held.cards.rowCount())]
        if cards:
            found[stage] = [card.type for card in cards if card is not None]
    return found


@pytest.fixture
def planned(window: MainWindow, ids: dict[str, int]) -> dict[str, int]:
    """Three applications: one late, one with a date to come, one whose documents are being gathered."""
    day = today()
    catalogue, jaya, kopi = window.catalogue, ids["Anyam Jaya"], ids["Kopi Lestari"]
    made = {
        "late": applications.start(catalogue, jaya, "merek", due=day - timedelta(days=4), consultant="Rina"),
        "soon": applications.start(catalogue, kopi, "halal", due=day + timedelta(days=40), cost_idr=Decimal(650_000)),
        "papers": applications.start(catalogue, kopi, "pirt", consultant="Budi"),
    }
    applications.move(catalogue, made["papers"], "documents")
    return made


def test_cards_stand_in_the_column_of_their_stage_the_late_ones_first(
    qtbot: QtBot, window: MainWindow, planned: dict[str, int]
) -> None:
    board = shown(qtbot, window)
    assert in_columns(board) == {"planned": ["merek", "halal"], "documents": ["pirt"]}
    assert board.counted.text() == "3 on their way, 1 overdue"
    late = application(window.catalogue, planned["late"])
    assert due_words(late, today()) == ("warning", "4 days overdue", "danger")
    assert "Anyam Jaya" in spoken(late, today())
    assert board.details.isHidden()


def test_control_and_an_arrow_move_a_card_on_and_undo_brings_it_back(
    qtbot: QtBot, window: MainWindow, planned: dict[str, int]
) -> None:
    board = shown(qtbot, window)
    held = board.lists["planned"]
    held.setFocus()
    held.choose(0)
    QTest.keyClick(held, Qt.Key.Key_Right, CTRL)
    settled(qtbot, window)
    assert in_columns(board) == {"planned": ["halal"], "documents": ["merek", "pirt"]}
    assert board.lists["documents"].current() == application(window.catalogue, planned["late"])
    assert board.lists["documents"].hasFocus()  # the next key goes on with the same card
    window.action("undo").trigger()
    settled(qtbot, window)
    assert in_columns(board) == {"planned": ["merek", "halal"], "documents": ["pirt"]}
    board.lists["planned"].choose(1)
    QTest.keyClick(board.lists["planned"], Qt.Key.Key_Right, CTRL)
    settled(qtbot, window)
    assert board.lists["documents"].hasFocus()
    assert board.lists["documents"].current() == application(window.catalogue, planned["soon"])


def test_arrows_go_from_column_to_column(qtbot: QtBot, window: MainWindow, planned: dict[str, int]) -> None:
    board = shown(qtbot, window)
    board.lists["planned"].setFocus()
    QTest.keyClick(board.lists["planned"], Qt.Key.Key_Right)
    assert board.lists["documents"].hasFocus()
    settled(qtbot, window)
    assert board.details.application == application(window.catalogue, planned["papers"])


def test_a_card_that_is_dropped_on_a_column_goes_there(
    qtbot: QtBot, window: MainWindow, planned: dict[str, int]
) -> None:
    board = shown(qtbot, window)
    held = QMimeData()
    held.setData(MIME, str(planned["soon"]).encode())
    event = QDropEvent(
        QPointF(20, 20), Qt.DropAction.MoveAction, held, Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier
    )
    board.lists["audit"].dropEvent(event)
    settled(qtbot, window)
    assert application(window.catalogue, planned["soon"]).stage == "audit"
    assert in_columns(board)["audit"] == ["halal"]


def test_ticking_a_document_notes_it_and_the_card_counts_it(
    qtbot: QtBot, window: MainWindow, planned: dict[str, int]
) -> None:
    board = shown(qtbot, window)
    board.choose(planned["papers"])
    settled(qtbot, window)
    first = documents_of("pirt")[0]
    box = board.details.findChild(QCheckBox, f"document.{first.code}")
    assert box is not None
    box.click()
    settled(qtbot, window)
    found = application(window.catalogue, planned["papers"])
    assert found.received == (first.code,)
    assert box.isChecked()
    assert "documents 1/" in spoken(found, today())


def test_a_field_in_the_details_saves_when_it_is_left(
    qtbot: QtBot, window: MainWindow, planned: dict[str, int]
) -> None:
    board = shown(qtbot, window)
    board.choose(planned["soon"])
    settled(qtbot, window)
    line = board.details.rows["consultant"].editor.widget()
    assert isinstance(line, QLineEdit)
    line.setFocus()
    QTest.keyClicks(line, "Dewi")
    QTest.keyClick(line, Qt.Key.Key_Return)
    settled(qtbot, window)
    assert application(window.catalogue, planned["soon"]).consultant == "Dewi"


def test_filters_narrow_the_cards_and_nothing_that_fits_says_so(
    qtbot: QtBot, window: MainWindow, planned: dict[str, int]
) -> None:
    board = shown(qtbot, window)
    board.filters.consultant.choose("Budi")
    board.filters.consultant.picked.emit("Budi")
    assert in_columns(board) == {"documents": ["pirt"]}
    board.filters.search.setText("zzz")
    board.filters.search.search_now()
    assert board.empty.isVisible()
    board.filters.clear()
    assert len(in_columns(board)["planned"]) == 2
    assert not board.empty.isVisible()


def test_moving_to_issued_asks_for_the_paper_and_makes_a_certificate(
    qtbot: QtBot, window: MainWindow, planned: dict[str, int]
) -> None:
    board = shown(qtbot, window)
    card = application(window.catalogue, planned["papers"])
    board.move_to(card, "issued")
    dialog = board.findChild(IssueDialog)
    assert dialog is not None
    number = dialog.editor("number").widget()
    expires = dialog.editor("expires").widget()
    assert isinstance(number, QLineEdit)
    assert isinstance(expires, QLineEdit)
    day = today()
    assert expires.text() == f"{day.day:02}/{day.month:02}/{day.year + 5}"
    QTest.keyClicks(number, "123")
    assert "13 digits" in dialog.rows["number"][2].problem()
    number.clear()
    QTest.keyClicks(number, "206647101163731")
    assert not dialog.rows["number"][2].problem()
    save = dialog.findChild(QPushButton, "save")
    assert save is not None
    save.click()
    settled(qtbot, window)
    record = browsing.record(window.catalogue, CERTIFICATION, planned["papers"])
    assert (record["stage"], record["number"]) == ("issued", "2066471011637-31")
    assert in_columns(board)["issued"] == ["pirt"]


def test_a_last_day_that_was_typed_is_not_proposed_over(
    qtbot: QtBot, window: MainWindow, planned: dict[str, int]
) -> None:
    dialog = IssueDialog(window.desk, application(window.catalogue, planned["papers"]), window)
    dialog.open()
    issued, expires = (dialog.editor(key).widget() for key in ("issued", "expires"))
    assert isinstance(issued, QLineEdit)
    assert isinstance(expires, QLineEdit)
    expires.setText("31/12/2029")
    issued.setText("01/02/2026")
    assert expires.text() == "31/12/2029"
    dialog.reject()


def test_an_empty_board_offers_the_first_application_and_shows_it(qtbot: QtBot, window: MainWindow) -> None:
    board = shown(qtbot, window)
    assert board.empty.isVisible()
    assert board.empty.title().text() == "No applications on their way"
    board.new.click()
    dialog = board.findChild(StartDialog)
    assert dialog is not None
    for key, words in (("supplier", "Anyam Jaya"), ("type", "Registered trademark")):
        line = dialog.editor(key).widget()
        assert isinstance(line, QLineEdit)
        line.setText(words)
    save = dialog.findChild(QPushButton, "save")
    assert save is not None
    save.click()
    settled(qtbot, window)
    assert in_columns(board) == {"planned": ["merek"]}
    assert board.details.isVisible()


def test_thousands_of_applications_do_not_hold_the_board_up(
    qtbot: QtBot, window: MainWindow, ids: dict[str, int]
) -> None:
    row: dict[str, object] = {field.key: None for field in stored_fields(CERTIFICATION)}
    row |= {"type": "halal", "supplier": ids["Anyam Jaya"], "stage": "planned"}
    with window.catalogue.writing("many") as work:
        work.insert_many("certification", [row] * 3000)
    board = shown(qtbot, window)
    held = board.lists["planned"]
    assert held.cards.rowCount() == 3000
    held.choose(2999)
    settled(qtbot, window)
    assert held.current() is not None


def test_a_catalogue_that_is_read_only_lets_nobody_move_a_card(
    qtbot: QtBot, window: MainWindow, planned: dict[str, int]
) -> None:
    editing.change(window.catalogue, CERTIFICATION, planned["late"], "notes", "x")
    window.catalogue.read_only = True
    board = shown(qtbot, window)
    index = board.lists["planned"].cards.index(0, 0)
    assert not board.lists["planned"].cards.flags(index) & Qt.ItemFlag.ItemIsDragEnabled
    assert not board.new.isEnabled()
    board.move_to(application(window.catalogue, planned["late"]), "audit")
    assert application(window.catalogue, planned["late"]).stage == "planned"
    window.catalogue.read_only = False

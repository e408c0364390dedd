"""Undoing what others built on, and looking at what a change made, in the window."""

from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QLabel, QPushButton, QWidget
from pytestqt.qtbot import QtBot

from tests.integration.import_desk import Rows, run, write_csv
from tradehouse.domain.fields import RecordKind
from tradehouse.domain.query import Query
from tradehouse.domain.records import Record
from tradehouse.services import browsing, editing
from tradehouse.ui.history.dialog import HistoryDialog
from tradehouse.ui.history.standing import StandingDialog
from tradehouse.ui.importing.route import RESULT
from tradehouse.ui.importing.wizard import ImportWizard
from tradehouse.ui.main_window import MainWindow

P = RecordKind.PRODUCT
HEAD = ["Nama Produk", "Kategori", "Harga Jual", "Nama UMKM"]


def names(window: MainWindow) -> list[str]:
    ids = browsing.find_ids(window.catalogue, P, Query())
    return sorted(record["name_id"] for record in browsing.records(window.catalogue, P, ids))


def button(dialog: QWidget, name: str) -> QPushButton:
    found = dialog.findChild(QPushButton, name)
    assert found is not None
    return found


def press(dialog: QWidget, name: str) -> None:
    QTest.mouseClick(button(dialog, name), Qt.MouseButton.LeftButton)


@pytest.fixture
def imported(window: MainWindow, tmp_path: Path, qtbot: QtBot) -> int:
    """Three products came in one import, of which one was edited; the import's number."""
    rows: Rows = [HEAD, *([f"Barang {n}", "Kriya", 1000 * n, "Dapur Baru"] for n in (1, 2, 3))]
    number = run(window.catalogue, write_csv(tmp_path / "baru.csv", rows)).change_set
    assert number is not None
    (second,) = (r.id for r in found(window) if r["name_id"] == "Barang 2")
    editing.change(window.catalogue, P, second, "colour", "merah")
    qtbot.waitUntil(window.jobs.idle)
    return number


def found(window: MainWindow) -> list[Record]:
    return browsing.records(window.catalogue, P, browsing.find_ids(window.catalogue, P, Query()))


def ask(window: MainWindow, number: int, qtbot: QtBot) -> StandingDialog:
    window.desk.undo(number)
    qtbot.waitUntil(lambda: window.findChild(StandingDialog) is not None)
    dialog = window.findChild(StandingDialog)
    assert dialog is not None
    return dialog


def test_what_was_edited_is_listed_and_kept_and_the_rest_undone(
    window: MainWindow, imported: int, qtbot: QtBot
) -> None:
    before = len(names(window))
    dialog = ask(window, imported, qtbot)
    model = dialog.table.model()
    assert [model.index(0, column).data() for column in (1, 2)] == ["Barang 2", "Colour"]
    assert len(names(window)) == before
    press(dialog, "keep")
    qtbot.waitUntil(lambda: "1 edited record was kept" in window.notice_line.text())
    assert "Barang 2" in names(window)
    assert len(names(window)) == before - 2


def test_cancel_leaves_everything(window: MainWindow, imported: int, qtbot: QtBot) -> None:
    before = names(window)
    dialog = ask(window, imported, qtbot)
    QTest.keyClick(dialog, Qt.Key.Key_Escape)
    qtbot.waitUntil(window.jobs.idle)
    assert names(window) == before


def test_an_edited_record_is_opened_from_the_list(window: MainWindow, imported: int, qtbot: QtBot) -> None:
    dialog = ask(window, imported, qtbot)
    press(dialog, "show_record")
    qtbot.waitUntil(lambda: window.browser.detail.record is not None and window.browser.detail.record["name_id"] == "Barang 2")  # fmt: skip


def test_the_history_asks_too_and_shows_the_records_of_a_change(
    window: MainWindow, imported: int, qtbot: QtBot
) -> None:
    window.action("history").trigger()
    dialog = window.findChild(HistoryDialog)
    assert dialog is not None
    model = dialog.table.model()
    qtbot.waitUntil(lambda: model.rowCount() > 1)
    dialog.table.choose(1)
    qtbot.waitUntil(dialog.undo.isEnabled)
    press(dialog, "undo")
    qtbot.waitUntil(lambda: dialog.findChild(StandingDialog) is not None)
    asking = dialog.findChild(StandingDialog)
    assert asking is not None
    press(asking, "cancel")
    qtbot.waitUntil(window.jobs.idle)
    qtbot.waitUntil(dialog.show_records.isEnabled)
    press(dialog, "show_records")
    qtbot.waitUntil(lambda: window.browser.numbers()[0] == 3)
    assert window.browser.chips.texts() == ["Import baru.csv"]
    qtbot.waitUntil(window.jobs.idle)


def test_a_change_is_searched_by_its_number_in_either_language(window: MainWindow, imported: int, qtbot: QtBot) -> None:
    for word in ("change", "perubahan"):
        window.browser.search.take_focus()
        QTest.keyClick(window.browser.search, Qt.Key.Key_A, Qt.KeyboardModifier.ControlModifier)
        QTest.keyClicks(window.browser.search, f"{word}:{imported} barang")
        qtbot.waitUntil(lambda: window.browser.numbers()[0] == 3)
        QTest.keyClicks(window.browser.search, " 2")
        qtbot.waitUntil(lambda: window.browser.numbers()[0] == 1)


def test_undo_in_the_wizard_asks_too_and_says_what_was_kept(window: MainWindow, tmp_path: Path, qtbot: QtBot) -> None:
    rows: Rows = [HEAD, *([f"Topi {n}", "Kriya", 10_000 + n, "Dapur Baru"] for n in (1, 2, 3))]
    wizard = imported_by_wizard(window, write_csv(tmp_path / "topi.csv", rows), qtbot)
    second = next(r.id for r in found(window) if r["name_id"] == "Topi 2")
    editing.change(window.catalogue, P, second, "colour", "merah")
    qtbot.waitUntil(window.jobs.idle)
    QTest.mouseClick(wizard.result_step.undo, Qt.MouseButton.LeftButton)
    qtbot.waitUntil(lambda: window.findChild(StandingDialog) is not None)
    dialog = window.findChild(StandingDialog)
    assert dialog is not None
    press(dialog, "cancel")
    qtbot.waitUntil(wizard.result_step.undo.isEnabled)
    QTest.mouseClick(wizard.result_step.undo, Qt.MouseButton.LeftButton)
    qtbot.waitUntil(lambda: any(d.isVisible() for d in window.findChildren(StandingDialog)))
    press(next(d for d in window.findChildren(StandingDialog) if d.isVisible()), "keep")
    qtbot.waitUntil(lambda: [name for name in names(window) if "Topi" in name] == ["Topi 2"])
    qtbot.waitUntil(window.jobs.idle)
    assert any("1 record that was edited" in label.text() for label in wizard.findChildren(QLabel))
    wizard.close()


def imported_by_wizard(window: MainWindow, path: Path, qtbot: QtBot) -> ImportWizard:
    window.open_files([path])
    qtbot.waitUntil(lambda: window.findChild(ImportWizard) is not None)
    wizard = window.findChild(ImportWizard)
    assert wizard is not None
    for _turn in range(6):
        qtbot.waitUntil(window.jobs.idle)
        if wizard.current == RESULT:
            break
        qtbot.waitUntil(wizard.next.isEnabled)
        wizard.go_on()
    qtbot.waitUntil(window.jobs.idle)
    assert wizard.current == RESULT
    return wizard

"""History, check, backup, restore, about and the report for IT."""

from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QFileDialog, QLabel, QPlainTextEdit, QPushButton, QWidget
from pytestqt.qtbot import QtBot

from tradehouse.domain.fields import RecordKind
from tradehouse.services import backup, browsing, editing
from tradehouse.services.catalogue import open_catalogue
from tradehouse.ui.history.about import AboutDialog, ItReport
from tradehouse.ui.history.check_dialog import CheckDialog
from tradehouse.ui.history.dialog import HistoryDialog
from tradehouse.ui.history.restoring import RestoreQuestion, RestoreWork
from tradehouse.ui.main_window import MainWindow


def labels(widget: QWidget) -> list[str]:
    return [label.text() for label in widget.findChildren(QLabel) if not label.isHidden()]


def button(widget: QWidget, name: str) -> QPushButton:
    return next(b for b in widget.findChildren(QPushButton) if b.objectName() == name)


def open_history(window: MainWindow, qtbot: QtBot) -> HistoryDialog:
    window.action("history").trigger()
    dialog = window.findChild(HistoryDialog)
    assert dialog is not None
    qtbot.waitUntil(lambda: dialog.table.model().rowCount() > 0)
    qtbot.waitUntil(window.jobs.idle)
    return dialog


def test_the_history_says_who_did_what_and_undoes_the_chosen_change(
    window: MainWindow, ids: dict[str, int], qtbot: QtBot
) -> None:
    product = ids["Sambal roa"]
    editing.change(window.catalogue, RecordKind.PRODUCT, product, "material", "Cabai")
    editing.change(window.catalogue, RecordKind.PRODUCT, ids["Tas rotan bundar"], "material", "Rotan")
    dialog = open_history(window, qtbot)
    model = dialog.table.model()
    assert model.index(1, 2).data() == "Material of Sambal roa"
    assert model.index(1, 4).data() == "Stands"
    dialog.table.choose(1)
    qtbot.waitUntil(lambda: "– → Cabai" in labels(dialog))
    QTest.mouseClick(dialog.undo, Qt.MouseButton.LeftButton)
    qtbot.waitUntil(lambda: model.index(0, 2).data() == "Undone: Material of Sambal roa")
    assert browsing.record(window.catalogue, RecordKind.PRODUCT, product)["material"] is None
    qtbot.waitUntil(dialog.redo.isEnabled)
    QTest.mouseClick(dialog.redo, Qt.MouseButton.LeftButton)
    qtbot.waitUntil(lambda: browsing.record(window.catalogue, RecordKind.PRODUCT, product)["material"] == "Cabai")
    qtbot.waitUntil(window.jobs.idle)
    dialog.close()


def test_a_sound_catalogue_is_told_so_and_an_orphan_is_repaired(window: MainWindow, qtbot: QtBot) -> None:
    window.action("check").trigger()
    dialog = window.findChild(CheckDialog)
    assert dialog is not None
    qtbot.waitUntil(lambda: "Everything is in order" in labels(dialog))
    orphan = window.catalogue.photos.path("ab" * 32, "jpg")
    orphan.parent.mkdir(parents=True)
    orphan.write_bytes(b"x")
    button(dialog, "again").click()
    qtbot.waitUntil(dialog.repair.isEnabled)
    assert dialog.table.model().rowCount() == 1
    dialog.repair.click()
    qtbot.waitUntil(lambda: not orphan.exists())
    qtbot.waitUntil(lambda: dialog.table.model().index(0, 0).data() == "Repaired")
    dialog.close()


def test_a_backup_is_written_where_one_says_and_told(
    window: MainWindow, tmp_path: Path, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    target = tmp_path / "copy.zip"
    monkeypatch.setattr(QFileDialog, "getSaveFileName", lambda *_args: (str(target), ""))
    window.action("backup").trigger()
    qtbot.waitUntil(lambda: "copy.zip" in window.notice_line.text())
    assert backup.read_manifest(target)


def test_restoring_asks_first_and_tells_the_program(
    window: MainWindow, tmp_path: Path, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    source = tmp_path / "copy.zip"
    backup.back_up_to(window.catalogue, source)
    monkeypatch.setattr(QFileDialog, "getOpenFileName", lambda *_args: (str(source), ""))
    window.action("restore_backup").trigger()
    qtbot.waitUntil(lambda: window.findChild(RestoreQuestion) is not None)
    question = window.findChild(RestoreQuestion)
    assert button(question, "keep").hasFocus()
    with qtbot.waitSignal(window.reopen_asked):
        button(question, "restore").click()
    assert window.restore_from == source


def test_a_backup_takes_the_place_of_the_closed_catalogue(tmp_path: Path, qtbot: QtBot, ids: dict[str, int]) -> None:
    folder = tmp_path / "data"
    catalogue = open_catalogue(folder)
    source = tmp_path / "copy.zip"
    backup.back_up_to(catalogue, source)
    editing.change(catalogue, RecordKind.PRODUCT, ids["Sambal roa"], "material", "Cabai")
    catalogue.close()
    work = RestoreWork(folder, source)
    with qtbot.waitSignal(work.ended) as ended:
        work.show()
    assert ended.args == [True]
    again = open_catalogue(folder)
    assert browsing.record(again, RecordKind.PRODUCT, ids["Sambal roa"])["material"] is None
    again.close()


def test_a_damaged_backup_leaves_everything_as_it_was(tmp_path: Path, qtbot: QtBot, ids: dict[str, int]) -> None:
    source = tmp_path / "copy.zip"
    source.write_bytes(b"PK no zip")
    work = RestoreWork(tmp_path / "data", source)
    work.show()
    qtbot.waitUntil(lambda: "The backup was not restored" in labels(work))
    with qtbot.waitSignal(work.ended) as ended:
        work.close()
    assert ended.args == [False]


def test_the_report_for_it_can_be_copied_and_saved(window: MainWindow, tmp_path: Path, qtbot: QtBot) -> None:
    window.action("report_for_it").trigger()
    dialog = window.findChild(ItReport)
    assert dialog is not None
    text = dialog.findChild(QPlainTextEdit).toPlainText()
    assert "Tradehouse" in text
    assert "SQLite 3" in text
    button(dialog, "copy").click()
    assert QGuiApplication.clipboard().text() == text
    dialog.save_to(tmp_path / "report.txt")
    assert (tmp_path / "report.txt").read_text(encoding="utf-8") == text
    dialog.close()


def test_about_says_the_licence(window: MainWindow) -> None:
    window.action("about").trigger()
    dialog = window.findChild(AboutDialog)
    assert dialog is not None
    assert any("MIT" in words for words in labels(dialog))
    dialog.close()

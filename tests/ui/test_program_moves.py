"""The program makes its window anew: on another folder, in another language, on a restored backup."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from tradehouse.app import open_window
from tradehouse.domain.fields import RecordKind
from tradehouse.services import backup, browsing, editing
from tradehouse.services.places import chosen_data_folder
from tradehouse.ui.main_window import MainWindow
from tradehouse.ui.program import Program
from tradehouse.ui.settings_store import CATALOGUE, LANGUAGE, Settings
from tradehouse.ui.single_window import SingleWindow
from tradehouse.ui.theme import Theme


@pytest.fixture
def program(qapp: QApplication, tmp_path: Path, ids: dict[str, int], look: Theme, qtbot: QtBot) -> Iterator[Program]:
    settings = Settings()
    settings.put(LANGUAGE, "en")
    settings.save()
    folder = tmp_path / "data"
    door = SingleWindow(folder, qapp)
    assert door.listen()
    made = Program(qapp, folder, door, open_window)
    made.open()
    assert made.window is not None
    qtbot.waitUntil(made.window.jobs.idle)
    yield made
    if made.window is not None:
        made.window.backs_up = False
        made.window.close()
        made.window.deleteLater()
    made._door.close()
    made.deleteLater()


def window_of(program: Program) -> MainWindow:
    assert program.window is not None
    return program.window


def test_another_folder_is_opened_and_remembered(
    program: Program, tmp_path: Path, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    first = window_of(program)
    first.next_folder = tmp_path / "lain"
    first.reopen_asked.emit()
    qtbot.waitUntil(lambda: program.window is not None and program.window is not first)
    assert window_of(program).catalogue.folder == tmp_path / "lain"
    kept = Settings().get(CATALOGUE)
    assert kept == str(tmp_path / "lain")
    assert chosen_data_folder(kept) == tmp_path / "data"  # TRADEHOUSE_DATA goes before what is remembered
    monkeypatch.delenv("TRADEHOUSE_DATA")
    assert chosen_data_folder(kept) == tmp_path / "lain"


def test_a_folder_that_cannot_be_used_leads_back_and_says_why(program: Program, tmp_path: Path, qtbot: QtBot) -> None:
    blocked = tmp_path / "file"
    blocked.write_text("x", encoding="utf-8")
    first = window_of(program)
    first.next_folder = blocked
    first.reopen_asked.emit()
    qtbot.waitUntil(lambda: program.window is not None and program.window is not first)
    assert window_of(program).catalogue.folder == tmp_path / "data"
    assert "file" in window_of(program).notice_line.text()
    assert Settings().get(CATALOGUE) == ""


def test_a_restored_backup_is_what_the_new_window_shows(
    program: Program, tmp_path: Path, ids: dict[str, int], qtbot: QtBot
) -> None:
    first = window_of(program)
    source = tmp_path / "copy.zip"
    backup.back_up_to(first.catalogue, source)
    editing.change(first.catalogue, RecordKind.PRODUCT, ids["Sambal roa"], "material", "Cabai")
    qtbot.waitUntil(first.jobs.idle)
    first.restore_from = source
    first.reopen_asked.emit()
    qtbot.waitUntil(lambda: program.window is not None and program.window is not first, timeout=20_000)
    catalogue = window_of(program).catalogue
    assert browsing.record(catalogue, RecordKind.PRODUCT, ids["Sambal roa"])["material"] is None
    assert "restored" in window_of(program).notice_line.text()


def test_the_new_window_speaks_the_language_that_was_chosen(program: Program, qtbot: QtBot) -> None:
    first = window_of(program)
    first.settings.put(LANGUAGE, "id")
    first.settings.save()
    first.reopen_asked.emit()
    qtbot.waitUntil(lambda: program.window is not None and program.window is not first)
    assert window_of(program).tabs.tabText(0) == "Produk"

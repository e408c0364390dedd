"""The first page: three doors, and where everything will lie."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QFileDialog, QWidget
from pytestqt.qtbot import QtBot

from tradehouse.app import open_window
from tradehouse.domain.fields import RecordKind
from tradehouse.domain.query import Query
from tradehouse.services import browsing
from tradehouse.ui.importing.wizard import ImportWizard
from tradehouse.ui.main_window import MainWindow
from tradehouse.ui.settings_store import LANGUAGE
from tradehouse.ui.start.first_start import FirstStart
from tradehouse.ui.theme import Theme


@pytest.fixture
def newcomer(tmp_path: Path, qtbot: QtBot, look: Theme) -> Iterator[MainWindow]:
    """The window on a catalogue that nobody has written to."""
    opened = open_window(tmp_path / "new")
    with qtbot.waitActive(opened):
        opened.activateWindow()
    qtbot.waitUntil(opened.jobs.idle)
    yield opened
    opened.close()
    opened.deleteLater()


def page_of(window: MainWindow) -> FirstStart:
    page = window.findChild(FirstStart, "first_start")
    assert page is not None
    return page


def test_the_sample_door_fills_the_catalogue_and_leads_to_the_list(newcomer: MainWindow, qtbot: QtBot) -> None:
    page = page_of(newcomer)
    assert page.isVisible()
    QTest.keyClick(page.doors[0], Qt.Key.Key_Return)
    assert not page.doors[1].isEnabled()
    qtbot.waitUntil(lambda: not page.isVisible(), timeout=60_000)
    qtbot.waitUntil(newcomer.jobs.idle, timeout=60_000)
    assert browsing.count(newcomer.catalogue, RecordKind.PRODUCT, Query()) >= 60
    assert "The sample is here" in newcomer.notice_line.text()


def test_the_import_door_opens_the_wizard_and_the_page_stays_until_something_is_there(
    newcomer: MainWindow, qtbot: QtBot
) -> None:
    page = page_of(newcomer)
    QTest.mouseClick(page.doors[1], Qt.MouseButton.LeftButton)
    wizard = newcomer.findChild(ImportWizard)
    assert wizard is not None
    assert wizard.isVisible()
    assert page.isVisible()
    wizard.close()


def test_start_empty_leads_to_the_empty_list(newcomer: MainWindow, qtbot: QtBot) -> None:
    page = page_of(newcomer)
    page.doors[0].setFocus()
    QTest.keyClick(page.doors[0], Qt.Key.Key_Left)
    assert page.doors[2].hasFocus()
    QTest.keyClick(page.doors[2], Qt.Key.Key_Space)
    assert not page.isVisible()
    assert newcomer.tabs.isVisible()


def test_another_folder_makes_the_window_anew_there(
    newcomer: MainWindow, tmp_path: Path, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    chosen = tmp_path / "elsewhere"
    monkeypatch.setattr(QFileDialog, "getExistingDirectory", lambda *_args: str(chosen))
    button = page_of(newcomer).findChild(QWidget, "change_folder")
    with qtbot.waitSignal(newcomer.reopen_asked):
        QTest.mouseClick(button, Qt.MouseButton.LeftButton)
    assert newcomer.next_folder == chosen


def test_the_language_is_kept_and_asked_for(newcomer: MainWindow, qtbot: QtBot) -> None:
    newcomer.settings.put(LANGUAGE, "en")
    with qtbot.waitSignal(newcomer.reopen_asked):
        page_of(newcomer).language_chosen.emit("id")
    assert newcomer.settings.get(LANGUAGE) == "id"


def test_a_synchronised_folder_is_warned_about(qtbot: QtBot, newcomer: MainWindow, tmp_path: Path) -> None:
    page = FirstStart(tmp_path / "OneDrive" / "tradehouse", newcomer.jobs)
    qtbot.addWidget(page)
    assert "OneDrive" in page.caution.text()


def test_a_catalogue_in_use_shows_its_list_at_once(window: MainWindow) -> None:
    assert window.findChild(FirstStart) is None

"""The settings: kept at once, and undone like everything else."""

from pathlib import Path

import pytest
from PIL import Image
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import (
    QComboBox,
    QDateEdit,
    QLineEdit,
    QPlainTextEdit,
    QPushButton,
    QRadioButton,
    QSpinBox,
    QToolButton,
    QWidget,
)
from pytestqt.qtbot import QtBot

from tradehouse.services import house, staff
from tradehouse.services.house_logo import read_logo
from tradehouse.ui.main_window import MainWindow
from tradehouse.ui.settings.dialog import SettingsDialog
from tradehouse.ui.settings.house_page import HousePage
from tradehouse.ui.settings.terms_page import TermsPage
from tradehouse.ui.settings.texts import BlockText, LineText
from tradehouse.ui.settings_store import LANGUAGE, THEME, Settings
from tradehouse.ui.theme import Theme, theme


def open_settings(window: MainWindow, qtbot: QtBot, page: str) -> SettingsDialog:
    window.action("settings").trigger()
    dialog = window.findChild(SettingsDialog)
    assert dialog is not None
    dialog.show_page(page)
    qtbot.waitUntil(window.jobs.idle)
    return dialog


def test_house_data_is_kept_when_a_field_is_left_and_undone(window: MainWindow, qtbot: QtBot) -> None:
    dialog = open_settings(window, qtbot, "house")
    name = dialog.findChild(QLineEdit, "field.name_id")
    name.setFocus()
    QTest.keyClicks(name, "Rumah Dagang Nusantara")
    QTest.keyClick(name, Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: house.read_house(window.catalogue)["name_id"] == "Rumah Dagang Nusantara")
    address = dialog.findChild(QPlainTextEdit, "field.address")
    address.setFocus()
    QTest.keyClicks(address, "Jl. Gatot Subroto")
    QTest.keyClick(address, Qt.Key.Key_Tab)
    qtbot.waitUntil(lambda: house.read_house(window.catalogue)["address"] == "Jl. Gatot Subroto")
    page = dialog.pages["house"]
    assert isinstance(page, HousePage)
    undo = next(b for b in page.row("address").findChildren(QPushButton) if b.text() == "undo")
    qtbot.waitUntil(undo.isVisible)
    undo.click()
    qtbot.waitUntil(lambda: house.read_house(window.catalogue)["address"] is None)
    qtbot.waitUntil(window.jobs.idle)
    dialog.close()


def test_a_text_that_is_too_long_stays_with_the_reason_below(window: MainWindow, qtbot: QtBot) -> None:
    dialog = open_settings(window, qtbot, "house")
    page = dialog.pages["house"]
    assert isinstance(page, HousePage)
    bank = dialog.findChild(QPlainTextEdit, "field.bank")
    bank.setFocus()
    bank.setPlainText("x" * 900)
    QTest.keyClick(bank, Qt.Key.Key_Tab)
    qtbot.waitUntil(lambda: "900" in page.row("bank").problem())
    assert bank.toPlainText() == "x" * 900
    assert house.read_house(window.catalogue)["bank"] is None
    dialog.close()


def test_a_logo_is_taken_and_removed(window: MainWindow, tmp_path: Path, qtbot: QtBot) -> None:
    picture = tmp_path / "logo.png"
    Image.new("RGB", (80, 40), "navy").save(picture)
    dialog = open_settings(window, qtbot, "house")
    page = dialog.pages["house"]
    assert isinstance(page, HousePage)
    page.logo.take(picture)
    qtbot.waitUntil(lambda: not page.logo.picture.pixmap().isNull())
    assert read_logo(window.catalogue)
    dialog.findChild(QPushButton, "remove_logo").click()
    qtbot.waitUntil(lambda: not read_logo(window.catalogue))
    qtbot.waitUntil(window.jobs.idle)
    dialog.close()


def test_trading_terms_are_read_as_people_write_numbers(window: MainWindow, qtbot: QtBot) -> None:
    dialog = open_settings(window, qtbot, "terms")
    page = dialog.pages["terms"]
    assert isinstance(page, TermsPage)
    rate = dialog.findChild(QLineEdit, "field.rate_USD")
    rate.setFocus()
    QTest.keyClicks(rate, "Rp 16.400")
    QTest.keyClick(rate, Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: "USD" in house.read_trading_terms(window.catalogue).rates)
    assert house.read_trading_terms(window.catalogue).rates["USD"].idr == 16_400
    page.margin.setFocus()
    page.margin.selectAll()
    QTest.keyClicks(page.margin, "120")
    QTest.keyClick(page.margin, Qt.Key.Key_Return)
    qtbot.waitUntil(window.jobs.idle)
    assert house.read_trading_terms(window.catalogue).margin < 1
    dialog.close()


def test_language_is_kept_and_the_window_asked_for_anew(window: MainWindow, qtbot: QtBot) -> None:
    window.settings.put(LANGUAGE, "en")
    dialog = open_settings(window, qtbot, "look")
    with qtbot.waitSignal(window.reopen_asked):
        dialog.findChild(QRadioButton, "language.id").click()
    assert Settings().get(LANGUAGE) == "id"
    dialog.close()


def test_the_theme_changes_at_once(window: MainWindow, qtbot: QtBot, look: Theme) -> None:
    dialog = open_settings(window, qtbot, "look")
    dialog.findChild(QRadioButton, "theme.dark").click()
    assert theme().scheme == "dark"
    assert Settings().get(THEME) == "dark"
    dialog.close()


def test_staff_join_and_leave(window: MainWindow, qtbot: QtBot) -> None:
    dialog = open_settings(window, qtbot, "staff")
    name = dialog.findChild(QLineEdit, "field.staff_name")
    name.setFocus()
    QTest.keyClicks(name, "Budi Santoso")
    QTest.keyClick(name, Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: [m.name for m in staff.list_staff(window.catalogue)] == ["Budi Santoso"])
    qtbot.waitUntil(window.jobs.idle)
    page = dialog.pages["staff"]
    gone = next(w for w in page.findChildren(QToolButton) if w.accessibleName() == "Budi Santoso left")
    gone.click()
    qtbot.waitUntil(lambda: not any(m.active for m in staff.list_staff(window.catalogue)))
    qtbot.waitUntil(window.jobs.idle)
    dialog.close()


@pytest.mark.parametrize("page", ["house", "terms", "staff", "look", "folders"])
def test_every_control_of_every_page_has_a_name(window: MainWindow, qtbot: QtBot, page: str) -> None:
    dialog = open_settings(window, qtbot, page)
    kinds: tuple[type[QWidget], ...] = (LineText, BlockText, QComboBox, QSpinBox, QDateEdit, QRadioButton, QPushButton)
    found = [widget for kind in kinds for widget in dialog.pages[page].findChildren(kind)]
    assert found
    nameless = [w for w in found if not (w.accessibleName() or getattr(w, "text", str)())]
    assert not nameless
    dialog.close()

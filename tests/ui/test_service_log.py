"""Logging a service: from the keyboard, by phone or name, with what the last entry knew."""

from datetime import UTC, datetime

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLabel, QLineEdit, QPushButton
from pytestqt.qtbot import QtBot

from tests.ui.test_browser import settled
from tradehouse.domain.fields import RecordKind
from tradehouse.domain.query import Query
from tradehouse.services import browsing, service_log
from tradehouse.ui.main_window import MainWindow
from tradehouse.ui.service_log.dialog import ServiceDialog
from tradehouse.ui.service_log.of_supplier import ServicesOfSupplier

SERVICE = RecordKind.SERVICE


def opened(qtbot: QtBot, window: MainWindow) -> ServiceDialog:
    qtbot.keyClick(window, Qt.Key.Key_L, Qt.KeyboardModifier.ControlModifier)
    qtbot.waitUntil(lambda: window.findChild(ServiceDialog) is not None)
    dialog = window.findChild(ServiceDialog)
    assert isinstance(dialog, ServiceDialog)
    with qtbot.waitActive(dialog):
        dialog.activateWindow()
    return dialog


def box(dialog: ServiceDialog, key: str) -> QLineEdit:
    found = dialog.findChild(QLineEdit, f"log.{key}")
    assert isinstance(found, QLineEdit)
    return found


def press(dialog: ServiceDialog, name: str) -> None:
    button = dialog.findChild(QPushButton, name)
    assert isinstance(button, QPushButton)
    button.click()


def count(window: MainWindow) -> int:
    return browsing.count(window.catalogue, SERVICE, Query())


def test_a_service_is_logged_from_anywhere_with_the_keyboard(
    qtbot: QtBot, window: MainWindow, ids: dict[str, int]
) -> None:
    dialog = opened(qtbot, window)
    supplier = box(dialog, "supplier")
    supplier.setFocus()
    supplier.selectAll()
    qtbot.keyClicks(supplier, "anyam jaya")
    box(dialog, "subject").setText("Label P-IRT")
    box(dialog, "next_date").setText("1/12/2026")
    press(dialog, "save")
    qtbot.waitUntil(lambda: count(window) == 1)
    settled(qtbot, window)
    (service,) = service_log.timeline(window.catalogue, ids["Anyam Jaya"], 5)
    assert service["subject"] == "Label P-IRT"
    assert service["date"] == datetime.now(UTC).astimezone().date()
    assert service["consultant"] == window.catalogue.author.name


def test_suppliers_are_found_by_their_phone_however_it_is_typed(window: MainWindow) -> None:
    for typed in ("0812-3456-7890", "+62 812 3456 7890", "81234567890", "0812 3456"):
        assert len(service_log.find_suppliers(window.catalogue, typed, 9)) == 2, typed
    assert service_log.find_suppliers(window.catalogue, "0899 111 222", 9) == []


def test_a_stranger_is_entered_on_the_way(qtbot: QtBot, window: MainWindow) -> None:
    dialog = opened(qtbot, window)
    box(dialog, "supplier").setText("Keripik Bu Tini")
    press(dialog, "save")
    asked = dialog.findChild(QPushButton, "new_supplier")
    assert isinstance(asked, QPushButton)
    assert asked.isVisible()
    assert "Keripik Bu Tini" in asked.text()
    assert count(window) == 0
    asked.click()
    qtbot.waitUntil(lambda: count(window) == 1)
    settled(qtbot, window)
    (found,) = service_log.find_suppliers(window.catalogue, "keripik tini", 5)
    assert found["status"] == "candidate"


def test_the_next_entry_begins_with_what_repeats(qtbot: QtBot, window: MainWindow, ids: dict[str, int]) -> None:
    dialog = opened(qtbot, window)
    box(dialog, "supplier").setText("Anyam Jaya")
    box(dialog, "consultant").setText("Bu Dewi")
    box(dialog, "subject").setText("Omzet turun")
    press(dialog, "save_and_next")
    qtbot.waitUntil(lambda: count(window) == 1)
    qtbot.waitUntil(lambda: box(dialog, "subject").text() == "")
    assert box(dialog, "supplier").text() == ""
    assert box(dialog, "consultant").text() == "Bu Dewi"
    dialog.reject()


def test_the_supplier_in_front_is_meant_and_shows_its_timeline(
    qtbot: QtBot, window: MainWindow, ids: dict[str, int]
) -> None:
    window.show_page(window.page_of("supplier"))
    settled(qtbot, window)
    window.browser.table.selectRow(0)
    settled(qtbot, window)
    dialog = opened(qtbot, window)
    assert box(dialog, "supplier").text() == "Anyam Jaya"
    box(dialog, "subject").setText("Kunjungan pertama")
    press(dialog, "save")
    qtbot.waitUntil(lambda: count(window) == 1)
    settled(qtbot, window)
    lines = window.page.findChild(ServicesOfSupplier)
    assert isinstance(lines, ServicesOfSupplier)
    qtbot.waitUntil(lambda: any("Kunjungan pertama" in label.text() for label in lines.findChildren(QLabel)))
    window.action("undo").trigger()
    qtbot.waitUntil(lambda: count(window) == 0)


def test_a_second_press_while_it_is_saved_logs_nothing_more(
    qtbot: QtBot, window: MainWindow, ids: dict[str, int]
) -> None:
    dialog = opened(qtbot, window)
    box(dialog, "supplier").setText("Anyam Jaya")
    subject = box(dialog, "subject")
    subject.setText("Kunjungan")
    qtbot.keyClick(subject, Qt.Key.Key_Return)
    qtbot.keyClick(subject, Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: window.findChild(ServiceDialog) is None)
    settled(qtbot, window)
    assert count(window) == 1

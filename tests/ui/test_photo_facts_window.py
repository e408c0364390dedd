"""What is written about photos, and how a product stands before its gates, in the window."""

from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QDialog, QLineEdit, QMenu, QPushButton, QSpinBox, QWidget
from pytestqt.qtbot import QtBot

from tests.integration.photo_making import photo
from tradehouse.domain.fields import RecordKind
from tradehouse.domain.photo_facts import read_consent
from tradehouse.domain.readiness import Gate
from tradehouse.photos.renditions import GIGABYTE
from tradehouse.services import browsing, photos
from tradehouse.ui.browser.readiness_badges import ReadinessBadges
from tradehouse.ui.kit.badge import BadgeButton
from tradehouse.ui.main_window import MainWindow
from tradehouse.ui.photos.facts_dialog import PhotoFactsDialog
from tradehouse.ui.settings.dialog import SettingsDialog

Left = Qt.MouseButton.LeftButton
BAG = "Tas rotan bundar"


@pytest.fixture
def bag(window: MainWindow, ids: dict[str, int], qtbot: QtBot) -> int:
    """A product with two photos, selected."""
    sources = [(photo(1, (1200, 900)), "a.jpg"), (photo(2, (1200, 900)), "b.jpg")]
    photos.attach(window.catalogue, ids[BAG], sources)
    qtbot.waitUntil(window.jobs.idle)
    select(window, ids[BAG])
    badges = found(window, ReadinessBadges, "readiness")
    qtbot.waitUntil(badges.badges[Gate.EXPORT].isEnabled)
    qtbot.waitUntil(lambda: window.browser.detail.page.photos.album.photos != [])  # type: ignore[union-attr]
    return ids[BAG]


def select(window: MainWindow, product: int) -> None:
    row = window.browser.model.row_of(product)
    assert row is not None
    window.browser.table.selectRow(row)
    window.browser.detail.edit()  # makes the page now


def found(parent: QWidget, kind: type, name: str):  # type: ignore[no-untyped-def]
    child = parent.findChild(kind, name)
    assert child is not None, name
    return child


def choose_gap(window: MainWindow, gate: Gate, words: str) -> None:
    """Press the badge of a gate and pick a line of its list."""
    badges = found(window, ReadinessBadges, "readiness")
    QTest.mouseClick(badges.badges[gate], Left)
    menu = found(badges, QMenu, "gaps")
    action = next(action for action in menu.actions() if words in action.text())
    QTest.mouseClick(menu, Left, pos=menu.actionGeometry(action).center())


def test_the_head_counts_what_is_met_and_each_gap_leads_to_its_field(
    window: MainWindow, bag: int, qtbot: QtBot
) -> None:
    badges = found(window, ReadinessBadges, "readiness")
    words = badges.badges[Gate.EXPORT].status.word
    assert words.startswith("Export ")
    assert words.endswith("/12")
    choose_gap(window, Gate.EXPORT, "MOQ")
    qtbot.waitUntil(lambda: window.focusWidget() is window.findChild(QLineEdit, "field.moq"))


def test_a_gap_of_the_supplier_leads_to_the_suppliers_field(window: MainWindow, bag: int, qtbot: QtBot) -> None:
    choose_gap(window, Gate.EXPORT, "NIB")
    qtbot.waitUntil(lambda: window.page.kind is RecordKind.SUPPLIER)
    page = window.page
    qtbot.waitUntil(lambda: window.focusWidget() is page.findChild(QLineEdit, "field.nib"))
    record = page.browser.detail.record
    assert record is not None
    assert record["name"] == "Anyam Jaya"


def test_missing_consent_is_given_where_the_gap_leads_and_the_badge_follows(
    window: MainWindow, bag: int, qtbot: QtBot
) -> None:
    assert found(window, BadgeButton, "photo_consent").status.word == "No consent"
    choose_gap(window, Gate.SHOWCASE, "leave to show")
    dialog = found(window, PhotoFactsDialog, "photo_facts")
    QTest.keyClicks(found(dialog, QLineEdit, "alt_id"), "Tas dari depan")
    QTest.keyClicks(found(dialog, QLineEdit, "photo_credit"), "Budi")
    dialog.rights.limited.setChecked(True)
    QTest.mouseClick(found(dialog, QPushButton, "save"), Left)
    assert "who gave consent" in dialog.problem()
    QTest.keyClicks(found(dialog, QLineEdit, "consent_by"), "Bu Sari")
    QTest.mouseClick(found(dialog, QPushButton, "save"), Left)
    qtbot.waitUntil(lambda: found(window, BadgeButton, "photo_consent").status.word == "Consent: Bu Sari")
    first = browsing.photos_of(window.catalogue, bag)[0]
    consent = read_consent(first.consent)
    assert (first.alt_id, first.credit) == ("Tas dari depan", "Budi")
    assert consent is not None
    assert consent.until is not None
    assert consent.given is not None
    badges = found(window, ReadinessBadges, "readiness")
    qtbot.waitUntil(lambda: "leave to show" not in badges.badges[Gate.SHOWCASE].toolTip())


def test_photographer_and_consent_of_all_selected_products(
    window: MainWindow, bag: int, ids: dict[str, int], qtbot: QtBot
) -> None:
    photos.attach(window.catalogue, ids["Sambal roa"], [(photo(3), "c.jpg")])
    window.browser.table.selectAll()
    window.action("photo_rights").trigger()
    dialog = found(window, QDialog, "photo_rights")
    QTest.mouseClick(found(dialog, QPushButton, "save"), Left)
    assert "photographer" in dialog.problem()
    QTest.keyClicks(found(dialog, QLineEdit, "photo_credit"), "Budi")
    QTest.keyClick(found(dialog, QLineEdit, "photo_credit"), Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: "3 photos changed" in window.notice_line.text())
    assert {p.credit for p in browsing.photos_of(window.catalogue, bag)} == {"Budi"}
    window.desk.undo()
    qtbot.waitUntil(lambda: {p.credit for p in browsing.photos_of(window.catalogue, bag)} == {""})


def test_roles_are_given_from_the_badge_below_the_photo(window: MainWindow, bag: int, qtbot: QtBot) -> None:
    strip = window.browser.detail.page.photos
    assert strip is not None
    second = strip.album.photos[1].link_id
    strip._step(1)
    role = found(window, BadgeButton, "photo_role")
    QTest.mouseClick(role, Left)
    menu = next(menu for menu in strip.findChildren(QMenu) if menu.isVisible())
    action = next(action for action in menu.actions() if action.text() == "Packaging")
    QTest.mouseClick(menu, Left, pos=menu.actionGeometry(action).center())
    qtbot.waitUntil(lambda: browsing.photos_of(window.catalogue, bag)[1].role == "packaging")
    assert browsing.photos_of(window.catalogue, bag)[1].link_id == second


def test_the_room_for_small_pictures_is_a_setting(window: MainWindow, qtbot: QtBot, tmp_path: Path) -> None:
    dialog = SettingsDialog(window.desk, window, "folders")
    dialog.show()
    box = found(dialog, QSpinBox, "cache_gb")
    assert window.catalogue.renditions.limit == 2 * GIGABYTE
    box.setFocus()
    QTest.keyClick(box, Qt.Key.Key_Up)
    assert window.catalogue.renditions.limit == 3 * GIGABYTE
    qtbot.waitUntil(window.jobs.idle)
    dialog.close()

"""Packages in the window: dropped, looked at, decided and taken in; packed for another catalogue."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QFileDialog, QPushButton, QWidget
from pytestqt.qtbot import QtBot

from tests.ui.conftest import fill
from tradehouse.domain.fields import RecordKind
from tradehouse.domain.query import Query
from tradehouse.services import browsing, editing, history
from tradehouse.services.catalogue import Catalogue, open_catalogue
from tradehouse.services.packages.applying import apply_package
from tradehouse.services.packages.planning import is_package, plan_package
from tradehouse.services.packages.writing import write_package
from tradehouse.ui.importing.wizard import ImportWizard
from tradehouse.ui.main_window import MainWindow
from tradehouse.ui.packages.dialog import PackageDialog
from tradehouse.ui.packages.packing import PackingDialog

P = RecordKind.PRODUCT


def press(dialog: QWidget, name: str) -> None:
    found = dialog.findChild(QPushButton, name)
    assert found is not None
    QTest.mouseClick(found, Qt.MouseButton.LeftButton)


def named(catalogue: Catalogue, name: str) -> int:
    found = browsing.records(catalogue, P, browsing.find_ids(catalogue, P, Query()))
    return next(record.id for record in found if record["name_id"] == name)


@pytest.fixture
def other(tmp_path: Path) -> Iterator[Catalogue]:
    """The catalogue of a colleague, with records of its own."""
    opened = open_catalogue(tmp_path / "other", user="Budi")
    fill(opened)
    yield opened
    opened.close()


def drop(window: MainWindow, path: Path, qtbot: QtBot) -> PackageDialog:
    window.open_files([path])
    qtbot.waitUntil(lambda: window.findChild(PackageDialog) is not None)
    dialog = window.findChild(PackageDialog)
    assert dialog is not None
    qtbot.waitUntil(lambda: dialog.plan is not None)
    return dialog


def test_a_dropped_package_is_shown_and_taken_in_as_one_undo(
    window: MainWindow, other: Catalogue, tmp_path: Path, qtbot: QtBot
) -> None:
    path = tmp_path / "paket.zip"
    write_package(other, path)
    dialog = drop(window, path, qtbot)
    assert dialog.chips["created"].count() == 9
    assert dialog.take.text() == "Take in 9 records"
    before = len(browsing.find_ids(window.catalogue, P, Query()))
    QTest.keyClick(dialog, Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: "9 records taken in" in window.notice_line.text())
    assert len(browsing.find_ids(window.catalogue, P, Query())) == before + 6
    undo = next(b for b in window.notice_line.findChildren(QPushButton) if b.text() == "Undo")
    QTest.mouseClick(undo, Qt.MouseButton.LeftButton)
    qtbot.waitUntil(lambda: len(browsing.find_ids(window.catalogue, P, Query())) == before)


@pytest.fixture
def both_changed(window: MainWindow, other: Catalogue, tmp_path: Path, qtbot: QtBot) -> Path:
    """A package in which the price and the material of one product were changed on both sides."""
    path = tmp_path / "paket.zip"
    write_package(window.catalogue, path)
    apply_package(other, plan_package(other, path))
    for catalogue, price, material in ((other, 90_000, "Bambu"), (window.catalogue, 80_000, "Pandan")):
        (bag,) = (n for n in browsing.find_ids(catalogue, P, Query()) if _is_bag(catalogue, n))
        editing.change_many(catalogue, P, [bag], {"price_idr": price, "material": material})
    qtbot.waitUntil(window.jobs.idle)
    write_package(other, path)
    return path


def _is_bag(catalogue: Catalogue, product: int) -> bool:
    record = browsing.record(catalogue, P, product)
    mine = {change.label.msgid for change in history.of_record(catalogue, P, product)}
    return record["name_id"] == "Keranjang rotan kecil" and (
        "Package {file}" in mine or catalogue.author.name != "Budi"
    )


def test_what_both_changed_is_decided_field_by_field(window: MainWindow, both_changed: Path, qtbot: QtBot) -> None:
    dialog = drop(window, both_changed, qtbot)
    assert dialog.chips["conflicts"].count() == 1
    assert set(dialog.details.choices) == {"price_idr", "material"}
    dialog.details.choices["material"].choose("theirs")
    assert dialog.chips["updated"].count() == 1
    press(dialog, "take")
    qtbot.waitUntil(lambda: "taken in" in window.notice_line.text())
    qtbot.waitUntil(window.jobs.idle)
    bag = browsing.record(window.catalogue, P, named(window.catalogue, "Keranjang rotan kecil"))
    assert (bag["price_idr"], bag["material"]) == (80_000, "Bambu")
    for message in window.findChildren(QWidget, "message"):
        message.close()


def test_all_theirs_and_all_ours(window: MainWindow, both_changed: Path, qtbot: QtBot) -> None:
    dialog = drop(window, both_changed, qtbot)
    press(dialog, "all_theirs")
    assert dialog.details.choices["price_idr"].current() == "theirs"
    assert dialog.chips["updated"].count() == 1
    press(dialog, "all_ours")
    assert dialog.chips["updated"].count() == 0
    dialog.close()


def test_a_catalogue_that_changed_meanwhile_is_planned_anew_with_the_same_decisions(
    window: MainWindow, both_changed: Path, qtbot: QtBot
) -> None:
    dialog = drop(window, both_changed, qtbot)
    dialog.details.choices["material"].choose("theirs")
    first = dialog.plan
    editing.create(window.catalogue, RecordKind.SUPPLIER, {"name": "Baru"})
    press(dialog, "take")
    qtbot.waitUntil(lambda: dialog.plan is not None and dialog.plan is not first)
    qtbot.waitUntil(dialog.take.isEnabled)
    assert dialog.details.choices["material"].current() == "theirs"
    dialog.close()


def test_selected_products_are_packed(
    window: MainWindow, ids: dict[str, int], tmp_path: Path, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    target = tmp_path / "keluar"
    monkeypatch.setattr(QFileDialog, "getSaveFileName", lambda *_args: (str(target), ""))
    window.action("select_all").trigger()
    window.action("package").trigger()
    dialog = window.findChild(PackingDialog)
    assert dialog is not None
    assert dialog.scope.current() == "selected"
    press(dialog, "save")
    qtbot.waitUntil(lambda: "keluar.zip" in window.notice_line.text())
    assert is_package(tmp_path / "keluar.zip")


def test_a_package_chosen_in_the_wizard_opens_as_a_package(
    window: MainWindow, other: Catalogue, tmp_path: Path, qtbot: QtBot
) -> None:
    path = tmp_path / "paket.zip"
    write_package(other, path)
    window.action("import").trigger()
    wizard = window.findChild(ImportWizard)
    assert wizard is not None
    wizard.file_step.zone.arrived.emit([path])
    dialog = window.findChild(PackageDialog)
    assert dialog is not None
    assert not wizard.next.isEnabled()
    qtbot.waitUntil(lambda: dialog.plan is not None)
    dialog.close()
    wizard.close()

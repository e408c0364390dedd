"""The tray, sheets of QR labels and photos that leave: what is around the plan of photos."""

import zipfile
from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import QItemSelectionModel, QPoint, QPointF, Qt
from PySide6.QtGui import QDragEnterEvent, QDragMoveEvent, QDropEvent, QGuiApplication
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QFileDialog, QMenu, QPushButton, QWidget
from pytestqt.qtbot import QtBot

from tests.integration.photo_making import photo, write
from tradehouse.app import open_window
from tradehouse.domain.fields import RecordKind
from tradehouse.services import browsing, culling, editing, photos
from tradehouse.services.photo_matching import apply_plan, plan_photos
from tradehouse.ui.label_sheets import LabelsDialog
from tradehouse.ui.main_window import MainWindow
from tradehouse.ui.photo_matching.tray import TrayWindow
from tradehouse.ui.photo_matching.window import MatchingWindow
from tradehouse.ui.photos_out import SavePhotosDialog

P = RecordKind.PRODUCT


def press(dialog: QWidget, name: str) -> None:
    found = dialog.findChild(QPushButton, name)
    assert found is not None
    QTest.mouseClick(found, Qt.MouseButton.LeftButton)


@pytest.fixture
def tray(window: MainWindow, tmp_path: Path, qtbot: QtBot) -> Iterator[TrayWindow]:
    """The tray, opened from the foot of the window, with two photos of nothing and one with a similar name."""
    files = {"DSC_0001.jpg": photo(1), "DSC_0002.jpg": photo(2), "keranjang rottan kecil.jpg": photo(3)}
    apply_plan(window.catalogue, plan_photos(window.catalogue, [write(tmp_path / "foto", files)]))
    qtbot.waitUntil(lambda: window.status_line.tray.text() == "3 photos without a product")
    QTest.mouseClick(window.status_line.tray, Qt.MouseButton.LeftButton)
    shown = window.findChild(TrayWindow)
    assert shown is not None
    qtbot.waitUntil(lambda: len(shown.shelf.photos.tiles) == 3)
    qtbot.waitUntil(window.jobs.idle)
    yield shown
    if window.findChild(TrayWindow) is not None:
        shown.close()


def choose(tray: TrayWindow, *words: str) -> None:
    tray.shelf.choose([tile.key for tile in tray.shelf.photos.tiles if tile.look.words in words])


def waiting(window: MainWindow) -> list[str]:
    return [found.file.rpartition("/")[2] for found in culling.tray(window.catalogue)]


def photos_on(window: MainWindow, product: int) -> list[str]:
    return [found.original_name for found in browsing.photos_of(window.catalogue, product)]


def test_the_tray_is_remembered_after_a_restart(
    tray: TrayWindow, window: MainWindow, tmp_path: Path, qtbot: QtBot
) -> None:
    tray.close()
    window.close()
    again = open_window(tmp_path / "data")
    try:
        qtbot.waitUntil(lambda: again.status_line.tray.text() == "3 photos without a product")
        assert sorted(waiting(again)) == ["DSC_0001.jpg", "DSC_0002.jpg", "keranjang rottan kecil.jpg"]
        qtbot.waitUntil(again.jobs.idle)
    finally:
        again.close()
        again.deleteLater()


def test_a_photo_is_dragged_from_the_tray_to_a_row_of_the_catalogue(
    tray: TrayWindow, window: MainWindow, ids: dict[str, int], qtbot: QtBot
) -> None:
    choose(tray, "DSC_0001", "DSC_0002")
    data = tray.shelf.photos.mimeData(tray.shelf.selectedIndexes())
    table = window.browser.table
    row = list(window.browser.model.ids).index(ids["Sambal roa"])
    place = QPointF(table.visualRect(window.browser.model.index(row, 2)).center())
    keys = (Qt.DropAction.CopyAction | Qt.DropAction.MoveAction, data, Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier)  # fmt: skip
    app = QGuiApplication.instance()
    assert app is not None
    app.sendEvent(table.viewport(), QDragEnterEvent(place.toPoint(), *keys))
    over = QDragMoveEvent(place.toPoint(), *keys)
    app.sendEvent(table.viewport(), over)
    assert over.isAccepted()
    app.sendEvent(table.viewport(), QDropEvent(place, *keys))
    qtbot.waitUntil(lambda: photos_on(window, ids["Sambal roa"]) == ["DSC_0001.jpg", "DSC_0002.jpg"])
    qtbot.waitUntil(lambda: len(tray.shelf.photos.tiles) == 1)
    assert window.notice_line.text() == "2 photos added to Sambal roa."
    window.desk.undo()
    qtbot.waitUntil(lambda: len(tray.shelf.photos.tiles) == 3)
    assert photos_on(window, ids["Sambal roa"]) == []
    qtbot.waitUntil(window.jobs.idle)


def test_what_is_offered_is_picked_with_a_key_and_the_next_photo_follows(
    tray: TrayWindow, window: MainWindow, ids: dict[str, int], qtbot: QtBot
) -> None:
    choose(tray, "keranjang rottan kecil")
    picker = tray.details.picker
    qtbot.waitUntil(lambda: [o.product.id for o in picker.offers.rows] == [ids["Keranjang rotan kecil"]])
    tray.shelf.setFocus()
    QTest.keyClick(tray.shelf, Qt.Key.Key_1)
    qtbot.waitUntil(lambda: photos_on(window, ids["Keranjang rotan kecil"]) == ["keranjang rottan kecil.jpg"])
    qtbot.waitUntil(lambda: len(tray.shelf.photos.tiles) == 2)
    assert len(tray.shelf.chosen()) == 1
    qtbot.waitUntil(window.jobs.idle)


def test_discarded_photos_come_back_with_undo(tray: TrayWindow, window: MainWindow, qtbot: QtBot) -> None:
    choose(tray, "DSC_0001")
    QTest.keyClick(tray.shelf, Qt.Key.Key_Delete)
    qtbot.waitUntil(lambda: sorted(waiting(window)) == ["DSC_0002.jpg", "keranjang rottan kecil.jpg"])
    qtbot.waitUntil(lambda: window.status_line.tray.text() == "2 photos without a product")
    window.desk.undo()
    qtbot.waitUntil(lambda: len(waiting(window)) == 3)
    qtbot.waitUntil(lambda: len(tray.shelf.photos.tiles) == 3)
    qtbot.waitUntil(window.jobs.idle)


def test_the_tray_is_matched_again_once_the_product_is_there(
    tray: TrayWindow, window: MainWindow, qtbot: QtBot
) -> None:
    made = editing.create(window.catalogue, P, {"name_id": "Dsc 0002"})
    press(tray, "match_again")
    plan = window.findChild(MatchingWindow)
    assert plan is not None
    qtbot.waitUntil(lambda: plan.matching.plan is not None and not plan.matching.busy())
    qtbot.waitUntil(window.jobs.idle)
    assert plan.matching.plan is not None
    assert [str(e.state) for e in plan.matching.plan.entries if e.file.name == "DSC_0002.jpg"] == ["matched"]
    press(plan, "apply")
    qtbot.waitUntil(lambda: photos_on(window, made) == ["DSC_0002.jpg"])
    qtbot.waitUntil(lambda: len(tray.shelf.photos.tiles) == 2)
    qtbot.waitUntil(window.jobs.idle)


def test_an_empty_tray_says_so(window: MainWindow, qtbot: QtBot) -> None:
    assert window.status_line.tray.isHidden()
    window.action("tray").trigger()
    shown = window.findChild(TrayWindow)
    assert shown is not None
    qtbot.waitUntil(window.jobs.idle)
    assert shown.findChild(QWidget, "empty_state").accessibleName() == "Every photo has its product"  # type: ignore[union-attr]
    shown.close()


def select(window: MainWindow, *rows: int) -> None:
    flags = QItemSelectionModel.SelectionFlag
    window.browser.selection.clear()
    for row in rows:
        window.browser.selection.setCurrentIndex(window.browser.model.index(row, 1), flags.Select | flags.Rows)


def test_labels_of_the_selected_products_are_written_and_told(
    window: MainWindow, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, qtbot: QtBot
) -> None:
    select(window, 0, 1, 2)
    window.browser.menu_asked.emit(QPoint(0, 0))
    menu = window.findChild(QMenu, "record_menu")
    assert menu is not None
    assert window.action("labels") in menu.actions()
    assert window.action("save_photos") in menu.actions()
    menu.close()
    window.action("labels").trigger()
    dialog = window.findChild(LabelsDialog)
    assert dialog is not None
    assert dialog.scope.current() == "selected"
    dialog.sheet.setCurrentIndex(dialog.sheet.findData("a4_24"))
    target = tmp_path / "label"
    monkeypatch.setattr(QFileDialog, "getSaveFileName", lambda *_args: (str(target), ""))
    press(dialog, "save")
    qtbot.waitUntil(lambda: window.notice_line.text() == "label.pdf is written: 3 labels on 1 page.", timeout=20_000)
    assert (tmp_path / "label.pdf").read_bytes().startswith(b"%PDF")


def test_photos_leave_as_a_zip_named_by_sku_and_what_has_none_is_told(
    window: MainWindow, ids: dict[str, int], tmp_path: Path, monkeypatch: pytest.MonkeyPatch, qtbot: QtBot
) -> None:
    product = ids["Tas rotan bundar"]
    photos.attach(window.catalogue, product, [(photo(1, (1000, 800)), "a.jpg"), (photo(2), "b.jpg")])
    code = str(browsing.record(window.catalogue, P, product)["code"])
    qtbot.waitUntil(window.jobs.idle)
    row = list(window.browser.model.ids).index(product)
    select(window, *sorted({row, 0 if row else 1}))
    window.action("save_photos").trigger()
    dialog = window.findChild(SavePhotosDialog)
    assert dialog is not None
    dialog.sizes.choose("own")
    dialog.side.setValue(500)
    dialog.packing.choose("zip")
    monkeypatch.setattr(QFileDialog, "getSaveFileName", lambda *_args: (str(tmp_path / "keluar"), ""))
    press(dialog, "save")
    told = "2 photos of 1 product saved to keluar.zip. 1 product has no photo."
    qtbot.waitUntil(lambda: window.notice_line.text() == told)
    with zipfile.ZipFile(tmp_path / "keluar.zip") as archive:
        assert archive.namelist() == [f"{code}.jpg", f"{code}_2.jpg"]


def test_photos_leave_into_a_folder_as_originals(
    window: MainWindow, ids: dict[str, int], tmp_path: Path, monkeypatch: pytest.MonkeyPatch, qtbot: QtBot
) -> None:
    photos.attach(window.catalogue, ids["Sambal roa"], [(photo(1, kind="PNG"), "a.png"), (photo(2), "b.jpg")])
    qtbot.waitUntil(window.jobs.idle)
    window.action("save_photos").trigger()
    dialog = window.findChild(SavePhotosDialog)
    assert dialog is not None
    dialog.scope.choose("all")
    dialog.main_only.setChecked(True)
    monkeypatch.setattr(QFileDialog, "getExistingDirectory", lambda *_args: str(tmp_path / "keluar"))
    press(dialog, "save")
    qtbot.waitUntil(lambda: window.notice_line.text().startswith("1 photo of 1 product saved to keluar."))
    assert [path.suffix for path in (tmp_path / "keluar").iterdir()] == [".png"]


def test_the_menu_of_the_tray_offers_products_and_the_photo_large(
    tray: TrayWindow, window: MainWindow, ids: dict[str, int], qtbot: QtBot
) -> None:
    choose(tray, "keranjang rottan kecil")
    qtbot.waitUntil(lambda: len(tray.details.picker.offers.rows) == 1)
    tray.shelf.customContextMenuRequested.emit(QPoint(10, 10))
    menu = tray.findChild(QMenu, "photo_menu")
    assert menu is not None
    assert [action.text() for action in menu.actions() if action.text()][1:] == [
        "Search a product…",
        "Show large",
        "Discard",
    ]
    menu.actions()[0].trigger()
    menu.close()
    qtbot.waitUntil(lambda: photos_on(window, ids["Keranjang rotan kecil"]) == ["keranjang rottan kecil.jpg"])
    qtbot.waitUntil(window.jobs.idle)

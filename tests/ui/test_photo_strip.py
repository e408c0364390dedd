"""The photos of a product: arranged, added, taken off, and shown large."""

from pathlib import Path

import pytest
from PIL import Image
from PySide6.QtCore import QMimeData, QPoint, QPointF, Qt, QUrl
from PySide6.QtGui import QDragEnterEvent, QDropEvent, QGuiApplication, QImage
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QFileDialog
from pytestqt.qtbot import QtBot

from tradehouse.domain.fields import RecordKind
from tradehouse.services import browsing, photos
from tradehouse.services.culling import DeskPhoto
from tradehouse.ui.main_window import MainWindow
from tradehouse.ui.photos.strip import PhotoStrip
from tradehouse.ui.photos.tiles import PhotoTile
from tradehouse.ui.photos.viewer import PhotoViewer

COLOURS = ("red", "green", "blue")


def draw(folder: Path, colour: str, size: tuple[int, int] = (60, 40)) -> Path:
    path = folder / f"{colour}.jpg"
    Image.new("RGB", size, colour).save(path)
    return path


@pytest.fixture
def product(window: MainWindow, ids: dict[str, int], tmp_path: Path) -> int:
    """A product with a red, a green and a blue photo."""
    photos.attach(window.catalogue, ids["Tas rotan bundar"], [draw(tmp_path, colour) for colour in COLOURS])
    return ids["Tas rotan bundar"]


@pytest.fixture
def strip(window: MainWindow, product: int, qtbot: QtBot) -> PhotoStrip:
    made = PhotoStrip(window.catalogue, window.jobs, window)
    made.resize(340, 320)
    made.show()
    made.show_product(product)
    qtbot.waitUntil(lambda: len(tiles(made)) == 3)
    return made


def tiles(strip: PhotoStrip) -> list[PhotoTile]:
    return [tile for tile in strip.findChildren(PhotoTile) if not tile.isHidden()]


def order(window: MainWindow, product: int) -> list[int]:
    return [photo.link_id for photo in browsing.photos_of(window.catalogue, product)]


def test_the_first_photo_is_told_as_the_main_one(strip: PhotoStrip) -> None:
    assert [tile.accessibleName() for tile in tiles(strip)] == [
        "Photo 1 of 3, main photo", "Photo 2 of 3", "Photo 3 of 3",
    ]  # fmt: skip
    assert tiles(strip)[0].main


def test_dragging_a_tile_puts_it_elsewhere_and_undo_brings_it_back(
    strip: PhotoStrip, window: MainWindow, product: int, qtbot: QtBot
) -> None:
    before = order(window, product)
    last = tiles(strip)[2]
    start = last.rect().center()
    QTest.mousePress(last, Qt.MouseButton.LeftButton, pos=start)
    QTest.mouseMove(last, start - QPoint(60, 0))
    QTest.mouseMove(last, QPoint(-100, start.y()))
    QTest.mouseRelease(last, Qt.MouseButton.LeftButton, pos=QPoint(-100, start.y()))
    qtbot.waitUntil(lambda: order(window, product) == [before[2], before[0], before[1]])
    qtbot.waitUntil(lambda: [tile.link_id for tile in tiles(strip)] == order(window, product))
    window.desk.undo()
    qtbot.waitUntil(lambda: order(window, product) == before)


def test_keys_choose_move_and_remove(strip: PhotoStrip, window: MainWindow, product: int, qtbot: QtBot) -> None:
    before = order(window, product)
    tiles(strip)[0].setFocus()
    QTest.keyClick(tiles(strip)[0], Qt.Key.Key_Right)
    assert tiles(strip)[1].isChecked()
    QTest.keyClick(tiles(strip)[1], Qt.Key.Key_Left, Qt.KeyboardModifier.AltModifier)
    qtbot.waitUntil(lambda: order(window, product) == [before[1], before[0], before[2]])
    qtbot.waitUntil(lambda: [t.link_id for t in tiles(strip)] == order(window, product))
    chosen = next(tile for tile in tiles(strip) if tile.isChecked())
    QTest.keyClick(chosen, Qt.Key.Key_Delete)
    qtbot.waitUntil(lambda: order(window, product) == [before[0], before[2]])


def test_files_dropped_on_it_are_attached_and_what_is_no_photo_is_told(
    strip: PhotoStrip, window: MainWindow, product: int, tmp_path: Path, qtbot: QtBot
) -> None:
    broken = tmp_path / "broken.jpg"
    broken.write_bytes(b"no photo")
    data = QMimeData()
    data.setUrls([QUrl.fromLocalFile(str(draw(tmp_path, "yellow"))), QUrl.fromLocalFile(str(broken))])
    said: list[tuple[str, str]] = []
    strip.said.connect(lambda text, tone: said.append((text, tone)))
    middle, copy = QPointF(50, 50), Qt.DropAction.CopyAction
    none, left = Qt.KeyboardModifier.NoModifier, Qt.MouseButton.LeftButton
    enter = QDragEnterEvent(middle.toPoint(), copy, data, left, none)
    strip.dragEnterEvent(enter)
    assert enter.isAccepted()
    strip.dropEvent(QDropEvent(middle, copy, data, left, none))
    qtbot.waitUntil(lambda: len(order(window, product)) == 4)
    qtbot.waitUntil(lambda: bool(said))
    text, tone = said[0]
    assert tone == "attention"
    assert "1 photo added" in text
    assert "broken.jpg" in text


def test_a_picture_on_the_clipboard_is_pasted(
    strip: PhotoStrip, window: MainWindow, product: int, qtbot: QtBot
) -> None:
    image = QImage(30, 30, QImage.Format.Format_RGB32)
    image.fill(Qt.GlobalColor.magenta)
    QGuiApplication.clipboard().setImage(image)
    strip.setFocus()
    QTest.keyClick(tiles(strip)[0], Qt.Key.Key_V, Qt.KeyboardModifier.ControlModifier)
    qtbot.waitUntil(lambda: len(order(window, product)) == 4)
    QGuiApplication.clipboard().clear()


def test_an_empty_product_invites_to_add_photos(
    strip: PhotoStrip,
    window: MainWindow,
    ids: dict[str, int],
    tmp_path: Path,
    qtbot: QtBot,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    strip.show_product(ids["Sambal roa"])
    qtbot.waitUntil(lambda: strip.album.name == "Sambal roa")
    assert tiles(strip) == []
    chosen = [str(draw(tmp_path, "red"))]
    monkeypatch.setattr(QFileDialog, "getOpenFileNames", lambda *_args: (chosen, ""))
    strip.add_by_dialog()
    qtbot.waitUntil(lambda: len(tiles(strip)) == 1)


def test_the_viewer_goes_through_the_photos_zooms_and_closes(
    strip: PhotoStrip, window: MainWindow, qtbot: QtBot
) -> None:
    strip.open_viewer()
    viewer = window.findChild(PhotoViewer)
    assert viewer is not None
    qtbot.waitUntil(lambda: viewer.canvas.scale == 1.0)
    for key, place in ((Qt.Key.Key_Right, 1), (Qt.Key.Key_End, 2), (Qt.Key.Key_Right, 2), (Qt.Key.Key_Home, 0)):
        QTest.keyClick(viewer, key)
        assert viewer.place == place
    qtbot.waitUntil(window.jobs.idle)
    QTest.keyClick(viewer, Qt.Key.Key_Plus)
    assert not viewer.canvas.fitted
    assert viewer.canvas.scale == pytest.approx(1.25)
    QTest.keyClick(viewer, Qt.Key.Key_0)
    assert viewer.canvas.fitted
    QTest.keyClick(viewer, Qt.Key.Key_Escape)
    assert not viewer.isVisible()


def test_a_large_photo_is_fitted_and_shown_pixel_by_pixel_on_demand(
    window: MainWindow, ids: dict[str, int], tmp_path: Path, qtbot: QtBot
) -> None:
    large = tmp_path / "large.png"
    Image.new("RGB", (2400, 1200), "navy").save(large)
    photos.attach(window.catalogue, ids["Sambal roa"], [large])
    found = browsing.photos_of(window.catalogue, ids["Sambal roa"])
    viewer = PhotoViewer(window.catalogue, window.jobs, [DeskPhoto(photo) for photo in found], parent=window)
    viewer.resize(1000, 700)
    viewer.show()
    qtbot.waitUntil(lambda: 0 < viewer.canvas.scale < 0.5)
    QTest.keyClick(viewer, Qt.Key.Key_Z)
    assert viewer.canvas.scale == 1.0
    qtbot.waitUntil(viewer.canvas.sharp)
    viewer.close()
    assert browsing.record(window.catalogue, RecordKind.PRODUCT, ids["Sambal roa"]).main_photo

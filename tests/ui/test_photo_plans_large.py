"""Photos that are on no product yet on the whole screen: from the plan of an intake, and from the tray."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from tests.integration.photo_making import photo, write
from tradehouse.services.photo_matching import apply_plan, plan_photos
from tradehouse.ui.main_window import MainWindow
from tradehouse.ui.photo_flows import PhotoFlows
from tradehouse.ui.photo_matching.shelf import Shelf
from tradehouse.ui.photo_matching.window import MatchingWindow
from tradehouse.ui.photos.viewer import PhotoViewer

NAMES = ["DSC_0001", "DSC_0002", "DSC_0003"]


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    photos = {f"{name}.jpg": photo(n, (900, 700)) for n, name in enumerate(NAMES, start=1)}
    return write(tmp_path / "foto", photos | {"catatan.jpg": b"no photo"})


@pytest.fixture
def plan(window: MainWindow, folder: Path, qtbot: QtBot) -> Iterator[MatchingWindow]:
    window.photos_given.emit([folder])
    qtbot.waitUntil(lambda: window.findChild(MatchingWindow) is not None)
    shown = window.findChild(MatchingWindow)
    assert shown is not None
    qtbot.waitUntil(lambda: shown.matching.plan is not None and window.jobs.idle())
    yield shown
    shown.hide()


def viewer_of(shelf: Shelf, window: MainWindow, qtbot: QtBot) -> PhotoViewer:
    qtbot.waitUntil(lambda: shelf.window().findChild(PhotoViewer) is not None)
    viewer = shelf.window().findChild(PhotoViewer)
    assert viewer is not None
    qtbot.waitUntil(window.jobs.idle)
    return viewer


def choose(shelf: Shelf, words: str) -> None:
    shelf.choose([next(tile.key for tile in shelf.photos.tiles if tile.look.words == words)])


def chosen(shelf: Shelf) -> list[str]:
    return [tile.look.words for tile in shelf.photos.tiles if tile.key in shelf.chosen()]


def test_space_shows_a_photo_of_the_plan_and_the_others_follow(
    plan: MatchingWindow, window: MainWindow, qtbot: QtBot
) -> None:
    shelf = plan.page.shelf
    choose(shelf, "DSC_0002")
    QTest.keyClick(shelf, Qt.Key.Key_Space)
    viewer = viewer_of(shelf, window, qtbot)
    assert viewer.top.count.text() == "2 of 3"  # the file that is no photo is passed over
    assert (viewer.top.title.whole(), viewer.canvas.picture.width()) == ("DSC_0002", 900)
    QTest.keyClick(viewer.canvas, Qt.Key.Key_K)
    assert viewer.verbs.said.whole().startswith("Nothing can be changed here")
    QTest.keyClick(viewer.canvas, Qt.Key.Key_Right)
    assert viewer.top.count.text() == "3 of 3"
    QTest.keyClick(viewer.canvas, Qt.Key.Key_Space)
    assert chosen(shelf) == ["DSC_0003"]
    qtbot.waitUntil(window.jobs.idle)


def test_a_photo_of_the_plan_whose_rendition_was_pruned_is_shown_from_its_file(
    plan: MatchingWindow, window: MainWindow, folder: Path, qtbot: QtBot
) -> None:
    found = plan.matching.plan
    assert found is not None
    for entry in found.entries:
        if entry.photo is not None:
            window.catalogue.renditions.forget(entry.photo.sha256)
    (folder / "DSC_0003.jpg").unlink()
    shelf = plan.page.shelf
    choose(shelf, "DSC_0001")
    shelf.doubleClicked.emit(shelf.currentIndex())
    viewer = viewer_of(shelf, window, qtbot)
    assert viewer.canvas.picture.width() == 900
    QTest.keyClick(viewer.canvas, Qt.Key.Key_End)
    qtbot.waitUntil(window.jobs.idle)
    assert viewer.panes[0].canvas.isHidden()  # it says that the photo cannot be shown
    viewer.close()
    qtbot.waitUntil(window.jobs.idle)


def test_a_double_click_shows_a_photo_of_the_tray(window: MainWindow, folder: Path, qtbot: QtBot) -> None:
    apply_plan(window.catalogue, plan_photos(window.catalogue, [folder]))
    flows = window.findChild(PhotoFlows)
    assert flows is not None
    tray = flows.open_tray()
    qtbot.waitUntil(lambda: len(tray.shelf.photos.tiles) == 3 and window.jobs.idle())
    shelf = tray.shelf
    index = shelf.photos.index(0, 0)
    QTest.mouseClick(shelf.viewport(), Qt.MouseButton.LeftButton, pos=shelf.visualRect(index).center())
    QTest.mouseDClick(shelf.viewport(), Qt.MouseButton.LeftButton, pos=shelf.visualRect(index).center())
    viewer = viewer_of(shelf, window, qtbot)
    assert (viewer.top.count.text(), viewer.canvas.picture.width()) == ("1 of 3", 900)
    QTest.keyClick(viewer.canvas, Qt.Key.Key_Right)
    assert viewer.top.count.text() == "2 of 3"
    viewer.close()
    assert chosen(shelf) == ["DSC_0002"]
    tray.close()
    qtbot.waitUntil(window.jobs.idle)

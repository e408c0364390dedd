"""The photo viewer as a curator uses it: by keys and mouse, over the photos of several products."""

import io
from collections.abc import Iterator

import pytest
from PIL import Image, ImageFilter
from PySide6.QtCore import QPoint, Qt
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from tests.integration.photo_making import photo
from tradehouse.domain.photo_edits import PhotoEdit
from tradehouse.domain.records import AttachedPhoto
from tradehouse.services import browsing, culling, history, photos
from tradehouse.ui.main_window import MainWindow
from tradehouse.ui.photos.alike import Thumb
from tradehouse.ui.photos.viewer import PhotoViewer

Key, Left = Qt.Key, Qt.MouseButton.LeftButton
BAG, COFFEE = "Tas rotan bundar", "Kopi arabika Gayo 250 g"


def blurred(data: bytes) -> bytes:
    out = io.BytesIO()
    Image.open(io.BytesIO(data)).filter(ImageFilter.GaussianBlur(6)).save(out, "JPEG", quality=90)
    return out.getvalue()


@pytest.fixture
def bag(window: MainWindow, ids: dict[str, int], qtbot: QtBot) -> int:
    """A product with two photos alike, the blurred one first, and another; beside it one with a single photo."""
    sharp = photo(1, (1200, 900))
    sources = [(blurred(sharp), "blurred.jpg"), (sharp, "sharp.jpg"), (photo(4, (1200, 900)), "other.jpg")]
    photos.attach(window.catalogue, ids[BAG], sources)
    photos.attach(window.catalogue, ids[COFFEE], [(photo(2, (640, 480)), "small.jpg")])
    qtbot.waitUntil(window.jobs.idle)
    return ids[BAG]


@pytest.fixture
def viewer(window: MainWindow, bag: int, ids: dict[str, int], qtbot: QtBot) -> Iterator[PhotoViewer]:
    found = culling.photos_to_cull(window.catalogue, [bag, ids[COFFEE]])
    opened = PhotoViewer(window.catalogue, window.jobs, found, parent=window)
    opened.resize(1200, 760)
    with qtbot.waitExposed(opened):
        opened.show()
    qtbot.waitUntil(window.jobs.idle)
    yield opened
    opened.close()


def on(window: MainWindow, product: int) -> list[AttachedPhoto]:
    return browsing.photos_of(window.catalogue, product)


def press(viewer: PhotoViewer, key: Key, modifiers: Qt.KeyboardModifier = Qt.KeyboardModifier.NoModifier) -> None:
    QTest.keyClick(viewer.canvas, key, modifiers)


def badges(viewer: PhotoViewer) -> list[str]:
    from tradehouse.ui.kit.badge import Badge

    pane = viewer.panes[viewer.stops.side]
    return [badge.status.word for badge in pane.findChildren(Badge) if not badge.isHidden()]


def test_it_tells_number_product_and_what_is_wrong(viewer: PhotoViewer, qtbot: QtBot) -> None:
    assert viewer.top.count.text() == "1 of 4"
    assert viewer.top.title.whole() == BAG
    assert "Blurred" in badges(viewer)
    press(viewer, Key.Key_End)
    assert viewer.top.title.whole() == COFFEE
    qtbot.waitUntil(lambda: "Small" in badges(viewer))


def test_the_next_photos_are_read_before_they_are_asked_for(viewer: PhotoViewer) -> None:
    assert all(viewer.ahead.picture(shown.photo.key) is not None for shown in viewer.culling.photos)
    press(viewer, Key.Key_Right)
    assert not viewer.canvas.picture.isNull()


def test_keep_goes_on_and_roles_are_given_by_number(
    viewer: PhotoViewer, window: MainWindow, bag: int, qtbot: QtBot
) -> None:
    press(viewer, Key.Key_Right)
    press(viewer, Key.Key_K)
    assert viewer.place == 2
    press(viewer, Key.Key_3)
    qtbot.waitUntil(window.jobs.idle)
    assert [p.verdict for p in on(window, bag)] == ["", "keep", ""]
    assert [p.role for p in on(window, bag)] == ["main", "detail", "packaging"]
    press(viewer, Key.Key_M)
    qtbot.waitUntil(window.jobs.idle)
    assert on(window, bag)[0].original_name == "other.jpg"
    assert viewer.place == 2  # the row of photos stays as it is under the person
    qtbot.waitUntil(lambda: "Main photo" in badges(viewer))


def test_a_rejected_photo_leaves_the_product_and_comes_back_by_undo(
    viewer: PhotoViewer, window: MainWindow, bag: int, qtbot: QtBot
) -> None:
    before = [p.link_id for p in on(window, bag)]
    press(viewer, Key.Key_X)
    assert viewer.place == 1
    qtbot.waitUntil(window.jobs.idle)
    assert [p.link_id for p in on(window, bag)] == before[1:]
    assert [t.file for t in culling.tray(window.catalogue, rejected=True)] == ["blurred.jpg"]
    press(viewer, Key.Key_Left)
    assert viewer.place == 1  # rejected photos are passed over
    press(viewer, Key.Key_U)
    qtbot.waitUntil(lambda: viewer.place == 0)
    qtbot.waitUntil(window.jobs.idle)
    assert [p.link_id for p in on(window, bag)] == before
    assert not viewer.culling.is_gone(0)


def test_many_quick_decisions_are_all_kept_and_each_is_taken_back(
    viewer: PhotoViewer, window: MainWindow, bag: int, qtbot: QtBot
) -> None:
    for key in (Key.Key_R, Key.Key_R, Key.Key_W, Key.Key_L):
        press(viewer, key)
    qtbot.waitUntil(window.jobs.idle)
    assert on(window, bag)[0].edit == PhotoEdit(90, square=True)
    for _n in range(4):
        press(viewer, Key.Key_Z, Qt.KeyboardModifier.ControlModifier)
    qtbot.waitUntil(window.jobs.idle)
    assert not on(window, bag)[0].edit


def test_photos_alike_stand_best_first_and_the_others_are_rejected_at_once(
    viewer: PhotoViewer, window: MainWindow, bag: int, qtbot: QtBot
) -> None:
    qtbot.waitUntil(lambda: viewer.culling.alike(0) == [1, 0])
    thumbs = [thumb for thumb in viewer.alike.findChildren(Thumb) if not thumb.isHidden()]
    assert [thumb.best for thumb in thumbs] == [True, False]
    QTest.mouseClick(thumbs[0], Left)
    assert viewer.place == 1
    press(viewer, Key.Key_X, Qt.KeyboardModifier.ShiftModifier)
    qtbot.waitUntil(window.jobs.idle)
    assert [p.original_name for p in on(window, bag)] == ["sharp.jpg", "other.jpg"]
    press(viewer, Key.Key_Down)
    assert viewer.place == 0
    press(viewer, Key.Key_X)  # once more: have it back
    qtbot.waitUntil(window.jobs.idle)
    assert len(on(window, bag)) == 3


def test_two_side_by_side_zoom_together_and_keys_go_to_the_marked_one(
    viewer: PhotoViewer, window: MainWindow, bag: int, qtbot: QtBot
) -> None:
    qtbot.waitUntil(lambda: viewer.culling.alike(0) == [1, 0])
    press(viewer, Key.Key_Tab)
    left, right = viewer.panes
    assert right.isVisible()
    assert (right.marked, viewer.stops.places) == (True, [0, 1])
    press(viewer, Key.Key_Z)
    assert left.canvas.scale == right.canvas.scale == 1.0
    QTest.mouseClick(left.canvas, Left, pos=left.canvas.rect().center())
    assert left.marked
    assert left.canvas.fitted
    assert right.canvas.fitted
    press(viewer, Key.Key_X)
    qtbot.waitUntil(window.jobs.idle)
    assert viewer.stops.places == [2, 1]
    assert "blurred.jpg" not in {p.original_name for p in on(window, bag)}
    press(viewer, Key.Key_S)
    press(viewer, Key.Key_Tab)
    assert not right.isVisible()
    assert viewer.place == 1


def test_a_click_zooms_to_the_pixels_and_dragging_moves(viewer: PhotoViewer, window: MainWindow) -> None:
    canvas = viewer.canvas
    middle = canvas.rect().center()
    QTest.mouseClick(canvas, Left, pos=middle)
    assert canvas.scale == 1.0
    before = canvas.photo_box()
    QTest.mousePress(canvas, Left, pos=middle)
    QTest.mouseMove(canvas, middle - QPoint(0, 30))
    QTest.mouseMove(canvas, middle - QPoint(0, 60))
    QTest.mouseRelease(canvas, Left, pos=middle - QPoint(0, 60))
    assert canvas.photo_box().top() < before.top()
    assert not canvas.fitted


def test_a_crop_is_pulled_with_the_mouse_shaped_and_applied(
    viewer: PhotoViewer, window: MainWindow, bag: int, qtbot: QtBot
) -> None:
    press(viewer, Key.Key_C)
    crop = viewer.crop
    assert crop is not None
    frame = crop.frame
    corner, inwards = frame.frame_box().bottomRight().toPoint(), frame.frame_box().center().toPoint()
    QTest.mousePress(frame, Left, pos=corner)
    QTest.mouseMove(frame, inwards)
    QTest.mouseRelease(frame, Left, pos=inwards)
    left, top, right, bottom = frame.edges
    assert (left, top) == (0, 0)
    assert abs(right - 5000) < 100
    assert abs(bottom - 5000) < 100
    QTest.mouseClick(crop.shapes.buttons()[1], Left)
    width, height = crop.edit().shown_size((1200, 900))
    assert abs(width - height) <= 2
    QTest.keyClick(frame, Key.Key_Right)
    assert frame.edges[0] > left
    QTest.keyClick(frame, Key.Key_Right, Qt.KeyboardModifier.ShiftModifier)
    assert crop.edit().shown_size((1200, 900))[0] > width
    QTest.keyClick(frame, Key.Key_Return)
    assert viewer.crop is None
    qtbot.waitUntil(window.jobs.idle)
    edited = on(window, bag)[0]
    assert edited.edit.crop is not None
    assert browsing.photos_of(window.catalogue, bag)[0].key != edited.sha256
    qtbot.waitUntil(lambda: "Edited" in badges(viewer))
    press(viewer, Key.Key_O)
    qtbot.waitUntil(window.jobs.idle)
    assert not on(window, bag)[0].edit


def test_a_crop_that_is_left_changes_nothing(viewer: PhotoViewer, window: MainWindow, bag: int, qtbot: QtBot) -> None:
    newest = history.latest(window.catalogue, 1)[0].id
    press(viewer, Key.Key_C)
    assert viewer.crop is not None
    QTest.keyClick(viewer.crop.frame, Key.Key_R)
    QTest.keyClick(viewer.crop.frame, Key.Key_Minus)
    assert viewer.crop.edit().rotation == 90
    QTest.keyClick(viewer.crop.frame, Key.Key_Escape)
    assert viewer.crop is None
    assert viewer.isVisible()
    qtbot.waitUntil(window.jobs.idle)
    assert history.latest(window.catalogue, 1)[0].id == newest


def test_the_legend_comes_and_goes(viewer: PhotoViewer) -> None:
    press(viewer, Key.Key_Question, Qt.KeyboardModifier.ShiftModifier)
    assert viewer.legend.isVisible()
    press(viewer, Key.Key_Question, Qt.KeyboardModifier.ShiftModifier)
    assert viewer.legend.isHidden()


def test_space_over_several_products_culls_all_their_photos_and_tells_what_was_done(
    window: MainWindow, bag: int, qtbot: QtBot
) -> None:
    window.browser.table.selectAll()
    QTest.keyClick(window.browser.table, Key.Key_Space)
    qtbot.waitUntil(lambda: window.findChild(PhotoViewer) is not None)
    opened = window.findChild(PhotoViewer)
    assert opened is not None
    assert len(opened.culling.photos) == 4
    qtbot.waitUntil(window.jobs.idle)
    QTest.keyClick(opened, Key.Key_K)
    QTest.keyClick(opened, Key.Key_X)
    qtbot.waitUntil(window.jobs.idle)
    QTest.keyClick(opened, Key.Key_Escape)
    assert "1 photo kept" in window.notice_line.text()
    assert "1 photo rejected" in window.notice_line.text()

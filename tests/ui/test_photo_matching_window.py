"""The plan of photos in the window: taken in by dropping and pasting, corrected, attached in one step, taken back."""

import zipfile
from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import QMimeData, QPoint, QPointF, Qt, QUrl
from PySide6.QtGui import QDragEnterEvent, QDragMoveEvent, QDropEvent, QGuiApplication, QImage
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QMenu, QPushButton, QWidget
from pytestqt.qtbot import QtBot

from tests.integration.photo_making import photo, product_label, write
from tradehouse.domain.fields import RecordKind
from tradehouse.services import browsing, culling, editing
from tradehouse.services.photo_matching import EntryState
from tradehouse.ui.main_window import MainWindow
from tradehouse.ui.photo_matching.window import MatchingWindow

P = RecordKind.PRODUCT


@pytest.fixture
def codes(window: MainWindow, ids: dict[str, int]) -> dict[str, str]:
    """The codes of the products by name."""
    return {str(r["name_id"]): str(r["code"]) for r in browsing.records(window.catalogue, P, sorted(ids.values()))}


@pytest.fixture
def folder(tmp_path: Path, codes: dict[str, str]) -> Path:
    """Photos by code, by a similar name, of nothing known, twice, and a file that is none."""
    return write(
        tmp_path / "foto",
        {
            f"{codes['Tas rotan bundar']}.jpg": photo(1),
            f"{codes['Tas rotan bundar']}_2.jpg": photo(2),
            "sambal roa.jpg": photo(3),
            "keranjang rottan kecil.jpg": photo(4),
            "DSC_0001.jpg": photo(5),
            "DSC_0002.jpg": photo(5),
            "catatan.jpg": b"bukan foto",
        },
    )


def urls(*paths: Path) -> QMimeData:
    data = QMimeData()
    data.setUrls([QUrl.fromLocalFile(str(path)) for path in paths])
    return data


def drop_on(target: QWidget, data: QMimeData, at: QPoint | None = None) -> None:
    """Drag over a widget and let go there, as the platform tells it."""
    place = QPointF(at or target.rect().center())
    keys = (Qt.DropAction.CopyAction | Qt.DropAction.MoveAction, data, Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier)  # fmt: skip
    app = QGuiApplication.instance()
    assert app is not None
    app.sendEvent(target, QDragEnterEvent(place.toPoint(), *keys))
    app.sendEvent(target, QDragMoveEvent(place.toPoint(), *keys))
    app.sendEvent(target, QDropEvent(place, *keys))


def plan_of(window: MainWindow, qtbot: QtBot) -> MatchingWindow:
    qtbot.waitUntil(lambda: window.findChild(MatchingWindow) is not None)
    shown = window.findChild(MatchingWindow)
    assert shown is not None
    qtbot.waitUntil(lambda: shown.matching.plan is not None and not shown.matching.busy())
    qtbot.waitUntil(window.jobs.idle)
    return shown


@pytest.fixture
def opened(window: MainWindow, folder: Path, qtbot: QtBot) -> Iterator[MatchingWindow]:
    """The plan of the folder, dropped on the window."""
    drop_on(window, urls(folder))
    shown = plan_of(window, qtbot)
    shown.resize(1330, 700)
    yield shown
    shown.hide()


def states(shown: MatchingWindow) -> dict[str, str]:
    assert shown.matching.plan is not None
    return {entry.file.name: str(entry.state) for entry in shown.matching.plan.entries}


def key_of(shown: MatchingWindow, name: str) -> int:
    assert shown.matching.plan is not None
    return next(entry.key for entry in shown.matching.plan.entries if entry.file.name == name)


def press(dialog: QWidget, name: str) -> None:
    found = dialog.findChild(QPushButton, name)
    assert found is not None
    QTest.mouseClick(found, Qt.MouseButton.LeftButton)


def click(shown: MatchingWindow, name: str, keys: Qt.KeyboardModifier = Qt.KeyboardModifier.NoModifier) -> None:
    shelf = shown.page.shelf
    index = shelf.photos.index(shelf.photos.row_of(key_of(shown, name)), 0)
    shelf.scrollTo(index)
    QTest.mouseClick(shelf.viewport(), Qt.MouseButton.LeftButton, keys, shelf.visualRect(index).center())


def photos_on(window: MainWindow, product: int) -> list[str]:
    return [found.original_name for found in browsing.photos_of(window.catalogue, product)]


def test_a_dropped_folder_is_planned_and_nothing_is_attached(opened: MatchingWindow, window: MainWindow, codes: dict[str, str]) -> None:  # fmt: skip
    code = codes["Tas rotan bundar"]
    assert states(opened) == {
        f"{code}.jpg": "matched", f"{code}_2.jpg": "matched", "sambal roa.jpg": "matched",
        "keranjang rottan kecil.jpg": "ambiguous", "DSC_0001.jpg": "orphan", "DSC_0002.jpg": "duplicate",
        "catatan.jpg": "refused",
    }  # fmt: skip
    assert opened.apply.text() == "Attach 3 photos"
    chips = {name: chip.count() for name, chip in opened.page.tools.chips.items()}
    assert chips == {"": 7, "matched": 3, "ambiguous": 1, "orphan": 1, "duplicate": 1, "refused": 1}
    sections = {section.title: section for section in opened.page.shelf.sections()}
    assert [tile.look.note for tile in sections["Tas rotan bundar"].tiles] == ["by code", "by code"]
    assert sections["Tas rotan bundar"].code == code
    assert "text file" in sections["Not taken"].tiles[0].look.note
    assert "The same photo as" in sections["There already"].tiles[0].look.note
    assert not list(window.catalogue.photos.iterate())


def test_applying_is_told_and_undone_from_the_line(
    opened: MatchingWindow, window: MainWindow, ids: dict[str, int], qtbot: QtBot
) -> None:
    press(opened, "apply")
    qtbot.waitUntil(lambda: not opened.isVisible())
    assert len(photos_on(window, ids["Tas rotan bundar"])) == 2
    assert window.notice_line.text() == "3 photos attached, 2 photos wait in the tray."
    qtbot.waitUntil(lambda: window.status_line.tray.text() == "2 photos without a product")
    buttons = {button.text(): button for button in window.notice_line.findChildren(QPushButton)}
    QTest.mouseClick(buttons["View"], Qt.MouseButton.LeftButton)
    qtbot.waitUntil(lambda: window.browser.model.rowCount() == 2)
    window.desk.undo()
    qtbot.waitUntil(lambda: photos_on(window, ids["Tas rotan bundar"]) == [])
    assert culling.tray_count(window.catalogue) == 0
    qtbot.waitUntil(window.status_line.tray.isHidden)


def test_photos_are_dragged_to_another_product_and_to_the_tray(
    opened: MatchingWindow, ids: dict[str, int], codes: dict[str, str]
) -> None:
    shelf = opened.page.shelf
    click(opened, "DSC_0001.jpg")
    click(opened, "keranjang rottan kecil.jpg", Qt.KeyboardModifier.ControlModifier)
    data = shelf.photos.mimeData(shelf.selectedIndexes())
    drop_on(shelf.viewport(), data, shelf.section_point(f"product:{ids['Sambal roa']}"))
    plan = opened.matching.plan
    assert plan is not None
    for name in ("DSC_0001.jpg", "keranjang rottan kecil.jpg"):
        entry = plan.entry(key_of(opened, name))
        assert (entry.state, entry.by) == ("matched", "hand")
        assert entry.product is not None
        assert entry.product.product_id == ids["Sambal roa"]
    click(opened, f"{codes['Tas rotan bundar']}_2.jpg")
    data = shelf.photos.mimeData(shelf.selectedIndexes())
    shelf.verticalScrollBar().setValue(shelf.verticalScrollBar().maximum())
    drop_on(shelf.viewport(), data, shelf.section_point("orphan"))
    assert states(opened)[f"{codes['Tas rotan bundar']}_2.jpg"] == "orphan"
    opened.matching.take_back()
    assert states(opened)[f"{codes['Tas rotan bundar']}_2.jpg"] == "matched"


def test_the_keys_pick_among_what_is_offered_search_and_put_aside(
    opened: MatchingWindow, window: MainWindow, ids: dict[str, int], qtbot: QtBot
) -> None:
    shelf, picker = opened.page.shelf, opened.page.details.picker
    click(opened, "keranjang rottan kecil.jpg")
    qtbot.waitUntil(lambda: [o.product.id for o in picker.offers.rows] == [ids["Keranjang rotan kecil"]])
    QTest.keyClick(shelf, Qt.Key.Key_Return)
    assert picker.list.hasFocus()
    QTest.keyClick(picker.list, Qt.Key.Key_Return)
    assert states(opened)["keranjang rottan kecil.jpg"] == "matched"
    assert shelf.hasFocus()
    assert shelf.chosen() == [key_of(opened, "DSC_0001.jpg")]  # the next one to decide about
    QTest.keyClick(shelf, Qt.Key.Key_K)
    assert picker.search.hasFocus()
    QTest.keyClicks(picker.search, "opi")
    QTest.keyClick(picker.search, Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: states(opened)["DSC_0001.jpg"] == "matched")
    plan = opened.matching.plan
    assert plan is not None
    product = plan.entry(key_of(opened, "DSC_0001.jpg")).product
    assert product is not None
    assert product.product_id == ids["Kopi arabika Gayo 250 g"]
    qtbot.waitUntil(window.jobs.idle)
    click(opened, "sambal roa.jpg")
    QTest.keyClick(shelf, Qt.Key.Key_Delete)
    assert states(opened)["sambal roa.jpg"] == "orphan"
    QTest.keySequence(opened, "Ctrl+Z")
    assert states(opened)["sambal roa.jpg"] == "matched"
    QTest.keySequence(opened, "Ctrl+Return")
    qtbot.waitUntil(lambda: not opened.isVisible())
    assert photos_on(window, ids["Keranjang rotan kecil"]) == ["keranjang rottan kecil.jpg"]


def test_a_product_made_meanwhile_can_be_searched(opened: MatchingWindow, window: MainWindow, qtbot: QtBot) -> None:
    made = editing.create(window.catalogue, P, {"name_id": "Piring lidi"})
    click(opened, "DSC_0001.jpg")
    picker = opened.page.details.picker
    QTest.keyClick(opened.page.shelf, Qt.Key.Key_P)
    QTest.keyClicks(picker.search, "iring")
    QTest.keyClick(picker.search, Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: states(opened)["DSC_0001.jpg"] == "matched")
    press(opened, "apply")
    qtbot.waitUntil(lambda: not opened.isVisible())
    assert photos_on(window, made) == ["DSC_0001.jpg"]


def test_closing_keeps_the_plan_and_discarding_forgets_it(
    opened: MatchingWindow, window: MainWindow, qtbot: QtBot
) -> None:
    QTest.keyClick(opened, Qt.Key.Key_Escape)
    assert not opened.isVisible()
    assert "kept" in window.notice_line.text()
    window.action("photos").trigger()
    assert opened.isVisible()
    assert len(states(opened)) == 7
    press(opened, "discard")
    assert not opened.isVisible()
    window.action("photos").trigger()
    assert opened.matching.plan is None
    assert not list(window.catalogue.photos.iterate())
    qtbot.waitUntil(window.jobs.idle)


def test_more_photos_join_the_plan(opened: MatchingWindow, window: MainWindow, tmp_path: Path, qtbot: QtBot) -> None:
    shelf = opened.page.shelf
    click(opened, "DSC_0001.jpg")
    drop_on(opened.page.details.picker.list.viewport(), QMimeData())  # nothing of ours: passed over
    more = write(tmp_path / "lagi", {"kopi.jpg": photo(9), "lagi.jpg": photo(5)})
    drop_on(shelf.viewport(), urls(more / "kopi.jpg", more / "lagi.jpg"), QPoint(40, 40))
    qtbot.waitUntil(lambda: len(states(opened)) == 9)
    qtbot.waitUntil(window.jobs.idle)
    assert states(opened)["lagi.jpg"] == "duplicate"


def test_a_chat_export_comes_in_by_its_zip(window: MainWindow, tmp_path: Path, codes: dict[str, str], qtbot: QtBot) -> None:  # fmt: skip
    chat = tmp_path / "WhatsApp Chat with Bu Sri.zip"
    with zipfile.ZipFile(chat, "w") as archive:
        archive.writestr("_chat.txt", "[20/11/26] Bu Sri: foto")
        archive.writestr("IMG-20261120-WA0001.jpg", photo(1))
        archive.writestr(f"{codes['Sambal roa']}.jpg", photo(2))
    window.open_files([chat])
    shown = plan_of(window, qtbot)
    assert states(shown) == {"IMG-20261120-WA0001.jpg": "orphan", f"{codes['Sambal roa']}.jpg": "matched"}
    shown.hide()


def test_what_is_no_photo_at_all_is_told(window: MainWindow, tmp_path: Path, qtbot: QtBot) -> None:
    shown = window.findChild(QWidget, "photo_matching")
    assert shown is None
    window.action("photos").trigger()
    opened = window.findChild(MatchingWindow)
    assert opened is not None
    empty = tmp_path / "kosong"
    empty.mkdir()
    opened.take([empty])
    qtbot.waitUntil(lambda: "holds no photos" in opened.problem())
    assert opened.matching.plan is None
    opened.hide()


def test_a_copied_picture_and_copied_files_are_pasted_into_the_list(
    window: MainWindow, tmp_path: Path, codes: dict[str, str], qtbot: QtBot
) -> None:
    clipboard = QGuiApplication.clipboard()
    image = QImage(40, 30, QImage.Format.Format_RGB32)
    image.fill(Qt.GlobalColor.red)
    clipboard.setImage(image)
    window.browser.focus_results()
    QTest.keySequence(window, "Ctrl+V")
    shown = plan_of(window, qtbot)
    assert states(shown) == {"clipboard.png": "orphan"}
    file = write(tmp_path / "x", {f"{codes['Sambal roa']}.jpg": photo(1)}) / f"{codes['Sambal roa']}.jpg"
    clipboard.setMimeData(urls(file))
    window.activateWindow()
    window.browser.focus_results()
    window.action("paste").trigger()
    qtbot.waitUntil(lambda: len(states(shown)) == 2)
    assert states(shown)[file.name] == "matched"
    qtbot.waitUntil(window.jobs.idle)
    shown.hide()
    clipboard.clear()


def test_cells_with_a_picture_of_them_are_still_cells(window: MainWindow, ids: dict[str, int], qtbot: QtBot) -> None:
    data = QMimeData()
    data.setText("Sambal roa pedas\n")
    data.setImageData(QImage(10, 10, QImage.Format.Format_RGB32))
    QGuiApplication.clipboard().setMimeData(data)
    window.browser.table.setFocus()
    window.action("paste").trigger()
    qtbot.waitUntil(window.jobs.idle)
    assert window.findChild(MatchingWindow) is None
    QGuiApplication.clipboard().clear()


def test_the_boundary_between_two_label_series_is_moved(
    window: MainWindow, ids: dict[str, int], tmp_path: Path, qtbot: QtBot
) -> None:
    uids = [browsing.record(window.catalogue, P, ids[name]).uid for name in ("Sambal roa", "Tas rotan bundar")]
    contents = [product_label(uids[0]), photo(1), photo(2), product_label(uids[1]), photo(3)]
    names = [f"IMG-20261120-WA{n:04d}.jpg" for n in range(1, 6)]
    window.open_files([write(tmp_path / "DCIM", dict(zip(names, contents, strict=True)))])
    shown = plan_of(window, qtbot)
    shown.page.tools.layout_switch.choose("series")
    shelf = shown.page.shelf

    def series() -> dict[str, list[str]]:
        return {section.title: [tile.look.words[-4:] for tile in section.tiles] for section in shelf.sections()}

    assert series() == {"Sambal roa": ["0001", "0002", "0003"], "Tas rotan bundar": ["0004", "0005"]}
    click(shown, names[3])
    assert shown.page.details.earlier.isVisible()
    QTest.mouseClick(shown.page.details.earlier, Qt.MouseButton.LeftButton)
    assert series() == {"Sambal roa": ["0001", "0002"], "Tas rotan bundar": ["0004", "0003", "0005"]}
    QTest.keyClick(shelf, Qt.Key.Key_Right, Qt.KeyboardModifier.AltModifier)
    assert series() == {"Sambal roa": ["0001", "0002", "0003"], "Tas rotan bundar": ["0004", "0005"]}
    data = shelf.photos.mimeData(shelf.selectedIndexes())
    index = shelf.photos.index(shelf.photos.row_of(key_of(shown, names[1])), 0)
    drop_on(shelf.viewport(), data, shelf.visualRect(index).center())
    assert series() == {"Sambal roa": ["0001"], "Tas rotan bundar": ["0004", "0002", "0003", "0005"]}
    press(shown, "apply")
    qtbot.waitUntil(lambda: not shown.isVisible())
    assert len(photos_on(window, ids["Tas rotan bundar"])) == 3
    assert photos_on(window, ids["Sambal roa"]) == []


def test_photos_dropped_beside_the_rows_are_planned_and_on_a_row_attached(
    window: MainWindow, ids: dict[str, int], folder: Path, qtbot: QtBot
) -> None:
    table = window.browser.table
    file = folder / "DSC_0001.jpg"
    drop_on(table.viewport(), urls(file), QPoint(200, table.viewport().height() - 5))
    shown = plan_of(window, qtbot)
    assert states(shown) == {"DSC_0001.jpg": "orphan"}
    shown.matching.drop()
    shown.hide()
    row = list(window.browser.model.ids).index(ids["Sambal roa"])
    drop_on(table.viewport(), urls(file), table.visualRect(window.browser.model.index(row, 2)).center())
    qtbot.waitUntil(lambda: photos_on(window, ids["Sambal roa"]) == ["DSC_0001.jpg"])
    qtbot.waitUntil(window.jobs.idle)


def test_a_plan_is_stopped_while_it_is_made(window: MainWindow, folder: Path, qtbot: QtBot) -> None:
    window.action("photos").trigger()
    shown = window.findChild(MatchingWindow)
    assert shown is not None
    shown.take([folder])
    job = window.jobs.active()[-1]
    job.cancel()
    qtbot.waitUntil(lambda: not shown.matching.busy())
    assert shown.matching.plan is None or len(shown.matching.plan.of(EntryState.MATCHED)) == 3
    shown.hide()


def test_the_menu_of_a_photo_offers_its_products(opened: MatchingWindow, qtbot: QtBot) -> None:
    click(opened, "keranjang rottan kecil.jpg")
    qtbot.waitUntil(lambda: len(opened.page.details.picker.offers.rows) == 1)
    opened.page.shelf.customContextMenuRequested.emit(QPoint(10, 10))
    menu = opened.findChild(QMenu, "photo_menu")
    assert menu is not None
    assert menu.actions()[0].text().startswith("Put on ")
    menu.actions()[0].trigger()
    menu.close()
    assert states(opened)["keranjang rottan kecil.jpg"] == "matched"

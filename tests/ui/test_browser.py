"""The browser as a person uses it: typing, ticking, sorting, selecting, copying and pasting."""

from pathlib import Path

from PySide6.QtCore import QMimeData, QPoint, QPointF, Qt, QUrl
from PySide6.QtGui import QDragEnterEvent, QDragMoveEvent, QDropEvent, QGuiApplication, QImage
from PySide6.QtWidgets import QApplication, QLabel, QPushButton, QWidget
from pytestqt.qtbot import QtBot

from tradehouse.domain.errors import StorageProblem
from tradehouse.domain.fields import RecordKind
from tradehouse.services import browsing, views
from tradehouse.ui.browser.facet_section import FacetRow
from tradehouse.ui.main_window import MainWindow
from tradehouse.ui.settings_store import Settings, columns


def settled(qtbot: QtBot, window: MainWindow) -> None:
    qtbot.waitUntil(window.jobs.idle)


def names(window: MainWindow) -> list[str]:
    model = window.browser.model
    column = model.column_of("name_id")
    return [str(model.index(row, column).data()) for row in range(model.rowCount())]


def selected_names(window: MainWindow) -> set[str]:
    model = window.browser.model
    chosen = window.page.commands.selected()
    return {str(model.record(row)["name_id"]) for row in range(model.rowCount()) if model.ids[row] in chosen}  # type: ignore[index]


def search(qtbot: QtBot, window: MainWindow, words: str) -> None:
    box = window.browser.search
    box.clear()
    qtbot.keyClicks(box, words)
    qtbot.keyClick(box, Qt.Key.Key_Return)
    settled(qtbot, window)


def click_cell(
    qtbot: QtBot,
    window: MainWindow,
    row: int,
    key: str,
    *,
    modifier: Qt.KeyboardModifier = Qt.KeyboardModifier.NoModifier,
) -> None:
    table = window.browser.table
    place = table.visualRect(window.browser.model.index(row, window.browser.model.column_of(key))).center()
    qtbot.mouseClick(table.viewport(), Qt.MouseButton.LeftButton, modifier, place)


def click_heading(qtbot: QtBot, window: MainWindow, key: str) -> None:
    header = window.browser.table.horizontalHeader()
    section = window.browser.model.column_of(key)
    place = QPoint(header.sectionViewportPosition(section) + 12, header.height() // 2)
    qtbot.mouseClick(header.viewport(), Qt.MouseButton.LeftButton, pos=place)
    settled(qtbot, window)


def facet_row(window: MainWindow, key: str, token: str) -> FacetRow:
    return next(row for row in window.browser.facets.section(key).rows() if row.token == token)


def status_count(window: MainWindow) -> str:
    found = window.findChild(QLabel, "status_count")
    assert found is not None
    return found.text()


def test_every_page_has_its_parts_under_their_names(qtbot: QtBot, window: MainWindow) -> None:
    for tab in ("tab_products", "tab_suppliers", "tab_certifications"):
        page = window.findChild(QWidget, tab)
        assert page is not None
        window.tabs.setCurrentWidget(page)
        for name in ("search", "facets", "table", "detail"):
            assert len(page.findChildren(QWidget, name)) == 1, (tab, name)
    assert window.pages[0].findChild(QWidget, "grid") is not None
    settled(qtbot, window)


def test_typing_narrows_the_list_from_the_first_letter(qtbot: QtBot, window: MainWindow) -> None:
    assert status_count(window) == "6 products"
    qtbot.keyClicks(window.browser.search, "ro")
    qtbot.waitUntil(lambda: window.browser.model.rowCount() == 3)
    settled(qtbot, window)
    assert set(names(window)) == {"Tas rotan bundar", "Keranjang rotan kecil", "Sambal roa"}
    assert status_count(window) == "3 products"


def test_words_without_a_match_say_so_and_offer_the_way_back(qtbot: QtBot, window: MainWindow) -> None:
    search(qtbot, window, "zzz")
    state = window.browser.empty_state
    assert state.isVisible()
    assert state.title().text() == "Nothing found"
    clear = next(b for b in state.findChildren(QPushButton) if b.text() == "Clear all")
    qtbot.mouseClick(clear, Qt.MouseButton.LeftButton)
    settled(qtbot, window)
    assert window.browser.model.rowCount() == 6
    assert window.browser.search.text() == ""


def test_a_ticked_facet_narrows_and_its_chip_takes_it_back(qtbot: QtBot, window: MainWindow) -> None:
    qtbot.mouseClick(facet_row(window, "status", "published"), Qt.MouseButton.LeftButton)
    settled(qtbot, window)
    assert set(names(window)) == {"Batik tulis kawung", "Kopi arabika Gayo 250 g"}
    assert window.browser.chips.texts() == ["Status: Published"]
    qtbot.mouseClick(facet_row(window, "status", "draft"), Qt.MouseButton.LeftButton)
    settled(qtbot, window)
    assert window.browser.model.rowCount() == 4
    chip = window.browser.chips.findChildren(QWidget, "chip")[0]
    qtbot.mouseClick(chip.close_button, Qt.MouseButton.LeftButton)  # type: ignore[attr-defined]
    settled(qtbot, window)
    assert window.browser.chips.texts() == ["Status: Published"]
    clear = window.findChild(QPushButton, "clear_filters")
    assert clear is not None
    qtbot.mouseClick(clear, Qt.MouseButton.LeftButton)
    settled(qtbot, window)
    assert window.browser.model.rowCount() == 6
    assert not facet_row(window, "status", "published").isChecked()


def test_the_counts_of_other_facets_follow_a_tick(qtbot: QtBot, window: MainWindow) -> None:
    qtbot.mouseClick(facet_row(window, "status", "draft"), Qt.MouseButton.LeftButton)
    settled(qtbot, window)
    shown = {row.token for row in window.browser.facets.section("category").rows()}
    assert shown == {"kriya"}


def test_a_heading_sorts_and_turns_the_order(qtbot: QtBot, window: MainWindow) -> None:
    click_heading(qtbot, window, "price_idr")
    assert names(window)[0] == "Sambal roa"
    click_heading(qtbot, window, "price_idr")
    assert names(window)[0] == "Batik tulis kawung"


def test_the_tick_box_is_the_selection(qtbot: QtBot, window: MainWindow) -> None:
    click_cell(qtbot, window, 1, "name_id")
    click_cell(qtbot, window, 3, "mark")
    assert selected_names(window) == {names(window)[1], names(window)[3]}
    assert status_count(window) == "6 products  ·  2 selected"
    click_cell(qtbot, window, 1, "mark")
    assert selected_names(window) == {names(window)[3]}
    click_heading(qtbot, window, "mark")
    assert window.page.commands.selected_count() == 6
    click_heading(qtbot, window, "mark")
    assert window.page.commands.selected_count() == 0


def test_the_selection_stays_with_its_records_when_the_order_changes(qtbot: QtBot, window: MainWindow) -> None:
    row = names(window).index("Sambal roa")
    click_cell(qtbot, window, row, "name_id")
    click_heading(qtbot, window, "price_idr")
    assert selected_names(window) == {"Sambal roa"}
    assert window.browser.detail.record is not None
    assert window.browser.detail.record["name_id"] == "Sambal roa"


def test_table_and_grid_share_one_selection(qtbot: QtBot, window: MainWindow) -> None:
    click_cell(qtbot, window, 2, "name_id")
    window.action("grid").trigger()
    grid = window.browser.grid
    assert grid is not None
    assert grid.isVisible()
    assert grid.currentIndex().row() == 2
    qtbot.mouseClick(
        grid.viewport(), Qt.MouseButton.LeftButton, pos=grid.visualRect(window.browser.model.index(4, 0)).center()
    )
    assert selected_names(window) == {names(window)[4]}
    qtbot.keyClick(grid, Qt.Key.Key_Left, Qt.KeyboardModifier.ShiftModifier)
    assert window.page.commands.selected_count() == 2
    window.action("table").trigger()
    assert window.browser.table.currentIndex().row() == 3


def test_what_is_trashed_waits_in_the_trash_and_comes_back(qtbot: QtBot, window: MainWindow) -> None:
    row = names(window).index("Sambal roa")
    click_cell(qtbot, window, row, "name_id")
    qtbot.keyClick(window.browser.table, Qt.Key.Key_Delete)
    qtbot.waitUntil(lambda: window.browser.model.rowCount() == 5)
    settled(qtbot, window)
    assert window.notice_line.text() == "1 record moved to the trash"
    trash = next(row for row in window.browser.view_list._rows if row.view.name == "Trash")
    qtbot.mouseClick(trash, Qt.MouseButton.LeftButton)
    settled(qtbot, window)
    assert names(window) == ["Sambal roa"]
    assert not window.action("trash").isEnabled()
    window.action("restore").trigger()
    qtbot.waitUntil(lambda: window.browser.model.rowCount() == 0)
    settled(qtbot, window)
    assert window.browser.empty_state.title().text() == "The trash is empty"


def test_hidden_columns_are_remembered(qtbot: QtBot, window: MainWindow) -> None:
    layout = window.browser.table.layout_of_columns
    layout.show_column("supplier", False)
    layout.show_column("moq", True)
    assert "supplier" not in layout.shown_keys
    assert layout.shown_keys[-1] != "mark"
    assert "moq" in layout.shown_keys
    window.settings.save()
    kept = {column.key: column.shown for column in Settings().get(columns("product"))}
    assert kept["moq"]
    assert not kept["supplier"]
    layout.reset()
    assert "supplier" in layout.shown_keys


def test_a_view_is_kept_under_a_name_and_shown_again(qtbot: QtBot, window: MainWindow) -> None:
    qtbot.mouseClick(facet_row(window, "status", "draft"), Qt.MouseButton.LeftButton)
    settled(qtbot, window)
    views.save_view(window.catalogue, RecordKind.PRODUCT, "To be checked", window.browser.state.to_settings())
    qtbot.waitUntil(lambda: "To be checked" in window.browser.view_list.names())
    window.browser.clear_filters()
    settled(qtbot, window)
    row = next(row for row in window.browser.view_list._rows if row.view.name == "To be checked")
    qtbot.mouseClick(row, Qt.MouseButton.LeftButton)
    settled(qtbot, window)
    assert window.browser.model.rowCount() == 2
    assert row.isChecked()


def test_copied_rows_arrive_with_headings_and_plain_figures(qtbot: QtBot, window: MainWindow) -> None:
    click_cell(qtbot, window, names(window).index("Sambal roa"), "name_id")
    window.action("copy").trigger()
    lines = QGuiApplication.clipboard().text().splitlines()
    assert lines[0].split("\t")[:3] == ["SKU", "Product name", "Supplier"]
    cells = lines[1].split("\t")
    assert cells[1] == "Sambal roa"
    assert "38000" in cells
    assert QGuiApplication.clipboard().mimeData().hasHtml()


def test_one_pasted_value_goes_into_every_selected_record(qtbot: QtBot, window: MainWindow) -> None:
    window.browser.table.selectAll()
    status = window.browser.model.column_of("status")
    window.browser.selection.setCurrentIndex(
        window.browser.model.index(0, status), window.browser.selection.SelectionFlag.NoUpdate
    )
    QGuiApplication.clipboard().setText("archived\n")
    window.action("paste").trigger()
    qtbot.waitUntil(lambda: window.notice_line.text().startswith("Pasted: 5 records changed"))
    settled(qtbot, window)
    records = browsing.records(window.catalogue, RecordKind.PRODUCT, list(window.browser.model.ids))
    assert {record["status"] for record in records} == {"archived"}
    window.action("undo").trigger()
    qtbot.waitUntil(lambda: window.notice_line.text().startswith("Undone"))
    settled(qtbot, window)
    records = browsing.records(window.catalogue, RecordKind.PRODUCT, list(window.browser.model.ids))
    assert len({record["status"] for record in records}) == 4


def test_a_pasted_block_fills_cells_downwards_as_one_step(qtbot: QtBot, window: MainWindow) -> None:
    click_cell(qtbot, window, 1, "price_idr")
    QGuiApplication.clipboard().setText("Rp 10.000\tdraft\r\n20000\tchecked\r\n")
    window.action("paste").trigger()
    qtbot.waitUntil(lambda: window.notice_line.text().startswith("Pasted"))
    settled(qtbot, window)
    records = browsing.records(window.catalogue, RecordKind.PRODUCT, list(window.browser.model.ids[1:3]))
    assert [(int(r["price_idr"]), r["status"]) for r in records] == [(10_000, "draft"), (20_000, "checked")]


def test_a_block_with_a_bad_value_is_not_pasted_at_all(qtbot: QtBot, window: MainWindow) -> None:
    before = [r.version for r in browsing.records(window.catalogue, RecordKind.PRODUCT, list(window.browser.model.ids))]
    click_cell(qtbot, window, 0, "price_idr")
    QGuiApplication.clipboard().setText("10000\nten or twelve\n")
    window.action("paste").trigger()
    qtbot.waitUntil(lambda: "ten or twelve" in window.notice_line.text())
    settled(qtbot, window)
    after = [r.version for r in browsing.records(window.catalogue, RecordKind.PRODUCT, list(window.browser.model.ids))]
    assert before == after


def test_a_right_click_offers_what_applies_to_the_selection(qtbot: QtBot, window: MainWindow) -> None:
    click_cell(qtbot, window, 0, "name_id")
    window.browser.menu_asked.emit(window.mapToGlobal(QPoint(300, 300)))
    menu = window.findChild(QWidget, "record_menu")
    assert menu is not None
    words = [action.objectName() for action in menu.actions()]
    assert {"action.edit", "action.duplicate", "action.trash"} <= set(words)
    assert "action.restore" not in words
    menu.close()


def test_setting_a_status_changes_all_selected_records(qtbot: QtBot, window: MainWindow) -> None:
    window.browser.table.selectAll()
    window.page.commands.set_value("status", "checked")
    qtbot.waitUntil(lambda: "records changed" in window.notice_line.text())
    section = window.browser.facets.section("status")
    qtbot.waitUntil(lambda: [row.token for row in section.rows()] == ["checked"])
    settled(qtbot, window)


def test_photos_dropped_on_a_row_belong_to_its_product(
    qtbot: QtBot, window: MainWindow, tmp_path: Path, ids: dict[str, int]
) -> None:
    picture = QImage(320, 240, QImage.Format.Format_RGB32)
    picture.fill(0xFF9A5B2A)
    assert picture.save(str(tmp_path / "sambal.jpg"))
    row = names(window).index("Sambal roa")
    view = window.browser.table
    mime = QMimeData()
    mime.setUrls([QUrl.fromLocalFile(str(tmp_path / "sambal.jpg"))])
    place = QPointF(view.visualRect(window.browser.model.index(row, 3)).center())
    copy, none, left = Qt.DropAction.CopyAction, Qt.KeyboardModifier.NoModifier, Qt.MouseButton.LeftButton
    QApplication.sendEvent(view.viewport(), QDragEnterEvent(place.toPoint(), copy, mime, left, none))
    QApplication.sendEvent(view.viewport(), QDragMoveEvent(place.toPoint(), copy, mime, left, none))
    QApplication.sendEvent(view.viewport(), QDropEvent(place, copy, mime, left, none))
    qtbot.waitUntil(lambda: window.notice_line.text() == "1 photo added")
    settled(qtbot, window)
    assert len(browsing.photos_of(window.catalogue, ids["Sambal roa"])) == 1
    qtbot.waitUntil(lambda: window.thumbnails.pixmap(window.browser.model.record(row).main_photo, 24) is not None)  # type: ignore[union-attr]
    settled(qtbot, window)


def test_the_products_of_a_supplier_are_one_step_away(qtbot: QtBot, window: MainWindow, ids: dict[str, int]) -> None:
    window.window_commands.show_related("product", "supplier", ids["Kopi Lestari"])
    qtbot.waitUntil(lambda: window.browser.model.rowCount() == 1)
    settled(qtbot, window)
    assert names(window) == ["Kopi arabika Gayo 250 g"]
    qtbot.waitUntil(lambda: window.browser.chips.texts() == ["Supplier: Kopi Lestari"])


def test_folded_panels_come_back_by_their_buttons(qtbot: QtBot, window: MainWindow) -> None:
    window.action("facets").trigger()
    assert not window.browser.facets.isVisible()
    back = window.page.findChild(QWidget, "show_facets")
    assert back is not None
    qtbot.mouseClick(back, Qt.MouseButton.LeftButton)
    assert window.browser.facets.isVisible()
    window.action("detail").trigger()
    assert not window.browser.detail.isVisible()
    window.browser.edit("brand")
    assert window.browser.detail.isVisible()


def test_an_error_while_reading_is_said_with_a_second_try(qtbot: QtBot, window: MainWindow) -> None:
    window.browser.results.asking.failed.emit(StorageProblem("disk_error", "The disk of {path} is gone.", path="D:"))
    state = window.browser.empty_state
    assert state.title().text() == "The catalogue cannot be read"
    again = next(b for b in state.findChildren(QPushButton) if b.text() == "Try again")
    qtbot.mouseClick(again, Qt.MouseButton.LeftButton)
    settled(qtbot, window)
    assert window.browser.table.isVisible()

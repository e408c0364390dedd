"""The window as a whole: keys, undo, who is at work, news from elsewhere, one window per folder, closing."""

import threading
from pathlib import Path

import pytest
from PySide6.QtCore import QEvent, QObject, Qt
from PySide6.QtWidgets import QApplication, QLabel, QLineEdit, QMenu, QWidget
from pytestqt.qtbot import QtBot

from tests.ui.test_browser import names, settled
from tradehouse.app import open_window
from tradehouse.domain.fields import RecordKind
from tradehouse.domain.progress import Progress
from tradehouse.services import browsing, editing, history, staff
from tradehouse.services.catalogue import open_catalogue
from tradehouse.ui.actions import COMMANDS
from tradehouse.ui.main_window import MainWindow
from tradehouse.ui.settings_store import STAFF, Settings
from tradehouse.ui.single_window import SingleWindow, door_name


class ShownWindows(QObject):
    """Notes every widget that is shown as a window of its own."""

    def __init__(self) -> None:
        super().__init__()
        self.kinds: list[str] = []

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() == QEvent.Type.Show and isinstance(watched, QWidget) and watched.isWindow():
            self.kinds.append(type(watched).__name__)
        return False


def test_nothing_but_the_window_is_ever_shown_as_a_window(
    qtbot: QtBot, tmp_path: Path, ids: dict[str, int], qapp: QApplication
) -> None:
    shown = ShownWindows()
    qapp.installEventFilter(shown)
    window = open_window(tmp_path / "data")
    qtbot.waitUntil(window.first_rows_painted)
    for page in window.pages:
        window.show_page(page)
        settled(qtbot, window)
        page.browser.detail.page.form.fill_all()
        window.browser.table.selectAll()
        settled(qtbot, window)
    qapp.removeEventFilter(shown)
    window.close()
    window.deleteLater()
    assert shown.kinds == ["MainWindow"]


def test_commands_have_stable_names_and_words(window: MainWindow) -> None:
    for command in COMMANDS:
        action = window.action(command.name)
        assert action.objectName() == f"action.{command.name}"
        assert action.text()
    in_menus = {a.objectName() for m in window.menuBar().findChildren(QMenu) for a in m.actions()}
    assert {f"action.{command.name}" for command in COMMANDS} <= in_menus


def test_no_two_commands_share_a_key(window: MainWindow) -> None:
    keys = [key.toString() for command in COMMANDS for key in window.action(command.name).shortcuts()]
    assert len(keys) == len(set(keys))


def test_keys_lead_to_tabs_search_and_list(qtbot: QtBot, window: MainWindow) -> None:
    qtbot.keyClick(window, Qt.Key.Key_2, Qt.KeyboardModifier.ControlModifier)
    assert window.page.objectName() == "part_supplier"
    qtbot.waitUntil(window.browser.first_rows_painted)
    settled(qtbot, window)
    qtbot.keyClick(window, Qt.Key.Key_F, Qt.KeyboardModifier.ControlModifier)
    assert window.browser.search.hasFocus()
    qtbot.keyClick(window.browser.search, Qt.Key.Key_Escape)
    assert window.browser.table.hasFocus()
    settled(qtbot, window)


def test_undo_says_what_it_takes_back_and_redo_brings_it_again(
    qtbot: QtBot, window: MainWindow, ids: dict[str, int]
) -> None:
    editing.change(window.catalogue, RecordKind.PRODUCT, ids["Sambal roa"], "brand", "Roa Jaya")
    qtbot.waitUntil(lambda: "Brand of Sambal roa" in window.action("undo").text())
    window.action("undo").trigger()
    qtbot.waitUntil(lambda: window.action("redo").isEnabled())
    settled(qtbot, window)
    assert browsing.record(window.catalogue, RecordKind.PRODUCT, ids["Sambal roa"])["brand"] is None
    window.action("redo").trigger()
    qtbot.waitUntil(lambda: "Brand of Sambal roa" in window.action("undo").text())
    settled(qtbot, window)
    assert browsing.record(window.catalogue, RecordKind.PRODUCT, ids["Sambal roa"])["brand"] == "Roa Jaya"


def test_what_another_process_writes_appears_by_itself(
    qtbot: QtBot, window: MainWindow, tmp_path: Path, ids: dict[str, int]
) -> None:
    other = open_catalogue(tmp_path / "data", user="script")
    try:
        editing.change(other, RecordKind.PRODUCT, ids["Sambal roa"], "name_id", "Sambal roa pedas")
        editing.create(other, RecordKind.PRODUCT, {"name_id": "Topeng kayu"})
    finally:
        other.close()
    qtbot.waitUntil(lambda: {"Sambal roa pedas", "Topeng kayu"} <= set(names(window)), timeout=8_000)
    settled(qtbot, window)


def test_selection_and_place_survive_news(qtbot: QtBot, window: MainWindow, ids: dict[str, int]) -> None:
    model, browser = window.browser.model, window.browser
    row = names(window).index("Sambal roa")
    flags = browser.selection.SelectionFlag
    browser.selection.setCurrentIndex(model.index(row, 3), flags.ClearAndSelect | flags.Rows)
    editing.create(window.catalogue, RecordKind.PRODUCT, {"name_id": "Abon ikan", "category": "agro-kopi"})
    qtbot.waitUntil(lambda: "Abon ikan" in names(window))
    settled(qtbot, window)
    assert browser.detail.record is not None
    assert browser.detail.record["name_id"] == "Sambal roa"
    assert window.page.commands.selected_count() == 1


def test_a_change_that_moves_nothing_asks_for_no_new_list(
    qtbot: QtBot, window: MainWindow, ids: dict[str, int]
) -> None:
    with qtbot.assertNotEmitted(window.browser.model.modelReset):
        editing.change(window.catalogue, RecordKind.PRODUCT, ids["Sambal roa"], "place", "Rak 3")
        qtbot.waitUntil(lambda: "Showroom place" in window.action("undo").text())
        settled(qtbot, window)


def test_changes_are_written_in_the_name_that_was_picked(
    qtbot: QtBot, window: MainWindow, ids: dict[str, int], monkeypatch: pytest.MonkeyPatch
) -> None:
    staff.add_staff(window.catalogue, "Budi Santoso")
    window.status_line.staff.pick("Budi Santoso")
    assert window.status_line.staff.text() == "Budi Santoso"
    editing.change(window.catalogue, RecordKind.PRODUCT, ids["Sambal roa"], "brand", "Roa")
    assert history.latest(window.catalogue, 1)[0].author.name == "Budi Santoso"
    settled(qtbot, window)
    window.settings.save()
    assert Settings().get(STAFF) == "Budi Santoso"


def test_a_notice_offers_to_look_and_to_undo(qtbot: QtBot, window: MainWindow) -> None:
    pressed: list[str] = []
    window.notice("12 products imported", lambda: pressed.append("view"), lambda: pressed.append("undo"))
    buttons = {
        b.text(): b
        for b in window.notice_line.findChildren(QWidget)
        if hasattr(b, "text") and not isinstance(b, QLabel)
    }
    qtbot.mouseClick(buttons["View"], Qt.MouseButton.LeftButton)
    assert pressed == ["view"]
    assert window.notice_line.text() == ""


def test_dropped_files_are_handed_on(qtbot: QtBot, window: MainWindow, tmp_path: Path) -> None:
    with qtbot.waitSignal(window.files_dropped) as told:
        window.open_files([tmp_path / "umkm.xlsx"])
    assert told.args == [[tmp_path / "umkm.xlsx"]]


def test_a_certificate_beside_a_product_is_shown_on_its_tab(
    qtbot: QtBot, window: MainWindow, ids: dict[str, int]
) -> None:
    window.window_commands.show_record("certification", ids["P-IRT"])
    qtbot.waitUntil(
        lambda: window.browser.detail.record is not None and window.browser.detail.record.id == ids["P-IRT"]
    )
    assert window.page.objectName() == "part_certification"
    settled(qtbot, window)


def test_closing_stops_work_and_lets_go_of_the_folder(qtbot: QtBot, tmp_path: Path, ids: dict[str, int]) -> None:
    window = open_window(tmp_path / "data")
    qtbot.waitUntil(window.first_rows_painted)
    begun = threading.Event()

    def work(progress: Progress) -> None:
        begun.set()
        while True:
            progress.check()

    window.jobs.run_write("Endless", work, lambda _nothing: None)
    qtbot.waitUntil(begun.is_set)
    window.close()
    window.deleteLater()
    assert not (tmp_path / "data" / "catalogue.lock").exists()
    again = open_catalogue(tmp_path / "data")
    assert browsing.count(again, RecordKind.PRODUCT, window.browser.state.query(RecordKind.PRODUCT)) == 6
    again.close()


def test_what_is_being_typed_is_saved_on_closing(qtbot: QtBot, tmp_path: Path, ids: dict[str, int]) -> None:
    window = open_window(tmp_path / "data")
    qtbot.waitUntil(window.first_rows_painted)
    qtbot.waitUntil(window.browser.detail.page.isVisible)
    window.browser.detail.page.form.fill_all()
    record = window.browser.detail.record
    brand = window.page.findChild(QLineEdit, "field.brand")
    assert brand is not None
    assert record is not None
    qtbot.keyClicks(brand, "Roa Jaya")
    window.close()
    window.deleteLater()
    again = open_catalogue(tmp_path / "data")
    assert browsing.record(again, RecordKind.PRODUCT, record.id)["brand"] == "Roa Jaya"
    again.close()


def test_the_window_opens_where_it_was_left(qtbot: QtBot, tmp_path: Path, ids: dict[str, int]) -> None:
    first = open_window(tmp_path / "data")
    first.resize(796, 555)
    first.show_page(first.pages[1])
    qtbot.waitUntil(first.first_rows_painted)
    first.close()
    first.deleteLater()
    second = open_window(tmp_path / "data")
    assert second.page.objectName() == "part_supplier"
    assert second.height() == 555
    qtbot.waitUntil(second.first_rows_painted)
    second.close()
    second.deleteLater()


def test_an_empty_catalogue_offers_the_first_steps(qtbot: QtBot, tmp_path: Path) -> None:
    window = open_window(tmp_path / "empty")
    qtbot.waitUntil(window.first_rows_painted)
    assert window.browser.empty_state.title().text() == "No products yet"
    with qtbot.waitSignal(window.action("import").triggered):
        window.browser.import_asked.emit()
    settled(qtbot, window)
    window.close()
    window.deleteLater()


def test_a_second_start_on_the_same_folder_asks_the_first_to_come_forward(qtbot: QtBot, tmp_path: Path) -> None:
    first, second, elsewhere = SingleWindow(tmp_path), SingleWindow(tmp_path), SingleWindow(tmp_path / "other")
    assert first.listen()
    with qtbot.waitSignal(first.asked):
        assert second.hand_over()
    assert not elsewhere.hand_over()
    first.close()
    assert not second.hand_over()


def test_every_spelling_of_a_folder_has_the_same_door(tmp_path: Path) -> None:
    (tmp_path / "a").mkdir()
    assert door_name(tmp_path / "a") == door_name(tmp_path / "b" / ".." / "a")
    assert door_name(tmp_path / "a") != door_name(tmp_path / "b")

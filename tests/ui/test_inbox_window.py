"""The inbox in the window: hundreds of files, each known for what it is, imported one by one."""

import zipfile
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QPushButton, QTableWidget, QToolButton, QWidget
from pytestqt.qtbot import QtBot

from tests.integration.import_desk import Rows, write_csv
from tests.integration.photo_making import photo
from tradehouse.domain.fields import RecordKind
from tradehouse.domain.query import Query
from tradehouse.services import browsing
from tradehouse.services.inbox.files import FileState
from tradehouse.services.inbox.listing import inbox
from tradehouse.ui.importing.wizard import ImportWizard
from tradehouse.ui.inbox.question import ManyFiles
from tradehouse.ui.inbox.window import InboxWindow
from tradehouse.ui.main_window import MainWindow
from tradehouse.ui.photo_matching.window import MatchingWindow

P = RecordKind.PRODUCT
HEAD = ["Nama Produk", "Kategori", "Harga Jual"]


def press(dialog: QWidget, name: str) -> None:
    found = dialog.findChild(QPushButton, name)
    assert found is not None
    QTest.mouseClick(found, Qt.MouseButton.LeftButton)


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """Four lists of one shape, one of them of a known supplier, and a file that is no list."""
    made = tmp_path / "masuk"
    made.mkdir()
    for n, name in enumerate(("Anyam Jaya", "Dapur Bu Sri", "Kopi Lestari", "Batik Ayu")):
        rows: Rows = [HEAD, *([f"{name} barang {k}", "Kriya", 1000 * k + n] for k in (1, 2, 3))]
        write_csv(made / f"{name}.csv", rows)
    write_csv(made / "catatan.csv", [["halo"], ["apa kabar"]])
    return made


def opened(window: MainWindow, qtbot: QtBot, *paths: Path) -> InboxWindow:
    window.action("inbox").trigger()
    found = window.findChild(InboxWindow)
    assert found is not None
    if paths:
        found.take(list(paths))
        qtbot.waitUntil(lambda: found.page.table.model().rowCount() > 0)
    qtbot.waitUntil(window.jobs.idle)
    return found


def choose(shown: InboxWindow, name: str, qtbot: QtBot) -> None:
    model = shown.page.table.model()
    row = next(row for row in range(model.rowCount()) if name in model.index(row, 0).data())
    shown.page.table.choose(row)
    qtbot.waitUntil(lambda: [name in file.name for file in shown.page.chosen()] == [True])


def test_a_folder_of_many_lists_is_offered_to_the_inbox(window: MainWindow, folder: Path, qtbot: QtBot) -> None:
    window.open_files([folder])
    qtbot.waitUntil(lambda: window.findChild(ManyFiles) is not None)
    question = window.findChild(ManyFiles)
    assert question is not None
    press(question, "inbox")
    qtbot.waitUntil(lambda: window.findChild(InboxWindow) is not None)
    shown = window.findChild(InboxWindow)
    assert shown is not None
    qtbot.waitUntil(lambda: shown.page.chips["all"].count() == 5)
    assert shown.page.chips["refused"].count() == 1
    beside = window.quick.findChild(QToolButton, "button.inbox")
    assert beside is not None
    qtbot.waitUntil(lambda: beside.text() == "Inbox (4)")
    qtbot.waitUntil(window.jobs.idle)
    shown.close()


def test_a_zip_of_a_few_lists_goes_to_the_wizard(
    window: MainWindow, folder: Path, tmp_path: Path, qtbot: QtBot
) -> None:
    few = tmp_path / "dua.zip"
    with zipfile.ZipFile(few, "w") as archive:
        archive.write(folder / "Batik Ayu.csv", "Batik Ayu.csv")
    window.open_files([few])
    qtbot.waitUntil(lambda: window.findChild(ImportWizard) is not None)
    wizard = window.findChild(ImportWizard)
    assert wizard is not None
    qtbot.waitUntil(window.jobs.idle)
    wizard.close()


def test_the_first_of_a_shape_goes_through_the_wizard_and_the_others_follow_at_once(
    window: MainWindow, folder: Path, qtbot: QtBot
) -> None:
    shown = opened(window, qtbot, folder)
    choose(shown, "Anyam Jaya", qtbot)
    assert shown.take_one.text() == "Import…"
    assert not shown.alike.isEnabled()
    press(shown, "import")
    qtbot.waitUntil(lambda: window.findChild(ImportWizard) is not None)
    wizard = window.findChild(ImportWizard)
    assert wizard is not None
    assert wizard.choices.supplier == "Anyam Jaya"
    qtbot.waitUntil(window.jobs.idle)
    for _turn in range(4):
        if wizard.current >= 4:
            break
        wizard.go_on()
        qtbot.waitUntil(window.jobs.idle)
    qtbot.waitUntil(wizard.next.isEnabled)
    wizard.go_on()
    qtbot.waitUntil(lambda: wizard.current == 5)
    qtbot.waitUntil(lambda: wizard.current == 5)
    qtbot.waitUntil(lambda: shown.page.chips["imported"].count() == 1)
    wizard.close()
    for name in ("Dapur Bu Sri", "Batik Ayu"):
        choose(shown, name, qtbot)
        shown.page.details.supplier_named.emit(name)
        qtbot.waitUntil(window.jobs.idle)
    choose(shown, "Batik Ayu", qtbot)
    qtbot.waitUntil(shown.alike.isEnabled)
    assert shown.alike.text() == "Import all 3 of this shape"
    press(shown, "import_shape")
    qtbot.waitUntil(lambda: shown.page.chips["imported"].count() == 4)
    found = browsing.records(window.catalogue, P, browsing.find_ids(window.catalogue, P, Query()))
    assert {r["supplier"].name for r in found if "barang" in r["name_id"]} == {
        "Anyam Jaya", "Dapur Bu Sri", "Kopi Lestari", "Batik Ayu",
    }  # fmt: skip
    qtbot.waitUntil(window.jobs.idle)
    choose(shown, "Batik Ayu", qtbot)
    press(shown, "undo")
    qtbot.waitUntil(lambda: shown.page.chips["imported"].count() == 3)
    qtbot.waitUntil(window.jobs.idle)
    shown.close()


def test_files_are_left_out_brought_back_and_removed(window: MainWindow, folder: Path, qtbot: QtBot) -> None:
    shown = opened(window, qtbot, folder)
    choose(shown, "Batik Ayu", qtbot)
    press(shown, "leave_out")
    qtbot.waitUntil(lambda: shown.page.chips["left_out"].count() == 1)
    QTest.mouseClick(shown.page.chips["left_out"], Qt.MouseButton.LeftButton)
    assert shown.page.table.model().rowCount() == 1
    press(shown, "bring_back")
    qtbot.waitUntil(lambda: shown.page.chips["new"].count() == 4)
    qtbot.waitUntil(window.jobs.idle)
    choose(shown, "catatan", qtbot)
    press(shown, "remove")
    qtbot.waitUntil(lambda: shown.page.chips["all"].count() == 4)
    assert {file.state for file in inbox(window.catalogue)} == {FileState.NEW}
    qtbot.waitUntil(window.jobs.idle)
    shown.close()


def first_cells(shown: InboxWindow) -> list[list[str]]:
    tables = shown.page.details.findChildren(QTableWidget, "first_rows")
    return [[str(table.model().index(row, 0).data()) for row in (0, 1)] for table in tables]


def test_a_file_shows_its_sheets_and_first_rows(window: MainWindow, folder: Path, qtbot: QtBot) -> None:
    shown = opened(window, qtbot, folder)
    choose(shown, "Batik Ayu", qtbot)
    qtbot.waitUntil(lambda: ["Nama Produk", "Batik Ayu barang 1"] in first_cells(shown))
    qtbot.waitUntil(window.jobs.idle)
    shown.close()


def test_an_empty_inbox_is_a_place_to_drop_files(window: MainWindow, qtbot: QtBot) -> None:
    shown = opened(window, qtbot)
    qtbot.waitUntil(shown.zone.isVisible)
    shown.close()


def test_photos_of_a_chat_with_lists_go_on_to_the_plan_of_photos(
    window: MainWindow, folder: Path, tmp_path: Path, qtbot: QtBot
) -> None:
    chat = tmp_path / "WhatsApp Chat with Anyam Jaya.zip"
    with zipfile.ZipFile(chat, "w") as archive:
        archive.write(folder / "Anyam Jaya.csv", "Anyam Jaya.csv")
        archive.writestr("IMG-20261120-WA0001.jpg", photo(1))
        archive.writestr("IMG-20261120-WA0002.jpg", photo(2))
    window.open_files([chat])
    qtbot.waitUntil(lambda: window.findChild(ManyFiles) is not None)
    question = window.findChild(ManyFiles)
    assert question is not None
    press(question, "inbox")
    qtbot.waitUntil(lambda: window.findChild(MatchingWindow) is not None)
    plan = window.findChild(MatchingWindow)
    assert plan is not None
    qtbot.waitUntil(lambda: plan.matching.plan is not None and window.jobs.idle())
    assert window.notice_line.text() == "1 file is new in the inbox. 2 photos go on to the plan of photos."
    assert plan.matching.plan is not None
    assert [entry.file.name for entry in plan.matching.plan.entries] == [
        "IMG-20261120-WA0001.jpg",
        "IMG-20261120-WA0002.jpg",
    ]
    assert [file.state for file in inbox(window.catalogue)] == [FileState.NEW]
    plan.matching.drop()
    plan.hide()
    shown = window.findChild(InboxWindow)
    assert shown is not None
    qtbot.waitUntil(window.jobs.idle)
    shown.close()


def test_photos_dropped_together_with_a_list_are_offered_to_be_matched(
    window: MainWindow, folder: Path, tmp_path: Path, qtbot: QtBot
) -> None:
    beside = tmp_path / "tas.jpg"
    beside.write_bytes(photo(1))
    window.open_files([folder / "Batik Ayu.csv", beside])
    qtbot.waitUntil(lambda: window.findChild(ImportWizard) is not None)
    qtbot.waitUntil(window.jobs.idle)
    assert window.notice_line.text() == "1 photo came along."
    wizard = window.findChild(ImportWizard)
    assert wizard is not None
    wizard.close()

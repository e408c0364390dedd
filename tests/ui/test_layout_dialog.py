"""Adapting a layout in the window: columns are left out, moved, named and added; kept for all or for a buyer; undone."""

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QLineEdit, QPushButton
from pytestqt.qtbot import QtBot
from shiboken6 import isValid

from tradehouse.domain.fields import RecordKind
from tradehouse.domain.layout_copies import LayoutChanges, LayoutCopy
from tradehouse.exchange.layout_files import load_layout
from tradehouse.services import editing
from tradehouse.services.layouts import available_layouts, load_layout_for, read_copies, save_layout
from tradehouse.ui.exporting.dialog import ExportDialog
from tradehouse.ui.exporting.scope import ExportScope
from tradehouse.ui.layouts.columns_model import ENGLISH, NAME, WIDTH
from tradehouse.ui.layouts.dialog import LayoutDialog, edit_layout
from tradehouse.ui.main_window import MainWindow
from tradehouse.ui.name_dialog import NameDialog

DOWN, UP, SPACE = Qt.Key.Key_Down, Qt.Key.Key_Up, Qt.Key.Key_Space
ALT = Qt.KeyboardModifier.AltModifier


def open_dialog(
    window: MainWindow, qtbot: QtBot, name: str = "export", buyer: int | None = None, kept: list[str] | None = None
) -> LayoutDialog:
    dialog = edit_layout(window.desk, name, buyer, window, None if kept is None else kept.append)
    qtbot.waitUntil(lambda: dialog.model.rowCount() > 0)
    qtbot.waitUntil(window.jobs.idle)
    return dialog


def keep_under(dialog: LayoutDialog, name: str, window: MainWindow, qtbot: QtBot) -> None:
    dialog.save_as.click()
    asked = dialog.findChild(NameDialog)
    assert asked is not None
    asked.line.setText(name)
    asked.accept()
    qtbot.waitUntil(lambda: not isValid(dialog) or not dialog.isVisible() or bool(dialog.problem()))
    qtbot.waitUntil(window.jobs.idle)


def edit(dialog: LayoutDialog, row: int, column: int, text: str, qtbot: QtBot) -> None:
    """Type into a cell as a person does."""
    index = dialog.model.index(row, column)
    dialog.table.setCurrentIndex(index)
    dialog.table.edit(index)
    line = dialog.table.findChild(QLineEdit)
    assert line is not None
    line.selectAll()
    QTest.keyClicks(line, text)
    QTest.keyClick(line, Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: dialog.table.findChild(QLineEdit) is None)


def shown(window: MainWindow, name: str) -> list[str]:
    return [c.key for c in load_layout_for(window.catalogue, name).tables["list"].columns if not c.hidden]


def test_columns_are_left_out_moved_named_and_added_by_keyboard(window: MainWindow, qtbot: QtBot) -> None:
    kept: list[str] = []
    dialog = open_dialog(window, qtbot, kept=kept)
    model, table = dialog.model, dialog.table
    table.choose(model.row_of("brand"))
    QTest.keyClick(table, SPACE)
    table.choose(model.row_of("price"))
    for _ in range(3):
        QTest.keyClick(table, UP, ALT)
    edit(dialog, model.row_of("name"), ENGLISH, "Article | as we call it", qtbot)
    edit(dialog, model.row_of("name"), WIDTH, "33", qtbot)
    dialog.more.picked.emit("own_supplier_name")
    assert model.data(table.currentIndex(), Qt.ItemDataRole.CheckStateRole) == Qt.CheckState.Checked
    keep_under(dialog, "Short list", window, qtbot)
    assert kept == ["Short list"]
    base = [c.key for c in load_layout("export").tables["list"].columns if not c.hidden]
    found = shown(window, "Short list")
    assert "brand" not in found
    assert "own_supplier_name" in found
    assert found.index("price") < found.index("moq") < base.index("price")
    name = next(c for c in load_layout_for(window.catalogue, "Short list").tables["list"].columns if c.key == "name")
    assert name.heading.text("en") == "Article\nas we call it"
    assert name.width == 33
    window.undoing.undo()
    qtbot.waitUntil(lambda: all(not info.base for info in available_layouts(window.catalogue)))


def test_a_needed_column_stays_and_says_why(window: MainWindow, qtbot: QtBot) -> None:
    dialog = open_dialog(window, qtbot)
    row = dialog.model.row_of("order")
    dialog.table.choose(row)
    QTest.keyClick(dialog.table, SPACE)
    assert dialog.model.index(row, NAME).data(Qt.ItemDataRole.CheckStateRole) == Qt.CheckState.Checked
    assert "cannot be left out" in dialog.problem()
    assert not dialog.model.setData(dialog.model.index(row, WIDTH), "900")
    assert "2" in dialog.problem()
    dialog.close()


def test_dragging_a_row_moves_its_column(window: MainWindow, qtbot: QtBot) -> None:
    dialog = open_dialog(window, qtbot)
    model = dialog.model
    data = model.mimeData([model.index(model.row_of("photo"), NAME)])
    model.dropMimeData(data, Qt.DropAction.MoveAction, model.row_of("name") + 1, 0, model.index(-1, -1))
    assert [model.row_of(key) for key in ("code", "name", "photo")] == [1, 2, 3]
    dialog.close()


def test_a_buyers_own_layout_is_kept_found_again_and_deleted(window: MainWindow, qtbot: QtBot) -> None:
    buyer = editing.create(window.catalogue, RecordKind.BUYER, {"name": "Nordlicht GmbH"})
    dialog = open_dialog(window, qtbot, buyer=buyer)
    assert dialog.save.isVisible()
    assert dialog.save.text() == "Keep for this buyer"
    dialog.form.photos.choose("large")
    dialog.form.texts["title.en"].setText("NORDLICHT")
    dialog.form.currency.setCurrentText("EUR")
    dialog.save.click()
    qtbot.waitUntil(lambda: [copy.buyer_id for copy in read_copies(window.catalogue)] == [buyer])
    layout = load_layout_for(window.catalogue, "export", buyer)
    assert (layout.name, layout.currency, layout.title.text("en")) == ("Nordlicht GmbH", "EUR", "NORDLICHT")
    assert layout.tables["list"].row_height > load_layout("export").tables["list"].row_height
    qtbot.waitUntil(window.jobs.idle)
    again = open_dialog(window, qtbot, buyer=buyer)
    assert again.choice.currentText() == "Nordlicht GmbH"
    assert again.form.texts["title.en"].text() == "NORDLICHT"
    assert again.form.photos.current() == "large"
    again.reset.click()
    assert again.changes() == LayoutChanges(again.model.choices())
    again.remove.click()
    qtbot.waitUntil(lambda: read_copies(window.catalogue) == [])
    qtbot.waitUntil(window.jobs.idle)


def test_a_name_that_is_taken_is_said_and_nothing_is_lost(window: MainWindow, qtbot: QtBot) -> None:
    save_layout(window.catalogue, LayoutCopy("Mine", "showcase"))
    dialog = open_dialog(window, qtbot)
    keep_under(dialog, "Mine", window, qtbot)
    assert "Mine" in dialog.problem()
    assert dialog.isVisible()
    dialog.close()


@pytest.mark.parametrize("base", ["showcase", "showcase-staff", "booth"])
def test_every_list_can_be_adapted(window: MainWindow, qtbot: QtBot, base: str) -> None:
    dialog = open_dialog(window, qtbot, base)
    assert dialog.choice.currentData() == base
    assert not dialog.problem()
    assert dialog.table.visualRect(dialog.model.index(0, NAME)).topLeft() == QPoint(0, 0)
    dialog.close()


def test_a_layout_adapted_from_the_export_is_chosen_there(window: MainWindow, qtbot: QtBot) -> None:
    export = ExportDialog(window.desk, ExportScope(), window)
    export.show()
    export.layouts.choose("showcase")
    button = export.findChild(QPushButton, "adapt")
    assert button is not None
    button.click()
    dialog = export.findChild(LayoutDialog)
    assert dialog is not None
    qtbot.waitUntil(lambda: dialog.model.rowCount() > 0)
    qtbot.waitUntil(window.jobs.idle)
    assert dialog.choice.currentData() == "showcase"
    dialog.keep_as("Market day")
    qtbot.waitUntil(lambda: export.layouts.current() == "Market day")
    qtbot.waitUntil(window.jobs.idle)
    export.layouts.choose("full")
    assert not button.isEnabled()
    export.close()


def test_the_menu_opens_it(window: MainWindow, qtbot: QtBot) -> None:
    window.action("layouts").trigger()
    qtbot.waitUntil(lambda: window.findChild(LayoutDialog) is not None)
    dialog = window.findChild(LayoutDialog)
    assert dialog is not None
    qtbot.waitUntil(lambda: dialog.model.rowCount() > 0)
    qtbot.waitUntil(window.jobs.idle)
    dialog.close()

"""Workbooks that others fill in: templates, and what a supplier is asked for."""

from functools import partial
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QFileDialog, QPushButton, QWidget
from pytestqt.qtbot import QtBot

from tradehouse.domain.fields import RecordKind
from tradehouse.services import editing
from tradehouse.services.importing.inspecting import inspect
from tradehouse.services.importing.options import ImportOptions
from tradehouse.ui.asking_back import AskBackDialog
from tradehouse.ui.main_window import MainWindow
from tradehouse.ui.templates import TemplateDialog


def test_a_template_is_saved_from_the_menu(
    window: MainWindow, tmp_path: Path, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    target = tmp_path / "daftar"
    monkeypatch.setattr(QFileDialog, "getSaveFileName", lambda *_args: (str(target), ""))
    window.action("template").trigger()
    dialog = window.findChild(TemplateDialog)
    assert dialog is not None
    dialog.kind.choose("supplier")
    save = dialog.findChild(QPushButton, "save")
    assert save is not None
    QTest.mouseClick(save, Qt.MouseButton.LeftButton)
    qtbot.waitUntil(lambda: "daftar.xlsx" in window.notice_line.text())
    found = inspect(ImportOptions(files=(tmp_path / "daftar.xlsx",)))
    assert [str(sheet.kind) for sheet in found.sheets if sheet.taken] == ["suppliers"]


def ask(window: MainWindow, qtbot: QtBot) -> AskBackDialog:
    qtbot.waitUntil(window.action("ask_back").isEnabled)
    window.action("ask_back").trigger()
    qtbot.waitUntil(lambda: window.findChild(AskBackDialog) is not None)
    dialog = window.findChild(AskBackDialog)
    assert dialog is not None
    return dialog


def _holds(folder: Path, wanted: int) -> bool:
    return len(list(folder.glob("*.xlsx"))) == wanted


def press(dialog: QWidget, name: str) -> None:
    found = dialog.findChild(QPushButton, name)
    assert found is not None
    QTest.mouseClick(found, Qt.MouseButton.LeftButton)


def test_the_supplier_of_a_product_is_asked_for_what_is_missing(
    window: MainWindow, tmp_path: Path, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    target = tmp_path / "lengkapi.xlsx"
    monkeypatch.setattr(QFileDialog, "getSaveFileName", lambda *_args: (str(target), ""))
    dialog = ask(window, qtbot)
    qtbot.waitUntil(dialog.write.isEnabled)
    for_export = dialog.counted.text()
    assert "to fill in" in for_export
    dialog.gate.choose("showcase")
    qtbot.waitUntil(lambda: dialog.write.isEnabled() and dialog.counted.text() != for_export)
    press(dialog, "write")
    qtbot.waitUntil(lambda: "lengkapi.xlsx" in window.notice_line.text())
    assert target.stat().st_size > 4000


def test_several_suppliers_get_a_workbook_each_and_nothing_is_replaced(
    window: MainWindow, tmp_path: Path, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(QFileDialog, "getExistingDirectory", lambda *_args: str(tmp_path / "out"))
    (tmp_path / "out").mkdir()
    window.show_page(window.page_of("supplier"))
    qtbot.waitUntil(window.first_rows_painted)
    qtbot.waitUntil(window.jobs.idle)
    window.action("select_all").trigger()
    for wanted in (2, 4):
        dialog = ask(window, qtbot)
        qtbot.waitUntil(dialog.write.isEnabled)
        assert dialog.table.model().rowCount() == 2
        press(dialog, "write")
        qtbot.waitUntil(partial(_holds, tmp_path / "out", wanted))
        qtbot.waitUntil(window.jobs.idle)
        qtbot.waitUntil(lambda: window.findChild(AskBackDialog) is None)


def test_a_supplier_without_products_is_told_so(window: MainWindow, qtbot: QtBot) -> None:
    new = editing.create(window.catalogue, RecordKind.SUPPLIER, {"name": "Sunyi"})
    qtbot.waitUntil(window.jobs.idle)
    window.window_commands.show_record("supplier", new)
    qtbot.waitUntil(lambda: window.browser.detail.record is not None and window.browser.detail.record.id == new)
    dialog = ask(window, qtbot)
    qtbot.waitUntil(lambda: "nothing to ask" in dialog.counted.text())
    assert not dialog.write.isEnabled()
    dialog.close()

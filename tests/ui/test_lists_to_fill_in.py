"""Workbooks that others fill in: templates, and what a supplier is asked for."""

from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QFileDialog, QPushButton
from pytestqt.qtbot import QtBot

from tradehouse.services.importing.inspecting import inspect
from tradehouse.services.importing.options import ImportOptions
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

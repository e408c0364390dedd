"""What tests of the import wizard share: small workbooks, and what the catalogue holds afterwards."""

from collections.abc import Sequence
from pathlib import Path

import openpyxl
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QPushButton, QWidget

from tradehouse.domain.fields import RecordKind
from tradehouse.domain.query import Query, parse_query
from tradehouse.services import browsing
from tradehouse.ui.kit.search_combo import SearchCombo
from tradehouse.ui.main_window import MainWindow


def workbook(path: Path, sheets: dict[str, Sequence[Sequence[object]]]) -> Path:
    """Write a workbook with these sheets, row by row."""
    book = openpyxl.Workbook()
    book.remove(book.active)
    for name, rows in sheets.items():
        sheet = book.create_sheet(name)
        for row in rows:
            sheet.append(list(row))
    book.save(path)
    return path


def products(window: MainWindow, words: str = "") -> list[str]:
    """Return the names of the products that words find."""
    return [str(record["name_id"]) for record in found(window, words)]


def found(window: MainWindow, words: str = "") -> list[browsing.Record]:
    """Return the products that words find."""
    query = parse_query(RecordKind.PRODUCT, words) if words else Query()
    ids = browsing.find_ids(window.catalogue, RecordKind.PRODUCT, query)
    return list(browsing.records(window.catalogue, RecordKind.PRODUCT, ids))


def pick(combo: SearchCombo, words: str) -> None:
    """Type into a combo and take the best fit with Enter."""
    combo.setFocus()
    line = combo.lineEdit()
    assert line is not None
    line.selectAll()
    QTest.keyClicks(line, words)
    QTest.keyClick(line, Qt.Key.Key_Return)


def press(within: QWidget, words: str) -> None:
    """Press the button whose words begin so. Raises StopIteration where none is to be seen."""
    button = next(b for b in within.findChildren(QPushButton) if b.isVisible() and b.text().startswith(words))
    QTest.mouseClick(button, Qt.MouseButton.LeftButton)

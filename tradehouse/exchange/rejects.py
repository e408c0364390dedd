"""Rejected rows as a workbook in the layout they came in, with the reason and the wrong cells marked.

It can be corrected and imported again: the header rows and every value stand as they were, codes as text.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime, time
from pathlib import Path
from typing import Any, Final

from tradehouse.domain.cells import Cell, CellError
from tradehouse.domain.progress import Progress
from tradehouse.exchange.workbooks.frame import new_workbook
from tradehouse.exchange.workbooks.safe_text import sheet_name

_WIDEST: Final = 60
_LONGEST_TEXT: Final = 32_767


@dataclass(frozen=True, slots=True)
class RejectedRow:
    """One row as it was. wrong are the indexes of the cells at fault, reason is the sentence."""

    cells: Sequence[Cell]
    wrong: frozenset[int]
    reason: str


@dataclass(frozen=True, slots=True)
class RejectedSheet:
    """The rejected rows of one sheet below its header rows; heading titles the reason's column. first_column is where
    the cells began in the sheet (1-based), and begin again: a column without a heading goes by its letter.
    """

    name: str
    header: Sequence[Sequence[Cell]]
    rows: Sequence[RejectedRow]
    heading: str
    first_column: int = 1


def write_rejects(target: Path, sheets: Sequence[RejectedSheet], progress: Progress | None = None) -> None:
    """Write rejected rows to a workbook. Raises StorageProblem; the file is whole or not there."""
    with new_workbook(target, progress or Progress()) as workbook:
        styles = _styles(workbook)
        taken: set[str] = set()
        for sheet in sheets:
            name = sheet_name(sheet.name, taken)
            taken.add(name.casefold())
            _write_sheet(workbook.add_worksheet(name), sheet, styles)


def _styles(workbook: Any) -> dict[str, Any]:
    wrong = {"bg_color": "#FDE2E0", "border": 1, "border_color": "#C0392B"}
    return {
        "": None,
        "head": workbook.add_format({"bold": True, "bottom": 1, "text_wrap": True, "valign": "top"}),
        "reason": workbook.add_format({"font_color": "#C0392B", "text_wrap": True, "valign": "top"}),
        "wrong": workbook.add_format(wrong),
        "date": workbook.add_format({"num_format": "dd/mm/yyyy"}),
        "wrong_date": workbook.add_format({**wrong, "num_format": "dd/mm/yyyy"}),
        "text": workbook.add_format({"num_format": "@"}),
        "wrong_text": workbook.add_format({**wrong, "num_format": "@"}),
    }


def _write_sheet(sheet: Any, rejected: RejectedSheet, styles: dict[str, Any]) -> None:
    left, height = rejected.first_column - 1, len(rejected.header)
    width = max(len(cells) for cells in (*rejected.header, *(row.cells for row in rejected.rows)))
    for at, cells in enumerate(rejected.header):
        for column, cell in enumerate(cells):
            _write(sheet, at, left + column, cell, styles, "head")
    if height:
        sheet.write_string(height - 1, left + width, rejected.heading, styles["head"])
    for at, row in enumerate(rejected.rows, start=height):
        for column in range(width):
            cell = row.cells[column] if column < len(row.cells) else None
            _write(sheet, at, left + column, cell, styles, "wrong" if column in row.wrong else "")
        sheet.write_string(at, left + width, row.reason, styles["reason"])
    sheet.set_column(left, left + max(width - 1, 0), 18)
    sheet.set_column(left + width, left + width, _WIDEST)
    sheet.freeze_panes(height, 0)


def _write(sheet: Any, row: int, column: int, cell: Cell, styles: dict[str, Any], style: str) -> None:
    """Write one value as what it was: text stays text, also where it looks like a number or begins with "="."""
    if cell is None:
        if style == "wrong":
            sheet.write_blank(row, column, None, styles[style])
    elif isinstance(cell, str | CellError):
        as_text = {"": "text", "wrong": "wrong_text"}.get(style, style)
        sheet.write_string(row, column, str(cell)[:_LONGEST_TEXT], styles[as_text])
    elif isinstance(cell, bool):
        sheet.write_boolean(row, column, cell, styles[style])
    elif isinstance(cell, int | float):
        sheet.write_number(row, column, cell, styles[style])
    elif isinstance(cell, datetime | date | time):
        sheet.write_datetime(row, column, cell, styles["wrong_date" if style == "wrong" else "date"])

"""A sheet that asks a supplier for what is missing: known cells locked and grey, gaps yellow with hints and lists."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Final

from tradehouse.domain.offering import CellValue
from tradehouse.domain.progress import Progress
from tradehouse.exchange.asked_cells import ASKING_FORM, AskedRow, AskedSheet, asked_lines, mark
from tradehouse.exchange.headings import PHOTO
from tradehouse.exchange.layouts import Layout, Words
from tradehouse.exchange.sheet_kinds import SheetKind
from tradehouse.exchange.workbooks import styles
from tradehouse.exchange.workbooks.content import Document, Written
from tradehouse.exchange.workbooks.entries import runs
from tradehouse.exchange.workbooks.entry_columns import DropDowns, EntryColumn, validation
from tradehouse.exchange.workbooks.frame import new_workbook
from tradehouse.exchange.workbooks.measuring import row_height
from tradehouse.exchange.workbooks.other_sheets import MAPPING_SHEET
from tradehouse.exchange.workbooks.pen import Pen
from tradehouse.exchange.workbooks.safe_text import sheet_name
from tradehouse.exchange.workbooks.styles import Style

PHOTO_ROW_HEIGHT: Final = 78  # points
_RANGES_PER_RULE: Final = 100
_KNOWN = styles.CELL.but(ink=styles.GREY, fill=styles.MIST)


@dataclass(frozen=True, slots=True)
class AskingRow:
    """One record: its uid, what is known by target, and the targets that are asked."""

    uid: str
    values: Mapping[str, CellValue]
    asked: frozenset[str]


@dataclass(frozen=True, slots=True)
class AskingTable:
    """One sheet. hidden are the targets whose columns are not shown."""

    kind: SheetKind
    sheet: str
    title: str
    lines: tuple[str, ...]
    columns: Sequence[EntryColumn]
    rows: Sequence[AskingRow]
    hidden: frozenset[str] = frozenset()
    frozen: str = ""


def write_asking(target: Path, tables: Sequence[AskingTable], language: str, progress: Progress) -> None:
    """Write the workbook. Raises UserError where target cannot be written, and Cancelled; then it is as it was."""
    with new_workbook(target, progress) as workbook:
        pen = Pen(workbook, Document(Layout("ask-back", Words(), "buyer"), language, "IDR"), Written(target, {}))
        workbook.set_properties({"title": tables[0].title})
        taken: set[str] = set()
        sheets = []
        for table in tables:
            sheets.append(workbook.add_worksheet(sheet_name(table.sheet, taken)))
            taken.add(sheets[-1].get_name().casefold())
        lists = DropDowns(workbook, language)
        asked = {}
        for n, (sheet, table) in enumerate(zip(sheets, tables, strict=True)):
            progress.report(n, len(tables), table.title)
            asked[sheet.get_name()] = _AskingSheet(sheet, table, pen, lists).write()
        _write_asked(workbook.add_worksheet(MAPPING_SHEET), asked, pen)


def _write_asked(sheet: Any, asked: Mapping[str, AskedSheet], pen: Pen) -> None:
    lines: list[Sequence[str]] = [("form", ASKING_FORM)]
    for name, table in asked.items():
        lines += asked_lines(name, table)
    for row, line in enumerate(lines):
        for column, text in enumerate(line):
            pen.write(sheet, row, column, text, Style())
    sheet.very_hidden()


class _AskingSheet:
    """Writes one table."""

    def __init__(self, sheet: Any, table: AskingTable, pen: Pen, lists: DropDowns) -> None:
        self._sheet, self._table, self._pen, self._lists = sheet, table, pen, lists
        self._heading_row = len(table.lines) + 2
        self._shown = [n for n, column in enumerate(table.columns) if column.target not in table.hidden]

    def write(self) -> AskedSheet:
        """Write everything and return how it is known again."""
        self._write_head()
        known = AskedSheet(self._table.kind, self._heading_row + 1)
        known.targets = {column.heading: column.target for column in self._table.columns}
        for n, row in enumerate(self._table.rows, start=self._heading_row + 1):
            self._write_row(n, row)
            marks = {c.target: mark(row.values.get(c.target)) for c in self._table.columns}
            known.rows[row.uid] = AskedRow(row.asked, {target: text for target, text in marks.items() if text})
        self._add_rules()
        self._behave()
        return known

    def _write_head(self) -> None:
        sheet, pen, table = self._sheet, self._pen, self._table
        first = self._shown[0]
        sheet.set_row(0, 27)
        for n in self._shown:
            pen.write(sheet, 0, n, None, styles.BAND)
        pen.write(sheet, 0, first, table.title, styles.BAND)
        for row, line in enumerate(table.lines, start=1):
            pen.write(sheet, row, first, line, Style(size=11, bold=row == 1))
            sheet.set_row(row, 17)
        texts = []
        asked = frozenset[str]().union(*(row.asked for row in table.rows))
        for n, column in enumerate(table.columns):
            style = styles.ENTRY_HEADER if column.target in asked else styles.HEADER
            pen.write(sheet, self._heading_row, n, column.heading, style)
            sheet.set_column(n, n, column.width, None, {"hidden": column.target in table.hidden})
            if column.target not in table.hidden:
                texts.append((column.heading, column.width, styles.SMALL * 1.1))
        sheet.set_row(self._heading_row, row_height(texts, 30))

    def _write_row(self, at: int, row: AskingRow) -> None:
        wrapped = []
        for n, column in enumerate(self._table.columns):
            value = row.values.get(column.target)
            style = styles.ENTRY if column.target in row.asked else _KNOWN
            numeric = isinstance(value, (int, float)) or (column.field is not None and column.field.numeric)
            cell = style.but(number=column.number_format, align="right" if numeric else "left")
            self._pen.write(self._sheet, at, n, value, cell)
            if isinstance(value, str) and column.target not in self._table.hidden:
                wrapped.append((value, column.width - 1.2, styles.SIZE))
        least = PHOTO_ROW_HEIGHT if PHOTO in row.asked else 22
        self._sheet.set_row(at, row_height(wrapped, least))

    def _add_rules(self) -> None:
        first = self._heading_row + 1
        for n, column in enumerate(self._table.columns):
            rows = [at for at, row in enumerate(self._table.rows, start=first) if column.target in row.asked]
            source = self._lists.source(column.field, self._pen) if column.field and rows else ""
            rule = validation(column, source, self._pen.document.language)
            if rule["validate"] == "any" and "input_message" not in rule:
                continue
            ranges = [[start, n, end, n] for start, end in runs(rows)]
            for start in range(0, len(ranges), _RANGES_PER_RULE):
                chosen = ranges[start : start + _RANGES_PER_RULE]
                self._sheet.data_validation(*chosen[0], {**rule, "other_cells": chosen[1:]})

    def _behave(self) -> None:
        """Lock all but the gaps, without a password; photos may be put in, columns and rows be widened."""
        sheet, table = self._sheet, self._table
        at = {column.target: n for n, column in enumerate(table.columns)}
        sheet.freeze_panes(self._heading_row + 1, at.get(table.frozen, -1) + 1)
        sheet.protect("", {"objects": True, "format_columns": True, "format_rows": True})
        last = self._heading_row + len(table.rows)
        sheet.ignore_errors({"number_stored_as_text": f"A1:XFD{last + 1}"})
        sheet.hide_gridlines(2)
        sheet.set_landscape()
        sheet.set_paper(9)
        sheet.set_margins(left=0.3, right=0.3, top=0.4, bottom=0.5)
        sheet.fit_to_pages(1, 0)
        sheet.repeat_rows(self._heading_row)
        first_gap = next(
            ((row, n) for row, line in enumerate(table.rows, start=self._heading_row + 1) for n, c in enumerate(table.columns) if c.target in line.asked),
            None,
        )  # fmt: skip
        if first_gap is not None:
            sheet.set_selection(*first_gap, *first_gap)

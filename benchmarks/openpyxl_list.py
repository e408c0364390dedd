"""The list `export` as somebody would write it with openpyxl: the same goods, looks, formulas, rules and photos.

It reads the catalogue, works out prices and asks the gate by the same code as ours. Three things openpyxl cannot do
are missing: computed values beside formulas, alt texts, a quote before text that looks like a formula.
"""

import io
from collections.abc import Iterator, Sequence
from decimal import Decimal
from pathlib import Path
from typing import Any, Final

import openpyxl
from openpyxl.drawing.image import Image
from openpyxl.drawing.spreadsheet_drawing import AnchorMarker, TwoCellAnchor
from openpyxl.formatting.rule import FormulaRule
from openpyxl.styles import Alignment, Border, Font, PatternFill, Protection, Side
from openpyxl.utils import get_column_letter
from openpyxl.worksheet.datavalidation import DataValidation
from openpyxl.worksheet.properties import PageSetupProperties

from tradehouse.domain.progress import Progress
from tradehouse.exchange.layouts import Column, Layout, Table, fill_formula, fill_text, fitted
from tradehouse.exchange.workbooks.content import Row
from tradehouse.exchange.workbooks.entries import runs
from tradehouse.exchange.workbooks.measuring import row_height
from tradehouse.exchange.workbooks.photo_parts import EMU, jpeg_size
from tradehouse.exchange.workbooks.pictures import MARGIN, column_pixels, row_pixels
from tradehouse.services.catalogue import Catalogue
from tradehouse.services.exporting import ExportOptions
from tradehouse.services.exporting.gating import gates_of
from tradehouse.services.exporting.preparing import prepare
from tradehouse.services.exporting.product_rows import ProductRows
from tradehouse.services.layouts import load_layout_for

_INK, _HAIRLINE, _TARUM, _SOGA, _YELLOW = "1D2430", "D5DAE1", "2B4C7E", "9A5B2A", "FFF3C4"
_THIN: Final = Side("thin", _HAIRLINE)
_EDGES: Final = Border(right=_THIN, bottom=_THIN)
_FORMATS: Final = {"date": "d mmm yyyy"}
_HEADING_ROW: Final = 10


def write(catalogue: Catalogue, out: Path, ids: Sequence[int]) -> None:
    """Write the list of some products to out."""
    options = ExportOptions("export", ids=ids, margin=Decimal("0.3"), issue=False)
    layout = load_layout_for(catalogue, "export", None)
    book: Any = openpyxl.Workbook()
    book.remove(book.active)
    with catalogue.database.reading() as read:
        ready = prepare(catalogue, read, layout, options, Progress())
        layout = fitted(layout, ready.facts)
        gates = gates_of(layout, options, ready.usual)
        rows = ProductRows(read, catalogue.renditions, ready.terms, layout.photo_pixels, gates)
        facts = {name: str(value) for name, value in ready.facts.items()}
        for key in layout.order:
            if key in layout.notes:
                _write_note(book, layout, key, facts)
                continue
            table = layout.tables[key]
            made = rows.rows(table, ready.chosen) if key == "list" else iter(rows.certificate_rows(table).rows)
            _TableSheet(book.create_sheet(table.sheet.text("en")), table, facts).write(made)
        hidden = book.create_sheet("_tradehouse")
        for n, column in enumerate(layout.tables["list"].columns, 1):
            hidden.append([column.key, get_column_letter(n), column.heading.text("en")])
        hidden.sheet_state = "veryHidden"
        book.save(out)


def _write_note(book: Any, layout: Layout, key: str, facts: dict[str, str]) -> None:
    sheet = book.create_sheet(layout.notes[key].sheet.text("en"))
    for line in layout.notes[key].lines:
        sheet.append([fill_text(line.label.text("en"), facts), fill_text(line.text.text("en"), facts)])
    sheet.column_dimensions["A"].width, sheet.column_dimensions["B"].width = 20, 96


class _TableSheet:
    """Writes one table."""

    def __init__(self, sheet: Any, table: Table, facts: dict[str, str]) -> None:
        self.sheet, self.table, self.facts = sheet, table, facts
        self.first = _HEADING_ROW + 1
        self.letters = {column.key: get_column_letter(n) for n, column in enumerate(table.columns, 1)}
        self.hints: dict[tuple[str, str], list[int]] = {}
        self.filled: set[str] = set()
        self.last = _HEADING_ROW
        self.looks = [_look(column) for column in table.columns]

    def write(self, rows: Iterator[Row]) -> None:
        """Write the rows and all around them."""
        fill, white = PatternFill("solid", _TARUM), Font("Calibri", 9, bold=True, color="FFFFFF")
        for n, column in enumerate(self.table.columns, 1):
            cell = self.sheet.cell(_HEADING_ROW, n, fill_text(column.heading.text("en"), self.facts))
            cell.font, cell.border = white, _EDGES
            cell.fill = PatternFill("solid", _SOGA) if column.entry else fill
            cell.alignment = Alignment("center", "center", wrap_text=True)
        for n, row in enumerate(rows, self.first):
            self._write_row(n, row)
            self.last = n
        self._write_rules()
        self._write_frame()

    def _write_row(self, n: int, row: Row) -> None:
        table, sheet = self.table, self.sheet
        wrapped = [
            (value, column.width - 1.2, 9 if column.small else 10)
            for column, value in zip(table.columns, row.values, strict=True)
            if isinstance(value, str) and not column.hidden
        ]
        height = row_height(wrapped, table.row_height or 18)
        sheet.row_dimensions[n].height = height
        cells = {key: f"{letter}{n}" for key, letter in self.letters.items()}
        for m, (column, value, look) in enumerate(zip(table.columns, row.values, self.looks, strict=True), 1):
            cell = sheet.cell(n, m)
            if column.formula and value is not None:
                cell.value = fill_formula(column.formula, cells, {}, {"decimals": "2"})
            elif value is not None and value != "":
                cell.value = value
                if isinstance(value, str):
                    cell.data_type = "s"
            cell.font, cell.border, cell.alignment, cell.number_format = look[:4]
            if column.entry:
                cell.fill, cell.protection = look[4:]
                self.hints.setdefault((column.key, row.hints[m - 1] if row.hints else ""), []).append(n)
            if value is not None and value != "":
                self.filled.add(column.key)
            if column.value == "photo" and row.photo is not None:
                self._place(row.photo() or b"", n, m - 1, column, height)

    def _place(self, jpeg: bytes, n: int, column: int, about: Column, height: float) -> None:
        width, tall = jpeg_size(jpeg)
        room = (column_pixels(about.width) - 2 * MARGIN, row_pixels(height) - 2 * MARGIN)
        scale = min(room[0] / width, room[1] / tall, 1.0)
        left, top = MARGIN + (room[0] - width * scale) / 2, MARGIN + (room[1] - tall * scale) / 2
        photo = Image(io.BytesIO(jpeg))
        begin = AnchorMarker(column, int(left * EMU), n - 1, int(top * EMU))
        end = AnchorMarker(column, int((left + width * scale) * EMU), n - 1, int((top + tall * scale) * EMU))
        photo.anchor = TwoCellAnchor("twoCell", _from=begin, to=end)
        self.sheet.add_image(photo)

    def _write_rules(self) -> None:
        for (key, hint), rows in self.hints.items():
            column = next(column for column in self.table.columns if column.key == key)
            if column.entry != "quantity":
                continue
            title = column.heading.text("en")[:32]
            rule = DataValidation(
                "whole", "0", "9999999", operator="between", allow_blank=True, promptTitle=title, prompt=hint,
                errorTitle=title, error="Please enter a whole number, 0 or more.", showInputMessage=True,
                showErrorMessage=True,
                sqref=" ".join(f"{self.letters[key]}{first}:{self.letters[key]}{last}" for first, last in runs(rows)),
            )  # fmt: skip
            self.sheet.add_data_validation(rule)
        cells = {key: f"${letter}{self.first}" for key, letter in self.letters.items()}
        red = {"font": Font(bold=True, color="B3261E"), "fill": PatternFill("solid", bgColor="FBE0DD")}
        for column in self.table.columns:
            if column.alarm:
                where = f"{self.letters[column.key]}{self.first}:{self.letters[column.key]}{self.last}"
                formula = fill_formula(column.alarm, cells, {}, {})
                self.sheet.conditional_formatting.add(where, FormulaRule([formula], **red))  # type: ignore[no-untyped-call]

    def _write_frame(self) -> None:
        sheet, table = self.sheet, self.table
        for column in table.columns:
            about = sheet.column_dimensions[self.letters[column.key]]
            about.width = column.width
            about.hidden = column.hidden or not (column.core or column.key in self.filled)
            if column.total:
                letter = self.letters[column.key]
                sheet[f"{letter}{self.last + 2}"] = f"=SUM({letter}{self.first}:{letter}{self.last})"
        for n, line in enumerate((line for group in table.head for line in group.lines if line.value in self.facts), 2):
            sheet.cell(n % 8 + 2, 3 + n // 8 * 4, f"{line.label.text('en')} {self.facts[line.value]}")
        last = get_column_letter(len(table.columns))
        sheet.freeze_panes = f"E{self.first}"
        sheet.auto_filter.ref = f"A{_HEADING_ROW}:{last}{self.last}"
        if table.protect:
            sheet.protection.enable()
            sheet.protection.autoFilter = sheet.protection.formatColumns = sheet.protection.formatRows = False
        sheet.sheet_view.showGridLines = False
        sheet.page_setup.orientation, sheet.page_setup.paperSize = "landscape", 8
        sheet.page_setup.fitToHeight = 0
        sheet.sheet_properties.pageSetUpPr = PageSetupProperties(fitToPage=True)
        sheet.print_title_rows = f"{_HEADING_ROW}:{_HEADING_ROW}"
        sheet.oddFooter.right.text = "Page &P of &N"


def _look(column: Column) -> tuple[Any, ...]:
    numeric = bool(column.format) and column.format != "date"
    align = Alignment(column.align or ("right" if numeric else "left"), "center", wrap_text=True, indent=not numeric)
    number = _FORMATS.get(
        column.format, column.format.replace("{money}", "#,##0.00").replace("{unit_price}", "#,##0.00##")
    )
    font = Font("Calibri", 9 if column.small else 10, bold=column.bold, color=_INK)
    return font, _EDGES, align, number or "General", PatternFill("solid", _YELLOW), Protection(locked=False)

"""One sheet with a record per row, driven by a layout's table: head block, headings, rows, totals, print setup."""

from collections.abc import Mapping
from dataclasses import dataclass
from decimal import Decimal
from typing import Any

from tradehouse.domain.errors import UserError
from tradehouse.domain.language import N_, translator
from tradehouse.domain.progress import Progress
from tradehouse.exchange.layouts import PLACEHOLDER, Column, Table, every_field, fill_formula
from tradehouse.exchange.workbooks import closing, head_block, styles
from tradehouse.exchange.workbooks.content import Row, Rows
from tradehouse.exchange.workbooks.entries import add_validations
from tradehouse.exchange.workbooks.filling import Filling
from tradehouse.exchange.workbooks.measuring import lines_in, row_height, surely_within
from tradehouse.exchange.workbooks.pen import Pen
from tradehouse.exchange.workbooks.pictures import column_pixels, place_photo, row_pixels
from tradehouse.exchange.workbooks.row_texts import ROW, Cell, RowTexts, cell_maker
from tradehouse.exchange.workbooks.styles import Style

PAPERS = {"A3": 8, "A4": 9, "LETTER": 1}
MOST_ROWS = 1_000_000
_REPORT_EVERY = 50


@dataclass(frozen=True, slots=True)
class Placed:
    """Where a table stands in its sheet, rows and columns from 0; last_row is the last with a record. headings are
    what stands above the columns, by key.
    """

    sheet_name: str
    header_row: int
    first_row: int
    last_row: int
    columns: Mapping[str, int]
    headings: Mapping[str, str]


class TableSheet:
    """Writes one table into a fresh worksheet."""

    def __init__(self, sheet: Any, table: Table, rows: Rows, pen: Pen, filling: Filling) -> None:
        from xlsxwriter.utility import xl_col_to_name

        if rows.count > MOST_ROWS:
            raise UserError(
                "too_many_rows", N_("{count} rows do not fit on one sheet. Choose fewer."), count=rows.count
            )
        self.sheet = sheet
        self.table = table
        self.rows = rows
        self.pen = pen
        self._filling = filling
        self.language = pen.document.language
        self.columns = every_field(table.kind, self.language) if table.all_fields else table.columns
        self.at = {column.key: n for n, column in enumerate(self.columns)}
        self.letters = {column.key: xl_col_to_name(n) for n, column in enumerate(self.columns)}
        self.header_row = head_block.height(table)
        self.first_row = self.header_row + 1
        self.last_row = self.header_row + max(rows.count, 1)
        self.facts = pen.document.texts
        self.figures = pen.document.figures
        self._foot = self.last_row + (2 if any(column.total for column in self.columns) else 0)
        self._filled: set[str] = set()
        self._sums: dict[str, Decimal] = {}
        self._hints: dict[tuple[str, str], list[int]] = {}
        self.styles = [self._style(column) for column in self.columns]
        self._least_height = table.row_height or 18
        self._rooms = [
            (n, *_room(column, self._least_height)) for n, column in enumerate(self.columns) if not column.hidden
        ]
        self._totals = [(n, column.key) for n, column in enumerate(self.columns) if column.total]
        self._entries = [(n, column.key) for n, column in enumerate(self.columns) if column.entry]
        self._photo = next((n for n, column in enumerate(self.columns) if column.value == "photo"), None)
        self._unfilled = dict(enumerate(column.key for column in self.columns))

    def write(self, progress: Progress, done: int, total: int) -> Placed:
        """Write the whole sheet and return where its table is. done of total rows were written before it."""
        if self.table.all_fields:
            # A streamed sheet takes its rows in order, and a table of all fields has nothing that depends on them.
            self._set_columns(hide_empty=False)
            head_block.write_title(self)
            self._write_headings()
            self._write_rows(progress, done, total)
        else:
            self._write_headings()
            self._write_rows(progress, done, total)
            self._set_columns(hide_empty=True)
            head_block.write(self)
            self._write_totals()
            self._foot = closing.write(self, self._foot + 2) or self._foot
            self._alarm()
            add_validations(self.sheet, self.columns, self._hints, self.language)
        self._behave()
        self._print_setup()
        headings = {column.key: self._heading(column) for column in self.columns}
        return Placed(self.sheet.get_name(), self.header_row, self.first_row, self.last_row, self.at, headings)

    # --- the parts ---------------------------------------------------------------------------------------------------

    def _style(self, column: Column) -> Style:
        if self.table.all_fields or column.hidden:
            return Style(vertical="top")  # hidden text must not wrap: LibreOffice breaks it letter by letter
        style = styles.ENTRY if column.entry else styles.CELL
        numeric = bool(column.format) and column.format != "date"
        align = column.align or ("right" if numeric else "left")
        size = styles.SMALL if column.small else styles.SIZE
        indent = 0 if numeric else 1  # a figure needs the whole width of its column
        number = self.pen.number_format(column.format)
        return style.but(number=number, align=align, bold=column.bold, size=size, indent=indent)

    def _write_headings(self) -> None:
        texts = []
        for n, column in enumerate(self.columns):
            heading = self._heading(column)
            style = styles.ENTRY_HEADER if column.entry else styles.HEADER
            self.pen.write(self.sheet, self.header_row, n, heading, style)
            if not column.hidden:
                texts.append((heading, column.width - 0.4, styles.SMALL * 1.05))
        least = 20 if self.table.all_fields else 30
        height = least if self.table.all_fields else row_height(texts, least)
        self.sheet.set_row(self.header_row, height)

    def _heading(self, column: Column) -> str:
        own = self.filled_text(column.heading.text(self.language))
        second = self.pen.document.second_language
        other = self.filled_text(column.heading.text(second)) if second else own
        return own if other == own else f"{own}\n{other}"

    def filled_text(self, text: str) -> str:
        """Return a text of the layout with the facts of the document; unknown ones are left empty."""
        return PLACEHOLDER.sub(lambda m: self.facts.get(m[1], ""), text).strip()

    def _write_rows(self, progress: Progress, done: int, total: int) -> None:
        text = translator(self.language).gettext(N_("Writing"))
        if self.rows.count == 0:
            if not self.table.all_fields:
                self._write_nothing()
            return
        texts = self._filling.rows(self.sheet, self.first_row)
        cells = _cells(self)
        for n, row in enumerate(self.rows.rows):
            if n % (1 if row.photo else _REPORT_EVERY) == 0:
                progress.report(done + n, total, text)
            if self.table.all_fields:
                at = self.first_row + n
                texts.add(
                    at, [cell(value, at) for cell, value in zip(cells, row.values, strict=True) if value is not None]
                )
            else:
                self._write_row(self.first_row + n, row, texts, cells)
        # The frame must know how far the sheet goes.
        self.sheet.write_blank(self.last_row, len(self.columns) - 1, None, self.pen.styles[Style()])

    def _write_row(self, at: int, row: Row, texts: RowTexts, cells: list[Cell]) -> None:
        height = row_height(self._wrapped(row), self._least_height)
        made = [cell(value, at) for cell, value in zip(cells, row.values, strict=True)]
        if self._photo is not None:
            missing = self._place_photo(at, self._photo, row, height)
            if missing:
                made[self._photo] = cell_maker(self._photo, styles.MISSING, self.pen, self.sheet)(missing, at)
        texts.add(at, made, height)
        self._note(at, row)

    def _note(self, at: int, row: Row) -> None:
        """Note what the parts below and around the rows depend on."""
        values = row.values
        for n in [n for n in self._unfilled if values[n] is not None and values[n] != ""]:
            self._filled.add(self._unfilled.pop(n))
        for n, key in self._totals:
            value = values[n]
            if value and isinstance(value, (int, Decimal)):
                self._sums[key] = self._sums.get(key, Decimal(0)) + Decimal(value)
        for n, key in self._entries:
            self._hints.setdefault((key, row.hints[n] if row.hints else ""), []).append(at)

    def _wrapped(self, row: Row) -> list[tuple[str, float, float]]:
        """Return the texts that may make a row higher, with the width and letters that they have."""
        values = row.values
        return [
            (value, width, size)
            for n, width, size, lines in self._rooms
            if isinstance(value := values[n], str) and not surely_within(value, width, size, lines)
        ]

    def _place_photo(self, at: int, column: int, row: Row, height: float) -> str:
        """Place the photo of a row; return what stands there instead where there is none."""
        jpeg = row.photo() if row.photo else None
        if jpeg is None:
            return self.pen.document.layout.photo_missing.text(self.language)
        cell = (column_pixels(self.columns[column].width), row_pixels(height))
        text = self.pen.text(row.photo_text, self.sheet, at, column)
        place_photo(self._filling.photos, self.sheet, at, column, jpeg, cell, text, height)
        self.pen.written.photos += 1
        return ""

    def _write_nothing(self) -> None:
        text = translator(self.language).gettext(N_("There is nothing to list."))
        for n, _column in enumerate(self.columns):
            self.pen.write(self.sheet, self.first_row, n, None, styles.CELL)
        column = self.at.get("name", 0)
        self.pen.write(self.sheet, self.first_row, column, text, styles.CELL.but(ink=styles.GREY))

    def _set_columns(self, *, hide_empty: bool) -> None:
        for n, column in enumerate(self.columns):
            self.sheet.set_column(
                n, n, column.width, None, {"hidden": self.is_hidden(column) if hide_empty else column.hidden}
            )

    def is_hidden(self, column: Column) -> bool:
        """Whether a column is not shown: always hidden, or neither core nor filled by any row."""
        return column.hidden or not (column.core or column.key in self._filled)

    @property
    def visible(self) -> list[int]:
        """The columns that are shown, from the left."""
        return [n for n, column in enumerate(self.columns) if self.table.all_fields or not self.is_hidden(column)]

    def whole_columns(self) -> dict[str, str]:
        """Return each column's cells from the first record to the last, as an absolute range."""
        first, last = self.first_row + 1, self.last_row + 1
        return {key: f"${letter}${first}:${letter}${last}" for key, letter in self.letters.items()}

    def _write_totals(self) -> None:
        """Sum up below a thin empty row, which keeps filters and sorting from taking the sums for a record."""
        if not any(column.total for column in self.columns):
            return
        at, whole = self.last_row + 2, self.whole_columns()
        self.sheet.set_row(at - 1, 6)
        self.sheet.set_row(at, 22)
        for n in range(self.visible[-1] + 1):
            column = self.columns[n]
            if column.total:
                style = styles.TOTAL.but(number=self.pen.number_format(column.format), align="right", indent=0)
                total = self._sums.get(column.key, Decimal(0))
                self.pen.formula(self.sheet, at, n, f"=SUM({whole[column.key]})", total, style)
            else:
                self.pen.write(self.sheet, at, n, "Total" if column.key == "name" else None, styles.TOTAL)

    def _alarm(self) -> None:
        if self.rows.count == 0:
            return
        style = self.pen.styles[Style(ink=styles.ALARM_INK, fill=styles.ALARM_FILL, bold=True)]
        cells = {key: f"${letter}{self.first_row + 1}" for key, letter in self.letters.items()}
        for n, column in enumerate(self.columns):
            if column.alarm:
                rule = {
                    "type": "formula",
                    "criteria": "=" + fill_formula(column.alarm, cells, {}, self.figures),
                    "format": style,
                }
                self.sheet.conditional_format(self.first_row, n, self.last_row, n, rule)

    def _behave(self) -> None:
        """Freeze, filter, protect, and say that digits stored as text are meant so."""
        if self.table.worked_in:
            freeze = self.at[self.table.freeze] + 1 if self.table.freeze else 0
            self.sheet.freeze_panes(self.first_row, freeze)
        if self.rows.count:
            if self.table.worked_in:
                self.sheet.autofilter(self.header_row, 0, self.last_row, self.visible[-1])
            area = f"A{self.first_row + 1}:{self.letters[self.columns[-1].key]}{self.last_row + 1}"
            self.sheet.ignore_errors({"number_stored_as_text": area})
        self.sheet.hide_gridlines(2)
        if self.table.protect:
            allowed = {"autofilter": True, "format_columns": True, "format_rows": True}
            self.sheet.protect("", allowed)

    def _print_setup(self) -> None:
        document = self.pen.document
        if self.table.landscape:
            self.sheet.set_landscape()
        self.sheet.set_paper(PAPERS.get(self.table.paper, 9))
        self.sheet.set_margins(left=0.3, right=0.3, top=0.4, bottom=0.55)
        self.sheet.fit_to_pages(1, 0)
        self.sheet.repeat_rows(self.header_row)
        self.sheet.print_area(0, 0, self._foot, self.visible[-1])
        page = translator(self.language).gettext(N_("Page {page} of {pages}"))
        left = self.filled_text(document.layout.footer.text(self.language)).replace("&", "&&")
        self.sheet.set_footer(f"&L&8{left[:150]}&R&8{page.format(page='&P', pages='&N')}", {"margin": 0.25})
        if not document.layout.for_buyers:
            self.sheet.set_header("&C&B&12INTERNAL", {"margin": 0.2})
            self.sheet.set_tab_color(styles.SOGA)


def _room(column: Column, least: float) -> tuple[float, float, int]:
    """Return the width that a text has in a column, the size of its letters, and the lines that the least height holds."""
    size = (styles.SMALL if column.small else styles.SIZE) * (1.06 if column.bold else 1)
    return column.width - 1.2, size, lines_in(least, size)


def _of_any_row(formula: str, letters: Mapping[str, str], figures: Mapping[str, str]) -> str:
    return fill_formula(formula, {key: f"{letter}{ROW}" for key, letter in letters.items()}, {}, figures)


def _cells(to: TableSheet) -> list[Cell]:
    """Return what makes the cells of each column."""
    formulas = [_of_any_row(column.formula, to.letters, to.figures) if column.formula else "" for column in to.columns]
    return [
        cell_maker(n, style, to.pen, to.sheet, formula)
        for n, (style, formula) in enumerate(zip(to.styles, formulas, strict=True))
    ]

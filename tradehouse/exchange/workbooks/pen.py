"""Writing one cell by what the value is: text always as text, numbers as numbers, dates as dates."""

from collections.abc import Sequence
from datetime import date, datetime
from decimal import Decimal
from typing import Any

from tradehouse.domain.offering import CellValue
from tradehouse.exchange.workbooks.content import Document, Written
from tradehouse.exchange.workbooks.safe_text import MOST_CHARACTERS, clean, needs_quote
from tradehouse.exchange.workbooks.styles import DATE_FORMATS, Style, Styles


class Pen:
    """Writes cells of one workbook and notes which texts had to be changed."""

    def __init__(self, workbook: Any, document: Document, written: Written) -> None:
        self.styles = Styles(workbook)
        self.document = document
        self.written = written
        self.date_format = DATE_FORMATS[document.language]

    def number_format(self, name: str) -> str:
        """Return the Excel format that a layout's format means: "date", "{money}", "{unit_price}" (with as many
        places as it needs) or a format of Excel's.
        """
        if name == "date":
            return self.date_format
        return filled_format(name, self.document.decimals)

    def style_number(self, style: Style) -> int:
        """Return the number by which cells name a style, as XlsxWriter counts them where it streams rows."""
        return int(self.styles[style]._get_xf_index())  # noqa: SLF001 - it tells it to nobody else

    def text(self, text: str, sheet: Any, row: int, column: int) -> str:
        """Return a text as the cell can hold it; what had to go is noted under the cell's address."""
        kept = clean(text)
        if kept is not text and kept != text.replace("\r\n", "\n").replace("\r", "\n"):
            self.written.cleaned.append(_address(sheet, row, column))
        if len(kept) > MOST_CHARACTERS // 2 and len(kept.encode("utf-16-le")) // 2 > MOST_CHARACTERS:
            self.written.shortened.append(_address(sheet, row, column))
            kept = kept.encode("utf-16-le")[: 2 * MOST_CHARACTERS].decode("utf-16-le", "ignore")
        return kept

    def write(self, sheet: Any, row: int, column: int, value: CellValue, style: Style) -> None:
        """Write a value; None makes an empty cell that still looks like its column."""
        if value is None or value == "":
            sheet.write_blank(row, column, None, self.styles[style])
        elif isinstance(value, str):
            kept = self.text(value, sheet, row, column)
            quoted = style.but(quote=True) if needs_quote(kept) else style
            sheet.write_string(row, column, kept, self.styles[quoted])
        elif isinstance(value, bool):
            sheet.write_boolean(row, column, value, self.styles[style])
        elif isinstance(value, (int, float, Decimal)):
            sheet.write_number(row, column, float(value), self.styles[style])
        else:
            self._write_date(sheet, row, column, value, style)

    def span(self, sheet: Any, row: int, columns: Sequence[int], value: CellValue, style: Style) -> None:
        """Write a value over several columns beside each other, merged; nothing where there is none."""
        if len(columns) > 1:
            sheet.merge_range(row, columns[0], row, columns[-1], "", self.styles[style])
        if columns:
            self.write(sheet, row, columns[0], value, style)

    def _write_date(self, sheet: Any, row: int, column: int, value: date, style: Style) -> None:
        dated = style if style.number else style.but(number=self.date_format)
        sheet.write_datetime(row, column, datetime(value.year, value.month, value.day), self.styles[dated])  # noqa: DTZ001 - a cell has no zone

    def formula(self, sheet: Any, row: int, column: int, formula: str, value: CellValue, style: Style) -> None:
        """Write a formula together with its computed value."""
        shown = float(value) if isinstance(value, Decimal) else value
        sheet.write_formula(row, column, formula, self.styles[style], shown)


def filled_format(name: str, decimals: int) -> str:
    """Return a layout's number format as Excel writes it."""
    money = "#,##0." + "0" * decimals if decimals else "#,##0"
    return name.replace("{money}", money).replace("{unit_price}", f"{money}##" if decimals else money)


def _address(sheet: Any, row: int, column: int) -> str:
    from xlsxwriter.utility import xl_rowcol_to_cell

    return f"{sheet.get_name()}!{xl_rowcol_to_cell(row, column)}"

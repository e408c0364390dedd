"""The rows of a table as the text of their sheet's part, without a library between.

XlsxWriter keeps an object for every cell and asks it several questions before it is written, which took as long as all
else about a list of thousands. What it would write for a cell is little, and written here in the same form; it makes the
frame around the rows: styles, columns, rules, protection, print setup.
"""

import re
import tempfile
from collections.abc import Callable, Iterator, Sequence
from datetime import date
from decimal import Decimal
from typing import IO, Any, Final
from xml.sax.saxutils import escape

from tradehouse.domain.offering import CellValue
from tradehouse.exchange.workbooks.pen import Pen
from tradehouse.exchange.workbooks.safe_text import needs_quote
from tradehouse.exchange.workbooks.styles import Style

ROW: Final = "\x00"
"""Stands for the row's number until the text of a row is whole; no text of a cell can hold it."""
_EPOCH: Final = date(1899, 12, 30)
_REMEMBERED: Final = 500  # texts of a column that come again: units, origins, certificates
_SHORT: Final = 1_000
_FLUSH: Final = 1 << 20
_CUT: Final = 1 << 20
_LOOKS_ESCAPED: Final = re.compile("_(x[0-9a-fA-F]{4}_)")

Cell = Callable[[CellValue, int], str]
"""Makes a cell of a value in a row, which counts from 0."""


class RowTexts:
    """Collects the rows of one sheet, in their order, until its frame is whole."""

    def __init__(self, first_row: int) -> None:
        self.first_row = self.last_row = first_row
        self._waiting: list[str] = []
        self._length = 0
        self._spool: IO[bytes] = tempfile.TemporaryFile(prefix="tradehouse-")  # noqa: SIM115 - closed by close

    def close(self) -> None:
        """Give up what is collected."""
        self._spool.close()

    def add(self, row: int, cells: Sequence[str], height: float | None = None) -> None:
        """Add a row of cells; height is in points, None for the usual one."""
        # A height is kept in whole pixels, of which a point has four thirds.
        sized = "" if height is None else f' ht="{0.75 * int(height * 4 / 3 + 0.5):g}" customHeight="1"'
        text = f'<row r="{ROW}"{sized}>{"".join(cells)}</row>'.replace(ROW, str(row + 1))
        self.last_row = row
        self._waiting.append(text)
        self._length += len(text)
        if self._length > _FLUSH:
            self._flush()

    def pieces(self) -> Iterator[bytes]:
        """Yield all that was collected."""
        self._flush()
        self._spool.seek(0)
        while piece := self._spool.read(_CUT):
            yield piece

    def _flush(self) -> None:
        self._spool.write("".join(self._waiting).encode())
        self._waiting, self._length = [], 0


def cell_maker(column: int, style: Style, pen: Pen, sheet: Any, formula: str = "") -> Cell:
    """Return what makes the cells of one column; a formula has ROW in place of each row's number, and stands in the
    cells whose computed value is known.
    """
    from xlsxwriter.utility import xl_col_to_name

    letter = xl_col_to_name(column)

    def begun(one: Style) -> str:
        return f'<c r="{letter}{ROW}" s="{pen.style_number(one)}"'

    start = begun(style)
    blank = f"{start}/>"
    computed = f"<f>{escape(formula.removeprefix('='))}</f>" if formula else ""
    known: dict[str, str] = {}

    def text_cell(text: str, row: int) -> str:
        found = known.get(text)
        if found is None:
            kept = text
            if len(text) > _SHORT or not text.isprintable():
                kept = pen.text(text, sheet, row, column)
            found = f'{begun(style.but(quote=True)) if needs_quote(kept) else start} t="inlineStr"><is>{_inline(kept)}</is></c>'
            if len(known) < _REMEMBERED and kept == text:
                known[text] = found
        return found

    def cell(value: CellValue, row: int) -> str:
        if value is None:
            return blank
        if computed:
            return _formula_cell(start, computed, value)
        if isinstance(value, str):
            return text_cell(value, row) if value else blank
        if isinstance(value, bool):
            return f'{start} t="b"><v>{value:d}</v></c>'
        if isinstance(value, (int, float, Decimal)):
            return f"{start}><v>{float(value):.16G}</v></c>"
        dated = start if style.number else begun(style.but(number=pen.date_format))
        return f"{dated}><v>{(date(value.year, value.month, value.day) - _EPOCH).days}</v></c>"

    return cell


def _formula_cell(start: str, formula: str, value: CellValue) -> str:
    if isinstance(value, str):
        return f'{start} t="str">{formula}<v>{escape(value)}</v></c>'
    if isinstance(value, bool):
        return f'{start} t="b">{formula}<v>{value:d}</v></c>'
    assert isinstance(value, (int, float, Decimal))  # noqa: S101 - formulas compute numbers and texts
    return f"{start}>{formula}<v>{float(value):.16G}</v></c>"


def _inline(text: str) -> str:
    """Return a text as XML; what looks like the format's own escape of a character is escaped itself."""
    if "_x" in text:
        text = _LOOKS_ESCAPED.sub(r"_x005F_\1", text)
    if "&" in text or "<" in text or ">" in text:
        text = escape(text)
    kept = ' xml:space="preserve"' if text[:1].isspace() or text[-1:].isspace() else ""
    return f"<t{kept}>{text}</t>"

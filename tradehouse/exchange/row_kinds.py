"""Which rows below a header describe something: the others number columns, repeat the header, head or sum sections,
or show how to fill in the list.
"""

import re
from collections.abc import Sequence
from enum import IntEnum, StrEnum
from typing import Final

from tradehouse.domain.cells import Cell, CellError, is_blank
from tradehouse.domain.reference import find_unit
from tradehouse.domain.text import fold
from tradehouse.exchange.header_rows import is_numbering
from tradehouse.exchange.headings import candidates, known_word, plain_heading
from tradehouse.exchange.tables import Table

_TOTAL = re.compile(
    r"^(?:sub |grand )?(?:sub)?total(?: (?:harga|keseluruhan|semua|produk|umum|barang|umkm|ikm|stok|nilai))*(?: [\d ]+)?$"
    r"|^(?:jumlah|jml)(?: (?:total|keseluruhan|harga|barang|produk|seluruh|semua|umkm|ikm))*(?: [\d ]+)?$|^rekapitulasi$"
)
_NOTE = re.compile(
    r"^\s*(?:catatan|note|nb|keterangan|sumber|source|ket|harga (?:belum|sudah) termasuk)\b", re.IGNORECASE
)
_EXAMPLES: Final = frozenset({"contoh", "contoh pengisian", "example"})
_NAMES: Final = frozenset({"product.name_id", "supplier.name"})
# How a name begins that may be a total, a note or a heading; every other name is a record's.
_SUSPICIOUS: Final = frozenset(
    ["tot", "sub", "gra", "jum", "jml", "rek", "cat", "not", "nb", "ket", "sum", "sou", "har"]
)


class RowKind(IntEnum):
    """What a row below the header is."""

    BLANK = 0
    DATA = 1
    SKIPPED = 2


class RowMark(StrEnum):
    """What a row of a sheet is taken for, as the preview shows it. Rows from NUMBERING on are passed over and say why;
    HIDDEN are rows that the file hides and LEFT_OUT those that a person left out.
    """

    ABOVE = "above"
    HEADER = "header"
    RECORD = "record"
    BLANK = "blank"
    NUMBERING = "numbering"
    UNITS = "units"
    REPEATED = "repeated"
    SECTION = "section"
    TOTAL = "total"
    NOTE = "note"
    EXAMPLE = "example"
    HIDDEN = "hidden"
    LEFT_OUT = "left_out"


class RowJudge:
    """Says of each row of one table, in order, what it is; why says it of the last row that was passed over."""

    why: RowMark = RowMark.RECORD

    def __init__(self, table: Table, names: Sequence[int]) -> None:
        """names are the indexes of the columns that identify a record: its name first, then codes."""
        self._names = tuple(names)
        self._name = names[0] if names else -1
        self._headings = {c.index: plain_heading(c.heading.split("  ")[0]) for c in table.columns if c.heading}
        own = {self._headings[i] for i in self._names if i in self._headings}
        self._first_words = _SUSPICIOUS | {text[:3] for text in own}
        self._composed = table.name_parts is not None
        self._inherits = any(c.fill_down for c in table.columns if c.index == self._name)
        self._header_rows = table.header.height if table.header is not None else 1
        self._repeats_until = 0  # the last row of a repeated header, as rows are seen
        self._rows_seen = 0
        self._in_section = False

    def judge(self, row: Sequence[Cell]) -> RowKind:
        """Return what a row is."""
        name = row[self._name] if 0 <= self._name < len(row) else None
        if (
            isinstance(name, str)
            and self._rows_seen > 2
            and name[:3].casefold() not in self._first_words
            and len(name) > 2
        ):
            self._rows_seen += 1
            return RowKind.DATA
        filled = [(index, cell) for index, cell in enumerate(row) if not is_blank(cell)]
        if not filled:
            return RowKind.BLANK
        self._rows_seen += 1
        self.why = self._mark(filled)
        return RowKind.DATA if self.why is RowMark.RECORD else RowKind.SKIPPED

    def _mark(self, filled: list[tuple[int, Cell]]) -> RowMark:
        if self._rows_seen <= 3:
            if is_numbering([cell for _, cell in filled]):
                return RowMark.NUMBERING
            if self._is_units(filled):
                return RowMark.UNITS
        texts = [(index, cell) for index, cell in filled if isinstance(cell, str)]
        if self._repeats_header(texts):
            self._repeats_until = self._rows_seen + self._header_rows - 1
            return RowMark.REPEATED
        if self._rows_seen <= self._repeats_until and not any(index in self._names for index, _ in filled):
            return RowMark.REPEATED
        identified = [
            index for index, cell in filled if index in self._names and not self._is_title(index, cell, filled)
        ]
        if texts and texts[0] == filled[0] and filled[0][0] not in self._names and fold(texts[0][1]) in _EXAMPLES:
            return RowMark.EXAMPLE
        if texts and _TOTAL.search(fold(texts[0][1])) and (not identified or identified == [texts[0][0]]):
            return RowMark.TOTAL
        if len(texts) != 1 or (self._inherits and texts[0][0] > self._name):
            return RowMark.RECORD
        if _NOTE.match(texts[0][1]) and len(filled) == 1:
            return RowMark.NOTE
        return RowMark.SECTION if self._is_section(filled, texts[0][1], bool(identified)) else RowMark.RECORD

    def _is_title(self, index: int, cell: Cell, filled: list[tuple[int, Cell]]) -> bool:
        """Whether a text alone in the column of codes heads a section: "UPRIGHTS" is a title, "A-1" a code."""
        if self._composed or index == self._name or len(filled) > 1 or not isinstance(cell, str):
            return False
        figures = sum(c.isdigit() for c in cell)
        return not figures or (" " in cell and sum(c.isalpha() for c in cell) > figures)

    def _repeats_header(self, texts: list[tuple[int, str]]) -> bool:
        same = sum(1 for index, text in texts if plain_heading(text) == self._headings.get(index))
        if same >= 2 and same * 2 >= len(texts):
            return True
        name = next((text for index, text in texts if index == self._name), "")
        means_name = any(guess.target in _NAMES for guess in candidates(name)) if len(texts) > 1 else False
        return means_name and all(known_word(text) for _, text in texts)  # the headings in other words

    def _is_units(self, filled: list[tuple[int, Cell]]) -> bool:
        if len(filled) < 2 or any(index in self._names for index, _ in filled):
            return False
        return all(
            isinstance(c, str) and (fold(c) in {"rp", "idr", "usd"} or find_unit(c.strip("()"))) for _, c in filled
        )

    def _is_section(self, filled: list[tuple[int, Cell]], text: str, identified: bool) -> bool:
        """One text and no name: the heading of a section. Within a section, one with figures beside it is
        reported as a row without a name rather than passed over in silence.
        """
        figures = [cell for _, cell in filled if not isinstance(cell, str)]
        if identified or any(isinstance(cell, CellError) or cell != 0 for cell in figures):
            return False
        if not _reads_as_title(text) or (figures and self._in_section):
            return False
        self._in_section = True
        return True


def _reads_as_title(text: str) -> bool:
    return any(c.isalpha() for c in text) and len(text) <= 120

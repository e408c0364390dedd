"""Large .xlsx sheets of nothing but texts and plain figures, read by one pattern per row.

Most long lists are such sheets, and this takes less than half the time of a parser. Whatever is written in another way
(formulas, dates, errors, rich text, comments inside rows) makes it no plain sheet, and calamine reads it. Both
give the same values: tests hold that on random sheets and on real ones.
"""

import re
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from itertools import compress
from typing import Any, Final, TypeAlias

from tradehouse.domain.cells import Cell
from tradehouse.exchange.archives import Parts
from tradehouse.exchange.columns import column_letter
from tradehouse.exchange.limits import MAX_STRINGS_PART
from tradehouse.exchange.xlsx_parts import OtherStyle, column_number, row_blocks

Clean: TypeAlias = Callable[[tuple[Any, ...]], Iterable[Cell]]
_WIDEST: Final = 256
_EXACT_DIGITS: Final = 15  # so many a float holds as well
_REFERENCE: Final = re.compile(rb'<c r="([A-Z]{1,3})\d')
_STRING: Final = re.compile(r'<si><t(?: xml:space="preserve")?>([^<]*+)</t></si>')
_NO_FIGURE: Final = re.compile(r"[^0-9.eE+-]")
_OTHER_ENTITY: Final = re.compile(r"&(?!(?:lt|gt|quot|apos|amp);)")
_ENTITIES: Final = (("&lt;", "<"), ("&gt;", ">"), ("&quot;", '"'), ("&apos;", "'"), ("&amp;", "&"))
# A cell's reference and style, then what it holds: a figure, a shared string's number, or a text.
_CELL: Final = (
    r'(?:<c r="{letters}\1"(?: s="{not_dated}\d++")?+(?:/>|(><v>[^<]*+(?=</v>)| t="[sn]"><v>[^<]*+(?=</v>)'
    r'| t="inlineStr"><is><t(?: xml:space="preserve")?+>[^<]*+(?=</t></is>))</(?:v|t></is)></c>))?+'
)
_FIGURE: Final = "><v>"


class _Otherwise(Exception):
    """The sheet is not written as plain sheets are."""


@dataclass(frozen=True, slots=True)
class PlainSheet:
    """A sheet from its first filled cell to its last. start is the row and column of the first, counted from 0."""

    start: tuple[int, int]
    rows: list[list[Cell]]

    @property
    def height(self) -> int:
        """How many rows it has."""
        return len(self.rows)

    @property
    def width(self) -> int:
        """How many columns it has."""
        return len(self.rows[0]) if self.rows else 0


def read_plain(parts: Parts, name: str, strings: str, dated: frozenset[int], clean: Clean) -> PlainSheet | None:
    """Return the values of the sheet part `name`, None where it is no plain sheet.

    strings is the name of the part with the shared strings, "" for none; dated are the styles that may show a date;
    clean makes cells of some texts and figures. Raises UnusableFile where a part is damaged.
    """
    try:
        return _Reader(parts, strings, dated, clean).read(name)
    except (_Otherwise, OtherStyle, ValueError, IndexError):
        return None


class _Reader:
    """One sheet being read. filled says of each column whether any cell stands in it."""

    def __init__(self, parts: Parts, strings: str, dated: frozenset[int], clean: Clean) -> None:
        self._parts, self._strings_part, self._clean = parts, strings, clean
        self._not_dated = f'(?!(?:{"|".join(map(str, sorted(dated)))})")' if dated else ""
        self._strings: list[str] | None = None
        self._row: re.Pattern[str] | None = None
        self._rows: list[list[Cell]] = []
        self._filled: list[bool] = []
        self._first = self._last = 0  # numbers of the first and the last row with a cell, from 1

    def read(self, name: str) -> PlainSheet:
        """Return the sheet. Raises _Otherwise, OtherStyle and ValueError where it is no plain one."""
        blocks = row_blocks(self._parts, name)
        next(blocks)  # what stands before the rows
        for block in blocks:
            rows, _, rest = block.partition(b"</sheetData>")
            if b"<row" in rows:
                self._take(rows)
            if rest:
                break
        if not self._first:
            raise _Otherwise
        left = self._filled.index(True)
        right = len(self._filled) - self._filled[::-1].index(True)
        if (left, right) != (0, len(self._filled)):
            self._rows = [row[left:right] for row in self._rows]
        return PlainSheet((self._first - 1, left), self._rows)

    def _take(self, block: bytes) -> None:
        """Take in whole rows."""
        if self._row is None:
            letters = {*_REFERENCE.findall(block)}
            width = max(map(column_number, letters), default=0)
            if not 0 < width <= _WIDEST:
                raise _Otherwise
            self._row = self._pattern(width)
            self._filled = [False] * width
        if b"\r" in block or b"<!" in block:
            raise _Otherwise
        found = self._row.findall(block.decode())
        if len(found) != block.count(b"<row"):
            raise _Otherwise
        numbers, *columns = zip(*found, strict=True)
        told = [any(column) for column in columns]
        full = [all(column) for column in columns]
        self._filled = [known or more for known, more in zip(self._filled, told, strict=True)]
        cells = [
            self._values(column) if whole else self._with_gaps(column) if some else [None] * len(found)
            for column, some, whole in zip(columns, told, full, strict=True)
        ]
        filled = [True] * len(found) if any(full) else list(map(any, zip(*columns, strict=True)))
        self._place(list(map(int, numbers)), filled, map(list, zip(*cells, strict=True)))

    def _pattern(self, width: int) -> re.Pattern[str]:
        """Return the pattern of a row: its number, and of each column what its cell holds, "" for none."""
        letters = map(column_letter, range(1, width + 1))
        cells = "".join(_CELL.format(letters=letter, not_dated=self._not_dated) for letter in letters)
        return re.compile(rf'<row r="(\d{{1,7}}+)"[^<>/]*+(?:/>|>{cells}</row>)')

    def _place(self, numbers: Sequence[int], filled: Sequence[bool], rows: Iterable[list[Cell]]) -> None:
        """Add rows at their numbers. Those above the first that is filled and below the last are no rows of the sheet."""
        if self._first and all(filled) and list(numbers) == list(range(self._last + 1, self._last + 1 + len(numbers))):
            self._rows.extend(rows)
            self._last = numbers[-1]
            return
        for number, row in compress(zip(numbers, rows, strict=True), filled):
            if number <= self._last:
                raise _Otherwise
            self._first = self._first or number
            above = number - self._last - 1 if self._last else 0
            self._rows.extend([None] * len(row) for _ in range(above))
            self._rows.append(row)
            self._last = number

    def _with_gaps(self, column: Sequence[str]) -> list[Cell]:
        following = iter(self._values([cell for cell in column if cell]))
        return [next(following) if cell else None for cell in column]

    def _values(self, cells: Sequence[str]) -> Iterable[Cell]:
        return self._clean(tuple(self._told(cells)))

    def _told(self, cells: Sequence[str]) -> Sequence[str | float]:
        """Return what cells hold, which nearly always are of one sort."""
        together = "".join(cells)
        # No text has "<" in it, so that each cell has one head.
        if ' t="' not in together:
            return _figures(together.split(_FIGURE)[1:])
        for head, values in _HEADS:
            if together.count(head) == len(cells):
                return values(self, together.split(head)[1:])
        if len(cells) == 1:
            raise _Otherwise
        return [value for cell in cells for value in self._told((cell,))]

    def shared(self, indexes: Sequence[str]) -> Sequence[str]:
        """Return shared strings by their indexes."""
        if self._strings is None:
            self._strings = self._read_strings()
        if not "".join(indexes).isdecimal():
            raise _Otherwise
        return list(map(self._strings.__getitem__, map(int, indexes)))

    def _read_strings(self) -> list[str]:
        if self._strings_part not in self._parts:
            raise _Otherwise
        text = self._parts.read(self._strings_part, MAX_STRINGS_PART).decode()
        text = text[text.find("<sst") :]
        found = _STRING.findall(text)
        if "\r" in text or len(found) != text.count("</si>") or "<si/>" in text or "<si />" in text:
            raise _Otherwise
        return _texts(found)


def _figures(texts: Sequence[str]) -> Sequence[float]:
    together = "".join(texts)
    if together.isascii() and together.isdecimal() and max(map(len, texts)) <= _EXACT_DIGITS and all(texts):
        return list(map(int, texts))
    if _NO_FIGURE.search(together):
        raise _Otherwise
    return list(map(float, texts))


def _texts(texts: list[str]) -> list[str]:
    """Return texts with their entities resolved."""
    together = "".join(texts)
    if "&" not in together:
        return texts
    if _OTHER_ENTITY.search(together):
        raise _Otherwise
    return [_resolved(text) if "&" in text else text for text in texts]


def _resolved(text: str) -> str:
    for entity, character in _ENTITIES:
        text = text.replace(entity, character)
    return text


_HEADS: Final[Sequence[tuple[str, Callable[[_Reader, list[str]], Sequence[str | float]]]]] = (
    (' t="s"><v>', _Reader.shared),
    (' t="n"><v>', lambda _, texts: _figures(texts)),
    (' t="inlineStr"><is><t>', lambda _, texts: _texts(texts)),
    (' t="inlineStr"><is><t xml:space="preserve">', lambda _, texts: _texts(texts)),
)

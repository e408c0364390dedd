"""Large .xlsx sheets of nothing but texts and plain figures, read by one pattern per row.

Most long lists are such sheets, and this takes less than half the time of a parser. Whatever is written in another way
(formulas, dates, errors, rich text, comments inside rows) makes it no plain sheet, and calamine reads it. Both
give the same values: tests hold that on random sheets and on real ones.

A column mostly is written in one way throughout. The first rows show in which, and from then on its pattern takes
nothing but that, so that only the value is left to convert; where that fails, the rows are read again in any way.
"""

import re
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from enum import Enum, auto
from itertools import compress
from typing import Any, Final, TypeAlias

from tradehouse.domain.cells import Cell
from tradehouse.exchange.archives import Parts
from tradehouse.exchange.columns import column_letter
from tradehouse.exchange.limits import MAX_AREA, MAX_STRINGS_PART, MAX_TEXT
from tradehouse.exchange.number_formats import Formats
from tradehouse.exchange.xlsx_parts import OtherStyle, Scan, SheetFacts, column_number, row_blocks

Clean: TypeAlias = Callable[[tuple[Any, ...]], Iterable[Cell]]
_WIDEST: Final = 256
_EXACT_DIGITS: Final = 15  # so many a float holds as well
_STRINGS_AT_ONCE: Final = 1_000
_REFERENCE: Final = re.compile(rb'<c r="([A-Z]{1,3})\d')
_STRING: Final = re.compile(r'<si><t(?: xml:space="preserve")?>([^<]*+)</t></si>')
_NO_FIGURE: Final = re.compile(r"[^0-9.eE+-]")
_OTHER_ENTITY: Final = re.compile(r"&(?!(?:lt|gt|quot|apos|amp);)")
_ENTITIES: Final = (("&lt;", "<"), ("&gt;", ">"), ("&quot;", '"'), ("&apos;", "'"), ("&amp;", "&"))
_PRINTABLE: Final = bytes(range(32, 127))
_FIGURE: Final = "><v>"


class _Way(Enum):
    """How the filled cells of a column are written."""

    NONE = auto()
    WHOLE = auto()
    FIGURE = auto()
    SHARED = auto()
    INLINE = auto()
    ANY = auto()


# What follows a cell's reference and style. In any way it is told with its head: a figure, a shared string's number or
# a text; in one way only the value is, which then is not empty.
_CONTENT: Final = {
    _Way.NONE: "()/>",
    _Way.WHOLE: rf'(?: t="n")?+><v>([0-9]{{1,{_EXACT_DIGITS}}}+)</v></c>',
    _Way.FIGURE: r'(?: t="n")?+><v>([^<]++)</v></c>',
    _Way.SHARED: r' t="s"><v>([0-9]++)</v></c>',
    _Way.INLINE: r' t="inlineStr"><is><t(?: xml:space="preserve")?+>([^<]++)</t></is></c>',
    _Way.ANY: (
        r'(><v>[^<]*+(?=</v>)| t="[sn]"><v>[^<]*+(?=</v>)'
        r'| t="inlineStr"><is><t(?: xml:space="preserve")?+>[^<]*+(?=</t></is>))</(?:v|t></is)></c>'
    ),
}


class _Otherwise(Exception):
    """The sheet is not written as plain sheets are."""


@dataclass(frozen=True, slots=True)
class PlainSheet:
    """A sheet from its first filled cell to its last. start is the row and column of the first, counted from 0; facts
    are what its XML says beside the values.
    """

    start: tuple[int, int]
    rows: list[list[Cell]]
    facts: SheetFacts

    @property
    def height(self) -> int:
        """How many rows it has."""
        return len(self.rows)

    @property
    def width(self) -> int:
        """How many columns it has."""
        return len(self.rows[0]) if self.rows else 0


def read_plain(parts: Parts, name: str, strings: str, formats: Formats, clean: Clean) -> PlainSheet | None:
    """Return the values of the sheet part `name`, None where it is no plain sheet or too large for one.

    strings is the name of the part with the shared strings, "" for none; clean makes cells of some texts and figures.
    Raises UnusableFile where a part is damaged.
    """
    try:
        return _Reader(parts, strings, formats, clean).read(name)
    except (_Otherwise, OtherStyle, ValueError, IndexError):
        return None


class _Reader:
    """One sheet being read. ways and filled say of each column how it is written, and whether any cell stands in it."""

    def __init__(self, parts: Parts, strings: str, formats: Formats, clean: Clean) -> None:
        self._parts, self._strings_part, self._clean = parts, strings, clean
        self._scan = Scan(formats)
        self._not_dated = f'(?!(?:{"|".join(map(str, sorted(formats.dated)))})")' if formats.dated else ""
        self._strings: list[Cell] = []
        self._lengths: list[int] = []
        self._volume = 0  # characters of the shared strings, each use counted
        self._known: list[_Way] = []  # of each column, as far as it was seen
        self._ways: list[_Way] = []  # as `_row` takes them
        self._any = self._row = re.compile("")
        self._learns = True
        self._rows: list[list[Cell]] = []
        self._filled: list[bool] = []
        self._first = self._last = 0  # numbers of the first and the last row with a cell, from 1

    def read(self, name: str) -> PlainSheet:
        """Return the sheet. Raises _Otherwise, OtherStyle and ValueError where it is no plain one."""
        self._parts.check_prolog(name)
        blocks = row_blocks(self._parts, name)
        self._scan.read_head(next(blocks))
        block = next(blocks)
        for following in blocks:
            self._take(block)
            block = following
        rows, _, rest = block.partition(b"</sheetData>")
        if b"<row" in rows:
            self._take(rows)
        self._scan.read_rest(rest)
        if not self._first:
            raise _Otherwise
        left = self._filled.index(True)
        right = len(self._filled) - self._filled[::-1].index(True)
        if (left, right) != (0, len(self._filled)):
            self._rows = [row[left:right] for row in self._rows]
        facts = self._scan.facts
        facts.last_row, facts.last_column = self._last, right
        return PlainSheet((self._first - 1, left), self._rows, facts)

    def _take(self, block: bytes) -> None:
        """Take in whole rows."""
        if not self._filled:
            letters = {*_REFERENCE.findall(block)}
            width = max(map(column_number, letters), default=0)
            if not 0 < width <= _WIDEST:
                raise _Otherwise
            self._ways = [_Way.ANY] * width
            self._known = [_Way.NONE] * width
            self._any = self._row = self._pattern(self._ways)
            self._filled = [False] * width
        if b"\r" in block or b"<!" in block:
            raise _Otherwise
        numbers, columns = self._columns(block)
        self._scan.read_plain(block)
        height = len(numbers)
        full = [way is not _Way.NONE and "" not in column for way, column in zip(self._ways, columns, strict=True)]
        self._filled = [
            known or whole or any(column) for known, whole, column in zip(self._filled, full, columns, strict=True)
        ]
        # One look at all of it says of nearly every text that nothing in it is to be cleaned.
        clean = b"&" not in block and b"_" not in block and not block.translate(None, _PRINTABLE)
        cells = [
            self._cells(way, column, full=whole, clean=clean)
            for way, column, whole in zip(self._ways, columns, full, strict=True)
        ]
        filled = [True] * height if any(full) else list(map(any, zip(*columns, strict=True)))
        self._place(list(map(int, numbers)), filled, map(list, zip(*cells, strict=True)))
        if self._learns and self._row is self._any:
            self._learn(columns)

    def _learn(self, columns: Sequence[Sequence[str]]) -> None:
        """Take the next rows as all were written so far; in any way from now on where these bring nothing new."""
        begun = any(way is not _Way.NONE for way in self._known)
        below = [column if begun else column[len(column) // 2 :] for column in columns]  # the first are headings
        wider = [_wider(known, _way_of(column)) for known, column in zip(self._known, below, strict=True)]
        self._learns = wider != self._known
        if self._learns:
            self._known = self._ways = wider
            self._row = self._pattern(wider)

    def _columns(self, block: bytes) -> tuple[Sequence[str], Sequence[Sequence[str]]]:
        """Return the numbers of the rows, and of each column what its cells hold, "" for none."""
        text, height = block.decode(), block.count(b"<row")
        found = self._row.findall(text)
        if len(found) != height and self._row is not self._any:
            self._ways, self._row = [_Way.ANY] * len(self._ways), self._any
            found = self._row.findall(text)
        if len(found) != height:
            raise _Otherwise
        numbers, *columns = zip(*found, strict=True)
        return numbers, columns

    def _pattern(self, ways: Iterable[_Way]) -> re.Pattern[str]:
        """Return the pattern of a row: its number, and of each column what its cell holds, "" for none."""
        style = rf'(?: s="{self._not_dated}\d++")?+'
        cells = "".join(
            rf'(?:<c r="{column_letter(number)}\1"{style}(?:{_CONTENT[way]}|/>))?+'
            for number, way in enumerate(ways, 1)
        )
        return re.compile(rf'<row r="(\d{{1,7}}+)"[^<>/]*+(?:/>|>{cells}</row>)')

    def _place(self, numbers: Sequence[int], filled: Sequence[bool], rows: Iterable[list[Cell]]) -> None:
        """Add rows at their numbers. Those above the first that is filled and below the last are no rows of the sheet."""
        if numbers[-1] * len(self._filled) > MAX_AREA:
            raise _Otherwise
        if self._first and all(filled) and list(numbers) == list(range(self._last + 1, self._last + 1 + len(numbers))):
            self._rows.extend(rows)
            self._last = numbers[-1]
            return
        for number, row in compress(zip(numbers, rows, strict=True), filled):
            if not self._last < number <= numbers[-1]:
                raise _Otherwise
            self._first = self._first or number
            above = number - self._last - 1 if self._last else 0
            self._rows.extend([None] * len(row) for _ in range(above))
            self._rows.append(row)
            self._last = number

    def _cells(self, way: _Way, column: Sequence[str], *, full: bool, clean: bool) -> Sequence[Cell]:
        """Return what stands in a column. clean: texts have nothing but spaces at their ends to be cleaned of."""
        if way is _Way.NONE:
            return [None] * len(column)
        if way is _Way.INLINE and clean and not _has_ends(column):
            return column if full else [text or None for text in column]
        if full:
            return self._values(way, column)
        following = iter(self._values(way, [cell for cell in column if cell]))
        return [next(following) if cell else None for cell in column]

    def _values(self, way: _Way, told: Sequence[str]) -> Sequence[Cell]:
        match way:
            case _Way.WHOLE:
                return list(map(int, told))
            case _Way.FIGURE:
                return self.figures(told)
            case _Way.SHARED:
                return self._numbered(told)
            case _Way.INLINE:
                return self.inline(told)
            case _:
                return self._whatever(told)

    def _whatever(self, cells: Sequence[str]) -> Sequence[Cell]:
        """Return what cells hold that are told with their heads; nearly always they are of one sort."""
        together = "".join(cells)
        # No text has "<" in it, so that each cell has one head.
        if ' t="' not in together:
            return self.figures(together.split(_FIGURE)[1:])
        for head, values in _HEADS:
            if together.count(head) == len(cells):
                return values(self, together.split(head)[1:])
        if len(cells) == 1:
            raise _Otherwise
        return [value for cell in cells for value in self._whatever((cell,))]

    def figures(self, texts: Sequence[str]) -> Sequence[Cell]:
        """Return the figures that texts are. Raises _Otherwise, ValueError."""
        together = "".join(texts)
        if together.isascii() and together.isdecimal() and max(map(len, texts)) <= _EXACT_DIGITS and all(texts):
            return list(map(int, texts))
        if _NO_FIGURE.search(together):
            raise _Otherwise
        return list(self._clean(tuple(map(float, texts))))

    def inline(self, texts: Sequence[str]) -> Sequence[Cell]:
        """Return texts as a person sees them. Raises _Otherwise."""
        return list(self._clean(tuple(_texts(texts))))

    def shared(self, indexes: Sequence[str]) -> Sequence[Cell]:
        """Return shared strings by their indexes. Raises _Otherwise, IndexError."""
        if not "".join(indexes).isdecimal():
            raise _Otherwise
        return self._numbered(indexes)

    def _numbered(self, indexes: Sequence[str]) -> Sequence[Cell]:
        if not self._lengths:
            self._read_strings()
        places = list(map(int, indexes))
        self._volume += sum(map(self._lengths.__getitem__, places))
        if self._volume > MAX_TEXT:
            raise _Otherwise
        return list(map(self._strings.__getitem__, places))

    def _read_strings(self) -> None:
        if self._strings_part not in self._parts:
            raise _Otherwise
        self._parts.check_prolog(self._strings_part)
        text = self._parts.read(self._strings_part, MAX_STRINGS_PART).decode()
        text = text[text.find("<sst") :]
        found = _STRING.findall(text)
        if "\r" in text or len(found) != text.count("</si>") or "<si/>" in text or "<si />" in text:
            raise _Otherwise
        for at in range(0, len(found), _STRINGS_AT_ONCE):
            self._strings.extend(self.inline(found[at : at + _STRINGS_AT_ONCE]))
        self._lengths = list(map(len, found))


def _way_of(column: Sequence[str]) -> _Way:
    """Return how the cells of a column are written, which are told with their heads."""
    cells = list(filter(None, column))
    together = "".join(cells)
    if not cells:
        return _Way.NONE
    if ' t="' not in together:
        texts = together.split(_FIGURE)[1:]
        whole = all(text.isdecimal() and len(text) <= _EXACT_DIGITS for text in texts)
        return _Way.WHOLE if whole else _Way.FIGURE
    if together.count(_SHARED) == len(cells):
        return _Way.SHARED
    return _Way.INLINE if together.count(_INLINE) == len(cells) else _Way.ANY


def _wider(known: _Way, seen: _Way) -> _Way:
    """Return the way that takes both."""
    if _Way.NONE in (known, seen):
        return seen if known is _Way.NONE else known
    if known is seen:
        return known
    return _Way.FIGURE if {known, seen} == {_Way.WHOLE, _Way.FIGURE} else _Way.ANY


def _has_ends(texts: Sequence[str]) -> bool:
    """Whether any text begins or ends with a space."""
    together = "|".join(texts)
    return " |" in together or "| " in together or together[:1] == " " or together[-1:] == " "


def _texts(texts: Sequence[str]) -> Sequence[str]:
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


_SHARED: Final = ' t="s"><v>'
_INLINE: Final = ' t="inlineStr"><is><t'
_HEADS: Final[Sequence[tuple[str, Callable[[_Reader, list[str]], Sequence[Cell]]]]] = (
    (_SHARED, _Reader.shared),
    (' t="n"><v>', _Reader.figures),
    (f"{_INLINE}>", _Reader.inline),
    (f'{_INLINE} xml:space="preserve">', _Reader.inline),
)

"""How far the cells of .ods and .xlsb sheets reach, found before calamine makes a table of them."""

from dataclasses import dataclass, field
from typing import Final
from xml.parsers import expat

from tradehouse.exchange.archives import Parts, guarded_parser
from tradehouse.exchange.limits import LONGEST_CELL, MAX_SHEET_PART, MAX_STRINGS_PART, MAX_TEXT, damaged, encrypted

_ODS_CONTENT: Final = "content.xml"
_MANIFEST: Final = "META-INF/manifest.xml"
_ROW_RECORD, _STRING_RECORD, _LAST_CELL_RECORD, _SHARED_STRING_RECORD, _SHEET_RECORD = 0, 7, 11, 19, 156


@dataclass(slots=True)
class SheetSize:
    """Where the last filled cell of a sheet lies (1-based), how much text its cells stand for, and the
    pictures in its cells as (row, column, part).
    """

    name: str = ""
    last_row: int = 0
    last_column: int = 0
    text_bytes: int = 0
    pictures: list[tuple[int, int, str]] = field(default_factory=list)

    @property
    def area(self) -> int:
        """Cells up to the last one."""
        return self.last_row * self.last_column


def ods_sizes(parts: Parts) -> list[SheetSize]:
    """Return the size of each sheet of an .ods. Raises UnusableFile."""
    if _MANIFEST in parts and b"encryption-data" in parts.read(_MANIFEST):
        raise encrypted(parts.path)
    if _ODS_CONTENT not in parts:
        raise damaged(parts.path)
    reader = _OdsReader()
    parser = guarded_parser(parts)
    parser.StartElementHandler = reader.start
    parser.EndElementHandler = reader.end
    parser.CharacterDataHandler = reader.data
    try:
        for chunk in parts.chunks(_ODS_CONTENT):
            parser.Parse(chunk, False)
        parser.Parse(b"", True)
    except expat.ExpatError:
        raise damaged(parts.path) from None
    return reader.sizes


class _OdsReader:
    """Follows rows and cells, which may each stand for many."""

    def __init__(self) -> None:
        self.sizes: list[SheetSize] = []
        self._row = 0
        self._column = 0
        self._rows = 1
        self._columns = 1
        self._in_cell = False
        self._filled = False
        self._text = 0
        self._row_reach = 0
        self._row_text = 0

    def start(self, tag: str, attributes: dict[str, str]) -> None:
        """Take in the start of an element."""
        if tag == "table:table":
            self.sizes.append(SheetSize(attributes.get("table:name", "")))
            self._row = 0
        elif tag == "table:table-row":
            self._rows = _repeats(attributes.get("table:number-rows-repeated"))
            self._column = self._row_reach = self._row_text = 0
        elif tag in ("table:table-cell", "table:covered-table-cell"):
            self._columns = _repeats(attributes.get("table:number-columns-repeated"))
            self._in_cell = True
            self._filled = "office:value-type" in attributes
            self._text = 0
        elif tag == "text:s" and self._in_cell:
            # a run of spaces by its count; the reader behind us writes it out, and one longer than a cell may be is a bomb
            spaces = _repeats(attributes.get("text:c"))
            self._filled = True
            self._text += spaces if spaces <= LONGEST_CELL else MAX_TEXT + spaces
        elif tag == "draw:image" and self.sizes:
            part = attributes.get("xlink:href", "").removeprefix("./")
            self.sizes[-1].pictures.append((self._row + 1, self._column + 1, part))

    def end(self, tag: str) -> None:
        """Take in the end of an element."""
        if tag in ("table:table-cell", "table:covered-table-cell"):
            self._column += self._columns
            self._in_cell = False
            if self._filled:
                self._row_reach = self._column
                self._row_text += self._text * self._columns
        elif tag == "table:table-row" and self.sizes:
            self._row += self._rows
            size = self.sizes[-1]
            if self._row_reach:
                size.last_row = self._row
                size.last_column = max(size.last_column, self._row_reach)
                size.text_bytes += self._row_text * self._rows

    def data(self, text: str) -> None:
        """Take in text."""
        if self._in_cell:
            self._filled = self._filled or not text.isspace()
            self._text += len(text)


def xlsb_size(parts: Parts, name: str, string_lengths: list[int]) -> SheetSize:
    """Return the size of a sheet part of an .xlsb ([MS-XLSB] 2.1.7.61). Raises UnusableFile."""
    size = SheetSize(name)
    data = parts.read(name, MAX_SHEET_PART)
    row = 0
    for kind, start, end in _records(data):
        if kind == _ROW_RECORD:
            row = int.from_bytes(data[start : start + 4], "little") + 1
        elif kind <= _LAST_CELL_RECORD and end - start >= 8:
            size.last_row = max(size.last_row, row)
            size.last_column = max(size.last_column, int.from_bytes(data[start : start + 4], "little") + 1)
            if kind == _STRING_RECORD:
                index = int.from_bytes(data[start + 8 : start + 12], "little")
                size.text_bytes += string_lengths[index] if index < len(string_lengths) else 0
    return size


def xlsb_string_lengths(parts: Parts, name: str) -> list[int]:
    """Return the bytes of each shared string of an .xlsb, in order."""
    if name not in parts:
        return []
    data = parts.read(name, MAX_STRINGS_PART)
    return [end - start for kind, start, end in _records(data) if kind == _SHARED_STRING_RECORD]


def xlsb_sheets(parts: Parts, name: str) -> dict[str, str]:
    """Return the relation of each sheet of an .xlsb by the sheet's name, in order."""
    data = parts.read(name)
    found = {}
    for kind, start, end in _records(data):
        if kind == _SHEET_RECORD:
            identifier, after = _wide_text(data, start + 8, end)
            found[_wide_text(data, after, end)[0]] = identifier
    return found


def _wide_text(data: bytes, start: int, end: int) -> tuple[str, int]:
    """Return a text that stands behind its length in characters, and where it ends."""
    stop = min(end, start + 4 + 2 * int.from_bytes(data[start : start + 4], "little"))
    return data[start + 4 : stop].decode("utf-16-le", "replace"), stop


def _records(data: bytes) -> list[tuple[int, int, int]]:
    """Return (kind, start, end) of the records of a binary part; kind and length are in base 128."""
    found = []
    at, total = 0, len(data)
    while at < total:
        kind = data[at]
        at += 1
        if kind & 0x80 and at < total:
            kind = (kind & 0x7F) | (data[at] << 7)
            at += 1
        length = shift = 0
        while at < total and shift < 28:
            byte = data[at]
            at += 1
            length |= (byte & 0x7F) << shift
            shift += 7
            if not byte & 0x80:
                break
        found.append((kind, at, at + length))
        at += length
    return found


def _repeats(text: str | None) -> int:
    return max(1, int(text)) if text and text.isdecimal() and len(text) < 10 else 1

"""The second pass over the sheets of an .xlsx: what calamine does not tell, and whether it is safe to ask it.

One pass of byte patterns over the inflated XML, several times faster than a parser in Python could be:
ordinary cells (`<c r="B7" s="1" t="s">`) are skipped inside the pattern, only unusual ones reach Python. A
sheet that is written otherwise (prefixes, no references, single quotes) goes through expat in
`xlsx_otherwise`.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from functools import cache
from html import unescape
from typing import Final

from tradehouse.exchange.archives import Parts, ahead
from tradehouse.exchange.limits import MAX_COLUMNS, MAX_ROW_BYTES, damaged, too_much_beside
from tradehouse.exchange.number_formats import Formats

_ORDINARY_ROWS: Final = 99_999
_FORMAT_BLOCKS: Final = 2  # whose money a column holds, its first rows tell
_FEW_FORMATS: Final = 200
_LARGE: Final = 1 << 20  # bytes from which on a thread is worth its while
_END_OF_ROW = b"</row>"
_TRUE = (b"1", b"true")


class OtherStyle(Exception):
    """The sheet is not written the way the byte patterns know."""


@dataclass(slots=True)
class SheetFacts:
    """What the XML of a sheet says beside its values; rows and columns are 1-based.

    last_row and last_column bound the filled cells from above. styled maps the index of a number format of
    interest to its cells; currencies are listed from the first rows only. web_images are what the function IMAGE
    fetches, links what HYPERLINK points to, link_relations the relations of links that are no formula.
    """

    last_row: int = 0
    last_column: int = 0
    string_cells: int = 0
    merges: list[tuple[int, int, int, int]] = field(default_factory=list)
    hidden_rows: set[int] = field(default_factory=set)
    hidden_columns: list[tuple[int, int]] = field(default_factory=list)
    styled: dict[int, list[tuple[int, int]]] = field(default_factory=dict)
    errors: dict[tuple[int, int], str] = field(default_factory=dict)
    uncached: set[tuple[int, int]] = field(default_factory=set)
    value_metadata: dict[tuple[int, int], int] = field(default_factory=dict)
    wps_pictures: dict[tuple[int, int], str] = field(default_factory=dict)
    web_images: dict[tuple[int, int], str] = field(default_factory=dict)
    links: dict[tuple[int, int], str] = field(default_factory=dict)
    link_relations: dict[tuple[int, int], str] = field(default_factory=dict)

    @property
    def area(self) -> int:
        """Cells up to the last one."""
        return self.last_row * self.last_column

    @property
    def has_more_than_values(self) -> bool:
        """Whether any cell failed, or lacks the value of its formula, or is a picture."""
        return bool(self.errors or self.uncached or self.value_metadata or self.wps_pictures or self.web_images)

    def reach(self, row: int, column: int) -> None:
        """Take in that there is a cell at row and column."""
        self.last_row = max(self.last_row, row)
        self.last_column = max(self.last_column, column)


# No pattern may run past the tag it began in, or a hostile sheet makes it walk the same bytes again and again.
_INSIDE = rb"[^<>]{0,400}"
_KIND = rb'(?: t="(?:s|n|str|inlineStr|b|d)")?+'
_KIND_FIRST = re.compile(rb'<c r="[A-Z]{1,3}\d{1,7}" t="\w+" s="')
_TAG = re.compile(rb' r="([A-Z]{1,3})(\d{1,7})"(?: t="\w+")?(?: s="(\d+)")?((?: [\w:]{1,40}+="[^"<>]{0,40}+")*+) ?/?$')
_PREFIXED = re.compile(rb":c[ >/\t\r\n]")
_EMPTY_CELL = rb' r="[A-Z]{1,3}+\d{1,7}+"(?: \w++="\w*+")*+ ?+/>'
_FILLED = re.compile(rb'<c(?!%s) r="([A-Z]{1,3})(\d{1,7})"' % _EMPTY_CELL)
_ATTRIBUTE = re.compile(rb'([A-Za-z:]+)="([^"<>]*)"')
_ROW = re.compile(rb"<row (%s)>" % _INSIDE)
_COLUMN = re.compile(rb"<col (%s)>" % _INSIDE)
_MERGE = re.compile(rb'<mergeCell [^<>]{0,80}?ref="([A-Z]{1,3})(\d{1,7})(?::([A-Z]{1,3})(\d{1,7}))?"')
_FORMULA = rb"(?:<f%s/>|<f%s>[^<]*</f>)" % (_INSIDE, _INSIDE)
_ERROR = re.compile(
    rb'<c r="([A-Z]{1,3})(\d{1,7})"%s t="e"%s>%s?<v[^<>]{0,80}>([^<]*)</v>' % (_INSIDE, _INSIDE, _FORMULA)
)
_METADATA = re.compile(rb'<c r="([A-Z]{1,3})(\d{1,7})"%s vm="(\d{1,9})"' % _INSIDE)
_STRING_INDEX = re.compile(rb' t="s"%s>%s?<v[^<>]{0,80}>(\d{1,9})</v>' % (_INSIDE, _FORMULA))
_MAYBE_UNCACHED = re.compile(rb"</f></c>|/></c>|<v/>|<v></v>")
_UNCACHED = re.compile(rb'<c r="([A-Z]{1,3})(\d{1,7})"(%s)>%s(<v ?/>|<v></v>)?</c>' % (_INSIDE, _FORMULA))
_WPS = re.compile(
    rb'<c r="([A-Z]{1,3})(\d{1,7})"%s><f%s>[^<]{0,40}DISPIMG\((?:&quot;|")([^"&<]{0,200})' % (_INSIDE, _INSIDE)
)
_CALL = re.compile(
    rb'<c r="([A-Z]{1,3})(\d{1,7})"%s><f%s>[^<"&]{0,40}?\b(IMAGE|HYPERLINK)\((?:&quot;|")((?:(?!&quot;)[^"<]){1,2000})'
    % (_INSIDE, _INSIDE)
)
_LINK = re.compile(rb"<hyperlink ([^<>]{0,4000})>")
_LINK_RELATION = re.compile(rb'\w+:id="([^"<>]{1,200})"')
_REFERENCE = re.compile(rb'(?:^|\s)ref="([A-Z]{1,3})(\d{1,7})(?:[":])')


@cache
def column_number(letters: bytes) -> int:
    """Return the number of a column: A is 1, XFD is 16,384."""
    number = 0
    for letter in letters:
        number = number * 26 + letter - 64
    return number


@dataclass(frozen=True, slots=True)
class _Ordinary:
    """How the ordinary cells of a sheet are written; rows have at most `digits` digits."""

    letters: bytes = b"[A-Z]"
    columns: int = 26
    digits: int = 5
    kind_first: bool = False

    @classmethod
    def of(cls, block: bytes) -> "_Ordinary":
        """Return what the first rows of a sheet suggest."""
        kind_first = _KIND_FIRST.search(block) is not None
        widest = max({letters for letters, _ in _FILLED.findall(block)}, key=column_number, default=b"A")
        if len(widest) == 2 and widest[:1] == b"A":
            return cls(b"A?+[A-Z]", 52, 5, kind_first)
        return cls(kind_first=kind_first)

    def anywhere(self) -> "_Ordinary":
        """Return the same without bounds."""
        return _Ordinary(b"[A-Z]{1,3}+", MAX_COLUMNS, 7, self.kind_first)


@cache
def _unusual(wanted: tuple[int, ...], ordinary: _Ordinary) -> re.Pattern[bytes]:
    """Return the pattern of the cell tags that Python must look at: beyond the ordinary bounds, of a style in
    wanted, errors, metadata, and whatever is written in another way.
    """
    skipped = rb"(?!(?:%s)\")" % b"|".join(b"%d" % style for style in wanted) if wanted else b""
    # so many formats of interest that looking at every styled cell is cheaper than telling them apart
    style = rb'(?: s="%s\d++")?+' % skipped if len(wanted) <= _FEW_FORMATS else b""
    attributes = _KIND + style if ordinary.kind_first else style + _KIND
    reference = rb' r="%s\d{1,%d}+"' % (ordinary.letters, ordinary.digits)
    return re.compile(rb"<c(?!%s%s ?+/?+>|%s)(?=[\s/>])([^<>]*)" % (reference, attributes, _EMPTY_CELL))


class Scan:
    """One pass over a sheet part."""

    def __init__(self, formats: Formats, *, count_strings: bool = False) -> None:
        self.facts = SheetFacts()
        self._lasting = tuple(sorted((*formats.padded, *formats.percents)))
        self._first = tuple(sorted((*self._lasting, *formats.currencies)))
        self._count_strings = count_strings
        self._blocks = 0
        self._has_formulas = False
        self._ordinary: _Ordinary | None = None

    def read_head(self, head: bytes) -> None:
        """Take in what stands before the rows."""
        for match in _COLUMN.finditer(head):
            said = dict(_ATTRIBUTE.findall(match[1]))
            first, last = said.get(b"min", b""), said.get(b"max", b"")
            if said.get(b"hidden") in _TRUE and first.isdigit() and last.isdigit():
                self.facts.hidden_columns.append((int(first), min(int(last), MAX_COLUMNS)))

    def read_block(self, block: bytes) -> None:
        """Take in whole rows."""
        if _PREFIXED.search(block):
            raise OtherStyle
        self._find_unusual(block, self._wanted())
        if self._count_strings:
            self.facts.string_cells += block.count(b't="s"')
        self._find_hidden(block)
        if b"</f>" in block or (self._has_formulas and b"<f" in block):
            self._has_formulas = True
            self._read_formulas(block)

    def read_plain(self, block: bytes) -> None:
        """Take in whole rows of which somebody knows that their cells are plain: formats and hidden rows are left."""
        wanted = self._wanted()
        if wanted:
            self._find_unusual(block, wanted)
        self._find_hidden(block)

    def read_rest(self, rest: bytes) -> None:
        """Take in what stands after the last row."""
        self.read_block(rest)
        self.facts.merges += [_corners(*found) for found in _MERGE.findall(rest)]
        for link in _LINK.findall(rest):
            place, relation = _REFERENCE.search(link), _LINK_RELATION.search(link)
            if place and relation:
                cell = int(place[2]), column_number(place[1])
                self.facts.link_relations[cell] = relation[1].decode("utf-8", "replace")

    def _wanted(self) -> tuple[int, ...]:
        """Return the formats to look for in the next block."""
        self._blocks += 1
        return self._first if self._blocks <= _FORMAT_BLOCKS else self._lasting

    def _find_unusual(self, block: bytes, wanted: tuple[int, ...]) -> None:
        if self._ordinary is None:
            self._ordinary = _Ordinary.of(block)
        if not self._read_cells(block, wanted, self._ordinary):
            _measure(block, self.facts)
            self._read_cells(block, wanted, self._ordinary.anywhere())

    def _find_hidden(self, block: bytes) -> None:
        if b' hidden="' in block:
            rows = (dict(_ATTRIBUTE.findall(row)) for row in _ROW.findall(block))
            self.facts.hidden_rows.update(
                int(row[b"r"])
                for row in rows
                if row.get(b"hidden") in _TRUE and row.get(b"r", b"").isdigit() and len(row[b"r"]) < 8
            )

    def _read_cells(self, block: bytes, wanted: tuple[int, ...], ordinary: _Ordinary) -> bool:
        """Take in the unusual cells; False if some lie beyond the ordinary bounds, which then do not hold."""
        facts = self.facts
        interesting = {b"%d" % style: facts.styled.setdefault(style, []) for style in wanted}
        errors = metadata = False
        found: list[tuple[list[tuple[int, int]], int, int]] = []
        for tag in _unusual(wanted, ordinary).findall(block):
            match = _TAG.match(tag)
            if match is None:
                raise OtherStyle
            letters, digits, style, rest = match.groups()
            row, column = int(digits), column_number(letters)
            if column > ordinary.columns or len(digits) > ordinary.digits:
                return False
            if style in interesting:
                found.append((interesting[style], row, column))
            errors |= b' t="e"' in tag
            if rest:
                metadata |= b' vm="' in rest
                if b' r="' in rest:
                    raise OtherStyle
        if ordinary is self._ordinary:
            facts.reach(_ORDINARY_ROWS if found or _FILLED.search(block) else 0, ordinary.columns)
        for cells, row, column in found:
            cells.append((row, column))
        if errors:
            facts.errors |= {
                (int(row), column_number(letters)): text.decode("utf-8", "replace")
                for letters, row, text in _ERROR.findall(block)
            }
        if metadata:
            facts.value_metadata |= {
                (int(row), column_number(letters)): int(index) for letters, row, index in _METADATA.findall(block)
            }
        return True

    def _read_formulas(self, block: bytes) -> None:
        facts = self.facts
        if _MAYBE_UNCACHED.search(block):
            facts.uncached |= {
                (int(row), column_number(letters))
                for letters, row, attributes, empty in _UNCACHED.findall(block)
                if not (empty and b't="str"' in attributes)  # there the value is an empty text
            }
        if b"IMAGE(" in block or b"HYPERLINK(" in block:
            for letters, row, function, target in _CALL.findall(block):
                kept = facts.web_images if function == b"IMAGE" else facts.links
                kept[int(row), column_number(letters)] = unescape(target.decode("utf-8", "replace"))
        if b"DISPIMG" in block:
            facts.wps_pictures |= {
                (int(row), column_number(letters)): name.decode("utf-8", "replace")
                for letters, row, name in _WPS.findall(block)
            }


def read_facts(parts: Parts, name: str, formats: Formats, *, count_strings: bool = False) -> SheetFacts:
    """Return what the sheet part `name` says. Raises UnusableFile, and OtherStyle for xlsx_otherwise."""
    blocks = row_blocks(parts, name)
    scan = Scan(formats, count_strings=count_strings)
    scan.read_head(next(blocks))
    block = next(blocks)
    for following in blocks:
        scan.read_block(block)
        block = following
    scan.read_rest(block)
    return scan.facts


def exact_reach(parts: Parts, name: str) -> tuple[int, int]:
    """Return the last row and column with a filled cell of a sheet that read_facts could read."""
    facts = SheetFacts()
    for block in row_blocks(parts, name):
        _measure(block, facts)
    return facts.last_row, facts.last_column


def text_volume(parts: Parts, name: str, lengths: list[int]) -> int:
    """Return the bytes of text that the string cells of a sheet stand for; lengths are those of the shared
    strings.
    """
    volume = 0
    for block in row_blocks(parts, name):
        found = _STRING_INDEX.findall(block)
        # a reference that is written in another way counts as one to the longest string
        volume += max(0, block.count(b't="s"') - len(found)) * max(lengths, default=0)
        volume += sum(lengths[int(index)] for index in found if int(index) < len(lengths))
    return volume


def row_blocks(parts: Parts, name: str) -> Iterator[bytes]:
    """Yield what stands before the rows, then blocks of whole rows, then the rest."""
    carry = b""
    begun = False
    chunks = parts.chunks(name)
    for chunk in ahead(chunks) if parts.size(name) >= _LARGE else chunks:
        seen = max(0, len(carry) - len(_END_OF_ROW))
        carry += chunk
        if not begun:
            start = carry.find(b"<sheetData")
            if start < 0:
                if len(carry) > MAX_ROW_BYTES:
                    raise OtherStyle
                continue
            yield carry[:start]
            carry = carry[start:]
            begun = True
            seen = 0
        end = carry.rfind(_END_OF_ROW, seen) + len(_END_OF_ROW)
        if end >= len(_END_OF_ROW):
            yield carry[:end]
            carry = carry[end:]
        elif (start := carry.rfind(b"<row ", max(1, seen))) > 0:
            # rows without a cell have no end tag of their own
            yield carry[:start]
            carry = carry[start:]
        if len(carry) > MAX_ROW_BYTES:
            after_rows = 0 <= carry.find(b"</sheetData>") < len(carry) // 2
            raise too_much_beside(parts.path) if after_rows else damaged(parts.path)
    if not begun:
        raise OtherStyle
    yield carry


def _measure(block: bytes, facts: SheetFacts) -> None:
    references = _FILLED.findall(block)
    facts.reach(
        max((int(row) for row in {row for _, row in references}), default=0),
        max((column_number(letters) for letters in {letters for letters, _ in references}), default=0),
    )


def _corners(letters: bytes, row: bytes, last_letters: bytes, last_row: bytes) -> tuple[int, int, int, int]:
    return (
        int(row),
        column_number(letters),
        int(last_row or row),
        column_number(last_letters or letters),
    )

"""Where a floating picture stands: the cell under its centre, from widths, heights and the anchor of a
drawing.

All lengths are EMU (914,400 to the inch). Anchors name cells and offsets (twoCell), a cell and a size
(oneCell) or a place on the sheet (absolute); a picture in a group is placed by its share of the group.
"""

import re
from bisect import bisect_right
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from xml.etree.ElementTree import Element

from tradehouse.exchange.archives import Parts
from tradehouse.exchange.limits import MAX_COLUMNS, MAX_ROW_BYTES, MAX_ROWS, damaged

_EMU_PER_PIXEL = 9525
_EMU_PER_POINT = 12700
_DIGIT_PIXELS = 7  # the widest digit of the usual body font
_DEFAULT_ROW = 15 * _EMU_PER_POINT
_DEFAULT_COLUMN = 64 * _EMU_PER_PIXEL
_ATTRIBUTE = re.compile(rb'([A-Za-z:]+)="([^"<>]*)"')
_SIZES = re.compile(rb"<(?:\w{1,40}:)?(sheetFormatPr|col|row) ([^<>]{0,400})>")
_TRUE = (b"1", b"true")
_HOLDERS = frozenset(("pic", "sp", "grpSp"))
_DEEPEST_GROUP = 32
_ANCHORS = ("twoCellAnchor", "oneCellAnchor", "absoluteAnchor")


@dataclass(slots=True)
class Grid:
    """Widths and heights of a sheet; lists hold where each sized column or row ends beyond the default size."""

    column_size: int = _DEFAULT_COLUMN
    row_size: int = _DEFAULT_ROW
    columns: dict[int, int] = field(default_factory=dict)  # 1-based → EMU, where not the default
    rows: dict[int, int] = field(default_factory=dict)
    _starts: dict[bool, tuple[list[int], list[int]]] = field(default_factory=dict)

    def start_of(self, number: int, *, across: bool) -> int:
        """Return where a column (across) or row begins; number is 1-based."""
        sized, default = (self.columns, self.column_size) if across else (self.rows, self.row_size)
        numbers, differences = self._sums(sized, default, across)
        return (number - 1) * default + differences[bisect_right(numbers, number - 1)]

    def at(self, place: float, *, across: bool) -> int:
        """Return the column or row, 1-based, that lies under a place."""
        low, high = 1, MAX_COLUMNS if across else MAX_ROWS
        sized, default = (self.columns, self.column_size) if across else (self.rows, self.row_size)
        if not sized and default:
            return min(max(low, int(place // default) + 1), high)
        while low < high:
            middle = (low + high + 1) // 2
            if self.start_of(middle, across=across) <= place:
                low = middle
            else:
                high = middle - 1
        return low

    def _sums(self, sized: dict[int, int], default: int, across: bool) -> tuple[list[int], list[int]]:
        if across not in self._starts:
            numbers = sorted(sized)
            differences = [0]
            for number in numbers:
                differences.append(differences[-1] + sized[number] - default)
            self._starts[across] = (numbers, differences)
        return self._starts[across]


def read_grid(parts: Parts, name: str) -> Grid:
    """Return the widths and heights that the sheet part `name` gives; the defaults for a binary one."""
    grid = Grid()
    if not name.lower().endswith(".xml"):
        return grid
    carry = b""
    for chunk in parts.chunks(name):
        text = carry + chunk
        end = text.rfind(b">") + 1
        for kind, attributes in _SIZES.findall(text, 0, end):
            _take_in(grid, kind, dict(_ATTRIBUTE.findall(attributes)))
        carry = text[end:]
        if len(carry) > MAX_ROW_BYTES:
            raise damaged(parts.path)
    return grid


def _take_in(grid: Grid, kind: bytes, said: dict[bytes, bytes]) -> None:
    if kind == b"sheetFormatPr":
        grid.row_size = _points(said.get(b"defaultRowHeight")) or _DEFAULT_ROW
        width = said.get(b"defaultColWidth")
        if width:
            grid.column_size = _column_width(width)
    elif kind == b"row":
        number = _whole(said.get(b"r"))
        if said.get(b"hidden") in _TRUE:
            grid.rows[number] = 0
        elif b"ht" in said:
            grid.rows[number] = _points(said[b"ht"])
    elif b"width" in said or said.get(b"hidden") in _TRUE:
        width_emu = 0 if said.get(b"hidden") in _TRUE else _column_width(said[b"width"])
        last = min(_whole(said.get(b"max")), MAX_COLUMNS)
        for column in range(max(1, _whole(said.get(b"min"))), last + 1):
            grid.columns[column] = width_emu


@dataclass(frozen=True, slots=True)
class Placed:
    """A picture of a drawing: its relation, its cell (1-based), whether it stands in a group."""

    relation: str
    row: int
    column: int
    grouped: bool


@dataclass(frozen=True, slots=True)
class _Box:
    left: float
    top: float
    width: float
    height: float

    def inside(self, frame: "_Box", target: "_Box") -> "_Box":
        """Return this box carried over from the coordinates of frame to those of target."""
        across = target.width / frame.width if frame.width else 0.0
        down = target.height / frame.height if frame.height else 0.0
        return _Box(
            target.left + (self.left - frame.left) * across,
            target.top + (self.top - frame.top) * down,
            self.width * across,
            self.height * down,
        )


def placed_pictures(drawing: Element, grid: Grid) -> Iterator[Placed]:
    """Yield the pictures of a drawing, also those that fill shapes and those in groups of groups."""
    for anchor in drawing.iter():
        if _local(anchor) in _ANCHORS:
            box = _anchor_box(anchor, grid)
            for relation, place, grouped in _pictures_in(anchor, box):
                row = grid.at(_centre(place.top, place.height), across=False)
                column = grid.at(_centre(place.left, place.width), across=True)
                yield Placed(relation, row, column, grouped)


def _centre(start: float, size: float) -> float:
    """Return the middle; one exactly on the border of two cells is the cell's in which the picture begins."""
    return max(start, start + size / 2 - 1)


def _pictures_in(parent: Element, box: _Box) -> Iterator[tuple[str, _Box, bool]]:
    for child in parent:
        kind = _local(child)
        if kind == "AlternateContent":
            # the first way that has a picture; the fallback shows the same picture again
            found = next((pictures for way in child if (pictures := list(_pictures_of(way, box)))), [])
            yield from found
        elif kind in _HOLDERS:
            yield from _pictures_of([child], box)


def _pictures_of(elements: Iterable[Element], box: _Box) -> Iterator[tuple[str, _Box, bool]]:
    for element in elements:
        if _local(element) == "grpSp":
            yield from _grouped_pictures(element, box, _DEEPEST_GROUP)
        elif _local(element) in _HOLDERS:
            relation = _embedded(element)
            if relation:
                yield relation, box, False


def _grouped_pictures(group: Element, box: _Box, depth: int) -> Iterator[tuple[str, _Box, bool]]:
    frame = _frame(group, "chOff", "chExt", of="grpSpPr")
    for child in group:
        kind = _local(child)
        if kind not in _HOLDERS:
            continue
        own = _frame(child, "off", "ext", of="grpSpPr" if kind == "grpSp" else "spPr")
        place = own.inside(frame, box) if own and frame and frame.width and frame.height else box
        if kind != "grpSp":
            relation = _embedded(child)
            if relation:
                yield relation, place, True
        elif depth:
            yield from _grouped_pictures(child, place, depth - 1)


def _anchor_box(anchor: Element, grid: Grid) -> _Box:
    pieces = {_local(child): child for child in anchor}
    if "pos" in pieces:
        left, top = _number(pieces["pos"].get("x")), _number(pieces["pos"].get("y"))
    else:
        left, top = _corner(pieces.get("from"), grid)
    if "to" in pieces:
        right, bottom = _corner(pieces["to"], grid)
        return _Box(left, top, max(0, right - left), max(0, bottom - top))
    size = pieces.get("ext")
    width, height = (0, 0) if size is None else (_number(size.get("cx")), _number(size.get("cy")))
    return _Box(left, top, width, height)


def _corner(mark: Element | None, grid: Grid) -> tuple[int, int]:
    said = {} if mark is None else {_local(child): _number(child.text) for child in mark}
    column, row = said.get("col", 0) + 1, said.get("row", 0) + 1
    # an offset never leaves its cell, whatever the file says: Excel clips it too
    next_left, next_top = grid.start_of(column + 1, across=True), grid.start_of(row + 1, across=False)
    left = grid.start_of(column, across=True)
    top = grid.start_of(row, across=False)
    return min(left + said.get("colOff", 0), next_left), min(top + said.get("rowOff", 0), next_top)


def _frame(element: Element, offset: str, size: str, of: str) -> _Box | None:
    properties = next((child for child in element if _local(child) == of), None)
    if properties is None:
        return None
    form = next((child for child in properties if _local(child) == "xfrm"), None)
    if form is None:
        return None
    pieces = {_local(child): child for child in form}
    if offset not in pieces or size not in pieces:
        return None
    return _Box(
        _number(pieces[offset].get("x")),
        _number(pieces[offset].get("y")),
        _number(pieces[size].get("cx")),
        _number(pieces[size].get("cy")),
    )


def _embedded(element: Element) -> str:
    """Return the relation of the picture that an element shows, "" for none; one that is only linked to comes last."""
    linked = ""
    for blip in element.iter():
        if _local(blip) == "blip":
            for key, value in blip.attrib.items():
                if key.endswith("}embed") and value:
                    return value
                if key.endswith("}link"):
                    linked = linked or value
    return linked


def _local(element: Element) -> str:
    return element.tag.rpartition("}")[2] if isinstance(element.tag, str) else ""


def _number(text: str | None) -> int:
    digits = (text or "").strip().lstrip("-")
    if not digits.isdecimal() or len(digits) > 12:
        return 0
    return -int(digits) if (text or "").strip().startswith("-") else int(digits)


def _whole(text: bytes | None) -> int:
    return int(text) if text and text.isdigit() and len(text) < 8 else 0


def _decimal(text: bytes | None) -> float:
    try:
        number = float(text or b"0")
    except ValueError:
        return 0.0
    return number if 0 <= number < 10_000 else 0.0


def _points(text: bytes | None) -> int:
    return round(_decimal(text) * _EMU_PER_POINT)


def _column_width(text: bytes) -> int:
    """Return the width of a column from its count of digits, padding included (ECMA-376 18.3.1.13)."""
    return round(_decimal(text) * _DIGIT_PIXELS) * _EMU_PER_PIXEL

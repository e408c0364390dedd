"""How our workbooks look: one palette, cell formats made once each."""

from dataclasses import dataclass, field, fields, replace
from typing import Any

TARUM, SOGA = "#2B4C7E", "#9A5B2A"
PAPER, MIST, HAIRLINE, GREY, INK = "#FFFFFF", "#F6F7F9", "#D5DAE1", "#667085", "#1D2430"
YELLOW, YELLOW_EDGE = "#FFF3C4", "#E3C766"
GOOD_FILL, GOOD_INK = "#E2F1E8", "#2E7D4F"
ALARM_FILL, ALARM_INK = "#FBE0DD", "#B3261E"
FONT = "Calibri"
SIZE, SMALL, LARGE, TITLE = 10, 9, 12, 16
DATE_FORMATS = {"id": "[$-421]d mmm yyyy", "en": "[$-409]d mmm yyyy"}


@dataclass(frozen=True, slots=True)
class Style:
    """What makes one cell format differ from another; sizes in points."""

    number: str = ""
    align: str = "left"
    vertical: str = "vcenter"
    size: float = SIZE
    bold: bool = False
    italic: bool = False
    ink: str = INK
    fill: str = ""
    edges: str = ""
    wrap: bool = False
    unlocked: bool = False
    quote: bool = False
    top_edge: str = ""
    indent: int = 0
    _hash: int = field(init=False, repr=False, compare=False)

    def __post_init__(self) -> None:
        values = tuple(getattr(self, one.name) for one in fields(self) if one.compare)
        object.__setattr__(self, "_hash", hash(values))

    def __hash__(self) -> int:  # looked up once for every cell
        return self._hash

    def but(self, **changes: Any) -> "Style":
        """Return the style with some things different."""
        return replace(self, **changes)


class Styles:
    """The formats of one workbook, by style."""

    def __init__(self, workbook: Any) -> None:
        self._workbook = workbook
        self._formats: dict[Style, Any] = {}

    def __getitem__(self, style: Style) -> Any:
        found = self._formats.get(style)
        if found is None:
            found = self._formats[style] = self._workbook.add_format(_properties(style))
        return found


def _properties(style: Style) -> dict[str, Any]:
    found: dict[str, Any] = {
        "font_name": FONT,
        "font_size": style.size,
        "font_color": style.ink,
        "bold": style.bold,
        "italic": style.italic,
        "align": style.align,
        "valign": style.vertical,
        "text_wrap": style.wrap,
        "quote_prefix": style.quote,
    }
    if style.indent and style.align in {"left", "right"}:
        found["indent"] = style.indent
    if style.number:
        found["num_format"] = style.number
    if style.fill:
        found["bg_color"] = style.fill
    if style.edges:
        found |= {"bottom": 1, "bottom_color": style.edges, "right": 1, "right_color": style.edges}
    if style.top_edge:
        found |= {"top": 1, "top_color": style.top_edge}
    if style.unlocked:
        found["locked"] = False
    return found


CELL = Style(edges=HAIRLINE, wrap=True, indent=1)
ENTRY = Style(edges=YELLOW_EDGE, fill=YELLOW, wrap=True, unlocked=True, indent=1)
HEADER = Style(bold=True, ink=PAPER, fill=TARUM, align="center", size=SMALL, wrap=True, edges="#4A6A9B")
ENTRY_HEADER = HEADER.but(fill=SOGA, edges="#B87B4A")
BAND = Style(bold=True, ink=PAPER, fill=TARUM, size=TITLE, indent=1)
HOUSE_BAND = BAND.but(fill=SOGA)
LABEL = Style(ink=GREY, size=SMALL, align="right", indent=1)
VALUE = Style(size=SIZE)
TOTAL = Style(bold=True, fill=MIST, top_edge=TARUM, indent=1)
MISSING = CELL.but(ink=GREY, size=SMALL, italic=True, align="center")

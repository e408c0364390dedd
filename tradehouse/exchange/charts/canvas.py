"""What a chart is drawn on: marks and words as SVG, and the places where something can be pointed at."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Literal
from xml.sax.saxutils import escape, quoteattr

from tradehouse.domain.charts import Chart, described
from tradehouse.exchange.charts.faces import Face
from tradehouse.exchange.charts.palettes import Palette, colour
from tradehouse.exchange.workbooks.safe_text import clean

Anchor = Literal["start", "middle", "end"]
LINE = 1.3  # height of a line of text over its size
_MIDDLE = 0.36  # how far the baseline lies below the middle of figures and capitals, over the size
_LEAST_SPOT = 10.0  # pixels: what is smaller cannot be hit


@dataclass(frozen=True, slots=True)
class Spot:
    """The rectangle of one value, in pixels of the drawing: series and category it belongs to, what it says in
    words, and the key of the names behind it ("" for none).
    """

    x: float
    y: float
    width: float
    height: float
    series: int
    category: int
    text: str
    names: str


@dataclass(frozen=True, slots=True)
class Drawing:
    """A chart as SVG of a size in pixels. Spots are in reading order: by category, then by series."""

    svg: str
    width: float
    height: float
    spots: tuple[Spot, ...]


@dataclass(slots=True)
class Canvas:
    """Collects the marks of one chart."""

    chart: Chart
    width: float
    palette: Palette
    face: Face
    language: str
    parts: list[str] = field(default_factory=list)
    spots: list[Spot] = field(default_factory=list)

    @property
    def size(self) -> float:
        """The size of labels."""
        return self.face.size

    @property
    def small(self) -> float:
        """The size of ticks and values."""
        return round(self.face.size * 0.92, 1)

    def tone(self, series: int) -> str:
        """Return the colour of a series."""
        return colour(self.palette, self.chart.tone(series))

    def rect(self, x: float, y: float, width: float, height: float, fill: str, *, opacity: float = 1.0, edge: str = "") -> None:  # fmt: skip
        """Draw a rectangle; edge is the colour of a hairline around it."""
        more = f' fill-opacity="{opacity:g}"' if opacity < 1 else ""
        more += f' stroke="{edge}" stroke-width="1"' if edge else ""
        self.parts.append(
            f'<rect x="{_n(x)}" y="{_n(y)}" width="{_n(max(width, 0))}" height="{_n(max(height, 0))}" fill="{fill}"{more}/>'
        )

    def shape(self, points: Sequence[tuple[float, float]], fill: str, *, opacity: float = 1.0, edge: str = "") -> None:
        """Draw a closed shape."""
        listed = " ".join(f"{_n(x)},{_n(y)}" for x, y in points)
        more = f' fill-opacity="{opacity:g}"' if opacity < 1 else ""
        more += f' stroke="{edge}" stroke-width="1.5"' if edge else ""
        self.parts.append(f'<polygon points="{listed}" fill="{fill}"{more}/>')

    def path(self, points: Sequence[tuple[float, float]], stroke: str, thick: float = 2, dashes: str = "") -> None:
        """Draw a line through points."""
        listed = " ".join(f"{_n(x)},{_n(y)}" for x, y in points)
        more = f' stroke-dasharray="{dashes}"' if dashes else ""
        self.parts.append(
            f'<polyline points="{listed}" fill="none" stroke="{stroke}" stroke-width="{thick:g}"'
            f' stroke-linejoin="round" stroke-linecap="round"{more}/>'
        )

    def rule(self, x1: float, y1: float, x2: float, y2: float, ink: str = "hairline") -> None:
        """Draw a straight hairline, on whole pixels so that it is crisp."""
        x1, y1, x2, y2 = ((round(v - 0.5) + 0.5) for v in (x1, y1, x2, y2))
        self.parts.append(
            f'<line x1="{_n(x1)}" y1="{_n(y1)}" x2="{_n(x2)}" y2="{_n(y2)}" stroke="{self.palette[ink]}" stroke-width="1"/>'
        )

    def circle(self, x: float, y: float, radius: float, fill: str, edge: str = "") -> None:
        """Draw a dot."""
        more = f' stroke="{edge}" stroke-width="1.5"' if edge else ""
        self.parts.append(f'<circle cx="{_n(x)}" cy="{_n(y)}" r="{_n(radius)}" fill="{fill}"{more}/>')

    def text(
        self,
        x: float,
        y: float,
        text: str,
        *,
        size: float = 0,
        ink: str = "text",
        anchor: Anchor = "start",
        bold: bool = False,
        turn: float = 0,
    ) -> None:
        """Write one line whose middle lies at y. ink is a token or a colour; turn is in degrees, around the anchor."""
        if not text:
            return
        size = size or self.size
        attributes = (
            f'x="{_n(x)}" y="{_n(y + size * _MIDDLE)}" font-size="{_n(size)}" fill="{self.palette.get(ink, ink)}"'
        )
        if anchor != "start":
            attributes += f' text-anchor="{anchor}"'
        if bold:
            attributes += ' font-weight="bold"'
        if turn:
            attributes += f' transform="rotate({turn:g} {_n(x)} {_n(y)})"'
        self.parts.append(f"<text {attributes}>{escape(clean(' '.join(text.split())))}</text>")

    def spot(self, series: int, category: int, x: float, y: float, width: float, height: float) -> None:
        """Note where a value lies; one too small to hit gets some room around it."""
        wide, high = max(width, _LEAST_SPOT), max(height, _LEAST_SPOT)
        chart = self.chart
        self.spots.append(
            Spot(
                x - (wide - width) / 2,
                y - (high - height) / 2,
                wide,
                high,
                series,
                category,
                chart.datum_text(series, category, self.language),
                chart.names(series, category),
            )
        )

    def finish(self, height: float) -> Drawing:
        """Return what was drawn."""
        title, told = (escape(clean(t)) for t in (self.chart.title, described(self.chart, self.language)))
        head = (
            f'<svg xmlns="http://www.w3.org/2000/svg" width="{_n(self.width)}" height="{_n(height)}"'
            f' viewBox="0 0 {_n(self.width)} {_n(height)}" font-family={quoteattr(self.face.family)}>'
            f"<title>{title}</title><desc>{told}</desc>"
        )
        spots = sorted(self.spots, key=lambda spot: (spot.category, spot.series))
        return Drawing("\n".join((head, *self.parts, "</svg>")), self.width, height, tuple(spots))


def _n(number: float) -> str:
    return f"{number:.1f}".removesuffix(".0")

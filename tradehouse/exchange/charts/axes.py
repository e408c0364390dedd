"""The frame of upright charts: round numbers at the left, labels below that never run into each other."""

import math
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date

from tradehouse.domain.display import show_month
from tradehouse.domain.figures import FigureKind
from tradehouse.exchange.charts.canvas import LINE, Canvas
from tradehouse.exchange.charts.scales import Scale, scale_for

TICK_EVERY = 44.0  # pixels, at least
USUAL_PLOT = 220.0
LEAST_PLOT = 72.0
_GAP = 8.0
_FOOT = 6.0  # between plot and labels, and below them
_TURN = -45.0
_LONGEST_TURNED = 120.0
_ASIDE = 4.0  # between labels beside each other
MONTH_STEPS = (1, 2, 3, 6, 12, 24, 60, 120, 240)  # from one labelled month to the next


@dataclass(frozen=True, slots=True)
class Label:
    """Words below the axis, around a middle, with so much room; several lines are given as such."""

    middle: float
    room: float
    text: str


@dataclass(frozen=True, slots=True)
class Below:
    """How labels stand below an axis: lines of each, or turned; every nth where there is no room for all."""

    lines: tuple[tuple[str, ...], ...]
    height: float
    every: int = 1
    turned: bool = False


@dataclass(frozen=True, slots=True)
class Plot:
    """The place of the marks, in pixels, and the scale of the values (upwards)."""

    left: float
    right: float
    top: float
    bottom: float
    scale: Scale


@dataclass(frozen=True, slots=True)
class Framed:
    """What stands below a plot, from `top` on."""

    labels: Sequence[Label]
    below: Below
    top: float

    @property
    def end(self) -> float:
        """Where it ends."""
        return self.top + self.below.height + _FOOT


def value_scale(canvas: Canvas, low: float, high: float, top: float, bottom: float) -> Scale:
    """Return the scale of a value axis; room above the highest value is the caller's business."""
    most = int((bottom - top) / TICK_EVERY)
    return scale_for(low, high, bottom, top, most, whole=canvas.chart.figure.kind is FigureKind.COUNT)


def tick_texts(canvas: Canvas, scale: Scale) -> list[str]:
    """Return the ticks as the axis says them."""
    most = max(abs(scale.ticks[0]), abs(scale.ticks[-1]))
    return [canvas.chart.figure.brief(tick, most, canvas.language) for tick in scale.ticks]


def axis_width(canvas: Canvas, scale: Scale) -> float:
    """Return the room that the ticks take at the left."""
    return max(canvas.face.width(text, canvas.small) for text in tick_texts(canvas, scale)) + _GAP


def frame(
    canvas: Canvas,
    top: float,
    height: float | None,
    reach: tuple[float, float],
    labels_from: Callable[[float], Sequence[Label]],
    *,
    foot: float = 0.0,
) -> tuple[Plot, Framed]:
    """Return the plot below top and what stands below it. labels_from gives the labels when the plot begins so far
    from the left: ticks and labels each need room that the other has. foot is kept free between plot and labels.
    """
    left = 0.0
    while True:
        labels = labels_from(left)
        below = plan_below(canvas, labels, ordered=bool(canvas.chart.dates))
        bottom = top + USUAL_PLOT if height is None else max(height - below.height - _FOOT, top + LEAST_PLOT)
        scale = value_scale(canvas, *reach, top, bottom - foot)
        needed = axis_width(canvas, scale)
        if needed <= left:
            break
        left = needed
    return Plot(left, canvas.width, top, bottom - foot, scale), Framed(labels, below, bottom)


def draw_value_axis(canvas: Canvas, plot: Plot) -> None:
    """Draw gridlines and ticks, the line of zero stronger; the unit stands above them."""
    scale = plot.scale
    for tick, text in zip(scale.ticks, tick_texts(canvas, scale), strict=True):
        y = scale.at(tick)
        canvas.rule(plot.left, y, plot.right, y, "hairline" if tick else "outline")
        canvas.text(plot.left - _GAP, y, text, size=canvas.small, ink="muted", anchor="end")


def draw_unit(canvas: Canvas, y: float) -> float:
    """Write the unit of the values above the axis; return where it ends."""
    unit = canvas.chart.figure.unit
    if not unit:
        return y
    height = canvas.small * LINE
    canvas.text(0, y + height / 2, canvas.face.fit(unit, canvas.width, canvas.small), size=canvas.small, ink="muted")
    return y + height + 2


def plan_below(canvas: Canvas, labels: Sequence[Label], *, ordered: bool) -> Below:
    """Choose how the labels stand: in one or two lines, else turned, else every nth. Labels of an order (dates) are
    rather left out than turned.
    """
    size, line = canvas.small, canvas.small * LINE
    room = min((label.room for label in labels), default=0.0) - _ASIDE
    if ordered:
        lines = tuple(tuple(label.text.split("\n")) for label in labels)
        widest = max((canvas.face.width(part, size) for parts in lines for part in parts), default=0.0)
        every = max(1, math.ceil((widest + _ASIDE) / max(room + _ASIDE, 1.0)))
        return Below(lines, max(map(len, lines), default=0) * line, every)
    wrapped = [canvas.face.wrap(label.text, room, size, 3) for label in labels]
    if all(" ".join(parts) == " ".join(label.text.split()) for parts, label in zip(wrapped, labels, strict=True)):
        return Below(tuple(map(tuple, wrapped)), max(map(len, wrapped), default=0) * line)
    most, slope = min(_LONGEST_TURNED, canvas.width * 0.28), math.cos(math.radians(_TURN))
    # none may reach beyond the left edge
    cut = [canvas.face.fit(label.text, min(most, (label.middle - size) / slope), size) for label in labels]
    tall = max(canvas.face.width(text, size) for text in cut) * math.sin(math.radians(-_TURN)) + size
    every = max(1, math.ceil(line * 1.25 / max(room + _ASIDE, 1.0)))
    return Below(tuple((text,) for text in cut), tall, every, turned=True)


def draw_below(canvas: Canvas, framed: Framed) -> None:
    """Write the labels below the plot."""
    labels, below, y = framed.labels, framed.below, framed.top + _FOOT - 2
    size, line, taken = canvas.small, canvas.small * LINE, -_ASIDE
    for label, lines in zip(labels[:: below.every], below.lines[:: below.every], strict=True):
        if below.turned:
            canvas.text(label.middle + size * 0.3, y + size * 0.6, lines[0], size=size, ink="muted", anchor="end", turn=_TURN)  # fmt: skip
            continue
        half = max((canvas.face.width(text, size) for text in lines), default=0.0) / 2
        middle = min(max(label.middle, half), canvas.width - half)
        if middle - half < taken + _ASIDE / 2:
            continue  # moved from the edge into its neighbour
        taken = middle + half
        for at, text in enumerate(lines):
            canvas.text(middle, y + line * (at + 0.5), text, size=size, ink="muted", anchor="middle")


def month_and_year(day: date, language: str) -> tuple[str, str]:
    """Return a month's short name and its year, in the language."""
    month, _, year = show_month(day, language).partition(" ")
    return month, year

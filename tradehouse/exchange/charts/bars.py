"""Lying bars: a name at the left, a bar, and its value at its end. For many names and for long ones."""

from collections.abc import Callable
from dataclasses import dataclass

from tradehouse.domain.figures import Number
from tradehouse.exchange.charts.canvas import LINE, Canvas
from tradehouse.exchange.charts.palettes import ink_on
from tradehouse.exchange.charts.scales import Scale, scale_for
from tradehouse.exchange.charts.stacks import pieces, reach

_NAMES = 0.38  # of the width that names may take
_GAP = 8.0
_LEAST_BARS = 0.15  # of the width
_SMALLEST = 8.5  # pixels: letters below cannot be read


@dataclass(frozen=True, slots=True)
class Rows:
    """Where the rows of a chart lie, how large their names are, and every how many there is room for one."""

    top: float
    pitch: float
    left: float
    size: float
    names: tuple[tuple[str, ...], ...]
    every: int

    @property
    def bar(self) -> float:
        """How much of a row its bars take."""
        return self.pitch * (0.62 if self.pitch < 20 else 0.68)

    def middle(self, n: int) -> float:
        """Return the middle of a row."""
        return self.top + self.pitch * (n + 0.5)


def lay_rows(canvas: Canvas, y: float, height: float | None, usual: float) -> Rows:
    """Return the rows of a chart below y: of the usual pitch, or as close as the height asks for. Names take two
    lines where there is room.
    """
    chart, face = canvas.chart, canvas.face
    most = canvas.width * _NAMES
    texts = [chart.category(n, canvas.language) for n in range(chart.count)]
    pitch = usual if height is None else min(max((height - y) / chart.count, 3.0), usual * 2)
    size = min(canvas.size, max(pitch / LINE, _SMALLEST))
    lines = 2 if pitch >= 2 * size * LINE * 0.92 else 1
    if height is None and any(face.width(text, size) > most for text in texts):
        lines, pitch = 2, max(pitch, 2 * size * LINE)
    names = tuple(tuple(face.wrap(text, most, size, lines)) for text in texts)
    widest = max((face.width(line, size) for parts in names for line in parts), default=0.0)
    every = max(1, -int(-size * 1.1 // pitch))
    return Rows(y, pitch, widest + _GAP, size, names, every)


def draw_names(canvas: Canvas, rows: Rows) -> None:
    """Write the names of the rows."""
    for n in range(0, len(rows.names), rows.every):
        lines = rows.names[n]
        y = rows.middle(n) - rows.size * LINE * (len(lines) - 1) / 2
        for at, text in enumerate(lines):
            canvas.text(rows.left - _GAP, y + rows.size * LINE * at, text, size=rows.size, anchor="end")


def draw_bars(canvas: Canvas, y: float, height: float | None) -> float:
    """Draw the chart below y; return where it ends."""
    chart = canvas.chart
    stacked = chart.stacked and len(chart.series) > 1
    count = 1 if stacked else len(chart.series)
    axis = 0.0 if chart.show_values else canvas.small * LINE + 4
    rows = lay_rows(canvas, y, None if height is None else height - axis, 12.0 + 16.0 * count if count > 1 else 28.0)
    low, high = reach(chart)
    size = min(rows.size, canvas.small)
    for said in (_said(canvas, stacked), _said(canvas, stacked, brief=True), {}):
        room = max((canvas.face.width(text, size) for text in said.values()), default=-_GAP) + _GAP
        left, right = rows.left + (room if low < 0 else 0.0), canvas.width - room
        if right - left >= canvas.width * _LEAST_BARS:
            break  # else words leave no room for bars
    axis = 0.0 if said else canvas.small * LINE + 4
    end = rows.top + rows.pitch * chart.count
    ticks = max(int((right - left) / 72), 2)
    scale = scale_for(low, high, left, right, ticks, whole=not chart.figure.places)
    if said:  # the bars may fill the room: nobody reads an axis
        scale = Scale(scale.ticks, *_stretched(scale, low, high, left, right))
    else:
        _draw_axis(canvas, scale, y, end, chart.figure.unit)
    draw_names(canvas, rows)
    (_stacked if stacked else _grouped)(canvas, rows, scale, _writer(canvas, said, size, rows.every))
    canvas.rule(scale.zero, rows.top, scale.zero, end, "outline")
    return end + axis


def _stretched(scale: Scale, low: float, high: float, left: float, right: float) -> tuple[float, float]:
    """Return the ends of a scale of which only the part from low to high is used."""
    first, last = float(scale.ticks[0]), float(scale.ticks[-1])
    low, high = min(low, 0.0), max(high, 0.0)
    if high <= low:
        return left, right
    unit = (right - left) / (high - low)
    return left - (low - first) * unit, right + (last - high) * unit


_Say = Callable[[tuple[int, int], float, float, bool], None]


def _said(canvas: Canvas, stacked: bool, *, brief: bool = False) -> dict[tuple[int, int], str]:
    """Return the words at the ends of the bars by series and category; of stacks, their sums."""
    chart, language = canvas.chart, canvas.language
    if not chart.show_values:
        return {}
    if stacked:
        parts = {(0, n): found for n in range(chart.count) if (found := pieces(chart, n))}
        sums: dict[tuple[int, int], Number] = {at: sum(p.value for p in found) for at, found in parts.items()}
        return {at: _worded(canvas, total, brief=brief) for at, total in sums.items()}
    known = [(s, n) for n in range(chart.count) for s, one in enumerate(chart.series) if one.values[n] is not None]
    if brief:
        return {(s, n): _worded(canvas, chart.series[s].values[n] or 0, brief=True) for s, n in known}
    return {at: chart.value_text(*at, language) for at in known}


def _worded(canvas: Canvas, value: Number, *, brief: bool) -> str:
    figure = canvas.chart.figure
    return figure.brief(value, value, canvas.language) if brief else figure.text(value, canvas.language)


def _writer(canvas: Canvas, said: dict[tuple[int, int], str], size: float, every: int) -> _Say:
    def write(at: tuple[int, int], x: float, y: float, negative: bool) -> None:
        if at in said and at[1] % every == 0:
            canvas.text(x + (-5 if negative else 5), y, said[at], size=size, anchor="end" if negative else "start")

    return write


def _grouped(canvas: Canvas, rows: Rows, scale: Scale, write: _Say) -> None:
    chart = canvas.chart
    each = rows.bar / len(chart.series)
    gap = 1.0 if len(chart.series) > 1 and each > 4 else 0.0
    for n in range(chart.count):
        for series, one in enumerate(chart.series):
            value = one.values[n]
            if value is None:
                continue
            x, width = _span(scale, 0, value)
            y = rows.middle(n) - rows.bar / 2 + each * series
            canvas.rect(x, y, width, each - gap, canvas.tone(series))
            canvas.spot(series, n, x, y, width, each - gap)
            write((series, n), scale.at(value), y + (each - gap) / 2, value < 0)


def _stacked(canvas: Canvas, rows: Rows, scale: Scale, write: _Say) -> None:
    chart = canvas.chart
    for n in range(chart.count):
        top = rows.middle(n) - rows.bar / 2
        stack = pieces(chart, n)
        for piece in stack:
            x, width = _span(scale, piece.start, piece.end)
            tone = canvas.tone(piece.series)
            canvas.rect(x, top, width - (1 if width > 3 else 0), rows.bar, tone)
            canvas.spot(piece.series, n, x, top, width, rows.bar)
            text = chart.value_text(piece.series, n, canvas.language)
            fits = canvas.face.width(text, canvas.small) <= width - 6 and rows.bar >= canvas.small * 1.1
            if chart.show_values and fits:
                canvas.text(x + width / 2, rows.middle(n), text, size=canvas.small, ink=ink_on(canvas.palette, tone), anchor="middle")  # fmt: skip
        if stack:
            write((0, n), scale.at(max(0, *(piece.end for piece in stack))), rows.middle(n), False)


def _span(scale: Scale, start: Number, end: Number) -> tuple[float, float]:
    one, other = scale.at(start), scale.at(end)
    return min(one, other), abs(other - one)


def _draw_axis(canvas: Canvas, scale: Scale, top: float, bottom: float, unit: str) -> None:
    most = max(abs(scale.ticks[0]), abs(scale.ticks[-1]))
    for tick in scale.ticks:
        x = scale.at(tick)
        canvas.rule(x, top, x, bottom)
        text = canvas.chart.figure.brief(tick, most, canvas.language)
        text = f"{text} {unit}" if unit and tick == scale.ticks[-1] else text
        half = canvas.face.width(text, canvas.small) / 2
        middle = min(max(x, half), canvas.width - half)
        canvas.text(middle, bottom + 4 + canvas.small * LINE / 2, text, size=canvas.small, ink="muted", anchor="middle")

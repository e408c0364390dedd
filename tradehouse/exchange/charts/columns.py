"""Upright columns: beside each other, on each other, month by month, or what was realised before its target."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from tradehouse.domain.charts import ChartKind
from tradehouse.domain.figures import Number
from tradehouse.exchange.charts import axes
from tradehouse.exchange.charts.axes import MONTH_STEPS, Label, Plot, month_and_year
from tradehouse.exchange.charts.canvas import LINE, Canvas
from tradehouse.exchange.charts.palettes import ink_on
from tradehouse.exchange.charts.stacks import Piece, pieces, reach

_FULL = 0.72  # of a slot that its columns take
_WIDEST = 56.0
_TARGET_OPACITY = 0.15
_REALISED = 0.56  # of the width of the target behind it


@dataclass(frozen=True, slots=True)
class _Slot:
    """The room of one category (n), or of a month without one (n is None)."""

    n: int | None
    middle: float
    width: float
    label: str


def draw_columns(canvas: Canvas, y: float, height: float | None) -> float:
    """Draw the chart below y; return where it ends."""
    y = axes.draw_unit(canvas, y)
    values = canvas.small * LINE if canvas.chart.show_values else 6.0
    low, high = reach(canvas.chart)
    # what is said below the lowest needs room too
    foot = values if low < 0 else 0.0
    plot, framed = axes.frame(
        canvas, y + values, height, (low, high), lambda left: _labels(canvas, list(_slots(canvas, left))), foot=foot
    )
    slots = list(_slots(canvas, plot.left))
    axes.draw_value_axis(canvas, plot)
    if canvas.chart.kind is ChartKind.TARGETS:
        _draw_targets(canvas, plot, slots)
    elif canvas.chart.stacked and len(canvas.chart.series) > 1:
        _draw_stacked(canvas, plot, slots)
    else:
        _draw_grouped(canvas, plot, slots)
    axes.draw_below(canvas, framed)
    return framed.end


def _slots(canvas: Canvas, left: float) -> Iterator[_Slot]:
    chart = canvas.chart
    if chart.kind is not ChartKind.TIMELINE:
        width = (canvas.width - left) / chart.count
        for n in range(chart.count):
            yield _Slot(n, left + width * (n + 0.5), width, chart.category(n, canvas.language))
        return
    months = {day.year * 12 + day.month - 1: n for n, day in enumerate(chart.dates)}
    first, last = min(months), max(months)
    width = (canvas.width - left) / (last - first + 1)
    for at in range(first, last + 1):
        yield _Slot(months.get(at), left + width * (at - first + 0.5), width, "")


def _labels(canvas: Canvas, slots: list[_Slot]) -> list[Label]:
    """Return what stands below the slots: of months as many as there is room for, January among them."""
    chart = canvas.chart
    if chart.kind is not ChartKind.TIMELINE:
        return [Label(slot.middle, slot.width, slot.label) for slot in slots]
    first = chart.dates[0].year * 12 + chart.dates[0].month - 1
    months = [date((first + n) // 12, (first + n) % 12 + 1, 1) for n in range(len(slots))]
    words = [month_and_year(day, canvas.language) for day in months]
    widest = max(canvas.face.width(month, canvas.small) for month, _ in words) + 6
    every = next((step for step in MONTH_STEPS if step * slots[0].width >= widest), MONTH_STEPS[-1])
    shown = [n for n in range(len(slots)) if (first + n) % every == 0] or [0]
    return [
        Label(
            slots[n].middle,
            slots[n].width * every,
            "\n".join(words[n]) if n == shown[0] or months[n].month == 1 else words[n][0],
        )
        for n in shown
    ]


def _draw_grouped(canvas: Canvas, plot: Plot, slots: list[_Slot]) -> None:
    chart = canvas.chart
    count = len(chart.series)
    group = min(slots[0].width * _FULL, _WIDEST * count)
    each = group / count
    gap = 1.0 if count > 1 and each > 4 else 0.0
    said = _fitting(canvas, (slots[0].width if count == 1 else each) - 2)
    for slot in slots:
        if slot.n is None:
            continue
        for series, one in enumerate(chart.series):
            value = one.values[slot.n]
            if value is None:
                continue
            x = slot.middle - group / 2 + each * series
            _column(canvas, plot, series, slot.n, x, each - gap, value)
            if said:
                _say(canvas, plot, x + (each - gap) / 2, value, said[series, slot.n])


def _column(canvas: Canvas, plot: Plot, series: int, n: int, x: float, width: float, value: Number) -> None:
    zero, end = plot.scale.zero, plot.scale.at(value)
    top, tall = min(zero, end), abs(end - zero)
    canvas.rect(x, top, width, tall, canvas.tone(series))
    canvas.spot(series, n, x, top, width, tall)


def _say(canvas: Canvas, plot: Plot, middle: float, value: Number, text: str) -> None:
    away = canvas.small * LINE / 2 + 1
    y = plot.scale.at(value) + (away if value < 0 else -away)
    canvas.text(middle, y, text, size=canvas.small, anchor="middle")


def _fitting(canvas: Canvas, room: float) -> dict[tuple[int, int], str]:
    """Return the words above all columns if they fit, else their brief form, else none: some alone would mislead."""
    chart = canvas.chart
    if not chart.show_values:
        return {}
    known = [(s, n) for s, one in enumerate(chart.series) for n, value in enumerate(one.values) if value is not None]
    full = {at: chart.value_text(*at, canvas.language) for at in known}
    brief = {(s, n): _brief(canvas, chart.series[s].values[n] or 0) for s, n in known}
    for words in (full, brief):
        if all(canvas.face.width(text, canvas.small) <= room for text in words.values()):
            return words
    return {}


def _brief(canvas: Canvas, value: Number) -> str:
    return canvas.chart.figure.brief(value, value, canvas.language)


def _draw_stacked(canvas: Canvas, plot: Plot, slots: list[_Slot]) -> None:
    chart = canvas.chart
    width = min(slots[0].width * _FULL, _WIDEST)
    totals: dict[int, tuple[float, Number]] = {}
    for slot in slots:
        if slot.n is None:
            continue
        stack = pieces(chart, slot.n)
        for piece in stack:
            _draw_piece(canvas, plot, slot, piece, width)
        if stack:
            totals[slot.n] = (slot.middle, sum(piece.value for piece in stack))
    if not chart.show_values:
        return
    said = {n: chart.figure.text(total, canvas.language) for n, (_, total) in totals.items()}
    if all(canvas.face.width(text, canvas.small) <= slots[0].width - 2 for text in said.values()):
        for n, (middle, _) in totals.items():
            top = max(float(piece.end) for piece in pieces(chart, n))
            y = plot.scale.at(max(top, 0.0)) - canvas.small * LINE / 2 - 1
            canvas.text(middle, y, said[n], size=canvas.small, anchor="middle", bold=True)


def _draw_piece(canvas: Canvas, plot: Plot, slot: _Slot, piece: Piece, width: float) -> None:
    start, end = plot.scale.at(piece.start), plot.scale.at(piece.end)
    x, top, tall = slot.middle - width / 2, min(start, end), abs(start - end)
    tone = canvas.tone(piece.series)
    seam = 1.0 if tall > 3 else 0.0  # so that neighbours of like colours are two
    canvas.rect(x, top, width, tall - seam, tone)
    canvas.spot(piece.series, slot.n or 0, x, top, width, tall)
    text = canvas.chart.value_text(piece.series, slot.n or 0, canvas.language)
    if canvas.chart.show_values and tall >= canvas.small * LINE and canvas.face.width(text, canvas.small) <= width - 4:
        canvas.text(slot.middle, top + tall / 2, text, size=canvas.small, ink=ink_on(canvas.palette, tone), anchor="middle")  # fmt: skip


def _draw_targets(canvas: Canvas, plot: Plot, slots: list[_Slot]) -> None:
    chart = canvas.chart
    target, realised = chart.series
    width = min(slots[0].width * _FULL, _WIDEST)
    both = _both(canvas, slots[0].width - 2)
    for slot in slots:
        n = slot.n
        if n is None:
            continue
        aim, got = target.values[n], realised.values[n]
        if aim is not None:
            tone, top = canvas.tone(0), plot.scale.at(aim)
            x = slot.middle - width / 2
            canvas.rect(x, top, width, plot.scale.zero - top, tone, opacity=_TARGET_OPACITY, edge=tone)
            canvas.spot(0, n, x, top, width, plot.scale.zero - top)
        if got is not None:
            _column(canvas, plot, 1, n, slot.middle - width * _REALISED / 2, width * _REALISED, got)
        if both.get(n):
            _say(canvas, plot, slot.middle, max(aim or 0, got or 0), both[n])


def _both(canvas: Canvas, room: float) -> dict[int, str]:
    """Return "realised / target" for every category if it fits everywhere, else what was realised, else nothing."""
    chart = canvas.chart
    if not chart.show_values:
        return {}
    full = {n: f"{chart.value_text(1, n, canvas.language)} / {chart.value_text(0, n, canvas.language)}" for n in range(chart.count)}  # fmt: skip
    alone = {n: chart.value_text(1, n, canvas.language) for n in range(chart.count)}
    for words in (full, alone):
        if all(canvas.face.width(text, canvas.small) <= room for text in words.values()):
            return words
    return {}

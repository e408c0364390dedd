"""Lines over time or over categories; a value that is not known is a gap, not a zero."""

import itertools
from collections.abc import Sequence
from datetime import date

from tradehouse.domain.display import show_date, show_month
from tradehouse.exchange.charts import axes
from tradehouse.exchange.charts.axes import Label, Plot
from tradehouse.exchange.charts.canvas import LINE, Canvas
from tradehouse.exchange.charts.marks import DASHES, MARK, draw_mark
from tradehouse.exchange.charts.stacks import reach

_MOST_MARKS = 40  # points of a line; more of them are only a thicker line
_MOST_SAID = 12
_PAD = 14.0  # between the edges of the plot and the first and last point
_REACH = 18.0  # pixels: the side of the square in which a point is hit
_SHORT = 62  # days: below this span days are labelled, not months


def draw_lines(canvas: Canvas, y: float, height: float | None) -> float:
    """Draw the chart below y; return where it ends."""
    chart = canvas.chart
    y = axes.draw_unit(canvas, y)

    def places(left: float) -> list[float]:
        return _places(chart.dates, chart.count, left + _PAD, canvas.width - _PAD)

    def labels(left: float) -> list[Label]:
        where = places(left)
        return _date_labels(canvas, where) if chart.dates else _category_labels(canvas, where, left)

    plot, framed = axes.frame(canvas, y + canvas.small * LINE, height, reach(chart), labels)
    where = places(plot.left)
    axes.draw_value_axis(canvas, plot)
    for series in range(len(chart.series)):
        _draw_line(canvas, plot, series, where)
    _say_values(canvas, plot, where)
    axes.draw_below(canvas, framed)
    return framed.end


def _places(dates: Sequence[date], count: int, left: float, right: float) -> list[float]:
    if count == 1:
        return [(left + right) / 2]
    if not dates:
        return [left + (right - left) * n / (count - 1) for n in range(count)]
    span = (dates[-1] - dates[0]).days
    return [left + (right - left) * (day - dates[0]).days / span for day in dates]


def _category_labels(canvas: Canvas, where: Sequence[float], left: float) -> list[Label]:
    room = where[1] - where[0] if len(where) > 1 else canvas.width - left
    return [Label(x, room, canvas.chart.category(n, canvas.language)) for n, x in enumerate(where)]


def _date_labels(canvas: Canvas, where: Sequence[float]) -> list[Label]:
    """Return labels at the points where they span days, else at the first days of months or years."""
    dates = canvas.chart.dates
    days = (dates[-1] - dates[0]).days
    if days < _SHORT:
        room = min((b - a for a, b in itertools.pairwise(where)), default=canvas.width)
        return [Label(x, room, show_date(day, canvas.language)) for x, day in zip(where, dates, strict=True)]
    per_day = (where[-1] - where[0]) / days
    widest = canvas.face.width(show_month(date(2000, 5, 1), canvas.language), canvas.small) + 12
    step = next((s for s in axes.MONTH_STEPS if s * 30.4 * per_day >= widest), axes.MONTH_STEPS[-1])
    labels = []
    first = -(-(dates[0].year * 12 + dates[0].month - 1 + (dates[0].day > 1)) // step) * step
    for month in range(first, dates[-1].year * 12 + dates[-1].month, step):
        day = date(month // 12, month % 12 + 1, 1)
        text = str(day.year) if step % 12 == 0 else show_month(day, canvas.language)
        labels.append(Label(where[0] + (day - dates[0]).days * per_day, step * 30.4 * per_day, text))
    return labels


def _draw_line(canvas: Canvas, plot: Plot, series: int, where: Sequence[float]) -> None:
    values = canvas.chart.series[series].values
    run: list[tuple[float, float]] = []
    for x, value in (*zip(where, values, strict=True), (0.0, None)):
        if value is not None:
            run.append((x, plot.scale.at(value)))
            continue
        if len(run) > 1:
            canvas.path(run, canvas.tone(series), dashes=DASHES[series])
        run = []
    marked = len(values) <= _MOST_MARKS
    for n, (x, value) in enumerate(zip(where, values, strict=True)):
        if value is None:
            continue
        y = plot.scale.at(value)
        alone = (n == 0 or values[n - 1] is None) and (n + 1 == len(values) or values[n + 1] is None)
        if marked or alone:
            draw_mark(canvas, series, x, y, MARK)
        canvas.spot(series, n, x - _REACH / 2, y - _REACH / 2, _REACH, _REACH)


def _say_values(canvas: Canvas, plot: Plot, where: Sequence[float]) -> None:
    """Write the values above the points of a single line, where there are few and all fit."""
    chart = canvas.chart
    if not chart.show_values or len(chart.series) > 1 or chart.count > _MOST_SAID:
        return
    known = [n for n, value in enumerate(chart.series[0].values) if value is not None]
    said = {n: chart.value_text(0, n, canvas.language) for n in known}
    spans = []
    for n in known:
        half = canvas.face.width(said[n], canvas.small) / 2
        middle = min(max(where[n], plot.left + half + 2), plot.right - half)
        spans.append((middle - half, middle + half))
    if any(a[1] + 4 > b[0] for a, b in itertools.pairwise(spans)):
        return
    for n, (start, end) in zip(known, spans, strict=True):
        value = chart.series[0].values[n] or 0
        y = plot.scale.at(value) - canvas.small * LINE / 2 - MARK
        canvas.text((start + end) / 2, y, said[n], size=canvas.small, anchor="middle")

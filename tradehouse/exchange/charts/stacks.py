"""Values of one category on each other: what is positive above zero, what is negative below."""

from dataclasses import dataclass

from tradehouse.domain.charts import Chart
from tradehouse.domain.figures import Number


@dataclass(frozen=True, slots=True)
class Piece:
    """A series' part of a stack, from start to end."""

    series: int
    value: Number
    start: Number
    end: Number


def pieces(chart: Chart, n: int) -> list[Piece]:
    """Return the parts of the category n that are known."""
    above: Number = 0
    below: Number = 0
    found = []
    for series, one in enumerate(chart.series):
        value = one.values[n]
        if value is None:
            continue
        start = below if value < 0 else above
        end = start + value
        found.append(Piece(series, value, start, end))
        if value < 0:
            below = end
        else:
            above = end
    return found


def reach(chart: Chart) -> tuple[float, float]:
    """Return the lowest and the highest that the marks of a chart with values get to."""
    if chart.stacked:
        ends = [
            float(edge) for n in range(chart.count) for piece in pieces(chart, n) for edge in (piece.start, piece.end)
        ]
    else:
        ends = [float(value) for series in chart.series for value in series.values if value is not None]
    return min(ends), max(ends)

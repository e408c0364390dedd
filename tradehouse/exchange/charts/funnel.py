"""A funnel: how many are left from step to step, each step with its share of the first."""

from tradehouse.domain.figures import PERCENT, Number
from tradehouse.exchange.charts.bars import draw_names, lay_rows
from tradehouse.exchange.charts.canvas import Canvas

_USUAL_PITCH = 44.0
_BAR = 0.62  # of a row
_GAP = 8.0
_LEAST_BARS = 0.2  # of the width
_BETWEEN_OPACITY = 0.14


def draw_funnel(canvas: Canvas, y: float, height: float | None) -> float:
    """Draw the chart below y; return where it ends. A step that is unknown is an empty row."""
    chart = canvas.chart
    rows = lay_rows(canvas, y, height, _USUAL_PITCH)
    values = [max(value, 0) if value is not None else None for value in chart.series[0].values]
    most = max((value for value in values if value is not None), default=0)
    size = min(rows.size, canvas.small)
    for brief in (False, True):
        said = [_said(canvas, n, values, brief=brief) for n in range(chart.count)]
        right = canvas.width - _GAP - max(canvas.face.width(text, size) for text in said)
        if right - rows.left >= canvas.width * _LEAST_BARS:
            break
    middle, full = (rows.left + right) / 2, right - rows.left
    tone, bar = canvas.tone(0), rows.pitch * _BAR
    widths = [None if value is None else float(value) / float(most or 1) * full for value in values]
    for n, width in enumerate(widths):
        following = widths[n + 1] if n + 1 < len(widths) else None
        if width is not None and following is not None:
            top, bottom = rows.middle(n) + bar / 2, rows.middle(n + 1) - bar / 2
            edges = ((-width, top), (width, top), (following, bottom), (-following, bottom))
            canvas.shape([(middle + half / 2, at) for half, at in edges], tone, opacity=_BETWEEN_OPACITY)
    for n, width in enumerate(widths):
        if n % rows.every == 0:
            canvas.text(right + _GAP, rows.middle(n), said[n], size=size)
        if width is None:
            continue
        x = middle - max(width, 1) / 2  # nobody left is still a step
        canvas.rect(x, rows.middle(n) - bar / 2, max(width, 1), bar, tone)
        canvas.spot(0, n, x, rows.middle(n) - bar / 2, max(width, 1), bar)
    draw_names(canvas, rows)
    return rows.top + rows.pitch * chart.count


def _said(canvas: Canvas, n: int, values: list[Number | None], *, brief: bool) -> str:
    """Return the value of a step and, from the second on, its share of the first."""
    first, value = values[0], values[n]
    words = canvas.chart.value_text(0, n, canvas.language)
    if brief and value is not None:
        words = canvas.chart.figure.brief(value, value, canvas.language)
    if n == 0 or not first or value is None or canvas.chart.series[0].said:
        return words
    return f"{words} · {PERCENT.text((200 * value + first) // (2 * first), canvas.language)}"

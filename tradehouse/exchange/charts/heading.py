"""What stands above a chart: its title, what it counts, and which colour is what; and the chart of nothing."""

from tradehouse.domain.charts import ChartKind
from tradehouse.domain.language import N_, translator
from tradehouse.exchange.charts.canvas import LINE, Canvas
from tradehouse.exchange.charts.marks import MARK, draw_mark

_TITLE = 1.25  # size over that of labels
_SWATCH = 12.0
_GAP = 6.0
_BETWEEN = 16.0
_EMPTY_HEIGHT = 140.0


def draw_title(canvas: Canvas) -> float:
    """Write title and subtitle; return where they end."""
    y = 0.0
    size = round(canvas.size * _TITLE, 1)
    for line in canvas.face.wrap(canvas.chart.title, canvas.width, size, 2, bold=True):
        canvas.text(0, y + size * LINE / 2, line, size=size, bold=True)
        y += size * LINE
    for line in canvas.face.wrap(canvas.chart.subtitle, canvas.width, canvas.small, 2):
        canvas.text(0, y + canvas.small * LINE / 2, line, size=canvas.small, ink="muted")
        y += canvas.small * LINE
    return y + _GAP if y else y


def draw_legend(canvas: Canvas, y: float) -> float:
    """Write the names of the series where there are several; return where they end."""
    chart = canvas.chart
    if len(chart.series) < 2:
        return y
    x, line = 0.0, canvas.size * 1.6
    for n, series in enumerate(chart.series):
        words = canvas.face.fit(series.label, canvas.width - _SWATCH - _GAP, canvas.size)
        needed = _SWATCH + _GAP + canvas.face.width(words, canvas.size)
        if x and x + needed > canvas.width:
            x, y = 0.0, y + line
        _swatch(canvas, n, x, y + line / 2)
        canvas.text(x + _SWATCH + _GAP, y + line / 2, words)
        x += needed + _BETWEEN
    return y + line + _GAP


def _swatch(canvas: Canvas, series: int, x: float, middle: float) -> None:
    tone, top = canvas.tone(series), middle - _SWATCH / 2
    if canvas.chart.kind is ChartKind.LINE:
        canvas.path(((x + 1, middle), (x + _SWATCH - 1, middle)), tone)
        draw_mark(canvas, series, x + _SWATCH / 2, middle, MARK)
    elif canvas.chart.kind is ChartKind.TARGETS and series == 0:
        canvas.rect(x + 0.5, top + 0.5, _SWATCH - 1, _SWATCH - 1, tone, opacity=0.15, edge=tone)
    else:
        canvas.rect(x, top, _SWATCH, _SWATCH, tone)


def draw_nothing(canvas: Canvas, y: float, height: float | None) -> float:
    """Draw the chart of no data: a ground line, three bars not there yet, and the words; return where it ends."""
    bottom = y + max(height - y, 64.0) if height else y + _EMPTY_HEIGHT
    middle, base = canvas.width / 2, (y + bottom) / 2 + 4
    for n, tall in enumerate((14.0, 26.0, 20.0)):
        canvas.rect(middle - 29 + 20 * n, base - tall, 18, tall, canvas.palette["hairline"])
    canvas.rule(middle - 44, base, middle + 44, base, "outline")
    words = translator(canvas.language).gettext(N_("No data yet"))
    canvas.text(middle, base + canvas.size * 1.4, words, ink="muted", anchor="middle")
    return bottom

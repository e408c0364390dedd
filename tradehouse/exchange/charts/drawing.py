"""A chart drawn: its head, its legend, and the form that its kind has."""

from collections.abc import Callable, Mapping
from typing import Final

from tradehouse.domain.charts import Chart, ChartKind
from tradehouse.domain.language import current_language
from tradehouse.exchange.charts.bars import draw_bars
from tradehouse.exchange.charts.canvas import Canvas, Drawing
from tradehouse.exchange.charts.columns import draw_columns
from tradehouse.exchange.charts.faces import Face, lato
from tradehouse.exchange.charts.funnel import draw_funnel
from tradehouse.exchange.charts.heading import draw_legend, draw_nothing, draw_title
from tradehouse.exchange.charts.lines import draw_lines
from tradehouse.exchange.charts.palettes import PRINT, Palette

_FORMS: Final[Mapping[ChartKind, Callable[[Canvas, float, float | None], float]]] = {
    ChartKind.BARS: draw_bars,
    ChartKind.COLUMNS: draw_columns,
    ChartKind.LINE: draw_lines,
    ChartKind.FUNNEL: draw_funnel,
    ChartKind.TIMELINE: draw_columns,
    ChartKind.TARGETS: draw_columns,
}
_NARROWEST = 120.0


def draw(
    chart: Chart,
    width: float,
    height: float | None = None,
    *,
    palette: Palette = PRINT,
    face: Face | None = None,
    language: str | None = None,
    titled: bool = True,
) -> Drawing:
    """Return a chart as SVG, so many pixels wide. Without a height it takes what it needs; with one, rows move
    together until then, and less than can be drawn is not obeyed. The ground is left to who shows it.
    """
    canvas = Canvas(chart, max(width, _NARROWEST), palette, face or lato(), language or current_language())
    y = draw_title(canvas) if titled else 0.0
    if chart.empty:
        return canvas.finish(draw_nothing(canvas, y, height))
    y = draw_legend(canvas, y)
    end = _FORMS[chart.kind](canvas, y, height)
    return canvas.finish(max(end, height or 0.0))

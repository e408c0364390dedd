"""The points of lines: each series has a form of its own, since colour alone is not enough for everybody."""

from tradehouse.exchange.charts.canvas import Canvas

MARK = 3.6  # pixels from the middle to the edge
DASHES = ("", "", "", "", "6 4", "6 4", "6 4", "6 4")


def draw_mark(canvas: Canvas, series: int, x: float, y: float, radius: float) -> None:
    """Draw the point of a series: disc, square, diamond or triangle."""
    tone, edge = canvas.tone(series), canvas.palette["surface"]
    match series % 4:
        case 0:
            canvas.circle(x, y, radius, tone, edge)
        case 1:
            r = radius * 0.92
            canvas.shape(((x - r, y - r), (x + r, y - r), (x + r, y + r), (x - r, y + r)), tone, edge=edge)
        case 2:
            r = radius * 1.3
            canvas.shape(((x, y - r), (x + r, y), (x, y + r), (x - r, y)), tone, edge=edge)
        case _:
            r = radius * 1.25
            canvas.shape(((x, y - r), (x + r, y + r * 0.8), (x - r, y + r * 0.8)), tone, edge=edge)

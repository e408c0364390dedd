"""Charts as SVG, drawn without a library: text is measured, so that nothing overlaps and nothing is cut off.

Only what both QtSvg (SVG Tiny 1.2) and typst draw is used: no style sheets, no clipping, no baselines by name.
"""

from tradehouse.exchange.charts.canvas import Drawing, Spot
from tradehouse.exchange.charts.drawing import draw
from tradehouse.exchange.charts.faces import Face, lato
from tradehouse.exchange.charts.palettes import PRINT

__all__ = ["PRINT", "Drawing", "Face", "Spot", "draw", "lato"]

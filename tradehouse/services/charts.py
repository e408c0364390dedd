"""Charts as the window shows them: the same drawing that goes into files."""

from tradehouse.exchange.charts import Drawing, Face, Spot, draw

__all__ = ["Drawing", "Face", "Spot", "draw"]

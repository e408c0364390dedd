"""The tables of the catalogue; metadata knows them all."""

from tradehouse.storage.schema import goods, history, house, path, trade
from tradehouse.storage.schema.pieces import metadata

__all__ = ["goods", "history", "house", "metadata", "path", "trade"]

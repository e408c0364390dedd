"""Group columns that are written only where their value changes, as people do in lists sorted by category or firm."""

from collections.abc import Sequence
from dataclasses import replace
from itertools import pairwise
from typing import Final

from tradehouse.domain.cells import Cell, is_blank
from tradehouse.exchange.columns import Column
from tradehouse.exchange.header_rows import Header, is_numbering
from tradehouse.exchange.sheets import Sheet

_GROUPS: Final = frozenset({"product.category", "product.brand", "product.group", "supplier.name", "supplier.sector"})
_NAME: Final = "product.name_id"
_LOOKED_AT: Final = 2_000
_FEWEST_ROWS: Final = 4
_SPARSE: Final = 0.5
_DENSE: Final = 0.9


def proposed_down(sheet: Sheet, header: Header, columns: Sequence[Column]) -> list[Column]:
    """Return the columns, those marked whose blank cells seem to repeat the value above.

    Such a column stands left of the products' names, has a value in the first row and then only where it changes: it
    is filled in at most half of the rows that have a name, and never with the same value twice in a row.
    """
    name = next((column for column in columns if _NAME in column.targets), None)
    asked = [c for c in columns if _GROUPS & set(c.targets) and name is not None and c.index < name.index]
    if name is None or not asked:
        return list(columns)
    body = sheet.rows[header.body : header.body + _LOOKED_AT]
    filled = [row for row in body if any(not is_blank(cell) for cell in row)]
    rows = [row for row in filled if not is_blank(row[name.index]) and not is_numbering(row)]
    if len(rows) < _FEWEST_ROWS or len(rows) < _DENSE * len(filled):
        return list(columns)
    down = {column.index for column in asked if _changes_only([row[column.index] for row in rows])}
    return [replace(column, fill_down=True) if column.index in down else column for column in columns]


def _changes_only(cells: Sequence[Cell]) -> bool:
    values = [cell for cell in cells if not is_blank(cell)]
    if is_blank(cells[0]) or len(values) > _SPARSE * len(cells):
        return False
    return all(before != after for before, after in pairwise(values))

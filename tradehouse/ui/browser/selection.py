"""Questions about a selection of up to a hundred thousand rows, answered from its ranges and never row by row."""

from array import array
from collections.abc import Iterable

from PySide6.QtCore import QItemSelection, QItemSelectionModel, QItemSelectionRange

from tradehouse.ui.browser.model import RecordModel


def ranges_of(selection: QItemSelection) -> list[QItemSelectionRange]:
    """Return the ranges of a selection that still stand."""
    found = (selection.at(n) for n in range(selection.count()))
    return [part for part in found if part.isValid()]


def selected_ranges(selection: QItemSelectionModel) -> list[tuple[int, int]]:
    """Return the selected rows as (first, last) pairs in order."""
    return sorted((r.top(), r.bottom()) for r in ranges_of(selection.selection()))


def selected_count(selection: QItemSelectionModel) -> int:
    """Return how many rows are selected."""
    return sum(r.bottom() - r.top() + 1 for r in ranges_of(selection.selection()))


def selected_ids(model: RecordModel, selection: QItemSelectionModel) -> "array[int]":
    """Return the ids of the selected rows in the order of the rows."""
    ids = array("q")
    for first, last in selected_ranges(selection):
        ids += model.ids[first : last + 1]
    return ids


def select_ids(model: RecordModel, selection: QItemSelectionModel, ids: Iterable[int]) -> int:
    """Select the rows of these ids as far as the result holds them; return how many."""
    wanted = frozenset(ids)
    if not wanted:
        return 0
    rows = [row for row, record_id in enumerate(model.ids) if record_id in wanted]
    return select_rows(model, selection, rows)


def select_rows(model: RecordModel, selection: QItemSelectionModel, rows: list[int]) -> int:
    """Select rows given in ascending order; neighbours become one range."""
    chosen = QItemSelection()
    last_column = model.columnCount() - 1
    start = 0
    for n, row in enumerate(rows):
        if n + 1 == len(rows) or rows[n + 1] != row + 1:
            chosen.select(model.index(rows[start], 0), model.index(row, last_column))
            start = n + 1
    flags = QItemSelectionModel.SelectionFlag
    selection.select(chosen, flags.ClearAndSelect | flags.Rows)
    return len(rows)

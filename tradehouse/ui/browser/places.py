"""Remembers by id what was selected, current and in view, and finds it again among other rows."""

from array import array
from dataclasses import dataclass

from PySide6.QtCore import QItemSelectionModel, QPoint
from PySide6.QtWidgets import QAbstractItemView

from tradehouse.ui.browser.model import RecordModel
from tradehouse.ui.browser.selection import select_ids, selected_ids


@dataclass(frozen=True, slots=True)
class Places:
    """selected ids in order, the current one with its column, the one at the top of the view and its distance from there."""

    selected: "array[int]"
    current: int | None
    column: int
    top: int | None
    distance: int


def take_places(view: QAbstractItemView, model: RecordModel) -> Places:
    """Return where the person is now."""
    selection = view.selectionModel()
    at = selection.currentIndex()
    current = model.ids[at.row()] if at.isValid() else None
    top = view.indexAt(QPoint(16, 1))
    return Places(
        selected_ids(model, selection),
        current,
        max(0, at.column()),
        model.ids[top.row()] if top.isValid() else None,
        view.visualRect(top).top() if top.isValid() else 0,
    )


def put_places(view: QAbstractItemView, model: RecordModel, places: Places, *, scroll: bool) -> bool:
    """Select, make current and (with scroll) bring into view what was there; return whether the current one is."""
    selection = view.selectionModel()
    row = None if places.current is None else model.row_of(places.current)
    if row is not None:
        flags = QItemSelectionModel.SelectionFlag
        only_it = len(places.selected) == 1 and places.selected[0] == places.current
        how = flags.ClearAndSelect | flags.Rows if only_it else flags.NoUpdate
        selection.setCurrentIndex(model.index(row, places.column), how)
        if not only_it:
            select_ids(model, selection, places.selected)
    elif places.selected:
        select_ids(model, selection, places.selected)
    top = model.row_of(places.top) if scroll and places.top is not None else None
    if top is not None:
        view.scrollTo(model.index(top, 0), QAbstractItemView.ScrollHint.PositionAtTop)
        bar = view.verticalScrollBar()
        bar.setValue(bar.value() - places.distance)
    return row is not None

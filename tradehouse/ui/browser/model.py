"""The rows of a browser: ids of everything the query found, records in pages of 200, fetched when they are looked at."""

from array import array
from collections import OrderedDict
from collections.abc import Callable, Iterable, Sequence
from typing import Any

from PySide6.QtCore import QAbstractTableModel, QModelIndex, QObject, QPersistentModelIndex, Qt, Signal

from tradehouse.domain.errors import UserError
from tradehouse.domain.fields import RecordKind
from tradehouse.domain.language import _
from tradehouse.domain.records import Record
from tradehouse.ui.browser.cells import BLANK, Cell, cell_of
from tradehouse.ui.browser.columns import MARK, PHOTO, columns_of

PAGE = 200
PAGES_KEPT = 24
FLAGS = Qt.ItemFlag.ItemIsEnabled | Qt.ItemFlag.ItemIsSelectable | Qt.ItemFlag.ItemNeverHasChildren
Index = QModelIndex | QPersistentModelIndex


class _Page:
    __slots__ = ("cells", "records")

    def __init__(self, records: list[Record | None]) -> None:
        # Of the very first page only what fits a screen is read at once: there may be fewer records than rows.
        self.records = records
        self.cells: list[dict[int, Cell]] = [{} for _record in records]


class RecordModel(QAbstractTableModel):
    """All records that a query found. load returns the records of some ids; ids that are gone are left out.

    Painting goes through cell(), which asks nothing twice; flags() never fetches.

    Signals:
        load_failed(error): a page could not be read; its rows stay blank until the next query.
    """

    load_failed = Signal(object)

    def __init__(
        self, kind: RecordKind, load: Callable[[Sequence[int]], list[Record]], parent: QObject | None = None
    ) -> None:
        super().__init__(parent)
        self.kind = kind
        self.columns = columns_of(kind)
        self._load = load
        self._ids: array[int] = array("q")
        self._pages: OrderedDict[int, _Page] = OrderedDict()

    # --- what is shown ---------------------------------------------------------------------------------------------

    @property
    def ids(self) -> "array[int]":
        """The ids in their order; not to be changed by who reads them."""
        return self._ids

    def show_ids(self, ids: "array[int]", first: Sequence[Record] = ()) -> None:
        """Show another result; first are the records of its first rows, where they were read along with the ids."""
        self.beginResetModel()
        self._ids = ids
        self._pages.clear()
        if first:
            self._keep(0, ids[: len(first)], first)
        self.endResetModel()

    def complete(self, ids: "array[int]") -> bool:
        """Show the whole of a result whose beginning is shown; return whether it was a mere continuation.

        Selection and place are kept then. Otherwise the catalogue moved in between and the rows start anew.
        """
        shown = len(self._ids)
        if ids[:shown] != self._ids:
            self.show_ids(ids)
            return False
        if len(ids) > shown:
            self.beginInsertRows(QModelIndex(), shown, len(ids) - 1)
            self._ids = ids
            self._pages.pop(shown // PAGE, None) if shown % PAGE else None
            self.endInsertRows()
        return True

    def forget(self, ids: Iterable[int] | None) -> None:
        """Read these records again when they are next looked at; None means all."""
        stale = None if ids is None else frozenset(ids)
        for number, page in list(self._pages.items()):
            start = number * PAGE
            end = min(start + PAGE, len(self._ids))
            if stale is None or any(self._ids[row] in stale for row in range(start, end)):
                del page, self._pages[number]
                self.dataChanged.emit(self.index(start, 0), self.index(end - 1, len(self.columns) - 1))

    # --- reading ---------------------------------------------------------------------------------------------------

    def record(self, row: int) -> Record | None:
        """Return the record in a row, None where it is gone from the catalogue."""
        return self._page(row).records[row % PAGE]

    def row_of(self, record_id: int) -> int | None:
        """Return the row of a record, None where the result does not hold it."""
        try:
            return self._ids.index(record_id)
        except ValueError:
            return None

    def cell(self, row: int, column: int) -> Cell:
        """Return what a cell shows."""
        page = self._page(row)
        cells = page.cells[row % PAGE]
        found = cells.get(column)
        if found is None:
            record = page.records[row % PAGE]
            found = BLANK if record is None else cell_of(record, self.columns[column])
            cells[column] = found
        return found

    def column_of(self, key: str) -> int:
        """Return the number of a column. Raises ValueError for a key that the kind does not have."""
        return [column.key for column in self.columns].index(key)

    def _page(self, row: int) -> _Page:
        number = row // PAGE
        page = self._pages.get(number)
        if page is not None and row % PAGE < len(page.records):
            self._pages.move_to_end(number)
            return page
        start = number * PAGE
        wanted = self._ids[start : start + PAGE]
        try:
            records = self._load(wanted)
        except UserError as error:
            # Kept as blank rows: asking again for every cell would repeat the failure a thousand times.
            page = self._pages[number] = _Page([None] * len(wanted))
            self.load_failed.emit(error)
            return page
        return self._keep(number, wanted, records)

    def _keep(self, number: int, ids: "array[int]", records: Sequence[Record]) -> _Page:
        found = {record.id: record for record in records}
        page = self._pages[number] = _Page([found.get(i) for i in ids])
        if len(self._pages) > PAGES_KEPT:
            self._pages.popitem(last=False)
        return page

    # --- Qt --------------------------------------------------------------------------------------------------------

    def rowCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008
        return 0 if parent.isValid() else len(self._ids)

    def columnCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008
        return 0 if parent.isValid() else len(self.columns)

    def flags(self, index: Index) -> Qt.ItemFlag:
        return FLAGS if index.isValid() else Qt.ItemFlag.NoItemFlags

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        if not index.isValid():
            return None
        if role in (Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.AccessibleTextRole):
            column = self.columns[index.column()]
            return "" if column.key in {MARK, PHOTO} else self.cell(index.row(), index.column()).text
        if role == Qt.ItemDataRole.TextAlignmentRole:
            side = (
                Qt.AlignmentFlag.AlignRight
                if self.columns[index.column()].right_aligned
                else Qt.AlignmentFlag.AlignLeft
            )
            return side | Qt.AlignmentFlag.AlignVCenter
        return None

    def headerData(self, section: int, orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        if orientation != Qt.Orientation.Horizontal:
            return None
        column = self.columns[section]
        if role == Qt.ItemDataRole.DisplayRole:
            return "" if column.fixed else _(column.field.label)
        if role in (Qt.ItemDataRole.ToolTipRole, Qt.ItemDataRole.AccessibleTextRole):
            return _(column.field.label)
        if role == Qt.ItemDataRole.TextAlignmentRole:
            side = Qt.AlignmentFlag.AlignRight if column.right_aligned else Qt.AlignmentFlag.AlignLeft
            return side | Qt.AlignmentFlag.AlignVCenter
        return None

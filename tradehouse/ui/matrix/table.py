"""The table of the matrix: names that stay in view at the left, a badge for each state. Names are read by the page."""

from collections.abc import Mapping
from typing import Any

from PySide6.QtCore import QAbstractTableModel, QModelIndex, QObject, QPersistentModelIndex, Qt, Signal
from PySide6.QtGui import QFontMetrics
from PySide6.QtWidgets import QAbstractItemView, QFrame, QHeaderView, QWidget

from tradehouse.domain.display import show_date
from tradehouse.domain.language import _, ngettext
from tradehouse.domain.records import Ref
from tradehouse.domain.reference_lists import find_label
from tradehouse.services.certificate_matrix import STATE_WORDS, TONES, CellState, Matrix, MatrixCell
from tradehouse.ui.kit.badge import Status
from tradehouse.ui.kit.plain_table import LEFT, STATUS_ROLE, PlainTable
from tradehouse.ui.theme import GAP, ROW_HEIGHT, theme

Index = QModelIndex | QPersistentModelIndex
PAGE = 200
_GLYPHS: Mapping[CellState, str] = {
    CellState.VALID: "check-circle",
    CellState.EXPIRING: "clock",
    CellState.EXPIRED: "warning",
    CellState.UNDATED: "help",
    CellState.IN_PROCESS: "loader",
    CellState.PARTLY: "minus",
    CellState.MISSING: "error",
}
_COLUMN, _NAMES, _HEADING = 136, 248, 46  # pixels


def state_status(cell: MatrixCell) -> Status:
    """Return the badge of a cell."""
    return Status(_GLYPHS[cell.state], _(STATE_WORDS[cell.state]), TONES[cell.state])  # type: ignore[arg-type]


def state_words(cell: MatrixCell) -> str:
    """Return in full how a cell stands: until when, and how many products lack it."""
    words = [_(STATE_WORDS[cell.state])]
    if cell.until is not None:
        words.append(_("until {date}").format(date=show_date(cell.until)))
    if cell.missing > 1 or cell.state is CellState.PARTLY:
        lacking = ngettext("{n} product has none in force", "{n} products have none in force", cell.missing)
        words.append(lacking.format(n=cell.missing))
    return ", ".join(words)


class MatrixModel(QAbstractTableModel):
    """Shows a Matrix.

    Signals:
        page_wanted(first): the names of PAGE rows from a row on are not known yet.
    """

    page_wanted = Signal(int)

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._matrix: Matrix | None = None
        self._names: dict[int, Ref] = {}
        self._asked: set[int] = set()

    @property
    def matrix(self) -> Matrix | None:
        """What is shown."""
        return self._matrix

    def show_matrix(self, matrix: Matrix) -> None:
        """Show another one."""
        self.beginResetModel()
        self._matrix, self._names, self._asked = matrix, {}, set()
        self.endResetModel()

    def take_names(self, first: int, names: Mapping[int, Ref]) -> None:
        """Take in the names of a page."""
        self._names |= names
        last = min(first + PAGE, self.rowCount()) - 1
        if last >= first:
            self.headerDataChanged.emit(Qt.Orientation.Vertical, first, last)

    def name(self, row: int) -> Ref | None:
        """Return the code and name of a row; None until its page is read, which this asks for."""
        if self._matrix is None or not 0 <= row < len(self._matrix.ids):
            return None
        found = self._names.get(self._matrix.ids[row])
        first = row - row % PAGE
        if found is None and first not in self._asked:
            self._asked.add(first)
            self.page_wanted.emit(first)
        return found

    def cell(self, index: Index) -> MatrixCell | None:
        """Return a cell, None where nothing is needed or had."""
        if self._matrix is None or not index.isValid():
            return None
        return self._matrix.cells[index.row()].get(self._matrix.types[index.column()])

    def type_of(self, column: int) -> str:
        """Return the type of a column."""
        return self._matrix.types[column] if self._matrix is not None else ""

    def rowCount(self, parent: Index | None = None) -> int:
        return 0 if self._matrix is None or (parent is not None and parent.isValid()) else len(self._matrix.ids)

    def columnCount(self, parent: Index | None = None) -> int:
        return 0 if self._matrix is None or (parent is not None and parent.isValid()) else len(self._matrix.types)

    def headerData(self, section: int, orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        if orientation == Qt.Orientation.Horizontal:
            label = find_label("certification_type", self.type_of(section))
            if role == Qt.ItemDataRole.DisplayRole:
                return label.partition(" (")[0]
            return label if role == Qt.ItemDataRole.ToolTipRole else None
        if role == Qt.ItemDataRole.TextAlignmentRole:
            return LEFT
        if role not in (Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.ToolTipRole):
            return None
        found = self.name(section)
        if found is None:
            return "…"
        if role == Qt.ItemDataRole.ToolTipRole:
            return f"{found.name}\n{found.code}"
        # Row headings are not cut by themselves.
        return QFontMetrics(theme().font("strong")).elidedText(
            found.name, Qt.TextElideMode.ElideRight, _NAMES - 2 * GAP
        )

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        cell = self.cell(index)
        match role:
            case int(value) if value == STATUS_ROLE:
                return state_status(cell) if cell is not None else None
            case Qt.ItemDataRole.DisplayRole:
                return _(STATE_WORDS[cell.state]) if cell is not None else "–"
            case Qt.ItemDataRole.ToolTipRole | Qt.ItemDataRole.AccessibleTextRole:
                return state_words(cell) if cell is not None else _("Not needed")
            case Qt.ItemDataRole.ForegroundRole if cell is None:
                return theme().colour("disabled")
            case _:
                return None


class MatrixTable(PlainTable):
    """Cells to choose one by one; the names are its row headings and so stay in view."""

    def __init__(self, name: str, model: MatrixModel, parent: QWidget | None = None) -> None:
        super().__init__(name, parent)
        self.setModel(model)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setShowGrid(True)
        self.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectItems)
        head, rows = self.horizontalHeader(), self.verticalHeader()
        head.setDefaultSectionSize(_COLUMN)
        head.setDefaultAlignment(Qt.AlignmentFlag(LEFT | int(Qt.TextFlag.TextWordWrap)))
        head.setFixedHeight(_HEADING)
        rows.setVisible(True)
        rows.setFixedWidth(_NAMES)
        rows.setDefaultSectionSize(ROW_HEIGHT)
        rows.setSectionResizeMode(QHeaderView.ResizeMode.Fixed)
        rows.setHighlightSections(True)
        rows.setSectionsClickable(True)
        self.setCornerButtonEnabled(False)

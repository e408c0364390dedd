"""The table in which columns are arranged: ticked with Space, moved by dragging or with Alt and the arrows."""

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, Qt
from PySide6.QtGui import QKeyEvent, QPainter
from PySide6.QtWidgets import (
    QAbstractItemView,
    QHeaderView,
    QStyle,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QTableView,
    QWidget,
)

from tradehouse.domain.language import _
from tradehouse.ui.layouts.columns_model import ENGLISH, INDONESIAN, NAME, WIDTH, ColumnsModel
from tradehouse.ui.theme import ROW_HEIGHT

_INDENT = 5  # pixels by which headings are padded more than cells
_STEPS = {Qt.Key.Key_Up: -1, Qt.Key.Key_Down: 1}


class ColumnTable(QTableView):
    """Rows of a ColumnsModel."""

    def __init__(self, model: ColumnsModel, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.columns = model
        self.setObjectName("layout_columns")
        self.setAccessibleName(_("Columns of the list"))
        self.setModel(model)
        self.setItemDelegate(_Cells(self))
        self.setShowGrid(False)
        self.setWordWrap(False)
        self.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
        self.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        self.setEditTriggers(
            QAbstractItemView.EditTrigger.DoubleClicked
            | QAbstractItemView.EditTrigger.EditKeyPressed
            | QAbstractItemView.EditTrigger.SelectedClicked
        )
        self.setDragDropMode(QAbstractItemView.DragDropMode.InternalMove)
        self.setDragDropOverwriteMode(False)
        self.setDropIndicatorShown(True)
        self.setTabKeyNavigation(False)
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        rows = self.verticalHeader()
        rows.setVisible(False)
        rows.setDefaultSectionSize(ROW_HEIGHT)
        rows.setSectionResizeMode(QHeaderView.ResizeMode.Fixed)
        head = self.horizontalHeader()
        head.setHighlightSections(False)
        head.setDefaultAlignment(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter)
        head.setSectionResizeMode(NAME, QHeaderView.ResizeMode.Stretch)
        for column, width in ((INDONESIAN, 172), (ENGLISH, 172), (WIDTH, 62)):
            self.setColumnWidth(column, width)

    def move_current(self, by: int) -> None:
        """Move the current column one place up (-1) or down (1)."""
        row = self.currentIndex().row()
        if row >= 0 and self.columns.move(row, row - 1 if by < 0 else row + 2):
            self.scrollTo(self.currentIndex())

    def choose(self, row: int) -> None:
        """Make a row the current one and bring it into sight."""
        index = self.columns.index(row, NAME)
        self.setCurrentIndex(index)
        self.scrollTo(index)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        key = Qt.Key(event.key())
        index: QModelIndex = self.currentIndex()
        if key in _STEPS and event.modifiers() & Qt.KeyboardModifier.AltModifier:
            self.move_current(_STEPS[key])
        elif key == Qt.Key.Key_Space and index.isValid():
            tick = self.columns.index(index.row(), NAME)
            on = tick.data(Qt.ItemDataRole.CheckStateRole) == Qt.CheckState.Checked
            state = Qt.CheckState.Unchecked if on else Qt.CheckState.Checked
            self.columns.setData(tick, state, Qt.ItemDataRole.CheckStateRole)
        else:
            super().keyPressEvent(event)


class _Cells(QStyledItemDelegate):
    """Cells that begin where their headings do; one row is chosen, not one cell."""

    def paint(
        self, painter: QPainter, option: QStyleOptionViewItem, index: QModelIndex | QPersistentModelIndex
    ) -> None:
        cell = QStyleOptionViewItem(option)
        self.initStyleOption(cell, index)
        cell.state &= ~QStyle.StateFlag.State_HasFocus
        style = cell.widget.style()
        style.drawPrimitive(QStyle.PrimitiveElement.PE_PanelItemViewItem, cell, painter, cell.widget)
        inner = QStyleOptionViewItem(option)
        inner.state = cell.state & ~QStyle.StateFlag.State_Selected & ~QStyle.StateFlag.State_MouseOver
        inner.rect = cell.rect.adjusted(_INDENT, 0, -_INDENT, 0)
        super().paint(painter, inner, index)

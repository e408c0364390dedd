"""A table for some hundred or thousand rows in a dialog: our row height, badges, one row chosen at a time."""

from collections.abc import Collection, Sequence
from typing import Any

from PySide6.QtCore import (
    QAbstractItemModel,
    QAbstractTableModel,
    QModelIndex,
    QPersistentModelIndex,
    QPointF,
    QRect,
    QSize,
    Qt,
    Signal,
)
from PySide6.QtGui import QPainter, QPalette
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
from tradehouse.ui.kit.badge import Status, badge_width, draw_badge
from tradehouse.ui.theme import ROW_HEIGHT

Index = QModelIndex | QPersistentModelIndex
STATUS_ROLE = int(Qt.ItemDataRole.UserRole) + 1
"""A model that answers this role with a Status has it painted as a badge."""

LEFT = int(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter)
RIGHT = int(Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter)
PAD = 8  # as the style sheet pads headings


class PlainModel(QAbstractTableModel):
    """What a PlainTable shows; what stands on it says how many rows there are, and answers for their cells.

    headings are msgids, one for each column; those of the columns numbered in figures stand at the right.
    """

    headings: Sequence[str] = ()
    figures: Collection[int] = ()

    def count(self) -> int:
        """Return how many rows there are."""
        raise NotImplementedError

    def rowCount(self, parent: Index | None = None) -> int:
        return 0 if parent is not None and parent.isValid() else self.count()

    def columnCount(self, _parent: Index | None = None) -> int:
        return len(self.headings)

    def headerData(self, section: int, orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        if orientation != Qt.Orientation.Horizontal:
            return None
        if role == Qt.ItemDataRole.DisplayRole:
            return _(self.headings[section])
        return RIGHT if role == Qt.ItemDataRole.TextAlignmentRole and section in self.figures else None


class PlainTable(QTableView):
    """Rows of text and badges. chosen(row) is emitted when another row becomes the current one, activated on Enter."""

    chosen = Signal(int)

    def __init__(self, name: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setAccessibleName(name)
        self.setItemDelegate(_Cells(self))
        self.setShowGrid(False)
        self.setWordWrap(False)
        self.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
        self.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setHorizontalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setTabKeyNavigation(False)
        rows = self.verticalHeader()
        rows.setVisible(False)
        rows.setDefaultSectionSize(ROW_HEIGHT)
        rows.setSectionResizeMode(QHeaderView.ResizeMode.Fixed)
        head = self.horizontalHeader()
        head.setHighlightSections(False)
        head.setDefaultAlignment(Qt.AlignmentFlag(LEFT))
        head.setSectionsMovable(False)

    def setModel(self, model: QAbstractItemModel | None) -> None:
        super().setModel(model)
        self.selectionModel().currentRowChanged.connect(lambda now, _before: self.chosen.emit(now.row()))

    def set_widths(self, widths: Sequence[int], stretch: int) -> None:
        """Give the columns their widths in pixels; the one numbered stretch takes what is left."""
        head = self.horizontalHeader()
        head.setSectionResizeMode(QHeaderView.ResizeMode.Interactive)
        for column, width in enumerate(widths):
            self.setColumnWidth(column, width)
        head.setSectionResizeMode(stretch, QHeaderView.ResizeMode.Stretch)

    def choose(self, row: int) -> None:
        """Make a row the current one."""
        model = self.model()
        if model is not None and 0 <= row < model.rowCount():
            self.setCurrentIndex(model.index(row, 0))


class _Cells(QStyledItemDelegate):
    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        cell = QStyleOptionViewItem(option)
        self.initStyleOption(cell, index)
        style, box = cell.widget.style(), QRect(cell.rect)
        # One row is chosen, not one cell.
        cell.state &= ~QStyle.StateFlag.State_HasFocus
        style.drawPrimitive(QStyle.PrimitiveElement.PE_PanelItemViewItem, cell, painter, cell.widget)
        painter.save()
        painter.setClipRect(box)
        status: Any = index.data(STATUS_ROLE)
        if isinstance(status, Status):
            draw_badge(painter, QPointF(box.left() + PAD, box.center().y() + 1), status)
        else:
            room = box.adjusted(PAD, 0, -PAD, 0)
            painter.setFont(cell.font)
            painter.setPen(cell.palette.color(QPalette.ColorRole.Text))
            line = " ".join(cell.text.split())
            text = cell.fontMetrics.elidedText(line, cell.textElideMode, room.width())
            painter.drawText(room, int(cell.displayAlignment), text)
        painter.restore()

    def sizeHint(self, option: QStyleOptionViewItem, index: Index) -> QSize:
        status: Any = index.data(STATUS_ROLE)
        if isinstance(status, Status):
            return QSize(round(badge_width(status)) + 2 * PAD, ROW_HEIGHT)
        return super().sizeHint(option, index) + QSize(2 * PAD, 0)

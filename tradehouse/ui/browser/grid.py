"""The thumbnail grid: tiles in rows over the same model and selection as the table, laid out by arithmetic alone."""

from PySide6.QtCore import (
    QEvent,
    QItemSelection,
    QItemSelectionModel,
    QModelIndex,
    QPersistentModelIndex,
    QPoint,
    QRect,
    Qt,
    Signal,
)
from PySide6.QtGui import QKeyEvent, QKeySequence, QMouseEvent, QPainter, QPaintEvent, QRegion
from PySide6.QtWidgets import QAbstractItemView, QFrame, QWidget

from tradehouse.domain.language import _
from tradehouse.ui.browser.model import RecordModel
from tradehouse.ui.browser.selection import ranges_of
from tradehouse.ui.browser.thumbnails import Thumbnails
from tradehouse.ui.browser.tile_painting import TEXT_HEIGHT, TilePainter, tick_rect
from tradehouse.ui.browser.tiles import Tiles
from tradehouse.ui.theme import GAP

Index = QModelIndex | QPersistentModelIndex
_STEPS = {
    QAbstractItemView.CursorAction.MoveLeft: (-1, 0),
    QAbstractItemView.CursorAction.MovePrevious: (-1, 0),
    QAbstractItemView.CursorAction.MoveRight: (1, 0),
    QAbstractItemView.CursorAction.MoveNext: (1, 0),
    QAbstractItemView.CursorAction.MoveUp: (0, -1),
    QAbstractItemView.CursorAction.MoveDown: (0, 1),
}


class ThumbnailGrid(QAbstractItemView):
    """Shows one tile per record.

    Signals:
        menu_asked(position): a menu for the selection, in global coordinates.
        edit_asked(key): the record is to be edited; key is "" because a tile has no columns.
    """

    menu_asked = Signal(QPoint)
    edit_asked = Signal(str)

    def __init__(self, model: RecordModel, thumbnails: Thumbnails, side: int, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("grid")
        self.setAccessibleName(_("Pictures of records"))
        self.setFrameShape(QFrame.Shape.NoFrame)
        self._records = model
        self.side = side
        self.painted_rows = False
        self._hovered = -1
        self._painter = TilePainter(model, thumbnails, self)
        self.setModel(model)
        self.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
        self.setSelectionMode(QAbstractItemView.SelectionMode.ExtendedSelection)
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setContextMenuPolicy(Qt.ContextMenuPolicy.CustomContextMenu)
        self.setMouseTracking(True)
        thumbnails.arrived.connect(self.viewport().update)
        self.customContextMenuRequested.connect(self._on_menu_requested)
        self.doubleClicked.connect(lambda _index: self.edit_asked.emit(""))

    def set_side(self, side: int) -> None:
        """Show larger or smaller pictures; what was in view stays in view."""
        middle = QPoint(GAP, self.viewport().height() // 2)
        row = self._tiles().row_at(middle)
        self.side = side
        self.updateGeometries()
        if row >= 0:
            self.scrollTo(self._records.index(row, 0), QAbstractItemView.ScrollHint.PositionAtCenter)
        self.viewport().update()

    def _tiles(self) -> Tiles:
        return Tiles(self._records.rowCount(), self.viewport().width(), self.side, TEXT_HEIGHT, self.verticalOffset())

    def _on_menu_requested(self, position: QPoint) -> None:
        self.menu_asked.emit(self.viewport().mapToGlobal(position))

    def _hover(self, row: int) -> None:
        if row != self._hovered:
            before, self._hovered = self._hovered, row
            for changed in (before, row):
                if changed >= 0:
                    self.viewport().update(self._tiles().rect(changed))

    # --- Qt --------------------------------------------------------------------------------------------------------

    def visualRect(self, index: Index) -> QRect:
        return self._tiles().rect(index.row()) if index.isValid() else QRect()

    def indexAt(self, point: QPoint) -> QModelIndex:
        row = self._tiles().row_at(point)
        return self._records.index(row, 0) if row >= 0 else QModelIndex()

    def scrollTo(
        self, index: Index, hint: QAbstractItemView.ScrollHint = QAbstractItemView.ScrollHint.EnsureVisible
    ) -> None:
        if not index.isValid():
            return
        rect = self._tiles().rect(index.row())
        height = self.viewport().height()
        bar = self.verticalScrollBar()
        if hint == QAbstractItemView.ScrollHint.PositionAtCenter:
            bar.setValue(bar.value() + rect.center().y() - height // 2)
        elif hint == QAbstractItemView.ScrollHint.PositionAtTop or rect.top() < 0:
            bar.setValue(bar.value() + rect.top() - GAP // 2)
        elif rect.bottom() > height:
            bar.setValue(bar.value() + rect.bottom() - height + GAP // 2)

    def moveCursor(self, action: QAbstractItemView.CursorAction, _modifiers: Qt.KeyboardModifier) -> QModelIndex:
        tiles = self._tiles()
        if not tiles.rows:
            return QModelIndex()
        row = self.currentIndex().row()
        if row < 0 or action == QAbstractItemView.CursorAction.MoveHome:
            row = 0
        elif action == QAbstractItemView.CursorAction.MoveEnd:
            row = tiles.rows - 1
        elif action in _STEPS:
            row = tiles.moved(row, *_STEPS[action])
        else:
            lines = max(1, self.viewport().height() // tiles.line_height)
            down = action == QAbstractItemView.CursorAction.MovePageDown
            wanted = row + (lines if down else -lines) * tiles.across
            row = max(row % tiles.across, min(tiles.rows - 1, wanted))
        return self._records.index(row, 0)

    def horizontalOffset(self) -> int:
        return 0

    def verticalOffset(self) -> int:
        return self.verticalScrollBar().value()

    def isIndexHidden(self, _index: Index) -> bool:
        return False

    def setSelection(self, rect: QRect, command: QItemSelectionModel.SelectionFlag) -> None:
        tiles = self._tiles()
        first, last = tiles.row_at(rect.topLeft()), tiles.row_at(rect.bottomRight())
        if first < 0 or last < 0:
            return
        first, last = min(first, last), max(first, last)
        end = self._records.index(last, self._records.columnCount() - 1)
        self.selectionModel().select(QItemSelection(self._records.index(first, 0), end), command)

    def visualRegionForSelection(self, selection: QItemSelection) -> QRegion:
        region = QRegion()
        tiles = self._tiles()
        shown = self.viewport().rect()
        for part in ranges_of(selection):
            first, last = tiles.rect(part.top()), tiles.rect(part.bottom())
            region += QRect(0, first.top(), shown.width(), last.bottom() + 1 - first.top()).intersected(shown)
        return region

    def selectionCommand(  # noqa: N802
        self, index: Index, event: QEvent | None = None
    ) -> QItemSelectionModel.SelectionFlag:
        if index.isValid() and isinstance(event, QMouseEvent) and event.modifiers() == Qt.KeyboardModifier.NoModifier:
            on_tick = tick_rect(self._tiles().rect(index.row()), self._tiles().picture).contains(
                event.position().toPoint()
            )
            if on_tick and event.type() == QEvent.Type.MouseButtonPress:
                return QItemSelectionModel.SelectionFlag.Toggle | QItemSelectionModel.SelectionFlag.Rows
            if on_tick:
                return QItemSelectionModel.SelectionFlag.NoUpdate
        return super().selectionCommand(index, event)

    def updateGeometries(self) -> None:
        tiles = self._tiles()
        bar = self.verticalScrollBar()
        bar.setRange(0, max(0, tiles.total_height - self.viewport().height()))
        bar.setPageStep(self.viewport().height())
        bar.setSingleStep(tiles.line_height // 4)
        super().updateGeometries()

    def event(self, event: QEvent) -> bool:
        if event.type() == QEvent.Type.Resize:
            self.updateGeometries()
        return super().event(event)

    def viewportEvent(self, event: QEvent) -> bool:
        if isinstance(event, QMouseEvent) and event.type() == QEvent.Type.MouseMove:
            self._hover(self._tiles().row_at(event.position().toPoint()))
        elif event.type() == QEvent.Type.Leave:
            self._hover(-1)
        return super().viewportEvent(event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter, Qt.Key.Key_F2) and self.currentIndex().isValid():
            self.edit_asked.emit("")
        elif event.matches(QKeySequence.StandardKey.Copy) or event.key() == Qt.Key.Key_Space:
            event.ignore()  # the window copies with headings and shows the photo
        else:
            super().keyPressEvent(event)

    def paintEvent(self, event: QPaintEvent) -> None:
        tiles = self._tiles()
        self.painted_rows = self.painted_rows or tiles.rows > 0
        painter = QPainter(self.viewport())
        selection = self.selectionModel()
        current = self.currentIndex().row() if self.hasFocus() else -1
        for row in tiles.rows_between(event.rect().top(), event.rect().bottom()):
            self._painter.paint_tile(
                painter, tiles.rect(row), row, tiles.picture,
                selected=selection.isSelected(self._records.index(row, 0)),
                hovered=row == self._hovered, current=row == current,
            )  # fmt: skip
        painter.end()

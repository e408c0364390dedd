"""Photos in lines beside what they go to, as a view of Qt: laid out, selected, gone through with the keys."""

from collections.abc import Callable, Sequence
from typing import Any

from PySide6.QtCore import (
    QAbstractListModel,
    QItemSelection,
    QItemSelectionModel,
    QMimeData,
    QModelIndex,
    QObject,
    QPersistentModelIndex,
    QPoint,
    QRect,
    Qt,
)  # fmt: skip
from PySide6.QtGui import QRegion, QResizeEvent
from PySide6.QtWidgets import QAbstractItemView, QFrame, QWidget

from tradehouse.ui.browser.selection import ranges_of
from tradehouse.ui.photo_matching.arrangement import GROUP, TILE, Arrangement
from tradehouse.ui.photo_matching.dragging import packed
from tradehouse.ui.photo_matching.sections import Section, Tile

Index = QModelIndex | QPersistentModelIndex
KEY = int(Qt.ItemDataRole.UserRole)
_MOVES = {
    QAbstractItemView.CursorAction.MoveLeft: (-1, 0),
    QAbstractItemView.CursorAction.MovePrevious: (-1, 0),
    QAbstractItemView.CursorAction.MoveRight: (1, 0),
    QAbstractItemView.CursorAction.MoveNext: (1, 0),
    QAbstractItemView.CursorAction.MoveUp: (0, -1),
    QAbstractItemView.CursorAction.MoveDown: (0, 1),
}


class ShelfModel(QAbstractListModel):
    """The photos of all sections one after the other. kind is what their keys are when they are dragged."""

    def __init__(self, kind: str, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.kind = kind
        self.tiles: list[Tile] = []
        self._rows: dict[int, int] = {}

    def show_tiles(self, tiles: list[Tile]) -> None:
        """Show other photos."""
        self.beginResetModel()
        self.tiles = tiles
        self._rows = {tile.key: row for row, tile in enumerate(tiles)}
        self.endResetModel()

    def row_of(self, key: int) -> int:
        """Return the row of a photo, -1 for one that is not shown."""
        return self._rows.get(key, -1)

    def rowCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008 - Qt's own default
        return 0 if parent.isValid() else len(self.tiles)

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        tile = self.tiles[index.row()]
        if role == Qt.ItemDataRole.DisplayRole:
            return tile.look.words
        if role in (Qt.ItemDataRole.ToolTipRole, Qt.ItemDataRole.AccessibleTextRole):
            return tile.look.sentence
        return tile.key if role == KEY else None

    def flags(self, index: Index) -> Qt.ItemFlag:
        free = Qt.ItemFlag.ItemIsEnabled | Qt.ItemFlag.ItemIsSelectable
        fixed = index.isValid() and self.tiles[index.row()].fixed
        return free if fixed else free | Qt.ItemFlag.ItemIsDragEnabled

    def mimeTypes(self) -> list[str]:
        return [self.kind]

    def mimeData(self, indexes: Sequence[QModelIndex]) -> QMimeData:
        return packed(self.kind, [self.tiles[index.row()].key for index in indexes])


class PhotoView(QAbstractItemView):
    """Lays photos out in sections. plan says where each lies, photos what they are."""

    def __init__(self, words: str, kind: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setAccessibleName(words)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.photos = ShelfModel(kind, self)
        self.plan = Arrangement((), 0)
        self.setModel(self.photos)
        self.setSelectionMode(QAbstractItemView.SelectionMode.ExtendedSelection)
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)

    # --- what is shown -----------------------------------------------------------------------------------------------

    def show_sections(self, sections: Sequence[Section], current: int | None = None) -> None:
        """Show other lines; what was selected stays so where it is still shown. current is the photo to go to."""
        chosen = self.chosen() if current is None else [current]
        self.plan = Arrangement(sections, self.viewport().width())
        self.photos.show_tiles([tile for section in sections for tile in section.tiles])
        self.updateGeometries()
        self.choose(chosen, scroll=current is not None)
        self.viewport().update()

    def sections(self) -> Sequence[Section]:
        """Return the lines that are shown."""
        return self.plan.sections

    def chosen(self) -> list[int]:
        """Return the keys of the selected photos, in their order."""
        rows = sorted(
            row for part in ranges_of(self.selectionModel().selection()) for row in range(part.top(), part.bottom() + 1)
        )
        return [self.photos.tiles[row].key for row in rows]

    def choose(self, keys: Sequence[int], *, scroll: bool = True) -> None:
        """Select photos, and go to the first of them that is shown; without scroll the view stays where it is."""
        rows = [row for row in map(self.photos.row_of, keys) if row >= 0]
        flags = QItemSelectionModel.SelectionFlag
        picked = self.selectionModel()
        if not rows:
            picked.clearSelection()
            return
        chosen = QItemSelection()
        for row in rows:
            chosen.select(self.photos.index(row, 0), self.photos.index(row, 0))
        picked.setCurrentIndex(self.photos.index(rows[0], 0), flags.NoUpdate)
        picked.select(chosen, flags.ClearAndSelect)
        if scroll:
            self.scrollTo(self.photos.index(rows[0], 0))

    def following(self, wanted: Callable[[int], bool]) -> int | None:
        """Return the next photo after those selected that fits, else the one before them; None where there is none."""
        chosen = set(self.chosen())
        keys = [tile.key for tile in self.photos.tiles]
        last = max((row for row, key in enumerate(keys) if key in chosen), default=-1)
        after = [key for key in keys[last + 1 :] if key not in chosen and wanted(key)]
        before = [key for key in keys[: last + 1] if key not in chosen and wanted(key)]
        return after[0] if after else before[-1] if before else None

    def shown(self, rect: QRect) -> QRect:
        """Return where something laid out lies in the viewport."""
        return rect.translated(0, -self.verticalOffset())

    def place(self, point: QPoint) -> QPoint:
        """Return what is laid out at a point of the viewport."""
        return point + QPoint(0, self.verticalOffset())

    # --- geometry, for Qt --------------------------------------------------------------------------------------------

    def visualRect(self, index: Index) -> QRect:
        return self.shown(self.plan.tile_rect(index.row())) if index.isValid() else QRect()

    def indexAt(self, point: QPoint) -> QModelIndex:
        row = self.plan.row_at(self.place(point))
        return self.photos.index(row, 0) if row >= 0 else QModelIndex()

    def scrollTo(
        self, index: Index, hint: QAbstractItemView.ScrollHint = QAbstractItemView.ScrollHint.EnsureVisible
    ) -> None:
        if not index.isValid():
            return
        rect, bar, high = self.plan.tile_rect(index.row()), self.verticalScrollBar(), self.viewport().height()
        head = GROUP if rect.top() == self.plan.tops[self.plan.section_of(index.row())] else 0
        if hint == QAbstractItemView.ScrollHint.PositionAtCenter:
            bar.setValue(rect.center().y() - high // 2)
        elif rect.top() - head < bar.value():
            bar.setValue(rect.top() - head)
        elif rect.bottom() > bar.value() + high:
            bar.setValue(rect.bottom() - high + 1)

    def moveCursor(self, action: QAbstractItemView.CursorAction, _keys: Qt.KeyboardModifier) -> QModelIndex:
        last = len(self.photos.tiles) - 1
        row = self.currentIndex().row()
        if last < 0:
            return QModelIndex()
        if row < 0:
            return self.photos.index(0, 0)
        if action in _MOVES:
            along, down = _MOVES[action]
            wanted = row + along if along else self.plan.beside(row, down)
        elif action in (QAbstractItemView.CursorAction.MovePageDown, QAbstractItemView.CursorAction.MovePageUp):
            down = 1 if action == QAbstractItemView.CursorAction.MovePageDown else -1
            wanted = row
            for _line in range(max(1, self.viewport().height() // TILE.height())):
                wanted = self.plan.beside(wanted, down)
        else:
            wanted = 0 if action == QAbstractItemView.CursorAction.MoveHome else last
        return self.photos.index(max(0, min(last, wanted)), 0)

    def horizontalOffset(self) -> int:
        return 0

    def verticalOffset(self) -> int:
        return self.verticalScrollBar().value()

    def isIndexHidden(self, _index: Index) -> bool:
        return False

    def setSelection(self, rect: QRect, command: QItemSelectionModel.SelectionFlag) -> None:
        begin, end = self.indexAt(rect.topLeft()).row(), self.indexAt(rect.bottomRight()).row()
        found = QItemSelection()
        if begin >= 0 and end >= 0:
            found.select(self.photos.index(min(begin, end), 0), self.photos.index(max(begin, end), 0))
        else:  # a frame drawn from an empty place
            area = QRect(rect).normalized().translated(0, self.verticalOffset())
            for number in self.plan.between(area.top(), area.bottom()):
                for row in self.plan.rows_of(number, area.top(), area.bottom()):
                    if self.plan.tile_rect(row).intersects(area):
                        found.select(self.photos.index(row, 0), self.photos.index(row, 0))
        self.selectionModel().select(found, command)

    def visualRegionForSelection(self, selection: QItemSelection) -> QRegion:
        region = QRegion()
        for part in ranges_of(selection):
            for row in range(part.top(), part.bottom() + 1):
                region += self.shown(self.plan.tile_rect(row))
        return region

    def updateGeometries(self) -> None:
        bar = self.verticalScrollBar()
        bar.setRange(0, max(0, self.plan.height - self.viewport().height()))
        bar.setPageStep(self.viewport().height())
        bar.setSingleStep(TILE.height() // 4)
        super().updateGeometries()

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self.plan = Arrangement(self.plan.sections, self.viewport().width())
        self.updateGeometries()

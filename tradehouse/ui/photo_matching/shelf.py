"""The shelf: photos picked with the mouse or the keys, and dragged from line to line."""

from PySide6.QtCore import QPoint, Qt, Signal
from PySide6.QtGui import (
    QDrag,
    QDragEnterEvent,
    QDragLeaveEvent,
    QDragMoveEvent,
    QDropEvent,
    QKeyEvent,
    QPainter,
    QPaintEvent,
)  # fmt: skip
from PySide6.QtWidgets import QAbstractItemView, QWidget

from tradehouse.ui.browser.thumbnails import Thumbnails
from tradehouse.ui.photo_matching.dragging import unpacked
from tradehouse.ui.photo_matching.painting import ShelfPainter
from tradehouse.ui.photo_matching.photo_view import PhotoView
from tradehouse.ui.photos.arriving import local_paths
from tradehouse.ui.theme import theme


class Shelf(PhotoView):
    """Shows sections.

    Signals:
        dropped(keys, section, before): photos were let go on a section, before the photo with a key, or None.
        files_dropped(list of paths): files from outside.
        entered(): Enter was pressed on what is selected.
        looked(): Space was pressed on it, or a photo was clicked twice.
        discarded(): Delete was pressed.
        typed(text): a letter was typed, a search is meant.
        numbered(n): a digit was pressed.
        shifted(steps): what is selected is to stand earlier (-1) or later (1).
    """

    dropped = Signal(object, object, object)
    files_dropped = Signal(object)
    entered = Signal()
    looked = Signal()
    discarded = Signal()
    typed = Signal(str)
    numbered = Signal(int)
    shifted = Signal(int)

    def __init__(self, words: str, kind: str, thumbnails: Thumbnails, parent: QWidget | None = None) -> None:
        super().__init__(words, kind, parent)
        self.setObjectName("shelf")
        self._landing, self._before = -1, -1
        self._painter = ShelfPainter(thumbnails, self)
        self.setContextMenuPolicy(Qt.ContextMenuPolicy.CustomContextMenu)
        self.setDragDropMode(QAbstractItemView.DragDropMode.DragDrop)
        thumbnails.arrived.connect(self.viewport().update)
        self.doubleClicked.connect(lambda _index: self.looked.emit())

    def section_point(self, name: str) -> QPoint:
        """Return a point of the viewport on a section's head. Raises StopIteration."""
        number = next(n for n, section in enumerate(self.plan.sections) if section.name == name)
        return self.shown(self.plan.section_rect(number)).topLeft() + QPoint(20, 20)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        key, plain = (
            event.key(),
            event.modifiers() in (Qt.KeyboardModifier.NoModifier, Qt.KeyboardModifier.KeypadModifier),
        )
        steps = {Qt.Key.Key_Left: -1, Qt.Key.Key_Right: 1}
        if key in (Qt.Key.Key_Return, Qt.Key.Key_Enter) and plain:
            self.entered.emit()
        elif key == Qt.Key.Key_Space and plain:
            self.looked.emit()
        elif key == Qt.Key.Key_Delete and plain:
            self.discarded.emit()
        elif key in steps and event.modifiers() & Qt.KeyboardModifier.AltModifier:
            self.shifted.emit(steps[Qt.Key(key)])
        elif plain and event.text() in tuple("123456789"):
            self.numbered.emit(int(event.text()))
        elif event.text().isalpha() and event.modifiers() in (
            Qt.KeyboardModifier.NoModifier, Qt.KeyboardModifier.ShiftModifier,
        ):  # fmt: skip
            self.typed.emit(event.text())
        else:
            super().keyPressEvent(event)

    def startDrag(self, _actions: Qt.DropAction) -> None:  # noqa: N802
        indexes = [i for i in self.selectedIndexes() if i.flags() & Qt.ItemFlag.ItemIsDragEnabled]
        if not indexes:
            return
        drag = QDrag(self)
        drag.setMimeData(self.photos.mimeData(indexes))
        drag.setPixmap(self.viewport().grab(self.visualRect(indexes[0])))
        drag.exec(Qt.DropAction.MoveAction | Qt.DropAction.CopyAction, Qt.DropAction.MoveAction)

    def dragEnterEvent(self, event: QDragEnterEvent) -> None:
        self._allow(event, enter=True)

    def dragMoveEvent(self, event: QDragMoveEvent) -> None:
        super().dragMoveEvent(event)  # scrolls at the edges
        self._allow(event, enter=False)

    def dragLeaveEvent(self, event: QDragLeaveEvent) -> None:
        super().dragLeaveEvent(event)
        self._land(-1, -1)

    def dropEvent(self, event: QDropEvent) -> None:
        keys = unpacked(event.mimeData(), self.photos.kind)
        number, before = self._landing_at(event.position().toPoint())
        self._land(-1, -1)
        if keys and number >= 0:
            event.acceptProposedAction()
            key = self.photos.tiles[before].key if before >= 0 else None
            self.dropped.emit(keys, self.plan.sections[number], key)
        elif local_paths(event.mimeData()):
            event.acceptProposedAction()
            self.files_dropped.emit(local_paths(event.mimeData()))

    def _allow(self, event: QDragMoveEvent, *, enter: bool) -> None:
        if unpacked(event.mimeData(), self.photos.kind):
            number, before = self._landing_at(event.position().toPoint())
            self._land(number, before)
            event.setAccepted(enter or number >= 0)
        else:
            event.setAccepted(bool(local_paths(event.mimeData())))

    def _landing_at(self, point: QPoint) -> tuple[int, int]:
        """Return the section that takes photos under a point, and the photo there; -1 each where there is none."""
        place = self.place(point)
        number = self.plan.section_at(place)
        if number < 0:
            return -1, -1
        section = self.plan.sections[number]
        takes = section.target is not None or section.name.startswith("series")
        return (number, self.plan.row_at(place)) if takes else (-1, -1)

    def _land(self, number: int, before: int) -> None:
        if (number, before) != (self._landing, self._before):
            self._landing, self._before = number, before
            self.viewport().update()

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self.viewport())
        painter.fillRect(event.rect(), theme().colour("ground"))
        offset, picked = self.verticalOffset(), self.selectionModel()
        top, bottom = event.rect().top() + offset, event.rect().bottom() + offset
        current = self.currentIndex().row() if self.hasFocus() else -1
        for number in self.plan.between(top, bottom):
            section, rect = self.plan.sections[number], self.shown(self.plan.section_rect(number))
            if self.plan.groups[number]:
                photos = sum(len(other.tiles) for other in self.plan.sections if other.group == section.group)
                self._painter.paint_group(painter, rect.top(), rect.width(), section.group, photos)
            self._painter.paint_head(painter, rect, section, landing=number == self._landing)
            for row in self.plan.rows_of(number, top, bottom):
                self._painter.paint_tile(
                    painter, self.shown(self.plan.tile_rect(row)), self.photos.tiles[row].look, wide=section.wide,
                    selected=picked.isSelected(self.photos.index(row, 0)), current=row == current,
                    mark=row == self._before and section.series is not None,
                )  # fmt: skip
        painter.end()

"""The small photos of a product in their order: picked with a click, put elsewhere by dragging."""

from PySide6.QtCore import QEvent, QPoint, QPointF, QRectF, QSize, Qt, Signal
from PySide6.QtGui import (
    QContextMenuEvent,
    QKeyEvent,
    QKeySequence,
    QMouseEvent,
    QPainter,
    QPainterPath,
    QPaintEvent,
    QPen,
    QPixmap,
)
from PySide6.QtWidgets import QAbstractButton, QApplication, QSizePolicy, QWidget

from tradehouse.ui.icons import pixmap
from tradehouse.ui.kit.flow import FlowLayout
from tradehouse.ui.theme import RADIUS, SPACE, theme

SIDE = 52
_STAR = 14


class PhotoTile(QAbstractButton):
    """One photo, by the id of its link to the product. pulled and dropped tell a drag in the row's coordinates."""

    pulled = Signal(QPoint)
    dropped = Signal(QPoint)
    menu_wanted = Signal(QPoint)
    stepped = Signal(int)
    opened = Signal()

    def __init__(self, link_id: int, parent: QWidget) -> None:
        super().__init__(parent)
        self.link_id = link_id
        self.main = False
        self.setCheckable(True)
        self.setAutoExclusive(True)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
        self._picture = QPixmap()
        self._unreadable = False
        self._gripped: QPoint | None = None
        self.pulling = False

    def show_picture(self, picture: QPixmap) -> None:
        """Show the photo; a null one says that it cannot be read."""
        self._picture = picture
        self._unreadable = picture.isNull()
        self.update()

    def sizeHint(self) -> QSize:
        return QSize(SIDE, SIDE)

    def mousePressEvent(self, event: QMouseEvent) -> None:
        super().mousePressEvent(event)
        if event.button() == Qt.MouseButton.LeftButton:
            self._gripped = event.position().toPoint()

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        at = event.position().toPoint()
        if self._gripped is not None:
            far = (at - self._gripped).manhattanLength() >= QApplication.startDragDistance()
            self.pulling = self.pulling or far
        if self.pulling:
            self.setCursor(Qt.CursorShape.ClosedHandCursor)
            self.pulled.emit(self.mapToParent(at))
        else:
            super().mouseMoveEvent(event)

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        super().mouseReleaseEvent(event)
        was, self.pulling, self._gripped = self.pulling, False, None
        self.unsetCursor()
        if was:
            self.dropped.emit(self.mapToParent(event.position().toPoint()))

    def mouseDoubleClickEvent(self, _event: QMouseEvent) -> None:
        self.opened.emit()

    def contextMenuEvent(self, event: QContextMenuEvent) -> None:
        self.setChecked(True)
        self.menu_wanted.emit(event.globalPos())

    def event(self, event: QEvent) -> bool:
        # Delete, Space and Ctrl+V are commands of the window too; on a photo they are about the photo.
        if event.type() == QEvent.Type.ShortcutOverride and isinstance(event, QKeyEvent):
            mine = event.key() in (Qt.Key.Key_Delete, Qt.Key.Key_Space)
            if mine or event.matches(QKeySequence.StandardKey.Paste):
                event.accept()
                return True
        return super().event(event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        steps = {Qt.Key.Key_Left: -1, Qt.Key.Key_Right: 1}
        moving = Qt.KeyboardModifier.AltModifier | Qt.KeyboardModifier.ControlModifier
        if event.key() in steps and event.modifiers() & moving:
            self.stepped.emit(steps[Qt.Key(event.key())])
        else:
            event.ignore()

    def paintEvent(self, _event: QPaintEvent) -> None:
        look = theme()
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setRenderHint(QPainter.RenderHint.SmoothPixmapTransform)
        box = QRectF(self.rect()).adjusted(1.5, 1.5, -1.5, -1.5)
        shape = QPainterPath()
        shape.addRoundedRect(box, RADIUS - 2, RADIUS - 2)
        painter.fillPath(shape, look.colour("hover"))
        painter.setClipPath(shape)
        painter.setOpacity(0.45 if self.pulling else 1.0)
        if not self._picture.isNull():
            painter.drawPixmap(box, self._picture, _covering(self._picture))
        elif self._unreadable:
            corner = QPointF(box.center().x() - 10, box.center().y() - 10)
            painter.drawPixmap(corner, pixmap("photo-missing", "muted", 20, self.devicePixelRatioF()))
        painter.setOpacity(1.0)
        painter.setClipping(False)
        chosen = self.isChecked()
        pen = QPen(look.colour("accent" if chosen else "hairline"), 2 if chosen else 1)
        painter.setPen(pen)
        painter.drawPath(shape)
        if self.main:
            self._star(painter)
        if self.hasFocus():
            painter.setPen(QPen(look.colour("text"), 1, Qt.PenStyle.DotLine))
            painter.drawRoundedRect(box.adjusted(3, 3, -3, -3), 2, 2)
        painter.end()

    def _star(self, painter: QPainter) -> None:
        look = theme()
        disc = QRectF(self.width() - _STAR - 6, 4, _STAR + 2, _STAR + 2)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(look.colour("surface"))
        painter.drawEllipse(disc)
        painter.setBrush(Qt.BrushStyle.NoBrush)
        star = pixmap("star-filled", "attention", _STAR - 2, self.devicePixelRatioF())
        painter.drawPixmap(disc.topLeft() + QPointF(2, 2), star)


class TileRow(QWidget):
    """The tiles in lines, with a mark where a dragged one would land. dropped(link_id, place) asks for the move."""

    dropped = Signal(int, int)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.flow = FlowLayout(self, SPACE)
        self._mark: int | None = None
        policy = self.sizePolicy()
        policy.setHeightForWidth(True)
        self.setSizePolicy(policy)

    def tiles(self) -> list[PhotoTile]:
        """Return the tiles in their order."""
        found = []
        for place in range(self.flow.count()):
            item = self.flow.itemAt(place)
            widget = item.widget() if item is not None else None
            if isinstance(widget, PhotoTile):
                found.append(widget)
        return found

    def add(self, tile: PhotoTile) -> None:
        """Put a tile at the end and follow it."""
        self.flow.addWidget(tile)
        tile.pulled.connect(self._pulled)
        tile.dropped.connect(lambda at: self._dropped(tile, at))

    def clear(self) -> None:
        """Take everything away."""
        while (item := self.flow.takeAt(0)) is not None:
            old = item.widget()
            if old is not None:
                old.hide()
                old.deleteLater()

    def place_at(self, at: QPoint) -> int:
        """Return before which tile something dropped at a point would land."""
        tiles = self.tiles()
        for place, tile in enumerate(tiles):
            box = tile.geometry()
            if at.y() <= box.bottom() and at.x() < box.center().x():
                return place
            last_of_line = place + 1 == len(tiles) or tiles[place + 1].y() > box.y()
            if at.y() <= box.bottom() and last_of_line:
                return place + 1
        return len(tiles)

    def _pulled(self, at: QPoint) -> None:
        self._mark = self.place_at(at)
        self.update()

    def _dropped(self, tile: PhotoTile, at: QPoint) -> None:
        self._mark = None
        self.update()
        place, here = self.place_at(at), self.tiles().index(tile)
        if place not in (here, here + 1):
            self.dropped.emit(tile.link_id, place if place < here else place - 1)

    def paintEvent(self, _event: QPaintEvent) -> None:
        if self._mark is None:
            return
        tiles = self.tiles()
        beside = tiles[min(self._mark, len(tiles) - 1)].geometry()
        x = beside.left() - SPACE / 2 if self._mark < len(tiles) else beside.right() + SPACE / 2
        painter = QPainter(self)
        painter.setPen(QPen(theme().colour("accent"), 2))
        painter.drawLine(QPointF(max(1.0, x), beside.top()), QPointF(max(1.0, x), beside.bottom()))
        painter.end()


def _covering(picture: QPixmap) -> QRectF:
    """Return the middle square of a picture."""
    side = min(picture.width(), picture.height())
    return QRectF((picture.width() - side) / 2, (picture.height() - side) / 2, side, side)

"""Square pictures of photos in a rounded frame, as grids and shelves paint them."""

from collections import OrderedDict

from PySide6.QtCore import QPoint, QPointF, QRectF, Qt
from PySide6.QtGui import QPainter, QPainterPath, QPen, QPixmap
from PySide6.QtWidgets import QWidget

from tradehouse.ui.browser.thumbnails import Thumbnails
from tradehouse.ui.icons import pixmap
from tradehouse.ui.theme import RADIUS, theme

STEP = 48  # pixels
_KEPT = 240  # pictures that are scaled and cut: a few screens of tiles


class FramedPictures:
    """Paints into a view; pictures that are not here yet are asked for, and the view is painted again.

    A picture is scaled and cut once, not at every painting: while one scrolls, most tiles were just painted elsewhere.
    """

    def __init__(self, thumbnails: Thumbnails, view: QWidget) -> None:
        self._thumbnails = thumbnails
        self._view = view
        self._cut: OrderedDict[tuple[int, int, float], QPixmap] = OrderedDict()

    def paint(
        self, painter: QPainter, frame: QRectF, photo: str, glyph: str, ink: str, size: int, *, lift: int = 0
    ) -> bool:
        """Paint a photo, else the glyph that stands for it, size pixels large and lifted a little; return whether there
        is a picture. photo "" is none.
        """
        look, side = theme(), round(frame.width())
        picture = self._thumbnails.pixmap(photo, stepped(side)) if photo else None
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        if picture is not None:
            painter.drawPixmap(frame.topLeft().toPoint(), self._rounded(picture, side))
        else:
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(look.colour("pressed" if photo else "ground"))
            painter.drawRoundedRect(frame, RADIUS, RADIUS)
            if photo and self._thumbnails.is_unreadable(photo, stepped(side)):
                glyph = "photo-missing"
            if glyph:
                drawing = pixmap(glyph, ink, size, self._view.devicePixelRatioF())
                painter.drawPixmap(frame.center().toPoint() - QPoint(size // 2, size // 2 + lift), drawing)
        painter.setBrush(Qt.BrushStyle.NoBrush)
        painter.setPen(QPen(look.colour("hairline"), 1))
        painter.drawRoundedRect(frame.adjusted(0.5, 0.5, -0.5, -0.5), RADIUS, RADIUS)
        return picture is not None

    def _rounded(self, picture: QPixmap, side: int) -> QPixmap:
        """Return a picture scaled to side logical pixels, its corners cut."""
        ratio = self._view.devicePixelRatioF()
        key = (picture.cacheKey(), side, ratio)
        if key in self._cut:
            self._cut.move_to_end(key)
            return self._cut[key]
        found = QPixmap(round(side * ratio), round(side * ratio))
        found.setDevicePixelRatio(ratio)
        found.fill(Qt.GlobalColor.transparent)
        path = QPainterPath()
        path.addRoundedRect(QRectF(0, 0, side, side), RADIUS, RADIUS)
        painter = QPainter(found)
        painter.setRenderHints(QPainter.RenderHint.Antialiasing | QPainter.RenderHint.SmoothPixmapTransform)
        painter.setClipPath(path)
        painter.drawPixmap(QRectF(QPointF(), QRectF(0, 0, side, side).size()), picture, QRectF(picture.rect()))
        painter.end()
        self._cut[key] = found
        while len(self._cut) > _KEPT:
            self._cut.popitem(last=False)
        return found


def stepped(side: int) -> int:
    """Return the size that pictures are read at: in steps, so that a window being resized does not read all anew."""
    return -(-side // STEP) * STEP

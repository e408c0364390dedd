"""The sheet that a photo lies on: fitted or at a scale, moved with the mouse, zoomed with the wheel."""

from PySide6.QtCore import QPointF, QRectF, QSizeF, Qt, Signal
from PySide6.QtGui import QMouseEvent, QPainter, QPaintEvent, QPixmap, QResizeEvent, QWheelEvent
from PySide6.QtWidgets import QSizePolicy, QWidget

from tradehouse.ui.theme import MARGIN, theme

STEP = 1.25
LARGEST = 8.0


class PhotoCanvas(QWidget):
    """Shows one picture whose full size in pixels is known before all of it is here.

    scale is screen pixels per photo pixel; scale_changed tells it after every change.
    """

    scale_changed = Signal(float)
    double_clicked = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setMinimumSize(80, 80)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Expanding)
        self._picture = QPixmap()
        self._size = QSizeF()
        self._fitted = True
        self._scale = 1.0
        self._middle = QPointF()  # the photo's point under the middle of the canvas, in photo pixels
        self._grip: QPointF | None = None

    def show_picture(self, picture: QPixmap, width: int, height: int, *, keep_view: bool = False) -> None:
        """Show a picture of a photo of width × height pixels; keep_view for a sharper one of the same photo."""
        self._picture = picture
        self._size = QSizeF(width, height)
        if not keep_view:
            self._fitted = True
            self._middle = QPointF(width / 2, height / 2)
        self._settle()

    @property
    def fitted(self) -> bool:
        """Whether the whole photo is shown, however large the window."""
        return self._fitted

    @property
    def scale(self) -> float:
        """Screen pixels per photo pixel."""
        return self._scale

    def sharp(self) -> bool:
        """Say whether the picture has the pixels that the scale asks for."""
        needed = min(1.0, self._scale) * self._size.width()
        return self._picture.width() + 1 >= needed

    def fit(self) -> None:
        """Show all of it; a photo smaller than the window is not enlarged."""
        self._fitted = True
        self._middle = QPointF(self._size.width() / 2, self._size.height() / 2)
        self._settle()

    def zoom_to(self, scale: float, at: QPointF | None = None) -> None:
        """Show at a scale, keeping the point under `at` (the middle if not given) where it is."""
        point = at or QPointF(self.width() / 2, self.height() / 2)
        held = self._photo_point(point)
        self._fitted = False
        self._scale = min(LARGEST, max(self._fitting(), scale))
        offset = (point - QPointF(self.width() / 2, self.height() / 2)) * self._ratio() / self._scale
        self._middle = held - offset
        self._settle()

    def zoom_by(self, steps: float, at: QPointF | None = None) -> None:
        """Zoom in (positive) or out by steps of a quarter."""
        self.zoom_to(self._scale * STEP**steps, at)

    def pan(self, x: float, y: float) -> None:
        """Move the view by so many screen pixels."""
        self._middle += QPointF(x, y) * self._ratio() / self._scale
        self._settle()

    def _ratio(self) -> float:
        return self.devicePixelRatioF()

    def _fitting(self) -> float:
        if self._size.isEmpty():
            return 1.0
        room = QSizeF(self.width() - 2 * MARGIN, self.height() - 2 * MARGIN) * self._ratio()
        return max(0.01, min(1.0, room.width() / self._size.width(), room.height() / self._size.height()))

    def _photo_point(self, point: QPointF) -> QPointF:
        return self._middle + (point - QPointF(self.width() / 2, self.height() / 2)) * self._ratio() / self._scale

    def _settle(self) -> None:
        if self._fitted:
            self._scale = self._fitting()
        half = QSizeF(self.width(), self.height()) * self._ratio() / self._scale / 2
        self._middle = QPointF(
            _within(self._middle.x(), half.width(), self._size.width()),
            _within(self._middle.y(), half.height(), self._size.height()),
        )
        self.update()
        self.scale_changed.emit(self._scale)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._settle()

    def wheelEvent(self, event: QWheelEvent) -> None:
        turns = event.angleDelta().y() / 120
        if turns:
            self.zoom_by(turns, event.position())
        event.accept()

    def mousePressEvent(self, event: QMouseEvent) -> None:
        if event.button() == Qt.MouseButton.LeftButton and not self._fitted:
            self._grip = event.position()
            self.setCursor(Qt.CursorShape.ClosedHandCursor)

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        if self._grip is not None:
            moved = self._grip - event.position()
            self._grip = event.position()
            self.pan(moved.x(), moved.y())

    def mouseReleaseEvent(self, _event: QMouseEvent) -> None:
        self._grip = None
        self.unsetCursor()

    def mouseDoubleClickEvent(self, event: QMouseEvent) -> None:
        if self._fitted:
            self.zoom_to(1.0, event.position())
        else:
            self.fit()
        self.double_clicked.emit()

    def paintEvent(self, _event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.fillRect(self.rect(), theme().colour("ground"))
        if not self._picture.isNull():
            painter.setRenderHint(QPainter.RenderHint.SmoothPixmapTransform)
            size = self._size * self._scale / self._ratio()
            corner = QPointF(self.width() / 2, self.height() / 2) - self._middle * self._scale / self._ratio()
            painter.drawPixmap(QRectF(corner, size), self._picture, QRectF(self._picture.rect()))
        painter.end()


def _within(middle: float, half: float, whole: float) -> float:
    return whole / 2 if half * 2 >= whole else min(max(middle, half), whole - half)

"""The sheet that a photo lies on: fitted or at a scale, moved with the mouse, zoomed with a click or the wheel."""

from PySide6.QtCore import QPointF, QRectF, QSizeF, Qt, Signal
from PySide6.QtGui import QMouseEvent, QPainter, QPaintEvent, QPixmap, QResizeEvent, QWheelEvent
from PySide6.QtWidgets import QApplication, QSizePolicy, QWidget

from tradehouse.ui.photos.looking import View
from tradehouse.ui.theme import theme

STEP = 1.25
PALE = 0.3


class PhotoCanvas(QWidget):
    """Shows one picture whose full size in pixels is known before all of it is here.

    Signals:
        scale_changed(scale): after every change, of the window's size too.
        looked(): the person zoomed or moved, so that another canvas can follow().
        pressed(): a mouse button went down on it.
    """

    scale_changed = Signal(float)
    looked = Signal()
    pressed = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setMinimumSize(80, 80)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Expanding)
        self.picture = QPixmap()
        self.view = View()
        self._pale = False
        self._pressed: QPointF | None = None
        self._grip: QPointF | None = None

    def show_picture(self, picture: QPixmap, width: int, height: int, *, keep_view: bool = False) -> None:
        """Show a picture of a photo of width × height pixels; keep_view for a sharper one of the same photo."""
        self.picture = picture
        self.view.photo = QSizeF(width, height)
        if keep_view:
            self.view.settle()
        else:
            self.view.show_all()
        self._told()

    @property
    def fitted(self) -> bool:
        """Whether the whole photo is shown, however large the window."""
        return self.view.fitted

    @property
    def scale(self) -> float:
        """Screen pixels per photo pixel."""
        return self.view.scale

    def photo_box(self) -> QRectF:
        """Return where the photo lies, in the canvas's own coordinates."""
        box, ratio = self.view.box(), self.devicePixelRatioF()
        return QRectF(box.topLeft() / ratio, box.size() / ratio)

    def set_pale(self, pale: bool) -> None:
        """Show the photo pale, as one that is not wanted."""
        self._pale = pale
        self.update()

    def sharp(self) -> bool:
        """Say whether the picture has the pixels that the scale asks for."""
        return self.picture.width() + 1 >= min(1.0, self.scale) * self.view.photo.width()

    def fit(self) -> None:
        """Show all of it; a photo smaller than the window is not enlarged."""
        self.view.show_all()
        self._told(by_hand=True)

    def zoom_to(self, scale: float, at: QPointF | None = None) -> None:
        """Show at a scale, keeping the point under `at` (the middle if not given) where it is."""
        self.view.zoom_to(scale, None if at is None else at * self.devicePixelRatioF())
        self._told(by_hand=True)

    def zoom_by(self, steps: float, at: QPointF | None = None) -> None:
        """Zoom in (positive) or out by steps of a quarter."""
        self.zoom_to(self.scale * STEP**steps, at)

    def toggle_pixels(self, at: QPointF | None = None) -> None:
        """Go from the whole photo to pixel by pixel around a point, or back."""
        if self.fitted:
            self.zoom_to(1.0, at)
        else:
            self.fit()

    def follow(self, other: "PhotoCanvas") -> None:
        """Look at the same part of this photo, at the same scale; fitted where the other is."""
        self.view.follow(other.view)
        self._told()

    def _told(self, *, by_hand: bool = False) -> None:
        self.update()
        self.scale_changed.emit(self.scale)
        if by_hand:
            self.looked.emit()

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self.view.room = QSizeF(self.size()) * self.devicePixelRatioF()
        self.view.settle()
        self._told()

    def wheelEvent(self, event: QWheelEvent) -> None:
        turns = event.angleDelta().y() / 120
        if turns:
            self.zoom_by(turns, event.position())
        event.accept()

    def mousePressEvent(self, event: QMouseEvent) -> None:
        if event.button() == Qt.MouseButton.LeftButton:
            self._pressed = event.position()
            self.pressed.emit()

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        at = event.position()
        if self._pressed is None:
            return
        if self._grip is None and (at - self._pressed).manhattanLength() >= QApplication.startDragDistance():
            self._grip = self._pressed
        if self._grip is not None and not self.fitted:
            self.setCursor(Qt.CursorShape.ClosedHandCursor)
            self.view.move((self._grip - at) * self.devicePixelRatioF())
            self._grip = at
            self._told(by_hand=True)

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        clicked = self._pressed is not None and self._grip is None
        self._pressed = self._grip = None
        self.unsetCursor()
        if clicked:
            self.toggle_pixels(event.position())

    def mouseDoubleClickEvent(self, event: QMouseEvent) -> None:
        event.accept()  # its first click has zoomed already

    def paintEvent(self, _event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.fillRect(self.rect(), theme().colour("ground"))
        if not self.picture.isNull():
            painter.setRenderHint(QPainter.RenderHint.SmoothPixmapTransform)
            painter.setOpacity(PALE if self._pale else 1.0)
            painter.drawPixmap(self.photo_box(), self.picture, QRectF(self.picture.rect()))
        painter.end()

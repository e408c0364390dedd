"""Which part of a photo is looked at, and how large: arithmetic for a canvas, without any widget."""

from PySide6.QtCore import QPointF, QRectF, QSizeF

from tradehouse.ui.theme import MARGIN

LARGEST = 8.0


class View:
    """A photo of `photo` pixels behind a window of `room` screen pixels.

    scale is screen pixels per photo pixel; fitted shows all of the photo, however large the window; middle is the
    photo's point under the middle of the window, in photo pixels.
    """

    def __init__(self) -> None:
        self.photo = QSizeF()
        self.room = QSizeF()
        self.fitted = True
        self.scale = 1.0
        self.middle = QPointF()

    def show_all(self) -> None:
        """Show all of it; a photo smaller than the window is not enlarged."""
        self.fitted = True
        self.middle = QPointF(self.photo.width() / 2, self.photo.height() / 2)
        self.settle()

    def zoom_to(self, scale: float, at: QPointF | None = None) -> None:
        """Show at a scale, keeping the point under `at` (screen pixels; the middle if not given) where it is."""
        centre = QPointF(self.room.width() / 2, self.room.height() / 2)
        off = (at or centre) - centre
        held = self.middle + off / self.scale
        self.fitted = False
        self.scale = min(LARGEST, max(self._fitting(), scale))
        self.middle = held - off / self.scale
        self.settle()

    def move(self, by: QPointF) -> None:
        """Move over the photo by so many screen pixels."""
        self.middle += by / self.scale
        self.settle()

    def follow(self, other: "View") -> None:
        """Look at the same part of this photo as another view does of its own, at the same scale."""
        if other.fitted or other.photo.isEmpty() or self.photo.isEmpty():
            self.show_all()
            return
        self.fitted, self.scale = False, other.scale
        x, y = other.middle.x() / other.photo.width(), other.middle.y() / other.photo.height()
        self.middle = QPointF(x * self.photo.width(), y * self.photo.height())
        self.settle()

    def settle(self) -> None:
        """Bring scale and middle within what photo and window allow."""
        if self.fitted:
            self.scale = self._fitting()
        half = self.room / self.scale / 2
        self.middle = QPointF(
            _within(self.middle.x(), half.width(), self.photo.width()),
            _within(self.middle.y(), half.height(), self.photo.height()),
        )

    def box(self) -> QRectF:
        """Return where the photo lies, in screen pixels from the window's corner."""
        corner = QPointF(self.room.width() / 2, self.room.height() / 2) - self.middle * self.scale
        return QRectF(corner, self.photo * self.scale)

    def _fitting(self) -> float:
        if self.photo.isEmpty():
            return 1.0
        wide, high = self.room.width() - 2 * MARGIN, self.room.height() - 2 * MARGIN
        return max(0.01, min(1.0, wide / self.photo.width(), high / self.photo.height()))


def _within(middle: float, half: float, whole: float) -> float:
    return whole / 2 if half * 2 >= whole else min(max(middle, half), whole - half)

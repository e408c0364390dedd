"""An icon that stands by itself."""

from PySide6.QtCore import QPointF
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QWidget

from tradehouse.ui.icons import pixmap


class Glyph(QWidget):
    """Paints a drawing of resources/icons in the theme of the moment; silent for screen readers."""

    def __init__(self, name: str, ink: str, size: int, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setFixedSize(size, size)
        self._name, self._ink = name, ink

    def show_glyph(self, name: str, ink: str) -> None:
        """Show another drawing or colour."""
        self._name, self._ink = name, ink
        self.update()

    def paintEvent(self, _event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.drawPixmap(QPointF(0, 0), pixmap(self._name, self._ink, self.width(), self.devicePixelRatioF()))
        painter.end()

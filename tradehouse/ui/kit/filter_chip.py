"""A count that filters a list when it is pressed."""

from PySide6.QtCore import QPointF, QRectF, QSize, Qt
from PySide6.QtGui import QFontMetricsF, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QAbstractButton, QSizePolicy, QWidget

from tradehouse.domain.display import show_number
from tradehouse.ui.icons import pixmap
from tradehouse.ui.kit.badge import Tone
from tradehouse.ui.theme import GAP, theme

HEIGHT = 30
ICON = 16
PAD = 10
_INKS = {"neutral": "muted", "accent": "accent", "good": "good", "attention": "attention", "danger": "danger"}


class FilterChip(QAbstractButton):
    """One of several that exclude each other: icon, word, number."""

    def __init__(self, glyph: str, words: str, tone: Tone = "neutral", parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setCheckable(True)
        self.setAutoExclusive(True)
        self.setText(words)
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setAttribute(Qt.WidgetAttribute.WA_Hover)
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        self._glyph, self._ink = glyph, _INKS[tone]
        self._count = 0
        self.show_count(0)

    def show_count(self, count: int) -> None:
        """Change the number."""
        self._count = count
        self.setAccessibleName(f"{self.text()}: {show_number(count)}")
        self.setEnabled(count > 0)
        self.updateGeometry()
        self.update()

    def show_off(self) -> None:
        """Show that the list is narrowed by something else; one of several that exclude each other cannot be unchecked."""
        self.setAutoExclusive(False)
        self.setChecked(False)
        self.setAutoExclusive(True)

    def count(self) -> int:
        """Return the number."""
        return self._count

    def sizeHint(self) -> QSize:
        words = QFontMetricsF(theme().font()).horizontalAdvance(self.text())
        figures = QFontMetricsF(theme().font("strong")).horizontalAdvance(show_number(self._count))
        icon = ICON + 6 if self._glyph else 0
        return QSize(round(PAD + icon + words + GAP + figures + PAD) + 1, HEIGHT)

    def paintEvent(self, _event: QPaintEvent) -> None:
        look = theme()
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        live, on = self.isEnabled(), self.isChecked()
        box = QRectF(self.rect()).adjusted(1, 1, -1, -1)
        edge = "accent" if on or self.hasFocus() else "outline" if live else "hairline"
        painter.setPen(QPen(look.colour(edge), 2 if self.hasFocus() else 1))
        painter.setBrush(look.colour("selection" if on else "hover" if live and self.underMouse() else "surface"))
        painter.drawRoundedRect(box, HEIGHT / 2 - 1, HEIGHT / 2 - 1)
        left = PAD
        if self._glyph:
            top = (self.height() - ICON) / 2
            ink = self._ink if live else "disabled"
            painter.drawPixmap(QPointF(left, top), pixmap(self._glyph, ink, ICON, self.devicePixelRatioF()))
            left += ICON + 6
        painter.setPen(look.colour("text" if live else "disabled"))
        painter.setFont(look.font())
        words = QRectF(left, 0, self.width() - left, self.height())
        painter.drawText(words, Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignLeft, self.text())
        painter.setFont(look.font("strong"))
        figures = QRectF(0, 0, self.width() - PAD, self.height())
        painter.drawText(figures, Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignRight, show_number(self._count))
        painter.end()

"""Status as icon, word and colour: a widget, a button that leads on, and paint for table cells."""

from dataclasses import dataclass
from typing import Literal

from PySide6.QtCore import QPointF, QRectF, QSize, Qt
from PySide6.QtGui import QFontMetricsF, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QAbstractButton, QSizePolicy, QWidget

from tradehouse.ui.icons import pixmap
from tradehouse.ui.theme import theme

Tone = Literal["neutral", "accent", "good", "attention", "danger"]

HEIGHT = 22
ICON = 14
PAD = 7
INNER = 4
_INKS = {"neutral": "muted", "accent": "accent", "good": "good", "attention": "attention", "danger": "danger"}


@dataclass(frozen=True, slots=True)
class Status:
    """What a badge says: the name of an icon, a translated word, and a tone."""

    icon: str
    word: str
    tone: Tone = "neutral"


def badge_width(status: Status, trailing: bool = False) -> float:
    """Return the width in pixels that draw_badge will take."""
    words = QFontMetricsF(theme().font("small")).horizontalAdvance(status.word)
    return PAD + ICON + INNER + words + PAD + (ICON if trailing else 0)


def draw_badge(
    painter: QPainter, left_middle: QPointF, status: Status, *, paper: str = "surface", trailing: str = ""
) -> QRectF:
    """Paint a badge whose left edge is centred on a point; return its rectangle.

    trailing names an icon after the word. The badge brings its own paper, so
    its words stay readable on a selected row.
    """
    look = theme()
    ink = _INKS[status.tone]
    font = look.font("small")
    box = QRectF(left_middle.x(), left_middle.y() - HEIGHT / 2, badge_width(status, bool(trailing)), HEIGHT)
    edge = look.colour(ink)
    edge.setAlphaF(0.45)
    painter.save()
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    painter.setPen(QPen(edge, 1))
    painter.setBrush(look.colour(paper))
    painter.drawRoundedRect(box.adjusted(0.5, 0.5, -0.5, -0.5), HEIGHT / 2 - 0.5, HEIGHT / 2 - 0.5)
    ratio = painter.device().devicePixelRatioF()
    top = box.top() + (HEIGHT - ICON) / 2
    painter.drawPixmap(QPointF(box.left() + PAD, top), pixmap(status.icon, ink, ICON, ratio))
    painter.setFont(font)
    painter.setPen(look.colour(ink))
    words = box.adjusted(PAD + ICON + INNER, 0, 0, 0)
    painter.drawText(words, Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignLeft, status.word)
    if trailing:
        painter.drawPixmap(QPointF(box.right() - ICON - 4, top), pixmap(trailing, ink, ICON, ratio))
    painter.restore()
    return box


class Badge(QWidget):
    """A badge that only tells."""

    def __init__(self, status: Status, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
        self.show_status(status)

    def show_status(self, status: Status) -> None:
        """Say something else."""
        self.status = status
        self.setAccessibleName(status.word)
        self.updateGeometry()
        self.update()

    def sizeHint(self) -> QSize:
        return QSize(round(badge_width(self.status) + 1), HEIGHT)

    def paintEvent(self, _event: QPaintEvent) -> None:
        painter = QPainter(self)
        draw_badge(painter, QPointF(0, self.height() / 2), self.status)
        painter.end()


class BadgeButton(QAbstractButton):
    """A badge to press: it leads to what its status is about."""

    def __init__(self, status: Status, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        self.setAttribute(Qt.WidgetAttribute.WA_Hover)
        self.show_status(status)

    def show_status(self, status: Status) -> None:
        """Say something else."""
        self.status = status
        self.setAccessibleName(status.word)
        self.updateGeometry()
        self.update()

    def sizeHint(self) -> QSize:
        return QSize(round(badge_width(self.status, trailing=True) + 5), HEIGHT + 4)

    def paintEvent(self, _event: QPaintEvent) -> None:
        painter = QPainter(self)
        paper = "hover" if self.underMouse() and self.status.tone in ("accent", "neutral") else "surface"
        box = draw_badge(painter, QPointF(2, self.height() / 2), self.status, paper=paper, trailing="chevron-right")
        if self.hasFocus():
            painter.setRenderHint(QPainter.RenderHint.Antialiasing)
            painter.setPen(QPen(theme().colour("accent"), 2))
            painter.drawRoundedRect(box.adjusted(-1, -1, 1, 1), HEIGHT / 2 + 1, HEIGHT / 2 + 1)
        painter.end()

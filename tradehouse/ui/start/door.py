"""One of the three ways to begin: a card that is a button, with a drawing that shows what is behind it."""

from collections.abc import Callable, Mapping

from PySide6.QtCore import QPointF, QRectF, QSize, Qt
from PySide6.QtGui import QKeyEvent, QPainter, QPainterPath, QPaintEvent, QPen
from PySide6.QtWidgets import QAbstractButton, QSizePolicy, QWidget

from tradehouse.ui.icons import pixmap
from tradehouse.ui.theme import MARGIN, RADIUS, theme

SIZE = QSize(272, 236)
PICTURE = 112
_TILES = (
    ("box", "accent"),
    ("tag", "attention"),
    ("photo", "good"),
    ("certificate", "good"),
    ("store", "accent"),
    ("ship", "attention"),
)


class Door(QAbstractButton):
    """picture is "sample", "import" or "empty"."""

    def __init__(self, picture: str, title: str, sentence: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName(f"door_{picture}")
        self.setAccessibleName(title)
        self.setAccessibleDescription(sentence)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Fixed)
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        self.setAttribute(Qt.WidgetAttribute.WA_Hover)
        self._title, self._sentence = title, sentence
        self._draw = _PICTURES[picture]

    def sizeHint(self) -> QSize:
        return SIZE

    def minimumSizeHint(self) -> QSize:
        return QSize(220, SIZE.height())

    def keyPressEvent(self, event: QKeyEvent) -> None:
        # The arrows and Enter belong to the page, which knows the other doors.
        if event.key() == Qt.Key.Key_Space:
            super().keyPressEvent(event)
        else:
            event.ignore()

    def paintEvent(self, _event: QPaintEvent) -> None:
        look = theme()
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        live = self.isEnabled()
        chosen = live and (self.hasFocus() or self.underMouse())
        box = QRectF(self.rect()).adjusted(1, 1, -1, -1)
        painter.setPen(QPen(look.colour("accent" if chosen else "hairline"), 2 if self.hasFocus() else 1))
        painter.setBrush(look.colour("surface"))
        painter.drawRoundedRect(box, RADIUS + 2, RADIUS + 2)
        painter.setOpacity(1.0 if live else 0.4)
        shelf = QRectF(box.left() + 1, box.top() + 1, box.width() - 2, PICTURE)
        painter.fillPath(_rounded_top(shelf, RADIUS + 1), look.colour("hover" if chosen else "ground"))
        self._draw(painter, shelf, self.devicePixelRatioF())
        text = QRectF(box.left() + MARGIN, shelf.bottom() + MARGIN, box.width() - 2 * MARGIN, 24)
        painter.setPen(look.colour("accent" if chosen else "text"))
        painter.setFont(look.font("heading"))
        painter.drawText(text, Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter, self._title)
        painter.drawPixmap(
            QPointF(box.right() - MARGIN - 18, text.top() + 3),
            pixmap("arrow-right", "accent" if chosen else "muted", 18, self.devicePixelRatioF()),
        )
        painter.setPen(look.colour("muted"))
        painter.setFont(look.font())
        below = QRectF(text.left(), text.bottom() + 8, text.width(), box.bottom() - text.bottom() - MARGIN)
        wrap = Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignTop | Qt.TextFlag.TextWordWrap
        painter.drawText(below, int(wrap), self._sentence)
        painter.end()


def _rounded_top(box: QRectF, radius: float) -> QPainterPath:
    path = QPainterPath()
    path.moveTo(box.bottomLeft())
    path.lineTo(box.left(), box.top() + radius)
    path.quadTo(box.topLeft(), QPointF(box.left() + radius, box.top()))
    path.lineTo(box.right() - radius, box.top())
    path.quadTo(box.topRight(), QPointF(box.right(), box.top() + radius))
    path.lineTo(box.bottomRight())
    path.closeSubpath()
    return path


def _tile(painter: QPainter, box: QRectF, glyph: str, ink: str, ratio: float) -> None:
    look = theme()
    wash = look.colour(ink)
    wash.setAlphaF(0.14)
    painter.setPen(QPen(look.colour("hairline"), 1))
    painter.setBrush(look.colour("surface"))
    painter.drawRoundedRect(box, 5, 5)
    painter.setPen(Qt.PenStyle.NoPen)
    painter.setBrush(wash)
    painter.drawRoundedRect(box.adjusted(3, 3, -3, -3), 3, 3)
    side = 18
    corner = QPointF(box.center().x() - side / 2, box.center().y() - side / 2)
    painter.drawPixmap(corner, pixmap(glyph, ink, side, ratio))


def _draw_sample(painter: QPainter, shelf: QRectF, ratio: float) -> None:
    side, gap = 38.0, 8.0
    left = shelf.center().x() - (3 * side + 2 * gap) / 2
    top = shelf.center().y() - (2 * side + gap) / 2
    for number, (glyph, ink) in enumerate(_TILES):
        column, line = number % 3, number // 3
        _tile(painter, QRectF(left + column * (side + gap), top + line * (side + gap), side, side), glyph, ink, ratio)


def _sheet(painter: QPainter, box: QRectF) -> None:
    look = theme()
    painter.setPen(QPen(look.colour("outline"), 1))
    painter.setBrush(look.colour("surface"))
    painter.drawRoundedRect(box, 4, 4)
    head = look.colour("good")
    head.setAlphaF(0.25)
    painter.setPen(Qt.PenStyle.NoPen)
    painter.setBrush(head)
    painter.drawRect(QRectF(box.left() + 1, box.top() + 8, box.width() - 2, 12))
    painter.setPen(QPen(look.colour("hairline"), 1))
    for line in range(1, 5):
        y = box.top() + 20 + line * 12
        painter.drawLine(QPointF(box.left() + 1, y), QPointF(box.right() - 1, y))
    for share in (0.38, 0.7):
        x = box.left() + box.width() * share
        painter.drawLine(QPointF(x, box.top() + 8), QPointF(x, box.bottom() - 1))


def _draw_import(painter: QPainter, shelf: QRectF, ratio: float) -> None:
    middle = shelf.center()
    _sheet(painter, QRectF(middle.x() - 84, middle.y() - 40, 76, 80))
    painter.drawPixmap(QPointF(middle.x() + 2, middle.y() - 11), pixmap("arrow-right", "accent", 22, ratio))
    for number, (glyph, ink) in enumerate(_TILES[:2]):
        _tile(painter, QRectF(middle.x() + 34, middle.y() - 40 + number * 42, 38, 38), glyph, ink, ratio)


def _draw_empty(painter: QPainter, shelf: QRectF, ratio: float) -> None:
    box = QRectF(shelf.center().x() - 46, shelf.center().y() - 38, 92, 76)
    painter.setPen(QPen(theme().colour("outline"), 1.5, Qt.PenStyle.DashLine))
    painter.setBrush(Qt.BrushStyle.NoBrush)
    painter.drawRoundedRect(box, RADIUS, RADIUS)
    painter.drawPixmap(box.center() - QPointF(13, 13), pixmap("plus", "accent", 26, ratio))


_PICTURES: Mapping[str, Callable[[QPainter, QRectF, float], None]] = {
    "sample": _draw_sample,
    "import": _draw_import,
    "empty": _draw_empty,
}

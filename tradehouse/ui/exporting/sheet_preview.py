"""What the first sheet of a workbook will look like, small: its headings and a few rows to be filled."""

from collections.abc import Mapping

from PySide6.QtCore import QLineF, QRectF, QSize, Qt
from PySide6.QtGui import QFontMetricsF, QPainter, QPainterPath, QPaintEvent, QPen
from PySide6.QtWidgets import QSizePolicy, QWidget

from tradehouse.domain.language import _, ngettext
from tradehouse.exchange.layouts import PLACEHOLDER, Column, Layout, every_field
from tradehouse.ui.icons import pixmap
from tradehouse.ui.theme import RADIUS, theme

LINES = 3
ROW = 26
PAD = 8
WIDEST = 128


class SheetPreview(QWidget):
    """Paints the columns of a layout's first table, as many as fit, and says how many more there are."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setFixedHeight(ROW * (LINES + 1) + 24)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.setAccessibleName(_("Columns of the workbook"))
        self._headings: list[tuple[str, Column]] = []

    def sizeHint(self) -> QSize:
        return QSize(420, self.height())

    def show_layout(self, layout: Layout, language: str, facts: Mapping[str, str]) -> None:
        """Show a layout in a language; facts fill the braces of headings."""
        table = next(iter(layout.tables.values()))
        columns = every_field(table.kind, language) if table.all_fields else table.columns
        self._headings = [
            (_plain(column.heading.text(language) or column.key, facts), column)
            for column in columns
            if not column.hidden
        ]
        self.setAccessibleDescription(", ".join(heading for heading, _column in self._headings))
        self.update()

    def paintEvent(self, _event: QPaintEvent) -> None:
        look = theme()
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        box = QRectF(0.5, 0.5, self.width() - 1, ROW * (LINES + 1))
        shape = QPainterPath()
        shape.addRoundedRect(box, RADIUS, RADIUS)
        painter.fillPath(shape, look.colour("surface"))
        painter.setClipPath(shape)
        painter.fillRect(QRectF(box.left(), box.top(), box.width(), ROW), look.colour("selection"))
        font = look.font("small")
        metrics = QFontMetricsF(font)
        left, shown = box.left(), 0
        for heading, column in self._headings:
            width = min(WIDEST, max(44, metrics.horizontalAdvance(heading) + 2 * PAD + 2))
            if left >= box.right():
                break
            self._column(painter, QRectF(left, box.top(), width, box.height()), heading, column)
            left += width
            shown += left <= box.right()
        painter.setClipping(False)
        painter.setBrush(Qt.BrushStyle.NoBrush)
        painter.setPen(QPen(look.colour("hairline"), 1))
        painter.drawPath(shape)
        others = len(self._headings) - shown
        if others > 0:
            painter.setFont(font)
            painter.setPen(look.colour("muted"))
            words = ngettext("and {n} more column", "and {n} more columns", others).format(n=others)
            below = QRectF(0, box.bottom() + 4, self.width(), 18)
            painter.drawText(below, Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter, words)
        painter.end()

    def _column(self, painter: QPainter, box: QRectF, heading: str, column: Column) -> None:
        look = theme()
        if column.entry:
            wash = look.colour("attention")
            wash.setAlphaF(0.16)
            painter.fillRect(box.adjusted(0, ROW, 0, 0), wash)
        painter.setFont(look.font("small"))
        painter.setPen(look.colour("text"))
        room = QRectF(box.left() + PAD, box.top(), box.width() - 2 * PAD, ROW)
        text = painter.fontMetrics().elidedText(heading, Qt.TextElideMode.ElideRight, int(room.width()))
        painter.drawText(room, Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignLeft, text)
        painter.setPen(QPen(look.colour("hairline"), 1))
        painter.drawLine(QLineF(box.right(), box.top(), box.right(), box.bottom()))
        for line in range(1, LINES + 1):
            top = box.top() + line * ROW
            painter.setPen(QPen(look.colour("hairline"), 1))
            painter.drawLine(QLineF(box.left(), top, box.right(), top))
            if column.value == "photo":
                corner = QRectF(box.center().x() - 8, top + 5, 16, 16).topLeft()
                painter.drawPixmap(corner, pixmap("photo", "muted", 16, self.devicePixelRatioF()))
            elif not column.entry:
                share = (0.8, 0.55, 0.68)[(line + len(heading)) % LINES]
                bar = QRectF(box.left() + PAD, top + 10, (box.width() - 2 * PAD) * share, 6)
                painter.setPen(Qt.PenStyle.NoPen)
                painter.setBrush(look.colour("pressed"))
                painter.drawRoundedRect(bar, 3, 3)


def _plain(heading: str, facts: Mapping[str, str]) -> str:
    filled = PLACEHOLDER.sub(lambda match: facts.get(match[1], ""), heading)
    return " ".join(filled.split())

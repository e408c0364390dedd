"""What a file for the import looks like: a few headings that are known, with a row of example values."""

from PySide6.QtCore import QLineF, QRectF, QSize, Qt
from PySide6.QtGui import QFontMetrics, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QSizePolicy, QWidget

from tradehouse.domain.language import _
from tradehouse.ui.theme import PANEL, RADIUS, ROW_HEIGHT, theme

EXAMPLE = (
    ("Kode", "RTN-014", False),
    ("Nama Produk", "Tas rotan bundar", False),
    ("Nama UMKM", "Anyam Jaya", False),
    ("Kategori", "Kriya", False),
    ("Harga (Rp)", "Rp 185.000,-", True),
    ("Berat", "450 gr", True),
    ("No. PIRT", "2063471010123-28", False),
    ("Telepon", "0812-3456-7890", False),
)
"""Heading, value, right-aligned. As files in this trade write them, so not translated."""


class ExpectedData(QWidget):
    """Paints the example as a small sheet; as many columns as fit."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setFixedHeight(ROW_HEIGHT * 2 + 2)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.setAccessibleName(_("Example of a file"))
        self.setAccessibleDescription(", ".join(f"{heading}: {value}" for heading, value, _right in EXAMPLE))

    def sizeHint(self) -> QSize:
        return QSize(640, ROW_HEIGHT * 2 + 2)

    def paintEvent(self, _event: QPaintEvent) -> None:
        look = theme()
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        box = QRectF(self.rect()).adjusted(0.5, 0.5, -0.5, -0.5)
        painter.setPen(QPen(look.colour("hairline"), 1))
        painter.setBrush(look.colour("surface"))
        painter.drawRoundedRect(box, RADIUS, RADIUS)
        painter.drawLine(QLineF(box.left(), box.top() + ROW_HEIGHT, box.right(), box.top() + ROW_HEIGHT))
        strong, body = look.font("strong"), look.font()
        left = box.left()
        for heading, value, right in EXAMPLE:
            width = PANEL * 2 + max(
                QFontMetrics(strong).horizontalAdvance(heading), QFontMetrics(body).horizontalAdvance(value)
            )
            if left + width > box.right():
                break
            if left > box.left():
                painter.setPen(QPen(look.colour("hairline"), 1))
                painter.drawLine(QLineF(left, box.top() + 6, left, box.bottom() - 6))
            side = Qt.AlignmentFlag.AlignRight if right else Qt.AlignmentFlag.AlignLeft
            cell = QRectF(left + PANEL, box.top(), width - 2 * PANEL, ROW_HEIGHT)
            painter.setFont(strong)
            painter.setPen(look.colour("muted"))
            painter.drawText(cell, int(side | Qt.AlignmentFlag.AlignVCenter), heading)
            painter.setFont(body)
            painter.setPen(look.colour("text"))
            painter.drawText(cell.translated(0, ROW_HEIGHT), int(side | Qt.AlignmentFlag.AlignVCenter), value)
            left += width
        painter.end()

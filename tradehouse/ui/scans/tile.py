"""A scan as a small sheet of paper with its name, to press."""

from PySide6.QtCore import QEvent, QPoint, QPointF, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QContextMenuEvent, QKeyEvent, QKeySequence, QPainter, QPaintEvent, QPen, QPixmap
from PySide6.QtWidgets import QAbstractButton, QSizePolicy, QWidget

from tradehouse.domain.language import _
from tradehouse.services.scans import Scan
from tradehouse.ui.icons import pixmap
from tradehouse.ui.scans.pages import is_pdf, scan_facts, scan_title
from tradehouse.ui.theme import RADIUS, SPACE, theme

WIDTH, PAPER = 96, 112
_ICON = 28


class ScanTile(QAbstractButton):
    """Shows the first page of a scan, its name and how many pages it has.

    Signals:
        removal_wanted(): the delete key.
        menu_wanted(global position): the right button or the menu key.
    """

    removal_wanted = Signal()
    menu_wanted = Signal(QPoint)

    def __init__(self, scan: Scan, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.scan = scan
        self._picture: QPixmap | None = None
        self.setObjectName(f"scan.{scan.key[:12]}")
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        self.setAttribute(Qt.WidgetAttribute.WA_Hover)
        title, facts = scan_title(scan), self._told()
        self.setAccessibleName(title)
        self.setAccessibleDescription(facts)
        self.setToolTip(f"{title}\n{facts}")

    def show_picture(self, picture: QPixmap) -> None:
        """Show the first page; a null picture says that it cannot be shown."""
        self._picture = picture
        self.update()

    def _told(self) -> str:
        return _("The file is missing") if self.scan.missing else scan_facts(self.scan)

    def _short(self) -> str:
        return self._told() if self.scan.missing else self._told().rpartition("  ·  ")[0]

    def sizeHint(self) -> QSize:
        line = self.fontMetrics().height()
        return QSize(WIDTH, PAPER + SPACE + 2 * line)

    def paintEvent(self, _event: QPaintEvent) -> None:
        look, painter = theme(), QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setRenderHint(QPainter.RenderHint.SmoothPixmapTransform)
        paper = QRectF(0.5, 0.5, WIDTH - 1, PAPER - 1)
        lit = self.underMouse() or self.hasFocus()
        painter.setPen(QPen(look.colour("accent" if lit else "hairline"), 2 if self.hasFocus() else 1))
        painter.setBrush(look.colour("hover" if self.underMouse() else "ground"))
        painter.drawRoundedRect(paper.adjusted(1, 1, -1, -1), RADIUS, RADIUS)
        if self._picture is not None and not self._picture.isNull():
            self._paint_page(painter, paper.adjusted(6, 6, -6, -6), self._picture)
        else:
            self._paint_sign(painter, paper)
        words = QRectF(0, PAPER + SPACE, WIDTH, self.fontMetrics().height())
        painter.setFont(look.font("small"))
        metrics = painter.fontMetrics()
        for text, ink in ((scan_title(self.scan), "text"), (self._short(), "danger" if self.scan.missing else "muted")):
            painter.setPen(look.colour(ink))
            cut = metrics.elidedText(text, Qt.TextElideMode.ElideMiddle, WIDTH)
            painter.drawText(words, int(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter), cut)
            words.translate(0, words.height())
        painter.end()

    def _paint_page(self, painter: QPainter, room: QRectF, picture: QPixmap) -> None:
        scale = min(room.width() / picture.width(), room.height() / picture.height())
        box = QRectF(0, 0, picture.width() * scale, picture.height() * scale)
        box.moveCenter(room.center())
        painter.drawPixmap(box, picture, QRectF(picture.rect()))
        painter.setBrush(Qt.BrushStyle.NoBrush)
        painter.setPen(QPen(theme().colour("hairline"), 1))
        painter.drawRect(box)

    def _paint_sign(self, painter: QPainter, paper: QRectF) -> None:
        wrong = self.scan.missing or self._picture is not None
        glyph = "photo-missing" if wrong else "file" if is_pdf(self.scan) else "photo"
        corner = paper.center() - QPointF(_ICON / 2, _ICON / 2)
        painter.drawPixmap(corner, pixmap(glyph, "danger" if wrong else "muted", _ICON, self.devicePixelRatioF()))

    def event(self, event: QEvent) -> bool:
        """Keep the keys for deleting and pasting, which are commands of the window, for the scans."""
        if event.type() == QEvent.Type.ShortcutOverride and isinstance(event, QKeyEvent):
            ours = event.key() == Qt.Key.Key_Delete or event.matches(QKeySequence.StandardKey.Paste)
            if ours:
                event.accept()
                return True
        return super().event(event)

    def contextMenuEvent(self, event: QContextMenuEvent) -> None:
        self.menu_wanted.emit(event.globalPos())

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Delete:
            self.removal_wanted.emit()
        elif event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self.click()
        else:
            super().keyPressEvent(event)

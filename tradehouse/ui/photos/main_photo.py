"""The chosen photo of a product, large; where there is none yet, the place to put one."""

from PySide6.QtCore import QRectF, QSize, QSizeF, Qt, Signal
from PySide6.QtGui import QMouseEvent, QPainter, QPainterPath, QPaintEvent, QPen, QPixmap, QResizeEvent
from PySide6.QtWidgets import QHBoxLayout, QSizePolicy, QVBoxLayout, QWidget

from tradehouse.domain.language import _
from tradehouse.ui.icons import pixmap
from tradehouse.ui.kit.buttons import push_button, tool_button
from tradehouse.ui.kit.glyph import Glyph
from tradehouse.ui.kit.labels import label
from tradehouse.ui.theme import GAP, RADIUS, SPACE, theme

HEIGHT = 220


class MainPhoto(QWidget):
    """Paints a photo in the middle of a card, with arrows at its sides where there are several."""

    opened = Signal()
    stepped = Signal(int)
    add_wanted = Signal()
    paste_wanted = Signal()

    def __init__(self, read_only: bool = False, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setFixedHeight(HEIGHT)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self._picture = QPixmap()
        self._state = "empty"
        self._read_only = read_only
        self._landing = False
        self._before = tool_button("chevron-left", _("Previous photo"), lambda: self.stepped.emit(-1))
        self._after = tool_button("chevron-right", _("Next photo"), lambda: self.stepped.emit(1))
        self._zoom = tool_button("expand", _("Show large (Space)"), self.opened.emit)
        self._invitation = self._invite()
        for widget in (self._before, self._after, self._zoom, self._invitation):
            widget.setParent(self)
        for button in (self._before, self._after, self._zoom):
            button.setProperty("pane", "card")  # legible on any photo
        self.show_nothing()

    def show_nothing(self) -> None:
        """Invite the person to add a photo."""
        self._become("empty", QPixmap(), several=False)

    def show_waiting(self) -> None:
        """Say that a photo is there and on its way."""
        self._become("waiting", QPixmap(), several=False)

    def show_picture(self, picture: QPixmap, *, several: bool) -> None:
        """Show a photo; a null one says that it cannot be read."""
        self._become("unreadable" if picture.isNull() else "photo", picture, several=several)

    def set_landing(self, landing: bool) -> None:
        """Show that what is dragged over it would be taken."""
        self._landing = landing
        self.update()

    def _become(self, state: str, picture: QPixmap, *, several: bool) -> None:
        self._state, self._picture = state, picture
        self._invitation.setVisible(state == "empty" and self.isEnabled())
        self._before.setVisible(several)
        self._after.setVisible(several)
        self._zoom.setVisible(state == "photo")
        self.setCursor(Qt.CursorShape.PointingHandCursor if state == "photo" else Qt.CursorShape.ArrowCursor)
        self.update()

    def _invite(self) -> QWidget:
        box = QWidget()
        column = QVBoxLayout(box)
        column.setContentsMargins(GAP, GAP, GAP, GAP)
        column.setSpacing(SPACE)
        column.addStretch(1)
        column.addWidget(Glyph("photo-add", "muted", 32), 0, Qt.AlignmentFlag.AlignHCenter)
        words = _("No photo yet") if self._read_only else _("Drop photos here")
        column.addWidget(label(words, "strong"), 0, Qt.AlignmentFlag.AlignHCenter)
        if not self._read_only:
            row = QHBoxLayout()
            row.setSpacing(0)
            row.addStretch(1)
            row.addWidget(push_button(_("Choose files…"), self.add_wanted.emit, kind="flat"))
            row.addWidget(push_button(_("Paste"), self.paste_wanted.emit, kind="flat"))
            row.addStretch(1)
            column.addLayout(row)
        column.addStretch(1)
        return box

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._invitation.setGeometry(self.rect())
        middle = (self.height() - self._before.sizeHint().height()) // 2
        for button in (self._before, self._after, self._zoom):
            button.resize(button.sizeHint())
        self._before.move(GAP, middle)
        self._after.move(self.width() - self._after.width() - GAP, middle)
        self._zoom.move(self.width() - self._zoom.width() - GAP, GAP)

    def sizeHint(self) -> QSize:
        return QSize(240, HEIGHT)

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        if self._state == "photo" and event.button() == Qt.MouseButton.LeftButton:
            self.opened.emit()

    def paintEvent(self, _event: QPaintEvent) -> None:
        look = theme()
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setRenderHint(QPainter.RenderHint.SmoothPixmapTransform)
        box = QRectF(self.rect()).adjusted(1, 1, -1, -1)
        card = QPainterPath()
        card.addRoundedRect(box, RADIUS, RADIUS)
        painter.fillPath(card, look.colour("selection" if self._landing else "ground"))
        pen = QPen(look.colour("accent" if self._landing else "outline"), 1.5, Qt.PenStyle.DashLine)
        if self._state == "photo":
            painter.setClipPath(card)
            painter.drawPixmap(_fitted(self._picture, box), self._picture, QRectF(self._picture.rect()))
            painter.setClipping(False)
            pen = QPen(look.colour("accent" if self._landing else "hairline"), 2 if self._landing else 1)
        elif self._state == "unreadable":
            self._say_missing(painter, box)
        elif self._state == "waiting":
            pen = QPen(look.colour("hairline"), 1)
        painter.setPen(pen)
        painter.drawPath(card)
        painter.end()

    def _say_missing(self, painter: QPainter, box: QRectF) -> None:
        ratio = self.devicePixelRatioF()
        middle = box.center()
        painter.drawPixmap(
            QRectF(middle.x() - 16, middle.y() - 28, 32, 32).topLeft(),
            pixmap("photo-missing", "muted", 32, ratio),
        )
        painter.setPen(theme().colour("muted"))
        below = QRectF(box.left(), middle.y() + 12, box.width(), 40)
        painter.drawText(
            below, Qt.AlignmentFlag.AlignHCenter | Qt.AlignmentFlag.AlignTop, _("This photo cannot be shown")
        )


def _fitted(picture: QPixmap, box: QRectF) -> QRectF:
    size = QSizeF(picture.deviceIndependentSize())
    if size.width() > box.width() or size.height() > box.height():
        size = size.scaled(box.size(), Qt.AspectRatioMode.KeepAspectRatio)
    return QRectF(
        box.center().x() - size.width() / 2, box.center().y() - size.height() / 2, size.width(), size.height()
    )

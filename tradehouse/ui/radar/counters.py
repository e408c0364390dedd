"""Large calm numbers in a row, each leading to the names behind it."""

from collections.abc import Sequence

from PySide6.QtCore import QPointF, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QKeyEvent, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QAbstractButton, QHBoxLayout, QSizePolicy, QWidget

from tradehouse.domain.display import show_number
from tradehouse.ui.icons import pixmap
from tradehouse.ui.kit.badge import Tone
from tradehouse.ui.theme import GAP, PANEL, RADIUS, theme

HEIGHT = 64
ICON = 16
_INKS = {"neutral": "muted", "accent": "accent", "good": "good", "attention": "attention", "danger": "danger"}


class Counter(QAbstractButton):
    """A number over its word. Zero is quiet and leads nowhere; None is not known yet."""

    def __init__(self, words: str, glyph: str, tone: Tone, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._glyph, self._tone = glyph, tone
        self._count: int | None = None
        self.setText(words)
        self.setFixedHeight(HEIGHT)
        self.setMinimumWidth(88)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.setAttribute(Qt.WidgetAttribute.WA_Hover)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.show_count(None)

    @property
    def count(self) -> int | None:
        """What it shows."""
        return self._count

    def show_count(self, count: int | None) -> None:
        """Show a number, None while it is not known."""
        self._count = count
        self.setEnabled(bool(count))
        self.setCursor(Qt.CursorShape.PointingHandCursor if count else Qt.CursorShape.ArrowCursor)
        self.setAccessibleName(f"{self.text()}: {self._number()}")
        self.setToolTip(self.text())
        self.update()

    def sizeHint(self) -> QSize:
        return QSize(132, HEIGHT)

    def _number(self) -> str:
        return "…" if self._count is None else show_number(self._count)

    def paintEvent(self, _event: QPaintEvent) -> None:
        look = theme()
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        box = QRectF(self.rect()).adjusted(0.5, 0.5, -0.5, -0.5)
        over = self.isEnabled() and self.underMouse()
        painter.setPen(QPen(look.colour("outline" if over else "hairline"), 1))
        painter.setBrush(look.colour("hover" if over else "surface"))
        painter.drawRoundedRect(box, RADIUS, RADIUS)
        if self.hasFocus():
            painter.setPen(QPen(look.colour("accent"), 2))
            painter.setBrush(Qt.BrushStyle.NoBrush)
            painter.drawRoundedRect(box.adjusted(1, 1, -1, -1), RADIUS - 1, RADIUS - 1)
        ink = _INKS[self._tone] if self._count else "disabled" if self._count == 0 else "muted"
        room = box.adjusted(PANEL, 6, -GAP, -7)
        painter.setFont(look.font("title", tabular=True))
        painter.setPen(look.colour("muted" if ink == "disabled" else "text" if self._tone == "neutral" else ink))
        painter.drawText(room, Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignTop, self._number())
        mark = QPointF(room.right() - ICON, room.top() + 3)
        painter.drawPixmap(mark, pixmap(self._glyph, ink, ICON, self.devicePixelRatioF()))
        painter.setFont(look.font("small"))
        painter.setPen(look.colour("muted"))
        words = painter.fontMetrics().elidedText(self.text(), Qt.TextElideMode.ElideRight, int(room.width()))
        painter.drawText(room, Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignBottom, words)
        painter.end()


class CounterRow(QWidget):
    """Counters beside each other; the arrow keys go along them, Enter opens. pressed(key) tells which."""

    pressed = Signal(str)

    def __init__(
        self, name: str, counters: Sequence[tuple[str, str, str, Tone]], parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self.setAccessibleName(name)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(GAP)
        self.counters: dict[str, Counter] = {}
        for key, words, glyph, tone in counters:
            counter = self.counters[key] = Counter(words, glyph, tone)
            counter.setObjectName(f"counter.{key}")
            counter.clicked.connect(lambda _on=False, key=key: self.pressed.emit(key))
            row.addWidget(counter, 1)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        step = {Qt.Key.Key_Left: -1, Qt.Key.Key_Right: 1}.get(Qt.Key(event.key()), 0)
        enabled = [counter for counter in self.counters.values() if counter.isEnabled()]
        focused = next((n for n, counter in enumerate(enabled) if counter.hasFocus()), None)
        if focused is None:
            super().keyPressEvent(event)
        elif step:
            enabled[(focused + step) % len(enabled)].setFocus(Qt.FocusReason.TabFocusReason)
        elif event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            enabled[focused].click()
        else:
            super().keyPressEvent(event)

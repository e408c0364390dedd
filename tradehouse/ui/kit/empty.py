"""What stands where a list would: nothing yet, nothing found, still loading, or not readable."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Literal

from PySide6.QtCore import QPointF, QRectF, QSize, Qt, QTimer
from PySide6.QtGui import QHideEvent, QPainter, QPaintEvent, QPen, QShowEvent
from PySide6.QtWidgets import QHBoxLayout, QLabel, QVBoxLayout, QWidget

from tradehouse.ui.icons import pixmap
from tradehouse.ui.kit.buttons import push_button
from tradehouse.ui.kit.labels import label
from tradehouse.ui.theme import GAP, MARGIN, theme

State = Literal["empty", "nothing_found", "loading", "error"]

DISC = 72
ICON = 32
TEXT_WIDTH = 420
TURN = 900  # milliseconds
_INKS = {"empty": "accent", "nothing_found": "muted", "loading": "accent", "error": "danger"}


@dataclass(frozen=True, slots=True)
class Offer:
    """A next step: its words, what it does, and an icon if it has one."""

    text: str
    do: Callable[[], object]
    glyph: str = ""


class EmptyState(QWidget):
    """Icon, title, one sentence and up to two next steps, the first of them the likely one."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("empty_state")
        self._emblem = _Emblem(self)
        self._title = label("", "heading", wrap=True)
        self._sentence = label("", "muted", wrap=True)
        self._offers = QWidget()
        self._row = QHBoxLayout(self._offers)
        self._row.setContentsMargins(0, GAP, 0, 0)
        self._row.setSpacing(GAP)
        column = QVBoxLayout(self)
        column.setContentsMargins(MARGIN, MARGIN, MARGIN, MARGIN)
        column.setSpacing(GAP)
        column.addStretch(2)
        column.addWidget(self._emblem, 0, Qt.AlignmentFlag.AlignHCenter)
        for words in (self._title, self._sentence):
            words.setAlignment(Qt.AlignmentFlag.AlignHCenter | Qt.AlignmentFlag.AlignTop)
            words.setMaximumWidth(TEXT_WIDTH)
            # Stretches at the sides centre it; an alignment would take away its height for its width.
            line = QHBoxLayout()
            line.addStretch(1)
            line.addWidget(words, 100)
            line.addStretch(1)
            column.addLayout(line)
        column.addWidget(self._offers, 0, Qt.AlignmentFlag.AlignHCenter)
        column.addStretch(3)

    def show_state(
        self, state: State, glyph: str, title: str, sentence: str = "", offers: tuple[Offer, ...] = ()
    ) -> None:
        """Change what it says. Where state is "loading" the emblem turns and glyph is not shown."""
        self._emblem.show_state(state, glyph)
        self._title.setText(title)
        self._sentence.setText(sentence)
        self._sentence.setVisible(bool(sentence))
        self.setAccessibleName(title)
        self.setAccessibleDescription(sentence)
        while (item := self._row.takeAt(0)) is not None:
            old = item.widget()
            if old is not None:
                old.hide()
                old.deleteLater()
        for number, offer in enumerate(offers[:2]):
            kind: Literal["primary", ""] = "" if number or state == "error" else "primary"
            self._row.addWidget(push_button(offer.text, offer.do, kind=kind, glyph=offer.glyph))
        self._offers.setVisible(bool(offers))

    def title(self) -> QLabel:
        """Return the label of the title."""
        return self._title


class _Emblem(QWidget):
    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self.setFixedSize(QSize(DISC, DISC))
        self._state: State = "empty"
        self._glyph = "box"
        self._angle = 0
        self._clock = QTimer(self, interval=40)
        self._clock.timeout.connect(self._turn)

    def show_state(self, state: State, glyph: str) -> None:
        self._state, self._glyph = state, glyph
        self._run()
        self.update()

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        self._run()

    def hideEvent(self, event: QHideEvent) -> None:
        super().hideEvent(event)
        self._clock.stop()

    def paintEvent(self, _event: QPaintEvent) -> None:
        look = theme()
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        box = QRectF(self.rect()).adjusted(2, 2, -2, -2)
        if self._state == "loading":
            ring = box.adjusted(14, 14, -14, -14)
            painter.setPen(QPen(look.colour("pressed"), 4))
            painter.drawEllipse(ring)
            painter.setPen(QPen(look.colour("accent"), 4, c=Qt.PenCapStyle.RoundCap))
            painter.drawArc(ring, -self._angle * 16, 100 * 16)
        else:
            ink = _INKS[self._state]
            disc = look.colour(ink)
            disc.setAlphaF(0.10)
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(disc)
            painter.drawEllipse(box)
            corner = QPointF((DISC - ICON) / 2, (DISC - ICON) / 2)
            painter.drawPixmap(corner, pixmap(self._glyph, ink, ICON, self.devicePixelRatioF()))
        painter.end()

    def _run(self) -> None:
        if self._state == "loading" and self.isVisible():
            self._clock.start()
        else:
            self._clock.stop()

    def _turn(self) -> None:
        self._angle = (self._angle + 360 * self._clock.interval() // TURN) % 360
        self.update()

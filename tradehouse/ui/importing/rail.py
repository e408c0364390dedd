"""The steps of the wizard in a line: where one is, what is done, where one may go."""

from collections.abc import Sequence

from PySide6.QtCore import QPointF, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QFontMetrics, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QAbstractButton, QHBoxLayout, QSizePolicy, QWidget

from tradehouse.domain.language import _
from tradehouse.ui.icons import pixmap
from tradehouse.ui.kit.glyph import Glyph
from tradehouse.ui.theme import GAP, SPACE, theme

DISC = 22


class StepRail(QWidget):
    """Emits chosen(number) when somebody goes to a step that can be reached."""

    chosen = Signal(int)

    def __init__(self, titles: Sequence[str], parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setAccessibleName(_("Steps"))
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(SPACE)
        self.steps: list[_Step] = []
        for number, title in enumerate(titles):
            if number:
                row.addWidget(Glyph("chevron-right", "disabled", 14))
            step = _Step(number, title)
            step.clicked.connect(lambda _on=False, number=number: self.chosen.emit(number))
            self.steps.append(step)
            row.addWidget(step)
        row.addStretch(1)

    def show_place(self, current: int, reachable: Sequence[bool], done: Sequence[bool]) -> None:
        """Mark the current step, those that can be gone to, and those that are settled."""
        for number, step in enumerate(self.steps):
            step.setEnabled(reachable[number] and number != current)
            step.show_state(current=number == current, done=done[number])


class _Step(QAbstractButton):
    def __init__(self, number: int, title: str) -> None:
        super().__init__()
        self.setText(title)
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
        self.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self.setAttribute(Qt.WidgetAttribute.WA_Hover)
        self._number = number
        self._current = False
        self._done = False

    def show_state(self, *, current: bool, done: bool) -> None:
        self._current, self._done = current, done
        words = _("Step {n}: {title}").format(n=self._number + 1, title=self.text())
        if current:
            words = _("{step}, current").format(step=words)
        self.setAccessibleName(words)
        self.setCursor(Qt.CursorShape.PointingHandCursor if self.isEnabled() else Qt.CursorShape.ArrowCursor)
        self.updateGeometry()
        self.update()

    def sizeHint(self) -> QSize:
        font = theme().font("strong" if self._current else "body")
        return QSize(DISC + GAP + QFontMetrics(font).horizontalAdvance(self.text()) + 2 * SPACE, DISC + 8)

    def paintEvent(self, _event: QPaintEvent) -> None:
        look = theme()
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        disc = QRectF(SPACE, (self.height() - DISC) / 2, DISC, DISC)
        ink = "text" if self._current or self.isEnabled() else "muted"
        if self._current:
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(look.colour("accent"))
            painter.drawEllipse(disc)
            painter.setPen(look.colour("on_accent"))
        else:
            painter.setPen(QPen(look.colour("good" if self._done else "outline"), 1.25))
            painter.setBrush(look.colour("surface"))
            painter.drawEllipse(disc)
            painter.setPen(look.colour("muted"))
        painter.setFont(look.font("small", tabular=True))
        if self._done and not self._current:
            corner = disc.center() - QPointF(7, 7)
            painter.drawPixmap(corner, pixmap("check", "good", 14, self.devicePixelRatioF()))
        else:
            painter.drawText(disc, Qt.AlignmentFlag.AlignCenter, str(self._number + 1))
        font = look.font("strong" if self._current else "body")
        font.setUnderline(self.isEnabled() and self.underMouse())
        painter.setFont(font)
        painter.setPen(look.colour(ink))
        words = QRectF(disc.right() + GAP, 0, self.width() - disc.right() - GAP, self.height())
        painter.drawText(words, Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignLeft, self.text())
        if self.hasFocus():
            painter.setPen(QPen(look.colour("accent"), 2))
            painter.setBrush(Qt.BrushStyle.NoBrush)
            painter.drawRoundedRect(QRectF(self.rect()).adjusted(1, 1, -1, -1), 4, 4)
        painter.end()

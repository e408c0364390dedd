"""The frame of every dialog: a heading that says what it is for, the content, and the buttons at its foot."""

from collections.abc import Callable
from typing import Literal

from PySide6.QtCore import QSize, Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QDialog, QHBoxLayout, QPushButton, QSizePolicy, QVBoxLayout, QWidget

from tradehouse.ui.kit.buttons import Kind, push_button
from tradehouse.ui.kit.labels import hairline, label
from tradehouse.ui.theme import GAP, MARGIN, PANEL

End = Literal["left", "right"]
ROOM = QSize(24, 64)  # of the screen that a dialog leaves free


class DialogFrame(QDialog):
    """Open it with open() or show(): it never runs a loop of its own. Deleted when closed.

    body takes the content. Buttons are added from left to right at either end of the foot.
    """

    def __init__(
        self,
        title: str,
        name: str,
        size: QSize,
        parent: QWidget | None = None,
        *,
        sentence: str = "",
        margins: bool = True,
    ) -> None:
        super().__init__(parent)
        self.setObjectName(name)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setWindowTitle(title)
        self.setAccessibleDescription(sentence)
        self._title = label(title, "title")
        self._sentence = label(sentence, "muted", wrap=True)
        # Shown before it has a place, a widget would flash up as a window of its own.
        if not sentence:
            self._sentence.hide()
        self._problem = label("", "error", wrap=True)
        self._problem.hide()
        self.head = QWidget()
        self.head.setProperty("pane", "surface")
        self.head.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self.head.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Fixed)
        self.head_column = QVBoxLayout(self.head)
        self.head_column.setContentsMargins(MARGIN, PANEL, MARGIN, PANEL)
        self.head_column.setSpacing(GAP // 2)
        self.head_column.addWidget(self._title)
        self.head_column.addWidget(self._sentence)
        self.body = QVBoxLayout()
        edge = MARGIN if margins else 0
        self.body.setContentsMargins(edge, edge, edge, edge)
        self.body.setSpacing(PANEL)
        self._left_end = QHBoxLayout()
        self._right_end = QHBoxLayout()
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(self.head)
        column.addWidget(hairline())
        column.addLayout(self.body, 1)
        column.addWidget(hairline())
        column.addLayout(self._foot())
        self.resize(_within_screen(size))

    def set_heading(self, title: str, sentence: str = "") -> None:
        """Change what the heading says."""
        self._title.setText(title)
        self._sentence.setText(sentence)
        self._sentence.setVisible(bool(sentence))

    def add_button(
        self,
        text: str,
        pressed: Callable[[], object],
        *,
        kind: Kind = "",
        glyph: str = "",
        end: End = "right",
        default: bool = False,
        name: str = "",
    ) -> QPushButton:
        """Add a button to the foot; the default one answers to Enter wherever the focus is."""
        button = push_button(text, pressed, kind=kind, glyph=glyph)
        button.setObjectName(name)
        (self._left_end if end == "left" else self._right_end).addWidget(button)
        if default:
            button.setDefault(True)  # known to the dialog only now that it is in it
        return button

    def show_problem(self, text: str) -> None:
        """Say at the foot what keeps the dialog from going on; "" takes it away."""
        self._problem.setText(text)
        self._problem.setVisible(bool(text))

    def problem(self) -> str:
        """Return what show_problem said, or ""."""
        return self._problem.text() if self._problem.isVisibleTo(self) else ""

    def _foot(self) -> QHBoxLayout:
        foot = QHBoxLayout()
        foot.setContentsMargins(MARGIN, PANEL, MARGIN, PANEL)
        foot.setSpacing(GAP)
        for row in (self._left_end, self._right_end):
            row.setSpacing(GAP)
        foot.addLayout(self._left_end)
        foot.addWidget(self._problem, 1)
        foot.addStretch(0)
        foot.addLayout(self._right_end)
        return foot


def _within_screen(size: QSize) -> QSize:
    screen = QGuiApplication.primaryScreen()
    return size if screen is None else size.boundedTo(screen.availableSize() - ROOM)

"""A switch between a few ways to see the same thing, one of them always on."""

from collections.abc import Sequence

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QAbstractButton, QButtonGroup, QHBoxLayout, QSizePolicy, QToolButton, QWidget

from tradehouse.ui.icons import icon


class Segmented(QWidget):
    """Buttons in one frame; choices are (key, words, icon name). The arrow keys go along it."""

    chosen = Signal(str)

    def __init__(self, name: str, choices: Sequence[tuple[str, str, str]], parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setAccessibleName(name)
        self.setSizePolicy(QSizePolicy.Policy.Maximum, QSizePolicy.Policy.Fixed)
        self._group = QButtonGroup(self)
        self._keys = [key for key, _words, _glyph in choices]
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(0)
        for number, (_key, words, glyph) in enumerate(choices):
            button = _Segment(words, glyph)
            button.setProperty("end", {0: "first", len(choices) - 1: "last"}.get(number, ""))
            self._group.addButton(button, number)
            row.addWidget(button)
        self._group.idToggled.connect(self._toggled)
        self.choose(self._keys[0])

    def choose(self, key: str) -> None:
        """Switch. Raises ValueError for a key that is not one of the choices."""
        self._group.button(self._keys.index(key)).setChecked(True)

    def set_words(self, key: str, words: str) -> None:
        """Change what one of the choices says."""
        button = self._group.button(self._keys.index(key))
        button.setText(words)
        button.setAccessibleName(words)

    def buttons(self) -> list[QAbstractButton]:
        """Return the buttons in the order of the choices."""
        return [self._group.button(number) for number in range(len(self._keys))]

    def current(self) -> str:
        """Return the key of the one that is on."""
        return self._keys[self._group.checkedId()]

    def keyPressEvent(self, event: QKeyEvent) -> None:
        step = {Qt.Key.Key_Left: -1, Qt.Key.Key_Right: 1}.get(Qt.Key(event.key()))
        if step is None:
            super().keyPressEvent(event)
            return
        wanted = (self._group.checkedId() + step) % len(self._keys)
        self._group.button(wanted).setChecked(True)
        self._group.button(wanted).setFocus(Qt.FocusReason.TabFocusReason)

    def _toggled(self, number: int, on: bool) -> None:
        self._group.button(number).setFocusPolicy(Qt.FocusPolicy.StrongFocus if on else Qt.FocusPolicy.ClickFocus)
        if on:
            self.chosen.emit(self._keys[number])


class _Segment(QToolButton):
    def __init__(self, words: str, glyph: str) -> None:
        super().__init__()
        self.setProperty("kind", "segment")
        self.setCheckable(True)
        self.setText(words)
        self.setAccessibleName(words)
        self.setFocusPolicy(Qt.FocusPolicy.ClickFocus)
        if glyph:
            self.setIcon(icon(glyph))
            self.setIconSize(QSize(16, 16))
            self.setToolButtonStyle(Qt.ToolButtonStyle.ToolButtonTextBesideIcon)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        # The arrows belong to the whole switch.
        if event.key() in (Qt.Key.Key_Left, Qt.Key.Key_Right):
            event.ignore()
        else:
            super().keyPressEvent(event)

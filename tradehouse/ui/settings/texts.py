"""Editors that say when a text is finished: left, or Enter."""

from PySide6.QtCore import Signal
from PySide6.QtGui import QFocusEvent
from PySide6.QtWidgets import QLineEdit, QPlainTextEdit, QWidget


class LineText(QLineEdit):
    """One line; committed(text) only when it differs from what was shown."""

    committed = Signal(str)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._shown = ""
        self.editingFinished.connect(self._finish)

    def show_text(self, text: str) -> None:
        """Show what is kept."""
        self._shown = text
        if not self.isModified() or not self.hasFocus():
            self.setText(text)
            self.setCursorPosition(0)

    def _finish(self) -> None:
        text = self.text().strip()
        if text != self._shown:
            self._shown = text
            self.setModified(False)
            self.committed.emit(text)


class BlockText(QPlainTextEdit):
    """A few lines; the tab key leaves it."""

    committed = Signal(str)

    def __init__(self, lines: int = 3, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._shown = ""
        self.setTabChangesFocus(True)
        self.setFixedHeight(self.fontMetrics().lineSpacing() * lines + 18)

    def show_text(self, text: str) -> None:
        """Show what is kept."""
        self._shown = text
        if not self.hasFocus():
            self.setPlainText(text)

    def focusOutEvent(self, event: QFocusEvent) -> None:
        super().focusOutEvent(event)
        text = self.toPlainText().strip()
        if text != self._shown:
            self._shown = text
            self.committed.emit(text)

"""The search box: filters while one types, from the first letter."""

from PySide6.QtCore import Qt, QTimer, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QLineEdit, QWidget

from tradehouse.domain.language import _
from tradehouse.ui.icons import icon

PAUSE = 120  # milliseconds without a key until a search begins


class SearchBox(QLineEdit):
    """Emits searched(text) a moment after the last key, at once on Enter or when cleared."""

    searched = Signal(str)
    to_results = Signal()
    """The down key, or Escape in an empty box: the person wants the list."""

    def __init__(self, hint: str = "", parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("search")
        self.setAccessibleName(_("Search"))
        self.setPlaceholderText(hint)
        self.setMaxLength(400)
        self._glass = self.addAction(icon("search", "muted"), QLineEdit.ActionPosition.LeadingPosition)
        self._cross = self.addAction(icon("close", "muted"), QLineEdit.ActionPosition.TrailingPosition)
        self._cross.setText(_("Clear the search"))
        self._cross.setToolTip(_("Clear the search"))
        self._cross.setVisible(False)
        self._cross.triggered.connect(self.clear_search)
        self._said = ""
        self._pause = QTimer(self, singleShot=True, interval=PAUSE)
        self._pause.timeout.connect(self.search_now)
        self.textChanged.connect(self._typed)

    def search_now(self) -> None:
        """Emit searched at once if the text is not the one searched for last."""
        self._pause.stop()
        if self.text() != self._said:
            self._said = self.text()
            self.searched.emit(self._said)

    def clear_search(self) -> None:
        """Empty the box and search for nothing."""
        self.clear()
        self.search_now()

    def set_quietly(self, text: str) -> None:
        """Show a text that is being searched for already, from a saved view for example."""
        self._said = text
        self.setText(text)
        self._pause.stop()

    def take_focus(self) -> None:
        """Go to the box with its text selected, as Ctrl+F does."""
        self.setFocus(Qt.FocusReason.ShortcutFocusReason)
        self.selectAll()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        key = event.key()
        if key in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self.search_now()
        elif key == Qt.Key.Key_Escape and self.text():
            self.clear_search()
        elif key in (Qt.Key.Key_Down, Qt.Key.Key_Escape):
            self.search_now()
            self.to_results.emit()
        else:
            super().keyPressEvent(event)

    def _typed(self, text: str) -> None:
        self._cross.setVisible(bool(text))
        self._pause.start()

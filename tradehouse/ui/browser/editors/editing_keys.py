"""Keys that editors share: undo belongs to the typing while there is some, and to the catalogue otherwise."""

from collections.abc import Callable

from PySide6.QtCore import QEvent, QObject
from PySide6.QtGui import QKeyEvent, QKeySequence
from PySide6.QtWidgets import QWidget


class UndoKeys(QObject):
    """Watches the widget that has the cursor and lets Ctrl+Z pass to the window while nothing unsaved is in it."""

    def __init__(self, widget: QWidget, is_dirty: Callable[[], bool]) -> None:
        super().__init__(widget)
        self._is_dirty = is_dirty
        widget.installEventFilter(self)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() == QEvent.Type.ShortcutOverride and isinstance(event, QKeyEvent):
            keys = QKeySequence.StandardKey
            if (event.matches(keys.Undo) or event.matches(keys.Redo)) and not self._is_dirty():
                event.ignore()
                return True
        return super().eventFilter(watched, event)

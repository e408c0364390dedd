"""Several lines of text: descriptions, stories, notes, addresses, online channels."""

from typing import Any

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtGui import QFocusEvent, QKeyEvent
from PySide6.QtWidgets import QPlainTextEdit, QWidget

from tradehouse.domain.display import type_in
from tradehouse.domain.fields import Field, FieldKind
from tradehouse.domain.language import _
from tradehouse.ui.browser.editors.editing_keys import UndoKeys

LEAST, MOST = 2, 9  # lines


class TextEditor(QPlainTextEdit):
    """Grows with its text; saved when left or by Ctrl+Enter. Tab goes on to the next field."""

    committed = Signal(object)
    reverted = Signal()

    def __init__(self, field: Field, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._field = field
        self._value: Any = None
        self._shown = ""
        self.setTabChangesFocus(True)
        self.setReadOnly(not field.editable)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self._keys = UndoKeys(self, self.is_dirty)
        if field.kind is FieldKind.CHANNELS:
            self.setPlaceholderText(_("One address per line"))
        self.document().documentLayout().documentSizeChanged.connect(self._fit)
        self._fit()

    def show_value(self, value: Any) -> None:
        """Show a stored value."""
        self._value = value
        text = type_in(self._field, value)
        self._shown = text.replace("; ", "\n") if self._field.kind is FieldKind.CHANNELS else text
        self.setPlainText(self._shown)

    def show_typed(self, typed: Any) -> None:
        """Show what could not be saved."""
        self.setPlainText(str(typed))

    def typed(self) -> Any:
        """Return the text."""
        return self.toPlainText().strip()

    def is_dirty(self) -> bool:
        """Whether the text is another than the stored one."""
        return not self.isReadOnly() and self.typed() != self._shown.strip()

    def commit(self) -> None:
        """Hand over the text if it is another one."""
        if self.is_dirty():
            self.committed.emit(self.typed())

    def widget(self) -> QWidget:
        """Return itself."""
        return self

    def _fit(self) -> None:
        lines = self.document().documentLayout().documentSize().height()
        shown = min(MOST, max(LEAST, round(lines)))
        policy = Qt.ScrollBarPolicy.ScrollBarAsNeeded if lines > MOST else Qt.ScrollBarPolicy.ScrollBarAlwaysOff
        self.setVerticalScrollBarPolicy(policy)
        margin = 2 * round(self.document().documentMargin()) + 10
        self.setFixedHeight(shown * self.fontMetrics().lineSpacing() + margin)

    # --- Qt --------------------------------------------------------------------------------------------------------

    def sizeHint(self) -> QSize:
        return QSize(160, self.height())

    def keyPressEvent(self, event: QKeyEvent) -> None:
        held = event.modifiers() & Qt.KeyboardModifier.ControlModifier
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter) and held:
            self.commit()
        elif event.key() == Qt.Key.Key_Escape and self.is_dirty():
            self.show_value(self._value)
            self.reverted.emit()
        elif event.key() == Qt.Key.Key_Escape:
            event.ignore()
        else:
            super().keyPressEvent(event)

    def focusOutEvent(self, event: QFocusEvent) -> None:
        super().focusOutEvent(event)
        # A context menu or another window takes the focus only for a moment.
        if event.reason() not in (Qt.FocusReason.PopupFocusReason, Qt.FocusReason.ActiveWindowFocusReason):
            self.commit()

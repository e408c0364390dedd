"""Something that has an entry elsewhere: a category, a region, a unit, a supplier. Typed, it offers what fits."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Any

from PySide6.QtCore import QModelIndex, QStringListModel, Qt, Signal
from PySide6.QtGui import QFocusEvent, QKeyEvent, QMouseEvent
from PySide6.QtWidgets import QAbstractItemView, QCompleter, QLineEdit, QWidget

from tradehouse.domain.fields import Field
from tradehouse.domain.language import _
from tradehouse.domain.text import fold
from tradehouse.ui.browser.editors.editing_keys import UndoKeys
from tradehouse.ui.icons import icon

MOST = 60


@dataclass(frozen=True, slots=True)
class Offered:
    """One thing that may be picked: what people call it, and the value to store."""

    label: str
    value: Any


Find = Callable[[str, Callable[[Sequence[Offered]], None]], None]
"""Finds what fits a text and hands it to the callback, at once or a moment later."""


class ReferenceEditor(QLineEdit):
    """A line that completes. find answers what fits; label_of says what a stored value is called."""

    committed = Signal(object)
    reverted = Signal()

    def __init__(self, field: Field, find: Find, label_of: Callable[[Any], str], parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._find = find
        self._label_of = label_of
        self._value: Any = None
        self._shown = ""
        self._offered: dict[str, Any] = {}
        self._asked = ""
        self.setReadOnly(not field.editable)
        self.setPlaceholderText(_("Not known") if field.reference == "supplier" else "")
        self._names = QStringListModel(self)
        completer = QCompleter(self._names, self)
        completer.setCompletionMode(QCompleter.CompletionMode.UnfilteredPopupCompletion)
        completer.setCaseSensitivity(Qt.CaseSensitivity.CaseInsensitive)
        completer.setMaxVisibleItems(9)
        completer.activated.connect(self._on_picked)
        completer.setWidget(self)
        self._completer = completer
        self._keys = UndoKeys(self, self.is_dirty)
        self.textEdited.connect(self._on_edited)
        self.editingFinished.connect(self._on_finished)
        if field.editable:
            action = self.addAction(icon("chevron-down", "muted"), QLineEdit.ActionPosition.TrailingPosition)
            action.setText(_("Show the list"))
            action.setToolTip(_("Show the list"))
            action.triggered.connect(self.offer_all)

    def show_value(self, value: Any) -> None:
        """Show a stored value."""
        self._value = value
        self._shown = "" if value is None else self._label_of(value)
        self.setText(self._shown)
        self.setCursorPosition(0)

    def show_typed(self, typed: Any) -> None:
        """Show what could not be saved."""
        self.setText(typed if isinstance(typed, str) else self._label_of(typed))

    def typed(self) -> Any:
        """Return the value that the text was picked from, None for no text, else the text itself."""
        text = self.text().strip()
        if not text:
            return None
        if text == self._shown:
            return self._value
        wanted = fold(text)
        for label, value in self._offered.items():
            if label == text or (wanted and fold(label) == wanted):
                return value
        return text

    def is_dirty(self) -> bool:
        """Whether the text is another than the stored one."""
        return not self.isReadOnly() and self.text().strip() != self._shown.strip()

    def commit(self) -> None:
        """Hand over what was picked or typed if it is another one."""
        if self.is_dirty():
            self.committed.emit(self.typed())

    def widget(self) -> QWidget:
        """Return itself."""
        return self

    def offer_all(self) -> None:
        """Open the list as for an empty text."""
        self.setFocus()
        self._ask("")

    def _popup(self) -> QAbstractItemView:
        popup = self._completer.popup()
        assert popup is not None  # noqa: S101 - a completer with a widget always has one
        return popup

    def _ask(self, text: str) -> None:
        self._asked = text
        self._find(text, lambda found: self._offer(text, found))

    def _offer(self, text: str, found: Sequence[Offered]) -> None:
        if text != self._asked or not self.hasFocus():
            return
        self._offered = {item.label: item.value for item in found}
        self._names.setStringList(list(self._offered))
        if found:
            self._completer.complete()
        else:
            self._popup().hide()

    def _on_edited(self, text: str) -> None:
        self._ask(text.strip())

    def _on_picked(self, label: str | QModelIndex) -> None:
        if isinstance(label, str):
            self.setText(label)
            self.commit()

    def _on_finished(self) -> None:
        # Enter in the list comes here too, with the half-typed text still in the box.
        if not (self.hasFocus() and self._popup().isVisible()):
            self.commit()

    # --- Qt --------------------------------------------------------------------------------------------------------

    def keyPressEvent(self, event: QKeyEvent) -> None:
        popup = self._popup()
        if popup.isVisible() and event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter, Qt.Key.Key_Escape):
            event.ignore()  # the list takes them
            return
        if event.key() == Qt.Key.Key_Escape and self.is_dirty():
            self.show_value(self._value)
            self.reverted.emit()
        elif event.key() == Qt.Key.Key_Down and not popup.isVisible():
            self._ask(self.text().strip() if self.is_dirty() else "")
        else:
            super().keyPressEvent(event)

    def mouseDoubleClickEvent(self, event: QMouseEvent) -> None:
        super().mouseDoubleClickEvent(event)
        self.offer_all()

    def focusOutEvent(self, event: QFocusEvent) -> None:
        if event.reason() in (Qt.FocusReason.TabFocusReason, Qt.FocusReason.BacktabFocusReason):
            self._popup().hide()
        super().focusOutEvent(event)

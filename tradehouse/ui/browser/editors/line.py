"""One line of text: names, codes, numbers, money, years, dates, tags."""

from typing import Any

from PySide6.QtCore import QDate, QPoint, Qt, Signal
from PySide6.QtGui import QFocusEvent, QKeyEvent
from PySide6.QtWidgets import QLineEdit, QWidget

from tradehouse.domain.display import type_in
from tradehouse.domain.fields import Field, FieldKind
from tradehouse.domain.language import _
from tradehouse.ui.browser.editors.editing_keys import UndoKeys
from tradehouse.ui.icons import icon
from tradehouse.ui.kit.editors import Calendar
from tradehouse.ui.theme import theme


class LineEditor(QLineEdit):
    """Holds a value as a person types it; numbers stand at the right in figures of one width.

    Signals, which all editors have:
        committed(typed): left or Enter pressed, and it holds something that is not saved.
        reverted(): Escape took back what was typed.
    """

    committed = Signal(object)
    reverted = Signal()

    def __init__(self, field: Field, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._field = field
        self._shown = ""
        self._value: Any = None
        self.setMaxLength(max(field.max_length, 200) + 200)
        self.setReadOnly(not field.editable)
        if field.kind is FieldKind.CODE:
            self.setFont(theme().font(code=True))
        elif field.numeric and not field.choices:
            self.setFont(theme().font(tabular=True))
            self.setAlignment(Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter)
        self._keys = UndoKeys(self, self.is_dirty)
        self.editingFinished.connect(self.commit)
        if field.kind is FieldKind.DATE and field.editable:
            self._offer_calendar()

    def show_value(self, value: Any) -> None:
        """Show a stored value."""
        self._value = value
        self._shown = type_in(self._field, value)
        # Setting a text also forgets the steps of typing, so that Ctrl+Z is the catalogue's again.
        self.setText(self._shown)
        self.setCursorPosition(0)

    def show_typed(self, typed: Any) -> None:
        """Show what could not be saved."""
        self.setText(str(typed))

    def typed(self) -> Any:
        """Return the text."""
        return self.text().strip()

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

    def _offer_calendar(self) -> None:
        action = self.addAction(icon("calendar", "muted"), QLineEdit.ActionPosition.TrailingPosition)
        action.setToolTip(_("Pick a day"))
        action.setText(_("Pick a day"))
        action.triggered.connect(self._pick_day)
        self.setPlaceholderText(_("dd/mm/yyyy"))

    def _pick_day(self) -> None:
        calendar = Calendar(self)
        calendar.setWindowFlags(Qt.WindowType.Popup)
        calendar.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        if self._value is not None:
            calendar.setSelectedDate(QDate(self._value.year, self._value.month, self._value.day))

        def take(day: QDate) -> None:
            calendar.close()
            self.setText(day.toString("dd/MM/yyyy"))
            self.commit()

        calendar.clicked.connect(take)
        calendar.activated.connect(take)
        calendar.move(self.mapToGlobal(QPoint(0, self.height())))
        calendar.show()
        calendar.setFocus()

    # --- Qt --------------------------------------------------------------------------------------------------------

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Escape and self.is_dirty():
            self.show_value(self._value)
            self.reverted.emit()
            return
        super().keyPressEvent(event)

    def focusInEvent(self, event: QFocusEvent) -> None:
        super().focusInEvent(event)
        if event.reason() in (Qt.FocusReason.TabFocusReason, Qt.FocusReason.BacktabFocusReason):
            self.selectAll()

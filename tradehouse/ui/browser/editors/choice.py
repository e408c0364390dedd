"""One of a few: statuses, kinds, grades, yes or no. Chosen is saved; there is nothing to confirm."""

from typing import Any

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QWheelEvent
from PySide6.QtWidgets import QComboBox, QWidget

from tradehouse.domain.fields import Field, FieldKind
from tradehouse.domain.language import _


class ChoiceEditor(QComboBox):
    """Offers the choices of a field and, where the field may be empty, nothing at all. A boolean offers yes and no."""

    committed = Signal(object)
    reverted = Signal()

    def __init__(self, field: Field, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._value: Any = None
        self.setEnabled(field.editable)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setMinimumContentsLength(4)
        self.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon)
        if not field.required:
            self.addItem(_("Not known") if field.kind is FieldKind.BOOLEAN else "–", None)
        if field.kind is FieldKind.BOOLEAN:
            self.addItem(_("Yes"), True)
            self.addItem(_("No"), False)
        for choice in field.choices:
            self.addItem(_(choice.label), choice.token)
        self.activated.connect(self.commit)

    def show_value(self, value: Any) -> None:
        """Show a stored value; one that this version does not know is shown as it is."""
        self._value = value
        at = self._place(value)
        if at < 0:
            self.addItem(str(value), value)
            at = self.count() - 1
        self.setCurrentIndex(at)

    def show_typed(self, typed: Any) -> None:
        """Show what could not be saved."""
        self.setCurrentIndex(max(0, self._place(typed)))

    def typed(self) -> Any:
        """Return the chosen value."""
        return self.currentData()

    def is_dirty(self) -> bool:
        """Whether another value is chosen than the stored one."""
        return self.isEnabled() and self.currentData() != self._value

    def commit(self) -> None:
        """Hand over the chosen value if it is another one."""
        if self.is_dirty():
            self.committed.emit(self.currentData())

    def widget(self) -> QWidget:
        """Return itself."""
        return self

    def _place(self, value: Any) -> int:
        # findData compares through QVariant, where True and 1 are the same.
        return next(
            (n for n in range(self.count()) if self.itemData(n) == value and type(self.itemData(n)) is type(value)), -1
        )

    def wheelEvent(self, event: QWheelEvent) -> None:
        """Scroll the form, never the value: a wheel that turns over a box must not change a record."""
        event.ignore()

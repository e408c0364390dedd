"""Several records that belong to this one: the products that a certificate covers."""

from collections.abc import Sequence
from typing import Any

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from tradehouse.domain.fields import Field
from tradehouse.domain.language import _
from tradehouse.domain.records import Ref
from tradehouse.ui.browser.editors.reference import Find, ReferenceEditor
from tradehouse.ui.kit.flow import Chip, FlowLayout
from tradehouse.ui.theme import SPACE


class RecordsEditor(QWidget):
    """Chips for what is chosen, and a line that finds more. Every change is saved at once."""

    committed = Signal(object)
    reverted = Signal()

    def __init__(self, field: Field, find: Find, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._value: tuple[Ref, ...] = ()
        self._chosen: tuple[Ref, ...] = ()
        self._chips: list[Chip] = []
        self._line = ReferenceEditor(field, find, lambda _value: "")
        self._line.setPlaceholderText(_("Add…"))
        self._line.committed.connect(self._on_line_committed)
        holder = QWidget()
        self._flow = FlowLayout(holder, SPACE)
        self._holder = holder
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(SPACE)
        column.addWidget(holder)
        column.addWidget(self._line)

    def show_value(self, value: Any) -> None:
        """Show the stored records."""
        self._value = tuple(value or ())
        self._show(self._value)

    def show_typed(self, typed: Any) -> None:
        """Show records that could not be saved."""
        if isinstance(typed, tuple):
            self._show(typed)

    def typed(self) -> Any:
        """Return the chosen records."""
        return self._chosen

    def is_dirty(self) -> bool:
        """Whether other records are chosen than the stored ones."""
        return {ref.id for ref in self._chosen} != {ref.id for ref in self._value}

    def commit(self) -> None:
        """Hand over the chosen records if they differ."""
        if self.is_dirty():
            self.committed.emit(self._chosen)

    def widget(self) -> QWidget:
        """Return itself."""
        return self

    def _show(self, refs: Sequence[Ref]) -> None:
        self._chosen = tuple(refs)
        while self._flow.takeAt(0) is not None:
            pass
        for chip in self._chips:
            chip.hide()
            chip.deleteLater()
        self._chips = []
        for ref in self._chosen:
            chip = Chip(ref.name, self._holder)
            chip.removed.connect(lambda ref=ref: self._take_away(ref))
            self._flow.addWidget(chip)
            self._chips.append(chip)
            chip.show()
        self._holder.setVisible(bool(self._chips))
        self._flow.invalidate()
        self._flow.activate()
        self._holder.updateGeometry()

    def _take_away(self, gone: Ref) -> None:
        self._show([ref for ref in self._chosen if ref.id != gone.id])
        self.commit()

    def _on_line_committed(self, value: Any) -> None:
        if isinstance(value, Ref):
            self._line.show_value(None)
            if value.id not in {ref.id for ref in self._chosen}:
                self._show([*self._chosen, value])
                self.commit()

"""Which products: the selected ones, those in the list, or all."""

from dataclasses import replace

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QRadioButton, QVBoxLayout, QWidget

from tradehouse.domain.display import show_number
from tradehouse.domain.language import _, ngettext
from tradehouse.services.exporting import ExportOptions
from tradehouse.ui.exporting.scope import EVERYTHING, LISTED, SELECTED, ExportScope


class ScopeChoice(QWidget):
    """What the window shows decides what there is to choose. Emits changed()."""

    changed = Signal()

    def __init__(self, scope: ExportScope, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._scope = scope
        self._buttons: dict[str, QRadioButton] = {}
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        for key, words in self._words():
            button = QRadioButton(words)
            button.setObjectName(f"scope.{key}")
            self._buttons[key] = button
            column.addWidget(button)
        self._buttons[SELECTED].setVisible(bool(scope.selected))
        self._buttons[LISTED].setVisible(scope.listed is not None and scope.revises is None)
        self._buttons[EVERYTHING].setVisible(scope.revises is None)
        self._buttons[scope.first_choice()].setChecked(True)
        for button in self._buttons.values():
            button.toggled.connect(lambda on: self.changed.emit() if on else None)

    def apply(self, options: ExportOptions) -> ExportOptions:
        """Return options for the products that are chosen."""
        if self._buttons[SELECTED].isChecked():
            return replace(options, ids=tuple(self._scope.selected))
        if self._buttons[LISTED].isChecked():
            return replace(options, query=self._scope.listed)
        return options

    def _words(self) -> tuple[tuple[str, str], ...]:
        selected = len(self._scope.selected)
        count = self._scope.listed_count
        listed = _("Current list") if count < 0 else _("Current list ({n})").format(n=show_number(count))
        words = ngettext("{n} selected product", "{n} selected products", selected)
        return (
            (SELECTED, words.format(n=show_number(selected))),
            (LISTED, listed),
            (EVERYTHING, _("All products")),
        )

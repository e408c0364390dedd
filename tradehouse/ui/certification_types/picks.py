"""Several entries of a list to choose: chips for what is chosen, and a line that finds more."""

from collections.abc import Iterable, Sequence

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from tradehouse.ui.kit.flow import Chip, FlowLayout
from tradehouse.ui.kit.search_combo import OptionGroup, OptionModel, SearchCombo
from tradehouse.ui.theme import SPACE


class Picks(QWidget):
    """Emits changed() when a person adds or takes away. What is chosen keeps its order; unknown keys are kept, too."""

    changed = Signal()

    def __init__(self, name: str, hint: str, groups: Sequence[OptionGroup], parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._labels = {option.key: option.label for group in groups for option in group.options}
        self._chosen: tuple[str, ...] = ()
        self._chips: list[Chip] = []
        self.line = SearchCombo(name, OptionModel(groups, self))
        self.line.set_hint(hint)
        self.line.choose("")
        self.line.picked.connect(self._add)
        self._holder = QWidget()
        self._flow = FlowLayout(self._holder, SPACE)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(SPACE)
        column.addWidget(self._holder)
        column.addWidget(self.line)
        self.setFocusProxy(self.line)
        self.choose(())

    def chosen(self) -> tuple[str, ...]:
        """Return the keys of what is chosen."""
        return self._chosen

    def choose(self, keys: Iterable[str]) -> None:
        """Show a choice without telling anybody."""
        self._chosen = tuple(dict.fromkeys(keys))
        while self._flow.takeAt(0) is not None:
            pass
        for chip in self._chips:
            chip.hide()
            chip.deleteLater()
        self._chips = []
        for key in self._chosen:
            chip = Chip(self._labels.get(key, key), self._holder)
            chip.removed.connect(lambda key=key: self._take_away(key))
            chip.close_button.setEnabled(self.line.isEnabled())
            self._flow.addWidget(chip)
            self._chips.append(chip)
            chip.show()
        self._holder.setVisible(bool(self._chips))
        self._flow.invalidate()
        self._flow.activate()
        self._holder.updateGeometry()

    def _add(self, key: str) -> None:
        self.line.choose("")
        if key not in self._chosen:
            self.choose((*self._chosen, key))
            self.changed.emit()

    def _take_away(self, gone: str) -> None:
        self.choose(key for key in self._chosen if key != gone)
        self.changed.emit()

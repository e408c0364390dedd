"""Which of several sheets a page is about."""

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QComboBox, QHBoxLayout, QSizePolicy, QWidget

from tradehouse.domain.language import _
from tradehouse.ui.importing.sheet_choice import SheetChoice
from tradehouse.ui.kit.buttons import tool_button
from tradehouse.ui.kit.labels import label
from tradehouse.ui.theme import GAP, SPACE


class SheetPicker(QWidget):
    """Hidden where there is only one. picked(SheetChoice) is emitted when another is shown."""

    picked = Signal(object)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._choices: list[SheetChoice] = []
        self.combo = QComboBox()
        self.combo.setAccessibleName(_("Sheet"))
        self.combo.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.combo.currentIndexChanged.connect(self._changed)
        self._of = label("", "muted")
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(GAP)
        row.addWidget(label(_("Sheet"), "muted"))
        row.addWidget(self.combo, 1)
        row.addSpacing(SPACE)
        row.addWidget(self._of)
        row.addWidget(tool_button("chevron-left", _("Previous sheet"), lambda: self._step(-1)))
        row.addWidget(tool_button("chevron-right", _("Next sheet"), lambda: self._step(1)))

    def show_sheets(self, choices: list[SheetChoice], words: dict[tuple[str, str], str] | None = None) -> None:
        """Offer these sheets, keeping the one that is shown; words stand behind the names of some."""
        before = self.current()
        several = len({choice.view.file for choice in choices}) > 1
        self._choices = choices
        self.combo.blockSignals(True)
        self.combo.clear()
        for choice in choices:
            name = f"{choice.view.file} › {choice.view.sheet}" if several else choice.view.sheet
            more = (words or {}).get(choice.key, "")
            self.combo.addItem(f"{name}  –  {more}" if more else name)
        keys = [choice.key for choice in choices]
        at = keys.index(before.key) if before is not None and before.key in keys else 0
        self.combo.setCurrentIndex(at if choices else -1)
        self.combo.blockSignals(False)
        self.setVisible(len(choices) > 1)
        self._count()

    def show_sheet(self, choice: SheetChoice) -> None:
        """Turn to a sheet."""
        if choice in self._choices:
            self.combo.setCurrentIndex(self._choices.index(choice))

    def current(self) -> SheetChoice | None:
        """Return the sheet that is shown."""
        at = self.combo.currentIndex()
        return self._choices[at] if 0 <= at < len(self._choices) else None

    def _step(self, step: int) -> None:
        if self._choices:
            self.combo.setCurrentIndex((self.combo.currentIndex() + step) % len(self._choices))

    def _changed(self, _at: int) -> None:
        self._count()
        choice = self.current()
        if choice is not None:
            self.picked.emit(choice)

    def _count(self) -> None:
        self._of.setText(_("{n} of {total}").format(n=self.combo.currentIndex() + 1, total=len(self._choices)))

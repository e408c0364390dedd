"""What every page of the wizard is to the frame around it."""

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from tradehouse.ui.theme import MARGIN, PANEL


class Step(QWidget):
    """A page. enter() shows the choices as they stand; what one does on it goes into them at once.

    Signals:
        changed(): what can be gone on with is different now.
        wants_next(): the person has done here what there was to do.
    """

    changed = Signal()
    wants_next = Signal()

    def __init__(self, name: str, sentence: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName(name)
        self.setAccessibleName(sentence)
        self.sentence = sentence
        self.column = QVBoxLayout(self)
        self.column.setContentsMargins(MARGIN, PANEL, MARGIN, PANEL)
        self.column.setSpacing(PANEL)

    def enter(self) -> None:
        """Show the choices as they stand."""

    def can_go_on(self) -> bool:
        """Say whether there is enough to go on."""
        return True

    def problem(self) -> str:
        """Return what keeps one from going on, or ""."""
        return ""

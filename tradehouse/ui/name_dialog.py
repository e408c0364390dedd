"""Asks for a name: of a view, of somebody who joins the staff."""

from collections.abc import Callable

from PySide6.QtCore import QSize
from PySide6.QtWidgets import QLineEdit, QWidget

from tradehouse.domain.language import _
from tradehouse.ui.kit.dialog import DialogFrame
from tradehouse.ui.kit.form import FormRow


class NameDialog(DialogFrame):
    """One line to fill in; Enter takes it."""

    def __init__(
        self, title: str, question: str, name: str, take: Callable[[str], object], parent: QWidget | None = None
    ) -> None:
        super().__init__(title, "name_dialog", QSize(400, 200), parent)
        self._take = take
        self.line = QLineEdit(name)
        self.line.setObjectName("name")
        self.line.setMaxLength(80)
        self.line.selectAll()
        self.body.addWidget(FormRow(question, self.line))
        self.body.addStretch(1)
        self.add_button(_("Cancel"), self.reject)
        self._save = self.add_button(_("Save"), self.accept, kind="primary", default=True, name="save")
        self.line.textChanged.connect(self._on_text_changed)
        self._on_text_changed(name)

    def accept(self) -> None:
        """Hand the name over."""
        name = " ".join(self.line.text().split())
        if name:
            super().accept()
            self._take(name)

    def _on_text_changed(self, text: str) -> None:
        self._save.setEnabled(bool(text.strip()))


def ask_name(title: str, question: str, name: str, take: Callable[[str], object], parent: QWidget | None) -> None:
    """Open a dialog for a name; take gets it unless the person gives up."""
    NameDialog(title, question, name, take, parent).open()

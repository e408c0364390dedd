"""The buttons at the right end of the tabs: what one comes for most."""

from PySide6.QtWidgets import QHBoxLayout, QToolButton, QWidget

from tradehouse.domain.display import show_number
from tradehouse.domain.language import _
from tradehouse.ui.actions import Actions
from tradehouse.ui.kit.buttons import tool_button
from tradehouse.ui.theme import GAP, SPACE


class Corner(QWidget):
    """Inbox, import, export, undo, settings; each a second place for a command of the menus."""

    def __init__(self, actions: Actions, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 2, GAP, 2)
        row.setSpacing(SPACE)
        self._inbox = _button(actions, "inbox", _("Inbox"))
        row.addWidget(self._inbox)
        for name, words in (("import", _("Import")), ("export", _("Export"))):
            row.addWidget(_button(actions, name, words))
        self.undo_button = _button(actions, "undo", _("Undo"))
        row.addWidget(self.undo_button)
        row.addWidget(_button(actions, "settings", _("Settings"), words_beside=False))

    def show_waiting(self, files: int) -> None:
        """Say how many files wait in the inbox."""
        words = _("Inbox ({n})").format(n=show_number(files)) if files else _("Inbox")
        self._inbox.setText(words)
        self._inbox.setAccessibleName(words)


def _button(actions: Actions, name: str, words: str, *, words_beside: bool = True) -> QToolButton:
    button = tool_button(name, words, actions[name].trigger, words=words_beside)
    button.setObjectName(f"button.{name}")
    actions[name].enabledChanged.connect(button.setEnabled)
    return button

"""The keys of the program on one page, read from the commands themselves."""

from collections.abc import Mapping

from PySide6.QtCore import QSize
from PySide6.QtGui import QAction, QKeySequence
from PySide6.QtWidgets import QGridLayout, QWidget

from tradehouse.domain.language import N_, _
from tradehouse.ui.actions import COMMANDS
from tradehouse.ui.kit.dialog import DialogFrame
from tradehouse.ui.kit.labels import label
from tradehouse.ui.theme import GAP, MARGIN, theme

_MORE = (
    ("Ctrl+1…4", N_("Tabs; again: the next part of the tab")),
    ("Esc", N_("Back to the list; in a field: take back what was typed")),
    ("Enter", N_("Save the field")),
    ("Ctrl+Enter", N_("Save a text of several lines")),
)


class KeysHelp(DialogFrame):
    """Two columns of keys and what they do."""

    def __init__(self, actions: Mapping[str, QAction], parent: QWidget | None = None) -> None:
        super().__init__(_("Keys"), "keys_help", QSize(640, 520), parent)
        lines = [
            (
                actions[command.name].shortcut().toString(QKeySequence.SequenceFormat.NativeText),
                _(command.text).replace("&", "").rstrip("…"),
            )
            for command in COMMANDS
            if command.keys
        ]
        lines += [(key, _(words)) for key, words in _MORE]
        grid = QGridLayout()
        grid.setHorizontalSpacing(MARGIN)
        grid.setVerticalSpacing(GAP)
        half = -(-len(lines) // 2)
        for n, (key, words) in enumerate(lines):
            shown = label(key)
            shown.setFont(theme().font(code=True))
            grid.addWidget(shown, n % half, 2 * (n // half))
            grid.addWidget(label(words, "muted", wrap=True), n % half, 2 * (n // half) + 1)
        for column in (1, 3):
            grid.setColumnStretch(column, 1)
        self.body.addLayout(grid)
        self.body.addStretch(1)
        self.add_button(_("Close"), self.accept, kind="primary", default=True)

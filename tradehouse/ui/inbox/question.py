"""Many workbooks at once: the inbox, or one import of all of them."""

from collections.abc import Callable
from typing import Any

from PySide6.QtCore import QSize
from PySide6.QtWidgets import QWidget

from tradehouse.domain.display import show_number
from tradehouse.domain.language import _, ngettext
from tradehouse.ui.kit.dialog import DialogFrame
from tradehouse.ui.kit.labels import label


class ManyFiles(DialogFrame):
    """Asks where dropped files belong; each answer is a call."""

    def __init__(
        self, held: int, to_inbox: Callable[[], Any], to_wizard: Callable[[], Any], parent: QWidget | None = None
    ) -> None:
        words = ngettext("{n} workbook was dropped", "{n} workbooks were dropped", held).format(n=show_number(held))
        super().__init__(words, "many_files", QSize(540, 260), parent)
        self._answers = {"inbox": to_inbox, "wizard": to_wizard}
        self.body.addWidget(
            label(
                _("The inbox looks into each file: whose it is, what it holds, which are copies or newer versions. "
                  "Files of one shape are then imported together, each with an undo of its own."),
                wrap=True,
            )
        )  # fmt: skip
        self.body.addWidget(label(_("One import plans all of them as a whole."), "muted", wrap=True))
        self.body.addStretch(1)
        self.add_button(_("Cancel"), self.reject, name="cancel")
        self.add_button(_("One import"), lambda: self._answer("wizard"), name="wizard")
        self.add_button(_("Put them into the inbox"), lambda: self._answer("inbox"), kind="primary", glyph="inbox",
                        default=True, name="inbox")  # fmt: skip

    def _answer(self, key: str) -> None:
        self.accept()
        self._answers[key]()

"""A message that needs more room than the notice line: a sentence and the points of it."""

from collections.abc import Sequence

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QDialog, QHBoxLayout, QVBoxLayout, QWidget

from tradehouse.domain.language import _, ngettext
from tradehouse.ui.kit.badge import Tone
from tradehouse.ui.kit.buttons import push_button
from tradehouse.ui.kit.glyph import Glyph
from tradehouse.ui.kit.labels import label
from tradehouse.ui.theme import GAP, MARGIN, PANEL

MOST = 12
WIDTH = 440


class MessageBox(QDialog):
    """Open it with open(): it belongs to its window and closes with it. Deleted when closed."""

    def __init__(
        self,
        text: str,
        details: Sequence[str] = (),
        parent: QWidget | None = None,
        tone: Tone = "danger",
    ) -> None:
        super().__init__(parent)
        self.setObjectName("message")
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setWindowTitle(_("Tradehouse"))
        self.setAccessibleDescription(text)
        words = QVBoxLayout()
        words.setSpacing(GAP)
        sentence = label(text, wrap=True)
        sentence.setMinimumWidth(WIDTH)
        sentence.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
        words.addWidget(sentence)
        for detail in details[:MOST]:
            words.addWidget(label(f"• {detail}", "muted", wrap=True))
        others = len(details) - MOST
        if others > 0:
            words.addWidget(label(ngettext("and {n} more", "and {n} more", others).format(n=others), "muted"))
        body = QHBoxLayout()
        body.setSpacing(PANEL)
        glyph = {"danger": "error", "attention": "warning", "good": "check-circle"}.get(tone, "info")
        body.addWidget(Glyph(glyph, "muted" if tone == "neutral" else tone, 24), 0, Qt.AlignmentFlag.AlignTop)
        body.addLayout(words, 1)
        close = push_button(_("Close"), self.accept, kind="primary")
        close.setDefault(True)
        foot = QHBoxLayout()
        foot.addStretch(1)
        foot.addWidget(close)
        column = QVBoxLayout(self)
        column.setContentsMargins(MARGIN, MARGIN, MARGIN, MARGIN)
        column.setSpacing(MARGIN)
        column.addLayout(body)
        column.addLayout(foot)

"""A sentence that one should not overlook, in a quiet frame."""

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QFrame, QHBoxLayout, QSizePolicy, QWidget

from tradehouse.ui.kit.badge import Tone
from tradehouse.ui.kit.glyph import Glyph
from tradehouse.ui.kit.labels import label
from tradehouse.ui.theme import GAP, PANEL

_GLYPHS = {"good": "check-circle", "attention": "warning", "danger": "error"}


class Caution(QFrame):
    """Stays where it is put; say() changes it, "" takes it away."""

    def __init__(self, text: str = "", tone: Tone = "attention", parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("notice")
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Minimum)
        self._glyph = Glyph("warning", "attention", 18)
        self._text = label("", wrap=True)
        row = QHBoxLayout(self)
        row.setContentsMargins(PANEL, GAP, PANEL, GAP)
        row.setSpacing(GAP)
        row.addWidget(self._glyph, 0, Qt.AlignmentFlag.AlignTop)
        row.addWidget(self._text, 1)
        self.say(text, tone)

    def say(self, text: str, tone: Tone = "attention") -> None:
        """Change the sentence and its tone."""
        self._glyph.show_glyph(_GLYPHS.get(tone, "info"), "muted" if tone == "neutral" else tone)
        self._text.setText(text)
        self.setAccessibleName(text)
        if self.parent() is not None or not text:
            # Shown before it has a place, it would flash up as a window of its own.
            self.setVisible(bool(text))

    def text(self) -> str:
        """Return the sentence."""
        return self._text.text()

"""The line that says what has happened, with what one may want to do about it."""

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QFrame, QHBoxLayout, QSizePolicy, QWidget

from tradehouse.domain.language import _
from tradehouse.ui.kit.badge import Tone
from tradehouse.ui.kit.buttons import push_button, tool_button
from tradehouse.ui.kit.empty import Offer
from tradehouse.ui.kit.fade import Fading
from tradehouse.ui.kit.glyph import Glyph
from tradehouse.ui.kit.labels import label
from tradehouse.ui.theme import GAP

STAY = 8000  # milliseconds; what went wrong stays until it is closed
_LOOKS = {
    "neutral": ("info", "muted"),
    "accent": ("info", "accent"),
    "good": ("check-circle", "good"),
    "attention": ("warning", "attention"),
    "danger": ("error", "danger"),
}


class NoticeLine(QFrame):
    """Shows one thing at a time, the newest. Hidden while there is nothing to say."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("notice")
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self._icon = Glyph("info", "muted", 18)
        self._text = label("", wrap=True)
        self._text.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
        self._offers = QWidget()
        self._row = QHBoxLayout(self._offers)
        self._row.setContentsMargins(0, 0, 0, 0)
        self._row.setSpacing(0)
        row = QHBoxLayout(self)
        row.setContentsMargins(12, 5, 6, 5)
        row.setSpacing(GAP)
        row.addWidget(self._icon)
        row.addWidget(self._text, 1)
        row.addWidget(self._offers)
        row.addWidget(tool_button("close", _("Close"), self.close_notice, size=16))
        self._fading = Fading(self)
        self.hide()

    def say(self, text: str, tone: Tone = "good", offers: tuple[Offer, ...] = (), stay: int | None = None) -> None:
        """Show a sentence. stay is in milliseconds, 0 for until closed; by itself only danger stays."""
        glyph, ink = _LOOKS[tone]
        self._icon.show_glyph(glyph, ink)
        self._text.setText(text)
        self.setAccessibleName(text)
        while (item := self._row.takeAt(0)) is not None:
            old = item.widget()
            if old is not None:
                old.hide()
                old.deleteLater()
        for offer in offers:
            self._row.addWidget(self._button(offer))
        self._offers.setVisible(bool(offers))
        self._fading.show_for((0 if tone == "danger" else STAY) if stay is None else stay)

    def text(self) -> str:
        """Return what it says, or "" while hidden."""
        return "" if self.isHidden() else self._text.text()

    def close_notice(self) -> None:
        """Hide it now."""
        self._fading.hide()

    def _button(self, offer: Offer) -> QWidget:
        def go() -> None:
            self.close_notice()
            offer.do()

        return push_button(offer.text, go, kind="flat", glyph=offer.glyph)

"""The keys of the viewer on one card over the photo."""

from PySide6.QtWidgets import QFrame, QGridLayout, QWidget

from tradehouse.domain.language import _
from tradehouse.ui.kit.labels import label
from tradehouse.ui.photos.verbs import MOVES, VERBS
from tradehouse.ui.theme import GAP, MARGIN, PANEL, theme


class Legend(QFrame):
    """Two columns of keys, of those that change nothing where nothing can be; place() puts it into its parent's corner."""

    def __init__(self, parent: QWidget, *, writable: bool) -> None:
        super().__init__(parent)
        self.setObjectName("notice")  # a card over everything, as the notice is
        grid = QGridLayout(self)
        grid.setContentsMargins(MARGIN, PANEL, MARGIN, PANEL)
        grid.setHorizontalSpacing(MARGIN)
        grid.setVerticalSpacing(GAP // 2)
        verbs = [verb for verb in VERBS if writable or not verb.writes]
        lines = [*((verb.key, _(verb.text).rstrip("…")) for verb in verbs), *((key, _(words)) for key, words in MOVES)]
        half = -(-len(lines) // 2)
        for n, (key, words) in enumerate(lines):
            shown = label(key, "strong")
            shown.setFont(theme().font(code=True))
            grid.addWidget(shown, n % half, 2 * (n // half))
            grid.addWidget(label(words), n % half, 2 * (n // half) + 1)
        self.hide()

    def place(self, foot: int) -> None:
        """Stand in the lower right corner, so many pixels above the foot."""
        self.adjustSize()
        room = self.window().size()
        self.move(room.width() - self.width() - MARGIN, room.height() - foot - self.height() - MARGIN)
        self.raise_()

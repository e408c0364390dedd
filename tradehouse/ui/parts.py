"""A tab of several parts: a switch between them, and below it the page of the one that is chosen."""

from collections.abc import Sequence

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QStackedWidget, QVBoxLayout, QWidget

from tradehouse.ui.board import BoardPage
from tradehouse.ui.kit.labels import hairline
from tradehouse.ui.kit.segmented import Segmented
from tradehouse.ui.page import Page
from tradehouse.ui.theme import GAP, PANEL, SPACE


class Parts(QWidget):
    """Holds the pages of the parts; a page makes its browser when it is first shown.

    Signals:
        changed(): another part is in front.
    """

    changed = Signal()

    def __init__(
        self, name: str, words: str, parts: Sequence[tuple[str, Page | BoardPage]], parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self.setObjectName(name)
        self.pages = [page for _words, page in parts]
        self._stack = QStackedWidget()
        for page in self.pages:
            self._stack.addWidget(page)
        self.switch = Segmented(words, [(page.objectName(), words, "") for words, page in parts])
        self.switch.setObjectName("parts")
        self.switch.chosen.connect(self._on_chosen)
        bar = QWidget()
        bar.setProperty("pane", "surface")
        row = QHBoxLayout(bar)
        row.setContentsMargins(PANEL, GAP, PANEL, SPACE)
        row.addWidget(self.switch)
        row.addStretch(1)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(bar)
        column.addWidget(hairline())
        column.addWidget(self._stack, 1)

    @property
    def page(self) -> Page | BoardPage:
        """The page of the part in front."""
        return self.pages[self._stack.currentIndex()]

    def choose(self, page: Page | BoardPage) -> None:
        """Bring a part to the front."""
        self.switch.choose(page.objectName())

    def following(self) -> Page | BoardPage:
        """Return the part after the one in front, the first one after the last."""
        return self.pages[(self._stack.currentIndex() + 1) % len(self.pages)]

    def _on_chosen(self, name: str) -> None:
        self._stack.setCurrentIndex(next(n for n, page in enumerate(self.pages) if page.objectName() == name))
        self.changed.emit()

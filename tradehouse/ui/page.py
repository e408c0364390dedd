"""One tab: the browser of a kind, made when the tab is first looked at."""

from PySide6.QtCore import Signal
from PySide6.QtGui import QShowEvent
from PySide6.QtWidgets import QVBoxLayout, QWidget

from tradehouse.domain.changes import ChangeSet
from tradehouse.domain.fields import RecordKind
from tradehouse.ui.browser.browser import Browser
from tradehouse.ui.browser.commands import Commands
from tradehouse.ui.browser.photo_drops import PhotoDrops
from tradehouse.ui.browser.refreshing import Refreshing
from tradehouse.ui.desk import Desk


class Page(QWidget):
    """A tab with its browser.

    Signals:
        made(Page): the browser is there now.
    """

    made = Signal(object)

    def __init__(self, desk: Desk, kind: RecordKind, name: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName(name)
        self._desk = desk
        self.kind = kind
        self._browser: Browser | None = None
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(0, 0, 0, 0)

    @property
    def is_made(self) -> bool:
        """Whether the browser is there."""
        return self._browser is not None

    @property
    def browser(self) -> Browser:
        """The browser, made now if it was not needed before."""
        if self._browser is None:
            self._browser = Browser(self._desk, self.kind)
            self.commands = Commands(self._browser)
            self.refreshing = Refreshing(self._browser)
            self.drops = PhotoDrops(self._browser)
            self._column.addWidget(self._browser)
            self.made.emit(self)
        return self._browser

    def focus_results(self) -> None:
        """Put the list under the keyboard."""
        self.browser.focus_results()

    def take_news(self, change: ChangeSet) -> None:
        """Take in a change set, if there is anything to keep up to date."""
        if self._browser is not None:
            self.refreshing.take(change)

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        self.browser.panels.spread()
        self.browser.focus_results()
        self.refreshing.shown()

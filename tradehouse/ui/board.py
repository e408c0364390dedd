"""A page that is no browser: the radar of certificates, the board of applications, a report."""

from collections.abc import Callable

from PySide6.QtCore import Signal
from PySide6.QtGui import QShowEvent
from PySide6.QtWidgets import QVBoxLayout, QWidget

from tradehouse.domain.changes import ChangeSet
from tradehouse.ui.desk import Desk

APPLICATION = "application"
"""What `record_asked` calls an application for a certificate, which is shown on its board."""


class Board(QWidget):
    """What such a page shows. A subclass names the tables that it `reads` and reads them in refresh(), off the GUI
    thread.

    Signals:
        record_asked(kind, id): a record is to be shown on its own tab.
        records_asked(kind, state): the browser of a kind is to show what a ViewState selects.
    """

    record_asked = Signal(str, int)
    records_asked = Signal(str, object)

    reads: frozenset[str] = frozenset()

    def __init__(self, desk: Desk, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.desk = desk
        self._stale = True

    def refresh(self) -> None:
        """Read and show what there is."""
        raise NotImplementedError

    def choose(self, record_id: int) -> None:
        """Show one of the records of the board, as soon as it is read."""
        raise NotImplementedError

    def take_news(self, change: ChangeSet) -> None:
        """Take in a change set: at once if somebody looks, else when somebody does."""
        if not self.reads.isdisjoint(change.touched):
            self._stale = True
            self.catch_up()

    def catch_up(self) -> None:
        """Read anew if something changed since, and somebody looks."""
        if self._stale and self.isVisible():
            self._stale = False
            self.refresh()

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        self.catch_up()


class BoardPage(QWidget):
    """Makes its board when it is first looked at.

    Signals:
        made(BoardPage): the board is there now.
    """

    made = Signal(object)

    def __init__(self, desk: Desk, name: str, make: Callable[[Desk], Board], parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName(name)
        self._desk, self._make = desk, make
        self._board: Board | None = None
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(0, 0, 0, 0)

    @property
    def board(self) -> Board:
        """The board, made now if it was not needed before."""
        if self._board is None:
            self._board = self._make(self._desk)
            self._column.addWidget(self._board)
            self.made.emit(self)
        return self._board

    def take_news(self, change: ChangeSet) -> None:
        """Take in a change set, if there is anything to keep up to date."""
        if self._board is not None:
            self._board.take_news(change)

    def focus_results(self) -> None:
        """Put what the board shows under the keyboard."""
        self.board.setFocus()

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        self.board.show()

"""What the catalogue answers, put into a browser: the first rows at once, all rows and counts after, places kept."""

from array import array
from typing import TYPE_CHECKING

from PySide6.QtCore import QItemSelectionModel, QObject, QTimer
from PySide6.QtWidgets import QAbstractItemView

from tradehouse.domain.errors import UserError
from tradehouse.ui.browser.asking import Asking, Counts, FirstRows
from tradehouse.ui.browser.model import PAGE
from tradehouse.ui.browser.places import Places, put_places, take_places
from tradehouse.ui.browser.selection import selected_count
from tradehouse.ui.browser.states import show_error, show_loading, show_nothing

if TYPE_CHECKING:
    from tradehouse.ui.browser.browser import Browser

LOADING_AFTER = 400  # milliseconds without an answer until the page says that it is looking


class Results(QObject):
    """Asks for a browser and shows the answers.

    answered says whether there was any answer yet; total_known whether all rows of the last question are there.
    """

    def __init__(self, browser: "Browser") -> None:
        super().__init__(browser)
        self._browser = browser
        self.answered = False
        self.total_known = False
        self._wanted: int | None = None
        self.asking = Asking(browser.desk.catalogue, browser.kind, browser.desk.jobs, self)
        self.asking.first_rows.connect(self._on_first_rows)
        self.asking.all_ids.connect(self._on_all_ids)
        self.asking.counts.connect(self._on_counts)
        self.asking.failed.connect(self._on_failed)
        self._loading = QTimer(self, singleShot=True, interval=LOADING_AFTER)
        self._loading.timeout.connect(self._on_loading_long)

    def ask(self) -> None:
        """Ask for what the browser's state selects."""
        self.total_known = False
        self._wanted = None
        self._loading.start()
        self.asking.ask(self._browser.state.query(self._browser.kind))

    def refresh(self, wanted: int | None) -> None:
        """Ask again without losing selection and place; wanted is the id to go to, of a record just made."""
        if wanted is not None:  # news that arrive meanwhile must not make one forget where to go
            self._wanted = wanted
        self.asking.ask_again(self._browser.state.query(self._browser.kind))

    def show_page(self) -> None:
        """Show the rows, or why there are none."""
        browser = self._browser
        if browser.model.rowCount():
            browser.stack.setCurrentWidget(browser.view())
        else:
            show_nothing(browser)
            browser.stack.setCurrentWidget(browser.empty_state)

    def _on_first_rows(self, first: FirstRows) -> None:
        browser = self._browser
        self._loading.stop()
        places = take_places(browser.view(), browser.model)
        browser.model.show_ids(first.ids, first.records)
        self.total_known = first.whole
        self.show_page()
        browser.view().scrollToTop()
        self._find_places(places, scroll=False)
        browser.following.tell()
        if not self.answered:
            self.answered = True
            browser.load_views()

    def _on_all_ids(self, ids: "array[int]") -> None:
        browser = self._browser
        everything = selected_count(browser.selection) == browser.model.rowCount() == PAGE
        places = take_places(browser.view(), browser.model)
        self.total_known = True
        if not browser.model.complete(ids):
            self.show_page()
            self._find_places(places, scroll=True)
        elif everything:
            browser.view().selectAll()
        self._go_to_wanted()
        browser.following.tell()

    def _find_places(self, places: Places, *, scroll: bool) -> None:
        browser = self._browser
        if not put_places(browser.view(), browser.model, places, scroll=scroll) and browser.model.rowCount():
            flags = QItemSelectionModel.SelectionFlag
            how = flags.NoUpdate if selected_count(browser.selection) else flags.ClearAndSelect | flags.Rows
            browser.selection.setCurrentIndex(browser.model.index(0, places.column), how)
        browser.following.follow()

    def _go_to_wanted(self) -> None:
        browser = self._browser
        row = None if self._wanted is None else browser.model.row_of(self._wanted)
        if row is not None:
            self._wanted = None
            flags = QItemSelectionModel.SelectionFlag
            browser.selection.setCurrentIndex(browser.model.index(row, 0), flags.ClearAndSelect | flags.Rows)
            browser.view().scrollTo(browser.model.index(row, 0), QAbstractItemView.ScrollHint.EnsureVisible)

    def _on_counts(self, counts: Counts) -> None:
        self._browser.facets.show_counts(counts, self._browser.state)
        self._browser.chips.show_state(self._browser.state)

    def _on_failed(self, error: BaseException) -> None:
        browser = self._browser
        self._loading.stop()
        show_error(browser.empty_state, error, self.ask)
        if not isinstance(error, UserError):
            browser.desk.fail(error)
        browser.stack.setCurrentWidget(browser.empty_state)

    def _on_loading_long(self) -> None:
        browser = self._browser
        if not browser.model.rowCount():
            show_loading(browser.empty_state)
            browser.stack.setCurrentWidget(browser.empty_state)

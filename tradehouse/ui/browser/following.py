"""The detail panel and the counts follow the selection of a browser."""

from typing import TYPE_CHECKING

from PySide6.QtCore import QModelIndex, QObject, Signal

from tradehouse.ui.browser.selection import selected_count

if TYPE_CHECKING:
    from tradehouse.ui.browser.browser import Browser


class Following(QObject):
    """Hears of selection, current record and changed rows.

    Signals:
        counted(total, selected): how many records are shown, -1 while that is not known, and how many selected.
    """

    counted = Signal(int, int)

    def __init__(self, browser: "Browser") -> None:
        super().__init__(browser)
        self._browser = browser
        browser.selection.selectionChanged.connect(self._on_selection_changed)
        browser.selection.currentChanged.connect(self._on_current_changed)
        browser.model.dataChanged.connect(self._on_data_changed)

    def numbers(self) -> tuple[int, int]:
        """Return what counted tells."""
        browser = self._browser
        total = browser.model.rowCount() if browser.results.total_known else -1
        return total, selected_count(browser.selection)

    def tell(self) -> None:
        """Tell the numbers."""
        self.counted.emit(*self.numbers())

    def follow(self) -> None:
        """Show in the detail panel what is selected."""
        browser = self._browser
        selected = selected_count(browser.selection)
        current = browser.selection.currentIndex()
        if selected > 1:
            browser.detail.show_many(browser.model, browser.selection, selected)
        elif current.isValid() and current.row() < browser.model.rowCount():
            browser.detail.show_record(browser.model.record(current.row()))
        else:
            browser.detail.show_record(None)

    def _on_selection_changed(self) -> None:
        self.tell()
        self.follow()

    def _on_current_changed(self, _current: QModelIndex, _previous: QModelIndex) -> None:
        self.follow()

    def _on_data_changed(self, first: QModelIndex, last: QModelIndex) -> None:
        if first.row() <= self._browser.selection.currentIndex().row() <= last.row():
            self.follow()

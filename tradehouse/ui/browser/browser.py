"""The browser: one page of the window for one kind of records. Tabs differ in data, not in code."""

from array import array
from dataclasses import replace

from PySide6.QtCore import QItemSelectionModel, QModelIndex, QPoint, Qt, QTimer, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QAbstractItemView, QHBoxLayout, QSplitter, QStackedWidget, QVBoxLayout, QWidget

from tradehouse.domain.errors import UserError
from tradehouse.domain.fields import RecordKind
from tradehouse.services import browsing, views
from tradehouse.ui.browser.asking import Asking, Counts, FirstRows
from tradehouse.ui.browser.chips import FilterChips
from tradehouse.ui.browser.detail import DetailPanel
from tradehouse.ui.browser.facets import FacetPanel
from tradehouse.ui.browser.grid import ThumbnailGrid
from tradehouse.ui.browser.model import PAGE, RecordModel
from tradehouse.ui.browser.panels import Panels
from tradehouse.ui.browser.places import Places, put_places, take_places
from tradehouse.ui.browser.selection import selected_count
from tradehouse.ui.browser.states import show_error, show_loading, show_nothing
from tradehouse.ui.browser.table import RecordTable
from tradehouse.ui.browser.toolbar import Toolbar
from tradehouse.ui.browser.view_list import ViewList
from tradehouse.ui.browser.view_state import ViewState
from tradehouse.ui.desk import Desk
from tradehouse.ui.kit.empty import EmptyState
from tradehouse.ui.settings_store import THUMBNAIL, VIEW
from tradehouse.ui.theme import GAP, PANEL

LOADING_AFTER = 400  # milliseconds without an answer until the page says that it is looking


class Browser(QWidget):
    """Search box, facets, table or grid, detail panel over one model and one selection.

    Signals:
        counted(total, selected): how many records are shown and how many of them selected.
        menu_asked(position): a menu for the selection, in global coordinates.
        import_asked(), new_asked(): from the page of an empty catalogue.
    """

    counted = Signal(int, int)
    menu_asked = Signal(QPoint)
    import_asked = Signal()
    new_asked = Signal()

    def __init__(self, desk: Desk, kind: RecordKind, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.desk = desk
        self.kind = kind
        self.state = ViewState()
        self._total_known = False
        self._answered = False
        self._wanted: int | None = None
        self.model = RecordModel(kind, lambda ids: browsing.records(desk.catalogue, kind, ids), self)
        self.selection = QItemSelectionModel(self.model, self)
        self.asking = Asking(desk.catalogue, kind, desk.jobs, self)
        self._loading = QTimer(self, singleShot=True, interval=LOADING_AFTER)
        self._connect_asking()
        self.ask()  # the answer is on its way while the widgets are made
        self._build()
        self._connect()
        self.panels.restore()

    def _build(self) -> None:
        desk, kind = self.desk, self.kind
        self.view_list = ViewList(kind)
        self.facets = FacetPanel(kind, self.view_list, desk.settings)
        self.toolbar = Toolbar(kind, with_grid=kind is RecordKind.PRODUCT)
        self.search = self.toolbar.search
        self.chips = FilterChips(kind, self.facets)
        self.table = RecordTable(self.model, desk.thumbnails, desk.settings)
        self.table.setSelectionModel(self.selection)
        self.stack = QStackedWidget()
        self.stack.setProperty("pane", "surface")
        self.stack.addWidget(self.table)
        self.grid: ThumbnailGrid | None = None
        if kind is RecordKind.PRODUCT:
            self.grid = ThumbnailGrid(self.model, desk.thumbnails, desk.settings.get(THUMBNAIL))
            self.grid.setSelectionModel(self.selection)
            self.stack.addWidget(self.grid)
        self.empty_state = EmptyState()
        self.stack.addWidget(self.empty_state)
        self.detail = DetailPanel(desk, kind)
        middle = QWidget()
        middle.setProperty("pane", "surface")
        column = QVBoxLayout(middle)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(self.toolbar)
        chips = QHBoxLayout()
        chips.setContentsMargins(PANEL, 0, PANEL, 0)
        chips.addWidget(self.chips)
        column.addLayout(chips)
        column.addWidget(self.stack, 1)
        self.chips.setContentsMargins(0, 0, 0, GAP)
        splitter = QSplitter(Qt.Orientation.Horizontal)
        splitter.setChildrenCollapsible(False)
        splitter.setHandleWidth(1)
        for part in (self.facets, middle, self.detail):
            splitter.addWidget(part)
        outer = QVBoxLayout(self)
        outer.setContentsMargins(0, 0, 0, 0)
        outer.addWidget(splitter)
        self.panels = Panels(splitter, self.facets, self.detail, self.toolbar, desk.settings, str(kind))

    def _connect_asking(self) -> None:
        self.asking.first_rows.connect(self._on_first_rows)
        self.asking.all_ids.connect(self._on_all_ids)
        self.asking.counts.connect(self._on_counts)
        self.asking.failed.connect(self._on_failed)

    def _connect(self) -> None:
        self.model.load_failed.connect(self.desk.fail)
        self._loading.timeout.connect(self._on_loading_long)
        self.search.searched.connect(self._on_searched)
        self.search.to_results.connect(self.focus_results)
        self.facets.ticked.connect(self._on_ticked)
        self.facets.view_chosen.connect(self.show_state)
        self.chips.removed.connect(self._on_chip_removed)
        self.chips.cleared.connect(self.clear_filters)
        self.toolbar.view_chosen.connect(self.show_as)
        self.selection.selectionChanged.connect(self._on_selection_changed)
        self.selection.currentChanged.connect(self._on_current_changed)
        self.model.dataChanged.connect(self._on_data_changed)
        self.table.sort_asked.connect(self._on_sort_asked)
        for view in (self.table, self.grid):
            if view is not None:
                view.menu_asked.connect(self.menu_asked)
                view.edit_asked.connect(self.edit)
        if self.grid is not None:
            self.toolbar.views.choose(self.desk.settings.get(VIEW))

    # --- asking ----------------------------------------------------------------------------------------------------

    def ask(self) -> None:
        """Ask the catalogue for what the state of the moment selects."""
        self._total_known = False
        self._loading.start()
        self.asking.ask(self.state.query(self.kind))

    def refresh(self, wanted: int | None = None) -> None:
        """Ask again without losing selection and place; wanted is the id to go to, of a record just made."""
        self._wanted = wanted
        self.asking.ask_again(self.state.query(self.kind))

    def show_state(self, state: ViewState) -> None:
        """Show another state: what the search box, facets, chips and heading say follows."""
        self.state = state
        if self.search.text() != state.text:
            self.search.set_quietly(state.text)
        self.chips.show_state(state)
        self.view_list.show_state(state)
        self.table.show_sort(state.sort, state.descending)
        self.ask()

    def clear_filters(self) -> None:
        """Take away everything that narrows."""
        self.show_state(replace(self.state, text="", ticks={}))

    def load_views(self) -> None:
        """Show the views that somebody kept."""
        catalogue, kind = self.desk.catalogue, self.kind
        self.desk.jobs.run_read(
            f"views:{id(self)}", lambda _p: views.list_views(catalogue, kind), self.view_list.show_saved, owner=self
        )

    def _on_searched(self, text: str) -> None:
        self.show_state(replace(self.state, text=text))

    def _on_ticked(self, key: str, token: str, on: bool) -> None:
        self.show_state(self.state.ticked(key, token, on))

    def _on_chip_removed(self, key: str, token: str) -> None:
        self.show_state(self.state.ticked(key, token, on=False))

    def _on_sort_asked(self, key: str, descending: bool) -> None:
        self.show_state(replace(self.state, sort=key, descending=descending))

    # --- answers ---------------------------------------------------------------------------------------------------

    def _on_first_rows(self, first: FirstRows) -> None:
        self._loading.stop()
        places = take_places(self.view(), self.model)
        self.model.show_ids(first.ids, first.records)
        self._total_known = first.whole
        self._show_page()
        self.view().scrollToTop()
        self._find_places(places, scroll=False)
        self._tell_count()
        if not self._answered:
            self._answered = True
            self.load_views()

    def _on_all_ids(self, ids: "array[int]") -> None:
        everything = selected_count(self.selection) == self.model.rowCount() == PAGE
        places = take_places(self.view(), self.model)
        self._total_known = True
        was_empty = not self.model.rowCount()
        if not self.model.complete(ids) or was_empty:
            self._show_page()
            self._find_places(places, scroll=True)
        elif everything:
            self.view().selectAll()
        self._go_to_wanted()
        self._tell_count()

    def _find_places(self, places: Places, *, scroll: bool) -> None:
        if not put_places(self.view(), self.model, places, scroll=scroll) and self.model.rowCount():
            flags = QItemSelectionModel.SelectionFlag
            how = flags.NoUpdate if selected_count(self.selection) else flags.ClearAndSelect | flags.Rows
            self.selection.setCurrentIndex(self.model.index(0, places.column), how)
        self._follow()

    def _go_to_wanted(self) -> None:
        row = None if self._wanted is None else self.model.row_of(self._wanted)
        if row is not None:
            self._wanted = None
            flags = QItemSelectionModel.SelectionFlag
            self.selection.setCurrentIndex(self.model.index(row, 0), flags.ClearAndSelect | flags.Rows)
            self.view().scrollTo(self.model.index(row, 0), QAbstractItemView.ScrollHint.EnsureVisible)

    def _on_counts(self, counts: Counts) -> None:
        self.facets.show_counts(counts, self.state)
        self.chips.show_state(self.state)

    def _on_failed(self, error: BaseException) -> None:
        self._loading.stop()
        show_error(self.empty_state, error, self.ask)
        if not isinstance(error, UserError):
            self.desk.fail(error)
        self.stack.setCurrentWidget(self.empty_state)

    def _on_loading_long(self) -> None:
        if not self.model.rowCount():
            show_loading(self.empty_state)
            self.stack.setCurrentWidget(self.empty_state)

    def _show_page(self) -> None:
        if self.model.rowCount():
            self.stack.setCurrentWidget(self.view())
        else:
            show_nothing(self)
            self.stack.setCurrentWidget(self.empty_state)

    # --- looking ---------------------------------------------------------------------------------------------------

    def view(self) -> RecordTable | ThumbnailGrid:
        """Return the view of the moment: the table, or the grid where it was chosen."""
        return self.grid if self.grid is not None and self.toolbar.views.current() == "grid" else self.table

    def show_as(self, key: str) -> None:
        """Show records as "table" or "grid"."""
        if self.grid is None:
            return
        self.desk.settings.put(VIEW, key)
        self._show_page()
        self.view().scrollTo(self.selection.currentIndex())

    def focus_results(self) -> None:
        """Go to the table or grid."""
        self.view().setFocus(Qt.FocusReason.ShortcutFocusReason)

    def edit(self, key: str = "") -> None:
        """Go to a field in the detail panel, the first where no key is given."""
        self.panels.show_detail(True)
        self.detail.edit(key)

    def first_rows_painted(self) -> bool:
        """Whether the catalogue has answered and what it answered was painted."""
        return self._answered and (self.view().painted_rows or not self.model.rowCount())

    def _on_selection_changed(self) -> None:
        self._tell_count()
        self._follow()

    def _on_current_changed(self, _current: QModelIndex, _previous: QModelIndex) -> None:
        self._follow()

    def _on_data_changed(self, first: QModelIndex, last: QModelIndex) -> None:
        if first.row() <= self.selection.currentIndex().row() <= last.row():
            self._follow()

    def _follow(self) -> None:
        selected = selected_count(self.selection)
        current = self.selection.currentIndex()
        if selected > 1:
            self.detail.show_many(self.model, self.selection, selected)
        elif current.isValid() and current.row() < self.model.rowCount():
            self.detail.show_record(self.model.record(current.row()))
        else:
            self.detail.show_record(None)

    def _tell_count(self) -> None:
        self.counted.emit(*self.numbers())

    def numbers(self) -> tuple[int, int]:
        """Return how many records are shown, -1 while that is not known yet, and how many of them are selected."""
        return self.model.rowCount() if self._total_known else -1, selected_count(self.selection)

    # --- Qt --------------------------------------------------------------------------------------------------------

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Escape:
            self.focus_results()
        else:
            super().keyPressEvent(event)

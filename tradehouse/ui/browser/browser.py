"""The browser: one page of the window for one kind of records. Tabs differ in data, not in code."""

from dataclasses import replace

from PySide6.QtCore import QItemSelectionModel, QPoint, Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QHBoxLayout, QSplitter, QStackedWidget, QVBoxLayout, QWidget

from tradehouse.domain.fields import RecordKind
from tradehouse.services import browsing, views
from tradehouse.ui.browser.chips import FilterChips
from tradehouse.ui.browser.detail import DetailPanel
from tradehouse.ui.browser.facets import FacetPanel
from tradehouse.ui.browser.following import Following
from tradehouse.ui.browser.grid import ThumbnailGrid
from tradehouse.ui.browser.model import RecordModel
from tradehouse.ui.browser.panels import Panels
from tradehouse.ui.browser.results import Results
from tradehouse.ui.browser.table import RecordTable
from tradehouse.ui.browser.toolbar import Toolbar
from tradehouse.ui.browser.view_list import ViewList
from tradehouse.ui.browser.view_state import ViewState
from tradehouse.ui.desk import Desk
from tradehouse.ui.kit.empty import EmptyState
from tradehouse.ui.settings_store import THUMBNAIL, VIEW
from tradehouse.ui.theme import GAP, PANEL


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
        self.model = RecordModel(kind, lambda ids: browsing.records(desk.catalogue, kind, ids), self)
        self.selection = QItemSelectionModel(self.model, self)
        self.results = Results(self)
        self.results.ask()  # the answer is on its way while the widgets are made
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

    def _connect(self) -> None:
        self.model.load_failed.connect(self.desk.fail)
        self.search.searched.connect(self._on_searched)
        self.search.to_results.connect(self.focus_results)
        self.facets.ticked.connect(self._on_ticked)
        self.facets.view_chosen.connect(self.show_state)
        self.chips.removed.connect(self._on_chip_removed)
        self.chips.cleared.connect(self.clear_filters)
        self.toolbar.view_chosen.connect(self.show_as)
        self.following = Following(self)
        self.following.counted.connect(self.counted)
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
        self.results.ask()

    def refresh(self, wanted: int | None = None) -> None:
        """Ask again without losing selection and place; wanted is the id to go to, of a record just made."""
        self.results.refresh(wanted)

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

    # --- looking ---------------------------------------------------------------------------------------------------

    def view(self) -> RecordTable | ThumbnailGrid:
        """Return the view of the moment: the table, or the grid where it was chosen."""
        return self.grid if self.grid is not None and self.toolbar.views.current() == "grid" else self.table

    def show_as(self, key: str) -> None:
        """Show records as "table" or "grid"."""
        if self.grid is None:
            return
        self.desk.settings.put(VIEW, key)
        self.results.show_page()
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
        return self.results.answered and (self.view().painted_rows or not self.model.rowCount())

    def numbers(self) -> tuple[int, int]:
        """Return how many records are shown, -1 while that is not known yet, and how many of them are selected."""
        return self.following.numbers()

    # --- Qt --------------------------------------------------------------------------------------------------------

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Escape:
            self.focus_results()
        else:
            super().keyPressEvent(event)

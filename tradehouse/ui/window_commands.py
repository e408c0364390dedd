"""Connects the commands of the window to the browser in front, and lets go of everything when the window closes."""

import logging
import time
from collections.abc import Callable, Mapping
from typing import TYPE_CHECKING

from PySide6.QtCore import QCoreApplication, QEventLoop, QObject, QTimer
from PySide6.QtWidgets import QApplication, QMenu

from tradehouse.domain.errors import UserError
from tradehouse.domain.fields import RecordKind
from tradehouse.domain.query import CHANGE
from tradehouse.services.catalogue import Catalogue
from tradehouse.ui.board import APPLICATION, Board
from tradehouse.ui.browser.browser import Browser
from tradehouse.ui.browser.commands import Commands
from tradehouse.ui.browser.view_state import ViewState
from tradehouse.ui.jobs import Jobs
from tradehouse.ui.menus import open_record_menu
from tradehouse.ui.page import Page
from tradehouse.ui.settings_store import GEOMETRY, THUMBNAIL

if TYPE_CHECKING:
    from tradehouse.ui.main_window import MainWindow

log = logging.getLogger(__name__)
SAVING_S, CLOSING_S = 1.5, 2.5  # together under the five seconds that Windows gives at the end of a session
STEP = 24  # pixels by which pictures grow
_WRITING = (
    "attendance",
    "programme_figures",
    "new",
    "import",
    "photos",
    "edit",
    "duplicate",
    "paste",
    "trash",
    "restore",
    "sample",
    "restore_backup",
    "photo_rights",
    "log_service",
)


_ON_RECORDS: Mapping[str, Callable[[Commands], None]] = {
    "new": Commands.new,
    "duplicate": Commands.duplicate,
    "copy": lambda commands: commands.clipboard.copy(),
    "paste": lambda commands: commands.clipboard.paste(),
    "trash": Commands.trash,
    "restore": Commands.restore,
}
_ON_BROWSER: Mapping[str, Callable[[Browser], None]] = {
    "select_all": lambda browser: browser.view().selectAll(),
    "search": lambda browser: browser.search.take_focus(),
    "table": lambda browser: browser.toolbar.views.choose("table"),
    "grid": lambda browser: browser.toolbar.views.choose("grid"),
    "facets": lambda browser: browser.panels.show_facets(browser.facets.isHidden()),
    "detail": lambda browser: browser.panels.show_detail(browser.detail.isHidden()),
    "refresh": Browser.ask,
}


_ON_SELECTION = (*_ON_RECORDS, "edit", "viewer", "cull", "photo_rights", "ask_back", "remind", "larger", "smaller")


class WindowCommands(QObject):
    """The slots behind the actions that concern browsers."""

    def __init__(self, window: "MainWindow") -> None:
        super().__init__(window)
        self._window = window
        for name, do in _ON_RECORDS.items():
            window.action(name).triggered.connect(lambda _on=False, do=do: do(window.page.commands))
        for name, show in _ON_BROWSER.items():
            window.action(name).triggered.connect(lambda _on=False, show=show: show(window.browser))
        for name in ("menu_view", "menu_photos"):
            menu = window.menuBar().findChild(QMenu, name)
            if menu is not None:
                menu.aboutToShow.connect(self.enable)
        slots: dict[str, Callable[[], object]] = {
            "undo": window.undoing.undo,
            "redo": window.undoing.redo,
            "edit": self._edit,
            "larger": lambda: self._resize_pictures(STEP),
            "smaller": lambda: self._resize_pictures(-STEP),
            "how_to_search": self._explain_search,
            "viewer": self._show_photos,
            "keys": self._explain_keys,
            "quit": window.close,
        }
        for name, slot in slots.items():
            window.action(name).triggered.connect(lambda _on=False, slot=slot: slot())

    def adopt(self, page: Page) -> None:
        """Connect a browser that was just made."""
        window, browser = self._window, page.browser
        page.commands.clipboard.photos_pasted.connect(window.photos_given)
        page.drops.elsewhere.connect(window.open_files)
        browser.menu_asked.connect(lambda at: open_record_menu(window.commands, page.commands, page.kind, browser, at))
        browser.import_asked.connect(window.action("import").trigger)
        browser.toolbar.help_asked.connect(window.action("how_to_search").trigger)
        browser.toolbar.types_asked.connect(window.action("certification_types").trigger)
        browser.detail.record_asked.connect(self.show_record)
        browser.detail.field_asked.connect(self.show_field)
        browser.detail.export_asked.connect(window.export_asked)
        browser.detail.ask_back_asked.connect(window.action("ask_back").trigger)
        page.commands.record_asked.connect(self.show_record)
        page.commands.related_asked.connect(self.show_related)
        page.commands.export_asked.connect(window.action("export").trigger)
        for view in (browser.table, browser.grid):
            if view is not None:
                view.addAction(window.action("viewer"))
        browser.detail.said.connect(window.say)

    def adopt_board(self, board: Board) -> None:
        """Connect a board that was just made."""
        board.record_asked.connect(self.show_record)
        board.records_asked.connect(self.show_state)

    def enable(self) -> None:
        """Enable what can be done with the selection of the moment; a board in front has none."""
        window = self._window
        if window.tabs.board is not None:
            window.commands.enable(dict.fromkeys((*_ON_SELECTION, *_ON_BROWSER), False))
            return
        if not window.page.is_made:
            return
        commands, product = window.page.commands, window.page.kind is RecordKind.PRODUCT
        chosen, trashed = commands.selected_count(), commands.in_trash()
        states = {
            **dict.fromkeys(("new", *_ON_BROWSER), True),
            "edit": chosen > 0 and not trashed,
            # An issued offer is frozen: what follows it is a revision.
            "duplicate": chosen == 1 and not trashed and window.page.kind is not RecordKind.OFFER,
            "copy": chosen > 0,
            "paste": (chosen > 0 or product) and not trashed,
            "trash": chosen > 0 and not trashed,
            "restore": chosen > 0 and trashed,
            "viewer": (product and chosen > 0) or (window.page.kind is RecordKind.CERTIFICATION and chosen == 1),
            "cull": product and chosen > 0,
            "photo_rights": product and chosen > 0 and not trashed,
            "ask_back": window.page.kind in (RecordKind.PRODUCT, RecordKind.SUPPLIER) and chosen > 0 and not trashed,
            "remind": window.page.kind in (RecordKind.SUPPLIER, RecordKind.CERTIFICATION)
            and chosen > 0
            and not trashed,
            **dict.fromkeys(("grid", "larger", "smaller", "table"), product),
        }
        if window.catalogue.read_only:
            states |= dict.fromkeys(_WRITING, False)
        window.commands.enable(states)
        window.action("facets").setChecked(not window.browser.facets.isHidden())
        window.action("detail").setChecked(not window.browser.detail.isHidden())

    def show_record(self, kind: str, record_id: int) -> None:
        """Go to a record on its own tab, to an application on its board."""
        if kind == APPLICATION:
            self._show_application(record_id)
            return
        page = self._window.page_of(kind)
        self._window.show_page(page)
        browser = page.browser
        if browser.state.narrowed or browser.state.trashed:
            browser.show_state(type(browser.state)())
        browser.refresh(record_id)

    def _show_application(self, application_id: int) -> None:
        tabs = self._window.tabs
        page = next(page for page in tabs.boards if page.objectName() == "part_applications")
        tabs.bring(page)
        page.board.choose(application_id)

    def show_field(self, kind: str, record_id: int, key: str) -> None:
        """Go to a field of a record on its own tab."""
        self._window.page_of(kind).browser.detail.edit_later(record_id, key)
        self.show_record(kind, record_id)

    def show_state(self, kind: str, state: ViewState) -> None:
        """Show the records of a kind that a view selects."""
        page = self._window.page_of(kind)
        self._window.show_page(page)
        page.browser.show_state(state)

    def show_related(self, kind: str, key: str, record_id: int) -> None:
        """Show the records of a kind that point to another one in a field: the products of a supplier."""
        self.show_state(kind, ViewState(ticks={key: frozenset({str(record_id)})}))

    def show_change(self, kind: RecordKind, change_set: int, note: str) -> None:
        """Show the records of a kind that a change made or changed; note is what its chip says."""
        self.show_state(kind, ViewState(ticks={CHANGE: frozenset({str(change_set)})}, note=note))

    def close_down(self) -> None:
        """Save what is being typed, end all work within five seconds, keep sizes and places, close the catalogue."""
        window = self._window
        for page in window.pages:
            if page.is_made:
                page.browser.detail.commit()
        window.news.stop()
        for timer in window.findChildren(QTimer):
            timer.stop()
        window.settings.put(GEOMETRY, bytes(window.saveGeometry().data()))
        window.settings.save()
        _finish_saving(window.jobs)
        window.jobs.shutdown(CLOSING_S)
        if window.backs_up:
            window.hide()
            _back_up(window.catalogue)
        window.catalogue.close()

    def _show_photos(self) -> None:
        if self._window.page.commands.selected_count() > 1:
            self._window.action("cull").trigger()
        else:
            self._window.browser.detail.show_photo()

    def _explain_search(self) -> None:
        from tradehouse.ui.browser.search_help import SearchHelp

        SearchHelp(self._window.page.kind, self._window).show()

    def _explain_keys(self) -> None:
        from tradehouse.ui.keys_help import KeysHelp

        KeysHelp(self._window.commands.all(), self._window).show()

    def _edit(self) -> None:
        window, browser = self._window, self._window.browser
        key = ""
        if QApplication.focusWidget() is browser.table:
            column = browser.model.columns[max(0, browser.selection.currentIndex().column())]
            key = "" if column.fixed else column.key
        browser.edit(key)
        window.action("detail").setChecked(True)

    def _resize_pictures(self, step: int) -> None:
        grid = self._window.browser.grid
        if grid is not None:
            side = max(96, min(320, grid.side + step))
            grid.set_side(side)
            self._window.settings.put(THUMBNAIL, side)


def _finish_saving(jobs: Jobs) -> None:
    """Let small writes end that wait in their lane, the field being typed in above all; long work is stopped."""
    for job in jobs.shown():
        job.cancel()
    last = time.monotonic() + SAVING_S
    while any(job.label for job in jobs.active()) and time.monotonic() < last:
        QCoreApplication.processEvents(QEventLoop.ProcessEventsFlag.ExcludeUserInputEvents, 20)


def _back_up(catalogue: Catalogue) -> None:
    from tradehouse.services.backup import back_up_on_the_side

    try:
        back_up_on_the_side(catalogue)
    except UserError as error:
        # The next closing tries again; what keeps it from working is for IT to read.
        log.warning("no backup on closing: %s", error.code)

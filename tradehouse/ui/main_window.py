"""The main window: tabs with one browser each, menus, the status bar, and what every part of it works with."""

from collections.abc import Callable, Sequence
from pathlib import Path

from PySide6.QtCore import QByteArray, QSize, Qt, QTimer, Signal
from PySide6.QtGui import QAction, QCloseEvent, QDragEnterEvent, QDropEvent
from PySide6.QtWidgets import QApplication, QMainWindow, QVBoxLayout, QWidget

from tradehouse.domain.changes import ChangeSet
from tradehouse.domain.fields import RecordKind
from tradehouse.domain.language import _
from tradehouse.photos.renditions import GIGABYTE
from tradehouse.services.catalogue import Catalogue
from tradehouse.ui.actions import Actions
from tradehouse.ui.browser.browser import Browser
from tradehouse.ui.browser.photo_drops import dropped_files
from tradehouse.ui.browser.thumbnails import Thumbnails
from tradehouse.ui.corner import Corner
from tradehouse.ui.desk import Desk
from tradehouse.ui.errors import show_error
from tradehouse.ui.icons import app_icon
from tradehouse.ui.jobs import Jobs
from tradehouse.ui.kit.badge import Tone
from tradehouse.ui.kit.empty import Offer
from tradehouse.ui.kit.notice import NoticeLine
from tradehouse.ui.menus import fill_menu_bar
from tradehouse.ui.news import News
from tradehouse.ui.notice_place import NoticePlace
from tradehouse.ui.page import Page
from tradehouse.ui.photos.measuring import Measuring
from tradehouse.ui.settings_store import CACHE_GB, GEOMETRY, TAB, Settings
from tradehouse.ui.status_line import StatusLine
from tradehouse.ui.tabs import Tabs
from tradehouse.ui.undoing import Undoing
from tradehouse.ui.window_commands import WindowCommands

AFTER = 150  # milliseconds
FIRST_SIZE = QSize(1366, 768)


class MainWindow(QMainWindow):
    """Shows one open catalogue, and closes it when it is closed itself.

    Dialogs and wizards live elsewhere: they connect to `action(name).triggered` and `files_dropped`, work through
    `jobs`, `catalogue` and `settings`, and tell what they did with notice().

    Signals:
        files_dropped(list[Path]): files that something else than a row of products must make sense of.
        photos_given(list of paths and pictures): photos were pasted, to be matched to products.
        reopen_asked(): who runs the program makes the window anew: in another language, on next_folder, or once
            restore_from is restored.
        export_asked(scope): the export dialog is to open with choices of its own.
        settled(): the list stands, and what only tells about the catalogue may be read.
        closed(): the catalogue is closed.
    """

    files_dropped = Signal(object)
    photos_given = Signal(object)
    reopen_asked = Signal()
    export_asked = Signal(object)
    settled = Signal()
    closed = Signal()

    def __init__(self, catalogue: Catalogue, settings: Settings | None = None) -> None:
        super().__init__()
        self.setObjectName("main_window")
        self.catalogue = catalogue
        self.settings = settings or Settings()
        catalogue.renditions.limit = self.settings.get(CACHE_GB) * GIGABYTE
        self.jobs = Jobs(self.show_error, self)
        self.thumbnails = Thumbnails(catalogue.renditions, self.jobs, self)
        self.undoing = Undoing(self)
        self.desk = Desk(
            catalogue, self.jobs, self.settings, self.thumbnails, self.say, self.undoing.undo, self.show_error
        )
        self.commands = Actions(self)
        self.backs_up = False
        """Whether closing makes a backup on the side; the running program does, tests and scripts need none."""
        self.next_folder: Path | None = None
        self.restore_from: Path | None = None
        self.setWindowIcon(app_icon())
        self.setWindowTitle(_title(catalogue))
        self.setAcceptDrops(True)
        self._build()
        self.news = News(catalogue, self.jobs, self)
        self.news.changed.connect(self._on_news)
        self.news.changed.connect(Measuring(catalogue, self.jobs, self).take_news)
        self.window_commands = WindowCommands(self)
        restore_places(self)
        self._rest = QTimer(self, singleShot=True, interval=AFTER)
        self._rest.timeout.connect(self._load_the_rest)
        self._rest.start()

    def _build(self) -> None:
        self.tabs = Tabs(self.desk)
        self.pages = self.tabs.pages
        self.tabs.page_made.connect(self._on_page_made)
        self.tabs.board_made.connect(lambda page: self.window_commands.adopt_board(page.board))
        self.tabs.page_changed.connect(self._on_tab_changed)
        self.notice_line = NoticeLine()
        self.quick = Corner(self.commands)
        self.undo_button = self.quick.undo_button
        self.tabs.setCornerWidget(self.quick, Qt.Corner.TopRightCorner)
        fill_menu_bar(self.menuBar(), self.commands, self.tabs.ways)
        whole = QWidget()
        column = QVBoxLayout(whole)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(self.tabs, 1)
        NoticePlace(self.notice_line, whole)
        self.setCentralWidget(whole)
        self.status_line = StatusLine(self.desk, self)
        self.setStatusBar(self.status_line)

    # --- for the rest of the window ----------------------------------------------------------------------------------

    def action(self, name: str) -> QAction:
        """Return the action of a command: "import", "export", "settings"… Raises KeyError."""
        return self.commands[name]

    @property
    def page(self) -> Page:
        """The page with a browser that is in front, or was before a board came in front of it."""
        return self.tabs.page

    @property
    def browser(self) -> Browser:
        """The browser in front."""
        return self.page.browser

    def page_of(self, kind: RecordKind | str) -> Page:
        """Return the page of a kind."""
        return next(page for page in self.pages if page.kind == kind)

    def show_page(self, page: Page) -> None:
        """Bring a page to the front and its list under the keyboard."""
        self.tabs.bring(page)
        page.browser.focus_results()

    def say(self, text: str, tone: Tone = "good", offers: tuple[Offer, ...] = ()) -> None:
        """Tell the person something in the line at the foot of the window."""
        self.notice_line.say(text, tone, offers)

    def notice(
        self, text: str, on_view: Callable[[], object] | None = None, on_undo: Callable[[], object] | None = None
    ) -> None:
        """Tell what was done, with a way to look at it and a way back."""
        offers = []
        if on_view is not None:
            offers.append(Offer(_("View"), on_view, "eye"))
        if on_undo is not None:
            offers.append(Offer(_("Undo"), on_undo, "undo"))
        self.say(text, "good", tuple(offers))

    def show_error(self, error: BaseException) -> None:
        """Tell the person about an error."""
        show_error(self, error)

    def open_files(self, paths: Sequence[Path]) -> None:
        """Make sense of files that were dropped, or handed over by a second start of the program."""
        if paths:
            self.files_dropped.emit(list(paths))

    # --- what happens -------------------------------------------------------------------------------------------------

    def _on_page_made(self, page: Page) -> None:
        page.browser.counted.connect(self._on_counted)
        self.window_commands.adopt(page)

    def _on_counted(self, total: int, selected: int) -> None:
        if self.tabs.front is self.page and self.page.is_made and self.sender() is self.page.browser:
            self.status_line.show_count(self.page.kind, total, selected)
            self.window_commands.enable()

    def _on_tab_changed(self) -> None:
        self.settings.put(TAB, self.tabs.front.objectName())
        if self.tabs.board is None:
            self.status_line.show_count(self.page.kind, *self.browser.numbers())
        else:
            self.status_line.count.clear()
        self.window_commands.enable()

    def _on_news(self, change: ChangeSet) -> None:
        for page in self.tabs.all_pages():
            page.take_news(change)
        self.undoing.refresh()
        if "staff" in change.touched:
            self.status_line.staff.load()

    def first_rows_painted(self) -> bool:
        """Whether the window shows what the catalogue holds; start-up is measured until here."""
        return self.tabs.board is not None or (self.page.is_made and self.browser.first_rows_painted())

    def _load_the_rest(self) -> None:
        """Load what only tells about the catalogue, once the list stands; a window nobody sees need not wait for it."""
        if self.isVisible() and not self.first_rows_painted():
            self._rest.start()
            return
        self.undoing.refresh()
        self.status_line.load()
        self.status_line.staff.load()
        self.settled.emit()

    # --- Qt --------------------------------------------------------------------------------------------------------

    def dragEnterEvent(self, event: QDragEnterEvent) -> None:
        if dropped_files(event):
            event.acceptProposedAction()

    def dropEvent(self, event: QDropEvent) -> None:
        found = dropped_files(event)
        if found:
            event.acceptProposedAction()
            self.open_files(found)

    def closeEvent(self, event: QCloseEvent) -> None:
        self.window_commands.close_down()
        event.accept()
        self.closed.emit()


def _title(catalogue: Catalogue) -> str:
    name = _("Tradehouse")
    if catalogue.read_only:
        holder = catalogue.other_holder
        if holder is not None:
            return _("{program} – read only, in use on {computer}").format(program=name, computer=holder.computer)
        return _("{program} – read only").format(program=name)
    return name


def restore_places(window: MainWindow) -> None:
    """Give a window the size, place and tab it was left with."""
    geometry = window.settings.get(GEOMETRY)
    if not geometry or not window.restoreGeometry(QByteArray(geometry)):
        screen = QApplication.primaryScreen().availableGeometry().size()
        window.resize(FIRST_SIZE.boundedTo(screen))
    kept = window.settings.get(TAB)
    known = (page for page in window.tabs.all_pages() if page.objectName() == kept)
    window.tabs.bring(next(known, window.pages[0]))

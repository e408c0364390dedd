"""The tabs of the window: one page each, or a switch over the pages of several parts."""

from collections.abc import Callable, Sequence

from PySide6.QtCore import Signal
from PySide6.QtGui import QAction, QKeySequence
from PySide6.QtWidgets import QTabWidget, QWidget

from tradehouse.domain.fields import RecordKind
from tradehouse.domain.language import N_, _
from tradehouse.ui.board import Board, BoardPage
from tradehouse.ui.desk import Desk
from tradehouse.ui.page import Page
from tradehouse.ui.parts import Parts


def _applications(desk: Desk) -> Board:
    from tradehouse.ui.applications.board import ApplicationsBoard

    return ApplicationsBoard(desk)


def _radar(desk: Desk) -> Board:
    from tradehouse.ui.radar.board import RadarBoard

    return RadarBoard(desk)


def _requirements(desk: Desk) -> Board:
    from tradehouse.ui.requirements.board import RequirementsBoard

    return RequirementsBoard(desk)


def _matrix(desk: Desk) -> Board:
    from tradehouse.ui.matrix.board import MatrixBoard

    return MatrixBoard(desk)


def _reports(desk: Desk) -> Board:
    from tradehouse.ui.reports.board import ReportsBoard

    return ReportsBoard(desk)


Shown = RecordKind | tuple[str, Callable[[Desk], Board]]
"""What a part shows: the records of a kind in a browser, or a board by its object name."""

TABS: Sequence[tuple[str, str, Sequence[tuple[str, Shown]]]] = (
    # name, words, and the parts with their words, where there are several
    ("tab_products", N_("Products"), (("", RecordKind.PRODUCT),)),
    ("tab_suppliers", N_("Suppliers (UMKM)"), (
        (N_("Suppliers"), RecordKind.SUPPLIER),
        (N_("Programmes"), RecordKind.PROGRAMME),
        (N_("Services given"), RecordKind.SERVICE),
        (N_("Partners"), RecordKind.PARTNER),
    )),
    ("tab_certifications", N_("Certificates"), (
        (N_("Certificates"), RecordKind.CERTIFICATION),
        (N_("Radar"), ("radar", _radar)),
        (N_("Applications"), ("applications", _applications)),
        (N_("Requirements"), ("requirements", _requirements)),
        (N_("Matrix"), ("matrix", _matrix)),
    )),
    ("tab_fairs", N_("Fairs & buyers"), ((N_("Buyers"), RecordKind.BUYER), (N_("Offers"), RecordKind.OFFER))),
    ("tab_reports", N_("Reports"), (("", ("reports", _reports)),)),
)  # fmt: skip


class Tabs(QTabWidget):
    """Knows every page, also those that are parts of a tab.

    Signals:
        page_made(Page): the browser of a page is there now.
        board_made(BoardPage): a board is there now.
        page_changed(): another page is in front.
    """

    page_made = Signal(object)
    board_made = Signal(object)
    page_changed = Signal()

    def __init__(self, desk: Desk, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("tabs")
        self.setDocumentMode(True)
        self.pages: list[Page] = []
        self.boards: list[BoardPage] = []
        self.ways: list[QAction] = []
        """A command for each tab, in their order."""
        for n, (name, words, parts) in enumerate(TABS, start=1):
            tab = self._make(desk, name, _(words), parts)
            shown = _(words).replace("&", "&&")
            self.addTab(tab, shown)
            action = QAction(shown, self)
            action.setShortcut(QKeySequence(f"Ctrl+{n}"))
            action.triggered.connect(lambda _on=False, tab=tab: self._go_to(tab))
            self.ways.append(action)
        self._page = self.pages[0]
        self.currentChanged.connect(lambda _index: self.page_changed.emit())

    def _make(self, desk: Desk, name: str, words: str, parts: Sequence[tuple[str, Shown]]) -> Page | BoardPage | Parts:
        made = [self._make_page(desk, name if len(parts) == 1 else "", shown) for _words, shown in parts]
        if len(made) == 1:
            return made[0]
        tab = Parts(name, words, [(_(part), page) for (part, _shown), page in zip(parts, made, strict=True)])
        tab.changed.connect(self.page_changed)
        return tab

    def _make_page(self, desk: Desk, name: str, shown: Shown) -> Page | BoardPage:
        if isinstance(shown, RecordKind):
            page = Page(desk, shown, name or f"part_{shown}")
            page.made.connect(self.page_made)
            self.pages.append(page)
            return page
        board = BoardPage(desk, name or f"part_{shown[0]}", shown[1])
        board.made.connect(self.board_made)
        self.boards.append(board)
        return board

    @property
    def front(self) -> Page | BoardPage:
        """What is in front: of the tab, or of the part of it that is chosen."""
        front = self.currentWidget()
        return front.page if isinstance(front, Parts) else next(page for page in self.all_pages() if page is front)

    def all_pages(self) -> "tuple[Page | BoardPage, ...]":
        """Return every page, boards last."""
        return (*self.pages, *self.boards)

    @property
    def page(self) -> Page:
        """The page with a browser that is in front, or was before a board came in front of it."""
        front = self.front
        if isinstance(front, Page):
            self._page = front
        return self._page

    @property
    def board(self) -> Board | None:
        """The board in front, None where a browser is."""
        front = self.front
        return front.board if isinstance(front, BoardPage) else None

    def bring(self, page: Page | BoardPage) -> None:
        """Bring a page to the front."""
        for n in range(self.count()):
            tab = self.widget(n)
            if isinstance(tab, Parts) and page in tab.pages:
                tab.choose(page)
                self.setCurrentIndex(n)
            elif tab is page:
                self.setCurrentIndex(n)

    def _go_to(self, tab: Page | BoardPage | Parts) -> None:
        # The key of a tab that is in front goes on to its next part.
        page = tab if not isinstance(tab, Parts) else tab.following() if self.currentWidget() is tab else tab.page
        self.bring(page)
        page.focus_results()

"""The tabs of the window: one page each, or a switch over the pages of several parts."""

from collections.abc import Mapping, Sequence

from PySide6.QtCore import Signal
from PySide6.QtGui import QAction, QKeySequence
from PySide6.QtWidgets import QTabWidget, QWidget

from tradehouse.domain.fields import RecordKind
from tradehouse.domain.language import N_, _
from tradehouse.ui.desk import Desk
from tradehouse.ui.page import Page
from tradehouse.ui.parts import Parts

TABS: Sequence[tuple[str, str, Mapping[RecordKind, str]]] = (
    # name, words, and the words for each part where there are several
    ("tab_products", N_("Products"), {RecordKind.PRODUCT: ""}),
    ("tab_suppliers", N_("Suppliers (UMKM)"), {RecordKind.SUPPLIER: ""}),
    ("tab_certifications", N_("Certificates"), {RecordKind.CERTIFICATION: ""}),
    ("tab_fairs", N_("Fairs & buyers"), {RecordKind.BUYER: N_("Buyers"), RecordKind.OFFER: N_("Offers")}),
)


class Tabs(QTabWidget):
    """Knows every page, also those that are parts of a tab.

    Signals:
        page_made(Page): the browser of a page is there now.
        page_changed(): another page is in front.
    """

    page_made = Signal(object)
    page_changed = Signal()

    def __init__(self, desk: Desk, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("tabs")
        self.setDocumentMode(True)
        self.pages: list[Page] = []
        self.ways: list[QAction] = []
        """A command for each tab, in their order."""
        for n, (name, words, kinds) in enumerate(TABS, start=1):
            tab = self._make(desk, name, _(words), kinds)
            shown = _(words).replace("&", "&&")
            self.addTab(tab, shown)
            action = QAction(shown, self)
            action.setShortcut(QKeySequence(f"Ctrl+{n}"))
            action.triggered.connect(lambda _on=False, tab=tab: self._go_to(tab))
            self.ways.append(action)
        self.currentChanged.connect(lambda _index: self.page_changed.emit())

    def _make(self, desk: Desk, name: str, words: str, kinds: Mapping[RecordKind, str]) -> Page | Parts:
        pages = [Page(desk, kind, name if len(kinds) == 1 else f"part_{kind}") for kind in kinds]
        for page in pages:
            page.made.connect(self.page_made)
        self.pages += pages
        if len(pages) == 1:
            return pages[0]
        tab = Parts(name, words, [(_(part), page) for part, page in zip(kinds.values(), pages, strict=True)])
        tab.changed.connect(self.page_changed)
        return tab

    @property
    def page(self) -> Page:
        """The page in front: of the tab, or of the part of it that is chosen."""
        front = self.currentWidget()
        return front.page if isinstance(front, Parts) else next(page for page in self.pages if page is front)

    def bring(self, page: Page) -> None:
        """Bring a page to the front."""
        for n in range(self.count()):
            tab = self.widget(n)
            if isinstance(tab, Parts) and page in tab.pages:
                tab.choose(page)
                self.setCurrentIndex(n)
            elif tab is page:
                self.setCurrentIndex(n)

    def _go_to(self, tab: Page | Parts) -> None:
        # The key of a tab that is in front goes on to its next part.
        page = tab if isinstance(tab, Page) else tab.following() if self.currentWidget() is tab else tab.page
        self.bring(page)
        page.browser.focus_results()

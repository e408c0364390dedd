"""The board of requirements: for a market, how the products stand with each type, and what each supplier must get."""

from collections.abc import Sequence

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, Qt
from PySide6.QtWidgets import QHBoxLayout, QSplitter, QStackedWidget, QVBoxLayout, QWidget

from tradehouse.domain.display import show_number
from tradehouse.domain.errors import UserError
from tradehouse.domain.fields import RecordKind
from tradehouse.domain.language import _, ngettext
from tradehouse.domain.progress import Progress
from tradehouse.domain.reference_lists import find_label
from tradehouse.services.requirements import Picture, markets_of, picture
from tradehouse.ui.board import Board
from tradehouse.ui.browser.view_state import ViewState
from tradehouse.ui.desk import Desk
from tradehouse.ui.kit.buttons import push_button
from tradehouse.ui.kit.empty import EmptyState, Offer
from tradehouse.ui.kit.labels import hairline, label
from tradehouse.ui.kit.plain_table import PlainTable
from tradehouse.ui.kit.search import SearchBox
from tradehouse.ui.requirements.choosing import market_combo, province_combo
from tradehouse.ui.requirements.gap_pane import GapPane, searched
from tradehouse.ui.requirements.tables import STANDING_WORDS, STANDINGS, TypeCounts
from tradehouse.ui.theme import GAP, PANEL

Index = QModelIndex | QPersistentModelIndex


class RequirementsBoard(Board):
    """Works the picture out anew when a market or province is chosen, or something changed."""

    reads = frozenset({"product", "supplier", "certification", "certification_product", "certification_type"})

    def __init__(self, desk: Desk, parent: QWidget | None = None) -> None:
        super().__init__(desk, parent)
        self.setObjectName("requirements")
        self.seen = Picture(())
        self.market = market_combo(several=True)
        self.province = province_combo()
        self.search = SearchBox(_("Search supplier or type…"))
        self.summary = label("", "muted")
        self.summary.setObjectName("summary")
        self.pane = GapPane(desk)
        self.save = push_button(_("Save the list…"), self.pane.ask_target, glyph="save-as")
        self.save.setObjectName("save_gaps")
        self.types = TypeCounts(self)
        self.type_table = PlainTable(_("Certificate types"))
        self.empty = EmptyState()
        self._stack = QStackedWidget()
        self._build()
        self.market.picked.connect(lambda _key: self.refresh())
        self.province.picked.connect(lambda _key: self.refresh())
        self.search.searched.connect(self.pane.search)
        self.type_table.clicked.connect(self._on_type_clicked)
        self.type_table.activated.connect(self._show_products_of)
        self.pane.record_asked.connect(self.record_asked)
        self.pane.products_asked.connect(self._show_products)

    def refresh(self) -> None:
        """Work out how the products stand in the chosen market."""
        catalogue, province = self.desk.catalogue, self.province.chosen()
        asking = markets_of(self.market.chosen())

        def work(progress: Progress) -> tuple[Picture, list[str]]:
            found = picture(catalogue, asking, province=province, progress=progress)
            return found, [searched(gap) for gap in found.gaps]

        self.desk.jobs.run_read(
            "requirements", work, self._take, self._on_failed, owner=self, label=_("Looking at what is required")
        )
        if not self.seen.products:
            self._say_empty("loading", _("Looking at what is required…"))

    def _take(self, found: tuple[Picture, list[str]]) -> None:
        seen, texts = found
        self.seen = seen
        at = self.type_table.currentIndex().row()
        self.types.show_counts(seen.types)
        if at >= 0:
            self.type_table.choose(at)
        self.pane.show_gaps(seen, texts)
        self.save.setEnabled(bool(seen.gaps))
        words = ngettext(
            "{ready} of {n} product may be sold there", "{ready} of {n} products may be sold there", seen.products
        )
        self.summary.setText(words.format(ready=show_number(seen.ready), n=show_number(seen.products)))
        self.summary.setVisible(bool(seen.products))
        if seen.types:
            self._stack.setCurrentIndex(0)
        else:
            self._say_nothing()

    def _say_nothing(self) -> None:
        if self.seen.products:
            sentence = _("No rule asks these products for a certificate in this market.")
            self._say_empty("empty", _("Nothing is required here"), sentence)
        elif self.province.chosen():
            offers = (Offer(_("Show all"), self._show_all_provinces, "close"),)
            self._say_empty("nothing_found", _("Nothing fits"), _("No supplier of this province has products."), offers)
        else:
            sentence = _("What products need follows from their category and market.")
            self._say_empty("empty", _("No products yet"), sentence)

    def _on_failed(self, error: BaseException) -> None:
        if isinstance(error, UserError):
            offers = (Offer(_("Try again"), self.refresh, "refresh"),)
            self._say_empty("error", _("The requirements cannot be read"), str(error), offers)
        else:
            self.desk.fail(error)

    def _say_empty(self, state: str, title: str, sentence: str = "", offers: tuple[Offer, ...] = ()) -> None:
        glyph = {"nothing_found": "search", "error": "error"}.get(state, "certificate")
        self.empty.show_state(state, glyph, title, sentence, offers)  # type: ignore[arg-type]
        self._stack.setCurrentIndex(1)

    def _show_all_provinces(self) -> None:
        self.province.choose("")
        self.refresh()

    # --- the types -------------------------------------------------------------------------------------------------

    def _on_type_clicked(self, index: Index) -> None:
        """Show the products behind a number, or only the gaps of the type where its name was pressed."""
        if index.column() and self.types.products(index):
            self._show_products_of(index)
            return
        found = self.types.type_of(index.row())
        if found is not None:
            self.pane.narrow_to(found.type, recommended=found.recommended)

    def _show_products_of(self, index: Index) -> None:
        found = self.types.type_of(index.row())
        column = index.column() or 1
        ids = self.types.products(self.types.index(index.row(), column))
        if found is not None and ids:
            standing = _(STANDING_WORDS[STANDINGS[column - 1]])
            self._show_products(ids, f"{find_label('certification_type', found.type)}: {standing}")

    def _show_products(self, ids: Sequence[int], note: str) -> None:
        state = ViewState.of_records(ids, f"{note}, {self.market.currentText()}")
        self.records_asked.emit(str(RecordKind.PRODUCT), state)

    def _build(self) -> None:
        bar = QWidget()
        bar.setProperty("pane", "surface")
        bar.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        row = QHBoxLayout(bar)
        row.setContentsMargins(PANEL, GAP, PANEL, GAP)
        row.setSpacing(GAP)
        for widget, stretch in ((self.market, 2), (self.province, 2), (self.search, 3)):
            row.addWidget(widget, stretch)
        row.addWidget(self.summary, 0)
        row.addWidget(self.save)
        self.type_table.setModel(self.types)
        self.type_table.set_widths((180, 72, 92, 72), stretch=0)
        left = QWidget()
        column = QVBoxLayout(left)
        column.setContentsMargins(PANEL, PANEL, PANEL, PANEL)
        column.setSpacing(GAP)
        column.addWidget(label(_("Products by certificate type"), "strong"))
        column.addWidget(self.type_table, 1)
        parts = QSplitter()
        parts.setChildrenCollapsible(False)
        parts.addWidget(left)
        parts.addWidget(self.pane)
        parts.setStretchFactor(0, 2)
        parts.setStretchFactor(1, 3)
        parts.setSizes([500, 860])
        self._stack.addWidget(parts)
        self._stack.addWidget(self.empty)
        whole = QVBoxLayout(self)
        whole.setContentsMargins(0, 0, 0, 0)
        whole.setSpacing(0)
        whole.addWidget(bar)
        whole.addWidget(hairline())
        whole.addWidget(self._stack, 1)
        self.setFocusProxy(self.pane)

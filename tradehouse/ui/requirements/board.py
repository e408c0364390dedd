"""The board of requirements: for a market, how the products stand with each type, and what each supplier must get."""

from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path
from typing import Final

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, Qt
from PySide6.QtWidgets import QFileDialog, QHBoxLayout, QSplitter, QStackedWidget, QVBoxLayout, QWidget

from tradehouse.domain.applications import Application
from tradehouse.domain.display import show_number
from tradehouse.domain.errors import UserError
from tradehouse.domain.fields import RecordKind
from tradehouse.domain.language import _, ngettext
from tradehouse.domain.progress import Progress
from tradehouse.domain.records import Ref
from tradehouse.domain.reference_lists import find_label
from tradehouse.domain.text import fold
from tradehouse.services import browsing
from tradehouse.services.applications import applications
from tradehouse.services.requirement_lists import gap_list_name, save_gaps
from tradehouse.services.requirements import Picture, SupplierGap, markets_of, picture
from tradehouse.ui.board import APPLICATION, Board
from tradehouse.ui.browser.view_state import ViewState
from tradehouse.ui.desk import Desk
from tradehouse.ui.kit.buttons import push_button
from tradehouse.ui.kit.empty import EmptyState, Offer
from tradehouse.ui.kit.labels import hairline, label
from tradehouse.ui.kit.plain_table import PlainTable
from tradehouse.ui.kit.search import SearchBox
from tradehouse.ui.kit.segmented import Segmented
from tradehouse.ui.opening import open_file, show_in_folder
from tradehouse.ui.requirements.choosing import market_combo, province_combo, start_application
from tradehouse.ui.requirements.tables import STANDING_WORDS, STANDINGS, Gaps, TypeCounts
from tradehouse.ui.settings_store import last_folder
from tradehouse.ui.theme import GAP, PANEL

FOLDER: Final = last_folder("requirements")
REQUIRED, BOTH = "required", "both"
_MOST_NAMED = 20
"""Products that a new application names; more of them, and it is for all that the supplier makes."""
Index = QModelIndex | QPersistentModelIndex


class RequirementsBoard(Board):
    """Works the picture out anew when a market or province is chosen, or something changed."""

    reads = frozenset({"product", "supplier", "certification", "certification_product", "certification_type"})

    def __init__(self, desk: Desk, parent: QWidget | None = None) -> None:
        super().__init__(desk, parent)
        self.setObjectName("requirements")
        self.seen = Picture(())
        self._folded: Sequence[str] = ()
        self._narrowed_to = ""
        self.market = market_combo(several=True)
        self.province = province_combo()
        self.search = SearchBox(_("Search supplier or type…"))
        self.summary = label("", "muted")
        self.summary.setObjectName("summary")
        self.save = push_button(_("Save the list…"), self.ask_target, glyph="save-as")
        self.save.setObjectName("save_gaps")
        self.types, self.gaps = TypeCounts(self), Gaps(self)
        self.type_table, self.gap_table = PlainTable(_("Certificate types")), PlainTable(_("What suppliers must get"))
        self.all_types = push_button(_("All types"), self._show_all_types, kind="flat", glyph="close")
        self.gap_heading = label("", "strong")
        self.duty = Segmented(_("Which gaps"), ((REQUIRED, _("Required"), ""), (BOTH, _("Also recommended"), "")))
        self.duty.setObjectName("duty")
        self.start = push_button(_("Start application"), self._on_start, kind="primary", glyph="clipboard")
        self.start.setObjectName("start_application")
        self.products = push_button(_("Show the products"), self._on_products)
        self.supplier = push_button(_("Show the supplier"), self._on_supplier)
        self.empty = EmptyState()
        self._stack = QStackedWidget()
        self._build()
        self.market.picked.connect(lambda _key: self.refresh())
        self.province.picked.connect(lambda _key: self.refresh())
        self.duty.chosen.connect(lambda _key: self._show_gaps())
        self.search.searched.connect(lambda _text: self._show_gaps())
        self.type_table.clicked.connect(self._on_type_clicked)
        self.type_table.activated.connect(self._show_products_of)
        self.gap_table.chosen.connect(lambda _row: self._enable())
        self.gap_table.activated.connect(lambda _index: self._on_start())

    # --- reading ---------------------------------------------------------------------------------------------------

    def refresh(self) -> None:
        """Work out how the products stand in the chosen market."""
        catalogue, province = self.desk.catalogue, self.province.chosen()
        asking = markets_of(self.market.chosen())

        def work(progress: Progress) -> tuple[Picture, list[str]]:
            found = picture(catalogue, asking, province=province, progress=progress)
            return found, [_searched(gap) for gap in found.gaps]

        self.desk.jobs.run_read(
            "requirements",
            work,
            self._take,
            self._on_failed,
            owner=self,
            label=_("Looking at what is required"),
        )
        if not self.seen.products:
            self._say_empty("loading", _("Looking at what is required…"))

    def _take(self, found: tuple[Picture, list[str]]) -> None:
        seen, self._folded = found
        self.seen = seen
        at = self.type_table.currentIndex().row()
        self.types.show_counts(seen.types)
        if at >= 0:
            self.type_table.choose(at)
        if self._narrowed_to not in {count.type for count in seen.types}:
            self._narrowed_to = ""
        self.save.setEnabled(bool(seen.gaps))
        self.summary.setText(
            ngettext("{ready} of {n} product may be sold there", "{ready} of {n} products may be sold there", seen.products)
            .format(ready=show_number(seen.ready), n=show_number(seen.products))
        )  # fmt: skip
        if not seen.products:
            self._say_empty(
                "empty", _("No products yet"), _("What products need follows from their category and market.")
            )
        elif not seen.types:
            self._say_empty(
                "empty",
                _("Nothing is required here"),
                _("No rule asks these products for a certificate in this market."),
            )
        else:
            self._stack.setCurrentIndex(0)
        self._show_gaps()

    def _on_failed(self, error: BaseException) -> None:
        if isinstance(error, UserError):
            self._say_empty("error", _("The requirements cannot be read"), str(error))
        else:
            self.desk.fail(error)

    def _say_empty(self, state: str, title: str, sentence: str = "") -> None:
        self.empty.show_state(state, "error" if state == "error" else "certificate", title, sentence)  # type: ignore[arg-type]
        self._stack.setCurrentIndex(1)

    def _show_gaps(self) -> None:
        shown = self._shown()
        row = self.gap_table.currentIndex().row()
        self.gaps.show_gaps(shown)
        self.gap_table.choose(min(max(row, 0), len(shown) - 1))
        makers = len({gap.maker.id for gap in shown})
        told = _("Nothing is missing") if not shown else ""
        words = ngettext("{n} supplier must get something", "{n} suppliers must get something", makers)
        heading = told or words.format(n=show_number(makers))
        if self._narrowed_to:
            heading = f"{find_label('certification_type', self._narrowed_to)}: {heading}"
        self.gap_heading.setText(heading)
        self.all_types.setVisible(bool(self._narrowed_to))
        self._enable()

    def _shown(self) -> list[SupplierGap]:
        words = fold(self.search.text()).split()
        only_required = self.duty.current() == REQUIRED
        return [
            gap
            for gap, text in zip(self.seen.gaps, self._folded, strict=True)
            if not (self._narrowed_to and gap.type != self._narrowed_to)
            and not (gap.recommended and only_required)
            and all(word in text for word in words)
        ]

    def _enable(self) -> None:
        gap = self.gap()
        for button in (self.products, self.supplier):
            button.setEnabled(gap is not None)
        self.supplier.setEnabled(gap is not None and gap.maker.id != 0)
        under_way = gap is not None and gap.in_process
        self.start.setText(_("Show the application") if under_way else _("Start application"))
        writable = under_way or not self.desk.catalogue.read_only
        self.start.setEnabled(gap is not None and gap.maker.id != 0 and writable)

    def gap(self) -> SupplierGap | None:
        """Return the gap that is chosen."""
        return self.gaps.gap(self.gap_table.currentIndex().row())

    # --- what a person does ----------------------------------------------------------------------------------------

    def _on_type_clicked(self, index: Index) -> None:
        if index.column() and self.types.products(index):
            self._show_products_of(index)
            return
        found = self.types.type_of(index.row())
        self._narrowed_to = found.type if found else ""
        if found is not None and found.recommended:
            self.duty.choose(BOTH)
        self._show_gaps()

    def _show_products_of(self, index: Index) -> None:
        found = self.types.type_of(index.row())
        column = index.column() or 1
        ids = self.types.products(self.types.index(index.row(), column))
        if found is not None and ids:
            standing = _(STANDING_WORDS[STANDINGS[column - 1]])
            self._show_products(ids, f"{find_label('certification_type', found.type)}: {standing}")

    def _show_products(self, ids: Sequence[int], note: str) -> None:
        self.records_asked.emit(
            str(RecordKind.PRODUCT), ViewState.of_records(ids, f"{note}, {self.market.currentText()}")
        )

    def _show_all_types(self) -> None:
        self._narrowed_to = ""
        self._show_gaps()

    def _on_products(self) -> None:
        gap = self.gap()
        if gap is not None:
            words = find_label("certification_type", gap.type)
            self._show_products(gap.products, f"{gap.maker.name}, {words}: {_('Missing')}")

    def _on_supplier(self) -> None:
        gap = self.gap()
        if gap is not None:
            self.record_asked.emit(str(RecordKind.SUPPLIER), gap.maker.id)

    def _on_start(self) -> None:
        gap = self.gap()
        if gap is None or not self.start.isEnabled():
            return
        if gap.in_process:
            self._show_application(gap)
            return
        supplier = Ref(gap.maker.id, gap.maker.code, gap.maker.name)
        named = gap.products if len(gap.products) <= _MOST_NAMED else ()
        products = browsing.records(self.desk.catalogue, RecordKind.PRODUCT, named)
        refs = tuple(Ref(product.id, product["code"] or "", product["name_id"] or "") for product in products)
        begun = {"supplier": supplier, "type": gap.type, "products": refs}
        start_application(self.desk, begun, self.record_asked.emit, self)

    def _show_application(self, gap: SupplierGap) -> None:
        catalogue = self.desk.catalogue

        def told(found: Sequence[Application]) -> None:
            wanted = next(
                (one for one in found if one.running and (one.supplier, one.type) == (gap.maker.id, gap.type)), None
            )
            if wanted is not None:
                self.record_asked.emit(APPLICATION, wanted.id)

        self.desk.jobs.run_read("gap-application", lambda _p: applications(catalogue), told, owner=self)

    def ask_target(self) -> None:
        """Ask where the list of gaps is to lie, and write it."""
        seen, catalogue = self._listed(), self.desk.catalogue
        folder = Path(self.desk.settings.get(FOLDER) or Path.home())
        chosen, kind = QFileDialog.getSaveFileName(
            self, _("Save the list"), str(folder / gap_list_name()), f"{_('Excel workbook')} (*.xlsx);;PDF (*.pdf)"
        )
        if not chosen:
            return
        out = Path(chosen)
        if out.suffix.lower() not in (".xlsx", ".pdf"):
            out = out.with_name(f"{out.name}{'.pdf' if 'pdf' in kind else '.xlsx'}")
        self.desk.settings.put(FOLDER, str(out.parent))

        def work(progress: Progress) -> list[str]:
            return [str(remark) for remark in save_gaps(catalogue, seen, out, progress=progress)]

        def written(remarks: list[str]) -> None:
            offers = (
                Offer(_("Open"), lambda: open_file(out), "external-link"),
                Offer(_("Show in the folder"), lambda: show_in_folder(out), "folder"),
            )
            words = _("{file} is written.").format(file=out.name)
            self.desk.say(" ".join((words, *remarks)), "attention" if remarks else "good", offers)

        self.desk.jobs.run_read("gap-list", work, written, self.desk.fail, label=_("Writing the list"))

    def _listed(self) -> Picture:
        """Return the picture with the gaps that are shown, which the list is about."""
        return replace(self.seen, gaps=tuple(self._shown()))

    # --- building --------------------------------------------------------------------------------------------------

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
        self.gap_table.setModel(self.gaps)
        self.gap_table.set_widths((180, 210, 150, 84, 150), stretch=1)
        left = _column(label(_("Products by certificate type"), "strong"), self.type_table)
        heading = QWidget()
        line = QHBoxLayout(heading)
        line.setContentsMargins(0, 0, 0, 0)
        line.addWidget(self.gap_heading, 1)
        line.addWidget(self.all_types)
        line.addWidget(self.duty)
        foot = QWidget()
        buttons = QHBoxLayout(foot)
        buttons.setContentsMargins(0, 0, 0, 0)
        buttons.setSpacing(GAP)
        buttons.addWidget(self.start)
        buttons.addWidget(self.products)
        buttons.addWidget(self.supplier)
        buttons.addStretch(1)
        right = _column(heading, self.gap_table, foot)
        parts = QSplitter()
        parts.setChildrenCollapsible(False)
        parts.addWidget(left)
        parts.addWidget(right)
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
        self.setFocusProxy(self.gap_table)


def _searched(gap: SupplierGap) -> str:
    return fold(f"{gap.maker.name} {gap.maker.code} {find_label('certification_type', gap.type)}")


def _column(*widgets: QWidget) -> QWidget:
    column = QWidget()
    inside = QVBoxLayout(column)
    inside.setContentsMargins(PANEL, PANEL, PANEL, PANEL)
    inside.setSpacing(GAP)
    for widget in widgets:
        inside.addWidget(widget, 1 if isinstance(widget, PlainTable) else 0)
    return column

"""What suppliers must get, line by line, and what can be done about each: apply, look at the products, save the list."""

from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path
from typing import Final

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QFileDialog, QHBoxLayout, QVBoxLayout, QWidget

from tradehouse.domain.applications import Application
from tradehouse.domain.display import show_number
from tradehouse.domain.fields import RecordKind
from tradehouse.domain.language import _, ngettext
from tradehouse.domain.progress import Progress
from tradehouse.domain.records import Ref
from tradehouse.domain.reference_lists import find_label
from tradehouse.domain.text import fold
from tradehouse.services import browsing
from tradehouse.services.applications import applications
from tradehouse.services.requirement_lists import gap_list_name, save_gaps
from tradehouse.services.requirements import Picture, SupplierGap
from tradehouse.ui.board import APPLICATION
from tradehouse.ui.desk import Desk
from tradehouse.ui.kit.buttons import push_button
from tradehouse.ui.kit.empty import Offer
from tradehouse.ui.kit.labels import label
from tradehouse.ui.kit.plain_table import PlainTable
from tradehouse.ui.kit.segmented import Segmented
from tradehouse.ui.opening import open_file, show_in_folder
from tradehouse.ui.requirements.choosing import start_application
from tradehouse.ui.requirements.tables import Gaps
from tradehouse.ui.settings_store import last_folder
from tradehouse.ui.theme import GAP, PANEL

FOLDER: Final = last_folder("requirements")
REQUIRED, BOTH = "required", "both"
_MOST_NAMED = 20
"""Products that a new application names; more of them, and it is for all that the supplier makes."""


def searched(gap: SupplierGap) -> str:
    """Return what the search box looks into."""
    return fold(f"{gap.maker.name} {gap.maker.code} {find_label('certification_type', gap.type)}")


class GapPane(QWidget):
    """The list with its buttons. It is narrowed by words, to one type, and to what is required.

    Signals:
        record_asked(kind, id): a record is to be shown on its own tab.
        products_asked(ids, note): products are to be shown; note says which.
    """

    record_asked = Signal(str, int)
    products_asked = Signal(object, str)

    def __init__(self, desk: Desk, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._desk = desk
        self._seen = Picture(())
        self._texts: Sequence[str] = ()
        self._words: list[str] = []
        self._type = ""
        self.gaps = Gaps(self)
        self.table = PlainTable(_("What suppliers must get"))
        self.all_types = push_button(_("All types"), lambda: self.narrow_to(""), kind="flat", glyph="close")
        self.heading = label("", "strong")
        self.duty = Segmented(_("Which gaps"), ((REQUIRED, _("Required"), ""), (BOTH, _("Also recommended"), "")))
        self.duty.setObjectName("duty")
        self.start = push_button(_("Start application"), self._on_start, kind="primary", glyph="clipboard")
        self.start.setObjectName("start_application")
        self.products = push_button(_("Show the products"), self._on_products)
        self.supplier = push_button(_("Show the supplier"), self._on_supplier)
        self._build()
        self.duty.chosen.connect(lambda _key: self._show())
        self.table.chosen.connect(lambda _row: self._enable())
        self.table.activated.connect(lambda _index: self._on_start())

    def show_gaps(self, seen: Picture, texts: Sequence[str]) -> None:
        """Show the gaps of a picture; texts are what is searched of each."""
        self._seen, self._texts = seen, texts
        if self._type not in {count.type for count in seen.types}:
            self._type = ""
        self._show()

    def search(self, text: str) -> None:
        """Show only what has all the words."""
        self._words = fold(text).split()
        self._show()

    def narrow_to(self, type_code: str, *, recommended: bool = False) -> None:
        """Show only one type, also where it is recommended; "" for all."""
        self._type = type_code
        if recommended:
            self.duty.choose(BOTH)
        self._show()

    def gap(self) -> SupplierGap | None:
        """Return the gap that is chosen."""
        return self.gaps.gap(self.table.currentIndex().row())

    def ask_target(self) -> None:
        """Ask where the list is to lie, and write what is shown."""
        desk, seen = self._desk, replace(self._seen, gaps=tuple(self._shown()))
        folder = Path(desk.settings.get(FOLDER) or Path.home())
        forms = f"{_('Excel workbook')} (*.xlsx);;PDF (*.pdf)"
        chosen, form = QFileDialog.getSaveFileName(self, _("Save the list"), str(folder / gap_list_name()), forms)
        if not chosen:
            return
        out = Path(chosen)
        if out.suffix.lower() not in (".xlsx", ".pdf"):
            out = out.with_name(f"{out.name}{'.pdf' if 'pdf' in form else '.xlsx'}")
        desk.settings.put(FOLDER, str(out.parent))

        def work(progress: Progress) -> list[str]:
            return [str(remark) for remark in save_gaps(desk.catalogue, seen, out, progress=progress)]

        def written(remarks: list[str]) -> None:
            offers = (
                Offer(_("Open"), lambda: open_file(out), "external-link"),
                Offer(_("Show in the folder"), lambda: show_in_folder(out), "folder"),
            )
            words = _("{file} is written.").format(file=out.name)
            desk.say(" ".join((words, *remarks)), "attention" if remarks else "good", offers)

        desk.jobs.run_read("gap-list", work, written, desk.fail, label=_("Writing the list"))

    # --- what it shows ---------------------------------------------------------------------------------------------

    def _shown(self) -> list[SupplierGap]:
        only_required = self.duty.current() == REQUIRED
        return [
            gap
            for gap, text in zip(self._seen.gaps, self._texts, strict=True)
            if not (self._type and gap.type != self._type)
            and not (gap.recommended and only_required)
            and all(word in text for word in self._words)
        ]

    def _show(self) -> None:
        shown = self._shown()
        row = self.table.currentIndex().row()
        self.gaps.show_gaps(shown)
        self.table.choose(min(max(row, 0), len(shown) - 1))
        makers = len({gap.maker.id for gap in shown})
        words = ngettext("{n} supplier must get something", "{n} suppliers must get something", makers)
        heading = words.format(n=show_number(makers)) if shown else _("Nothing is missing")
        if self._type:
            heading = f"{find_label('certification_type', self._type)}: {heading}"
        self.heading.setText(heading)
        self.all_types.setVisible(bool(self._type))
        self._enable()

    def _enable(self) -> None:
        gap = self.gap()
        made = gap is not None and gap.maker.id != 0
        under_way = gap is not None and gap.in_process
        self.products.setEnabled(gap is not None)
        self.supplier.setEnabled(made)
        self.start.setText(_("Show the application") if under_way else _("Start application"))
        self.start.setEnabled(made and (under_way or not self._desk.catalogue.read_only))

    # --- what a person does ----------------------------------------------------------------------------------------

    def _on_products(self) -> None:
        gap = self.gap()
        if gap is not None:
            words = find_label("certification_type", gap.type)
            self.products_asked.emit(gap.products, f"{gap.maker.name}, {words}: {_('Missing')}")

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
        named = gap.products if len(gap.products) <= _MOST_NAMED else ()
        products = browsing.records(self._desk.catalogue, RecordKind.PRODUCT, named)
        begun = {
            "supplier": Ref(gap.maker.id, gap.maker.code, gap.maker.name),
            "type": gap.type,
            "products": tuple(Ref(each.id, each["code"] or "", each["name_id"] or "") for each in products),
        }
        start_application(self._desk, begun, self.record_asked.emit, self)

    def _show_application(self, gap: SupplierGap) -> None:
        catalogue, wanted = self._desk.catalogue, (gap.maker.id, gap.type)

        def told(found: Sequence[Application]) -> None:
            running = next((one for one in found if one.running and (one.supplier, one.type) == wanted), None)
            if running is not None:
                self.record_asked.emit(APPLICATION, running.id)

        self._desk.jobs.run_read("gap-application", lambda _p: applications(catalogue), told, owner=self)

    def _build(self) -> None:
        self.table.setModel(self.gaps)
        self.table.set_widths((180, 210, 150, 84, 150), stretch=1)
        line, foot = QHBoxLayout(), QHBoxLayout()
        for row in (line, foot):
            row.setSpacing(GAP)
        line.addWidget(self.heading, 1)
        line.addWidget(self.all_types)
        line.addWidget(self.duty)
        for button in (self.start, self.products, self.supplier):
            foot.addWidget(button)
        foot.addStretch(1)
        column = QVBoxLayout(self)
        column.setContentsMargins(PANEL, PANEL, PANEL, PANEL)
        column.setSpacing(GAP)
        column.addLayout(line)
        column.addWidget(self.table, 1)
        column.addLayout(foot)
        self.setFocusProxy(self.table)

"""The right side of the export dialog: what the file will look like, its products, its prices and what they cost."""

from pathlib import Path

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QFileDialog, QStackedWidget, QVBoxLayout, QWidget

from tradehouse.domain.cost_steps import CostStep
from tradehouse.domain.language import _
from tradehouse.domain.progress import Progress
from tradehouse.exchange.layouts import Layout
from tradehouse.services.exporting import ExportOptions
from tradehouse.services.exporting.cost_tables import read_cost_steps
from tradehouse.services.exporting.explaining import price_example
from tradehouse.services.exporting.preview import ExportPreview, preview
from tradehouse.services.offers.revising import changed_since
from tradehouse.ui.desk import Desk
from tradehouse.ui.exporting.cost_steps import CostSteps
from tradehouse.ui.exporting.findings import Findings
from tradehouse.ui.exporting.kept import FOLDER
from tradehouse.ui.exporting.price_lines import PriceLines
from tradehouse.ui.exporting.revision_changes import RevisionChanges
from tradehouse.ui.exporting.sheet_preview import SheetPreview
from tradehouse.ui.kit.caution import Caution
from tradehouse.ui.kit.labels import label
from tradehouse.ui.kit.segmented import Segmented
from tradehouse.ui.kit.work_line import WorkLine
from tradehouse.ui.theme import GAP, MARGIN, PANEL

PRODUCTS, PRICES, COSTS, CHANGES = "products", "prices", "costs", "changes"


class FileSide(QWidget):
    """Looks at the products for what is chosen, and tells.

    Signals:
        changed(): the cost steps are others, or something else becomes of products that are not ready.
        looked(ExportPreview): the products were looked at.
        refused(error): they could not be.
    """

    changed = Signal()
    looked = Signal(object)
    refused = Signal(object)

    def __init__(self, desk: Desk, revises: int | None = None, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._desk, self._revises = desk, revises
        self._options: ExportOptions | None = None
        self._has_sheet = True
        self.sheet = SheetPreview()
        self.caution = Caution()
        self.findings = Findings()
        self.prices = PriceLines()
        self.costs = CostSteps()
        self.changes = RevisionChanges()
        self.work = WorkLine(desk.jobs)
        parts = [(PRODUCTS, _("Products"), "box"), (PRICES, _("Prices"), "money"), (COSTS, _("Cost steps"), "ship")]
        if revises is not None:
            parts.append((CHANGES, _("What changes"), "history"))
        self._parts = [part for part, _words, _glyph in parts]
        self.switch = Segmented(_("What to look at"), parts)
        self.switch.setObjectName("file_parts")
        self._stack = QStackedWidget()
        for part in (self.findings, self.prices, self.costs, self.changes):
            self._stack.addWidget(part)
        column = QVBoxLayout(self)
        column.setContentsMargins(GAP, PANEL, MARGIN, PANEL)
        column.setSpacing(GAP)
        self._title = label(_("The file"), "strong")
        column.addWidget(self._title)
        column.addWidget(self.sheet)
        column.addWidget(self.caution)
        column.addWidget(self.switch)
        column.addWidget(self._stack, 1)
        column.addWidget(self.work)
        self.switch.chosen.connect(self._on_part_chosen)
        self.prices.asked.connect(lambda _product: self._explain())
        self.costs.changed.connect(self.changed)
        self.costs.file_asked.connect(self._ask_file)
        self.findings.decided.connect(self.changed)

    def show_layout(
        self, layout: Layout, language: str, facts: dict[str, str], *, priced: bool, sheet: bool = True
    ) -> None:
        """Show what a layout looks like, without its sheet where none is written; prices and costs are away where it
        has none that are worked out.
        """
        self._has_sheet = sheet
        self.sheet.show_layout(layout, language, facts)
        self.sheet.setVisible(sheet and self.switch.current() == PRODUCTS)
        if not priced:
            self.switch.choose(PRODUCTS)
        self.switch.setVisible(priced)

    def look(self, options: ExportOptions) -> None:
        """Look at the products that are chosen, and at the price of one if that is in front."""
        self._options = options
        catalogue = self._desk.catalogue
        self.findings.show_waiting()

        def work(progress: Progress) -> ExportPreview:
            return preview(catalogue, options, progress)

        job = self._desk.jobs.run_read(
            "export-preview", work, self._show, self.refused.emit, owner=self, label=_("Looking at the products")
        )
        self.work.follow(job)
        self._look_closer()

    def load_steps(self, path: Path) -> None:
        """Take the cost steps of a file."""

        def read(steps: tuple[CostStep, ...]) -> None:
            self.costs.load(steps)

        self._desk.jobs.run_read(
            "cost-steps", lambda progress: read_cost_steps(path, progress), read, self.refused.emit, owner=self
        )

    def _show(self, found: ExportPreview) -> None:
        self.findings.show_preview(found)
        self.looked.emit(found)

    def _explain(self) -> None:
        options, catalogue, product = self._options, self._desk.catalogue, self.prices.product
        if options is not None:
            self._desk.jobs.run_read(
                "export-price",
                lambda _p: price_example(catalogue, options, product),
                self.prices.show_example,
                self.refused.emit,
                owner=self,
            )

    def _on_part_chosen(self, part: str) -> None:
        self._stack.setCurrentIndex(self._parts.index(part))
        self.sheet.setVisible(self._has_sheet and part == PRODUCTS)
        self._look_closer()

    def _look_closer(self) -> None:
        """Ask for what the part in front shows beside the products."""
        if self.switch.current() == PRICES:
            self._explain()
        elif self.switch.current() == CHANGES:
            self._compare()

    def _compare(self) -> None:
        options, catalogue, offer = self._options, self._desk.catalogue, self._revises
        if options is not None and offer is not None:
            self._desk.jobs.run_read(
                "export-changes",
                lambda progress: changed_since(catalogue, offer, options, progress),
                self.changes.show_changes,
                self.refused.emit,
                owner=self,
                label=_("Comparing with the offer"),
            )

    def _ask_file(self) -> None:
        folder = self._desk.settings.get(FOLDER) or str(Path.home())
        chosen, _filter = QFileDialog.getOpenFileName(
            self, _("Cost steps from a file"), folder, f"{_('Tables')} (*.xlsx *.xls *.ods *.csv)"
        )
        if chosen:
            self.load_steps(Path(chosen))

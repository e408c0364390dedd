"""The export dialog: a workbook is chosen, its terms settled, what it lacks is seen, and only then it is written."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path

from PySide6.QtCore import QEvent, QSize, Qt, QTimer, Signal
from PySide6.QtWidgets import QFileDialog, QHBoxLayout, QScrollArea, QVBoxLayout, QWidget
from shiboken6 import isValid

from tradehouse.domain.errors import UserError
from tradehouse.domain.fields import RecordKind
from tradehouse.domain.language import _
from tradehouse.domain.pricing import Rate
from tradehouse.domain.progress import Progress
from tradehouse.domain.records import Record
from tradehouse.exchange.layouts import Layout
from tradehouse.services import browsing
from tradehouse.services.documents import PackReport
from tradehouse.services.exporting import ExportOptions, ExportReport, Remark
from tradehouse.services.exporting.preview import ExportPreview
from tradehouse.services.house import TradingTerms, read_house, read_trading_terms, save_trading_terms
from tradehouse.services.layouts import load_layout_for
from tradehouse.ui.desk import Desk
from tradehouse.ui.exporting.file_format import (
    PDF,
    needs_a_look,
    report_path,
    written_details,
    written_words,
)
from tradehouse.ui.exporting.file_side import CHANGES, FileSide
from tradehouse.ui.exporting.format_choice import FormatChoice
from tradehouse.ui.exporting.kept import FOLDED, FOLDER, KEPT
from tradehouse.ui.exporting.layout_cards import LayoutCards
from tradehouse.ui.exporting.scope import ExportScope
from tradehouse.ui.exporting.scope_choice import ScopeChoice
from tradehouse.ui.exporting.terms_form import TermsForm
from tradehouse.ui.kit.buttons import push_button
from tradehouse.ui.kit.dialog import DialogFrame
from tradehouse.ui.kit.empty import Offer
from tradehouse.ui.kit.labels import label
from tradehouse.ui.kit.message import MessageBox
from tradehouse.ui.layouts.dialog import edit_layout
from tradehouse.ui.opening import open_file, show_in_folder
from tradehouse.ui.theme import GAP, MARGIN, PANEL, SPACE

FORM = 452
UNFOLDED = "terms"
PAUSE = 250  # milliseconds without a change until the products are looked at again


class ExportDialog(DialogFrame):
    """Closing it does not stop a file that is being written: the window says when it is done.

    Signals:
        product_asked(id): a product with a remark is to be shown in the window.
    """

    product_asked = Signal(int)

    def __init__(self, desk: Desk, scope: ExportScope, parent: QWidget | None = None) -> None:
        super().__init__(_("Export"), "export_dialog", QSize(1180, 700), parent, margins=False)
        self._desk, self._scope = desk, scope
        self._kept = desk.settings.get(KEPT)
        self._terms = TradingTerms()
        self._layout: Layout | None = None
        self.layouts = LayoutCards(desk.catalogue)
        self.format = FormatChoice(self._kept.format)
        self.form = TermsForm(desk)
        self.file = FileSide(desk, scope.revises)
        self.findings = self.file.findings
        self.findings.unready.choose(self._kept.unready)
        self.products = ScopeChoice(scope)
        self._soon = QTimer(self, singleShot=True, interval=PAUSE)
        self._soon.timeout.connect(self._look)
        row = QHBoxLayout()
        row.setSpacing(0)
        row.addWidget(self._choices())
        row.addWidget(self.file, 1)
        self.body.setSpacing(0)
        self.body.addLayout(row, 1)
        self.add_button(_("Cancel"), self.close, kind="flat", end="left", name="leave")
        self.write = self.add_button(_("Write the file…"), self._ask_target, kind="primary", default=True, name="write")
        self.write.setEnabled(False)
        self.layouts.choose(self._kept.layout)
        self.layouts.chosen.connect(lambda _name: self._layout_chosen())
        self.format.changed.connect(self._changed)
        self.form.changed.connect(self._changed)
        self.form.fold.set_folded(UNFOLDED not in desk.settings.get(FOLDED))
        self.file.changed.connect(self._changed)
        self.file.looked.connect(self._show)
        self.file.refused.connect(self._refused)
        self.findings.product_asked.connect(self.product_asked)
        self.products.changed.connect(self._changed)
        self._layout_chosen()
        self._read_terms()

    def options(self) -> ExportOptions:
        """Return what is chosen."""
        options = ExportOptions(
            layout=self.layouts.current(), unready=self.findings.unready.current(), revises=self._scope.revises
        )
        options = self.form.apply(self.products.apply(options))
        if not self.form.prices_matter():
            return options
        costs = self.file.costs
        return replace(options, costs=costs.differing(), shipment_m3=costs.differing_volume())

    def write_to(self, target: Path) -> None:
        """Write the file; what came of it is told by the window."""
        catalogue, options, file_format = self._desk.catalogue, self.options(), self.format.current()
        photoless = self.findings.remarks("photoless")
        self._remember(target)
        job = self._desk.jobs.run_read(
            "export",
            lambda progress: file_format.write(catalogue, target, options, progress),
            lambda written: self._written(written, photoless),
            self._failed,
            on_cancelled=self._settle,
            label=_("Writing {file}").format(file=target.name),
        )
        self.write.setEnabled(False)
        self.file.work.follow(job)

    def done(self, result: int) -> None:
        self._soon.stop()
        self._desk.settings.put(FOLDED, () if self.form.fold.folded() else (UNFOLDED,))
        super().done(result)

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        # Somebody comes back who has filled in what a product lacked.
        if event.type() == QEvent.Type.ActivationChange and self.isActiveWindow() and self._layout is not None:
            self._soon.start()

    # --- building --------------------------------------------------------------------------------------------------

    def _choices(self) -> QWidget:
        content = QWidget()
        column = QVBoxLayout(content)
        column.setContentsMargins(MARGIN, PANEL, MARGIN, PANEL)
        column.setSpacing(GAP)
        self._adapt = push_button(
            _("Adapt…"),
            lambda: edit_layout(
                self._desk, self.layouts.current(), self.form.buyer.buyer_id(), self, self.layouts.read_again
            ),
            kind="flat",
            glyph="columns",
        )
        self._adapt.setObjectName("adapt")
        line = QHBoxLayout()
        line.addWidget(label(_("Layout"), "strong"), 1)
        line.addWidget(self._adapt)
        column.addLayout(line)
        column.addWidget(self.layouts)
        column.addWidget(self.format)
        column.addSpacing(SPACE)
        column.addWidget(label(_("Products"), "strong"))
        column.addWidget(self.products)
        column.addSpacing(SPACE)
        column.addWidget(label(_("Terms"), "strong"))
        column.addWidget(self.form)
        column.addStretch(1)
        area = QScrollArea()
        area.setWidget(content)
        area.setWidgetResizable(True)
        area.setFixedWidth(FORM)
        self.form.fold.folded_changed.connect(
            lambda folded: (
                None if folded else QTimer.singleShot(0, area, lambda: area.ensureWidgetVisible(self.form.fold))
            )
        )
        area.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        return area

    # --- what is chosen --------------------------------------------------------------------------------------------

    def _read_terms(self) -> None:
        catalogue, scope = self._desk.catalogue, self._scope

        def read(_progress: Progress) -> tuple[TradingTerms, str, list[Record], list[Record]]:
            return (
                read_trading_terms(catalogue),
                str(read_house(catalogue)["default_port"] or ""),
                browsing.records(catalogue, RecordKind.BUYER, [] if scope.buyer is None else [scope.buyer]),
                browsing.records(catalogue, RecordKind.OFFER, [] if scope.revises is None else [scope.revises]),
            )

        def arrived(found: tuple[TradingTerms, str, list[Record], list[Record]]) -> None:
            self._terms, port, buyers, offers = found
            self.form.show_terms(self._terms, self._kept, port)
            self.file.costs.show_terms(self._terms, self._kept.costs, self._kept.shipment_m3)
            if offers:
                self._show_offer(offers[0], buyers[0] if buyers else None)
            elif buyers:
                if not self._layout_for_buyers():
                    self.layouts.choose("export")
                self.form.buyer.show_buyer(str(buyers[0]["name"]), buyers[0].id)
                self.form.fill(buyers[0].values)
            self._layout_chosen(keep=bool(offers or buyers))

        self._desk.jobs.run_read("export-terms", read, arrived, self._desk.fail, owner=self)

    def _show_offer(self, offer: Record, buyer: Record | None) -> None:
        """Begin with what an offer said, for its next revision."""
        words = _("Revision of {reference}").format(reference=offer["code"])
        self.set_heading(words, _("The offer stays as it was sent; this list gets the next revision of its number."))
        self.setWindowTitle(words)
        if str(offer["layout"]) in self.layouts.names:
            self.layouts.choose(str(offer["layout"]))
        self.form.buyer.show_buyer(str(offer["buyer_name"] or ""), buyer.id if buyer else None)
        self.form.issue.setChecked(True)
        self.form.issue.setEnabled(False)
        self.form.fill(offer.values)
        if self.form.prices_matter():
            self.file.switch.choose(CHANGES)

    def _layout_for_buyers(self) -> bool:
        return self._layout is not None and self._layout.for_buyers

    def _layout_chosen(self, *, keep: bool = False) -> None:
        """Show what a layout needs; keep leaves language and currency as they are."""
        self._layout = layout = self._load_layout()
        if layout is None:
            return
        self._adapt.setEnabled(layout.lists_goods)
        self.format.show_layout(layout)
        if not keep:
            self.form.show_layout(layout, self._kept)
        words = (
            "" if layout.for_buyers else _("Holds costs, phone numbers and other data of the house. Keep it inside.")
        )
        self.file.caution.say(words)
        self.file.caution.setVisible(bool(words))
        self._changed()

    def _load_layout(self) -> Layout | None:
        try:
            return load_layout_for(self._desk.catalogue, self.layouts.current(), self.form.buyer.buyer_id())
        except UserError as error:
            self.show_problem(str(error))
            self.write.setEnabled(False)
            return None

    def _changed(self) -> None:
        self._layout = layout = self._load_layout()
        if layout is None:
            return
        form = self.form
        facts = {"currency": form.currency.currentText()}
        for n, term in enumerate(form.delivery.terms(), start=1):
            facts["incoterm_short" if n == 1 else f"incoterm_short_{n}"] = term.incoterm
            facts["incoterm" if n == 1 else f"incoterm_{n}"] = term.incoterm
        pdf = self.format.current().name == PDF
        # A PDF is no order form: it is only kept in the ledger as the revision of an offer.
        kept = layout.for_buyers and layout.identified and (not pdf or self._scope.revises is not None)
        form.issue.setVisible(kept)
        priced = layout.for_buyers and form.prices_matter()
        self.file.show_layout(layout, form.language.current(), facts, priced=priced, sheet=not pdf)
        problem = form.problem() or (self.file.costs.problem() if form.prices_matter() else "")
        self.show_problem(problem)
        if not problem:
            form.refresh_rate_row()
        self.write.setEnabled(False)
        self._soon.start()

    def _look(self) -> None:
        if not self.form.problem() and not (self.form.prices_matter() and self.file.costs.problem()):
            self.file.look(self.options())

    def _show(self, found: ExportPreview) -> None:
        self.show_problem(self.findings.why_nothing())
        self.write.setEnabled(self.findings.written() > 0)
        if self._layout_for_buyers():
            words = _("The house has no name yet, so the head of the file will have none. Settings › House data.")
            self.file.caution.say(words if found.nameless else "")
            self.file.caution.setVisible(found.nameless)
        try:
            self.format.current().check(self.findings.written())
        except UserError as error:
            self.show_problem(str(error))
            self.write.setEnabled(False)

    def _refused(self, error: BaseException) -> None:
        if isinstance(error, UserError):
            self.show_problem(str(error))
        else:
            self._desk.fail(error)

    # --- writing ---------------------------------------------------------------------------------------------------

    def _ask_target(self) -> None:
        if self._layout is None:
            return
        file_format = self.format.current()
        name = file_format.suggested(self._layout, self.form.language.current(), self.form.buyer.text())
        folder = Path(self._desk.settings.get(FOLDER) or Path.home())
        chosen, _filter = QFileDialog.getSaveFileName(
            self, _("Write the file"), str(folder / name), file_format.filter()
        )
        if chosen:
            self.write_to(
                Path(chosen if chosen.lower().endswith(file_format.ending) else f"{chosen}{file_format.ending}")
            )

    def _remember(self, target: Path) -> None:
        settings = self._desk.settings
        settings.put(FOLDER, str(target.parent))
        kept = replace(
            self._kept,
            layout=self.layouts.current(),
            unready=self.findings.unready.current(),
            format=self.format.kept(),
        )
        if self.form.prices_matter():
            # Costs are offered again where they are not the house's, and do not become them now.
            costs, usual = self.file.costs, self.file.costs.keep.isChecked()
            kept = replace(
                kept,
                costs=None if usual else costs.differing(),
                shipment_m3=None if usual else costs.differing_volume(),
            )
        settings.put(KEPT, self.form.kept(kept) if self._layout_for_buyers() else kept)
        settings.save()
        terms, rate = self._terms, self.form.new_rate() if self.form.prices_matter() else None
        if rate is not None and self.form.keep_rate.isChecked():
            today = datetime.now(UTC).astimezone().date()
            terms = replace(terms, rates={**terms.rates, self.form.currency.currentText(): Rate(rate, today)})
        costs = self.file.costs
        if costs.keep.isChecked() and self.form.prices_matter():
            volume = costs.differing_volume() or terms.shipment_m3
            terms = replace(terms, steps=costs.steps(), shipment_m3=volume)
        if terms == self._terms or self._desk.catalogue.read_only:
            return
        catalogue = self._desk.catalogue
        self._desk.jobs.run_write(
            _("Trading terms"),
            lambda _progress: save_trading_terms(catalogue, terms),
            lambda _none: None,
            self._desk.fail,
        )

    def _written(self, written: ExportReport | PackReport, photoless: Sequence[Remark]) -> None:
        path = report_path(written)
        offers = (
            Offer(_("Open"), lambda: open_file(path), "external-link"),
            Offer(_("Show in the folder"), lambda: show_in_folder(path), "folder"),
        )
        self._desk.say(written_words(written), "attention" if needs_a_look(written) else "good", offers)
        if not isValid(self):
            return
        window = self.parentWidget()
        self.close()
        details = written_details(written, photoless)
        if details:
            title = _("The file is written. Please read before you send it:")
            MessageBox(title, details, window, "attention").open()

    def _failed(self, error: BaseException) -> None:
        if not isValid(self) or not isinstance(error, UserError):
            self._desk.fail(error)
        if isValid(self):
            self._settle()
            self._refused(error)

    def _settle(self) -> None:
        if isValid(self):
            self.write.setEnabled(True)

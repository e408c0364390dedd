"""The export dialog: a workbook is chosen, its terms settled, what it lacks is seen, and only then it is written."""

from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path

from PySide6.QtCore import QSize, Qt, QTimer
from PySide6.QtWidgets import QFileDialog, QHBoxLayout, QRadioButton, QScrollArea, QVBoxLayout, QWidget
from shiboken6 import isValid

from tradehouse.domain.display import show_number
from tradehouse.domain.errors import UserError
from tradehouse.domain.language import _, ngettext
from tradehouse.domain.pricing import Rate
from tradehouse.domain.progress import Progress
from tradehouse.exchange.layout_files import load_layout
from tradehouse.services.exporting import ExportOptions, ExportReport, export, suggested_name
from tradehouse.services.exporting.preview import ExportPreview, preview
from tradehouse.services.house import TradingTerms, read_house, read_trading_terms, save_trading_terms
from tradehouse.ui.desk import Desk
from tradehouse.ui.exporting.findings import Findings
from tradehouse.ui.exporting.kept import FOLDER, KEPT
from tradehouse.ui.exporting.layout_cards import LayoutCards
from tradehouse.ui.exporting.scope import EVERYTHING, LISTED, SELECTED, ExportScope
from tradehouse.ui.exporting.sheet_preview import SheetPreview
from tradehouse.ui.exporting.terms_form import TermsForm
from tradehouse.ui.kit.caution import Caution
from tradehouse.ui.kit.dialog import DialogFrame
from tradehouse.ui.kit.empty import Offer
from tradehouse.ui.kit.labels import label
from tradehouse.ui.kit.message import MessageBox
from tradehouse.ui.kit.work_line import WorkLine
from tradehouse.ui.opening import open_file, show_in_folder
from tradehouse.ui.theme import GAP, MARGIN, PANEL, SPACE

FORM = 440
PAUSE = 250  # milliseconds without a change until the products are looked at again


class ExportDialog(DialogFrame):
    """Closing it does not stop a file that is being written: the window says when it is done."""

    def __init__(self, desk: Desk, scope: ExportScope, parent: QWidget | None = None) -> None:
        super().__init__(_("Export"), "export_dialog", QSize(1020, 690), parent, margins=False)
        self._desk, self._scope = desk, scope
        self._kept = desk.settings.get(KEPT)
        self._terms = TradingTerms()
        self.layouts = LayoutCards()
        self.form = TermsForm()
        self.sheet = SheetPreview()
        self.findings = Findings()
        self._caution = Caution()
        self._scopes: dict[str, QRadioButton] = {}
        self._work = WorkLine(desk.jobs)
        self._soon = QTimer(self, singleShot=True, interval=PAUSE)
        self._soon.timeout.connect(self._look)
        row = QHBoxLayout()
        row.setSpacing(0)
        row.addWidget(self._choices())
        row.addWidget(self._file(), 1)
        self.body.setSpacing(0)
        self.body.addLayout(row, 1)
        self.add_button(_("Cancel"), self.close, kind="flat", end="left", name="leave")
        self.write = self.add_button(_("Write the file…"), self._ask_target, kind="primary", default=True, name="write")
        self.write.setEnabled(False)
        self.layouts.choose(self._kept.layout)
        self.layouts.chosen.connect(lambda _name: self._layout_chosen())
        self.form.changed.connect(self._changed)
        for button in self._scopes.values():
            button.toggled.connect(lambda on: self._changed() if on else None)
        self._layout_chosen()
        self._read_terms()

    def options(self) -> ExportOptions:
        """Return what is chosen."""
        options = ExportOptions(layout=self.layouts.current())
        if self._scopes[SELECTED].isChecked():
            options = replace(options, ids=tuple(self._scope.selected))
        elif self._scopes[LISTED].isChecked():
            options = replace(options, query=self._scope.listed)
        return self.form.apply(options)

    def write_to(self, target: Path) -> None:
        """Write the file; what came of it is told by the window."""
        catalogue, options = self._desk.catalogue, self.options()
        self._remember(target)
        job = self._desk.jobs.run_read(
            "export",
            lambda progress: export(catalogue, target, options, progress),
            self._written,
            self._failed,
            on_cancelled=self._settle,
            label=_("Writing {file}").format(file=target.name),
        )
        self.write.setEnabled(False)
        self._work.follow(job)

    def done(self, result: int) -> None:
        self._soon.stop()
        super().done(result)

    # --- building --------------------------------------------------------------------------------------------------

    def _choices(self) -> QWidget:
        content = QWidget()
        column = QVBoxLayout(content)
        column.setContentsMargins(MARGIN, PANEL, MARGIN, PANEL)
        column.setSpacing(PANEL)
        column.addWidget(label(_("Workbook"), "strong"))
        column.addWidget(self.layouts)
        column.addSpacing(SPACE)
        column.addWidget(label(_("Products"), "strong"))
        scopes = QVBoxLayout()
        scopes.setSpacing(0)
        for key, words in self._scope_words():
            button = QRadioButton(words)
            button.setObjectName(f"scope.{key}")
            self._scopes[key] = button
            scopes.addWidget(button)
        column.addLayout(scopes)
        self._scopes[SELECTED].setVisible(bool(self._scope.selected))
        self._scopes[LISTED].setVisible(self._scope.listed is not None)
        self._scopes[self._scope.first_choice()].setChecked(True)
        column.addSpacing(SPACE)
        self._terms_title = label(_("Terms"), "strong")
        column.addWidget(self._terms_title)
        column.addWidget(self.form)
        column.addStretch(1)
        area = QScrollArea()
        area.setWidget(content)
        area.setWidgetResizable(True)
        area.setFixedWidth(FORM)
        area.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        return area

    def _file(self) -> QWidget:
        side = QWidget()
        column = QVBoxLayout(side)
        column.setContentsMargins(GAP, PANEL, MARGIN, PANEL)
        column.setSpacing(GAP)
        column.addWidget(label(_("The file"), "strong"))
        column.addWidget(self.sheet)
        column.addWidget(self._caution)
        column.addWidget(self.findings, 1)
        column.addWidget(self._work)
        return side

    def _scope_words(self) -> tuple[tuple[str, str], ...]:
        selected = len(self._scope.selected)
        count = self._scope.listed_count
        listed = _("Current list")
        if count >= 0:
            listed = _("Current list ({n})").format(n=show_number(count))
        words = ngettext("{n} selected product", "{n} selected products", selected)
        return (
            (SELECTED, words.format(n=show_number(selected))),
            (LISTED, listed),
            (EVERYTHING, _("All products")),
        )

    # --- what is chosen --------------------------------------------------------------------------------------------

    def _read_terms(self) -> None:
        catalogue = self._desk.catalogue

        def arrived(found: tuple[TradingTerms, str]) -> None:
            self._terms, port = found
            self.form.show_terms(self._terms, self._kept, port)
            self._layout_chosen()

        self._desk.jobs.run_read(
            "export-terms",
            lambda _progress: (read_trading_terms(catalogue), str(read_house(catalogue)["default_port"] or "")),
            arrived,
            self._desk.fail,
            owner=self,
        )

    def _layout_chosen(self) -> None:
        layout = load_layout(self.layouts.current())
        self.form.show_layout(layout, self._kept)
        words = (
            "" if layout.for_buyers else _("Holds costs, phone numbers and other data of the house. Keep it inside.")
        )
        self._caution.say(words)
        self._changed()

    def _changed(self) -> None:
        layout = load_layout(self.layouts.current())
        form = self.form
        facts = {"currency": form.currency.currentText(), "incoterm_short": form.incoterm.chosen()}
        self.sheet.show_layout(layout, form.language.current(), facts)
        problem = form.problem()
        self.show_problem(problem)
        if not problem:
            form.refresh_rate_row()
        self.write.setEnabled(False)
        self._soon.start()

    def _look(self) -> None:
        if self.form.problem():
            return
        catalogue, options = self._desk.catalogue, self.options()
        self.findings.show_waiting()

        def work(progress: Progress) -> ExportPreview:
            return preview(catalogue, options, progress)

        job = self._desk.jobs.run_read(
            "export-preview", work, self._show, self._refused, owner=self, label=_("Looking at the products")
        )
        self._work.follow(job)

    def _show(self, found: ExportPreview) -> None:
        self.findings.show_preview(found)
        self.write.setEnabled(found.products > 0)
        layout = load_layout(self.layouts.current())
        if layout.for_buyers:
            words = _("The house has no name yet, so the head of the file will have none. Settings › House data.")
            self._caution.say(words if found.nameless else "")

    def _refused(self, error: BaseException) -> None:
        if isinstance(error, UserError):
            self.show_problem(str(error))
        else:
            self._desk.fail(error)

    # --- writing ---------------------------------------------------------------------------------------------------

    def _ask_target(self) -> None:
        layout = load_layout(self.layouts.current())
        name = suggested_name(layout, self.form.language.current(), self.form.buyer.text())
        folder = Path(self._desk.settings.get(FOLDER) or Path.home())
        chosen, _filter = QFileDialog.getSaveFileName(
            self, _("Write the file"), str(folder / name), f"{_('Excel workbook')} (*.xlsx)"
        )
        if chosen:
            self.write_to(Path(chosen) if chosen.lower().endswith(".xlsx") else Path(f"{chosen}.xlsx"))

    def _remember(self, target: Path) -> None:
        settings = self._desk.settings
        settings.put(FOLDER, str(target.parent))
        settings.put(KEPT, self.form.kept(self.layouts.current()))
        settings.save()
        rate = self.form.new_rate()
        if rate is None or not self.form.keep_rate.isChecked() or self._desk.catalogue.read_only:
            return
        today = datetime.now(UTC).astimezone().date()
        rates = {**self._terms.rates, self.form.currency.currentText(): Rate(rate, today)}
        catalogue, terms = self._desk.catalogue, replace(self._terms, rates=rates)
        self._desk.jobs.run_write(
            _("Trading terms"),
            lambda _progress: save_trading_terms(catalogue, terms),
            lambda _none: None,
            self._desk.fail,
        )

    def _written(self, report: ExportReport) -> None:
        words = ngettext("{n} product written to {file}.", "{n} products written to {file}.", report.rows)
        offers = (
            Offer(_("Open"), lambda: open_file(report.path), "external-link"),
            Offer(_("Show in the folder"), lambda: show_in_folder(report.path), "folder"),
        )
        told = bool(report.left_out or report.unpriced or report.photo_problems)
        self._desk.say(
            words.format(n=show_number(report.rows), file=report.path.name), "attention" if told else "good", offers
        )
        if not isValid(self):
            return
        window = self.parentWidget()
        self.close()
        problems = [str(problem) for problem in report.photo_problems]
        details = [*(str(warning) for warning in report.warnings), *problems]
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

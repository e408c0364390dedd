"""The package that somebody sent: what it holds, what will become of each record, and what both sides changed."""

from collections.abc import Callable
from datetime import datetime
from pathlib import Path

from PySide6.QtCore import QSize, Signal
from PySide6.QtWidgets import QHBoxLayout, QStackedWidget, QVBoxLayout, QWidget
from shiboken6 import isValid

from tradehouse.domain.display import show_number, show_time
from tradehouse.domain.errors import Conflict, UserError
from tradehouse.domain.language import N_, _, ngettext
from tradehouse.domain.progress import Progress
from tradehouse.services.importing.drafts import Outcome
from tradehouse.services.importing.reporting import ImportReport
from tradehouse.services.packages.applying import Applied, apply_package
from tradehouse.services.packages.planning import PackagePlan, plan_package
from tradehouse.services.packages.reporting import PackageImportReport, report_of_package
from tradehouse.ui.desk import Desk
from tradehouse.ui.kit.badge import Tone
from tradehouse.ui.kit.buttons import push_button
from tradehouse.ui.kit.caution import Caution
from tradehouse.ui.kit.dialog import DialogFrame
from tradehouse.ui.kit.empty import EmptyState, Offer
from tradehouse.ui.kit.filter_chip import FilterChip
from tradehouse.ui.kit.message import MessageBox
from tradehouse.ui.kit.plain_table import PlainTable
from tradehouse.ui.kit.work_line import WorkLine
from tradehouse.ui.packages.details import PackageDetails
from tradehouse.ui.packages.model import FILTERS, NAME, PackageModel
from tradehouse.ui.theme import GAP, MARGIN, PANEL

_CHIPS: dict[str, tuple[str, str, Tone]] = {
    "all": ("", N_("All"), "neutral"),
    "conflicts": ("warning", N_("Both changed"), "attention"),
    "created": ("plus", N_("New"), "good"),
    "updated": ("edit", N_("Changed"), "accent"),
    "unchanged": ("check", N_("As it is"), "neutral"),
    "rejected": ("error", N_("Rejected"), "danger"),
}


class PackageDialog(DialogFrame):
    """A window of its own beside the catalogue; nothing is written until the person says so.

    Signals:
        view_wanted(ImportReport): the person wants to see what came.
    """

    view_wanted = Signal(object)

    def __init__(self, desk: Desk, path: Path, parent: QWidget | None = None) -> None:
        super().__init__(
            _("Package {file}").format(file=path.name), "package_dialog", QSize(1120, 660), parent,
            sentence=_("Looking at what it holds…"), margins=False,
        )  # fmt: skip
        self.setModal(False)
        self._desk, self._path = desk, path
        self.plan: PackagePlan | None = None
        self._filter = "all"
        self._caution = Caution()
        self.chips: dict[str, FilterChip] = {}
        self._model = PackageModel(self)
        self.table = PlainTable(_("Records of the package"))
        self.table.setModel(self._model)
        self.table.set_widths((90, 130, 180, 160, 240), stretch=3)
        self.table.chosen.connect(lambda _row: self._show_details())
        self.details = PackageDetails()
        self.details.decided.connect(self._decide)
        self._empty = EmptyState()
        self._stack = QStackedWidget()
        self._work = WorkLine(desk.jobs)
        self._work.setContentsMargins(MARGIN, 0, MARGIN, 0)
        self._build()
        self.add_button(_("Cancel"), self.close, name="cancel")
        self.take = self.add_button(_("Take it in"), self.apply, kind="primary", glyph="import", default=True, name="take")  # fmt: skip
        self._look()

    def _build(self) -> None:
        self.all_ours = push_button(_("All ours"), lambda: self._decide_all(theirs=False), kind="flat")
        self.all_theirs = push_button(_("All theirs"), lambda: self._decide_all(theirs=True), kind="flat")
        self.all_ours.setObjectName("all_ours")
        self.all_theirs.setObjectName("all_theirs")
        line = QHBoxLayout()
        line.setContentsMargins(MARGIN, PANEL, MARGIN, PANEL)
        line.setSpacing(GAP)
        for key, _fits in FILTERS:
            glyph, words, tone = _CHIPS[key]
            chip = FilterChip(glyph, _(words), tone)
            chip.setObjectName(f"filter.{key}")
            chip.clicked.connect(lambda _on=False, key=key: self._show_filter(key))
            self.chips[key] = chip
            line.addWidget(chip)
        line.addStretch(1)
        line.addWidget(self.all_ours)
        line.addWidget(self.all_theirs)
        page = QWidget()
        column = QVBoxLayout(page)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addLayout(line)
        told = QHBoxLayout()
        told.setContentsMargins(MARGIN, 0, MARGIN, GAP)
        told.addWidget(self._caution)
        column.addLayout(told)
        row = QHBoxLayout()
        row.setSpacing(0)
        row.addWidget(self.table, 1)
        row.addWidget(self.details)
        column.addLayout(row, 1)
        self._stack.addWidget(self._empty)
        self._stack.addWidget(page)
        self.body.setSpacing(0)
        self.body.addWidget(self._stack, 1)
        self.body.addWidget(self._work)

    def done(self, result: int) -> None:
        # Escape, the window's cross and close() all end here; writing goes on and is told in the window's line.
        job = self._work.job()
        if job is not None and not self._writing:
            job.cancel()
        super().done(result)

    # --- looking ---------------------------------------------------------------------------------------------------

    _writing = False

    def _look(self, told: str = "") -> None:
        """Plan the package; what was decided before still holds where both values are what they were."""
        catalogue, path, before = self._desk.catalogue, self._path, self.plan
        self.take.setEnabled(False)
        self._empty.show_state("loading", "box", _("Looking at what it holds…"))
        self._stack.setCurrentWidget(self._empty)

        def work(progress: Progress) -> PackagePlan:
            plan = plan_package(catalogue, path, progress)
            if before is not None:
                plan.decide_as(before)
            return plan

        job = self._desk.jobs.run_read(
            "package-look", work, lambda plan: self._show(plan, told), self._refused, owner=self,
            label=_("Looking into {file}").format(file=path.name),
        )  # fmt: skip
        self._work.follow(job)

    def _refused(self, error: BaseException) -> None:
        if not isinstance(error, UserError):
            self._desk.fail(error)
            return
        self._empty.show_state("error", "error", _("The package cannot be taken in"), str(error))
        self._stack.setCurrentWidget(self._empty)

    def _show(self, plan: PackagePlan, told: str) -> None:
        self.plan = plan
        self.set_heading(_("Package {file}").format(file=self._path.name), _contents(plan))
        undecided = len(plan.conflicts)
        words = ngettext(
            "{n} field was changed on both sides. Ours is kept unless you choose theirs.",
            "{n} fields were changed on both sides. Ours are kept unless you choose theirs.",
            undecided,
        )
        self._caution.say(told or (words.format(n=show_number(undecided)) if undecided else ""))
        for button in (self.all_ours, self.all_theirs):
            button.setVisible(undecided > 0)
        if plan.entries:
            self._stack.setCurrentIndex(1)
            self._count()
            self._show_filter("conflicts" if undecided else "all")
            self.table.setFocus()
        else:
            self._empty.show_state("empty", "box", _("The package is empty"), _("There is nothing in it to take in."))

    def _count(self) -> None:
        plan = self.plan
        if plan is None:
            return
        for key, fits in FILTERS:
            self.chips[key].show_count(sum(map(fits, plan.entries)))
        taken = sum(entry.outcome in {Outcome.CREATED, Outcome.UPDATED} for entry in plan.entries)
        words = ngettext("Take in {n} record", "Take in {n} records", taken).format(n=show_number(taken))
        self.take.setText(words if taken else _("Nothing to take in"))
        self.take.setEnabled(taken > 0 and not self._desk.catalogue.read_only)

    def _show_filter(self, key: str) -> None:
        plan = self.plan
        if plan is None:
            return
        self._filter = key
        self.chips[key].setChecked(True)
        fits = dict(FILTERS)[key]
        self._model.show_entries(plan, [entry for entry in plan.entries if fits(entry)])
        self.table.setCurrentIndex(self._model.index(0, NAME))
        self._show_details()

    def _show_details(self) -> None:
        if self.plan is not None:
            self.details.show_entry(self.plan, self._model.entry_at(self.table.currentIndex().row()))

    # --- deciding --------------------------------------------------------------------------------------------------

    def _decide(self, key: str, theirs: bool) -> None:
        row = self.table.currentIndex().row()
        entry = self._model.entry_at(row)
        if entry is not None:
            entry.decide(key, theirs=theirs)
            self._model.repaint_row(row)
            self._count()

    def _decide_all(self, *, theirs: bool) -> None:
        if self.plan is not None:
            self.plan.decide_all(theirs=theirs)
            self._count()
            self._show_filter("conflicts")

    # --- writing ---------------------------------------------------------------------------------------------------

    def apply(self) -> None:
        """Write what is planned, as one change."""
        plan, catalogue = self.plan, self._desk.catalogue
        if plan is None or self._writing:
            return
        self._writing = True
        self.take.setEnabled(False)
        job = self._desk.jobs.run_write(
            _("Package {file}").format(file=self._path.name),
            lambda progress: apply_package(catalogue, plan, progress),
            lambda applied: self._applied(plan, applied),
            self._not_applied,
            on_cancelled=lambda: self._stopped(_("It was stopped; nothing of it was written.")),
        )
        self._work.follow(job)

    def _applied(self, plan: PackagePlan, applied: Applied) -> None:
        told = report_of_package(plan, applied)
        window = self.parentWidget() if isValid(self) else None
        view = self.view_wanted.emit if isValid(self) else None
        tell(self._desk, told, view)
        if isValid(self):
            self._writing = False
            self.close()
        details = [str(line.message) for line in (*told.report.rejects, *told.report.warnings)]
        if details and window is not None:
            MessageBox(_("The package is taken in. Please look at this:"), details, window, "attention").open()

    def _not_applied(self, error: BaseException) -> None:
        if not isValid(self) or not isinstance(error, UserError):
            self._desk.fail(error)
        if not isValid(self):
            return
        if isinstance(error, Conflict) and error.code == "plan_outdated":
            self._writing = False
            self._look(_("The catalogue was changed in the meantime, so this is a fresh plan. Please look again."))
        else:
            self._stopped(str(error))

    def _stopped(self, words: str) -> None:
        if isValid(self):
            self._writing = False
            self._count()
            self._caution.say(words, "danger")


def tell(desk: Desk, told: PackageImportReport, view: Callable[[ImportReport], object] | None = None) -> None:
    """Say what a package brought, with a way to look at it and a way back."""
    report = told.report
    rows = report.rows.created + report.rows.updated
    words = ngettext("{n} record taken in from the package.", "{n} records taken in from the package.", rows)
    change_set = report.change_set
    offers = []
    if view is not None:
        offers.append(Offer(_("View"), lambda: view(report), "eye"))
    if change_set is not None:
        offers.append(Offer(_("Undo"), lambda: desk.undo(change_set), "undo"))
    desk.say(words.format(n=show_number(rows)), "attention" if told.left_over else "good", tuple(offers))


def _contents(plan: PackagePlan) -> str:
    facts = plan.package.facts
    said = []
    house = str(facts.get("house") or "").strip()
    made = _time(facts.get("made"))
    if house and made:
        said.append(_("From {house}, packed {when}").format(house=house, when=made))
    elif house or made:
        said.append(_("From {house}").format(house=house) if house else _("Packed {when}").format(when=made))
    words: dict[str, Callable[[int], str]] = {
        "product": lambda n: ngettext("{n} product", "{n} products", n),
        "supplier": lambda n: ngettext("{n} supplier", "{n} suppliers", n),
        "certification": lambda n: ngettext("{n} certificate", "{n} certificates", n),
    }
    for kind, say in words.items():
        n = sum(1 for entry in plan.entries if entry.kind == kind)
        if n:
            said.append(say(n).format(n=show_number(n)))
    if plan.photos_found:
        photos = ngettext("{n} photo", "{n} photos", plan.photos_found).format(n=show_number(plan.photos_found))
        said.append(photos)
    return "  ·  ".join(said)


def _time(value: object) -> str:
    try:
        return show_time(datetime.fromisoformat(str(value)))
    except ValueError:
        return ""

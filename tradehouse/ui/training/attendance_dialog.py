"""A list of attendance: read, compared with suppliers and participants, corrected, and only then taken in."""

from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtWidgets import QFrame, QHBoxLayout, QScrollArea, QVBoxLayout, QWidget
from shiboken6 import isValid

from tradehouse.domain.attendance import SheetReading
from tradehouse.domain.display import show_number
from tradehouse.domain.errors import UserError
from tradehouse.domain.language import _, ngettext
from tradehouse.domain.progress import Progress
from tradehouse.domain.records import Record
from tradehouse.services.training.plans import (
    AttendanceFile,
    AttendancePlan,
    Choices,
    LineState,
    Outcome,
    PlannedLine,
)
from tradehouse.ui.desk import Desk
from tradehouse.ui.kit.dialog import DialogFrame
from tradehouse.ui.kit.empty import EmptyState, Offer
from tradehouse.ui.kit.filter_chip import FilterChip
from tradehouse.ui.kit.labels import hairline, label
from tradehouse.ui.kit.plain_table import PlainTable
from tradehouse.ui.kit.work_line import WorkLine
from tradehouse.ui.theme import GAP, MARGIN, PANEL
from tradehouse.ui.training.attendance_model import STRETCH, WIDTHS, AttendanceModel
from tradehouse.ui.training.reading_panel import ReadingPanel
from tradehouse.ui.training.row_panel import RowPanel

if TYPE_CHECKING:
    from tradehouse.services.training.applying import AttendanceReport
    from tradehouse.services.training.matching import Suppliers

_SIDE = 312
_SIZE = QSize(1320, 690)


class AttendanceDialog(DialogFrame):
    """Reads a list as soon as it is made. Nothing is written until the person says so.

    Signals:
        applied(): the list was taken in.
    """

    applied = Signal()

    def __init__(self, desk: Desk, programme: Record, path: Path, parent: QWidget | None = None) -> None:
        title = _("Participants of {name}").format(name=programme["name"])
        super().__init__(title, "attendance_dialog", _SIZE, parent, sentence=path.name, margins=False)
        self._desk, self._programme, self._path = desk, programme, path
        self._file: AttendanceFile | None = None
        self._suppliers: Suppliers | None = None
        self._choices = Choices()
        self.plan: AttendancePlan | None = None
        self._model = AttendanceModel(self)
        self.table = PlainTable(_("Rows of the list"))
        self.table.setObjectName("attendance_rows")
        self.table.setModel(self._model)
        self.table.set_widths(WIDTHS, stretch=STRETCH)
        self.table.chosen.connect(lambda _row: self._show_row())
        self.chips = _chips()
        for chip in self.chips.values():
            chip.clicked.connect(self._narrow)
        self.row = RowPanel(desk)
        self.row.supplier_chosen.connect(self._choose_supplier)
        self.row.same_chosen.connect(self._choose_same)
        self.reading = ReadingPanel()
        self.reading.taken_changed.connect(self._take_sheet)
        self.reading.session_chosen.connect(self._choose_session)
        self.reading.role_chosen.connect(self._choose_role)
        self.reading.registered_only_changed.connect(lambda on: self._decide(registered_only=on))
        self._work = WorkLine(desk.jobs)
        self._waiting = EmptyState()
        self._waiting.show_state("loading", "loader", _("Reading {file}…").format(file=path.name))
        self._content = QWidget()
        self._nothing = EmptyState()
        words = _("Say at the right what the columns hold, or which sheet is to be taken.")
        self._nothing.show_state("empty", "columns", _("No row is taken yet"), words)
        self._build()
        self.leave = self.add_button(_("Cancel"), self.close, kind="flat", end="left", name="leave")
        self.merge = self.add_button(_("Count all doubles once"), self._merge_all, name="merge_doubles")
        self.take = self.add_button(_("Take in"), self.apply, kind="primary", default=True, name="take_in")
        for button in (self.merge, self.take):
            button.hide()
        self._read()

    def apply(self) -> None:
        """Take the list in as one change."""
        from tradehouse.services.training.applying import apply_attendance

        plan, catalogue = self.plan, self._desk.catalogue
        if plan is None or not self.take.isEnabled():
            return
        self.take.setEnabled(False)
        self._desk.jobs.run_write(
            _("Taking in {file}").format(file=self._path.name),
            lambda _p: apply_attendance(catalogue, plan),
            self._applied,
            self._failed,
        )

    def _build(self) -> None:
        side = QWidget()
        column = QVBoxLayout(side)
        column.setContentsMargins(PANEL, 0, PANEL, 0)
        column.setSpacing(PANEL)
        for widget in (label(_("This row"), "strong"), self.row, hairline(), label(_("How the list is read"), "strong"),
                       self.reading):  # fmt: skip
            column.addWidget(widget)
        column.addStretch(1)
        area = QScrollArea()
        area.setFrameShape(QFrame.Shape.NoFrame)
        area.setWidget(side)
        area.setWidgetResizable(True)
        area.setFixedWidth(_SIDE)
        area.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        chips = QHBoxLayout()
        chips.setSpacing(GAP)
        for chip in self.chips.values():
            chips.addWidget(chip)
        chips.addStretch(1)
        left = QVBoxLayout()
        left.setSpacing(GAP)
        left.addLayout(chips)
        left.addWidget(self.table, 1)
        left.addWidget(self._nothing, 1)
        left.addWidget(self._work)
        row = QHBoxLayout(self._content)
        row.setContentsMargins(MARGIN, PANEL, 0, GAP)
        row.setSpacing(GAP)
        row.addLayout(left, 1)
        row.addWidget(area)
        self._content.hide()
        self.body.setSpacing(0)
        self.body.addWidget(self._waiting, 1)
        self.body.addWidget(self._content, 1)

    # --- reading -----------------------------------------------------------------------------------------------------

    def _read(self) -> None:
        catalogue, programme, path, choices = self._desk.catalogue, self._programme.id, self._path, self._choices
        file, suppliers = self._file, self._suppliers

        def work(progress: Progress) -> "tuple[AttendanceFile, Suppliers, AttendancePlan]":
            from tradehouse.services.training.attendance import open_attendance, plan_attendance
            from tradehouse.services.training.matching import all_suppliers

            opened = file or open_attendance(path, progress)
            known = suppliers or all_suppliers(catalogue, progress)
            plan = plan_attendance(catalogue, programme, opened, known, choices, progress, correctable=True)
            return opened, known, plan

        job = self._desk.jobs.run_read(
            f"attendance:{id(self)}", work, self._show, self._unreadable, on_cancelled=lambda: self.done(0), owner=self,
            label=_("Reading {file}").format(file=path.name),
        )  # fmt: skip
        self._work.follow(job)

    def _show(self, told: "tuple[AttendanceFile, Suppliers, AttendancePlan]") -> None:
        self._file, self._suppliers, self.plan = told
        plan = self.plan
        for key, chip in self.chips.items():
            chip.show_count(len(plan.lines) if key == "all" else plan.count(LineState(key)))
            chip.setVisible(key == "all" or chip.count() > 0)
        if not any(chip.isChecked() and chip.isEnabled() for chip in self.chips.values()):
            self.chips["all"].setChecked(True)
        self.reading.show_plan(plan)
        self._waiting.hide()
        self._content.show()
        self._narrow()
        self._say_what_comes(plan)

    def _say_what_comes(self, plan: AttendancePlan) -> None:
        counts = [
            (plan.outcomes(Outcome.NEW), _("{n} new")),
            (plan.outcomes(Outcome.UPDATED), _("{n} updated")),
            (plan.outcomes(Outcome.UNCHANGED), _("{n} known already")),
            (plan.outcomes(Outcome.MERGED), _("{n} counted once")),
            (plan.outcomes(Outcome.NOT_TAKEN), _("{n} not taken")),
            (plan.passed_over, _("{n} other rows passed over")),
        ]
        facts = [words.format(n=show_number(count)) for count, words in counts if count]
        self.set_heading(self.windowTitle(), "  ·  ".join((self._path.name, *facts)))
        changes = plan.outcomes(Outcome.NEW) + plan.outcomes(Outcome.UPDATED)
        problem = ""
        if self._desk.catalogue.read_only:
            problem = _("The catalogue is read only here, so nothing can be taken in.")
        elif not plan.lines:
            problem = _("No row is taken. Choose another sheet, or say what its columns hold.")
        elif not changes:
            problem = _("The programme has all of this already.")
        words = ngettext("Take in {n} row", "Take in {n} rows", changes).format(n=show_number(changes))
        self.take.setText(words if changes else _("Take in"))
        self.take.setVisible(True)
        self.take.setEnabled(not problem)
        doubles = any(line.twin is not None and not line.same for line in plan.lines)
        self.merge.setVisible(doubles)
        self.show_problem(problem)

    def _narrow(self) -> None:
        plan, before = self.plan, self._line()
        if plan is None:
            return
        chosen = next((key for key, chip in self.chips.items() if chip.isChecked()), "all")
        rows: Sequence[PlannedLine] = plan.lines
        if chosen != "all":
            rows = [line for line in rows if line.state == chosen]
        self._model.show_rows(rows, named=len(plan.lists) > 1)
        self.table.setVisible(bool(rows))
        self._nothing.setVisible(not rows)
        at = next((n for n, line in enumerate(rows) if before is not None and line.place == before.place), 0)
        self.table.choose(at)
        self._show_row()

    def _line(self) -> PlannedLine | None:
        at = self.table.currentIndex().row()
        return self._model.rows[at] if 0 <= at < len(self._model.rows) else None

    def _show_row(self) -> None:
        self.row.show_line(self._line())

    def _unreadable(self, error: BaseException) -> None:
        if not isinstance(error, UserError):
            self._desk.fail(error)
        words = str(error) if isinstance(error, UserError) else _("Something went wrong while reading. Try again.")
        if self.plan is not None:
            self.show_problem(words)
            return
        self._waiting.show_state("error", "error", _("This list cannot be taken"), words)
        self.leave.setText(_("Close"))

    # --- deciding ----------------------------------------------------------------------------------------------------

    def _decide(self, **changes: Any) -> None:
        self._choices = replace(self._choices, **changes)
        self._read()

    def _choose_supplier(self, line: PlannedLine, supplier_id: int | None) -> None:
        self._decide(suppliers={**self._choices.suppliers, line.place: supplier_id})

    def _choose_same(self, line: PlannedLine, same: bool) -> None:
        self._decide(doubles={**self._choices.doubles, line.place: same})

    def _merge_all(self) -> None:
        self._decide(merge_doubles=True)

    def _take_sheet(self, sheet: str, taken: bool) -> None:
        out = self._choices.left_out
        self._decide(left_out=out - {sheet} if taken else out | {sheet})

    def _choose_session(self, sheet: str, choice: object) -> None:
        if choice is not None:
            self._decide(sessions={**self._choices.sessions, sheet: choice})

    def _choose_role(self, sheet: str, letter: str, role: str) -> None:
        known = self._choices.readings.get(sheet, SheetReading())
        self._decide(readings={**self._choices.readings, sheet: replace(known, roles={**known.roles, letter: role})})

    # --- afterwards --------------------------------------------------------------------------------------------------

    def _applied(self, report: "AttendanceReport") -> None:
        words = ngettext("{new} participant taken in, {updated} updated.", "{new} participants taken in, {updated} updated.", report.new)  # fmt: skip
        change = report.change_set
        offers = (Offer(_("Undo"), lambda: self._desk.undo(change), "undo"),) if change is not None else ()
        figures = {key: show_number(getattr(report, key)) for key in ("new", "updated")}
        self._desk.say(words.format(**figures), "good", offers)
        if isValid(self):
            self.applied.emit()
            self.close()

    def _failed(self, error: BaseException) -> None:
        if isValid(self) and isinstance(error, UserError):
            self.take.setEnabled(True)
            self.show_problem(str(error))
        else:
            self._desk.fail(error)


def _chips() -> dict[str, FilterChip]:
    made = {
        "all": FilterChip("list", _("All rows")),
        "matched": FilterChip("check-circle", _("Suppliers"), "good"),
        "asked": FilterChip("help", _("To be decided"), "attention"),
        "name": FilterChip("user", _("New names")),
        "twice": FilterChip("users", _("Twice"), "attention"),
        "unnamed": FilterChip("error", _("Names nobody"), "danger"),
    }
    for key, chip in made.items():
        chip.setObjectName(f"rows_{key}")
    return made

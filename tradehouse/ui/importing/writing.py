"""From the plan to the catalogue, and back: writing, saying what came of it, undoing, saving what was rejected."""

from pathlib import Path

from PySide6.QtCore import QObject, Signal
from shiboken6 import isValid

from tradehouse.domain.display import show_number
from tradehouse.domain.errors import UserError
from tradehouse.domain.language import _, ngettext
from tradehouse.services.importing.reporting import ImportReport
from tradehouse.ui.desk import Desk
from tradehouse.ui.importing.step_plan import PlanStep
from tradehouse.ui.importing.step_result import ResultStep
from tradehouse.ui.importing.working import Working
from tradehouse.ui.jobs import Job
from tradehouse.ui.kit.empty import Offer
from tradehouse.ui.kit.work_line import WorkLine
from tradehouse.ui.opening import show_in_folder


class Writing(QObject):
    """Goes on when the wizard is closed: the result is then told in the window's line.

    Signals:
        begun(): the catalogue is being written to.
        moved(): what the result page shows has changed.
        outdated(text): the catalogue changed since the plan was made; text says so.
        imported(ImportReport), view_wanted(ImportReport): as the wizard's.
    """

    begun = Signal()
    moved = Signal()
    outdated = Signal(str)
    imported = Signal(object)
    view_wanted = Signal(object)

    def __init__(self, desk: Desk, working: Working, plan: PlanStep, result: ResultStep, line: WorkLine) -> None:
        super().__init__(line)
        self._desk, self._working = desk, working
        self._plan, self._result, self._line = plan, result, line
        self._job: Job | None = None
        self.report: ImportReport | None = None
        plan.rejects_wanted.connect(self.save_rejects)
        result.rejects_wanted.connect(self.save_rejects)
        result.view_wanted.connect(self._view)
        result.undo_wanted.connect(self._undo)

    def busy(self) -> bool:
        """Say whether the catalogue is being written to."""
        return self._job is not None

    def begin(self) -> None:
        """Write what is planned."""
        report = self._plan.report
        job = self._working.write(self._written, self._refused, self._stopped)
        if job is None or report is None:
            return
        self._job = job
        self._result.show_working(report.rows.created + report.rows.updated)
        self.begun.emit()
        self._line.follow(job)
        self.moved.emit()

    def save_rejects(self, target: Path) -> None:
        """Save the rejected rows of the plan."""
        desk = self._desk

        def saved(rows: int) -> None:
            words = ngettext("{n} rejected row saved.", "{n} rejected rows saved.", rows).format(n=rows)
            desk.say(words, "good", (Offer(_("Show in the folder"), lambda: show_in_folder(target), "folder"),))

        self._line.follow(self._working.save_rejects(target, saved, desk.fail))

    def _written(self, report: ImportReport) -> None:
        self._job = None
        self._tell(report)
        if not isValid(self):
            self._working.drop_plan()
            return
        self.report = report
        self._result.show_report(report)
        self.imported.emit(report)
        self.moved.emit()

    def _refused(self, error: UserError) -> None:
        self._job = None
        if not isValid(self):
            self._working.drop_plan()
            self._desk.fail(error)
        elif error.code == "plan_outdated":
            self.outdated.emit(
                _("The catalogue was changed in the meantime, so this is a fresh plan. Please look again.")
            )
        else:
            self._result.show_stopped(str(error))
            self.moved.emit()

    def _stopped(self) -> None:
        self._job = None
        if isValid(self):
            self.outdated.emit(_("The import was stopped; nothing of it was written."))
        else:
            self._working.drop_plan()

    def _tell(self, report: ImportReport) -> None:
        rows = report.rows.created + report.rows.updated
        number = report.change_set
        if number is None:
            self._desk.say(_("The catalogue had all of this already."), "neutral")
            return
        words = ngettext("{n} row imported.", "{n} rows imported.", rows).format(n=show_number(rows))
        if report.rows.rejected:
            more = ngettext("{n} row was rejected.", "{n} rows were rejected.", report.rows.rejected)
            words = f"{words} {more.format(n=show_number(report.rows.rejected))}"
        self._desk.say(
            words,
            "attention" if report.rows.rejected else "good",
            (Offer(_("Undo"), lambda: self._desk.undo(number), "undo"),),
        )

    def _view(self) -> None:
        if self.report is not None:
            self.view_wanted.emit(self.report)

    def _undo(self) -> None:
        report = self.report
        if report is None or report.change_set is None:
            return

        def told(kept: int | None) -> None:
            if not isValid(self):
                return
            if kept is None:
                self._result.undo.setEnabled(True)
            else:
                self._result.show_undone(kept)

        self._result.undo.setEnabled(False)
        self._desk.undo(report.change_set, told)

"""The work behind the wizard: looking into files, planning, writing, saving what was rejected. All off the window's thread."""

from collections.abc import Callable
from dataclasses import dataclass, replace
from pathlib import Path

from PySide6.QtCore import QObject
from shiboken6 import isValid

from tradehouse.domain.errors import UserError
from tradehouse.domain.language import _
from tradehouse.domain.progress import Progress
from tradehouse.services.importing.applying import apply_import
from tradehouse.services.importing.inspecting import Inspection, SheetView, inspect, inspect_sheet
from tradehouse.services.importing.options import ImportOptions
from tradehouse.services.importing.plan_rows import PlanRows, plan_rows
from tradehouse.services.importing.planning import ImportPlan, plan_import, replan
from tradehouse.services.importing.problems import ProblemGroup, problem_groups
from tradehouse.services.importing.rejected import save_rejects
from tradehouse.services.importing.remembering import recall
from tradehouse.services.importing.reporting import ImportReport, report_of
from tradehouse.services.importing.word_matching import WordMatch, word_matches
from tradehouse.ui.desk import Desk
from tradehouse.ui.importing.choices import Choices
from tradehouse.ui.importing.sheet_choice import SheetChoice
from tradehouse.ui.jobs import Job

Refused = Callable[[UserError], None]


@dataclass(frozen=True, slots=True)
class ShownPlan:
    """A plan with what is shown of it: its rows, what is wrong in groups, and its report."""

    plan: ImportPlan
    rows: PlanRows
    problems: tuple[ProblemGroup, ...]
    report: ImportReport


class Working(QObject):
    """Starts the work of one wizard. A plan that arrives after the wizard is gone is closed at once.

    plan is the newest one, made for the options in asked.
    """

    def __init__(self, desk: Desk, parent: QObject) -> None:
        super().__init__(parent)
        self._desk = desk
        self.plan: ImportPlan | None = None
        self.asked: ImportOptions | None = None

    def look(self, choices: Choices, done: Callable[[Inspection], None], refused: Refused) -> Job:
        """Look into the chosen files."""
        catalogue, options = self._desk.catalogue, choices.first_look()
        return self._desk.jobs.run_read(
            "import-look",
            lambda progress: inspect(replace(options, memory=recall(catalogue, options.supplier)), progress),
            done,
            self._or_fail(refused),
            owner=self,
            label=_("Looking into the files"),
        )

    def look_again(
        self, choices: Choices, choice: SheetChoice, done: Callable[[SheetView], None], refused: Refused
    ) -> Job:
        """Look at one sheet with another header row or as another kind of list."""
        paths, (file, sheet), reading = tuple(choices.paths), choice.key, choice.said
        return self._desk.jobs.run_read(
            "import-look",
            lambda progress: inspect_sheet(paths, file, sheet, reading, progress),
            done,
            self._or_fail(refused),
            owner=self,
            label=_("Looking into {file}").format(file=file),
        )

    def look_beside(self, choices: Choices, choice: SheetChoice, done: Callable[[SheetView], None]) -> None:
        """Look at one sheet again while the person goes on; what is in the way of it is told with the plan."""
        paths, (file, sheet), reading = tuple(choices.paths), choice.key, choice.said
        self._desk.jobs.run_read(
            "import-look-beside",
            lambda progress: inspect_sheet(paths, file, sheet, reading, progress),
            lambda view: done(view) if choice.said == reading else None,
            self._or_fail(lambda _error: None),
            owner=self,
        )

    def look_at_words(
        self, choices: Choices, choice: SheetChoice, done: Callable[[tuple[WordMatch, ...]], None]
    ) -> None:
        """Find the words of the choice columns of one sheet, while the person goes on."""
        paths, (file, sheet), reading = tuple(choices.paths), choice.key, choice.said
        self._desk.jobs.run_read(
            "import-words",
            lambda progress: word_matches(paths, file, sheet, reading, progress),
            done,
            self._or_fail(lambda _error: None),
            owner=self,
        )

    def can_remake(self, choices: Choices) -> bool:
        """Say whether the plan is of the same files, so that only decisions changed."""
        options = choices.options()
        asked = self.asked
        return asked is not None and (asked.files, asked.photos) == (options.files, options.photos)

    def make_plan(
        self, choices: Choices, done: Callable[[ShownPlan], None], refused: Refused, stopped: Callable[[], None]
    ) -> Job:
        """Plan the import that was chosen; from the files that are open where only decisions changed."""
        catalogue, options, before = self._desk.catalogue, choices.options(), self.plan
        held = before.opened.hold() if before is not None and self.can_remake(choices) else None
        if held is None:
            self.drop_plan()

        def work(progress: Progress) -> ShownPlan:
            if before is not None and held is not None:
                plan = replan(catalogue, before, options, progress)
            else:
                plan = plan_import(catalogue, options, progress)
            try:
                report = report_of(plan, None, dry_run=True)
                return ShownPlan(plan, plan_rows(catalogue, plan), problem_groups(plan), report)
            except BaseException:
                plan.close()
                raise

        def arrived(made: ShownPlan) -> None:
            if not isValid(self):
                made.plan.close()
                return
            self.drop_plan()
            self.plan, self.asked = made.plan, options
            done(made)

        job = self._desk.jobs.run_read(
            "import-plan",
            work,
            arrived,
            self._or_fail(refused),
            on_cancelled=stopped,
            label=_("Planning the import"),
        )
        if held is not None and job.future is not None:
            # However the work ends, and also where it never begins.
            job.future.add_done_callback(lambda _ended: held.release())
        return job

    def write(self, done: Callable[[ImportReport], None], refused: Refused, stopped: Callable[[], None]) -> Job | None:
        """Write what was planned."""
        plan, catalogue = self.plan, self._desk.catalogue
        if plan is None:
            return None
        names = ", ".join(dict.fromkeys(part.file.name for part in plan.parts))
        return self._desk.jobs.run_write(
            _("Import {file}").format(file=names),
            lambda progress: apply_import(catalogue, plan, progress),
            done,
            self._or_fail(refused),
            on_cancelled=stopped,
        )

    def save_rejects(self, target: Path, done: Callable[[int], None], refused: Refused) -> Job | None:
        """Write the rejected rows of the plan to a workbook."""
        plan = self.plan
        if plan is None:
            return None
        return self._desk.jobs.run_read(
            "import-rejects",
            lambda progress: save_rejects(plan, target, progress),
            done,
            self._or_fail(refused),
            label=_("Saving rejected rows"),
        )

    def drop_plan(self) -> None:
        """Let go of the files of the plan."""
        if self.plan is not None:
            self.plan.close()
            self.plan = self.asked = None

    def _or_fail(self, refused: Refused) -> Callable[[BaseException], None]:
        def take(error: BaseException) -> None:
            if isinstance(error, UserError):
                refused(error)
            else:
                self._desk.fail(error)

        return take

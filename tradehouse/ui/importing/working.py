"""The work behind the wizard: looking into files, planning, writing, saving what was rejected. All off the window's thread."""

from collections.abc import Callable
from pathlib import Path

from PySide6.QtCore import QObject
from shiboken6 import isValid

from tradehouse.domain.errors import UserError
from tradehouse.domain.language import _
from tradehouse.domain.progress import Progress
from tradehouse.services import history
from tradehouse.services.importing.applying import apply_import
from tradehouse.services.importing.inspecting import Inspection, SheetView, inspect, inspect_sheet
from tradehouse.services.importing.plan_rows import PlanRows, plan_rows
from tradehouse.services.importing.planning import ImportPlan, plan_import
from tradehouse.services.importing.rejected import save_rejects
from tradehouse.services.importing.reporting import ImportReport
from tradehouse.ui.desk import Desk
from tradehouse.ui.importing.choices import Choices, SheetChoice
from tradehouse.ui.jobs import Job

Refused = Callable[[UserError], None]


class Working(QObject):
    """Starts the work of one wizard. A plan that arrives after the wizard is gone is closed at once."""

    def __init__(self, desk: Desk, parent: QObject) -> None:
        super().__init__(parent)
        self._desk = desk
        self.plan: ImportPlan | None = None

    def look(self, choices: Choices, done: Callable[[Inspection], None], refused: Refused) -> Job:
        """Look into the chosen files."""
        options = choices.first_look()
        return self._desk.jobs.run_read(
            "import-look",
            lambda progress: inspect(options, progress),
            done,
            self._or_fail(refused),
            owner=self,
            label=_("Looking into the files"),
        )

    def look_again(
        self, choices: Choices, choice: SheetChoice, done: Callable[[SheetView], None], refused: Refused
    ) -> Job:
        """Look at one sheet with another header row or as another kind of list."""
        paths, (file, sheet), reading = tuple(choices.paths), choice.key, choice.reading()
        return self._desk.jobs.run_read(
            "import-look",
            lambda progress: inspect_sheet(paths, file, sheet, reading, progress),
            done,
            self._or_fail(refused),
            owner=self,
            label=_("Looking into {file}").format(file=file),
        )

    def make_plan(
        self,
        choices: Choices,
        done: Callable[[ImportPlan, PlanRows], None],
        refused: Refused,
        stopped: Callable[[], None],
    ) -> Job:
        """Plan the import that was chosen; the plan before it is given up."""
        self.drop_plan()
        catalogue, options = self._desk.catalogue, choices.options()

        def work(progress: Progress) -> tuple[ImportPlan, PlanRows]:
            plan = plan_import(catalogue, options, progress)
            try:
                return plan, plan_rows(catalogue, plan)
            except BaseException:
                plan.close()
                raise

        def arrived(made: tuple[ImportPlan, PlanRows]) -> None:
            plan, rows = made
            if not isValid(self):
                plan.close()
                return
            self.drop_plan()
            self.plan = plan
            done(plan, rows)

        return self._desk.jobs.run_read(
            "import-plan",
            work,
            arrived,
            self._or_fail(refused),
            on_cancelled=stopped,
            label=_("Planning the import"),
        )

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

    def undo(self, change_set: int, done: Callable[[], None], refused: Refused) -> Job:
        """Take an import back."""
        catalogue = self._desk.catalogue
        return self._desk.jobs.run_write(
            _("Undoing"),
            lambda progress: history.undo(catalogue, change_set, progress),
            lambda _change: done(),
            self._or_fail(refused),
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
            self.plan = None

    def _or_fail(self, refused: Refused) -> Callable[[BaseException], None]:
        def take(error: BaseException) -> None:
            if isinstance(error, UserError):
                refused(error)
            else:
                self._desk.fail(error)

        return take

"""The import wizard: one frame around six pages. Back and forth keeps every choice; Enter goes on."""

from collections.abc import Sequence
from pathlib import Path

from PySide6.QtCore import QSize, Signal
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QStackedWidget, QWidget

from tradehouse.domain.errors import UserError
from tradehouse.domain.language import N_, _
from tradehouse.services.importing.inspecting import Inspection, SheetView
from tradehouse.services.importing.problems import ProblemGroup
from tradehouse.services.importing.reporting import ImportReport
from tradehouse.ui.desk import Desk
from tradehouse.ui.importing.choices import Choices
from tradehouse.ui.importing.plan_making import PlanMaking
from tradehouse.ui.importing.rail import StepRail
from tradehouse.ui.importing.route import FILE, HEADER, MAPPING, PLAN, RESULT, SHEET, step_after, step_before
from tradehouse.ui.importing.sheet_choice import SheetChoice
from tradehouse.ui.importing.step import Step
from tradehouse.ui.importing.step_file import FileStep
from tradehouse.ui.importing.step_header import HeaderStep
from tradehouse.ui.importing.step_mapping import MappingStep
from tradehouse.ui.importing.step_plan import PlanStep
from tradehouse.ui.importing.step_result import ResultStep
from tradehouse.ui.importing.step_sheet import SheetStep
from tradehouse.ui.importing.working import Working
from tradehouse.ui.importing.writing import Writing
from tradehouse.ui.kit.dialog import DialogFrame
from tradehouse.ui.kit.work_line import WorkLine
from tradehouse.ui.settings_store import last_folder
from tradehouse.ui.templates import save_template
from tradehouse.ui.theme import MARGIN

TITLES = (N_("Files"), N_("Sheets"), N_("Header row"), N_("Columns"), N_("Plan"), N_("Result"))
FOLDER = last_folder("import")


class ImportWizard(DialogFrame):
    """A window of its own beside the catalogue, which stays usable.

    Signals:
        view_wanted(ImportReport): the person wants to see what was imported.
        imported(ImportReport): an import was written.
    """

    view_wanted = Signal(object)
    imported = Signal(object)

    def __init__(self, desk: Desk, parent: QWidget | None = None) -> None:
        super().__init__(_("Import"), "import_wizard", QSize(1560, 900), parent, sentence=" ", margins=False)
        self.setModal(False)
        self._desk = desk
        self.choices = Choices()
        self._looked_at: tuple[object, ...] = ()
        self._working = Working(desk, self)
        folder = desk.settings.get(FOLDER)
        self.file_step = FileStep(self.choices, folder)
        self.sheet_step = SheetStep(self.choices)
        self.header_step = HeaderStep(self.choices)
        self.mapping_step = MappingStep(self.choices, desk)
        self.plan_step = PlanStep(self.choices, folder)
        self.result_step = ResultStep(folder)
        self.steps: tuple[Step, ...] = (
            self.file_step, self.sheet_step, self.header_step, self.mapping_step, self.plan_step, self.result_step,
        )  # fmt: skip
        self.rail = StepRail([_(title) for title in TITLES])
        self.head_column.addWidget(self.rail)
        self._stack = QStackedWidget()
        for step in self.steps:
            self._stack.addWidget(step)
            step.changed.connect(self._refresh)
        self._work = WorkLine(desk.jobs)
        self._work.setContentsMargins(MARGIN, 0, MARGIN, 0)
        self.body.setSpacing(0)
        self.body.addWidget(self._stack, 1)
        self.body.addWidget(self._work)
        self.leave = self.add_button(_("Cancel"), self.close, kind="flat", end="left", name="leave")
        self.back = self.add_button(_("Back"), self.go_back, glyph="arrow-left", name="back")
        self.next = self.add_button(_("Next"), self.go_on, kind="primary", default=True, name="next")
        self._writing = Writing(desk, self._working, self.plan_step, self.result_step, self._work)
        self._planning = PlanMaking(self.choices, self._working, self.plan_step, self._work)
        self._connect()
        self.show_step(FILE)
        self.file_step.zone.files.setFocus()

    @property
    def current(self) -> int:
        """The number of the page that is shown, from FILE to RESULT."""
        return self._stack.currentIndex()

    def take_files(self, paths: Sequence[Path]) -> None:
        """Begin with these files and go on from there."""
        self.show_step(FILE)
        self.file_step.take(list(paths))
        self.go_on()

    def show_step(self, number: int) -> None:
        """Turn to a page; the plan is made anew where the choices are other ones than before."""
        self._stack.setCurrentIndex(number)
        self.steps[number].enter()
        if number == PLAN and not self._planning.stands():
            self._planning.make()
        self._refresh()

    def go_on(self) -> None:
        """Go to the next page on which there is something to decide."""
        if self._work.busy() or not self.steps[self.current].can_go_on():
            return
        if self.current == FILE and self._must_look():
            self._look()
        elif self.current == PLAN:
            self._writing.begin()
        elif self.current == RESULT:
            self.close()
        else:
            self.show_step(step_after(self.current, self.choices))

    def go_back(self) -> None:
        """Go to the page before; every choice stays."""
        if self.current in (SHEET, HEADER, MAPPING, PLAN):
            self.show_step(step_before(self.current, self.choices))

    def done(self, result: int) -> None:
        # Escape, the window's cross and close() all end here.
        if not self._writing.busy():
            job = self._work.job()
            if job is not None:
                job.cancel()
            self._working.drop_plan()
        super().done(result)

    # --- where one may go ------------------------------------------------------------------------------------------

    def _connect(self) -> None:
        self.rail.chosen.connect(self.show_step)
        self.file_step.template_wanted.connect(lambda: save_template(self._desk, self))
        self.sheet_step.sheet_forced.connect(self._look_again)
        self.header_step.header_chosen.connect(self._look_again)
        self.mapping_step.sheet_changed.connect(self._look_again)
        self.mapping_step.columns_changed.connect(self._look_beside)
        self.mapping_step.words_wanted.connect(self._show_words)
        self._writing.begun.connect(lambda: self._stack.setCurrentIndex(RESULT))
        self._writing.moved.connect(self._refresh)
        self._writing.outdated.connect(self._plan_afresh)
        self._planning.moved.connect(self._refresh)
        self._planning.stopped.connect(self._give_plan_up)
        self.plan_step.back_wanted.connect(self.take_back)
        self.plan_step.words_wanted.connect(self._match_words)
        QShortcut(QKeySequence(QKeySequence.StandardKey.Undo), self, self.take_back)
        self._writing.imported.connect(self.imported)
        self._writing.view_wanted.connect(self._leave_to_view)
        self.result_step.again_wanted.connect(self._begin_again)

    def _refresh(self) -> None:
        number, step = self.current, self.steps[self.current]
        finished = number == RESULT
        looked = bool(self.choices.sheets) and not self._must_look()
        reachable = [not finished, *([looked and not finished] * 4), finished]
        if not all(self.steps[n].can_go_on() for n in (SHEET, HEADER, MAPPING)):
            reachable[PLAN] = False
        done = [n < number for n in range(6)]
        self.rail.show_place(number, reachable, done)
        self.set_heading(_("Import"), step.sentence if not finished else "")
        self.show_problem(step.problem())
        self.back.setVisible(number in (SHEET, HEADER, MAPPING, PLAN))
        self.leave.setVisible(not finished)
        self.next.setText(self.plan_step.button_words() if number == PLAN else _("Close") if finished else _("Next"))
        self.next.setEnabled(step.can_go_on() and (finished or not self._work.busy()))

    # --- looking ---------------------------------------------------------------------------------------------------

    def _must_look(self) -> bool:
        return self._looked_at != (*self.choices.paths, self.choices.photos)

    def _look(self) -> None:
        seen = (*self.choices.paths, self.choices.photos)

        def arrived(inspection: Inspection) -> None:
            self._looked_at = seen
            self._desk.settings.put(FOLDER, str(self.choices.paths[0].parent))
            self.choices.adopt(inspection)
            self.show_step(step_after(FILE, self.choices))

        def refused(error: UserError) -> None:
            self.file_step.refuse(str(error))
            self._refresh()

        self._work.follow(self._working.look(self.choices, arrived, refused))
        self._refresh()

    def _look_again(self, choice: SheetChoice) -> None:
        def arrived(view: SheetView) -> None:
            choice.view = view
            self.steps[self.current].enter()
            self._refresh()

        def refused(error: UserError) -> None:
            self._refresh()
            self.show_problem(str(error))

        self._work.follow(self._working.look_again(self.choices, choice, arrived, refused))
        self._refresh()

    def _look_beside(self, choice: SheetChoice) -> None:
        """Look again while the person goes on: how numbers and words are read depends on the field they go to."""

        def arrived(view: SheetView) -> None:
            choice.view = view
            self.mapping_step.show_view(choice)
            self._show_words(choice)

        self._working.look_beside(self.choices, choice, arrived)

    def _show_words(self, choice: SheetChoice) -> None:
        self._working.look_at_words(self.choices, choice, lambda words: self.mapping_step.show_words(choice, words))

    # --- the plan, and after it ------------------------------------------------------------------------------------

    def take_back(self) -> None:
        """Undo the last decision about a sheet."""
        if self.current == PLAN:
            self._planning.take_back()
        elif self.current in (HEADER, MAPPING) and (choice := self.choices.take_back()) is not None:
            self._look_again(choice)

    def _match_words(self, group: ProblemGroup) -> None:
        self.show_step(MAPPING)
        self.mapping_step.turn_to_words(group.file, group.sheet)

    def _give_plan_up(self) -> None:
        if self.current == PLAN:
            self.show_step(step_before(PLAN, self.choices))

    def _plan_afresh(self, told: str) -> None:
        self._stack.setCurrentIndex(PLAN)
        self._planning.make_afresh(told)

    def _leave_to_view(self, report: ImportReport) -> None:
        self.view_wanted.emit(report)
        self.close()

    def _begin_again(self) -> None:
        self._working.drop_plan()
        self.plan_step.forget()
        self.choices.start_over()
        self._looked_at = ()
        self.show_step(FILE)

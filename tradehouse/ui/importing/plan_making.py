"""From the choices to the plan that is shown: made, and made anew after every correction."""

from PySide6.QtCore import QObject, Signal
from shiboken6 import isValid

from tradehouse.domain.errors import UserError
from tradehouse.ui.importing.choices import Choices
from tradehouse.ui.importing.step_plan import PlanStep
from tradehouse.ui.importing.working import ShownPlan, Working
from tradehouse.ui.kit.work_line import WorkLine


class PlanMaking(QObject):
    """Signals:
    moved(): the plan page shows something else.
    stopped(): the person stopped a plan that was being made, and there is none.
    """

    moved = Signal()
    stopped = Signal()

    def __init__(self, choices: Choices, working: Working, step: PlanStep, line: WorkLine) -> None:
        super().__init__(line)
        self._choices, self._working, self._step, self._line = choices, working, step, line
        self._told = ""
        step.corrected.connect(self.make)

    def stands(self) -> bool:
        """Say whether the plan is that of the choices as they are."""
        return self._working.plan is not None and self._working.asked == self._choices.options()

    def make(self) -> None:
        """Plan what is chosen. What is shown stays in sight until the new plan is there, if it is of the same files."""
        told, self._told = self._told, ""
        if not self._working.can_remake(self._choices):
            self._step.forget()

        def arrived(made: ShownPlan) -> None:
            self._step.show_plan(made, told)
            self.moved.emit()

        def refused(error: UserError) -> None:
            self._step.show_failure(str(error))
            self.moved.emit()

        def stopped() -> None:
            if isValid(self):
                self.stopped.emit()

        self._step.show_waiting()
        self._line.follow(self._working.make_plan(self._choices, arrived, refused, stopped))
        self.moved.emit()

    def make_afresh(self, told: str) -> None:
        """Plan again because the catalogue changed since; told says so."""
        self._told = told
        self._working.drop_plan()
        self._step.forget()
        self.make()

    def take_back(self) -> None:
        """Undo the last decision and plan again."""
        if self._choices.take_back() is not None:
            self.make()

"""What troubles a supplier: problems that stand, those that are solved, and what it answered in surveys."""

from collections.abc import Callable

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from tradehouse.domain.display import show_date, show_number
from tradehouse.domain.fields import Choice
from tradehouse.domain.language import _
from tradehouse.domain.problems import PROBLEM_KINDS, SEVERITIES, Problem, SurveyAnswer
from tradehouse.domain.records import Record
from tradehouse.domain.reference_lists import find_label
from tradehouse.services import service_centre
from tradehouse.services.service_centre import Troubles
from tradehouse.ui.browser.field_dialog import FieldDialog
from tradehouse.ui.browser.record_lists import RecordLines
from tradehouse.ui.kit.badge import BadgeButton, Status, Tone
from tradehouse.ui.kit.buttons import push_button
from tradehouse.ui.kit.labels import ElidedLabel, label
from tradehouse.ui.service_centre.dialogs import problem_dialog, survey_dialog
from tradehouse.ui.theme import GAP

_TONES: dict[str, Tone] = {"light": "neutral", "medium": "attention", "heavy": "danger"}


class TroublesOfSupplier(RecordLines):
    """A press on how a problem stands solves it, or lets it stand again."""

    def show_record(self, record: Record) -> None:
        self._record = record
        catalogue = self._desk.catalogue
        self._desk.jobs.run_read(
            f"troubles:{id(self)}", lambda _p: service_centre.troubles_of(catalogue, record.id), self._show, owner=self
        )

    def _show(self, troubles: Troubles) -> None:
        record = self._record
        if record is None:
            return
        self._clear()
        if not troubles.problems and not troubles.answers:
            self._say(_("No problems noted, and no survey answered."))
        for problem in troubles.problems:
            self._column.addWidget(self._problem_line(record, problem))
        for wave, answer in troubles.answers:
            line = QWidget()
            words = QVBoxLayout(line)
            words.setContentsMargins(0, 0, 0, 0)
            words.setSpacing(0)
            words.addWidget(ElidedLabel(f"{wave.name}  ·  {show_date(wave.date)}"))
            words.addWidget(label(_answer_words(answer), "small", wrap=True))
            self._column.addWidget(line)
        self._add_ways(record)

    def _problem_line(self, record: Record, problem: Problem) -> QWidget:
        line = QWidget()
        row = QHBoxLayout(line)
        row.setContentsMargins(0, 0, 0, 0)
        words = QVBoxLayout()
        words.setSpacing(0)
        words.addWidget(ElidedLabel(_label(PROBLEM_KINDS, problem.kind)))
        facts = [show_date(problem.opened), find_label("consultant_field", problem.field) if problem.field else ""]
        words.addWidget(label("  ·  ".join(filter(None, (*facts, problem.note))), "small", wrap=True))
        row.addLayout(words, 1)
        catalogue = self._desk.catalogue
        if problem.solved is None:
            badge = BadgeButton(Status("warning", _label(SEVERITIES, problem.severity), _TONES[problem.severity]))
            badge.setToolTip(_("Press when it is solved"))
            badge.clicked.connect(
                lambda: self._write(lambda: service_centre.solve_problem(catalogue, record.id, problem))
            )
        else:
            badge = BadgeButton(Status("check-circle", _("Solved"), "good"))
            badge.setToolTip(_("Solved on {date}. Press if it stands again").format(date=show_date(problem.solved)))
            badge.clicked.connect(
                lambda: self._write(lambda: service_centre.reopen_problem(catalogue, record.id, problem))
            )
        badge.setObjectName(f"problem.{problem.id}")
        badge.setEnabled(not catalogue.read_only)
        row.addWidget(badge, 0, Qt.AlignmentFlag.AlignTop)
        return line

    def _add_ways(self, record: Record) -> None:
        line = QWidget()
        ways = QHBoxLayout(line)
        ways.setContentsMargins(0, 0, 0, 0)
        ways.setSpacing(GAP)
        problem = push_button(
            _("Note a problem…"), lambda: self._open(problem_dialog(self._desk, record, self.window()))
        )
        problem.setObjectName("note_problem")
        survey = push_button(_("Survey…"), lambda: self._ask_survey(record))
        survey.setObjectName("answer_survey")
        for button in (problem, survey):
            button.setEnabled(not self._desk.catalogue.read_only)
            ways.addWidget(button)
        ways.addStretch(1)
        self._column.addWidget(line)

    def _ask_survey(self, record: Record) -> None:
        catalogue = self._desk.catalogue

        def found(waves: list[str]) -> None:
            self._open(survey_dialog(self._desk, record, waves, self.window()))

        self._desk.jobs.run_read(
            f"waves:{id(self)}",
            lambda _p: [wave.name for wave in service_centre.list_waves(catalogue)],
            found,
            owner=self,
        )

    def _open(self, dialog: FieldDialog) -> None:
        record = self._record
        if record is not None:
            dialog.saved.connect(lambda _result: self.show_record(record))
            dialog.open()

    def _write(self, work: Callable[[], None]) -> None:
        record = self._record
        if record is not None:
            self._desk.jobs.run_write(_("Problem"), lambda _p: work(), lambda _r: self.show_record(record), owner=self)


def _label(choices: tuple[Choice, ...], token: str) -> str:
    return next((_(choice.label) for choice in choices if choice.token == token), token)


def _answer_words(answer: SurveyAnswer) -> str:
    said = []
    if answer.turnover_change is not None:
        said.append(_("turnover {change} %").format(change=show_number(answer.turnover_change)))
    if answer.cash_months is not None:
        said.append(_("cash for {months} months").format(months=show_number(answer.cash_months)))
    if answer.staff_cut is not None:
        before = show_number(answer.staff_before) if answer.staff_before is not None else "?"
        said.append(_("{cut} of {before} people let go").format(cut=show_number(answer.staff_cut), before=before))
    return "  ·  ".join([*said, answer.note] if answer.note else said)

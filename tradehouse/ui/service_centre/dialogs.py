"""The dialogs of the service centre: a problem noted, a survey answered."""

from datetime import UTC, datetime
from typing import Any

from PySide6.QtCore import QSize
from PySide6.QtWidgets import QWidget

from tradehouse.domain.fields import Field, FieldKind
from tradehouse.domain.language import N_, _
from tradehouse.domain.problems import PROBLEM_KINDS, SEVERITIES, SurveyAnswer
from tradehouse.domain.records import Record
from tradehouse.services import service_centre
from tradehouse.ui.browser.field_dialog import FieldDialog, Values
from tradehouse.ui.desk import Desk

_KIND = Field("kind", FieldKind.CHOICE, N_("Kind of problem"), "", choices=PROBLEM_KINDS, required=True)
_SEVERITY = Field("severity", FieldKind.CHOICE, N_("How bad"), "", choices=SEVERITIES)
_OPENED = Field("opened", FieldKind.DATE, N_("Noted on"), "")
_NOTE = Field("note", FieldKind.LONG_TEXT, N_("What it is about"), "", max_length=4000)
_WAVE = Field("wave", FieldKind.TEXT, N_("Survey"), "", required=True, max_length=200)
_DAY = Field("day", FieldKind.DATE, N_("Date"), "")
_TURNOVER = Field("turnover_change", FieldKind.MEASURE, N_("Change of turnover"), "", unit="%")
_CASH = Field("cash_months", FieldKind.MEASURE, N_("Months that cash lasts"), "", minimum=0)
_BEFORE = Field("staff_before", FieldKind.INTEGER, N_("People before"), "", minimum=0)
_CUT = Field("staff_cut", FieldKind.INTEGER, N_("People let go"), "", minimum=0)


def problem_dialog(desk: Desk, supplier: Record, parent: QWidget) -> FieldDialog:
    """Return the dialog that notes a problem of a supplier."""
    catalogue = desk.catalogue

    def save(values: Values) -> Any:
        return service_centre.open_problem(
            catalogue,
            supplier.id,
            values["kind"],
            values.get("severity", "medium"),
            values.get("note", ""),
            values.get("opened"),
        )

    dialog = FieldDialog(
        desk, "problem_dialog", _("Problem of {name}").format(name=supplier["name"]),
        [[_KIND, _SEVERITY], [_OPENED], [_NOTE]], save, parent,
        sentence=_("The consultant who answers for this kind finds it in the report of problems."),
        size=QSize(480, 360), prefix="problem",
    )  # fmt: skip
    dialog.begin({"severity": "medium", "opened": datetime.now(UTC).astimezone().date()})
    return dialog


def survey_dialog(desk: Desk, supplier: Record, waves: list[str], parent: QWidget) -> FieldDialog:
    """Return the dialog that takes down what a supplier answers; waves are known surveys, the newest first."""
    catalogue = desk.catalogue

    def save(values: Values) -> Any:
        change, cash = (
            None if values.get(key) is None else float(values[key]) for key in ("turnover_change", "cash_months")
        )
        answer = SurveyAnswer(change, cash, values.get("staff_before"), values.get("staff_cut"), values.get("note", ""))
        return service_centre.answer_survey(catalogue, supplier.id, values["wave"], answer, values.get("day"))

    dialog = FieldDialog(
        desk, "survey_dialog", _("Survey of {name}").format(name=supplier["name"]),
        [[_WAVE, _DAY], [_TURNOVER, _CASH], [_BEFORE, _CUT], [_NOTE]], save, parent,
        sentence=_("A loss of turnover is below zero: -60. A new name begins a new survey."),
        size=QSize(480, 420), prefix="survey",
    )  # fmt: skip
    dialog.begin({"wave": waves[0] if waves else "", "day": datetime.now(UTC).astimezone().date()}, "wave")
    return dialog

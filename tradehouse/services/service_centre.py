"""The service centre (PLUT): problems of suppliers opened and solved, and waves of surveys with what they answered."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime

from tradehouse.domain.errors import UserError
from tradehouse.domain.fields import RecordKind
from tradehouse.domain.language import N_
from tradehouse.domain.problems import CONSULTANT_OF, Problem, SurveyAnswer, SurveyWave
from tradehouse.services.catalogue import Catalogue
from tradehouse.storage import queries
from tradehouse.storage import service_centre as stored


@dataclass(frozen=True, slots=True)
class Troubles:
    """What troubles a supplier, and what it answered when it was asked."""

    problems: Sequence[Problem]
    answers: Sequence[tuple[SurveyWave, SurveyAnswer]]


def troubles_of(catalogue: Catalogue, supplier_id: int) -> Troubles:
    """Return the problems and survey answers of a supplier."""
    with catalogue.database.reading() as read:
        return Troubles(stored.problems_of(read, supplier_id), stored.answers_of(read, supplier_id))


def list_waves(catalogue: Catalogue) -> list[SurveyWave]:
    """Return the waves of surveys, the newest first."""
    with catalogue.database.reading() as read:
        return stored.waves(read)


def open_problem(
    catalogue: Catalogue,
    supplier_id: int,
    kind: str,
    severity: str = "medium",
    note: str = "",
    opened: date | None = None,
) -> int:
    """Note a problem of a supplier for the consultant who answers for its kind; return its id."""
    with catalogue.writing(N_("Problem of {name}"), name=_name(catalogue, supplier_id)) as work:
        return work.insert(
            "problem",
            {
                "supplier_id": supplier_id,
                "kind": kind,
                "field": CONSULTANT_OF.get(kind),
                "severity": severity,
                "opened": (opened or _today()).isoformat(),
                "note": note or None,
            },
        )


def solve_problem(catalogue: Catalogue, supplier_id: int, problem: Problem, solved: date | None = None) -> None:
    """Note that a problem is solved. Raises UserError for a day before it was noted."""
    day = solved or _today()
    if day < problem.opened:
        raise UserError("solved_before", N_("The problem cannot be solved before it was noted."))
    with catalogue.writing(N_("Problem of {name} solved"), name=_name(catalogue, supplier_id)) as work:
        work.update("problem", problem.id, {"solved": day.isoformat()})


def reopen_problem(catalogue: Catalogue, supplier_id: int, problem: Problem) -> None:
    """Take back that a problem is solved."""
    with catalogue.writing(N_("Problem of {name} stands again"), name=_name(catalogue, supplier_id)) as work:
        work.update("problem", problem.id, {"solved": None})


def answer_survey(
    catalogue: Catalogue, supplier_id: int, wave: str, answer: SurveyAnswer, day: date | None = None, region: str = ""
) -> None:
    """Keep what a supplier answered in a wave, which is made where there is none of this name.

    Raises UserError for figures that cannot be.
    """
    check_answer(answer)
    when = day or _today()
    with catalogue.writing(N_("Survey {wave}: {name}"), wave=wave, name=_name(catalogue, supplier_id)) as work:
        stored.put_answer(work, stored.put_wave(work, wave, when, region), supplier_id, answer, when)


def check_answer(answer: SurveyAnswer) -> None:
    """Raise UserError for figures that cannot be: a loss of more than everything, more people let go than there were."""
    if answer.turnover_change is not None and answer.turnover_change < -100:
        raise UserError("turnover_below", N_("Turnover cannot fall by more than 100 %."))
    if any(figure is not None and figure < 0 for figure in (answer.cash_months, answer.staff_before, answer.staff_cut)):
        raise UserError("negative_answer", N_("Months of cash and people are counted from 0."))
    if answer.staff_before is not None and answer.staff_cut is not None and answer.staff_cut > answer.staff_before:
        raise UserError("too_many_cut", N_("{cut} people let go are more than the {before} there were."),
                        cut=answer.staff_cut, before=answer.staff_before)  # fmt: skip


def _name(catalogue: Catalogue, supplier_id: int) -> str:
    with catalogue.database.reading() as read:
        return str(queries.record(read, RecordKind.SUPPLIER, supplier_id)["name"])


def _today() -> date:
    return datetime.now(UTC).astimezone().date()

"""Problems and surveys of a service centre."""

from datetime import date

import pytest

from tradehouse.domain.errors import UserError
from tradehouse.domain.fields import RecordKind
from tradehouse.domain.problems import CONSULTANT_OF, PROBLEM_KINDS, SurveyAnswer
from tradehouse.domain.reference import consultant_fields
from tradehouse.services import checking, editing, history, service_centre
from tradehouse.services.catalogue import Catalogue


@pytest.fixture
def anyam(catalogue: Catalogue) -> int:
    return editing.create(catalogue, RecordKind.SUPPLIER, {"name": "Anyam Jaya"})


def test_every_kind_of_problem_has_a_consultant() -> None:
    assert {choice.token for choice in PROBLEM_KINDS} == set(CONSULTANT_OF)
    plut = {code for code, entry in consultant_fields().items() if entry.scheme == "plut"}
    assert set(CONSULTANT_OF.values()) == plut


def test_a_problem_is_opened_solved_and_undone(catalogue: Catalogue, anyam: int) -> None:
    service_centre.open_problem(catalogue, anyam, "permits", "heavy", "Label", date(2026, 3, 1))
    (problem,) = service_centre.troubles_of(catalogue, anyam).problems
    with pytest.raises(UserError, match="before it was noted"):
        service_centre.solve_problem(catalogue, anyam, problem, date(2026, 2, 1))
    service_centre.solve_problem(catalogue, anyam, problem, date(2026, 4, 1))
    (problem,) = service_centre.troubles_of(catalogue, anyam).problems
    assert problem.solved == date(2026, 4, 1)
    history.undo(catalogue)
    history.undo(catalogue)
    assert service_centre.troubles_of(catalogue, anyam).problems == []
    assert checking.check(catalogue).findings == []


def test_an_answer_given_twice_is_one_and_a_wave_is_made_once(catalogue: Catalogue, anyam: int) -> None:
    for change in (-40.0, -60.0):
        service_centre.answer_survey(catalogue, anyam, "April 2020", SurveyAnswer(change, 2), date(2020, 4, 30))
    assert [wave.name for wave in service_centre.list_waves(catalogue)] == ["April 2020"]
    ((_wave, answer),) = service_centre.troubles_of(catalogue, anyam).answers
    assert answer.turnover_change == -60


@pytest.mark.parametrize(
    ("answer", "code"),
    [
        (SurveyAnswer(turnover_change=-101), "turnover_below"),
        (SurveyAnswer(cash_months=-1), "negative_answer"),
        (SurveyAnswer(staff_before=3, staff_cut=4), "too_many_cut"),
    ],
)
def test_impossible_answers_are_refused(catalogue: Catalogue, anyam: int, answer: SurveyAnswer, code: str) -> None:
    with pytest.raises(UserError) as refused:
        service_centre.answer_survey(catalogue, anyam, "April 2020", answer)
    assert refused.value.code == code
    assert service_centre.list_waves(catalogue) == []

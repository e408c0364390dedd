"""What firms answered in the waves of a survey, taken together by wave or by sector."""

from collections.abc import Iterator
from dataclasses import dataclass, replace
from typing import Any, Final

from tradehouse.domain.fields import RecordKind
from tradehouse.domain.report_filters import Filters
from tradehouse.storage.reader import Reader
from tradehouse.storage.reports.counting import Subject, narrowed
from tradehouse.storage.reports.subjects import SECTOR

ANSWERS: Final = Subject(
    RecordKind.SUPPLIER,
    "survey_answer r JOIN survey_wave w ON w.id = r.survey_wave_id JOIN supplier s ON s.id = r.supplier_id",
    "s.id",
    "s.trashed_at IS NULL",
    day="w.date",
    dimensions={"wave": "CAST(w.id AS TEXT)", "sector": SECTOR},
)


@dataclass(frozen=True, slots=True)
class Answers:
    """What firms of one group answered: means of those that did; staff before and cut of those that said both."""

    group: str
    name: str
    date: str
    firms: int
    turnover_change: float | None
    cash_months: float | None
    staff_before: int | None
    staff_cut: int | None


def answers(read: Reader, filters: Filters, *, wave: str = "") -> Iterator[Answers]:
    """Yield the waves in order of date, or the sectors of one wave, the hardest hit first."""
    subject = replace(ANSWERS, where=f"{ANSWERS.where} AND CAST(w.id AS TEXT) = :wave") if wave else ANSWERS
    where, bound = narrowed(subject, filters)
    group, order = (subject.sql("sector"), "5 NULLS LAST, 4 DESC") if wave else (subject.sql("wave"), "3, 1")
    rows = read.exec_driver_sql(
        f"SELECT {group}, w.name, w.date, count(*), avg(r.turnover_change), avg(r.cash_months), "
        "sum(CASE WHEN r.staff_cut IS NOT NULL THEN r.staff_before END), "
        "sum(CASE WHEN r.staff_before IS NOT NULL THEN r.staff_cut END) "
        f"FROM {subject.source} WHERE {where} GROUP BY 1 ORDER BY {order}",
        dict[str, Any](bound, wave=wave),
    )
    yield from (Answers(*row) for row in rows)

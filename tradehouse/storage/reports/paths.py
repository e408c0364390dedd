"""The paths of the mentored, for cohorts; and who grew, of the mentored, the trained and the others."""

from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from typing import Final

from tradehouse.domain.fields import RecordKind
from tradehouse.domain.report_filters import Filters
from tradehouse.domain.supplier_path import GROWING
from tradehouse.storage.reader import Reader
from tradehouse.storage.reports.counting import Subject, narrowed
from tradehouse.storage.reports.subjects import CASES

_ENDS: Final = (
    "SELECT supplier_id, sales_idr AS sales, {pick}(date) AS day FROM growth_snapshot WHERE sales_idr > 0 GROUP BY 1"
)
_GROWTH: Final = {
    "measured": "CASE WHEN l.day > f.day THEN 'yes' END",
    "grown": f"CASE WHEN l.day > f.day AND l.sales >= f.sales * {GROWING} THEN 'yes' END",
    "stepped": "CASE WHEN EXISTS (SELECT 1 FROM step_up u WHERE u.supplier_id = s.id) THEN 'yes' END",
}


def _measured(subject: Subject, **dimensions: str) -> Subject:
    joined = "".join(
        f" LEFT JOIN ({_ENDS.format(pick=pick)}) {alias} ON {alias}.supplier_id = s.id"
        for alias, pick in (("f", "min"), ("l", "max"))
    )
    known = {**subject.dimensions, **_GROWTH, **dimensions}
    return replace(subject, source=subject.source + joined, dimensions=known, counted="count(DISTINCT s.id)")


MEASURED_CASES: Final = _measured(CASES)
"""Mentoring cases, with whether sales grew between the first figures of the supplier and the last."""

GROUPS: Final = _measured(
    Subject(RecordKind.SUPPLIER, "supplier s", "s.id", "s.trashed_at IS NULL"),
    group="CASE WHEN EXISTS (SELECT 1 FROM mentoring_case m WHERE m.supplier_id = s.id) THEN 'mentored' "
    "WHEN EXISTS (SELECT 1 FROM participation t WHERE t.supplier_id = s.id AND t.attended IS NOT 0) THEN 'trained' "
    "ELSE 'neither' END",
)
"""All suppliers: mentored, only trained, or neither."""


@dataclass(slots=True)
class MentoredPath:
    """One case with the figures and the steps up of its supplier, in order of date; sales in rupiah. seen is the day of
    the last figures of any kind, "" for none."""

    supplier: int
    starts: str
    outcome: str
    sales: list[tuple[str, int]] = field(default_factory=list)
    seen: str = ""
    steps: list[tuple[str, str]] = field(default_factory=list)


def mentored_paths(read: Reader, filters: Filters) -> Iterator[MentoredPath]:
    """Yield the cases that filters leave, the earliest first."""
    where, bound = narrowed(CASES, filters)
    rows = read.exec_driver_sql(
        f"SELECT s.id, r.starts, r.outcome FROM {CASES.source} WHERE {where} ORDER BY r.starts, r.id", bound
    ).all()
    mine = "supplier_id IN (SELECT supplier_id FROM mentoring_case)"
    sales: dict[int, list[tuple[str, int]]] = {}
    seen: dict[int, str] = {}
    for supplier, day, earned in read.exec_driver_sql(
        f"SELECT supplier_id, date, sales_idr FROM growth_snapshot WHERE {mine} ORDER BY supplier_id, date"
    ):
        seen[supplier] = day
        if earned:
            sales.setdefault(supplier, []).append((day, earned))
    steps: dict[int, list[tuple[str, str]]] = {}
    for supplier, day, kind in read.exec_driver_sql(
        f"SELECT supplier_id, date, kind FROM step_up WHERE {mine} ORDER BY supplier_id, date"
    ):
        steps.setdefault(supplier, []).append((day, kind))
    for supplier, starts, outcome in rows:
        yield MentoredPath(
            supplier, starts, outcome, sales.get(supplier, []), seen.get(supplier, ""), steps.get(supplier, [])
        )

"""The paths of the mentored, for cohorts; and who grew, of the mentored, the trained and the others."""

from collections import Counter
from collections.abc import Iterator, Mapping
from collections.abc import Set as AbstractSet
from dataclasses import dataclass, field
from typing import Final

from tradehouse.domain.fields import RecordKind
from tradehouse.domain.report_filters import Filters
from tradehouse.domain.supplier_path import GROWING
from tradehouse.storage.reader import Reader
from tradehouse.storage.reports.counting import Subject, narrowed
from tradehouse.storage.reports.subjects import CASES

_ALL: Final = Subject(RecordKind.SUPPLIER, "supplier s", "s.id", "s.trashed_at IS NULL")


@dataclass(frozen=True, slots=True)
class Groups:
    """Suppliers by what became of them. cases are those with a case, by how it stands; measured have figures of two days
    or more, grown sold more in the end by GROWING.
    """

    suppliers: AbstractSet[int]
    cases: Mapping[str, AbstractSet[int]]
    mentored: AbstractSet[int]
    trained: AbstractSet[int]
    measured: AbstractSet[int]
    grown: AbstractSet[int]
    stepped: AbstractSet[int]


def groups(read: Reader, filters: Filters) -> Groups:
    """Return the suppliers that filters leave, their cases narrowed also to a time and a programme."""

    def ids(sql: str) -> AbstractSet[int]:
        return frozenset(read.exec_driver_sql(sql).scalars())

    where, bound = narrowed(_ALL, filters)
    suppliers = frozenset(read.exec_driver_sql(f"SELECT s.id FROM {_ALL.source} WHERE {where}", bound).scalars())
    where, bound = narrowed(CASES, filters)
    cases: dict[str, set[int]] = {}
    for state, supplier in read.exec_driver_sql(
        f"SELECT {CASES.sql('state')}, s.id FROM {CASES.source} WHERE {where}", bound
    ):
        cases.setdefault(state, set()).add(supplier)
    figures = read.exec_driver_sql(
        "SELECT supplier_id, sales_idr FROM growth_snapshot WHERE sales_idr > 0 ORDER BY supplier_id, date"
    ).all()
    last, first = dict(figures), dict(reversed(figures))
    measured = {supplier for supplier, days in Counter(row[0] for row in figures).items() if days > 1}
    return Groups(
        suppliers,
        cases,
        ids("SELECT DISTINCT supplier_id FROM mentoring_case"),
        ids("SELECT DISTINCT supplier_id FROM participation WHERE supplier_id IS NOT NULL AND attended IS NOT 0"),
        measured,
        {supplier for supplier in measured if last[supplier] >= first[supplier] * GROWING},
        ids("SELECT DISTINCT supplier_id FROM step_up"),
    )


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

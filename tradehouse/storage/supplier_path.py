"""Snapshots, steps up and mentoring cases of suppliers, as the store keeps them."""

import json
from collections.abc import Sequence
from dataclasses import asdict
from datetime import date
from decimal import Decimal
from typing import Any

from tradehouse.domain.supplier_path import (
    Criterion,
    MentoringCase,
    Snapshot,
    Step,
    StepKind,
    StoredSnapshot,
    StoredStep,
)
from tradehouse.storage.reader import Reader
from tradehouse.storage.work import Work

_FIGURES = (
    "date, sales_idr, capital_idr, employees_men, employees_women, coalesce(market_reach, ''), coalesce(source, '')"
)


def snapshots_of(connection: Reader, supplier_id: int) -> list[StoredSnapshot]:
    """Return the snapshots of a supplier in order of date."""
    rows = connection.exec_driver_sql(
        f"SELECT id, {_FIGURES} FROM growth_snapshot WHERE supplier_id = ? ORDER BY date, id", (supplier_id,)
    )
    return [StoredSnapshot(row[0], snapshot(row[1:])) for row in rows]


def snapshot(row: Sequence[Any]) -> Snapshot:
    """Return the snapshot of a row: date, sales, capital, men, women, reach, source."""
    sales, capital = (None if value is None else Decimal(value) for value in row[1:3])
    return Snapshot(date.fromisoformat(row[0]), sales, capital, *row[3:])


def put_snapshot(work: Work, supplier_id: int, taken: Snapshot) -> int:
    """Keep a snapshot; one of the same day is replaced by it. Return its id."""
    columns = {
        "sales_idr": None if taken.sales is None else int(taken.sales),
        "capital_idr": None if taken.capital is None else int(taken.capital),
        "employees_men": taken.men,
        "employees_women": taken.women,
        "market_reach": taken.reach or None,
        "source": taken.source or None,
    }
    known = work.connection.exec_driver_sql(
        "SELECT id FROM growth_snapshot WHERE supplier_id = ? AND date = ?", (supplier_id, taken.date.isoformat())
    ).scalar()
    if known is not None:
        work.update("growth_snapshot", int(known), columns)
        return int(known)
    return work.insert("growth_snapshot", {"supplier_id": supplier_id, "date": taken.date.isoformat(), **columns})


def insert_step(work: Work, supplier_id: int, day: date, step: Step, evidence: str) -> int:
    """Keep a step up; return its id."""
    return work.insert(
        "step_up",
        {
            "supplier_id": supplier_id,
            "date": day.isoformat(),
            "kind": str(step.kind),
            "came_from": step.came_from or None,
            "went_to": step.went_to,
            "criteria": json.dumps([asdict(one) for one in step.criteria]),
            "evidence": evidence or None,
        },
    )


def steps_of(connection: Reader, supplier_id: int) -> list[StoredStep]:
    """Return the steps up of a supplier in order of date."""
    rows = connection.exec_driver_sql(
        "SELECT id, date, kind, coalesce(came_from, ''), went_to, criteria, coalesce(evidence, '') FROM step_up "
        "WHERE supplier_id = ? ORDER BY date, id",
        (supplier_id,),
    )
    return [
        StoredStep(
            row[0],
            date.fromisoformat(row[1]),
            Step(StepKind(row[2]), row[3], row[4], tuple(Criterion(**one) for one in json.loads(row[5]))),
            row[6],
        )
        for row in rows
    ]


def cases_of(connection: Reader, supplier_id: int) -> list[MentoringCase]:
    """Return the mentoring cases of a supplier in order of their start."""
    rows = connection.exec_driver_sql(
        "SELECT m.id, m.supplier_id, m.programme_id, coalesce(p.name, ''), m.starts, m.ends, coalesce(m.mentor, ''), "
        "m.outcome, coalesce(m.notes, '') FROM mentoring_case m LEFT JOIN programme p ON p.id = m.programme_id "
        "WHERE m.supplier_id = ? ORDER BY m.starts, m.id",
        (supplier_id,),
    )
    return [
        MentoringCase(
            row[0],
            row[1],
            row[2],
            row[3],
            starts=date.fromisoformat(row[4]),
            ends=date.fromisoformat(row[5]) if row[5] else None,
            mentor=row[6],
            outcome=row[7],
            notes=row[8],
        )
        for row in rows
    ]

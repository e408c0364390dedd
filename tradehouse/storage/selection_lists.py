"""Who was chosen for an exhibition, as the store keeps it, and what is counted of those who may be chosen."""

import json
from collections.abc import Sequence
from dataclasses import dataclass

from tradehouse.domain.selection import Candidate, Ranked
from tradehouse.storage.reader import Reader
from tradehouse.storage.selection import today
from tradehouse.storage.work import Work


@dataclass(frozen=True, slots=True)
class Selected:
    """One supplier in the list of an exhibition; reasons are (msgid, values)."""

    supplier_id: int
    name: str
    rank: int
    score: float
    chosen: bool
    reasons: tuple[tuple[str, dict[str, object]], ...]


def candidates(connection: Reader) -> list[Candidate]:
    """Return the active suppliers that have products, none of them counted as ready yet."""
    rows = connection.exec_driver_sql(
        "SELECT s.id, s.name, coalesce(s.province, ''), coalesce(min(p.grade), ''), count(p.id), "
        "coalesce(sum(p.capacity_per_month), 0), (SELECT count(*) FROM certification c WHERE c.supplier_id = s.id "
        "AND c.trashed_at IS NULL AND coalesce(c.stage, 'issued') = 'issued' AND (c.no_expiry = 1 OR c.holds_until >= ?)) "
        "FROM supplier s JOIN product p ON p.supplier_id = s.id AND p.trashed_at IS NULL "
        "WHERE s.trashed_at IS NULL AND coalesce(s.status, 'active') IN ('active', 'candidate') GROUP BY s.id",
        (today(),),
    )
    return [
        Candidate(row[0], row[1], row[2], row[3], products=row[4], capacity=int(row[5]), papers=row[6]) for row in rows
    ]


def products_of_candidates(connection: Reader) -> list[int]:
    """Return the products of the suppliers that may be chosen."""
    return [
        int(i)
        for i in connection.exec_driver_sql(
            "SELECT p.id FROM product p JOIN supplier s ON s.id = p.supplier_id AND s.trashed_at IS NULL "
            "AND coalesce(s.status, 'active') IN ('active', 'candidate') WHERE p.trashed_at IS NULL ORDER BY p.id"
        ).scalars()
    ]


def put_list(work: Work, programme_id: int, ranked: Sequence[Ranked]) -> None:
    """Keep the list of an exhibition in place of the one there was."""
    old = work.connection.exec_driver_sql("SELECT id FROM selection WHERE programme_id = ?", (programme_id,)).scalars()
    work.delete_many("selection", [int(i) for i in old])
    work.insert_many(
        "selection",
        [
            {
                "programme_id": programme_id,
                "supplier_id": one.candidate.supplier_id,
                "rank": place,
                "score": one.score,
                "chosen": int(one.chosen),
                "reasons": json.dumps([[reason.msgid, dict(reason.values)] for reason in one.reasons]),
            }
            for place, one in enumerate(ranked, start=1)
        ],
    )


def list_of(connection: Reader, programme_id: int) -> list[Selected]:
    """Return the list of an exhibition, the best first."""
    rows = connection.exec_driver_sql(
        "SELECT l.supplier_id, s.name, l.rank, l.score, l.chosen, l.reasons FROM selection l "
        "JOIN supplier s ON s.id = l.supplier_id WHERE l.programme_id = ? ORDER BY l.rank",
        (programme_id,),
    )
    return [
        Selected(row[0], row[1], row[2], row[3] or 0.0, bool(row[4]), tuple((m, v) for m, v in json.loads(row[5])))
        for row in rows
    ]

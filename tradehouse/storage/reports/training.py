"""Programmes of training with what their reports declare, and who attended them, each firm or person once."""

import json
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Any

from tradehouse.domain.regions import find_province
from tradehouse.domain.report_filters import Filters
from tradehouse.storage.reader import Reader


@dataclass(frozen=True, slots=True)
class Programme:
    """A programme as reported; declared is None where no report says how many took part. target: how many were wanted."""

    id: int
    name: str
    starts: str
    declared: int | None
    declared_provinces: tuple[str, ...]
    videos: int
    lives: int
    target: int | None


def programmes(read: Reader, filters: Filters) -> list[Programme]:
    """Return the programmes of training that filters leave, in the order in which they began or were entered."""
    where, bound = ["p.trashed_at IS NULL"], dict[str, Any]()
    if filters.programme:
        where.append("p.id = :programme")
        bound["programme"] = filters.programme
    else:
        where.append("coalesce(p.kind, 'training') = 'training'")
    if filters.series:
        where.append("p.series = :series")
        bound["series"] = filters.series
    if filters.period:
        where.append("p.starts >= :first AND p.starts < :after")
        bound["first"], bound["after"] = (day.isoformat() for day in filters.period)
    rows = read.exec_driver_sql(
        "SELECT p.id, p.name, coalesce(p.starts, ''), p.declared_participants, p.declared_provinces, "
        "coalesce(p.video_count, 0), coalesce(p.live_count, 0), p.target_participants "
        f"FROM programme p WHERE {' AND '.join(where)} ORDER BY p.starts NULLS FIRST, p.id",
        bound,
    )
    return [
        Programme(row_id, name, starts, declared, tuple(json.loads(provinces or "[]")), videos, lives, target)
        for row_id, name, starts, declared, provinces, videos, lives, target in rows
    ]


@dataclass(slots=True)
class Attendance:
    """Who attended a programme: how many, and by province ("" where none is known or its name is none)."""

    people: int = 0
    provinces: Counter[str] = field(default_factory=Counter)
    unknown_provinces: int = 0

    def add(self, province: str, people: int) -> None:
        """Count people of a province in."""
        self.people += people
        self.provinces[province] += people


def attendance(read: Reader, ids: Sequence[int], filters: Filters) -> dict[int, Attendance]:
    """Return who attended programmes; nothing for one without a list.

    A firm counts once in a programme however many sessions it came to, a person who is no supplier (yet) by name and phone.
    """
    bound: dict[str, Any] = {"ids": json.dumps(list(ids)), "province": filters.province, "kind": filters.kind}
    found: dict[int, Attendance] = {}
    firms = read.exec_driver_sql(
        "SELECT d.programme_id, coalesce(s.province, ''), count(*) FROM "
        "(SELECT DISTINCT programme_id, supplier_id FROM participation WHERE programme_id IN (SELECT value FROM json_each(:ids)) "
        "AND supplier_id IS NOT NULL AND attended IS NOT 0) d JOIN supplier s ON s.id = d.supplier_id "
        "WHERE s.trashed_at IS NULL AND (:kind = '' OR s.kind = :kind) AND (:province = '' OR s.province = :province) "
        "GROUP BY 1, 2",
        bound,
    )
    for programme, province, people in firms:
        found.setdefault(programme, Attendance()).add(province, people)
    if filters.kind:
        return found
    persons = read.exec_driver_sql(
        "SELECT programme_id, trim(coalesce(province, '')), count(DISTINCT coalesce(lower(trim(person)), '') || '|' || "
        "coalesce(nullif(trim(phone), ''), lower(trim(firm)), '')) FROM participation "
        "WHERE programme_id IN (SELECT value FROM json_each(:ids)) AND supplier_id IS NULL AND attended IS NOT 0 GROUP BY 1, 2",
        bound,
    )
    for programme, printed, people in persons:
        province = find_province(printed) if printed else None
        code = province.code if province else ""
        if filters.province in {"", code}:
            attended = found.setdefault(programme, Attendance())
            attended.add(code, people)
            attended.unknown_provinces += bool(printed and not province)
    return found


def recordings(read: Reader, ids: Sequence[int]) -> dict[int, Counter[str]]:
    """Return how many recordings the sessions of programmes have, by their channel."""
    rows = read.exec_driver_sql(
        "SELECT programme_id, coalesce(recording_channel, channel, ''), count(*) FROM programme_session "
        "WHERE programme_id IN (SELECT value FROM json_each(?)) AND coalesce(recording, '') <> '' GROUP BY 1, 2",
        (json.dumps(list(ids)),),
    )
    found: dict[int, Counter[str]] = {}
    for programme, channel, number in rows:
        found.setdefault(programme, Counter())[channel] += number
    return found


def firms_of(read: Reader, programme: int, filters: Filters) -> list[int]:
    """Return the suppliers that attended a programme."""
    rows = read.exec_driver_sql(
        "SELECT DISTINCT t.supplier_id FROM participation t JOIN supplier s ON s.id = t.supplier_id "
        "WHERE t.programme_id = :programme AND t.attended IS NOT 0 AND s.trashed_at IS NULL "
        "AND (:kind = '' OR s.kind = :kind) AND (:province = '' OR s.province = :province)",
        {"programme": programme, "province": filters.province, "kind": filters.kind},
    )
    return [row[0] for row in rows]

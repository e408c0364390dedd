"""Programmes of training with what their reports declare, and who attended them, each firm or person once."""

import json
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Any, Final

from tradehouse.domain.fields import RecordKind
from tradehouse.domain.regions import find_province
from tradehouse.domain.report_filters import Filters
from tradehouse.storage.reader import Reader
from tradehouse.storage.reports.counting import Subject, narrowed

_FIRMS: Final = Subject(RecordKind.SUPPLIER, "supplier s", "s.id", "s.trashed_at IS NULL")
BEGAN: Final = "coalesce(p.starts, (SELECT min(n.date) FROM programme_session n WHERE n.programme_id = p.id))"
"""When a programme began: as it says itself, else with its first session."""


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
        where.append(f"{BEGAN} >= :first AND {BEGAN} < :after")
        bound["first"], bound["after"] = (day.isoformat() for day in filters.period)
    rows = read.exec_driver_sql(
        f"SELECT p.id, p.name, coalesce({BEGAN}, ''), p.declared_participants, p.declared_provinces, "
        "coalesce(p.video_count, 0), coalesce(p.live_count, 0), p.target_participants "
        f"FROM programme p WHERE {' AND '.join(where)} ORDER BY {BEGAN} NULLS FIRST, p.id",
        bound,
    )
    return [
        Programme(row_id, name, starts, declared, tuple(json.loads(provinces or "[]")), videos, lives, target)
        for row_id, name, starts, declared, provinces, videos, lives, target in rows
    ]


@dataclass(slots=True)
class Attendance:
    """Who attended a programme: how many, and by province ("" where none is known or its name is none). unregistered are
    those who are no suppliers (yet).
    """

    people: int = 0
    provinces: Counter[str] = field(default_factory=Counter)
    unknown_provinces: int = 0
    unregistered: int = 0

    def add(self, province: str, people: int) -> None:
        """Count people of a province in."""
        self.people += people
        self.provinces[province] += people


def attendance(read: Reader, ids: Sequence[int], filters: Filters) -> dict[int, Attendance]:
    """Return who attended programmes; nothing for one without a list. Who is marked as absent is not counted.

    A firm counts once in a programme however many sessions it came to; so does a person who is no supplier (yet).
    """
    chosen = json.dumps(list(ids))
    # A million lines are told as one list a programme: the index has them in order, and reading them one by one takes longer.
    lists = read.exec_driver_sql(
        "SELECT programme_id, json_group_array(supplier_id) FROM participation WHERE supplier_id IS NOT NULL "
        "AND attended IS NOT 0 GROUP BY 1"
    ).all()
    wanted, found = set(ids), dict[int, Attendance]()
    codes, place_of = _places(read, filters) if lists else ([], bytearray())
    for programme, firms in lists:
        if programme in wanted:
            places = bytes(map(place_of.__getitem__, set(json.loads(firms))))
            counts = Counter(
                {code: number for n, code in enumerate(codes) if code is not None and (number := places.count(n))}
            )
            if counts:
                found[programme] = Attendance(counts.total(), counts)
    if filters.kind:
        return found
    persons = read.exec_driver_sql(
        "SELECT programme_id, coalesce(trim(province), ''), count(*) FROM (SELECT DISTINCT programme_id, person, firm, "
        "phone, province FROM participation WHERE supplier_id IS NULL AND attended IS NOT 0 "
        "AND programme_id IN (SELECT value FROM json_each(?))) GROUP BY 1, 2",
        (chosen,),
    )
    for programme, printed, people in persons:
        province = find_province(printed) if printed else None
        code = province.code if province else ""
        if filters.province in {"", code}:
            attended = found.setdefault(programme, Attendance())
            attended.add(code, people)
            attended.unregistered += people
            attended.unknown_provinces += bool(printed and not province)
    return found


def _places(read: Reader, filters: Filters) -> tuple[list[str | None], bytearray]:
    """Return provinces, None for firms that filters leave out, and by the id of a firm the place of its own among them."""
    where, bound = narrowed(_FIRMS, filters)
    highest = read.exec_driver_sql("SELECT coalesce(max(id), 0) FROM supplier").scalar_one()
    firms = read.exec_driver_sql(
        f"SELECT coalesce(s.province, ''), json_group_array(s.id) FROM {_FIRMS.source} WHERE {where} GROUP BY 1", bound
    ).all()
    place_of = bytearray(highest + 1)
    for n, (_code, ids) in enumerate(firms, start=1):
        for firm in json.loads(ids):
            place_of[firm] = n
    return [None, *(code for code, _ids in firms)], place_of


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

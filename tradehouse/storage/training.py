"""Sessions, experts and participants of programmes, as the store keeps them."""

import json
from collections.abc import Iterator, Sequence
from datetime import date
from typing import Any, Final

from tradehouse.domain.records import Ref
from tradehouse.domain.text import fold
from tradehouse.domain.training import Expert, Participant, TookPart, TrainingSession, Turnout
from tradehouse.storage.reader import Reader
from tradehouse.storage.work import Work

_SAME_PERSON: Final = "p.person, p.firm, p.phone, p.province"
"""What tells participants apart who are no suppliers (yet). An index has these in this order."""
_PARTICIPANT: Final = (
    "SELECT p.id, p.programme_id, p.programme_session_id, p.supplier_id, s.code, s.name, coalesce(p.person, ''), "
    "coalesce(p.firm, ''), coalesce(p.phone, ''), coalesce(p.province, ''), coalesce(p.regency, ''), p.registered, "
    "p.attended, coalesce(p.channel, ''), coalesce(p.source, '') "
    "FROM participation p LEFT JOIN supplier s ON s.id = p.supplier_id"
)


def people(programme: str) -> str:
    """Return the expression that counts a programme's participants, everybody once; programme is one for its id.

    Both halves are counted in an index alone, in its order: a million lines take half a second.
    """
    mine = f"FROM participation p WHERE p.programme_id = {programme} AND p.supplier_id"
    return (
        f"((SELECT count(*) FROM (SELECT DISTINCT p.supplier_id {mine} IS NOT NULL)) + "
        f"(SELECT count(*) FROM (SELECT DISTINCT {_SAME_PERSON} {mine} IS NULL)))"
    )


# --- experts ---


def experts(connection: Reader, text: str, most: int) -> list[Expert]:
    """Return the experts whose name or organisation has a text, in order of their names."""
    rows = connection.exec_driver_sql("SELECT id, name, fields, coalesce(organisation, '') FROM expert").all()
    wanted = fold(text).split()
    found = [_expert(row) for row in rows]
    fitting = [one for one in found if all(word in fold(f"{one.name} {one.organisation}") for word in wanted)]
    return sorted(fitting, key=lambda one: fold(one.name))[:most]


def expert_named(connection: Reader, name: str) -> Expert | None:
    """Return the expert of a name, however it is capitalised and spaced."""
    wanted = fold(name)
    return next((one for one in experts(connection, name, 1000) if fold(one.name) == wanted), None)


def _expert(row: Sequence[Any]) -> Expert:
    return Expert(row[0], row[1], tuple(json.loads(row[2])), row[3])


# --- sessions ---


def sessions_of(connection: Reader, programme_id: int) -> list[TrainingSession]:
    """Return the sessions of a programme in order of date, those without one last."""
    rows = connection.exec_driver_sql(
        "SELECT s.id, s.topic, s.date, e.id, e.name, e.fields, coalesce(e.organisation, ''), coalesce(s.channel, ''), "
        "s.minutes, coalesce(s.recording, ''), coalesce(s.recording_channel, ''), "
        "(SELECT count(*) FROM participation p WHERE p.programme_session_id = s.id AND coalesce(p.attended, 0)) "
        "FROM programme_session s LEFT JOIN expert e ON e.id = s.expert_id WHERE s.programme_id = ? "
        "ORDER BY s.date IS NULL, s.date, s.id",
        (programme_id,),
    )
    return [
        TrainingSession(
            row[0], row[1], _day(row[2]), None if row[3] is None else _expert(row[3:7]), row[7], row[8], row[9],
            row[10], row[11],
        )
        for row in rows
    ]  # fmt: skip


def _day(text: str | None) -> date | None:
    return date.fromisoformat(text) if text else None


# --- participants ---


def turnout(connection: Reader, programme_id: int) -> Turnout:
    """Return how many take part in a programme, everybody once."""
    suppliers, came = connection.exec_driver_sql(
        "SELECT count(*), coalesce(sum(came), 0) FROM (SELECT max(coalesce(attended, 0)) AS came FROM participation "
        "WHERE programme_id = ? AND supplier_id IS NOT NULL GROUP BY supplier_id)",
        (programme_id,),
    ).one()
    names, names_came = connection.exec_driver_sql(
        f"SELECT count(*), coalesce(sum(came), 0) FROM (SELECT max(coalesce(p.attended, 0)) AS came FROM participation p "
        f"WHERE p.programme_id = ? AND p.supplier_id IS NULL GROUP BY {_SAME_PERSON})",
        (programme_id,),
    ).one()
    return Turnout(suppliers + names, came + names_came, suppliers)


def participants_of(connection: Reader, programme_id: int) -> list[Participant]:
    """Return every line of a programme's participants, in the order in which they were taken down."""
    rows = connection.exec_driver_sql(f"{_PARTICIPANT} WHERE p.programme_id = ? ORDER BY p.id", (programme_id,))
    return [_participant(row) for row in rows]


def first_names(connection: Reader, programme_id: int, most: int) -> list[Participant]:
    """Return the first participants who are no suppliers (yet), each once."""
    rows = connection.exec_driver_sql(
        f"{_PARTICIPANT} WHERE p.id IN (SELECT min(p.id) FROM participation p WHERE p.programme_id = ? "
        f"AND p.supplier_id IS NULL GROUP BY {_SAME_PERSON} LIMIT ?) ORDER BY p.id",
        (programme_id, most),
    )
    return [_participant(row) for row in rows]


def lines_of_person(connection: Reader, line: Participant) -> list[int]:
    """Return all lines of the same programme that speak of the same person, the line's own among them."""
    rows = connection.exec_driver_sql(
        "SELECT p.id FROM participation p JOIN participation own ON own.id = ? WHERE p.programme_id = own.programme_id "
        "AND p.supplier_id IS own.supplier_id AND p.person IS own.person AND p.firm IS own.firm AND p.phone IS own.phone "
        "AND (p.supplier_id IS NOT NULL OR p.province IS own.province)",
        (line.id,),
    )
    return [int(one) for one in rows.scalars().all()]


def _participant(row: Sequence[Any]) -> Participant:
    supplier = None if row[3] is None else Ref(row[3], row[4] or "", row[5] or "")
    came = None if row[12] is None else bool(row[12])
    person, firm, phone, province, regency = row[6:11]
    return Participant(
        row[0], row[1], row[2], supplier, person, firm, phone, province, regency, _day(row[11]), came, row[13], row[14]
    )


def took_part(connection: Reader, supplier_id: int, most: int) -> list[TookPart]:
    """Return what a supplier took part in, the latest first."""
    rows = connection.exec_driver_sql(
        "SELECT g.id, g.code, g.name, coalesce(s.topic, ''), coalesce(s.date, p.registered, g.starts), p.attended, "
        "coalesce(p.person, '') FROM participation p JOIN programme g ON g.id = p.programme_id "
        "LEFT JOIN programme_session s ON s.id = p.programme_session_id "
        "WHERE p.supplier_id = ? AND g.trashed_at IS NULL ORDER BY 5 DESC, p.id DESC LIMIT ?",
        (supplier_id, most),
    )
    return [
        TookPart(
            Ref(row[0], row[1] or "", row[2]), row[3], _day(row[4]), None if row[5] is None else bool(row[5]), row[6]
        )
        for row in rows
    ]


def put_expert(work: Work, name: str, fields: Sequence[str] | None = None, organisation: str | None = None) -> int:
    """Return the expert of a name, made where there is none; fields and organisation that are given become theirs."""
    told: dict[str, Any] = {}
    if fields is not None:
        told["fields"] = json.dumps(list(fields))
    if organisation is not None:
        told["organisation"] = organisation or None
    known = expert_named(work.connection, name)
    if known is None:
        return work.insert("expert", {"name": " ".join(name.split()), "fields": "[]", "organisation": None, **told})
    if told:
        work.update("expert", known.id, told)
    return known.id


def supplier_names(connection: Reader) -> Iterator[tuple[Any, ...]]:
    """Yield (id, code, name, brand, owner, contact, phone, whatsapp, nib, province, regency) of suppliers that are
    not in the trash, oldest first.
    """
    yield from connection.exec_driver_sql(
        "SELECT id, coalesce(code, ''), name, coalesce(brand, ''), coalesce(owner, ''), coalesce(contact, ''), "
        "coalesce(phone, ''), coalesce(whatsapp, ''), coalesce(nib, ''), coalesce(province, ''), coalesce(regency, '') "
        "FROM supplier WHERE trashed_at IS NULL ORDER BY id"
    )

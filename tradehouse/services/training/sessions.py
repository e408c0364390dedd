"""The sessions of a programme and the experts who hold them."""

from collections.abc import Mapping, Sequence
from datetime import date
from typing import Any

from tradehouse.domain.errors import UserError
from tradehouse.domain.fields import RecordKind
from tradehouse.domain.language import N_
from tradehouse.domain.training import Expert, TrainingSession
from tradehouse.services.catalogue import Catalogue
from tradehouse.storage import queries
from tradehouse.storage import training as stored

_COLUMNS = ("topic", "channel", "minutes", "recording", "recording_channel")


def sessions_of(catalogue: Catalogue, programme_id: int) -> list[TrainingSession]:
    """Return the sessions of a programme in order of date."""
    with catalogue.database.reading() as read:
        return stored.sessions_of(read, programme_id)


def find_experts(catalogue: Catalogue, text: str, most: int) -> list[Expert]:
    """Return the experts whose name or organisation has a text."""
    with catalogue.database.reading() as read:
        return stored.experts(read, text, most)


def expert_named(catalogue: Catalogue, name: str) -> Expert | None:
    """Return the expert of exactly this name, however it is capitalised."""
    with catalogue.database.reading() as read:
        return stored.expert_named(read, name)


def put_session(
    catalogue: Catalogue,
    programme_id: int,
    values: Mapping[str, Any],
    session_id: int | None = None,
) -> int:
    """Add a session to a programme, or change one; return its id.

    values are topic (required), date, channel, minutes, recording, recording_channel, expert (a name; one who is not
    known yet is made), expert_fields (codes) and organisation, which become the expert's. Raises UserError.
    """
    topic = " ".join(str(values.get("topic") or "").split())
    if not topic:
        raise UserError("no_topic", N_("What is the session about? Enter its topic."))
    day: date | None = values.get("date")
    name = " ".join(str(values.get("expert") or "").split())
    columns: dict[str, Any] = {key: values.get(key) or None for key in _COLUMNS}
    columns |= {"topic": topic, "date": None if day is None else day.isoformat(), "expert_id": None}
    label = N_("Session {topic} of {name}")
    with catalogue.writing(label, topic=topic, name=programme_name(catalogue, programme_id)) as work:
        if name:
            fields: Sequence[str] | None = values.get("expert_fields")
            columns["expert_id"] = stored.put_expert(work, name, fields, values.get("organisation"))
        if session_id is not None:
            work.update("programme_session", session_id, columns)
            return session_id
        return work.insert("programme_session", {"programme_id": programme_id, **columns})


def remove_session(catalogue: Catalogue, programme_id: int, session_id: int) -> None:
    """Take a session away. Who took part in it stays a participant of the programme."""
    with catalogue.writing(N_("Session of {name} removed"), name=programme_name(catalogue, programme_id)) as work:
        rows = work.connection.exec_driver_sql(
            "SELECT id FROM participation WHERE programme_session_id = ?", (session_id,)
        )
        for line in rows.scalars().all():
            work.update("participation", int(line), {"programme_session_id": None})
        work.delete_many("programme_session", [session_id])


def programme_name(catalogue: Catalogue, programme_id: int) -> str:
    """Return what a programme is called."""
    with catalogue.database.reading() as read:
        return str(queries.record(read, RecordKind.PROGRAMME, programme_id)["name"])

"""Reading the history: change sets, what stands and what is undone, what happened to one record."""

import json
from collections.abc import Mapping
from datetime import datetime
from typing import Any

from tradehouse.domain.changes import Author, ChangeKind, ChangeSet, FieldChange
from tradehouse.domain.errors import NotFound
from tradehouse.domain.language import N_, Message
from tradehouse.storage.reader import Reader

# A change set, what undid it and what did it again are a family: all name the first as `reverts`. The newest member
# says how the family stands, and is the one whose inverse undo or redo applies.
_SELECT = (
    "SELECT s.*, 'undone' = (SELECT m.kind FROM change_set m WHERE m.id = s.id OR m.reverts = s.id "
    "ORDER BY m.id DESC LIMIT 1) AS reverted FROM change_set s"
)
_NEWEST = "(SELECT max(m.id) FROM change_set m WHERE m.id = s.id OR m.reverts = s.id)"
Row = Mapping[str, Any]


def _change_set(row: Row) -> ChangeSet:
    return ChangeSet(
        id=row["id"],
        at=datetime.fromisoformat(row["at"]),
        author=Author(row["author"], row["computer"]),
        kind=ChangeKind(row["kind"]),
        label=Message(row["label"], json.loads(row["label_values"])),
        counts=json.loads(row["counts"]),
        reverts=row["reverts"],
        reverted=bool(row["reverted"]),
    )


def latest_change_sets(connection: Reader, limit: int) -> list[ChangeSet]:
    """Return the newest change sets, newest first."""
    rows = connection.exec_driver_sql(f"{_SELECT} ORDER BY s.id DESC LIMIT ?", (limit,)).mappings()
    return [_change_set(row) for row in rows]


def change_set(connection: Reader, set_id: int) -> ChangeSet:
    """Return one change set. Raises NotFound."""
    row = connection.exec_driver_sql(f"{_SELECT} WHERE s.id = ?", (set_id,)).mappings().first()
    if row is None:
        raise NotFound("no_such_change", N_("The history has no change number {id}."), id=set_id)
    return _change_set(row)


def change_sets_after(connection: Reader, set_id: int) -> list[ChangeSet]:
    """Return the change sets newer than set_id, oldest first, with the tables they touched (ids not given)."""
    rows = connection.exec_driver_sql(f"{_SELECT} WHERE s.id > ? ORDER BY s.id", (set_id,)).mappings().all()
    found = []
    for row in rows:
        tables = connection.exec_driver_sql(
            "SELECT DISTINCT table_name FROM change_row WHERE change_set_id = ?", (row["id"],)
        ).scalars()
        made = _change_set(row)
        found.append(
            ChangeSet(
                made.id,
                made.at,
                made.author,
                made.kind,
                made.label,
                made.counts,
                dict.fromkeys(tables),
                made.reverts,
                made.reverted,
            )
        )
    return found


def last_change_set_id(connection: Reader) -> int:
    """Return the id of the newest change set, 0 where there is none."""
    return int(connection.exec_driver_sql("SELECT coalesce(max(id), 0) FROM change_set").scalar_one())


def next_to_undo(connection: Reader) -> ChangeSet | None:
    """Return what undo would take back: the change that was done, or done again, last and stands."""
    row = connection.exec_driver_sql(
        f"SELECT s.* FROM ({_SELECT} WHERE s.reverts IS NULL) s WHERE NOT reverted ORDER BY {_NEWEST} DESC LIMIT 1"
    ).mappings().first()  # fmt: skip
    return None if row is None else _change_set(row)


def next_to_redo(connection: Reader) -> ChangeSet | None:
    """Return the change that redo would do again; anything new done since ends redoing."""
    row = connection.exec_driver_sql(
        f"SELECT s.* FROM ({_SELECT} WHERE s.reverts IS NULL) s WHERE reverted "
        f"AND {_NEWEST} > (SELECT coalesce(max(id), 0) FROM change_set WHERE kind = 'done') "
        f"ORDER BY {_NEWEST} DESC LIMIT 1"
    ).mappings().first()  # fmt: skip
    return None if row is None else _change_set(row)


def newest_of_family(connection: Reader, root_id: int) -> int:
    """Return the id of the change set whose inverse undo or redo of a change applies."""
    return int(
        connection.exec_driver_sql(
            "SELECT max(id) FROM change_set WHERE id = ? OR reverts = ?", (root_id, root_id)
        ).scalar_one()
    )


def record_history(connection: Reader, table: str, row_id: int, limit: int = 100) -> list[FieldChange]:
    """Return what happened to one record, newest first."""
    rows = connection.exec_driver_sql(
        "SELECT s.id, s.at, s.author, s.computer, s.label, s.label_values, r.operation, r.before, r.after "
        "FROM change_row r JOIN change_set s ON s.id = r.change_set_id "
        "WHERE r.table_name = ? AND r.row_id = ? ORDER BY r.id DESC LIMIT ?",
        (table, row_id, limit),
    ).mappings()
    return [
        FieldChange(
            row["id"],
            datetime.fromisoformat(row["at"]),
            Author(row["author"], row["computer"]),
            Message(row["label"], json.loads(row["label_values"])),
            row["operation"],
            json.loads(row["before"] or "{}"),
            json.loads(row["after"] or "{}"),
        )
        for row in rows
    ]

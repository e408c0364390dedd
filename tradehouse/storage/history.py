"""The history: reading it, and taking a change set back.

Undo applies the inverse of a change set as a change set of its own, so that undo is itself history and redo is the
undo of an undo. A row that somebody changed since is checked by version, then field by field; a difference is a
conflict and nothing is touched.
"""

import json
from collections.abc import Iterator, Mapping
from datetime import datetime
from itertools import groupby
from typing import Any

from tradehouse.domain.changes import Author, ChangeKind, ChangeSet, FieldChange
from tradehouse.domain.errors import Conflict, NotFound
from tradehouse.domain.fields import RECORD_KINDS, fields, name_field
from tradehouse.domain.language import N_, Message
from tradehouse.domain.progress import Progress
from tradehouse.storage.reader import Reader
from tradehouse.storage.work import Work, rows_in_chunks

# A change set, what undid it and what did it again are a family: all name the first as `reverts`. The newest member
# says how the family stands, and is the one whose inverse undo or redo applies.
_SELECT = (
    "SELECT s.*, 'undone' = (SELECT m.kind FROM change_set m WHERE m.id = s.id OR m.reverts = s.id "
    "ORDER BY m.id DESC LIMIT 1) AS reverted FROM change_set s"
)
_NEWEST = "(SELECT max(m.id) FROM change_set m WHERE m.id = s.id OR m.reverts = s.id)"
Row = Mapping[str, Any]
_SHOWN_CONFLICTS = 20


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


def _rows_backwards(connection: Reader, set_id: int) -> Iterator[Row]:
    last = 1 << 62
    while True:
        rows = connection.exec_driver_sql(
            "SELECT * FROM change_row WHERE change_set_id = ? AND id < ? ORDER BY id DESC LIMIT 2000", (set_id, last)
        ).mappings().all()  # fmt: skip
        yield from rows
        if len(rows) < 2000:
            return
        last = rows[-1]["id"]


def _later_changes(connection: Reader, row: Row, root_id: int) -> set[str]:
    """Return the columns of a row that no longer stand as this change left them; "id" for the row itself."""
    found = connection.exec_driver_sql(
        f'SELECT * FROM "{row["table_name"]}" WHERE id = ?', (row["row_id"],)
    ).mappings().first()  # fmt: skip
    if row["operation"] == "delete":
        return {"id"} if found else set()
    if found is None:
        return {"id"}
    if found["version"] == row["version"]:
        return set()
    if row["operation"] == "insert":
        return _standing_columns(connection, row, root_id)
    after = _values(row["after"])
    return {name for name, value in after.items() if found[name] != value}


def _standing_columns(connection: Reader, row: Row, root_id: int) -> set[str]:
    """Return the columns that later changes of other families gave the row and that stand."""
    rows = connection.exec_driver_sql(
        "SELECT r.after FROM change_row r JOIN change_set s ON s.id = r.change_set_id "
        "WHERE r.table_name = ? AND r.row_id = ? AND r.id > ? AND s.kind = 'done' AND s.id <> ? "
        "AND 'undone' <> (SELECT m.kind FROM change_set m WHERE m.id = s.id OR m.reverts = s.id ORDER BY m.id DESC LIMIT 1)",
        (row["table_name"], row["row_id"], row["id"], root_id),
    ).scalars()
    return {name for text in rows for name in _values(text)}


def _values(text: str | None) -> dict[str, Any]:
    values = json.loads(text or "{}")
    return {
        key: bytes.fromhex(value[7:]) if isinstance(value, str) and value.startswith("base16:") else value
        for key, value in values.items()
    }


def _conflict_line(connection: Reader, row: Row, names: set[str]) -> Message:
    table = row["table_name"]
    what = str(row["row_id"])
    labels = sorted(names)
    if table in RECORD_KINDS:
        name = connection.exec_driver_sql(
            f'SELECT "{name_field(table)}" FROM "{table}" WHERE id = ?', (row["row_id"],)
        ).scalar()
        what = str(name or what)
        known = {f.column_name: Message(f.label) for f in fields(table).values()}
        labels = [str(known.get(n, n)) for n in labels if n in known]
    if labels:
        return Message(N_("{name}: {fields}"), {"name": what, "fields": ", ".join(labels)})
    return Message("{name}", {"name": what})


def find_conflicts(connection: Reader, root_id: int, progress: Progress) -> list[Message]:
    """Return one line per row that was changed after the change in a way that taking it back would lose."""
    set_id = newest_of_family(connection, root_id)
    found: list[Message] = []
    undone: set[tuple[str, int]] = set()
    for n, row in enumerate(_rows_backwards(connection, set_id)):
        if n % 500 == 0:
            progress.check()
        key = (row["table_name"], row["row_id"])
        # Of several changes to one row in one change set only the last can be compared with the present.
        if key in undone:
            continue
        undone.add(key)
        names = _later_changes(connection, row, root_id)
        if names:
            found.append(_conflict_line(connection, row, names))
    return found


def revert(work: Work, target: ChangeSet, progress: Progress) -> None:
    """Apply the inverse of a change, or of its undoing, inside an open unit of work. target is the first of its family.

    Raises Conflict, listing the records, where somebody changed since what it would put back.
    """
    conflicts = find_conflicts(work.connection, target.id, progress)
    if conflicts:
        shown = "; ".join(str(line) for line in conflicts[:5]) + ("; …" if len(conflicts) > 5 else "")
        raise Conflict(
            "changed_since",
            N_('"{label}" cannot be undone: {count} records were changed since ({shown}). Undo those changes first.'),
            conflicts[:_SHOWN_CONFLICTS],
            label=target.label,
            count=len(conflicts),
            shown=shown,
        )
    work.connection.exec_driver_sql("PRAGMA defer_foreign_keys = ON")
    total = sum(target.counts.values())
    done = 0
    for (table, operation), run in groupby(
        _rows_backwards(work.connection, newest_of_family(work.connection, target.id)),
        key=lambda row: (row["table_name"], row["operation"]),
    ):
        for rows in rows_in_chunks(run, 500):
            progress.report(done, total)
            _take_back(work, table, operation, rows)
            done += len(rows)


def _take_back(work: Work, table: str, operation: str, rows: list[Row]) -> None:
    match operation:
        case "insert":
            work.delete_many(table, [row["row_id"] for row in rows])
        case "update":
            for row in rows:
                work.update_columns(table, row["row_id"], _values(row["before"]))
        case _:
            work.restore_many(table, [_values(row["before"]) for row in rows])

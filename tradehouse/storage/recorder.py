"""The record of a unit of work: one ChangeSet, kept on disk with every row it touched.

Recorded are, per row: for an insert its id and version; for an update the changed columns before and after; for a
delete the whole row. The record is made from row images, not from ORM events, which bulk statements never fire.
"""

import json
from collections.abc import Mapping
from datetime import UTC, datetime
from typing import Any

from tradehouse.domain.changes import TOUCHED_LIMIT, Author, ChangeKind, ChangeSet
from tradehouse.domain.language import Message
from tradehouse.storage.reader import Reader
from tradehouse.storage.rows import RECORDED_TABLES
from tradehouse.storage.statements import many

Row = Mapping[str, Any]
_FLUSH_AT = 5_000


def utc_now() -> str:
    """Return the present as the store writes it: ISO 8601 in UTC, to the millisecond."""
    return datetime.now(UTC).isoformat(timespec="milliseconds")


class Recorder:
    """Collects what a unit of work does to rows and writes it as one change set when the work is finished."""

    def __init__(self, connection: Reader, author: Author, label: Message) -> None:
        self.connection = connection
        self.author = author
        self.label = label
        self.kind = ChangeKind.DONE
        self.reverts: int | None = None
        self._set_id: int | None = None
        self._pending: list[tuple[Any, ...]] = []
        self._counts = {"inserted": 0, "updated": 0, "deleted": 0}
        self._touched: dict[str, set[int] | None] = {}

    @property
    def changed(self) -> bool:
        """Whether anything was recorded so far."""
        return any(self._counts.values())

    def touches(self, table: str) -> bool:
        """Return whether any row of a table was recorded so far."""
        return table in self._touched

    @property
    def change_set_id(self) -> int | None:
        """The number of the change set, once something was written to it."""
        return self._set_id

    def finish(self) -> ChangeSet | None:
        """Write the change set; return it, or None where nothing changed."""
        if not self.changed:
            return None
        self._flush()
        set_id = self._open_set()
        self.connection.exec_driver_sql(
            "UPDATE change_set SET counts = ? WHERE id = ?", (json.dumps(self._counts), set_id)
        )
        at = self.connection.exec_driver_sql("SELECT at FROM change_set WHERE id = ?", (set_id,)).scalar_one()
        return ChangeSet(
            id=set_id,
            at=datetime.fromisoformat(at),
            author=self.author,
            kind=self.kind,
            label=self.label,
            counts=dict(self._counts),
            touched={t: None if ids is None else frozenset(ids) for t, ids in self._touched.items()},
            reverts=self.reverts,
        )

    def _open_set(self) -> int:
        if self._set_id is None:
            row = self.connection.exec_driver_sql(
                "INSERT INTO change_set(at, author, computer, kind, label, label_values, reverts) "
                "VALUES (?, ?, ?, ?, ?, ?, ?) RETURNING id",
                (
                    utc_now(),
                    self.author.name,
                    self.author.computer,
                    str(self.kind),
                    self.label.msgid,
                    json.dumps(_plain(self.label.values), ensure_ascii=False),
                    self.reverts,
                ),
            ).one()
            self._set_id = int(row[0])
        return self._set_id

    def record(
        self, table: str, row_id: int, operation: str, version: int, before: Row | None, after: Row | None
    ) -> None:
        if table not in RECORDED_TABLES:
            return
        self._counts[{"insert": "inserted", "update": "updated", "delete": "deleted"}[operation]] += 1
        ids = self._touched.setdefault(table, set())
        if ids is not None:
            ids.add(row_id)
            if len(ids) > TOUCHED_LIMIT:
                self._touched[table] = None
        self._pending.append((table, row_id, operation, version, _json(before), _json(after)))
        if len(self._pending) >= _FLUSH_AT:
            self._flush()

    def record_inserts(self, table: str, first_id: int, count: int) -> None:
        """Record that rows with consecutive ids were inserted; they are in the table already."""
        if table not in RECORDED_TABLES or not count:
            return
        self._counts["inserted"] += count
        ids = self._touched.setdefault(table, set())
        if ids is None or len(ids) + count > TOUCHED_LIMIT:
            self._touched[table] = None
        else:
            ids.update(range(first_id, first_id + count))
        self._flush()
        self.connection.exec_driver_sql(
            "INSERT INTO change_row(change_set_id, table_name, row_id, operation, version) "
            f"SELECT ?, ?, id, 'insert', version FROM \"{table}\" WHERE id BETWEEN ? AND ?",
            (self._open_set(), table, first_id, first_id + count - 1),
        )

    def _flush(self) -> None:
        set_id = self._open_set()
        many(
            self.connection,
            "INSERT INTO change_row(change_set_id, table_name, row_id, operation, version, before, after) "
            "VALUES (?, ?, ?, ?, ?, ?, ?)",
            [(set_id, *row) for row in self._pending],
        )
        self._pending.clear()


def _json(row: Row | None) -> str | None:
    return None if row is None else json.dumps(dict(row), ensure_ascii=False, default=_text_of_bytes)


def _text_of_bytes(value: object) -> str:
    if isinstance(value, bytes):
        return "base16:" + value.hex()
    raise TypeError(type(value).__name__)


def _plain(values: Mapping[str, object]) -> dict[str, object]:
    return {key: value if isinstance(value, (str, int, float, bool)) else str(value) for key, value in values.items()}

"""The rows of the inbox. Not part of the history; what an import did is."""

import json
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from tradehouse.storage.reader import Reader
from tradehouse.storage.statements import many

_COLUMNS = "sha256, extension, size_bytes, name, source, sender, dated, arrived_at, state, shape, supplier, told, change_set_id"


@dataclass(frozen=True, slots=True)
class InboxRow:
    """A file as the store keeps it. extension is "" where its bytes were not kept; told is what was seen in it, as JSON
    can say it; id is 0 before it is inserted.
    """

    sha256: str
    extension: str
    size_bytes: int
    name: str
    source: str
    sender: str
    dated: str | None
    arrived_at: str
    state: str
    shape: str
    supplier: str = ""
    told: Mapping[str, Any] = field(default_factory=dict)
    change_set_id: int | None = None
    id: int = 0


def inbox_rows(connection: Reader, ids: Sequence[int] | None = None) -> list[InboxRow]:
    """Return the files of the inbox, or some of them, in the order in which they came."""
    wanted = None if ids is None else set(ids)
    rows = connection.exec_driver_sql(f"SELECT {_COLUMNS}, id FROM inbox_file ORDER BY id").mappings()
    return [
        InboxRow(**{**row, "told": json.loads(row["told"])}) for row in rows if wanted is None or row["id"] in wanted
    ]


def insert_rows(connection: Reader, rows: Iterable[InboxRow]) -> None:
    """Add files; one that is here already, by its bytes, source and name, stays as it is."""
    many(
        connection,
        f"INSERT INTO inbox_file({_COLUMNS}) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?) ON CONFLICT DO NOTHING",
        [
            (
                row.sha256, row.extension, row.size_bytes, row.name, row.source, row.sender, row.dated, row.arrived_at,
                row.state, row.shape, row.supplier, json.dumps(row.told, ensure_ascii=False), row.change_set_id,
            )
            for row in rows
        ],
    )  # fmt: skip


def update_rows(connection: Reader, ids: Iterable[int], changes: Mapping[str, Any]) -> None:
    """Change columns of files."""
    assignments = ", ".join(f"{name} = ?" for name in changes)
    many(connection, f"UPDATE inbox_file SET {assignments} WHERE id = ?", [(*changes.values(), n) for n in ids])


def update_told(connection: Reader, row_id: int, state: str, shape: str, told: Mapping[str, Any]) -> None:
    """Write down what was seen in a file when it was looked into again."""
    connection.exec_driver_sql(
        "UPDATE inbox_file SET state = ?, shape = ?, told = ? WHERE id = ?",
        (state, shape, json.dumps(told, ensure_ascii=False), row_id),
    )


def delete_rows(connection: Reader, ids: Iterable[int]) -> None:
    """Take files out of the inbox."""
    many(connection, "DELETE FROM inbox_file WHERE id = ?", [(n,) for n in ids])


def imports_by_content(connection: Reader) -> dict[str, int]:
    """Return the change that imported each content (SHA-256), of the imports that stand.

    An import that was undone took its batch back with it; one that was done again brought it back.
    """
    rows = connection.exec_driver_sql(
        "SELECT b.sha256, coalesce(s.reverts, s.id) FROM import_batch b "
        "JOIN change_row r ON r.table_name = 'import_batch' AND r.row_id = b.id AND r.operation = 'insert' "
        "JOIN change_set s ON s.id = r.change_set_id ORDER BY b.id, s.id"
    )
    return dict(rows)


def count_waiting(connection: Reader) -> int:
    """Return how many files are new: neither imported, left out nor refused, and no copy of an earlier one."""
    found = connection.exec_driver_sql(
        "SELECT count(DISTINCT f.sha256) FROM inbox_file f WHERE f.state IN ('new', 'imported') "
        "AND (f.state = 'new' OR f.change_set_id IS NOT NULL) "
        "AND NOT EXISTS (SELECT 1 FROM import_batch b WHERE b.sha256 = f.sha256)"
    )
    return int(found.scalar_one())


def needed_contents(connection: Reader) -> list[tuple[str, str, str]]:
    """Return (SHA-256, extension, name) of the files whose bytes the inbox keeps."""
    return list(
        connection.exec_driver_sql(
            "SELECT sha256, extension, min(name) FROM inbox_file WHERE extension <> '' GROUP BY sha256, extension"
        )
    )


@dataclass(frozen=True, slots=True)
class SupplierContact:
    """What a supplier is called and called at."""

    uid: str
    code: str
    name: str
    brand: str
    phone: str
    whatsapp: str


def supplier_contacts(connection: Reader) -> list[SupplierContact]:
    """Return the suppliers that are not in the trash, oldest first."""
    rows = connection.exec_driver_sql(
        "SELECT uid, coalesce(code, ''), name, coalesce(brand, ''), coalesce(phone, ''), coalesce(whatsapp, '') "
        "FROM supplier WHERE trashed_at IS NULL ORDER BY id"
    )
    return [SupplierContact(*row) for row in rows]

"""What a change set did row by row, with the names that people know the rows by."""

import json
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from tradehouse.domain.fields import RECORD_KINDS, name_field
from tradehouse.domain.reference_lists import find_label
from tradehouse.storage.reader import Reader

_OF_PRODUCT = frozenset({"product_photo"})


@dataclass(frozen=True, slots=True)
class StoredChange:
    """One row that a change set touched. before and after hold the changed columns as stored; a deleted row has all
    of it in before, an inserted one nothing in either. name is what the row is called now, or was called, or "".
    """

    table: str
    row_id: int
    operation: str
    before: Mapping[str, Any]
    after: Mapping[str, Any]
    name: str


def changed_rows(connection: Reader, set_id: int, limit: int) -> list[StoredChange]:
    """Return the first rows that a change set touched, in the order in which it did."""
    rows = connection.exec_driver_sql(
        "SELECT table_name, row_id, operation, before, after FROM change_row WHERE change_set_id = ? ORDER BY id LIMIT ?",
        (set_id, limit),
    ).all()
    found = []
    for table, row_id, operation, before_text, after_text in rows:
        before, after = json.loads(before_text or "{}"), json.loads(after_text or "{}")
        name = _name(connection, table, row_id, {**before, **after})
        found.append(StoredChange(table, row_id, operation, before, after, name))
    return found


def count_rows(connection: Reader, set_id: int) -> dict[tuple[str, str], int]:
    """Return how many rows of each table a change set touched, by (table, operation)."""
    rows = connection.exec_driver_sql(
        "SELECT table_name, operation, count(*) FROM change_row WHERE change_set_id = ? GROUP BY 1, 2", (set_id,)
    )
    return {(table, operation): int(n) for table, operation, n in rows}


def record_name(connection: Reader, kind: str, row_id: int) -> str:
    """Return what a record is called now, or "" where it is gone."""
    name = connection.exec_driver_sql(f'SELECT "{name_field(kind)}" FROM "{kind}" WHERE id = ?', (row_id,)).scalar()
    return str(name or "")


def _name(connection: Reader, table: str, row_id: int, image: Mapping[str, Any]) -> str:
    if table in RECORD_KINDS:
        return record_name(connection, table, row_id) or str(image.get(name_field(table)) or "")
    if table in _OF_PRODUCT:
        product = image.get("product_id") or connection.exec_driver_sql(
            f'SELECT product_id FROM "{table}" WHERE id = ?', (row_id,)
        ).scalar()  # fmt: skip
        return record_name(connection, "product", int(product)) if product else ""
    if table == "certification_type":
        code = (
            image.get("code")
            or connection.exec_driver_sql(f"SELECT code FROM {table} WHERE id = ?", (row_id,)).scalar()
        )
        return find_label(table, str(code or ""))
    return str(image.get("name") or image.get("file_name") or image.get("original_name") or "")

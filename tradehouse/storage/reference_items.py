"""Reference data inside the catalogue: shipped facts, refreshed when a newer file ships, beside the house's own entries."""

import json
from pathlib import Path

from sqlalchemy import Connection, Engine

from tradehouse.domain.reference_lists import ReferenceItem, reference_edition, shipped_items
from tradehouse.storage.engine import many, storage_errors
from tradehouse.storage.settings import put_setting, read_setting


def refresh_reference(engine: Engine, path: Path) -> bool:
    """Load the shipped reference data where the catalogue has an older edition; return whether it did.

    Entries that the house added or changed (origin "house") keep their values.
    """
    edition = reference_edition()
    with storage_errors(path), engine.connect() as plain:
        if read_setting(plain, "reference_edition") == edition:
            return False
        plain.rollback()
        connection = plain.execution_options(begin="BEGIN IMMEDIATE")
        with connection.begin():
            many(
                connection,
                "INSERT INTO reference_item(list, code, parent, label_id, label_en, data) VALUES (?, ?, ?, ?, ?, ?) "
                "ON CONFLICT(list, code) DO UPDATE SET parent = excluded.parent, label_id = excluded.label_id, "
                "label_en = excluded.label_en, data = excluded.data WHERE origin = 'shipped'",
                [
                    (
                        i.list,
                        i.code,
                        i.parent,
                        i.label_id,
                        i.label_en,
                        json.dumps(dict(i.data), ensure_ascii=False),
                    )
                    for i in shipped_items()
                ],
            )
            put_setting(connection, "reference_edition", edition)
    return True


def items(connection: Connection, list_name: str) -> list[ReferenceItem]:
    """Return the entries of one list, shipped and the house's own."""
    rows = connection.exec_driver_sql(
        "SELECT list, code, parent, label_id, label_en, data FROM reference_item WHERE list = ? ORDER BY rowid",
        (list_name,),
    )
    return [ReferenceItem(row[0], row[1], row[2], row[3], row[4], json.loads(row[5])) for row in rows]

"""Reference data inside the catalogue: shipped facts, refreshed when a newer file ships, beside the house's own entries."""

import json

from tradehouse.domain.reference_lists import ReferenceItem, reference_edition, shipped_items
from tradehouse.storage.certification_types import renew_certificates, use_types
from tradehouse.storage.database import Database
from tradehouse.storage.reader import Reader
from tradehouse.storage.settings import put_setting, read_setting
from tradehouse.storage.statements import many


def refresh_reference(database: Database) -> bool:
    """Load the shipped reference data where the catalogue has an older edition; return whether it did.

    Entries that the house added or changed (origin "house") keep their values. What certificates derive from their
    types is worked out again.
    """
    edition = reference_edition()
    with database.reading() as read:
        if read_setting(read, "reference_edition") == edition:
            return False
    with database.transaction() as connection:
        many(
            connection,
            "INSERT INTO reference_item(list, code, parent, label_id, label_en, data) VALUES (?, ?, ?, ?, ?, ?) "
            "ON CONFLICT(list, code) DO UPDATE SET parent = excluded.parent, label_id = excluded.label_id, "
            "label_en = excluded.label_en, data = excluded.data WHERE origin = 'shipped'",
            [
                (i.list, i.code, i.parent, i.label_id, i.label_en, json.dumps(dict(i.data), ensure_ascii=False))
                for i in shipped_items()
            ],
        )
        put_setting(connection, "reference_edition", edition)
        use_types(connection)
        renew_certificates(connection)
    return True


def items(connection: Reader, list_name: str) -> list[ReferenceItem]:
    """Return the entries of one list, shipped and the house's own."""
    rows = connection.exec_driver_sql(
        "SELECT list, code, parent, label_id, label_en, data FROM reference_item WHERE list = ? ORDER BY rowid",
        (list_name,),
    )
    return [ReferenceItem(row[0], row[1], row[2], row[3], row[4], json.loads(row[5])) for row in rows]

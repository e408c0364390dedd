"""What a package takes out of the store, and what one that arrives is compared with."""

import json
from collections.abc import Iterator, Mapping, Sequence
from typing import Any, Final

from tradehouse.storage.reader import Reader
from tradehouse.storage.statements import quoted
from tradehouse.storage.work import rows_in_chunks

_CHUNK: Final = 500
_MOST_REMEMBERED: Final = 40
LINK_COLUMNS: Final = ("role", "alt_id", "alt_en", "rotation", "crop")
"""What a photo's place on a product says beside its order."""
PHOTO_COLUMNS: Final = ("original_name", "credit", "consent", "verdict")
"""What people know of a photo; the rest is measured again where it arrives."""


def ids_by_uid(connection: Reader, table: str) -> dict[str, tuple[int, bool]]:
    """Return (id, is in the trash) of every record of a kind by its uid."""
    rows = connection.exec_driver_sql(f'SELECT uid, id, trashed_at IS NOT NULL FROM "{table}"')
    return {row[0]: (int(row[1]), bool(row[2])) for row in rows}


def codes_taken(connection: Reader, table: str) -> dict[str, str]:
    """Return the uid of the record that has a house code, by the code in small letters."""
    rows = connection.exec_driver_sql(f'SELECT code, uid FROM "{table}" WHERE code IS NOT NULL')
    return {str(row[0]).casefold(): str(row[1]) for row in rows}


def names_taken(connection: Reader) -> dict[str, str]:
    """Return the uid of a supplier by its folded name."""
    return {row[0]: row[1] for row in connection.exec_driver_sql("SELECT name_sort, uid FROM supplier")}


def supplier_names(connection: Reader, uids: Sequence[str]) -> dict[str, str]:
    """Return the names of suppliers by uid; those that are not here are left out."""
    found: dict[str, str] = {}
    for chunk in rows_in_chunks(uids, _CHUNK):
        marks = ", ".join("?" * len(chunk))
        rows = connection.exec_driver_sql(f"SELECT uid, name FROM supplier WHERE uid IN ({marks})", tuple(chunk))
        found |= {str(row[0]): str(row[1]) for row in rows}
    return found


def stored_records(
    connection: Reader, table: str, columns: Sequence[str], ids: Sequence[int]
) -> Iterator[tuple[int, str, Mapping[str, Any]]]:
    """Yield (id, uid, values by column) of records, in the order of the ids, within each five hundred."""
    names = quoted(("id", "uid", *columns))
    for chunk in rows_in_chunks(ids, _CHUNK):
        marks = ", ".join("?" * len(chunk))
        rows = connection.exec_driver_sql(f'SELECT {names} FROM "{table}" WHERE id IN ({marks})', tuple(chunk))
        found = {row[0]: row for row in rows}
        for record_id in chunk:
            if record_id in found:
                row = found[record_id]
                yield int(row[0]), str(row[1]), dict(zip(columns, row[2:], strict=True))


def past_values(connection: Reader, table: str, ids: Sequence[int]) -> dict[int, dict[str, list[Any]]]:
    """Return what the columns of records were before they were changed, oldest first; undone changes do not count."""
    found: dict[int, dict[str, list[Any]]] = {}
    for chunk in rows_in_chunks(ids, _CHUNK):
        marks = ", ".join("?" * len(chunk))
        rows = connection.exec_driver_sql(
            "SELECT r.row_id, r.before FROM change_row r JOIN change_set s ON s.id = r.change_set_id "
            f"WHERE r.table_name = ? AND r.operation = 'update' AND r.row_id IN ({marks}) AND s.reverts IS NULL "
            "AND 'undone' <> (SELECT m.kind FROM change_set m WHERE m.id = s.id OR m.reverts = s.id "
            "ORDER BY m.id DESC LIMIT 1) ORDER BY r.id",
            (table, *chunk),
        )
        for row_id, before in rows:
            of_record = found.setdefault(int(row_id), {})
            for name, value in json.loads(before or "{}").items():
                past = of_record.setdefault(name, [])
                past.append(value)
                del past[:-_MOST_REMEMBERED]
    return found


def covered_by(connection: Reader, certification_ids: Sequence[int]) -> dict[int, list[str]]:
    """Return the uids of the products that certifications name."""
    found: dict[int, list[str]] = {}
    for chunk in rows_in_chunks(certification_ids, _CHUNK):
        marks = ", ".join("?" * len(chunk))
        rows = connection.exec_driver_sql(
            "SELECT l.certification_id, p.uid FROM certification_product l JOIN product p ON p.id = l.product_id "
            f"WHERE l.certification_id IN ({marks}) ORDER BY p.code_sort",
            tuple(chunk),
        )
        for certification, uid in rows:
            found.setdefault(int(certification), []).append(uid)
    return found


def photos_by_product(connection: Reader, product_ids: Sequence[int]) -> dict[int, list[dict[str, Any]]]:
    """Return the photos on products in their order: file name ("sha256.extension") and what the place says."""
    names = ", ".join(f'l."{name}"' for name in LINK_COLUMNS)
    found: dict[int, list[dict[str, Any]]] = {}
    for chunk in rows_in_chunks(product_ids, _CHUNK):
        marks = ", ".join("?" * len(chunk))
        rows = connection.exec_driver_sql(
            f"SELECT l.product_id, ph.sha256 || '.' || ph.extension, {names} FROM product_photo l "
            f"JOIN photo ph ON ph.id = l.photo_id WHERE l.product_id IN ({marks}) ORDER BY l.position, l.id",
            tuple(chunk),
        )
        for product, name, *values in rows:
            place = {key: value for key, value in zip(LINK_COLUMNS, values, strict=True) if value is not None}
            found.setdefault(int(product), []).append({"file": name, **place})
    return found


def photo_facts(connection: Reader, hashes: Sequence[str]) -> Iterator[dict[str, Any]]:
    """Yield what people know of photos: file name ("sha256.extension") and facts."""
    for chunk in rows_in_chunks(hashes, _CHUNK):
        marks = ", ".join("?" * len(chunk))
        rows = connection.exec_driver_sql(
            f"SELECT sha256 || '.' || extension, {quoted(PHOTO_COLUMNS)} FROM photo WHERE sha256 IN ({marks}) "
            "ORDER BY sha256",
            tuple(chunk),
        )
        for name, *values in rows:
            known = {key: value for key, value in zip(PHOTO_COLUMNS, values, strict=True) if value is not None}
            yield {"file": name, **known}


def last_positions(connection: Reader, product_ids: Sequence[int]) -> dict[int, int]:
    """Return the position of the last photo of products that have any."""
    found: dict[int, int] = {}
    for chunk in rows_in_chunks(product_ids, _CHUNK):
        marks = ", ".join("?" * len(chunk))
        rows = connection.exec_driver_sql(
            f"SELECT product_id, max(position) FROM product_photo WHERE product_id IN ({marks}) GROUP BY 1",
            tuple(chunk),
        )
        found |= {int(row[0]): int(row[1]) for row in rows}
    return found

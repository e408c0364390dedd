"""What an import compares a file with: the identifying columns of all records, and stored columns of some."""

import json
import zlib
from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import Any, NamedTuple

from tradehouse.storage.reader import Reader
from tradehouse.storage.recorder import utc_now
from tradehouse.storage.statements import quoted
from tradehouse.storage.work import Work, rows_in_chunks

_WHOLE_TABLE_FROM = 20_000
_CHUNK = 500


class SupplierIdentity(NamedTuple):
    """What tells one supplier from another."""

    id: int
    uid: str
    code: str | None
    name: str
    register_number: str | None
    regency: str | None
    district: str | None
    address: str | None
    phone: str | None
    trashed: bool


class ProductIdentity(NamedTuple):
    """What tells one product from another."""

    id: int
    uid: str
    code: str | None
    supplier_id: int | None
    supplier_code: str | None
    name: str
    variant: str | None
    gtin: str | None
    net_content: float | None
    net_unit: str | None
    trashed: bool


class CertificationIdentity(NamedTuple):
    """What tells one certification from another."""

    id: int
    uid: str
    type: str
    supplier_id: int
    number: str | None
    trashed: bool


def supplier_identities(connection: Reader) -> Iterator[SupplierIdentity]:
    """Return every supplier's identity, oldest first."""
    rows = connection.exec_driver_sql(
        "SELECT id, uid, code, name, register_number, regency, district, address, phone, trashed_at IS NOT NULL "
        "FROM supplier ORDER BY id"
    )
    return map(SupplierIdentity._make, rows)


def product_identities(connection: Reader) -> Iterator[ProductIdentity]:
    """Return every product's identity, oldest first."""
    rows = connection.exec_driver_sql(
        "SELECT id, uid, code, supplier_id, supplier_code, name_id, variant, gtin, net_content, net_unit, "
        "trashed_at IS NOT NULL FROM product ORDER BY id"
    )
    return map(ProductIdentity._make, rows)


def certification_identities(connection: Reader) -> Iterator[CertificationIdentity]:
    """Return every certification's identity, oldest first."""
    rows = connection.exec_driver_sql(
        "SELECT id, uid, type, supplier_id, number, trashed_at IS NOT NULL FROM certification ORDER BY id"
    )
    return map(CertificationIdentity._make, rows)


def stored_values(
    connection: Reader, table: str, columns: Sequence[str], ids: Sequence[int]
) -> Iterator[tuple[int, Sequence[Any]]]:
    """Yield (id, values of the columns) of records; in no particular order."""
    names = quoted(("id", *columns))
    if len(ids) > _WHOLE_TABLE_FROM:
        wanted = set(ids)
        for row in connection.exec_driver_sql(f'SELECT {names} FROM "{table}"'):
            if row[0] in wanted:
                yield row[0], row[1:]
        return
    for chunk in rows_in_chunks(ids, _CHUNK):
        marks = ", ".join("?" * len(chunk))
        for row in connection.exec_driver_sql(f'SELECT {names} FROM "{table}" WHERE id IN ({marks})', tuple(chunk)):
            yield row[0], row[1:]


def covered_products(connection: Reader, certification_ids: Sequence[int]) -> set[tuple[int, int]]:
    """Return the (certification, product) links of some certifications."""
    found: set[tuple[int, int]] = set()
    for chunk in rows_in_chunks(certification_ids, _CHUNK):
        marks = ", ".join("?" * len(chunk))
        rows = connection.exec_driver_sql(
            f"SELECT certification_id, product_id FROM certification_product WHERE certification_id IN ({marks})",
            tuple(chunk),
        )
        found |= {(row[0], row[1]) for row in rows}
    return found


def photos_on(connection: Reader, product_ids: Sequence[int]) -> set[tuple[int, str]]:
    """Return (product, sha256) of the photos that some products have."""
    found: set[tuple[int, str]] = set()
    for chunk in rows_in_chunks(product_ids, _CHUNK):
        marks = ", ".join("?" * len(chunk))
        rows = connection.exec_driver_sql(
            "SELECT l.product_id, p.sha256 FROM product_photo l JOIN photo p ON p.id = l.photo_id "
            f"WHERE l.product_id IN ({marks})",
            tuple(chunk),
        )
        found |= {(row[0], row[1]) for row in rows}
    return found


RowMap = Mapping[str, Mapping[int, tuple[int, int, tuple[int, ...]]]]
"""Sheet → row → (product id, supplier id, certification ids); 0 where the row has none."""


def read_row_map(connection: Reader, sha256: str) -> RowMap:
    """Return which records the rows of a file became when it was last imported; empty for a new file."""
    packed = connection.exec_driver_sql(
        "SELECT row_map FROM import_batch WHERE sha256 = ? ORDER BY id DESC LIMIT 1", (sha256,)
    ).scalar()
    if not packed:
        return {}
    kept = json.loads(zlib.decompress(packed))
    return {
        sheet: {row: (product, supplier, tuple(certificates)) for row, product, supplier, certificates in rows}
        for sheet, rows in kept.items()
    }


def record_batch(
    work: Work,
    file_name: str,
    sha256: str,
    options: Mapping[str, Any],
    summary: Mapping[str, Any],
    rows: Mapping[str, Iterable[tuple[int, int, int, Sequence[int]]]],
) -> int:
    """Keep what a file became; rows are (row, product, supplier, certifications) by sheet."""
    packed = json.dumps({sheet: list(lines) for sheet, lines in rows.items()}, separators=(",", ":"))
    return work.insert(
        "import_batch",
        {
            "at": utc_now(),
            "file_name": file_name,
            "sha256": sha256,
            "options": json.dumps(options, ensure_ascii=False),
            "summary": json.dumps(summary, ensure_ascii=False),
            "row_map": zlib.compress(packed.encode("ascii"), 1),
        },
    )

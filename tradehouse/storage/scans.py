"""Scans of certificates as rows: what is known of each stored file, and which certificates and history need it."""

import json
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Final

from tradehouse.storage.reader import Reader
from tradehouse.storage.work import Work, rows_in_chunks

TABLE: Final = "document"


@dataclass(frozen=True, slots=True)
class KnownScan:
    """A stored scan; name is what its file was called, pages None where nobody counted them."""

    sha256: str
    extension: str
    size_bytes: int
    pages: int | None
    name: str


def known_scans(connection: Reader, hashes: Iterable[str]) -> dict[str, KnownScan]:
    """Return what is known of scans by their hash; those that came without a word are not in it."""
    found: dict[str, KnownScan] = {}
    for chunk in rows_in_chunks(hashes, 500):
        marks = ", ".join("?" * len(chunk))
        rows = connection.exec_driver_sql(
            f"SELECT sha256, extension, size_bytes, pages, original_name FROM {TABLE} WHERE sha256 IN ({marks})",
            tuple(chunk),
        )
        found.update((row[0], KnownScan(row[0], row[1], row[2], row[3], row[4] or "")) for row in rows)
    return found


def keep_scans(work: Work, scans: Sequence[KnownScan]) -> None:
    """Note scans that the catalogue does not know yet."""
    fresh = {scan.sha256: scan for scan in reversed(scans)}
    for sha256 in known_scans(work.connection, fresh):
        del fresh[sha256]
    work.insert_many(TABLE, [_columns(scan) for scan in fresh.values()])


def _columns(scan: KnownScan) -> Mapping[str, Any]:
    return {
        "sha256": scan.sha256,
        "extension": scan.extension,
        "size_bytes": scan.size_bytes,
        "pages": scan.pages,
        "original_name": scan.name or None,
    }


def scans_in_use(connection: Reader) -> dict[str, str]:
    """Return the scans of all certificates, those in the trash too: "sha256.extension" with a certificate's number."""
    rows = connection.exec_driver_sql(
        "SELECT j.value, coalesce(c.number, '') FROM certification c, json_each(c.scans) j WHERE c.scans IS NOT NULL"
    )
    return {row[0]: row[1] for row in rows}


def needed_scans(connection: Reader) -> set[str]:
    """Return the scans that certificates, or the kept history of certificates, need."""
    rows = connection.exec_driver_sql(
        "SELECT json_extract(before, '$.scans') FROM change_row WHERE table_name = 'certification' "
        "AND before LIKE '%\"scans\"%' UNION SELECT json_extract(after, '$.scans') FROM change_row "
        "WHERE table_name = 'certification' AND after LIKE '%\"scans\"%'"
    )
    past = (name for row in rows if row[0] for name in json.loads(row[0]))
    return {*scans_in_use(connection), *past}

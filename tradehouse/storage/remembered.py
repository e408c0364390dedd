"""Shapes of tables and words that were decided once. Not part of the history: undo takes back records, no knowledge."""

import json
from collections.abc import Iterable, Mapping
from datetime import datetime
from typing import Any

from tradehouse.domain.remembered import RememberedShape, RememberedWord
from tradehouse.domain.text import sort_key
from tradehouse.storage.reader import Reader
from tradehouse.storage.recorder import utc_now
from tradehouse.storage.statements import many

_SHAPE = "SELECT id, fingerprint, supplier_uid, reading, file_name, used_at, times FROM remembered_shape"


def remembered_shapes(connection: Reader) -> list[RememberedShape]:
    """Return all shapes, the one used last first."""
    rows = connection.exec_driver_sql(f"{_SHAPE} ORDER BY used_at DESC, id DESC")
    return [
        RememberedShape(row[0], row[1], row[2], json.loads(row[3]), row[4], datetime.fromisoformat(row[5]), row[6])
        for row in rows
    ]


def keep_shape(
    connection: Reader, fingerprint: str, supplier: str, reading: Mapping[str, Any], file: str, *, used: bool = True
) -> None:
    """Remember how a shape was read, in the place of what was remembered for it and that supplier."""
    connection.exec_driver_sql(
        "INSERT INTO remembered_shape(fingerprint, supplier_uid, reading, file_name, used_at, times) "
        "VALUES (?, ?, ?, ?, ?, ?) ON CONFLICT(fingerprint, supplier_uid) DO UPDATE SET reading = excluded.reading, "
        "file_name = excluded.file_name, used_at = excluded.used_at, times = times + excluded.times",
        (fingerprint, supplier, json.dumps(reading, ensure_ascii=False), file, utc_now(), int(used)),
    )


def forget_shape_of(connection: Reader, fingerprint: str, supplier: str) -> None:
    """Forget how a shape is read for a supplier."""
    connection.exec_driver_sql(
        "DELETE FROM remembered_shape WHERE fingerprint = ? AND supplier_uid = ?", (fingerprint, supplier)
    )


def remembered_words(connection: Reader, suppliers: Iterable[str]) -> list[RememberedWord]:
    """Return the words of some suppliers ("" for the house), the latest last."""
    wanted = tuple(dict.fromkeys(suppliers))
    marks = ", ".join("?" * len(wanted))
    rows = connection.exec_driver_sql(
        "SELECT target, text, supplier_uid, token FROM remembered_word "
        f"WHERE supplier_uid IN ({marks}) ORDER BY used_at, target, text",
        wanted,
    )
    return [RememberedWord(*row) for row in rows]


def keep_words(connection: Reader, words: Iterable[RememberedWord]) -> None:
    """Remember words; what is said last counts."""
    now = utc_now()
    rows = [(word.target, word.text, word.supplier, word.token, now) for word in words]
    many(
        connection,
        "INSERT INTO remembered_word(target, text, supplier_uid, token, used_at) VALUES (?, ?, ?, ?, ?) "
        "ON CONFLICT(target, text, supplier_uid) DO UPDATE SET token = excluded.token, used_at = excluded.used_at",
        rows,
    )


def supplier_names(connection: Reader, uids: Iterable[str]) -> dict[str, str]:
    """Return the names of suppliers that are not in the trash, by uid."""
    wanted = tuple(dict.fromkeys(uids))
    marks = ", ".join("?" * len(wanted))
    return dict(
        connection.exec_driver_sql(
            f"SELECT uid, name FROM supplier WHERE trashed_at IS NULL AND uid IN ({marks})", wanted
        )
    )


def supplier_uid(connection: Reader, said: str) -> str:
    """Return the uid of the supplier that somebody named by uid, code or exact name; "" where there is none."""
    text = said.strip()
    if not text:
        return ""
    found = connection.exec_driver_sql(
        "SELECT uid FROM supplier WHERE trashed_at IS NULL AND "
        "(uid = :text OR code = :text COLLATE NOCASE OR name_sort = :name) "
        "ORDER BY uid = :text DESC, code = :text COLLATE NOCASE DESC, id LIMIT 1",
        {"text": text, "name": sort_key(text)},
    ).scalar()
    return str(found or "")

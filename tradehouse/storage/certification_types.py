"""Certification types of the house: what is kept of them, and what certificates keep of their types.

The last day of a certificate and the words that it is found by are derived from its type. They follow a type within
the unit of work that changes it, whatever changes it: a person, an undo, a newer file of the program.
"""

import json
from collections.abc import Collection, Mapping
from typing import Any, Final

from tradehouse.domain.errors import Conflict
from tradehouse.domain.house_types import use_house_types
from tradehouse.domain.kept_types import Data
from tradehouse.domain.kept_types import kept_types as types_of
from tradehouse.domain.language import N_, current_language
from tradehouse.domain.reference_data import certification_types, shipped_certification_types
from tradehouse.domain.reference_entries import CertificationType
from tradehouse.domain.reference_lists import item_of
from tradehouse.storage.columns import derive_columns
from tradehouse.storage.full_text import forget, learn
from tradehouse.storage.reader import Reader
from tradehouse.storage.statements import many

TABLE: Final = "certification_type"
_FOLLOWING: Final = ("name_sort", "search_text", "holds_until")
_PAGE: Final = 2_000
_own_in_use: Final[set[str]] = set()


def kept_types(connection: Reader) -> dict[str, tuple[int, dict[str, Any]]]:
    """Return (row, what is kept) of every type that the house changed or made, by code."""
    rows = connection.exec_driver_sql(f"SELECT id, code, data FROM {TABLE} ORDER BY id")
    return {row[1]: (int(row[0]), json.loads(row[2])) for row in rows}


def type_data(table: Data) -> str:
    """Return what is kept of a type as its column has it."""
    return json.dumps(dict(table), ensure_ascii=False, sort_keys=True)


def count_certificates(connection: Reader) -> dict[str, int]:
    """Return how many certificates have each type, those in the trash too."""
    rows = connection.exec_driver_sql("SELECT type, count(*) FROM certification WHERE type IS NOT NULL GROUP BY type")
    return {row[0]: int(row[1]) for row in rows}


def use_types(connection: Reader) -> None:
    """Let the program know the types of this catalogue from now on. Without own ones the shipped ones are not read."""
    own = _own_types(connection)
    if own or _own_in_use:
        _use(own)


def follow_types(connection: Reader) -> None:
    """Use the types as they were just written, and bring the certificates of those that changed up to date.

    Raises Conflict where a type is gone, taken away or by an undo, that certificates still have.
    """
    before = certification_types()
    _use(_own_types(connection))
    after = certification_types()
    in_use = count_certificates(connection)
    for code in (before.keys() - after.keys()) & in_use.keys():
        raise Conflict(
            "type_in_use",
            N_('"{name}" cannot be removed: it is the type of certificates (number, with the trash: {count}). Give them another type first.'),
            name=before[code].label(current_language()),
            count=in_use[code],
        )  # fmt: skip
    changed = [code for code in {**before, **after} if before.get(code) != after.get(code)]
    _list_types(connection, changed)
    renew_certificates(
        connection, [code for code in changed if _kept_of(before.get(code)) != _kept_of(after.get(code))]
    )


def _kept_of(kind: CertificationType | None) -> tuple[object, ...]:
    """Return the parts of a type that its certificates keep something of."""
    return () if kind is None else (kind.label_id, kind.label_en, kind.validity_years)


def _list_types(connection: Reader, codes: Collection[str]) -> None:
    """Have the store's list of reference data say the same; "house" is what a newer file leaves alone."""
    for code in codes:
        connection.exec_driver_sql("DELETE FROM reference_item WHERE list = ? AND code = ?", (TABLE, code))
        kind = certification_types().get(code)
        if kind is not None:
            item = item_of(TABLE, kind)
            data = json.dumps(dict(item.data), ensure_ascii=False)
            origin = "house" if code in _own_in_use else "shipped"
            connection.exec_driver_sql(
                "INSERT INTO reference_item(list, code, label_id, label_en, data, origin) VALUES (?, ?, ?, ?, ?, ?)",
                (TABLE, code, item.label_id, item.label_en, data, origin),
            )


def renew_certificates(connection: Reader, codes: Collection[str] | None = None) -> None:
    """Work out again what certificates of some types, or all, derive from them. Part of a transaction."""
    where, bound = "", list[str]()
    if codes is not None:
        where, bound = f"AND type IN ({', '.join('?' * len(codes))})", list(codes)
    last = 0
    while True:
        rows = connection.exec_driver_sql(
            f"SELECT * FROM certification WHERE id > ? {where} ORDER BY id LIMIT {_PAGE}", (last, *bound)
        ).mappings().all()  # fmt: skip
        if not rows:
            return
        fresh = derive_columns("certification", {name: [row[name] for row in rows] for name in rows[0]})
        stale = [n for n, row in enumerate(rows) if any(row[name] != fresh[name][n] for name in _FOLLOWING)]
        # the full-text index is many times as slow as the rows: only those whose words differ go through it
        reworded = [int(rows[n]["id"]) for n in stale if rows[n]["search_text"] != fresh["search_text"][n]]
        marks = f"id IN ({', '.join('?' * len(reworded))})"
        if reworded:
            forget(connection, "certification", marks, reworded)
        many(
            connection,
            f"UPDATE certification SET {', '.join(f'{name} = ?' for name in _FOLLOWING)} WHERE id = ?",
            [(*(fresh[name][n] for name in _FOLLOWING), rows[n]["id"]) for n in stale],
        )
        if reworded:
            learn(connection, "certification", marks, reworded)
        last = int(rows[-1]["id"])


def _use(own: Mapping[str, CertificationType]) -> None:
    if {**shipped_certification_types(), **own} != certification_types():
        use_house_types(own)
    _own_in_use.clear()
    _own_in_use.update(own)


def _own_types(connection: Reader) -> dict[str, CertificationType]:
    return types_of({code: data for code, (_row, data) in kept_types(connection).items()})

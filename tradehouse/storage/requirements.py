"""What requirements are worked out from, each in one statement: products as they are asked about, suppliers' papers."""

import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from functools import lru_cache
from typing import Any

from tradehouse.domain.certificates import Paper
from tradehouse.domain.fields import RecordKind, name_field
from tradehouse.domain.records import Ref
from tradehouse.domain.requirements import Asked
from tradehouse.storage.reader import Reader


@dataclass(frozen=True, slots=True)
class Maker:
    """What lists of certificates say of a supplier; province is its code, "" where it is not known."""

    id: int
    code: str
    name: str
    province: str = ""


def read_asked(
    read: Reader, ids: Sequence[int] | None = None, *, province: str = "", supplier: int | None = None
) -> list[Asked]:
    """Return products as requirements ask about them: those with these ids, else all that are neither
    archived nor in the trash, of suppliers in a province, or of one supplier.
    """
    where = ["p.trashed_at IS NULL"]
    bound: dict[str, Any] = {}
    if ids is None:
        where.append("p.status IS NOT 'archived'")
    else:
        where.append("p.id IN (SELECT value FROM json_each(:ids))")
        bound["ids"] = json.dumps([int(i) for i in ids])
    if province:
        where.append("s.province = :province")
        bound["province"] = province
    if supplier is not None:
        where.append("p.supplier_id = :supplier")
        bound["supplier"] = supplier
    rows = read.exec_driver_sql(
        "SELECT p.id, coalesce(p.supplier_id, 0), coalesce(p.category, ''), coalesce(s.scale, '') "
        f"FROM product p LEFT JOIN supplier s ON s.id = p.supplier_id WHERE {' AND '.join(where)}",
        bound,
    )
    return list(map(Asked._make, rows))


def read_papers(read: Reader, suppliers: Sequence[int] | None = None) -> dict[int, list[Paper]]:
    """Return the certificates that are not in the trash by supplier, of some suppliers or of all."""
    mine, bound = "", dict[str, Any]()
    if suppliers is not None:
        mine = " AND c.supplier_id IN (SELECT value FROM json_each(:suppliers))"
        bound["suppliers"] = json.dumps([int(i) for i in suppliers])
    links = read.exec_driver_sql(
        "SELECT l.certification_id, l.product_id FROM certification_product l "
        f"JOIN certification c ON c.id = l.certification_id WHERE c.trashed_at IS NULL{mine}",
        bound,
    )
    covered: dict[int, list[int]] = {}
    for certificate, product in links:
        covered.setdefault(certificate, []).append(product)
    rows = read.exec_driver_sql(
        "SELECT c.supplier_id, c.id, c.type, c.stage, c.issued, c.expires, c.no_expiry, c.category FROM certification c "
        f"WHERE c.trashed_at IS NULL AND c.supplier_id IS NOT NULL{mine}",
        bound,
    )
    found: dict[int, list[Paper]] = {}
    for supplier, paper, kind, stage, issued, expires, no_expiry, category in rows:
        found.setdefault(supplier, []).append(
            Paper(
                paper,
                kind or "",
                stage,
                _day(issued),
                _day(expires),
                bool(no_expiry),
                category,
                frozenset(covered.get(paper, ())),
            )
        )
    return found


def read_makers(read: Reader, ids: Sequence[int] | None = None) -> Mapping[int, Maker]:
    """Return suppliers by id, those with these ids or all that are not in the trash."""
    where, bound = "trashed_at IS NULL", dict[str, Any]()
    if ids is not None:
        where, bound = "id IN (SELECT value FROM json_each(:ids))", {"ids": json.dumps([int(i) for i in ids])}
    rows = read.exec_driver_sql(
        f"SELECT id, coalesce(code, ''), name, coalesce(province, '') FROM supplier WHERE {where} ORDER BY name_sort, id",
        bound,
    )
    return {row[0]: Maker(*row) for row in rows}


def read_named(read: Reader, kind: RecordKind, ids: Sequence[int]) -> Mapping[int, Ref]:
    """Return suppliers or products by id with their codes and names."""
    rows = read.exec_driver_sql(
        f"SELECT id, coalesce(code, ''), {name_field(kind)} FROM {kind} WHERE id IN (SELECT value FROM json_each(?))",
        (json.dumps([int(i) for i in ids]),),
    )
    return {row[0]: Ref(*row) for row in rows}


@lru_cache(maxsize=8192)
def _day(text: str | None) -> date | None:
    return date.fromisoformat(text) if text else None

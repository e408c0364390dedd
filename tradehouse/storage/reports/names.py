"""Records as a list of names says them."""

import json
from collections.abc import Sequence
from typing import Final

from tradehouse.domain.fields import RecordKind, name_field
from tradehouse.storage.reader import Reader

_PLACED: Final = {RecordKind.SUPPLIER, RecordKind.PARTNER, RecordKind.PROGRAMME}


def names_of(read: Reader, kind: RecordKind, ids: Sequence[int]) -> list[tuple[str, str, str, str]]:
    """Return code, name, province and regency of records in the order of their names; of what belongs to a supplier the
    supplier's, and "" for what is not known.
    """
    name = f"r.{name_field(kind)}"
    code, source, place = "coalesce(r.code, '')", f"{kind} r", "s.province, s.regency"
    if kind is RecordKind.SUPPLIER:
        place = "r.province, r.regency"
    elif kind in _PLACED:
        place = "r.province, NULL"
    else:
        source += " LEFT JOIN supplier s ON s.id = r.supplier_id"
    if kind is RecordKind.CERTIFICATION:
        code, name = "coalesce(r.number, '')", "coalesce(s.name, '')"
    elif kind is RecordKind.SERVICE:
        code, name = "coalesce(r.date, '')", "coalesce(s.name, '')"
    province, regency = place.split(", ")
    rows = read.exec_driver_sql(
        f"SELECT {code}, {name}, coalesce({province}, ''), coalesce({regency}, '') FROM {source} "
        "WHERE r.id IN (SELECT value FROM json_each(?)) ORDER BY r.name_sort, r.id",
        (json.dumps([int(one) for one in ids]),),
    )
    return [tuple(row) for row in rows]

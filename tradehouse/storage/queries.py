"""Reading the catalogue: ids in order, pages of records, facet counts, single records."""

from array import array
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from typing import Any

from tradehouse.domain.certificates import covers
from tradehouse.domain.errors import NotFound
from tradehouse.domain.fields import Field, FieldKind, RecordKind, fields, name_field, stored_fields
from tradehouse.domain.language import N_
from tradehouse.domain.query import EMPTY, Query
from tradehouse.domain.records import AttachedPhoto, Record, Ref
from tradehouse.domain.reference_entries import number_key
from tradehouse.domain.requirements import families
from tradehouse.storage.columns import from_column, readers
from tradehouse.storage.reader import Reader
from tradehouse.storage.selection import COUNTS, FTS_MINIMUM, STATES, order_by, select, today, token_expression

PAGE = 500
FACET_LIMIT = 200
PROBE_ROWS = 3_000


@dataclass(frozen=True, slots=True)
class FacetValue:
    """One value of a facet and how many records have it. label is filled for records, "" where the token says it."""

    token: str
    count: int
    label: str = ""


def find_ids(connection: Reader, kind: RecordKind, query: Query, limit: int | None = None) -> "array[int]":
    """Return the ids that a query selects, in its order, as 64-bit integers."""
    if limit is not None and any(len(word) >= FTS_MINIMUM for word in query.words):
        found = _probe(connection, kind, query, limit)
        if len(found) == limit:
            return found
    chosen = select(kind, query)
    sql = f"SELECT r.id FROM {chosen.source} WHERE {chosen.where} ORDER BY {order_by(kind, query)}"
    if limit is not None:
        sql += f" LIMIT {int(limit)}"
    rows = connection.exec_driver_sql(sql, dict(chosen.parameters))
    return array("q", rows.scalars())


def _probe(connection: Reader, kind: RecordKind, query: Query, limit: int) -> "array[int]":
    """Look for a first page among the first rows of the order, where the words of a query are frequent.

    The full-text index must collect all hits before they can be ordered: 60 ms for 100,000. A frequent word fills
    the page from the first few thousand rows in 5 ms; for a rare one the index is quick anyway.
    """
    alive = f"r.trashed_at IS {'NOT ' if query.trashed else ''}NULL"
    chosen = select(kind, query, full_text=False)
    order = order_by(kind, query)
    first = f'SELECT * FROM "{kind}" r WHERE {alive} ORDER BY {order} LIMIT {PROBE_ROWS}'
    sql = f"SELECT r.id FROM ({first}) r WHERE {chosen.where} ORDER BY {order} LIMIT {int(limit)}"
    return array("q", connection.exec_driver_sql(sql, dict(chosen.parameters)).scalars())


def count(connection: Reader, kind: RecordKind, query: Query) -> int:
    """Return how many records a query selects."""
    chosen = select(kind, query)
    sql = f"SELECT count(*) FROM {chosen.source} WHERE {chosen.where}"
    return int(connection.exec_driver_sql(sql, dict(chosen.parameters)).scalar_one())


def facet(connection: Reader, kind: RecordKind, key: str, query: Query) -> list[FacetValue]:
    """Return the values of one facet with counts under a query, whose own ticks on this field do not count."""
    field = fields(kind)[key]
    chosen = select(kind, query.without(key))
    if field.kind is FieldKind.TAGS:
        sql = (
            f'SELECT j.value, count(*) FROM {chosen.source}, json_each(r."{field.column_name}") j '
            f"WHERE {chosen.where} GROUP BY 1 ORDER BY 2 DESC, 1 LIMIT {FACET_LIMIT}"
        )
    else:
        token = token_expression(kind, field)
        sql = (
            f"SELECT {token}, count(*) FROM {chosen.source} WHERE {chosen.where} "
            f"GROUP BY 1 ORDER BY 2 DESC, 1 LIMIT {FACET_LIMIT}"
        )
    rows = connection.exec_driver_sql(sql, dict(chosen.parameters)).all()
    names = _names(connection, field.reference, [row[0] for row in rows]) if field.names_record else {}
    return [FacetValue(EMPTY if row[0] is None else str(row[0]), int(row[1]), names.get(row[0], "")) for row in rows]


def facet_fields(kind: RecordKind) -> tuple[Field, ...]:
    """Return the fields that are shown as facets."""
    return tuple(f for f in fields(kind).values() if f.facet)


def _names(connection: Reader, kind: str, ids: Iterable[int | None]) -> dict[int, str]:
    known = [i for i in ids if i is not None]
    if not known:
        return {}
    marks = ", ".join("?" * len(known))
    rows = connection.exec_driver_sql(f"SELECT id, {name_field(kind)} FROM {kind} WHERE id IN ({marks})", tuple(known))
    return {row[0]: row[1] for row in rows}


_MAIN_PHOTO = (
    "(SELECT ph.sha256 || '.' || ph.extension || CASE WHEN pp.rotation = 0 AND pp.crop IS NULL THEN '' "
    "ELSE '@' || CASE pp.rotation WHEN 0 THEN '' ELSE 'r' || pp.rotation END || coalesce(pp.crop, '') END "
    "FROM product_photo pp JOIN photo ph ON ph.id = pp.photo_id "
    "WHERE pp.product_id = r.id ORDER BY pp.position, pp.id LIMIT 1)"
)


@cache
def _references(kind: RecordKind) -> tuple[str, ...]:
    """Return the keys of the fields whose value is another record."""
    return tuple(f.key for f in stored_fields(kind) if f.names_record)


def _select_records(kind: RecordKind) -> str:
    extra = ["r.*"]
    source = f'"{kind}" r'
    for key in _references(kind):
        table = fields(kind)[key].reference
        code = f"{key}.code" if "code" in fields(table) else "NULL"
        extra += [f"{code} AS {key}__code", f"{key}.{name_field(table)} AS {key}__name"]
        source += f" LEFT JOIN {table} {key} ON {key}.id = r.{key}_id"
    if kind is RecordKind.PRODUCT:
        extra.append(f"{_MAIN_PHOTO} AS main__photo")
    extra += [f"{COUNTS[key]} AS {key}" for key in fields(kind) if key in COUNTS]
    extra += [f"{sql()} AS {key}" for key, sql in STATES.get(kind, {}).items()]
    return f"SELECT {', '.join(extra)} FROM {source}"


def records(connection: Reader, kind: RecordKind, ids: Sequence[int]) -> list[Record]:
    """Return the records with these ids, in this order; ids that are gone are left out."""
    found: dict[int, Record] = {}
    for start in range(0, len(ids), PAGE):
        chunk = [int(i) for i in ids[start : start + PAGE]]
        marks = ", ".join(f":i{n}" for n in range(len(chunk)))
        bound: dict[str, Any] = {f"i{n}": i for n, i in enumerate(chunk)}
        if kind in STATES:
            bound["today"] = today()
        rows = connection.exec_driver_sql(f"{_select_records(kind)} WHERE r.id IN ({marks})", bound).mappings()
        links = _covered(connection, chunk) if kind is RecordKind.CERTIFICATION else {}
        for row in rows:
            found[row["id"]] = _record(kind, row, links.get(row["id"], ()))
    return [found[i] for i in ids if i in found]


def record(connection: Reader, kind: RecordKind, record_id: int) -> Record:
    """Return one record. Raises NotFound."""
    found = records(connection, kind, [record_id])
    if not found:
        raise NotFound("no_such_record", N_("The record with number {id} is no longer in the catalogue."), id=record_id)
    return found[0]


@cache
def _conversions(kind: RecordKind) -> tuple[tuple[str, ...], tuple[tuple[str, Callable[[Any], Any] | None, bool], ...]]:
    """Return the keys of stored fields that are their columns, and those of the others with what makes their values."""
    plain = readers(kind)
    own = tuple(key for key, _convert, _list in plain if key not in _references(kind))
    return own, tuple(found for found in plain if found[0] in own and (found[1] or found[2]))


def _record(kind: RecordKind, row: Mapping[str, Any], covered: tuple[Ref, ...]) -> Record:
    own, converted = _conversions(kind)
    values: dict[str, Any] = {key: row[key] for key in own}
    for key, convert, is_list in converted:
        value = values[key]
        if value is None:
            values[key] = () if is_list else None
        elif convert:
            values[key] = convert(value)
    for key in _references(kind):
        found = row[f"{key}_id"]
        values[key] = None if found is None else Ref(found, row[f"{key}__code"] or "", row[f"{key}__name"] or "")
    if kind is RecordKind.CERTIFICATION:
        values["products"] = covered
    elif kind is RecordKind.PRODUCT:
        values["photo_count"] = row["photo_count"]
    for key in STATES.get(kind, ()):
        values[key] = from_column(fields(kind)[key], row[key])
    for key in _counts(kind):
        values[key] = row[key]
    main = row["main__photo"] if kind is RecordKind.PRODUCT else None
    return Record(kind, row["id"], row["uid"], row["version"], values, row["trashed_at"], main or "")


@cache
def _counts(kind: RecordKind) -> tuple[str, ...]:
    return tuple(key for key in fields(kind) if key in COUNTS)


def _covered(connection: Reader, ids: Sequence[int]) -> dict[int, tuple[Ref, ...]]:
    marks = ", ".join("?" * len(ids))
    rows = connection.exec_driver_sql(
        "SELECT l.certification_id, p.id, p.code, p.name_id FROM certification_product l "
        f"JOIN product p ON p.id = l.product_id WHERE l.certification_id IN ({marks}) ORDER BY p.code_sort",
        tuple(ids),
    )
    found: dict[int, tuple[Ref, ...]] = {}
    for owner, product_id, code, name in rows:
        found[owner] = (*found.get(owner, ()), Ref(product_id, code or "", name))
    return found


def photos_of(connection: Reader, product_id: int) -> list[AttachedPhoto]:
    """Return the photos of a product in their order."""
    rows = connection.exec_driver_sql(
        "SELECT pp.id AS link_id, ph.id AS photo_id, ph.sha256, ph.extension, ph.width, ph.height, pp.position, pp.role, "
        "coalesce(pp.alt_id, '') AS alt_id, coalesce(pp.alt_en, '') AS alt_en, pp.rotation, coalesce(pp.crop, '') AS shape, "
        "coalesce(ph.credit, '') AS credit, coalesce(ph.consent, '') AS consent, ph.sharpness, ph.brightness, "
        "coalesce(ph.verdict, '') AS verdict, coalesce(ph.original_name, '') AS original_name, "
        "coalesce(ph.perceptual_hash, '') AS perceptual_hash "
        "FROM product_photo pp JOIN photo ph ON ph.id = pp.photo_id WHERE pp.product_id = ? ORDER BY pp.position, pp.id",
        (product_id,),
    ).mappings()
    return [AttachedPhoto(**row) for row in rows]


def certifications_of(connection: Reader, supplier_id: int, product_id: int | None = None) -> list[Record]:
    """Return the certifications of a supplier; with a product, those that cover it (named, by category, or all)."""
    sql = "SELECT id FROM certification WHERE supplier_id = ? AND trashed_at IS NULL ORDER BY type, expires"
    ids = connection.exec_driver_sql(sql, (supplier_id,)).scalars().all()
    found = records(connection, RecordKind.CERTIFICATION, [int(i) for i in ids])
    if product_id is None:
        return found
    category = connection.exec_driver_sql("SELECT category FROM product WHERE id = ?", (product_id,)).scalar()
    return [certificate for certificate in found if covers(certificate, product_id, families(category or ""))]


def same_number(connection: Reader, type_code: str, number: str, except_id: int) -> Record | None:
    """Return another certification of a type with the same number, however that is spaced; None for none."""
    row = connection.exec_driver_sql(
        "SELECT id FROM certification WHERE type = ? AND upper(replace(replace(number, ' ', ''), '.', '')) = ? "
        "AND id <> ? AND trashed_at IS NULL ORDER BY id LIMIT 1",
        (type_code, number_key(number), except_id),
    ).first()
    return record(connection, RecordKind.CERTIFICATION, int(row[0])) if row else None


def suppliers_of(connection: Reader, product_ids: Sequence[int]) -> list[int]:
    """Return the suppliers of products, in rising order."""
    found: set[int] = set()
    for start in range(0, len(product_ids), PAGE):
        chunk = tuple(int(i) for i in product_ids[start : start + PAGE])
        sql = f"SELECT DISTINCT supplier_id FROM product WHERE id IN ({', '.join('?' * len(chunk))})"
        found.update(i for i in connection.exec_driver_sql(sql, chunk).scalars().all() if i is not None)
    return sorted(found)


def certifications_by_supplier(connection: Reader, supplier_ids: Sequence[int]) -> dict[int, list[Record]]:
    """Return the certifications of many suppliers, each supplier's as certifications_of has them."""
    found: dict[int, list[Record]] = {supplier: [] for supplier in supplier_ids}
    for start in range(0, len(supplier_ids), PAGE):
        chunk = tuple(int(i) for i in supplier_ids[start : start + PAGE])
        marks = ", ".join("?" * len(chunk))
        sql = (
            f"SELECT id FROM certification WHERE supplier_id IN ({marks}) AND trashed_at IS NULL ORDER BY type, expires"
        )
        ids = [int(i) for i in connection.exec_driver_sql(sql, chunk).scalars().all()]
        for certificate in records(connection, RecordKind.CERTIFICATION, ids):
            found[certificate["supplier"].id].append(certificate)
    return found

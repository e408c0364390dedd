"""Changing records by hand: every call is one unit of work, one line in the history, one step of undo."""

from collections.abc import Mapping, Sequence
from typing import Any

from tradehouse.domain.certificate_numbers import normal_number
from tradehouse.domain.errors import InvalidData
from tradehouse.domain.fields import FieldKind, RecordKind, fields, name_field
from tradehouse.domain.language import N_, Message
from tradehouse.domain.records import Record, Ref
from tradehouse.domain.reference_lists import find_label, sku_prefix
from tradehouse.domain.rules import check_record, check_value
from tradehouse.services import browsing
from tradehouse.services.catalogue import Catalogue
from tradehouse.storage.codes import next_codes
from tradehouse.storage.house import catalogue_prefix
from tradehouse.storage.recorder import utc_now
from tradehouse.storage.work import Work

KIND_LABELS: Mapping[RecordKind, str] = {
    RecordKind.PRODUCT: N_("product"),
    RecordKind.SUPPLIER: N_("supplier"),
    RecordKind.CERTIFICATION: N_("certificate"),
    RecordKind.BUYER: N_("buyer"),
    RecordKind.OFFER: N_("offer"),
    RecordKind.PROGRAMME: N_("programme"),
    RecordKind.SERVICE: N_("service"),
    RecordKind.PARTNER: N_("partner"),
}
_PREFIXES: Mapping[RecordKind, str] = {
    RecordKind.SUPPLIER: "SUP",
    RecordKind.BUYER: "BYR",
    RecordKind.OFFER: "PNW",
    RecordKind.PROGRAMME: "PRG",
    RecordKind.PARTNER: "MTR",
}
_DEFAULTS: Mapping[RecordKind, Mapping[str, Any]] = {
    RecordKind.PRODUCT: {"status": "draft"},
    RecordKind.SUPPLIER: {"status": "active", "kind": "umkm"},
    RecordKind.CERTIFICATION: {"stage": "issued"},
    RecordKind.BUYER: {"status": "active"},
    RecordKind.OFFER: {"status": "issued"},
    RecordKind.PROGRAMME: {"status": "planned"},
    RecordKind.SERVICE: {},
    RecordKind.PARTNER: {"status": "active"},
}


def name_of(record: Record) -> str:
    """Return what people call a record: its name, else its code, else its number; an application by what it is for."""
    name = record[name_field(record.kind)]
    if record.kind is RecordKind.CERTIFICATION and not name:
        owner = record["supplier"]
        return ", ".join(filter(None, (find_label("certification_type", record["type"] or ""), owner and owner.name)))
    return str(name or record["code"] or record.id)


def new_code(work: Work, kind: RecordKind, category: str | None) -> str:
    """Return a fresh house code for a record of a kind; the category of a product decides the prefix."""
    prefix = sku_prefix(category) if kind is RecordKind.PRODUCT else _PREFIXES[kind]
    return next_codes(work.connection, catalogue_prefix(work.connection) + prefix, 1)[0]


def create(catalogue: Catalogue, kind: RecordKind, values: Mapping[str, Any]) -> int:
    """Make a record and return its id. Raises InvalidData listing every problem."""
    full = _checked(kind, values)
    name = str(full.get(name_field(kind)) or "")
    with catalogue.writing(N_("New {kind_msgid}: {name}"), kind_msgid=KIND_LABELS[kind], name=name) as work:
        return _insert(work, kind, full)


def create_in(work: Work, kind: RecordKind, values: Mapping[str, Any]) -> int:
    """Make a record as a part of a larger change and return its id. Raises InvalidData listing every problem."""
    return _insert(work, kind, _checked(kind, values))


def _checked(kind: RecordKind, values: Mapping[str, Any]) -> dict[str, Any]:
    full: dict[str, Any] = {
        key: None for key, f in fields(kind).items() if f.stored and f.kind is not FieldKind.RECORDS
    }
    full |= {**_DEFAULTS[kind], **values}
    if kind is RecordKind.CERTIFICATION and full["number"]:
        full["number"] = normal_number(str(full["type"] or ""), full["number"])
    told = {key: value for key, value in full.items() if key != "products"}
    problems = [p for p in check_record(kind, {**told, "code": "-"}) if p.severity == "error"]
    if problems:
        raise InvalidData(problems)
    return full


def _insert(work: Work, kind: RecordKind, full: dict[str, Any]) -> int:
    products = full.pop("products", ())
    if "code" in full and not full["code"]:
        full["code"] = new_code(work, kind, full.get("category"))
    record_id = work.insert(str(kind), full)
    if products:
        _cover(work, record_id, products)
    return record_id


def change(catalogue: Catalogue, kind: RecordKind, record_id: int, key: str, value: Any) -> bool:
    """Change one field of one record; return whether it differed. Raises InvalidData, NotFound."""
    return change_many(catalogue, kind, [record_id], {key: value}) > 0


def change_many(catalogue: Catalogue, kind: RecordKind, ids: Sequence[int], changes: Mapping[str, Any]) -> int:
    """Give fields of several records the same values in one step; return how many records differed."""
    known = fields(kind)
    problems = [p for key, value in changes.items() for p in check_value(known[key], value)]
    if problems:
        raise InvalidData(problems)
    label = _message(catalogue, kind, ids, changes)
    with catalogue.writing(label.msgid, **label.values) as work:
        return sum(_apply(work, kind, record_id, changes) for record_id in ids)


def change_each(catalogue: Catalogue, kind: RecordKind, changes: Mapping[int, Mapping[str, Any]]) -> int:
    """Give each record its own new values in one step, as a paste from a spreadsheet does; return how many differed."""
    known = fields(kind)
    problems = [
        p for values in changes.values() for key, value in values.items() for p in check_value(known[key], value)
    ]
    if problems:
        raise InvalidData(problems)
    with catalogue.writing(N_("Paste into {count} records"), count=len(changes)) as work:
        return sum(_apply(work, kind, record_id, values) for record_id, values in changes.items())


def _apply(work: Work, kind: RecordKind, record_id: int, changes: Mapping[str, Any]) -> bool:
    columns = {key: value for key, value in changes.items() if key != "products"}
    if kind is RecordKind.CERTIFICATION and not columns.keys().isdisjoint(("number", "type")):
        now = {**work.image(str(kind), record_id), **columns}
        columns["number"] = normal_number(str(now["type"] or ""), now["number"]) if now["number"] else None
    differed = work.update(str(kind), record_id, columns) if columns else False
    if "products" in changes:
        differed = _cover(work, record_id, changes["products"]) or differed
    return differed


def _cover(work: Work, certification_id: int, products: Sequence[Ref | int]) -> bool:
    wanted = {p.id if isinstance(p, Ref) else p for p in products}
    rows = work.connection.exec_driver_sql(
        "SELECT id, product_id FROM certification_product WHERE certification_id = ?", (certification_id,)
    ).all()
    gone = [row[0] for row in rows if row[1] not in wanted]
    fresh = sorted(wanted - {row[1] for row in rows})
    if gone:
        work.delete_many("certification_product", gone)
    work.insert_many("certification_product", [{"certification_id": certification_id, "product_id": p} for p in fresh])
    return bool(gone or fresh)


def _message(catalogue: Catalogue, kind: RecordKind, ids: Sequence[int], changes: Mapping[str, Any]) -> Message:
    labels = ", ".join(str(Message(fields(kind)[key].label)) for key in changes)
    if len(ids) == 1:
        name = name_of(browsing.record(catalogue, kind, ids[0]))
        if len(changes) == 1:
            return Message(
                N_("{field_msgid} of {name}"),
                {"field_msgid": fields(kind)[next(iter(changes))].label, "name": name},
            )
        return Message(N_("{fields} of {name}"), {"fields": labels, "name": name})
    return Message(N_("{fields} of {count} records"), {"fields": labels, "count": len(ids)})


def trash(catalogue: Catalogue, kind: RecordKind, ids: Sequence[int]) -> int:
    """Move records to the trash, from where they come back; return how many moved."""
    return _mark(catalogue, kind, ids, N_("Moved {count} records to the trash"), utc_now())


def restore(catalogue: Catalogue, kind: RecordKind, ids: Sequence[int]) -> int:
    """Take records out of the trash; return how many came back."""
    return _mark(catalogue, kind, ids, N_("Took {count} records out of the trash"), None)


def _mark(catalogue: Catalogue, kind: RecordKind, ids: Sequence[int], msgid: str, when: str | None) -> int:
    with catalogue.writing(msgid, count=len(ids)) as work:
        return sum(work.update_columns(str(kind), record_id, {"trashed_at": when}) for record_id in ids)


def duplicate(catalogue: Catalogue, kind: RecordKind, record_id: int) -> int:
    """Make a copy of a record under a new code and return its id. Barcodes, numbers and scans stay with the original."""
    original = browsing.record(catalogue, kind, record_id)
    kept = {k: v for k, v in original.values.items() if k in fields(kind) and fields(kind)[k].stored}
    kept |= dict.fromkeys({"code", "gtin", "number", "supplier_code", "register_number", "scans"} & kept.keys())
    if kind is RecordKind.CERTIFICATION:
        kept["products"] = original["products"]
    else:
        name = name_field(kind)
        kept[name] = str(Message(N_("{name} (copy)"), {"name": kept[name]}))
    return create(catalogue, kind, kept)

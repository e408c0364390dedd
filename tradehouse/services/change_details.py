"""What a change in the history did to which records, field by field, as people read it."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any

from tradehouse.domain.display import show
from tradehouse.domain.fields import CATALOGUE_KINDS, RECORD_KINDS, Field, fields
from tradehouse.domain.language import N_, Message
from tradehouse.services.catalogue import Catalogue
from tradehouse.storage.change_rows import StoredChange, changed_rows, count_rows, record_name
from tradehouse.storage.columns import from_column

SHOWN = 200
TABLE_LABELS: Mapping[str, str] = {
    "product": N_("product"),
    "supplier": N_("supplier"),
    "buyer": N_("buyer"),
    "offer": N_("offer"),
    "offer_line": N_("line of an offer"),
    "buyer_order": N_("order"),
    "order_line": N_("line of an order"),
    "showcase_result": N_("result of a showcase"),
    "saved_layout": N_("layout"),
    "certification": N_("certificate"),
    "product_photo": N_("photo on a product"),
    "photo": N_("photo"),
    "house": N_("house data"),
    "staff": N_("staff member"),
    "saved_view": N_("saved view"),
    "import_batch": N_("import"),
    "certification_product": N_("product under a certificate"),
    "certification_type": N_("certificate type"),
    "document": N_("scan"),
}
_QUIET = frozenset(
    {"import_batch", "photo", "document"}
)  # they come with what the person did and say nothing by themselves

_SHOWN_AS: Mapping[str, str] = {"product_photo": "product", "certification_product": "certification"}


@dataclass(frozen=True, slots=True)
class FieldDifference:
    """One field of one record, as text, before and after."""

    label: str
    before: str
    after: str


@dataclass(frozen=True, slots=True)
class RecordDifference:
    """One record that was touched. kind is a msgid; operation is "insert", "update" or "delete"."""

    kind: str
    name: str
    operation: str
    fields: tuple[FieldDifference, ...] = ()


@dataclass(frozen=True, slots=True)
class ChangeDetails:
    """The first records of a change set, how many rows it touched in all, and of each kind that has a tab how many it made or
    changed.
    """

    records: tuple[RecordDifference, ...]
    rows: int
    kinds: Mapping[str, int]


def details(catalogue: Catalogue, change_set_id: int, limit: int = SHOWN) -> ChangeDetails:
    """Return what a change set did to the first `limit` rows."""
    with catalogue.database.reading() as read:

        def name_of(kind: str, row_id: int) -> str:
            return record_name(read, kind, row_id)

        rows = changed_rows(read, change_set_id, limit)
        found = [_difference(row, name_of) for row in rows if row.table not in _QUIET]
        by_table = count_rows(read, change_set_id)
        kinds: dict[str, int] = {}
        for (table, operation), n in by_table.items():
            owner = _SHOWN_AS.get(table, table)
            if owner in CATALOGUE_KINDS and operation != "delete":
                kinds[owner] = kinds.get(owner, 0) + n
        return ChangeDetails(tuple(found), sum(by_table.values()), kinds)


def _difference(row: StoredChange, name_of: Callable[[str, int], str]) -> RecordDifference:
    shown: list[FieldDifference] = []
    if row.operation == "update" and row.table in RECORD_KINDS:
        known = {f.column_name: f for f in fields(row.table).values() if f.stored}
        for column, after in row.after.items():
            if column == "trashed_at":
                shown.append(_trashed(bool(row.before.get(column)), bool(after)))
            elif column in known:
                field = known[column]
                before_text = _text(field, row.before.get(column), name_of)
                shown.append(FieldDifference(str(Message(field.label)), before_text, _text(field, after, name_of)))
    label = TABLE_LABELS.get(row.table, N_("entry"))
    return RecordDifference(label, row.name, row.operation, tuple(shown))


def _trashed(before: bool, after: bool) -> FieldDifference:
    words = {True: str(Message(N_("in the trash"))), False: str(Message(N_("in the catalogue")))}
    return FieldDifference(str(Message(N_("Place"))), words[before], words[after])


def _text(field: Field, stored: Any, name_of: Callable[[str, int], str]) -> str:
    if field.names_record:
        return name_of(field.reference, int(stored)) if stored else ""
    value = from_column(field, stored)
    # what nobody types is codes and hashes: their number says more
    return str(len(value)) if isinstance(value, tuple) and not field.editable else show(field, value)

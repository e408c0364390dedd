"""A Query as SQL: which rows, in which order. Values are always bound; only column names are composed."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Any

from tradehouse.domain.fields import Field, FieldKind, RecordKind, fields, name_field
from tradehouse.domain.query import CHANGE, EMPTY, RECORDS, Query, Term
from tradehouse.domain.text import fold
from tradehouse.storage.certificate_states import STATES as CERTIFICATE_STATES
from tradehouse.storage.training import people

FTS_MINIMUM = 2  # the trigram index knows nothing shorter than a space and two letters
INSIDE_MINIMUM = 3

# Facets whose value no column holds. :today is bound wherever these occur.
FOLLOW_UP_SQL = (
    "CASE WHEN r.next_date IS NULL THEN 'none' "
    "WHEN EXISTS (SELECT 1 FROM service n WHERE n.supplier_id = r.supplier_id AND n.trashed_at IS NULL AND n.id <> r.id "
    "AND n.date > r.date AND n.date >= date(r.next_date, '-7 days')) THEN 'kept' "
    "WHEN r.next_date < :today THEN 'overdue' WHEN r.next_date <= date(:today, '+7 days') THEN 'soon' ELSE 'later' END"
)
STATES: Mapping[RecordKind, Mapping[str, Callable[[], str]]] = {
    RecordKind.CERTIFICATION: CERTIFICATE_STATES,
    RecordKind.SERVICE: {"follow_up": lambda: FOLLOW_UP_SQL},
}
"""How a record of a kind stands today: by the key of the field, the SQL that works it out."""
COUNTS: Mapping[str, str] = {
    "product_count": "(SELECT count(*) FROM product p WHERE p.supplier_id = r.id AND p.trashed_at IS NULL)",
    "offer_count": "(SELECT count(*) FROM offer o WHERE o.buyer_id = r.id AND o.trashed_at IS NULL)",
    "line_count": "(SELECT count(*) FROM offer_line l WHERE l.offer_id = r.id)",
    "session_count": "(SELECT count(*) FROM programme_session s WHERE s.programme_id = r.id)",
    "participant_count": people("r.id"),
    "link_count": "(SELECT count(*) FROM partner_link l WHERE l.partner_id = r.id)",
}
"""Counts of what hangs on a record, by the key of their field."""
_COMPUTED: Mapping[tuple[str, str], str] = {
    # A category is counted under its first level; its code begins with that of its parent.
    ("product", "category"): "CASE WHEN instr(r.category, '-') > 0 "
    "THEN substr(r.category, 1, instr(r.category, '-') - 1) ELSE r.category END",
    ("product", "photo_count"): "CASE WHEN r.photo_count > 0 THEN 'with' ELSE 'without' END",
}


def today() -> str:
    """Return today's date on this PC, as the store writes dates."""
    return datetime.now(UTC).astimezone().date().isoformat()


@dataclass(frozen=True, slots=True)
class Selected:
    """FROM and WHERE of a query; the record's row is `r`. parameters are bound by name."""

    source: str
    where: str
    parameters: Mapping[str, Any]


def token_expression(kind: RecordKind, field: Field) -> str:
    """Return the SQL whose value is a field's facet token."""
    if field.key in STATES.get(kind, {}):
        return STATES[kind][field.key]()
    computed = _COMPUTED.get((str(kind), field.key))
    if computed:
        return computed
    return f'r."{field.column_name}"'


def select(kind: RecordKind, query: Query, *, full_text: bool = True) -> Selected:
    """Return FROM and WHERE for a query. Without full_text every word is looked for in the row itself, which is
    quicker for the first page where nearly every row has the word.
    """
    bound: dict[str, Any] = {"today": today()}
    where = [f"r.trashed_at IS {'NOT ' if query.trashed else ''}NULL"]
    source = f'"{kind}" r'
    indexed = [word for word in query.words if len(word) >= FTS_MINIMUM] if full_text else []
    if indexed:
        source = f'{kind}_fts f JOIN "{kind}" r ON r.id = f.rowid'
        where.insert(0, f"{kind}_fts MATCH :words")
        bound["words"] = " AND ".join(f'"{_inside(word)}"' for word in indexed)
    haystack = "r.search_text"
    if "supplier" in fields(kind):
        haystack += " || coalesce(r.supplier_text, '')"
    for n, word in enumerate(w for w in query.words if w not in indexed):
        where.append(f"{haystack} LIKE :word{n}")
        bound[f"word{n}"] = f"%{_inside(word)}%"
    for n, term in enumerate(query.terms):
        where.append(_term_sql(kind, term, n, bound))
    return Selected(source, " AND ".join(where), bound)


def _inside(word: str) -> str:
    """Return what is looked for: a short word stands at the beginning of a word, a longer one anywhere inside."""
    return word if len(word) >= INSIDE_MINIMUM else f" {word}"


def _changed_by(kind: RecordKind, term: Term, n: int, bound: dict[str, Any]) -> str:
    """Return what chooses the records that a change made or changed; a photo on a product changes the product."""
    names = [f"t{n}_{m}" for m, _token in enumerate(sorted(term.tokens))]
    bound |= zip(names, (int(token) for token in sorted(term.tokens)), strict=True)
    rows = (
        "SELECT c.row_id FROM change_row c WHERE c.change_set_id IN "
        f"({', '.join(f':{name}' for name in names)}) AND c.operation <> 'delete' AND c.table_name = '{{}}'"
    )
    found = f"r.id IN ({rows.format(kind)})"
    links = {RecordKind.PRODUCT: ("product_photo", "product_id"),
             RecordKind.CERTIFICATION: ("certification_product", "certification_id")}  # fmt: skip
    if kind in links:
        table, column = links[kind]
        found += f" OR r.id IN (SELECT l.{column} FROM {table} l WHERE l.id IN ({rows.format(table)}))"
    return f"({found})"


def _term_sql(kind: RecordKind, term: Term, n: int, bound: dict[str, Any]) -> str:
    if term.key == CHANGE:
        return _changed_by(kind, term, n, bound)
    if term.key == RECORDS:
        bound[f"t{n}"] = f"[{','.join(sorted(term.tokens))}]"
        return f"r.id IN (SELECT value FROM json_each(:t{n}))"
    field = fields(kind)[term.key]
    column = token_expression(kind, field)
    parts: list[str] = []
    for m, token in enumerate(sorted(term.tokens)):
        name = f"t{n}_{m}"
        if token == EMPTY:
            parts.append(f"{column} IS NULL")
            continue
        bound[name] = token
        if field.kind is FieldKind.TAGS:
            parts.append(f"EXISTS (SELECT 1 FROM json_each({column}) WHERE value = :{name} COLLATE NOCASE)")
        elif field.kind is FieldKind.RECORDS:
            bound[name] = _folded_like(token)
            parts.append(
                "EXISTS (SELECT 1 FROM certification_product l JOIN product p ON p.id = l.product_id "
                f"WHERE l.certification_id = r.id AND p.search_text LIKE :{name})"
            )
        elif term.key == "province" and kind is RecordKind.CERTIFICATION:
            bound[name] = token
            # the sign keeps SQLite from going through every supplier's certificates one by one
            parts.append(f"+r.supplier_id IN (SELECT p.id FROM supplier p WHERE p.province = :{name})")
        elif term.key == "category" and kind is RecordKind.PRODUCT:
            parts.append(f"(r.category = :{name} OR r.category LIKE :{name} || '-%')")
        elif field.kind is FieldKind.DATE:
            # a day, or the month or year that it begins with: "~" comes after all that follows
            parts.append(f"({column} >= :{name} AND {column} < :{name} || '~')")
            bound[name] = token
        elif term.exact:
            bound[name] = _as_stored(field, token)
            parts.append(f"{column} = :{name}")
        elif field.names_record:
            bound[name] = _folded_like(token)
            parts.append(
                f"EXISTS (SELECT 1 FROM {field.reference} s WHERE s.id = {column} AND s.search_text LIKE :{name})"
            )
        else:
            bound[name] = f"%{_escaped(token)}%"
            parts.append(f"{column} LIKE :{name} ESCAPE '\\'")
    return f"({' OR '.join(parts)})"


def _escaped(text: str) -> str:
    return text.replace("\\", "\\\\").replace("%", "\\%").replace("_", "\\_")


def _folded_like(text: str) -> str:
    return f"%{fold(text)}%"


def _as_stored(field: Field, token: str) -> str | int | float:
    numeric = field.kind in {
        FieldKind.INTEGER,
        FieldKind.YEAR,
        FieldKind.IDR,
        FieldKind.BOOLEAN,
        FieldKind.MEASURE,
    }
    if numeric or field.names_record:
        try:
            return float(token) if field.kind is FieldKind.MEASURE else int(token)
        except ValueError:
            return token
    return token


def _first_order(kind: RecordKind) -> str:
    return next(key for key in ("code", "holds_until", "date") if key in fields(kind))


def order_by(kind: RecordKind, query: Query) -> str:
    """Return the ORDER BY of a query; empty values come last, equal ones by id."""
    direction = " DESC" if query.descending else ""
    key = query.sort or _first_order(kind)
    field = fields(kind).get(key)
    if key == name_field(kind):
        return f"r.name_sort{direction}, r.id{direction}"
    if key == "code":
        return f"r.code_sort{direction}, r.id{direction}"
    if key == "photo_count":
        return f"r.photo_count{direction}, r.id{direction}"
    if key == "supplier":
        column = "r.supplier_sort"
    elif key == "validity":
        column = "r.holds_until"
    elif key == "follow_up":
        column = "r.next_date"
    elif key in COUNTS:
        column = COUNTS[key]
    elif field and key in STATES.get(kind, {}):
        column = token_expression(kind, field)
    else:
        column = f'r."{field.column_name}"' if field else "r.id"
    return f"{column}{direction} NULLS LAST, r.id{direction}"

"""Between Python values and columns: money as integer minor units, lists as JSON, and the derived columns."""

import json
from collections.abc import Callable, Mapping, Sequence
from datetime import date
from decimal import ROUND_HALF_UP, Decimal
from functools import cache
from typing import Any

from tradehouse.domain.certificates import last_day
from tradehouse.domain.fields import Field, FieldKind, RecordKind, fields, name_field, stored_fields
from tradehouse.domain.language import LANGUAGES
from tradehouse.domain.records import Channel, Ref, TierPrice
from tradehouse.domain.reference_data import categories, certification_types
from tradehouse.domain.reference_lists import find_label
from tradehouse.domain.text import fold, fold_all, nfc, sort_key, sort_keys

MONEY_SCALE = 10_000

ColumnValue = str | int | float | None


def _tiers_to_json(tiers: tuple[TierPrice, ...]) -> str:
    return json.dumps(
        [[t.unit, str(t.factor), str(t.min_qty), str(t.price), t.currency] for t in tiers], ensure_ascii=False
    )


def _tiers_from_json(text: str) -> tuple[TierPrice, ...]:
    return tuple(
        TierPrice(unit, Decimal(factor), Decimal(min_qty), Decimal(price), currency)
        for unit, factor, min_qty, price, currency in json.loads(text)
    )


def to_column(field: Field, value: Any) -> ColumnValue:
    """Return what the store keeps for a Python value of the field; empty texts and lists become NULL."""
    if value is None or value in ("", ()):
        return None
    match field.kind:
        case FieldKind.IDR:
            return int(Decimal(value).quantize(Decimal(1), ROUND_HALF_UP))
        case FieldKind.MONEY:
            return int((Decimal(value) * MONEY_SCALE).quantize(Decimal(1), ROUND_HALF_UP))
        case FieldKind.MEASURE:
            return float(value)
        case FieldKind.INTEGER | FieldKind.YEAR:
            return int(value)
        case FieldKind.BOOLEAN:
            return int(bool(value))
        case FieldKind.DATE:
            return str(value.isoformat())
        case FieldKind.TAGS:
            return json.dumps([nfc(str(tag)) for tag in value], ensure_ascii=False)
        case FieldKind.TIERS:
            return _tiers_to_json(value)
        case FieldKind.CHANNELS:
            return json.dumps([[c.kind, c.url] for c in value], ensure_ascii=False)
        case FieldKind.REFERENCE if isinstance(value, Ref):
            return value.id
        case FieldKind.REFERENCE if isinstance(value, int):
            return value
        case _:
            return nfc(str(value))


def _decimal_of_float(value: float) -> Decimal:
    # repr gives the shortest text that reads back the same, so 30.5 stays 30.5.
    return Decimal(int(value)) if value == int(value) else Decimal(repr(value))


_FROM: Mapping[FieldKind, Callable[[Any], Any]] = {
    FieldKind.IDR: Decimal,
    FieldKind.MONEY: lambda v: Decimal(v) / MONEY_SCALE,
    FieldKind.MEASURE: _decimal_of_float,
    FieldKind.BOOLEAN: bool,
    FieldKind.DATE: date.fromisoformat,
    FieldKind.TAGS: lambda v: tuple(json.loads(v)),
    FieldKind.TIERS: _tiers_from_json,
    FieldKind.CHANNELS: lambda v: tuple(Channel(kind, url) for kind, url in json.loads(v)),
}
_LISTS = frozenset({FieldKind.TAGS, FieldKind.TIERS, FieldKind.CHANNELS})


def from_column(field: Field, value: Any) -> Any:
    """Return the Python value of a column's content."""
    if value is None:
        return () if field.kind in _LISTS else None
    convert = _FROM.get(field.kind)
    return convert(value) if convert else value


@cache
def readers(kind: RecordKind | str) -> tuple[tuple[str, Callable[[Any], Any] | None, bool], ...]:
    """Return (key, converter or None, is a list) per stored field, for reading many rows quickly."""
    return tuple((f.key, _FROM.get(f.kind), f.kind in _LISTS) for f in stored_fields(kind))


@cache
def _searchable(kind: str) -> tuple[str, ...]:
    return tuple(f.column_name for f in stored_fields(kind) if f.searchable)


_LABELLED = ("category", "type", "origin_province", "province", "regency", "origin_regency")


def _label_words(kind: str, row: Mapping[str, Any]) -> list[str]:
    words: list[str] = []
    if kind == RecordKind.PRODUCT and row.get("category"):
        category = categories().get(row["category"])
        words += [category.label_id, category.label_en] if category else []
    if kind == RecordKind.CERTIFICATION and row.get("type"):
        shipped = certification_types().get(row["type"])
        words += [shipped.label_id, shipped.label_en] if shipped else [row["type"]]
    for key in ("origin_province", "province", "regency", "origin_regency"):
        if row.get(key):
            # Both languages, whatever the window speaks: what is stored must not depend on who wrote it.
            labels = (find_label(key.removeprefix("origin_"), row[key], language) for language in LANGUAGES)
            words += dict.fromkeys(labels)
    return words


def derived(kind: str, row: Mapping[str, Any]) -> dict[str, str | None]:
    """Return the derived columns of a record whose stored columns are `row`: sort keys and folded search text."""
    known = {"code": None, **row} if "code" in fields(kind) else row
    columns = derive_columns(kind, {name: (value,) for name, value in known.items()})
    return {name: values[0] for name, values in columns.items()}


def derive_columns(kind: str, columns: Mapping[str, Sequence[Any]]) -> dict[str, list[str | None]]:
    """Return the derived columns of records that are given by column: name_sort, code_sort (where they have a
    code), search_text, and until when a certificate holds.
    """
    if name_field(kind) not in columns:  # certificates of which no number is known
        columns = {**columns, name_field(kind): (None,) * len(next(iter(columns.values())))}
    found: dict[str, list[str | None]] = {"name_sort": list(sort_keys(_texts(columns[name_field(kind)])))}
    if "code" in columns:
        found["code_sort"] = list(sort_keys(_texts(columns["code"])))
    worded = [_texts(columns[name]) for name in _searchable(kind) if name in columns]
    folded = fold_all(list(map(" ".join, zip(*worded, _labels(kind, columns), strict=True))))
    # The space in front lets the trigram index find the beginning of the first word, too: " ro".
    found["search_text"] = [f" {text}" for text in folded]
    if kind == RecordKind.CERTIFICATION:
        found["holds_until"] = _last_days(columns, len(folded))
    return found


_DATED = ("type", "issued", "expires", "no_expiry")


def _last_days(columns: Mapping[str, Sequence[Any]], count: int) -> list[str | None]:
    """Return the last day of each certificate, None where no date is known."""
    days: list[str | None] = []
    for code, issued, expires, no_expiry in zip(*(columns.get(name, (None,) * count) for name in _DATED), strict=True):
        until = last_day(
            code or "",
            *(date.fromisoformat(day) if day else None for day in (issued, expires)),
            no_expiry=bool(no_expiry),
        )
        days.append(until.isoformat() if until else None)
    return days


def _texts(column: Sequence[Any]) -> Sequence[str]:
    if set(map(type, column)) == {str}:
        return column
    return [value if type(value) is str else str(value) if value else "" for value in column]


def _labels(kind: str, columns: Mapping[str, Sequence[Any]]) -> list[str]:
    """Return the words that each record's codes stand for; one set of codes is looked up once."""
    names = [name for name in _LABELLED if name in columns]
    if not names:
        return [""] * len(columns[name_field(kind)])
    sets = list(zip(*(columns[name] for name in names), strict=True))
    known = {codes: " ".join(_label_words(kind, dict(zip(names, codes, strict=True)))) for codes in set(sets)}
    return [known[codes] for codes in sets]


def supplier_copies(code: str | None, name: str) -> dict[str, str]:
    """Return what products and certifications keep of their supplier, to be sorted and found by it without a join."""
    return {"supplier_sort": sort_key(name), "supplier_text": f" {fold(name)} {fold(code or '')}"}


@cache
def derived_from(kind: str) -> frozenset[str]:
    """Return the columns whose change makes the derived columns stale."""
    columns = {f.column_name for f in stored_fields(kind)}
    dated = _DATED if kind == RecordKind.CERTIFICATION else ()
    return frozenset({*_searchable(kind), name_field(kind), "code", *columns.intersection(_LABELLED), *dated})

"""The run's records against the catalogue: new, changed, or as they already are.

A product that staff checked or published is verified: what a supplier's file says otherwise is kept out and told,
unless a person lets it in. A file of ours, whose rows name the record by its uid or the house's code, is staff's own
word and changes it; blank fields are filled by any file; notes and tags are added to.
"""

import json
from collections.abc import Iterable, Mapping, Sequence
from typing import Any, Final, NamedTuple

from tradehouse.domain.fields import Field, FieldKind, RecordKind, fields, stored_fields
from tradehouse.domain.reference import certification_types
from tradehouse.services.importing.drafts import Book, Draft, Outcome
from tradehouse.services.importing.drafts import places as places_of
from tradehouse.services.importing.read_columns import CLEARED
from tradehouse.services.importing.supplier_rows import kind_of_firm
from tradehouse.storage.columns import to_column

P, S, C = RecordKind.PRODUCT, RecordKind.SUPPLIER, RecordKind.CERTIFICATION
_NEVER_CHANGED: Final = frozenset({"code", "supplier"})
_DATED: Final[Mapping[str, tuple[str, ...]]] = {
    "price_date": ("price_idr", "wholesale_idr", "export_price", "tier_prices"),
    "cost_date": ("cost_idr",),
}
_DATED_PLACES: Final = tuple(
    (places_of("product")[key], tuple(places_of("product")[price] for price in prices))
    for key, prices in _DATED.items()
)
_VERIFIED: Final = frozenset({"checked", "published"})


def needed_columns(book: Book, mapped: Sequence[int]) -> list[str]:
    """Return the stored columns that a comparison of this book reads."""
    keys = list(book.places)
    wanted = {keys[place] for place in mapped}
    wanted |= {
        "notes",
        "tags",
        "group",
        "price_date",
        "cost_date",
        "tier_prices",
        "unit",
        "price_idr",
        "scale",
        "status",
    } & set(keys)
    by_key = {f.key: f for f in stored_fields(str(book.kind))}
    return [by_key[key].column_name for key in keys if key in wanted or key == "supplier"]


def settle_new(book: Book, drafts: Iterable[Draft], today: str, *, cleared: bool) -> None:
    """Complete records that are to be made: what nobody said and every record has. cleared: some cell of the run
    takes a value away.
    """
    places, usual = book.places, _usual(book)
    dated = _DATED_PLACES if book.kind is P else ()
    for draft in drafts:
        draft.outcome = Outcome.CREATED
        values = draft.values
        if cleared and CLEARED in values:
            draft.values = values = [None if value is CLEARED else value for value in values]
        if draft.defaults:
            _give(values, places, draft.defaults)
        # A record with a uid comes from a file of ours, which says everything: what it leaves blank is blank.
        ours = draft.defaults is not None and "uid" in draft.defaults
        if not ours:
            for place, value in usual:
                if values[place] is None:
                    values[place] = value
            if book.kind is not P:
                _give(values, places, _defaults(book, draft))
        if draft.lines:
            values[places["notes"]] = join_notes(values[places["notes"]], draft.lines)
        if not ours:
            for place, prices in dated:
                if values[place] is None:
                    for price in prices:
                        if values[price] is not None:
                            values[place] = today
                            break


_USUAL: Final[Mapping[RecordKind, Mapping[str, Any]]] = {
    P: {"status": "draft"},
    S: {"status": "active"},
    C: {"stage": "issued"},
}


def _usual(book: Book) -> list[tuple[int, Any]]:
    """Return what every new record of a kind has, by place."""
    return [(book.places[key], value) for key, value in _USUAL[book.kind].items()]


def _defaults(book: Book, draft: Draft) -> dict[str, Any]:
    """Return what a new supplier or certification has for what is told of it."""
    if book.kind is S:
        return {"kind": kind_of_firm(str(book.value(draft, "name") or ""))}
    known = certification_types().get(str(book.value(draft, "type") or ""))
    lasting = known is not None and known.no_expiry and book.value(draft, "expires") is None
    return {"no_expiry": 1} if lasting else {}


def _give(values: list[Any], places: Mapping[str, int], defaults: Mapping[str, Any]) -> None:
    for key, value in defaults.items():
        if key in places and values[places[key]] is None:
            values[places[key]] = value


class Compared(NamedTuple):
    """A field that is compared: its key, its places in a draft's values and in what is stored, and itself."""

    key: str
    place: int
    at: int
    field: Field


def compared_fields(book: Book, columns: Mapping[str, int]) -> list[Compared]:
    """Return the fields of a book's records that are compared; columns gives the place of each column in what is stored."""
    known = {f.key: f for f in stored_fields(str(book.kind))}
    return [
        Compared(key, place, columns[known[key].column_name], known[key])
        for key, place in book.places.items()
        if key not in _NEVER_CHANGED and known[key].column_name in columns
    ]


def settle_known(
    book: Book,
    draft: Draft,
    compared: Sequence[Compared],
    columns: Mapping[str, int],
    stored: Sequence[Any],
    today: str,
    cleared: Sequence[int],
    *,
    overwrite: bool = False,
) -> None:
    """Fill in the changes of a record that is in the catalogue. columns gives the place of each column in stored;
    cleared are the places that a blank cell takes away. overwrite lets a supplier's file replace what is verified.
    """
    changes: dict[str, tuple[Any, Any]] = {}
    values, told_beside = draft.values, bool(draft.lines or draft.defaults)
    for key, place, at, field in compared:
        value, before = values[place], stored[at]
        if not told_beside and (value == before or (value is None and place not in cleared)):
            continue
        after = _wanted(field, draft, value, before, clear=place in cleared)
        if after != before:
            changes[key] = (before, after)
    _supplier_change(draft, columns, stored, changes)
    if book.kind is S and not {"sales_idr", "capital_idr"}.isdisjoint(book.places) and "scale" in changes:
        _scale_follows_figures(book, draft, changes)
    if draft.foreign and not overwrite and book.kind is P and stored[columns["status"]] in _VERIFIED:
        _keep_verified(book, draft, changes)
    if book.kind is P:
        _date_prices(draft, book, columns, stored, today, changes)
    draft.changes = changes or None
    draft.outcome = Outcome.UPDATED if changes else Outcome.UNCHANGED


def _keep_verified(book: Book, draft: Draft, changes: dict[str, tuple[Any, Any]]) -> None:
    """Take out of the changes what would replace a value; what only adds to one is left."""
    adds = {"tags"} if book.value(draft, "notes") is not None else {"tags", "notes"}
    kept = {key: change for key, change in changes.items() if change[0] is not None and key not in adds}
    for key in kept:
        del changes[key]
    for dated, prices in _DATED.items():
        if dated in changes and not any(price in changes for price in prices):
            del changes[dated]
    draft.kept = kept or None


def _wanted(field: Field, draft: Draft, value: Any, before: Any, *, clear: bool) -> Any:
    """Return the value that a field is to have."""
    if value is CLEARED:
        return before if field.required else None
    if field.key == "notes" and draft.lines:
        return join_notes(before if value is None else value, draft.lines)
    if value is None:
        if clear and not field.required:
            return None
        default = (draft.defaults or {}).get(field.key)
        return before if before is not None or default is None else default
    if field.kind is FieldKind.TAGS and before is not None:
        return to_column(field, tuple(dict.fromkeys([*json.loads(before), *json.loads(value)])))
    return value


def _supplier_change(
    draft: Draft, columns: Mapping[str, int], stored: Sequence[Any], changes: dict[str, tuple[Any, Any]]
) -> None:
    if draft.supplier is None or "supplier_id" not in columns:
        return
    before = stored[columns["supplier_id"]]
    if before is not None and (not draft.supplier_given or draft.supplier.record_id == before):
        return
    changes["supplier"] = (before, draft.supplier)


def _scale_follows_figures(book: Book, draft: Draft, changes: dict[str, tuple[Any, Any]]) -> None:
    """The scale is worked out from sales or capital; what a file says of it counts only without these."""
    if any(isinstance(book.value(draft, key), int) for key in ("sales_idr", "capital_idr")):
        changes.pop("scale", None)


def _date_prices(
    draft: Draft,
    book: Book,
    columns: Mapping[str, int],
    stored: Sequence[Any],
    today: str,
    changes: dict[str, tuple[Any, Any]],
) -> None:
    """A changed price is of today where the file does not say of when."""
    for key, prices in _DATED.items():
        if draft.values[book.places[key]] is None and any(price in changes for price in prices):
            before = stored[columns[key]]
            if before != today:
                changes[key] = (before, today)


def join_notes(notes: str | None, lines: Sequence[tuple[str, str]]) -> str:
    """Return notes with lines "Label: text" joined; a line of the same label is replaced, an equal one left."""
    kept = (notes or "").split("\n") if notes else []
    for label, text in lines:
        line = f"{label}: {' '.join(text.split())}" if label else text
        if line in kept:
            continue
        places = [n for n, old in enumerate(kept) if label and old.startswith(f"{label}: ")]
        own = sum(1 for other, _ in lines if other == label)
        if places and own == 1:
            kept[places[0]] = line
        else:
            kept.append(line)
    limit = fields(P)["notes"].max_length
    return "\n".join(kept)[:limit]

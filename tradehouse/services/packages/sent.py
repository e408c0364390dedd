"""One record of a package as it was sent, checked value by value: nothing in a package is believed."""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from typing import Any, Final

from tradehouse.domain.errors import Problem
from tradehouse.domain.fields import Field, FieldKind, RecordKind, fields, name_field, stored_fields
from tradehouse.domain.language import N_, Message
from tradehouse.domain.merging import Value
from tradehouse.domain.photo_edits import stored_edit
from tradehouse.domain.photo_facts import PhotoRole, Verdict, read_consent
from tradehouse.domain.rules import check_value
from tradehouse.exchange.packages import is_file_name
from tradehouse.storage.columns import from_column, to_column

_UID: Final = re.compile(r"[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}")
_WHOLE: Final = frozenset(
    {FieldKind.INTEGER, FieldKind.YEAR, FieldKind.IDR, FieldKind.MONEY, FieldKind.BOOLEAN}
)  # as the store keeps them
_MOST_LINKS: Final = 10_000
_LONGEST_TEXT: Final = 2_000


class Refused(Exception):
    """A record of a package that cannot be taken; problem says why."""

    def __init__(self, problem: Problem, name: str = "") -> None:
        super().__init__(problem.code)
        self.problem = problem
        self.name = name


@dataclass(frozen=True, slots=True)
class SentPhoto:
    """A photo on a product: file name ("sha256.extension"), and what its place says, by column."""

    file: str
    place: Mapping[str, Any]


@dataclass(frozen=True, slots=True)
class Sent:
    """A record. values has every stored field but the supplier by key, as the store keeps it; past what it was before,
    oldest first. supplier and products are uids. unknown are fields that this program does not have.
    """

    kind: RecordKind
    uid: str
    values: Mapping[str, Value]
    past: Mapping[str, list[Value]]
    supplier: str | None
    products: tuple[str, ...]
    photos: tuple[SentPhoto, ...]
    unknown: frozenset[str]

    @property
    def name(self) -> str:
        """What people call it: its name, else its code or number."""
        keys = (name_field(self.kind), "code", "type")
        return next((str(self.values[key]) for key in keys if self.values.get(key)), self.uid)


def read_sent(kind: RecordKind, row: Mapping[str, Any]) -> Sent:
    """Return a record of a package. Raises Refused with the field at fault."""
    uid = row.get("uid")
    if not is_uid(uid):
        raise Refused(Problem("uid", "damaged_record", Message(N_("A record of the package is damaged."))))
    given, before = _mapping(row.get("values")), _mapping(row.get("past"))
    known = _fields(kind)
    name = str(given.get(name_field(kind)) or uid)
    values: dict[str, Value] = {key: None for key in known if key != "supplier"}
    for key, raw in given.items():
        if key in values:
            values[key] = _value(known[key], raw, name)
    for key, value in values.items():
        if value is None and known[key].required:
            raise Refused(_needed(known[key]), name)
    maker = given.get("supplier")
    if "supplier" in known and known["supplier"].required and not is_uid(maker):
        raise Refused(_needed(known["supplier"]), name)
    return Sent(
        kind=kind,
        uid=str(uid),
        values=values,
        past={key: [v for v in past if _plain(v)] for key, past in before.items() if isinstance(past, list)},
        supplier=str(maker) if "supplier" in known and is_uid(maker) else None,
        products=tuple(dict.fromkeys(p for p in _list(row.get("products")) if is_uid(p))),
        photos=tuple({p["file"]: SentPhoto(p["file"], _place(p)) for p in map(_mapping, _list(row.get("photos"))) if is_file_name(p.get("file"))}.values()),
        unknown=frozenset(str(key) for key in given if key not in fields(kind)),
    )  # fmt: skip


@cache
def _fields(kind: RecordKind) -> Mapping[str, Field]:
    return {f.key: f for f in stored_fields(str(kind))}


def is_uid(value: object) -> bool:
    """Whether a value is a uid in its usual form."""
    return isinstance(value, str) and _UID.fullmatch(value) is not None


def _mapping(value: object) -> Mapping[str, Any]:
    return value if isinstance(value, dict) else {}


def _list(value: object) -> list[Any]:
    return value[:_MOST_LINKS] if isinstance(value, list) else []


def _plain(value: object) -> bool:
    return value is None or isinstance(value, (str, int, float))


def _value(field: Field, raw: Any, name: str) -> Value:
    if raw is None or raw == "":
        return None
    try:
        _check_shape(field, raw)
        value = from_column(field, raw)
        wrong = [problem for problem in check_value(field, value) if problem.severity == "error"]
        found = to_column(field, value)
    except (ValueError, TypeError, ArithmeticError, AttributeError, RecursionError):
        text = Message(N_("{field} of the record is damaged."), {"field": Message(field.label)})
        raise Refused(Problem(field.key, "damaged_value", text), name) from None
    if wrong:
        raise Refused(wrong[0], name)
    return found


def _check_shape(field: Field, raw: Any) -> None:
    """Raise TypeError or ValueError for a value that is not of the sort that the store keeps for the field."""
    if field.kind in _WHOLE:
        fits = isinstance(raw, int)
    elif field.kind is FieldKind.MEASURE:
        fits = isinstance(raw, (int, float)) and not isinstance(raw, bool)
    else:
        fits = isinstance(raw, str) and bool(raw.encode("utf-8"))  # half a character is a ValueError
    if not fits:
        raise TypeError(field.key)


def _needed(field: Field) -> Problem:
    return Problem(field.key, "required", Message(N_("{field} is needed."), {"field": Message(field.label)}))


def _place(given: Mapping[str, Any]) -> dict[str, Any]:
    role, rotation, shape = str(given.get("role")), given.get("rotation"), given.get("crop")
    edit = stored_edit(rotation if isinstance(rotation, int) else 0, shape if isinstance(shape, str) else None)
    return {
        "role": role if role in set(PhotoRole) else str(PhotoRole.DETAIL),
        "alt_id": _text(given.get("alt_id")),
        "alt_en": _text(given.get("alt_en")),
        "rotation": edit.rotation,
        "crop": edit.shape or None,
    }


def photo_facts(given: Mapping[str, Any]) -> dict[str, Any]:
    """Return what people know of a photo, by column; what does not read as such is left out."""
    consent = read_consent(_text(given.get("consent")))
    verdict = str(given.get("verdict"))
    found = {
        "original_name": _text(given.get("original_name")),
        "credit": _text(given.get("credit")),
        "consent": consent.text() if consent else None,
        "verdict": verdict if verdict in set(Verdict) else None,
    }
    return {key: value for key, value in found.items() if value is not None}


def _text(value: object) -> str | None:
    if not isinstance(value, str) or not value:
        return None
    return value[:_LONGEST_TEXT].encode("utf-8", "replace").decode("utf-8")

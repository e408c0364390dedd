"""Reading layouts: a file in resources/layouts, checked from end to end before anything is written with it.

A layout for buyers that names a field of the house is refused here, not when a file is written: a slip in a layout
must never become a leak.
"""

import tomllib
from collections.abc import Mapping
from dataclasses import fields as dataclass_fields
from functools import cache
from pathlib import Path
from typing import Any, TypeVar, get_origin

from tradehouse.domain.errors import UserError
from tradehouse.domain.fields import RecordKind, fields
from tradehouse.domain.language import LANGUAGES, N_, Message
from tradehouse.domain.offered_certificates import CERTIFICATE_VALUES
from tradehouse.domain.offering import VALUES
from tradehouse.domain.readiness import Gate
from tradehouse.domain.resources import resources
from tradehouse.exchange.layouts import (
    FACTS,
    PLACEHOLDER,
    Column,
    HeadGroup,
    HeadLine,
    Layout,
    Note,
    NoteLine,
    Table,
    Words,
    every_field,
)

FOLDER, PAPERS = "layouts", "documents"
ENTRIES = frozenset({"", "quantity", "text"})
_COMPUTED: Mapping[RecordKind, Mapping[str, object]] = {
    RecordKind.PRODUCT: VALUES,
    RecordKind.CERTIFICATION: CERTIFICATE_VALUES,
    RecordKind.SUPPLIER: {},
}
_WANTED: Mapping[type, str] = {str: N_("it must be a text."), bool: N_("it must be true or false.")}
T = TypeVar("T")


class _Refused(Exception):
    """What is wrong at which key; becomes a UserError that names the file."""

    def __init__(self, where: str, msgid: str, **values: object) -> None:
        super().__init__(where)
        self.where, self.msgid, self.values = where, msgid, values


def layout_names() -> tuple[str, ...]:
    """Return the names of the shipped layouts."""
    return tuple(sorted(path.stem for path in (resources() / FOLDER).glob("*.toml")))


@cache
def load_layout(name: str) -> Layout:
    """Return a shipped layout. Raises UserError where there is none of that name."""
    if name not in layout_names():
        raise UserError(
            "unknown_layout",
            N_('There is no layout "{name}". There are: {names}.'),
            name=name,
            names=", ".join(layout_names()),
        )
    return read_layout(resources() / FOLDER / f"{name}.toml")


@cache
def load_paper(name: str) -> Layout:
    """Return the layout of a paper that goes with an order: "pro-forma", "packing-list"."""
    return read_layout(resources() / PAPERS / f"{name}.toml")


def read_layout(path: Path) -> Layout:
    """Return the layout in a file. Raises UserError naming file and key where it is not a sound layout."""
    return sound_layout(path.stem, _data(path), file=path.name)


def layout_data(name: str) -> dict[str, Any]:
    """Return what the file of a shipped layout says, for somebody to change. Raises UserError where there is none."""
    return _data(resources() / FOLDER / f"{load_layout(name).name}.toml")


def sound_layout(name: str, data: dict[str, Any], *, file: str = "") -> Layout:
    """Return the layout that data describe. Raises UserError naming file (else name) and key where it is not sound."""
    try:
        return _layout(name, data)
    except _Refused as refused:
        raise UserError(
            "bad_layout",
            N_("The layout {file} is not sound, at {key}: {reason}"),
            file=file or name,
            key=refused.where,
            reason=Message(refused.msgid, refused.values),
        ) from None


def _data(path: Path) -> dict[str, Any]:
    try:
        return tomllib.loads(path.read_text(encoding="utf-8"))
    except OSError as error:
        raise UserError(
            "layout_unreadable",
            N_("The layout {file} cannot be read: {reason}."),
            file=path.name,
            reason=error.strerror or str(error),
        ) from error
    except (tomllib.TOMLDecodeError, UnicodeDecodeError) as error:
        raise UserError(
            "bad_layout", N_("The layout {file} is not sound TOML: {reason}."), file=path.name, reason=str(error)
        ) from error


def _layout(name: str, data: dict[str, Any]) -> Layout:
    tables = {key: _table(f"tables.{key}", entry) for key, entry in _tables(data, "tables").items()}
    notes = {key: _note(f"notes.{key}", entry) for key, entry in _tables(data, "notes").items()}
    plain = {key: value for key, value in data.items() if key not in {"tables", "notes", "words"}}
    words = {key: dict(entry) for key, entry in _tables(data, "words").items()}
    layout = _made(Layout, "", {**plain, "name": name}, tables=tables, notes=notes, words=words)
    if layout.audience not in {"buyer", "house"}:
        raise _Refused("audience", N_('it must be "buyer" or "house".'))
    if layout.language not in LANGUAGES:
        raise _Refused("language", N_('it must be "id" or "en".'))
    if layout.gate not in {"", *Gate}:
        raise _Refused("gate", N_('it must be "showcase" or "export".'))
    closing = [name for table in tables.values() for name in table.closing]
    if sorted([*layout.order, *closing]) != sorted([*tables, *notes]):
        raise _Refused("order", N_("it must name every table and note once."))
    for key, table in tables.items():
        _check_table(f"tables.{key}", table, for_buyers=layout.for_buyers)
    return layout


def _tables(data: Mapping[str, Any], key: str) -> dict[str, dict[str, Any]]:
    found = data.get(key, {})
    if not isinstance(found, dict) or not all(isinstance(entry, dict) for entry in found.values()):
        raise _Refused(key, N_("it must hold tables."))
    return found


def _table(where: str, data: dict[str, Any]) -> Table:
    groups = tuple(
        _made(
            HeadGroup,
            f"{where}.head[{n}]",
            {k: v for k, v in group.items() if k != "lines"},
            lines=_many(HeadLine, f"{where}.head[{n}].lines", group.get("lines", [])),
        )
        for n, group in enumerate(_list(data, "head", where))
    )
    rest = {key: value for key, value in data.items() if key not in {"columns", "head", "kind"}}
    try:
        kind = RecordKind(data.get("kind", "product"))
    except ValueError:
        raise _Refused(f"{where}.kind", N_("there are no records of that kind.")) from None
    columns = _many(Column, f"{where}.columns", _list(data, "columns", where))
    return _made(Table, where, rest, kind=kind, columns=columns, head=groups)


def _note(where: str, data: dict[str, Any]) -> Note:
    rest = {key: value for key, value in data.items() if key != "lines"}
    return _made(Note, where, rest, lines=_many(NoteLine, f"{where}.lines", _list(data, "lines", where)))


def _list(data: Mapping[str, Any], key: str, where: str) -> list[dict[str, Any]]:
    found = data.get(key, [])
    if not isinstance(found, list) or not all(isinstance(entry, dict) for entry in found):
        raise _Refused(f"{where}.{key}", N_("it must be a list of tables."))
    return found


def _many(made: type[T], where: str, entries: list[dict[str, Any]]) -> tuple[T, ...]:
    return tuple(_made(made, f"{where}[{n}]", entry) for n, entry in enumerate(entries))


def _made(made: type[T], where: str, data: Mapping[str, Any], **ready: Any) -> T:
    """Make a dataclass of a TOML table, refusing keys that it does not have and values of another type."""
    known = {f.name: f for f in dataclass_fields(made)}  # type: ignore[arg-type]
    values = dict(ready)
    for key, value in data.items():
        at = f"{where}.{key}" if where else key
        if key not in known:
            raise _Refused(at, N_("there is no such setting."))
        values[key] = _read(known[key].type, value, at)
    try:
        return made(**values)
    except TypeError:
        missing = sorted(name for name in known if name not in values)
        raise _Refused(where or "file", N_("something is missing of {names}."), names=", ".join(missing)) from None


def _read(wanted: Any, value: Any, where: str) -> Any:
    if wanted is Words:
        return _words(value, where)
    if wanted is float and isinstance(value, int) and not isinstance(value, bool):
        return float(value)
    if get_origin(wanted) is tuple and isinstance(value, list):
        return tuple(value)
    plain = wanted if isinstance(wanted, type) else object
    if not isinstance(value, plain) or (plain is int and isinstance(value, bool)):
        raise _Refused(where, _WANTED.get(plain, N_("it must be a number.")))
    return value


def _words(value: Any, where: str) -> Words:
    if isinstance(value, str):
        return Words({"en": value})
    if isinstance(value, dict) and value.keys() <= LANGUAGES.keys() and all(isinstance(t, str) for t in value.values()):
        return Words(value)
    raise _Refused(where, N_("it must be a text, or one text each for id and en."))


def _check_table(where: str, table: Table, *, for_buyers: bool) -> None:
    if table.all_fields and for_buyers:
        raise _Refused(f"{where}.all_fields", N_("a file for buyers never holds every field."))
    keys = {column.key for column in every_field(table.kind, "en")} if table.all_fields else set()
    for n, column in enumerate(table.columns):
        at = f"{where}.columns[{n}] ({column.key})"
        if column.key in keys:
            raise _Refused(at, N_("this key is there twice."))
        keys.add(column.key)
        if column.needs and column.needs not in FACTS:
            raise _Refused(f"{at}.needs", N_('"{name}" is nothing that a document knows.'), name=column.needs)
        if column.entry not in ENTRIES:
            raise _Refused(f"{at}.entry", N_('it must be "quantity" or "text".'))
        for name in (column.value, column.hint):
            _check_value(at, table.kind, name, for_buyers=for_buyers)
    for n, column in enumerate(table.columns):
        for formula in (column.formula, column.alarm):
            _check_formula(f"{where}.columns[{n}] ({column.key})", formula, keys)
    for group in table.head:
        if group.at and group.at not in keys:
            raise _Refused(f"{where}.head", N_("there is no column {key}."), key=group.at)
        for line in group.lines:
            _check_formula(f"{where}.head", line.formula, keys)
            if line.value and line.value not in FACTS:
                raise _Refused(f"{where}.head", N_('"{name}" is nothing that a document knows.'), name=line.value)
    if table.freeze and table.freeze not in keys:
        raise _Refused(f"{where}.freeze", N_("there is no column {key}."), key=table.freeze)


def _check_value(where: str, kind: RecordKind, name: str, *, for_buyers: bool) -> None:
    if not name or name == "uid" or name in _COMPUTED[kind]:
        return
    owner, dot, key = name.partition(".")
    known = fields(RecordKind.SUPPLIER) if dot and owner == "supplier" else fields(kind)
    found = known.get(key if dot else name)
    if found is None or (dot and owner != "supplier"):
        raise _Refused(where, N_('"{name}" is neither a field nor a computed value.'), name=name)
    if for_buyers and found.house_only:
        raise _Refused(where, N_('"{name}" is for the house only and cannot stand in a file for buyers.'), name=name)


def _check_formula(where: str, formula: str, keys: set[str]) -> None:
    for key, scope in PLACEHOLDER.findall(formula):
        if scope not in {"", "all"} or key not in (keys if scope else keys | FACTS):
            raise _Refused(where, N_('the formula names "{name}", which is no column.'), name=key)

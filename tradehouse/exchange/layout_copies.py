"""A layout of the house's own: the base's data with its differences over them, read by the same rules as a file.

Only the list of goods is adapted, the first table that has columns. A column that is left out is gone from the file,
except where a formula of another one works with it: then it stays, hidden.
"""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from copy import deepcopy
from functools import cache
from typing import Any, Final

from tradehouse.domain.errors import UserError
from tradehouse.domain.field_hints import heading
from tradehouse.domain.fields import Field, FieldKind, RecordKind, fields
from tradehouse.domain.language import LANGUAGES, N_, Message, translator
from tradehouse.domain.layout_copies import ColumnChoice, LayoutChanges, LayoutCopy
from tradehouse.exchange.layout_files import layout_data, layout_names, load_layout, sound_layout
from tradehouse.exchange.layouts import PLACEHOLDER, Column, Layout, Words

OWN: Final = "own_"
_FROZEN: Final = 75.0  # characters that may stand still while the rest is scrolled
_HEAD_GAP, _VALUE = 4.0, 34.0
_A4_UPRIGHT, _A4_ACROSS = 115.0, 200.0  # characters that are still read well on a page of A4
_FORMATS: Final[Mapping[FieldKind, str]] = {
    FieldKind.IDR: "#,##0",
    FieldKind.INTEGER: "#,##0",
    FieldKind.MEASURE: "#,##0.##",
    FieldKind.MONEY: "#,##0.00",
    FieldKind.YEAR: "0",
    FieldKind.DATE: "date",
}


def main_table(layout: Layout) -> str:
    """Return the key of the list of goods. Raises UserError where a layout holds every field of everything."""
    for key in layout.order:
        table = layout.tables.get(key)
        if table is not None and table.kind is RecordKind.PRODUCT and not table.all_fields:
            return key
    raise UserError(
        "not_adaptable",
        N_('"{name}" holds every field so that it can be imported again; there is nothing to adapt in it.'),
        name=layout.label.text("en") or layout.name,
    )


def adapted(copy: LayoutCopy) -> Layout:
    """Return the layout that a copy stands for. Raises UserError where its base is gone or the rules refuse it."""
    base, changes = load_layout(copy.base), copy.changes
    data = layout_data(copy.base)
    for key in ("language", "currency", "photo_pixels"):
        if value := getattr(changes, key):
            data[key] = value
    for key in ("title", "footer"):
        data[key] = _merged(data.get(key, {}), getattr(changes, key))
    data["label"] = copy.name
    table = data["tables"][main_table(base)]
    if changes.row_height:
        table["row_height"] = changes.row_height
    if changes.columns:
        frozen = _visible_before(table["columns"], table.get("freeze", ""))
        room = _width_of(table["columns"])
        needed = needed_columns(base)
        out = {choice.key for choice in changes.columns if not choice.shown and choice.key not in needed}
        table["head"] = _filled_head(table, out)
        table["columns"] = _columns(table, changes.columns, out)
        table["freeze"] = _freeze(table["columns"], frozen)
        table["head"] = _head(table["head"], table["columns"], room)
        table.update(_paper(table, room))
    own = [key for key in ("language", "currency") if getattr(changes, key)]
    return sound_layout(copy.name, {**data, "base": copy.base, "own": own})


def needed_columns(layout: Layout) -> dict[str, Message]:
    """Return the columns that cannot be left out, by key, each with the reason."""
    columns = layout.tables[main_table(layout)].columns
    ordered = any(column.value == "order_units" for column in columns)
    found: dict[str, Message] = {}
    for column in columns if layout.identified else ():
        if column.hidden:
            found[column.key] = Message(N_("By it a list that comes back is known again."))
        elif column.value == "code":
            found[column.key] = Message(N_("A list that comes back names its articles by it."))
        elif ordered and column.entry == "quantity":
            found[column.key] = Message(N_("It is what the buyer fills in."))
        elif ordered and column.value == "order_unit":
            found[column.key] = Message(N_("It says whether cartons or pieces are ordered."))
        elif ordered and column.value == "unit_price":
            found[column.key] = Message(N_("An order needs its price."))
    return found


def check_needed(layout: Layout, changes: LayoutChanges) -> None:
    """Raise UserError naming the column and the reason where one is left out that the list cannot do without."""
    needed = needed_columns(layout)
    named = {column.key: column for column in layout.tables[main_table(layout)].columns}
    for choice in changes.columns:
        if not choice.shown and choice.key in needed:
            words = {**named[choice.key].heading.texts, **choice.heading}
            raise UserError(
                "needed_column",
                N_('The column "{column}" cannot be left out of this list: {reason}'),
                column=Words(words).text(layout.language).partition("\n")[0],
                reason=needed[choice.key],
            )


def choices_of(layout: Layout) -> tuple[ColumnChoice, ...]:
    """Return the columns of a layout's list as somebody may choose them; those that are hidden are not for choosing."""
    columns = layout.tables[main_table(layout)].columns
    return tuple(
        ColumnChoice(c.key, True, c.value if c.key.startswith(OWN) else "", dict(c.heading.texts), c.width)
        for c in columns
        if not c.hidden
    )


def further_columns(layout: Layout) -> tuple[ColumnChoice, ...]:
    """Return what the list can show beside the base's own columns: everything that its audience may see, once each."""
    base = load_layout(layout.base or layout.name)
    taken = {column.value for column in base.tables[main_table(base)].columns}
    found = [_choice(column) for column in _computed_columns() if column.value not in taken]
    taken |= {choice.value for choice in found}
    for owner, kind in (("", RecordKind.PRODUCT), ("supplier.", RecordKind.SUPPLIER)):
        for field in fields(kind).values():
            value = f"{owner}{field.key}"
            if value in taken or not _offered(field) or (base.for_buyers and field.house_only):
                continue
            found.append(ColumnChoice(own_key(value), True, value, _headings(field, owner), _width(field)))
    blank = {code: translator(code).gettext(N_("To fill in")) for code in LANGUAGES}
    return (*found, ColumnChoice(own_key("blank"), True, "blank", blank, 16.0))


def own_key(value: str) -> str:
    """Return the key of a column that the base does not have."""
    return OWN + value.replace(".", "__")


# --- what can be added ------------------------------------------------------------------------------------------------


@cache
def _computed_columns() -> tuple[Column, ...]:
    """Return one column for each computed value that a shipped list shows, as that list shows it."""
    found: dict[str, Column] = {}
    stored = fields(RecordKind.PRODUCT)
    for name in layout_names():
        for table in load_layout(name).tables.values():
            for column in table.columns if table.kind is RecordKind.PRODUCT else ():
                plain = not (column.formula or column.entry or column.hidden or column.needs)
                named = PLACEHOLDER.search("".join(column.heading.texts.values()))
                if plain and not named and column.value not in stored and "." not in column.value:
                    found.setdefault(column.value, column)
    return tuple(found.values())


def _choice(column: Column) -> ColumnChoice:
    return ColumnChoice(own_key(column.value), True, column.value, _both(column.heading.texts), column.width)


def _both(texts: Mapping[str, str]) -> dict[str, str]:
    return {code: Words(texts).text(code) for code in LANGUAGES}


def _offered(field: Field) -> bool:
    return not field.worked_out and field.kind is not FieldKind.RECORDS and not field.names_record


def _headings(field: Field, owner: str) -> dict[str, str]:
    words = {code: heading(field, code) for code in LANGUAGES}
    if not owner:
        return words
    return {code: f"{text} ({translator(code).gettext(N_('maker'))})" for code, text in words.items()}


def _width(field: Field) -> float:
    return float(min(max(round(field.width / 7), 9), 40))


# --- over the base's data ---------------------------------------------------------------------------------------------


def _merged(words: str | Mapping[str, str], own: Mapping[str, str]) -> str | Mapping[str, str]:
    if not own or (isinstance(words, str) and set(own.values()) == {words}):
        return words
    known = _both({"en": words}) if isinstance(words, str) else dict(words)
    return {**known, **own}


def _filled_head(table: Mapping[str, Any], out: set[str]) -> list[dict[str, Any]]:
    """Return the head without the lines that sum up what nobody can fill in, since its columns are left out."""
    entries = {column["key"] for column in table["columns"] if column.get("entry")} & out
    found = []
    for group in table.get("head", []):
        lines = [line for line in group.get("lines", []) if entries.isdisjoint(_named(line.get("formula", "")))]
        if lines:
            found.append({**group, "lines": lines})
    return found


def _columns(table: Mapping[str, Any], choices: Sequence[ColumnChoice], out: set[str]) -> list[dict[str, Any]]:
    base = {column["key"]: column for column in table["columns"]}
    placed: list[dict[str, Any]] = []
    for choice in choices:
        own = base.get(choice.key)
        if own is None and not choice.value:
            continue  # a newer base has it no longer
        column = deepcopy(own) if own is not None else _own_column(choice)
        column["heading"] = _merged(column.get("heading", ""), choice.heading)
        if choice.width:
            column["width"] = choice.width
        placed.append(column)
    known = {column["key"] for column in placed}
    before = ""
    for key, column in base.items():
        if key not in known:
            at = next((n for n, c in enumerate(placed) if c["key"] == before), -1)
            placed.insert(len(placed) if column.get("hidden") else at + 1, deepcopy(column))
        before = key
    head = (line.get("formula", "") for group in table["head"] for line in group["lines"])
    worked_with = _worked_with(placed, out, head)
    shown = [column for column in placed if column["key"] not in out]
    hidden = [{**column, "hidden": True} for column in placed if column["key"] in out & worked_with]
    return [*shown, *hidden]


def _own_column(choice: ColumnChoice) -> dict[str, Any]:
    column: dict[str, Any] = {"key": choice.key, "value": choice.value, "core": True, "width": 16}
    if choice.value == "blank":
        return {**column, "entry": "text"}
    computed = next((c for c in _computed_columns() if c.value == choice.value), None)
    if computed is not None:
        return {**column, "format": computed.format, "align": computed.align, "small": computed.small}
    owner, dot, key = choice.value.partition(".")
    kind = RecordKind.SUPPLIER if dot and owner == "supplier" else RecordKind.PRODUCT
    field = fields(kind).get(key if dot else owner)
    if field is not None:
        column["format"] = _FORMATS.get(field.kind, "")
        column["small"] = field.kind is FieldKind.LONG_TEXT
    return column


def _worked_with(columns: Sequence[Mapping[str, Any]], out: set[str], head: Iterable[str]) -> set[str]:
    """Return the columns that formulas of shown columns, of the head, or of each other name."""
    by_key = {column["key"]: column for column in columns}
    found: set[str] = set()
    waiting = [key for formula in head for key in _named(formula)]
    for column in columns:
        if column["key"] not in out:
            waiting += [*_named(column.get("formula", "")), *_named(column.get("alarm", ""))]
    while waiting:
        key = waiting.pop()
        if key in by_key and key not in found:
            found.add(key)
            waiting += _named(by_key[key].get("formula", ""))
    return found


def _named(formula: str) -> list[str]:
    return [key for key, _scope in PLACEHOLDER.findall(formula)]


def _shown(columns: Sequence[Mapping[str, Any]]) -> Iterator[Mapping[str, Any]]:
    """Yield the columns that every document has: not hidden, and not only there with a certain fact."""
    return (column for column in columns if not column.get("hidden") and not column.get("needs"))


def _width_of(columns: Sequence[Mapping[str, Any]]) -> float:
    return float(sum(column.get("width", 12) for column in _shown(columns)))


def _visible_before(columns: Sequence[Mapping[str, Any]], freeze: str) -> int:
    keys = [column["key"] for column in _shown(columns)]
    return keys.index(freeze) + 1 if freeze in keys else 0


def _freeze(columns: Sequence[Mapping[str, Any]], count: int) -> str:
    """Return the last column that stands still: as many as in the base, as far as they leave room for the others."""
    last, width = "", 0.0
    for column in list(_shown(columns))[:count]:
        width += column.get("width", 12)
        if width > _FROZEN:
            break
        last = column["key"]
    return last


def _head(
    groups: Sequence[Mapping[str, Any]], columns: Sequence[Mapping[str, Any]], usual: float
) -> list[dict[str, Any]]:
    """Return the groups of the head where the columns have room for them: side by side, or below each other.

    usual is the room that the base gives them. Where the columns that they begin at are no longer in that order, they
    are spread over the sheet anew.
    """
    shown = list(_shown(columns))
    keys = [column["key"] for column in shown]
    room = _width_of(columns)
    at = [keys.index(group["at"]) if group["at"] in keys else -1 for group in groups if group.get("at")]
    if room >= min(_needed_by(groups), usual) and -1 not in at and at == sorted(set(at)):
        return [dict(group) for group in groups]
    stacks = next((s for n in range(len(groups), 1, -1) if _needed_by(s := _stacked(groups, n)) <= room), None)
    stacks = stacks or _stacked(groups, 1)
    starts, left = [], 0.0
    for stack in stacks:
        starts.append(left * room / _needed_by(stacks))
        left += _needed_by([stack])
    return [{**stack, "at": _column_at(shown, start)} for stack, start in zip(stacks, starts, strict=True)]


def _needed_by(groups: Sequence[Mapping[str, Any]]) -> float:
    """Return the characters that groups take side by side; long values go on in a second line."""
    wide = (group.get("label_width", 0) + min(group.get("value_width", 30), _VALUE) + _HEAD_GAP for group in groups)
    return float(sum(wide))


def _stacked(groups: Sequence[Mapping[str, Any]], most: int) -> list[dict[str, Any]]:
    """Return so many groups at most, those that follow each other put together so that they are about equally tall."""
    stacks: dict[int, list[Mapping[str, Any]]] = {}
    total, before = sum(len(group.get("lines", [])) for group in groups), 0
    for group in groups:
        tall = len(group.get("lines", []))
        stacks.setdefault(int((before + tall / 2) * most / max(total, 1)), []).append(group)
        before += tall
    return [
        {
            **stack[0],
            "label_width": max(group.get("label_width", 0) for group in stack),
            "value_width": max(group.get("value_width", 30) for group in stack),
            "lines": [line for group in stack for line in group.get("lines", [])],
        }
        for stack in stacks.values()
    ]


def _paper(table: Mapping[str, Any], usual: float) -> dict[str, Any]:
    """Return the paper on which a list that became narrower fills the page."""
    room = _width_of(table["columns"])
    if room >= usual or room > _A4_ACROSS:
        return {}
    return {"paper": "A4", "landscape": room > _A4_UPRIGHT}


def _column_at(columns: Sequence[Mapping[str, Any]], start: float) -> str:
    left = 0.0
    for column in columns:
        if left >= start:
            return str(column["key"])
        left += column.get("width", 12)
    return str(columns[-1]["key"])

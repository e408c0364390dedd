"""A table whose cells are read: values by field, and what is to be said of single rows and of whole columns."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any, Final

from tradehouse.domain.cells import Cell, plain_float
from tradehouse.domain.fields import Field, FieldKind, RecordKind, fields
from tradehouse.domain.language import N_, Message
from tradehouse.domain.text import fold
from tradehouse.exchange.columns import Column, target_field
from tradehouse.exchange.row_kinds import RowKind, RowMark
from tradehouse.exchange.tables import Table
from tradehouse.services.importing.drafts import places
from tradehouse.services.importing.read_columns import CLEARED, ReadColumn, Trouble

# What stands between the texts of several columns that a person gave to one field.
_JOINED: Final[Mapping[FieldKind, str]] = {FieldKind.TEXT: " ", FieldKind.LONG_TEXT: "\n"}

_DAYS_TO_1904: Final = 1462
_DAYS: Final = (18_538, 108_538)  # what `parse_date` takes for days, counted from 1904


def field_of(target: str) -> Field:
    """Return the field of a target that names one."""
    kind, _, key = target.partition(".")
    return fields(kind)[key]


@dataclass(slots=True)
class ReadTable:
    """A table whose cells are read. Rows count from 0 at the first row below the header. why_skipped says of rows
    that are passed over what they are.

    values has, per record kind, (place in a draft's values, the column's values). troubles and leftovers are by row:
    (target, what is wrong), (target, text that joins the notes). notices are about whole columns;
    counted are amounts told in dozens and the like, as (unit, amount) by target and row, which values has in pieces;
    price_units are the units that prices name, by target and row, with the whole cells.
    """

    table: Table
    kinds: list[RowKind]
    why_skipped: dict[int, RowMark] = field(default_factory=dict)
    values: dict[RecordKind, list[tuple[int, list[Any]]]] = field(default_factory=dict)
    uids: dict[RecordKind, list[Any]] = field(default_factory=dict)
    permits: list[tuple[str, Sequence[Cell]]] = field(default_factory=list)
    special: dict[str, Sequence[Cell]] = field(default_factory=dict)
    troubles: dict[int, list[tuple[str, Trouble]]] = field(default_factory=dict)
    leftovers: dict[int, list[tuple[str, str]]] = field(default_factory=dict)
    notices: list[tuple[str, Trouble]] = field(default_factory=list)
    counted: dict[str, dict[int, tuple[str, int]]] = field(default_factory=dict)
    price_units: dict[str, tuple[dict[int, str], Sequence[Cell]]] = field(default_factory=dict)

    clears: bool = False  # some cell takes a value away
    first_row: int = 0  # the sheet row (1-based) of row 0

    def __post_init__(self) -> None:
        header = self.table.header
        self.first_row = self.table.sheet.first_row + (header.body if header else 0)

    def column(self, target: str) -> list[Any] | None:
        """Return the values of a target, None where no column fills it."""
        kind, _, key = target.partition(".")
        place = places(kind).get(key)
        return next((values for at, values in self.values.get(RecordKind(kind), ()) if at == place), None)

    def forget_values(self) -> None:
        """Let go of what the records hold now."""
        for kept in (
            self.values,
            self.uids,
            self.special,
            self.troubles,
            self.leftovers,
            self.counted,
            self.price_units,
        ):
            kept.clear()
        self.permits = [(code, []) for code, _ in self.permits]

    def add(self, target: str, values: list[Any]) -> None:
        """Give a target a column of values. Where it has one already texts are joined; else the first value stands."""
        self.clears = self.clears or CLEARED in values
        kind, _, key = target.partition(".")
        known = self.column(target)
        if known is None:
            self.values.setdefault(RecordKind(kind), []).append((places(kind)[key], values))
            return
        field_ = field_of(target)
        for row, value in enumerate(values):
            if value is None or value is CLEARED or known[row] == value:
                continue
            if known[row] is None or known[row] is CLEARED:
                known[row] = value
            elif field_.kind in _JOINED:
                self._join(target, field_, known, row, str(value))
            elif self.kinds[row] is RowKind.DATA:
                text = N_('{field}: another column says "{found}", which was not taken; the first one stands.')
                told = Trouble(
                    "said_twice", Message(text, {"field": Message(field_.label), "found": value}), error=False
                )
                self.troubles.setdefault(row, []).append((target, told))

    def _join(self, target: str, field_: Field, known: list[Any], row: int, text: str) -> None:
        """Put a text behind what stands there already, unless it is in it."""
        mark = ", " if field_.key == "address" else _JOINED[field_.kind]
        if fold(text) in fold(known[row]):
            return
        joined = f"{known[row]}{mark}{text}"
        if len(joined) <= field_.max_length:
            known[row] = joined
        elif self.kinds[row] is RowKind.DATA:
            self.leftovers.setdefault(row, []).append((target, text))

    def as_shown(self, column: Column, cells: Sequence[Cell]) -> Sequence[Cell]:
        """Return cells as a person sees them: 0.11 in the format 0 % as "11%", and plain day numbers of a workbook that
        counts from 1904 as those of all others.
        """
        sheet = self.table.sheet
        if sheet.from_1904 and any(field_of(t).kind is FieldKind.DATE for t in column.targets if target_field(t)):
            cells = [c + _DAYS_TO_1904 if type(c) is int and _DAYS[0] <= c < _DAYS[1] else c for c in cells]
        rows = sheet.percents.get(column.index + sheet.first_column)
        if not rows:
            return cells
        shown = list(cells)
        for row in rows:
            at = row - self.first_row
            if 0 <= at < len(shown) and isinstance(cell := shown[at], int | float):
                shown[at] = f"{plain_float(float(cell) * 100)}%"
        return shown

    def keep(self, target: str, found: ReadColumn) -> None:
        """Keep what a column's reading said beside its values: of records, and of the whole column."""
        self.notices += [(target, notice) for notice in found.notices]
        for row, trouble in found.troubles.items():
            if self.kinds[row] is RowKind.DATA:
                self.troubles.setdefault(row, []).append((target, trouble))
        for row, text in found.leftovers.items():
            if self.kinds[row] is RowKind.DATA:
                self.leftovers.setdefault(row, []).append((target, text))

    def settle(self, target: str, row: int) -> None:
        """Take back what was said of a cell, because another cell explained it."""
        self.troubles[row] = [each for each in self.troubles.get(row, ()) if each[0] != target]
        self.leftovers[row] = [each for each in self.leftovers.get(row, ()) if each[0] != target]

    def notice(self, target: str, code: str, msgid: str, **values: object) -> None:
        """Say something of a whole column."""
        self.notices.append((target, Trouble(code, Message(msgid, values), error=False)))

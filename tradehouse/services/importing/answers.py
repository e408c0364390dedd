"""A sheet that asked back has returned: only the asked cells count, and what else was changed is said."""

from collections.abc import Callable, Mapping
from typing import Any, Final

from tradehouse.domain.cells import Cell
from tradehouse.domain.fields import RecordKind
from tradehouse.domain.language import N_, Message
from tradehouse.exchange.asked_cells import AskedRow, AskedSheet, mark
from tradehouse.exchange.columns import Column
from tradehouse.exchange.headings import PERMIT, PHOTO
from tradehouse.exchange.row_kinds import RowKind
from tradehouse.exchange.sheet_kinds import SheetKind
from tradehouse.services.importing.drafts import places
from tradehouse.services.importing.read_columns import Trouble
from tradehouse.services.importing.read_tables import ReadTable

_FOLLOWS: Final[Mapping[str, str]] = {
    "product.net_unit": "product.net_content",
    "supplier.province": "supplier.regency",
}
"""Values that a cell of another column tells: "250 g" has the unit too, a regency its province."""
_IDENTITY: Final = frozenset({"supplier.code"})  # says whose permits they are; it changes nothing
_HIDDEN_COLUMNS: Final = "hidden_columns"  # ours: they hold what the rows are known by
_Allowed = Callable[[int, str], bool]


def keep_to_asked(read: ReadTable, sheet: AskedSheet) -> frozenset[int]:
    """Take out of a table what was not asked; rows that were not sent out are refused, other changes become warnings.

    An asked cell that says what it said when it was sent is no answer. Returns the rows, counted from 0 below the
    header, whose photos were asked for.
    """
    kind = RecordKind.SUPPLIER if sheet.kind is SheetKind.SUPPLIERS else RecordKind.PRODUCT
    uids = read.uids.get(kind, [])
    known = {row: sheet.rows[uid] for row, uid in enumerate(uids) if uid in sheet.rows}
    changed = {row: _changed(read, row, line) for row, line in known.items()}
    answered = {row: frozenset(columns) & known[row].asked for row, columns in changed.items()}
    _drop_troubles(read, answered)
    for row, of_row in enumerate(read.kinds):
        if of_row is RowKind.DATA and row not in known:
            text = N_("This row was not in the sheet that was sent out, so it was not taken.")
            read.troubles[row] = [("", Trouble("row_added", Message(text)))]
    for row, columns in changed.items():
        for target, column in columns.items():
            if target not in known[row].asked:
                _say_changed(read, row, column)
    _blank(read, lambda row, target: row in answered and _is_answered(answered[row], target))
    read.notices = [notice for notice in read.notices if notice[1].code != _HIDDEN_COLUMNS]
    return frozenset(row for row, line in known.items() if PHOTO in line.asked)


def _is_answered(answers: frozenset[str], target: str) -> bool:
    return target in answers or target in _IDENTITY or _FOLLOWS.get(target, "") in answers


def _changed(read: ReadTable, row: int, line: AskedRow) -> dict[str, Column]:
    """Return the columns of a row, by target, that no longer say what was sent out."""
    cells = _cells(read, row)
    return {
        column.targets[0]: column
        for column in read.table.columns
        if column.targets
        and mark(cells[column.index] if column.index < len(cells) else None) != line.marks.get(column.targets[0], "")
    }


def _cells(read: ReadTable, row: int) -> list[Cell]:
    header = read.table.header
    return read.table.sheet.rows[(header.body if header else 0) + row]


def _say_changed(read: ReadTable, row: int, column: Column) -> None:
    text = N_('{heading}: "{found}" was written over a cell that was not asked for, and was not taken.')
    found = _cells(read, row)[column.index]
    values = {"heading": column.heading, "found": "" if found is None else str(found)}
    trouble = Trouble("not_asked", Message(text, values), error=False)
    read.troubles.setdefault(row, []).append((column.targets[0], trouble))


def _drop_troubles(read: ReadTable, answered: Mapping[int, frozenset[str]]) -> None:
    """Forget what is wrong with cells that are not taken: nobody asked for them."""
    for kept in (read.troubles, read.leftovers):
        by_row: dict[int, list[tuple[str, Any]]] = kept
        for row, told in by_row.items():
            answers = answered.get(row)
            by_row[row] = [entry for entry in told if answers is not None and _is_answered(answers, entry[0])]


def _blank(read: ReadTable, allowed: _Allowed) -> None:
    for kind, columns in read.values.items():
        keys = list(places(str(kind)))
        for place, values in columns:
            target = f"{kind}.{keys[place]}"
            for row in range(len(values)):
                if values[row] is not None and not allowed(row, target):
                    values[row] = None
    read.permits = [
        (code, [cell if allowed(row, f"{PERMIT}{code}") else None for row, cell in enumerate(cells)])
        for code, cells in read.permits
    ]
    read.special = {target: cells for target, cells in read.special.items() if target == PHOTO}

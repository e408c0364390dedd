"""One sheet of a run: what its rows became, and what is to be said about them."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Any, Final, TypeAlias

from tradehouse.domain.fields import CATALOGUE_KINDS, RecordKind, fields
from tradehouse.domain.language import N_, Message
from tradehouse.domain.reference_lists import LISTS, find_label
from tradehouse.domain.text import fold
from tradehouse.services.importing.drafts import Book, Draft, merge
from tradehouse.services.importing.read_columns import CLEARED, Trouble
from tradehouse.services.importing.read_tables import ReadTable
from tradehouse.services.importing.sources import SourceFile

RowResult: TypeAlias = tuple[Draft | None, Draft | None, tuple[Draft, ...]]
"""What a row stands for: its supplier, its product, its certifications."""
_AT_ONCE: Final = 500
_LABELS_OF_CODES: Final = {
    field.key: field.reference
    for kind in CATALOGUE_KINDS
    for field in fields(kind).values()
    if field.reference in LISTS
}


@dataclass(slots=True)
class Part:
    """One sheet of the run. results and troubles are by row, counted from 0 below the header; a row without a
    result is blank, skipped or rejected. mapped are the places that the sheet fills, per kind. asked_photos are the
    rows whose photos were asked for, where the sheet is one of ours that asked back; None for every other sheet.
    """

    number: int
    file: SourceFile
    read: ReadTable
    results: list[RowResult | None] = field(default_factory=list)
    rejects: dict[int, list[tuple[str, Trouble]]] = field(default_factory=dict)
    warnings: list[tuple[int, str, Trouble]] = field(default_factory=list)
    mapped: dict[RecordKind, tuple[int, ...]] = field(default_factory=dict)
    _turned: dict[RecordKind, tuple[int, list[list[Any]]]] = field(default_factory=dict, repr=False)
    asked_photos: frozenset[int] | None = None

    @property
    def sheet_name(self) -> str:
        """The name of the sheet."""
        return self.read.table.sheet.name

    def sheet_row(self, row: int) -> int:
        """Return the number that the sheet gives a row."""
        return row + self.read.first_row

    def reject(self, row: int, target: str, code: str, msgid: str, /, **values: object) -> None:
        """Say why a row is not taken."""
        self.rejects.setdefault(row, []).append((target, Trouble(code, Message(msgid, values))))

    def warn(self, row: int, target: str, code: str, msgid: str, /, **values: object) -> None:
        """Say what is odd about a row that is taken; row -1 speaks of the sheet."""
        self.warnings.append((row, target, Trouble(code, Message(msgid, values), error=False)))

    def _note_repeat(self, draft: Draft, row: int) -> None:
        """Say that an earlier row of the sheet is the same record."""
        if draft.where[0] == self.number and draft.where[1] < row and draft.used:
            msgid = N_("The row repeats row {row}: the same record, taken once.")
            self.warn(row, "", "repeated", msgid, row=self.sheet_row(draft.where[1]))

    def values(self, book: Book, row: int) -> list[Any]:
        """Return what a row says of a record, at the places of a draft's values. The list is for the caller to keep,
        who asks for a row once.
        """
        at = row // _AT_ONCE
        kept = self._turned.get(book.kind)
        if kept is None or kept[0] != at:
            kept = self._turned[book.kind] = (at, self._turn(book, at * _AT_ONCE))
        return kept[1][row - at * _AT_ONCE]

    def _turn(self, book: Book, first: int) -> list[list[Any]]:
        """Return what some rows say of a record. So many as are worked on while the processor has them at hand."""
        size = len(self.read.kinds[first : first + _AT_ONCE])
        columns: list[Sequence[Any]] = [[None] * size] * book.size
        for place, column in self.read.values.get(book.kind, ()):
            columns[place] = column[first : first + _AT_ONCE]
        return list(map(list, zip(*columns, strict=True)))

    def forget_values(self) -> None:
        """Let go of what the records hold now."""
        self._turned.clear()
        self.read.forget_values()

    def uid(self, kind: RecordKind, row: int) -> str:
        """Return the uid that a file of ours gives a row's record, "" where there is none."""
        column = self.read.uids.get(kind)
        return column[row] if column is not None else ""

    def same(self, kind: RecordKind, row: int) -> str:
        """Return the uid of the record that a person said a row is, "" where nobody did."""
        said = self.read.table.said.same
        return said.get((self.sheet_row(row), str(kind)), "") if said else ""

    def merge(self, book: Book, draft: Draft, values: list[Any], row: int, *, single: bool = False) -> None:
        """Let a row add to a record; what differs from an earlier row is said and not taken. single: each row of the
        sheet is a record of its own, so that one that says nothing new is worth a word.
        """
        odd = merge(draft, values)
        if not odd:
            if single:
                self._note_repeat(draft, row)
            return
        keys = list(book.places)
        for place in odd:
            key = keys[place]
            found, first = _shown(key, values[place]), _shown(key, draft.values[place])
            if fold(found) != fold(first):
                self.warn(
                    row, f"{book.kind}.{key}", "disagrees",
                    N_('{field}: "{found}" differs from "{first}", which an earlier row says of the same record and which was kept.'),
                    field=Message(fields(book.kind)[key].label), found=found, first=first,
                )  # fmt: skip


def _shown(key: str, value: Any) -> str:
    if value is None or value is CLEARED:
        return ""
    return find_label(_LABELS_OF_CODES[key], str(value)) if key in _LABELS_OF_CODES else str(value)

"""A plan as rows that a person can read: what each row of each sheet becomes, what it changes, why it is not taken."""

from array import array
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Final

from tradehouse.domain.display import show
from tradehouse.domain.fields import Field, RecordKind, fields, name_field
from tradehouse.domain.language import N_, Message, _
from tradehouse.exchange.row_kinds import RowMark
from tradehouse.services import browsing
from tradehouse.services.catalogue import Catalogue
from tradehouse.services.importing.drafts import Book, Draft, Outcome
from tradehouse.services.importing.parts import Part
from tradehouse.services.importing.plan_cells import PlanCell, plan_cells
from tradehouse.services.importing.planning import ImportPlan
from tradehouse.services.importing.read_columns import Trouble
from tradehouse.storage.columns import from_column

P, S, C = RecordKind.PRODUCT, RecordKind.SUPPLIER, RecordKind.CERTIFICATION
_PART: Final = 1 << 32
_CREATED_FIELDS: Final = {
    P: ("category", "price_idr", "cost_idr", "export_price", "size_text", "net_content", "gtin", "supplier_code", "variant"),
    S: ("kind", "regency", "province", "phone", "owner", "sector"),
    C: ("type", "issued", "expires", "stage"),
}  # fmt: skip
_SHOWN_FIELDS: Final = 6
SKIPPED: Final[Mapping[RowMark, str]] = {
    RowMark.NUMBERING: N_("No record: the row numbers the columns."),
    RowMark.UNITS: N_("No record: the row says what the columns are measured in."),
    RowMark.REPEATED: N_("No record: the headings stand here once more."),
    RowMark.SECTION: N_("No record: the title of a section."),
    RowMark.TOTAL: N_("No record: a total."),
    RowMark.NOTE: N_("No record: a note."),
    RowMark.EXAMPLE: N_("No record: an example of how to fill in the list."),
    RowMark.HIDDEN: N_("Passed over because the row is hidden in the file."),
    RowMark.LEFT_OUT: N_("You left this row out."),
}


@dataclass(frozen=True, slots=True)
class Difference:
    """One field that a row gives a value, or changes."""

    label: str
    before: str
    after: str


@dataclass(frozen=True, slots=True)
class PlanRow:
    """One row of a sheet. what names the records; reasons say why it is rejected or what is odd about it; verified is
    what the file says otherwise than staff verified, and what was kept.
    """

    file: str
    sheet: str
    row: int
    outcome: Outcome
    what: str
    differences: tuple[Difference, ...]
    reasons: tuple[str, ...]
    cells: tuple[PlanCell, ...] = ()
    verified: tuple[Difference, ...] = ()

    @property
    def part(self) -> tuple[str, str]:
        """The sheet, as readings go by it."""
        return self.file, self.sheet


class PlanRows:
    """The rows of a plan by outcome. Reading one is quick, so that a table may ask while it paints."""

    def __init__(self, plan: ImportPlan, names: Mapping[tuple[RecordKind, int], str]) -> None:
        self._plan = plan
        self._names = names
        self._warnings = [_warnings_by_row(part) for part in plan.parts]

    def keys(self, outcomes: Sequence[Outcome]) -> "array[int]":
        """Return the rows that become one of these, in the order of the sheets; row() takes such a key."""
        wanted = frozenset(int(outcome) for outcome in outcomes)
        found: array[int] = array("q")
        for number, by_row in enumerate(self._plan.outcomes):
            found.extend(number * _PART + row for row, outcome in enumerate(by_row) if outcome in wanted)
        return found

    def warned_keys(self) -> "array[int]":
        """Return the rows that are taken but have something odd."""
        return array("q", [number * _PART + row for number, rows in enumerate(self._warnings) for row in sorted(rows)])

    def keys_of(self, file: str, sheet: str, rows: Iterable[int]) -> "array[int]":
        """Return the keys of rows of one sheet, by the sheet's own row numbers."""
        parts = [part for part in self._plan.parts if (part.file.name, part.sheet_name) == (file, sheet)]
        found: array[int] = array("q")
        for part in parts:
            places = (row - part.sheet_row(0) for row in rows)
            found.extend(part.number * _PART + row for row in places if 0 <= row < len(part.read.kinds))
        return found

    def row(self, key: int) -> PlanRow:
        """Return one row as text."""
        number, row = divmod(key, _PART)
        part = self._plan.parts[number]
        outcome = Outcome(self._plan.outcomes[number][row])
        result = part.results[row]
        drafts = _drafts(result) if result is not None else ()
        troubles = [*part.rejects.get(row, ()), *self._warnings[number].get(row, ())]
        reasons = [str(trouble.message) for _target, trouble in troubles]
        if outcome is Outcome.SKIPPED and row in part.read.why_skipped:
            reasons.append(_(SKIPPED[part.read.why_skipped[row]]))
        return PlanRow(
            part.file.name,
            part.sheet_name,
            part.sheet_row(row),
            outcome,
            self._what(drafts) or _first_texts(part, row),
            tuple(self._differences(drafts, outcome)),
            tuple(reasons),
            plan_cells(part, row, troubles),
            tuple(self._verified(drafts)),
        )

    def _what(self, drafts: Sequence[tuple[RecordKind, Draft]]) -> str:
        told = []
        for kind, draft in drafts:
            name = self._name(kind, draft)
            if name and name not in told:
                told.append(name)
        return " · ".join(told[:3])

    def _name(self, kind: RecordKind, draft: Draft) -> str:
        book = self._plan.books[kind]
        own = book.value(draft, name_field(kind))
        if own:
            return str(own)
        if draft.record_id is not None:
            return self._names.get((kind, draft.record_id), "")
        return _code_of(book, draft)

    def _differences(self, drafts: Sequence[tuple[RecordKind, Draft]], outcome: Outcome) -> Iterator[Difference]:
        if outcome not in (Outcome.CREATED, Outcome.UPDATED):
            return
        for kind, draft in drafts:
            if draft.outcome is Outcome.UPDATED and draft.changes:
                for key, (before, after) in draft.changes.items():
                    field = fields(kind)[key]
                    yield Difference(str(Message(field.label)), self._text(field, before), self._text(field, after))
            elif draft.outcome is Outcome.CREATED:
                yield from self._values(kind, draft)

    def _verified(self, drafts: Sequence[tuple[RecordKind, Draft]]) -> Iterator[Difference]:
        """Yield what is kept of verified records: the value that stays, and what the file says."""
        for kind, draft in drafts:
            for key, (before, after) in (draft.kept or {}).items():
                field = fields(kind)[key]
                yield Difference(str(Message(field.label)), self._text(field, before), self._text(field, after))

    def _values(self, kind: RecordKind, draft: Draft) -> Iterator[Difference]:
        book, told = self._plan.books[kind], 0
        for key in _CREATED_FIELDS[kind]:
            value = book.value(draft, key)
            if value is not None and told < _SHOWN_FIELDS:
                told += 1
                field = fields(kind)[key]
                yield Difference(str(Message(field.label)), "", self._text(field, value))

    def _text(self, field: Field, stored: Any) -> str:
        if isinstance(stored, Draft):
            return self._name(S, stored)
        if field.reference == S:
            return self._names.get((S, int(stored)), "") if stored else ""
        return show(field, from_column(field, stored))


def plan_rows(catalogue: Catalogue, plan: ImportPlan) -> PlanRows:
    """Return the rows of a plan, with the names of records that its files do not name themselves."""
    names: dict[tuple[RecordKind, int], str] = {}
    for kind in (P, S, C):
        book = plan.books[kind]
        nameless = [
            draft.record_id
            for draft in book.drafts
            if draft.record_id is not None and not book.value(draft, name_field(kind))
        ]
        wanted = {*nameless, *_named_suppliers(plan)} if kind is S else set(nameless)
        for record in browsing.records(catalogue, kind, sorted(wanted)):
            names[kind, record.id] = str(record[name_field(kind)] or record["code"] or "")
    return PlanRows(plan, names)


def _named_suppliers(plan: ImportPlan) -> Iterator[int]:
    """Yield the suppliers that changes put in another's place."""
    for book in plan.books.values():
        for draft in book.drafts:
            for changes in (draft.changes, draft.kept):
                change = (changes or {}).get("supplier")
                yield from (value for value in change or () if isinstance(value, int))


def _drafts(
    result: tuple[Draft | None, Draft | None, tuple[Draft, ...]],
) -> list[tuple[RecordKind, Draft]]:
    supplier, product, certificates = result
    found = [(P, product)] if product is not None else []
    found += [(C, certificate) for certificate in certificates]
    return [*found, (S, supplier)] if supplier is not None else found


def _code_of(book: Book, draft: Draft) -> str:
    keys = ("code", "supplier_code", "gtin", "type")
    return next((str(book.value(draft, key)) for key in keys if key in book.places and book.value(draft, key)), "")


def _first_texts(part: Part, row: int) -> str:
    """Return the first filled cells of a row that became no record, so that one recognises it."""
    table = part.read.table
    if table.header is None:
        return ""
    cells = table.sheet.rows[table.header.body + row]
    texts = [str(cell).strip() for cell in cells if cell is not None and str(cell).strip()]
    return " · ".join(texts[:4])


def _warnings_by_row(part: Part) -> dict[int, list[tuple[str, Trouble]]]:
    found: dict[int, list[tuple[str, Trouble]]] = {}
    for row, target, trouble in part.warnings:
        if row >= 0:
            found.setdefault(row, []).append((target, trouble))
    return found

"""What a run makes of the rows: one draft per record, whatever rows it came from."""

from collections.abc import Mapping
from enum import IntEnum
from functools import cache
from typing import Any

from tradehouse.domain.fields import RecordKind, stored_fields


class Outcome(IntEnum):
    """What became of a row or record; the lower number goes before."""

    REJECTED = 1
    CREATED = 2
    UPDATED = 3
    UNCHANGED = 4
    SKIPPED = 5


@cache
def places(kind: str) -> Mapping[str, int]:
    """Return the place of each stored field in a draft's values."""
    return {field.key: place for place, field in enumerate(stored_fields(kind))}


class Draft:
    """One record as the run wants it. values are in the order of stored_fields, as the store keeps them; None says
    nothing. lines are what joins the notes: (label, text). changes are filled when the plan is compared with the
    catalogue: field key → (before, after) of a record that is there; kept is what it says otherwise than staff verified,
    which is not changed.
    """

    __slots__ = (
        "changes", "covers", "defaults", "foreign", "in_trash", "kept", "lines", "outcome", "photos", "record_id", "supplier",
        "supplier_given", "tiers", "untold", "used", "values", "where",
    )  # fmt: skip

    def __init__(self, values: list[Any], where: tuple[int, int]) -> None:
        self.values = values
        self.where = where  # (part, row index) that first told of it
        self.record_id: int | None = None
        self.in_trash = False
        self.foreign = False  # some row that is not of our own making stands for it
        self.untold = True  # no row has said anything yet
        self.used = False  # some row that is taken stands for it
        self.supplier: Draft | None = None
        self.supplier_given = False
        self.outcome = Outcome.UNCHANGED
        self.changes: dict[str, tuple[Any, Any]] | None = None
        self.kept: dict[str, tuple[Any, Any]] | None = None
        self.defaults: dict[str, Any] | None = None
        self.lines: list[tuple[str, str]] | None = None
        self.tiers: list[tuple[str, Any, Any]] | None = None
        self.covers: set[Draft] | None = None
        self.photos: list[Any] | None = None

    def add_line(self, label: str, text: str) -> None:
        """Let a text join the notes, once."""
        if self.lines is None:
            self.lines = []
        if (label, text) not in self.lines:
            self.lines.append((label, text))

    def default(self, key: str, value: Any) -> None:
        """Give a field a value for the case that neither file nor catalogue has one."""
        if self.defaults is None:
            self.defaults = {}
        self.defaults.setdefault(key, value)


class Book:
    """All drafts of one kind of record in a run."""

    def __init__(self, kind: RecordKind) -> None:
        self.kind = kind
        self.places = places(str(kind))
        self.size = len(self.places)
        self.drafts: list[Draft] = []
        self.by_id: dict[int, Draft] = {}

    def new(self, where: tuple[int, int], values: list[Any] | None = None) -> Draft:
        """Begin a record; values are what its first row says, and are kept."""
        draft = Draft([None] * self.size if values is None else values, where)
        draft.untold = values is None
        self.drafts.append(draft)
        return draft

    def of_record(self, record_id: int, where: tuple[int, int], *, trashed: bool = False) -> Draft:
        """Return the draft of a record that is in the catalogue."""
        draft = self.by_id.get(record_id)
        if draft is None:
            draft = self.by_id[record_id] = self.new(where)
            draft.record_id = record_id
            draft.in_trash = trashed
        return draft

    def drop_unused(self) -> None:
        """Forget records that only rejected rows told of."""
        self.drafts = [draft for draft in self.drafts if draft.used]
        self.by_id = {record_id: draft for record_id, draft in self.by_id.items() if draft.used}

    def value(self, draft: Draft, key: str) -> Any:
        """Return what the run says about a field."""
        return draft.values[self.places[key]]


def merge(draft: Draft, values: list[Any]) -> list[int]:
    """Let a row add to a draft, which may keep the list: the first value wins. Returns the places that disagree."""
    if draft.untold:
        draft.values = values
        draft.untold = False
        return []
    own = draft.values
    odd: list[int] = []
    for place, value in enumerate(values):
        if value is None:
            continue
        if own[place] is None:
            own[place] = value
        elif own[place] != value:
            odd.append(place)
    return odd

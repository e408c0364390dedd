"""What one unit of work did: the news that windows listen to, the line in the history, the step that undo takes."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime
from enum import StrEnum

from tradehouse.domain.language import Message


class ChangeKind(StrEnum):
    """Why a change set exists: somebody did something, undid it, or did it again."""

    DONE = "done"
    UNDONE = "undone"
    REDONE = "redone"


@dataclass(frozen=True, slots=True)
class Author:
    """Who changed something and on which PC; kept with every change set."""

    name: str
    computer: str


@dataclass(frozen=True, slots=True)
class ChangeSet:
    """One committed unit of work.

    touched maps a table to the ids of its rows that were inserted, changed or deleted; None instead of ids
    means more than TOUCHED_LIMIT. counts maps "inserted", "updated", "deleted" to numbers of rows.
    reverts is the id of the change that this one undid or did again; reverted says that the change stands undone.
    """

    id: int
    at: datetime
    author: Author
    kind: ChangeKind
    label: Message
    counts: Mapping[str, int] = field(default_factory=dict)
    touched: Mapping[str, frozenset[int] | None] = field(default_factory=dict)
    reverts: int | None = None
    reverted: bool = False


@dataclass(frozen=True, slots=True)
class FieldChange:
    """One field of one record before and after, as the history of a record shows it."""

    change_set: int
    at: datetime
    author: Author
    label: Message
    operation: str
    before: Mapping[str, object]
    after: Mapping[str, object]


TOUCHED_LIMIT = 5_000

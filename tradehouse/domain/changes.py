"""What one unit of work did: the news that windows listen to, the line in the history, the step that undo takes."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime
from enum import StrEnum

from tradehouse.domain.language import N_, Message


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


@dataclass(frozen=True, slots=True)
class EditedRecord:
    """A record that was changed after a change set touched it, in a way that taking the change set back would lose.

    kind is the table: a RecordKind, or another table of the store ("house", "photo") where no record is concerned.
    fields are labels of what was changed. author and at are those of the newest such change.
    """

    kind: str
    id: int
    code: str
    name: str
    fields: tuple[Message, ...]
    author: Author
    at: datetime

    @property
    def title(self) -> str:
        """What people call it: its name, or its code where it has none."""
        return self.name or self.code or str(self.id)

    def line(self) -> Message:
        """Return one line: the record and what was changed in it."""
        if not self.fields:
            return Message("{name}", {"name": self.title})
        labels = ", ".join(str(label) for label in self.fields)
        return Message(N_("{name}: {fields}"), {"name": self.title, "fields": labels})


TOUCHED_LIMIT = 5_000

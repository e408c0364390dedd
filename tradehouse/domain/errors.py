"""What can go wrong that is nobody's bug: each error carries one sentence for the person and a code for scripts.

Everything that is not a `UserError` or `Cancelled` is a bug and ends on the crash page.
"""

from collections.abc import Sequence
from dataclasses import dataclass

from tradehouse.domain.language import Message


@dataclass(frozen=True, slots=True)
class Problem:
    """One thing wrong with one field of one record or row. severity is "error" or "warning"."""

    field: str
    code: str
    message: Message
    severity: str = "error"

    def __str__(self) -> str:
        return self.message.text()


class UserError(Exception):
    """A refusal that the person can understand and act on. Nothing was changed.

    code is a stable token for scripts ("not_a_workbook"); msgid with named placeholders says what happened,
    where and what to do.
    """

    def __init__(self, code: str, msgid: str, **values: object) -> None:
        super().__init__(code)
        self.code = code
        self.message = Message(msgid, values)

    def __str__(self) -> str:
        return self.message.text()


class NotFound(UserError):
    """An id, code or name that the catalogue does not have."""


class Conflict(UserError):
    """Somebody changed the record since; details lists what and where."""

    def __init__(self, code: str, msgid: str, details: Sequence[Message] = (), **values: object) -> None:
        super().__init__(code, msgid, **values)
        self.details = tuple(details)


class InvalidData(UserError):
    """Values that break a rule; problems lists every one, not only the first."""

    def __init__(self, problems: Sequence[Problem], msgid: str = "{problems}") -> None:
        super().__init__("invalid_data", msgid, problems=" ".join(str(p) for p in problems))
        self.problems = tuple(problems)


class UnusableFile(UserError):
    """A file from outside that cannot be read, or is refused within our limits."""


class StorageProblem(UserError):
    """The world's fault around the catalogue: disk full, read-only, damaged, locked, newer than the program."""


class Cancelled(Exception):
    """The person stopped the work; nobody needs to be told."""

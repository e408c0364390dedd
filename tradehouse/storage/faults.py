"""The errors of SQLite in the trade's words: what is the world's fault becomes one sentence, bugs pass through."""

import sqlite3
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from tradehouse.domain.errors import Conflict, StorageProblem
from tradehouse.domain.language import N_

_CAUSES: tuple[tuple[str, str, str], ...] = (
    ("disk is full", "disk_full", N_("The disk of {path} is full. Nothing was changed. Free some space and try again.")),
    ("readonly", "read_only", N_("{path} is read-only. Nothing was changed. Ask for write permission or choose another folder.")),
    ("unable to open", "cannot_open", N_("{path} cannot be opened. Check that the folder exists and that you may use it.")),
    ("locked", "in_use", N_("Another program is writing to {path} right now. Nothing was changed. Try again in a moment.")),
    ("malformed", "damaged", N_("{path} is damaged. Nothing was changed. Restore the last good backup.")),
    ("not a database", "not_a_catalogue", N_("{path} is not a Tradehouse catalogue. Choose another folder or restore a backup.")),
    ("disk i/o", "disk_error", N_("The disk of {path} reports an error. Nothing was changed. Check the disk and try again.")),
)  # fmt: skip


def as_storage_problem(error: Exception, path: Path) -> StorageProblem | Conflict | None:
    """Return the sentence for a database error that is the world's fault, or None where it is a bug of ours."""
    if isinstance(getattr(error, "orig", error), sqlite3.IntegrityError):
        text = str(getattr(error, "orig", error))
        if "FOREIGN KEY" in text:
            return Conflict("still_needed", N_("Other records still need this one. Nothing was changed."))
        if "UNIQUE" in text:
            return Conflict("not_unique", N_("Another record already has this {column}. Nothing was changed."),
                            column=text.rpartition(".")[2] or text)  # fmt: skip
        return None
    text = str(getattr(error, "orig", error)).lower()
    for needle, code, msgid in _CAUSES:
        if needle in text:
            return StorageProblem(code, msgid, path=path)
    return None


def _database_errors() -> tuple[type[Exception], ...]:
    # Looked up only when something was raised: SQLAlchemy wraps the driver's errors once it is in use.
    wrapping = sys.modules.get("sqlalchemy.exc")
    return (sqlite3.Error,) if wrapping is None else (sqlite3.Error, wrapping.DatabaseError)


@contextmanager
def storage_errors(path: Path) -> Iterator[None]:
    """Turn the world's faults around the database into StorageProblem or Conflict; let bugs through."""
    try:
        yield
    except _database_errors() as error:
        problem = as_storage_problem(error, path)
        if problem is None:
            raise
        raise problem from error

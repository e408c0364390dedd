"""The connection to SQLite: pragmas, explicit transactions, and its errors in the trade's words."""

import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from sqlalchemy import Connection, Engine, create_engine, event
from sqlalchemy.exc import DatabaseError, IntegrityError
from sqlalchemy.pool import QueuePool

from tradehouse.domain.errors import Conflict, StorageProblem
from tradehouse.domain.language import N_

BUSY_TIMEOUT_S = 30


def sqlite_version() -> str:
    """Return the version of the SQLite library in use."""
    return sqlite3.sqlite_version


def make_engine(path: Path, *, read_only: bool = False) -> Engine:
    """Return an engine on the database file. Transactions begin explicitly: IMMEDIATE for writers, a snapshot for readers."""

    def connect() -> sqlite3.Connection:
        uri = f"{path.resolve().as_uri()}?mode={'ro' if read_only else 'rwc'}"
        return sqlite3.connect(uri, uri=True, timeout=BUSY_TIMEOUT_S, isolation_level=None, check_same_thread=False)

    engine = create_engine("sqlite://", creator=connect, poolclass=QueuePool, pool_size=4, max_overflow=8)

    @event.listens_for(engine, "connect")
    def _on_connect(connection: sqlite3.Connection, _record: object) -> None:
        cursor = connection.cursor()
        if not read_only:
            cursor.execute("PRAGMA journal_mode = WAL")
        cursor.execute("PRAGMA synchronous = NORMAL")
        cursor.execute("PRAGMA foreign_keys = ON")
        cursor.execute("PRAGMA cache_size = -32768")
        cursor.execute("PRAGMA temp_store = MEMORY")
        cursor.execute("PRAGMA mmap_size = 268435456")
        cursor.close()

    @event.listens_for(engine, "begin")
    def _on_begin(connection: Connection) -> None:
        connection.exec_driver_sql(connection.get_execution_options().get("begin", "BEGIN"))

    return engine


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
    if isinstance(error, (IntegrityError, sqlite3.IntegrityError)):
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


@contextmanager
def storage_errors(path: Path) -> Iterator[None]:
    """Turn the world's faults around the database into StorageProblem or Conflict; let bugs through."""
    try:
        yield
    except (DatabaseError, sqlite3.Error) as error:
        problem = as_storage_problem(error, path)
        if problem is None:
            raise
        raise problem from error


def many(connection: Connection, sql: str, rows: list[tuple[Any, ...]]) -> None:
    """Run one statement for many rows at the driver's speed."""
    if rows:
        connection.exec_driver_sql(sql, rows)


def quoted(names: list[str] | tuple[str, ...]) -> str:
    """Return column names as SQL; `group` is a word of the trade and of SQL."""
    return ", ".join(f'"{name}"' for name in names)

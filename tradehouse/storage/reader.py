"""Reading the catalogue straight through the driver: one snapshot per reader, nothing to import but sqlite3.

A window is painted before anything is written, and SQLAlchemy takes longer to import than Qt does; so reading goes
around it and only units of work use it. A reader answers `exec_driver_sql` as SQLAlchemy's connection does, and every
query below this folder is written for either.
"""

import sqlite3
import threading
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import Any, Protocol

BUSY_TIMEOUT_S = 30
Parameters = Sequence[Any] | Mapping[str, Any]


def sqlite_version() -> str:
    """Return the version of the SQLite library in use."""
    return sqlite3.sqlite_version


class Reader(Protocol):
    """What a query needs: a Snapshot, or the connection of an open unit of work."""

    def exec_driver_sql(self, statement: str, parameters: Any = None) -> Any:
        """Run one statement with `?` or `:name` placeholders and return its rows."""


class Answer:
    """The rows of one statement, read when they are asked for."""

    def __init__(self, cursor: sqlite3.Cursor) -> None:
        self._cursor = cursor

    def __iter__(self) -> Iterator[tuple[Any, ...]]:
        return iter(self._cursor)

    def all(self) -> list[tuple[Any, ...]]:
        """Return all rows."""
        return self._cursor.fetchall()

    def first(self) -> tuple[Any, ...] | None:
        """Return the first row, None where there is none."""
        row: tuple[Any, ...] | None = self._cursor.fetchone()
        return row

    one_or_none = first

    def one(self) -> tuple[Any, ...]:
        """Return the only row. Raises LookupError where there is none."""
        row = self.first()
        if row is None:
            raise LookupError("no row")
        return row

    def scalar(self) -> Any:
        """Return the first value of the first row, None where there is none."""
        row = self.first()
        return None if row is None else row[0]

    def scalar_one(self) -> Any:
        """Return the only value. Raises LookupError where there is none."""
        return self.one()[0]

    def scalars(self) -> "Values":
        """Return the first value of every row."""
        return Values(row[0] for row in self._cursor)

    def mappings(self) -> "Values":
        """Return every row as a mapping by column."""
        names = [column[0] for column in self._cursor.description]
        return Values(dict(zip(names, row, strict=True)) for row in self._cursor)


class Values:
    """One thing per row."""

    def __init__(self, rows: Iterator[Any]) -> None:
        self._rows = rows

    def __iter__(self) -> Iterator[Any]:
        return self._rows

    def all(self) -> list[Any]:
        """Return all of them."""
        return list(self._rows)

    def first(self) -> Any:
        """Return the first, None where there is none."""
        return next(self._rows, None)


class Snapshot:
    """A connection inside one read transaction."""

    def __init__(self, connection: sqlite3.Connection) -> None:
        self._connection = connection

    def exec_driver_sql(self, statement: str, parameters: Parameters | None = None) -> Answer:
        """Run one statement and return its rows."""
        return Answer(self._connection.execute(statement, parameters or ()))


def connect(path: Path, *, read_only: bool) -> sqlite3.Connection:
    """Return a connection to a database file, as units of work and readers use it. Raises sqlite3.Error."""
    uri = f"{path.resolve().as_uri()}?mode={'ro' if read_only else 'rwc'}"
    connection = sqlite3.connect(uri, uri=True, timeout=BUSY_TIMEOUT_S, isolation_level=None, check_same_thread=False)
    if not read_only:
        connection.execute("PRAGMA journal_mode = WAL")
    for pragma in ("synchronous = NORMAL", "foreign_keys = ON", "cache_size = -32768", "temp_store = MEMORY",
                   "mmap_size = 268435456"):  # fmt: skip
        connection.execute(f"PRAGMA {pragma}")
    return connection


class Readers:
    """Connections for reading, kept open between reads. Safe to use from several threads."""

    def __init__(self, path: Path, *, read_only: bool) -> None:
        self._path = path
        self._read_only = read_only
        self._idle: list[sqlite3.Connection] = []
        self._lock = threading.Lock()

    @contextmanager
    def snapshot(self) -> Iterator[Snapshot]:
        """Yield a reader that sees the catalogue as it is now, whatever is written meanwhile."""
        with self._lock:
            connection = self._idle.pop() if self._idle else None
        connection = connection or connect(self._path, read_only=self._read_only)
        try:
            connection.execute("BEGIN")
            try:
                yield Snapshot(connection)
            finally:
                connection.execute("ROLLBACK")
        except BaseException:
            connection.close()
            raise
        with self._lock:
            self._idle.append(connection)

    def close(self) -> None:
        """Close the connections that are idle."""
        with self._lock:
            while self._idle:
                self._idle.pop().close()

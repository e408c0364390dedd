"""The catalogue's database: opened once, read in snapshots, written in units of work that announce themselves."""

import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING

from tradehouse.domain.changes import Author, ChangeSet
from tradehouse.domain.errors import StorageProblem
from tradehouse.domain.language import N_, Message
from tradehouse.storage.certification_types import TABLE as TYPES
from tradehouse.storage.certification_types import follow_types, use_types
from tradehouse.storage.faults import storage_errors
from tradehouse.storage.history import change_sets_after, last_change_set_id
from tradehouse.storage.reader import Reader, Readers, connect
from tradehouse.storage.work import Work

if TYPE_CHECKING:
    from sqlalchemy import Engine

Listener = Callable[[ChangeSet], None]


class Database:
    """An open catalogue database. Threads may share it: readers run side by side, writers one after another."""

    def __init__(self, path: Path, *, read_only: bool = False) -> None:
        self.path = path
        self.read_only = read_only
        self._readers = Readers(path, read_only=read_only)
        self._write_lock = threading.Lock()
        self._writer: int | None = None
        self._listeners: list[Listener] = []
        self._seen = 0
        with self.reading() as read:
            self._seen = last_change_set_id(read)

    @cached_property
    def _engine(self) -> "Engine":
        # Made with the first unit of work: a window is painted before SQLAlchemy is imported.
        from tradehouse.storage.engine import make_engine

        return make_engine(self.path)

    @contextmanager
    def reading(self) -> Iterator[Reader]:
        """Yield a reader on one snapshot of the catalogue."""
        with storage_errors(self.path), self._readers.snapshot() as snapshot:
            yield snapshot

    @contextmanager
    def transaction(self) -> Iterator[Reader]:
        """Yield the connection of a write transaction that is no part of the history. Raises StorageProblem.

        RuntimeError for one inside another.
        """
        if self.read_only:
            raise StorageProblem(
                "read_only", N_("{path} is open for reading only. Nothing was changed."), path=self.path
            )
        if self._writer == threading.get_ident():
            raise RuntimeError("a unit of work inside another one")
        with self._write_lock:
            self._writer = threading.get_ident()
            try:
                with storage_errors(self.path), self._engine.connect() as connection, connection.begin():
                    yield connection
            finally:
                self._writer = None

    @contextmanager
    def writing(self, label: Message, author: Author) -> Iterator[Work]:
        """Yield a unit of work. Leaving normally commits it as one change set; any exception rolls all of it back.

        Raises StorageProblem where the world prevents it, RuntimeError for a unit inside another one.
        """
        touched = False
        try:
            with self.transaction() as connection:
                work = Work(connection, author, label)
                yield work
                touched = work.recorder.touches(TYPES)
                if touched:
                    follow_types(connection)
                change = work.recorder.finish()
        except BaseException:
            if touched:
                self._use_types()
            raise
        if change is not None:
            self._seen = max(self._seen, change.id)
            self._announce(change)

    def listen(self, listener: Listener) -> Callable[[], None]:
        """Call listener with every change set from now on, in the thread that wrote it; returns how to stop."""
        self._listeners.append(listener)
        return lambda: self._listeners.remove(listener)

    def take_in_news(self) -> int:
        """Announce change sets that another process wrote since the last call; return how many."""
        with self.reading() as connection:
            version = int(connection.exec_driver_sql("SELECT coalesce(max(id), 0) FROM change_set").scalar_one())
            fresh = change_sets_after(connection, self._seen) if version > self._seen else []
        if any(TYPES in change.touched for change in fresh):
            self._use_types()
        for change in fresh:
            self._seen = max(self._seen, change.id)
            self._announce(change)
        return len(fresh)

    def close(self) -> None:
        """Let go of the file; the write-ahead log is folded back into it."""
        self._readers.close()
        if "_engine" in self.__dict__:
            self._engine.dispose()
        if not self.read_only:
            with storage_errors(self.path):
                last = connect(self.path, read_only=False)
                try:
                    last.execute("PRAGMA optimize")
                    last.execute("PRAGMA wal_checkpoint(TRUNCATE)")
                finally:
                    last.close()

    def _use_types(self) -> None:
        with self.reading() as read:
            use_types(read)

    def _announce(self, change: ChangeSet) -> None:
        for listener in list(self._listeners):
            listener(change)

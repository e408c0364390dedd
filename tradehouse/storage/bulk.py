"""Many rows at once: indexes learn them together, quicker than one by one."""

import re
from collections.abc import Iterator, Mapping, Sequence
from concurrent.futures import Future, ThreadPoolExecutor
from contextlib import contextmanager
from types import TracebackType
from typing import Any, Final, Self

from tradehouse.storage.full_text import INDEXED, learn
from tradehouse.storage.reader import Reader
from tradehouse.storage.statements import quoted

MANY: Final = 2_000
LEARNT_AT_ONCE: Final = 12_500
"""Rows that the full-text index takes in one go: each time it writes out a segment of its own."""
_BIG_CACHE_KIB: Final = 131_072
# What FTS5 is told for many rows, and its own defaults: the bytes of words that it holds before it writes, and after
# how many such lots it merges them.
_MANY_WORDS: Final = {"hashsize": 16 << 20, "automerge": 0}
_USUAL_WORDS: Final = {"hashsize": 1 << 20, "automerge": 4}
_PLAIN: Final = re.compile(r"[\w .:+-]*", re.ASCII)


class Learner:
    """Takes new rows into the full-text index of a table in a thread of its own: SQLite needs no Python for it, so that
    the next rows are made ready meanwhile. Until `wait` returns nobody else may use the connection.
    """

    def __init__(self, connection: Reader, table: str) -> None:
        self._connection, self._table = connection, table
        self._thread = ThreadPoolExecutor(1, "full-text")
        self._learning: Future[None] | None = None

    def __enter__(self) -> Self:
        return self

    def __exit__(self, kind: type[BaseException] | None, _: BaseException | None, __: TracebackType | None) -> None:
        self._thread.shutdown()
        if kind is None:
            self.wait()

    def learn(self, first: int, last: int) -> None:
        """Begin to take in the rows with these ids."""
        if self._table in INDEXED:
            span = "id BETWEEN ? AND ?"
            self._learning = self._thread.submit(learn, self._connection, self._table, span, (first, last))

    def wait(self) -> None:
        """Return when what was begun is done. Raises what went wrong with it."""
        if self._learning is not None:
            self._learning.result()
            self._learning = None


def insertion(table: str, columns: Mapping[str, Sequence[Any]]) -> tuple[str, list[tuple[Any, ...]]]:
    """Return the statement that inserts these columns, and its rows. What is the same in all of them stands in the
    statement, since each value of a row has its price.
    """
    marks = {name: (name != "id" and _same(column)) or "?" for name, column in columns.items()}
    given = [columns[name] for name, mark in marks.items() if mark == "?"]
    return (
        f'INSERT INTO "{table}" ({quoted(list(marks))}) VALUES ({", ".join(marks.values())})',
        list(zip(*given, strict=True)),
    )


def _same(column: Sequence[Any]) -> str:
    """Return as SQL the plain value that fills a column, "" where there is none."""
    first = column[0]
    if not first == column[len(column) // 2] == column[-1] or column.count(first) < len(column):
        return ""
    if type(first) is int:
        return str(first)
    return f"'{first}'" if type(first) is str and _PLAIN.fullmatch(first) else ""


@contextmanager
def loading(connection: Reader, table: str, count: int) -> Iterator[None]:
    """Hold back the indexes of a table while `count` rows are inserted that are more than it had, except those
    that keep values unique; the full-text index may gather more words before it writes them out.

    Everything happens inside the caller's transaction: if it fails, all is as before.
    """
    if count < MANY or connection.exec_driver_sql(f'SELECT count(*) FROM "{table}"').scalar_one() >= count:
        yield
        return
    held = _definitions(connection, table)
    usual = connection.exec_driver_sql("PRAGMA cache_size").scalar_one()
    connection.exec_driver_sql(f"PRAGMA cache_size = -{_BIG_CACHE_KIB}")
    for name in held:
        connection.exec_driver_sql(f'DROP INDEX "{name}"')
    _gather_words(connection, table, _MANY_WORDS)
    try:
        yield
        _gather_words(connection, table, _USUAL_WORDS)
        for sql in held.values():
            connection.exec_driver_sql(sql)
    finally:
        connection.exec_driver_sql(f"PRAGMA cache_size = {int(usual)}")


def _gather_words(connection: Reader, table: str, settings: Mapping[str, int]) -> None:
    if table in INDEXED:
        for name, value in settings.items():
            connection.exec_driver_sql(f"INSERT INTO {table}_fts({table}_fts, rank) VALUES ('{name}', {value})")


def _definitions(connection: Reader, table: str) -> dict[str, str]:
    rows = connection.exec_driver_sql(
        "SELECT name, sql FROM sqlite_master WHERE type = 'index' AND tbl_name = ? AND sql IS NOT NULL "
        "AND sql NOT LIKE 'CREATE UNIQUE%'",
        (table,),
    )
    return {row[0]: row[1] for row in rows}

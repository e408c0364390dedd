"""Many rows at once: indexes learn them together, quicker than one by one."""

from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from typing import Final

from tradehouse.storage.full_text import INDEXED
from tradehouse.storage.reader import Reader

MANY: Final = 2_000
_BIG_CACHE_KIB: Final = 131_072
# What FTS5 is told for many rows, and its own defaults: the bytes of words that it holds before it writes, and after
# how many such lots it merges them.
_MANY_WORDS: Final = {"hashsize": 16 << 20, "automerge": 0}
_USUAL_WORDS: Final = {"hashsize": 1 << 20, "automerge": 4}


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

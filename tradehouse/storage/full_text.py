"""The full-text index of each record table, kept by the unit of work beside the rows themselves.

Not by triggers: FTS5 writes out its pending words at every statement of a trigger, which made an insert of 100,000
rows four times as slow as the two statements here.
"""

from collections.abc import Iterable, Sequence

from tradehouse.storage.reader import Reader

INDEXED = {
    "product": "search_text, supplier_text",
    "supplier": "search_text",
    "certification": "search_text, supplier_text",
    "buyer": "search_text",
    "offer": "search_text",
    "programme": "search_text",
    "service": "search_text, supplier_text",
    "partner": "search_text",
}


def learn(connection: Reader, table: str, where: str, parameters: Sequence[object]) -> None:
    """Take rows into the index, after they were written."""
    columns = INDEXED[table]
    connection.exec_driver_sql(
        f"INSERT INTO {table}_fts(rowid, {columns}) SELECT id, {columns} FROM {table} WHERE {where}", tuple(parameters)
    )


def forget(connection: Reader, table: str, where: str, parameters: Sequence[object]) -> None:
    """Take rows out of the index, before they are changed or deleted: it must be told the texts it learnt."""
    columns = INDEXED[table]
    connection.exec_driver_sql(
        f"INSERT INTO {table}_fts({table}_fts, rowid, {columns}) SELECT 'delete', id, {columns} FROM {table} WHERE {where}",
        tuple(parameters),
    )


def is_indexed(table: str, columns: Iterable[str]) -> bool:
    """Return whether a change of these columns concerns the index."""
    return table in INDEXED and not set(INDEXED[table].split(", ")).isdisjoint(columns)

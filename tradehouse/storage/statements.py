"""Statements as every writer runs them."""

from typing import Any

from tradehouse.storage.reader import Reader


def many(connection: Reader, sql: str, rows: list[tuple[Any, ...]]) -> None:
    """Run one statement for many rows at the driver's speed."""
    if rows:
        connection.exec_driver_sql(sql, rows)


def quoted(names: list[str] | tuple[str, ...]) -> str:
    """Return column names as SQL; `group` is a word of the trade and of SQL."""
    return ", ".join(f'"{name}"' for name in names)

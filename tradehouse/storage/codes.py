"""Running numbers of the house: KRY-0012 is the twelfth product whose category has the prefix KRY."""

from collections.abc import Iterable

from tradehouse.storage.reader import Reader
from tradehouse.storage.statements import many


def next_codes(connection: Reader, prefix: str, n: int) -> list[str]:
    """Return n fresh codes of a prefix. Numbers are never reused, also after an undo."""
    last = int(
        connection.exec_driver_sql(
            "INSERT INTO code_counter(prefix, last) VALUES (?, ?) "
            "ON CONFLICT(prefix) DO UPDATE SET last = last + excluded.last RETURNING last",
            (prefix, n),
        ).scalar_one()
    )
    return [f"{prefix}-{number:04d}" for number in range(last - n + 1, last + 1)]


def reserve_codes(connection: Reader, codes: Iterable[str]) -> None:
    """Keep the counters above codes that came from files, so that they are never handed out again."""
    highest: dict[str, int] = {}
    for code in codes:
        prefix, _, number = code.rpartition("-")
        if prefix and number.isascii() and number.isdigit() and len(number) < 10:
            highest[prefix] = max(highest.get(prefix, 0), int(number))
    many(
        connection,
        "INSERT INTO code_counter(prefix, last) VALUES (?, ?) "
        "ON CONFLICT(prefix) DO UPDATE SET last = max(last, excluded.last)",
        list(highest.items()),
    )

"""Running numbers of the house: KRY-0012 is the twelfth product whose category has the prefix KRY."""

from tradehouse.storage.reader import Reader


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


def reserve_code(connection: Reader, code: str) -> None:
    """Keep the counter above a code that came from a file, so that it is never handed out again."""
    prefix, _, number = code.rpartition("-")
    if prefix and number.isascii() and number.isdigit() and len(number) < 10:
        connection.exec_driver_sql(
            "INSERT INTO code_counter(prefix, last) VALUES (?, ?) "
            "ON CONFLICT(prefix) DO UPDATE SET last = max(last, excluded.last)",
            (prefix, int(number)),
        )

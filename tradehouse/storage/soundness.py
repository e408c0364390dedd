"""Looking for damage inside the database, and mending what can be worked out again."""

from collections.abc import Iterator

from tradehouse.domain.fields import RECORD_KINDS, fields
from tradehouse.domain.progress import Progress
from tradehouse.storage.columns import derived, supplier_copies
from tradehouse.storage.reader import Reader
from tradehouse.storage.statements import many

_PAGE = 1_000


def integrity_problems(connection: Reader) -> list[str]:
    """Return what SQLite finds wrong with pages and indexes."""
    rows = connection.exec_driver_sql("PRAGMA integrity_check(20)").scalars().all()
    return [str(row) for row in rows if row != "ok"]


def broken_links(connection: Reader) -> list[tuple[str, int, str]]:
    """Return (table, row id, table it points to) for every link to a record that is not there."""
    rows = connection.exec_driver_sql("PRAGMA foreign_key_check").all()
    return [(str(row[0]), int(row[1] or 0), str(row[2])) for row in rows]


def search_is_sound(connection: Reader, kind: str) -> bool:
    """Return whether the full-text index says the same as the records."""
    from sqlalchemy.exc import DatabaseError

    try:
        connection.exec_driver_sql(f"INSERT INTO {kind}_fts({kind}_fts, rank) VALUES ('integrity-check', 1)")
    except DatabaseError:
        return False
    return True


def stale_rows(connection: Reader, kind: str, progress: Progress) -> Iterator[tuple[int, dict[str, str | None]]]:
    """Yield (id, what the derived columns should be) for rows whose sort keys or search text are out of date."""
    suppliers = {
        row[0]: supplier_copies(row[1], row[2])
        for row in connection.exec_driver_sql("SELECT id, code, name FROM supplier")
    }
    nobody = dict.fromkeys(supplier_copies(None, ""))
    last = 0
    while True:
        rows = connection.exec_driver_sql(
            f'SELECT * FROM "{kind}" WHERE id > ? ORDER BY id LIMIT {_PAGE}', (last,)
        ).mappings().all()  # fmt: skip
        for row in rows:
            wanted: dict[str, str | None] = dict(derived(kind, dict(row)))
            if "supplier" in fields(kind):
                wanted |= suppliers.get(row["supplier_id"], nobody)
            wrong = {name: value for name, value in wanted.items() if row[name] != value}
            if wrong:
                yield row["id"], wrong
        if len(rows) < _PAGE:
            return
        last = rows[-1]["id"]
        progress.check()


def mend(connection: Reader, progress: Progress) -> None:
    """Write derived columns and photo counts again and rebuild the full-text indexes."""
    for kind in sorted(RECORD_KINDS):
        for row_id, wrong in list(stale_rows(connection, kind, progress)):
            assignments = ", ".join(f"{name} = ?" for name in wrong)
            many(connection, f'UPDATE "{kind}" SET {assignments} WHERE id = ?', [(*wrong.values(), row_id)])
        connection.exec_driver_sql(f"INSERT INTO {kind}_fts({kind}_fts) VALUES ('rebuild')")
        progress.check()
    connection.exec_driver_sql(
        "UPDATE product SET photo_count = (SELECT count(*) FROM product_photo WHERE product_id = product.id) "
        "WHERE photo_count <> (SELECT count(*) FROM product_photo WHERE product_id = product.id)"
    )

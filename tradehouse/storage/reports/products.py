"""The products that reports are about, where their makers are, and which of them changed."""

from collections.abc import Iterator
from typing import Final

from tradehouse.storage.reader import Reader

_LIVE: Final = "p.trashed_at IS NULL AND p.status IS NOT 'archived'"
_TOUCHED: Final = {
    "product": "SELECT id FROM product WHERE id = :row",
    "supplier": "SELECT id FROM product WHERE supplier_id = :row",
    "product_photo": "SELECT product_id FROM product_photo WHERE id = :row",
    "certification": "SELECT p.id FROM certification c JOIN product p ON p.supplier_id = c.supplier_id WHERE c.id = :row",
}
_EVERYTHING: Final = frozenset({"house", "setting", "certification_type", "certification_product", "photo"})
_MOST_TOUCHED: Final = 200


def latest_change(read: Reader) -> int:
    """Return the number of the latest change, 0 where there is none."""
    return int(read.exec_driver_sql("SELECT coalesce(max(id), 0) FROM change_set").scalar_one())


def photos_measured(read: Reader) -> int:
    """Return how many photos were measured."""
    return int(read.exec_driver_sql("SELECT count(*) FROM photo WHERE sharpness IS NOT NULL").scalar_one())


def products_touched(read: Reader, since: int) -> set[int] | None:
    """Return the products whose standing may have changed after a change; None where it may be any of them."""
    rows = read.exec_driver_sql(
        "SELECT DISTINCT table_name, row_id, operation, coalesce(before LIKE '%\"supplier_id\"%', 0) FROM change_row "
        "WHERE change_set_id > ? LIMIT ?",
        (since, _MOST_TOUCHED + 1),
    ).all()
    if len(rows) > _MOST_TOUCHED:
        return None
    found: set[int] = set()
    for table, row, operation, moved in rows:
        left = operation == "delete" or (moved and table == "certification")
        if table in _EVERYTHING or (table in _TOUCHED and left):
            return None
        if table in _TOUCHED:
            found.update(read.exec_driver_sql(_TOUCHED[table], {"row": row}).scalars())
            if table == "product":
                found.add(row)  # also one that is gone now
    return found


def products_placed(read: Reader) -> Iterator[tuple[int, str, str, str]]:
    """Yield the products that are neither archived nor in the trash, with kind, province and regency of their makers."""
    rows = read.exec_driver_sql(
        "SELECT p.id, coalesce(s.kind, ''), coalesce(s.province, ''), coalesce(s.regency, '') "
        f"FROM product p LEFT JOIN supplier s ON s.id = p.supplier_id WHERE {_LIVE} ORDER BY p.id"
    )
    yield from rows

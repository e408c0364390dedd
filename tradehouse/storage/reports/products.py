"""The products that a report is about."""

from array import array
from typing import Any

from tradehouse.domain.report_filters import Filters
from tradehouse.storage.reader import Reader


def products_of(read: Reader, filters: Filters) -> "array[int]":
    """Return the ids of the products that are neither archived nor in the trash, of suppliers that filters leave."""
    where, bound = ["p.trashed_at IS NULL", "p.status IS NOT 'archived'"], dict[str, Any]()
    for name in ("province", "regency", "kind"):
        if value := getattr(filters, name):
            where.append(f"s.{name} = :{name}")
            bound[name] = value
    rows = read.exec_driver_sql(
        f"SELECT p.id FROM product p LEFT JOIN supplier s ON s.id = p.supplier_id WHERE {' AND '.join(where)} ORDER BY p.id",
        bound,
    )
    return array("q", rows.scalars())

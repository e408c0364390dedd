"""Orders that came back on offers, as the store keeps them."""

from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal

from tradehouse.storage.offers import money_column, money_of
from tradehouse.storage.reader import Reader
from tradehouse.storage.work import Work


@dataclass(frozen=True, slots=True)
class StoredOrder:
    """One order without its lines; received_at is UTC, reference what the buyer calls it."""

    id: int
    code: str
    offer_id: int
    received_at: str
    file_name: str
    status: str
    remarks: str
    reference: str = ""


@dataclass(frozen=True, slots=True)
class StoredOrderLine:
    """One line: which line of the offer it answers, who makes it, how many base units at which price."""

    offer_line_id: int
    product_uid: str
    units: int
    price: Decimal | None
    remarks: str = ""


def insert_order(work: Work, values: dict[str, object], lines: Sequence[StoredOrderLine]) -> int:
    """Keep a new order with its lines, values by column; return its id."""
    order_id = work.insert("buyer_order", values)
    work.insert_many(
        "order_line",
        [
            {
                "order_id": order_id,
                "offer_line_id": line.offer_line_id,
                "position": position,
                "product_uid": line.product_uid,
                "units": line.units,
                "price": money_column(line.price),
                "remarks": line.remarks or None,
            }
            for position, line in enumerate(lines, start=1)
        ],
    )
    return order_id


_COLUMNS = "id, code, offer_id, received_at, file_name, status, coalesce(remarks, ''), coalesce(reference, '')"


def order_of(connection: Reader, order_id: int) -> StoredOrder | None:
    """Return one order, None where there is none."""
    row = connection.exec_driver_sql(f"SELECT {_COLUMNS} FROM buyer_order WHERE id = ?", (order_id,)).first()
    return None if row is None else StoredOrder(*row)


def order_by_code(connection: Reader, code: str) -> StoredOrder | None:
    """Return the order with this code, however it is capitalised."""
    sql = f"SELECT {_COLUMNS} FROM buyer_order WHERE code = ? COLLATE NOCASE"
    row = connection.exec_driver_sql(sql, (code,)).first()
    return None if row is None else StoredOrder(*row)


def orders_of(connection: Reader, offer_id: int | None = None) -> list[StoredOrder]:
    """Return the orders on an offer, or all of them, newest first."""
    sql = f"SELECT {_COLUMNS} FROM buyer_order WHERE ? IS NULL OR offer_id = ? ORDER BY id DESC"
    return [StoredOrder(*row) for row in connection.exec_driver_sql(sql, (offer_id, offer_id))]


def order_of_file(connection: Reader, sha256: str) -> StoredOrder | None:
    """Return the order that was made of a file with this content, None where it is new."""
    sql = f"SELECT {_COLUMNS} FROM buyer_order WHERE sha256 = ? AND status <> 'cancelled' ORDER BY id DESC LIMIT 1"
    row = connection.exec_driver_sql(sql, (sha256,)).first()
    return None if row is None else StoredOrder(*row)


def lines_of_order(connection: Reader, order_id: int) -> list[StoredOrderLine]:
    """Return the lines of an order in their order."""
    rows = connection.exec_driver_sql(
        "SELECT offer_line_id, product_uid, units, price, coalesce(remarks, '') FROM order_line "
        "WHERE order_id = ? ORDER BY position",
        (order_id,),
    )
    return [StoredOrderLine(row[0], row[1], row[2], money_of(row[3]), row[4]) for row in rows]


@dataclass(frozen=True, slots=True)
class OtherMaker:
    """A product of another supplier that is the same article: same group and variant, or same name."""

    uid: str
    code: str
    supplier: str
    capacity: int | None


def other_makers(connection: Reader, product_uid: str) -> list[OtherMaker]:
    """Return who else makes an article, the largest capacity first: products that share its group and variant, or
    its name where it has no group, from other suppliers.
    """
    rows = connection.exec_driver_sql(
        "SELECT o.uid, coalesce(o.code, ''), s.name, o.capacity_per_month FROM product p JOIN product o ON o.id <> p.id "
        "AND o.trashed_at IS NULL AND coalesce(o.supplier_id, 0) <> coalesce(p.supplier_id, 0) "
        "AND coalesce(o.variant, '') = coalesce(p.variant, '') "
        'AND CASE WHEN p."group" IS NOT NULL THEN o."group" = p."group" ELSE o.name_sort = p.name_sort END '
        "JOIN supplier s ON s.id = o.supplier_id WHERE p.uid = ? "
        "ORDER BY o.capacity_per_month DESC NULLS LAST, o.code_sort",
        (product_uid,),
    )
    return [OtherMaker(*row) for row in rows]

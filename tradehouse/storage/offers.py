"""The lines of issued lists, as the store keeps them."""

import json
from collections.abc import Sequence
from decimal import ROUND_HALF_UP, Decimal

from tradehouse.domain.offers import OfferLine
from tradehouse.storage.columns import MONEY_SCALE
from tradehouse.storage.reader import Reader
from tradehouse.storage.work import Work


def money_column(amount: Decimal | None) -> int | None:
    """Return an amount as the store keeps it, in ten-thousandths."""
    return None if amount is None else int((amount * MONEY_SCALE).quantize(Decimal(1), ROUND_HALF_UP))


def money_of(column: int | None) -> Decimal | None:
    """Return the amount that money_column kept."""
    return None if column is None else Decimal(column) / MONEY_SCALE


def insert_lines(work: Work, offer_id: int, lines: Sequence[OfferLine]) -> None:
    """Keep the lines of a new offer, in their order."""
    work.insert_many(
        "offer_line",
        [
            {
                "offer_id": offer_id,
                "position": position,
                "product_uid": line.product_uid,
                "code": line.code,
                "name": line.name,
                "unit": line.unit,
                "price": money_column(line.price),
                "second_quantity": line.second_quantity,
                "second_price": money_column(line.second_price),
                "price_revision": line.price_revision,
                "facts": json.dumps(dict(line.facts), ensure_ascii=False),
            }
            for position, line in enumerate(lines, start=1)
        ],
    )


def lines_of(connection: Reader, offer_id: int) -> list[tuple[int, OfferLine]]:
    """Return (id, line) of an offer's lines in their order."""
    rows = connection.exec_driver_sql(
        "SELECT id, product_uid, code, name, unit, price, second_quantity, second_price, price_revision, facts "
        "FROM offer_line WHERE offer_id = ? ORDER BY position",
        (offer_id,),
    )
    return [
        (
            row[0],
            OfferLine(
                product_uid=row[1],
                code=row[2],
                name=row[3],
                unit=row[4],
                price=money_of(row[5]),
                second_quantity=row[6],
                second_price=money_of(row[7]),
                price_revision=row[8],
                facts=json.loads(row[9]),
            ),
        )
        for row in rows
    ]


def offer_of_sheet(connection: Reader, sheet_id: str) -> int | None:
    """Return the offer that was issued as the file with this id, None where there is none."""
    found = connection.exec_driver_sql(
        "SELECT id FROM offer WHERE sheet_id = ? AND trashed_at IS NULL ORDER BY id DESC LIMIT 1", (sheet_id,)
    ).scalar()
    return None if found is None else int(found)


def last_quoted_to(connection: Reader, buyer_id: int) -> int | None:
    """Return the newest list at a delivery term that a buyer was sent and that was not withdrawn, None without one."""
    found = connection.exec_driver_sql(
        "SELECT id FROM offer WHERE buyer_id = ? AND trashed_at IS NULL AND status <> 'withdrawn' "
        "AND incoterm IS NOT NULL ORDER BY id DESC LIMIT 1",
        (buyer_id,),
    ).scalar()
    return None if found is None else int(found)


def revisions_of(connection: Reader, number: str) -> list[tuple[int, int]]:
    """Return (id, revision) of every offer under a number, the newest revision first."""
    rows = connection.exec_driver_sql(
        "SELECT id, revision FROM offer WHERE number = ? ORDER BY revision DESC, id DESC", (number,)
    )
    return [(row[0], row[1]) for row in rows]


def products_of(connection: Reader, offer_id: int) -> list[int]:
    """Return the ids of an offer's products in its order; those that are gone or in the trash are left out."""
    rows = connection.exec_driver_sql(
        "SELECT p.id FROM offer_line l JOIN product p ON p.uid = l.product_uid AND p.trashed_at IS NULL "
        "WHERE l.offer_id = ? ORDER BY l.position",
        (offer_id,),
    )
    return [row[0] for row in rows]

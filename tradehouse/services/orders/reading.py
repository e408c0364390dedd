"""Orders as they are kept, with what they come to; and how they stand."""

from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal
from typing import Final

from tradehouse.domain.errors import NotFound, UserError
from tradehouse.domain.fields import Choice, RecordKind
from tradehouse.domain.language import N_
from tradehouse.domain.offers import OfferLine
from tradehouse.domain.orders import OrderedLine, OrderTotals, ordered_at, totals
from tradehouse.domain.records import Record
from tradehouse.services.catalogue import Catalogue
from tradehouse.storage import offers as stored_offers
from tradehouse.storage import orders as stored
from tradehouse.storage import queries
from tradehouse.storage.orders import StoredOrder, StoredOrderLine
from tradehouse.storage.reader import Reader

STATUSES: Final = (
    Choice("draft", N_("Draft")),
    Choice("confirmed", N_("Confirmed")),
    Choice("cancelled", N_("Cancelled")),
)
"""How an order stands."""


@dataclass(frozen=True, slots=True)
class Order:
    """One order with its offer, its buyer's record where the catalogue has one, and its lines as the buyer sees them:
    makers that share a line are one line.
    """

    kept: StoredOrder
    offer: Record
    buyer: Record | None
    lines: tuple[OrderedLine, ...]

    @property
    def buyer_name(self) -> str:
        """The buyer as the offer names it."""
        return str(self.offer["buyer_name"] or (self.buyer["name"] if self.buyer else "") or "")

    @property
    def currency(self) -> str:
        """The currency of its amounts."""
        return str(self.offer["currency"])

    @property
    def totals(self) -> OrderTotals:
        """The sums over the lines."""
        return totals(self.lines)


def read_order(catalogue: Catalogue, order_id: int) -> Order:
    """Return one order. Raises NotFound."""
    with catalogue.database.reading() as read:
        kept = stored.order_of(read, order_id)
        if kept is None:
            raise NotFound("unknown_order", N_("There is no order with the number {id}."), id=order_id)
        return _order(read, kept)


def read_orders(catalogue: Catalogue, offer_id: int | None = None) -> list[Order]:
    """Return the orders on an offer, or all of them, newest first."""
    with catalogue.database.reading() as read:
        return [_order(read, kept) for kept in stored.orders_of(read, offer_id)]


def find_order(catalogue: Catalogue, code: str) -> int:
    """Return the id of the order with a code, however it is capitalised. Raises NotFound."""
    with catalogue.database.reading() as read:
        kept = stored.order_by_code(read, code.strip())
    if kept is None:
        raise NotFound("unknown_order", N_('There is no order "{found}". See the list of orders.'), found=code)
    return kept.id


def set_order_status(catalogue: Catalogue, order_id: int, status: str) -> int | None:
    """Let an order stand as one of STATUSES; return the change set, None where it stands so already.

    An offer whose last order is cancelled is answered, no longer ordered; one whose cancelled order lives again is
    ordered. Raises NotFound, UserError for what is no status.
    """
    choices = {choice.token: choice.label for choice in STATUSES}
    if status not in choices:
        raise UserError(
            "usage",
            N_('"{found}" is no status of an order. There is: {known}.'),
            found=status,
            known=", ".join(choices),
        )
    order = read_order(catalogue, order_id)
    if order.kept.status == status:
        return None
    label = N_("Order {code}: {status_msgid}")
    with catalogue.writing(label, code=order.kept.code, status_msgid=choices[status]) as work:
        work.update("buyer_order", order_id, {"status": status})
        alive = any(other.status != "cancelled" for other in stored.orders_of(work.connection, order.offer.id))
        stands = {True: ("answered", "ordered"), False: ("ordered", "answered")}[alive]
        if work.image(str(RecordKind.OFFER), order.offer.id)["status"] == stands[0]:
            work.update(str(RecordKind.OFFER), order.offer.id, {"status": stands[1]})
    return work.recorder.change_set_id


def _order(read: Reader, kept: StoredOrder) -> Order:
    offer = queries.record(read, RecordKind.OFFER, kept.offer_id)
    buyers = queries.records(read, RecordKind.BUYER, [offer["buyer"].id]) if offer["buyer"] else []
    offered = dict(stored_offers.lines_of(read, kept.offer_id))
    lines = _as_ordered(stored.lines_of_order(read, kept.id), offered, str(offer["currency"]))
    return Order(kept, offer, buyers[0] if buyers else None, lines)


def _as_ordered(
    lines: Sequence[StoredOrderLine], offered: dict[int, OfferLine], currency: str
) -> tuple[OrderedLine, ...]:
    """Return lines with those of one article at one price as one, in the order of the first of each."""
    units: dict[tuple[int, Decimal | None], int] = {}
    for line in lines:
        key = (line.offer_line_id, line.price)
        units[key] = units.get(key, 0) + line.units
    return tuple(ordered_at(offered[line_id], count, price, currency) for (line_id, price), count in units.items())

"""From a plan to a draft order: one unit of work, one undo."""

from dataclasses import dataclass

from tradehouse.domain.errors import UserError
from tradehouse.domain.fields import RecordKind
from tradehouse.domain.language import N_
from tradehouse.domain.orders import OrderTotals
from tradehouse.services.catalogue import Catalogue
from tradehouse.services.offers.returned import Finding
from tradehouse.services.orders.planning import OrderPlan, PlannedLine, Share
from tradehouse.storage.codes import next_codes
from tradehouse.storage.house import catalogue_prefix
from tradehouse.storage.orders import StoredOrderLine, insert_order
from tradehouse.storage.recorder import utc_now

_PREFIX = "ORD"


@dataclass(frozen=True, slots=True)
class OrderReport:
    """What became of a returned list. order_id is None where it ordered nothing new."""

    order_id: int | None
    code: str
    totals: OrderTotals
    findings: tuple[Finding, ...]
    change_set: int | None


def apply_order(catalogue: Catalogue, plan: OrderPlan) -> OrderReport:
    """Make the draft order of a plan. The same file orders once: the second time nothing is written.

    Raises UserError where nothing is ordered, StorageProblem.
    """
    if plan.already:
        return OrderReport(None, plan.already, plan.totals, tuple(plan.findings), None)
    if not plan.lines:
        raise UserError(
            "nothing_ordered",
            N_('"{file}" orders nothing: its yellow column is empty. No order was made.'),
            file=plan.path.name,
        )
    buyer = str(plan.offer["buyer_name"] or plan.form.buyer)
    with catalogue.writing(N_("Order of {buyer} on {offer}"), buyer=buyer or "?", offer=plan.offer["code"]) as work:
        code = next_codes(work.connection, catalogue_prefix(work.connection) + _PREFIX, 1)[0]
        order_id = insert_order(
            work,
            {
                "code": code,
                "offer_id": plan.offer.id,
                "received_at": utc_now(),
                "file_name": plan.path.name,
                "sha256": plan.sha256,
                "status": "draft",
                "reference": plan.reference.strip() or None,
                "remarks": "\n".join(str(finding.message) for finding in plan.findings) or None,
            },
            [
                StoredOrderLine(line.offer_line_id, share.product_uid, share.units, line.ordered.price, line.remarks)
                for line in plan.lines
                for share in shares_of(line)
            ],
        )
        if plan.offer["status"] in {"issued", "answered"}:
            work.update(str(RecordKind.OFFER), plan.offer.id, {"status": "ordered"})
    return OrderReport(order_id, code, plan.totals, tuple(plan.findings), work.recorder.change_set_id)


def shares_of(line: PlannedLine) -> tuple[Share, ...]:
    """Return who delivers a line: as decided, else the maker that offered it."""
    own = line.ordered.line
    return line.shares or (Share(own.product_uid, own.code, "", line.ordered.units),)

"""The plan of a returned order form: what is ordered, and everything that differs from what was offered."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from datetime import UTC, date, datetime
from decimal import Decimal
from pathlib import Path
from typing import Final

from tradehouse.domain.cells import Cell, CellError, Unreadable, is_blank
from tradehouse.domain.display import Day, Figure
from tradehouse.domain.errors import UnusableFile
from tradehouse.domain.language import N_, Message
from tradehouse.domain.numbers import number_from_cell
from tradehouse.domain.offers import OfferLine
from tradehouse.domain.orders import OrderedLine, OrderTotals, carton_of_line, ordered, totals, units_ordered
from tradehouse.domain.progress import Progress
from tradehouse.domain.text import fold
from tradehouse.exchange.order_forms import PRICE_REVISION, ReturnedForm, ReturnedRow, read_form
from tradehouse.photos.store import content_hash
from tradehouse.services.catalogue import Catalogue
from tradehouse.services.offers.returned import Answer, Finding, Returned, about, read_quantity, read_returned
from tradehouse.storage import orders as stored
from tradehouse.storage.orders import OtherMaker

ORDER_COLUMN: Final = "order"
OTHER_TERMS: Final = ("price_b", "price_c")
"""The columns of the second and third delivery term."""


@dataclass(frozen=True, slots=True)
class Share:
    """The part of a line that one maker delivers, in base units."""

    product_uid: str
    code: str
    supplier: str
    units: int


@dataclass(slots=True)
class PlannedLine:
    """One line that is ordered. quantity is as typed, in the form's order unit. shares say who delivers how much;
    makers are others who make the same article.
    """

    row: int
    offer_line_id: int
    quantity: int
    ordered: OrderedLine
    remarks: str = ""
    shares: tuple[Share, ...] = ()
    makers: tuple[OtherMaker, ...] = ()

    @property
    def capacity(self) -> int | None:
        """What the maker offered per month, in base units."""
        found = self.ordered.line.facts.get("capacity_per_month")
        return int(found) if found else None

    @property
    def over_capacity(self) -> bool:
        """Whether more is ordered than the maker can make in a month."""
        return self.capacity is not None and self.ordered.units > self.capacity


@dataclass(slots=True)
class OrderPlan(Returned):
    """What a returned form orders. already is the order that was made of this very file before; reference is what the
    buyer calls the order, where somebody says it.
    """

    sha256: str = ""
    lines: list[PlannedLine] = field(default_factory=list)
    already: str = ""
    reference: str = ""

    @property
    def totals(self) -> OrderTotals:
        """The sums over the lines."""
        return totals(line.ordered for line in self.lines)


def plan_order(
    catalogue: Catalogue, path: Path, progress: Progress | None = None, form: ReturnedForm | None = None
) -> OrderPlan:
    """Compare a returned list with the offer that it was. Nothing is written. form is the file where it was read.

    Raises UnusableFile where it is no list of ours, where the ledger does not know it, or where it has no column to
    order in any more; Cancelled.
    """
    form = form or read_form(path, progress or Progress())
    with catalogue.database.reading() as read:
        plan = read_returned(read, OrderPlan, path, form)
        if not plan.form.has(ORDER_COLUMN):
            raise UnusableFile(
                "no_order_column",
                N_('"{file}" has no column to order in any more. Ask the buyer for the file with its yellow column.'),
                file=path.name,
            )
        plan.sha256 = content_hash(path.read_bytes())
        known = stored.order_of_file(read, plan.sha256)
        plan.already = known.code if known else ""
        plan.findings += _of_terms(plan)
        for answer in plan.answers:
            _read_row(plan, answer)
        for line in plan.lines:
            line.makers = tuple(stored.other_makers(read, line.ordered.line.product_uid)) if line.over_capacity else ()
        plan.findings += [finding for line in plan.lines for finding in _of_line(line)]
    plan.findings.sort(key=lambda finding: finding.row)
    return plan


def share_out(line: PlannedLine) -> tuple[Share, ...]:
    """Return how a line could be split among the makers of its article: each up to its capacity, in whole cartons,
    the offered one first; what nobody has the capacity for stays with the first.
    """
    own = line.ordered.line
    step = carton_of_line(own).quantity or 1
    left = line.ordered.units
    found: list[Share] = []
    candidates = [(own.product_uid, own.code, "", line.capacity or left)]
    candidates += [(maker.uid, maker.code, maker.supplier, maker.capacity or 0) for maker in line.makers]
    for uid, code, supplier, capacity in candidates:
        units = min(left, capacity // step * step)
        if units > 0:
            found.append(Share(uid, code, supplier, units))
            left -= units
    if left and found:
        first = found[0]
        found[0] = Share(first.product_uid, first.code, first.supplier, first.units + left)
    return tuple(found) or (Share(own.product_uid, own.code, "", line.ordered.units),)


# --- what differs ---------------------------------------------------------------------------------------------------


def _of_terms(returned: Returned) -> Iterator[Finding]:
    offer, form = returned.offer, returned.form
    until: date | None = offer["valid_until"]
    if until is not None and until < datetime.now(UTC).astimezone().date():
        text = N_("The prices of the list were valid until {date}.")
        yield Finding(0, "expired", "file", Message(text, {"date": Day(until)}))
    sent_to = str(offer["buyer_name"] or "")
    if form.buyer and sent_to and fold(form.buyer) != fold(sent_to):
        text = N_("The list was sent to {sent_to}, but names {found} as the buyer.")
        yield Finding(0, "other_buyer", "file", Message(text, {"sent_to": sent_to, "found": form.buyer}))


def _read_row(plan: OrderPlan, answer: Answer) -> None:
    row, line = answer.row, answer.line
    plan.findings += _of_row(row, line)
    unit = Message(N_("cartons")) if carton_of_line(line).quantity else line.unit
    quantity = read_quantity(plan, answer, ORDER_COLUMN, unit)
    if not quantity:
        return
    if answer.repeated:
        text = N_("{code} stands in the list more than once; each row counts.")
        plan.findings.append(about(row.row, "twice", line, text))
    taken = ordered(line, units_ordered(line, quantity), str(plan.offer["currency"]))
    plan.lines.append(PlannedLine(row.row, answer.line_id, quantity, taken, row.text("buyer_remarks")))


def _of_row(row: ReturnedRow, line: OfferLine) -> Iterator[Finding]:
    """Yield what a buyer changed in a row."""
    if row.text(PRICE_REVISION) and row.text(PRICE_REVISION) != line.price_revision:
        yield about(row.row, "other_revision", line, N_("{code}: the row is of another revision of the prices."))
    offered_at = dict(
        zip(("price", "price2", *OTHER_TERMS), (line.price, line.second_price, *line.other_prices), strict=False)
    )
    for key, offered in offered_at.items():
        if key not in row.cells:
            continue
        found = _amount(row.cells[key])
        if found is not None and (offered is None or found != offered.quantize(Decimal("0.0001"))):
            text = N_("{code}: the buyer changed the price from {offered} to {found}; the offered one counts.")
            shown = Message(N_("none")) if offered is None else Figure(offered)
            yield about(row.row, "price_changed", line, text, offered=shown, found=Figure(found))


def _amount(cell: Cell) -> Decimal | None:
    if cell is None or isinstance(cell, CellError) or is_blank(cell):
        return None
    try:
        return number_from_cell(cell).quantize(Decimal("0.0001"))
    except Unreadable:
        return None


def _of_line(planned: PlannedLine) -> Iterator[Finding]:
    """Yield what is odd about a line that is ordered."""
    line, units = planned.ordered.line, planned.ordered.units
    facts: Mapping[str, object] = line.facts
    moq = int(str(facts.get("moq") or 0))
    if moq and units < moq:
        text = N_("{code}: {units} {unit} are fewer than the minimum order of {moq}.")
        yield about(planned.row, "below_moq", line, text, units=Figure(units), unit=line.unit, moq=Figure(moq))
    if planned.over_capacity:
        text = (
            N_("{code}: {units} {unit} are more than the {capacity} that its maker makes in a month. {count} others make the same.")
            if planned.makers
            else N_("{code}: {units} {unit} are more than the {capacity} that its maker makes in a month.")
        )  # fmt: skip
        yield about(
            planned.row, "over_capacity", line, text,
            units=Figure(units), unit=line.unit, capacity=Figure(planned.capacity or 0), count=len(planned.makers),
        )  # fmt: skip
    if planned.ordered.price is None:
        yield about(planned.row, "no_price", line, N_("{code}: it had no price in the list."))

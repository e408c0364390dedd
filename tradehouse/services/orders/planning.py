"""The plan of a returned order form: what is ordered, and everything that differs from what was offered."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import UTC, date, datetime
from decimal import Decimal
from pathlib import Path
from typing import Final, Literal, TypeAlias

from tradehouse.domain.cells import Cell, CellError, Unreadable, cell_text, is_blank
from tradehouse.domain.errors import UnusableFile
from tradehouse.domain.fields import RecordKind
from tradehouse.domain.language import N_, Message
from tradehouse.domain.numbers import number_from_cell
from tradehouse.domain.offers import OfferLine
from tradehouse.domain.orders import OrderedLine, OrderTotals, carton_of_line, ordered, totals, units_ordered
from tradehouse.domain.progress import Progress
from tradehouse.domain.records import Record
from tradehouse.domain.text import fold
from tradehouse.exchange.order_forms import PRICE_REVISION, PRODUCT_ID, SHEET_ID, ReturnedForm, ReturnedRow, read_form
from tradehouse.photos.store import content_hash
from tradehouse.services.catalogue import Catalogue
from tradehouse.storage import offers as stored_offers
from tradehouse.storage import orders as stored
from tradehouse.storage import queries
from tradehouse.storage.orders import OtherMaker
from tradehouse.storage.reader import Reader

ORDER_COLUMN: Final = "order"
MOST_ORDERED: Final = 9_999_999
Severity: TypeAlias = Literal["error", "warning"]


@dataclass(frozen=True, slots=True)
class Finding:
    """Something to know about a line (row 0: about the file). An error keeps the line out of the order."""

    row: int
    code: str
    kind: str
    message: Message
    severity: Severity = "warning"


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
class OrderPlan:
    """What a returned form orders. already is the order that was made of this very file before; reference is what the
    buyer calls the order, where somebody says it.
    """

    path: Path
    sha256: str
    form: ReturnedForm
    offer: Record
    lines: list[PlannedLine]
    findings: list[Finding]
    already: str = ""
    reference: str = ""
    struck: tuple[OfferLine, ...] = field(default=())

    @property
    def totals(self) -> OrderTotals:
        """The sums over the lines."""
        return totals(line.ordered for line in self.lines)

    def findings_of(self, row: int) -> list[Finding]:
        """Return what is to be said about one row; 0 for the file."""
        return [finding for finding in self.findings if finding.row == row]


def plan_order(catalogue: Catalogue, path: Path, progress: Progress | None = None) -> OrderPlan:
    """Compare a returned list with the offer that it was. Nothing is written.

    Raises UnusableFile where it is no list of ours, where the ledger does not know it, or where it has no column to
    order in any more; Cancelled.
    """
    form = read_form(path, progress or Progress())
    with catalogue.database.reading() as read:
        offer_id = stored_offers.offer_of_sheet(read, form.sheet_id) if form.sheet_id else None
        if offer_id is None:
            raise UnusableFile(
                "unknown_offer",
                N_('"{file}" is a list of a house, but not one in the ledger of this catalogue (reference {reference}). Open the catalogue that it was sent from.'),
                file=path.name,
                reference=form.facts.get("reference") or "?",
            )  # fmt: skip
        if not form.has(ORDER_COLUMN):
            raise UnusableFile(
                "no_order_column",
                N_('"{file}" has no column to order in any more. Ask the buyer for the file with its yellow column.'),
                file=path.name,
            )
        offer = queries.record(read, RecordKind.OFFER, offer_id)
        sha256 = content_hash(path.read_bytes())
        known = stored.order_of_file(read, sha256)
        plan = OrderPlan(path, sha256, form, offer, [], [], known.code if known else "")
        plan.findings += _of_file(read, form, offer)
        _read_rows(plan, stored_offers.lines_of(read, offer_id))
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


# --- the file -------------------------------------------------------------------------------------------------------


def _of_file(read: Reader, form: ReturnedForm, offer: Record) -> Iterator[Finding]:
    def say(code: str, msgid: str, **values: object) -> Finding:
        return Finding(0, code, "file", Message(msgid, values))

    if form.missing:
        headings = ", ".join(form.missing)
        yield say("columns_missing", N_("These columns were deleted from the list: {headings}."), headings=headings)
    newest = stored_offers.revisions_of(read, str(offer["number"]))
    if newest and newest[0][0] != offer.id:
        text = N_("The list is revision {revision}; the newest one is revision {newest}. Its prices may differ.")
        yield say("old_revision", text, revision=offer["revision"], newest=newest[0][1])
    until: date | None = offer["valid_until"]
    if until is not None and until < datetime.now(UTC).astimezone().date():
        yield say("expired", N_("The prices of the list were valid until {date}."), date=until.isoformat())
    sent_to = str(offer["buyer_name"] or "")
    if form.buyer and sent_to and fold(form.buyer) != fold(sent_to):
        text = N_("The list was sent to {sent_to}, but names {found} as the buyer.")
        yield say("other_buyer", text, sent_to=sent_to, found=form.buyer)


# --- the rows -------------------------------------------------------------------------------------------------------


def _read_rows(plan: OrderPlan, offered: Sequence[tuple[int, OfferLine]]) -> None:
    by_uid = {line.product_uid: (line_id, line) for line_id, line in offered}
    by_code = {line.code.casefold(): (line_id, line) for line_id, line in offered if line.code}
    seen: set[str] = set()
    for row in plan.form.rows:
        uid = row.text(PRODUCT_ID)
        found = by_uid.get(uid) or (None if uid else by_code.get(row.text("code").casefold()))
        if found is None:
            plan.findings.append(_foreign(row))
            continue
        line_id, line = found
        twice = line.product_uid in seen
        seen.add(line.product_uid)
        plan.findings += _of_row(plan, row, line)
        quantity = _quantity(plan, row, line)
        if quantity:
            if twice:
                text = N_("{code} stands in the list more than once; each row counts.")
                plan.findings.append(_finding(row.row, "twice", line, text))
            units = units_ordered(line, quantity)
            taken = ordered(line, units, str(plan.offer["currency"]))
            plan.lines.append(PlannedLine(row.row, line_id, quantity, taken, row.text("buyer_remarks")))
    plan.struck = tuple(line for _, line in offered if line.product_uid not in seen)
    for line in plan.struck:
        text = N_("{code} {name} was struck from the list.")
        plan.findings.append(_finding(0, "struck", line, text, name=line.name))


def _foreign(row: ReturnedRow) -> Finding:
    name = " ".join(part for part in (row.text("code"), row.text("name")) if part)
    text = N_('The row "{name}" was not in the list that was sent, and is not ordered.')
    return Finding(row.row, "foreign_row", "line", Message(text, {"name": name}), "error")


def _finding(
    row: int, code: str, line: OfferLine, msgid: str, /, severity: Severity = "warning", **values: object
) -> Finding:
    return Finding(row, code, "line", Message(msgid, {"code": line.code, **values}), severity)


def _quantity(plan: OrderPlan, row: ReturnedRow, line: OfferLine) -> int:
    """Return the whole quantity of a row, 0 where nothing is ordered or where it cannot be read, which is said."""
    cell = row.cells.get(ORDER_COLUMN)
    if cell is None or (not isinstance(cell, CellError) and is_blank(cell)):
        return 0
    try:
        number = number_from_cell(cell)
    except Unreadable:
        text = N_('{code}: "{found}" is not a quantity, so nothing is ordered of it.')
        plan.findings.append(_finding(row.row, "text_quantity", line, text, "error", found=_shown(cell)))
        return 0
    if number < 0 or number > MOST_ORDERED:
        text = N_("{code}: {found} cannot be ordered.")
        plan.findings.append(_finding(row.row, "odd_quantity", line, text, "error", found=_shown(cell)))
        return 0
    if number != number.to_integral_value():
        text = N_("{code}: {found} is no whole number of {unit}, so nothing is ordered of it.")
        unit = Message(N_("cartons")) if carton_of_line(line).quantity else line.unit
        plan.findings.append(_finding(row.row, "broken_quantity", line, text, "error", found=_shown(cell), unit=unit))
        return 0
    return int(number)


def _shown(cell: Cell) -> str:
    return str(cell) if isinstance(cell, CellError) or cell is None else cell_text(cell)


def _of_row(plan: OrderPlan, row: ReturnedRow, line: OfferLine) -> Iterator[Finding]:
    """Yield what a buyer changed in a row."""
    told = row.text(SHEET_ID)
    if told and told != plan.form.sheet_id:
        yield _finding(row.row, "other_list", line, N_("{code}: the row was copied from another list."))
    if row.text(PRICE_REVISION) and row.text(PRICE_REVISION) != line.price_revision:
        yield _finding(row.row, "other_revision", line, N_("{code}: the row is of another revision of the prices."))
    for key, offered in (("price", line.price), ("price2", line.second_price)):
        if key not in row.cells:
            continue
        found = _amount(row.cells[key])
        if found is not None and (offered is None or found != offered.quantize(Decimal("0.0001"))):
            text = N_("{code}: the buyer changed the price from {offered} to {found}; the offered one counts.")
            shown = Message(N_("none")) if offered is None else f"{offered.normalize():f}"
            yield _finding(row.row, "price_changed", line, text, offered=shown, found=f"{found.normalize():f}")


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
        yield _finding(planned.row, "below_moq", line, text, units=units, unit=line.unit, moq=moq)
    if planned.over_capacity:
        text = (
            N_("{code}: {units} {unit} are more than the {capacity} that its maker makes in a month. {count} others make the same.")
            if planned.makers
            else N_("{code}: {units} {unit} are more than the {capacity} that its maker makes in a month.")
        )  # fmt: skip
        yield _finding(
            planned.row, "over_capacity", line, text,
            units=units, unit=line.unit, capacity=planned.capacity, count=len(planned.makers),
        )  # fmt: skip
    if planned.ordered.price is None:
        yield _finding(planned.row, "no_price", line, N_("{code}: it had no price in the list."))

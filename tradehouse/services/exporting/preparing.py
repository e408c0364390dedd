"""What is settled before a document is written: its terms, its products, what is left out, its place in the ledger."""

from array import array
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace
from decimal import Decimal
from pathlib import Path
from typing import Any

from tradehouse.domain.display import Day, Figure
from tradehouse.domain.errors import UserError
from tradehouse.domain.fields import RecordKind
from tradehouse.domain.language import N_, Message
from tradehouse.domain.offer_changes import RATE_MOVED
from tradehouse.domain.offering import CellValue
from tradehouse.domain.offers import OfferLine
from tradehouse.domain.pricing import export_price
from tradehouse.domain.progress import Progress
from tradehouse.domain.query import Query, Term
from tradehouse.domain.records import Record
from tradehouse.exchange.layouts import Layout
from tradehouse.exchange.whole_files import Settle
from tradehouse.services import browsing
from tradehouse.services.catalogue import Catalogue
from tradehouse.services.exporting.gating import decide, lacking
from tradehouse.services.exporting.options import MARK, ExportOptions, ExportReport, Remark
from tradehouse.services.exporting.product_rows import PAGE, Seen, remark
from tradehouse.services.exporting.terms import Terms, document_facts, house_name, rate_matters, settle
from tradehouse.services.house import TradingTerms, read_house, read_trading_terms
from tradehouse.services.house_logo import logo_jpeg
from tradehouse.services.offers.ledger import ISSUED_LABEL, Place, last_offer, record_offer, take_place
from tradehouse.storage import queries
from tradehouse.storage.reader import Reader


@dataclass(frozen=True, slots=True)
class Prepared:
    """A document before it is written: what it says of itself (facts) and which products go in.

    place is its number in the ledger of offers where it is issued; logo a JPEG.
    """

    terms: Terms
    usual: TradingTerms
    house: Mapping[str, Any]
    facts: dict[str, CellValue]
    chosen: Sequence[int]
    left_out: tuple[Remark, ...] = ()
    unready: tuple[Remark, ...] = ()
    place: Place | None = None
    logo: bytes | None = None

    def report(
        self, out: Path, photos: int, seen: Seen, warnings: Sequence[Message], issued: Sequence[int] = ()
    ) -> ExportReport:
        """Return what was written to out; issued holds the id of the offer that it became, if it did."""
        layout = self.terms.layout
        return ExportReport(
            path=out,
            layout=layout.name,
            rows=len(self.chosen),
            photos=photos,
            left_out=self.left_out,
            unpriced=tuple(seen.unpriced),
            photo_problems=tuple(seen.photo_problems),
            gaps=tuple(seen.gaps),
            unready=(*self.unready, *seen.unready),
            warnings=tuple(warnings),
            reference=self.terms.reference if layout.lists_goods else "",
            offer_id=issued[0] if issued else None,
        )

    def warnings(self, options: ExportOptions, seen: Seen) -> list[Message]:
        """Return what the person who sends the document should know of its prices and certificates."""
        return _warnings(self.terms, options, seen, named=bool(house_name(self.house, self.terms.language)))


def prepare(catalogue: Catalogue, read: Reader, layout: Layout, options: ExportOptions, progress: Progress) -> Prepared:
    """Settle a document of a layout. Raises UserError where the options make no sense, NotFound for its buyer."""
    usual, house = read_trading_terms(catalogue), read_house(catalogue)
    terms = settle(options, layout, usual, house, buyer_of(catalogue, options))
    terms = replace(terms, last=last_offer(read, terms, options.revises))
    chosen, left_out = choose(read, layout, options)
    unready: list[Remark] = []
    if layout.gate and options.unready != MARK:  # where they are marked, they are asked while they are written
        unready = list(lacking(read, chosen, layout, usual, terms.market, progress))
        chosen, left_out, unready = decide(options, chosen, left_out, unready)
    _check_rate(read, terms, chosen)
    # A list of nothing is no offer, so it takes no number.
    place = take_place(catalogue, options.revises) if chosen and _is_issued(catalogue, layout, options) else None
    if place is not None:
        terms = replace(terms, number=place.number, revision=place.revision)
    facts = document_facts(terms, options, usual, house)
    facts["row_count"] = len(chosen)
    logo = logo_jpeg(catalogue, read) if layout.lists_goods else None
    return Prepared(terms, usual, house, facts, chosen, tuple(left_out), tuple(unready), place, logo)


def keeping(
    catalogue: Catalogue,
    ready: Prepared,
    lines: Sequence[OfferLine],
    out: Path,
    issued: list[int],
    then: Callable[[], None] | None = None,
) -> Settle:
    """Return how the finished file goes to its place, with its entry in the ledger where it is issued and with what
    must happen then: where one of them fails, none has happened. lines may still be growing; issued gets the offer's
    id.
    """
    terms, place = ready.terms, ready.place

    def put(put_in_place: Callable[[], None]) -> None:
        put_in_place()
        if then is not None:
            then()

    if place is None:
        return put

    def put_and_keep(put_in_place: Callable[[], None]) -> None:
        with catalogue.writing(ISSUED_LABEL, reference=terms.reference) as work:
            issued.append(record_offer(work, terms, place, lines, out.name, ready.facts))
            put(put_in_place)

    return put_and_keep


def _check_rate(read: Reader, terms: Terms, chosen: Sequence[int]) -> None:
    """Raise UserError where products are priced from their cost and nobody said what the currency is worth."""
    basis = terms.basis
    if not terms.layout.quotes or basis.rupiah_per_unit is not None:
        return
    unpriced = 0
    for start in range(0, len(chosen), PAGE):
        for product in queries.records(read, RecordKind.PRODUCT, chosen[start : start + PAGE]):
            fixed = export_price(product.values, basis, terms.layout.currency).amount is not None
            unpriced += not fixed and bool(product["cost_idr"])
    if unpriced:
        raise UserError(
            "no_rate",
            N_("There is no exchange rate for {currency}, so {count} of {total} products would have no price. Say what 1 {currency} is in rupiah, for this list or in the settings."),
            currency=basis.currency,
            count=unpriced,
            total=len(chosen),
        )  # fmt: skip


def _is_issued(catalogue: Catalogue, layout: Layout, options: ExportOptions) -> bool:
    """Return whether the list goes into the ledger; a catalogue that another PC has open cannot take it in."""
    wanted = layout.issued if options.issue is None else options.issue
    return wanted and layout.lists_goods and not catalogue.read_only


def buyer_of(catalogue: Catalogue, options: ExportOptions) -> Record | None:
    """Return the buyer's record that the options name. Raises NotFound."""
    return None if options.buyer_id is None else browsing.record(catalogue, RecordKind.BUYER, options.buyer_id)


def choose(read: Reader, layout: Layout, options: ExportOptions) -> tuple[Sequence[int], list[Remark]]:
    """Return the ids of the products to write, and those left out: archived ones are offered to nobody."""
    query = options.query or Query()
    if options.ids is None:
        ids = queries.find_ids(read, RecordKind.PRODUCT, query)
    else:
        alive = frozenset(queries.find_ids(read, RecordKind.PRODUCT, Query()))
        ids = array("q", [i for i in dict.fromkeys(options.ids) if i in alive])
    if not layout.lists_goods:
        return ids, []
    archived = frozenset(
        queries.find_ids(read, RecordKind.PRODUCT, Query(terms=(Term("status", frozenset({"archived"})),)))
    )
    gone = [i for i in ids if i in archived]
    reason = Message(N_("It is archived."))
    left_out = [remark(product, reason) for product in queries.records(read, RecordKind.PRODUCT, gone)]
    return array("q", [i for i in ids if i not in archived]), left_out


def _warnings(terms: Terms, options: ExportOptions, seen: Seen, *, named: bool) -> list[Message]:
    if not terms.layout.lists_goods:
        return []
    found: list[Message] = []

    def say(msgid: str, **values: object) -> None:
        found.append(Message(msgid, values))

    if not named and terms.layout.for_buyers:
        say(N_("The house has no name yet, so the head of the list has none. Fill in the house data."))
    rate = terms.basis.rate
    if seen.computed_prices:
        margin = terms.basis.margin or Decimal(0)
        if options.margin is None:
            theirs = terms.buyer is not None and terms.buyer["margin"] is not None and terms.layout.for_buyers
            msgid = N_("{count} prices are worked out with the margin of {margin} % that is kept for this buyer.") if theirs else N_("{count} prices are worked out with the house's usual margin of {margin} %.")  # fmt: skip
            say(msgid, count=seen.computed_prices, margin=Figure(margin * 100))
        if options.rate is None and rate and rate_matters(terms):
            say(N_("The exchange rate is the one kept in the house: {rate} rupiah for 1 {currency}, of {date}."), rate=Figure(rate.idr), currency=terms.basis.currency, date=Day(rate.on))  # fmt: skip
        if terms.incoterm != "EXW" and not terms.costing.steps:
            say(N_("Prices worked out from cost hold no transport and handling up to {incoterm} beyond the margin."), incoterm=terms.incoterm)  # fmt: skip
    found += _since_last(terms, options, seen)
    if seen.old_costs:
        say(N_("{count} prices come from a cost that is more than half a year old."), count=seen.old_costs)
    if seen.lapsed:
        say(N_("{count} certificates are not in force today and were not named."), count=len(seen.lapsed))
    return found


def _since_last(terms: Terms, options: ExportOptions, seen: Seen) -> list[Message]:
    """Return what differs from the list that the buyer has, and how far the rate has moved since."""
    last, rate = terms.last, terms.basis.rate
    if last is None:
        return []
    changes = last.changes(seen.lines)
    if options.revises is None:
        changes = [change for change in changes if change.after is not None]
    found = []
    if changes or options.revises is not None:
        text = N_("Lines that are new or changed since {offer}: {count}.")
        found.append(Message(text, {"offer": last.code, "count": len(changes)}))
    if rate is not None and last.rate and seen.computed_prices:
        moved = rate.idr / last.rate - 1
        if abs(moved) > RATE_MOVED:
            text = N_("The rate of {currency} has moved by {percent} % since {offer}: {before} → {after} rupiah.")
            values = {"percent": Figure(moved * 100, 1), "before": Figure(last.rate), "after": Figure(rate.idr)}  # fmt: skip
            found.append(Message(text, {"currency": terms.basis.currency, "offer": last.code, **values}))
    return found

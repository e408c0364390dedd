"""The ledger of offers: what was issued to whom, on which terms and at which prices. What is in it no longer changes."""

import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, Final

from tradehouse.domain.fields import RecordKind
from tradehouse.domain.language import N_
from tradehouse.domain.offer_changes import LastOffer
from tradehouse.domain.offers import OfferLine
from tradehouse.domain.pricing import HOME_CURRENCY
from tradehouse.services import browsing
from tradehouse.services.catalogue import Catalogue
from tradehouse.storage import offers as stored
from tradehouse.storage import queries
from tradehouse.storage.codes import next_codes
from tradehouse.storage.house import catalogue_prefix
from tradehouse.storage.reader import Reader
from tradehouse.storage.work import Work

if TYPE_CHECKING:
    from tradehouse.services.exporting.terms import Terms

_PREFIX: Final = "PNW"
ISSUED_LABEL: Final = N_("Offer {reference} issued")


@dataclass(frozen=True, slots=True)
class Place:
    """The place of a list in the ledger, known before it is written: its number, and which revision it is of it."""

    number: str
    revision: int = 1
    replaces: int | None = None


def take_place(catalogue: Catalogue, revises: int | None) -> Place:
    """Return the place of a list that is to be issued: a new number, or the next revision of the offer it replaces.

    A number that is then not used is not given again. Raises NotFound.
    """
    if revises is None:
        with catalogue.writing(N_("Number of an offer")) as work:
            return Place(next_codes(work.connection, catalogue_prefix(work.connection) + _PREFIX, 1)[0])
    old = browsing.record(catalogue, RecordKind.OFFER, revises)
    with catalogue.database.reading() as read:
        known = stored.revisions_of(read, str(old["number"]))
    return Place(str(old["number"]), max((revision for _, revision in known), default=0) + 1, revises)


def record_offer(
    work: Work, terms: "Terms", place: Place, lines: Sequence[OfferLine], file_name: str, facts: Mapping[str, Any]
) -> int:
    """Keep a list as it is issued; return the offer's id. facts are what the document says about itself."""
    rate = terms.basis.rate if terms.basis.currency != HOME_CURRENCY else None
    code = place.number if place.revision == 1 else f"{place.number}-R{place.revision}"
    title = terms.layout.title.text(terms.language)
    offer_id = work.insert(
        str(RecordKind.OFFER),
        {
            "code": code,
            "name": " – ".join(part for part in (title, str(facts.get("event") or "")) if part) or file_name,
            "buyer": terms.buyer.id if terms.buyer else None,
            "buyer_name": terms.buyer_name or None,
            "number": place.number,
            "revision": place.revision,
            "issued": terms.issued,
            "valid_until": terms.valid_until,
            "layout": terms.layout.name,
            "language": terms.language,
            "currency": terms.basis.currency,
            "rate": rate.idr if rate else None,
            "rate_date": rate.on if rate else None,
            "margin": terms.basis.margin * 100 if terms.basis.margin is not None else None,
            "incoterm": terms.incoterm if terms.layout.quotes else None,
            "place": terms.place if terms.layout.quotes else None,
            "payment_terms": terms.payment or None,
            "minimum_order": facts.get("minimum_order"),
            "lead_time_basis": facts.get("lead_time_basis"),
            "costs": json.dumps([step.plain() for step in terms.costing.steps]) if terms.costing.steps else None,
            "sheet_id": terms.sheet_id,
            "file_name": file_name,
            "status": "issued",
        },
    )
    stored.insert_lines(work, offer_id, lines)
    if place.replaces is not None and work.image(str(RecordKind.OFFER), place.replaces)["status"] == "issued":
        work.update(str(RecordKind.OFFER), place.replaces, {"status": "replaced"})
    return offer_id


def last_offer(read: Reader, terms: "Terms", revises: int | None = None) -> LastOffer | None:
    """Return the list that a new one is compared with: the one it revises, else the last that its buyer was sent."""
    found = revises
    if found is None and terms.buyer is not None and terms.layout.quotes:
        found = stored.last_quoted_to(read, terms.buyer.id)
    if found is None:
        return None
    offer = queries.record(read, RecordKind.OFFER, found)
    same_currency = offer["currency"] == terms.basis.currency
    at_term = (terms.incoterm, terms.place) if terms.layout.quotes else (None, None)
    return LastOffer(
        str(offer["code"]),
        {line.product_uid: line for _, line in stored.lines_of(read, found)},
        same_currency and (offer["incoterm"], offer["place"]) == at_term,
        offer["rate"] if same_currency else None,
    )


def offer_lines(catalogue: Catalogue, offer_id: int) -> tuple[OfferLine, ...]:
    """Return the lines of an offer in their order."""
    with catalogue.database.reading() as read:
        return tuple(line for _, line in stored.lines_of(read, offer_id))

"""From options and house data to the terms and facts of one document."""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import UTC, date, datetime, timedelta
from decimal import Decimal
from typing import Any

from tradehouse.domain.cartons import containers
from tradehouse.domain.cost_steps import Costing, DeliveryTerm
from tradehouse.domain.errors import UserError
from tradehouse.domain.identity import new_uid
from tradehouse.domain.language import LANGUAGES, N_, translator
from tradehouse.domain.lead_times import lead_time
from tradehouse.domain.offer_changes import LastOffer
from tradehouse.domain.offering import CellValue
from tradehouse.domain.pricing import HOME_CURRENCY, PriceBasis, Rate, usual_rounding
from tradehouse.domain.records import Record
from tradehouse.domain.reference import countries, find_port, incoterms
from tradehouse.exchange.layouts import Layout
from tradehouse.services.exporting.options import MOST_TERMS, UNREADY, ExportOptions
from tradehouse.services.house import TradingTerms

CURRENCY_LENGTH = 3


@dataclass(frozen=True, slots=True)
class Terms:
    """The settled terms of one document. delivery are its one to three terms, the quoted one first; buyer is the
    buyer's record where the catalogue has one; number and revision are those of the offer that it is issued as;
    last is the list that the buyer has.
    """

    layout: Layout
    language: str
    issued: date
    valid_until: date
    basis: PriceBasis
    delivery: tuple[DeliveryTerm, ...]
    costing: Costing
    sheet_id: str
    buyer: Record | None = None
    buyer_name: str = ""
    payment: str = ""
    number: str = ""
    revision: int = 1
    last: LastOffer | None = None

    @property
    def incoterm(self) -> str:
        """The Incoterm that is quoted."""
        return self.delivery[0].incoterm

    @property
    def place(self) -> str:
        """The place behind it."""
        return self.delivery[0].place

    @property
    def market(self) -> str:
        """Whose rules the goods follow at the buyer's, "" where that is not known."""
        country = countries().get(str(self.buyer["country"])) if self.buyer and self.buyer["country"] else None
        return country.market if country else ""

    @property
    def reference(self) -> str:
        """The document's number, by which people speak of it."""
        if self.number:
            return self.number if self.revision == 1 else f"{self.number} rev. {self.revision}"
        return f"{self.issued:%Y%m%d}-{self.sheet_id[-4:].upper()}"


def settle(
    options: ExportOptions, layout: Layout, usual: TradingTerms, house: Mapping[str, Any], buyer: Record | None = None
) -> Terms:
    """Return the terms of a document: as somebody said, else as its buyer has them, else the house. buyer is the
    record that options.buyer_id names. Raises UserError for terms that are none.
    """
    theirs: Mapping[str, Any] = buyer.values if buyer is not None and layout.for_buyers else {}
    own = {key: getattr(layout, key) for key in layout.own}
    language = options.language or own.get("language") or theirs.get("language") or layout.language
    if language not in LANGUAGES or (options.second_language and options.second_language not in LANGUAGES):
        raise UserError(
            "unknown_language",
            N_('"{language}" is not a language of this program. Choose id or en.'),
            language=options.second_language if language in LANGUAGES else language,
        )
    currency = (options.currency or own.get("currency") or theirs.get("currency") or layout.currency).upper()
    if len(currency) != CURRENCY_LENGTH or not currency.isalpha():
        raise UserError(
            "unknown_currency",
            N_('"{currency}" is not a currency. Give its three letters, such as USD.'),
            currency=currency,
        )
    issued = datetime.now(UTC).astimezone().date()
    valid_until = options.valid_until or issued + timedelta(days=usual.valid_days)
    if valid_until < issued:
        raise UserError(
            "already_expired",
            N_("{date} has passed. Choose a day from today on as the end of validity."),
            date=valid_until.isoformat(),
        )
    if options.unready not in UNREADY:
        raise UserError(
            "usage",
            N_('"{found}" is nothing that can be done with products that are not ready. There is: {known}.'),
            found=options.unready,
            known=", ".join(UNREADY),
        )
    return Terms(
        layout=layout,
        language=language,
        issued=issued,
        valid_until=valid_until,
        basis=PriceBasis(
            currency,
            Rate(options.rate, issued) if options.rate is not None else usual.rates.get(currency),
            _margin(options, theirs, usual),
            options.rounding or usual_rounding(currency),
        ),
        delivery=_delivery(options, theirs, usual, house, language),
        costing=_costing(options, usual),
        sheet_id=new_uid(),
        buyer=buyer,
        buyer_name=options.buyer.strip() or str(theirs.get("name") or ""),
        payment=str(theirs.get("payment_terms") or house.get("payment_terms") or ""),
    )


def _margin(options: ExportOptions, theirs: Mapping[str, Any], usual: TradingTerms) -> Decimal:
    if options.margin is not None:
        return options.margin
    own = theirs.get("margin")
    return usual.margin if own is None else Decimal(own) / 100


def _delivery(
    options: ExportOptions, theirs: Mapping[str, Any], usual: TradingTerms, house: Mapping[str, Any], language: str
) -> tuple[DeliveryTerm, ...]:
    port = options.port or theirs.get("place") or house.get("default_port") or usual.port
    said = options.terms or (DeliveryTerm(options.incoterm or theirs.get("incoterm") or usual.incoterm),)
    if len(said) > MOST_TERMS:
        raise UserError(
            "too_many_terms",
            N_("A list shows at most {most} delivery terms side by side; {count} were given."),
            most=MOST_TERMS,
            count=len(said),
        )
    return tuple(DeliveryTerm(_incoterm(term.incoterm), _place(term.place or port, language)) for term in said)


def _costing(options: ExportOptions, usual: TradingTerms) -> Costing:
    """Fixed prices were fixed for the term at which the house usually sells."""
    costing = Costing(
        usual.steps if options.costs is None else options.costs,
        quoted=DeliveryTerm(_incoterm(usual.incoterm)),
        rates={currency: rate.idr for currency, rate in usual.rates.items()},
    )
    volume = options.shipment_m3 or usual.shipment_m3
    return costing if volume is None else replace(costing, shipment_m3=volume)


def _incoterm(text: str) -> str:
    code = text.strip().upper()
    if code not in incoterms():
        raise UserError(
            "unknown_incoterm",
            N_('"{incoterm}" is not a term of Incoterms 2020. There are: {known}.'),
            incoterm=text,
            known=", ".join(incoterms()),
        )
    return code


def _place(text: str, language: str) -> str:
    found = find_port(text)
    return found.label(language) if found else text.strip()


def document_facts(
    terms: Terms, options: ExportOptions, usual: TradingTerms, house: Mapping[str, Any]
) -> dict[str, CellValue]:
    """Return what the document knows, by the names of `layouts.FACTS`; what is unknown is left out."""
    words = translator(terms.language)
    facts: dict[str, CellValue] = {
        **house_facts(house, terms.language),
        "buyer": terms.buyer_name,
        "reference": terms.reference,
        "issue_date": terms.issued,
        "valid_until": terms.valid_until,
        "currency": terms.basis.currency,
        "incoterm": f"{terms.incoterm} {terms.place} (Incoterms 2020)",
        "incoterm_short": f"{terms.incoterm} {terms.place.partition(',')[0]}",
        "origin": "Indonesia",
        "payment_terms": terms.payment,
        "minimum_order": usual.minimum_order,
        "mixed_rule": usual.mixed_rule,
        "lead_time_basis": house.get("lead_time_basis"),
        "lead_time_from": lead_time(None, str(house.get("lead_time_basis") or ""), terms.language),
        "event": options.event,
        "event_date": options.event_date,
        "venue": options.venue,
        "in_charge": options.in_charge,
        "vat_included": None if usual.vat_included is None else words.gettext(N_("Yes") if usual.vat_included else N_("No")),
        "zero": 0,
    }  # fmt: skip
    for n, term in enumerate(terms.delivery[1:], start=2):
        facts[f"incoterm_{n}"] = f"{term.incoterm} {term.place} (Incoterms 2020)"
        facts[f"incoterm_short_{n}"] = f"{term.incoterm} {term.place.partition(',')[0]}"
    for code, container in containers().items():
        facts[f"volume_{code}"] = container.volume_m3
        facts[f"payload_{code}"] = container.payload_kg
    return {name: value for name, value in facts.items() if value not in {None, ""}}


def house_facts(house: Mapping[str, Any], language: str) -> dict[str, CellValue]:
    """Return what documents say about the house, by the names of `layouts.FACTS`; what is unknown is None or ""."""
    whatsapp, email = house.get("whatsapp") or house.get("phone"), house.get("email")
    named = translator(language).gettext(N_("WhatsApp {number}"))
    return {
        "house_name": house_name(house, language),
        "house_address": " ".join(str(house.get("address") or "").split()),
        "house_email": email,
        "house_whatsapp": named.format(number=whatsapp) if whatsapp else None,
        "house_website": house.get("website"),
        "bank": house.get("bank"),
        "signatory": ", ".join(part for part in (house.get("signatory"), house.get("signatory_role")) if part),
        "reply_to": email or whatsapp,
    }


def house_name(house: Mapping[str, Any], language: str) -> str:
    """Return the seller's name in a language, else in the other one."""
    first, second = ("name_en", "name_id") if language == "en" else ("name_id", "name_en")
    return str(house.get(first) or house.get(second) or "")


def rate_matters(terms: Terms) -> bool:
    """Whether prices of the document depend on an exchange rate."""
    return terms.basis.currency != HOME_CURRENCY

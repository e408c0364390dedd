"""From options and house data to the terms and facts of one document."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta
from typing import Any

from tradehouse.domain.cartons import containers
from tradehouse.domain.errors import UserError
from tradehouse.domain.identity import new_uid
from tradehouse.domain.language import LANGUAGES, N_, translator
from tradehouse.domain.offering import CellValue
from tradehouse.domain.pricing import HOME_CURRENCY, PriceBasis, Rate, usual_rounding
from tradehouse.domain.reference import find_port, incoterms
from tradehouse.exchange.layouts import Layout
from tradehouse.services.exporting.options import ExportOptions
from tradehouse.services.house import TradingTerms

CURRENCY_LENGTH = 3


@dataclass(frozen=True, slots=True)
class Terms:
    """The settled terms of one document."""

    layout: Layout
    language: str
    issued: date
    valid_until: date
    basis: PriceBasis
    incoterm: str
    place: str
    sheet_id: str

    @property
    def reference(self) -> str:
        """The document's number, by which people speak of it."""
        return f"{self.issued:%Y%m%d}-{self.sheet_id[-4:].upper()}"


def settle(options: ExportOptions, layout: Layout, usual: TradingTerms, house: Mapping[str, Any]) -> Terms:
    """Return the terms of a document. Raises UserError for terms that are none."""
    language = options.language or layout.language
    if language not in LANGUAGES or (options.second_language and options.second_language not in LANGUAGES):
        raise UserError(
            "unknown_language",
            N_('"{language}" is not a language of this program. Choose id or en.'),
            language=options.second_language if language in LANGUAGES else language,
        )
    currency = (options.currency or layout.currency).upper()
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
    return Terms(
        layout=layout,
        language=language,
        issued=issued,
        valid_until=valid_until,
        basis=PriceBasis(
            currency,
            Rate(options.rate, issued) if options.rate is not None else usual.rates.get(currency),
            usual.margin if options.margin is None else options.margin,
            usual_rounding(currency),
        ),
        incoterm=_incoterm(options.incoterm or usual.incoterm),
        place=_place(options.port or house.get("default_port") or usual.port, language),
        sheet_id=new_uid(),
    )


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
    whatsapp, email = house.get("whatsapp") or house.get("phone"), house.get("email")
    signatory = ", ".join(part for part in (house.get("signatory"), house.get("signatory_role")) if part)
    facts: dict[str, CellValue] = {
        "house_name": house_name(house, terms.language),
        "house_address": " ".join(str(house.get("address") or "").split()),
        "house_email": email,
        "house_whatsapp": words.gettext(N_("WhatsApp {number}")).format(number=whatsapp) if whatsapp else None,
        "house_website": house.get("website"),
        "bank": house.get("bank"),
        "signatory": signatory,
        "buyer": options.buyer.strip(),
        "reference": terms.reference,
        "issue_date": terms.issued,
        "valid_until": terms.valid_until,
        "currency": terms.basis.currency,
        "incoterm": f"{terms.incoterm} {terms.place} (Incoterms 2020)",
        "incoterm_short": f"{terms.incoterm} {terms.place.partition(',')[0]}",
        "origin": "Indonesia",
        "payment_terms": house.get("payment_terms"),
        "minimum_order": usual.minimum_order,
        "mixed_rule": usual.mixed_rule,
        "lead_time_basis": house.get("lead_time_basis"),
        "reply_to": email or whatsapp,
        "event": options.event,
        "event_date": options.event_date,
        "venue": options.venue,
        "in_charge": options.in_charge,
        "vat_included": None if usual.vat_included is None else words.gettext(N_("Yes") if usual.vat_included else N_("No")),
        "zero": 0,
    }  # fmt: skip
    for code, container in containers().items():
        facts[f"volume_{code}"] = container.volume_m3
        facts[f"payload_{code}"] = container.payload_kg
    return {name: value for name, value in facts.items() if value not in {None, ""}}


def house_name(house: Mapping[str, Any], language: str) -> str:
    """Return the seller's name in a language, else in the other one."""
    first, second = ("name_en", "name_id") if language == "en" else ("name_id", "name_en")
    return str(house.get(first) or house.get(second) or "")


def rate_matters(terms: Terms) -> bool:
    """Whether prices of the document depend on an exchange rate."""
    return terms.basis.currency != HOME_CURRENCY

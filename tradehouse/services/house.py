"""The house's own data and its usual terms of trade: what every document says about the seller, and the defaults."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal
from typing import Any

from tradehouse.domain.cost_steps import CostStep, step_of
from tradehouse.domain.errors import UserError
from tradehouse.domain.language import N_
from tradehouse.domain.pricing import PriceBasis, Rate
from tradehouse.domain.text import nfc
from tradehouse.services.catalogue import Catalogue
from tradehouse.storage import house as stored
from tradehouse.storage.rows import HOUSE_COLUMNS
from tradehouse.storage.settings import put_setting, read_setting

HOUSE_FIELDS = HOUSE_COLUMNS
LONGEST_TEXT = 500
_TRADING = "trading_terms"


@dataclass(frozen=True, slots=True)
class TradingTerms:
    """What an export uses unless it is told otherwise. margin is a fraction of the selling price; rates by currency;
    steps bring a price from the maker's door to the term.
    """

    margin: Decimal = Decimal("0.30")
    rates: Mapping[str, Rate] = field(default_factory=dict)
    incoterm: str = "FOB"
    port: str = "IDTPP"
    valid_days: int = 30
    minimum_order: str = ""
    mixed_rule: str = ""
    vat_included: bool | None = None
    steps: tuple[CostStep, ...] = ()
    shipment_m3: Decimal | None = None


def read_house(catalogue: Catalogue) -> dict[str, Any]:
    """Return the house's data by the names of HOUSE_FIELDS; None where nobody filled it in."""
    with catalogue.database.reading() as read:
        return stored.read_house(read)


def save_house(catalogue: Catalogue, changes: Mapping[str, Any]) -> bool:
    """Change the house's data in one undoable step; return whether anything differed. Raises UserError."""
    unknown = sorted(changes.keys() - set(HOUSE_FIELDS))
    if unknown:
        raise UserError("unknown_field", N_('The house has no field "{key}".'), key=unknown[0])
    clean = {key: _clean(value) for key, value in changes.items()}
    with catalogue.writing(N_("House data changed")) as work:
        return stored.save_house(work, clean)


def _clean(value: Any) -> Any:
    if not isinstance(value, str):
        return value
    text = nfc(value).strip()
    if len(text) > LONGEST_TEXT:
        raise UserError("too_long", N_("A text of {length} characters does not fit; at most {maximum} do."), length=len(text), maximum=LONGEST_TEXT)  # fmt: skip
    return text or None


def read_trading_terms(catalogue: Catalogue) -> TradingTerms:
    """Return the house's usual terms; what was never set stands at its default."""
    with catalogue.database.reading() as read:
        kept: dict[str, Any] = read_setting(read, _TRADING, {})
    plain: dict[str, Any] = {
        key: kept[key]
        for key in ("incoterm", "port", "valid_days", "minimum_order", "mixed_rule", "vat_included")
        if key in kept
    }
    if "margin" in kept:
        plain["margin"] = Decimal(kept["margin"])
    if "shipment_m3" in kept:
        plain["shipment_m3"] = Decimal(kept["shipment_m3"])
    steps = tuple(step_of(step) for step in kept.get("steps", ()))
    rates = {
        currency: Rate(Decimal(entry["idr"]), date.fromisoformat(entry["on"]))
        for currency, entry in kept.get("rates", {}).items()
    }
    return TradingTerms(**plain, rates=rates, steps=steps)


def save_trading_terms(catalogue: Catalogue, terms: TradingTerms) -> None:
    """Keep the house's usual terms. Raises UserError for a margin that is none."""
    PriceBasis("USD", None, terms.margin)
    kept = {
        "margin": str(terms.margin),
        "rates": {c: {"idr": str(rate.idr), "on": rate.on.isoformat()} for c, rate in terms.rates.items()},
        "incoterm": terms.incoterm,
        "port": terms.port,
        "valid_days": terms.valid_days,
        "minimum_order": terms.minimum_order,
        "mixed_rule": terms.mixed_rule,
        "vat_included": terms.vat_included,
        "steps": [step.plain() for step in terms.steps],
        **({"shipment_m3": str(terms.shipment_m3)} if terms.shipment_m3 else {}),
    }
    with catalogue.writing(N_("Trading terms changed")) as work:
        put_setting(work.connection, _TRADING, kept)

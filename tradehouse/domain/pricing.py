"""From a maker's cost to the price a buyer reads. Decimal throughout.

price = cost ÷ (1 − margin) ÷ rate, rounded once, at the end; the margin is a share of the selling price. A price
that a person fixed goes before a computed one. A product without cost has no export price: nothing is ever
derived from the retail price.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from decimal import ROUND_HALF_UP, ROUND_UP, Decimal
from typing import Any

from tradehouse.domain.errors import UserError
from tradehouse.domain.language import N_, Message

HOME_CURRENCY = "IDR"
_STEPS: Mapping[str, Decimal] = {"IDR": Decimal(1), "JPY": Decimal(1)}
_CENT = Decimal("0.01")


@dataclass(frozen=True, slots=True)
class Rounding:
    """How a computed price is rounded: to a multiple of step, half-up, or always upwards."""

    step: Decimal = _CENT
    upward: bool = False

    def __post_init__(self) -> None:
        if not self.step.is_finite() or self.step <= 0:
            raise UserError(
                "bad_rounding",
                N_("Prices cannot be rounded to {step}. Give a step above 0, for example 0.05."),
                step=self.step,
            )

    def apply(self, price: Decimal) -> Decimal:
        """Return the price on the step, with as many decimals as the step has."""
        steps = (price / self.step).quantize(Decimal(1), ROUND_UP if self.upward else ROUND_HALF_UP)
        return steps * self.step


def usual_rounding(currency: str) -> Rounding:
    """Return the rounding of a currency where the house chose none: whole yen and rupiah, else hundredths."""
    return Rounding(_STEPS.get(currency, _CENT))


@dataclass(frozen=True, slots=True)
class Rate:
    """Rupiah for one unit of a foreign currency, as of a day."""

    idr: Decimal
    on: date

    def __post_init__(self) -> None:
        if not self.idr.is_finite() or self.idr <= 0:
            raise UserError(
                "bad_rate",
                N_("{rate} is not an exchange rate. Give rupiah for one unit of the currency, for example 16250."),
                rate=self.idr,
            )


@dataclass(frozen=True, slots=True)
class PriceBasis:
    """What a list is priced with. margin is a fraction of the selling price (0.30); None where not decided."""

    currency: str
    rate: Rate | None = None
    margin: Decimal | None = None
    rounding: Rounding = field(default_factory=Rounding)

    def __post_init__(self) -> None:
        if self.margin is not None and not (self.margin.is_finite() and 0 <= self.margin < 1):
            raise UserError(
                "bad_margin",
                N_("{margin} % is not a margin. A margin is a share of the selling price: from 0 to below 100 %."),
                margin=f"{self.margin * 100:f}",
            )

    @property
    def rupiah_per_unit(self) -> Decimal | None:
        """The rate, 1 for a list in rupiah, None where no rate is known."""
        if self.currency == HOME_CURRENCY:
            return Decimal(1)
        return self.rate.idr if self.rate else None


@dataclass(frozen=True, slots=True)
class Priced:
    """A product's price in the list's currency, or why it has none. source is "fixed", "cost" or ""."""

    amount: Decimal | None
    source: str = ""
    reason: Message | None = None


def price_from_cost(cost_idr: Decimal, margin: Decimal, rupiah_per_unit: Decimal, rounding: Rounding) -> Decimal:
    """Return cost ÷ (1 − margin) ÷ rate, rounded."""
    return rounding.apply(cost_idr / (1 - margin) / rupiah_per_unit)


def export_price(values: Mapping[str, Any], basis: PriceBasis, default_currency: str = "USD") -> Priced:
    """Return the price of a product (values by field key) in the basis's currency.

    A fixed price without a currency is in default_currency. A fixed price in another currency is not converted:
    the cost decides then, where it is known.
    """
    fixed: Decimal | None = values.get("export_price")
    fixed_in = values.get("export_currency") or default_currency
    if fixed and fixed_in == basis.currency:
        return Priced(fixed, "fixed")
    cost: Decimal | None = values.get("cost_idr")
    if not cost:
        if fixed:
            return _without(
                N_("Its fixed price is in {fixed}, the list in {currency}, and it has no cost to work from."),
                fixed=fixed_in,
                currency=basis.currency,
            )
        return _without(N_("It has neither a fixed export price nor a cost."))
    if basis.rupiah_per_unit is None:
        return _without(N_("There is no exchange rate for {currency}."), currency=basis.currency)
    if basis.margin is None:
        return _without(N_("There is no margin to add to its cost."))
    price = price_from_cost(cost, basis.margin, basis.rupiah_per_unit, basis.rounding)
    return Priced(price, "cost") if price > 0 else _without(N_("Its cost rounds to a price of zero."))


def _without(msgid: str, **values: object) -> Priced:
    return Priced(None, "", Message(msgid, values))


@dataclass(frozen=True, slots=True)
class SecondPrice:
    """The price per base unit from `quantity` base units on."""

    quantity: int
    amount: Decimal


def second_price(values: Mapping[str, Any], currency: str, first: Decimal | None) -> SecondPrice | None:
    """Return the nearest quantity price in a currency: the smallest threshold above one base unit.

    Tiers in other currencies are not converted, and one that is not cheaper than the first price is none.
    """
    found = []
    for tier in values.get("tier_prices") or ():
        quantity = tier.min_qty * tier.factor
        if tier.currency != currency or tier.factor <= 0 or quantity <= 1:
            continue
        amount = (tier.price / tier.factor).quantize(usual_rounding(currency).step, ROUND_HALF_UP)
        if first is None or amount < first:
            found.append(SecondPrice(int(quantity.to_integral_value(ROUND_UP)), amount))
    return min(found, key=lambda tier: tier.quantity, default=None)

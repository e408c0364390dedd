"""What it costs to bring goods from the maker's door to the named place of an Incoterm, step by step.

price at a term = (cost ÷ (1 − margin) + the steps that the seller pays for under it) ÷ rate, rounded once, at the end.
Steps carry no margin: freight is passed on as it is paid. Percent steps are worked out last, of the price before
them. Which legs of the way a term holds is data (resources/reference/incoterms.csv, Incoterms 2020).
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from decimal import Decimal
from enum import StrEnum
from functools import cache
from typing import Any, Final

from tradehouse.domain.cartons import CM3_PER_M3, Carton, carton_of, containers
from tradehouse.domain.errors import UserError
from tradehouse.domain.language import N_, Message
from tradehouse.domain.pricing import HOME_CURRENCY, PriceBasis, Priced, export_price
from tradehouse.domain.reference import incoterms

KG_PER_TONNE: Final = Decimal(1000)
MOST_SHIPMENT_M3: Final = Decimal(100_000)
AIR_CM3_PER_KG: Final = Decimal(6000)
"""Air freight counts a kilogram for every 6,000 cm³ (IATA's volumetric divisor)."""


class Leg(StrEnum):
    """A part of the way, in its order."""

    PACKING = "packing"
    PICKUP = "pickup"
    EXPORT = "export"
    PORT = "port"
    LOADING = "loading"
    FREIGHT = "freight"
    INSURANCE = "insurance"
    DELIVERY = "delivery"
    UNLOADING = "unloading"
    DUTY = "duty"


LEG_LABELS: Final[Mapping[Leg, str]] = {
    Leg.PACKING: N_("Export packing"),
    Leg.PICKUP: N_("Transport to the carrier"),
    Leg.EXPORT: N_("Export documents and customs"),
    Leg.PORT: N_("Port charges"),
    Leg.LOADING: N_("Loading (THC)"),
    Leg.FREIGHT: N_("Main freight"),
    Leg.INSURANCE: N_("Insurance"),
    Leg.DELIVERY: N_("Delivery at destination"),
    Leg.UNLOADING: N_("Unloading"),
    Leg.DUTY: N_("Import duty and taxes"),
}


class CostBasis(StrEnum):
    """What an amount is charged per."""

    UNIT = "unit"
    CARTON = "carton"
    CBM = "cbm"
    KG = "kg"
    REVENUE_TON = "revenue_ton"  # sea freight less than a container: per m³ or tonne, whichever is more
    AIR_KG = "air_kg"  # air freight: per kilogram, by weight or volume, whichever is more
    SHIPMENT = "shipment"
    PERCENT = "percent"


BASIS_LABELS: Final[Mapping[CostBasis, str]] = {
    CostBasis.UNIT: N_("per unit"),
    CostBasis.CARTON: N_("per carton"),
    CostBasis.CBM: N_("per m³"),
    CostBasis.KG: N_("per kg"),
    CostBasis.REVENUE_TON: N_("per m³ or tonne (LCL)"),
    CostBasis.AIR_KG: N_("per kg by air"),
    CostBasis.SHIPMENT: N_("per shipment"),
    CostBasis.PERCENT: N_("% of the price so far"),
}


@dataclass(frozen=True, slots=True)
class CostStep:
    """One charge. amount is in `currency`, for PERCENT in percent (0.5 for half a percent); label is the house's own
    word for it, "" for that of its leg.
    """

    leg: Leg
    basis: CostBasis
    amount: Decimal
    currency: str = HOME_CURRENCY
    label: str = ""

    def __post_init__(self) -> None:
        if not self.amount.is_finite() or self.amount < 0:
            raise UserError(
                "bad_cost_step",
                N_("{amount} is not a cost. Give an amount of 0 or more for {step}."),
                amount=self.amount,
                step=self.name,
            )

    @property
    def name(self) -> Message:
        """What the step is called."""
        return Message("{text}", {"text": self.label}) if self.label else Message(LEG_LABELS[self.leg])

    def plain(self) -> dict[str, str]:
        """Return the step as JSON can say it."""
        return {
            "leg": str(self.leg), "basis": str(self.basis), "amount": f"{self.amount:f}", "currency": self.currency,
            "label": self.label,
        }  # fmt: skip


def step_of(kept: Mapping[str, str]) -> CostStep:
    """Return the step that plain() gave. Raises ValueError, KeyError, decimal.InvalidOperation for what is none."""
    return CostStep(
        Leg(kept["leg"]),
        CostBasis(kept["basis"]),
        Decimal(kept["amount"]),
        kept.get("currency") or HOME_CURRENCY,
        kept.get("label", ""),
    )


@dataclass(frozen=True, slots=True)
class DeliveryTerm:
    """An Incoterm and its named place."""

    incoterm: str
    place: str = ""

    @property
    def legs(self) -> frozenset[Leg]:
        """The legs that the seller pays for."""
        return _legs_of(self.incoterm)


@cache
def _legs_of(incoterm: str) -> frozenset[Leg]:
    return frozenset(Leg(leg) for leg in incoterms()[incoterm].legs.split())


@dataclass(frozen=True, slots=True)
class Costing:
    """How prices are brought to a term: the steps, and the volume in m³ over which a charge per shipment is spread.

    quoted is the term that fixed prices were fixed for. rates are rupiah for one unit of the currencies of steps.
    """

    steps: tuple[CostStep, ...] = ()
    shipment_m3: Decimal = field(default_factory=lambda: containers()["20GP"].volume_m3)
    quoted: DeliveryTerm = DeliveryTerm("EXW")
    rates: Mapping[str, Decimal] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class PriceLine:
    """One line of how a price came about: rupiah per base unit, unrounded."""

    label: Message
    idr: Decimal


@dataclass(frozen=True, slots=True)
class TermPrice:
    """A product's price at one term, in the list's currency, with the lines it is made of."""

    term: DeliveryTerm
    priced: Priced
    lines: tuple[PriceLine, ...] = ()


class _Unknown(Exception):
    """A step that cannot be worked out for a product, with the reason."""

    def __init__(self, reason: Message) -> None:
        super().__init__(str(reason))
        self.reason = reason


def term_prices(
    values: Mapping[str, Any],
    basis: PriceBasis,
    terms: Sequence[DeliveryTerm],
    costing: Costing,
    default_currency: str = "USD",
) -> tuple[TermPrice, ...]:
    """Return the price of a product (values by field key) at each term.

    A fixed price stands at the term it was quoted for; at others it is more or less by the difference of the steps.
    """
    start = export_price(values, basis, default_currency)
    rate = basis.rupiah_per_unit
    if start.amount is None or rate is None:
        return tuple(TermPrice(term, start) for term in terms)
    fixed = start.source == "fixed"
    return tuple(_at_term(values, basis, rate, term, costing, start, fixed=fixed) for term in terms)


def _at_term(
    values: Mapping[str, Any],
    basis: PriceBasis,
    rate: Decimal,
    term: DeliveryTerm,
    costing: Costing,
    start: Priced,
    *,
    fixed: bool,
) -> TermPrice:
    if fixed and term.legs == costing.quoted.legs:
        return TermPrice(term, start, (PriceLine(Message(N_("Fixed price")), _in_rupiah(start, rate)),))
    try:
        lines = _lines(values, basis, rate, term, costing, start, fixed=fixed)
    except _Unknown as unknown:
        return TermPrice(term, Priced(None, "", unknown.reason))
    amount = basis.rounding.apply(sum((line.idr for line in lines), Decimal(0)) / rate)
    if amount <= 0:
        return TermPrice(term, Priced(None, "", Message(N_("Its cost rounds to a price of zero."))))
    return TermPrice(term, Priced(amount, start.source), tuple(lines))


def _in_rupiah(priced: Priced, rate: Decimal) -> Decimal:
    return (priced.amount or Decimal(0)) * rate


def _lines(
    values: Mapping[str, Any],
    basis: PriceBasis,
    rate: Decimal,
    term: DeliveryTerm,
    costing: Costing,
    start: Priced,
    *,
    fixed: bool,
) -> list[PriceLine]:
    carton = carton_of(values)
    if fixed:
        lines = [PriceLine(Message(N_("Fixed price")), _in_rupiah(start, rate))]
        less = [_charged(s, carton, costing) for s in _plain(costing.steps) if s.leg in costing.quoted.legs - term.legs]
        if less:
            label = Message(N_("Less what {term} holds beyond"), {"term": costing.quoted.incoterm})
            lines.append(PriceLine(label, -sum(less, Decimal(0))))
        wanted = term.legs - costing.quoted.legs
    else:
        cost = Decimal(values["cost_idr"])
        lines = [PriceLine(Message(N_("Cost")), cost)]
        lines.append(PriceLine(Message(N_("Margin")), cost / (1 - (basis.margin or Decimal(0))) - cost))
        wanted = term.legs
    lines += [PriceLine(s.name, _charged(s, carton, costing)) for s in _plain(costing.steps) if s.leg in wanted]
    for step in costing.steps:
        if step.basis is CostBasis.PERCENT and step.leg in wanted:
            so_far = sum((line.idr for line in lines), Decimal(0))
            lines.append(PriceLine(step.name, so_far * step.amount / 100))
    return lines


def _plain(steps: Iterable[CostStep]) -> Iterable[CostStep]:
    return (step for step in steps if step.basis is not CostBasis.PERCENT)


def _charged(step: CostStep, carton: Carton, costing: Costing) -> Decimal:
    """Return what one base unit bears of a step, in rupiah."""
    amount = step.amount
    if step.currency != HOME_CURRENCY:
        rate = costing.rates.get(step.currency)
        if rate is None:
            raise _Unknown(Message(N_("There is no exchange rate for {currency}."), {"currency": step.currency}))
        amount *= rate
    return amount * _share(step, carton, costing)


def _share(step: CostStep, carton: Carton, costing: Costing) -> Decimal:
    """Return how much of what a step is charged per falls on one base unit."""
    if step.basis is CostBasis.UNIT:
        return Decimal(1)
    pieces = _known(carton.quantity, step, N_("“{step}” is charged per carton or by its measures, and the quantity per carton is not known."))  # fmt: skip
    match step.basis:
        case CostBasis.CARTON:
            return 1 / pieces
        case CostBasis.KG:
            return _weight(carton, step) / pieces
        case CostBasis.CBM:
            return _volume(carton, step) / pieces
        case CostBasis.REVENUE_TON:
            return max(_volume(carton, step), _weight(carton, step) / KG_PER_TONNE) / pieces
        case CostBasis.AIR_KG:
            return max(_weight(carton, step), _volume(carton, step) * CM3_PER_M3 / AIR_CM3_PER_KG) / pieces
    return _volume(carton, step) / pieces / costing.shipment_m3


def _volume(carton: Carton, step: CostStep) -> Decimal:
    return _known(carton.cbm, step, N_("“{step}” is charged by volume, and the sides of the carton are not known."))


def _weight(carton: Carton, step: CostStep) -> Decimal:
    return _known(carton.gross_kg, step, N_("“{step}” is charged by weight, and the gross weight of the carton is not known."))  # fmt: skip


def _known(value: Decimal | int | None, step: CostStep, msgid: str) -> Decimal:
    if not value:
        raise _Unknown(Message(msgid, {"step": step.name}))
    return Decimal(value)

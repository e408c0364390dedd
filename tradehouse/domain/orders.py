"""What an order comes to: amounts, cartons, volume and weight, from the lines of the offer that it answers."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from decimal import ROUND_HALF_UP, ROUND_UP, Decimal
from typing import Final

from tradehouse.domain.cartons import CM3_PER_M3, Carton, carton_of, containers, filled
from tradehouse.domain.cost_steps import AIR_CM3_PER_KG, KG_PER_TONNE
from tradehouse.domain.offers import OfferLine
from tradehouse.domain.pricing import usual_rounding

ZERO: Final = Decimal(0)
_MEASURES: Final = (
    "carton_length_cm", "carton_width_cm", "carton_height_cm", "carton_net_kg", "carton_gross_kg",
)  # fmt: skip


def carton_of_line(line: OfferLine) -> Carton:
    """Return the carton of an article as it was offered."""
    measures = {key: Decimal(str(line.facts[key])) for key in _MEASURES if line.facts.get(key)}
    return carton_of({**measures, "qty_per_carton": line.facts.get("qty_per_carton")})


def units_ordered(line: OfferLine, quantity: int) -> int:
    """Return base units for a quantity in the form's order unit: cartons where carton data exists, else pieces."""
    return quantity * (carton_of_line(line).quantity or 1)


def price_at(line: OfferLine, units: int) -> Decimal | None:
    """Return the price per base unit that a quantity has: the second one from its threshold on."""
    if line.second_price is not None and line.second_quantity and units >= line.second_quantity:
        return line.second_price
    return line.price


@dataclass(frozen=True, slots=True)
class OrderedLine:
    """One article ordered, in base units. What cannot be worked out without carton data is None."""

    line: OfferLine
    units: int
    price: Decimal | None
    amount: Decimal | None
    cartons: int | None = None
    cbm: Decimal | None = None
    net_kg: Decimal | None = None
    gross_kg: Decimal | None = None


def ordered(line: OfferLine, units: int, currency: str) -> OrderedLine:
    """Return an article ordered in base units, at the price of the offer; a carton begun is a carton."""
    return ordered_at(line, units, price_at(line, units), currency)


def ordered_at(line: OfferLine, units: int, price: Decimal | None, currency: str) -> OrderedLine:
    """Return an article ordered in base units at a price; a carton begun is a carton."""
    carton = carton_of_line(line)
    step = usual_rounding(currency).step
    amount = None if price is None else (price * units).quantize(step, ROUND_HALF_UP)
    if not carton.quantity:
        return OrderedLine(line, units, price, amount)
    full = Decimal(units) / carton.quantity
    cartons = int(full.to_integral_value(ROUND_UP))
    return OrderedLine(
        line,
        units,
        price,
        amount,
        cartons,
        None if carton.cbm is None else carton.cbm * cartons,
        None if carton.net_kg is None else carton.net_kg * full,
        None if carton.gross_kg is None else carton.gross_kg * cartons,
    )


@dataclass(frozen=True, slots=True)
class OrderTotals:
    """Sums over lines. unmeasured counts lines without full carton data, whose volume and weight are not in it.

    lcl_m3 is what sea freight less than a container charges, air_kg what air freight does; shares say how full each
    container would be (1 = full).
    """

    amount: Decimal
    units: int
    cartons: int
    cbm: Decimal
    net_kg: Decimal
    gross_kg: Decimal
    unmeasured: int
    lcl_m3: Decimal
    air_kg: Decimal
    shares: Mapping[str, Decimal] = field(default_factory=dict)


def totals(lines: Iterable[OrderedLine]) -> OrderTotals:
    """Return the sums over lines."""
    known = list(lines)
    cbm = sum((line.cbm or ZERO for line in known), ZERO)
    gross = sum((line.gross_kg or ZERO for line in known), ZERO)
    return OrderTotals(
        amount=sum((line.amount or ZERO for line in known), ZERO),
        units=sum(line.units for line in known),
        cartons=sum(line.cartons or 0 for line in known),
        cbm=cbm,
        net_kg=sum((line.net_kg or ZERO for line in known), ZERO),
        gross_kg=gross,
        unmeasured=sum(1 for line in known if line.cbm is None or line.gross_kg is None),
        lcl_m3=max(cbm, gross / KG_PER_TONNE),
        air_kg=max(gross, cbm * CM3_PER_M3 / AIR_CM3_PER_KG),
        shares={code: filled(cbm, gross, container) for code, container in containers().items()},
    )

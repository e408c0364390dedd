"""From the maker's cost to a price at an Incoterm, by hand."""

from datetime import date
from decimal import Decimal
from itertools import pairwise

import pytest

from tradehouse.domain.cost_steps import (
    CostBasis,
    Costing,
    CostStep,
    DeliveryTerm,
    Leg,
    step_of,
    term_prices,
)
from tradehouse.domain.errors import UserError
from tradehouse.domain.pricing import PriceBasis, Rate, Rounding
from tradehouse.domain.reference import incoterms

D = Decimal
USD = PriceBasis("USD", Rate(D(16000), date(2026, 11, 22)), D("0.30"))
EXW, FOB, CIF = DeliveryTerm("EXW", "Bantul"), DeliveryTerm("FOB", "Semarang"), DeliveryTerm("CIF", "Rotterdam")
# 50 × 40 × 40 cm = 0.08 m³, 12 kg, 20 pieces; 112,000 / 0.70 = 160,000 rupiah ex works = 10.00 dollars.
BASKET = {
    "cost_idr": D(112000),
    "qty_per_carton": 20,
    "carton_length_cm": D(50),
    "carton_width_cm": D(40),
    "carton_height_cm": D(40),
    "carton_gross_kg": D(12),
}


def price(step: CostStep, term: DeliveryTerm = CIF, values: dict[str, object] | None = None) -> Decimal | None:
    (found,) = term_prices(values or BASKET, USD, [term], Costing((step,)))
    return found.priced.amount


@pytest.mark.parametrize(
    ("basis", "amount", "dollars"),
    [
        (CostBasis.UNIT, "1600", "10.10"),
        (CostBasis.CARTON, "64000", "10.20"),  # 3,200 a piece
        (CostBasis.CBM, "800000", "10.20"),  # 64,000 a carton
        (CostBasis.KG, "8000", "10.30"),  # 96,000 a carton, 4,800 a piece
        (CostBasis.REVENUE_TON, "800000", "10.20"),  # 0.08 m³ counts more than 0.012 tonnes
        (CostBasis.AIR_KG, "12000", "10.50"),  # 80,000 cm³ ÷ 6,000 = 13.33 kg counts more than 12
        (CostBasis.SHIPMENT, "22400000", "10.20"),  # 800,000 a cubic metre of 28
        (CostBasis.PERCENT, "2", "10.20"),
    ],
)
def test_every_way_of_charging(basis: CostBasis, amount: str, dollars: str) -> None:
    assert price(CostStep(Leg.FREIGHT, basis, D(amount))) == D(dollars)


def test_heavy_goods_pay_freight_by_weight() -> None:
    stone = {**BASKET, "carton_gross_kg": D(120)}  # 0.12 tonnes against 0.08 m³; 120 kg against 13.3
    assert price(CostStep(Leg.FREIGHT, CostBasis.REVENUE_TON, D(800000)), values=stone) == D("10.30")
    assert price(CostStep(Leg.FREIGHT, CostBasis.AIR_KG, D(1600)), values=stone) == D("10.60")


def test_three_terms_side_by_side_hold_what_the_seller_pays_under_each() -> None:
    costing = Costing(
        (
            CostStep(Leg.INSURANCE, CostBasis.PERCENT, D("0.5")),
            CostStep(Leg.PICKUP, CostBasis.CARTON, D(32000)),
            CostStep(Leg.LOADING, CostBasis.CBM, D(400000)),
            CostStep(Leg.FREIGHT, CostBasis.CBM, D(50), "USD"),
        ),
        rates={"USD": D(16000)},
    )
    prices = term_prices(BASKET, USD, [EXW, FOB, CIF], costing)
    # FOB: 160,000 + 1,600 + 1,600 = 163,200 → 10.20. CIF: + 3,200 freight = 166,400, × 1.005 = 167,232 → 10.452.
    assert [p.priced.amount for p in prices] == [D("10.00"), D("10.20"), D("10.45")]
    lines = {str(line.label): line.idr for line in prices[2].lines}
    assert lines["Cost"] == 112000
    assert sum(lines.values()) == D(167232)
    assert [str(line.label) for line in prices[0].lines] == ["Cost", "Margin"]


def test_a_price_is_rounded_once_at_the_end() -> None:
    basis = PriceBasis("USD", Rate(D(16000), date(2026, 11, 22)), D("0.30"), Rounding(D("0.05"), upward=True))
    costing = Costing((CostStep(Leg.FREIGHT, CostBasis.UNIT, D(100)), CostStep(Leg.PACKING, CostBasis.UNIT, D(100))))
    (found,) = term_prices(BASKET, basis, [CIF], costing)
    assert found.priced.amount == D("10.05")


def test_a_fixed_price_stands_at_its_term_and_moves_by_the_difference() -> None:
    fixed = {**BASKET, "export_price": D("12.00"), "export_currency": "USD"}
    steps = (CostStep(Leg.PICKUP, CostBasis.UNIT, D(8000)), CostStep(Leg.FREIGHT, CostBasis.UNIT, D(16000)))
    prices = term_prices(fixed, USD, [EXW, FOB, CIF], Costing(steps, quoted=FOB))
    assert [p.priced.amount for p in prices] == [D("11.50"), D("12.00"), D("13.00")]
    assert all(p.priced.source == "fixed" for p in prices)


def test_without_carton_data_a_step_by_carton_leaves_no_price_and_says_why() -> None:
    loose = {"cost_idr": D(112000)}
    near, far = term_prices(loose, USD, [EXW, CIF], Costing((CostStep(Leg.FREIGHT, CostBasis.CBM, D(1)),)))
    assert near.priced.amount == D("10.00")
    assert far.priced.amount is None
    assert "Main freight" in str(far.priced.reason)


def test_a_step_in_a_currency_without_a_rate_leaves_no_price() -> None:
    (found,) = term_prices(BASKET, USD, [CIF], Costing((CostStep(Leg.FREIGHT, CostBasis.UNIT, D(1), "EUR"),)))
    assert found.priced.amount is None
    assert "EUR" in str(found.priced.reason)


def test_no_cost_stays_without_a_price() -> None:
    (found,) = term_prices({"price_idr": D(90000)}, USD, [FOB], Costing())
    assert found.priced.amount is None


def test_every_term_holds_the_legs_of_the_weaker_one() -> None:
    legs = {code: DeliveryTerm(code).legs for code in incoterms()}
    chains = (["EXW", "FCA", "FAS", "FOB", "CFR", "CIF"], ["EXW", "FCA", "CPT", "CIP"], ["FOB", "CFR", "DAP", "DPU"])
    for chain in chains:
        for less, more in pairwise(chain):
            assert legs[less] < legs[more]
    assert Leg.DUTY in legs["DDP"]


def test_a_negative_cost_is_refused() -> None:
    with pytest.raises(UserError, match="is not a cost"):
        CostStep(Leg.FREIGHT, CostBasis.UNIT, D(-1))


def test_steps_are_kept_as_plain_words() -> None:
    step = CostStep(Leg.FREIGHT, CostBasis.REVENUE_TON, D("45.5"), "USD", "Surabaya–Hamburg LCL")
    assert step_of(step.plain()) == step

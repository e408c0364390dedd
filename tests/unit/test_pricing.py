"""Prices by hand: cost ÷ (1 − margin) ÷ rate, rounded once at the end."""

from datetime import date
from decimal import Decimal

import pytest

from tradehouse.domain.errors import UserError
from tradehouse.domain.pricing import (
    PriceBasis,
    Rate,
    Rounding,
    export_price,
    price_from_cost,
    second_price,
    usual_rounding,
)
from tradehouse.domain.records import TierPrice

D = Decimal

TODAY = date(2026, 11, 22)
USD = PriceBasis("USD", Rate(D(16000), TODAY), D("0.30"))


def test_margin_is_a_share_of_the_selling_price() -> None:
    # 112,000 / 0.70 = 160,000 rupiah; / 16,000 = 10.00 dollars. 30 % of 10.00 is 3.00; the cost is 7.00.
    assert export_price({"cost_idr": D(112000)}, USD).amount == D("10.00")


def test_price_is_rounded_once_half_up() -> None:
    # 85,000 / 0.65 / 16,250 = 8.0473… → 8.05 ; 1,000 / 1 / 16,000 = 0.0625 → 0.06
    assert price_from_cost(D(85000), D("0.35"), D(16250), Rounding()) == D("8.05")
    assert price_from_cost(D(1000), D(0), D(16000), Rounding()) == D("0.06")


def test_prices_can_be_rounded_up_to_a_step() -> None:
    # 8.0473… up to the next five cents is 8.05; to the next half dollar 8.50
    assert price_from_cost(D(85000), D("0.35"), D(16250), Rounding(D("0.05"), upward=True)) == D("8.05")
    assert price_from_cost(D(85000), D("0.35"), D(16250), Rounding(D("0.50"), upward=True)) == D("8.50")


def test_yen_and_rupiah_have_no_decimals() -> None:
    # 112,000 / 0.7 / 107 = 1495.327… yen
    basis = PriceBasis("JPY", Rate(D(107), TODAY), D("0.3"), usual_rounding("JPY"))
    assert export_price({"cost_idr": D(112000)}, basis).amount == D(1495)
    home = PriceBasis("IDR", None, D("0.3"), usual_rounding("IDR"))
    assert export_price({"cost_idr": D(112000)}, home).amount == D(160000)


def test_fixed_price_goes_before_a_computed_one() -> None:
    priced = export_price({"cost_idr": D(112000), "export_price": D("12.5"), "export_currency": "USD"}, USD)
    assert (priced.amount, priced.source) == (D("12.5"), "fixed")


def test_fixed_price_in_another_currency_is_not_converted() -> None:
    with_cost = export_price({"cost_idr": D(112000), "export_price": D("12.5"), "export_currency": "EUR"}, USD)
    assert (with_cost.amount, with_cost.source) == (D("10.00"), "cost")
    alone = export_price({"export_price": D("12.5"), "export_currency": "EUR"}, USD)
    assert alone.amount is None
    assert "EUR" in str(alone.reason)


def test_no_cost_means_no_price_whatever_the_retail_price_is() -> None:
    priced = export_price({"price_idr": D(185000), "wholesale_idr": D(150000)}, USD)
    assert priced.amount is None
    assert priced.reason is not None


def test_unknown_rate_or_margin_gives_no_price_and_the_reason() -> None:
    assert "exchange rate" in str(export_price({"cost_idr": D(1)}, PriceBasis("USD", None, D("0.3"))).reason)
    assert "margin" in str(export_price({"cost_idr": D(1)}, PriceBasis("USD", Rate(D(16000), TODAY))).reason)


def test_price_that_rounds_to_zero_is_no_price() -> None:
    assert export_price({"cost_idr": D(1)}, USD).amount is None


@pytest.mark.parametrize("rate", ["0", "-1", "NaN", "Infinity"])
def test_impossible_rates_are_refused(rate: str) -> None:
    with pytest.raises(UserError, match="exchange rate"):
        Rate(D(rate), TODAY)


@pytest.mark.parametrize("margin", ["1", "-0.01", "NaN"])
def test_impossible_margins_are_refused(margin: str) -> None:
    with pytest.raises(UserError, match="margin"):
        PriceBasis("USD", None, D(margin))


def test_second_price_is_the_nearest_cheaper_tier_of_the_currency() -> None:
    tiers = (
        TierPrice("pcs", D(1), D(1), D("10.00"), "USD"),
        TierPrice("pcs", D(1), D(500), D("8.00"), "USD"),
        TierPrice("lusin", D(12), D(10), D("108.00"), "USD"),  # from 120 pieces at 9.00 each
        TierPrice("dus", D(24), D(1), D(2400000), "IDR"),
    )
    found = second_price({"tier_prices": tiers}, "USD", D("10.00"))
    assert found is not None
    assert (found.quantity, found.amount) == (120, D("9.00"))
    assert second_price({"tier_prices": tiers}, "EUR", D("10.00")) is None
    assert second_price({"tier_prices": ()}, "USD", D("10.00")) is None

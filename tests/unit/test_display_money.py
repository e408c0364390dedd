"""Amounts of money as people read them."""

from decimal import Decimal

import pytest

from tradehouse.domain.display import show_money


@pytest.mark.parametrize(
    ("amount", "currency", "shown"),
    [("4900", "USD", "4,900.00"), ("66.96", "USD", "66.96"), ("4669.2", "EUR", "4,669.20"), ("5552", "JPY", "5,552")],
)
def test_an_amount_has_the_places_of_its_currency(amount: str, currency: str, shown: str) -> None:
    assert show_money(Decimal(amount), currency, "en") == shown


def test_no_amount_is_a_dash() -> None:
    assert show_money(None, "USD") == "–"


def test_indonesian_marks_are_a_point_and_a_comma() -> None:
    assert show_money(Decimal("10810.5"), "USD", "id") == "10.810,50"

"""The house's own record and its usual terms of trade."""

from collections.abc import Iterator
from datetime import date
from decimal import Decimal
from pathlib import Path

import pytest

from tradehouse.domain.errors import UserError
from tradehouse.domain.pricing import Rate
from tradehouse.services import history
from tradehouse.services.catalogue import Catalogue, open_catalogue
from tradehouse.services.house import (
    TradingTerms,
    read_house,
    read_trading_terms,
    save_house,
    save_trading_terms,
)


@pytest.fixture
def catalogue(tmp_path: Path) -> Iterator[Catalogue]:
    opened = open_catalogue(tmp_path / "catalogue")
    yield opened
    opened.close()


def test_house_is_empty_until_filled_in_and_each_save_is_one_step_of_undo(catalogue: Catalogue) -> None:
    assert set(read_house(catalogue).values()) == {None}
    assert save_house(catalogue, {"name_id": " Rumah Dagang ", "email": ""})
    assert save_house(catalogue, {"name_id": "Rumah Dagang Nusantara"})
    assert not save_house(catalogue, {"name_id": "Rumah Dagang Nusantara"})
    history.undo(catalogue)
    assert read_house(catalogue)["name_id"] == "Rumah Dagang"
    assert read_house(catalogue)["email"] is None


def test_what_the_house_does_not_have_or_cannot_hold_is_refused(catalogue: Catalogue) -> None:
    with pytest.raises(UserError, match="shoe_size"):
        save_house(catalogue, {"shoe_size": "44"})
    with pytest.raises(UserError, match="600"):
        save_house(catalogue, {"address": "x" * 600})


def test_trading_terms_come_back_as_they_were_kept(catalogue: Catalogue) -> None:
    assert read_trading_terms(catalogue) == TradingTerms()
    terms = TradingTerms(
        Decimal("0.275"),
        {"USD": Rate(Decimal("16250.5"), date(2026, 11, 1))},
        "CIF",
        "IDSUB",
        14,
        "USD 500",
        "full cartons",
        True,
    )
    save_trading_terms(catalogue, terms)
    assert read_trading_terms(catalogue) == terms


def test_margin_of_a_hundred_percent_is_refused(catalogue: Catalogue) -> None:
    with pytest.raises(UserError, match="margin"):
        save_trading_terms(catalogue, TradingTerms(margin=Decimal(1)))

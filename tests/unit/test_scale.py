"""Business scale at the bounds of PP 7/2021, article 35, and of the law before it."""

from datetime import date

import pytest

from tradehouse.domain.scale import scale_of


@pytest.mark.parametrize(
    ("sales", "capital", "expected"),
    [
        (None, 1_000_000_000, ("mikro", "capital")),
        (None, 1_000_000_001, ("kecil", "capital")),
        (2_000_000_000, None, ("mikro", "sales")),
        (2_000_000_001, None, ("kecil", "sales")),
        (15_000_000_000, 1, ("kecil", "sales")),
        (50_000_000_000, 1, ("menengah", "sales")),
        (50_000_000_001, None, ("besar", "sales")),
        (0, 20_000_000_000, ("besar", "capital")),
    ],
)
def test_bounds_are_up_to_and_including(sales: int | None, capital: int | None, expected: tuple[str, str]) -> None:
    found = scale_of(sales, capital)
    assert found is not None
    assert (found.token, found.by) == expected


def test_no_figure_means_no_scale() -> None:
    assert scale_of(None, None) is None
    assert scale_of(0, None) is None


def test_the_law_of_the_day_counts() -> None:
    then, now = scale_of(400_000_000, None, date(2019, 1, 1)), scale_of(400_000_000, None, date(2026, 1, 1))
    assert (then and then.token, now and now.token) == ("kecil", "mikro")

"""Percentages that add up to 100, whatever is counted."""

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tradehouse.domain.shares import shares

COUNTS = st.lists(st.integers(0, 10**12), max_size=60)


def test_participants_per_programme_as_the_house_printed_them() -> None:
    assert shares((170, 41, 95, 28, 35, 63)) == (39, 10, 22, 6, 8, 15)


@pytest.mark.parametrize(
    ("counts", "expected"),
    [
        ((), ()),
        ((0, 0), (0, 0)),
        ((5,), (100,)),
        ((1, 1, 1), (34, 33, 33)),
        ((1, 3, 4, 4), (8, 25, 34, 33)),
        ((Decimal("0.5"), Decimal("1.5")), (25, 75)),
    ],
)
def test_edges_and_ties(counts: tuple[int | Decimal, ...], expected: tuple[int, ...]) -> None:
    assert shares(counts) == expected


def test_of_equal_remainders_the_larger_count_comes_first() -> None:
    # 0.5 and 99.5: both lose half a percent
    assert shares((1, 199)) == (0, 100)


def test_tenths_of_a_percent() -> None:
    assert shares((1, 1, 1), 1000) == (334, 333, 333)


def test_a_negative_count_is_refused() -> None:
    with pytest.raises(ValueError, match="negative"):
        shares((3, -1))


@given(COUNTS)
def test_they_add_up_and_none_is_off_by_one_or_more(counts: list[int]) -> None:
    found = shares(counts)
    assert len(found) == len(counts)
    total = sum(counts)
    assert sum(found) == (100 if total else 0)
    assert all(abs(share * total - 100 * count) < total for share, count in zip(found, counts, strict=True) if total)
    assert all(share == 0 for share, count in zip(found, counts, strict=True) if not count)


@given(COUNTS)
def test_a_larger_count_never_has_a_smaller_share(counts: list[int]) -> None:
    found = [share for _, share in sorted(zip(counts, shares(counts), strict=True))]
    assert found == sorted(found)

"""Which backups stay: all of two days, then daily, weekly, monthly, within the limit."""

from datetime import UTC, datetime, timedelta

from hypothesis import given
from hypothesis import strategies as st

from tradehouse.domain.rotation import DAILY, KEEP_ALL, MONTHLY, WEEKLY, Kept, size_limit, to_drop

NOW = datetime(2026, 11, 22, 9, 0, tzinfo=UTC)


def kept(hours: float, size: int = 1, fixed: bool = False) -> Kept:
    return Kept(f"{hours}", NOW - timedelta(hours=hours), size, fixed)


def test_everything_of_two_days_stays() -> None:
    assert to_drop([kept(n / 2) for n in range(96)], NOW, 10**9) == []


def test_older_ones_thin_out_to_one_a_day_then_a_week_then_a_month() -> None:
    hourly = [kept(n) for n in range(24 * 400)]
    dropped = set(to_drop(hourly, NOW, 10**9))
    left = [b for b in hourly if b not in dropped and NOW - b.made > KEEP_ALL]
    assert len(left) <= DAILY + WEEKLY + MONTHLY
    assert len({b.made.date() for b in left}) == len(left)
    assert max(NOW - b.made for b in left) > timedelta(days=200)


def test_the_oldest_go_first_where_the_limit_is_passed() -> None:
    backups = [kept(n, size=10) for n in range(10)]
    assert [b.name for b in to_drop(backups, NOW, 35)] == ["9", "8", "7", "6", "5", "4", "3"]


def test_a_backup_before_a_migration_is_never_rotated_out() -> None:
    assert to_drop([kept(24 * 900, 100, fixed=True), kept(1, 100)], NOW, 1) == []


def test_the_limit_grows_with_the_database() -> None:
    assert size_limit(0) == 2 * 1024**3
    assert size_limit(10**9) == 5 * 10**9


@given(st.lists(st.tuples(st.integers(0, 20_000), st.integers(1, 1000)), max_size=40, unique_by=lambda t: t[0]))
def test_the_newest_always_stays_and_only_given_ones_go(rows: list[tuple[int, int]]) -> None:
    backups = [kept(hours, size) for hours, size in rows]
    dropped = to_drop(backups, NOW, 500)
    assert set(dropped) <= set(backups)
    if backups:
        assert max(backups, key=lambda b: b.made) not in dropped

"""The path of a supplier: figures of a day, the steps up that they show, and mentoring of three years at most."""

from datetime import date, timedelta
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tradehouse.domain.errors import UserError
from tradehouse.domain.fields import RecordKind
from tradehouse.domain.scale import SCALES
from tradehouse.domain.supplier_path import Snapshot, StepKind, mentoring_end, months_between, stalls, steps_up
from tradehouse.services import browsing, checking, editing, history, supplier_path
from tradehouse.services.catalogue import Catalogue

SUPPLIER = RecordKind.SUPPLIER
MILLIARD = 1_000_000_000


@pytest.fixture
def anyam(catalogue: Catalogue) -> int:
    values = {"name": "Anyam Jaya", "sales_idr": Decimal(MILLIARD), "sales_year": 2023, "market_reach": "regency"}
    return editing.create(catalogue, SUPPLIER, values)


def test_figures_make_a_step_up_with_its_criteria_and_become_the_suppliers_own(
    catalogue: Catalogue, anyam: int
) -> None:
    taken = Snapshot(
        date(2025, 12, 31), Decimal(2_000_000_001), men=3, women=9, reach="province", source="Laporan 2025"
    )
    steps = supplier_path.take_snapshot(catalogue, anyam, taken)
    assert [(step.kind, step.came_from, step.went_to) for step in steps] == [
        (StepKind.SCALE, "mikro", "kecil"),
        (StepKind.REACH, "regency", "province"),
    ]
    assert "2,000,000,001" in str(steps[0].criteria[0].message())
    path = supplier_path.path_of(catalogue, anyam)
    assert [(one.step.went_to, one.evidence) for one in path.steps] == [
        ("kecil", "Laporan 2025"),
        ("province", "Laporan 2025"),
    ]
    stored = browsing.record(catalogue, SUPPLIER, anyam)
    assert (stored["scale"], stored["sales_year"], stored["market_reach"]) == ("kecil", 2025, "province")
    history.undo(catalogue)
    stored = browsing.record(catalogue, SUPPLIER, anyam)
    assert (stored["scale"], stored["sales_year"]) == ("mikro", 2023)
    assert supplier_path.path_of(catalogue, anyam).snapshots == []
    assert checking.check(catalogue).findings == []


def test_older_figures_do_not_become_the_suppliers_own_and_a_step_is_told_once(
    catalogue: Catalogue, anyam: int
) -> None:
    supplier_path.take_snapshot(catalogue, anyam, Snapshot(date(2025, 6, 30), Decimal(3 * MILLIARD)))
    supplier_path.take_snapshot(catalogue, anyam, Snapshot(date(2022, 6, 30), Decimal(500_000_000)))
    again = supplier_path.take_snapshot(catalogue, anyam, Snapshot(date(2025, 6, 30), Decimal(4 * MILLIARD)))
    assert again == []
    assert browsing.record(catalogue, SUPPLIER, anyam)["sales_idr"] == Decimal(4 * MILLIARD)
    path = supplier_path.path_of(catalogue, anyam)
    assert [one.figures.date.year for one in path.snapshots] == [2022, 2025]
    assert len(path.steps) == 1


def test_figures_older_than_what_the_supplier_says_of_itself_neither_become_it_nor_show_a_step(
    catalogue: Catalogue, anyam: int
) -> None:
    steps = supplier_path.take_snapshot(catalogue, anyam, Snapshot(date(2021, 12, 31), Decimal(3 * MILLIARD)))
    assert steps == []
    assert browsing.record(catalogue, SUPPLIER, anyam)["sales_idr"] == Decimal(MILLIARD)
    assert supplier_path.take_snapshot(catalogue, anyam, Snapshot(date(2020, 12, 31), Decimal(100_000_000))) == []
    (step,) = supplier_path.take_snapshot(catalogue, anyam, Snapshot(date(2021, 12, 31), Decimal(4 * MILLIARD)))
    assert (step.came_from, step.went_to) == ("mikro", "kecil")


def test_a_figure_that_a_year_leaves_out_is_the_one_known_before(catalogue: Catalogue, anyam: int) -> None:
    supplier_path.take_snapshot(catalogue, anyam, Snapshot(date(2023, 12, 31), Decimal(MILLIARD), reach="regency"))
    supplier_path.take_snapshot(catalogue, anyam, Snapshot(date(2024, 12, 31), Decimal(MILLIARD)))
    steps = supplier_path.take_snapshot(catalogue, anyam, Snapshot(date(2025, 12, 31), reach="national"))
    assert [(step.came_from, step.went_to) for step in steps] == [("regency", "national")]


def test_both_scales_are_told_with_their_rule(catalogue: Catalogue, anyam: int) -> None:
    editing.change(catalogue, SUPPLIER, anyam, "capital_idr", Decimal(6 * MILLIARD))
    path = supplier_path.path_of(catalogue, anyam)
    assert path.by_sales is not None
    assert path.by_capital is not None
    assert (path.by_sales.token, path.by_capital.token, path.by_capital.rule.code) == ("mikro", "menengah", "pp_7_2021")


@pytest.mark.parametrize(
    ("taken", "code"),
    [
        (Snapshot(date(2025, 1, 1), Decimal(-1)), "negative_figure"),
        (Snapshot(date(2025, 1, 1), men=-2), "negative_figure"),
        (Snapshot(date(2090, 1, 1), Decimal(1)), "future_figures"),
    ],
)
def test_figures_that_cannot_be_are_refused(catalogue: Catalogue, anyam: int, taken: Snapshot, code: str) -> None:
    with pytest.raises(UserError) as refused:
        supplier_path.take_snapshot(catalogue, anyam, taken)
    assert refused.value.code == code
    assert supplier_path.path_of(catalogue, anyam).snapshots == []


def test_mentoring_takes_three_years_at_most(catalogue: Catalogue, anyam: int) -> None:
    supplier_path.begin_mentoring(catalogue, anyam, date(2021, 2, 1), mentor="Bu Dewi")
    with pytest.raises(UserError, match="already"):
        supplier_path.begin_mentoring(catalogue, anyam, date(2022, 2, 1))
    (case,) = supplier_path.path_of(catalogue, anyam).cases
    for ends, code in ((date(2020, 1, 1), "ends_before_start"), (date(2024, 2, 2), "too_long")):
        with pytest.raises(UserError) as refused:
            supplier_path.end_mentoring(catalogue, case, ends, "alumni")
        assert refused.value.code == code
    supplier_path.end_mentoring(catalogue, case, date(2024, 2, 1), "alumni")
    (case,) = supplier_path.path_of(catalogue, anyam).cases
    assert (case.outcome, case.ends) == ("alumni", date(2024, 2, 1))


def test_who_stalls_is_told_why() -> None:
    year = timedelta(days=366)
    first = Snapshot(date(2024, 1, 1), Decimal(100))
    assert stalls([], date(2025, 1, 1)) is None
    assert stalls([first], date(2024, 6, 1)) is None
    assert str(stalls([first], date(2025, 6, 1))) == "no figures for 17 months"
    same = Snapshot(first.date + year, Decimal(104))
    grown = Snapshot(first.date + year, Decimal(106))
    assert stalls([first, same], same.date) is not None
    assert stalls([first, grown], grown.date) is None


@given(st.integers(0, 10**12), st.integers(0, 10**12), st.dates(date(2009, 1, 1), date(2026, 1, 1)))
def test_a_step_up_is_never_down(before: int, after: int, day: date) -> None:
    old, new = Snapshot(day, Decimal(before)), Snapshot(day, Decimal(after))
    for step in steps_up(old, new):
        assert SCALES.index(step.went_to) > SCALES.index(step.came_from)
        assert step.criteria[0].figure > step.criteria[0].bound


@given(st.dates(date(1990, 1, 1), date(2090, 1, 1)))
def test_three_years_are_thirty_six_months(start: date) -> None:
    assert months_between(start, mentoring_end(start)) in (35, 36)

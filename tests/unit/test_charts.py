"""Charts as data, and what they say in words."""

from datetime import date
from decimal import Decimal

import pytest

from tradehouse.domain.charts import Chart, ChartKind, Series, described
from tradehouse.domain.figures import COUNT, DATE, PERCENT, RUPIAH, TEXT, Figure, FigureKind

QUARTERS = ("Q1", "Q2")


def columns(*series: Series) -> Chart:
    return Chart(ChartKind.COLUMNS, "Participants", series, QUARTERS)


def test_a_chart_is_spoken_category_by_category_and_leaves_out_what_is_unknown() -> None:
    chart = columns(Series("UMKM", (1250, None)), Series("Cooperatives", (3, 0)))
    assert described(chart, "en") == "Q1 · UMKM: 1,250; Q1 · Cooperatives: 3; Q2 · Cooperatives: 0"
    assert "1.250" in described(chart, "id")


def test_words_given_for_a_value_stand_in_its_place() -> None:
    chart = columns(Series("", (170, 41), said=("170 (81 %)", "")))
    assert described(chart, "en") == "Q1: 170 (81 %); Q2: 41"


def test_months_are_said_as_months_and_days_as_days() -> None:
    days = (date(2026, 3, 1), date(2026, 4, 1))
    visits = Chart(ChartKind.TIMELINE, "Visits", (Series("", (1, 2)),), dates=days)
    sales = Chart(ChartKind.LINE, "Sales", (Series("", (1, 2)),), dates=days)
    assert visits.category(0, "en") == "Mar 2026"
    assert sales.category(0, "en") == "1 Mar 2026"


def test_nothing_known_is_no_data_but_zeros_are_data() -> None:
    assert columns(Series("", (None, None))).empty
    assert described(columns(Series("", (None, None))), "en") == "No data yet"
    assert not columns(Series("", (0, 0))).empty


@pytest.mark.parametrize(
    ("kind", "series", "dates"),
    [
        (ChartKind.COLUMNS, (Series("", (1,)),), ()),
        (ChartKind.COLUMNS, (Series("", (1, 2), names=("a",)),), ()),
        (ChartKind.COLUMNS, (Series("", (1, 2), tone="pink"),), ()),
        (ChartKind.COLUMNS, (Series("", (1, 2)),) * 9, ()),
        (ChartKind.FUNNEL, (Series("", (1, 2)),) * 2, ()),
        (ChartKind.TARGETS, (Series("", (1, 2)),), ()),
        (ChartKind.TIMELINE, (Series("", (1, 2)),), ()),
        (ChartKind.LINE, (Series("", (1, 2)),), (date(2026, 2, 1), date(2026, 1, 1))),
    ],
)
def test_what_does_not_fit_together_is_refused(
    kind: ChartKind, series: tuple[Series, ...], dates: tuple[date, ...]
) -> None:
    with pytest.raises(ValueError, match=r"."):
        Chart(kind, "Wrong", series, () if dates else QUARTERS, dates)


@pytest.mark.parametrize(
    ("figure", "value", "english", "indonesian"),
    [
        (COUNT, 1250, "1,250", "1.250"),
        (Figure(FigureKind.NUMBER, 1, "months"), Decimal("2.25"), "2.2 months", "2,2 months"),
        (PERCENT, 39, "39 %", "39 %"),
        (RUPIAH, 1_250_000, "Rp 1,250,000", "Rp 1.250.000"),
        (DATE, date(2026, 3, 12), "12 Mar 2026", "12 Mar 2026"),
        (TEXT, "Kriya", "Kriya", "Kriya"),
        (COUNT, None, "–", "–"),
    ],
)
def test_figures_in_full(figure: Figure, value: int, english: str, indonesian: str) -> None:
    assert figure.text(value, "en") == english
    assert figure.text(value, "id") == indonesian


@pytest.mark.parametrize(
    ("figure", "value", "most", "expected"),
    [
        (COUNT, 5000, 90_000, "5,000"),
        (COUNT, 250_000, 900_000, "250K"),
        (COUNT, 500_000, 2_000_000, "0.5M"),
        (COUNT, 0, 2_000_000, "0"),
        (RUPIAH, -1_500_000_000, -3_000_000_000, "Rp -1.5bn"),
        (PERCENT, 40, 100, "40 %"),
    ],
)
def test_figures_on_an_axis_share_the_scale_of_the_largest(
    figure: Figure, value: int, most: int, expected: str
) -> None:
    assert figure.brief(value, most, "en") == expected

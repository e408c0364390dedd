"""Dates as people type them."""

from contextlib import suppress
from datetime import date, datetime, time

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from tradehouse.domain.cells import Cell, CellError, FailedFormula, NotOneValue, Unreadable
from tradehouse.domain.dates import NotADate, parse_date, parse_dated, serial_date


@pytest.mark.parametrize(
    ("typed", "said"),
    [
        ("12 Januari 2023", date(2023, 1, 12)),
        ("26 Agt 2020", date(2020, 8, 26)),
        ("8 Sept 2020", date(2020, 9, 8)),
        ("22 Nopember 2019", date(2019, 11, 22)),
        ("tanggal 4 Juni 2018", date(2018, 6, 4)),
        ("Senin, 3 Mei 2021", date(2021, 5, 3)),
        ("01-03-2016", date(2016, 3, 1)),
        ("12.01.2023", date(2023, 1, 12)),
        ("1/2/23", date(2023, 2, 1)),
        ("03/25/2016", date(2016, 3, 25)),
        ("17-Agu-2023", date(2023, 8, 17)),
        ("2023-01-12", date(2023, 1, 12)),
        ("2023-01-12T10:11:12+00:00", date(2023, 1, 12)),
        ("May 3, 2021", date(2021, 5, 3)),
        ("20210503", date(2021, 5, 3)),
        (20210503, date(2021, 5, 3)),
        (datetime(2020, 1, 1, 3), date(2020, 1, 1)),
        (date(2020, 1, 1), date(2020, 1, 1)),
    ],
)
def test_a_date_is_read_day_first(typed: Cell, said: date) -> None:
    assert parse_date(typed) == said


@pytest.mark.parametrize(
    ("typed", "said", "precision"),
    [("Mei 2021", date(2021, 5, 1), "month"), ("12/2023", date(2023, 12, 1), "month"), ("Jan-23", date(2023, 1, 1), "month"),
     ("tahun 2017", date(2017, 1, 1), "year"), (2021, date(2021, 1, 1), "year"), ("12 Mei 2021", date(2021, 5, 12), "day")],
)  # fmt: skip
def test_what_was_not_said_is_told(typed: Cell, said: date, precision: str) -> None:
    dated = parse_dated(typed)
    assert (dated.value, dated.precision) == (said, precision)


@pytest.mark.parametrize(
    "typed", ["31/02/2020", "32 Januari 2020", "kemarin", "", "45000", 45000, "12 Mei 1066", None, time(8), True]
)
def test_what_is_no_date_is_refused(typed: Cell) -> None:
    with pytest.raises(NotADate):
        parse_date(typed)


def test_a_span_of_years_is_not_one_date() -> None:
    with pytest.raises(NotOneValue):
        parse_date("5 Jan 2021-2025")


def test_a_failed_formula_is_not_a_date() -> None:
    with pytest.raises(FailedFormula):
        parse_date(CellError("#VALUE!"))


def test_day_numbers_count_only_when_asked_for() -> None:
    assert parse_date(45000, serial=True) == date(2023, 3, 15)
    assert parse_date("45000", serial=True) == date(2023, 3, 15)
    assert serial_date(59) == date(1900, 2, 28)
    assert serial_date(61) == date(1900, 3, 1)
    assert serial_date(0, from_1904=True) == date(1904, 1, 1)


@given(st.dates(min_value=date(1970, 1, 1), max_value=date(2099, 12, 31)))
def test_every_usual_form_reads_back(day: date) -> None:
    months = [
        "Januari",
        "Februari",
        "Maret",
        "April",
        "Mei",
        "Juni",
        "Juli",
        "Agustus",
        "September",
        "Oktober",
        "November",
        "Desember",
    ]
    for typed in (
        day.isoformat(),
        day.strftime("%d/%m/%Y"),
        f"{day.day}-{day.month}-{day.year}",
        f"{day.day} {months[day.month - 1]} {day.year}",
        f"{day.day} {months[day.month - 1][:3].upper()} {day.year}",
    ):
        assert parse_date(typed) == day


@example("0\x1f")
@given(st.text(max_size=40))
def test_wild_text_is_read_or_refused(typed: str) -> None:
    with suppress(Unreadable):
        parse_dated(typed, serial=True)

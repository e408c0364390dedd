"""Numbers as people type them."""

from contextlib import suppress
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tradehouse.domain.cells import Cell, CellError, FailedFormula, NotOneValue, Unreadable
from tradehouse.domain.numbers import (
    NotANumber,
    decimal_convention,
    number_from_cell,
    parse_number,
    parse_price,
    parse_quantity,
)


@pytest.mark.parametrize(
    ("typed", "number"),
    [
        ("Rp 1.250.000,-", "1250000"),
        ("Rp. 40.000", "40000"),
        ("Rp.1.250.000,00", "1250000.00"),
        ("2.300.000", "2300000"),
        ("1,5 kg", "1.5"),
        ("56175.021", "56175.021"),
        ("USD 12.50", "12.50"),
        ("12rb", "12000"),
        ("12 ribu", "12000"),
        ("1,2jt", "1200000"),
        ("1.250rb", "1250000"),
        ("2 miliar", "2000000000"),
        ("(32000)", "-32000"),
        ("−5", "-5"),
        ("225,000", "225000"),
        ("Rp40,000", "40000"),
        ("1.234.567,89", "1234567.89"),
        ("1,234,567.89", "1234567.89"),
        ("1 250 000", "1250000"),
        ("1'250'000", "1250000"),
        ("15.000/pcs", "15000"),
        ("15000/250gr", "15000"),
        ("12.000,-/kg", "12000"),
        ("1.2E+07", "12000000"),
        ("0,500", "0.500"),
        ("±12.000", "12000"),
        ("٣٢", "32"),
    ],
)
def test_a_typed_number_is_read(typed: str, number: str) -> None:
    assert parse_number(typed) == Decimal(number)


@pytest.mark.parametrize(("typed", "price"), [("1,5 M", 1_500_000_000), ("Rp 2 M", 2_000_000_000), ("1,2 T", 1_200_000_000_000), ("25.000 m", 25_000)])  # fmt: skip
def test_in_money_a_capital_m_stands_for_milliards(typed: str, price: int) -> None:
    assert parse_price(typed, decimal=",") == price


def test_elsewhere_it_is_a_unit() -> None:
    assert parse_number("1,5 m") == Decimal("1.5")


@pytest.mark.parametrize("typed", ["12rb-15rb", "12.000 - 15.000", "1.000 s/d 2.000", "12.000/15.000", "> 5000", "mulai 12.000", "10 x 25"])  # fmt: skip
def test_several_numbers_are_not_one(typed: str) -> None:
    with pytest.raises(NotOneValue) as refused:
        parse_number(typed)
    assert refused.value.code == "not_one_value"


@pytest.mark.parametrize("typed", ["", "-", "abc", "rp", "12.01.2023", "1.250.00", "10%", "1" * 90])
def test_what_is_no_number_is_refused(typed: str) -> None:
    with pytest.raises(NotANumber) as refused:
        parse_number(typed)
    assert refused.value.code == "not_a_number"


def test_a_price_range_is_refused_in_the_words_of_prices() -> None:
    with pytest.raises(NotOneValue) as refused:
        parse_price("12rb-15rb")
    assert refused.value.message.text("en") == (
        '"12rb-15rb" is not one price. Enter one number, or use the tier price columns.'
    )


def test_the_convention_of_the_column_decides_an_ambiguous_mark() -> None:
    assert parse_number("1.250", decimal=".") == Decimal("1.25")
    assert parse_number("1.250", decimal=",") == 1250
    assert parse_number("1,250", decimal=".") == 1250
    assert parse_number("56175.021", decimal=",") == Decimal("56175.021")


@pytest.mark.parametrize(
    ("column", "mark"),
    [
        (["12.000", "15.500", "1.250.000"], ","),
        (["56175.021", "12.5", "1.000"], "."),
        (["225,000", "12,500", "1,000"], "."),
        (["1,5 kg", "2,25"], ","),
        (["12.000", "15.500"], None),
        (["12", "kopi", ""], None),
        (["1.5", "1,5"], None),
    ],
)
def test_a_column_tells_its_decimal_mark(column: list[str], mark: str | None) -> None:
    assert decimal_convention(column) == mark


@given(st.integers(min_value=-(10**12), max_value=10**12), st.integers(min_value=0, max_value=99))
def test_indonesian_and_english_writing_read_back(whole: int, part: int) -> None:
    number = Decimal(f"{whole}.{part:02}")
    english = f"{whole:,}.{part:02}"
    indonesian = english.translate(str.maketrans(",.", ".,"))
    assert parse_number(indonesian, decimal=",") == number
    assert parse_number(english, decimal=".") == number
    assert parse_number(f"Rp {indonesian}".replace("Rp -", "-Rp "), decimal=",") == number


@given(st.text(max_size=70))
def test_wild_text_is_read_or_refused_and_never_breaks(typed: str) -> None:
    for read in (parse_number, parse_price, parse_quantity):
        with suppress(Unreadable):
            read(typed)


@pytest.mark.parametrize(
    ("cell", "number"), [(12, "12"), (15784200.000000002, "15784200"), (0.1, "0.1"), ("12rb", "12000"), (5.57e12, "5570000000000")]
)  # fmt: skip
def test_a_cell_gives_the_digits_that_a_sheet_keeps(cell: Cell, number: str) -> None:
    assert number_from_cell(cell) == Decimal(number)


def test_cells_that_hold_something_else_are_refused() -> None:
    with pytest.raises(FailedFormula):
        number_from_cell(CellError("#DIV/0!"))
    with pytest.raises(NotANumber):
        number_from_cell(True)
    with pytest.raises(NotANumber):
        number_from_cell(None)


@pytest.mark.parametrize(
    ("typed", "amount", "unit"),
    [("250 gr", "250", "gr"), ("1/2 kg", "0.5", "kg"), ("½ kg", "0.5", "kg"), ("1 1/2 kg", "1.5", "kg"), ("12", "12", ""),
     ("1,5 Liter", "1.5", "Liter"), ("isi 12 pcs", "12", "pcs"), ("250gr", "250", "gr"), ("500 ml/botol", "500", "ml/botol")],
)  # fmt: skip
def test_a_quantity_keeps_its_unit(typed: str, amount: str, unit: str) -> None:
    assert parse_quantity(typed) == (Decimal(amount), unit)

"""What number formats tell."""

import pytest

from tradehouse.exchange.number_formats import currency_of, is_percent, padded_text, zero_pattern


@pytest.mark.parametrize(
    ("code", "value", "shown"),
    [
        ("00000", 42, "00042"),
        ("00000", 123456, "123456"),
        ("00-000-000", 123456, "00-123-456"),
        ("00\\.000\\.000\\.0\\-000\\.000", 13121660091000, "01.312.166.0-091.000"),
        ('"NIB "0000000000000', 220001234567, "NIB 0220001234567"),
        ("[$-421]00000", 7, "00007"),
        ("00000;-00000", 7, "00007"),
        ("0000", -5, "-0005"),
    ],
)
def test_zeros_that_excel_shows_are_given_back(code: str, value: int, shown: str) -> None:
    assert padded_text(zero_pattern(code), value) == shown


@pytest.mark.parametrize(
    "code", ["General", "0", "0.00", "#,##0", "0%", "dd/mm/yyyy", "[$-421]dd mmmm yyyy", "@", "00/00/0000", "0.00E+00"]
)
def test_other_formats_pad_nothing(code: str) -> None:
    assert zero_pattern(code) == ""


def test_percentages_are_known() -> None:
    assert is_percent("0.0%")
    assert not is_percent('0" %"')


@pytest.mark.parametrize(
    ("code", "currency"),
    [
        ('_-"Rp"* #,##0_-;-"Rp"* #,##0_-', "IDR"),
        ("[$Rp-421]#,##0", "IDR"),
        ("[$-421]#,##0", ""),
        ("[$$-409]#,##0.00", "USD"),
        ('"$"#,##0_);("$"#,##0)', "USD"),
        ("[$€-2] #,##0", "EUR"),
        ("[$IDR]\\ #,##0", "IDR"),
        ("#,##0", ""),
    ],
)
def test_the_money_of_a_format_is_known(code: str, currency: str) -> None:
    assert currency_of(code) == currency

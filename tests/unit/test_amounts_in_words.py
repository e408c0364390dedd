"""Amounts as they are written out on a pro forma invoice."""

from decimal import Decimal

import pytest

from tradehouse.domain.amounts_in_words import MOST, amount_in_words, in_words


@pytest.mark.parametrize(
    ("number", "english", "indonesian"),
    [
        (0, "zero", "nol"),
        (11, "eleven", "sebelas"),
        (19, "nineteen", "sembilan belas"),
        (21, "twenty-one", "dua puluh satu"),
        (100, "one hundred", "seratus"),
        (111, "one hundred eleven", "seratus sebelas"),
        (1000, "one thousand", "seribu"),
        (1001, "one thousand one", "seribu satu"),
        (2010, "two thousand ten", "dua ribu sepuluh"),
        (11_000, "eleven thousand", "sebelas ribu"),
        (101_000, "one hundred one thousand", "seratus satu ribu"),
        (1_001_000, "one million one thousand", "satu juta seribu"),
        (
            1_234_567,
            "one million two hundred thirty-four thousand five hundred sixty-seven",
            "satu juta dua ratus tiga puluh empat ribu lima ratus enam puluh tujuh",
        ),
        (5_000_000_000_000, "five trillion", "lima triliun"),
    ],
)
def test_numbers(number: int, english: str, indonesian: str) -> None:
    assert in_words(number, "en") == english
    assert in_words(number, "id") == indonesian


@pytest.mark.parametrize("number", [-1, MOST])
def test_a_number_beyond_words(number: int) -> None:
    with pytest.raises(ValueError, match=str(number)):
        in_words(number, "en")


def test_amounts() -> None:
    assert amount_in_words(Decimal("1200.50"), "USD", "en") == "US dollars one thousand two hundred and 50/100 only"
    assert amount_in_words(Decimal("1200.50"), "USD", "id") == "Seribu dua ratus dan 50/100 dolar Amerika Serikat"
    assert amount_in_words(Decimal("1200.004"), "EUR", "en") == "Euros one thousand two hundred only"
    assert amount_in_words(Decimal(185_000), "IDR", "id") == "Seratus delapan puluh lima ribu rupiah"
    assert amount_in_words(Decimal(7), "THB", "en") == "THB seven only"
    assert amount_in_words(Decimal(-1), "USD", "en") == ""
    assert amount_in_words(Decimal(MOST), "IDR", "id") == ""

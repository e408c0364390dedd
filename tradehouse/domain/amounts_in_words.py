"""Amounts in words, as contracts and pro forma invoices want them beside the figures: English and Indonesian.

Hundredths are written as a fraction of 100, as on cheques, so that no language's word for cents is needed.
"""

from collections.abc import Mapping
from decimal import ROUND_HALF_UP, Decimal
from typing import Final

from tradehouse.domain.pricing import usual_rounding

MOST: Final = 10**15
"""Amounts from here on have no words."""

_ONES_EN = (
    "zero", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten", "eleven", "twelve",
    "thirteen", "fourteen", "fifteen", "sixteen", "seventeen", "eighteen", "nineteen",
)  # fmt: skip
_TENS_EN = ("", "", "twenty", "thirty", "forty", "fifty", "sixty", "seventy", "eighty", "ninety")
_GROUPS_EN = ("", " thousand", " million", " billion", " trillion")
_ONES_ID = ("nol", "satu", "dua", "tiga", "empat", "lima", "enam", "tujuh", "delapan", "sembilan", "sepuluh", "sebelas")
_GROUPS_ID = ("", " ribu", " juta", " miliar", " triliun")

_CURRENCIES: Final[Mapping[str, Mapping[str, str]]] = {
    "USD": {"en": "US dollars", "id": "dolar Amerika Serikat"},
    "EUR": {"en": "euros", "id": "euro"},
    "IDR": {"en": "rupiah", "id": "rupiah"},
    "JPY": {"en": "yen", "id": "yen"},
    "GBP": {"en": "pounds sterling", "id": "pound sterling"},
    "AUD": {"en": "Australian dollars", "id": "dolar Australia"},
    "SGD": {"en": "Singapore dollars", "id": "dolar Singapura"},
    "MYR": {"en": "ringgit", "id": "ringgit"},
    "CNY": {"en": "yuan renminbi", "id": "yuan renminbi"},
    "KRW": {"en": "won", "id": "won"},
    "SAR": {"en": "Saudi riyals", "id": "riyal Saudi"},
    "AED": {"en": "UAE dirhams", "id": "dirham Uni Emirat Arab"},
}
"""What currencies are called; one that is not here goes by its code."""


def in_words(number: int, language: str) -> str:
    """Return a whole number from 0 to below MOST in words: 1,250 → "one thousand two hundred fifty", "seribu dua
    ratus lima puluh". Raises ValueError beyond.
    """
    if not 0 <= number < MOST:
        raise ValueError(number)
    below, groups = (_below_id, _GROUPS_ID) if language == "id" else (_below_en, _GROUPS_EN)
    parts: list[str] = []
    for n, name in enumerate(groups):
        part = number // 1000**n % 1000
        if part:
            parts.append("seribu" if language == "id" and n == 1 and part == 1 else below(part) + name)
    return " ".join(reversed(parts)) or below(0)


def amount_in_words(amount: Decimal, currency: str, language: str) -> str:
    """Return an amount in words, rounded to the currency's smallest unit; "" where it has none (negative, too large).

    "US dollars one thousand two hundred and 50/100 only" in English, "Seribu dua ratus dan 50/100 dolar Amerika
    Serikat" in Indonesian.
    """
    rounded = amount.quantize(usual_rounding(currency).step, ROUND_HALF_UP)
    if not 0 <= rounded < MOST:
        return ""
    whole = int(rounded)
    hundredths = int((rounded - whole) * 100)
    name = _CURRENCIES.get(currency, {}).get(language, currency)
    words = in_words(whole, language)
    if language == "id":
        text = f"{words} dan {hundredths:02d}/100 {name}" if hundredths else f"{words} {name}"
    else:
        text = f"{name} {words} and {hundredths:02d}/100 only" if hundredths else f"{name} {words} only"
    return text[0].upper() + text[1:]


def _below_en(number: int) -> str:
    if number < len(_ONES_EN):
        return _ONES_EN[number]
    if number < 100:
        ones = number % 10
        return _TENS_EN[number // 10] + (f"-{_ONES_EN[ones]}" if ones else "")
    rest = number % 100
    return f"{_ONES_EN[number // 100]} hundred" + (f" {_below_en(rest)}" if rest else "")


def _below_id(number: int) -> str:
    if number < len(_ONES_ID):
        return _ONES_ID[number]
    if number < 20:
        return f"{_ONES_ID[number - 10]} belas"
    if number < 100:
        rest = number % 10
        return f"{_ONES_ID[number // 10]} puluh" + (f" {_ONES_ID[rest]}" if rest else "")
    rest = number % 100
    hundreds = "seratus" if number < 200 else f"{_ONES_ID[number // 100]} ratus"
    return hundreds + (f" {_below_id(rest)}" if rest else "")

"""A size that was written down in Indonesian, said in English: the few words that sizes are made of, and the comma."""

import re
from collections.abc import Mapping
from typing import Final

_ENGLISH: Final[Mapping[str, str]] = {
    "lingkar dada": "chest",
    "lingkar kepala": "head circumference",
    "lingkar pinggang": "waist",
    "lingkar": "circumference",
    "panjang": "length",
    "lebar": "width",
    "tinggi": "height",
    "tebal": "thickness",
    "semua ukuran": "one size",
    "bebas": "free size",
    "tahun": "years",
    "bulan": "months",
    "gram": "g",
    "liter": "l",
    "lembar": "sheets",
    "buah": "pcs",
}
_WORDS = re.compile(rf"\b({'|'.join(sorted(_ENGLISH, key=len, reverse=True))})\b", re.IGNORECASE)
_DECIMAL_COMMA = re.compile(r"(?<=\d),(?=\d)")


def english_size(text: str) -> str:
    """Return a size text as an English list says it; words that are none of a size's stay as they are."""
    return _DECIMAL_COMMA.sub(".", _WORDS.sub(lambda found: _ENGLISH[found[0].lower()], text))

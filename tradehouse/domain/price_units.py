"""The unit that a price names: "Rp 15.000/pcs", "15rb per lusin", "Rp 120.000 (kodi)"."""

import re
from typing import Final

_PARTS: Final = re.compile(
    r"^(?P<price>.*\d.*?)\s*(?:/|\bper\b|@|\bse(?=lusin|kodi|pasang|set|buah|bungkus|botol|kotak|ikat|ekor|lembar|gross)|\()"
    r"\s*(?P<unit>(?:\d[\d.,]*\s*)?[^\W\d_][^\d/()]*?)\s*\)?\.?$",
    re.IGNORECASE,
)


def part_price(text: str) -> tuple[str, str]:
    """Return the price and the unit that a text says, the unit "" where it names none: ("15rb", "lusin")."""
    match = _PARTS.match(text.strip())
    return (match["price"].strip(), match["unit"].strip()) if match else (text, "")

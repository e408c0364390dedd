"""A variant that was written down in Indonesian, said in English.

A variant has no English field: it is a word or two of colour, size, taste or shape that every maker writes the same way,
and one more text to fill in for every article would stay empty. What is made of these words alone is said in English;
anything else (a name, a motif, a number) stands as it is, because half a translation reads worse than none.
"""

import re
from collections.abc import Mapping
from typing import Final

from tradehouse.domain.size_words import english_size
from tradehouse.domain.text import fold

_ENGLISH: Final[Mapping[str, str]] = {
    "merah": "red", "merah tua": "dark red", "merah muda": "pink", "merah marun": "maroon", "marun": "maroon",
    "biru": "blue", "biru tua": "dark blue", "biru muda": "light blue", "biru dongker": "navy", "dongker": "navy",
    "hijau": "green", "hijau tua": "dark green", "hijau muda": "light green", "hijau lumut": "moss green",
    "kuning": "yellow", "kuning emas": "gold", "emas": "gold", "perak": "silver", "jingga": "orange", "oranye": "orange",
    "ungu": "purple", "ungu muda": "lilac", "coklat": "brown", "cokelat": "brown", "coklat tua": "dark brown",
    "coklat muda": "light brown", "hitam": "black", "putih": "white", "putih tulang": "off-white", "abu-abu": "grey",
    "abu abu": "grey", "krem": "cream", "natural": "natural", "alami": "natural", "polos": "plain", "motif": "patterned",
    "warna-warni": "multicolour", "campur": "assorted", "campuran": "assorted",
    "kecil": "small", "sedang": "medium", "besar": "large", "jumbo": "jumbo", "mini": "mini", "panjang": "long",
    "pendek": "short", "lebar": "wide", "tinggi": "tall", "bulat": "round", "bundar": "round", "kotak": "square",
    "persegi": "square", "lonjong": "oval", "dewasa": "adult", "anak": "child", "anak-anak": "children",
    "pria": "men", "wanita": "women", "semua ukuran": "one size",
    "asli": "original", "orisinal": "original", "original": "original", "pedas": "spicy", "sangat pedas": "extra spicy",
    "tidak pedas": "mild", "manis": "sweet", "asin": "salted", "gurih": "savoury", "asam": "sour", "keju": "cheese",
    "bawang": "onion", "bawang putih": "garlic", "balado": "balado", "jahe": "ginger", "gula aren": "palm sugar",
    "madu": "honey", "kelapa": "coconut", "pandan": "pandan", "kacang": "peanut", "bubuk": "powder", "biji": "beans",
    "utuh": "whole", "bening": "clear", "doff": "matt", "kilap": "glossy",
}  # fmt: skip
_BETWEEN: Final = re.compile(r"(\s*(?:[/;+·|]|,(?!\d))\s*|\s+(?:dan|&)\s+)")
_AND: Final = frozenset({"dan", "&"})


def english_variant(text: str) -> str:
    """Return a variant as an English list says it: as it is where not all of its words are known."""
    parts = _BETWEEN.split(text.strip())
    said = [_joint(part) if n % 2 else _said(part) for n, part in enumerate(parts)]
    return "".join(part for part in said if part is not None) if None not in said else text


def _said(part: str) -> str | None:
    if any(letter.isdigit() for letter in part):
        return english_size(part)
    if len(part) <= 2:
        return part  # S, M, XL
    found = _ENGLISH.get(fold(part))
    return None if found is None else found.capitalize() if part[:1].isupper() else found


def _joint(text: str) -> str:
    return " and " if text.strip() in _AND else text

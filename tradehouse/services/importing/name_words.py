"""The words of a name, made comparable: which of two names are one, written differently."""

import re
from dataclasses import dataclass
from functools import lru_cache
from typing import Any, Final

from rapidfuzz.distance import OSA

from tradehouse.domain.text import fold

_LEGAL_FORMS: Final = frozenset({
    "cv", "ud", "pt", "pd", "po", "tbk", "koperasi", "kop", "ksu", "kub", "kube", "kelompok", "umkm", "ukm", "ikm", "toko",
    "tk", "usaha", "perusahaan", "home", "industri", "industry", "produsen", "primer", "poktan", "kwt",
})  # fmt: skip
_SAY_NOTHING: Final = frozenset({
    "asli", "khas", "produk", "product", "original", "ori", "murni", "dan", "and", "isi", "ukuran", "size",
})  # fmt: skip
_MEASURE: Final = re.compile(
    r"(?<![0-9a-z])(\d+(?:[.,]\d+)?)\s*(kg|kilo|kilogram|gram|grm|gr|g|liter|litre|ltr|l|ml|cc|mg|cm|mm|m|pcs|pc|buah|biji|lembar|sachet|sct|pack|pak)?(?![0-9a-z])"
)
_TO_BASE: Final = {
    "kg": ("g", 1000.0), "kilo": ("g", 1000.0), "kilogram": ("g", 1000.0), "gram": ("g", 1.0), "grm": ("g", 1.0),
    "gr": ("g", 1.0), "g": ("g", 1.0), "mg": ("g", 0.001), "liter": ("ml", 1000.0), "litre": ("ml", 1000.0),
    "ltr": ("ml", 1000.0), "l": ("ml", 1000.0), "ml": ("ml", 1.0), "cc": ("ml", 1.0), "cm": ("cm", 1.0),
    "mm": ("cm", 0.1), "m": ("cm", 100.0),
}  # fmt: skip
_VOWELS: Final = str.maketrans("", "", "aiueo")
_ONE_SLIP: Final = 5
_TWO_SLIPS: Final = 8
"""From so many letters on a word may differ by one, or two, and still be the same, written otherwise."""


@dataclass(frozen=True, slots=True)
class Name:
    """A name to compare: its words, sorted, without what says nothing; the amounts in it; the words that do not count
    where only one of two names has them; block is the same for all names that may be alike.
    """

    words: tuple[str, ...]
    amounts: frozenset[tuple[float, str]]
    block: str


def product_name(text: str, variant: Any = None, content: Any = None, unit: Any = None, firm: str = "") -> Name:
    """Return a product's name to compare; its variant counts as words, its net content as an amount."""
    full = f"{text} {variant}" if isinstance(variant, str) else text
    name = _name(full, _words_of(firm) | _SAY_NOTHING)
    if isinstance(content, int | float) and not isinstance(content, bool):
        amount = _in_base(float(content), unit if isinstance(unit, str) else "")
        return Name(name.words, name.amounts | {amount}, name.block)
    return name


def firm_name(text: str) -> Name:
    """Return a firm's name to compare, without its legal form."""
    return _name(text, _LEGAL_FORMS)


@lru_cache(4096)
def _words_of(firm: str) -> frozenset[str]:
    return frozenset(fold(firm).split())


def _name(text: str, unsaid: frozenset[str]) -> Name:
    plain = fold(text)
    amounts: frozenset[tuple[float, str]] = frozenset()
    if any(c.isdigit() for c in plain):
        # decimals are lost in folding: "1,5 kg" is read from the text as it stands
        lower = text.casefold()
        amounts = frozenset(_in_base(float(n.replace(",", ".")), unit) for n, unit in _MEASURE.findall(lower))
        plain = fold(_MEASURE.sub(" ", lower))
    words = tuple(sorted(word for word in plain.split() if word not in unsaid)) or tuple(sorted(plain.split()))
    return Name(words, amounts, _block(words))


def _in_base(figure: float, unit: str) -> tuple[float, str]:
    base, factor = _TO_BASE.get(unit, (unit, 1.0))
    return round(figure * factor, 3), base


def _block(words: tuple[str, ...]) -> str:
    """Return what a slip of the pen in vowels or after the first consonants leaves as it is: "kripik", "keripik" → kr."""
    return "".join(sorted([(word[0] + word[1:].translate(_VOWELS))[:2] for word in words]))


def likeness(one: Name, other: Name) -> float:
    """Return how alike two names are (0–1); 0 where they are names of different things."""
    if one.amounts and other.amounts and one.amounts != other.amounts:
        return 0.0
    if len(one.words) != len(other.words) or not one.words:
        return 0.0
    left, right = list(one.words), list(other.words)
    for word in one.words:
        if word in right:
            left.remove(word)
            right.remove(word)
    slips = 0
    for word in left:
        near = min(((OSA.distance(word, w), w) for w in right if _may_be(word, w)), default=None)
        if near is None or near[0] > _slips_allowed(min(len(word), len(near[1]))):
            return 0.0
        slips += near[0]
        right.remove(near[1])
    if len(left) > max(1, len(one.words) // 2):
        return 0.0  # with a slip in every word it is another name
    letters = sum(map(len, one.words))
    unsure = 0.05 if bool(one.amounts) != bool(other.amounts) else 0.0
    return max(0.5, 1 - slips / letters - unsure)


def _may_be(word: str, other: str) -> bool:
    return word[0] == other[0] and not any(c.isdigit() for c in word + other)


def _slips_allowed(length: int) -> int:
    return 2 if length >= _TWO_SLIPS else 1 if length >= _ONE_SLIP else 0

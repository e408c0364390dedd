"""The words of a name, made comparable: which of two names are one, written differently."""

import re
from functools import lru_cache
from typing import Any, Final, NamedTuple

from rapidfuzz.distance import OSA

from tradehouse.domain.text import fold

_LEGAL_FORMS: Final = frozenset({
    "cv", "ud", "pt", "pd", "po", "tbk", "koperasi", "kop", "ksu", "kub", "kube", "kelompok", "umkm", "ukm", "ikm", "toko",
    "tk", "usaha", "perusahaan", "home", "industri", "industry", "produsen", "primer", "poktan", "kwt",
})  # fmt: skip
_OFTEN_BEHIND: Final = frozenset({"cv", "ud", "pt", "pd"})
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
_DIGIT: Final = re.compile(r"\d")
_VOWELS: Final = str.maketrans("", "", "aiueo")
_ONE_SLIP: Final = 5
_TWO_SLIPS: Final = 8
"""From so many letters on a word may differ by one, or two, and still be the same, written otherwise."""


class Name(NamedTuple):
    """A name to compare: its words, sorted, without amounts and what says nothing; block is the same for all names
    that may be alike; text and content (figure, unit) are where its amounts stand.
    """

    words: tuple[str, ...]
    block: str
    text: str
    content: tuple[float, str] | None = None


def product_name(text: str, variant: Any = None, content: Any = None, unit: Any = None, firm: str = "") -> Name:
    """Return a product's name to compare; its variant counts as words, its net content as an amount."""
    full = f"{text} {variant}" if isinstance(variant, str) else text
    told = None
    if isinstance(content, int | float) and not isinstance(content, bool):
        told = _in_base(float(content), unit if isinstance(unit, str) else "")
    return _name(full, _unsaid(firm) if firm else _SAY_NOTHING, told)


def firm_key(text: Any) -> str:
    """Return what is the same for a firm's name with its legal form in front or behind: "Maju Jaya, CV"; "" for None."""
    name = fold(text) if isinstance(text, str) else ""
    rest, _space, last = name.rpartition(" ")
    return f"{last} {rest}" if rest and last in _OFTEN_BEHIND and not rest.startswith(f"{last} ") else name


def firm_name(text: str) -> Name:
    """Return a firm's name to compare, without its legal form."""
    return _name(text, _LEGAL_FORMS)


@lru_cache(4096)
def _unsaid(firm: str) -> frozenset[str]:
    return _SAY_NOTHING | frozenset(fold(firm).split())


def _name(text: str, unsaid: frozenset[str], content: tuple[float, str] | None = None) -> Name:
    plain = fold(text)
    if _DIGIT.search(plain):
        plain = _MEASURE.sub(" ", plain)
    told = plain.split()
    words = tuple(sorted([word for word in told if word not in unsaid] or told))
    return Name(words, "".join(sorted(map(_beginning, words))), text, content)


@lru_cache(16_384)
def _amounts(text: str) -> frozenset[tuple[float, str]]:
    """Return the amounts in a name as it stands, since folding parts "1,5 kg"."""
    found = _MEASURE.findall(text.casefold())
    return frozenset(_in_base(float(figure.replace(",", ".")), unit) for figure, unit in found)


def _all_amounts(name: Name) -> frozenset[tuple[float, str]]:
    found = _amounts(name.text) if _DIGIT.search(name.text) else frozenset()
    return found if name.content is None else found | {name.content}


def _in_base(figure: float, unit: str) -> tuple[float, str]:
    base, factor = _TO_BASE.get(unit, (unit, 1.0))
    return round(figure * factor, 3), base


@lru_cache(65_536)
def _beginning(word: str) -> str:
    """Return what a slip of the pen in the vowels leaves as it is: "kripik", "keripik" → kr."""
    return (word[0] + word[1:].translate(_VOWELS))[:2]


def likeness(one: Name, other: Name) -> float:
    """Return how alike two names are (0–1); 0 where they are names of different things."""
    if len(one.words) != len(other.words) or not one.words:
        return 0.0
    left, right = _without(one.words, other.words), _without(other.words, one.words)
    if len(left) > max(1, len(one.words) // 2):
        return 0.0  # with a slip in every word it is another name
    slips = 0
    for word in left:
        near = min(((OSA.distance(word, w), w) for w in right if _may_be(word, w)), default=None)
        if near is None or near[0] > _slips_allowed(min(len(word), len(near[1]))):
            return 0.0
        slips += near[0]
        right.remove(near[1])
    amounts, theirs = _all_amounts(one), _all_amounts(other)
    if amounts and theirs and amounts != theirs:
        return 0.0
    unsure = 0.05 if bool(amounts) != bool(theirs) else 0.0
    return max(0.5, 1 - slips / sum(map(len, one.words)) - unsure)


def _without(words: tuple[str, ...], others: tuple[str, ...]) -> list[str]:
    """Return the words that others do not have, each as often as it is left over."""
    found = list(others)
    left = []
    for word in words:
        if word in found:
            found.remove(word)
        else:
            left.append(word)
    return left


def _may_be(word: str, other: str) -> bool:
    return word[0] == other[0] and not any(c.isdigit() for c in word + other)


def _slips_allowed(length: int) -> int:
    return 2 if length >= _TWO_SLIPS else 1 if length >= _ONE_SLIP else 0

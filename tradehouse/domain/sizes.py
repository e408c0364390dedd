"""Sizes as people here type them: "30x20x10 cm", "P 30 L 20 T 10", "Ø 12 x 8", "300 × 200 mm"; all in centimetres."""

import re
import unicodedata
from dataclasses import dataclass
from decimal import Decimal
from itertools import pairwise
from typing import Final

from tradehouse.domain.cells import Unreadable
from tradehouse.domain.language import N_


class NotASize(Unreadable):
    """No size of one to three lengths, or none that can be read without guessing."""

    code = "not_a_size"


@dataclass(frozen=True, slots=True)
class Size:
    """Lengths in centimetres; None where the text does not say. A round thing is as long as it is wide."""

    length: Decimal | None
    width: Decimal | None = None
    height: Decimal | None = None

    @property
    def sides(self) -> tuple[Decimal | None, Decimal | None, Decimal | None]:
        """Length, width and height."""
        return self.length, self.width, self.height


_LONGEST: Final = 80
_UNITS: Final = {
    "mm": Decimal("0.1"),
    **dict.fromkeys(("cm", "centimeter", "sentimeter", "senti"), Decimal(1)),
    **dict.fromkeys(("m", "meter", "mtr"), Decimal(100)),
    **dict.fromkeys(("inch", "inches", "inchi", "inci", "in", '"'), Decimal("2.54")),
}
_UNIT = rf"(?:\(?(?P<unit>{'|'.join(sorted(map(re.escape, _UNITS), key=len, reverse=True))})(?![a-wyz])\.?)?"
_LETTERS: Final = {
    **dict.fromkeys(("p", "pj", "panjang", "length"), "length"),
    **dict.fromkeys(("lebar", "width", "w", "lb"), "width"),
    **dict.fromkeys(("t", "tinggi", "h", "height", "tg"), "height"),
    **dict.fromkeys(("tebal", "thickness"), "thick"),
    **dict.fromkeys(("d", "dia", "diam", "diameter", "ø", "⌀"), "across"),
    "l": "l",
}
_WORDS = "|".join(sorted(_LETTERS, key=len, reverse=True))
_SIDE = re.compile(
    rf"(?:(?<![a-z])(?P<label>{_WORDS})(?![a-z])\s*[.:=]?\s*)?[±+/-]*\s*(?P<figure>\d+(?:[.,]\d+)?)\s*{_UNIT}"
    rf"(?:\s*\(\s*(?P<after>{_WORDS})\s*\))?"
)
_USUAL = re.compile(
    rf"(\d+(?:[.,]\d+)?)\s*[x×*]\s*(\d+(?:[.,]\d+)?)(?:\s*[x×*]\s*(\d+(?:[.,]\d+)?))?\s*(?:({'|'.join(sorted(map(re.escape, _UNITS), key=len, reverse=True))})\.?)?"
)
_TITLE = re.compile(r"^\s*(?:ukuran|uk|size|dimensi|dimension|dim)\b\s*[.:=]*\s*")
_ORDER = re.compile(
    r"(?<![a-z])\(?\s*(?:p\s*[x×*]\s*l(?:\s*[x×*]\s*t)?|l\s*[x×*]\s*w(?:\s*[x×*]\s*h)?)(?![a-z])\s*\)?\s*(?:\(\s*(?:cm|mm|m)\s*\))?\s*[:=]?"
)
_BETWEEN = re.compile(r"^[\s,;:±x×*✕/&+()-]*$")
_TIMES: Final = frozenset("x×*✕")
_NOT_A_SIZE = N_('"{found}" is not a size. Enter length x width x height, for example 30 x 20 x 10 cm.')


def read_size(text: str, *, unit: str = "cm") -> Size:
    """Return the size that a text says. unit is what a text without one means ("mm", "cm", "m", "inch").

    The sides stand in the order length, width, height, or each behind (or before) its letter: P or panjang, L or
    lebar, T or tinggi; in English L, W, H. A diameter is both length and width, and what follows it the height.
    Raises NotASize.
    """
    plain = unicodedata.normalize("NFKC", text).casefold()
    if len(plain) > _LONGEST:
        raise NotASize(_NOT_A_SIZE, text)
    usual = _USUAL.fullmatch(plain)
    if usual is not None:
        factor = _UNITS[usual[4] or unit]
        return Size(*(Decimal(figure.replace(",", ".")) * factor for figure in usual.groups()[:3] if figure))
    plain = _ORDER.sub(" ", _TITLE.sub("", plain), count=1)
    sides = list(_SIDE.finditer(plain))
    between = [plain[a.end() : b.start()] for a, b in pairwise(sides)]
    outside = (plain[: sides[0].start()], plain[sides[-1].end() :]) if sides else ()
    if not 1 <= len(sides) <= 3 or any(not _BETWEEN.match(part) for part in (*between, *outside)):
        raise NotASize(_NOT_A_SIZE, text)
    labels = [match["label"] or match["after"] for match in sides]
    parted_well = all(label or _TIMES & set(part) for label, part in zip(labels[1:], between, strict=True))
    if not parted_well or (any(labels) and not all(labels) and "across" not in {_LETTERS.get(x or "") for x in labels}):
        raise NotASize(_NOT_A_SIZE, text)
    last = next((match["unit"] for match in reversed(sides) if match["unit"]), unit)
    found = [Decimal(m["figure"].replace(",", ".")) * _UNITS[m["unit"] or last] for m in sides]
    return _arranged(text, found, labels)


def _arranged(text: str, found: list[Decimal], labels: list[str | None]) -> Size:
    if not any(labels):
        return Size(*found)
    named: dict[str, Decimal] = {}
    english = "w" in labels or "h" in labels or "width" in labels
    for length, label in zip(found, labels, strict=True):
        side = _LETTERS[label] if label else ("height" if "across" in named else "length")
        if side == "l":
            side = "length" if english else "width"
        if side == "thick":
            side = "height"
        if side in named:
            raise NotASize(_NOT_A_SIZE, text)
        named[side] = length
    if "across" in named:
        if {"length", "width"} & named.keys():
            raise NotASize(_NOT_A_SIZE, text)
        return Size(named["across"], named["across"], named.get("height"))
    return Size(named.get("length"), named.get("width"), named.get("height"))

"""Numbers as people here type them: "Rp 1.250.000,-", "1,5 kg", "12rb".

Indonesian text groups with a point and takes a comma for decimals, but sheets made by software or abroad do
the opposite. One column speaks one way, so `decimal_convention` looks at all its values first.
"""

import re
import unicodedata
from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, time
from decimal import Decimal
from typing import Final, Literal, TypeAlias

from tradehouse.domain.cells import Cell, CellError, FailedFormula, NotOneValue, Unreadable, plain_float
from tradehouse.domain.language import N_

DecimalMark: TypeAlias = Literal[",", "."]


class NotANumber(Unreadable):
    """No number, or none that can be read without guessing."""

    code = "not_a_number"


_LONGEST: Final = 60
_NOT_A_NUMBER = N_('"{found}" is not a number. Enter one number.')
_NOT_ONE_NUMBER = N_('"{found}" is not one number. Enter one number.')
_NOT_A_PRICE = N_('"{found}" is not a price. Enter one number.')
_NOT_ONE_PRICE = N_('"{found}" is not one price. Enter one number, or use the tier price columns.')

_CURRENCY = r"(?:rp|idr|usd|us\$|sgd|s\$|eur|myr|rm|aud|a\$|jpy|cny|rmb|gbp|sar|aed|[$€£¥])\.?"
_FIGURE = r"\d(?:[\d.,'’]*\d)?(?:(?<=\d) (?=\d{3}(?!\d))\d{3})*(?:[.,]\d+)?"
_TIMES = r"(?:ribuan|ribu|rbu|rb|jutaan|juta|jt|miliar|milyar|mlyr|triliun|trilyun|k(?![a-z]))"
_NUMBER = re.compile(
    rf"^(?:(?:{_CURRENCY})\s*)?[=:±~@]?\s*(?P<sign>[-+])?\s*(?:{_CURRENCY}\s*)?(?P<figure>{_FIGURE})"
    rf"(?:e(?P<exponent>[-+]?\d{{1,2}})(?![\d.,]))?\s*(?P<times>{_TIMES})?\.?\s*(?P<tail>.*)$"
)
_PER_UNIT = re.compile(r"^/\s*\d+(?:[.,]\d+)?\s*[a-z]{1,10}\.?$")
_NO_SEN = re.compile(r"[.,]\s*[-–—]+(?=\s|/|$)")
_RANGE = re.compile(r"\d\s*[a-z%]*\s*(?:-|–|—|~|s/d|s\.d\.?|sd|sampai|hingga|to|atau|or|/|&|\+|;)\s*(?:rp\.?\s*)?\d")
_CONDITION = re.compile(r"^(?:mulai|dari|from|min\b|max\b|maks|di ?(?:atas|bawah)|[<>≤≥])")
_FACTORS: Final = {"r": 1_000, "k": 1_000, "j": 1_000_000, "m": 1_000_000_000, "t": 1_000_000_000_000}
_BILLIONS = re.compile(r"^(?:m|mil|miliard|milyard|t)\.?$")
_DASHES = str.maketrans("−–—", "---")
_LEAST_PER_METRE: Final = 1_000
_SHAPES = str.maketrans("23456789", "11111111")


def number_from_cell(
    cell: Cell, *, decimal: DecimalMark | None = None, price: bool = False, whole: bool = False
) -> Decimal:
    """Return the number in a cell, typed or computed; of a computed one the 15 digits that a sheet keeps. whole:
    there are no fractions, so that "1,500" is 1500 where no decimal mark is known.

    Raises NotANumber, NotOneValue or FailedFormula.
    """
    if isinstance(cell, CellError):
        raise FailedFormula(cell)
    if isinstance(cell, bool):
        raise NotANumber(_NOT_A_NUMBER, cell)
    if isinstance(cell, int):
        return Decimal(cell)
    if isinstance(cell, float):
        return Decimal(plain_float(cell))
    if isinstance(cell, date | time):
        raise NotANumber(N_('"{found}" is a date, not a number. The workbook formats this cell as a date.'), cell)
    sentences = (_NOT_A_PRICE, _NOT_ONE_PRICE) if price else (_NOT_A_NUMBER, _NOT_ONE_NUMBER)
    return _parse(cell or "", decimal, *sentences, whole=whole, money=price)


def parse_number(text: str, *, decimal: DecimalMark | None = None) -> Decimal:
    """Return the one number that text says; a currency before it and a unit after it are allowed and dropped.

    decimal is the mark that the column uses ("," or "."); without it, "1.250" is 1250 and "1,250" is 1.25,
    but a comma before 000 or in rupiah groups. "12rb" is 12000, "(32000)" is -32000.
    Raises NotANumber or NotOneValue.
    """
    return _parse(text, decimal, _NOT_A_NUMBER, _NOT_ONE_NUMBER)


def parse_price(text: str, *, decimal: DecimalMark | None = None) -> Decimal:
    """Return the one price that text says, as parse_number, with sentences that speak of prices."""
    return _parse(text, decimal, _NOT_A_PRICE, _NOT_ONE_PRICE, money=True)


@dataclass(frozen=True, slots=True)
class MarkCounts:
    """How many numbers of one column prove each decimal mark (both marks, one repeated, or one that cannot group
    thousands), and how many have one mark that may group or part ("1.500", "2,250").
    """

    comma: int = 0
    point: int = 0
    maybe_comma: int = 0
    maybe_point: int = 0

    @property
    def proven(self) -> DecimalMark | None:
        """The decimal mark that the numbers prove; None where none does or they contradict each other."""
        if self.comma + self.point == 0 or min(self.comma, self.point) * 4 > max(self.comma, self.point):
            return None
        return "," if self.comma > self.point else "."


def count_marks(values: Iterable[str]) -> MarkCounts:
    """Return how the numbers of one column are written. Texts of one shape are looked at once."""
    counts = {(",", True): 0, (".", True): 0, (",", False): 0, (".", False): 0}
    together = "\n".join(values)
    if "," in together or "." in together:
        for shape, count in Counter(together.translate(_SHAPES).split("\n")).items():
            figure = _figure(shape)
            mark, decided = _mark_of(figure) if figure is not None else (None, False)
            if mark is not None:
                counts[mark, decided] += count
    return MarkCounts(counts[",", True], counts[".", True], counts[",", False], counts[".", False])


def decimal_convention(values: Iterable[str]) -> DecimalMark | None:
    """Return the decimal mark that the values of one column agree on; None where they do not say.

    Where nothing proves one, three or more numbers with exactly three digits behind their only mark are grouped by it.
    """
    found = count_marks(values)
    if found.comma or found.point:
        return found.proven
    if max(found.maybe_comma, found.maybe_point) < 3:
        return None
    return "." if found.maybe_comma >= found.maybe_point else ","


def parse_quantity(text: str, *, decimal: DecimalMark | None = None) -> tuple[Decimal, str]:
    """Return an amount and its unit as typed: "250 gr" → (250, "gr"), "½ kg" → (0.5, "kg"), "12" → (12, "").

    Raises NotANumber or NotOneValue.
    """
    plain = _PREFIX_WORDS.sub("", " ".join(text.translate(_FRACTIONS).split()))
    fraction = _FRACTION.match(plain)
    if fraction:
        whole, above, below, unit = fraction.groups()
        return Decimal(whole or 0) + Decimal(above) / Decimal(below), unit.strip()
    number = _parse(plain, decimal, _NOT_A_NUMBER, _NOT_ONE_NUMBER)
    start = re.search(r"[\d.,'’ ]*\d", plain)
    unit = plain[start.end() :] if start else ""
    return number, unit.strip(" .,-()±~")


_FRACTIONS: Final = str.maketrans({"½": " 1/2", "¼": " 1/4", "¾": " 3/4"})
_PREFIX_WORDS = re.compile(r"^(?:isi|netto|neto|nett|net|berat(?: bersih)?|@)\s*:?\s*", re.IGNORECASE)
_FRACTION = re.compile(r"^(?:(\d{1,4}) )?([1-9]) ?/ ?([2-9]|10)(?!\d)\s*([^\d]*)$")


def _plain(text: str) -> str:
    plain = " ".join(text.casefold().split())
    if not plain.isascii():
        plain = "".join(str(unicodedata.decimal(c)) if c.isdecimal() else c for c in plain)
    if plain.startswith("(") and plain.endswith(")"):
        plain = f"-{plain[1:-1].strip()}"
    return _NO_SEN.sub(" ", plain).strip()


def _figure(text: str) -> str | None:
    if len(text) > _LONGEST:
        return None
    match = _NUMBER.match(_plain(text).translate(_DASHES))
    return match["figure"] if match and not match["exponent"] else None


def _parse(
    text: str,
    decimal: DecimalMark | None,
    not_a_number: str,
    not_one: str,
    *,
    whole: bool = False,
    money: bool = False,
) -> Decimal:
    if len(text) > _LONGEST:
        raise NotANumber(not_a_number, text)
    plain = _plain(text).translate(_DASHES)
    if _CONDITION.match(plain) and any(c.isdigit() for c in plain):
        raise NotOneValue(not_one, text)
    match = _NUMBER.match(plain)
    if match is None:
        raise NotOneValue(not_one, text) if _RANGE.search(plain) else NotANumber(not_a_number, text)
    tail = match["tail"]
    if any(c.isdigit() for c in tail) and not _PER_UNIT.match(tail):
        raise NotOneValue(not_one, text)
    if "%" in tail:
        raise NotANumber(N_('"{found}" is a percentage, not an amount. Enter one number.'), text)
    rupiah = plain.lstrip("-+ ").startswith(("rp", "idr"))
    number = _value(match["figure"], decimal, rupiah=rupiah or (whole and not match["times"]))
    if number is None:
        raise NotANumber(not_a_number, text)
    if match["exponent"]:
        number = number.scaleb(int(match["exponent"]))
    times = match["times"] or ""
    if money and not times and number < _LEAST_PER_METRE and _BILLIONS.match(tail):
        times = tail  # "1,5 M" is a turnover of milliards; "25.000 m" a price for each metre
    if times:
        number *= _FACTORS[times[0]]
    # normalised through a format so that 1E+3 never reaches a person
    return Decimal(format(-number if match["sign"] == "-" else number, "f"))


def _groups(figure: str, mark: str) -> bool:
    head, *rest = figure.split(mark)
    return 1 <= len(head) <= 3 and all(len(part) == 3 and part.isdigit() for part in rest)


def _mark_of(figure: str) -> tuple[DecimalMark | None, bool]:
    """Return (decimal mark, True) where the figure itself proves it; (its only mark, False) where that mark
    may group or part; (None, False) without marks.
    """
    figure = figure.replace("'", "").replace("’", "").replace(" ", "")
    commas, points = figure.count(","), figure.count(".")
    if commas and points:
        return ("," if figure.rfind(",") > figure.rfind(".") else "."), True
    if commas + points == 0:
        return None, False
    mark: DecimalMark = "," if commas else "."
    other: DecimalMark = "." if commas else ","
    if commas + points > 1:
        return other, True
    if _groups(figure, mark) and not figure.startswith("0"):
        return mark, False
    return mark, True


def _value(figure: str, decimal: DecimalMark | None, *, rupiah: bool) -> Decimal | None:
    mark, decided = _mark_of(figure)
    figure = figure.replace("'", "").replace("’", "").replace(" ", "")
    if mark is not None and not decided:
        if decimal is not None:
            mark = decimal
        elif mark == "." or rupiah or figure.endswith("000"):
            mark = "," if mark == "." else "."
    if mark is None:
        return Decimal(figure)
    grouping = "." if mark == "," else ","
    whole, _, part = figure.partition(mark)
    if mark in part or grouping in part or (grouping in whole and not _groups(whole, grouping)):
        return None
    return Decimal(whole.replace(grouping, "") + (f".{part}" if part else ""))

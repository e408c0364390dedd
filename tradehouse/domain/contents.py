"""What a package holds, as people type it: "250 gr", "1,5 L", "12 x 30 g", "Netto: 500 ml/botol"."""

import re
from dataclasses import dataclass
from decimal import Decimal
from typing import Final

from tradehouse.domain.numbers import DecimalMark, parse_quantity

_TIMES: Final = re.compile(
    r"^\D{0,12}?(?P<count>\d{1,4})\s*(?P<each>[a-z]{2,12})?\s*(?:[x×*@]|isi)\s*@?\s*(?P<amount>\d.*)$", re.IGNORECASE
)
_PER: Final = re.compile(r"\s*(?:/|\bper\b|\().*$")


@dataclass(frozen=True, slots=True)
class Content:
    """An amount and its unit as typed ("gr"), "" without one. count is how many equal parts make it up."""

    amount: Decimal
    unit: str
    count: int = 1


def read_content(text: str, *, decimal: DecimalMark | None = None) -> Content:
    """Return what a text says of a package's content; "12 x 30 g" is 360 g in 12 parts.

    decimal is the mark of a column whose convention is known. Raises NotANumber or NotOneValue.
    """
    plain = " ".join(text.split()).strip("() ")
    several = _TIMES.match(plain)
    if several is None:
        amount, unit = parse_quantity(plain, decimal=decimal)
        return Content(amount, _PER.sub("", unit).strip())
    amount, unit = parse_quantity(several["amount"], decimal=decimal)
    count = int(several["count"])
    return Content(amount * count, _PER.sub("", unit).strip(), count)

"""Spans of time as people type them: "6 bulan", "1 tahun", "2 minggu"."""

from collections.abc import Mapping
from decimal import Decimal
from typing import Final

from tradehouse.domain.numbers import DecimalMark, parse_quantity
from tradehouse.domain.text import fold

DAYS: Final = "days"
"""The unit of the fields that are read so."""
DAYS_IN: Final[Mapping[str, int]] = {
    **dict.fromkeys(("hari", "hr", "day", "days"), 1),
    **dict.fromkeys(("minggu", "mgg", "week", "weeks"), 7),
    **dict.fromkeys(("bulan", "bln", "month", "months"), 30),
    **dict.fromkeys(("tahun", "thn", "th", "year", "years"), 365),
}
"""Days of a unit of time, by its folded name. A month is 30 days, as traders count."""


def read_days(text: str, *, decimal: DecimalMark | None = None, factor: Decimal = Decimal(1)) -> Decimal:
    """Return the days that a text says: "6 bulan" → 180. factor is what a figure without a unit counts.

    Raises NotANumber or NotOneValue.
    """
    number, unit = parse_quantity(text, decimal=decimal)
    words = fold(unit).split()
    return number * (DAYS_IN.get(words[0], factor) if words else factor)

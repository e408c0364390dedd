"""From values to pixels, with an axis that ends on round numbers."""

import math
from dataclasses import dataclass
from decimal import Decimal

_STEPS = (1, 2, 2.5, 5, 10)


@dataclass(frozen=True, slots=True)
class Scale:
    """Maps values onto pixels: low lies at `start`, high at `end`; ticks are round and within."""

    ticks: tuple[Decimal, ...]
    start: float
    end: float

    def at(self, value: float | Decimal) -> float:
        """Return the pixel of a value."""
        low, high = float(self.ticks[0]), float(self.ticks[-1])
        return self.start + (float(value) - low) / (high - low) * (self.end - self.start)

    @property
    def zero(self) -> float:
        """The pixel of nothing."""
        return self.at(0)


def scale_for(low: float, high: float, start: float, end: float, most_ticks: int, *, whole: bool) -> Scale:
    """Return a scale over the values and zero, with at most so many ticks, but two. whole allows no fractions."""
    return Scale(_ticks(min(low, 0.0), max(high, 0.0), max(most_ticks, 2), whole=whole), start, end)


def _ticks(low: float, high: float, most: int, *, whole: bool) -> tuple[Decimal, ...]:
    if high <= low:
        high = low + 1
    magnitude = 10.0 ** math.floor(math.log10((high - low) / most))
    while True:
        for factor in _STEPS:
            step = Decimal(repr(factor)) * Decimal(repr(magnitude))
            if whole and step != step.to_integral_value():
                continue
            first, last = math.floor(low / float(step) + 1e-9), math.ceil(high / float(step) - 1e-9)
            if last - first < most or (most == 2 and last - first <= 2 and low < 0 < high):
                return tuple(step * n for n in range(first, max(last, first + 1) + 1))
        magnitude *= 10

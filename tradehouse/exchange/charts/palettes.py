"""Colours of charts by the tokens of the theme. The window brings its own, light or dark; what is printed uses these."""

from collections.abc import Mapping
from typing import Final, TypeAlias

Palette: TypeAlias = Mapping[str, str]
"""Token to "#RRGGBB": everything that PRINT has."""

PRINT: Final[Palette] = {
    "surface": "#FFFFFF",
    "hairline": "#E4E7EC",
    "outline": "#858FA1",
    "text": "#1D2430",
    "muted": "#667085",
    "accent": "#2B4C7E",
    "attention": "#9A5B2A",
    "good": "#2E7D4F",
    "danger": "#B3261E",
    "series_1": "#2B4C7E",
    "series_2": "#9A5B2A",
    "series_3": "#2B8CDC",
    "series_4": "#640D2E",
    "series_5": "#A78B1F",
    "series_6": "#3E7671",
    "series_7": "#7658AC",
    "series_8": "#878E99",
}


def colour(palette: Palette, tone: str) -> str:
    """Return the colour of a tone of domain/charts."""
    return palette["muted" if tone == "neutral" else tone]


def ink_on(palette: Palette, fill: str) -> str:
    """Return the colour of a text that stands on a fill: of the two that there are, the one further from it."""
    return max((palette["surface"], palette["text"]), key=lambda ink: _contrast(ink, fill))


def _contrast(one: str, other: str) -> float:
    low, high = sorted((_luminance(one), _luminance(other)))
    return (high + 0.05) / (low + 0.05)


def _luminance(colour: str) -> float:
    """Return the relative luminance as WCAG 2 defines it."""
    parts = (int(colour[n : n + 2], 16) / 255 for n in (1, 3, 5))
    red, green, blue = (p / 12.92 if p <= 0.04045 else ((p + 0.055) / 1.055) ** 2.4 for p in parts)
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue

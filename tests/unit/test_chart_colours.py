"""The colours of series stand out from the ground, and from each other for people who see fewer colours."""

from itertools import combinations

import pytest

from tests.unit.test_theme_tokens import contrast
from tradehouse.domain.charts import MOST_SERIES, TONES
from tradehouse.ui.theme import TOKENS, Scheme, hex_colours

SERIES = [f"series_{n}" for n in range(1, MOST_SERIES + 1)]
Triple = tuple[float, float, float]
SIGHTS: dict[str, tuple[Triple, Triple, Triple]] = {
    # Machado, Oliveira, Fernandes 2009, severity 1
    "all colours": ((1, 0, 0), (0, 1, 0), (0, 0, 1)),
    "protan": ((0.152286, 1.052583, -0.204868), (0.114503, 0.786281, 0.099216), (-0.003882, -0.048116, 1.051998)),
    "deutan": ((0.367322, 0.860646, -0.227968), (0.280085, 0.672501, 0.047413), (-0.011820, 0.042940, 0.968881)),
    "tritan": ((1.255528, -0.076749, -0.178779), (-0.078411, 0.930809, 0.147602), (0.004733, 0.691367, 0.303900)),
}


def times(matrix: tuple[Triple, Triple, Triple], vector: Triple) -> Triple:
    one, two, three = (sum(a * b for a, b in zip(row, vector, strict=True)) for row in matrix)
    return one, two, three


def linear(colour: str) -> Triple:
    one, two, three = (int(colour[n : n + 2], 16) / 255 for n in (1, 3, 5))
    red, green, blue = (p / 12.92 if p <= 0.04045 else ((p + 0.055) / 1.055) ** 2.4 for p in (one, two, three))
    return red, green, blue


def oklab(light: Triple) -> Triple:
    """Ottosson's Oklab, in which distances are about as large as they look; 0.02 is just seen."""
    cones = times(
        ((0.4122214708, 0.5363325363, 0.0514459929), (0.2119034982, 0.6806995451, 0.1073969566),
         (0.0883024619, 0.2817188376, 0.6299787005)),
        light,
    )  # fmt: skip
    roots = tuple(max(part, 0.0) ** (1 / 3) for part in cones)
    return times(
        ((0.2104542553, 0.7936177850, -0.0040720468), (1.9779984951, -2.4285922050, 0.4505937099),
         (0.0259040371, 0.7827717662, -0.8086757660)),
        (roots[0], roots[1], roots[2]),
    )  # fmt: skip


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("sight", SIGHTS)
def test_series_can_be_told_apart(scheme: Scheme, sight: str) -> None:
    colours = hex_colours(scheme)
    seen = {}
    for token in SERIES:
        red, green, blue = times(SIGHTS[sight], linear(colours[token]))
        seen[token] = oklab((min(max(red, 0), 1), min(max(green, 0), 1), min(max(blue, 0), 1)))
    for one, other in combinations(SERIES, 2):
        assert sum((a - b) ** 2 for a, b in zip(seen[one], seen[other], strict=True)) ** 0.5 > 0.06, (one, other)


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("ground", ["surface", "ground"])
def test_series_stand_out_from_the_ground_by_three_to_one(scheme: Scheme, ground: str) -> None:
    colours = hex_colours(scheme)
    assert [token for token in SERIES if contrast(colours[token], colours[ground]) < 3] == []


def test_every_tone_is_a_colour_of_the_theme() -> None:
    assert {"muted" if tone == "neutral" else tone for tone in TONES} <= TOKENS.keys()

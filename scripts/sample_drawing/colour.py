"""Colour in linear light, and the materials that surfaces are made of."""

import math
from collections.abc import Callable
from dataclasses import dataclass, replace

Colour = tuple[float, float, float]
"""Red, green, blue in linear light, 0 to 1."""
Paint = Callable[[float, float], Colour]
"""Colour at (u, v), both 0 to 1 across the surface."""


def _decode(value: float) -> float:
    return value / 12.92 if value <= 0.04045 else ((value + 0.055) / 1.055) ** 2.4


LINEAR = [_decode(i / 255) for i in range(256)]
_STEPS = 4095


def _encode(value: float) -> int:
    # Straight up to 0.72, then a soft shoulder: highlights keep their shape instead of clipping.
    if value > 0.72:
        value = 0.72 + 0.28 * (1 - math.exp(-(value - 0.72) / 0.42))
    value = 12.92 * value if value <= 0.0031308 else 1.055 * value ** (1 / 2.4) - 0.055
    return min(255, max(0, round(255 * value)))


BYTES = [_encode(i / _STEPS * 2.5) for i in range(_STEPS + 1)]
"""Byte for linear light, index = light / 2.5 × 4095."""


def ink(code: str) -> Colour:
    """Return linear light for "#rrggbb"."""
    return LINEAR[int(code[1:3], 16)], LINEAR[int(code[3:5], 16)], LINEAR[int(code[5:7], 16)]


def mix(one: Colour, other: Colour, share: float) -> Colour:
    """Return one with a share (0 to 1) of the other."""
    rest = 1 - share
    return (
        one[0] * rest + other[0] * share,
        one[1] * rest + other[1] * share,
        one[2] * rest + other[2] * share,
    )


def dim(colour: Colour, factor: float) -> Colour:
    """Return the colour at another brightness."""
    return colour[0] * factor, colour[1] * factor, colour[2] * factor


@dataclass(frozen=True, slots=True)
class Material:
    """How a surface answers light. `shine` is the mirror share head on (0.04 = varnish), `rough` 0 (mirror) to 1;
    `metal` mirrors in its own colour; `glow` is light let through (wax, honey, lampshade); `alpha` below 1 is glass.
    """

    colour: Colour = (0.5, 0.5, 0.5)
    paint: Paint | None = None
    shine: float = 0.0
    rough: float = 0.35
    metal: bool = False
    glow: float = 0.0
    alpha: float = 1.0

    def painted(self, paint: Paint) -> "Material":
        """Return the same material with a pattern."""
        return replace(self, paint=paint)


def matt(code: str) -> Material:
    """Paper, cloth, raw clay."""
    return Material(ink(code))


def satin(code: str) -> Material:
    """Oiled wood, leather, eggshell glaze."""
    return Material(ink(code), shine=0.03, rough=0.5)


def glossy(code: str) -> Material:
    """Glaze, lacquer, plastic."""
    return Material(ink(code), shine=0.05, rough=0.12)


def metal(code: str, rough: float = 0.25) -> Material:
    """Polished to brushed metal."""
    return Material(ink(code), shine=0.9, rough=rough, metal=True)

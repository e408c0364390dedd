"""How plaited things are made: the relief of the strands and their colour, for bump and paint."""

import math
from dataclasses import dataclass

from sample_drawing.colour import Colour, Material, dim, ink, mix
from sample_drawing.noise import noise, speckle
from sample_drawing.solids import Bump


@dataclass(frozen=True, slots=True)
class Weave:
    """A relief and the material that goes with it."""

    bump: Bump
    material: Material


def wicker(
    tone: str,
    stakes: int,
    rows: int,
    depth: float = 0.02,
    *,
    stripe: str = "",
    every: int = 0,
    band: tuple[float, float] | None = None,
) -> Weave:
    """Round weavers in and out of uprights; every n-th row, or a band of rows, in a second colour."""
    base = ink(tone)
    other = ink(stripe) if stripe else base

    def bump(u: float, v: float) -> float:
        row = math.floor(v * rows)
        t = v * rows - row
        return depth * (math.cos(math.pi * (stakes * u + row)) * math.sin(math.pi * t) + 0.6 * math.sin(math.pi * t))

    def paint(u: float, v: float) -> Colour:
        row = math.floor(v * rows)
        t = v * rows - row
        wave = math.cos(math.pi * (stakes * u + row))
        light = 0.5 + 0.34 * math.sin(math.pi * t) + 0.2 * wave * math.sin(math.pi * t)
        light *= 0.86 + 0.22 * speckle(row, 3, 61) + 0.14 * (noise(u * 70, row * 3.3, 62) - 0.5)
        special = (every and row % every == 0) or (band is not None and band[0] < v < band[1])
        return dim(other if special else base, light)

    return Weave(bump, Material(base, paint, shine=0.02, rough=0.5))


def plait(tone: str, across: int, along: int, depth: float = 0.012, *, second: str = "", pattern: int = 0) -> Weave:
    """Flat strips over and under: pandan, mendong, bamboo. pattern 0 chequer, 1 twill, 2 stars."""
    base = ink(tone)
    other = ink(second) if second else dim(base, 0.9)

    def over(i: int, j: int) -> bool:
        return ((i + 2 * j) % 4 < 2) if pattern == 1 else (i + j) % 2 == 0

    def bump(u: float, v: float) -> float:
        x, y = u * across, v * along
        i, j = math.floor(x), math.floor(y)
        s, t = x - i, y - j
        along_, across_ = (s, t) if over(i, j) else (t, s)
        return depth * (0.35 + 0.65 * math.sin(math.pi * along_)) * min(1.0, 5 * min(across_, 1 - across_))

    def paint(u: float, v: float) -> Colour:
        x, y = u * across, v * along
        i, j = math.floor(x), math.floor(y)
        s, t = x - i, y - j
        top = over(i, j)
        side = t if top else s
        light = 0.62 + 0.38 * min(1.0, 6 * min(side, 1 - side))
        fibre = noise(x * (0.4 if top else 7), y * (7 if top else 0.4), 63)
        strand = speckle(j if top else i, 11 if top else 13, 64)
        colour = base if top else other
        if pattern == 2:
            a, b = abs((i % 12) - 5.5), abs((j % 12) - 5.5)
            colour = other if a + b < 3 or abs(a - b) < 1 else base
        return dim(colour, light * (0.8 + 0.22 * fibre + 0.16 * strand))

    return Weave(bump, Material(base, paint, shine=0.02, rough=0.55))


def coil(
    tone: str, rows: int, depth: float = 0.022, *, stitches: int = 120, second: str = "", petals: int = 0
) -> Weave:
    """Coiled grass bound with a strip: ata, lidi, mendong; `petals` makes a star of the second colour about the middle."""
    base = ink(tone)
    other = ink(second) if second else base

    def bump(u: float, v: float) -> float:
        t = v * rows % 1
        stitch = 0.12 * math.sin((u * stitches + t * 0.5) * math.tau)
        return depth * (math.pow(math.sin(math.pi * t), 0.6) + stitch)

    def paint(u: float, v: float) -> Colour:
        y = v * rows
        row = math.floor(y)
        t = y - row
        light = 0.45 + 0.55 * math.sin(math.pi * t) ** 0.5
        light *= (
            0.9 + 0.16 * math.sin((u * stitches + t * 0.5) * math.tau) + 0.12 * (noise(u * 40, row * 1.7, 65) - 0.5)
        )
        light *= 0.92 + 0.12 * speckle(row, 5, 66)
        star = petals and 0.12 < v < 0.9 and math.cos(u * petals * math.tau) > 2.4 * abs(v - 0.5) - 0.1
        return dim(mix(base, other, 0.85) if star else base, light)

    return Weave(bump, Material(base, paint, shine=0.03, rough=0.4))


def knotted(tone: str, across: int, along: int, *, stripes: tuple[str, ...] = ()) -> Weave:
    """Looped net of twisted bark string, in bands of colour: the noken."""
    bands = [ink(code) for code in (tone, *stripes)]

    def cell(u: float, v: float) -> tuple[float, float, int]:
        x, y = u * across, v * along
        a, b = x + y * 0.5, y
        row = math.floor(b)
        return (a + 0.5 * row) % 1 - 0.5, b - row - 0.5, row

    def bump(u: float, v: float) -> float:
        s, t, _ = cell(u, v)
        return 0.03 * (1 - min(1.0, abs(abs(s) + abs(t) * 0.8 - 0.34) * 5))

    def paint(u: float, v: float) -> Colour:
        s, t, row = cell(u, v)
        ridge = 1 - min(1.0, abs(abs(s) + abs(t) * 0.8 - 0.34) * 4)
        wide = (math.floor(row / 4) * 7 + 3) % (len(bands) * 2)
        colour = bands[wide] if wide < len(bands) else bands[0]
        return dim(colour, 0.34 + 0.72 * ridge * (0.85 + 0.3 * noise(u * 200, v * 200, 67)))

    return Weave(bump, Material(bands[0], paint))

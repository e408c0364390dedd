"""Loose things: beans, chips, nuts, cloves, sticks, cubes; scattered, heaped, or filling a bowl."""

import math
from collections.abc import Callable, Sequence
from random import Random

from sample_drawing.colour import Material, dim, ink, matt, satin
from sample_drawing.curves import spline
from sample_drawing.noise import dice, noise
from sample_drawing.solids import Point, Surface, ball, placed, revolve, sheet, tube

Morsel = Callable[[Random], list[Surface]]
"""Makes one piece about the origin, lying as it would."""


def bean(tone: str = "#4a2c1a", size: float = 0.085) -> Morsel:
    """A coffee bean with its crease."""
    dark = dim(ink(tone), 0.35)

    def make(random: Random) -> list[Surface]:
        base = dim(ink(tone), random.uniform(0.75, 1.25))

        def paint(u: float, v: float) -> tuple[float, float, float]:
            return dark if abs(v - 0.5 - 0.03 * math.sin(u * 12)) < 0.045 and 0.0 < u < 0.5 else base

        grain = ball((0, 0, 0), (size, size * 0.62, size * 0.72), Material(base, paint, shine=0.035, rough=0.35))
        # the crease runs along the upper side
        return placed(
            placed(grain, (90, 0, 0)), (random.uniform(-35, 35), random.uniform(0, 360), random.uniform(-30, 30))
        )

    return make


def seed(tone: str, radii: Point, *, shine: float = 0.02, vary: float = 0.2, bump: float = 0.0) -> Morsel:
    """A plain kernel: pepper, nutmeg, cacao, peanut, candlenut."""

    def make(random: Random) -> list[Surface]:
        base = dim(ink(tone), random.uniform(1 - vary, 1 + vary))
        k = random.randrange(60)
        rough = (lambda u, v: bump * (noise(u * 9 + k, v * 7, 4) - 0.5)) if bump else None
        shape = ball((0, 0, 0), radii, Material(base, shine=shine, rough=0.45), bump=rough)
        return placed(shape, (random.uniform(-40, 40), random.uniform(0, 360), random.uniform(-40, 40)))

    return make


def chip(
    tone: str, radius: float = 0.22, *, edge: str = "", oval: float = 1.0, wave: float = 0.028, spots: str = ""
) -> Morsel:
    """A thin fried slice, curled."""

    def make(random: Random) -> list[Surface]:
        base, rim = dim(ink(tone), random.uniform(0.85, 1.12)), ink(edge or tone)
        k, r = random.random() * 9, radius * random.uniform(0.8, 1.15)
        dots = ink(spots) if spots else None

        def paint(u: float, v: float) -> tuple[float, float, float]:
            if v > 0.88:
                return dim(rim, 0.8)
            if dots and noise(u * 12 + k * 7, v * 5 + k, 6) > 0.6:
                return dots
            return dim(base, 0.82 + 0.3 * noise(u * 14 + k, v * 6, 8))

        def place(u: float, v: float) -> Point:
            a, d = u * math.tau, v * r * (1 + 0.06 * math.sin(5 * u * math.tau + k))
            x, z = d * math.cos(a) * oval, d * math.sin(a)
            y = wave * (v * v) * (1.6 * math.sin(2 * a + k) + 0.7 * math.sin(3 * a + 2 * k)) + wave * 0.8 * v * v
            return x, y, z

        shape = sheet(place, Material(base, paint, shine=0.03, rough=0.4))
        return placed(shape, (random.uniform(-30, 30), random.uniform(0, 360), random.uniform(-30, 30)))

    return make


def stick(
    tone: str, length: float, radius: float, *, bent: float = 0.1, shine: float = 0.02, loose: bool = True
) -> Morsel:
    """A pod or a stalk along x, thrown anyhow if loose."""

    def make(random: Random) -> list[Surface]:
        base = dim(ink(tone), random.uniform(0.8, 1.2))
        bow = random.uniform(-bent, bent)
        path = spline(
            [(-length / 2, radius, 0), (-length / 6, radius, bow), (length / 6, radius, bow), (length / 2, radius, 0)]
        )
        ridges = lambda u, v: 0.14 * (noise(u * 12, v * 4, 7) - 0.5)  # noqa: E731
        return placed(
            tube(path, radius, Material(base, shine=shine, rough=0.4), bump=ridges),
            (0, random.uniform(0, 360) if loose else 0, 0),
        )

    return make


def clove(random: Random) -> list[Surface]:
    """A clove: a nail with a crown."""
    tone = dim(ink("#5d3a26"), random.uniform(0.8, 1.3))

    def girth(t: float) -> float:
        return 0.017 + 0.012 * t if t < 0.8 else 0.036 - 0.02 * (t - 0.8) / 0.2

    stem = Material(tone, lambda _u, v: ink("#9a6b48") if v > 0.86 else tone, shine=0.015)
    nail = tube(
        [(-0.1, 0, 0), (0.1, 0, 0)], girth, stem, bump=lambda u, v: 0.4 * math.sin(u * 4 * math.tau) * (v > 0.72)
    )
    return placed(nail, (random.uniform(-25, 25), random.uniform(0, 360), random.uniform(-25, 25)))


def quill(random: Random) -> list[Surface]:
    """A cinnamon stick: bark rolled in from both sides."""
    base = ink("#a5673a")

    def paint(u: float, v: float) -> tuple[float, float, float]:
        return dim(base, 0.72 + 0.4 * noise(u * 22, v * 3, 17))

    def place(u: float, v: float) -> Point:
        t = (u - 0.5) * 2
        a = t * 4.6
        r = 0.085 - 0.011 * abs(a)
        side = 0.075 if t > 0 else -0.075
        return (
            side + r * math.sin(a) - side * math.cos(a) * 0.4,
            0.1 - r * math.cos(a),
            (v - 0.5) * 1.6,
        )

    return placed(sheet(place, Material(base, paint), detail=1.2), (0, random.uniform(-14, 14), 0))


def lump(tone: str, size: float, *, shine: float = 0.04, bump: float = 0.35) -> Morsel:
    """An uneven chunk: meat, palm sugar, ginger."""

    def make(random: Random) -> list[Surface]:
        base = ink(tone)
        k = random.randrange(90)
        paint = lambda u, v: dim(base, 0.6 + 0.7 * noise(u * 7 + k, v * 6, 3))  # noqa: E731
        rough = lambda u, v: bump * (noise(u * 5 + k, v * 4 + k, 9) - 0.5) + 0.1 * noise(u * 19, v * 13, 5)  # noqa: E731
        shape = ball(
            (0, 0, 0), (size, size * 0.62, size * 0.8), Material(base, paint, shine=shine, rough=0.35), bump=rough
        )
        return placed(shape, (random.uniform(-30, 30), random.uniform(0, 360), random.uniform(-20, 20)))

    return make


def leaf(tone: str = "#4f6f3a", length: float = 0.55, width: float = 0.2) -> Morsel:
    """A leaf lying loosely."""

    def make(random: Random) -> list[Surface]:
        base, vein = ink(tone), dim(ink(tone), 1.5)
        lift = random.uniform(0.02, 0.12)

        def paint(u: float, v: float) -> tuple[float, float, float]:
            side = abs((v * 9 + abs(u - 0.5) * 3) % 1 - 0.5)
            return vein if abs(u - 0.5) < 0.03 or side > 0.47 else dim(base, 0.9 + 0.2 * noise(u * 8, v * 8, 2))

        def place(u: float, v: float) -> Point:
            w = width * math.sin(math.pi * v**0.8) * (u - 0.5)
            return (
                w,
                0.015 + lift * math.sin(math.pi * v) + abs(u - 0.5) * width * 0.35 * math.sin(math.pi * v),
                (v - 0.5) * length,
            )

        return placed(sheet(place, Material(base, paint, shine=0.025, rough=0.4)), (0, random.uniform(0, 360), 0))

    return make


def scattered(
    make: Morsel, places: Sequence[tuple[float, float]], *, rest: float = 0.05, number: int = 1
) -> list[Surface]:
    """Pieces at given places of the floor; `rest` is how high their middle lies."""
    random = dice(number)
    return [shape for x, z in places for shape in placed(make(random), by=(x, rest, z))]


def strewn(
    make: Morsel, count: int, middle: Point, reach: tuple[float, float], *, rest: float = 0.05, number: int = 1
) -> list[Surface]:
    """Pieces thrown on the floor about a place, thinning outwards."""
    random = dice(number)
    places = []
    for _ in range(count):
        r, a = random.random() ** 0.7, random.random() * math.tau
        places.append((middle[0] + reach[0] * r * math.cos(a), middle[2] + reach[1] * r * math.sin(a)))
    return scattered(make, places, rest=rest, number=number + 1)


def heap(
    make: Morsel,
    count: int,
    middle: Point,
    radius: float,
    height: float,
    *,
    tone: str,
    number: int = 1,
    flat: float = 2.0,
) -> list[Surface]:
    """A mound: a dome in the pieces' own colour, covered with pieces."""
    random = dice(number)
    x0, y0, z0 = middle
    shapes = [
        revolve(
            [(radius * 0.98 * math.cos(a), height * 0.86 * math.sin(a)) for a in (k * math.pi / 16 for k in range(9))],
            matt(tone),
            (x0, y0, z0),
        )
    ]
    for k in range(count):
        r = math.sqrt((k + 0.5) / count)
        a = k * 2.399963
        y = y0 + height * (1 - r**flat)
        by = (x0 + radius * r * math.cos(a), y + random.uniform(-0.02, 0.03), z0 + radius * r * math.sin(a))
        shapes += placed(make(random), (0, 0, 0), by)
    return shapes


def powder(tone: str, middle: Point, radius: float, height: float) -> Surface:
    """A cone of ground spice."""
    base = ink(tone)
    return revolve(
        spline(
            [
                (radius * 1.15, 0.0),
                (radius * 0.9, height * 0.12),
                (radius * 0.45, height * 0.62),
                (radius * 0.12, height * 0.97),
                (0.0, height),
            ]
        ),
        Material(base, lambda u, v: dim(base, 0.82 + 0.32 * noise(u * 60, v * 30, 5))),
        middle,
        bump=lambda u, v: 0.03 * (noise(u * 14, v * 8, 6) - 0.5) + 0.012 * noise(u * 70, v * 30, 8),
    )


def stone_tone() -> Material:
    """A river pebble."""
    return satin("#8e8a82")

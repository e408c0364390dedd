"""Instruments, games, toys, a wireless set, a money box."""

import math
from collections.abc import Callable

from sample_drawing.backdrops import CHALK, LINEN, SAGE, teak
from sample_drawing.camera import look
from sample_drawing.cloth import bamboo, wood
from sample_drawing.colour import Colour, Material, dim, glossy, ink, matt, metal, satin
from sample_drawing.curves import spline
from sample_drawing.solids import Point, Surface, ball, block, placed, revolve, sheet, tube
from sample_drawing.studio import Backdrop, Scene
from sample_drawing.tiles import mottled


def angklung() -> Scene:
    """An angklung: two tuned tubes hung in a frame."""
    culm = bamboo("#cfa765")
    shapes: list[Surface] = []
    for x, tall in ((-1.1, 2.5), (0.1, 1.95), (1.1, 1.5)):
        shapes.append(tube([(x, 0.1, 0), (x, tall, 0)], 0.055, culm))
    for y, end in ((0.75, 1.1), (1.35, 1.1)):
        shapes.append(tube([(-1.14, y, 0), (end + 0.04, y, 0)], 0.04, culm))
    shapes.append(tube([(-1.14, 1.85, 0), (0.14, 1.85, 0)], 0.04, culm))
    for x, tall, r in ((-0.52, 2.3, 0.2), (0.6, 1.72, 0.16)):
        low, high = 0.34, tall

        shapes.append(
            tube([(x, low, 0), (x, high, 0)], r, culm, bump=lambda _u, v: 0.1 * max(0.0, 1 - abs(v - 0.3) * 30))
        )
        shapes.append(
            sheet(
                _slot(x, r, high),
                Material(ink("#6b4a24"), lambda u, _v: dim(ink("#6b4a24"), 0.5 + 1.1 * abs(u - 0.5))),
            )
        )
        shapes += [tube([(x, 0.12, 0), (x, 0.34, 0)], 0.06, culm)]
    base = tube(
        [(-1.4, 0.12, 0), (1.4, 0.12, 0)],
        0.16,
        culm,
        bump=lambda _u, v: 0.1 * max(0.0, 1 - abs((v * 3) % 1 - 0.5) * 26),
    )
    shapes.append(base)
    for x, y in (
        (-1.1, 0.75),
        (0.1, 0.75),
        (1.1, 0.75),
        (-1.1, 1.35),
        (0.1, 1.35),
        (1.1, 1.35),
        (-1.1, 1.85),
        (0.1, 1.85),
    ):
        shapes.append(ball((x, y, 0), 0.085, matt("#8c2a22")))
    return Scene(shapes, SAGE, camera=look(8, -16, 9), fill=0.84)


def _slot(x: float, r: float, high: float) -> Callable[[float, float], Point]:
    """The cut-away upper half of a tuned tube."""
    return lambda u, v: (x + (u - 0.5) * 1.1 * r, 0.34 + (high - 0.34) * (0.5 + 0.5 * v), r * 1.02)


def tifa() -> Scene:
    """A tifa: hourglass drum, carved band, skin head."""
    body = wood("#7a4a2a", "#40240f", 22)

    def paint(u: float, v: float) -> Colour:
        if 0.34 < v < 0.66:
            x, y = (u * 10) % 1 - 0.5, ((v - 0.34) / 0.16) % 1 - 0.5
            r = math.hypot(x, y)
            wave = math.sin(r * 26 - math.atan2(y, x))
            return ink("#efe3c8") if wave > 0.45 else (ink("#a5342c") if wave < -0.55 else ink("#2a180d"))
        assert body.paint is not None
        return body.paint(u * 2, v)

    profile = spline([(0.5, 0.0), (0.52, 0.1), (0.34, 0.7), (0.3, 1.0), (0.36, 1.4), (0.54, 2.0), (0.56, 2.14)])
    shapes = [revolve(profile, Material(body.colour, paint, shine=0.02, rough=0.5), detail=1.2)]
    shapes.append(
        revolve(
            [(0.57, 2.1), (0.56, 2.17), (0.0, 2.19)],
            Material(ink("#e6d8bb"), mottled(ink("#ecdfc4"), ink("#c9b48a"), 4, 3)),
        )
    )
    for y, r in ((2.02, 0.56), (1.9, 0.535)):
        shapes.append(
            tube(
                [(r * math.cos(k / 8), y, r * math.sin(k / 8)) for k in range(51)],
                0.035,
                matt("#b58a52"),
                closed=True,
                bump=lambda u, v: 0.25 * math.sin((u * 2 + v * 50) * math.tau),
            )
        )
    handle = spline([(0.36, 0.7, 0), (0.66, 0.8, 0), (0.72, 1.1, 0), (0.62, 1.4, 0), (0.4, 1.48, 0)])
    shapes.append(tube(handle, 0.065, body))
    return Scene(placed(shapes, (0, 28, 0)), LINEN, camera=look(14, 0, 9), fill=0.84)


def dakon() -> Scene:
    """A congklak board with cowries in its hollows."""
    timber = wood("#b9783f", "#5f3717", 18)
    long = 1.75

    def top(u: float, v: float) -> Point:
        x, z = (u - 0.5) * 2 * long, (v - 0.5) * 1.16
        y = 0.42
        holes = [(-1.05 + k * 0.35, s * 0.27, 0.15) for k in range(7) for s in (-1, 1)] + [
            (-1.43, 0, 0.24),
            (1.43, 0, 0.24),
        ]
        for hx, hz, r in holes:
            d = math.hypot(x - hx, z - hz) / r
            if d < 1:
                y -= 0.2 * math.sqrt(1 - d * d)
        return x, y, z

    def rim(u: float, v: float) -> bool:
        x, z = abs((u - 0.5) * 2 * long), abs((v - 0.5) * 1.16)
        return x < 1.45 or math.hypot((x - 1.45) / 0.3, z / 0.58) < 1

    def grained(u: float, v: float) -> Colour:
        assert timber.paint is not None
        return timber.paint(v, u * 2)

    outline = (
        [(1.45, 0.58), (-1.45, 0.58)]
        + [(-1.45 - 0.3 * math.cos(a), 0.58 * math.sin(a)) for a in (math.pi / 2 - k * math.pi / 16 for k in range(17))]
        + [(1.45, -0.58)]
        + [(1.45 + 0.3 * math.cos(a), 0.58 * math.sin(a)) for a in (-math.pi / 2 + k * math.pi / 16 for k in range(17))]
    )
    side = sheet(lambda u, v: _wall_point(outline, u, v), Material(timber.colour, grained, shine=0.03, rough=0.4))
    shapes = [sheet(top, Material(timber.colour, grained, shine=0.03, rough=0.4), keep=rim, detail=1.2), side]
    for k in range(7):
        for s in (-1, 1):
            for n in range(3 + (k + s) % 3):
                a = n * 2.4 + k
                shapes.append(
                    ball(
                        (-1.05 + k * 0.35 + 0.06 * math.cos(a), 0.29 + 0.02 * n, s * 0.27 + 0.06 * math.sin(a)),
                        (0.055, 0.035, 0.04),
                        glossy("#f0e4cf"),
                    )
                )
    for x in (-1.43, 1.43):
        shapes += [
            ball(
                (x + 0.12 * math.cos(n * 0.9), 0.27, 0.12 * math.sin(n * 0.9)),
                (0.055, 0.035, 0.04),
                glossy("#f0e4cf"),
            )
            for n in range(7)
        ]
    return Scene(placed(shapes, (0, 18, 0)), CHALK, camera=look(34, 0, 9), fill=0.9)


def _wall_point(outline: list[tuple[float, float]], u: float, v: float) -> Point:
    k = min(len(outline) - 1.001, u * (len(outline) - 1))
    i = int(k)
    f = k - i
    x = outline[i][0] + (outline[i + 1][0] - outline[i][0]) * f
    z = outline[i][1] + (outline[i + 1][1] - outline[i][1]) * f
    s = 0.82 + 0.18 * math.sqrt(v)
    return x * s, 0.02 + 0.4 * v, z * s


def toy_truck() -> Scene:
    """A wooden lorry with painted cab and logs."""
    plain = wood("#dcb684", "#b1834c", 25)
    shapes = block((0, 0.42, 0), (2.5, 0.16, 0.8), plain, corner=0.04)
    shapes += block((-0.86, 0.78, 0), (0.62, 0.62, 0.78), satin("#c2452f"), corner=0.09)
    shapes += block((-0.9, 0.92, 0), (0.5, 0.26, 0.82), satin("#dfe7e4"), corner=0.05)
    shapes += block((-1.22, 0.6, 0), (0.28, 0.3, 0.74), satin("#c2452f"), corner=0.08)
    for x in (-0.45, 0.25, 0.95):
        for z in (-0.36, 0.36):
            shapes.append(tube([(x, 0.5, z), (x, 0.96, z)], 0.045, plain))
    for z, y in ((-0.24, 0.64), (0.02, 0.64), (0.27, 0.64), (-0.11, 0.85), (0.15, 0.85)):
        shapes.append(tube([(-0.42, y, z), (1.12, y, z)], 0.13, wood("#a5754a", "#6e4725", 27)))
    for x in (-0.82, 0.3, 0.82):
        for z in (-0.44, 0.44):
            wheel = revolve(
                spline([(0.0, -0.09), (0.26, -0.09), (0.3, 0.0), (0.26, 0.09), (0.0, 0.09)]), satin("#3c4a52")
            )
            hub = ball((0, 0.1, 0), (0.1, 0.05, 0.1), plain)
            shapes += placed([wheel, hub, *placed(hub, by=(0, -0.2, 0))], (90, 0, 0), (x, 0.3, z))
    for z in (-0.22, 0.22):
        shapes.append(ball((-1.37, 0.58, z), (0.05, 0.09, 0.09), satin("#f0cf6a")))
    return Scene(placed(shapes, (0, 28, 0)), Backdrop("#cfe0e2", "#bcd2d6"), camera=look(16, 0, 9), fill=0.86)


def radio() -> Scene:
    """A wooden wireless set with two knobs."""
    dark, pale = wood("#8a5330", "#4a2812", 31), wood("#d9b07a", "#ab7d48", 32)
    shapes = block((0, 0.72, 0), (2.2, 1.3, 0.7), dark, corner=0.16)
    shapes += block((0, 0.74, 0.32), (1.96, 1.06, 0.12), pale, corner=0.06)

    def grille(u: float, v: float) -> Colour:
        a = math.hypot((u * 15) % 1 - 0.5, (v * 15) % 1 - 0.5)
        inside = math.hypot(u - 0.5, v - 0.5) < 0.47
        return ink("#24150c") if inside and a < 0.3 else ink("#d2a76f")

    shapes.append(
        sheet(
            lambda u, v: (-0.5 + (u - 0.5) * 0.86, 0.74 + (v - 0.5) * 0.86, 0.385),
            Material(paint=grille),
            detail=1.5,
            keep=lambda u, v: math.hypot(u - 0.5, v - 0.5) < 0.5,
        )
    )

    def dial(u: float, v: float) -> Colour:
        if v < 0.42 and abs((u * 22) % 1 - 0.5) > 0.42:
            return ink("#3a2416")
        return ink("#b8322a") if abs(u - 0.62) < 0.012 else ink("#f3e9d2")

    shapes.append(
        sheet(
            lambda u, v: (0.5 + (u - 0.5) * 0.76, 1.02 + (v - 0.5) * 0.26, 0.388),
            Material(paint=dial, shine=0.03, rough=0.1),
            detail=1.4,
        )
    )
    for x in (0.3, 0.72):
        knob = revolve(
            spline([(0.19, 0.0), (0.19, 0.1), (0.15, 0.15), (0.0, 0.16)]),
            dark,
            bump=lambda u, _v: 0.008 * math.sin(u * 40 * math.tau),
        )
        shapes += placed(knob, (90, 0, 0), (x, 0.58, 0.38))
    shapes.append(
        tube(
            spline([(-0.7, 1.38, 0), (-0.66, 1.62, 0), (0, 1.7, 0), (0.66, 1.62, 0), (0.7, 1.38, 0)]),
            0.06,
            wood("#8a5330", "#4a2812", 33),
        )
    )
    for x in (-0.8, 0.8):
        shapes.append(ball((x, 0.06, 0.1), (0.1, 0.07, 0.2), dark))
    shapes.append(tube([(0.95, 1.3, -0.2), (1.3, 2.2, -0.25)], 0.018, metal("#c8c8c8", 0.2)))
    return Scene(placed(shapes, (0, -20, 0)), teak(), camera=look(12, 0, 9), fill=0.8)


def chicken_bank(tone: str = "#b8643c") -> Scene:
    """A clay money box in the shape of a hen."""
    clay = Material(ink(tone), mottled(ink(tone), dim(ink(tone), 0.78), 5, 4, 0.1), shine=0.01)
    shapes = [ball((0, 0.75, 0), (0.85, 0.7, 0.66), clay, bump=lambda u, v: 0.015 * math.sin(u * 30) * (0.3 < v < 0.7))]
    shapes.append(tube(spline([(-0.55, 0.9, 0), (-0.78, 1.3, 0), (-0.82, 1.62, 0)]), lambda t: 0.36 - 0.1 * t, clay))
    shapes.append(ball((-0.84, 1.66, 0), (0.28, 0.26, 0.25), clay))
    shapes += placed(revolve([(0.1, 0.0), (0.0, 0.26)], satin("#e0a83a")), (0, 0, 100), (-1.08, 1.64, 0))
    for k in range(4):
        shapes.append(ball((-0.98 + k * 0.12, 1.93 + 0.05 * math.sin(k), 0), (0.09, 0.12, 0.06), satin("#b8261e")))
    shapes.append(ball((-1.04, 1.44, 0), (0.06, 0.12, 0.06), satin("#b8261e")))
    for k in range(5):
        shapes.append(ball((0.78 + 0.06 * k, 1.0 + k * 0.1, (k - 2) * 0.05), (0.32, 0.12, 0.1), clay))
    for z in (-1, 1):
        shapes += placed(
            ball((0, 0, 0), (0.48, 0.32, 0.12), Material(ink("#8a3f24"))), (0, 0, 14), (0.1, 0.86, z * 0.6)
        )
        shapes.append(ball((-0.98, 1.72, z * 0.19), 0.045, glossy("#17120f")))
    shapes.append(
        sheet(lambda u, v: (-0.05 + (u - 0.5) * 0.34, 1.452 - 0.02 * abs(u - 0.5), (v - 0.5) * 0.05), matt("#1c110b"))
    )
    shapes.append(revolve([(0.5, 0.0), (0.46, 0.2)], clay))
    return Scene(placed(shapes, (0, 26, 0)), Backdrop("#e4d5bd", "#d9c7ab"), camera=look(14, 0, 8), fill=0.8)

"""Pearls, silver, beads, brass: laid on stone or linen, or shown on a bust."""

import math
from collections.abc import Sequence

from sample_drawing.backdrops import BLUSH, CHALK, dark_linen, linen_cloth, stone
from sample_drawing.camera import look
from sample_drawing.cloth import wood
from sample_drawing.colour import Colour, Material, dim, glossy, ink, matt, metal, mix
from sample_drawing.curves import evenly, spline
from sample_drawing.solids import Point, Surface, ball, block, placed, revolve, sheet, tube
from sample_drawing.studio import Backdrop, Scene

SILVER = metal("#d9dade", 0.16)
OLD_SILVER = metal("#b9bac0", 0.3)
GOLD = metal("#dba94a", 0.18)
COPPER = metal("#c8744a", 0.22)


def pearl(at: Point, radius: float, tone: str = "#e2d3c4") -> Surface:
    """A pearl: a soft sheen with a rosy and a green edge."""
    base, rose, green = ink(tone), ink("#eab9ae"), ink("#c9d6c4")

    def paint(u: float, v: float) -> Colour:
        colour = mix(base, rose, 0.4 * max(0.0, 1 - 2.4 * v))
        return mix(colour, green, 0.25 * max(0.0, math.sin(u * math.tau)) * v)

    return ball(at, radius, Material(base, paint, shine=0.085, rough=0.22))


def bust(tone: str = "#3a3b40") -> Surface:
    """A jeweller's neck in velvet."""

    def place(u: float, v: float) -> Point:
        a = u * math.tau
        top = math.sqrt(max(0.0, 1 - max(0.0, (v - 0.9) / 0.1) ** 2))
        wide = (0.33 + 0.3 * (v - 0.66) ** 2 + 0.95 * max(0.0, 0.66 - v) ** 1.3) * top
        deep = (0.3 + 0.4 * max(0.0, 0.66 - v)) * top
        return wide * math.cos(a), 0.02 + v * 2.1, deep * math.sin(a) + 0.2 * v - 0.1

    return sheet(place, matt(tone))


def drape(width: float, drop: float, top: float) -> list[tuple[float, ...]]:
    """The line of a necklace lying on a bust: high at the back, low at the breast."""
    return [
        (
            width * math.sin(a) * (0.42 + 0.58 * (0.5 - 0.5 * math.cos(a))),
            top - drop * (0.5 - 0.5 * math.cos(a)) ** 1.4,
            0.26 - 0.34 * math.cos(a),
        )
        for a in (k / 80 * math.tau for k in range(81))
    ]


def pearl_necklace() -> Scene:
    """A strand of south-sea pearls, curled on dark linen."""
    path = spline(
        [
            (1.15, 0, -0.75),
            (0.2, 0, -1.15),
            (-0.9, 0, -0.8),
            (-1.2, 0, 0.1),
            (-0.75, 0, 0.9),
            (0.15, 0, 1.1),
            (0.95, 0, 0.75),
            (1.25, 0, 0.05),
        ]
    )
    shapes: list[Surface] = []
    for k, (x, _, z) in enumerate(evenly(path, 38)):
        r = 0.088 + 0.035 * math.sin(math.pi * k / 38)
        shapes.append(pearl((x, r, z), r))
    shapes += [ball((1.24, 0.07, -0.62), 0.06, GOLD), ball((1.3, 0.07, -0.1), 0.06, GOLD)]
    shapes.append(tube([(1.24, 0.06, -0.62), (1.34, 0.05, -0.4), (1.3, 0.06, -0.1)], 0.02, GOLD))
    return Scene(shapes, dark_linen(), camera=look(56, 8, 9), fill=0.8)


def pearl_earrings() -> Scene:
    """Two drop earrings of gold-toned pearls on a small stand."""
    shapes: list[Surface] = []
    for x in (-0.42, 0.42):
        hook = spline([(x, 1.52, -0.12), (x, 1.66, -0.02), (x, 1.6, 0.1), (x, 1.36, 0.12)])
        shapes += [tube(hook, 0.018, GOLD), ball((x, 1.33, 0.12), 0.05, GOLD)]
        leaf = [(x + 0.11 * math.sin(k / 3), 1.18 + 0.1 * math.cos(k / 3), 0.12) for k in range(20)]
        shapes.append(tube(spline(leaf, steps=3), 0.02, GOLD, closed=True))
        shapes += [pearl((x, 0.9, 0.12), 0.19, "#efd9a8"), ball((x, 1.08, 0.12), (0.07, 0.04, 0.07), GOLD)]
    shapes.append(tube([(-0.8, 1.52, -0.12), (0.8, 1.52, -0.12)], 0.045, wood()))
    shapes.append(tube([(0, 0.1, -0.12), (0, 1.52, -0.12)], 0.05, wood()))
    shapes += block((0, 0.06, -0.05), (1.1, 0.12, 0.6), wood(), corner=0.04)
    return Scene(shapes, CHALK, camera=look(9, -14, 8), fill=0.78)


def _spiral(cx: float, cy: float, r: float, turns: float, start: float, way: int = 1) -> list[tuple[float, ...]]:
    return [
        (
            cx + r * (1 - k / 30) * math.cos(start + way * turns * math.tau * k / 30),
            cy + r * (1 - k / 30) * math.sin(start + way * turns * math.tau * k / 30),
            0.05,
        )
        for k in range(28)
    ]


def filigree_brooch() -> Scene:
    """A flower of silver wire with a stone in its heart."""
    wire = SILVER
    shapes: list[Surface] = []
    for n, (count, reach, size) in enumerate(((8, 0.98, 0.34), (8, 0.56, 0.26))):
        for k in range(count):
            a = math.tau * (k + 0.5 * n) / count
            cx, cy = reach * math.cos(a), reach * math.sin(a)
            petal = [
                (
                    cx + size * 1.2 * math.cos(t) * math.cos(a) - size * math.sin(t) * math.sin(a),
                    cy + size * 1.2 * math.cos(t) * math.sin(a) + size * math.sin(t) * math.cos(a),
                    0.05 + 0.09 * n,
                )
                for t in (i / 24 * math.tau for i in range(25))
            ]
            shapes.append(
                tube(petal, 0.032, wire, closed=True, bump=lambda u, v: 0.16 * math.sin((u * 2 + v * 60) * math.tau))
            )
            for way in (-1, 1):
                curl = _spiral(cx + way * -0.11 * math.sin(a), cy + way * 0.11 * math.cos(a), size * 0.42, 1.6, a, way)
                shapes.append(tube([(x, y, 0.05 + 0.09 * n) for x, y, _ in curl], 0.018, wire))
            shapes.append(
                ball((cx * 1.42, cy * 1.42, 0.05), 0.055, wire) if n == 0 else ball((cx, cy, 0.17), 0.045, wire)
            )
    shapes.append(ball((0, 0, 0.16), (0.24, 0.24, 0.16), Material(ink("#7d1f35"), shine=0.07, rough=0.06, glow=0.08)))
    shapes.append(
        tube(
            [(0.26 * math.cos(k / 6), 0.26 * math.sin(k / 6), 0.13) for k in range(39)],
            0.035,
            wire,
            closed=True,
            bump=lambda u, v: 0.2 * math.sin((u * 2 + v * 40) * math.tau),
        )
    )
    return Scene(
        placed(shapes, (-62, 0, 0), (0, 0.45, 0)), Backdrop("#4a5a6e", "#3d4c60"), camera=look(48, 0, 8), fill=0.8
    )


def ring(stone_tone: str, backdrop: Backdrop = BLUSH) -> Scene:
    """A chased silver ring on a block of wood."""

    def chased(u: float, v: float) -> float:
        return 0.12 * math.sin(v * 34 * math.tau / 2) * math.cos(u * math.tau) + 0.06 * math.sin(u * 3 * math.tau)

    band = [(0.62 * math.cos(k / 10), 0.62 * math.sin(k / 10), 0) for k in range(64)]
    shapes: list[Surface] = [tube(band, 0.13, OLD_SILVER, closed=True, bump=chased, flat=1.5)]
    shapes.append(
        revolve(
            spline([(0.2, 0.6), (0.3, 0.66), (0.34, 0.76), (0.3, 0.82)]),
            SILVER,
            bump=lambda u, _v: 0.02 * math.sin(u * 24 * math.tau),
        )
    )
    shapes.append(ball((0, 0.8, 0), (0.28, 0.17, 0.28), Material(ink(stone_tone), shine=0.08, rough=0.05, glow=0.1)))
    turned = placed(shapes, (8, -32, 0), (0, 1.06, 0))
    base = block((0, 0.16, 0), (1.7, 0.34, 1.0), wood("#b98350", "#74481f"), corner=0.03)
    return Scene([*turned, *base], backdrop, camera=look(16, 0, 8), fill=0.76)


def bangle(material: Material, backdrop: Backdrop, *, count: int = 1, twist: bool = False) -> Scene:
    """Bangles, chased or twisted, one leaning on the others."""
    shapes: list[Surface] = []

    def relief(u: float, v: float) -> float:
        if twist:
            return 0.2 * math.sin((u * 3 + v * 26) * math.tau)
        return 0.1 * math.sin(v * 44 * math.pi) * math.sin(u * math.tau * 2) + 0.05 * math.sin(u * 8 * math.tau)

    hoop = [(0.95 * math.cos(k / 10), 0.0, 0.95 * math.sin(k / 10)) for k in range(64)]
    for n in range(count):
        shapes += placed(
            tube(hoop, 0.14 if not twist else 0.1, material, closed=True, bump=relief, flat=0.7),
            (0, n * 40, 0),
            (0, 0.13 + n * 0.24, 0),
        )
    shapes += placed(
        tube(hoop, 0.14 if not twist else 0.1, material, closed=True, bump=relief, flat=0.7),
        (62, 24, 0),
        (0.35, 0.2 + 0.55 + 0.1 * count, 0.3),
    )
    return Scene(shapes, backdrop, camera=look(24, 0, 8), fill=0.78)


DAYAK = ("#c8342c", "#e9b52f", "#1d1c1e", "#f1ede2", "#2f6b4f", "#d8702a")


def bead_necklace() -> Scene:
    """A bib of Dayak beads on a bust: bands of colour, a curl in the middle."""
    shapes: list[Surface] = [bust("#4a3f36")]
    for row in range(7):
        path = drape(0.44 + row * 0.085, 0.5 + row * 0.16, 1.75 - row * 0.02)
        count = 52 + row * 6
        for k, (x, y, z) in enumerate(evenly(path, count)[:-1]):
            if z < -0.02:
                continue
            tone = DAYAK[(k // 3 + row) % 6] if row % 2 else DAYAK[(row // 2) % 6 if k % 6 else 3]
            shapes.append(ball((x, y, z + 0.06), 0.047, glossy(tone)))
    for side in (-1, 1):
        curl = _spiral(side * 0.17, 0.5, 0.16, 1.3, 0.0 if side > 0 else math.pi, side)
        shapes.append(tube([(x, y, z + 0.62) for x, y, z in curl], 0.026, glossy("#e9b52f")))
    for k in range(7):
        x = (k - 3) * 0.1
        shapes += [
            ball((x, 0.36 - j * 0.085 + 0.05 * abs(k - 3), 0.64), 0.042, glossy(DAYAK[(k + j) % 6])) for j in range(4)
        ]
    return Scene(shapes, Backdrop("#5f6f5f", "#536253"), camera=look(8, -8, 9), fill=0.86)


def bead_bracelets() -> Scene:
    """Bracelets of fine beads in bands, stacked."""
    shapes: list[Surface] = []
    for n, (y, tilt) in enumerate(((0.22, 0), (0.62, 0), (0.9, 60))):
        tones = [ink(DAYAK[(n + k) % 6]) for k in range(4)]

        def paint(u: float, v: float, tones: Sequence[Colour] = tones, n: int = n) -> Colour:
            i, j = int(u * 96), int(v * 7)
            a = abs((i % 16) - 8)
            pick = 0 if a < j else (1 if a < j + 3 else (2 if (i // 8 + j) % 2 else 3))
            s, t = (u * 96) % 1 - 0.5, (v * 7) % 1 - 0.5
            return dim(tones[(pick + n) % 4], 1.1 - 1.5 * (s * s + t * t))

        band = revolve(
            [(0.9, -0.18), (0.92, 0.0), (0.9, 0.18)],
            Material(tones[0], paint, shine=0.03, rough=0.3),
            bump=lambda u, v: 0.02 * abs(math.sin(u * 96 * math.pi)) * abs(math.sin(v * 7 * math.pi)),
            detail=1.3,
        )
        shapes += placed(band, (tilt, n * 50, 0), (0.3 if tilt else 0, y + (0.25 if tilt else 0), 0.3 if tilt else 0))
    return Scene(shapes, linen_cloth(), camera=look(26, 0, 8), fill=0.78)


def wooden_earrings() -> Scene:
    """Drops of sono wood inlaid with brass, on pale stone."""
    shapes: list[Surface] = []
    dark, light = wood("#5b3722", "#2a170d", 12), wood("#d1a068", "#9c6a38", 13)
    for x in (-0.5, 0.5):
        drop = revolve(
            spline([(0.0, -0.5), (0.2, -0.44), (0.36, -0.2), (0.34, 0.06), (0.16, 0.32), (0.0, 0.42)]), dark, squash=0.3
        )
        inset = revolve(
            spline([(0.0, -0.4), (0.14, -0.32), (0.22, -0.18), (0.16, -0.02), (0.0, 0.06)]), light, squash=0.34
        )
        hoop = tube(
            [(0.24 * math.cos(k / 6), 0.28 * math.sin(k / 6) - 0.18, 0.075) for k in range(39)],
            0.022,
            GOLD,
            closed=True,
        )
        hook = tube(spline([(0, 0.42, 0), (0, 0.7, 0.02), (0.14, 0.86, 0.02), (0.26, 0.62, 0.02)]), 0.02, GOLD)
        shapes += placed([drop, *placed(inset, by=(0, 0, 0.03)), hoop, hook], (-84, x * 30, 0), (x * 1.25, 0.12, 0))
    return Scene(shapes, stone(), camera=look(62, 0, 8), fill=0.76)

"""Chairs, tables, stools, shelves: rattan, teak and bamboo."""

import math
from collections.abc import Sequence

from sample_drawing.backdrops import CHALK, LINEN, MIST, OAT, SAGE, whitewashed
from sample_drawing.basketry import rattan
from sample_drawing.camera import look
from sample_drawing.cloth import bamboo, wood
from sample_drawing.colour import Material, ink, matt, satin
from sample_drawing.curves import spline
from sample_drawing.noise import noise
from sample_drawing.solids import Point, Surface, ball, block, revolve, sheet, tube
from sample_drawing.studio import Backdrop, Scene
from sample_drawing.tiles import crosswise
from sample_drawing.weaves import Weave, plait, wicker

TEAK = wood("#b57a45", "#744522", 5)
PALE = wood("#d8b384", "#a97c4a", 9)


def bar(a: Point, b: Point, thick: float, material: Material) -> Surface:
    """A straight round rail."""
    return tube([a, b], thick, material)


def bent(points: Sequence[Point], thick: float, material: Material) -> Surface:
    """A bent rail."""
    return tube(spline(points), thick, material)


def binding(at: Point, thick: float) -> Surface:
    """Cane wound round a joint."""
    return ball(at, (thick, thick * 1.15, thick), Material(ink("#8a5d2e")), bump=lambda _u, v: 0.08 * math.sin(v * 60))


def cushion(centre: Point, size: Point, material: Material) -> Surface:
    """A stuffed cushion: full in the middle, drawn in along its edges, pointed at its corners."""
    wide, tall, deep = size

    def place(u: float, v: float) -> Point:
        sign, a = (1, v * 2) if v < 0.5 else (-1, 2 - v * 2)
        x, z = 2 * u - 1, 2 * a - 1
        puff = ((1 - x * x) * (1 - z * z)) ** 0.55 if abs(x) < 1 and abs(z) < 1 else 0.0
        wrinkle = 0.1 * (noise(u * 7, a * 7, 4) - 0.5)
        drawn = 0.045
        across, along = x * (1 - drawn * (1 - z * z)), z * (1 - drawn * (1 - x * x))
        return (
            centre[0] + across * wide / 2,
            centre[1] + sign * tall / 2 * puff * (1 + wrinkle),
            centre[2] + along * deep / 2,
        )

    return sheet(place, material)


def panel(corners: tuple[Point, Point, Point, Point], weave: Weave, sag: float = 0.0) -> Surface:
    """A woven panel between four corners (left bottom, right bottom, right top, left top)."""
    a, b, c, d = corners

    def place(u: float, v: float) -> Point:
        w = ((1 - u) * (1 - v), u * (1 - v), u * v, (1 - u) * v)
        x, y, z = (a[k] * w[0] + b[k] * w[1] + c[k] * w[2] + d[k] * w[3] for k in range(3))
        relief = weave.bump(u, v)
        return x, y - sag * math.sin(math.pi * u) * math.sin(math.pi * v) + relief * 0.5, z + relief

    return sheet(place, weave.material, detail=1.2)


def rattan_armchair() -> Scene:
    """A lounge chair of rattan with a cushion."""
    pole, thin = rattan("#b9834a"), rattan("#c79a5f")
    shapes: list[Surface] = []
    for x in (-1, 1):
        shapes.append(
            bent(
                [
                    (x * 0.72, 0, 0.75),
                    (x * 0.76, 0.6, 0.78),
                    (x * 0.8, 1.02, 0.6),
                    (x * 0.82, 1.12, 0.1),
                    (x * 0.76, 1.3, -0.5),
                    (x * 0.6, 1.75, -0.78),
                ],
                0.065,
                pole,
            )
        )
        shapes.append(
            bent(
                [(x * 0.66, 0, -0.72), (x * 0.66, 0.5, -0.62), (x * 0.66, 1.2, -0.72), (x * 0.58, 1.78, -0.8)],
                0.06,
                pole,
            )
        )
        shapes += [
            bar((x * 0.74, 0.52, 0.76), (x * 0.67, 0.5, -0.62), 0.05, pole),
            bar((x * 0.72, 0.2, 0.75), (x * 0.66, 0.2, -0.68), 0.035, thin),
        ]
        for k in range(5):
            z = 0.5 - k * 0.24
            shapes.append(
                bar(
                    (x * 0.73, 0.54, z), (x * (0.8 if z > 0 else 0.78), 1.05 + (0.06 if z < 0.2 else 0), z), 0.024, thin
                )
            )
        shapes += [
            binding((x * 0.75, 0.52, 0.77), 0.09),
            binding((x * 0.8, 1.08, 0.42), 0.085),
            binding((x * 0.67, 0.5, -0.62), 0.08),
        ]
    for y, z, t in ((0.52, 0.78, 0.055), (0.2, 0.75, 0.035), (0.5, -0.62, 0.05)):
        shapes.append(bar((-0.74, y, z), (0.74, y, z), t, pole))
    shapes.append(bent([(-0.6, 1.75, -0.78), (-0.3, 1.95, -0.84), (0.3, 1.95, -0.84), (0.6, 1.75, -0.78)], 0.065, pole))
    back = wicker("#c79a5f", 26, 24, 0.02)
    shapes.append(panel(((-0.6, 0.62, -0.6), (0.6, 0.62, -0.6), (0.54, 1.82, -0.8), (-0.54, 1.82, -0.8)), back))
    shapes.append(
        panel(
            ((-0.72, 0.52, 0.74), (0.72, 0.52, 0.74), (0.66, 0.5, -0.6), (-0.66, 0.5, -0.6)),
            wicker("#c79a5f", 26, 24, 0.015),
        )
    )
    shapes.append(cushion((0, 0.68, 0.06), (1.36, 0.3, 1.3), matt("#efe6d6")))
    return Scene(shapes, SAGE, camera=look(14, -28, 9), fill=0.8)


def peacock_chair() -> Scene:
    """The fan-backed rattan chair."""
    pole = rattan("#c0894a")
    shapes: list[Surface] = []
    base = wicker("#c0894a", 30, 26, 0.02, stripe="#7d4f27", every=9)
    shapes.append(
        revolve(spline([(0.62, 0.0), (0.42, 0.35), (0.5, 0.62), (0.62, 0.72)]), base.material, bump=base.bump)
    )
    shapes.append(revolve([(0.66, 0.74), (0.0, 0.76)], base.material))
    shapes.append(
        tube([(0.68 * math.cos(k / 8), 0.74, 0.68 * math.sin(k / 8)) for k in range(51)], 0.06, pole, closed=True)
    )
    for k in range(25):
        a = math.radians(-22 + k * 224 / 24)
        root = (0.5 * math.cos(a), 0.74 + 0.05 * math.sin(a), -0.4 - 0.12 * abs(math.sin(a)))
        tip = (1.05 * math.cos(a), 1.5 + 1.05 * math.sin(a), -0.62)
        shapes.append(bar(root, tip, 0.022, pole))
    for r, t in ((1.08, 0.055), (0.96, 0.025), (0.72, 0.03), (0.46, 0.025)):
        hoop = [
            (r * math.cos(math.radians(a)), 1.5 + r * math.sin(math.radians(a)), -0.62 + 0.14 * (1.08 - r))
            for a in range(-28, 209, 4)
        ]
        shapes.append(bent(hoop[::4], t, pole))
    weave = wicker("#c79a5f", 18, 16, 0.015)

    def heart(u: float, v: float) -> Point:
        a, r = math.radians(-10 + 200 * u), 0.1 + 0.62 * v
        return r * math.cos(a), 1.2 + r * math.sin(a) * 1.15, -0.53 + weave.bump(u, v)

    shapes.append(sheet(heart, weave.material))
    shapes.append(cushion((0, 0.84, 0.03), (1.05, 0.2, 1.0), matt("#b5532f")))
    return Scene(shapes, CHALK, camera=look(10, -18, 9), fill=0.84)


def carved_chair() -> Scene:
    """A teak dining chair from Jepara, its back carved."""
    shapes: list[Surface] = []
    for x in (-1, 1):
        shapes.append(
            tube(
                spline([(x * 0.5, 0, 0.5), (x * 0.52, 0.3, 0.5), (x * 0.5, 0.9, 0.48)]),
                lambda t: 0.045 + 0.04 * t,
                TEAK,
            )
        )
        shapes.append(
            tube(
                spline(
                    [
                        (x * 0.48, 0, -0.62),
                        (x * 0.46, 0.5, -0.46),
                        (x * 0.46, 0.95, -0.45),
                        (x * 0.47, 1.6, -0.58),
                        (x * 0.45, 2.1, -0.72),
                    ]
                ),
                0.06,
                TEAK,
            )
        )
        shapes.append(bar((x * 0.5, 0.45, 0.48), (x * 0.46, 0.45, -0.46), 0.035, TEAK))
    shapes += block((0, 0.9, 0.02), (1.12, 0.14, 1.08), TEAK, corner=0.04)
    weave = plait("#d8bd8a", 30, 30, 0.01, second="#c7a76c")
    shapes.append(panel(((-0.46, 0.985, 0.46), (0.46, 0.985, 0.46), (0.44, 0.985, -0.4), (-0.44, 0.985, -0.4)), weave))
    dark = wood("#a56a38", "#643a1c", 7)
    shapes.append(
        bent(
            [(-0.5, 2.02, -0.71), (-0.26, 2.22, -0.75), (0, 2.32, -0.76), (0.26, 2.22, -0.75), (0.5, 2.02, -0.71)],
            0.085,
            dark,
        )
    )
    shapes.append(
        ball(
            (0, 2.36, -0.75),
            (0.13, 0.11, 0.07),
            dark,
            bump=lambda u, v: 0.12 * math.cos(u * 6 * math.tau) * math.sin(v * math.pi),
        )
    )
    shapes.append(bar((-0.46, 1.22, -0.5), (0.46, 1.22, -0.5), 0.05, TEAK))
    for side in (-1, 1):
        for y, r in ((1.45, 0.15), (1.72, 0.13), (1.94, 0.1)):
            z = -0.55 - (y - 1.3) * 0.19
            curl = [
                (side * (0.2 + r * (1 - k / 26) * math.cos(k / 2.4)), y + r * (1 - k / 26) * math.sin(k / 2.4), z)
                for k in range(24)
            ]
            shapes.append(tube(spline(curl, steps=4), 0.03, dark))
    shapes.append(
        tube(
            spline([(0, 1.22, -0.5), (0, 1.6, -0.58), (0, 2.2, -0.73)]), lambda t: 0.05 + 0.03 * math.sin(t * 12), dark
        )
    )
    return Scene(shapes, OAT, camera=look(12, -26, 9), fill=0.84)


def round_table() -> Scene:
    """A low teak table on three legs."""
    top = wood("#b57a45", "#744522", 5)

    def flat(u: float, v: float) -> Point:
        a, r = u * math.tau, min(1.0, v * 1.14)
        y = 0.96 if v < 0.88 else 0.96 - (v - 0.88) * 0.75
        return r * math.cos(a), y, r * math.sin(a)

    def painted(u: float, v: float) -> tuple[float, float, float]:
        x, _, z = flat(u, v)
        assert top.paint is not None
        return top.paint(x * 0.6 + 0.5, z * 0.6 + 0.5)

    shapes = [sheet(flat, Material(top.colour, painted, shine=0.035, rough=0.35), detail=1.2)]
    for k in range(3):
        a = math.radians(90 + k * 120)
        shapes.append(
            tube(
                [(0.5 * math.cos(a), 0.9, 0.5 * math.sin(a)), (0.82 * math.cos(a), 0.0, 0.82 * math.sin(a))],
                lambda t: 0.085 - 0.04 * t,
                TEAK,
            )
        )
    cup = revolve(
        spline([(0.1, 0.965), (0.16, 0.99), (0.17, 1.2), (0.15, 1.2), (0.13, 1.02), (0.0, 1.01)]),
        satin("#e8e2d6"),
        (0.3, 0, 0.2),
    )
    return Scene(shapes, LINEN, extras=[cup], camera=look(20, 12, 9), fill=0.82)


def stool() -> Scene:
    """A stool with a plaited seat."""
    shapes: list[Surface] = []
    feet = [(x, z) for x in (-0.55, 0.55) for z in (-0.45, 0.45)]
    for x, z in feet:
        shapes.append(tube([(x * 1.12, 0, z * 1.12), (x, 1.05, z)], 0.07, PALE))
    for y in (0.36, 0.95):
        shapes += [bar((-0.57, y, z), (0.57, y, z), 0.05, PALE) for z in (-0.47, 0.47)]
        for x in (-0.57, 0.57):
            shapes.append(bar((x, y - 0.08, -0.47), (x, y - 0.08, 0.47), 0.05, PALE))
    weave = plait("#caa468", 26, 22, 0.03, second="#b58c4e")
    shapes.append(
        panel(((-0.62, 1.02, 0.52), (0.62, 1.02, 0.52), (0.62, 1.02, -0.52), (-0.62, 1.02, -0.52)), weave, sag=0.07)
    )
    for a, b in (
        ((-0.62, 1.0, 0.52), (0.62, 1.0, 0.52)),
        ((0.62, 1.0, 0.52), (0.62, 1.0, -0.52)),
        ((-0.62, 1.0, 0.52), (-0.62, 1.0, -0.52)),
        ((-0.62, 1.0, -0.52), (0.62, 1.0, -0.52)),
    ):
        shapes.append(tube([a, b], 0.065, matt("#b58c4e"), bump=lambda _u, v: 0.14 * math.sin(v * 170)))
    return Scene(shapes, MIST, camera=look(20, -30, 9), fill=0.78)


def child_chair() -> Scene:
    """A small rattan chair with bear's ears."""
    pole = rattan("#d3a568")
    shapes: list[Surface] = []
    for x in (-1, 1):
        shapes += [
            bar((x * 0.55, 0, 0.5), (x * 0.5, 0.62, 0.45), 0.055, pole),
            bar((x * 0.52, 0, -0.5), (x * 0.48, 0.62, -0.42), 0.055, pole),
        ]
        ear = [(x * 0.42 + 0.2 * math.cos(k / 4), 1.72 + 0.2 * math.sin(k / 4), -0.5) for k in range(26)]
        shapes.append(tube(spline(ear, steps=3), 0.045, pole, closed=True))
        shapes.append(
            bent(
                [(x * 0.5, 0.64, 0.42), (x * 0.66, 0.95, 0.3), (x * 0.62, 1.0, -0.1), (x * 0.55, 1.05, -0.46)],
                0.045,
                pole,
            )
        )
    seat = [(0.62 * math.cos(k / 8), 0.64, 0.56 * math.sin(k / 8)) for k in range(51)]
    shapes.append(tube(seat, 0.06, pole, closed=True))
    weave = wicker("#dcb57c", 26, 14, 0.018)
    shapes.append(revolve([(0.6, 0.65), (0.0, 0.6)], weave.material, bump=weave.bump, squash=0.9))
    hoop = [(0.62 * math.cos(k / 8), 1.2 + 0.6 * math.sin(k / 8), -0.48) for k in range(51)]
    shapes.append(tube(hoop, 0.06, pole, closed=True))
    for k in range(9):
        across = (k - 4) * 0.13
        tall = 0.56 * math.sqrt(1 - (across / 0.62) ** 2)
        shapes.append(bar((across, 1.2 - tall, -0.48), (across, 1.2 + tall, -0.48), 0.024, pole))
    shapes.append(cushion((0, 0.72, 0.02), (0.95, 0.18, 0.86), matt("#d98a5f")))
    return Scene(shapes, Backdrop("#dfe6df", "#cfdad2"), camera=look(14, -24, 9), fill=0.8)


def bamboo_shelf() -> Scene:
    """A bamboo shelf with three boards and a few things on it."""
    culm = bamboo()
    shapes: list[Surface] = []
    for x in (-0.75, 0.75):
        shapes += [
            tube(
                [(x, 0, z), (x, 2.5, z)],
                0.065,
                culm,
                bump=lambda _u, v: 0.14 * max(0.0, 1 - abs((v * 6) % 1 - 0.5) * 26),
            )
            for z in (-0.3, 0.3)
        ]
        for y in (0.3, 1.15, 2.0):
            shapes.append(bar((x, y - 0.06, -0.4), (x, y - 0.06, 0.4), 0.05, culm))
    for y in (0.3, 1.15, 2.0):
        for k in range(7):
            z = -0.33 + k * 0.11
            shapes.append(bar((-0.86, y, z), (0.86, y, z), 0.05, culm))
    things: list[Surface] = [
        revolve(
            spline([(0.0, 0.0), (0.16, 0.0), (0.24, 0.16), (0.14, 0.36), (0.1, 0.44)]),
            satin("#9c4f31"),
            (-0.4, 2.05, 0),
        ),
        revolve(spline([(0.0, 0.0), (0.2, 0.0), (0.24, 0.14), (0.22, 0.18)]), satin("#dcd4c4"), (0.34, 1.2, 0.05)),
        revolve(
            spline([(0.0, 0.0), (0.2, 0.0), (0.26, 0.3), (0.24, 0.36)]),
            wicker("#c49a5f", 20, 12).material,
            (0.25, 0.35, 0),
        ),
    ]
    for k, tone in enumerate(("#3f5373", "#b5673f", "#d8c79c", "#49584a")):
        things += block((-0.55 + k * 0.1, 1.42, 0), (0.085, 0.42 + 0.04 * (k % 2), 0.34), matt(tone), corner=0.01)
    return Scene(shapes, LINEN, extras=things, camera=look(8, -24, 9), fill=0.84)


def bench() -> Scene:
    """A garden bench of teak slats."""
    shapes: list[Surface] = []
    slat = Material(TEAK.colour, crosswise(TEAK.paint), shine=0.02, rough=0.6) if TEAK.paint else TEAK
    for x in (-1.15, 1.15):
        shapes += block((x, 0.4, 0.42), (0.14, 0.8, 0.14), TEAK) + block((x, 0.8, -0.42), (0.14, 1.6, 0.14), TEAK)
        shapes += block((x, 1.06, 0.0), (0.16, 0.1, 1.0), TEAK) + block((x, 0.86, 0.42), (0.12, 0.4, 0.12), TEAK)
    for k in range(6):
        shapes += block((0, 0.68, 0.44 - k * 0.165), (2.4, 0.07, 0.13), slat, corner=0.02)
    for k in range(2):
        shapes += block((0, 0.95 + k * 0.58, -0.42), (2.4, 0.12, 0.08), slat, corner=0.02)
    for k in range(13):
        shapes += block((-1.0 + k * 0.167, 1.24, -0.42), (0.08, 0.5, 0.04), TEAK, corner=0.01)
    return Scene(shapes, whitewashed(), camera=look(16, -26, 9), fill=0.86)

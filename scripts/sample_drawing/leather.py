"""Leather: satchel, wallet, belt, shoes, sandals with wooden soles."""

import math

from sample_drawing.backdrops import CHALK, MIST, OAT
from sample_drawing.camera import look
from sample_drawing.cloth import wood
from sample_drawing.colour import Colour, Material, dim, ink, metal
from sample_drawing.curves import spline
from sample_drawing.noise import noise
from sample_drawing.solids import Point, Surface, ball, block, placed, sheet, tube
from sample_drawing.studio import Backdrop, Scene

BRASS = metal("#c9a050", 0.25)


def hide(tone: str, *, stitched: bool = False, inset: float = 0.045) -> Material:
    """Vegetable-tanned leather; stitched along its edge."""
    base = ink(tone)
    thread = ink("#e8d9bb")

    def paint(u: float, v: float) -> Colour:
        if stitched:
            edge = min(u, 1 - u, v, 1 - v)
            run = u if edge in (v, 1 - v) else v
            if abs(edge - inset) < 0.006 and (run * 34) % 1 < 0.62:
                return thread
            if edge < 0.016:
                return dim(base, 0.55)
        return dim(base, 0.84 + 0.22 * noise(u * 5, v * 5, 31) + 0.08 * noise(u * 90, v * 90, 32))

    return Material(base, paint, shine=0.03, rough=0.42)


def satchel(tone: str, backdrop: Backdrop) -> Scene:
    """A satchel with a flap, two straps and buckles."""
    leather, dark = hide(tone), hide(tone, stitched=True)
    shapes = block((0, 0.68, 0), (2.0, 1.36, 0.56), leather, corner=0.09)

    def flap(u: float, v: float) -> Point:
        run = (1 - v) * 1.75
        x = (u - 0.5) * 2.06
        if run < 0.5:
            return x, 1.4 + 0.03 * math.sin(run * 6), -0.26 + run
        if run < 0.75:
            a = (run - 0.5) / 0.25 * math.pi / 2
            return x, 1.3 + 0.11 * math.cos(a), 0.24 + 0.1 * math.sin(a)
        drop = run - 0.75
        round_ = 0.16 * max(0.0, drop - 0.7) * (2 * u - 1) ** 4 * 4
        return x * (1 - 0.02 * drop), 1.3 - drop + round_, 0.345 + 0.02 * math.sin(drop * 3)

    shapes.append(sheet(flap, dark, detail=1.3))
    for x in (-0.52, 0.52):
        strap = spline([(x, 0.86, 0.37), (x, 0.5, 0.39), (x, 0.24, 0.36)])
        shapes.append(tube(strap, 0.11, hide(tone), flat=0.2))
        frame = [
            (x - 0.15, 0.38, 0.42),
            (x + 0.15, 0.38, 0.42),
            (x + 0.15, 0.6, 0.42),
            (x - 0.15, 0.6, 0.42),
            (x - 0.15, 0.38, 0.42),
        ]
        shapes.append(tube(frame, 0.026, BRASS, closed=True))
        shapes.append(tube([(x, 0.6, 0.44), (x, 0.4, 0.45)], 0.018, BRASS))
    handle = spline([(-0.36, 1.4, 0), (-0.34, 1.62, 0), (0, 1.74, 0), (0.34, 1.62, 0), (0.36, 1.4, 0)])
    shapes.append(tube(handle, 0.06, leather))
    long = spline(
        [
            (-1.0, 1.2, 0),
            (-1.24, 0.8, 0.3),
            (-1.34, 0.1, 0.7),
            (-0.6, 0.04, 1.15),
            (0.5, 0.04, 1.02),
            (1.4, 0.05, 0.75),
            (1.25, 0.7, 0.3),
            (1.0, 1.2, 0),
        ]
    )
    shapes.append(tube(long, 0.07, leather, flat=0.3))
    for x in (-1.0, 1.0):
        shapes.append(ball((x, 1.2, 0), 0.07, BRASS))
    return Scene(placed(shapes, (0, -20, 0)), backdrop, camera=look(16, 0, 9), fill=0.86)


def wallet(tone: str) -> Scene:
    """A folded wallet, a second one open behind it."""
    outer = hide(tone, stitched=True)
    front = block((0, 0, 0), (1.5, 1.15, 0.1), outer, corner=0.04) + block(
        (0.01, 0.01, -0.12), (1.48, 1.12, 0.1), outer, corner=0.04
    )
    shapes = placed(front, (-72, 0, 0), (-0.35, 0.16, 0.55))
    shapes = placed(shapes, (0, 18, 0))
    upright: list[Surface] = []
    for side in (-1, 1):
        half = block((side * 0.76, 0.58, 0), (1.5, 1.15, 0.09), hide(tone, stitched=True), corner=0.03)
        for k in range(3):
            half += block(
                (side * 0.76, 0.42 - k * 0.12, 0.06 + k * 0.025),
                (1.3, 0.5 - k * 0.05, 0.03),
                hide("#9c6a3f"),
                corner=0.015,
            )
        upright += placed(half, (0, side * -24, 0))
    shapes += placed(upright, (-8, 14, 0), (0.3, 0, -0.75))
    return Scene(shapes, OAT, camera=look(26, 0, 8), fill=0.84)


def _shoe(tone: str, mirror: int, sole: str) -> list[Surface]:
    """A slip-on: a last lofted from sections, an apron seam, a strap, sole and heel."""
    leather = hide(tone)
    length = 2.6

    def at(t: float) -> tuple[float, float]:
        """Half width and height of the upper along the foot, heel to toe."""
        if t < 0.72:
            k = t / 0.72
            return 0.3 + 0.16 * k**1.3 - 0.05 * math.sin(k * math.pi) * (k > 0.3), 0.84 - 0.26 * k**2.2
        k = (t - 0.72) / 0.28
        return 0.46 * math.sqrt(max(0.0, 1 - k**2.3)), 0.15 + 0.43 * (1 - k**1.7) ** 0.8

    def opening(t: float, a: float) -> bool:
        return 0.06 < t < 0.52 and abs(a - 0.5) < 0.22 * math.sqrt(max(0.0, 1 - ((t - 0.28) / 0.24) ** 2)) + 0.02

    def bend(t: float) -> float:
        return mirror * 0.14 * math.sin(t * math.pi * 0.9) * t

    def place(u: float, v: float) -> Point:
        wide, tall = at(v)
        a = u * math.pi
        x = wide * math.cos(a) * (1 - 0.18 * math.sin(a) * (v < 0.5))
        y = 0.14 + tall * math.sin(a) ** (0.72 if v > 0.55 else 0.55)
        seam = 0.03 if v > 0.55 and abs(abs(u - 0.5) - 0.2 - 0.1 * (v - 0.7)) < 0.012 else 0.0
        return x + bend(v), y + seam, -length / 2 + v * length

    def inside(u: float, v: float) -> Point:
        x, y, z = place(u, 0.02 + v * 0.62)
        return x * 0.94, y * 0.9 + 0.0, z * 0.99

    def base(u: float, v: float) -> Point:
        t = v
        wide, _ = at(t)
        side = u * 2 - 1
        rim = abs(side) ** 10
        return side * (wide + 0.05) + bend(t), 0.16 - 0.1 * rim, -length / 2 - 0.03 + t * (length + 0.08)

    shapes = [sheet(place, leather, keep=lambda u, v: not opening(v, u), detail=1.3)]
    shapes.append(sheet(inside, Material(ink("#caa277"), shine=0.01)))
    welt = [
        (math.copysign(1, s) * (at(t)[0] + 0.06) + bend(t), 0.12, -length / 2 - 0.02 + t * (length + 0.05))
        for s, t in [(1, k / 60) for k in range(61)] + [(-1, 1 - k / 60) for k in range(61)]
    ]
    shapes.append(tube([*welt, welt[0]], 0.075, Material(ink(sole), shine=0.03, rough=0.4), closed=True))
    shapes.append(sheet(base, Material(ink(sole))))
    shapes += block((0, 0.02, -0.95), (0.72, 0.22, 0.7), Material(ink(sole), shine=0.02), corner=0.06)
    mouth = []
    for k in range(49):
        a = k / 48 * math.tau
        t = 0.28 + 0.235 * math.cos(a)
        mouth.append(place(0.5 + (0.22 * abs(math.sin(a)) + 0.02) * (1 if math.sin(a) >= 0 else -1), t))
    shapes.append(tube(mouth, 0.03, Material(dim(ink(tone), 0.6)), closed=True))
    band = [place(0.14 + 0.72 * k / 20, 0.6) for k in range(21)]
    shapes.append(tube([(x, y + 0.005, z) for x, y, z in band], 0.1, leather, flat=0.3))
    return shapes


def shoes(tone: str, backdrop: Backdrop, sole: str = "#2a1c14") -> Scene:
    """A pair, one turned to show its side."""
    shapes = placed(_shoe(tone, 1, sole), (0, 62, 0), (-0.1, 0, -0.55)) + placed(
        _shoe(tone, -1, sole), (0, 34, 0), (0.25, 0, 0.55)
    )
    return Scene(shapes, backdrop, camera=look(24, 0, 9), fill=0.88)


def kelom() -> Scene:
    """Kelom geulis of Tasikmalaya: carved wooden heels with a painted flower and a leather band."""
    lacquer = "#a5342c"

    def one(mirror: int) -> list[Surface]:
        timber = wood("#c99a60", "#8c5a30", 4)

        def outline(t: float) -> float:
            return (
                0.3 + 0.14 * math.sin(math.pi * min(1.0, t * 1.05)) + 0.08 * math.sin(math.pi * max(0.0, t - 0.4) / 0.6)
            ) * math.sqrt(max(0.02, 1 - (2 * t - 1) ** 8))

        def top(t: float) -> float:
            return 0.2 + 0.5 * math.pow(1 - min(1.0, t / 0.72), 1.6)

        def face(u: float, v: float) -> Point:
            return (u * 2 - 1) * outline(v) + mirror * 0.08 * math.sin(v * 3), top(v), -1.2 + v * 2.4

        def side(u: float, v: float) -> Point:
            s = 1 if u < 0.5 else -1
            t = u * 2 if u < 0.5 else 2 - u * 2
            arch = max(0.0, math.sin(math.pi * (t - 0.3) / 0.36)) * 0.3 if 0.3 < t < 0.66 else 0.0
            low = min(arch * (1 + 0.6 * (1 - t)), top(t) - 0.08)
            return (
                s * outline(t) * (0.94 + 0.06 * v) + mirror * 0.08 * math.sin(t * 3),
                low + (top(t) - low) * v,
                -1.2 + t * 2.4,
            )

        def carved(u: float, v: float) -> Colour:
            t = u * 2 if u < 0.5 else 2 - u * 2
            flower = math.hypot((t - 0.14) * 6, (v - 0.45) * 1.4)
            petal = 0.36 + 0.12 * math.cos(6 * math.atan2(v - 0.45, (t - 0.14) * 4))
            if flower < 0.12:
                return ink("#e9b84a")
            if flower < petal:
                return ink("#f2e3cb")
            return ink(lacquer)

        shapes = [sheet(face, timber), sheet(side, Material(ink(lacquer), carved, shine=0.05, rough=0.2), detail=1.3)]
        for z, tall in ((0.42, 0.42), (0.62, 0.36)):
            path = spline(
                [
                    (-0.47, top(0.7), z),
                    (-0.36, top(0.7) + tall * 0.8, z - 0.06),
                    (0, top(0.7) + tall, z - 0.1),
                    (0.36, top(0.7) + tall * 0.8, z - 0.06),
                    (0.47, top(0.7), z),
                ]
            )
            shapes.append(tube(path, 0.12, hide("#3a2318"), flat=0.22))
        return shapes

    shapes = placed(one(1), (0, 58, 0), (-0.15, 0, -0.5)) + placed(one(-1), (0, 30, 0), (0.2, 0, 0.55))
    return Scene(shapes, MIST, camera=look(22, 0, 9), fill=0.86)


def phone_pouch(tone: str) -> Scene:
    """A narrow cross-body pouch lying flat with its strap."""
    body = placed(
        block((0, 0, 0), (1.0, 1.8, 0.16), hide(tone, stitched=True), corner=0.07), (-90, 14, 0), (0, 0.1, 0.3)
    )
    lid = placed(
        block((0, 0, 0), (1.04, 0.7, 0.06), hide(tone, stitched=True), corner=0.03), (-90, 14, 0), (-0.14, 0.21, -0.24)
    )
    knob = [ball((-0.02, 0.27, 0.06), (0.08, 0.04, 0.08), BRASS)]
    strap = spline(
        [
            (-0.6, 0.1, -0.5),
            (-1.1, 0.05, -0.2),
            (-1.0, 0.05, 0.9),
            (0.1, 0.05, 1.6),
            (1.2, 0.05, 1.0),
            (1.1, 0.05, -0.2),
            (0.3, 0.1, -0.7),
        ]
    )
    return Scene([*body, *lid, *knob, tube(strap, 0.04, hide(tone), flat=0.5)], CHALK, camera=look(60, 0, 9), fill=0.86)

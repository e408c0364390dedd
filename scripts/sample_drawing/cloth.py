"""Cloth: folded, hung over a rod, laid out, rolled on a bolt, gathered in a loop."""

import math
from dataclasses import replace

from PIL import Image

from sample_drawing.backdrops import teak
from sample_drawing.camera import look
from sample_drawing.colour import Material, ink, matt
from sample_drawing.curves import spline
from sample_drawing.lights import Rig
from sample_drawing.noise import dice, noise
from sample_drawing.solids import Point, Surface, placed, revolve, sheet, tube
from sample_drawing.studio import Backdrop, Scene
from sample_drawing.tiles import covered, grain


def textile(picture: Image.Image, across: float, along: float, offset: float = 0.0) -> Material:
    """Return cloth with a pattern."""
    return Material(paint=covered(picture, across, along, offset=offset))


def wood(light: str = "#c08a54", dark: str = "#7a4d28", seed: int = 3) -> Material:
    """Return oiled wood, its grain along v."""
    return Material(ink(light), grain(ink(light), ink(dark), seed=seed), shine=0.03, rough=0.45)


def bamboo(tone: str = "#d3b47a") -> Material:
    """Return a smooth culm."""
    return Material(ink(tone), grain(ink(tone), ink("#a98548"), rings=3, length=0.6, seed=8), shine=0.03, rough=0.4)


def fold(width: float, depth: float, thickness: float, cloth: Material, seed: int) -> list[Surface]:
    """One flat folded length lying on y = 0, its round fold towards the viewer."""
    half = thickness / 2

    def outline(v: float) -> tuple[float, float]:
        # from the top's back edge over the top, round the front fold, under
        run = v * (depth + math.pi * half + depth * 0.3)
        if run < depth:
            return -depth / 2 + run, thickness
        turn = (run - depth) / half
        if turn < math.pi:
            return depth / 2 + half * math.sin(turn), half + half * math.cos(turn)
        return depth / 2 - (turn - math.pi) * half, 0.0

    def place(u: float, v: float) -> Point:
        z, y = outline(1 - v)
        sag = (noise(u * 5 + seed, v * 4, seed) - 0.5) * thickness * 0.5
        edge = min(1.0, min(u, 1 - u) * 14)
        droop = (1 - math.sqrt(edge)) * thickness * 0.4
        return (u - 0.5) * width, y * (1 - droop) + sag * (y / thickness), z + (noise(u * 3, 2, seed) - 0.5) * 0.03

    def side(right: bool) -> Surface:
        def at(u: float, v: float) -> Point:
            x = width / 2 * (1 if right else -1)
            return x, 0.02 * thickness + v * thickness * 0.74, (u - 0.5) * depth * 0.99

        def layers(_u: float, v: float) -> tuple[float, float, float]:
            tone = 0.45 + 0.5 * abs(math.sin(v * 12))
            base = cloth.paint(0.02, 0.5) if cloth.paint else cloth.colour
            return base[0] * tone, base[1] * tone, base[2] * tone

        return sheet(at, replace(cloth, paint=layers))

    return [sheet(place, cloth), side(True), side(False)]


def stack(cloths: list[Material], width: float = 2.0, depth: float = 1.35, thickness: float = 0.2) -> list[Surface]:
    """Folded lengths on top of one another, a little askew."""
    random = dice(len(cloths) + 11)
    shapes: list[Surface] = []
    height = 0.0
    for n, cloth in enumerate(cloths):
        lying = fold(width * random.uniform(0.96, 1.0), depth, thickness, cloth, n + 3)
        shapes += placed(lying, (0, random.uniform(-3, 3), 0), (random.uniform(-0.03, 0.03), height, 0))
        height += thickness * 0.93
    return shapes


def folded(cloths: list[Material], backdrop: Backdrop, *, heading: float = 24, fill: float = 0.86) -> Scene:
    """A stack of folded cloth."""
    return Scene(stack(cloths), backdrop, camera=look(30, heading, 7), fill=fill)


def hanging(
    cloth: Material, backdrop: Backdrop, *, width: float = 2.1, drop: float = 2.7, folds: float = 5.0, fringe: str = ""
) -> Scene:
    """A length hung over a bamboo rod, falling in folds."""

    top = drop / 2
    radius = 0.11

    def at(u: float, y: float) -> Point:
        deep = 0.15 + 0.85 * min(1.0, y / 1.1)
        wave = math.sin(u * folds * math.tau + noise(u * 4, y * 0.8, 5) * 2.6)
        z = radius + 0.02 + deep * (0.13 * wave + 0.1) + 0.05 * (noise(u * 9, y * 2, 6) - 0.5)
        return (u - 0.5) * width * (1 - 0.05 * deep), top - y, z

    def place(u: float, v: float) -> Point:
        y = (1 - v) * drop - 0.2
        if y < 0:
            turn = -y / 0.2 * math.pi / 2
            x, _, z = at(u, 0.0)
            return x, top + radius * 1.25 * math.sin(turn), z * math.cos(turn)
        return at(u, y)

    def behind(u: float, v: float) -> Point:
        x, y, z = at(1 - u, v * drop * 0.9)
        return x, y, -0.6 * z

    reach = width / 2 + 0.4
    rod = tube([(-reach, top, 0), (reach, top, 0)], 0.08, bamboo(), bump=_nodes)
    shapes = [sheet(place, cloth), sheet(behind, cloth), rod]
    if fringe:
        for k in range(64):
            u = (k + 0.5) / 64
            x, y, z = at(u, drop - 0.2)
            shapes.append(
                tube([(x, y + 0.01, z), (x + 0.01 * math.sin(k * 2.4), y - 0.2, z + 0.01)], 0.011, matt(fringe))
            )
    cords = [
        tube([(x, top, 0), (x * 0.7, top + 1.4, -0.1)], 0.014, matt("#8a7556")) for x in (0.12 - reach, reach - 0.12)
    ]
    return on_wall(shapes, backdrop, extras=cords, away=0.3)


def on_wall(
    shapes: list[Surface],
    backdrop: Backdrop,
    *,
    extras: list[Surface] | None = None,
    away: float = 0.1,
    fill: float = 0.84,
    heading: float = 0.0,
) -> Scene:
    """Things built upright before z = 0, hung on a wall `away` behind it and photographed straight on."""
    lean = placed([*shapes, *(extras or [])], (-90, 0, 0), (0, away, 0))
    camera = look(86, heading, 12, (0, 0, -1.5))
    rig = Rig(key=(-0.5, 0.72, -0.5), spread=0.2)
    return Scene(lean[: len(shapes)], backdrop, extras=lean[len(shapes) :], camera=camera, fill=fill, rig=rig)


def _nodes(_u: float, v: float) -> float:
    return 0.12 * max(0.0, 1 - abs((v * 5) % 1 - 0.5) * 26)


def laid_out(
    cloth: Material, backdrop: Backdrop, *, width: float, length: float, fringe: str = "", turn: float = -18
) -> Scene:
    """A cloth spread on the floor, rippled, one corner turned."""

    def place(u: float, v: float) -> Point:
        ripple = 0.05 * noise(u * 4, v * 5, 3) + 0.035 * math.sin(u * 7 + v * 4) * noise(u * 2, v * 2, 8)
        return (u - 0.5) * width, 0.05 + ripple, (0.5 - v) * length

    shapes = [sheet(place, cloth)]
    if fringe:
        for k in range(70):
            u = (k + 0.5) / 70
            for v, way in ((0.0, 1), (1.0, -1)):
                x, y, z = place(u, v)
                shapes.append(
                    tube(
                        [(x, y, z), (x + 0.02 * math.sin(k * 1.7), 0.02, z + way * length * 0.055)], 0.008, matt(fringe)
                    )
                )
    return Scene(placed(shapes, (0, turn, 0)), backdrop, camera=look(62, 6), fill=0.92)


def bolt(cloth: Material, backdrop: Backdrop, *, width: float = 2.0) -> Scene:
    """Cloth on a roll, its end running out towards the viewer."""
    radius = 0.42

    def spiral(_u: float, v: float) -> tuple[float, float, float]:
        base = cloth.paint(0.3, 0.3) if cloth.paint else cloth.colour
        tone = 0.5 + 0.45 * math.sin(v * 60)
        return base[0] * tone, base[1] * tone, base[2] * tone

    roll = tube([(-width / 2, radius, 0), (width / 2, radius, 0)], radius * 0.985, cloth)
    ends = [
        placed(revolve([(0.06, 0), (radius * 0.98, 0)], replace(cloth, paint=spiral)), (0, 0, 90), (x, radius, 0))
        for x in (-width / 2 - 0.001, width / 2 + 0.001)
    ]
    core = tube([(-width / 2 - 0.04, radius, 0), (width / 2 + 0.04, radius, 0)], 0.1, matt("#a98a63"))

    def run_out(u: float, v: float) -> Point:
        t = 1 - v
        wave = 0.035 * math.sin(t * 8 + u * 3) * t + 0.03 * noise(u * 3, t * 4, 5) * t
        return (u - 0.5) * width * (1 + 0.03 * t), 0.02 + wave, 0.02 + t * 1.7

    return Scene([roll, core, *ends[0], *ends[1], sheet(run_out, cloth)], backdrop, camera=look(26, 30), fill=0.88)


def looped(cloth: Material, backdrop: Backdrop, *, folds: int = 9) -> Scene:
    """A scarf gathered into a loose loop with two ends, seen from above."""
    path = spline(
        [
            (-0.25, 0.12, 1.7),
            (-0.1, 0.14, 0.9),
            (0.55, 0.16, 0.2),
            (0.85, 0.18, -0.6),
            (0.3, 0.2, -1.25),
            (-0.5, 0.2, -1.2),
            (-0.95, 0.2, -0.5),
            (-0.6, 0.26, 0.25),
            (0.1, 0.34, 0.75),
            (0.75, 0.2, 1.25),
            (1.1, 0.12, 1.75),
        ]
    )

    def width(t: float) -> float:
        return 0.26 + 0.1 * (abs(t - 0.5) * 2) ** 3 + 0.03 * math.sin(t * 20)

    def creases(u: float, v: float) -> float:
        return 0.11 * math.sin(u * math.tau * folds + 3 * noise(u * 3, v * 6, 4)) + 0.12 * (
            noise(u * 5, v * 9, 2) - 0.5
        )

    return Scene(
        [tube(path, width, cloth, bump=creases, flat=0.62, detail=1.2)], backdrop, camera=look(66, -8), fill=0.84
    )


def over_rack(cloths: list[Material], backdrop: Backdrop | None = None) -> Scene:
    """Narrow cloths side by side over a wooden rack."""
    shapes: list[Surface] = []
    for n, cloth in enumerate(cloths):
        x = (n - (len(cloths) - 1) / 2) * 0.86

        def place(u: float, v: float, x: float = x, n: int = n) -> Point:
            y = (1 - v) * 2.0
            z = 0.11 + 0.05 * math.sin(u * 14 + n) * min(1, y) + 0.03 * noise(u * 5, y * 2, n)
            if y < 0.2:
                a = (1 - y / 0.2) * math.pi / 2
                return x + (u - 0.5) * 0.72, 2.2 + 0.1 * math.sin(a), z - 0.11 + 0.11 * math.cos(a)
            return x + (u - 0.5) * 0.72 * (1 - 0.04 * y), 2.4 - y - (0.06 * n % 0.1), z

        shapes.append(sheet(place, cloth))
    beam = wood()
    span = len(cloths) * 0.86 / 2 + 0.12
    shapes.append(tube([(-span, 2.2, 0), (span, 2.2, 0)], 0.06, beam))
    for x in (-span + 0.04, span - 0.04):
        shapes += [tube([(x, 2.22, 0), (x, 0, z)], 0.05, beam) for z in (-0.5, 0.5)]
    return Scene(shapes, backdrop or teak(), camera=look(8, 16), fill=0.84)

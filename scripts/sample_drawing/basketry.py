"""Baskets, plaited bags, trays, wall plates, lampshades and mirrors of rattan, bamboo, pandan and ata."""

import math
from collections.abc import Callable
from dataclasses import replace

from sample_drawing.backdrops import LINEN, OAT, SAGE, teak, wall, whitewashed
from sample_drawing.camera import look
from sample_drawing.cloth import bamboo, on_wall
from sample_drawing.colour import Material, dim, ink, matt, metal, satin
from sample_drawing.curves import Path, spline
from sample_drawing.noise import noise
from sample_drawing.solids import Bump, Point, Surface, ball, block, placed, revolve, sheet, tube
from sample_drawing.studio import Backdrop, Scene
from sample_drawing.weaves import Weave, coil, knotted, plait, wicker


def rattan(tone: str = "#c79a5f") -> Material:
    """A rattan pole with its joints."""
    base = ink(tone)
    return Material(base, lambda u, v: dim(base, 0.9 + 0.2 * noise(u * 5, v * 30, 71)), shine=0.03, rough=0.4)


def ring(
    radius: float, height: float, thick: float, material: Material, *, at: Point = (0, 0, 0), twist: int = 0
) -> Surface:
    """A hoop lying flat; `twist` winds it like a plaited rim."""
    path = [
        (at[0] + radius * math.cos(k * math.tau / 60), at[1] + height, at[2] + radius * math.sin(k * math.tau / 60))
        for k in range(61)
    ]
    turns = (lambda u, v: 0.22 * math.sin((u * 2 + v * twist) * math.tau)) if twist else None
    return tube(path, thick, material, closed=True, bump=turns)


def woven_body(profile: Path, weave: Weave, at: Point = (0, 0, 0), squash: float = 1.0) -> Surface:
    """A turned body in a weave."""
    return revolve(profile, weave.material, at, bump=weave.bump, squash=squash, detail=1.2)


def lidded() -> Scene:
    """A round rattan basket, its lid beside it."""
    body = spline([(0.0, 0.0), (0.6, 0.0), (0.72, 0.06), (0.8, 0.4), (0.76, 0.86)])
    weave = wicker("#c4935a", 34, 22, 0.022, stripe="#6e4526", band=(0.66, 0.76))
    shapes = [woven_body(body, weave), ring(0.77, 0.87, 0.045, rattan("#a5743c"), twist=40)]
    shapes.append(revolve([(0.0, 0.5), (0.74, 0.5)], matt("#5d3f22")))
    lid = spline([(0.84, 0.0), (0.83, 0.1), (0.6, 0.22), (0.0, 0.3)])
    cover = [woven_body(lid, wicker("#c4935a", 34, 14, 0.02)), ring(0.84, 0.02, 0.045, rattan("#a5743c"), twist=40)]
    cover.append(ring(0.13, 0.36, 0.03, rattan("#a5743c")))
    shapes += placed(cover, (64, 20, 0), (0.98, 0.62, 0.55))
    return Scene(shapes, OAT, camera=look(22, -6, 8), fill=0.8)


def laundry() -> Scene:
    """A tall pandan basket with handles."""
    body = spline([(0.0, 0.0), (0.62, 0.0), (0.68, 0.06), (0.74, 0.8), (0.72, 1.6)])
    shapes = [
        woven_body(body, plait("#d9bd84", 52, 36, 0.016, second="#c9a568", pattern=1)),
        ring(0.73, 1.61, 0.05, matt("#b98f50"), twist=44),
    ]
    band = plait("#8c4a2c", 52, 6, 0.016, second="#a8643c", pattern=1)
    shapes.append(revolve(spline([(0.742, 0.72), (0.75, 1.02)]), band.material, bump=band.bump))
    for x in (-1, 1):
        path = spline(
            [
                (x * 0.74, 1.42, 0.22),
                (x * 0.9, 1.62, 0.16),
                (x * 0.92, 1.72, 0),
                (x * 0.9, 1.62, -0.16),
                (x * 0.74, 1.42, -0.22),
            ]
        )
        shapes.append(
            tube(path, 0.055, matt("#b98f50"), bump=lambda u, v: 0.25 * math.sin((u * 2 + v * 16) * math.tau))
        )
    shapes.append(revolve([(0.0, 1.25), (0.7, 1.25)], matt("#efe8dc"), bump=lambda u, v: 0.12 * noise(u * 9, v * 5, 3)))
    return Scene(shapes, LINEN, camera=look(16, 20, 8), fill=0.82)


def ata_bag() -> Scene:
    """The round ata bag of Tenganan, leather strap above."""
    profile = spline([(0.0, 0.27), (0.5, 0.3), (0.88, 0.27), (0.98, 0.2)])
    face = coil("#b07a42", 22, 0.014, stitches=150, second="#7c4d24", petals=8)
    rim = coil("#a56f3a", 5, 0.02, stitches=190)
    half = [revolve(list(reversed(profile)), replace(face.material), bump=_sunk(face), detail=1.2)]
    shapes = placed(half, (90, 0, 0)) + placed(half, (-90, 0, 0))
    side = revolve([(0.985, -0.22), (1.0, -0.02), (1.0, 0.02), (0.985, 0.22)], rim.material, bump=rim.bump)
    shapes += placed(side, (90, 0, 0))
    seam = [(0.995 * math.cos(a), 0.995 * math.sin(a), 0.0) for a in (k * math.tau / 60 for k in range(61))]
    shapes.append(tube(seam, 0.028, matt("#5a3519"), closed=True))
    strap = spline(
        [
            (-0.86, 0.52, 0),
            (-0.98, 1.1, 0.02),
            (-0.62, 1.85, 0.06),
            (0.0, 2.1, 0.08),
            (0.62, 1.85, 0.06),
            (0.98, 1.1, 0.02),
            (0.86, 0.52, 0),
        ]
    )
    shapes.append(tube(strap, 0.055, satin("#5b3420"), flat=0.3))
    for x in (-0.88, 0.88):
        shapes.append(ball((x, 0.5, 0.02), 0.07, metal("#c9a35a", 0.3)))
    toggle = spline([(0.0, 1.0, 0.0), (0.02, 0.92, 0.26), (0.0, 0.74, 0.36)])
    shapes.append(tube(toggle, 0.022, satin("#5b3420")))
    shapes.append(tube([(-0.1, 0.72, 0.37), (0.1, 0.72, 0.37)], 0.045, satin("#3c2314")))
    bag = placed(shapes, (0, -22, 0), (0, 1.0, 0))
    return Scene(bag, SAGE, camera=look(9, 0, 9), fill=0.84)


def noken(backdrop: Backdrop) -> Scene:
    """A noken hung by its long band, full at the bottom."""
    weave = knotted("#c9a878", 40, 40, stripes=("#8d2f2a", "#2d3a34", "#c9882f"))

    def place(sign: int) -> Callable[[float, float], Point]:
        def at(u: float, v: float) -> Point:
            swell = math.sin(math.pi * (1 - v) ** 0.72) ** 0.8
            edge = 1 - abs(2 * u - 1) ** 2.6
            wide = 0.74 + 0.3 * swell + 0.16 * (v > 0.9) * (v - 0.9)
            return (
                (u - 0.5) * 2 * wide,
                v * 1.6 - 0.16 * (1 - (2 * u - 1) ** 2) * (1 - v) ** 2,
                sign * (0.05 + 0.4 * swell * edge) + 0.42 + weave.bump(u, v),
            )

        return at

    shapes = [sheet(place(1), weave.material, detail=1.2), sheet(place(-1), weave.material)]
    band = spline(
        [
            (-0.72, 1.56, 0.42),
            (-0.6, 2.2, 0.3),
            (-0.16, 3.0, 0.12),
            (0.16, 3.0, 0.12),
            (0.6, 2.2, 0.3),
            (0.72, 1.56, 0.42),
        ]
    )
    shapes.append(tube(band, 0.075, weave.material, flat=0.35))
    for k in range(26):
        x = (k / 25 - 0.5) * 1.5
        shapes.append(
            tube(
                [(x, -0.1 + 0.1 * x * x, 0.5), (x * 1.03, -0.42 + 0.1 * x * x, 0.46 + 0.04 * math.sin(k * 3))],
                0.016,
                matt("#b89463"),
            )
        )
    peg = placed(
        revolve(spline([(0.09, 0.0), (0.07, 0.2), (0.1, 0.32), (0.0, 0.36)]), satin("#6e4a2d")),
        (90, 0, 0),
        (0, 2.92, -0.05),
    )
    return on_wall([*shapes, *peg], backdrop, away=0.1, fill=0.86)


def _sunk(weave: Weave) -> Bump:
    """The relief of a weave seen from the other side of a turned profile."""
    return lambda u, v: -weave.bump(u, v)


def wall_plates() -> Scene:
    """Three coiled plates as a wall decoration."""
    shapes: list[Surface] = []
    for x, y, r, tones, petals in (
        (-0.62, 0.4, 0.86, ("#d3a869", "#7a3e22"), 6),
        (0.82, 0.86, 0.58, ("#b98650", "#2f2a26"), 8),
        (0.72, -0.48, 0.62, ("#e0c596", "#9c5a32"), 5),
    ):
        weave = coil(tones[0], 20, 0.016, stitches=110, second=tones[1], petals=petals)
        disc = revolve(
            spline([(r, 0.12), (r * 0.8, 0.05), (0.0, 0.03)]),
            weave.material,
            bump=_sunk(weave),
            detail=1.2,
        )
        shapes += placed([disc, ring(r, 0.12, 0.035, rattan("#9a6b38"), twist=50)], (90, 0, 0), (x, y, 0.02))
    return on_wall(shapes, wall("#e9e2d6", "#d2c6b4"), away=0.06, fill=0.84)


def sunburst_mirror() -> Scene:
    """A round mirror in a sun of rattan."""
    shapes: list[Surface] = []
    for k in range(48):
        a = k * math.tau / 48
        long = 1.28 if k % 2 else 1.06
        ray = [(0.52 * math.cos(a), 0.52 * math.sin(a), 0.02), (long * math.cos(a), long * math.sin(a), 0.02)]
        shapes.append(tube(ray, 0.028, rattan("#c08e50")))
        if k % 2:
            shapes.append(ball((long * math.cos(a), long * math.sin(a), 0.02), 0.05, rattan("#a5743c")))
    hoops = [
        ring(r, 0.05, t, rattan(tone))
        for r, t, tone in ((0.56, 0.05, "#a5743c"), (0.66, 0.035, "#c79a5f"), (1.0, 0.03, "#a5743c"))
    ]
    glass = Material(ink("#dfe6e8"), _sky, shine=0.0)
    hoops.append(revolve([(0.54, 0.03), (0.0, 0.03)], glass))
    return on_wall(shapes + placed(hoops, (90, 0, 0)), wall("#dfd3c1", "#c5b59d"), away=0.06, fill=0.86)


def _sky(u: float, v: float) -> tuple[float, float, float]:
    # what a mirror shows: a pale window with its bars, a darker room
    r = 1 - v
    x, y = r * math.cos(u * math.tau), r * math.sin(u * math.tau)
    room = 0.3 + 0.2 * (x - y)
    if -0.55 < x < 0.1 and -0.62 < y < 0.12:
        bars = abs(((x + 0.55) * 3.1) % 1 - 0.5) > 0.46 or abs(((y + 0.62) * 2.7) % 1 - 0.5) > 0.46
        room = 0.5 if bars else 0.95
    return room * 0.97, room, room * 1.02


def pendant_lamp() -> Scene:
    """An open-work bamboo lampshade, lit."""
    profile = spline([(0.16, 1.0), (0.5, 0.92), (0.86, 0.55), (0.98, 0.1), (0.9, 0.0)])
    tone = ink("#c9924c")

    def keep(u: float, v: float) -> bool:
        a, b = (u * 34 + v * 9) % 1, (u * 34 - v * 9) % 1
        return a < 0.24 or b < 0.24 or v < 0.05 or v > 0.95 or abs(v - 0.5) < 0.025

    shade = replace(revolve(profile, Material(tone, glow=0.4, shine=0.02), detail=1.5), keep=keep)
    inner = replace(
        revolve([(r * 0.97, y) for r, y in profile], Material(ink("#ffcf87"), glow=0.55), detail=1.3), keep=keep
    )
    bulb = ball((0, 0.42, 0), 0.2, Material(ink("#fff0cf"), glow=1.6))
    cap = revolve(spline([(0.18, 0.98), (0.17, 1.06), (0.06, 1.14), (0.0, 1.15)]), satin("#4a3524"))
    rims = [ring(0.9, 0.0, 0.035, rattan("#8d5f2f")), ring(0.98, 0.12, 0.02, rattan("#8d5f2f"))]
    cord = tube([(0, 1.1, 0), (0, 3.4, 0)], 0.02, matt("#3a2c20"))
    lamp = placed([shade, inner, bulb, cap, *rims], by=(0, 1.4, 0))
    return Scene(
        lamp,
        Backdrop("#6b5646", "#77604d"),
        extras=placed(cord, by=(0, 1.4, 0)),
        camera=look(-8, 0, 9, (0, 1.8, 0)),
        fill=0.72,
        shift=(0, 0.06),
    )


def placemats() -> Scene:
    """Ingke: round plates of coconut-leaf ribs, stacked and one leaning."""
    weave = wicker("#b98d58", 44, 16, 0.014, stripe="#8f6434", every=4)
    disc = [
        revolve(
            spline([(0.86, 0.2), (0.7, 0.06), (0.3, 0.03), (0.0, 0.03)]),
            weave.material,
            bump=_sunk(weave),
            detail=1.2,
        ),
        ring(0.87, 0.21, 0.045, matt("#a87a44"), twist=60),
    ]
    shapes = [s for k in range(4) for s in placed(disc, (0, k * 31, 0), (0, 0.09 * k, 0))]
    shapes += placed(disc, (66, 12, 0), (0.42, 0.86, -1.0))
    return Scene(shapes, whitewashed(), camera=look(24, -12, 8), fill=0.82)


def bread_baskets() -> Scene:
    """A nest of three bamboo baskets."""
    shapes: list[Surface] = []
    for x, z, k, tone in ((-0.75, -0.3, 1.0, "#d6b275"), (0.55, -0.25, 0.8, "#a9763f"), (-0.05, 0.75, 0.6, "#c99c5a")):
        body = spline([(0.0, 0.0), (0.5 * k, 0.0), (0.64 * k, 0.1 * k), (0.72 * k, 0.5 * k)])
        shapes += [
            woven_body(body, plait(tone, round(44 * k), round(20 * k), 0.016, second="#8a5a2c"), (x, 0, z)),
            ring(0.73 * k, 0.5 * k, 0.04, bamboo(), at=(x, 0, z), twist=30),
        ]
    return Scene(shapes, teak(), camera=look(28, 10, 8), fill=0.84)


def storage_box() -> Scene:
    """Two lidded boxes of plaited pandan in colours."""
    shapes: list[Surface] = []
    for x, z, k, tone, other, turn in (
        (-0.35, -0.1, 1.0, "#d7bd8b", "#7d3f2d", -22),
        (0.75, 0.45, 0.62, "#c9a96e", "#2f4a52", -34),
    ):
        weave = plait(tone, 18, 14, 0.012, second=other, pattern=2)
        box = block((0, 0.4 * k, 0), (1.3 * k, 0.8 * k, 1.0 * k), weave.material, corner=0.05)
        lid = block(
            (0, 0.86 * k, 0),
            (1.36 * k, 0.2 * k, 1.06 * k),
            plait(tone, 18, 12, 0.012, second=other, pattern=2).material,
            corner=0.05,
        )
        shapes += placed([*box, *lid], (0, turn, 0), (x, 0, z))
    return Scene(shapes, LINEN, camera=look(24, 0, 8), fill=0.82)

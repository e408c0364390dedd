"""Soap, candles, incense, oils, scrubs."""

import math

from PIL import Image

from sample_drawing import batik
from sample_drawing.backdrops import CHALK, LINEN, MIST, PLUM, SAGE, stone, whitewashed
from sample_drawing.camera import look
from sample_drawing.cloth import textile, wood
from sample_drawing.colour import Colour, Material, dim, ink, matt, metal, mix
from sample_drawing.curves import spline
from sample_drawing.morsels import leaf, powder, scattered, strewn
from sample_drawing.noise import clouds, noise
from sample_drawing.packs import black_lid, bottle, carton, cork, jar, wrapped
from sample_drawing.solids import Surface, ball, block, placed, revolve, sheet, tube
from sample_drawing.studio import Backdrop, Scene
from sample_drawing.tableware import board, bowl, coconut_bowl, glaze, spoon
from sample_drawing.tiles import covered


def blossom(tone: str = "#f7f1e4", heart: str = "#efc24a", size: float = 0.22) -> list[Surface]:
    """A frangipani flower lying open."""
    pale, warm = ink(tone), ink(heart)
    shapes: list[Surface] = []
    for k in range(5):

        def paint(_u: float, v: float) -> Colour:
            return mix(warm, pale, min(1.0, v * 2.2))

        def place(u: float, v: float) -> tuple[float, float, float]:
            wide = 0.62 * math.sin(math.pi * (0.08 + 0.86 * v) ** 1.3)
            return (
                (u - 0.5) * wide * size * 1.6,
                0.02 + 0.1 * size * math.sin(v * 3) + 0.16 * size * (u - 0.2) * v,
                v * size * 1.25,
            )

        shapes += placed(sheet(place, Material(pale, paint)), (0, k * 72, 0))
    return shapes


def soaps(tones: tuple[str, ...], backdrop: Backdrop | None = None) -> Scene:
    """Marbled soap bars stacked on a rack of wood, one with its paper band."""
    shapes: list[Surface] = list(board(2.4, 1.3, 0.1))
    places = ((-0.5, 0.28, 0.1, 8), (0.55, 0.28, 0.0, -10), (0.0, 0.64, 0.02, 24), (0.72, 0.3, 0.95, -28))
    for n, (x, y, z, turn) in enumerate(places):
        base = ink(tones[n % len(tones)])
        second = dim(base, 0.72)

        def paint(u: float, v: float, base: Colour = base, second: Colour = second, n: int = n) -> Colour:
            swirl = noise(u * 4 + 2 * clouds(u * 3, v * 3, n + 2), v * 4, n + 3)
            flecks = noise(u * 60, v * 60, 4) > 0.84
            return dim(second, 0.7) if flecks else mix(base, second, max(0.0, min(1.0, (swirl - 0.42) * 5)))

        bar = block(
            (0, 0, 0), (0.98, 0.34, 0.66), Material(base, paint, shine=0.02, rough=0.45, glow=0.06), corner=0.07
        )
        if n == 2:
            bar += block((0, 0, 0), (0.42, 0.352, 0.672), matt("#e9dfcc"), corner=0.03)
        shapes += placed(bar, (0, turn, 0), (x, y, z))
    flowers = placed(blossom(), (0, 20, 0), (-0.9, 0.02, 0.95)) + placed(
        blossom(size=0.17), (0, 70, 0), (-0.5, 0.02, 1.15)
    )
    return Scene(shapes, backdrop or SAGE, extras=flowers, camera=look(28, -10, 8), fill=0.84)


def candle_jar(wrap: Image.Image) -> Scene:
    """A scented candle in a glass, alight, beside its lid."""
    wax = Material(ink("#f0e0c0"), lambda _u, v: mix(ink("#e9d3ac"), ink("#ffe9bf"), v), glow=0.22)
    shapes = [revolve([(0.0, 0.04), (0.56, 0.04), (0.56, 0.9), (0.0, 0.9)], wax)]
    shapes.append(
        revolve(
            spline([(0.0, 0.0), (0.56, 0.0), (0.6, 0.05), (0.6, 1.2)]),
            Material(ink("#f2f4f0"), shine=0.05, rough=0.05, alpha=0.14),
        )
    )
    shapes.append(wrapped(wrap, 0.607, 0.2, 0.74, span=120))
    shapes.append(tube([(0, 0.9, 0), (0.01, 1.02, 0)], 0.016, matt("#2a221c")))
    flame = spline([(0.0, 1.0), (0.055, 1.08), (0.04, 1.2), (0.0, 1.36)])
    shapes.append(
        revolve(flame, Material(ink("#ffd88a"), lambda _u, v: mix(ink("#ffb24a"), ink("#fff4cf"), v), glow=1.7))
    )
    shapes += placed(
        revolve([(0.0, 0.14), (0.6, 0.14), (0.62, 0.1), (0.62, 0.0)], wood()), (0, 0, 0), (1.08, 0.0, 0.42)
    )
    return Scene(shapes, Backdrop("#7c6454", "#665042"), camera=look(15, 0, 8), fill=0.8)


def batik_candles() -> Scene:
    """Three pillar candles with batik round them."""
    shapes: list[Surface] = []
    for x, z, r, h, tile in (
        (-0.7, 0.0, 0.38, 1.5, batik.kawung()),
        (0.15, -0.25, 0.38, 1.1, batik.truntum()),
        (0.75, 0.35, 0.38, 0.72, batik.parang()),
    ):
        body = Material(ink("#efe2c6"), covered(tile, 2, h), glow=0.05, shine=0.015)
        shapes.append(revolve([(r, 0.0), (r, h)], body, (x, 0, z), detail=1.3))
        shapes.append(
            revolve(
                spline([(r, h), (r * 0.96, h + 0.02), (r * 0.6, h - 0.03), (0.0, h - 0.05)]),
                Material(ink("#f3e6c9"), glow=0.15),
                (x, 0, z),
            )
        )
        shapes.append(tube([(x, h - 0.05, z), (x + 0.01, h + 0.1, z)], 0.014, matt("#2a221c")))
        shapes.append(
            revolve(
                spline([(0.0, h + 0.07), (0.045, h + 0.14), (0.03, h + 0.24), (0.0, h + 0.36)]),
                Material(ink("#ffe0a0"), glow=1.6),
                (x, 0, z),
            )
        )
    return Scene(shapes, PLUM, camera=look(12, 0, 8), fill=0.84)


def incense(box: Image.Image) -> Scene:
    """Incense sticks in a holder with smoke-brown tips, the box behind."""
    shapes = placed(carton(box, "#3b2a22", size=(0.62, 2.1, 0.34), turn=0), (0, -24, 0), (0.75, 0, -0.35))
    holder = revolve(
        spline([(0.0, 0.0), (0.46, 0.0), (0.5, 0.06), (0.34, 0.14), (0.2, 0.3), (0.0, 0.32)]),
        glaze("#43544f", speckled="#202a28"),
    )
    shapes += placed(holder, by=(-0.55, 0, 0.25))
    for k in range(7):
        a = (k - 3) * 0.085
        tip = (-0.55 + 1.9 * math.sin(a), 0.28 + 1.9 * math.cos(a), 0.25 + 0.12 * math.sin(k * 2.1))
        foot = (-0.55 + 0.05 * math.sin(a), 0.28, 0.25)
        mid = tuple(f + (t - f) * 0.22 for f, t in zip(foot, tip, strict=True))
        shapes += [tube([foot, mid], 0.012, matt("#c79a5f")), tube([mid, tip], 0.024, matt("#5b3b2a"))]
    return Scene(shapes, LINEN, camera=look(12, 0, 9), fill=0.86)


def oil_bottle(
    wrap: Image.Image, liquid: str, backdrop: Backdrop, *, green: bool = True, box: Image.Image | None = None
) -> Scene:
    """A small bottle of oil, with leaves or its box."""
    shapes = placed(
        bottle("oil", liquid, wrap, cap=black_lid(), label_at=(0.08, 0.58), glow=0.2), by=(0, 0, 0), size=1.5
    )
    extras: list[Surface] = []
    if box is not None:
        shapes += placed(carton(box, "#f1ece0", size=(0.8, 1.75, 0.8), turn=0), (0, -24, 0), (0.95, 0, -0.5))
    if green:
        extras = scattered(
            leaf("#5f8050", 0.7, 0.16),
            [(-0.7, 0.4), (-0.95, 0.15), (-0.55, 0.75), (0.65, 0.6), (0.95, 0.4)],
            rest=0.0,
            number=5,
        )
    return Scene(shapes, backdrop, extras=extras, camera=look(13, 0, 8), fill=0.78)


def massage_oil(wrap: Image.Image) -> Scene:
    """A tall bottle of massage oil, towel and frangipani."""
    shapes = bottle("slim", "#d9a441", wrap, cap=wood(), glow=0.35, label_at=(0.12, 0.46))
    towel: list[Surface] = []
    for k, tone in enumerate(("#efe9de", "#e4d6c2")):
        layer = block((0, 0.12 + 0.23 * k, 0), (1.05, 0.24, 0.8), matt(tone), corner=0.11)
        towel += placed(layer, (0, 22 + 5 * k, 0), (-0.85, 0, -0.3))
    flowers = placed(blossom(), (0, 10, 0), (0.6, 0.02, 0.5)) + placed(blossom(size=0.18), (0, 60, 0), (0.9, 0.02, 0.2))
    return Scene([*shapes, *towel, *flowers], MIST, camera=look(14, 0, 8), fill=0.82)


def scrub(wrap: Image.Image, tone: str) -> Scene:
    """A jar of lulur with a wooden spoon and a mound of the powder."""
    pot = jar(
        Material(ink(tone), lambda u, v: dim(ink(tone), 0.85 + 0.3 * noise(u * 60, v * 60, 4))),
        wood("#c99862", "#8a5a30"),
        wrap,
        radius=0.66,
        height=1.1,
        label_at=(0.16, 0.62),
    )
    extras = [powder(tone, (0.95, 0.0, 0.6), 0.42, 0.22), *spoon(wood(), length=1.0, at=(0.2, 0.0, 1.05), turn=100)]
    return Scene([*pot, *extras], stone(), camera=look(20, 0, 8), fill=0.86)


def mask_powder(wrap: Image.Image) -> Scene:
    """A cloth-topped jar of cold powder balls beside a coconut shell."""
    pot = jar(matt("#efe6d2"), cork(), wrap, radius=0.5, height=1.2, cloth=textile(batik.truntum(), 2, 1))
    shells = coconut_bowl((1.15, 0.0, 0.35), 0.48)
    pieces = [
        ball(
            (1.15 + 0.2 * math.cos(k * 2.4) * (k / 9), 0.3 + 0.02 * k, 0.35 + 0.2 * math.sin(k * 2.4) * (k / 9)),
            0.11,
            matt("#f1e9d6"),
        )
        for k in range(10)
    ]
    return Scene([*pot, *shells, *pieces], CHALK, camera=look(20, 0, 8), fill=0.86)


def bath_salt(wrap: Image.Image) -> Scene:
    """Sea salt with petals in a flip-top jar, more in a bowl."""
    crystal = Material(
        ink("#f1e6df"), lambda u, v: mix(ink("#efe4dc"), ink("#c9788a"), 1.0 if noise(u * 26, v * 22, 6) > 0.8 else 0.0)
    )
    pot = jar(crystal, metal("#c9c9c4", 0.3), wrap, radius=0.5, height=1.4)
    dish = placed(bowl(glaze("#5d6f73", speckled="#2c3638"), radius=0.5, height=0.32), by=(1.05, 0, 0.45))
    grains = powder("#f1e9e2", (1.05, 0.2, 0.45), 0.34, 0.2)
    return Scene(
        [*pot, *dish, grains],
        whitewashed(),
        extras=strewn(leaf("#c9788a", 0.16, 0.12), 9, (0.2, 0, 1.0), (0.7, 0.25), rest=0.0, number=9),
        camera=look(20, 0, 8),
        fill=0.84,
    )

"""Clothes laid flat or hung, hats, head cloths, a tote bag: cut from outlines and given body."""

import math
from collections.abc import Sequence
from functools import cache

from PIL import Image, ImageDraw, ImageFilter

from sample_drawing.backdrops import BLUSH, LINEN, MIST, teak, wall
from sample_drawing.camera import look
from sample_drawing.cloth import on_wall, textile, wood
from sample_drawing.colour import Colour, Material, Paint, dim, ink, matt, metal, satin
from sample_drawing.curves import spline
from sample_drawing.noise import noise
from sample_drawing.solids import Point, Surface, ball, placed, revolve, sheet, tube
from sample_drawing.studio import Backdrop, Scene
from sample_drawing.weaves import plait

Outline = Sequence[tuple[float, float]]
_MASK = 512


@cache
def _mask(outlines: tuple[tuple[tuple[float, float], ...], ...], puff: float) -> tuple[Image.Image, Image.Image]:
    big = _MASK * 2
    sharp = Image.new("L", (big, big), 0)
    pen = ImageDraw.Draw(sharp)
    for outline in outlines:
        pen.polygon([(x * big, (1 - y) * big) for x, y in outline], fill=255)
    sharp = sharp.resize((_MASK, _MASK), Image.Resampling.BOX)
    soft = sharp.filter(ImageFilter.GaussianBlur(_MASK * puff))
    return sharp, soft


def cutout(
    outlines: Sequence[Outline],
    material: Material,
    *,
    width: float,
    height: float,
    thick: float = 0.1,
    puff: float = 0.03,
    folds: float = 0.05,
    seed: int = 3,
) -> Surface:
    """A flat thing of any outline (0 to 1 across and up), standing in z = 0, thick in the middle and thin at its edge."""
    sharp, soft = _mask(tuple(tuple(outline) for outline in outlines), puff)
    edge, inner = sharp.load(), soft.load()
    assert edge is not None and inner is not None  # noqa: PT018

    def keep(u: float, v: float) -> bool:
        return edge[min(_MASK - 1, int(u * _MASK)), min(_MASK - 1, int((1 - v) * _MASK))] > 110  # type: ignore[operator]

    def place(u: float, v: float) -> Point:
        x, y = min(_MASK - 1.001, u * _MASK), min(_MASK - 1.001, max(0.0, (1 - v) * _MASK))
        i, j = int(x), int(y)
        i2, j2 = min(_MASK - 1, i + 1), min(_MASK - 1, j + 1)
        a, b = x - i, y - j
        deep = (inner[i, j] * (1 - a) + inner[i2, j] * a) * (1 - b) + (inner[i, j2] * (1 - a) + inner[i2, j2] * a) * b  # type: ignore[operator]
        rise = max(0.0, deep / 255 - 0.42) / 0.58
        crease = folds * (noise(u * 5, v * 3.2, seed) - 0.5) + folds * 0.4 * (noise(u * 13, v * 7, seed + 1) - 0.5)
        return (u - 0.5) * width, v * height, thick * math.sqrt(rise) + crease * min(1.0, rise * 2)

    return sheet(place, material, keep=keep, detail=1.3)


def _mirrored(half: Outline) -> list[tuple[float, float]]:
    return [*half, *[(1 - x, y) for x, y in reversed(half)]]


_SHIRT = _mirrored(
    [
        (0.5, 0.9),
        (0.43, 0.94),
        (0.36, 0.97),
        (0.24, 0.91),
        (0.06, 0.66),
        (0.17, 0.58),
        (0.27, 0.7),
        (0.265, 0.4),
        (0.26, 0.04),
        (0.4, 0.025),
        (0.5, 0.02),
    ]
)
_LONG = _mirrored(
    [
        (0.5, 0.9),
        (0.43, 0.94),
        (0.37, 0.97),
        (0.27, 0.92),
        (0.2, 0.78),
        (0.06, 0.2),
        (0.16, 0.16),
        (0.29, 0.62),
        (0.28, 0.4),
        (0.25, 0.05),
        (0.4, 0.03),
        (0.5, 0.08),
    ]
)


def _hanger(y: float) -> list[Surface]:
    hook = spline(
        [(0, y, -0.05), (0, y + 0.16, -0.05), (0.1, y + 0.3, -0.05), (0.02, y + 0.4, -0.05), (-0.08, y + 0.34, -0.05)]
    )
    return [
        tube(hook, 0.022, metal("#a8a49a", 0.3)),
        tube(
            spline(
                [(-0.72, y - 0.22, -0.04), (-0.3, y - 0.02, -0.04), (0.3, y - 0.02, -0.04), (0.72, y - 0.22, -0.04)]
            ),
            0.05,
            wood(),
        ),
    ]


def shirt(cloth: Material, backdrop: Backdrop, *, long: bool = False, seed: int = 3) -> Scene:
    """A buttoned shirt on a hanger."""
    outline = _LONG if long else _SHIRT
    body = cutout([outline], cloth, width=3.0, height=3.0, thick=0.16, puff=0.022, folds=0.11, seed=seed)
    shapes = [body]
    collar_tone = cloth.paint
    for side in (-1, 1):
        flap = [(0.0, 0.36), (side * 0.3, 0.62), (side * 0.42, 0.5), (side * 0.24, 0.14)]

        def place(u: float, v: float, flap: list[tuple[float, float]] = flap) -> Point:
            a, b, c, d = flap
            x = (a[0] * (1 - u) + b[0] * u) * (1 - v) + (d[0] * (1 - u) + c[0] * u) * v
            y = (a[1] * (1 - u) + b[1] * u) * (1 - v) + (d[1] * (1 - u) + c[1] * u) * v
            return x, 2.36 + y, 0.24 + 0.05 * math.sin(u * 3)

        shapes.append(sheet(place, Material(cloth.colour, _shifted(collar_tone) if collar_tone else None), detail=1.2))
        rim = [place(k / 12, 0.0) for k in range(13)] + [place(1.0, k / 6) for k in range(7)]
        shapes.append(tube([(x, y, z + 0.02) for x, y, z in rim], 0.014, matt("#2b1d14")))
    shapes.append(
        tube([(0.015, 2.45, 0.17), (0.01, 1.2, 0.2), (0.02, 0.08, 0.16)], 0.012, Material(dim(ink("#2b1d14"), 1.0)))
    )
    shapes += [ball((-0.05, 2.2 - k * 0.4, 0.215), (0.035, 0.035, 0.016), satin("#e8dcc8")) for k in range(6)]
    hanger = _hanger(2.84)
    return on_wall([*shapes, *hanger], backdrop, away=0.14, fill=0.88)


def _shifted(paint: Paint) -> Paint:
    return lambda u, v: dim(paint(u * 0.16 + 0.31, v * 0.12 + 0.55), 1.0)


def kebaya(tone: str, thread: str, backdrop: Backdrop) -> Scene:
    """A kebaya encim: fitted, pointed at the front, embroidered along its edges."""
    half = [
        (0.5, 0.56),
        (0.44, 0.7),
        (0.42, 0.95),
        (0.36, 0.97),
        (0.27, 0.92),
        (0.19, 0.76),
        (0.07, 0.24),
        (0.17, 0.2),
        (0.3, 0.6),
        (0.31, 0.45),
        (0.25, 0.2),
        (0.3, 0.16),
        (0.4, 0.07),
        (0.46, 0.0),
        (0.49, 0.2),
    ]
    outline = _mirrored(half)
    base, stitch = ink(tone), ink(thread)

    def paint(u: float, v: float) -> Colour:
        x = abs(u - 0.5)
        front = x - max(0.0, 0.012 + 0.085 * max(0.0, v - 0.56) / 0.39)
        hem = v - (0.05 + 0.6 * max(0.0, 0.1 - x) * 0 + max(0.0, (x - 0.04) * 0.55))
        cuff = v - (0.2 + 0.3 * (0.4 - x)) if x > 0.3 else 9.0
        near = min(
            front if front > -0.02 else 9.0,
            abs(hem) if v < 0.3 and x < 0.26 else 9.0,
            abs(cuff - 0.05) if x > 0.3 else 9.0,
        )
        if near < 0.06:
            a = math.hypot(((u * 26) % 1) - 0.5, ((v * 26) % 1) - 0.5)
            petal = 0.28 + 0.14 * math.cos(5 * math.atan2(((v * 26) % 1) - 0.5, ((u * 26) % 1) - 0.5))
            if a < petal:
                return stitch if a > 0.12 else ink("#e6b85c")
            return mixed
        spot = math.hypot(((u * 9 + (int(v * 9) % 2) * 0.5) % 1) - 0.5, ((v * 9) % 1) - 0.5)
        return stitch if spot < 0.1 else base

    mixed = dim(base, 1.12)
    shapes = [cutout([outline], Material(base, paint), width=2.9, height=3.0, thick=0.17, puff=0.02, folds=0.1)]
    shapes += [ball((0.0, 1.62 - k * 0.3, 0.21), (0.05, 0.05, 0.025), metal("#d9b25a", 0.25)) for k in range(3)]
    return on_wall([*shapes, *_hanger(2.86)], backdrop, away=0.14, fill=0.88)


def tote(front: Material, backdrop: Backdrop, *, strap: str = "#5b3420") -> Scene:
    """A cloth bag with leather handles, standing."""

    def face(sign: int) -> Surface:
        def place(u: float, v: float) -> Point:
            wide = 1.0 + 0.12 * v
            swell = math.sin(math.pi * min(1.0, 0.16 + v * 0.7)) * (1 - abs(2 * u - 1) ** 3)
            fold = 0.03 * math.sin(u * 11 + v * 3) * v
            sag = 0.05 * math.cos((u - 0.5) * math.tau) * v**3
            return (u - 0.5) * 2 * wide, v * 1.75 - sag, sign * (0.3 * swell + 0.05) + fold

        return sheet(place, front, detail=1.25)

    shapes = [face(1), face(-1)]
    for z, lean in ((0.13, 0.1), (-0.1, -0.16)):
        path = spline(
            [
                (-0.46, 1.45, z + 0.13),
                (-0.48, 1.8, z + 0.05),
                (-0.36, 2.5, z + lean),
                (0.0, 2.78, z + lean),
                (0.36, 2.5, z + lean),
                (0.48, 1.8, z + 0.05),
                (0.46, 1.45, z + 0.13),
            ]
        )
        shapes.append(tube(path, 0.055, satin(strap), flat=0.35))
    shapes.append(tube(spline([(-1.1, 1.74, 0.06), (0, 1.7, 0.1), (1.1, 1.74, 0.06)]), 0.02, satin(strap)))
    return Scene(placed(shapes, (0, -18, 0)), backdrop, camera=look(8, 0, 9), fill=0.84)


def straw_hat() -> Scene:
    """A pandan hat with a ribbon."""
    crown = plait("#e2cc99", 64, 60, 0.01, second="#d3b67a", pattern=1)
    profile = spline(
        [(1.32, 0.06), (1.1, 0.03), (0.72, 0.08), (0.64, 0.16), (0.6, 0.5), (0.5, 0.74), (0.26, 0.8), (0.0, 0.72)]
    )
    shapes = [revolve(profile, crown.material, bump=crown.bump, squash=0.9, detail=1.2)]
    shapes.append(revolve(spline([(0.655, 0.13), (0.632, 0.3), (0.612, 0.36)]), matt("#2f3f5c"), squash=0.9))
    shapes.append(
        tube(
            [(1.32 * math.cos(k / 8), 0.06, 1.19 * math.sin(k / 8)) for k in range(51)],
            0.03,
            matt("#cfae6c"),
            closed=True,
        )
    )
    return Scene(placed(shapes, (10, 0, 0), (0, 0.2, 0)), LINEN, camera=look(24, 0, 8), fill=0.84)


def blangkon(cloth: Material) -> Scene:
    """A blangkon on a turned stand: pleated front, smooth crown, the knob behind."""
    crown = spline([(0.72, 0.0), (0.76, 0.16), (0.74, 0.42), (0.58, 0.68), (0.28, 0.84), (0.0, 0.88)])

    def pleats(u: float, v: float) -> float:
        front = max(0.0, math.cos((u - 0.25) * math.tau)) ** 2
        return 0.02 * math.sin(v * 40 + abs(((u - 0.25 + 0.5) % 1) - 0.5) * 30) * front * (v < 0.6) + 0.05 * (v < 0.25)

    shapes = [revolve(crown, cloth, bump=pleats, squash=1.12, detail=1.2)]
    shapes.append(ball((0, 0.34, -0.88), (0.2, 0.24, 0.2), cloth))
    shapes.append(
        tube(
            [(0.77 * math.cos(k / 8), 0.02, 0.86 * math.sin(k / 8)) for k in range(51)],
            0.04,
            matt("#2b1a10"),
            closed=True,
        )
    )
    shapes.append(
        sheet(lambda u, v: (-0.1 + 0.34 * (u - 0.5) * (1 - v), 0.06 + 0.5 * v, 0.93 - 0.2 * v * v + 0.03), cloth)
    )
    hat = placed(shapes, (0, -34, 0), (0, 1.0, 0))
    stand = [
        revolve(
            spline([(0.5, 0.0), (0.46, 0.06), (0.12, 0.14), (0.09, 0.4), (0.1, 0.8), (0.4, 1.02), (0.0, 1.1)]), wood()
        )
    ]
    return Scene([*hat, *stand], MIST, camera=look(10, 0, 8), fill=0.8)


def folded_hijab(tones: Sequence[str]) -> Scene:
    """Square scarves folded into thirds and fanned."""
    shapes: list[Surface] = []
    for n, tone in enumerate(tones):
        base = ink(tone)

        def paint(u: float, v: float, base: Colour = base) -> Colour:
            edge = min(u, 1 - u, v, 1 - v)
            return dim(base, 0.72 if edge < 0.02 else 0.95 + 0.08 * noise(u * 170, v * 170, 5))

        def place(u: float, v: float, n: int = n) -> Point:
            wave = 0.02 * noise(u * 4 + n, v * 5, 7)
            side = math.sqrt(max(0.0, 1 - abs(2 * u - 1) ** 8))
            return (u - 0.5) * 1.1, 0.02 + 0.07 * side + wave + n * 0.09, (0.5 - v) * 2.1

        shapes += placed(sheet(place, Material(base, paint)), (0, 24 - n * 17, 0), (-0.35 + n * 0.24, 0, 0))
    return Scene(shapes, BLUSH, camera=look(58, 0, 9), fill=0.86)


def vest(cloth: Material) -> Scene:
    """A sleeveless outer of lurik, open at the front."""
    half = [
        (0.485, 0.04),
        (0.47, 0.5),
        (0.44, 0.8),
        (0.41, 0.96),
        (0.33, 0.97),
        (0.26, 0.9),
        (0.25, 0.78),
        (0.28, 0.66),
        (0.27, 0.4),
        (0.22, 0.03),
    ]
    left = cutout([half], cloth, width=3.0, height=3.1, thick=0.14, puff=0.02, folds=0.1)
    right = cutout(
        [[(1 - x, y) for x, y in half]], cloth, width=3.0, height=3.1, thick=0.14, puff=0.02, folds=0.1, seed=8
    )
    back = cutout(
        [[(0.41, 0.95), (0.59, 0.95), (0.6, 0.1), (0.4, 0.1)]],
        Material(cloth.colour, _dimmed(cloth)),
        width=3.0,
        height=3.1,
        thick=0.02,
        folds=0.02,
    )
    return on_wall(
        [*placed(back, by=(0, 0, -0.1)), left, right, *_hanger(2.95)], wall("#e2ddd2", "#c9c0b0"), away=0.2, fill=0.88
    )


def _dimmed(cloth: Material) -> Paint:
    return lambda u, v: dim(cloth.paint(u, v) if cloth.paint else cloth.colour, 0.55)


def sarong_table(cloth: Material) -> Scene:
    """A runner over a table's edge with a bowl on it."""

    def place(u: float, v: float) -> Point:
        z = 1.6 - v * 2.6
        if z > 0.9:
            drop = z - 0.9
            return (u - 0.5) * 1.1, 1.02 - drop, 0.93 + 0.02 * math.sin(u * 12) * drop
        return (u - 0.5) * 1.1, 1.03, z

    top = sheet(lambda u, v: ((u - 0.5) * 4.2, 1.0, 0.9 - v * 2.4), teak_top())
    front = sheet(lambda u, v: ((u - 0.5) * 4.2, v, 0.9), teak_top())
    dish = revolve(
        spline([(0.16, 1.04), (0.2, 1.06), (0.42, 1.22), (0.46, 1.34), (0.44, 1.34), (0.36, 1.2), (0.0, 1.1)]),
        satin("#ddd6c8"),
        (0, 0, -0.35),
    )
    return Scene(
        [sheet(place, cloth, detail=1.2), dish], teak(), extras=[top, front], camera=look(24, 16, 9), fill=0.84
    )


def teak_top() -> Material:
    """Boards seen along the table."""
    return Material(
        ink("#b58353"), lambda u, v: dim(ink("#b58353"), 0.82 + 0.3 * noise(u * 6, v * 60, 3)), shine=0.02, rough=0.4
    )


def parade(cloth: Image.Image) -> Material:
    """Return batik at the scale of a garment."""
    return textile(cloth, 2.1, 2.1)

"""For the house: cushions, vases, dishes, cups, boards, lamps of bamboo."""

import math

from PIL import Image

from sample_drawing.backdrops import CHALK, LINEN, OAT, SAGE, linen_cloth, whitewashed
from sample_drawing.camera import look
from sample_drawing.cloth import on_wall, textile, wood
from sample_drawing.colour import Material, matt
from sample_drawing.curves import spline
from sample_drawing.furniture import cushion
from sample_drawing.noise import noise
from sample_drawing.solids import Surface, ball, block, placed, revolve, sheet, tube
from sample_drawing.studio import Backdrop, Scene
from sample_drawing.tableware import board, bowl, cup, glaze, plate, spoon, teapot, terracotta
from sample_drawing.tiles import covered


def cushions(front: Image.Image, second: Image.Image, backdrop: Backdrop) -> Scene:
    """Two cushions leaning together."""

    def upright(picture: Image.Image, across: float) -> list[Surface]:
        return placed(cushion((0, 0, 0), (1.9, 0.66, 1.9), textile(picture, across, across * 2)), (76, 0, 0))

    shapes = placed(upright(second, 1.05), (0, 16, 0), (0.55, 0.95, -0.55)) + placed(
        upright(front, 1.05), (0, -10, 0), (-0.35, 0.95, 0.25)
    )
    return Scene(shapes, backdrop, camera=look(12, 0, 9), fill=0.84)


def vase(backdrop: Backdrop | None = None) -> Scene:
    """A tall terracotta vase with dried stalks."""
    profile = spline(
        [
            (0.0, 0.0),
            (0.36, 0.0),
            (0.42, 0.05),
            (0.66, 0.6),
            (0.6, 1.1),
            (0.3, 1.46),
            (0.22, 1.6),
            (0.28, 1.72),
            (0.24, 1.72),
        ]
    )

    def relief(u: float, v: float) -> float:
        if 0.36 < v < 0.62:
            a, b = (u * 14) % 1 - 0.5, (v - 0.36) / 0.26 - 0.5
            return 0.02 if abs(a) + abs(b) < 0.4 else 0.0
        return 0.004 * math.sin(v * 150)

    shapes = [revolve(profile, terracotta(), bump=relief, detail=1.2)]
    for k in range(9):
        a = k * 2.4
        tip = (0.55 * math.cos(a) + 0.12, 2.7 + 0.22 * math.sin(k * 1.7), 0.4 * math.sin(a))
        stem = spline(
            [(0.05 * math.cos(a), 1.5, 0.05 * math.sin(a)), (0.12 * math.cos(a), 2.0, 0.1 * math.sin(a)), tip]
        )
        shapes.append(tube(stem, 0.012, matt("#b79a68")))
        x, y, z = tip
        shapes.append(
            tube(
                spline([(x * 0.9, y - 0.2, z * 0.9), (x, y, z), (x * 1.08, y + 0.3, z)]),
                lambda t: 0.075 * math.sin(math.pi * (0.1 + 0.85 * t)) + 0.01,
                matt("#d9c39a"),
                bump=lambda u, v: 0.5 * (noise(u * 20, v * 26, 5) - 0.5),
            )
        )
    return Scene(shapes, backdrop or LINEN, camera=look(10, 0, 9), fill=0.86)


def tea_set() -> Scene:
    """Teapot and two cups in one glaze, on a board."""
    blue = glaze("#3f6f73", drip="#d9d2b8", line=0.74)
    shapes = list(board(3.4, 1.7, 0.09))
    shapes += placed(teapot(blue), by=(-0.45, 0.09, -0.15), size=0.95)
    for x, z in ((0.75, 0.4), (1.2, -0.2)):
        shapes += cup(blue, radius=0.28, height=0.42, at=(x, 0.09, z), handle=False, drink="#8a5a22")
    return Scene(shapes, OAT, camera=look(20, 0, 9), fill=0.88)


def mugs() -> Scene:
    """Three speckled mugs in different glazes."""
    shapes: list[Surface] = []
    for x, z, glazing in (
        (-0.75, 0.1, glaze("#e9dfcd", speckled="#6a4a30")),
        (0.2, -0.35, glaze("#5f7f78", speckled="#22302d", drip="#cfd8c4")),
        (0.75, 0.55, glaze("#b5673f", speckled="#4a2414", drip="#eadfc8")),
    ):
        shapes += cup(glazing, radius=0.42, height=0.72, at=(x, 0, z), drink="#2c1810" if z > 0.3 else "")
    return Scene(shapes, whitewashed(), camera=look(22, 0, 8), fill=0.86)


def dinner_set() -> Scene:
    """Plates and bowls stacked."""
    stone_ware = glaze("#dfd6c4", speckled="#6a5138")
    shapes: list[Surface] = []
    for k in range(3):
        shapes += plate(stone_ware, radius=1.05, at=(-0.3, 0.06 * k, 0))
    for k in range(2):
        shapes += bowl(
            glaze("#4f6a6c", speckled="#1f2c2e", drip="#c9cfb8", line=0.8),
            radius=0.62,
            height=0.38,
            at=(-0.3, 0.2 + 0.13 * k, 0),
        )
    shapes += bowl(stone_ware, radius=0.5, height=0.34, at=(0.98, 0, 0.55))
    return Scene(shapes, linen_cloth(), camera=look(24, 0, 8), fill=0.86)


def cutting_board() -> Scene:
    """A teak board with a handle hole, leaning, a second lying flat, a spoon."""
    teakwood, pale = wood("#b57a45", "#6d4020", 5), wood("#d3a468", "#9a6a38", 8)

    def keep(u: float, v: float) -> bool:
        return math.hypot((u - 0.5) * 1.3, (v - 0.9) * 2.0) > 0.1 and (
            v < 0.8 or abs(u - 0.5) < 0.5 - 0.26 * min(1.0, (v - 0.8) / 0.06)
        )

    front = sheet(lambda u, v: ((u - 0.5) * 1.3, v * 2.0, 0.05), teakwood, keep=keep, detail=1.3)
    back = sheet(lambda u, v: ((u - 0.5) * 1.3, v * 2.0, -0.05), teakwood, keep=keep)
    rim = [
        (-0.65, 0.0),
        (0.65, 0.0),
        (0.65, 1.6),
        (0.32, 1.72),
        (0.3, 1.98),
        (-0.3, 1.98),
        (-0.32, 1.72),
        (-0.65, 1.6),
        (-0.65, 0.0),
    ]
    edge = tube([(x, y, 0) for x, y in rim], 0.052, teakwood, closed=True)
    shapes = placed([front, back, edge], (-14, -14, 0), (-0.3, 0.05, -0.2))
    shapes += placed(board(1.7, 0.95, 0.1, material=pale), (0, 18, 0), (0.55, 0, 0.75))
    shapes += spoon(wood("#8a5330", "#4a2812"), length=1.1, at=(0.25, 0.1, 0.55), turn=65)
    return Scene(shapes, SAGE, camera=look(18, 0, 8), fill=0.86)


def bird_mobile() -> Scene:
    """A driftwood mobile of painted wooden birds."""
    shapes: list[Surface] = [
        tube(
            spline([(-1.2, 2.6, 0), (-0.4, 2.68, 0), (0.5, 2.58, 0), (1.25, 2.66, 0)]),
            lambda t: 0.05 + 0.025 * math.sin(t * 9),
            matt("#a08a70"),
        )
    ]
    for x, y, tone in (
        (-0.95, 1.5, "#c2543a"),
        (-0.3, 1.0, "#3f6f8c"),
        (0.35, 1.55, "#d8a53e"),
        (0.98, 0.9, "#5d7a4c"),
    ):
        shapes.append(tube([(x, 2.62, 0), (x, y + 0.2, 0)], 0.009, matt("#6a5a48")))
        shapes.append(ball((x, y, 0), (0.3, 0.19, 0.17), matt(tone)))
        shapes.append(ball((x - 0.28, y + 0.13, 0), 0.13, matt(tone)))
        shapes += placed(revolve([(0.045, 0.0), (0.0, 0.15)], matt("#e0a83a")), (0, 0, 100), (x - 0.39, y + 0.13, 0))
        shapes += placed(ball((0, 0, 0), (0.26, 0.1, 0.05), wood()), (0, 0, -18), (x + 0.1, y + 0.06, 0.16))
        shapes += placed(ball((0, 0, 0), (0.26, 0.07, 0.08), matt(tone)), (0, 0, -14), (x + 0.4, y - 0.05, 0))
        shapes.append(ball((x - 0.33, y + 0.17, 0.1), 0.025, matt("#17120f")))
    return on_wall(shapes, Backdrop("#e6e9e4", "#e6e9e4"), away=0.5, fill=0.86)


def tray(top: Image.Image) -> Scene:
    """A lacquered tray inlaid with batik."""
    inlay = Material(paint=covered(top, 1.5, 1.0), shine=0.05, rough=0.12)
    shapes: list[Surface] = [sheet(lambda u, v: ((u - 0.5) * 2.6, 0.1, (0.5 - v) * 1.7), inlay, detail=1.3)]
    frame = wood("#7a4a2a", "#3a1f0e", 19)
    for z in (-0.88, 0.88):
        shapes += block((0, 0.17, z), (2.76, 0.34, 0.1), frame, corner=0.03)
    for x in (-1.34, 1.34):
        shapes += block((x, 0.17, 0), (0.1, 0.34, 1.8), frame, corner=0.03)
        shapes.append(
            tube(
                spline([(x, 0.3, 0.4), (x * 1.02, 0.56, 0.3), (x * 1.02, 0.56, -0.3), (x, 0.3, -0.4)]),
                0.05,
                matt("#b58a52"),
            )
        )
    return Scene(placed(shapes, (0, 16, 0)), CHALK, camera=look(32, 0, 9), fill=0.88)


def tiles(pattern: Image.Image, second: Image.Image) -> Scene:
    """Cement tiles: four laid to a pattern, two leaning behind."""
    cement = matt("#b9b3a8")
    shapes: list[Surface] = []
    for x in (-0.52, 0.52):
        for z in (-0.52, 0.52):
            shapes += block(
                (x, 0.05, z),
                (1.0, 0.1, 1.0),
                cement,
                corner=0.012,
                faces={"top": Material(paint=covered(pattern, 2 / 3, 2 / 3))},
                detail=1.2,
            )
    for x, turn, picture in ((-0.45, 12, second), (0.6, -8, pattern)):
        leaning = block(
            (0, 0.5, 0),
            (1.0, 1.0, 0.1),
            cement,
            corner=0.012,
            faces={"front": Material(paint=covered(picture, 2 / 3, 2 / 3))},
            detail=1.2,
        )
        shapes += placed(leaning, (-14, turn, 0), (x, 0.03, -1.35))
    return Scene(shapes, CHALK, camera=look(34, -14, 8), fill=0.86)

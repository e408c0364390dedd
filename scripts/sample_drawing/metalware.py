"""Copper, brass, forged steel, a small machine."""

import math

from PIL import Image

from sample_drawing import batik
from sample_drawing.backdrops import COCOA, FOREST, LINEN, MIST, dark_table, stone
from sample_drawing.camera import look
from sample_drawing.cloth import wood
from sample_drawing.colour import Material, ink, matt, metal, satin
from sample_drawing.curves import spline
from sample_drawing.jewellery import COPPER
from sample_drawing.labels import write
from sample_drawing.morsels import bean, heap
from sample_drawing.noise import noise
from sample_drawing.solids import Surface, ball, block, placed, revolve, sheet, tube
from sample_drawing.studio import Scene
from sample_drawing.tableware import board
from sample_drawing.tiles import canvas, covered

BRASS = metal("#c79a45", 0.22)
STEEL = metal("#c4c6c9", 0.3)


def hammered(u: float, v: float) -> float:
    """The dents of a planishing hammer."""
    row = math.floor(v * 22)
    a, b = (u * 40 + 0.5 * (row % 2)) % 1 - 0.5, (v * 22) % 1 - 0.5
    return -0.014 * max(0.0, 1 - 3.4 * (a * a + b * b))


def copper_jug() -> Scene:
    """A hammered copper jug."""
    profile = spline(
        [(0.0, 0.0), (0.46, 0.0), (0.52, 0.05), (0.7, 0.42), (0.66, 0.8), (0.4, 1.2), (0.36, 1.42), (0.48, 1.66)]
    )
    shapes = [revolve(profile, COPPER, bump=hammered, detail=1.3)]
    inner = [(max(0.0, r - 0.03), y) for r, y in profile[30:]]
    shapes.append(revolve(inner, metal("#8d4a2c", 0.5)))
    shapes.append(
        tube([(0.485 * math.cos(k / 8), 1.66, 0.485 * math.sin(k / 8)) for k in range(51)], 0.03, BRASS, closed=True)
    )
    shapes.append(
        tube(spline([(0.44, 1.52, 0), (0.86, 1.56, 0), (1.02, 1.16, 0), (0.86, 0.74, 0), (0.66, 0.66, 0)]), 0.06, BRASS)
    )
    return Scene(placed(shapes, (0, -24, 0)), FOREST, camera=look(12, 0, 8), fill=0.82)


def copper_lamp() -> Scene:
    """A pierced copper table lamp, lit from inside."""

    def keep(u: float, v: float) -> bool:
        row = math.floor(v * 14)
        a, b = (u * 26 + 0.5 * (row % 2)) % 1 - 0.5, (v * 14) % 1 - 0.5
        return a * a + b * b > 0.075 or v < 0.08 or v > 0.92

    dome = sheet(lambda u, v: _dome(u, v, 0.95), COPPER, keep=keep, detail=1.5)
    glow = sheet(lambda u, v: _dome(u, v, 0.9), Material(ink("#ffdca0"), glow=1.2), detail=0.8)
    stem = [
        revolve(
            spline([(0.5, 0.0), (0.46, 0.08), (0.16, 0.16), (0.1, 0.5), (0.12, 0.9), (0.0, 0.95)]),
            COPPER,
            bump=hammered,
        )
    ]
    return Scene([dome, glow, *stem], COCOA, camera=look(8, 0, 8), fill=0.8)


def _dome(u: float, v: float, r: float) -> tuple[float, float, float]:
    a, b = u * math.tau, math.pi * (0.12 + 0.86 * v)
    return r * math.sin(b) * math.cos(a), 1.65 - 0.92 * r * math.cos(b), r * math.sin(b) * math.sin(a)


def gong() -> Scene:
    """A small gong in its carved frame."""
    timber = wood("#8a4f2b", "#42210f", 41)
    disc = revolve(
        spline([(0.74, -0.16), (0.76, 0.0), (0.7, 0.08), (0.34, 0.1), (0.26, 0.12), (0.2, 0.22), (0.0, 0.26)]),
        BRASS,
        bump=lambda u, v: 0.006 * noise(u * 40, v * 20, 3),
    )
    shapes = placed(disc, (90, 0, 0), (0, 1.3, 0.06))
    for x in (-1.12, 1.12):
        shapes += block((x, 1.15, 0), (0.18, 2.3, 0.18), timber, corner=0.05)
        shapes += block((x, 0.08, 0), (0.3, 0.16, 0.9), timber, corner=0.05)
        shapes.append(ball((x, 2.4, 0), (0.13, 0.16, 0.13), timber))
    shapes.append(
        tube(spline([(-1.2, 2.12, 0), (-0.6, 2.3, 0), (0, 2.42, 0), (0.6, 2.3, 0), (1.2, 2.12, 0)]), 0.12, timber)
    )
    for side in (-1, 1):
        curl = [
            (side * (0.3 + 0.2 * (1 - k / 26) * math.cos(k / 2.6)), 2.56 + 0.2 * (1 - k / 26) * math.sin(k / 2.6), 0)
            for k in range(24)
        ]
        shapes.append(tube(spline(curl, steps=4), 0.045, Material(ink("#c8923a"), shine=0.4, rough=0.3, metal=True)))
        shapes.append(tube([(side * 0.4, 2.3, 0), (side * 0.5, 1.86, 0)], 0.02, matt("#d9c7a0")))
    shapes.append(tube([(0.55, 0.1, 0.5), (1.3, 0.1, 0.75)], 0.04, timber))
    shapes.append(ball((0.5, 0.14, 0.48), 0.14, matt("#a5342c")))
    return Scene(placed(shapes, (0, -16, 0)), LINEN, camera=look(9, 0, 9), fill=0.84)


def knives() -> Scene:
    """Two hand-forged kitchen knives on a board."""
    shapes = list(board(3.0, 1.5, 0.1, material=wood("#d8b384", "#a97c4a", 9)))
    for z, long, tall, turn in ((-0.28, 2.0, 0.46, 6), (0.34, 1.5, 0.34, -5)):

        def blade(u: float, v: float, long: float = long, tall: float = tall) -> tuple[float, float, float]:
            width = tall * (1 - max(0.0, (u - 0.55) / 0.45) ** 2.2)
            return -0.2 + u * long * 0.72, 0.03 * (1 - abs(2 * v - 1)), (v - 0.5) * width - (tall - width) * 0.3

        def scale(u: float, v: float) -> tuple[float, float, float]:
            tone = 0.16 if v < 0.55 + 0.06 * noise(u * 12, 1, 4) else 0.62
            tone *= 0.86 + 0.3 * noise(u * 30, v * 30, 5)
            return tone, tone, tone * 1.03

        knife = [sheet(blade, Material(paint=scale, shine=0.45, rough=0.34, metal=True), detail=1.3)]
        knife.append(tube([(-0.2, 0.03, -0.02), (-0.3, 0.03, -0.02)], 0.1, BRASS))
        knife.append(
            tube(
                spline([(-0.28, 0.04, -0.02), (-0.6, 0.04, -0.04), (-0.98, 0.04, 0.02)]),
                lambda t: 0.085 + 0.025 * t,
                wood("#6b4022", "#2e180b", 44),
            )
        )
        shapes += placed(knife, (0, turn, 0), (-0.15, 0.15, z))
    return Scene(shapes, dark_table(), camera=look(48, -12, 9), fill=0.88)


def roaster(plate: Image.Image) -> Scene:
    """A one-kilogram coffee roaster: drum, hopper, tray of beans, control box."""
    body, dark = satin("#2e3a42"), satin("#1d2226")
    shapes = block((0, 0.3, 0), (2.2, 0.3, 1.2), dark, corner=0.04)
    drum = revolve([(0.0, 0.0), (0.52, 0.0), (0.56, 0.04), (0.56, 1.2)], body)
    shapes += placed(drum, (-90, 0, 0), (-0.35, 1.1, 0.6))
    face = revolve(spline([(0.57, 0.0), (0.55, 0.06), (0.2, 0.08), (0.0, 0.08)]), BRASS)
    shapes += placed(face, (90, 0, 0), (-0.35, 1.1, 0.6))
    shapes += placed(
        revolve([(0.18, 0.08), (0.17, 0.12), (0.0, 0.12)], Material(ink("#1b1512"), shine=0.06, rough=0.08)),
        (90, 0, 0),
        (-0.35, 1.1, 0.6),
    )
    for k in range(8):
        a = k / 8 * math.tau
        shapes.append(ball((-0.35 + 0.47 * math.cos(a), 1.1 + 0.47 * math.sin(a), 0.68), 0.035, STEEL))
    shapes.append(tube([(-0.08, 1.26, 0.74), (0.02, 1.32, 0.9)], 0.035, wood()))
    shapes.append(revolve(spline([(0.1, 1.62), (0.14, 1.8), (0.42, 2.2), (0.44, 2.24)]), STEEL, (-0.35, 0, 0.1)))
    shapes.append(tube(spline([(0.2, 1.5, -0.3), (0.5, 1.9, -0.4), (0.6, 2.5, -0.4)]), 0.14, STEEL))
    shapes += block(
        (0.72, 0.95, 0.1),
        (0.62, 1.0, 0.8),
        body,
        corner=0.05,
        faces={"front": Material(ink("#2e3a42"), covered(plate), shine=0.02)},
        detail=1.3,
    )
    shapes += [
        ball((0.56 + k * 0.16, 0.6, 0.52), (0.05, 0.05, 0.03), satin(tone))
        for k, tone in enumerate(("#c2342c", "#3f9a57", "#e0b23c"))
    ]
    tray = revolve(spline([(0.0, 0.44), (0.5, 0.44), (0.54, 0.48), (0.55, 0.6)]), STEEL, (-0.35, 0, 1.15))
    shapes += [
        tray,
        tube([(-0.35, 0.0, 1.15), (-0.35, 0.46, 1.15)], 0.14, dark),
        *heap(bean("#5a331c", 0.07), 70, (-0.35, 0.46, 1.15), 0.46, 0.12, tone="#3a2012", number=3),
    ]
    for x in (-0.95, 0.95):
        for z in (-0.45, 0.45):
            shapes.append(tube([(x, 0.0, z), (x, 0.2, z)], 0.07, dark))
    return Scene(placed(shapes, (0, -20, 0)), MIST, camera=look(14, 0, 9), fill=0.86)


def canting() -> Scene:
    """Canting pens and a pan of wax beside white cloth half drawn: a batik class."""
    tile = covered(batik.kawung("#f4ecdc", "#f4ecdc", "#9a6230"), 2, 2)
    cloth = sheet(
        lambda u, v: ((u - 0.5) * 3.0, 0.02 + 0.03 * noise(u * 4, v * 4, 3), (0.5 - v) * 2.4),
        Material(paint=lambda u, v: tile(u, v) if u + 0.25 * noise(v * 4, 2, 6) < 0.58 else (0.88, 0.84, 0.75)),
    )
    pan = revolve(spline([(0.0, 0.06), (0.3, 0.08), (0.46, 0.2), (0.52, 0.3)]), metal("#5b5a58", 0.5), (0.85, 0, 0.35))
    wax = revolve(
        [(0.44, 0.22), (0.0, 0.22)], Material(ink("#b9742a"), shine=0.06, rough=0.08, glow=0.1), (0.85, 0, 0.35)
    )
    shapes: list[Surface] = [cloth, pan, wax, tube([(1.36, 0.3, 0.35), (1.9, 0.36, 0.2)], 0.05, wood())]
    for x, z, turn in ((-0.1, 0.62, -34), (0.1, 0.9, -28), (-0.5, -0.2, -40)):
        pen = [tube([(0, 0.1, 0), (1.0, 0.1, 0)], 0.045, wood("#c89a5c", "#8a5a2c"))]
        pen += [
            ball((-0.1, 0.12, 0), (0.13, 0.085, 0.09), COPPER),
            tube(spline([(-0.2, 0.12, 0), (-0.3, 0.11, 0), (-0.36, 0.05, 0)]), 0.016, COPPER),
        ]
        shapes += placed(pen, (0, turn, 0), (x, 0, z))
    return Scene(shapes, stone(), camera=look(44, 0, 9), fill=0.9)


def plate_picture(title: str) -> Image.Image:
    """A maker's plate with a dial."""
    picture, pen = canvas(400, 640, "#2e3a42")
    pen.ellipse((90, 70, 310, 290), fill="#f1ede2", outline="#c79a45", width=14)
    for k in range(11):
        a = math.radians(150 + k * 24)
        pen.line(
            [(200 + 78 * math.cos(a), 180 + 78 * math.sin(a)), (200 + 96 * math.cos(a), 180 + 96 * math.sin(a))],
            fill="#222",
            width=5,
        )
    pen.line([(200, 180), (250, 118)], fill="#c2342c", width=8)
    pen.rectangle((60, 340, 340, 440), fill="#c79a45")
    write(pen, title, 200, 362, 250, 50, "#1d2226")
    return picture

"""Bowls, plates, cups, boards, spoons: of clay, coconut and wood."""

import math
from dataclasses import replace

from sample_drawing.cloth import wood
from sample_drawing.colour import Colour, Material, dim, ink, mix
from sample_drawing.curves import rounded, spline
from sample_drawing.noise import noise
from sample_drawing.solids import Point, Surface, ball, placed, revolve, sheet, tube
from sample_drawing.tiles import mottled


def glaze(tone: str, *, speckled: str = "", drip: str = "", line: float = 0.62) -> Material:
    """Stoneware glaze: freckled with iron, a second glaze running down from the rim."""
    base = ink(tone)
    freckle = ink(speckled) if speckled else None
    second = ink(drip) if drip else None

    def paint(u: float, v: float) -> Colour:
        colour = dim(base, 0.92 + 0.14 * noise(u * 10, v * 8, 3))
        if freckle and noise(u * 110, v * 60, 9) > 0.87:
            colour = mix(colour, freckle, 0.7)
        if second:
            edge = line + 0.1 * noise(u * 16, 1, 5) + 0.02 * math.sin(u * 40)
            colour = mix(colour, second, min(1.0, max(0.0, (v - edge) * 14)))
        return colour

    return Material(base, paint, shine=0.045, rough=0.16)


def terracotta(tone: str = "#b5673f") -> Material:
    """Fired red clay with the marks of the fire."""
    return Material(ink(tone), mottled(ink(tone), dim(ink(tone), 0.72), 4.0, 7, 0.12), shine=0.008, rough=0.8)


def bowl(
    material: Material,
    *,
    radius: float = 0.7,
    height: float = 0.45,
    at: Point = (0, 0, 0),
    inner: Material | None = None,
) -> list[Surface]:
    """A footed bowl with a wall."""
    r, h = radius, height
    outside = spline(
        [(r * 0.42, 0.0), (r * 0.44, h * 0.08), (r * 0.62, h * 0.18), (r * 0.9, h * 0.6), (r, h * 0.97), (r * 0.985, h)]
    )
    inside = spline([(r * 0.985, h), (r * 0.95, h * 0.97), (r * 0.84, h * 0.6), (r * 0.55, h * 0.24), (0.0, h * 0.16)])
    return [revolve(outside, material, at), revolve(inside, inner or material, at)]


def plate(material: Material, *, radius: float = 1.0, at: Point = (0, 0, 0)) -> list[Surface]:
    """A plate with a raised rim."""
    r = radius
    profile = spline(
        [
            (r * 0.6, 0.0),
            (r * 0.92, 0.06),
            (r, 0.13),
            (r * 0.985, 0.15),
            (r * 0.9, 0.09),
            (r * 0.62, 0.045),
            (0.0, 0.045),
        ]
    )
    return [revolve(profile, material, at)]


def cup(
    material: Material,
    *,
    radius: float = 0.36,
    height: float = 0.62,
    at: Point = (0, 0, 0),
    handle: bool = True,
    drink: str = "",
) -> list[Surface]:
    """A cup, with its handle to the right."""
    r, h = radius, height
    wall = spline(
        [
            (r * 0.7, 0.0),
            (r * 0.86, 0.03),
            (r * 0.97, h * 0.4),
            (r, h),
            (r * 0.95, h),
            (r * 0.9, h * 0.4),
            (r * 0.7, 0.08),
            (0.0, 0.06),
        ]
    )
    shapes = [revolve(wall, material)]
    if handle:
        loop = spline(
            [
                (r * 0.94, h * 0.8, 0),
                (r * 1.38, h * 0.86, 0),
                (r * 1.56, h * 0.55, 0),
                (r * 1.3, h * 0.27, 0),
                (r * 0.92, h * 0.25, 0),
            ]
        )
        shapes.append(
            tube(loop, r * 0.11, material if material.paint is None else replace(material, paint=None), flat=1.5)
        )
    if drink:
        shapes.append(revolve([(0.0, h * 0.84), (r * 0.93, h * 0.84)], Material(ink(drink), shine=0.06, rough=0.1)))
    return placed(shapes, (0, -20, 0), at)


def board(
    width: float, depth: float, thick: float = 0.09, *, at: Point = (0, 0, 0), material: Material | None = None
) -> list[Surface]:
    """A wooden board with rounded corners, its grain along x."""
    look = material or wood("#c99862", "#8a5a30")
    outline = rounded(width, depth, min(width, depth) * 0.14)
    paint = look.paint

    def cross(u: float, v: float) -> Colour:
        return paint(v * depth / 2, u) if paint else look.colour

    def top(u: float, v: float) -> Point:
        # each row of the grid shrinks from the outline to the middle
        k = u * (len(outline) - 1)
        i = min(len(outline) - 2, int(k))
        f = k - i
        x = outline[i][0] + (outline[i + 1][0] - outline[i][0]) * f
        z = outline[i][1] + (outline[i + 1][1] - outline[i][1]) * f
        s = min(1.0, v * 1.25)
        drop = thick if v < 0.8 else thick * (1 - (v - 0.8) / 0.2)
        return at[0] + x * s, at[1] + drop, at[2] - z * s

    def painted(u: float, v: float) -> Colour:
        x, _, z = top(u, v)
        return cross((x - at[0]) / width + 0.5, (z - at[2]) / depth + 0.5)

    return [sheet(top, replace(look, paint=painted), detail=1.1)]


def spoon(material: Material, *, length: float = 1.2, at: Point = (0, 0, 0), turn: float = 30) -> list[Surface]:
    """A wooden spoon lying on its back."""

    def scoop(u: float, v: float) -> Point:
        a, r = u * math.tau, v
        return length * 0.17 * r * math.cos(a), 0.03 + 0.07 * r * r, length * 0.24 * r * math.sin(a)

    stem = tube(
        spline([(0, 0.09, length * 0.2), (0, 0.1, length * 0.5), (0, 0.07, length * 0.95)]),
        lambda t: 0.035 + 0.018 * t,
        material,
    )
    return placed([sheet(scoop, material), stem], (0, turn, 0), at)


def coconut_bowl(at: Point, radius: float = 0.6) -> list[Surface]:
    """Half a polished coconut shell."""
    shell = Material(ink("#4a2f1e"), mottled(ink("#5a3a24"), ink("#2c1a10"), 9, 4), shine=0.04, rough=0.3)
    inner = Material(ink("#7a5636"), mottled(ink("#8a6440"), ink("#5a3a22"), 7, 6), shine=0.02, rough=0.5)
    return bowl(shell, radius=radius, height=radius * 0.75, at=at, inner=inner)


def teapot(material: Material, *, at: Point = (0, 0, 0), knob: Material | None = None) -> list[Surface]:
    """A round teapot with a cane-coloured bail handle."""
    body = spline(
        [(0.0, 0.0), (0.42, 0.0), (0.5, 0.04), (0.72, 0.3), (0.76, 0.52), (0.62, 0.8), (0.36, 0.94), (0.3, 0.96)]
    )
    shapes = [revolve(body, material)]
    shapes.append(revolve(spline([(0.34, 0.955), (0.33, 0.985), (0.2, 1.05), (0.06, 1.08), (0.0, 1.08)]), material))
    shapes.append(ball((0, 1.14, 0), (0.085, 0.075, 0.085), knob or material))
    plain = material if material.paint is None else replace(material, paint=None)
    shapes.append(
        tube(
            spline([(0.62, 0.34, 0), (0.86, 0.42, 0), (0.98, 0.66, 0), (1.14, 0.86, 0)]),
            lambda t: 0.15 - 0.085 * t,
            plain,
        )
    )
    bail = spline([(-0.5, 0.84, 0), (-0.62, 1.2, 0), (-0.3, 1.58, 0), (0.3, 1.58, 0), (0.62, 1.2, 0), (0.5, 0.84, 0)])
    shapes.append(tube(bail, 0.045, Material(ink("#b58a52")), bump=lambda u, v: 0.2 * math.sin(v * 260 + u * 6)))
    return placed(shapes, (0, 24, 0), at)

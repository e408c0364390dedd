"""What food and drink are sold in: pouches, jars, bottles, cartons, tins, sachets."""

import math
from dataclasses import replace

from PIL import Image

from sample_drawing.colour import Colour, Material, Paint, dim, glossy, ink, matt, metal, satin
from sample_drawing.curves import spline
from sample_drawing.noise import noise, speckle
from sample_drawing.solids import Point, Surface, block, placed, revolve, sheet, tube
from sample_drawing.tiles import covered, printed


def kraft_paint(tone: str) -> Paint:
    """Brown paper with its fibres."""
    base = ink(tone)

    def paint(u: float, v: float) -> Colour:
        return dim(base, 0.86 + 0.18 * noise(u * 60, v * 160, 51) + 0.05 * speckle(int(u * 300), int(v * 300), 5))

    return paint


def pouch(
    front: Image.Image | None,
    tone: str,
    *,
    width: float = 1.3,
    height: float = 1.9,
    depth: float = 0.55,
    box: tuple[float, float, float, float] = (0.12, 0.14, 0.88, 0.8),
    foil: bool = False,
    window: Paint | None = None,
    seal: str = "",
    valve: bool = False,
) -> list[Surface]:
    """A stand-up pouch. The label fills `box`; `window` shows the content in an arch below it; `seal` tints the top."""
    ground = kraft_paint(tone) if not foil else None
    base = ink(tone)
    body = Material(base, shine=0.05 if foil else 0.015, rough=0.22 if foil else 0.6)
    picture = printed(front, base, box) if front is not None else None
    top = ink(seal) if seal else None

    def paint(u: float, v: float) -> Colour:
        if v > 0.955 and int(v * 260) % 2:
            return dim(top or base, 0.82)
        if top and v > 0.9:
            return top
        if valve and math.hypot((u - 0.5) * width, (v - 0.86) * height) < 0.055:
            return dim(base, 0.55)
        if window is not None:
            a, b = (u - 0.5) / 0.3, (v - 0.22) / 0.13
            if a * a + b * b < 1:
                return window(u, v)
        if picture is not None and box[0] <= u < box[2] and box[1] <= v < box[3]:
            return picture(u, v)
        return ground(u, v) if ground else base

    def face(sign: int) -> Surface:
        def place(u: float, v: float) -> Point:
            swell = math.sin(math.pi * min(1.0, v / 0.93 * 0.62 + 0.22)) if v < 0.93 else 0.0
            swell *= math.sqrt(max(0.0, 1 - v / 0.95)) ** 0.7 * 1.25 if v < 0.95 else 0.0
            across = 1 - abs(2 * u - 1) ** 2.6
            foot = max(0.0, 0.12 - v) / 0.12
            z = depth / 2 * (swell * across + foot * 0.25 * across)
            crumple = 0.012 * (noise(u * 5 + 3 * sign, v * 6, 13) - 0.5) * (1 if v < 0.9 else 0.3)
            arch = 0.05 * foot * (1 - (2 * u - 1) ** 2)
            narrow = 1 - 0.06 * swell
            return (u - 0.5) * width * narrow, v * height - arch * 0.4 + 0.01, sign * (z + 0.004) + crumple

        return sheet(place, replace(body, paint=paint if sign > 0 else ground), detail=1.35 if sign > 0 else 1.0)

    return [face(1), face(-1)]


_JAR = [(0.0, 0.0), (0.4, 0.0), (0.5, 0.03), (0.54, 0.1), (0.54, 0.92), (0.5, 1.02), (0.43, 1.08), (0.43, 1.16)]


def jar(
    content: Material,
    lid: Material,
    wrap: Image.Image,
    *,
    radius: float = 0.54,
    height: float = 1.3,
    label_at: tuple[float, float] = (0.2, 0.66),
    turn: float = 0.0,
    cloth: Material | None = None,
) -> list[Surface]:
    """A glass jar with what is inside, a label half way round and a lid (or a cloth tied over it)."""
    kx, ky = radius / 0.54, height / 1.3
    profile = [(r * kx, y * ky) for r, y in spline(_JAR)]
    inside = [(max(0.0, r - 0.03 * kx), min(y, 1.0 * ky)) for r, y in profile]
    shapes = [revolve([*inside, (0.0, 1.0 * ky)], content)]
    shapes.append(revolve(profile, Material((0.9, 0.93, 0.92), shine=0.05, rough=0.06, alpha=0.1)))
    low, high = label_at[0] * height, label_at[1] * height
    shapes.append(wrapped(wrap, radius * 1.006, low, high, span=136, turn=turn))
    if cloth is not None:
        return shapes + cap_cloth(cloth, 0.47 * kx, 1.14 * ky)
    rim = [(0.0, 0.2), (0.44, 0.2), (0.475, 0.175), (0.48, 0.02), (0.46, 0.0), (0.43, 0.0)]
    shapes.append(
        revolve([(r * kx, 1.1 * ky + y) for r, y in reversed(rim)], lid, bump=_ridges if not lid.paint else None)
    )
    return shapes


def _ridges(u: float, v: float) -> float:
    return 0.006 * math.sin(u * math.tau * 60) if 0.1 < v < 0.45 else 0.0


def cap_cloth(cloth: Material, radius: float, height: float) -> list[Surface]:
    """A round of cloth over a lid, gathered by a string."""

    def place(u: float, v: float) -> Point:
        a = u * math.tau
        r = v * radius * 1.9
        y = height + 0.08
        if r > radius:
            y -= (r - radius) * 0.9
            out = radius + (r - radius) * (0.3 + 0.28 * math.sin(a * 11))
        else:
            out = r
        return out * math.cos(a), y, out * math.sin(a)

    string = [(1.06 * radius * math.cos(k / 8), height - 0.1, 1.06 * radius * math.sin(k / 8)) for k in range(51)]
    return [sheet(place, cloth, detail=1.2), tube(string, 0.02, matt("#c7a673"), closed=True)]


def wrapped(
    picture: Image.Image,
    radius: float,
    low: float,
    high: float,
    *,
    span: float = 140,
    turn: float = 0.0,
    shine: float = 0.02,
) -> Surface:
    """A label on a round body, its middle towards the viewer."""
    start, end = 90 + span / 2 - turn, 90 - span / 2 - turn
    material = Material(paint=covered(picture), shine=shine, rough=0.5)
    return replace(
        revolve([(radius, low), (radius, high)], material, span=(start, end), detail=1.5), lift=0.05, casts=False
    )


BOTTLES: dict[str, list[tuple[float, float]]] = {
    "sauce": [
        (0, 0),
        (0.3, 0),
        (0.36, 0.04),
        (0.37, 0.2),
        (0.37, 1.1),
        (0.34, 1.3),
        (0.2, 1.52),
        (0.14, 1.66),
        (0.14, 1.9),
    ],
    "flask": [(0, 0), (0.4, 0), (0.46, 0.05), (0.47, 0.3), (0.44, 0.7), (0.3, 0.98), (0.17, 1.1), (0.16, 1.3)],
    "oil": [(0, 0), (0.24, 0), (0.28, 0.03), (0.28, 0.62), (0.25, 0.72), (0.13, 0.8), (0.12, 0.98)],
    "slim": [(0, 0), (0.22, 0), (0.27, 0.04), (0.27, 1.0), (0.24, 1.18), (0.13, 1.42), (0.11, 1.62), (0.11, 1.98)],
}


def bottle(
    kind: str,
    liquid: str,
    wrap: Image.Image | None,
    *,
    level: float = 0.92,
    cap: Material | None = None,
    glow: float = 0.12,
    label_at: tuple[float, float] = (0.14, 0.5),
    glass: str = "#f1f5f2",
    span: float = 150,
) -> list[Surface]:
    """A bottle with its liquid, label and cap; what is behind it shimmers through."""
    outline = spline(BOTTLES[kind])
    height = outline[-1][1]
    body = ink(liquid)

    def depth(u: float, v: float) -> Colour:
        # light gathers on the side away from the lamp
        share = 0.72 + 0.5 * max(0.0, math.cos((u - 0.12) * math.tau)) ** 2 + 0.25 * (1 - v)
        return dim(body, share)

    full = [(max(0.0, r - 0.02), min(y, level * height)) for r, y in outline]
    shapes = [revolve([*full, (0.0, level * height)], Material(body, depth, shine=0.05, rough=0.08, glow=glow))]
    shapes.append(revolve(outline, Material(ink(glass), shine=0.05, rough=0.05, alpha=0.12)))
    if wrap is not None:
        radius = max(r for r, y in outline if label_at[0] * height < y < label_at[1] * height) * 1.008
        shapes.append(wrapped(wrap, radius, label_at[0] * height, label_at[1] * height, span=span))
    neck = outline[-1][0] + 0.02
    lid = cap or metal("#c9a24b", 0.35)
    tall = 0.2 if kind != "oil" else 0.26
    shapes.append(
        revolve(
            [
                (neck, height - 0.1),
                (neck + 0.01, height - 0.02),
                (neck, height + tall - 0.12),
                (0.0, height + tall - 0.1),
            ],
            lid,
        )
    )
    return shapes


def carton(
    front: Image.Image, tone: str, *, size: Point = (1.2, 1.6, 0.5), side: Image.Image | None = None, turn: float = -24
) -> list[Surface]:
    """A folding box, one corner forward."""
    plain = satin(tone)
    faces = {"front": replace(plain, paint=covered(front))}
    if side is not None:
        faces["right"] = faces["left"] = replace(plain, paint=covered(side))
    return placed(block((0, size[1] / 2, 0), size, plain, corner=0.012, faces=faces, detail=1.3), (0, turn, 0))


def tin(
    wrap: Image.Image, tone: str, *, radius: float = 0.55, height: float = 1.4, lid: Material | None = None
) -> list[Surface]:
    """A round tin with a pressed lid, its label all the way over the front."""
    body = metal("#c8c4bb", 0.4)
    shapes = [revolve([(0.0, 0.0), (radius, 0.0), (radius, height)], satin(tone))]
    shapes.append(wrapped(wrap, radius * 1.004, 0.05 * height, 0.95 * height, span=136, shine=0.035))
    for y in (0.015, height):
        ring = [(radius * 1.01 * math.cos(k / 8), y, radius * 1.01 * math.sin(k / 8)) for k in range(51)]
        shapes.append(tube(ring, 0.022, body, closed=True))
    top = [
        (radius * 1.03, height - 0.02),
        (radius * 1.03, height + 0.12),
        (radius * 0.9, height + 0.15),
        (radius * 0.86, height + 0.12),
        (0.0, height + 0.12),
    ]
    shapes.append(revolve(top, lid or body))
    return shapes


def cork() -> Material:
    """Cork, or a turned wooden stopper."""
    return matt("#b88b5a")


def gold_lid() -> Material:
    """A lacquered gold lid."""
    return metal("#d2a64f", 0.3)


def black_lid() -> Material:
    """A black moulded lid."""
    return glossy("#1e1e20")

"""Printed labels: a band of pattern, an emblem, the words of the trade."""

import math
from collections.abc import Callable
from functools import cache

from PIL import Image, ImageDraw, ImageFont

from sample_drawing.noise import dice


@cache
def _font(size: int) -> ImageFont.FreeTypeFont:
    # Pillow carries this face itself, so that labels look the same on every machine
    face = ImageFont.load_default(size)
    assert isinstance(face, ImageFont.FreeTypeFont)
    return face


def write(
    pen: ImageDraw.ImageDraw,
    text: str,
    x: float,
    y: float,
    width: float,
    tall: int,
    colour: str,
    spread: float = 0.0,
    weight: int = 0,
) -> None:
    """Write text centred at x, its top at y, no wider than width; `spread` widens the gaps between letters."""
    size = tall
    while size > 8:
        lengths = [_font(size).getlength(letter) + spread * size for letter in text]
        if sum(lengths) <= width:
            break
        size -= 2
    left = x - (sum(lengths) - spread * size) / 2
    if not spread:
        pen.text((x, y), text, font=_font(size), fill=colour, anchor="ma", stroke_width=weight, stroke_fill=colour)
        return
    for letter, length in zip(text, lengths, strict=True):
        pen.text((left, y), letter, font=_font(size), fill=colour, stroke_width=weight, stroke_fill=colour)
        left += length


def emblem(pen: ImageDraw.ImageDraw, kind: str, x: float, y: float, r: float, colour: str, ground: str) -> None:
    """Draw one small figure: what is inside, at a glance. kind: a key of _FIGURES, else a flower."""
    _FIGURES.get(kind, _flower)(pen, x, y, r, colour, ground)


def _bean(pen: ImageDraw.ImageDraw, x: float, y: float, r: float, colour: str, ground: str) -> None:
    for dx, turn in ((-0.42, 0.5), (0.42, -0.5)):
        _blade(pen, x + dx * r, y, r * 0.95, math.pi / 2 + turn, 0.62, colour, ground)


def _leaf(pen: ImageDraw.ImageDraw, x: float, y: float, r: float, colour: str, ground: str) -> None:
    for turn, size in ((0.0, 1.0), (0.85, 0.8), (-0.85, 0.8)):
        cx, cy = x + math.sin(turn) * r * 0.45, y - math.cos(turn) * r * 0.25
        _blade(pen, cx, cy, r * size, -math.pi / 2 + turn, 0.42, colour, ground)
    pen.line([(x, y + r * 0.2), (x, y + r * 0.95)], fill=colour, width=max(2, int(r * 0.08)))


def _chili(pen: ImageDraw.ImageDraw, x: float, y: float, r: float, colour: str, _ground: str) -> None:
    for turn in (-0.5, 0.1):
        _blade(pen, x, y, r * 1.1, math.pi / 2 - 0.6 + turn, 0.26, colour, colour)
    pen.line([(x - r * 0.5, y - r * 0.9), (x - r * 0.1, y - r * 0.5)], fill=colour, width=max(2, int(r * 0.12)))


def _comb(pen: ImageDraw.ImageDraw, x: float, y: float, r: float, colour: str, _ground: str) -> None:
    for cx, cy in ((0, 0), (-0.75, -0.43), (0.75, -0.43), (0, 0.87), (-0.75, 0.43), (0.75, 0.43), (0, -0.87)):
        mx, my = x + cx * r * 0.72, y + cy * r * 0.72
        angles = [k * math.pi / 3 for k in range(6)]
        pen.polygon([(mx + r * 0.36 * math.sin(a), my + r * 0.36 * math.cos(a)) for a in angles], fill=colour)


def _fish(pen: ImageDraw.ImageDraw, x: float, y: float, r: float, colour: str, ground: str) -> None:
    pen.ellipse((x - r, y - r * 0.48, x + r * 0.55, y + r * 0.48), fill=colour)
    tail = [(x + r * 0.35, y), (x + r, y - r * 0.5), (x + r * 0.85, y), (x + r, y + r * 0.5)]
    pen.polygon(tail, fill=colour)
    pen.ellipse((x - r * 0.72, y - r * 0.16, x - r * 0.56, y), fill=ground)


def _sun(pen: ImageDraw.ImageDraw, x: float, y: float, r: float, colour: str, _ground: str) -> None:
    pen.ellipse((x - r * 0.45, y - r * 0.45, x + r * 0.45, y + r * 0.45), fill=colour)
    for k in range(12):
        c, s = math.cos(math.tau * k / 12), math.sin(math.tau * k / 12)
        ray = [(x + r * 0.58 * c, y + r * 0.58 * s), (x + r * c, y + r * s)]
        pen.line(ray, fill=colour, width=max(2, int(r * 0.1)))


def _drop(pen: ImageDraw.ImageDraw, x: float, y: float, r: float, colour: str, _ground: str) -> None:
    pen.polygon([(x, y - r), (x + r * 0.52, y + r * 0.1), (x - r * 0.52, y + r * 0.1)], fill=colour)
    pen.ellipse((x - r * 0.58, y - r * 0.25, x + r * 0.58, y + r * 0.91), fill=colour)


def _nut(pen: ImageDraw.ImageDraw, x: float, y: float, r: float, colour: str, ground: str) -> None:
    pen.ellipse((x - r * 0.62, y - r * 0.8, x + r * 0.62, y + r * 0.8), fill=colour)
    for k in (-0.3, 0.0, 0.3):
        box = (x - r * 0.62 + k * r, y - r * 0.8, x + r * 0.62 + k * r, y + r * 0.8)
        pen.arc(box, 60, 300, fill=ground, width=max(2, int(r * 0.06)))


def _flower(pen: ImageDraw.ImageDraw, x: float, y: float, r: float, colour: str, ground: str) -> None:
    for k in range(8):
        px, py = x + r * 0.58 * math.cos(math.tau * k / 8), y + r * 0.58 * math.sin(math.tau * k / 8)
        pen.ellipse((px - r * 0.34, py - r * 0.34, px + r * 0.34, py + r * 0.34), fill=colour)
    pen.ellipse((x - r * 0.36, y - r * 0.36, x + r * 0.36, y + r * 0.36), fill=ground)


_FIGURES: dict[str, Callable[[ImageDraw.ImageDraw, float, float, float, str, str], None]] = {
    "bean": _bean,
    "leaf": _leaf,
    "chili": _chili,
    "bee": _comb,
    "fish": _fish,
    "sun": _sun,
    "drop": _drop,
    "nut": _nut,
}


def _blade(
    pen: ImageDraw.ImageDraw, x: float, y: float, r: float, a: float, wide: float, colour: str, vein: str
) -> None:
    ca, sa = math.cos(a), math.sin(a)
    side = [(t / 10 * 2 - 1, wide * math.sin(math.pi * t / 10)) for t in range(11)]
    points = [(x + ca * t * r - sa * w * r, y + sa * t * r + ca * w * r) for t, w in side]
    points += [(x + ca * t * r + sa * w * r, y + sa * t * r - ca * w * r) for t, w in reversed(side)]
    pen.polygon(points, fill=colour)
    if vein != colour:
        curve = [
            (x + ca * t * r - sa * 0.1 * r * math.sin(t * 3), y + sa * t * r + ca * 0.1 * r * math.sin(t * 3))
            for t in (-0.85, -0.4, 0, 0.4, 0.85)
        ]
        pen.line(curve, fill=vein, width=max(2, int(r * 0.09)))


def band(pen: ImageDraw.ImageDraw, left: float, top: float, width: float, tall: float, colour: str, seed: int) -> None:
    """Draw a row of a simple woven figure."""
    kind = dice(seed).randrange(3)
    step = tall * (1.0, 0.9, 1.3)[kind]
    x = left
    while x < left + width:
        if kind == 0:
            pen.polygon(
                [(x, top + tall / 2), (x + step / 2, top), (x + step, top + tall / 2), (x + step / 2, top + tall)],
                fill=colour,
            )
        elif kind == 1:
            pen.polygon([(x, top + tall), (x + step / 2, top), (x + step, top + tall)], fill=colour)
        else:
            pen.arc((x, top, x + step, top + tall * 2), 180, 360, fill=colour, width=max(2, int(tall * 0.2)))
            pen.arc(
                (x + step * 0.25, top + tall * 0.45, x + step * 0.75, top + tall * 1.5),
                180,
                360,
                fill=colour,
                width=max(2, int(tall * 0.18)),
            )
        x += step


@cache
def label(
    title: str,
    kind: str,
    weight: str,
    *,
    brand: str,
    ground: str,
    ink: str,
    accent: str,
    figure: str = "flower",
    size: tuple[int, int] = (600, 800),
) -> Image.Image:
    """Return a label: brand above, emblem, title and kind in the middle, net content below."""
    width, height = size
    picture = Image.new("RGB", size, ground)
    pen = ImageDraw.Draw(picture)
    unit = min(width, height * 0.85)
    edge = int(unit * 0.05)
    pen.rectangle((edge, edge, width - edge, height - edge), outline=ink, width=max(2, int(unit * 0.008)))
    seed = sum(map(ord, title))
    band(pen, edge * 1.4, edge * 1.5, width - edge * 2.8, unit * 0.05, accent, seed)
    band(pen, edge * 1.4, height - edge * 1.5 - unit * 0.05, width - edge * 2.8, unit * 0.05, accent, seed)
    inner = width - edge * 4
    write(pen, brand.upper(), width / 2, height * 0.16, inner, int(unit * 0.07), ink, spread=0.18)
    emblem(pen, figure, width / 2, height * 0.38, min(unit * 0.17, height * 0.13), accent, ground)
    write(pen, title, width / 2, height * 0.56, inner, int(unit * 0.17), ink, weight=max(1, int(unit * 0.005)))
    write(pen, kind, width / 2, height * 0.56 + unit * 0.2, inner, int(unit * 0.075), ink)
    write(pen, weight, width / 2, height - edge * 2 - unit * 0.15, inner, int(unit * 0.07), ink, spread=0.06)
    return picture


@cache
def sticker(
    title: str, kind: str, *, ground: str, ink: str, accent: str, figure: str, size: tuple[int, int] = (700, 360)
) -> Image.Image:
    """Return a wide label for jars, bottles and boxes."""
    width, height = size
    picture = Image.new("RGB", size, ground)
    pen = ImageDraw.Draw(picture)
    pen.rectangle((10, 10, width - 10, height - 10), outline=ink, width=4)
    band(pen, 24, 24, width - 48, height * 0.09, accent, len(title))
    band(pen, 24, height - 24 - height * 0.09, width - 48, height * 0.09, accent, len(title))
    emblem(pen, figure, width / 2, height * 0.32, height * 0.13, accent, ground)
    write(pen, title, width / 2, height * 0.47, width * 0.86, int(height * 0.2), ink, weight=1)
    write(pen, kind, width / 2, height * 0.71, width * 0.8, int(height * 0.1), ink)
    return picture


@cache
def stamp(lines: tuple[str, ...]) -> Image.Image:
    """Return stencilled words, as on a sack."""
    picture = Image.new("RGB", (500, 420), "white")
    pen = ImageDraw.Draw(picture)
    for k, line in enumerate(lines):
        write(pen, line, 250, 30 + k * 120, 440, 100 if k == 0 else 70, "black", spread=0.08, weight=2)
    return picture

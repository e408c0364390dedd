"""Batik tiles: parang, kawung, truntum, ceplok, mega mendung, a floral of the north coast."""

import math
from functools import cache

from PIL import Image, ImageDraw

from sample_drawing.noise import dice, noise
from sample_drawing.tiles import Rgb, by_pixel, canvas, rgb

SOGA, CREAM, INDIGO, DEEP = "#8a5526", "#f0e2c4", "#24385e", "#2b1a10"


def _crackle(x: float, y: float) -> float:
    return 0.95 + 0.1 * noise(x * 14, y * 14, 21)


def _tinted(colour: Rgb, factor: float) -> Rgb:
    return (
        min(255, int(colour[0] * factor)),
        min(255, int(colour[1] * factor)),
        min(255, int(colour[2] * factor)),
    )


@cache
def parang(ground: str = CREAM, blade: str = SOGA, line: str = DEEP) -> Image.Image:
    """Rows of leaning blades between lines of lozenges."""
    field, figure, edge = rgb(ground), rgb(blade), rgb(line)

    def choose(x: float, y: float) -> Rgb:
        across = (x + y) * 2  # two stripes a tile
        along = (x - y) * 6
        row = math.floor(across)
        s = (across - row) * 2 - 1
        if abs(s) > 0.8:
            t = abs((along * 1.5) % 1 - 0.5) + abs((abs(s) - 0.9) * 3)
            return _tinted(field if t < 0.36 else edge, _crackle(x, y))
        bend = 0.42 * math.sin(s * math.pi * 0.62)
        f = (along + bend) % 1
        reach = 0.46 * math.sqrt(max(0.0, 1 - (s / 0.84) ** 2)) ** 0.7
        d = abs(f - 0.5)
        if d < reach - 0.16:
            return _tinted(figure, _crackle(x, y))
        if d < reach - 0.07:
            return _tinted(field, _crackle(x, y))
        if d < reach:
            return _tinted(edge, _crackle(x, y))
        eye = math.hypot((f if f < 0.5 else f - 1) * 1.0, s - 0.1)
        return _tinted(edge if eye < 0.1 else field, _crackle(x, y))

    return by_pixel(360, choose)


@cache
def kawung(ground: str = DEEP, petal: str = CREAM, heart: str = SOGA) -> Image.Image:
    """Four palm fruits about each crossing."""
    field, leaf, core = rgb(ground), rgb(petal), rgb(heart)

    def choose(x: float, y: float) -> Rgb:
        u, v = (x * 3) % 1 - 0.5, (y * 3) % 1 - 0.5
        best = 9.0
        inner = 9.0
        for cx, cy, turn in ((0.25, 0.25, 1), (-0.25, -0.25, 1), (0.25, -0.25, -1), (-0.25, 0.25, -1)):
            a, b = u - cx, v - cy
            p, q = (a + turn * b) * 0.7071, (a - turn * b) * 0.7071
            best = min(best, (p / 0.31) ** 2 + (q / 0.185) ** 2)
            inner = min(inner, math.hypot(abs(p) - 0.09, q) / 0.035)
        if inner < 1:
            return field
        if best < 0.34:
            return _tinted(core, _crackle(x, y))
        if best < 0.82:
            return _tinted(leaf, _crackle(x, y))
        if math.hypot(u, v) < 0.045 or math.hypot(abs(u) - 0.5, abs(v) - 0.5) < 0.06:
            return leaf
        return _tinted(field, _crackle(x, y))

    return by_pixel(330, choose)


@cache
def truntum(ground: str = "#1b2440", star: str = CREAM, heart: str = "#c58a3d") -> Image.Image:
    """A sky of small blossoms."""
    size = 720
    picture, pen = canvas(size, size, ground)
    step = size // 4
    for i in range(-1, 5):
        for j in range(-1, 5):
            for cx, cy, r, petals in (
                (i * step, j * step, 50, 8),
                (i * step + step // 2, j * step + step // 2, 34, 6),
            ):
                for k in range(petals):
                    a = math.tau * k / petals
                    x, y = cx + r * math.cos(a) * 0.66, cy + r * math.sin(a) * 0.66
                    pen.polygon(_leaf(cx, cy, x * 1.5 - cx * 0.5, y * 1.5 - cy * 0.5, r * 0.2), fill=star)
                pen.ellipse((cx - r * 0.26, cy - r * 0.26, cx + r * 0.26, cy + r * 0.26), fill=heart)
            for k in range(4):
                a = math.tau * (k + 0.5) / 4
                x, y = i * step + step * 0.31 * math.cos(a), j * step + step * 0.31 * math.sin(a)
                pen.ellipse((x - 6, y - 6, x + 6, y + 6), fill=star)
    return picture.resize((360, 360), Image.Resampling.LANCZOS)


def _leaf(x0: float, y0: float, x1: float, y1: float, width: float) -> list[tuple[float, float]]:
    dx, dy = x1 - x0, y1 - y0
    length = math.hypot(dx, dy) or 1.0
    nx, ny = -dy / length * width, dx / length * width
    half = [(t / 8, math.sin(math.pi * t / 8)) for t in range(9)]
    return [(x0 + dx * t + nx * w, y0 + dy * t + ny * w) for t, w in half] + [
        (x0 + dx * t - nx * w, y0 + dy * t - ny * w) for t, w in reversed(half)
    ]


@cache
def ceplok(ground: str = "#5b2a1b", line: str = CREAM, heart: str = "#d09a4a") -> Image.Image:
    """Rosettes in squares set on edge."""
    field, edge, core = rgb(ground), rgb(line), rgb(heart)

    def choose(x: float, y: float) -> Rgb:
        u, v = (x * 3) % 1 - 0.5, (y * 3) % 1 - 0.5
        r, a = math.hypot(u, v), math.atan2(v, u)
        petal = 0.2 + 0.13 * abs(math.cos(2 * a)) ** 1.4
        if r < 0.06:
            return edge
        if r < petal * 0.62:
            return _tinted(core, _crackle(x, y))
        if r < petal * 0.8:
            return field
        if r < petal:
            return edge
        corner = math.hypot(abs(u) - 0.5, abs(v) - 0.5)
        star = 0.12 + 0.06 * abs(math.cos(2 * math.atan2(abs(v) - 0.5, abs(u) - 0.5)))
        if corner < star * 0.55:
            return core
        if corner < star:
            return edge
        rim = abs(abs(u) + abs(v) - 0.5)
        if rim < 0.02:
            return edge
        return _tinted(field, _crackle(x, y))

    return by_pixel(360, choose)


@cache
def mega_mendung(ground: str = "#8f1d2c", cloud: str = "#1d3f8a") -> Image.Image:
    """Banked rain clouds of Cirebon, in rings from pale to deep."""
    size = 900
    picture = Image.new("RGB", (size, size), ground)
    base = rgb(cloud)
    rings: list[Rgb] = [(238, 240, 246)]
    rings += [(_between(base[0], t), _between(base[1], t), _between(base[2], t)) for t in (0.75, 0.5, 0.27, 0.0)]
    for row in range(-1, 5):
        for cx in (225, 675) if row % 2 else (0, 450, 900):
            _cloud(picture, cx, row * 225 + 60, rings)
    return picture.resize((450, 450), Image.Resampling.LANCZOS)


def _between(part: int, share: float) -> int:
    return int(part + (236 - part) * share)


def _cloud(picture: Image.Image, cx: float, cy: float, rings: list[Rgb]) -> None:
    """One bank: rounded heads above, drawn out below into two pointed tails."""
    for level, colour in enumerate(rings):
        k = 1 - level * 0.17
        mask = Image.new("L", picture.size, 0)
        pen = ImageDraw.Draw(mask)
        for dx, dy, r in ((0, -46, 74), (-84, -8, 56), (86, -6, 58), (-150, 26, 36), (152, 28, 36), (0, 20, 66)):
            x, y = cx + dx * k, cy + 30 + (dy - 30) * k
            pen.ellipse((x - r * k * 1.2, y - r * k, x + r * k * 1.2, y + r * k), fill=255)
        tails = ((-190, 40), (0, 4), (190, 40), (228, 64), (60, 84), (0, 112), (-60, 84), (-228, 64))
        pen.polygon([(cx + x * k, cy + 30 + (y - 30) * k) for x, y in tails], fill=255)
        picture.paste(colour, (0, 0), mask)


@cache
def pesisir(ground: str = "#f2e6cd", leaf: str = "#2f5d50", flower: str = "#b8332e", seed: int = 4) -> Image.Image:
    """Buketan: sprays of flowers and leaves, as on the north coast and on Madura."""
    size = 800
    picture, pen = canvas(size, size, ground)
    random = dice(seed)
    for _ in range(260):
        x, y = random.random() * size, random.random() * size
        pen.ellipse((x - 3, y - 3, x + 3, y + 3), fill=flower if random.random() < 0.5 else leaf)
    for bx, by in ((200, 200), (600, 200), (400, 600), (0, 600), (800, 600)):
        for shift in (-size, 0, size):
            _spray(pen, bx, by + shift, leaf, flower, ground)
    return picture.resize((400, 400), Image.Resampling.LANCZOS)


def _spray(pen: ImageDraw.ImageDraw, x: float, y: float, leaf: str, flower: str, ground: str) -> None:
    for k in range(7):
        a = math.radians(-160 + k * 47)
        ex, ey = x + 175 * math.cos(a), y + 175 * math.sin(a)
        pen.line([(x, y), (ex, ey)], fill=leaf, width=7)
        for t in (0.45, 0.65, 0.85):
            px, py = x + (ex - x) * t, y + (ey - y) * t
            for turn in (-0.9, 0.9):
                pen.polygon(_leaf(px, py, px + 62 * math.cos(a + turn), py + 62 * math.sin(a + turn), 15), fill=leaf)
        _bloom(pen, ex, ey, 40 if k % 2 else 30, flower, ground)
    _bloom(pen, x, y, 74, flower, ground)


def _bloom(pen: ImageDraw.ImageDraw, x: float, y: float, r: float, flower: str, ground: str) -> None:
    for k in range(8):
        a = math.tau * k / 8
        px, py = x + r * 0.6 * math.cos(a), y + r * 0.6 * math.sin(a)
        pen.ellipse((px - r * 0.38, py - r * 0.38, px + r * 0.38, py + r * 0.38), fill=flower)
    pen.ellipse((x - r * 0.5, y - r * 0.5, x + r * 0.5, y + r * 0.5), fill=ground)
    pen.ellipse((x - r * 0.34, y - r * 0.34, x + r * 0.34, y + r * 0.34), fill="#d9a441")

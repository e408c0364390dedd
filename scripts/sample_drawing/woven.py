"""Woven and dyed cloth: ikat, songket, ulos, lurik, sasirangan, ecoprint, embroidery."""

import math
from functools import cache

from PIL import Image, ImageChops, ImageDraw, ImageFilter

from sample_drawing.noise import dice, noise
from sample_drawing.tiles import Rgb, by_pixel, canvas, rgb

_HORSE = (
    "..........##....",
    ".........####...",
    "........##.###..",
    "#......###..##..",
    "##....####......",
    ".############...",
    "..##########....",
    "..##########....",
    "..##.##..##.#...",
    "..#...#..#..#...",
    ".##..##.##.##...",
    ".#...#..#..#....",
)
_BIRD = (
    "......##........",
    ".....####.......",
    "....##.#........",
    "....##......##..",
    "....###...####..",
    "....##########..",
    ".....########...",
    "......######....",
    "........##......",
    "........##......",
    ".......####.....",
    "................",
)


def _stamp(
    pen: ImageDraw.ImageDraw, figure: tuple[str, ...], x: int, y: int, cell: int, colour: str, flip: bool
) -> None:
    for j, row in enumerate(figure):
        for i, mark in enumerate(row[::-1] if flip else row):
            if mark == "#":
                pen.rectangle(
                    (x + i * cell, y + j * cell, x + i * cell + cell - 1, y + j * cell + cell - 1),
                    fill=colour,
                )


def _feathered(picture: Image.Image, reach: int, seed: int) -> Image.Image:
    """Shift each thread a little, as dye creeps along tied warps."""
    out = Image.new("RGB", picture.size)
    random = dice(seed)
    for x in range(0, picture.width, 2):
        strip = picture.crop((x, 0, x + 2, picture.height))
        out.paste(ImageChops.offset(strip, 0, random.randint(-reach, reach)), (x, 0))
    return out


@cache
def ikat(ground: str = "#20304f", figure: str = "#efe0c0", accent: str = "#a5432b") -> Image.Image:
    """Warp ikat of East Sumba: bands of horses and birds between stripes."""
    width, height = 512, 896
    picture, pen = canvas(width, height, ground)
    y = 0
    for band, (tall, colour) in enumerate(
        (
            (26, accent),
            (8, figure),
            (190, ground),
            (8, figure),
            (60, accent),
            (8, figure),
            (190, ground),
            (8, figure),
            (26, accent),
            (8, figure),
            (60, ground),
            (8, figure),
            (180, accent),
            (8, figure),
            (26, ground),
        )
    ):
        pen.rectangle((0, y, width, y + tall), fill=colour)
        if tall > 150:
            for k in range(2):
                _stamp(
                    pen,
                    _HORSE if band != 6 else _BIRD,
                    16 + k * 256,
                    y + (tall - 156) // 2,
                    13,
                    figure,
                    k == 1,
                )
                _stamp(pen, _BIRD, 210 + k * 256, y + 60, 4, accent if colour == ground else ground, False)
        elif tall > 50:
            for x in range(0, width, 64):
                pen.polygon(
                    [(x, y + tall / 2), (x + 32, y + 8), (x + 64, y + tall / 2), (x + 32, y + tall - 8)],
                    fill=figure,
                )
                pen.polygon(
                    [
                        (x + 16, y + tall / 2),
                        (x + 32, y + 20),
                        (x + 48, y + tall / 2),
                        (x + 32, y + tall - 20),
                    ],
                    fill=ground,
                )
        y += tall
    picture = picture.crop((0, 0, width, min(height, y)))
    return _feathered(picture, 5, 8).filter(ImageFilter.GaussianBlur(0.8))


@cache
def ikat_flores(ground: str = "#33211c", figure: str = "#c9974f", accent: str = "#7d2f22") -> Image.Image:
    """Narrow dark bands of hooks and lozenges."""
    width, height = 480, 480
    picture, pen = canvas(width, height, ground)
    for y in range(0, height, 120):
        pen.rectangle((0, y, width, y + 14), fill=accent)
        pen.rectangle((0, y + 18, width, y + 22), fill=figure)
        for x in range(0, width, 60):
            for r, colour in ((30, figure), (22, ground), (13, accent), (6, figure)):
                cx, cy = x + 30, y + 70
                pen.polygon([(cx - r, cy), (cx, cy - r * 1.2), (cx + r, cy), (cx, cy + r * 1.2)], fill=colour)
    return _feathered(picture, 4, 3).filter(ImageFilter.GaussianBlur(0.7))


@cache
def songket(ground: str = "#7a1426", gold: str = "#e3b54b") -> Image.Image:
    """Gold supplementary weft: stars in a lattice, with the glitter of metal thread."""
    field, thread = rgb(ground), rgb(gold)

    def choose(x: float, y: float) -> Rgb:
        i, j = int(x * 96), int(y * 96)
        u, v = (i % 32) - 15.5, (j % 32) - 15.5
        a, b = abs(u), abs(v)
        lattice = 14 <= a + b <= 16
        star = (a + b < 9 and (a < 2.6 or b < 2.6 or abs(a - b) < 1.6)) or a + b < 3
        corner = a + b > 26 and (int(a + b) % 2 == 0)
        dots = 19.5 < a + b < 21.5 and i % 3 == 0
        if lattice or star or corner or dots:
            shine = 0.72 + 0.42 * noise(i * 0.7, j * 2.1, 31) + (0.1 if j % 2 else -0.08)
            return (
                min(255, int(thread[0] * shine)),
                min(255, int(thread[1] * shine)),
                min(255, int(thread[2] * shine)),
            )
        tone = 0.86 + 0.2 * ((i + j) % 2)
        return int(field[0] * tone), int(field[1] * tone), int(field[2] * tone)

    return by_pixel(480, choose, over=1)


@cache
def ulos(ground: str = "#4a1218", edge: str = "#16131a") -> Image.Image:
    """Ulos ragi hotang: dark sides, wine-red field with fine ikat arrows, worked ends."""
    width, height = 700, 1000
    picture, pen = canvas(width, height, edge)
    pen.rectangle((90, 0, width - 90, height), fill=ground)
    for x in (90, 100, width - 96, width - 106):
        pen.rectangle((x, 0, x + 4, height), fill="#e8d9bd")
    for x in range(128, width - 128, 26):
        for y in range(0, height, 22):
            pen.line([(x, y), (x + 6, y + 10), (x + 12, y)], fill="#d8c4a4", width=2)
    for top in (40, height - 200):
        pen.rectangle((90, top, width - 90, top + 160), fill="#efe6d6")
        for row in range(5):
            for x in range(100, width - 100, 32):
                y = top + 8 + row * 30
                colour = ("#a3262e", "#1a1a20", "#c9962f")[row % 3]
                pen.polygon([(x, y + 12), (x + 14, y), (x + 28, y + 12), (x + 14, y + 24)], fill=colour)
    return _feathered(picture, 2, 5)


@cache
def lurik(
    seed: int = 2, palette: tuple[str, ...] = ("#4b2f22", "#c9a46a", "#23304f", "#e9dcc3", "#8a3b2b")
) -> Image.Image:
    """Narrow stripes of the Javanese heartland, lengthwise."""
    picture, pen = canvas(480, 96, palette[0])
    random = dice(seed)
    x = 0
    while x < 480:
        wide = random.choice((2, 2, 3, 4, 6, 10, 16, 22))
        pen.rectangle((x, 0, x + wide, 96), fill=random.choice(palette))
        x += wide
    for y in range(0, 96, 2):
        pen.line([(0, y), (480, y)], fill=palette[0], width=1) if y % 6 == 0 else None
    return Image.blend(picture, picture.filter(ImageFilter.GaussianBlur(1)), 0.5)


@cache
def sasirangan(ground: str = "#7b1f57", pale: str = "#f4d9c8", accent: str = "#e2a33b") -> Image.Image:
    """Stitched resist of Banjarmasin: wavering uprights with blurred dots along them."""
    field, light, third = rgb(ground), rgb(pale), rgb(accent)

    def blend(one: Rgb, other: Rgb, share: float) -> Rgb:
        return tuple(int(a + (b - a) * share) for a, b in zip(one, other, strict=True))  # type: ignore[return-value]

    def choose(x: float, y: float) -> Rgb:
        wave = 0.16 * math.sin(y * math.tau * 2) + 0.03 * (noise(x * 7, y * 9, 3) - 0.5)
        f = (x * 4 + wave) % 1
        line = max(0.0, 1 - abs(f - 0.5) / 0.07)
        beads = max(0.0, 1 - math.hypot(f - 0.5, ((y * 16) % 1 - 0.5) * 0.28) / 0.13)
        second = max(0.0, 1 - abs(((x * 4 - wave) % 1) - 0.02) / 0.06)
        colour = blend(field, (int(field[0] * 0.6), int(field[1] * 0.6), int(field[2] * 0.7)), noise(x * 5, y * 5, 9))
        colour = blend(colour, third, second * 0.9)
        return blend(colour, light, min(1.0, line * 0.8 + beads))

    return by_pixel(420, choose, over=1).filter(ImageFilter.GaussianBlur(0.8))


@cache
def ecoprint(ground: str = "#eadfc8", seed: int = 6) -> Image.Image:
    """Leaves steamed onto silk: teak, fern, yellow cosmos; tannin tones with bleeding edges."""
    size = 900
    picture = Image.new("RGB", (size, size), ground)
    random = dice(seed)
    tones = ("#7a4b32", "#6d6a35", "#93562f", "#54603f", "#8d3f3a", "#b08139")
    for _ in range(34):
        x, y, a = random.random() * size, random.random() * size, random.random() * math.tau
        length, tone = random.uniform(120, 260), random.choice(tones)
        for sx in (-size, 0, size):
            for sy in (-size, 0, size):
                if -300 < x + sx < size + 300 and -300 < y + sy < size + 300:
                    _printed_leaf(picture, x + sx, y + sy, a, length, tone)
    blurred = picture.filter(ImageFilter.GaussianBlur(2.2))
    return blurred.resize((450, 450), Image.Resampling.LANCZOS)


def _printed_leaf(picture: Image.Image, x: float, y: float, a: float, length: float, tone: str) -> None:
    mask = Image.new("L", picture.size, 0)
    pen = ImageDraw.Draw(mask)
    ca, sa = math.cos(a), math.sin(a)

    def at(t: float, w: float) -> tuple[float, float]:
        return x + ca * t * length - sa * w * length, y + sa * t * length + ca * w * length

    side = [(t / 12, 0.27 * math.sin(math.pi * (t / 12) ** 0.8)) for t in range(13)]
    pen.polygon([at(t, w) for t, w in side] + [at(t, -w) for t, w in reversed(side)], fill=150)
    for k in range(1, 9):
        t = k / 10
        w = 0.25 * math.sin(math.pi * (t + 0.1) ** 0.8)
        for sign in (-1, 1):
            pen.line([at(t, 0), at(t + 0.12, sign * w)], fill=235, width=3)
    pen.line([at(-0.15, 0), at(1, 0)], fill=255, width=5)
    picture.paste(tone, (0, 0), mask.filter(ImageFilter.GaussianBlur(2)))


@cache
def tapis(ground: str = "#2a1714", gold: str = "#d7a64a") -> Image.Image:
    """Tapis of Lampung: gold couching in key and boat bands over dark stripes."""
    picture, pen = canvas(480, 640, ground)
    for n, y in enumerate(range(0, 640, 64)):
        pen.rectangle((0, y, 480, y + 8), fill="#7c2a22")
        if n % 2:
            for x in range(0, 480, 40):
                pen.polygon([(x + 4, y + 52), (x + 20, y + 16), (x + 36, y + 52)], fill=gold)
                pen.polygon([(x + 14, y + 48), (x + 20, y + 32), (x + 26, y + 48)], fill=ground)
        else:
            for x in range(0, 480, 60):
                pen.line(
                    [
                        (x + 6, y + 50),
                        (x + 6, y + 20),
                        (x + 46, y + 20),
                        (x + 46, y + 42),
                        (x + 22, y + 42),
                        (x + 22, y + 32),
                    ],
                    fill=gold,
                    width=6,
                )
    return picture

"""What things stand on: paper in the house's tones, a teak table, linen, stone, a limewashed wall."""

from functools import cache

from PIL import Image

from sample_drawing.noise import clouds, noise, speckle
from sample_drawing.studio import Backdrop
from sample_drawing.tiles import Rgb, by_pixel, rgb

LINEN = Backdrop("#ece5da", "#e2d9cb")
OAT = Backdrop("#e3d6c1", "#d8c8af")
CHALK = Backdrop("#f1eeea", "#e8e4de")
SAGE = Backdrop("#cfd5c4", "#bfc7b2")
MIST = Backdrop("#d5dbdf", "#c5cdd3")
BLUSH = Backdrop("#ecd7cb", "#e2c8b9")
HONEY = Backdrop("#ecd3a0", "#e4c486")
SLATE = Backdrop("#565b62", "#474c53")
FOREST = Backdrop("#49584a", "#3d4b3f")
COCOA = Backdrop("#5d463a", "#4d392f")
PLUM = Backdrop("#6a4450", "#5a3843")


@cache
def _planks(light: str, dark: str, seed: int) -> Image.Image:
    pale, deep = rgb(light), rgb(dark)

    def choose(x: float, y: float) -> Rgb:
        row = int(y * 5)
        within = y * 5 - row
        shift = speckle(row, 7, seed)
        warp = noise(x * 4 + row * 9, within * 3, seed + row) * 2.4
        ring = abs(((within * 3.2 + warp) % 1) - 0.5) * 2
        fibre = noise(x * 9 + row * 31, within * 70, seed + 1)
        share = 0.3 * ring * ring + 0.3 * fibre + 0.26 * shift
        if within < 0.018 or (abs(x - 0.1 - 0.8 * shift) < 0.0016):
            share = 1.5
        return tuple(max(0, int(p + (q - p) * share)) for p, q in zip(pale, deep, strict=True))  # type: ignore[return-value]

    return by_pixel(900, choose, over=1)


@cache
def _weave(light: str, dark: str) -> Image.Image:
    pale, deep = rgb(light), rgb(dark)

    def choose(x: float, y: float) -> Rgb:
        i, j = int(x * 220), int(y * 220)
        thick = noise(i * 0.9, y * 18, 41) if (i + j) % 2 else noise(x * 18, j * 0.9, 43)
        share = 0.16 + 0.5 * thick + (0.14 if (i + j) % 2 else 0)
        return tuple(int(p + (q - p) * share) for p, q in zip(pale, deep, strict=True))  # type: ignore[return-value]

    return by_pixel(880, choose, over=1)


@cache
def _plaster(light: str, dark: str, seed: int) -> Image.Image:
    pale, deep = rgb(light), rgb(dark)

    def choose(x: float, y: float) -> Rgb:
        share = 0.25 + clouds(x * 8, y * 8, seed) * 0.4 + 0.14 * noise(x * 90, y * 90, seed + 4)
        return tuple(int(p + (q - p) * share) for p, q in zip(pale, deep, strict=True))  # type: ignore[return-value]

    # eight noise bumps repeat after 256, so the tile's edges are hidden by mirroring
    quarter = by_pixel(400, choose, over=1)
    whole = Image.new("RGB", (800, 800))
    for x, across in ((0, quarter), (400, quarter.transpose(Image.Transpose.FLIP_LEFT_RIGHT))):
        whole.paste(across, (x, 0))
        whole.paste(across.transpose(Image.Transpose.FLIP_TOP_BOTTOM), (x, 400))
    return whole


def teak() -> Backdrop:
    """A warm table before a pale wall."""
    return Backdrop("#b98a5c", "#e4dccf", _planks("#c99a68", "#80532f", 3), 5.0)


def dark_table() -> Backdrop:
    """A dark table in a dim room."""
    return Backdrop("#5c4636", "#4a4240", _planks("#6e523d", "#33241a", 5), 5.0)


def whitewashed() -> Backdrop:
    """Pale boards."""
    return Backdrop("#e2dbd0", "#ece7df", _planks("#ece5d9", "#c2b6a4", 8), 4.0)


def linen_cloth() -> Backdrop:
    """Undyed linen."""
    return Backdrop("#ddd2bf", "#ebe4d8", _weave("#e9e0d0", "#b9a98f"), 2.4)


def dark_linen() -> Backdrop:
    """Indigo linen."""
    return Backdrop("#37445c", "#3c485e", _weave("#43516b", "#202a3d"), 2.4)


def stone() -> Backdrop:
    """Pale stone."""
    return Backdrop("#cfcac2", "#e3dfd8", _plaster("#dedad3", "#a9a299", 2), 4.0)


def wall(tone: str = "#e6ddd0", shade: str = "#cdbfac") -> Backdrop:
    """Limewash, for things that hang: photographed straight on."""
    return Backdrop(tone, tone, _plaster(tone, shade, 12), 6.0)

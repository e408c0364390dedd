"""Pictures of patterns, and how a surface is covered with them."""

import math
from collections.abc import Callable

from PIL import Image, ImageDraw

from sample_drawing.colour import LINEAR, Colour, Paint
from sample_drawing.noise import noise, speckle

Rgb = tuple[int, int, int]


def rgb(code: str) -> Rgb:
    """Return bytes for "#rrggbb"."""
    return int(code[1:3], 16), int(code[3:5], 16), int(code[5:7], 16)


def by_pixel(size: int | tuple[int, int], choose: Callable[[float, float], Rgb], over: int = 2) -> Image.Image:
    """Return a tile whose colour is chosen at (x, y) in 0 to 1, drawn oversized and scaled down."""
    width, height = (size, size) if isinstance(size, int) else size
    wide, high = width * over, height * over
    picture = Image.new("RGB", (wide, high))
    picture.putdata([choose((i + 0.5) / wide, (j + 0.5) / high) for j in range(high) for i in range(wide)])
    return picture.resize((width, height), Image.Resampling.BOX)


def canvas(width: int, height: int, colour: str) -> tuple[Image.Image, ImageDraw.ImageDraw]:
    """Return an empty picture and its pen."""
    picture = Image.new("RGB", (width, height), colour)
    return picture, ImageDraw.Draw(picture)


def covered(picture: Image.Image, across: float = 1.0, along: float = 1.0, *, offset: float = 0.0) -> Paint:
    """Return a paint that repeats a picture over a surface (top of the picture at v = 1), smoothed between its
    pixels.
    """
    width, height = picture.size
    wide, tall = across * width, along * height
    shift = offset * width
    flat = picture.convert("RGB").tobytes()
    line = width * 3

    def paint(u: float, v: float) -> Colour:
        x, y = u * wide + shift, (1 - v) * tall
        i, j = math.floor(x), math.floor(y)
        fx, fy = x - i, y - j
        left, right = i % width * 3, (i + 1) % width * 3
        top, below = j % height * line, (j + 1) % height * line
        a, b, c, d = top + left, top + right, below + left, below + right
        wa, wb, wc, wd = (1 - fx) * (1 - fy), fx * (1 - fy), (1 - fx) * fy, fx * fy
        return (
            LINEAR[flat[a]] * wa + LINEAR[flat[b]] * wb + LINEAR[flat[c]] * wc + LINEAR[flat[d]] * wd,
            LINEAR[flat[a + 1]] * wa + LINEAR[flat[b + 1]] * wb + LINEAR[flat[c + 1]] * wc + LINEAR[flat[d + 1]] * wd,
            LINEAR[flat[a + 2]] * wa + LINEAR[flat[b + 2]] * wb + LINEAR[flat[c + 2]] * wc + LINEAR[flat[d + 2]] * wd,
        )

    return paint


def printed(picture: Image.Image, ground: Colour, box: tuple[float, float, float, float]) -> Paint:
    """Return a paint that puts a picture once, into the box (left, bottom, right, top) of the surface."""
    left, bottom, right, top = box
    inner = covered(picture)

    def paint(u: float, v: float) -> Colour:
        if left <= u < right and bottom <= v < top:
            return inner((u - left) / (right - left), (v - bottom) / (top - bottom))
        return ground

    return paint


def grain(light: Colour, dark: Colour, *, rings: float = 9.0, length: float = 1.3, seed: int = 3) -> Paint:
    """Wood cut along the grain, which runs along v."""

    def paint(u: float, v: float) -> Colour:
        warp = noise(u * 3, v * length, seed) * 2.2 + noise(u * 9, v * length * 1.5, seed + 1) * 0.5
        ring = 0.5 + 0.5 * math.sin((u * rings + warp * 1.6) * math.tau * 0.5)
        fibre = noise(u * 130, v * 5, seed + 2)
        share = min(1.0, 0.62 * ring * ring + 0.34 * fibre)
        rest = 1 - share
        return (
            light[0] * rest + dark[0] * share,
            light[1] * rest + dark[1] * share,
            light[2] * rest + dark[2] * share,
        )

    return paint


def crosswise(paint: Paint) -> Paint:
    """Return the paint turned by a quarter, so that its grain runs along u."""
    return lambda u, v: paint(v, u)


def mottled(one: Colour, other: Colour, scale: float = 6.0, seed: int = 5, fine: float = 0.25) -> Paint:
    """Two colours in soft clouds with a fine speckle: clay, stone, felt, bark."""

    def paint(u: float, v: float) -> Colour:
        share = noise(u * scale, v * scale, seed) * 0.7 + noise(u * scale * 3.1, v * scale * 3.1, seed + 1) * 0.3
        share = min(1.0, max(0.0, (share - 0.5) * 1.7 + 0.5))
        share = share * (1 - fine) + fine * speckle(int(u * 400), int(v * 400), seed)
        rest = 1 - share
        return (
            one[0] * rest + other[0] * share,
            one[1] * rest + other[1] * share,
            one[2] * rest + other[2] * share,
        )

    return paint

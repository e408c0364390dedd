"""Turns lit surfaces into small coloured facets, far ones first, and paints them."""

import itertools
import math
from collections.abc import Callable, Sequence
from dataclasses import dataclass

from PIL import Image, ImageDraw

from sample_drawing.camera import Camera
from sample_drawing.colour import BYTES, Colour, Material
from sample_drawing.lights import KEY_SHARE, ROOM_SHARE, Patch, Rig
from sample_drawing.solids import Grid, Point, Surface

Facet = tuple[float, list[float], tuple[int, ...]]
Shade = Callable[[Colour, float, float, float, float, float, float, float, float], Colour]


@dataclass(frozen=True, slots=True)
class Surroundings:
    """What a shiny thing mirrors and a pale thing is tinted by."""

    floor: Colour
    wall: Colour
    rig: Rig


def size_on_screen(surface: Surface, camera: Camera) -> tuple[float, float]:
    """Return the longest row and the longest column of a surface in pixels."""
    probe = surface.grid(16, 16)
    seen = [[camera.project(point) for point in row] for row in probe]
    across = max(sum(math.dist(a[:2], b[:2]) for a, b in itertools.pairwise(row)) for row in seen)
    along = max(
        sum(math.dist(seen[j][i][:2], seen[j + 1][i][:2]) for j in range(len(seen) - 1)) for i in range(len(seen[0]))
    )
    return across, along


def _mirror(
    direction: Point, axes: tuple[Point, Point, Point], around: Surroundings, rough: float, tent: float
) -> Colour:
    """Return what is seen in a direction: room, floor, softbox, strip light. `tent` brightens the room, as a white
    tent round jewellery does.
    """
    x, y, z = direction
    axis, side, other = axes
    edge = 0.05 + 0.55 * rough
    if y > 0:
        base = around.wall
        level = 0.34 + 0.3 * y
        colour = (base[0] * level + tent, base[1] * level + tent, base[2] * level + tent)
    else:
        level = 0.42 * (1 + 0.5 * y)
        colour = (around.floor[0] * level, around.floor[1] * level, around.floor[2] * level)
    # a dark band low on the horizon gives metal and glaze their contrast
    band = max(0.0, 1 - abs(y - 0.08) / (0.2 + 0.4 * rough)) * (1 - 0.6 * rough) * 0.55
    light = 0.0
    ahead = x * axis[0] + y * axis[1] + z * axis[2]
    if ahead > 0.05:
        a = abs((x * side[0] + y * side[1] + z * side[2]) / ahead)
        b = abs((x * other[0] + y * other[1] + z * other[2]) / ahead)
        # a box with round corners
        a, b = max(0.0, a - 0.24), max(0.0, b - 0.38)
        s = min(1.0, max(0.0, (0.18 + edge / 2 - math.sqrt(a * a + b * b)) / edge))
        light = 5.2 * s * (1 - 0.62 * rough)
    strip = x * 0.93 + y * 0.25 + z * 0.26
    light += 1.5 * min(1.0, max(0.0, (strip - 0.9 + 0.1 * rough) / (0.03 + 0.2 * rough))) * (1 - 0.5 * rough)
    return (
        colour[0] * (1 - band) + light,
        colour[1] * (1 - band) + light * 0.97,
        colour[2] * (1 - band) + light * 0.92,
    )


def facets(
    surface: Surface, lit: Patch, camera: Camera, around: Surroundings, fineness: float, pixels: int
) -> list[Facet]:
    """Return the facets of a surface as (depth, outline, bytes). `fineness` is the aimed-at facet size in pixels."""
    across, along = size_on_screen(surface, camera)
    step = fineness / surface.detail
    nu = min(520, max(8, math.ceil(across / step)))
    nv = min(520, max(6, math.ceil(along / step)))
    grid = surface.grid(nu, nv)
    return _shaded(grid, surface, lit, camera, around, pixels)


def _shaded(grid: Grid, surface: Surface, lit: Patch, camera: Camera, around: Surroundings, pixels: int) -> list[Facet]:
    material = surface.material
    project = camera.project
    screen = [[project(point) for point in row] for row in grid]
    ex, ey, ez = camera.eye
    nv, nu = len(grid) - 1, len(grid[0]) - 1
    cv, cu = len(lit.points) - 1, len(lit.points[0]) - 1
    columns = [(min(cu - 1, int(u * cu / nu)), u * cu / nu - min(cu - 1, int(u * cu / nu))) for u in range(nu)]
    shade = _shader(material, around)
    paint, keep, lift = material.paint, surface.keep, surface.lift
    flat = material.colour
    alpha = round(255 * material.alpha)
    out: list[Facet] = []
    sqrt = math.sqrt
    for j in range(nv):
        low, high, slow, shigh = grid[j], grid[j + 1], screen[j], screen[j + 1]
        y = j * cv / nv
        cj = min(cv - 1, int(y))
        fy = y - cj
        key0, key1, room0, room1 = lit.key[cj], lit.key[cj + 1], lit.room[cj], lit.room[cj + 1]
        v = (j + 0.5) / nv
        for i in range(nu):
            p, q, r, s = slow[i], slow[i + 1], shigh[i + 1], shigh[i]
            if (p[0] < 0 and r[0] < 0) or (p[1] < 0 and r[1] < 0):
                continue
            if (p[0] > pixels and r[0] > pixels) or (p[1] > pixels and r[1] > pixels):
                continue
            u = (i + 0.5) / nu
            if keep is not None and not keep(u, v):
                continue
            a, b, c, d = low[i], low[i + 1], high[i + 1], high[i]
            x1, y1, z1 = c[0] - a[0], c[1] - a[1], c[2] - a[2]
            x2, y2, z2 = d[0] - b[0], d[1] - b[1], d[2] - b[2]
            nx, ny, nz = y1 * z2 - z1 * y2, z1 * x2 - x1 * z2, x1 * y2 - y1 * x2
            size = sqrt(nx * nx + ny * ny + nz * nz)
            if size == 0.0:
                continue
            vx, vy, vz = ex - a[0], ey - a[1], ez - a[2]
            far = sqrt(vx * vx + vy * vy + vz * vz)
            facing = nx * vx + ny * vy + nz * vz
            size = 1 / size if facing >= 0 else -1 / size
            nx, ny, nz = nx * size, ny * size, nz * size
            ci, fx = columns[i]
            gx, gy = 1 - fx, 1 - fy
            w00, w10, w01, w11 = gx * gy, fx * gy, gx * fy, fx * fy
            key = key0[ci] * w00 + key0[ci + 1] * w10 + key1[ci] * w01 + key1[ci + 1] * w11
            room = room0[ci] * w00 + room0[ci + 1] * w10 + room1[ci] * w01 + room1[ci + 1] * w11
            colour = flat if paint is None else paint(u, v)
            red, green, blue = shade(colour, nx, ny, nz, vx / far, vy / far, vz / far, key, room)
            out.append(
                (
                    (p[2] + q[2] + r[2] + s[2]) * 0.25 - lift,
                    [p[0], p[1], q[0], q[1], r[0], r[1], s[0], s[1]],
                    (
                        BYTES[min(4095, int(red * 1638))],
                        BYTES[min(4095, int(green * 1638))],
                        BYTES[min(4095, int(blue * 1638))],
                        alpha,
                    ),
                )
            )
    return out


def _shader(material: Material, around: Surroundings) -> Shade:
    """Return shade(colour, normal, towards the viewer, softbox seen, room seen) -> light."""
    rig = around.rig
    length = math.sqrt(sum(part * part for part in rig.key))
    lx, ly, lz = (part / length for part in rig.key)
    side_length = math.hypot(lx, ly) or 1.0
    side = (ly / side_length, -lx / side_length, 0.0)
    other = (ly * side[2] - lz * side[1], lz * side[0] - lx * side[2], lx * side[1] - ly * side[0])
    axes = ((lx, ly, lz), side, other)
    norm = KEY_SHARE * ly + ROOM_SHARE
    key_share, room_share = KEY_SHARE / norm, ROOM_SHARE / norm
    fr, fg, fb = around.floor
    shine, rough, is_metal, glow = material.shine, material.rough, material.metal, material.glow
    body = 0.12 if is_metal else 1.0
    see_through = material.alpha < 1
    tent = 0.34 if is_metal else 0.0

    def shade(
        colour: Colour,
        nx: float,
        ny: float,
        nz: float,
        vx: float,
        vy: float,
        vz: float,
        key: float,
        room: float,
    ) -> Colour:
        falling = (nx * lx + ny * ly + nz * lz + 0.12) / 1.12
        direct = key_share * falling * key if falling > 0 else 0.0
        ambient = room_share * room * (0.72 + 0.28 * ny)
        under = 0.3 * (0.5 - 0.5 * ny) * (0.3 + 0.7 * room)
        base = (direct + ambient + glow) * body
        under *= body
        red = colour[0] * (base * 1.01 + under * fr)
        green = colour[1] * (base + under * fg)
        blue = colour[2] * (base * 0.985 + under * fb)
        if shine <= 0:
            return red, green, blue
        cosine = nx * vx + ny * vy + nz * vz
        cosine = cosine if cosine > 0 else 0.0
        edge = (1 - cosine) ** 5 * (1 - 0.6 * rough)
        seen = _mirror((2 * cosine * nx - vx, 2 * cosine * ny - vy, 2 * cosine * nz - vz), axes, around, rough, tent)
        open_ = 0.25 + 0.75 * (0.5 * key + 0.5 * room)
        if is_metal:
            share = open_ * shine
            return (
                red + seen[0] * share * (colour[0] + (1 - colour[0]) * edge),
                green + seen[1] * share * (colour[1] + (1 - colour[1]) * edge),
                blue + seen[2] * share * (colour[2] + (1 - colour[2]) * edge),
            )
        share = (shine + (1 - shine) * edge * 0.8) * open_
        if see_through:
            share *= 1.4
        return red + seen[0] * share, green + seen[1] * share, blue + seen[2] * share

    return shade


def paint_facets(picture: Image.Image, solid: Sequence[Facet], clear: Sequence[Facet]) -> None:
    """Paint opaque facets into the picture, far first; clear ones as one layer of glass over them."""
    draw = ImageDraw.Draw(picture)
    for _, outline, colour in sorted(solid, key=lambda facet: -facet[0]):
        draw.polygon(outline, fill=colour[:3])
    if clear:
        layer = Image.new("RGBA", picture.size, (0, 0, 0, 0))
        draw = ImageDraw.Draw(layer)
        for _, outline, colour in sorted(clear, key=lambda facet: -facet[0]):
            draw.polygon(outline, fill=colour)
        picture.paste(layer, (0, 0), layer)

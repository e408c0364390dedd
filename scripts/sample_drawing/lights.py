"""A large softbox, a pale room, and what stands in their way.

Light is summed over directions: for each, the coarse shapes are drawn into a depth picture, and a place is lit if
nothing lies before it. Many directions together make soft shadows on the things and on the floor.
"""

import math
from collections.abc import Sequence
from dataclasses import dataclass

from PIL import Image, ImageChops, ImageDraw, ImageFilter

from sample_drawing.solids import Grid, Point

KEY_SHARE = 0.82
ROOM_SHARE = 0.5
_MAP = 300
_FLOOR = 420


@dataclass(frozen=True, slots=True)
class Rig:
    """The softbox's direction (towards it) and its half-angle in radians."""

    key: Point = (-0.5, 0.66, 0.62)
    spread: float = 0.24

    def directions(self) -> tuple[list[Point], list[Point]]:
        """Return unit directions over the softbox and over the room above."""
        axis = _unit(self.key)
        side = _unit((axis[1], -axis[0], 0.0))
        other = _cross(axis, side)
        box: list[Point] = []
        count = 26
        for k in range(count):
            r, a = self.spread * math.sqrt((k + 0.5) / count), k * 2.399963
            c, s = r * math.cos(a), r * math.sin(a)
            box.append(
                _unit(
                    (
                        axis[0] + side[0] * c + other[0] * s,
                        axis[1] + side[1] * c + other[1] * s,
                        axis[2] + side[2] * c + other[2] * s,
                    )
                )
            )
        room: list[Point] = []
        count = 30
        for k in range(count):
            y = math.sqrt(0.06 + 0.94 * (k + 0.5) / count)
            r, a = math.sqrt(1 - y * y), k * 2.399963
            room.append((r * math.cos(a), y, r * math.sin(a)))
        return box, room


@dataclass(slots=True)
class Patch:
    """A coarse sampling of one surface and the light that reaches each of its points (0 to 1)."""

    points: Grid
    normals: Grid
    kept: list[list[bool]]
    key: list[list[float]]
    room: list[list[float]]
    casts: bool = True


def _cross(a: Point, b: Point) -> Point:
    return a[1] * b[2] - a[2] * b[1], a[2] * b[0] - a[0] * b[2], a[0] * b[1] - a[1] * b[0]


def _unit(a: Point) -> Point:
    length = math.sqrt(a[0] * a[0] + a[1] * a[1] + a[2] * a[2]) or 1.0
    return a[0] / length, a[1] / length, a[2] / length


def patch(points: Grid, kept: list[list[bool]], eye: Point, casts: bool) -> Patch:
    """Return a coarse surface with normals turned to the viewer, not lit yet."""
    rows, columns = len(points), len(points[0])
    normals: Grid = []
    for j, row in enumerate(points):
        above, below = points[min(rows - 1, j + 1)], points[max(0, j - 1)]
        line: list[Point] = []
        for i, p in enumerate(row):
            a, b = row[min(columns - 1, i + 1)], row[max(0, i - 1)]
            c, d = above[i], below[i]
            n = _unit(_cross((a[0] - b[0], a[1] - b[1], a[2] - b[2]), (c[0] - d[0], c[1] - d[1], c[2] - d[2])))
            if (eye[0] - p[0]) * n[0] + (eye[1] - p[1]) * n[1] + (eye[2] - p[2]) * n[2] < 0:
                n = (-n[0], -n[1], -n[2])
            line.append(n)
        normals.append(line)
    zero = [[0.0] * columns for _ in range(rows)]
    return Patch(points, normals, kept, zero, [line[:] for line in zero], casts)


def _depths(
    patches: Sequence[Patch], direction: Point, reach: float, middle: Point
) -> tuple[Image.Image, Point, Point]:
    right = _unit(_cross((0.0, 0.0, 1.0) if abs(direction[2]) < 0.9 else (1.0, 0.0, 0.0), direction))
    up = _cross(direction, right)
    scale = _MAP / (2.0 * reach)
    facets: list[tuple[float, list[float]]] = []
    for shape in patches:
        if not shape.casts:
            continue
        flat = []
        for row in shape.points:
            line = []
            for p in row:
                x, y, z = p[0] - middle[0], p[1] - middle[1], p[2] - middle[2]
                line.append(
                    (
                        (x * right[0] + y * right[1] + z * right[2] + reach) * scale,
                        (x * up[0] + y * up[1] + z * up[2] + reach) * scale,
                        x * direction[0] + y * direction[1] + z * direction[2],
                    )
                )
            flat.append(line)
        for lower, upper, kept in zip(flat, flat[1:], shape.kept, strict=False):
            for a, b, c, d, keep in zip(lower, lower[1:], upper[1:], upper, kept, strict=False):
                if keep:
                    facets.append(((a[2] + b[2] + c[2] + d[2]) * 0.25, [*a[:2], *b[:2], *c[:2], *d[:2]]))
    facets.sort(key=lambda facet: facet[0])
    picture = Image.new("F", (_MAP, _MAP), -1e6)
    draw = ImageDraw.Draw(picture)
    for depth, outline in facets:
        draw.polygon(outline, fill=depth)
    return picture, right, up


def light(patches: Sequence[Patch], rig: Rig, middle: Point, reach: float) -> None:
    """Fill in how much of the softbox and of the room each coarse point sees."""
    scale = _MAP / (2.0 * reach)
    bias = reach * 0.022
    for shape in patches:
        shape.key = [[0.0] * len(row) for row in shape.points]
        shape.room = [[0.0] * len(row) for row in shape.points]
    weights = [[[1e-6] * len(row) for row in shape.points] for shape in patches]
    box, room = rig.directions()
    share = 1.0 / len(box)
    for number, direction in enumerate([*box, *room]):
        is_key = number < len(box)
        picture, right, up = _depths(patches, direction, reach, middle)
        pixels = picture.load()
        assert pixels is not None
        dx, dy, dz = direction
        for shape, weight in zip(patches, weights, strict=True):
            for j, row in enumerate(shape.points):
                normals, key, sky, heavy = shape.normals[j], shape.key[j], shape.room[j], weight[j]
                for i, p in enumerate(row):
                    n = normals[i]
                    facing = n[0] * dx + n[1] * dy + n[2] * dz
                    if facing <= 0 and not is_key:
                        continue
                    x = p[0] - middle[0] + n[0] * bias
                    y = p[1] - middle[1] + n[1] * bias
                    z = p[2] - middle[2] + n[2] * bias
                    px = int((x * right[0] + y * right[1] + z * right[2] + reach) * scale)
                    py = int((x * up[0] + y * up[1] + z * up[2] + reach) * scale)
                    free = not (0 <= px < _MAP and 0 <= py < _MAP) or (
                        pixels[px, py] <= x * dx + y * dy + z * dz + bias  # type: ignore[operator]
                    )
                    if is_key:
                        key[i] += share * free
                    else:
                        sky[i] += facing * free
                        heavy[i] += facing
    for shape, weight in zip(patches, weights, strict=True):
        shape.room = [[s / w for s, w in zip(a, b, strict=True)] for a, b in zip(shape.room, weight, strict=True)]


def floor_light(
    patches: Sequence[Patch], rig: Rig, corner: tuple[float, float], width: float
) -> tuple[Image.Image, Image.Image]:
    """Return how much softbox and how much room the floor sees ("L", 255 = all) over a square of the floor."""
    scale = _FLOOR / width
    result = []
    for directions in rig.directions():
        part = 255 // len(directions)
        total = Image.new("L", (_FLOOR, _FLOOR), 0)
        for dx, dy, dz in directions:
            dy = max(dy, 0.2)  # noqa: PLW2901  (a light near the horizon throws endless shadows)
            mask = Image.new("L", (_FLOOR, _FLOOR), 0)
            draw = ImageDraw.Draw(mask)
            for shape in patches:
                if not shape.casts:
                    continue
                flat = [
                    [
                        (
                            (p[0] - dx * max(0.0, p[1]) / dy - corner[0]) * scale,
                            (p[2] - dz * max(0.0, p[1]) / dy - corner[1]) * scale,
                        )
                        for p in row
                    ]
                    for row in shape.points
                ]
                for lower, upper, kept in zip(flat, flat[1:], shape.kept, strict=False):
                    for a, b, c, d, keep in zip(lower, lower[1:], upper[1:], upper, kept, strict=False):
                        if keep:
                            draw.polygon([*a, *b, *c, *d], fill=part)
            total = ImageChops.add(total, mask)
        full = part * len(directions)
        seen = total.point([255 - min(255, value * 255 // full) for value in range(256)])
        result.append(seen.filter(ImageFilter.GaussianBlur(_FLOOR / 160)))
    return result[0], result[1]

"""Shapes in space. Each is a surface that can be sampled as a grid as fine as the picture needs.

x runs right, y up, z towards the viewer; the floor is y = 0; one unit is about the size of a hand.
"""

import math
from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace

from sample_drawing.colour import Material
from sample_drawing.curves import Path, evenly

Point = tuple[float, float, float]
Grid = list[list[Point]]
Bump = Callable[[float, float], float]
"""Displacement along the normal at (u, v)."""
Keep = Callable[[float, float], bool]
Turn = tuple[float, float, float]


@dataclass(frozen=True, slots=True)
class Surface:
    """A sampled shape: grid(nu, nv) gives nv + 1 rows of nu + 1 points; u runs along a row.

    `keep` cuts holes and outlines; `detail` above 1 samples finer than usual; `lift` brings it forward where it
    lies directly on another surface (a label); `casts` says whether it throws a shadow.
    """

    grid: Callable[[int, int], Grid]
    material: Material
    keep: Keep | None = None
    detail: float = 1.0
    lift: float = 0.0
    casts: bool = True


def revolve(
    profile: Path,
    material: Material,
    at: Point = (0, 0, 0),
    *,
    bump: Bump | None = None,
    squash: float = 1.0,
    span: tuple[float, float] = (0.0, 360.0),
    detail: float = 1.0,
) -> Surface:
    """Turn a profile of (radius, height) about the vertical axis; `squash` flattens it front to back."""

    def grid(nu: int, nv: int) -> Grid:
        angles = [math.radians(span[0] + (span[1] - span[0]) * i / nu) for i in range(nu + 1)]
        circle = [(math.cos(a), math.sin(a) * squash) for a in angles]
        points = evenly(profile, nv)
        rows: Grid = []
        for j, (radius, height) in enumerate(points):
            if bump is None:
                rows.append([(at[0] + radius * c, at[1] + height, at[2] + radius * s) for c, s in circle])
                continue
            before, after = points[max(0, j - 1)], points[min(nv, j + 1)]
            dr, dy = after[0] - before[0], after[1] - before[1]
            length = math.hypot(dr, dy) or 1.0
            nr, ny = dy / length, -dr / length
            row: list[Point] = []
            for i, (c, s) in enumerate(circle):
                d = bump(i / nu, j / nv)
                r = radius + nr * d
                row.append((at[0] + r * c, at[1] + height + ny * d, at[2] + r * s))
            rows.append(row)
        return rows

    return Surface(grid, material, detail=detail)


def sheet(
    place: Callable[[float, float], Point],
    material: Material,
    *,
    keep: Keep | None = None,
    detail: float = 1.0,
) -> Surface:
    """Any surface given by a function of (u, v)."""

    def grid(nu: int, nv: int) -> Grid:
        return [[place(i / nu, j / nv) for i in range(nu + 1)] for j in range(nv + 1)]

    return Surface(grid, material, keep=keep, detail=detail)


def ball(
    at: Point, radii: Point | float, material: Material, *, bump: Bump | None = None, detail: float = 1.0
) -> Surface:
    """An ellipsoid; bump is relative to its size."""
    rx, ry, rz = (radii, radii, radii) if isinstance(radii, int | float) else radii

    def grid(nu: int, nv: int) -> Grid:
        rows: Grid = []
        for j in range(nv + 1):
            b = math.pi * j / nv
            sb, cb = math.sin(b), -math.cos(b)
            row: list[Point] = []
            for i in range(nu + 1):
                a = math.tau * i / nu
                d = 1.0 if bump is None else 1.0 + bump(i / nu, j / nv)
                row.append(
                    (
                        at[0] + rx * sb * math.cos(a) * d,
                        at[1] + ry * cb * d,
                        at[2] + rz * sb * math.sin(a) * d,
                    )
                )
            rows.append(row)
        return rows

    return Surface(grid, material, detail=detail)


def tube(
    path: Path,
    radius: float | Callable[[float], float],
    material: Material,
    *,
    closed: bool = False,
    bump: Bump | None = None,
    flat: float = 1.0,
    detail: float = 1.0,
) -> Surface:
    """A round rod along a path, ends closed; `flat` below 1 makes it a band. v runs along the path."""

    def grid(nu: int, nv: int) -> Grid:
        points = evenly(path, nv)
        frames = _frames(points, closed)
        circle = [(math.cos(math.tau * i / nu), math.sin(math.tau * i / nu) * flat) for i in range(nu + 1)]
        rows: Grid = []
        for j, ((x, y, z), (n, b)) in enumerate(zip(points, frames, strict=True)):
            t = j / nv
            r = radius(t) if callable(radius) else radius
            row: list[Point] = []
            for i, (c, s) in enumerate(circle):
                d = r if bump is None else r * (1 + bump(i / nu, t))
                c2, s2 = c * d, s * d
                row.append((x + n[0] * c2 + b[0] * s2, y + n[1] * c2 + b[1] * s2, z + n[2] * c2 + b[2] * s2))
            rows.append(row)
        if not closed:
            rows.insert(0, [(points[0][0], points[0][1], points[0][2])] * (nu + 1))
            rows.append([(points[-1][0], points[-1][1], points[-1][2])] * (nu + 1))
        return rows

    return Surface(grid, material, detail=detail)


def _frames(points: Path, closed: bool) -> list[tuple[Point, Point]]:
    count = len(points)
    tangents: list[Point] = []
    for j in range(count):
        a = points[j - 1 if j else (count - 2 if closed else 0)]
        b = points[j + 1 if j < count - 1 else (1 if closed else count - 1)]
        tangents.append(_unit((b[0] - a[0], b[1] - a[1], b[2] - a[2])))
    first = tangents[0]
    normal = _unit(_cross(first, (0.0, 0.0, 1.0) if abs(first[2]) < 0.9 else (0.0, 1.0, 0.0)))
    frames: list[tuple[Point, Point]] = []
    for t in tangents:
        k = normal[0] * t[0] + normal[1] * t[1] + normal[2] * t[2]
        normal = _unit((normal[0] - t[0] * k, normal[1] - t[1] * k, normal[2] - t[2] * k))
        frames.append((normal, _cross(t, normal)))
    return frames


def _cross(a: Point, b: Point) -> Point:
    return a[1] * b[2] - a[2] * b[1], a[2] * b[0] - a[0] * b[2], a[0] * b[1] - a[1] * b[0]


def _unit(a: Point) -> Point:
    length = math.sqrt(a[0] * a[0] + a[1] * a[1] + a[2] * a[2]) or 1.0
    return a[0] / length, a[1] / length, a[2] / length


_FACES: dict[str, tuple[Point, Point, Point]] = {
    "front": ((0, 0, 1), (1, 0, 0), (0, 1, 0)),
    "back": ((0, 0, -1), (-1, 0, 0), (0, 1, 0)),
    "left": ((-1, 0, 0), (0, 0, 1), (0, 1, 0)),
    "right": ((1, 0, 0), (0, 0, -1), (0, 1, 0)),
    "top": ((0, 1, 0), (1, 0, 0), (0, 0, -1)),
    "bottom": ((0, -1, 0), (1, 0, 0), (0, 0, 1)),
}


def block(
    centre: Point,
    size: Point,
    material: Material,
    *,
    corner: float = 0.02,
    faces: dict[str, Material] | None = None,
    detail: float = 1.0,
) -> list[Surface]:
    """A box with rounded edges, as six surfaces; u, v run right and up on each face."""
    half = (size[0] / 2, size[1] / 2, size[2] / 2)
    corner = min(corner, *half)
    inner = (half[0] - corner, half[1] - corner, half[2] - corner)

    def face(out: Point, right: Point, up: Point) -> Callable[[float, float], Point]:
        def place(u: float, v: float) -> Point:
            a, b = _edge_heavy(u, 0.3), _edge_heavy(v, 0.3)
            p = [(out[k] + right[k] * a + up[k] * b) * half[k] for k in range(3)]
            q = [min(inner[k], max(-inner[k], p[k])) for k in range(3)]
            d = (p[0] - q[0], p[1] - q[1], p[2] - q[2])
            n = _unit(d)
            return (
                centre[0] + q[0] + n[0] * corner,
                centre[1] + q[1] + n[1] * corner,
                centre[2] + q[2] + n[2] * corner,
            )

        return place

    chosen = faces or {}
    return [
        sheet(face(*axes), chosen.get(name, material), detail=detail)
        for name, axes in _FACES.items()
        if name != "bottom"
    ]


def _edge_heavy(t: float, share: float) -> float:
    t = 2 * t - 1
    return t * (1 - share) + share * math.sin(t * math.pi / 2)


def placed(
    what: Surface | Sequence[Surface], turn: Turn = (0, 0, 0), by: Point = (0, 0, 0), size: float = 1.0
) -> list[Surface]:
    """Turn (about z, then x, then y; degrees as (x, y, z)), scale and shift shapes."""
    shapes = [what] if isinstance(what, Surface) else what
    ax, ay, az = (math.radians(angle) for angle in turn)
    cx, sx, cy, sy, cz, sz = (
        math.cos(ax),
        math.sin(ax),
        math.cos(ay),
        math.sin(ay),
        math.cos(az),
        math.sin(az),
    )
    # columns of Ry · Rx · Rz
    m = (
        (cy * cz + sy * sx * sz, -cy * sz + sy * sx * cz, sy * cx),
        (cx * sz, cx * cz, -sx),
        (-sy * cz + cy * sx * sz, sy * sz + cy * sx * cz, cy * cx),
    )
    (a, b, c), (d, e, f), (g, h, i) = (tuple(part * size for part in row) for row in m)
    bx, by_, bz = by

    def moved(shape: Surface) -> Surface:
        def grid(nu: int, nv: int) -> Grid:
            return [
                [
                    (a * x + b * y + c * z + bx, d * x + e * y + f * z + by_, g * x + h * y + i * z + bz)
                    for x, y, z in row
                ]
                for row in shape.grid(nu, nv)
            ]

        return replace(shape, grid=grid)

    return [moved(shape) for shape in shapes]

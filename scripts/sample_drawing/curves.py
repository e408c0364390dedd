"""Paths and outlines: smoothed through given points, sampled at even distances."""

import itertools
import math
from collections.abc import Sequence

Path = Sequence[tuple[float, ...]]


def spline(points: Path, closed: bool = False, steps: int = 14) -> list[tuple[float, ...]]:
    """Return a Catmull-Rom curve through points of any dimension."""
    count = len(points)
    out: list[tuple[float, ...]] = []
    for k in range(count if closed else count - 1):
        a, b, c, d = (
            points[n % count] if closed else points[min(max(n, 0), count - 1)] for n in (k - 1, k, k + 1, k + 2)
        )
        for step in range(steps):
            t = step / steps
            w = (
                -0.5 * t + t * t - 0.5 * t**3,
                1 - 2.5 * t * t + 1.5 * t**3,
                0.5 * t + 2 * t * t - 1.5 * t**3,
                -0.5 * t * t + 0.5 * t**3,
            )
            out.append(tuple(w[0] * p + w[1] * q + w[2] * r + w[3] * s for p, q, r, s in zip(a, b, c, d, strict=True)))
    out.append(tuple(points[0] if closed else points[-1]))
    return out


def evenly(path: Path, count: int) -> list[tuple[float, ...]]:
    """Return count + 1 points at even distances along a path."""
    lengths = [0.0]
    for a, b in itertools.pairwise(path):
        lengths.append(lengths[-1] + math.dist(a, b))
    total = lengths[-1] or 1.0
    out: list[tuple[float, ...]] = []
    k = 0
    for n in range(count + 1):
        want = total * n / count
        while k < len(path) - 2 and lengths[k + 1] < want:
            k += 1
        span = lengths[k + 1] - lengths[k] or 1.0
        t = min(1.0, max(0.0, (want - lengths[k]) / span))
        out.append(tuple(p + (q - p) * t for p, q in zip(path[k], path[k + 1], strict=True)))
    return out


def arc(radius: float, start: float, end: float, steps: int = 24) -> list[tuple[float, float]]:
    """Return a circular arc about the origin, degrees counted from +x towards +y."""
    angles = [math.radians(start + (end - start) * k / steps) for k in range(steps + 1)]
    return [(radius * math.cos(a), radius * math.sin(a)) for a in angles]


def rounded(width: float, height: float, corner: float, steps: int = 6) -> list[tuple[float, float]]:
    """Return the closed outline of a rounded rectangle about the origin, beginning bottom right."""
    x, y = width / 2 - corner, height / 2 - corner
    out: list[tuple[float, float]] = []
    for cx, cy, start in ((x, -y, -90), (x, y, 0), (-x, y, 90), (-x, -y, 180)):
        out += [(cx + px, cy + py) for px, py in arc(corner, start, start + 90, steps)]
    return [*out, out[0]]

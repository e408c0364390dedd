"""Repeatable irregularity: the same seed always gives the same grain, knots and scatter."""

import math
import random
from functools import cache

_SIZE = 256


def dice(seed: int) -> random.Random:
    """Return a seeded source for placing things; nothing here is secret."""
    return random.Random(seed)  # noqa: S311


@cache
def _table(seed: int) -> list[float]:
    source = dice(seed)
    return [source.random() for _ in range(_SIZE * _SIZE)]


def speckle(i: int, j: int, seed: int = 1) -> float:
    """Return 0 to 1 for a cell, unrelated to its neighbours."""
    return _table(seed)[(i & 255) * 256 + (j & 255)]


def noise(x: float, y: float, seed: int = 1) -> float:
    """Return smooth value noise, 0 to 1, one bump per unit."""
    table = _table(seed)
    i, j = math.floor(x), math.floor(y)
    fx, fy = x - i, y - j
    fx, fy = fx * fx * (3 - 2 * fx), fy * fy * (3 - 2 * fy)
    i, j = i & 255, j & 255
    k, n = ((i + 1) & 255) * 256, (j + 1) & 255
    i *= 256
    top = table[i + j] * (1 - fx) + table[k + j] * fx
    bottom = table[i + n] * (1 - fx) + table[k + n] * fx
    return top * (1 - fy) + bottom * fy


def clouds(x: float, y: float, seed: int = 1) -> float:
    """Return three octaves of noise, 0 to 1."""
    return (
        noise(x, y, seed) * 0.57 + noise(x * 2.1, y * 2.1, seed + 1) * 0.29 + noise(x * 4.3, y * 4.3, seed + 2) * 0.14
    )

"""A carved cat, and a bowl of rolled paper."""

import math

from sample_drawing.backdrops import MIST, dark_table
from sample_drawing.camera import look
from sample_drawing.cloth import wood
from sample_drawing.colour import Colour, Material, dim, glossy, ink
from sample_drawing.curves import spline
from sample_drawing.noise import noise
from sample_drawing.solids import ball, placed, revolve, tube
from sample_drawing.studio import Scene

SUAR = wood("#a8703f", "#5d3719", 15)


def cat() -> Scene:
    """A sitting cat of suar wood."""
    profile = spline([(0.0, 0.0), (0.5, 0.02), (0.62, 0.2), (0.56, 0.62), (0.36, 1.05), (0.24, 1.3), (0.2, 1.42)])
    shapes = [revolve(profile, SUAR, squash=0.9)]
    shapes.append(ball((0, 1.66, 0.12), (0.36, 0.31, 0.31), SUAR))
    shapes.append(ball((0, 1.56, 0.36), (0.15, 0.11, 0.12), SUAR))
    for x in (-1, 1):
        ear = revolve([(0.13, 0.0), (0.07, 0.18), (0.0, 0.34)], SUAR, squash=0.5)
        shapes += placed(ear, (-6, 0, x * -14), (x * 0.21, 1.84, 0.1))
        shapes.append(ball((x * 0.14, 1.7, 0.4), (0.055, 0.07, 0.03), glossy("#1c120b")))
        shapes.append(
            tube(
                spline([(x * 0.16, 0.9, 0.34), (x * 0.18, 0.5, 0.5), (x * 0.17, 0.06, 0.56)]),
                lambda t: 0.12 - 0.03 * t,
                SUAR,
            )
        )
        shapes.append(ball((x * 0.18, 0.07, 0.64), (0.13, 0.08, 0.17), SUAR))
        shapes.append(ball((x * 0.42, 0.3, 0.12), (0.24, 0.32, 0.36), SUAR))
    shapes.append(ball((0, 1.59, 0.475), (0.04, 0.03, 0.02), glossy("#2a170e")))
    shapes.append(
        tube(
            spline([(0.3, 0.1, -0.45), (0.75, 0.1, -0.2), (0.78, 0.1, 0.4), (0.5, 0.1, 0.72)]),
            lambda t: 0.1 - 0.04 * t,
            SUAR,
        )
    )
    return Scene(placed(shapes, (0, -24, 0)), MIST, camera=look(12, 0, 8), fill=0.8)


def paper_bowl() -> Scene:
    """A bowl coiled from rolled newspaper, lacquered."""
    tones = [
        ink(code) for code in ("#d8d3c7", "#c94f3d", "#e6e1d6", "#3f6f8c", "#cfc9bb", "#e0b04a", "#bdb7a9", "#4c7a5a")
    ]

    def paint(u: float, v: float) -> Colour:
        row = int(v * 20)
        base = tones[(row * 3 + int(u * 9 + row * 0.4)) % 8]
        t = (v * 20) % 1
        print_ = 0.75 if noise(u * 160, row * 7, 3) > 0.58 else 1.0
        return dim(base, (0.5 + 0.55 * math.sin(math.pi * t)) * print_)

    profile = spline([(0.0, 0.06), (0.4, 0.03), (0.62, 0.1), (0.9, 0.5), (1.02, 0.78)])
    shapes = [
        revolve(
            profile,
            Material(tones[0], paint, shine=0.04, rough=0.2),
            bump=lambda _u, v: 0.03 * math.sin(math.pi * (v * 20 % 1)),
            detail=1.2,
        )
    ]
    return Scene(shapes, dark_table(), camera=look(26, 0, 8), fill=0.76)

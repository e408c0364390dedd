"""Where the picture is taken from, and how the thing is framed in it."""

import math
from collections.abc import Iterable
from dataclasses import dataclass, replace

from sample_drawing.solids import Point


@dataclass(frozen=True, slots=True)
class Camera:
    """A pinhole at `eye`; a point at depth d lands at centre + focal × sideways / d pixels."""

    eye: Point
    right: Point
    up: Point
    forward: Point
    focal: float = 1000.0
    centre: tuple[float, float] = (500.0, 500.0)

    def project(self, point: Point) -> tuple[float, float, float]:
        """Return x, y in pixels and the depth."""
        x, y, z = point[0] - self.eye[0], point[1] - self.eye[1], point[2] - self.eye[2]
        depth = max(0.05, x * self.forward[0] + y * self.forward[1] + z * self.forward[2])
        scale = self.focal / depth
        return (
            self.centre[0] + scale * (x * self.right[0] + y * self.right[1] + z * self.right[2]),
            self.centre[1] - scale * (x * self.up[0] + y * self.up[1] + z * self.up[2]),
            depth,
        )

    def floor_mapping(self) -> tuple[tuple[float, float, float], ...]:
        """Return three linear forms in (pixel x, pixel y, 1): floor x = first / third, floor z = second / third."""
        forms = []
        for k in range(3):
            right, up, ahead = self.right[k] / self.focal, -self.up[k] / self.focal, self.forward[k]
            forms.append((right, up, ahead - right * self.centre[0] - up * self.centre[1]))
        dx, dy, dz = forms
        ex, ey, ez = self.eye
        return (
            tuple(ex * q - ey * p for p, q in zip(dx, dy, strict=True)),
            tuple(ez * q - ey * p for p, q in zip(dz, dy, strict=True)),
            dy,
        )  # type: ignore[return-value]


def look(elevation: float, heading: float = 0.0, distance: float = 9.0, target: Point = (0, 0.6, 0)) -> Camera:
    """Return a camera that looks down by `elevation` degrees, standing `heading` degrees to the right."""
    e, h = math.radians(elevation), math.radians(heading)
    back = (math.cos(e) * math.sin(h), math.sin(e), math.cos(e) * math.cos(h))
    eye = tuple(t + distance * b for t, b in zip(target, back, strict=True))
    return Camera(
        eye,  # type: ignore[arg-type]
        right=(math.cos(h), 0.0, -math.sin(h)),
        up=(-math.sin(e) * math.sin(h), math.cos(e), -math.sin(e) * math.cos(h)),
        forward=(-back[0], -back[1], -back[2]),
    )


def framed(
    camera: Camera, points: Iterable[Point], pixels: int, fill: float, shift: tuple[float, float] = (0, 0)
) -> Camera:
    """Return the camera zoomed so that the points fill a share of a square picture, centred plus a shift."""
    unit = replace(camera, focal=1.0, centre=(0.0, 0.0))
    seen = [unit.project(point) for point in points]
    left, right = min(p[0] for p in seen), max(p[0] for p in seen)
    top, bottom = min(p[1] for p in seen), max(p[1] for p in seen)
    focal = fill * pixels / max(right - left, bottom - top)
    centre = (
        pixels * (0.5 + shift[0]) - focal * (left + right) / 2,
        pixels * (0.5 + shift[1]) - focal * (top + bottom) / 2,
    )
    return replace(camera, focal=focal, centre=centre)

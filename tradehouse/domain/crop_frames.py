"""The frame that a person pulls over a picture to crop it: moved, pulled at a grip, made larger or smaller.

Edges are left, top, right and bottom in ten-thousandths of the turned picture, as PhotoEdit keeps them. A frame may have
a shape: `ratio` is its width over its height in ten-thousandths, None where any will do.
"""

from tradehouse.domain.photo_edits import ASPECTS, WHOLE, Edges

SMALLEST_FRAME = 400
"""What a frame keeps of a side; less could not be gripped any more."""

ALL: Edges = (0, 0, WHOLE, WHOLE)

Grip = tuple[int, int]
"""Which edges a grip pulls, across and down: -1 the left or upper one, 1 the right or lower one, 0 neither."""

GRIPS: tuple[Grip, ...] = ((-1, -1), (0, -1), (1, -1), (-1, 0), (1, 0), (-1, 1), (0, 1), (1, 1))


def frame_ratio(aspect: str, size: tuple[int, int]) -> float | None:
    """Return the ratio of a frame for a shape of ASPECTS on a turned picture of this size (pixels); "" is any shape."""
    if not aspect:
        return None
    across, down, _label = ASPECTS[aspect]
    return across / down * size[1] / size[0]


def moved(edges: Edges, across: int, down: int) -> Edges:
    """Return a frame moved, as far as the picture goes."""
    left, top, right, bottom = edges
    across = min(max(across, -left), WHOLE - right)
    down = min(max(down, -top), WHOLE - bottom)
    return left + across, top + down, right + across, bottom + down


def pulled(edges: Edges, grip: Grip, x: float, y: float, ratio: float | None = None) -> Edges:
    """Return a frame whose grip was pulled to a point. What lies opposite stays; with a ratio the frame keeps it."""
    if ratio is None:
        left, right = _side(edges[0], edges[2], grip[0], x)
        top, bottom = _side(edges[1], edges[3], grip[1], y)
        return left, top, right, bottom
    fixed_x, fixed_y = _opposite(edges[0], edges[2], grip[0]), _opposite(edges[1], edges[3], grip[1])
    # a grip in the middle of a side pulls one way only; the ratio decides the other
    width = max(abs(x - fixed_x) * abs(grip[0]), abs(y - fixed_y) * abs(grip[1]) * ratio)
    most = min(_room(fixed_x, grip[0]), _room(fixed_y, grip[1]) * ratio)
    width = min(max(width, SMALLEST_FRAME, SMALLEST_FRAME * ratio), most)
    left, right = _stretch(fixed_x, grip[0], width)
    top, bottom = _stretch(fixed_y, grip[1], width / ratio)
    return left, top, right, bottom


def grown(edges: Edges, by: float, ratio: float | None = None) -> Edges:
    """Return a frame made larger (by over 1) or smaller about its middle, pushed inwards where the picture ends."""
    left, top, right, bottom = edges
    width, height = (right - left) * by, (bottom - top) * by
    if ratio is not None:
        width = min(WHOLE, WHOLE * ratio, max(width, SMALLEST_FRAME, SMALLEST_FRAME * ratio))
        height = width / ratio
    width, height = (min(WHOLE, max(SMALLEST_FRAME, side)) for side in (width, height))
    x = min(max(0.0, (left + right - width) / 2), WHOLE - width)
    y = min(max(0.0, (top + bottom - height) / 2), WHOLE - height)
    return round(x), round(y), round(x + width), round(y + height)


def _side(low: int, high: int, direction: int, to: float) -> tuple[int, int]:
    if direction < 0:
        return round(min(max(0, to), high - SMALLEST_FRAME)), high
    if direction > 0:
        return low, round(max(min(WHOLE, to), low + SMALLEST_FRAME))
    return low, high


def _opposite(low: int, high: int, direction: int) -> float:
    """Return what stays while a grip is pulled: the other edge, or the middle."""
    return high if direction < 0 else low if direction > 0 else (low + high) / 2


def _room(fixed: float, direction: int) -> float:
    """Return how long a side can become from what stays."""
    return fixed if direction < 0 else WHOLE - fixed if direction > 0 else 2 * min(fixed, WHOLE - fixed)


def _stretch(fixed: float, direction: int, length: float) -> tuple[int, int]:
    if direction < 0:
        return max(0, round(fixed - length)), round(fixed)
    if direction > 0:
        return round(fixed), min(WHOLE, round(fixed + length))
    return max(0, round(fixed - length / 2)), min(WHOLE, round(fixed + length / 2))

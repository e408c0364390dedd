"""What a curator would see at a glance, as numbers: the same picture again, blurred, dark."""

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from PIL.Image import Image

_LOOK = 800  # pixels of the longer side at which pictures are compared
_TILES = (8, 6)
_EDGES = (0, 1, 0, 1, -4, 1, 0, 1, 0)  # the Laplacian: how far a pixel is from its four neighbours
_MIDDLE = 128
_SQUARES = [min(255, (value - _MIDDLE) ** 2) for value in range(256)]


def grey_look(image: "Image") -> "Image":
    """Return a picture in grey, reduced by a whole factor to about 800 pixels: what the measures below look at."""
    grey = image.getchannel(0) if image.mode == "YCbCr" else image.convert("L")
    factor = max(grey.size) // _LOOK
    return grey.reduce(factor) if factor > 1 else grey


def sharpness(look: "Image") -> float | None:
    """Return how sharp the sharpest tenth of a grey look is, 0–255: the variance of its Laplacian, by tiles.

    A product on white is mostly nothing; so the picture is cut into 8 × 6 tiles and the best of them count. Squares
    above 255 count as 255, so that a hard edge does not outweigh a blurred picture. None for a tiny picture.
    """
    from PIL import ImageFilter
    from PIL.Image import Resampling

    if min(look.size) < 24:
        return None
    edges = look.filter(ImageFilter.Kernel((3, 3), _EDGES, scale=1, offset=_MIDDLE))
    inner = edges.crop((1, 1, look.width - 1, look.height - 1)).point(_SQUARES)
    tiles = sorted(inner.resize(_TILES, Resampling.BOX).tobytes())
    best = tiles[-max(1, len(tiles) // 10) :]
    return round(sum(best) / len(best), 1)


def brightness(look: "Image") -> float:
    """Return how bright the lightest twentieth of a grey look begins to be, 0–255.

    A dark bag on a black cloth still has lights; a photo taken in the dark has none.
    """
    counts = look.histogram()
    left = sum(counts) / 20
    for value in range(255, -1, -1):
        left -= counts[value]
        if left <= 0:
            return float(value)
    return 0.0


def difference_hash(image: "Image") -> str | None:
    """Return 16 hex digits: for 8 × 8 places, whether it gets darker to the right. None for one colour."""
    from PIL.Image import Resampling

    cells = image.resize((9, 8), Resampling.BOX, reducing_gap=2.0).convert("L").tobytes()
    if max(cells) - min(cells) < 2:
        return None
    bits = 0
    for row in range(8):
        for column in range(8):
            at = row * 9 + column
            bits = bits << 1 | (cells[at] > cells[at + 1])
    return f"{bits:016x}"

"""How much room text takes: nothing in a printed cell may be cut off, and no library measures it for us."""

import math
import unicodedata
from collections.abc import Iterable
from functools import lru_cache

LINE_FACTOR = 1.28  # line height of Calibri over its size
_EDGES = 4  # points above and below the lines of a cell
MOST_HEIGHT = 400  # points; the format's own limit is 409
_WIDE = frozenset("WF")


def text_width(text: str) -> float:
    """Return the width of one line in characters: East Asian wide characters count nearly double."""
    if text.isascii():
        return len(text)
    return sum(1.9 if unicodedata.east_asian_width(c) in _WIDE else 0 if unicodedata.combining(c) else 1 for c in text)


def wrap(text: str, width: float, size: float) -> list[str]:
    """Return the lines into which a text breaks in a column of width characters (of 11 points) at a font size."""
    room = max((width - 0.8) * 11 / size, 1.0)
    return [line for paragraph in text.split("\n") for line in _wrapped(paragraph, room)]


def lines_in(height: float, size: float) -> int:
    """Return how many lines of a font size a row of so many points holds."""
    return int((height - _EDGES) / (size * LINE_FACTOR))


def surely_within(text: str, width: float, size: float, lines: int) -> bool:
    """Whether a text is short enough to need no measuring: any two lines of a wrapped text are longer than one."""
    most = (lines - 1 - text.count("\n")) * max((width - 0.8) * 11 / size, 1.0) / 2
    return len(text) * (1 if text.isascii() else 2) <= most


@lru_cache(maxsize=4096)
def lines_needed(text: str, width: float, size: float) -> int:
    """Return how many lines a wrapped text takes; a word longer than the column breaks inside."""
    room = max((width - 0.8) * 11 / size, 1.0)
    if len(text) <= room and text.isascii() and "\n" not in text:
        return 1  # most cells, without being taken apart
    return sum(max(1, math.ceil(text_width(line) / room)) for line in wrap(text, width, size))


def _wrapped(paragraph: str, room: float) -> list[str]:
    lines: list[str] = []
    used = 0.0
    for word in paragraph.split(" "):
        width = text_width(word)
        if lines and used + 1 + width <= room:
            lines[-1] += f" {word}"
            used += 1 + width
        else:
            lines.append(word)
            used = width
    return lines


def row_height(texts: Iterable[tuple[str, float, float]], least: float) -> float:
    """Return the points that a row needs for its (text, column width, font size), at least `least`."""
    most = least
    for text, width, size in texts:
        lines = lines_needed(text, width, size)
        if lines > 1:
            most = max(most, lines * size * LINE_FACTOR + _EDGES)
    return min(math.ceil(most), MOST_HEIGHT)

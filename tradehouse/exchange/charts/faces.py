"""How wide a text is in a face: a chart lays its words out before anybody draws them."""

import importlib.resources
import struct
import unicodedata
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cache, lru_cache

_WIDE = frozenset("WF")
_UNKNOWN, _IDEOGRAPH, _BOLD = 0.62, 1.0, 1.06  # ems; ems; how much wider bold letters are
_RANGES = (range(0x20, 0x250), range(0x2010, 0x2060), range(0x20A0, 0x20C0))  # Latin, punctuation, currencies
_UNICODE_BMP = (3, 1)
ELLIPSIS = "…"


@dataclass(frozen=True, slots=True, eq=False)
class Face:
    """A family, the size of its body text in pixels, and the widths of its characters in ems."""

    family: str
    size: float
    widths: Mapping[str, float]

    def width(self, text: str, size: float, *, bold: bool = False) -> float:
        """Return the width of one line in pixels."""
        ems = sum(self.widths[c] if c in self.widths else _guessed(c) for c in text)
        return ems * size * (_BOLD if bold else 1.0)

    def fit(self, text: str, room: float, size: float, *, bold: bool = False) -> str:
        """Return the text, cut with an ellipsis where it is wider than room; "" where not even that fits."""
        if self.width(text, size, bold=bold) <= room:
            return text
        low, high = 0, len(text)
        while low < high:
            middle = (low + high + 1) // 2
            if self.width(text[:middle].rstrip() + ELLIPSIS, size, bold=bold) <= room:
                low = middle
            else:
                high = middle - 1
        while 0 < low < len(text) and (unicodedata.combining(text[low]) or text[low - 1] == "\u200d"):
            low -= 1  # an accent stays with its letter
        return text[:low].rstrip(" ,.;:–-") + ELLIPSIS if low else ""

    def wrap(self, text: str, room: float, size: float, lines: int, *, bold: bool = False) -> list[str]:
        """Return the text in at most so many lines; what does not fit ends in an ellipsis, so does a word too long."""
        words = text.split()
        found: list[str] = []
        while words and len(found) < lines - 1:
            line, rest = self._line(words, room, size, bold)
            found.append(line)
            words = rest
        if words:
            found.append(self.fit(" ".join(words), room, size, bold=bold))
        return found

    def _line(self, words: Sequence[str], room: float, size: float, bold: bool) -> tuple[str, list[str]]:
        line = words[0]
        for n, word in enumerate(words[1:], start=1):
            if self.width(f"{line} {word}", size, bold=bold) > room:
                return self.fit(line, room, size, bold=bold), list(words[n:])
            line = f"{line} {word}"
        return self.fit(line, room, size, bold=bold), []


@lru_cache(maxsize=4096)
def _guessed(character: str) -> float:
    if unicodedata.combining(character) or unicodedata.category(character) == "Cf":
        return 0.0
    return _IDEOGRAPH if unicodedata.east_asian_width(character) in _WIDE else _UNKNOWN


@cache
def lato(size: float = 12) -> Face:
    """Return the face of everything that is printed (Latin scripts), its widths read from the font itself."""
    file = importlib.resources.files("font_lato") / "files" / "Lato-Regular.ttf"
    return Face("Lato", size, dict(_advances(file.read_bytes())))


def _advances(font: bytes) -> Iterator[tuple[str, float]]:
    """Yield characters and their advances in ems, from the tables head, hhea, hmtx and cmap of a TrueType font."""
    (count,) = struct.unpack_from(">H", font, 4)
    tables = {}
    for n in range(count):
        tag, _, offset, _ = struct.unpack_from(">4sLLL", font, 12 + 16 * n)
        tables[tag] = offset
    (em,) = struct.unpack_from(">H", font, tables[b"head"] + 18)
    (metrics,) = struct.unpack_from(">H", font, tables[b"hhea"] + 34)
    glyphs = _glyphs(font, tables[b"cmap"])
    for character, glyph in glyphs.items():
        (advance,) = struct.unpack_from(">H", font, tables[b"hmtx"] + 4 * min(glyph, metrics - 1))
        yield character, advance / em


def _glyphs(font: bytes, cmap: int) -> dict[str, int]:
    """Return the glyph of each character of _RANGES that the font has (cmap format 4)."""
    (count,) = struct.unpack_from(">H", font, cmap + 2)
    places = [struct.unpack_from(">HHL", font, cmap + 4 + 8 * n) for n in range(count)]
    at = cmap + next(offset for platform, encoding, offset in places if (platform, encoding) == _UNICODE_BMP)
    (doubled,) = struct.unpack_from(">H", font, at + 6)
    form = f">{doubled // 2}H"
    ends, starts, deltas, jumps = (
        struct.unpack_from(form, font, at + start) for start in (14, 16 + doubled, 16 + 2 * doubled, 16 + 3 * doubled)
    )
    found = {}
    for code in (code for part in _RANGES for code in part):
        n = next((n for n, end in enumerate(ends) if end >= code), None)
        if n is None or starts[n] > code:
            continue
        if not jumps[n]:
            glyph = (code + deltas[n]) & 0xFFFF
        else:
            place = at + 16 + 3 * doubled + 2 * n + jumps[n] + 2 * (code - starts[n])
            (glyph,) = struct.unpack_from(">H", font, place)
            glyph = (glyph + deltas[n]) & 0xFFFF if glyph else 0
        if glyph:
            found[chr(code)] = glyph
    return found

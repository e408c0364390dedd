"""JPEG files that stop early: how much of the picture is there.

A file without its end marker is whole when all its data came; messengers and web shops make such files
by the hundred. libjpeg fills what did not come with plain grey (128 in every channel).
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from PIL.Image import Image

END = b"\xff\xd9"
_NEXT_MARKER = re.compile(rb"\xff[^\x00\xff\xd0-\xd7]")
_GREY_MARGIN = 1
_BLOCK_ROWS = 16


@dataclass(frozen=True, slots=True)
class Scan:
    """One pass over the picture: its components, spectral band from–to, and the bits still to come (low)."""

    components: tuple[int, ...]
    start: int
    end: int
    low: int
    offset: int


@dataclass(frozen=True, slots=True)
class Passes:
    """What the markers of a JPEG file promise and bring."""

    progressive: bool
    components: tuple[int, ...]
    scans: tuple[Scan, ...]

    def several(self) -> bool:
        """Tell, with only the header read, whether the picture comes in more than one pass."""
        return self.progressive or any(scan.components != self.components for scan in self.scans)

    def coarse(self) -> bool:
        """Tell whether no pass of detail is whole: the picture is blocks of 8 × 8 pixels."""
        return self.progressive and not any(scan.start for scan in self._of_first(self.scans[:-1]))

    def unfinished(self) -> bool:
        """Tell whether colours or fine detail never came."""
        started = {part for scan in self.scans if scan.start == 0 for part in scan.components}
        fine = not self.progressive or any(scan.end == 63 and scan.low <= 1 for scan in self._of_first(self.scans))
        return not fine or not started.issuperset(self.components)

    def _of_first(self, scans: tuple[Scan, ...]) -> list[Scan]:
        return [scan for scan in scans if self.components[:1] == scan.components[:1]]


def passes(data: bytes) -> Passes:
    """Read the markers of a JPEG file up to its end; never raises, whatever the bytes are."""
    progressive = False
    components: tuple[int, ...] = ()
    scans: list[Scan] = []
    for marker, body, offset in _segments(data):
        if marker in {0xC0, 0xC1, 0xC2} and len(body) >= 6:
            progressive = marker == 0xC2
            components = tuple(body[6 + 3 * i] for i in range(body[5]) if 6 + 3 * i < len(body))
        elif marker == 0xDA and body and len(body) >= 4 + 2 * body[0]:
            parts = tuple(body[1 + 2 * i] for i in range(body[0]))
            scans.append(Scan(parts, body[-3], body[-2], body[-1] & 15, offset))
    return Passes(progressive, components, tuple(scans))


def _segments(data: bytes) -> Iterator[tuple[int, bytes, int]]:
    """Yield marker, content and where it ends, for every segment of the first picture in the file."""
    at = 2
    while found := _NEXT_MARKER.search(data, at):
        at = found.start()
        marker = data[at + 1]
        if marker == 0xD9:
            return
        if marker in {0xD8, 0x01}:
            at += 2
            continue
        length = int.from_bytes(data[at + 2 : at + 4], "big")
        yield marker, data[at + 4 : at + 2 + length], at + 2 + length
        at += 2 + max(2, length)


def missing_part(image: "Image", height: int, data: bytes, found: Passes | None) -> float:
    """Return which part of a decoded picture's height (0–1) did not come: the plain grey rows at the bottom.

    image may have been decoded smaller than the height it has in the file.
    With found, for a file that stopped early, zeros in place of data count too: a card that is pulled out
    while the camera writes leaves them.
    """
    grey = (image.height - _first_grey_row(image)) / image.height if _is_grey(_last_row(image)) else 0.0
    if found is None:
        return grey
    if not grey and _is_grey(_last_row(image).crop((image.width - 2, 0, image.width, 1))):
        grey = min(1.0, _BLOCK_ROWS / height)
    begin = next((scan.offset for scan in found.scans), 0)
    zeros = len(data) - len(data.rstrip(b"\0"))
    return max(grey, zeros / max(1, len(data) - begin))


def _last_row(image: "Image") -> "Image":
    return image.crop((0, image.height - 1, *image.size))


def _is_grey(image: "Image") -> bool:
    return _first_grey_row(image) == 0


def _first_grey_row(image: "Image") -> int:
    """Return the row from which on everything is plain grey; the height where nothing is."""
    from PIL import Image as Pillow
    from PIL import ImageChops

    grey = Pillow.new(image.mode, image.size, (128,) * len(image.getbands()))
    other = ImageChops.difference(image, grey).point(lambda value: 255 if value > _GREY_MARGIN else 0)
    box = other.getbbox()
    return box[3] if box else 0

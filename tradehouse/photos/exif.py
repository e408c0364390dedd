"""What the camera noted and the program keeps: which way is up, and when."""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import TYPE_CHECKING

from tradehouse.photos.readers import READING_ERRORS

if TYPE_CHECKING:
    from PIL.Image import Image

_ORIENTATION, _MODIFIED, _EXIF_IFD, _ORIGINAL, _DIGITIZED = 0x0112, 0x0132, 0x8769, 0x9003, 0x9004
_STAMP = re.compile(r"((?:19|20)\d\d)\D(\d\d)\D(\d\d)\D+(\d\d)\D(\d\d)\D(\d\d)")


@dataclass(frozen=True, slots=True)
class CameraNote:
    """turn is EXIF's orientation 1–8, taken the camera's local time."""

    turn: int = 1
    taken: datetime | None = None

    @property
    def lying(self) -> bool:
        """Whether width and height change places."""
        return self.turn >= 5

    def turned(self, size: tuple[int, int]) -> tuple[int, int]:
        """Return a stored size as people see it, or a seen one as it is stored."""
        return (size[1], size[0]) if self.lying else size

    def upright(self, image: "Image") -> "Image":
        """Return image as it was meant to be seen."""
        from PIL.Image import Transpose

        turns = {
            2: Transpose.FLIP_LEFT_RIGHT,
            3: Transpose.ROTATE_180,
            4: Transpose.FLIP_TOP_BOTTOM,
            5: Transpose.TRANSPOSE,
            6: Transpose.ROTATE_270,
            7: Transpose.TRANSVERSE,
            8: Transpose.ROTATE_90,
        }
        return image.transpose(turns[self.turn]) if self.turn in turns else image


def camera_note(raw: "Image") -> CameraNote:
    """Read orientation and time from an opened photo; broken EXIF data tell nothing.

    For JPEG before decoding, for other formats after it: some readers turn the picture themselves.
    """
    try:
        exif = raw.getexif()
        turn = exif.get(_ORIENTATION, 1)
        own = exif.get_ifd(_EXIF_IFD)
        stamps = [own.get(_ORIGINAL), own.get(_DIGITIZED), exif.get(_MODIFIED)]
    except READING_ERRORS:
        return CameraNote()
    return CameraNote(turn if isinstance(turn, int) and 1 <= turn <= 8 else 1, _taken(stamps))


def _taken(stamps: Sequence[object]) -> datetime | None:
    for stamp in stamps:
        found = _STAMP.match(str(stamp).strip()) if stamp else None
        if found:
            try:
                year, month, day, hour, minute, second = map(int, found.groups())
                return datetime(year, month, day, hour, minute, second)  # noqa: DTZ001 - cameras know no zone
            except ValueError:
                continue
    return None

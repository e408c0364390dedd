"""Pillow's and libheif's readers, called one by one for what the bytes are, with a clock beside them.

Pillow's own `open` would try others (PostScript starts a foreign program) and guards against bombs by a
warning and a global limit.
"""

import io
import struct
import time
import warnings
import zlib
from typing import TYPE_CHECKING

from tradehouse.photos import refusals
from tradehouse.photos.formats import PhotoFormat

if TYPE_CHECKING:
    from PIL.ImageFile import ImageFile

SECONDS = 4.0
"""A reader that still asks for data after this long is stopped."""

READING_ERRORS = (
    OSError,
    SyntaxError,
    ValueError,
    TypeError,
    LookupError,
    EOFError,
    ArithmeticError,
    AttributeError,
    AssertionError,
    RuntimeError,
    struct.error,
    zlib.error,
)
"""What the readers raise for bytes that are not what they claim; only calls to them are guarded with it."""


class TooSlowError(Exception):
    """A reader was stopped."""


class Feed(io.BytesIO):
    """Hands bytes to a reader, looks at the clock, and once gives the end to a file that stops early."""

    def __init__(self, data: bytes, end: bytes = b"") -> None:
        super().__init__(data)
        self._end = end
        self.ended_early = False
        self._until = 0.0
        self.start_clock()

    def start_clock(self) -> None:
        """Count the time from now."""
        self._until = time.monotonic() + SECONDS

    def read(self, size: int | None = -1, /) -> bytes:
        """Return the next bytes. Raises TooSlowError."""
        if time.monotonic() > self._until:
            raise TooSlowError
        data = super().read(size)
        if not data and self._end and size:
            self.ended_early = True
            data, self._end = self._end, b""
        return data


def open_photo(feed: Feed, name: str, photo_format: PhotoFormat) -> "ImageFile":
    """Read the header. Raises UnusableFile, TooSlowError."""
    from PIL.Image import DecompressionBombError

    quiet()
    try:
        return _reader(photo_format.name)(feed, name)
    except DecompressionBombError:
        raise refusals.bomb(name) from None
    except READING_ERRORS:
        raise refusals.damaged(name) from None


def load(raw: "ImageFile", name: str) -> None:
    """Decode the first picture of an opened photo. Raises UnusableFile, TooSlowError."""
    from PIL.Image import DecompressionBombError

    try:
        raw.load()
    except (*READING_ERRORS, DecompressionBombError):
        raise refusals.damaged(name) from None


def quiet() -> None:
    """Keep Pillow's warnings about odd files to itself; people read ours.

    Set anew for every file: a filter that is there already costs nothing, and the context manager of the
    standard library is not safe between threads.
    """
    warnings.filterwarnings("ignore", module=r"(PIL|pillow_heif)\.")


def _reader(name: str) -> "type[ImageFile]":
    match name:
        case "JPEG":
            from PIL import JpegImagePlugin

            return JpegImagePlugin.JpegImageFile
        case "PNG":
            from PIL import PngImagePlugin

            return PngImagePlugin.PngImageFile
        case "GIF":
            from PIL import GifImagePlugin

            return GifImagePlugin.GifImageFile
        case "BMP":
            from PIL import BmpImagePlugin

            return BmpImagePlugin.BmpImageFile
        case "TIFF":
            from PIL import TiffImagePlugin

            return TiffImagePlugin.TiffImageFile
        case "WEBP":
            from PIL import WebPImagePlugin

            return WebPImagePlugin.WebPImageFile
        case "AVIF":
            from PIL import AvifImagePlugin

            return AvifImagePlugin.AvifImageFile
        case _:
            import pillow_heif

            return pillow_heif.HeifImageFile

"""A photo's bytes made into a picture, within limits of bytes, pixels, memory and time."""

import re
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import datetime
from typing import TYPE_CHECKING

from tradehouse.domain.errors import UnusableFile
from tradehouse.domain.language import N_, Message
from tradehouse.photos import refusals
from tradehouse.photos.beside import beside
from tradehouse.photos.colour import plain, to_srgb
from tradehouse.photos.exif import CameraNote, camera_note
from tradehouse.photos.formats import LARGEST_FILE, PhotoFormat, camera_raw, recognise, webp_size
from tradehouse.photos.jpeg_ends import END, missing_part, passes
from tradehouse.photos.png_chunks import picture_only
from tradehouse.photos.readers import Feed, TooSlowError, load, open_photo
from tradehouse.photos.refusals import MEGAPIXEL

if TYPE_CHECKING:
    from PIL.Image import Image
    from PIL.ImageFile import ImageFile

MOST_MISSING = 0.25
"""A JPEG that stops early is taken with a warning while at most this part of its height is missing."""
MOST_SCANNED = 2000 * MEGAPIXEL
"""Pixels times scans of a JPEG: 12 megapixels in 166 passes, or 120 in 16; cameras make some ten."""

MOST_WHOLE = 120 * MEGAPIXEL
"""A JPEG of more pixels is decoded at half its width and height at most, and only one that comes in a single pass."""

LONGEST_SIDE = 65_535
"""Pixels; what JPEG can have. Pillow spends memory on every row, however short."""

LARGE = 40 * MEGAPIXEL
"""Photos with more pixels are decoded one at a time, whatever the number of threads."""
_large_one = threading.Lock()
_PLAIN_COMPONENTS = (1, 2, 3)
_LAST_BYTES = 32
_NOTES_OF_PNG = re.compile(rb"eXIf|acTL|Raw profile")


@dataclass(slots=True)
class Picture:
    """A decoded photo: image is upright, opaque sRGB and fits the box that was asked for.

    Its mode is RGB or L; YCbCr where that was allowed and is how the photo is stored.
    width and height are pixels of the whole photo, upright. taken is the camera's local time.
    """

    image: "Image"
    width: int
    height: int
    format: PhotoFormat
    taken: datetime | None = None
    warnings: list[Message] = field(default_factory=list)


def decode(data: bytes, name: str, box: tuple[int, int], *, as_stored: bool = False) -> Picture:
    """Decode the photo in data, reduced to fit box (width, height), never enlarged.

    name is what people call the file, for the sentence of the refusal. as_stored leaves a camera's JPEG in YCbCr,
    which saves a fifth of the time where it becomes a JPEG again. Raises UnusableFile: photo_empty,
    not_a_photo, photo_too_big, photo_too_many_pixels, photo_damaged, photo_incomplete, photo_too_slow.
    """
    if len(data) > LARGEST_FILE:
        raise refusals.too_big(name, len(data), LARGEST_FILE)
    photo_format = recognise(data, name)
    try:
        if photo_format.name == "JPEG":
            return _decode_jpeg(data, name, photo_format, box, as_stored)
        try:
            return _decode_other(data, name, photo_format, box)
        except UnusableFile as refusal:
            if photo_format.name != "PNG" or refusal.code != "photo_damaged":
                raise
            return _decode_other(picture_only(data), name, photo_format, box)
    except TooSlowError:
        raise refusals.too_slow(name) from None
    except MemoryError:
        raise refusals.out_of_memory(name) from None


@dataclass(frozen=True, slots=True)
class Header:
    """What a photo's first bytes say; width and height are pixels, upright."""

    width: int
    height: int
    format: PhotoFormat
    taken: datetime | None


def read_header(data: bytes, name: str) -> Header | None:
    """Return what a photo is without decoding it; None where only decoding tells: it does not end as it should, or
    is of a kind that is not simply a header and a picture.
    """
    if len(data) > LARGEST_FILE:
        return None
    try:
        photo_format = recognise(data, name)
        if not _ends_properly(data, photo_format):
            return None
        feed = Feed(data)
        raw = open_photo(feed, name, photo_format)
        _check_pixels(raw.size, name, photo_format)
        if photo_format.name == "JPEG":
            _check_passes(data, feed.tell(), raw.size, name)
        note = camera_note(raw) if photo_format.name == "JPEG" else CameraNote()
    except (UnusableFile, TooSlowError, MemoryError):
        return None
    return Header(*note.turned(raw.size), photo_format, note.taken)


def _ends_properly(data: bytes, photo_format: PhotoFormat) -> bool:
    if photo_format.name == "JPEG":
        return data[-_LAST_BYTES:].rstrip(b"\0\r\n").endswith(END)
    # Pillow decodes a PNG to look for a camera's notes, where it may have them
    return photo_format.name == "PNG" and b"IEND" in data[-_LAST_BYTES:] and not _NOTES_OF_PNG.search(data)


def fitted(size: tuple[int, int], box: tuple[int, int]) -> tuple[int, int]:
    """Return size (width, height) reduced to fit box in its own proportions; a smaller one is kept."""
    scale = min(1.0, box[0] / size[0], box[1] / size[1])
    return max(1, round(size[0] * scale)), max(1, round(size[1] * scale))


@contextmanager
def _turn(size: tuple[int, int], feed: Feed) -> Iterator[None]:
    """Let one large photo at a time be decoded, so that several threads need no more memory than one."""
    if size[0] * size[1] <= LARGE:
        yield
        return
    with _large_one:
        feed.start_clock()
        yield


def _check_pixels(size: tuple[int, int], name: str, photo_format: PhotoFormat) -> None:
    if max(size) > LONGEST_SIDE:
        raise refusals.bomb(name)
    if size[0] * size[1] > photo_format.most_pixels:
        raise refusals.too_many_pixels(name, size, photo_format.name, photo_format.most_pixels)


def _decode_other(data: bytes, name: str, photo_format: PhotoFormat, box: tuple[int, int]) -> Picture:
    if photo_format.name == "WEBP":
        _check_pixels(webp_size(data), name, photo_format)
    feed = Feed(data)
    raw = open_photo(feed, name, photo_format)
    size = raw.size
    _check_pixels(size, name, photo_format)
    if photo_format.name == "TIFF" and camera_raw(getattr(raw, "tag_v2", {})):
        raise refusals.not_a_photo(name, N_("a camera's raw file"))
    several = photo_format.name != "HEIF" and getattr(raw, "is_animated", False)
    with _turn(size, feed):
        load(raw, name)
        note = camera_note(raw)
        image, remarks = _reduced(raw, fitted(size, note.turned(box)))
    if several:
        remarks.append(Message(N_("The file holds several pictures; only the first is used.")))
    return Picture(note.upright(image), *note.turned(size), photo_format, note.taken, remarks)


def _decode_jpeg(data: bytes, name: str, photo_format: PhotoFormat, box: tuple[int, int], as_stored: bool) -> Picture:
    """Decode at the scale next above what is needed: libjpeg then skips most of the arithmetic.

    The fitted size is asked for, not the box: `draft` compares both sides, and a square box would keep it
    from reducing a 4:3 photo at all.
    """
    feed = Feed(data, END)
    raw = open_photo(feed, name, photo_format)
    size = raw.size
    _check_pixels(size, name, photo_format)
    _check_passes(data, feed.tell(), size, name)
    note = camera_note(raw)
    small = fitted(size, note.turned(box))
    if size[0] * size[1] > MOST_WHOLE:
        small = min(small, (size[0] // 2, size[1] // 2))
    in_parts = as_stored and _is_ycbcr(raw)
    raw.draft("YCbCr" if in_parts else "RGB", small)
    with _turn(size, feed):
        load(raw, name)
        doubt = _judge(raw, size[1], data, name, early=feed.ended_early)
        image, remarks = (_reduced_parts(raw, small), []) if in_parts else _reduced(raw, small)
    if doubt is not None:
        remarks.insert(0, doubt)
    return Picture(note.upright(image), *note.turned(size), photo_format, note.taken, remarks)


def _check_passes(data: bytes, head: int, size: tuple[int, int], name: str) -> None:
    """Refuse a JPEG in more passes, whose head ends there, than time and memory allow. Raises UnusableFile, TooSlowError."""
    pixels = size[0] * size[1]
    if not passes(data[:head]).several():
        return
    if pixels > MOST_WHOLE:
        raise refusals.too_many_pixels(name, size, "JPEG", MOST_WHOLE)
    if len(passes(data).scans) * pixels > MOST_SCANNED:
        raise TooSlowError


def _judge(raw: "Image", height: int, data: bytes, name: str, *, early: bool) -> Message | None:
    """Return what to say about the completeness of a JPEG: nothing where all is there. Raises UnusableFile.

    One that ends properly is never refused: its plain grey may be meant.
    """
    found = passes(data) if early else None
    missing = missing_part(raw, height, data, found)
    if found is not None and (missing > MOST_MISSING or found.coarse()):
        raise refusals.incomplete(name, (1 - missing) / (10 if found.coarse() else 1))
    if missing > 0.01:
        percent = round(100 * missing)
        return Message(
            N_("The lower {percent}% of the photo seems to be missing. Copy it again."), {"percent": percent}
        )
    if found is not None and found.unfinished():
        return Message(N_("The photo is incomplete and therefore not sharp. Copy it again."))
    return None


def _is_ycbcr(raw: "ImageFile") -> bool:
    """Tell whether a JPEG is stored in YCbCr for sure, and means sRGB by it."""
    components = tuple(part[0] for part in getattr(raw, "layer", ()))
    profile = raw.info.get("icc_profile") or b""
    return (
        raw.mode == "RGB"
        and components == _PLAIN_COMPONENTS
        and raw.info.get("adobe_transform", 1) != 0
        and (not profile or b"sRGB" in profile or "sRGB".encode("utf-16-be") in profile)
    )


def _reduced_parts(raw: "ImageFile", size: tuple[int, int]) -> "Image":
    """Return a YCbCr picture reduced to size: brightness finely, colours at half of it, as the next JPEG keeps them.

    Bicubic where libjpeg has reduced already: two thirds of Lanczos' time, and what it loses comes back with a JPEG
    quality of 88 instead of 86.
    """
    from PIL import Image as Pillow
    from PIL.Image import Resampling

    if raw.size == size:
        return raw.copy()
    half = (-(-size[0] // 2), -(-size[1] // 2))

    def reduced(colour: "Image") -> "Image":
        part = colour.reduce(2).resize(half, Resampling.BILINEAR)
        return part.resize(size, Resampling.NEAREST)

    brightness, *colours = raw.split()
    small = beside().map(reduced, colours)
    return Pillow.merge("YCbCr", (brightness.resize(size, Resampling.BICUBIC), *small))


def _reduced(raw: "ImageFile", size: tuple[int, int]) -> tuple["Image", list[Message]]:
    from PIL.Image import Resampling

    image = plain(raw, size)
    if image.size != size:
        image = image.resize(size, Resampling.LANCZOS)
    image, followed = to_srgb(image, raw.info.get("icc_profile"))
    if followed:
        return image, []
    return image, [Message(N_("The colour profile of the photo is damaged; its colours may be a little off."))]

"""What a file is, told from its first bytes and never from its name."""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from tradehouse.domain.language import N_
from tradehouse.photos import refusals
from tradehouse.photos.refusals import MEGABYTE, MEGAPIXEL

SUFFIXES = frozenset({".jpg", ".jpeg", ".jpe", ".jfif", ".png", ".webp", ".heic", ".heif", ".hif", ".avif", ".gif", ".bmp",
                      ".tif", ".tiff", ".mpo"})  # fmt: skip
"""How the files of photos are called that are taken in."""
LARGEST_FILE = 60 * MEGABYTE
"""Bytes of one photo; the largest phone photos have half of it."""


@dataclass(frozen=True, slots=True)
class PhotoFormat:
    """A kind of photo that is taken in. name is Pillow's, extension the one it is stored under.

    most_pixels keeps decoding under 5 seconds and 1 GB: the decoders of WebP, HEIC and AVIF hold the picture
    several times and are some five times slower than JPEG's, TIFF's holds it twice. The largest phones make 200 megapixels.
    """

    name: str
    extension: str
    most_pixels: int


FORMATS: Mapping[str, PhotoFormat] = {
    photo_format.name: photo_format
    for photo_format in (
        PhotoFormat("JPEG", "jpg", 210 * MEGAPIXEL),
        PhotoFormat("PNG", "png", 120 * MEGAPIXEL),
        PhotoFormat("GIF", "gif", 120 * MEGAPIXEL),
        PhotoFormat("BMP", "bmp", 120 * MEGAPIXEL),
        PhotoFormat("TIFF", "tif", 80 * MEGAPIXEL),
        PhotoFormat("WEBP", "webp", 50 * MEGAPIXEL),
        PhotoFormat("HEIF", "heic", 64 * MEGAPIXEL),
        PhotoFormat("AVIF", "avif", 64 * MEGAPIXEL),
    )
}

_PHOTOS: tuple[tuple[bytes, str], ...] = (
    (b"\xff\xd8\xff", "JPEG"),
    (b"\x89PNG\r\n\x1a\n", "PNG"),
    (b"GIF87a", "GIF"),
    (b"GIF89a", "GIF"),
    (b"II*\0", "TIFF"),
    (b"MM\0*", "TIFF"),
    (b"II+\0", "TIFF"),
    (b"MM\0+", "TIFF"),
)
_HEIF_BRANDS = frozenset((b"heic", b"heix", b"heim", b"heis", b"hevc", b"hevx", b"hevm", b"hevs", b"mif1", b"msf1"))
_AVIF_BRANDS = frozenset((b"avif", b"avis"))
_VIDEO = N_("a video")
_NEW_SUBFILE, _DNG = 254, 50706
_RAW = N_("a camera's raw file")
_OTHERS: tuple[tuple[bytes, str], ...] = (
    (b"\xd7\xcd\xc6\x9a", N_("a drawing (WMF)")),
    (b"\x01\x00\x09\x00\x00\x03", N_("a drawing (WMF)")),
    (b"%PDF-", N_("a PDF document")),
    (b"%!PS", N_("a PostScript document")),
    (b"8BPS", N_("a Photoshop document")),
    (b"\x00\x00\x01\x00", N_("an icon")),
    (b"\x00\x00\x00\x0cjP  ", N_("a JPEG 2000 picture")),
    (b"\xff\x4f\xff\x51", N_("a JPEG 2000 picture")),
    (b"\x00\x00\x00\x0cJXL ", N_("a JPEG XL picture")),
    (b"\xff\x0a", N_("a JPEG XL picture")),
    (b"PK\x03\x04", N_("a ZIP archive or an office document")),
    (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", N_("an office document")),
    (b"Rar!", N_("an archive")),
    (b"7z\xbc\xaf", N_("an archive")),
    (b"\x1a\x45\xdf\xa3", _VIDEO),
    (b"FUJIFILMCCD-RAW", _RAW),
)
_TEXT = re.compile(rb"[^\x00-\x08\x0e-\x1a\x1c-\x1f\x7f]+")


def recognise(data: bytes, name: str) -> PhotoFormat:
    """Return the format of the photo in data. Raises UnusableFile with what it is instead."""
    if not data.strip(b"\0"):
        raise refusals.empty(name)
    found = next((key for magic, key in _PHOTOS if data.startswith(magic)), None) or _by_container(data)
    raw = found == "TIFF" and data[8:10] == b"CR"
    if found is not None and not raw:
        return FORMATS[found]
    raise refusals.not_a_photo(name, _RAW if raw else _other_kind(data[:4096]))


def camera_raw(tags: Mapping[int, Any]) -> bool:
    """Tell from its tags whether the first picture of a TIFF is but the preview of a camera's raw file."""
    kind = tags.get(_NEW_SUBFILE, 0)
    return _DNG in tags or (isinstance(kind, int) and bool(kind & 1))


def _by_container(data: bytes) -> str | None:
    if data.startswith(b"RIFF") and data[8:12] == b"WEBP":
        return "WEBP"
    if data.startswith(b"BM") and data[14:18] in _BMP_HEADERS:
        return "BMP"
    if data[4:8] == b"ftyp":
        length = min(int.from_bytes(data[:4], "big"), 512)
        brands = {data[8:12], *(data[at : at + 4] for at in range(16, length, 4))}
        if brands & _AVIF_BRANDS and (data[8:12] in _AVIF_BRANDS or b"heic" not in brands):
            return "AVIF"
        if brands & _HEIF_BRANDS:
            return "HEIF"
    return None


_BMP_HEADERS = frozenset(size.to_bytes(4, "little") for size in (12, 16, 40, 52, 56, 64, 108, 124))


def _other_kind(head: bytes) -> str | None:
    for magic, kind in _OTHERS:
        if head.startswith(magic):
            return kind
    if head[:4] == b"\x01\x00\x00\x00" and head[40:44] == b" EMF":
        return N_("a drawing (EMF)")
    if head[4:8] == b"ftyp":
        return _VIDEO
    if head.lstrip(b"\xef\xbb\xbf\r\n\t ").startswith(b"<"):
        lower = head.lower()
        if b"<svg" in lower:
            return N_("a drawing (SVG)")
        if b"<html" in lower or b"<!doctype html" in lower:
            return N_("a web page")
    return N_("a text file") if _TEXT.fullmatch(head) else None


def webp_size(data: bytes) -> tuple[int, int]:
    """Return width and height from a WebP header, zeros if there are none.

    Read here because the reader reserves its memory when it opens the file.
    """
    chunk, body = data[12:16], data[20:30]
    if len(body) == 10 and chunk == b"VP8X":
        return int.from_bytes(body[4:7], "little") + 1, int.from_bytes(body[7:10], "little") + 1
    if len(body) == 10 and chunk == b"VP8L":
        bits = int.from_bytes(body[1:5], "little")
        return (bits & 0x3FFF) + 1, (bits >> 14 & 0x3FFF) + 1
    if len(body) == 10 and chunk == b"VP8 ":
        return int.from_bytes(body[6:8], "little") & 0x3FFF, int.from_bytes(body[8:10], "little") & 0x3FFF
    return 0, 0

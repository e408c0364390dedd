"""Originals on their way out: the same picture, without what the camera noted (place, device, people, comments).

JPEG, PNG and WebP lose their notes and keep every pixel; which way is up stays, in a note of its own, and so does the
colour profile. What cannot be cleaned so is rendered anew by the caller.
"""

import struct
import zlib

from tradehouse.photos.exif import CameraNote, camera_note
from tradehouse.photos.formats import recognise
from tradehouse.photos.readers import Feed, open_photo

_KEPT_PNG = frozenset(
    (
        b"IHDR",
        b"PLTE",
        b"IDAT",
        b"IEND",
        b"tRNS",
        b"gAMA",
        b"cHRM",
        b"sRGB",
        b"iCCP",
        b"sBIT",
        b"bKGD",
        b"pHYs",
        b"cICP",
    )
)
_KEPT_WEBP = frozenset((b"VP8 ", b"VP8L", b"VP8X", b"ALPH", b"ICCP", b"ANIM", b"ANMF"))
_ICC = b"ICC_PROFILE\0"
_ADOBE = b"Adobe"
_STANDALONE = frozenset((0x01, *range(0xD0, 0xD8)))


def clean_original(data: bytes, name: str) -> bytes | None:
    """Return a stored original without notes, None where it must be rendered anew instead. Raises UnusableFile."""
    photo_format = recognise(data, name)
    raw = open_photo(Feed(data), name, photo_format)
    return without_notes(data, photo_format.name, camera_note(raw))


def without_notes(data: bytes, format_name: str, note: CameraNote) -> bytes | None:
    """Return the file without notes; None where the format (or a damaged file) does not allow it.

    format_name is Pillow's; note tells which way is up.
    """
    try:
        match format_name:
            case "JPEG":
                return _jpeg(data, note.turn)
            case "PNG":
                return _png(data) if note.turn == 1 else None
            case "WEBP":
                return _webp(data) if note.turn == 1 else None
            case _:
                return None
    except (struct.error, IndexError):
        return None


def _turn_note(turn: int) -> bytes:
    """Return an EXIF segment that holds nothing but the orientation."""
    tiff = b"II*\0" + struct.pack("<IHHHIHHI", 8, 1, 0x0112, 3, 1, turn, 0, 0)
    body = b"Exif\0\0" + tiff
    return b"\xff\xe1" + struct.pack(">H", len(body) + 2) + body


def _jpeg(data: bytes, turn: int) -> bytes | None:
    """Keep tables, scans, the JFIF header, Adobe's colour note and the profile; drop the rest and what follows the end.

    Behind the first picture phones put previews, depth maps and videos, each with notes of their own.
    """
    if not data.startswith(b"\xff\xd8"):
        return None
    out = [b"\xff\xd8"]
    at = 2
    if turn != 1:
        out.append(_turn_note(turn))
    while at < len(data) - 1:
        if data[at] != 0xFF:
            return None
        marker = data[at + 1]
        if marker == 0xFF:
            at += 1
            continue
        if marker == 0xD9:
            out.append(b"\xff\xd9")
            return b"".join(out)
        if marker in _STANDALONE:
            out.append(data[at : at + 2])
            at += 2
            continue
        (length,) = struct.unpack(">H", data[at + 2 : at + 4])
        if length < 2:
            return None
        body = data[at + 4 : at + 2 + length]
        if _is_kept(marker, body):
            out.append(data[at : at + 2 + length])
        at += 2 + length
        if marker == 0xDA:
            end = _end_of_scan(data, at)
            out.append(data[at:end])
            at = end
    out.append(b"\xff\xd9")  # a photo without its end marker is a good photo
    return b"".join(out)


def _is_kept(marker: int, body: bytes) -> bool:
    if marker == 0xFE:
        return False
    if 0xE1 <= marker <= 0xEF:
        return (marker == 0xE2 and body.startswith(_ICC)) or (marker == 0xEE and body.startswith(_ADOBE))
    return True


def _end_of_scan(data: bytes, at: int) -> int:
    while True:
        at = data.find(b"\xff", at)
        if at < 0 or at + 1 >= len(data):
            return len(data)
        if data[at + 1] != 0 and not 0xD0 <= data[at + 1] <= 0xD7 and data[at + 1] != 0xFF:
            return at
        at += 2 if data[at + 1] != 0xFF else 1


def _png(data: bytes) -> bytes | None:
    out, at = [data[:8]], 8
    while at + 12 <= len(data):
        (length,) = struct.unpack(">I", data[at : at + 4])
        kind = data[at + 4 : at + 8]
        chunk = data[at : at + 12 + length]
        if len(chunk) < 12 + length:
            return None
        if kind in _KEPT_PNG:
            out.append(chunk)
        if kind == b"IEND":
            return b"".join(out)
        at += 12 + length
    return b"".join(out) + b"\0\0\0\0IEND" + struct.pack(">I", zlib.crc32(b"IEND"))


def _webp(data: bytes) -> bytes | None:
    chunks, at = [], 12
    while at + 8 <= len(data):
        kind = data[at : at + 4]
        (length,) = struct.unpack("<I", data[at + 4 : at + 8])
        body = data[at + 8 : at + 8 + length]
        if len(body) < length:
            return None
        if kind == b"VP8X":
            body = bytes((body[0] & ~0b0000_1100,)) + body[1:]  # neither EXIF nor XMP follows
        if kind in _KEPT_WEBP:
            chunks.append(kind + struct.pack("<I", length) + body + b"\0" * (length % 2))
        at += 8 + length + length % 2
    content = b"".join(chunks)
    return b"RIFF" + struct.pack("<I", len(content) + 4) + b"WEBP" + content

"""PNG files without what surrounds the picture: damaged or exploding text must not cost a good photo."""

import zlib
from collections.abc import Iterator

SIGNATURE = b"\x89PNG\r\n\x1a\n"
_KEPT = frozenset((b"IHDR", b"PLTE", b"tRNS", b"eXIf", b"IDAT", b"IEND"))


def picture_only(data: bytes) -> bytes:
    """Return a PNG file with only the chunks that make the picture, up to the first that is cut off."""
    parts = [SIGNATURE]
    for kind, content in _chunks(data):
        if kind in _KEPT:
            head = len(content).to_bytes(4, "big") + kind
            parts += (head, content, zlib.crc32(content, zlib.crc32(kind)).to_bytes(4, "big"))
    return b"".join(parts)


def _chunks(data: bytes) -> Iterator[tuple[bytes, bytes]]:
    """Yield kind and content of every whole chunk whose check sum is right, or that is not the picture's."""
    at = len(SIGNATURE)
    while at + 12 <= len(data):
        length = int.from_bytes(data[at : at + 4], "big")
        kind, content = data[at + 4 : at + 8], data[at + 8 : at + 8 + length]
        check = data[at + 8 + length : at + 12 + length]
        if len(check) < 4:
            return
        if kind not in _KEPT or zlib.crc32(content, zlib.crc32(kind)).to_bytes(4, "big") == check:
            yield kind, content
        at += 12 + length

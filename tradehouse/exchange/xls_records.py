"""How far the cells of an .xls reach and how much text they stand for, before calamine makes tables of them.

Format: [MS-XLS]. A workbook stream is a row of records, each a kind, a length and data; sheets lie one
behind the other, each opened by a BOF record.
"""

import re
from pathlib import Path
from struct import unpack_from

from tradehouse.exchange.limits import MAX_AREA, MAX_TEXT, damaged, too_large, too_many_cells

_BOF = frozenset((0x0809, 0x0409, 0x0209, 0x0009))
_CELLS = frozenset((0x0006, 0x0203, 0x0204, 0x0205, 0x027E, 0x00BD, 0x00D6, 0x0406, 0x0206))
_SHARED_STRING_CELL = 0x00FD
_SEVERAL_NUMBERS = 0x00BD
_STRINGS, _CONTINUED = 0x00FC, 0x003C
_LONGEST_STRING = 32_767
_DRAWINGS = 0x00EB
_PICTURE = re.compile(rb"[\x1a-\x1f\x29\x2a]\xf0")  # the records of a picture's bytes, by their kind


def check_xls(path: Path, stream: bytes) -> None:
    """Refuse a workbook stream whose cells reach too far or repeat too much text. Raises UnusableFile."""
    lengths: list[int] = []
    text = last_row = last_column = 0
    at, total = 0, len(stream)
    while at + 4 <= total:
        kind, size = unpack_from("<HH", stream, at)
        start, at = at + 4, at + 4 + size
        if at > total:
            return  # padding, or a broken end that calamine refuses
        if kind in _BOF:
            last_row = last_column = 0
        elif (kind == _SHARED_STRING_CELL or kind in _CELLS) and size >= 6:
            row, column = unpack_from("<HH", stream, start)
            if kind == _SEVERAL_NUMBERS:
                column = unpack_from("<H", stream, at - 2)[0]
            elif kind == _SHARED_STRING_CELL and size >= 10:
                index = unpack_from("<I", stream, start + 6)[0]
                text += lengths[index] if index < len(lengths) else _LONGEST_STRING
            last_row, last_column = max(last_row, row + 1), max(last_column, column + 1)
            if last_row * last_column > MAX_AREA:
                raise too_many_cells(path, path.stem, last_row, last_column)
        elif kind == _STRINGS:
            lengths = _string_lengths(path, _segments(stream, start, size))
    if text > MAX_TEXT:
        raise too_large(path, text, MAX_TEXT)


def holds_pictures(stream: bytes) -> bool:
    """Say whether the drawings of a workbook stream hold a picture ([MS-ODRAW] 2.2.23): notes and filters draw too."""
    at, total = 0, len(stream)
    while at + 4 <= total:
        kind, size = unpack_from("<HH", stream, at)
        if kind == _DRAWINGS and any(map(_PICTURE.search, _segments(stream, at + 4, size))):
            return True
        at += 4 + size
    return False


def _segments(stream: bytes, start: int, size: int) -> list[bytes]:
    """Return the data of a record and of the records that continue it."""
    found = [stream[start : start + size]]
    at = start + size
    while at + 4 <= len(stream):
        kind, size = unpack_from("<HH", stream, at)
        if kind != _CONTINUED:
            break
        found.append(stream[at + 4 : at + 4 + size])
        at += 4 + size
    return found


def _string_lengths(path: Path, segments: list[bytes]) -> list[int]:
    """Return the characters of each shared string ([MS-XLS] 2.4.265, 2.5.293). Characters that go on in the
    next segment start there with a byte that says how wide they are.
    """
    lengths: list[int] = []
    number, at = 0, 8
    while number < len(segments):
        data = segments[number]
        if at + 3 > len(data):
            number, at = number + 1, max(0, at - len(data))
            continue
        characters, flags = unpack_from("<HB", data, at)
        at += 3
        after = 0
        if flags & 0x08 and at + 2 <= len(data):
            after += 4 * unpack_from("<H", data, at)[0]
            at += 2
        if flags & 0x04 and at + 4 <= len(data):
            after += unpack_from("<I", data, at)[0]
            at += 4
        lengths.append(characters)
        if len(lengths) > MAX_AREA:
            raise damaged(path)
        left, width = characters, 2 if flags & 0x01 else 1
        while left and number < len(segments):
            here = min(left, max(0, len(segments[number]) - at) // width)
            left -= here
            at += here * width
            if left:
                number, at = number + 1, 1
                wide = number < len(segments) and segments[number][:1] == b"\x01"
                width = 2 if wide else 1
        at += after
        while number < len(segments) and at > len(segments[number]):
            at -= len(segments[number])
            number += 1
    return lengths

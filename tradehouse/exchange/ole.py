"""The old container of Office files (.xls, files behind a password): just enough to know what is inside.
inside.

Format: [MS-CFB]. Chains of sectors in a hostile file may run in circles, and the reader behind us would
follow them for ever; every chain that it follows is walked here first.
"""

import struct
from dataclasses import dataclass
from pathlib import Path
from typing import BinaryIO

from tradehouse.exchange.limits import damaged

SIGNATURE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_END_OF_CHAIN = 0xFFFFFFFE
_NO_STREAM = 0xFFFFFFFF
_DIFAT_IN_HEADER = 109
_ENTRY = 128
_STREAM, _ROOT = 2, 5
_FILEPASS = 0x2F
_PIECE = 64
_MOST_PIECES = 4096 // _PIECE
_RECORDS_BEFORE_FILEPASS = 20


@dataclass(frozen=True, slots=True)
class OleFile:
    """The names of the streams in an OLE file, lower case, and its workbook stream."""

    streams: frozenset[str]
    workbook: bytes = b""

    @property
    def is_encrypted_package(self) -> bool:
        """True for an .xlsx behind a password."""
        return "encryptedpackage" in self.streams

    @property
    def is_workbook(self) -> bool:
        """True for an .xls of Excel 5 to 2003."""
        return bool(self.streams & {"workbook", "book"})

    @property
    def is_encrypted_workbook(self) -> bool:
        """True for an .xls behind a password: one of its first records is FILEPASS ([MS-XLS] 2.4.117)."""
        at = 0
        for _record in range(_RECORDS_BEFORE_FILEPASS):
            if at + 4 > len(self.workbook):
                return False
            kind, size = struct.unpack_from("<HH", self.workbook, at)
            if kind == _FILEPASS:
                return True
            at += 4 + size
        return False


def read_ole(path: Path) -> OleFile:
    """Return what is in the OLE file at path. Raises UnusableFile for broken or circular chains."""
    with path.open("rb") as file:
        return _Reader(path, file).read()


class _Reader:
    def __init__(self, path: Path, file: BinaryIO) -> None:
        self._path = path
        self._file = file
        header = file.read(512)
        if len(header) < 512 or not header.startswith(SIGNATURE):
            raise damaged(path)
        shift = struct.unpack_from("<H", header, 30)[0]
        if shift not in (9, 12):
            raise damaged(path)
        self._size = 1 << shift
        self._header = header
        self._count = max(0, path.stat().st_size - self._size) // self._size + 1
        self._table = self._read_table()

    def read(self) -> OleFile:
        """Read the directory and walk every chain."""
        first, small_table = (
            struct.unpack_from("<I", self._header, 48)[0],
            struct.unpack_from("<I", self._header, 60)[0],
        )
        self._chain(small_table)
        directory = b"".join(self._sector(number) for number in self._chain(first))
        names = set()
        workbook = container = b""
        for at in range(0, len(directory) - _ENTRY + 1, _ENTRY):
            length, kind = struct.unpack_from("<HB", directory, at + 64)
            start, size = struct.unpack_from("<II", directory, at + 116)
            if kind not in (_STREAM, _ROOT):
                continue
            name = directory[at : at + max(0, min(length, 64) - 2)].decode("utf-16-le", "replace").lower()
            large = kind == _ROOT or size >= struct.unpack_from("<I", self._header, 56)[0]
            sectors = self._chain(start) if large and size else []
            if kind == _STREAM:
                names.add(name)
            if kind == _ROOT:
                container = b"".join(self._sector(number) for number in sectors)
            if name in ("workbook", "book"):
                whole = b"".join(self._sector(number) for number in sectors)
                workbook = whole if large else self._small_stream(container, small_table, start)
        return OleFile(frozenset(names), workbook)

    def _small_stream(self, container: bytes, small_table: int, start: int) -> bytes:
        """Return a stream of less than 4 KB, which lies in pieces of 64 bytes in a container of such."""
        listed = b"".join(self._sector(number) for number in self._chain(small_table))
        table = struct.unpack(f"<{len(listed) // 4}I", listed[: len(listed) // 4 * 4])
        pieces: list[bytes] = []
        number = start
        while number not in (_END_OF_CHAIN, _NO_STREAM):
            if number >= len(table) or len(pieces) > _MOST_PIECES:
                raise damaged(self._path)
            pieces.append(container[number * _PIECE : (number + 1) * _PIECE])
            number = table[number]
        return b"".join(pieces)

    def _sector(self, number: int) -> bytes:
        self._file.seek((number + 1) * self._size)
        return self._file.read(self._size)

    def _read_table(self) -> list[int]:
        places = list(struct.unpack_from(f"<{_DIFAT_IN_HEADER}I", self._header, 76))
        following = struct.unpack_from("<I", self._header, 68)[0]
        per_sector = self._size // 4
        seen: set[int] = set()
        while following < self._count:
            if following in seen:
                raise damaged(self._path)
            seen.add(following)
            more = self._sector(following).ljust(self._size, b"\xff")
            *numbers, following = struct.unpack(f"<{per_sector}I", more)
            places.extend(numbers)
        table: list[int] = []
        for place in places:
            if place < self._count and len(table) <= self._count:
                sector = self._sector(place).ljust(self._size, b"\xff")
                table.extend(struct.unpack(f"<{per_sector}I", sector))
        return table

    def _chain(self, start: int) -> list[int]:
        sectors: list[int] = []
        number = start
        while number not in (_END_OF_CHAIN, _NO_STREAM):
            if number >= len(self._table) or len(sectors) > self._count:
                raise damaged(self._path)
            sectors.append(number)
            number = self._table[number]
        return sectors

"""The parts of a zip container (.xlsx, .xlsb, .ods), checked before anything is unpacked.

Parts are inflated here and not by zipfile, because an archive may lie about the size of a part and the reader
behind us would believe the data: what comes out is counted against what was declared.
"""

import io
import re
import struct
import zipfile
import zlib
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from typing import BinaryIO
from xml.etree.ElementTree import Element, ParseError
from xml.parsers import expat

from defusedxml import ElementTree
from defusedxml.common import DefusedXmlException

from tradehouse.domain.zips import DAMAGED_ZIP
from tradehouse.exchange.limits import (
    DEFLATE_RATIO,
    MAX_DIRECTORY,
    MAX_ENTRIES,
    MAX_PART,
    MAX_RATIO,
    MAX_TREE,
    MAX_UNPACKED,
    SMALL_PART,
    damaged,
    encrypted,
    forbidden_xml,
    too_large,
    unsafe,
)

_BLOCK = 64 * 1024
_HEAD = 4 * 1024
_WHOLE = 1024 * 1024  # a part of this size is inflated in one go
_ENTRY_BYTES = 256  # of the list of parts, for each
_END_OF_DIRECTORY = b"PK\x05\x06"
_END_OF_DIRECTORY_64 = b"PK\x06\x06"
_PICTURES = re.compile(r"(?:^|/)(?:media|pictures)/", re.IGNORECASE)
_ROOT = re.compile(rb"<[A-Za-z_]")


class Parts:
    """The parts of one archive by name, whatever the case of its letters."""

    def __init__(self, path: Path, content: bytes | None = None, *, most_entries: int = MAX_ENTRIES) -> None:
        """Check the archive at path; content replaces what lies there. Raises UnusableFile, OSError."""
        self.path = path
        self.content = content
        self._most_entries = most_entries
        self._entries = self._checked()
        self._counted: set[str] = set()

    def open(self) -> BinaryIO:
        """Return the archive as a file."""
        return self.path.open("rb") if self.content is None else io.BytesIO(self.content)

    def names(self) -> list[str]:
        """Return the names of all parts, in the order of the archive, with slashes whatever it writes."""
        return [entry.filename.replace("\\", "/") for entry in self._entries.values()]

    @property
    def has_backslashes(self) -> bool:
        """Whether the archive separates folders as Windows does, which the format forbids and some programs do."""
        return any("\\" in entry.filename for entry in self._entries.values())

    def __contains__(self, name: str) -> bool:
        return name.lower() in self._entries

    def size(self, name: str) -> int:
        """Return the declared size of a part in bytes, 0 where there is none."""
        entry = self._entries.get(name.lower())
        return entry.file_size if entry else 0

    def chunks(self, name: str, block: int = _BLOCK) -> Iterator[bytes]:
        """Yield a part piece by piece. Raises UnusableFile where it is damaged or larger than declared."""
        entry = self._entries[name.lower()]
        produced = check = 0
        for chunk in self._inflated(entry, block):
            produced += len(chunk)
            if produced > entry.file_size:
                raise unsafe(self.path)
            check = zlib.crc32(chunk, check)
            yield chunk
        if produced < entry.file_size or check != entry.CRC:
            raise damaged(self.path)
        self._counted.add(name.lower())

    def read(self, name: str, limit: int = MAX_PART) -> bytes:
        """Return a part of at most limit bytes. Raises UnusableFile."""
        if self.size(name) > limit:
            raise too_large(self.path, self.size(name), limit)
        return b"".join(self.chunks(name, _WHOLE))

    def head(self, name: str) -> bytes:
        """Return the first piece of a part."""
        return next(self._inflated(self._entries[name.lower()], _HEAD), b"")

    def xml(self, name: str) -> Element:
        """Return the root element of a part. Raises UnusableFile for broken XML, a DTD or entities."""
        try:
            root: Element = ElementTree.fromstring(self.read(name, MAX_TREE), forbid_dtd=True)
        except DefusedXmlException:
            raise forbidden_xml(self.path) from None
        except (ParseError, ValueError, LookupError):
            raise damaged(self.path) from None
        return root

    def check_unread(self) -> None:
        """Count the parts that nobody has read and that could hide much: readers behind us may open them."""
        for name, entry in self._entries.items():
            if name not in self._counted and entry.compress_size * DEFLATE_RATIO > SMALL_PART:
                if _PICTURES.search(name):
                    continue  # only we open these, one by one
                for _chunk in self.chunks(name):
                    pass

    def check_prolog(self, name: str) -> None:
        """Refuse XML with a document type before its root element."""
        head = self.head(name)
        root = _ROOT.search(head)
        if root is None or b"<!" in head[: root.start()].replace(b"<!--", b""):
            raise forbidden_xml(self.path) if b"<!D" in head else damaged(self.path)

    def _checked(self) -> dict[str, zipfile.ZipInfo]:
        try:
            with self.open() as file:
                self._check_directory(file)
                file.seek(0)
                with zipfile.ZipFile(file) as archive:
                    entries = [entry for entry in archive.infolist() if not entry.is_dir()]
        except DAMAGED_ZIP:
            raise damaged(self.path) from None
        if any(entry.flag_bits & 0x1 for entry in entries):
            raise encrypted(self.path)
        found = {entry.filename.replace("\\", "/").lower(): entry for entry in entries}
        if len(found) < len(entries):
            raise damaged(self.path)
        if len(entries) > self._most_entries or self._overlap(entries):
            raise unsafe(self.path)
        unpacked = 0
        for entry in entries:
            if entry.compress_type not in (zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED):
                raise damaged(self.path)
            if entry.file_size > SMALL_PART and entry.file_size > MAX_RATIO * entry.compress_size:
                raise unsafe(self.path)
            unpacked += 0 if _PICTURES.search(entry.filename) else entry.file_size
        if unpacked > MAX_UNPACKED:
            raise unsafe(self.path)
        return found

    def _check_directory(self, file: BinaryIO) -> None:
        """Look at the size of the directory before zipfile makes an object of each entry."""
        size = file.seek(0, io.SEEK_END)
        file.seek(max(0, size - 66_000))
        tail = file.read()
        at = tail.rfind(_END_OF_DIRECTORY)
        if at < 0 or len(tail) < at + 22:
            raise damaged(self.path)
        directory = int.from_bytes(tail[at + 12 : at + 16], "little")
        large = tail.rfind(_END_OF_DIRECTORY_64, 0, at)
        if large >= 0:
            directory = max(int.from_bytes(tail[large + 40 : large + 48], "little"), directory % 0xFFFF_FFFF)
        if directory > max(MAX_DIRECTORY, self._most_entries * _ENTRY_BYTES):
            raise unsafe(self.path)

    @staticmethod
    def _overlap(entries: list[zipfile.ZipInfo]) -> bool:
        end = 0
        for entry in sorted(entries, key=lambda entry: entry.header_offset):
            if entry.header_offset < end:
                return True
            end = entry.header_offset + 30 + entry.compress_size
        return False

    def _inflated(self, entry: zipfile.ZipInfo, block_size: int) -> Iterator[bytes]:
        with self.open() as file:
            file.seek(entry.header_offset)
            header = file.read(30)
            if len(header) < 30 or not header.startswith(b"PK\x03\x04"):
                raise damaged(self.path)
            name_length, extra_length = struct.unpack("<HH", header[26:30])
            file.seek(name_length + extra_length, io.SEEK_CUR)
            inflater = zlib.decompressobj(-15) if entry.compress_type else None
            left, room = entry.compress_size, entry.file_size
            while left and not (inflater and inflater.eof):
                block = file.read(min(left, block_size))
                if not block:
                    raise damaged(self.path)
                left -= len(block)
                if inflater is None:
                    yield block
                    continue
                try:
                    # one byte more than was declared gives a liar away and takes no memory
                    content = inflater.decompress(block, room + 1)
                except zlib.error:
                    raise damaged(self.path) from None
                room = max(0, room - len(content))
                yield content


def ahead(chunks: Iterator[bytes]) -> Iterator[bytes]:
    """Yield the same, each piece made ready in another thread while the one before is worked on: inflating needs no
    Python.
    """
    with ThreadPoolExecutor(1, "inflate") as thread:
        coming = thread.submit(next, chunks, None)
        while (chunk := coming.result()) is not None:
            coming = thread.submit(next, chunks, None)
            yield chunk


def guarded_parser(parts: Parts) -> expat.XMLParserType:
    """Return an expat parser that refuses a document type and entities. Raises UnusableFile while parsing."""

    def refuse(*_declaration: object) -> None:
        raise forbidden_xml(parts.path)

    parser = expat.ParserCreate()
    parser.buffer_text = True
    parser.StartDoctypeDeclHandler = refuse
    parser.EntityDeclHandler = refuse
    return parser


def part_folder(name: str) -> str:
    """Return the folder of a part's name, with its slash."""
    folder, slash, _ = name.rpartition("/")
    return folder + slash


def relations(parts: Parts, name: str) -> dict[str, tuple[str, str]]:
    """Return the internal relations of a part: id → (last word of its type, name of the target part)."""
    folder = part_folder(name)
    return {
        relation.get("Id", ""): (relation.get("Type", "").rpartition("/")[2], resolved(folder, target))
        for relation in _relations(parts, name)
        if relation.get("TargetMode") != "External" and (target := relation.get("Target")) is not None
    }


def outside_relations(parts: Parts, name: str) -> dict[str, str]:
    """Return what a part points to outside the file: id → address or path, never opened by us."""
    return {
        relation.get("Id", ""): relation.get("Target", "")
        for relation in _relations(parts, name)
        if relation.get("TargetMode") == "External"
    }


def _relations(parts: Parts, name: str) -> Iterator[Element]:
    folder = part_folder(name)
    listing = f"{folder}_rels/{name[len(folder) :]}.rels"
    return parts.xml(listing).iter() if listing in parts else iter(())


def resolved(folder: str, target: str) -> str:
    """Return the name of the part that a relation of a part in this folder points to."""
    target = target.replace("\\", "/")
    if target.startswith("/"):
        return target[1:]
    steps: list[str] = []
    for step in f"{folder}{target}".split("/"):
        if step == ".." and steps:
            steps.pop()
        elif step not in ("", ".", ".."):
            steps.append(step)
    return "/".join(steps)

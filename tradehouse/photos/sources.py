"""Where photos come from: files, folders, zips (also a messenger's chat export), bytes from the clipboard.

Nothing is unpacked to the disk: a zip's entries are read one by one, each within the limits of a photo, so that a bad
entry spoils nothing but itself. What is no photo and does not pretend to be one (a chat's text, a video, Thumbs.db) is
passed over when it comes with others; named alone it is refused with a sentence.
"""

import os
import struct
import zipfile
import zlib
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field
from pathlib import Path, PurePath, PurePosixPath

from tradehouse.domain.errors import UnusableFile
from tradehouse.domain.language import N_
from tradehouse.domain.progress import Progress
from tradehouse.domain.text import sort_key
from tradehouse.domain.zips import DAMAGED_ZIP
from tradehouse.photos import refusals
from tradehouse.photos.formats import LARGEST_FILE, SUFFIXES, recognise
from tradehouse.photos.intake import read_content
from tradehouse.photos.refusals import MEGABYTE

MOST_FILES = 20_000
"""Photos of one run."""
LARGEST_DIRECTORY = 32 * MEGABYTE


_HIDDEN = ("._", "~$", ".")
_SYSTEM_FOLDERS = frozenset({"__MACOSX", ".thumbnails", ".trashed", "$RECYCLE.BIN", "System Volume Information"})
_HEAD = 4096
_END_OF_DIRECTORY, _END_OF_DIRECTORY_64 = b"PK\x05\x06", b"PK\x06\x06"

Given = Path | tuple[bytes, str]


@dataclass(frozen=True, slots=True)
class PhotoFile:
    """One file that may be a photo.

    name is its path below what was given, for people and for matching; run tells which files were taken in one go: a
    folder, a folder of a zip. read gives the bytes and raises UnusableFile; problem stands for it where the file is
    already known to be unusable.
    """

    name: PurePosixPath
    run: str
    read: Callable[[], bytes] = field(repr=False, compare=False)
    problem: UnusableFile | None = field(default=None, compare=False)


@dataclass(slots=True)
class FoundFiles:
    """The files of a run in the order of their names, and the names of what was passed over."""

    files: list[PhotoFile] = field(default_factory=list)
    passed: list[str] = field(default_factory=list)


def find_photos(given: Sequence[Given], progress: Progress) -> FoundFiles:
    """Find the photos in files, folders, zips and bytes with a name.

    Raises UnusableFile where something given is not there, or where there are more files than are taken at once.
    """
    found = FoundFiles()
    for source in given:
        progress.check()
        if not isinstance(source, Path):
            content, name = source
            found.files.append(_in_memory(content, PurePosixPath(PurePath(name).name or "clipboard.png")))
        elif source.is_dir():
            _look_into(found, source, progress)
        elif not source.is_file():
            raise UnusableFile(
                "photo_not_found", N_("There is no file {name} any more. Choose it again."), name=str(source)
            )
        elif _is_zip(source):
            _open_zip(found, source)
        else:
            name_and_folder = PurePosixPath(source.resolve().parent.name, source.name)
            found.files.append(_on_disk(source, name_and_folder, str(source.parent)))
        if len(found.files) > MOST_FILES:
            raise UnusableFile(
                "too_many_photos",
                N_("There are more than {limit} files here. Take them in folder by folder."),
                limit=MOST_FILES,
            )
    return found


def _in_memory(content: bytes, name: PurePosixPath) -> PhotoFile:
    return PhotoFile(name, "", lambda: read_content(content, name.as_posix()))


def _on_disk(path: Path, name: PurePosixPath, run: str) -> PhotoFile:
    return PhotoFile(name, run, lambda: read_content(path, name.as_posix()))


def _look_into(found: FoundFiles, folder: Path, progress: Progress) -> None:
    """Take the photos of a folder and of those in it; zips in it are opened, links to folders are not followed."""
    for place, folders, files in os.walk(folder):
        progress.check()
        folders[:] = sorted((f for f in folders if f not in _SYSTEM_FOLDERS and not f.startswith(".")), key=sort_key)
        below = Path(place).relative_to(folder)
        # the folder's own name may say what its photos show, as those inside it do
        inside = PurePosixPath(folder.resolve().name, *below.parts)
        for file in sorted(files, key=sort_key):
            path = Path(place) / file
            name = inside / file
            if file.startswith(_HIDDEN) or not path.is_file():  # a pipe would be waited on for ever
                found.passed.append(name.as_posix())
            elif file.lower().endswith(".zip") and _is_zip(path):
                _open_zip(found, path)
            elif PurePath(file).suffix.lower() in SUFFIXES or _is_photo(_head_of(path)):
                found.files.append(_on_disk(path, name, place))
            else:
                found.passed.append(name.as_posix())
            if len(found.files) > MOST_FILES:
                return


def _head_of(path: Path) -> bytes:
    try:
        with path.open("rb") as file:
            return file.read(_HEAD)
    except OSError:
        return b""


def _is_photo(head: bytes) -> bool:
    try:
        recognise(head, "")
    except UnusableFile:
        return False
    return True


def _is_zip(path: Path) -> bool:
    try:
        return zipfile.is_zipfile(path) and _head_of(path)[:2] == b"PK"
    except OSError:
        return False


def _open_zip(found: FoundFiles, path: Path) -> None:
    """Take the photos of a zip; one that cannot be opened is itself a file with a problem."""
    try:
        entries = _entries(path)
    except UnusableFile as problem:
        found.files.append(PhotoFile(PurePosixPath(path.name), str(path), lambda: b"", problem))
        return
    before = len(found.files)
    for entry in sorted(entries, key=lambda e: sort_key(e.filename)):
        parts = [part for part in entry.filename.replace("\\", "/").split("/") if part not in {"", ".", ".."}]
        if not parts or parts[0] in _SYSTEM_FOLDERS or parts[-1].startswith(_HIDDEN):
            continue
        name = PurePosixPath(path.stem, *parts)
        suffix = PurePosixPath(parts[-1]).suffix.lower()
        if suffix not in SUFFIXES:
            found.passed.append(name.as_posix())
            continue
        run = f"{path}/{'/'.join(parts[:-1])}"
        found.files.append(
            PhotoFile(name, run, lambda e=entry, n=name: _read_entry(path, e, n.as_posix()))  # type: ignore[misc]
        )
    if len(found.files) == before:
        empty = UnusableFile("no_photos", N_("{name} holds no photos. Choose another file."), name=path.name)
        found.files.append(PhotoFile(PurePosixPath(path.name), str(path), lambda: b"", empty))


def _entries(path: Path) -> list[zipfile.ZipInfo]:
    """Return the files of a zip. Raises UnusableFile for one that is damaged or has an endless list."""
    try:
        with path.open("rb") as file:
            size = file.seek(0, os.SEEK_END)
            file.seek(max(0, size - 66_000))
            tail = file.read()
            at = tail.rfind(_END_OF_DIRECTORY)
            listed = int.from_bytes(tail[at + 12 : at + 16], "little") if at >= 0 else 0
            large = tail.rfind(_END_OF_DIRECTORY_64, 0, max(0, at))
            if large >= 0:
                listed = max(int.from_bytes(tail[large + 40 : large + 48], "little"), listed % 0xFFFF_FFFF)
            if listed > LARGEST_DIRECTORY:
                raise refusals.damaged(path.name)
        with zipfile.ZipFile(path) as archive:
            return [entry for entry in archive.infolist() if not entry.is_dir()]
    except (OSError, *DAMAGED_ZIP):
        raise refusals.damaged(path.name) from None


def _read_entry(path: Path, entry: zipfile.ZipInfo, name: str) -> bytes:
    """Return one entry's bytes, inflated here because an archive may lie about sizes. Raises UnusableFile."""
    if entry.flag_bits & 1:
        raise UnusableFile(
            "photo_encrypted",
            N_("{name} is locked with a password. Unpack the zip and take the files in."),
            name=name,
        )
    if entry.file_size > LARGEST_FILE:
        raise refusals.too_big(name, entry.file_size, LARGEST_FILE)
    try:
        with path.open("rb") as file:
            file.seek(entry.header_offset)
            header = file.read(30)
            if len(header) < 30 or not header.startswith(b"PK\x03\x04"):
                raise refusals.damaged(name)
            name_length, extra_length = struct.unpack("<HH", header[26:30])
            file.seek(name_length + extra_length, os.SEEK_CUR)
            packed = file.read(min(entry.compress_size, LARGEST_FILE))
    except OSError as error:
        raise UnusableFile(
            "photo_unreadable",
            N_("{name} cannot be read: {reason}. Close other programs that use it or copy it again."),
            name=name,
            reason=error.strerror or type(error).__name__,
        ) from error
    return _inflated(packed, entry, name)


def _inflated(packed: bytes, entry: zipfile.ZipInfo, name: str) -> bytes:
    if entry.compress_type == zipfile.ZIP_STORED:
        content = packed
    elif entry.compress_type == zipfile.ZIP_DEFLATED:
        try:
            content = zlib.decompressobj(-15).decompress(packed, entry.file_size + 1)
        except zlib.error:
            raise refusals.damaged(name) from None
    else:
        raise refusals.damaged(name)
    if len(content) != entry.file_size or zlib.crc32(content) != entry.CRC:
        raise refusals.damaged(name)
    return content


def runs(files: Sequence[PhotoFile]) -> Iterator[list[PhotoFile]]:
    """Yield the files of each run, in the order in which the runs were found."""
    by_run: dict[str, list[PhotoFile]] = {}
    for file in files:
        by_run.setdefault(file.run, []).append(file)
    yield from by_run.values()

"""Zips of workbooks and photos, unpacked within limits: hostile until proven otherwise."""

import contextlib
import os
import zipfile
from datetime import datetime
from pathlib import Path, PurePosixPath
from typing import Final

from tradehouse.domain.errors import UnusableFile
from tradehouse.domain.language import N_
from tradehouse.domain.progress import Progress
from tradehouse.domain.zips import DAMAGED_ZIP
from tradehouse.exchange.limits import MAX_ENTRIES, MAX_RATIO, MEGABYTE, SMALL_PART, damaged, encrypted, unsafe

MAX_UNPACKED: Final = 4096 * MEGABYTE
_BLOCK: Final = 1024 * 1024
_WORKBOOK_PARTS: Final = ("[Content_Types].xml", "mimetype")


def is_bundle(path: Path) -> bool:
    """Whether a file is a zip that is no workbook itself."""
    if not path.is_file() or not zipfile.is_zipfile(path):
        return False
    try:
        with zipfile.ZipFile(path) as archive:
            names = set(archive.namelist())
    except (OSError, *DAMAGED_ZIP):
        return False
    return names.isdisjoint(_WORKBOOK_PARTS)


def unpack(path: Path, target: Path, progress: Progress) -> None:
    """Unpack a zip into a folder. Raises UnusableFile where it is damaged, encrypted, or asks for more than our
    limits: entries, size, ratio, names that lead out of the folder. Raises Cancelled.
    """
    try:
        with zipfile.ZipFile(path) as archive:
            entries = [entry for entry in archive.infolist() if not entry.is_dir()]
            _check(path, entries)
            for done, entry in enumerate(entries):
                progress.report(done, len(entries), path.name)
                _extract(archive, entry, target / _inside(path, entry.filename))
    except DAMAGED_ZIP:
        raise damaged(path) from None
    except OSError as problem:
        raise UnusableFile(
            "not_unpacked",
            N_('"{file}" cannot be unpacked here: {reason}. Unpack it yourself and choose the folder.'),
            file=path.name,
            reason=problem.strerror or type(problem).__name__,
        ) from problem


def _check(path: Path, entries: list[zipfile.ZipInfo]) -> None:
    if len(entries) > MAX_ENTRIES or sum(entry.file_size for entry in entries) > MAX_UNPACKED:
        raise unsafe(path)
    for entry in entries:
        if entry.flag_bits & 1:
            raise encrypted(path)
        if entry.file_size > SMALL_PART and entry.file_size > MAX_RATIO * max(entry.compress_size, 1):
            raise unsafe(path)


def _inside(path: Path, name: str) -> Path:
    plain = PurePosixPath(name.replace("\\", "/"))
    if plain.is_absolute() or ".." in plain.parts or any(":" in part or "\0" in part for part in plain.parts):
        raise UnusableFile(
            "unsafe_archive",
            N_('"{file}" holds a file that would be written outside its folder ("{name}") and was not opened.'),
            file=path.name,
            name=name,
        )
    return Path(*plain.parts)


def _extract(archive: zipfile.ZipFile, entry: zipfile.ZipInfo, target: Path) -> None:
    target.parent.mkdir(parents=True, exist_ok=True)
    written = 0
    with archive.open(entry) as source, target.open("wb") as out:
        while block := source.read(_BLOCK):
            written += len(block)
            if written > entry.file_size:
                raise zipfile.BadZipFile(entry.filename)
            out.write(block)
    # which of two versions is the newer one is told by when they were written
    with contextlib.suppress(ValueError, OverflowError, OSError):
        changed = datetime(*entry.date_time).timestamp()  # noqa: DTZ001 - archives keep the clock of their writer
        os.utime(target, (changed, changed))

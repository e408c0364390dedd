"""The files of an import: workbooks named one by one, in folders, in zips, with the photos beside them."""

import contextlib
import hashlib
import tempfile
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Final

from tradehouse.domain.errors import UnusableFile
from tradehouse.domain.language import N_
from tradehouse.domain.progress import Progress
from tradehouse.exchange.bundles import is_bundle, unpack
from tradehouse.exchange.packages import is_package
from tradehouse.photos.formats import SUFFIXES

WORKBOOKS: Final = frozenset({".xlsx", ".xlsm", ".xlsb", ".xls", ".ods", ".csv", ".tsv"})
LOCK_NAMES: Final = ("~$", ".~lock.", "._")


@dataclass(frozen=True, slots=True)
class SourceFile:
    """One workbook to read. name is what people call it; lone is False for one that was found in a folder or zip."""

    path: Path
    name: str
    sha256: str
    lone: bool = True


@dataclass(slots=True)
class Sources:
    """What an import reads. photos are (file, path below what was given). Close it to remove what was unpacked."""

    files: list[SourceFile] = field(default_factory=list)
    photos: list[tuple[Path, Path]] = field(default_factory=list)
    _folders: list[tempfile.TemporaryDirectory[str]] = field(default_factory=list)

    def close(self) -> None:
        """Remove what was unpacked."""
        for folder in self._folders:
            folder.cleanup()
        self._folders.clear()

    def unpacked(self, archive: Path, progress: Progress) -> Path:
        """Unpack an archive and return where."""
        folder = tempfile.TemporaryDirectory(prefix="tradehouse-", ignore_cleanup_errors=True)
        self._folders.append(folder)
        unpack(archive, Path(folder.name), progress)
        return Path(folder.name)


def find_sources(given: Sequence[Path], photos: Path | None, progress: Progress) -> Sources:
    """Find the workbooks in files, folders and zips, and the photos to match. Raises UnusableFile."""
    found = Sources()
    with contextlib.ExitStack() as undo:
        undo.callback(found.close)
        for path in given:
            _look_at(found, path, progress)
        if photos is not None:
            found.photos += _photos_in(_photo_folder(found, photos, progress))
        if not found.files:
            names = ", ".join(path.name for path in given)
            raise UnusableFile("no_workbooks", N_('No workbook was found in "{path}".'), path=names)
        undo.pop_all()
    return found


def _photo_folder(found: Sources, photos: Path, progress: Progress) -> Path:
    folder = found.unpacked(photos, progress) if is_bundle(photos) else photos
    if not folder.is_dir():
        raise UnusableFile("no_photos", N_('"{path}" is neither a folder nor a zip of photos.'), path=photos.name)
    return folder


def _look_at(found: Sources, path: Path, progress: Progress) -> None:
    if path.is_dir():
        _look_into(found, path)
    elif is_package(path):
        text = N_('"{file}" is a package of another catalogue and no list. Import it on its own.')
        raise UnusableFile("is_package", text, file=path.name)
    elif path.is_file() and is_bundle(path):
        _look_into(found, found.unpacked(path, progress))
    else:
        found.files.append(SourceFile(path, path.name, _hash(path)))


def _look_into(found: Sources, folder: Path) -> None:
    for path in _ordered(folder.rglob("*")):
        if path.suffix.lower() in WORKBOOKS and not path.name.startswith(LOCK_NAMES) and path.stat().st_size:
            name = path.relative_to(folder).as_posix()
            found.files.append(SourceFile(path, name, _hash(path), lone=False))
    found.photos += _photos_in(folder)


def _photos_in(folder: Path) -> list[tuple[Path, Path]]:
    return [
        (path, path.relative_to(folder))
        for path in _ordered(folder.rglob("*"))
        if path.suffix.lower() in SUFFIXES and not path.name.startswith(LOCK_NAMES)
    ]


def _ordered(paths: Iterable[Path]) -> list[Path]:
    return sorted((path for path in paths if path.is_file()), key=lambda path: path.as_posix().casefold())


def _hash(path: Path) -> str:
    try:
        with path.open("rb") as file:
            return hashlib.file_digest(file, "sha256").hexdigest()
    except OSError:
        return ""  # opening it as a workbook says what is wrong

"""What somebody dropped: one import, a package of another catalogue, photos, or so many files that the inbox is the place."""

import os
import zipfile
from collections.abc import Callable, Iterator, Sequence
from enum import StrEnum
from pathlib import Path, PurePosixPath
from typing import Final

from tradehouse.domain.zips import DAMAGED_ZIP
from tradehouse.exchange.packages import is_package
from tradehouse.photos.formats import SUFFIXES as PHOTO_SUFFIXES
from tradehouse.services.importing.sources import LOCK_NAMES, WORKBOOKS
from tradehouse.services.inbox.chats import chat_title

FEW: Final = 3  # workbooks in a folder or zip that are still one import
_MOST_LOOKED_AT: Final = 20_000


class Drop(StrEnum):
    """Where dropped files belong."""

    IMPORT = "import"
    PACKAGE = "package"
    INBOX = "inbox"
    PHOTOS = "photos"


def what_was_dropped(paths: Sequence[Path]) -> tuple[Drop, int]:
    """Return where files belong, and how many workbooks their folders and zips hold, by name. Opens no workbook."""
    if any(is_package(path) for path in paths):
        return Drop.PACKAGE, 0
    held = sum(_held(path, _is_workbook) for path in paths)
    if not held and any(_held(path, _is_photo) for path in paths):
        return Drop.PHOTOS, 0
    chats = any(path.suffix.lower() == ".zip" and chat_title(path.name) for path in paths)
    return (Drop.INBOX if held > FEW or (chats and held) else Drop.IMPORT), held


def _held(path: Path, fits: Callable[[str], bool]) -> int:
    if not path.is_dir() and path.suffix.lower() != ".zip":
        return 0
    return sum(1 for name in _names(path) if fits(name))


def _is_photo(name: str) -> bool:
    return PurePosixPath(name).suffix.lower() in PHOTO_SUFFIXES


def _is_workbook(name: str) -> bool:
    file = PurePosixPath(name.replace("\\", "/"))
    hidden = file.name.startswith((".", *LOCK_NAMES)) or "__MACOSX" in file.parts
    return file.suffix.lower() in WORKBOOKS and not hidden


def _names(path: Path) -> Iterator[str]:
    seen = 0
    if path.is_dir():
        for _folder, _folders, files in os.walk(path):
            yield from files
            seen += len(files)
            if seen > _MOST_LOOKED_AT:
                return
        return
    try:
        with zipfile.ZipFile(path) as archive:
            yield from archive.namelist()[:_MOST_LOOKED_AT]
    except (OSError, *DAMAGED_ZIP):
        return

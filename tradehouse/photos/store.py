"""The originals: each photo once, under the hash of its bytes, never changed."""

import contextlib
import errno
import hashlib
import os
import re
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from tradehouse.domain.errors import NotFound, StorageProblem
from tradehouse.domain.files import replace_file, write_file
from tradehouse.domain.language import N_

_NAME = re.compile(r"([0-9a-f]{64})\.([a-z0-9]{1,8})")


@dataclass(frozen=True, slots=True)
class StoredPhoto:
    """One original in the store."""

    sha256: str
    extension: str
    path: Path


def content_hash(data: bytes) -> str:
    """Return the hash that names a photo: SHA-256 of its bytes in lower-case hex."""
    return hashlib.sha256(data).hexdigest()


class PhotoStore:
    """The folder of the originals: `ab/<sha256>.<extension>`, ab being how the hash begins.

    folder is the catalogue's `photos` folder; trash is where removed photos go, beside it if not given. Both
    are made when first needed. Safe to use from several threads.
    """

    def __init__(self, folder: Path, trash: Path | None = None) -> None:
        self.folder = folder
        self.trash = folder.parent / "trash" / "photos" if trash is None else trash

    def path(self, sha256: str, extension: str) -> Path:
        """Return where a photo lies or would lie. Raises ValueError for what cannot name one."""
        name = f"{sha256}.{extension}"
        if not _NAME.fullmatch(name):
            raise ValueError(name)
        return self.folder / sha256[:2] / name

    def has(self, sha256: str, extension: str) -> bool:
        """Tell whether the photo is here."""
        return self.path(sha256, extension).is_file()

    def put(self, sha256: str, extension: str, data: bytes) -> Path:
        """Keep data under its hash and return where; what is here already is left, unless it was shortened.

        Raises StorageProblem; then nothing is half-stored.
        """
        target = self.path(sha256, extension)
        try:
            if not target.is_file() or target.stat().st_size != len(data):
                write_file(target, data)
        except OSError as error:
            raise storage_problem(error, self.folder) from error
        return target

    def read(self, sha256: str, extension: str) -> bytes:
        """Return an original's bytes. Raises NotFound, StorageProblem."""
        path = self.path(sha256, extension)
        try:
            return path.read_bytes()
        except FileNotFoundError:
            raise NotFound(
                "photo_missing",
                N_("The photo {name} is not in the catalogue's photo folder. Restore it from a backup."),
                name=path.name,
            ) from None
        except OSError as error:
            raise storage_problem(error, self.folder) from error

    def verify(self, sha256: str, extension: str) -> bool:
        """Read the photo and tell whether its bytes are still its own; False where it is gone."""
        try:
            with self.path(sha256, extension).open("rb") as file:
                return hashlib.file_digest(file, "sha256").hexdigest() == sha256
        except OSError:
            return False

    def iterate(self) -> Iterator[StoredPhoto]:
        """Yield every photo in the folder in order of its hash; other files are passed over."""
        if not self.folder.is_dir():
            return
        for folder in sorted(entry for entry in self.folder.iterdir() if entry.is_dir()):
            for path in sorted(folder.iterdir()):
                found = _NAME.fullmatch(path.name)
                if found and found[1][:2] == folder.name:
                    yield StoredPhoto(found[1], found[2], path)

    def unfinished(self) -> Iterator[Path]:
        """Yield the files of writes that never ended, because the program or the computer was stopped."""
        for path in sorted(self.folder.glob("??/.*.part")):
            writer = path.suffixes[-2:-1]
            if not writer or not writer[0].startswith(f".{os.getpid()}-"):  # ours may still be on their way
                yield path

    def remove(self, sha256: str, extension: str) -> Path | None:
        """Move a photo to the trash folder and return where it is now; None where it was not here.

        Raises StorageProblem.
        """
        source = self.path(sha256, extension)
        target = self.trash / source.name
        try:
            self.trash.mkdir(parents=True, exist_ok=True)
            replace_file(source, target)
        except FileNotFoundError:
            return None
        except OSError as error:
            raise storage_problem(error, self.trash) from error
        return target

    def discard(self, sha256: str, extension: str) -> None:
        """Delete an original that was put here a moment ago and that no record has come to need."""
        with contextlib.suppress(OSError):
            self.path(sha256, extension).unlink()


def storage_problem(error: OSError, folder: Path) -> StorageProblem:
    """Return what to tell people about a failed write or read in folder."""
    if error.errno in {errno.ENOSPC, errno.EDQUOT} or getattr(error, "winerror", None) == 112:
        return StorageProblem(
            "disk_full",
            N_("The disk that holds {folder} is full. Free some space and try again."),
            folder=str(folder),
        )
    return StorageProblem(
        "photo_folder",
        N_("The folder {folder} cannot be used: {reason}. Check that it is there and may be written."),
        folder=str(folder),
        reason=error.strerror or type(error).__name__,
    )

"""Opening a catalogue: the one place that wires store, photos and lock together. No Qt."""

import getpass
import os
import socket
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from tradehouse.domain.changes import Author
from tradehouse.domain.errors import StorageProblem
from tradehouse.domain.language import N_, Message
from tradehouse.photos.renditions import Renditions
from tradehouse.photos.store import PhotoStore
from tradehouse.services.places import cache_folder, data_folder
from tradehouse.storage.certification_types import use_types
from tradehouse.storage.database import Database
from tradehouse.storage.lock import FolderLock, Holder
from tradehouse.storage.reference_items import refresh_reference
from tradehouse.storage.upgrade import needs_upgrade, revision_of, upgrade
from tradehouse.storage.work import Work

DATABASE_NAME = "catalogue.db"
SUBFOLDERS = ("photos", "documents", "inbox", "backups", "trash")


@dataclass(slots=True)
class Catalogue:
    """An open catalogue folder. author is who works at it now; other_holder names the PC that has it, if another."""

    folder: Path
    database: Database
    photos: PhotoStore
    renditions: Renditions
    author: Author
    lock: FolderLock
    read_only: bool = False
    other_holder: Holder | None = None
    is_new: bool = False

    @contextmanager
    def writing(self, msgid: str, **values: object) -> Iterator[Work]:
        """Open a unit of work under a label (msgid with named values), in the name of the staff member at work."""
        with self.database.writing(Message(msgid, values), self.author) as work:
            yield work

    def close(self) -> None:
        """Let go of the folder."""
        self.database.close()
        self.lock.release()


def staff_name() -> str:
    """Return who works here until somebody is picked: TRADEHOUSE_USER, else the account of the system."""
    chosen = os.environ.get("TRADEHOUSE_USER", "").strip()
    if chosen:
        return chosen
    try:
        return getpass.getuser()
    except (OSError, KeyError):
        return "?"


def open_catalogue(folder: Path | None = None, *, user: str | None = None) -> Catalogue:
    """Open the catalogue in a folder (made where missing), bringing it to this program's schema.

    Another PC that has the folder makes it read-only here. Raises StorageProblem with one sentence where the
    folder cannot be used, belongs to another program or to a newer Tradehouse.
    """
    place = folder or data_folder()
    try:
        place.mkdir(parents=True, exist_ok=True)
        for name in SUBFOLDERS:
            (place / name).mkdir(exist_ok=True)
    except OSError as error:
        raise StorageProblem(
            "cannot_open", N_("The folder {path} cannot be used: {reason}. Choose another folder."),
            path=place, reason=error.strerror or str(error),
        ) from error  # fmt: skip
    path = place / DATABASE_NAME
    is_new = revision_of(path) is None
    author = Author(user or staff_name(), socket.gethostname())
    lock = FolderLock(place, author.name)
    writable = _take(lock, place)
    holder = lock.other_computer()
    if writable and needs_upgrade(path):
        _upgrade_safely(place, path, is_new=is_new)
    elif is_new or needs_upgrade(path):
        raise StorageProblem(
            "in_use", N_("{path} is in use on the PC {computer} and cannot be prepared from here."),
            path=place, computer=holder.computer if holder else "?",
        )  # fmt: skip
    database = Database(path, read_only=not writable)
    if writable:
        refresh_reference(database)
    with database.reading() as read:
        use_types(read)
    photos = PhotoStore(place / "photos")
    return Catalogue(
        place, database, photos, Renditions(photos, cache_folder() / "renditions"), author, lock,
        read_only=not writable, other_holder=holder, is_new=is_new,
    )  # fmt: skip


def _take(lock: FolderLock, place: Path) -> bool:
    try:
        return lock.take()
    except OSError as error:
        if (place / DATABASE_NAME).exists():
            return False
        raise StorageProblem(
            "read_only", N_("{path} is read-only. Nothing was changed. Ask for write permission or choose another folder."),
            path=place,
        ) from error  # fmt: skip


def _upgrade_safely(place: Path, path: Path, *, is_new: bool) -> None:
    if not is_new:
        from tradehouse.storage.backup import back_up_before_upgrade

        back_up_before_upgrade(path, place / "backups")
    upgrade(path)

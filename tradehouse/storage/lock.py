"""One folder has one writing PC: `catalogue.lock` says which, so that another PC opens the folder for reading only.

SQLite's own locks serve processes of one PC; on shared and synchronised folders they cannot be trusted. A holder
renews the file; one that has not for STALE_S is taken for gone.
"""

import json
import os
import socket
import time
from dataclasses import asdict, dataclass
from pathlib import Path

from tradehouse.domain.files import write_file

LOCK_NAME = "catalogue.lock"
STALE_S = 600


@dataclass(frozen=True, slots=True)
class Holder:
    """Who has the folder: user, PC, when it was opened (seconds since 1970) and the process number."""

    user: str
    computer: str
    since: float
    process: int


class FolderLock:
    """The lock file of one catalogue folder."""

    def __init__(self, folder: Path, user: str) -> None:
        self.path = folder / LOCK_NAME
        self.holder = Holder(user, socket.gethostname(), time.time(), os.getpid())
        self._mine = False

    def other_computer(self) -> Holder | None:
        """Return the holder if it is a living one on another PC."""
        found = read_holder(self.path)
        if found is None or found.computer == self.holder.computer:
            return None
        try:
            age = time.time() - self.path.stat().st_mtime
        except FileNotFoundError:
            return None
        return found if age < STALE_S else None

    def take(self) -> bool:
        """Take the lock unless another PC has it; another process of this PC may hold it too. Return success."""
        if self.other_computer() is not None:
            return False
        found = read_holder(self.path)
        if found is None or found.computer != self.holder.computer or not _alive(found.process):
            write_file(self.path, json.dumps(asdict(self.holder)).encode())
            self._mine = True
        return True

    def renew(self) -> None:
        """Say that the holder is still there; called every minute or so by a window."""
        if self._mine and self.path.exists():
            os.utime(self.path)

    def release(self) -> None:
        """Give the folder back."""
        if self._mine:
            self.path.unlink(missing_ok=True)
            self._mine = False


def read_holder(path: Path) -> Holder | None:
    """Return who a lock file names, None where there is none or it cannot be read."""
    try:
        return Holder(**json.loads(path.read_text(encoding="utf-8")))
    except (OSError, ValueError, TypeError):
        return None


def _alive(process: int) -> bool:
    if process == os.getpid():
        return True
    if os.name == "nt":
        # Signal 0 would end the process on Windows; a lock of this PC is then simply shared.
        return True
    try:
        os.kill(process, 0)
    except ProcessLookupError:
        return False
    except PermissionError:
        return True
    return True

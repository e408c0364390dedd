"""Files that leave the program: written beside their target, synced, then put in its place; or nothing happened.

What goes wrong becomes one sentence: open in another program, read-only, a full disk, a name too long.
"""

import contextlib
import errno
import os
from collections.abc import Callable, Iterator
from functools import partial
from pathlib import Path
from typing import TypeAlias

from tradehouse.domain.errors import StorageProblem, UserError
from tradehouse.domain.files import replace_file
from tradehouse.domain.language import N_
from tradehouse.domain.progress import Progress

Settle: TypeAlias = Callable[[Callable[[], None]], None]
"""Puts a finished file in its place together with something else that must happen or not happen with it."""
LONGEST_NAME = 255  # bytes on Linux, characters on Windows and macOS
_FULL = frozenset({errno.ENOSPC, errno.EDQUOT})
_WINDOWS_DISK_FULL = 112


def check_target(target: Path) -> None:
    """Raise UserError where a file of this name cannot be written, before any work is done."""
    if max(len(os.fsencode(target.name)), len(target.name)) > LONGEST_NAME:
        raise UserError(
            "name_too_long",
            N_("The file name is too long ({length} characters). Choose a shorter one."),
            length=len(target.name),
        )
    try:
        folder = target.parent
        if not folder.exists():
            raise UserError(
                "no_folder",
                N_('There is no folder "{folder}" to write {file} to. Make it first, or choose another.'),
                folder=folder,
                file=target.name,
            )
        if target.is_dir():
            raise StorageProblem("cannot_write", N_("{file} is a folder. Choose a file name."), file=target.name)
        if target.exists() and not target.stat().st_mode & 0o222:
            raise _problem(target, PermissionError(errno.EACCES, "read-only"))
    except OSError as error:
        raise _problem(target, error) from error


@contextlib.contextmanager
def whole_file(target: Path, progress: Progress, settle: Settle | None = None) -> Iterator[Path]:
    """Yield the path of an empty file beside target, which replaces target when the block ends well.

    Raises UserError and Cancelled; then target is as it was and nothing is left beside it. An OSError in the block
    becomes a StorageProblem that names target.
    """
    check_target(target)
    part = target.with_name(f".tradehouse-{os.getpid()}-{os.urandom(4).hex()}.part")
    try:
        part.touch(exist_ok=False)  # a folder that cannot be written says so now, not after the work
        yield part
        progress.check()
        with part.open("rb+") as file:
            os.fsync(file.fileno())
        put = partial(replace_file, part, target)
        if settle is None:
            put()
        else:
            settle(put)
    except OSError as error:
        raise _problem(target, error) from error
    finally:
        with contextlib.suppress(OSError):
            part.unlink(missing_ok=True)


def _problem(target: Path, error: OSError) -> StorageProblem:
    if error.errno in _FULL or getattr(error, "winerror", None) == _WINDOWS_DISK_FULL:
        return StorageProblem(
            "disk_full",
            N_("The disk is full: {file} was not written. Free some space and try again."),
            file=target.name,
        )
    if isinstance(error, PermissionError):
        return StorageProblem(
            "target_in_use",
            N_(
                "{file} cannot be replaced: it is open in another program, or may not be written. Close it, or choose another name."
            ),
            file=target.name,
        )
    return StorageProblem(
        "cannot_write",
        N_("{file} cannot be written: {reason}. Choose another folder or name."),
        file=target.name,
        reason=error.strerror or str(error),
    )

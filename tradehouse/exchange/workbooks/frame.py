"""The file around the sheets: written beside its target, synced, then put in its place; or nothing happened."""

import contextlib
import errno
import os
import tempfile
from collections.abc import Callable, Iterator
from functools import partial
from pathlib import Path
from typing import Any, TypeAlias

from tradehouse.domain.errors import StorageProblem, UserError
from tradehouse.domain.files import replace_file
from tradehouse.domain.language import N_
from tradehouse.domain.progress import Progress

Settle: TypeAlias = Callable[[Callable[[], None]], None]
LONGEST_NAME = 255  # bytes on Linux, characters on Windows and macOS
_FULL = frozenset({errno.ENOSPC, errno.EDQUOT})
_WINDOWS_DISK_FULL = 112


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


def check_target(target: Path) -> None:
    """Raise UserError where a file of this name cannot be written, before any work is done."""
    if max(len(os.fsencode(target.name)), len(target.name)) > LONGEST_NAME:
        raise UserError(
            "name_too_long",
            N_("The file name is too long ({length} characters). Choose a shorter one."),
            length=len(target.name),
        )
    if target.suffix.lower() != ".xlsx":
        raise UserError(
            "not_xlsx", N_('"{file}" does not end in .xlsx. Give the workbook a name that does.'), file=target.name
        )
    try:
        if target.is_dir():
            raise StorageProblem("cannot_write", N_("{file} is a folder. Choose a file name."), file=target.name)
        if target.exists() and not target.stat().st_mode & 0o222:
            raise _problem(target, PermissionError(errno.EACCES, "read-only"))
    except OSError as error:
        raise _problem(target, error) from error


@contextlib.contextmanager
def new_workbook(
    target: Path, progress: Progress, *, streaming: bool = False, settle: Settle | None = None
) -> Iterator[Any]:
    """Yield an xlsxwriter Workbook whose file replaces target when the block ends well.

    streaming keeps one row in memory: rows must come in order and cannot be returned to. settle puts the finished
    file in its place together with something else that must happen or not happen with it. Raises UserError and
    Cancelled; then target is as it was and nothing is left beside it.
    """
    from xlsxwriter import Workbook
    from xlsxwriter.exceptions import FileSizeError, XlsxFileError

    check_target(target)
    part = target.with_name(f".tradehouse-{os.getpid()}-{os.urandom(4).hex()}.part")
    try:
        target.parent.mkdir(parents=True, exist_ok=True)
        part.touch(exist_ok=False)  # a folder that cannot be written says so now, not after the work
        with tempfile.TemporaryDirectory(prefix="tradehouse-") as scratch:
            workbook = Workbook(str(part), {"tmpdir": scratch, "constant_memory": streaming})
            try:
                yield workbook
                progress.check()
                workbook.close()
            finally:
                _close_spools(workbook)
        progress.check()
        with part.open("rb+") as file:
            os.fsync(file.fileno())
        put = partial(replace_file, part, target)
        if settle is None:
            put()
        else:
            settle(put)
    except FileSizeError as error:
        raise UserError(
            "file_too_large", N_("{file} would be larger than 4 GB. Choose fewer products."), file=target.name
        ) from error
    except XlsxFileError as error:
        cause = error.args[0] if error.args and isinstance(error.args[0], OSError) else OSError(str(error))
        raise _problem(target, cause) from error
    except OSError as error:
        raise _problem(target, error) from error
    finally:
        with contextlib.suppress(OSError):
            part.unlink(missing_ok=True)


def _close_spools(workbook: Any) -> None:
    """Close the row files of a streamed workbook that was given up, so that they can be deleted."""
    for sheet in workbook.worksheets():
        spool = getattr(sheet, "row_data_fh", None)
        if spool is not None and not spool.closed:
            spool.close()

"""Whole files or none: how everything that leaves the program reaches the disk."""

import os
import tempfile
import time
from pathlib import Path

REPLACE_TRIES = 5
REPLACE_PAUSE = 0.05  # seconds


def replace_file(source: Path, target: Path) -> None:
    """Move source over target. Virus scanners on Windows hold fresh files for a moment, so refusals are retried.

    Raises PermissionError when the target stays held, OSError for the rest.
    """
    for attempt in range(REPLACE_TRIES):
        try:
            source.replace(target)
        except PermissionError:
            if attempt == REPLACE_TRIES - 1:
                raise
            time.sleep(REPLACE_PAUSE)
        else:
            return


def write_file(target: Path, content: bytes) -> None:
    """Write content beside target, sync it and move it into place: a killed process leaves the old file or the new.

    Makes missing folders. Raises OSError; then the target is as it was and nothing is left beside it.
    """
    target.parent.mkdir(parents=True, exist_ok=True)
    handle, name = tempfile.mkstemp(prefix=f".{target.name}.", suffix=".part", dir=target.parent)
    part = Path(name)
    try:
        with os.fdopen(handle, "wb") as file:
            file.write(content)
            file.flush()
            os.fsync(file.fileno())
        replace_file(part, target)
    except BaseException:
        part.unlink(missing_ok=True)
        raise

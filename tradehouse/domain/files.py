"""Whole files or none: how everything that leaves the program reaches the disk."""

import os
import threading
import time
from pathlib import Path
from typing import BinaryIO

REPLACE_TRIES = 5
REPLACE_PAUSE = 0.05  # seconds


def replace_file(source: Path, target: Path) -> None:
    """Move source over target, again after a pause where Windows refuses: virus scanners hold fresh files.

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


def _opened(part: Path) -> BinaryIO:
    """Return a new file. That its folder is there is the rule: asking each time costs a fifth of writing a photo."""
    try:
        return part.open("wb")
    except FileNotFoundError:
        part.parent.mkdir(parents=True, exist_ok=True)
        return part.open("wb")


def write_file(target: Path, content: bytes) -> None:
    """Write content beside target, sync it, move it into place: a killed process leaves the old or the new.

    Makes missing folders. Raises OSError; then the target is as it was and nothing is left beside it.
    """
    part = target.with_name(f".{target.name}.{os.getpid()}-{threading.get_ident()}.part")
    try:
        with _opened(part) as file:
            file.write(content)
            file.flush()
            os.fsync(file.fileno())
        replace_file(part, target)
    except BaseException:
        part.unlink(missing_ok=True)
        raise

"""Copies of the database while it is in use: SQLite's online backup, opened and checked before it counts.

A copy is one file without journals: it is taken out of WAL mode, so that no stale journal can ever meet it.
"""

import re
import sqlite3
import zlib
from datetime import UTC, datetime
from pathlib import Path

from tradehouse.domain.errors import StorageProblem
from tradehouse.domain.files import replace_file
from tradehouse.domain.language import N_
from tradehouse.domain.progress import Progress
from tradehouse.domain.rotation import Kept, size_limit, to_drop
from tradehouse.storage.faults import storage_errors
from tradehouse.storage.migrations import HEAD
from tradehouse.storage.upgrade import revision_of

_PAGES_AT_ONCE = 2_000
_BESIDE_HISTORY = ("setting", "remembered_shape", "remembered_word", "inbox_file")
_NAME = re.compile(r"catalogue-(\d{8}T\d{6})Z-(?P<mark>[0-9a-z-]+)\.db")


def copy_database(source: Path, target: Path, progress: Progress | None = None) -> None:
    """Copy a database that may be in use; target appears whole and checked, or not at all. Raises StorageProblem."""
    told = progress or Progress()
    part = target.with_name(f".{target.name}.part")
    part.unlink(missing_ok=True)
    try:
        with storage_errors(source):
            _copy(source, part, told)
            check_database(part)
        replace_file(part, target)
    except OSError as error:
        raise not_written(target, error) from error
    finally:
        part.unlink(missing_ok=True)


def not_written(target: Path, error: OSError) -> StorageProblem:
    """Return what to tell people about a backup that could not be written."""
    return StorageProblem(
        "backup_failed",
        N_("The backup {path} could not be written: {reason}. Free some space or choose another place."),
        path=target,
        reason=error.strerror or str(error),
    )


def _copy(source: Path, part: Path, progress: Progress) -> None:
    here = sqlite3.connect(f"{source.resolve().as_uri()}?mode=ro", uri=True)
    there = sqlite3.connect(part)
    try:
        here.backup(
            there,
            pages=_PAGES_AT_ONCE,
            progress=lambda _status, remaining, total: progress.report(total - remaining, total),
        )
        there.execute("PRAGMA journal_mode = DELETE")
    finally:
        there.close()
        here.close()


def check_database(path: Path) -> None:
    """Raise StorageProblem unless the database is whole: pages, indexes and links between records."""
    connection = sqlite3.connect(f"{path.resolve().as_uri()}?mode=ro", uri=True)
    try:
        with storage_errors(path):
            verdict = connection.execute("PRAGMA integrity_check(1)").fetchone()[0]
            broken = connection.execute("PRAGMA foreign_key_check").fetchone()
    finally:
        connection.close()
    if verdict != "ok" or broken:
        raise StorageProblem("damaged", N_("{path} is damaged. Restore the last good backup."), path=path)


def state_mark(path: Path) -> str:
    """Return a text that changes whenever the catalogue's content does; an unchanged one is not backed up again."""
    with storage_errors(path):
        connection = sqlite3.connect(f"{path.resolve().as_uri()}?mode=ro", uri=True)
        try:
            last = connection.execute("SELECT coalesce(max(id), 0) FROM change_set").fetchone()[0]
            there = {row[0] for row in connection.execute("SELECT name FROM sqlite_master WHERE type = 'table'")}
            beside = [
                connection.execute(f"SELECT * FROM {table} ORDER BY rowid").fetchall()
                for table in _BESIDE_HISTORY
                if table in there  # an older catalogue has not all of them
            ]
        finally:
            connection.close()
    return f"{last}-{zlib.crc32(repr(beside).encode()):08x}"


def kept_backups(folder: Path) -> list[Kept]:
    """Return the backups in a folder, newest first."""
    found = []
    for path in folder.glob("catalogue-*.db"):
        match = _NAME.fullmatch(path.name)
        if match:
            made = datetime.strptime(match[1], "%Y%m%dT%H%M%S").replace(tzinfo=UTC)
            found.append(Kept(path.name, made, path.stat().st_size, match["mark"].startswith("before-")))
    return sorted(found, key=lambda b: b.made, reverse=True)


def back_up(path: Path, folder: Path, progress: Progress | None = None) -> Path | None:
    """Make a backup of the database in the folder unless the newest one already has this content; then rotate.

    Returns the new backup, or None where nothing had changed. Raises StorageProblem.
    """
    mark = state_mark(path)
    existing = kept_backups(folder)
    ordinary = [b for b in existing if not b.fixed]
    if ordinary and ordinary[0].name.endswith(f"Z-{mark}.db"):
        return None
    target = folder / f"catalogue-{datetime.now(UTC):%Y%m%dT%H%M%S}Z-{mark}.db"
    copy_database(path, target, progress)
    for dropped in to_drop(kept_backups(folder), datetime.now(UTC), size_limit(path.stat().st_size)):
        (folder / dropped.name).unlink(missing_ok=True)
    return target


def back_up_before_upgrade(path: Path, folder: Path) -> Path:
    """Back up before a migration, once per step: a migration that fails and is tried again cannot rotate it out."""
    step = f"before-{HEAD}-from-{revision_of(path)}"
    for known in kept_backups(folder):
        if known.name.endswith(f"Z-{step}.db"):
            return folder / known.name
    target = folder / f"catalogue-{datetime.now(UTC):%Y%m%dT%H%M%S}Z-{step}.db"
    copy_database(path, target)
    return target


def is_in_use(path: Path) -> bool:
    """Return whether another connection, of this process or another, has the database open."""
    if not path.exists():
        return False
    connection = sqlite3.connect(path, timeout=0.2, isolation_level=None)
    try:
        # Leaving WAL mode needs the file to oneself: the one sure sign that nobody else has it open.
        mode = connection.execute("PRAGMA journal_mode = DELETE").fetchone()[0]
    except sqlite3.OperationalError:
        return True
    except sqlite3.DatabaseError:
        return False
    else:
        return str(mode) != "delete"
    finally:
        connection.close()

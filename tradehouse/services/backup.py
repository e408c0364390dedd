"""Keeping the catalogue safe: backups of the database on the side, and the whole folder as one zip, there and back.

The zip holds a checked copy of the database, every photo, document and file of the inbox, and a manifest with the size
and SHA-256 of each. It is read again before it counts as made; a restore verifies the same before it touches anything.
"""

import hashlib
import json
import os
import shutil
import zipfile
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path, PurePosixPath
from typing import IO

from tradehouse.domain.errors import StorageProblem, UnusableFile
from tradehouse.domain.files import replace_file
from tradehouse.domain.language import N_
from tradehouse.domain.progress import Progress
from tradehouse.domain.zips import DAMAGED_ZIP
from tradehouse.services.catalogue import DATABASE_NAME, SUBFOLDERS, Catalogue
from tradehouse.storage import backup as stored
from tradehouse.storage.upgrade import program_version, revision_of

MANIFEST = "manifest.json"
FORMAT = "tradehouse-backup-1"
_KEPT_FOLDERS = ("photos", "documents", "inbox")
_JOURNALS = ("-wal", "-shm", "-journal")
_CHUNK = 1 << 20


@dataclass(frozen=True, slots=True)
class BackupReport:
    """What a backup holds: where it is, how many files, how large it is, and that it was read again."""

    path: Path
    files: int
    size: int


def back_up_on_the_side(catalogue: Catalogue, progress: Progress | None = None) -> Path | None:
    """Back up the database into the folder's backups unless nothing changed since the last one."""
    if catalogue.read_only:
        return None
    return stored.back_up(catalogue.database.path, catalogue.folder / "backups", progress)


def last_backup(catalogue: Catalogue) -> datetime | None:
    """Return when the newest backup on the side was made."""
    found = stored.kept_backups(catalogue.folder / "backups")
    return found[0].made if found else None


def _digest(stream: Iterator[bytes]) -> str:
    digest = hashlib.sha256()
    for chunk in stream:
        digest.update(chunk)
    return digest.hexdigest()


def _chunks(path: Path) -> Iterator[bytes]:
    with path.open("rb") as file:
        while chunk := file.read(_CHUNK):
            yield chunk


def _kept_files(folder: Path) -> list[tuple[Path, str]]:
    return [
        (path, path.relative_to(folder).as_posix())
        for name in _KEPT_FOLDERS
        for path in sorted((folder / name).rglob("*"))
        if path.is_file() and not path.name.startswith(".")
    ]


def back_up_to(catalogue: Catalogue, target: Path, progress: Progress | None = None) -> BackupReport:
    """Write the whole catalogue as one zip and read it again. Raises StorageProblem; then target is as it was."""
    told = progress or Progress()
    copy = catalogue.folder / "backups" / ".for-zip.db"
    part = target.with_name(f".{target.name}.{os.getpid()}.part")
    try:
        target.parent.mkdir(parents=True, exist_ok=True)
        stored.copy_database(catalogue.database.path, copy, told)
        files = [(copy, DATABASE_NAME), *_kept_files(catalogue.folder)]
        _write_zip(part, files, told)
        _verify_zip(part, told)
        replace_file(part, target)
    except OSError as error:
        raise stored.not_written(target, error) from error
    finally:
        copy.unlink(missing_ok=True)
        part.unlink(missing_ok=True)
    return BackupReport(target, len(files), target.stat().st_size)


def _write_zip(part: Path, files: list[tuple[Path, str]], progress: Progress) -> None:
    total = sum(path.stat().st_size for path, _name in files)
    done = 0
    manifest: dict[str, object] = {
        "format": FORMAT,
        "program": program_version(),
        "revision": revision_of(files[0][0]),
        "made": datetime.now(UTC).isoformat(timespec="seconds"),
    }
    digests = {}
    with part.open("wb") as raw:
        with zipfile.ZipFile(raw, "w", allowZip64=True) as archive:
            for path, name in files:
                kind = zipfile.ZIP_DEFLATED if name == DATABASE_NAME else zipfile.ZIP_STORED
                archive.write(path, name, compress_type=kind, compresslevel=1)
                digests[name] = {"sha256": _digest(_chunks(path)), "size": path.stat().st_size}
                done += path.stat().st_size
                progress.report(done, total * 2)
            archive.writestr(MANIFEST, json.dumps({**manifest, "files": digests}, indent=1))
        raw.flush()
        os.fsync(raw.fileno())


def read_manifest(path: Path) -> dict[str, dict[str, object]]:
    """Return the files of a backup with their digests. Raises UnusableFile with one sentence for anything else."""
    try:
        with zipfile.ZipFile(path) as archive:
            text = archive.read(MANIFEST) if MANIFEST in archive.namelist() else b"{}"
            found = json.loads(text)
    except FileNotFoundError as error:
        raise UnusableFile("no_such_file", N_("There is no file {path}."), path=path) from error
    except (OSError, *DAMAGED_ZIP) as error:
        raise UnusableFile(
            "not_a_backup",
            N_("{path} is not a Tradehouse backup or is damaged. Choose another file."),
            path=path,
        ) from error
    if found.get("format") != FORMAT or DATABASE_NAME not in found.get("files", {}):
        raise UnusableFile(
            "not_a_backup",
            N_("{path} is not a Tradehouse backup or is damaged. Choose another file."),
            path=path,
        )
    files: dict[str, dict[str, object]] = found["files"]
    for name in files:
        parts = PurePosixPath(name).parts
        inside = name == DATABASE_NAME or (len(parts) >= 2 and parts[0] in _KEPT_FOLDERS)
        if not inside or ".." in parts or "\\" in name or ":" in name:
            raise UnusableFile(
                "not_a_backup",
                N_("{path} holds a file outside the catalogue ({name}) and was refused."),
                path=path,
                name=name,
            )
    return files


def backup_time(path: Path) -> datetime:
    """Return when a backup that read_manifest accepts was made."""
    with zipfile.ZipFile(path) as archive:
        made: str = json.loads(archive.read(MANIFEST))["made"]
    return datetime.fromisoformat(made)


def _verify_zip(path: Path, progress: Progress) -> None:
    for _ in _verified(path, read_manifest(path), progress):
        pass


def _verified(
    path: Path, files: dict[str, dict[str, object]], progress: Progress, into: Path | None = None
) -> Iterator[str]:
    """Yield each name whose content matches the manifest, writing it below `into` where that is given."""
    total = sum(int(str(entry["size"])) for entry in files.values())
    done = 0
    with zipfile.ZipFile(path) as archive:
        for name, entry in files.items():
            size = int(str(entry["size"]))
            try:
                with archive.open(name) as packed:
                    digest = _take_out(packed, size, into / name if into else None)
            except DAMAGED_ZIP as error:
                raise _damaged(path, name) from error
            if digest != entry["sha256"]:
                raise _damaged(path, name)
            done += size
            progress.report(total + done, total * 2)
            yield name


def _damaged(path: Path, name: str) -> UnusableFile:
    return UnusableFile(
        "damaged_backup",
        N_("{path} is damaged: {name} is not as it was written. Use another backup."),
        path=path,
        name=name,
    )


def _take_out(packed: IO[bytes], size: int, target: Path | None) -> str:
    digest = hashlib.sha256()
    left = size
    out = None
    try:
        if target is not None:
            target.parent.mkdir(parents=True, exist_ok=True)
            out = target.open("wb")
        # One byte more than promised is asked for, so that a longer entry cannot fill the disk.
        while chunk := packed.read(min(_CHUNK, left + 1)):
            left -= len(chunk)
            if left < 0:
                return "longer than its manifest says"
            digest.update(chunk)
            if out is not None:
                out.write(chunk)
        if out is not None:
            out.flush()
            os.fsync(out.fileno())
    finally:
        if out is not None:
            out.close()
    return digest.hexdigest() if left == 0 else "shorter than its manifest says"


def restore(folder: Path, source: Path, progress: Progress | None = None) -> int:
    """Replace the catalogue in a folder by a backup; return how many files came back.

    Refused while anybody has the folder open. The present is backed up first and kept in the folder's trash; the
    backup is unpacked beside it and checked before anything moves. Raises UserError; then the folder is as it was.
    """
    told = progress or Progress()
    files = read_manifest(source)
    database = folder / DATABASE_NAME
    if stored.is_in_use(database):
        raise StorageProblem(
            "in_use",
            N_("The catalogue in {path} is open. Close Tradehouse on this folder, then restore."),
            path=folder,
        )
    fresh = folder / ".restoring"
    shutil.rmtree(fresh, ignore_errors=True)
    try:
        for name in SUBFOLDERS:
            (folder / name).mkdir(parents=True, exist_ok=True)
        if database.exists():
            stored.back_up(database, folder / "backups", told)
        for _ in _verified(source, files, told, fresh):
            pass
        revision_of(fresh / DATABASE_NAME)  # refuses a catalogue of a newer program
        stored.check_database(fresh / DATABASE_NAME)
        _swap(folder, fresh)
    except OSError as error:
        raise StorageProblem(
            "restore_failed", N_("The backup could not be unpacked into {path}: {reason}. The catalogue is as it was."),
            path=folder, reason=error.strerror or str(error),
        ) from error  # fmt: skip
    finally:
        shutil.rmtree(fresh, ignore_errors=True)
    return len(files)


def _swap(folder: Path, fresh: Path) -> None:
    """Move the present into the trash and the restored in its place; on failure move everything back."""
    aside = folder / "trash" / f"before-restore-{datetime.now(UTC):%Y%m%dT%H%M%S%f}"
    aside.mkdir(parents=True)
    moved: list[tuple[Path, Path]] = []
    names = [DATABASE_NAME, *(DATABASE_NAME + suffix for suffix in _JOURNALS), *_KEPT_FOLDERS]
    try:
        for name in names:
            if (folder / name).exists():
                replace_file(folder / name, aside / name)
                moved.append((aside / name, folder / name))
        for name in (DATABASE_NAME, *_KEPT_FOLDERS):
            if (fresh / name).exists():
                replace_file(fresh / name, folder / name)
                moved.append((folder / name, fresh / name))
            elif name in _KEPT_FOLDERS:
                (folder / name).mkdir()
    except OSError:
        for now, before in reversed(moved):
            if before.is_dir() and not any(before.iterdir()):
                before.rmdir()
            replace_file(now, before)
        raise

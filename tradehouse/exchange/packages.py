"""Packages: records, photos and scans of one catalogue as a zip for another one.

`manifest.json` says what it is; `suppliers.jsonl`, `products.jsonl`, `certifications.jsonl` and `photos.jsonl` hold one
JSON object a line; the files lie under `media/`, named by the hash of their bytes. A package from outside is hostile
until proven otherwise: it is read part by part, and nothing of it is unpacked to the disk under a name of its own.
"""

import hashlib
import json
import os
import re
import zipfile
from collections.abc import Iterable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Final

from tradehouse.domain.errors import StorageProblem, UnusableFile
from tradehouse.domain.files import replace_file
from tradehouse.domain.language import N_
from tradehouse.domain.progress import Progress
from tradehouse.domain.zips import DAMAGED_ZIP
from tradehouse.exchange.archives import Parts
from tradehouse.exchange.limits import MEGABYTE

FORM: Final = "tradehouse-package/1"
MANIFEST: Final = "manifest.json"
LISTS: Final = ("suppliers", "products", "certifications", "photos", "scans", "certification_types")
MOST_ENTRIES: Final = 250_000
_FORMS: Final = "tradehouse-package/"
_MEDIA: Final = "media/"
_LARGEST_MANIFEST: Final = MEGABYTE
_LONGEST_LINE: Final = 4 * MEGABYTE
_CHUNK: Final = 1 << 20
_NAME: Final = re.compile(r"[0-9a-f]{64}\.[a-z0-9]{1,8}")


@dataclass(frozen=True, slots=True)
class Enclosed:
    """A file that goes along: "sha256.extension", and where it lies."""

    name: str
    path: Path


def is_file_name(name: object) -> bool:
    """Whether a text names a file as catalogues do: its hash and an extension."""
    return isinstance(name, str) and _NAME.fullmatch(name) is not None


def write_package(
    target: Path,
    facts: Mapping[str, Any],
    lists: Mapping[str, Iterable[Mapping[str, Any]]],
    files: Iterable[Enclosed],
    progress: Progress,
) -> list[Enclosed]:
    """Write a package to target and return the files that could not be read; the package does without them.

    lists are asked one after the other, in the order of LISTS; files after them. Raises StorageProblem, Cancelled;
    then target is as it was.
    """
    part = target.with_name(f".{target.name}.{os.getpid()}.part")
    try:
        target.parent.mkdir(parents=True, exist_ok=True)
        with part.open("wb") as raw:
            with zipfile.ZipFile(raw, "w", zipfile.ZIP_DEFLATED, allowZip64=True, compresslevel=5) as archive:
                archive.writestr(MANIFEST, json.dumps({"form": FORM, **facts}, ensure_ascii=False, indent=1))
                for name in LISTS:
                    _write_list(archive, f"{name}.jsonl", lists.get(name, ()), progress)
                unread = _write_files(archive, files, progress)
            raw.flush()
            os.fsync(raw.fileno())
        replace_file(part, target)
    except OSError as error:
        raise StorageProblem(
            "package_failed",
            N_("The package {path} could not be written: {reason}. Free some space or choose another place."),
            path=target,
            reason=error.strerror or str(error),
        ) from error
    finally:
        part.unlink(missing_ok=True)
    return unread


def _write_list(archive: zipfile.ZipFile, name: str, rows: Iterable[Mapping[str, Any]], progress: Progress) -> None:
    with archive.open(name, "w", force_zip64=True) as out:
        for n, row in enumerate(rows):
            if n % 500 == 0:
                progress.report(n, 0, name)
            out.write(json.dumps(row, ensure_ascii=False, separators=(",", ":")).encode() + b"\n")


def _write_files(archive: zipfile.ZipFile, files: Iterable[Enclosed], progress: Progress) -> list[Enclosed]:
    unread: list[Enclosed] = []
    for n, file in enumerate(files):
        progress.report(n, 0, file.name)
        try:
            size = file.path.stat().st_size
            with file.path.open("rb") as source:
                entry = zipfile.ZipInfo(_MEDIA + file.name, (1980, 1, 1, 0, 0, 0))
                entry.file_size = size
                with archive.open(entry, "w") as out:
                    while block := source.read(_CHUNK):
                        progress.check()
                        out.write(block)
        except FileNotFoundError:
            unread.append(file)
    return unread


def is_package(path: Path) -> bool:
    """Whether a file calls itself a package of this program, of whichever form."""
    if not path.is_file() or not zipfile.is_zipfile(path):
        return False
    try:
        with zipfile.ZipFile(path) as archive:
            entry = archive.getinfo(MANIFEST)
            if entry.file_size > _LARGEST_MANIFEST:
                return False
            with archive.open(entry) as stream:
                text = stream.read(_LARGEST_MANIFEST)
    except (OSError, *DAMAGED_ZIP):
        return False
    return str(_object(text).get("form", "")).startswith(_FORMS)


class Package:
    """A package that somebody sent."""

    def __init__(self, path: Path) -> None:
        """Check the archive. Raises UnusableFile where it is no package, damaged, newer, or asks for too much."""
        self.path = path
        try:
            with _own_words(path):
                self._parts = Parts(path, most_entries=MOST_ENTRIES)
        except OSError as error:
            raise UnusableFile(
                "unreadable_file",
                N_('"{file}" cannot be read: {reason}. Copy it to this PC and try again.'),
                file=path.name,
                reason=error.strerror or str(error),
            ) from error
        if MANIFEST not in self._parts:
            raise _broken(path)
        with _own_words(path):
            self.facts = _object(self._parts.read(MANIFEST, _LARGEST_MANIFEST))
        form = str(self.facts.get("form", ""))
        if form != FORM:
            if not form.startswith(_FORMS):
                raise _broken(path)
            raise UnusableFile(
                "newer_package",
                N_('"{file}" was made by a newer Tradehouse. Install that version or a later one.'),
                file=path.name,
            )

    def rows(self, name: str) -> Iterator[dict[str, Any]]:
        """Yield the objects of a list; lines that are none come as empty ones. Raises UnusableFile."""
        part = f"{name}.jsonl"
        if part not in self._parts:
            return
        rest = b""
        with _own_words(self.path):
            for chunk in self._parts.chunks(part):
                *lines, rest = (rest + chunk).split(b"\n")
                if len(rest) > _LONGEST_LINE:
                    raise _broken(self.path)
                yield from map(_object, lines)
        if rest:
            yield _object(rest)

    def has(self, name: str) -> bool:
        """Whether a file came along; name is "sha256.extension"."""
        return is_file_name(name) and _MEDIA + name in self._parts

    def read(self, name: str) -> bytes:
        """Return a file that came along. Raises UnusableFile where it is damaged, too large, or not what its name says."""
        with _own_words(self.path):
            content = self._parts.read(_MEDIA + name)
        if hashlib.sha256(content).hexdigest() != name.partition(".")[0]:
            raise _broken(self.path)
        return content


_IN_OWN_WORDS: Final[Mapping[str, str]] = {
    "unsafe_archive": N_(
        '"{file}" would unpack to far more than a package holds and was not opened. Ask for a new copy of the package.'
    ),
    "encrypted": N_('"{file}" is protected with a password. Ask for the package without one.'),
    "too_large": N_('"{file}" holds a file that is larger than any photo or scan, and was not opened.'),
}


@contextmanager
def _own_words(path: Path) -> Iterator[None]:
    """Say of a package what the reader of archives says of workbooks."""
    try:
        yield
    except UnusableFile as problem:
        if problem.code not in _IN_OWN_WORDS:
            raise _broken(path) from None
        raise UnusableFile(problem.code, _IN_OWN_WORDS[problem.code], file=path.name) from None


def _broken(path: Path) -> UnusableFile:
    text = N_('"{file}" is damaged or incomplete. Ask for a new copy of the package.')
    return UnusableFile("damaged", text, file=path.name)


def _object(text: bytes) -> dict[str, Any]:
    try:
        found = json.loads(text)
    except (ValueError, RecursionError):
        return {}
    return found if isinstance(found, dict) else {}

"""Scans of certificates: taken in first, outside any transaction, then put on the certificate in one undoable step."""

import shutil
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from tradehouse.domain.errors import NotFound, UnusableFile, UserError
from tradehouse.domain.fields import RecordKind, fields
from tradehouse.domain.files import replace_file
from tradehouse.domain.language import N_
from tradehouse.domain.progress import Progress
from tradehouse.domain.records import Record
from tradehouse.domain.reference_lists import find_label
from tradehouse.exchange.packages import is_file_name
from tradehouse.exchange.workbooks.safe_text import file_name
from tradehouse.photos.intake import read_content
from tradehouse.photos.scans import PDF, ScanPictures, count_pages, look_at_scan
from tradehouse.photos.store import PhotoStore, content_hash, storage_problem
from tradehouse.services import browsing
from tradehouse.services.catalogue import Catalogue
from tradehouse.storage import scans as stored
from tradehouse.storage.columns import from_column
from tradehouse.storage.work import Work

C = RecordKind.CERTIFICATION
FOLDER = "documents"
MOST_AT_ONCE, MOST_OF_ONE = 50, 100


@dataclass(frozen=True, slots=True)
class Scan:
    """One scan of a certificate. key is "sha256.extension", name what its file was called ("" unknown); missing: the
    file is not in the catalogue's folder.
    """

    key: str
    name: str
    pages: int
    size_bytes: int
    missing: bool = False


@dataclass(frozen=True, slots=True)
class AddReport:
    """What became of scans: how many are new on the certificate, how many were there, why others were refused."""

    added: int
    known: int = 0
    refused: tuple[UserError, ...] = ()


def scan_store(catalogue: Catalogue) -> PhotoStore:
    """Return the folder of the scans, which lie in the catalogue as photos do."""
    return PhotoStore(catalogue.folder / FOLDER, catalogue.folder / "trash" / FOLDER)


def split_key(key: str) -> tuple[str, str]:
    """Return (sha256, extension) of a scan's key."""
    sha256, _dot, extension = key.partition(".")
    return sha256, extension


def scans_of(catalogue: Catalogue, certificate_id: int) -> list[Scan]:
    """Return the scans of a certificate in their order. Reads PDF of which nobody noted the pages. Raises NotFound."""
    keys = _keys(browsing.record(catalogue, C, certificate_id))
    with catalogue.database.reading() as read:
        known = stored.known_scans(read, [split_key(key)[0] for key in keys])
    store = scan_store(catalogue)
    return [_scan(store, key, known.get(split_key(key)[0])) for key in keys]


def _scan(store: PhotoStore, key: str, known: stored.KnownScan | None) -> Scan:
    sha256, extension = split_key(key)
    there = store.has(sha256, extension)
    pages = known.pages if known else None
    if pages is None:
        try:
            pages = count_pages(store.read(sha256, extension), key) if there and extension == PDF else 1
        except UserError:
            pages = 1
    size = store.path(sha256, extension).stat().st_size if there else 0
    return Scan(key, known.name if known else "", pages, size, missing=not there)


def take_in(
    catalogue: Catalogue, sources: Sequence[Path | tuple[bytes, str]], progress: Progress | None = None
) -> tuple[list[stored.KnownScan], list[UserError]]:
    """Keep files, or bytes with a name, in the folder of the scans; return them, and why others were refused.

    No certificate has them yet, see `put_on`. Raises StorageProblem, Cancelled.
    """
    told = progress or Progress()
    store, refused = scan_store(catalogue), list[UserError]()
    taken: list[stored.KnownScan] = []
    for n, source in enumerate(sources[:MOST_AT_ONCE]):
        told.report(n, len(sources))
        data, name = (source, source.name) if isinstance(source, Path) else source
        try:
            content = read_content(data, name)
            seen = look_at_scan(content, name)
        except UnusableFile as refusal:
            refused.append(refusal)
            continue
        sha256 = content_hash(content)
        store.put(sha256, seen.extension, content)
        taken.append(stored.KnownScan(sha256, seen.extension, len(content), seen.pages, name))
    if len(sources) > MOST_AT_ONCE:
        text = N_("Only the first {n} files were taken; add the others afterwards.")
        refused.append(UserError("too_many_files", text, n=MOST_AT_ONCE))
    return taken, refused


def put_on(work: Work, certificate_id: int, taken: Sequence[stored.KnownScan]) -> int:
    """Put scans that were taken in on a certificate, within a unit of work; return how many it had not. Raises UserError."""
    before = _keys_in(work.image(str(C), certificate_id))
    after = list(dict.fromkeys([*before, *(f"{scan.sha256}.{scan.extension}" for scan in taken)]))
    if len(after) > MOST_OF_ONE:
        text = N_("A certificate can have {most} scans; take some off first.")
        raise UserError("too_many_scans", text, most=MOST_OF_ONE)
    if len(after) > len(before):
        stored.keep_scans(work, taken)
        work.update(str(C), certificate_id, {"scans": tuple(after)})
    return len(after) - len(before)


def add_scans(
    catalogue: Catalogue,
    certificate_id: int,
    sources: Sequence[Path | tuple[bytes, str]],
    progress: Progress | None = None,
) -> AddReport:
    """Put files, or bytes with a name, on a certificate as its scans. One bad file never stops the rest.

    Raises NotFound, StorageProblem, Cancelled.
    """
    taken, refused = take_in(catalogue, sources, progress)
    if not taken:
        return AddReport(0, 0, tuple(refused))
    certificate = browsing.record(catalogue, C, certificate_id)
    with catalogue.writing(N_("Scans of {name}"), name=certificate_name(certificate)) as work:
        added = put_on(work, certificate_id, taken)
    return AddReport(added, len(taken) - added, tuple(refused))


def remove_scan(catalogue: Catalogue, certificate_id: int, key: str) -> bool:
    """Take a scan off a certificate; the file stays, so that undo brings it back. Return whether it was there."""
    certificate = browsing.record(catalogue, C, certificate_id)
    with catalogue.writing(N_("Scan taken off {name}"), name=certificate_name(certificate)) as work:
        before = _keys_in(work.image(str(C), certificate_id))
        return work.update(str(C), certificate_id, {"scans": tuple(each for each in before if each != key)})


def certificate_name(certificate: Record) -> str:
    """Return what people call a certificate: its type and number."""
    label = find_label("certification_type", str(certificate["type"] or "")).partition(" (")[0]
    return " ".join(part for part in (label, str(certificate["number"] or "")) if part)


def picture(catalogue: Catalogue, key: str, page: int, box: int) -> Path:
    """Return a page of a scan, from 0, as a JPEG that fits a square of box pixels; read it soon.

    Raises NotFound, UnusableFile, StorageProblem.
    """
    sha256, extension = split_key(key)
    return ScanPictures(scan_store(catalogue), catalogue.renditions).picture(sha256, extension, page, box)


def save_copy(catalogue: Catalogue, key: str, target: Path) -> None:
    """Copy a scan as it is to a file. Raises NotFound, StorageProblem; then what was there stays."""
    source = scan_store(catalogue).path(*split_key(key))
    if not source.is_file():
        raise NotFound("scan_missing", N_("The scan is not in the catalogue's folder. Restore it from a backup."))
    part = target.with_name(f".{target.name}.part")
    try:
        shutil.copyfile(source, part)
        replace_file(part, target)
    except OSError as error:
        part.unlink(missing_ok=True)
        raise storage_problem(error, target.parent) from error


def copy_name(scan: Scan, title: str) -> str:
    """Return a name for a copy of a scan: its title, with the ending of what it is."""
    return file_name(Path(title).stem, f".{split_key(scan.key)[1]}")


def _keys(certificate: Record) -> tuple[str, ...]:
    return tuple(key for key in certificate["scans"] or () if is_file_name(key))


def _keys_in(image: Mapping[str, Any]) -> list[str]:
    return list(from_column(fields(C)["scans"], image["scans"]))

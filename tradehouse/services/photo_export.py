"""Photos of a selection as a folder or a zip, named by SKU: `KRY-0012.jpg`, `KRY-0012_2.jpg`, …

Whatever leaves has lost its GPS and device data. Without a size the originals go, as far as they are JPEG, PNG or
WebP and shown unedited; anything else goes as a JPEG in full size. With a size, renditions go.
"""

import os
import re
import zipfile
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from tradehouse.domain.errors import NotFound, StorageProblem, UnusableFile, UserError
from tradehouse.domain.fields import RecordKind
from tradehouse.domain.files import replace_file, write_file
from tradehouse.domain.language import N_, Message
from tradehouse.domain.progress import Progress
from tradehouse.domain.records import AttachedPhoto, Record
from tradehouse.photos.outgoing import clean_original
from tradehouse.services import browsing
from tradehouse.services.catalogue import Catalogue

_UNSAFE = re.compile(r'[<>:"/\\|?*\x00-\x1f]+')
_RESERVED = frozenset({"con", "prn", "aux", "nul", *(f"com{n}" for n in range(10)), *(f"lpt{n}" for n in range(10))})


@dataclass(frozen=True, slots=True)
class PhotoExport:
    """What was written: the folder or zip, how many photos of how many products.

    without_photo are the codes of products that have none; problems are photos that could not be read.
    """

    path: Path
    photos: int
    products: int
    without_photo: tuple[str, ...] = ()
    problems: tuple[Message, ...] = ()


def export_photos(
    catalogue: Catalogue,
    ids: Sequence[int],
    target: Path,
    size: int | None = None,
    progress: Progress | None = None,
    *,
    main_only: bool = False,
) -> PhotoExport:
    """Write the photos of products to a folder, or to a zip where target ends in ".zip".

    size is the side in pixels of the box that renditions fit (up to 4096), None for originals. Files of the same name
    are replaced. Raises UserError (no_photos), StorageProblem, Cancelled; a zip then is as it was.
    """
    told = progress or Progress()
    products = browsing.records(catalogue, RecordKind.PRODUCT, ids)
    album = [(product, browsing.photos_of(catalogue, product.id)) for product in products]
    if main_only:
        album = [(product, photos[:1]) for product, photos in album]
    bare = tuple(str(product["code"] or product["name_id"]) for product, photos in album if not photos)
    if not any(photos for _product, photos in album):
        raise UserError(
            "no_photos", N_("None of the chosen products has a photo. Choose others, or attach photos first.")
        )
    problems: list[Message] = []
    contents = photo_files(catalogue, album, size, problems, told)
    try:
        written = _write_zip(target, contents) if target.suffix.lower() == ".zip" else _write_folder(target, contents)
    except OSError as error:
        raise StorageProblem(
            "cannot_write",
            N_("{path} cannot be written: {reason}. Close the file if it is open, or choose another place."),
            path=target,
            reason=error.strerror or type(error).__name__,
        ) from error
    return PhotoExport(target, written, sum(1 for _p, photos in album if photos), bare, tuple(problems))


def photo_files(
    catalogue: Catalogue,
    album: Sequence[tuple[Record, Sequence[AttachedPhoto]]],
    size: int | None,
    problems: list[Message],
    progress: Progress,
) -> Iterator[tuple[str, bytes]]:
    """Yield file names and contents; one photo that cannot be read does not stop the others."""
    total, done = sum(len(photos) for _product, photos in album), 0
    taken: set[str] = set()
    for product, photos in album:
        stem = free_stem(str(product["code"] or product.uid), taken)
        for n, photo in enumerate(photos, start=1):
            progress.report(done, total, stem)
            done += 1
            try:
                content, extension = _content(catalogue, photo, size)
            except (NotFound, UnusableFile) as problem:
                problems.append(problem.message)
                continue
            yield (f"{stem}.{extension}" if n == 1 else f"{stem}_{n}.{extension}"), content


def free_stem(code: str, taken: set[str]) -> str:
    """Return a file name for a code that every system allows and that no other product has in this run."""
    stem = _UNSAFE.sub("-", code).strip(" .") or "-"
    if stem.casefold() in _RESERVED:
        stem += "-"
    free, n = stem, 1
    while free.casefold() in taken:
        n += 1
        free = f"{stem}-{n}"
    taken.add(free.casefold())
    return free


def _content(catalogue: Catalogue, photo: AttachedPhoto, size: int | None) -> tuple[bytes, str]:
    extension = photo.key.partition(".")[2]
    if size is not None:
        path = catalogue.renditions.rendition(photo.sha256, extension, box=size)
        return path.read_bytes(), "jpg"
    if not photo.edit:
        original = catalogue.photos.read(photo.sha256, photo.extension)
        clean = clean_original(original, photo.original_name)
        if clean is not None:
            return clean, photo.extension
    return catalogue.renditions.full(photo.sha256, extension), "jpg"


def _write_folder(target: Path, contents: Iterator[tuple[str, bytes]]) -> int:
    written = 0
    for name, content in contents:
        write_file(target / name, content)
        written += 1
    return written


def _write_zip(target: Path, contents: Iterator[tuple[str, bytes]]) -> int:
    target.parent.mkdir(parents=True, exist_ok=True)
    part = target.with_name(f".{target.name}.{os.getpid()}.part")
    written = 0
    try:
        with part.open("wb") as file:
            with zipfile.ZipFile(file, "w", zipfile.ZIP_STORED) as archive:
                for name, content in contents:
                    archive.writestr(name, content)
                    written += 1
            file.flush()
            os.fsync(file.fileno())
        replace_file(part, target)
    except BaseException:
        part.unlink(missing_ok=True)
        raise
    return written

"""Making a plan and applying it: originals first, outside any transaction, then all rows in one unit of work."""

from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path, PurePosixPath

from tradehouse.domain.errors import NotFound, UnusableFile, UserError
from tradehouse.domain.language import N_
from tradehouse.domain.progress import Progress
from tradehouse.photos.intake import examine
from tradehouse.photos.renditions import THUMBNAIL, whole
from tradehouse.photos.sources import Given, PhotoFile, find_photos
from tradehouse.photos.store import content_hash
from tradehouse.services.catalogue import Catalogue
from tradehouse.services.photo_matching.deciding import Decider
from tradehouse.services.photo_matching.duplicates import mark_duplicates
from tradehouse.services.photo_matching.gathering import look_at
from tradehouse.services.photo_matching.plan import EntryState, PhotoEntry, PhotoPlan
from tradehouse.services.photos import photo_values
from tradehouse.storage.photo_links import link_photo, photo_id
from tradehouse.storage.photo_search import is_shown, known_photos, living_products, photo_targets
from tradehouse.storage.photo_tray import put_in_tray, tray_photos
from tradehouse.storage.work import Work

_LAST = 1_000_000


@dataclass(frozen=True, slots=True)
class ApplyReport:
    """What applying a plan did: photos new on products, photos new in the tray, files that went wrong since the plan.

    change_set is the step that undo takes back, None where nothing changed.
    """

    attached: int = 0
    in_tray: int = 0
    refused: tuple[tuple[PurePosixPath, UserError], ...] = ()
    change_set: int | None = None


@dataclass(slots=True)
class _Kept:
    """The entries whose originals lie in the store, and those that went wrong."""

    entries: list[PhotoEntry] = field(default_factory=list)
    refused: list[tuple[PurePosixPath, UserError]] = field(default_factory=list)


def plan_photos(catalogue: Catalogue, given: Sequence[Given], progress: Progress | None = None) -> PhotoPlan:
    """Return what every photo in files, folders, zips and (bytes, name) pairs shows; nothing is changed.

    Raises UnusableFile where a path is not there or there is no photo at all, Cancelled.
    """
    told = progress or Progress()
    found = find_photos(given, told)
    if not found.files:
        raise UnusableFile(
            "no_photos",
            N_("{name} holds no photos. Choose another file."),
            name=", ".join(str(source if not isinstance(source, tuple) else source[1]) for source in given),
        )
    return _plan(catalogue, found.files, tuple(found.passed), told, of_tray=False)


def plan_tray(
    catalogue: Catalogue, photo_ids: Sequence[int] | None = None, progress: Progress | None = None
) -> PhotoPlan:
    """Return a plan for photos that wait in the tray (all, or these): matched again against today's products."""
    with catalogue.database.reading() as read:
        waiting = [
            photo
            for photo in tray_photos(read)
            if (photo.reason != "rejected" if photo_ids is None else photo.photo_id in photo_ids)
        ]
    files = []
    for photo in waiting:
        name = PurePosixPath(photo.file)

        def read_original(sha256: str = photo.sha256, extension: str = photo.extension) -> bytes:
            return catalogue.photos.read(sha256, extension)

        files.append(PhotoFile(name, name.parent.as_posix(), read_original))
    return _plan(catalogue, files, (), progress or Progress(), of_tray=True)


def _plan(
    catalogue: Catalogue, files: Sequence[PhotoFile], passed: tuple[str, ...], progress: Progress, *, of_tray: bool
) -> PhotoPlan:
    with catalogue.database.reading() as read:
        targets = photo_targets(read)
    decider = Decider(targets)
    looked = look_at(files, catalogue.renditions, progress)
    entries = decider.decide(looked, progress)
    hashes = {entry.photo.sha256 for entry in entries if entry.photo is not None}
    with catalogue.database.reading() as read:
        known = known_photos(read, hashes)
    if not of_tray:
        entries = mark_duplicates(entries, known, decider.targets)
    return PhotoPlan(tuple(entries), passed, decider.targets)


def picture_of(catalogue: Catalogue, entry: PhotoEntry, side: int = THUMBNAIL) -> Path | None:
    """Return a JPEG of a plan's photo, THUMBNAIL or SCREEN pixels; None where its file is gone.

    Planning leaves both in the cache; what was pruned meanwhile is made again from the file.
    """
    if entry.photo is None:
        return None
    sha256 = entry.photo.sha256
    found = catalogue.renditions.ready(sha256, box=side)
    if found is None and entry.source is not None:
        try:
            examine(entry.source.read(), entry.file.name, renditions=catalogue.renditions, sha256=sha256)
        except (UnusableFile, NotFound):
            return None
        found = catalogue.renditions.ready(sha256, box=side)
    return found


def whole_picture_of(entry: PhotoEntry) -> bytes | None:
    """Return a JPEG of a plan's photo with all its pixels, to be looked at closely; None where its file is gone."""
    try:
        return whole(entry.source.read(), entry.file.name) if entry.source is not None else None
    except (UnusableFile, NotFound):
        return None


def apply_plan(catalogue: Catalogue, plan: PhotoPlan, progress: Progress | None = None) -> ApplyReport:
    """Put matched photos on their products and the others into the tray, as one step that can be undone.

    A file that went away or changed since the plan is reported and the rest goes on. Raises StorageProblem,
    Cancelled; then nothing has happened.
    """
    told = progress or Progress()
    wanted = [e for e in plan.of(EntryState.MATCHED, EntryState.AMBIGUOUS, EntryState.ORPHAN) if e.photo is not None]
    with _originals(catalogue, wanted, told) as kept:
        if not kept.entries:
            return ApplyReport(refused=tuple(kept.refused))
        matched = [entry for entry in kept.entries if entry.state is EntryState.MATCHED]
        msgid = N_("Photos matched: {count}") if matched else N_("Photos into the tray: {count}")
        with catalogue.writing(msgid, count=len(matched) or len(kept.entries)) as work:
            attached, waiting = _write(work, kept.entries)
        return ApplyReport(attached, waiting, tuple(kept.refused), work.recorder.change_set_id)


@contextmanager
def _originals(catalogue: Catalogue, entries: Sequence[PhotoEntry], progress: Progress) -> Iterator[_Kept]:
    """Keep the originals of entries; they go again where anything fails before the rows are written."""
    kept, fresh = _Kept(), []
    try:
        for n, entry in enumerate(entries):
            progress.report(n, len(entries), entry.file.name)
            assert entry.photo is not None  # noqa: S101 - only usable entries come here
            sha256, extension = entry.photo.sha256, entry.photo.extension
            try:
                content = _unchanged(entry)
            except (UnusableFile, NotFound) as problem:
                kept.refused.append((entry.file, problem))
                continue
            if not catalogue.photos.has(sha256, extension):
                fresh.append((sha256, extension))
            catalogue.photos.put(sha256, extension, content)
            kept.entries.append(entry)
        yield kept
    except BaseException:
        for sha256, extension in fresh:
            catalogue.photos.discard(sha256, extension)
        raise


def _unchanged(entry: PhotoEntry) -> bytes:
    """Return the bytes that were looked at. Raises UnusableFile, NotFound."""
    content = entry.source.read() if entry.source else b""
    if entry.photo is None or content_hash(content) != entry.photo.sha256:
        raise UnusableFile(
            "photo_changed",
            N_("{name} changed since the plan was made. Take it in again."),
            name=entry.file.name,
        )
    return content


def _write(work: Work, entries: Sequence[PhotoEntry]) -> tuple[int, int]:
    """Write the rows of entries; return how many links and how many photos in the tray are new."""
    meant = {e.product.product_id for e in entries if e.product is not None}
    here = living_products(work.connection, meant)
    attached = waiting = 0
    for entry in sorted(entries, key=_place):
        if entry.photo is None:
            continue
        photo = photo_id(work, photo_values(entry.photo, entry.file.name))
        product = entry.product
        if product is not None and product.product_id in here:
            attached += link_photo(work, product.product_id, photo, entry.role)
        elif not is_shown(work.connection, photo):
            reason = "ambiguous" if entry.state is EntryState.AMBIGUOUS else "orphan"
            ids = [c.product_id for c in entry.candidates]
            waiting += put_in_tray(work, photo, entry.file.as_posix(), reason, ids)
    return attached, waiting


def _place(entry: PhotoEntry) -> tuple[int, int, int]:
    """Return what a product's new photos are sorted by: main, the plain name, the numbered ones, the other roles."""
    rest = 0 if entry.role is None else _LAST
    return (0 if entry.role == "main" else 1, rest if entry.position is None else entry.position, entry.order)

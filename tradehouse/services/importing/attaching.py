"""Putting the photos of a plan on their products: files first, rows with the unit of work."""

from collections import deque
from collections.abc import Iterator, Sequence
from concurrent.futures import Future, ThreadPoolExecutor
from typing import Final

from tradehouse.domain.errors import UnusableFile
from tradehouse.domain.progress import Progress
from tradehouse.photos.intake import TakenPhoto, keep_unmeasured
from tradehouse.photos.store import PhotoStore
from tradehouse.services.importing.picturing import Attachment, PhotoPlan
from tradehouse.services.photos import photo_values
from tradehouse.storage.photo_links import add_photos
from tradehouse.storage.work import Work

_THREADS: Final = 6  # each waits for the disk most of the time
_AHEAD: Final = 24

Kept = list[tuple[Attachment, TakenPhoto]]


def keep_photos(store: PhotoStore, plan: PhotoPlan, progress: Progress) -> Kept:
    """Keep the photo files before the catalogue is written to, each safe on the disk when this returns; a file without
    a row is an orphan that check finds. What turns out to be no photo leaves the plan with its reason.

    Raises StorageProblem, Cancelled.
    """
    kept: Kept = []
    by_source: dict[str, TakenPhoto | UnusableFile] = {}
    total = len(plan.attachments)
    for done, (attachment, taken) in enumerate(_kept_sources(store, plan.attachments, progress)):
        progress.report(done, total, attachment.name)
        by_source[attachment.source] = taken
    for attachment in plan.attachments:
        found = by_source[attachment.source]
        if isinstance(found, UnusableFile):
            plan.refused += 1
            plan.troubles.append((*attachment.at, found.code, found.message))
        else:
            kept.append((attachment, found))
    plan.attachments = [attachment for attachment, _ in kept]
    return kept


def link_photos(work: Work, plan: PhotoPlan, kept: Kept) -> None:
    """Put kept photos on their products, which have their ids by now; the same picture twice counts once."""
    placed = [(attachment, photo) for attachment, photo in kept if attachment.draft.record_id is not None]
    fresh = add_photos(work, [(a.draft.record_id or 0, photo_values(photo, a.name)) for a, photo in placed])
    plan.attachments = [attachment for (attachment, _), new in zip(placed, fresh, strict=True) if new]


def _kept_sources(
    store: PhotoStore, attachments: Sequence[Attachment], progress: Progress
) -> Iterator[tuple[Attachment, TakenPhoto | UnusableFile]]:
    """Yield what became of each picture, read once however often it is used. Some are on their way at a time."""
    once = {attachment.source: attachment for attachment in attachments}
    waiting: deque[tuple[Attachment, Future[TakenPhoto | UnusableFile]]] = deque()
    with ThreadPoolExecutor(_THREADS, "photo-file") as pool:
        try:
            for attachment in once.values():
                waiting.append((attachment, pool.submit(_keep, store, attachment, progress)))
                if len(waiting) >= _AHEAD:
                    first, future = waiting.popleft()
                    yield first, future.result()
            while waiting:
                first, future = waiting.popleft()
                yield first, future.result()
        finally:
            pool.shutdown(cancel_futures=True)


def _keep(store: PhotoStore, attachment: Attachment, progress: Progress) -> TakenPhoto | UnusableFile:
    try:
        return keep_unmeasured(store, attachment.read(), attachment.name, progress)
    except UnusableFile as problem:
        return problem

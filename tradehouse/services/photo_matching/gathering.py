"""The files of a run looked at: decoded once, in several threads, with the codes that their pictures show."""

import os
from collections.abc import Iterator, Sequence
from concurrent.futures import FIRST_COMPLETED, Future, ThreadPoolExecutor, wait
from dataclasses import dataclass

from tradehouse.domain.errors import Cancelled, NotFound, UnusableFile, UserError
from tradehouse.domain.language import N_, Message
from tradehouse.domain.progress import Progress
from tradehouse.photos.intake import TakenPhoto, examine
from tradehouse.photos.renditions import Renditions
from tradehouse.photos.sources import PhotoFile
from tradehouse.photos.store import content_hash

MOST_THREADS = 4
_AHEAD = 2  # files waiting for each thread: progress stays true, and cancelling quick


@dataclass(frozen=True, slots=True)
class LookedAt:
    """One file with what is known of its picture, or why it is refused."""

    file: PhotoFile
    photo: TakenPhoto | None
    refusal: UserError | None = None


def look_at(files: Sequence[PhotoFile], renditions: Renditions, progress: Progress) -> list[LookedAt]:
    """Look at every file; its thumbnail and screen size are in the cache afterwards. Raises Cancelled.

    The originals are not kept: nothing has happened yet.
    """
    found: dict[int, LookedAt] = {}
    with ThreadPoolExecutor(min(MOST_THREADS, os.cpu_count() or 1), thread_name_prefix="intake") as threads:
        waiting: dict[Future[LookedAt], int] = {}
        try:
            for n, file in enumerate(files):
                waiting[threads.submit(_look, file, renditions)] = n
                if len(waiting) >= MOST_THREADS * _AHEAD:
                    found |= dict(_finished(waiting))
                progress.report(len(found), len(files), str(Message(N_("Looking at {file}"), {"file": file.name.name})))
            while waiting:
                found |= dict(_finished(waiting))
                progress.report(len(found), len(files), "")
        except Cancelled:
            threads.shutdown(cancel_futures=True)
            raise
    return [found[n] for n in range(len(files))]


def _finished(waiting: dict[Future[LookedAt], int]) -> Iterator[tuple[int, LookedAt]]:
    for done in wait(waiting, return_when=FIRST_COMPLETED).done:
        yield waiting.pop(done), done.result()


def _look(file: PhotoFile, renditions: Renditions) -> LookedAt:
    if file.problem is not None:
        return LookedAt(file, None, file.problem)
    name = file.name.name
    try:
        content = file.read()
        sha256 = content_hash(content)
        return LookedAt(file, examine(content, name, renditions=renditions, look_for_codes=True, sha256=sha256))
    except (UnusableFile, NotFound) as refusal:
        return LookedAt(file, None, refusal)

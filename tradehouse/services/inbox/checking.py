"""Whether the inbox has the bytes of its files, and no others."""

from dataclasses import dataclass

from tradehouse.services.catalogue import Catalogue
from tradehouse.services.inbox.keeping import inbox_store
from tradehouse.storage.inbox import needed_contents


@dataclass(frozen=True, slots=True)
class InboxSoundness:
    """What is wrong: names of files whose bytes are missing or damaged, and (SHA-256, extension) that nobody needs."""

    missing: tuple[str, ...]
    orphans: tuple[tuple[str, str], ...]


def check_inbox(catalogue: Catalogue) -> InboxSoundness:
    """Read every file that the inbox keeps."""
    store = inbox_store(catalogue)
    with catalogue.database.reading() as read:
        needed = needed_contents(read)
    contents = {(sha256, extension) for sha256, extension, _name in needed}
    return InboxSoundness(
        tuple(name for sha256, extension, name in needed if not store.verify(sha256, extension)),
        tuple(found for file in store.iterate() if (found := (file.sha256, file.extension)) not in contents),
    )

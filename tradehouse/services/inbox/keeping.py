"""Where the files of the inbox lie: in the catalogue's folder, each content once, under its hash."""

import shutil
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path, PurePosixPath
from typing import Final

from tradehouse.domain.errors import NotFound
from tradehouse.domain.language import N_
from tradehouse.photos.store import PhotoStore
from tradehouse.services.catalogue import Catalogue
from tradehouse.storage.inbox import InboxRow, inbox_rows

FOLDER: Final = "inbox"


def inbox_store(catalogue: Catalogue) -> PhotoStore:
    """Return the folder that keeps the files."""
    return PhotoStore(catalogue.folder / FOLDER, catalogue.folder / "trash" / FOLDER)


def row_of(catalogue: Catalogue, file_id: int) -> InboxRow:
    """Return a file of the inbox. Raises NotFound."""
    with catalogue.database.reading() as read:
        rows = inbox_rows(read, (file_id,))
    if not rows:
        raise NotFound("no_such_file", N_("There is no file number {id} in the inbox."), id=file_id)
    return rows[0]


def taken_out(catalogue: Catalogue, file_id: int, folder: Path) -> Path:
    """Write a file of the inbox into a folder under the name it came with; return where. Raises NotFound."""
    row = row_of(catalogue, file_id)
    name = PurePosixPath(row.name).name
    source = inbox_store(catalogue).path(row.sha256, row.extension) if row.extension else None
    if source is None or not source.is_file():
        raise NotFound("not_kept", N_('"{file}" is no longer in the inbox\'s folder. Add it again.'), file=name)
    target = folder / name
    shutil.copy2(source, target)
    return target


@contextmanager
def opened_for_import(catalogue: Catalogue, file_id: int) -> Iterator[Path]:
    """Yield a path to a file of the inbox under the name it came with, for as long as an import needs it."""
    with tempfile.TemporaryDirectory(prefix="tradehouse-", ignore_cleanup_errors=True) as folder:
        yield taken_out(catalogue, file_id, Path(folder))

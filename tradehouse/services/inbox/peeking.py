"""The first rows of a file in the inbox, as an import would read them."""

from tradehouse.domain.progress import Progress
from tradehouse.services.catalogue import Catalogue
from tradehouse.services.importing.inspecting import SheetView, inspect
from tradehouse.services.importing.options import ImportOptions
from tradehouse.services.importing.remembering import recall
from tradehouse.services.inbox.keeping import opened_for_import


def peek(catalogue: Catalogue, file_id: int, progress: Progress | None = None) -> list[SheetView]:
    """Return the sheets of a file, those that would be taken first. Raises NotFound, UnusableFile, Cancelled."""
    with opened_for_import(catalogue, file_id) as path:
        found = inspect(ImportOptions(files=(path,), memory=recall(catalogue)), progress)
    return sorted(found.sheets, key=lambda sheet: not sheet.taken)

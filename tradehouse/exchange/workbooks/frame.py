"""The file around the sheets: written beside its target, synced, then put in its place; or nothing happened."""

import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any
from zipfile import LargeZipFile

from tradehouse.domain.errors import UserError
from tradehouse.domain.language import N_
from tradehouse.domain.progress import Progress
from tradehouse.exchange import whole_files
from tradehouse.exchange.whole_files import Settle, whole_file
from tradehouse.exchange.workbooks.filling import Filling


def check_target(target: Path) -> None:
    """Raise UserError where a workbook of this name cannot be written, before any work is done."""
    if target.suffix.lower() != ".xlsx":
        raise UserError(
            "not_xlsx", N_('"{file}" does not end in .xlsx. Give the workbook a name that does.'), file=target.name
        )
    whole_files.check_target(target)


@contextmanager
def new_workbook(
    target: Path,
    progress: Progress,
    *,
    settle: Settle | None = None,
    filling: Filling | None = None,
) -> Iterator[Any]:
    """Yield an xlsxwriter Workbook whose file replaces target when the block ends well.

    settle is that of whole_file; filling is joined to the workbook when it is whole. Raises UserError and Cancelled;
    then target is as it was and nothing is left beside it.
    """
    from xlsxwriter import Workbook
    from xlsxwriter.exceptions import FileSizeError, XlsxFileError

    check_target(target)
    with whole_file(target, progress, settle) as part, tempfile.TemporaryDirectory(prefix="tradehouse-") as scratch:
        written = part if filling is None else Path(scratch) / "frame.xlsx"
        workbook = Workbook(str(written), {"tmpdir": scratch})
        try:
            yield workbook
            progress.check()
            workbook.close()
            if filling is not None:
                filling.join(written, part, progress)
        except (FileSizeError, LargeZipFile) as error:
            raise UserError(
                "file_too_large", N_("{file} would be larger than 4 GB. Choose fewer products."), file=target.name
            ) from error
        except XlsxFileError as error:
            raise (
                error.args[0] if error.args and isinstance(error.args[0], OSError) else OSError(str(error))
            ) from error

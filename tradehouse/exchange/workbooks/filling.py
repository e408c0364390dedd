"""What a workbook is filled with once XlsxWriter has made its frame: the rows of its tables, and their photos."""

import re
import zipfile
from collections.abc import Iterator
from pathlib import Path
from typing import Any, Final

from tradehouse.domain.progress import Progress
from tradehouse.exchange.workbooks.photo_parts import PhotoParts
from tradehouse.exchange.workbooks.row_texts import RowTexts

_TIME: Final = (1980, 1, 31, 0, 0, 0)
_ROW: Final = re.compile(rb'<row r="(\d+)"|</sheetData>')


class Filling:
    """Collects rows and photos while sheets are written, and joins them with the frame."""

    def __init__(self) -> None:
        self.photos = PhotoParts()
        self._rows: dict[int, RowTexts] = {}

    def rows(self, sheet: Any, first_row: int) -> RowTexts:
        """Return what collects the rows of a sheet, from first_row on, which counts from 0."""
        return self._rows.setdefault(sheet.index, RowTexts(first_row))

    def close(self) -> None:
        """Give up what is collected."""
        self.photos.close()
        for rows in self._rows.values():
            rows.close()

    def join(self, frame: Path, target: Path, progress: Progress) -> None:
        """Write the workbook frame with all rows and photos to target. Photos are stored: a JPEG cannot be deflated.

        Raises OSError and Cancelled.
        """
        with (
            zipfile.ZipFile(frame) as archive,
            zipfile.ZipFile(target, "w", zipfile.ZIP_DEFLATED, allowZip64=False) as out,
        ):
            added = dict(self.photos.additions(archive))
            tables = {f"xl/worksheets/sheet{index + 1}.xml": rows for index, rows in self._rows.items()}
            for name in archive.namelist():
                kind = zipfile.ZIP_STORED if "/media/" in name else zipfile.ZIP_DEFLATED
                part = archive.read(name)
                with out.open(_entry(name, kind), "w") as copy:
                    for piece in _with_rows(part, tables[name]) if name in tables else _with(part, added.get(name, [])):
                        progress.check()
                        copy.write(piece)
            for name, photo in self.photos.files(archive):
                progress.check()
                out.writestr(_entry(name, zipfile.ZIP_STORED), photo)


def _with(part: bytes, added: list[str]) -> Iterator[bytes]:
    """Yield a part with more before its last closing tag."""
    head, tag, tail = part.rpartition(b"</")
    yield head
    yield "".join(added).encode()
    yield tag + tail


def _with_rows(part: bytes, rows: RowTexts) -> Iterator[bytes]:
    """Yield a sheet with its rows in their place; what the frame has there only told XlsxWriter how high they are."""
    marks = [(int(found[1]) - 1 if found[1] else None, found.start()) for found in _ROW.finditer(part)]
    start = next(at for row, at in marks if row is None or row >= rows.first_row)
    end = next(at for row, at in marks if row is None or row > rows.last_row)
    yield part[:start]
    yield from rows.pieces()
    yield part[end:]


def _entry(name: str, kind: int) -> zipfile.ZipInfo:
    entry = zipfile.ZipInfo(name, _TIME)
    entry.compress_type = kind
    return entry

"""Opening a workbook of any kind that staff are sent: one call, plain values, or one clear sentence why not."""

from pathlib import Path
from types import TracebackType
from typing import Protocol, Self

from tradehouse.domain.errors import NotFound
from tradehouse.domain.language import N_
from tradehouse.domain.progress import Progress
from tradehouse.exchange.calamine_reading import CalamineSource
from tradehouse.exchange.delimited import read_delimited
from tradehouse.exchange.html_tables import read_html
from tradehouse.exchange.limits import empty_workbook
from tradehouse.exchange.recognising import no_access, recognise
from tradehouse.exchange.sheets import Picture, Sheet, SheetInfo, WorkbookKind
from tradehouse.exchange.spreadsheetml import read_spreadsheetml

__all__ = ["Picture", "Sheet", "SheetInfo", "Workbook", "WorkbookKind", "open_workbook"]


class _Source(Protocol):
    infos: list[SheetInfo]

    def sheet(self, name: str) -> Sheet: ...

    def pictures(self, name: str) -> list[Picture]: ...

    def close(self) -> None: ...


class Workbook:
    """An opened workbook. Sheets are read when asked for; close it, or use it in a with statement."""

    def __init__(self, path: Path, kind: WorkbookKind, source: _Source, *, unread_pictures: bool = False) -> None:
        self.path = path
        self.unread_pictures = unread_pictures  # those of an .xls
        self.kind = kind
        self._source = source

    @property
    def sheets(self) -> list[SheetInfo]:
        """The worksheets in order, hidden ones too."""
        return self._source.infos

    def sheet(self, name: str) -> Sheet:
        """Return a sheet with its values. Raises NotFound for a name that is not in `sheets`, UnusableFile."""
        self._check(name)
        return self._source.sheet(name)

    def pictures(self, name: str) -> list[Picture]:
        """Return the pictures of a sheet, top to bottom. Raises NotFound, UnusableFile."""
        self._check(name)
        return self._source.pictures(name)

    def close(self) -> None:
        """Let go of the file."""
        self._source.close()

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, problem: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()

    def _check(self, name: str) -> None:
        if all(info.name != name for info in self.sheets):
            raise NotFound(
                "no_such_sheet",
                N_('"{file}" has no sheet "{sheet}". Its sheets are: {sheets}.'),
                file=self.path.name,
                sheet=name,
                sheets=", ".join(info.name for info in self.sheets),
            )


class _ReadySheets:
    """Sheets that are small enough, and simple enough, to be read at once."""

    def __init__(self, sheets: list[Sheet]) -> None:
        self._sheets = {sheet.name: sheet for sheet in sheets}
        self.infos = [
            SheetInfo(sheet.name, sheet.hidden, len(sheet.rows), len(sheet.rows[0]) if sheet.rows else 0)
            for sheet in sheets
        ]

    def sheet(self, name: str) -> Sheet:
        return self._sheets[name]

    def pictures(self, name: str) -> list[Picture]:  # noqa: ARG002
        return []  # a text holds none

    def close(self) -> None:
        self._sheets.clear()


def open_workbook(path: Path, progress: Progress | None = None) -> Workbook:
    """Open the workbook at path, whatever its name says it is.

    Raises UnusableFile with a code and one sentence: missing_file, not_a_file, no_access, unreadable_file,
    lock_file, empty_file, empty_workbook, not_a_workbook, text_named_workbook, old_format, encrypted,
    damaged, unsafe_archive, forbidden_xml, too_large, too_many_cells. Raises Cancelled.
    """
    try:
        recognised = recognise(path)
        kind = recognised.kind
        source: _Source
        if kind in ("csv", "tsv"):
            source = _ReadySheets([read_delimited(path, kind, progress)])
        elif kind == "html":
            source = _ReadySheets(read_html(path))
        elif kind == "spreadsheetml":
            source = _ReadySheets(read_spreadsheetml(path))
        else:
            calamine = CalamineSource(path, kind, recognised.parts, progress)
            if not any(info.rows for info in calamine.infos) and not calamine.has_pictures():
                calamine.close()
                raise empty_workbook(path)
            return Workbook(path, kind, calamine, unread_pictures=recognised.unread_pictures)
    except PermissionError:
        raise no_access(path) from None
    if not any(info.rows for info in source.infos):
        raise empty_workbook(path)
    return Workbook(path, kind, source)

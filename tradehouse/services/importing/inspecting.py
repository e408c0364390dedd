"""A look into files before anything is planned: their sheets, where each table begins, what its columns seem to mean."""

from collections.abc import Iterator, Sequence
from contextlib import ExitStack
from dataclasses import dataclass, field, replace
from decimal import Decimal
from pathlib import Path
from typing import Final

from tradehouse.domain.cells import Cell, CellError, cell_text, is_blank
from tradehouse.domain.errors import UnusableFile
from tradehouse.domain.language import Message
from tradehouse.domain.progress import Progress
from tradehouse.domain.remembered import RememberedShape
from tradehouse.exchange.column_writing import ColumnWriting, column_writing
from tradehouse.exchange.columns import column_letter
from tradehouse.exchange.reading import open_workbook
from tradehouse.exchange.row_kinds import RowKind, RowMark
from tradehouse.exchange.sheet_choices import Reading
from tradehouse.exchange.sheet_kinds import SheetKind
from tradehouse.exchange.sheet_tables import table_sheet, tables_of
from tradehouse.exchange.sheets import Sheet
from tradehouse.exchange.tables import Table, understand
from tradehouse.services.importing.opening import HIDDEN_SHEET, open_file
from tradehouse.services.importing.options import ImportOptions
from tradehouse.services.importing.row_structure import judge_rows, row_marks
from tradehouse.services.importing.sources import SourceFile, find_sources

GRID_ROWS: Final = 40
GRID_COLUMNS: Final = 30
HIDDEN: Final = "hidden_sheet"
_LONGEST: Final = 80


@dataclass(frozen=True, slots=True)
class ColumnView:
    """One column of a sheet. targets are the fields it fills ("product.name_id"; none: not taken), confidence is 0–1.
    key names it in what a person decides (`Reading`). decimal and date_order are how its numbers and dates were read,
    "" where it has none that need it; ambiguous: nothing in the column proves it, and the house's way was taken.
    """

    index: int
    letter: str
    heading: str
    targets: tuple[str, ...]
    confidence: float
    factor: Decimal
    samples: tuple[str, ...]
    filled: int
    key: str
    decimal: str = ""
    date_order: str = ""
    fill_down: bool = False
    hidden: bool = False
    ambiguous: bool = False


@dataclass(frozen=True, slots=True)
class SheetView:
    """A sheet as it would be read. header_row is the sheet's own row number, 0 where none was found; rows counts what
    is below it. reason says why the sheet is not taken; a hidden sheet is shown like any other and taken only where
    somebody chose it. grid has the first rows as text, beginning at first_row, and row_marks what each of them is
    taken for, as a token: "above" (the table), "header", "record", "blank", or why it is passed over: "numbering",
    "units", "repeated" (the header), "section", "total", "note", "example", "hidden", "left_out" (by a person).
    hidden_rows counts the records that the file hides, hidden_columns the columns with values. merges are the cells
    merged in the grid: (first row, first column, last row, last column), counted from 0 in the grid. said is what was
    decided already; named_by are the columns that together name a product where none does alone; remembered names the file whose reading that is, where a file of the same shape came before.
    """

    file: str
    sheet: str
    kind: SheetKind
    header_row: int
    header_height: int
    rows: int
    columns: tuple[ColumnView, ...]
    first_row: int
    first_column: int
    grid: tuple[tuple[str, ...], ...]
    code: str = ""
    reason: Message | None = None
    hidden: bool = False
    row_marks: tuple[str, ...] = ()
    hidden_rows: int = 0
    hidden_columns: int = 0
    merges: tuple[tuple[int, int, int, int], ...] = ()
    said: Reading = field(default_factory=Reading, repr=False)
    named_by: tuple[str, ...] = ()
    remembered: str = ""

    @property
    def taken(self) -> bool:
        """Whether it is a list that would be imported."""
        return self.kind is not SheetKind.NONE and self.code != HIDDEN


@dataclass(frozen=True, slots=True)
class Inspection:
    """What the chosen files hold: their sheets, and how many photos lie beside them. supplier is the name of the one
    whose files these seem to be, as all that were recognised came from one supplier before; "" where that is not told.
    """

    files: tuple[str, ...]
    sheets: tuple[SheetView, ...]
    photos: int
    supplier: str = ""


def inspect(options: ImportOptions, progress: Progress | None = None) -> Inspection:
    """Look into the files of an import. Raises UnusableFile with one sentence where one cannot be read, Cancelled."""
    told = progress or Progress()
    options.check()
    with ExitStack() as opened:
        sources = find_sources(options.files, options.photos, told)
        opened.callback(sources.close)
        sheets: list[SheetView] = []
        senders: set[str] = set()
        for file in sources.files:
            seen, recalled = _sheets_of(file, options, told)
            sheets += seen
            senders |= {shape.supplier for shape in recalled}
        sender = options.memory.names.get(senders.pop(), "") if len(senders) == 1 else ""
        return Inspection(tuple(file.name for file in sources.files), tuple(sheets), len(sources.photos), sender)


def inspect_sheet(files: Sequence[Path], file: str, sheet: str, reading: Reading, progress: Progress) -> SheetView:
    """Look at one sheet again with what a person said about it. Raises as inspect does, NotFound."""
    with ExitStack() as opened:
        sources = find_sources(files, None, progress)
        opened.callback(sources.close)
        source = next(found for found in sources.files if found.name == file)
        workbook = opened.enter_context(open_workbook(source.path, progress))
        return view_of(source.name, understand(table_sheet(workbook, sheet), reading))


def view_of(file: str, table: Table, remembered: str = "") -> SheetView:
    """Return what a person is shown of an understood sheet."""
    sheet, header = table.sheet, table.header
    columns = tuple(
        ColumnView(
            column.index,
            column_letter(column.index + sheet.first_column),
            column.heading,
            column.targets,
            column.confidence,
            column.factor,
            column.samples,
            column.filled,
            column.key,
            writing.decimal,
            writing.date_order,
            column.fill_down,
            column.index + sheet.first_column in sheet.hidden_columns,
            writing.ambiguous,
        )
        for column in table.columns
        for writing in (column_writing(sheet, header, column) if header else ColumnWriting(),)
    )
    body = sheet.rows[header.body :] if header else sheet.rows
    return SheetView(
        file=file,
        sheet=sheet.name,
        kind=table.kind,
        header_row=table.header_row,
        header_height=header.height if header else 0,
        rows=sum(1 for row in body if any(not is_blank(cell) for cell in row)),
        columns=columns,
        first_row=sheet.first_row,
        first_column=sheet.first_column,
        grid=tuple(tuple(_shown(cell) for cell in row[:GRID_COLUMNS]) for row in sheet.rows[:GRID_ROWS]),
        code=table.code,
        reason=table.why_not,
        hidden=sheet.hidden,
        row_marks=tuple(str(mark) for mark in row_marks(table, GRID_ROWS)),
        hidden_rows=_hidden_records(table),
        hidden_columns=sum(1 for column in columns if column.hidden and column.filled),
        merges=tuple(_merges_in_grid(sheet)),
        said=table.said,
        named_by=tuple(c.key for c in table.columns if table.name_parts and c.index in table.name_parts.columns),
        remembered=remembered,
    )


def _sheets_of(
    file: SourceFile, options: ImportOptions, progress: Progress
) -> tuple[list[SheetView], Sequence[RememberedShape]]:
    try:
        known = open_file(file, progress)
    except UnusableFile as problem:
        if problem.code == "lock_file" and not file.lone:
            return [], ()
        raise
    with known.workbook:
        tables = known.understand(options, progress)
        before = {name: shape.file for name, shape in known.recalled.items()}
        seen = [view_of(file.name, table, before.get(table.sheet.name, "")) for table in tables]
        for name in known.hidden(options):
            progress.report(0, 0, name)
            sheets = tables_of(known.workbook.sheet(name))
            seen += [_as_hidden(view_of(file.name, understand(sheet))) for sheet in sheets]
    return seen, tuple(known.recalled.values())


def _as_hidden(view: SheetView) -> SheetView:
    """Say that a hidden sheet is not taken until somebody chooses it; one that is no list says that instead."""
    return replace(view, code=HIDDEN, reason=Message(HIDDEN_SHEET)) if view.taken else view


def _hidden_records(table: Table) -> int:
    if table.header is None or not table.sheet.hidden_rows:
        return 0
    first = table.sheet.first_row + table.header.body
    kinds, why = judge_rows(table, table.sheet.rows[table.header.body :])
    rows = (row - first for row in table.sheet.hidden_rows if 0 <= row - first < len(kinds))
    return sum(1 for row in rows if kinds[row] is RowKind.DATA or why.get(row) is RowMark.HIDDEN)


def _merges_in_grid(sheet: Sheet) -> Iterator[tuple[int, int, int, int]]:
    for top, left, bottom, right in sheet.merges:
        first, across = max(top - sheet.first_row, 0), max(left - sheet.first_column, 0)
        last = min(bottom - sheet.first_row, GRID_ROWS - 1)
        furthest = min(right - sheet.first_column, GRID_COLUMNS - 1)
        if first <= last and across <= furthest:
            yield first, across, last, furthest


def _shown(cell: Cell) -> str:
    if cell is None or is_blank(cell):
        return ""
    text = " ".join((str(cell) if isinstance(cell, CellError) else cell_text(cell)).split())
    return text if len(text) <= _LONGEST else text[: _LONGEST - 1] + "…"

"""The workbooks of an import, opened once and understood as often as a person decides something else."""

from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass, field, replace
from threading import Lock
from typing import Final

from tradehouse.domain.errors import UnusableFile
from tradehouse.domain.language import N_
from tradehouse.domain.progress import Progress
from tradehouse.domain.remembered import RememberedShape
from tradehouse.exchange.asked_cells import AskedSheet, read_asked
from tradehouse.exchange.reading import Workbook, open_workbook
from tradehouse.exchange.sheet_choices import Reading
from tradehouse.exchange.sheet_kinds import reason
from tradehouse.exchange.sheet_tables import table_pictures, table_sheet, tables_of
from tradehouse.exchange.sheets import Sheet
from tradehouse.exchange.tables import Table, as_running_number, counts_up, numbers_rows, understand
from tradehouse.exchange.workbooks.entry_columns import LISTS_SHEET
from tradehouse.exchange.workbooks.other_sheets import MAPPING_SHEET
from tradehouse.services.importing.options import ImportOptions
from tradehouse.services.importing.sources import SourceFile, Sources

HIDDEN_SHEET: Final = N_("The sheet is hidden in the file, so it was not taken. Choose it if it is to be (--sheet).")
_OWN_SHEETS: Final = frozenset({MAPPING_SHEET, LISTS_SHEET})
_MOST_HELD: Final = 200_000
"""Cells of sheets that no plan uses and that are kept nevertheless, lest they be parsed again."""


@dataclass(slots=True)
class OpenedFile:
    """A workbook, and its sheets as they were last understood. asked are the sheets that asked back; recalled are
    those that were read as a file of the same shape was before.
    """

    file: SourceFile
    workbook: Workbook
    asked: Mapping[str, AskedSheet]
    recalled: dict[str, RememberedShape] = field(default_factory=dict)
    _tables: dict[str, list[str]] = field(default_factory=dict, repr=False)
    _sheets: dict[str, Sheet] = field(default_factory=dict, repr=False)
    _understood: dict[str, tuple[Reading, Table]] = field(default_factory=dict, repr=False)

    def understand(self, options: ImportOptions, progress: Progress) -> list[Table]:
        """Understand the sheets as these options say; those of which nothing else is said stay as they were."""
        tables: list[Table] = []
        self.recalled = {}
        for info in self.workbook.sheets:
            if info.hidden and not options.asks_for(self.file.name, info.name):
                continue
            progress.report(0, 0, info.name)
            tables += [self._table(name, options) for name in self._tables_on(info.name)]
        _settle_running_numbers(tables)
        return [self._told_of_pictures(table) for table in tables]

    def _told_of_pictures(self, table: Table) -> Table:
        """A sheet without cells may hold pictures, and is not called empty then."""
        if table.code != "empty_sheet" or not table_pictures(self.workbook, table.sheet):
            return table
        return replace(table, code="only_pictures", why_not=reason("only_pictures"))

    def hidden(self, options: ImportOptions) -> list[str]:
        """Return the sheets with values that the file hides and that nobody chose; not those of our own files."""
        return [
            info.name
            for info in self.workbook.sheets
            if info.hidden
            and info.rows
            and info.name not in _OWN_SHEETS
            and not options.asks_for(self.file.name, info.name)
        ]

    def _table(self, name: str, options: ImportOptions) -> Table:
        reading = options.readings.get((self.file.name, name))
        if reading is None:
            recognised = self._read(name, Reading())
            if name in self.asked:
                reading = self.asked[name].reading(recognised.sheet)
            else:
                said = options.reading(self.file.name, name, recognised.kind)
                known = options.memory.of_sheet(recognised, replace(said, currency=options.currency))
                reading = known.reading
                if known.shape is not None:
                    self.recalled[name] = known.shape
        return self._read(name, reading)

    def _tables_on(self, sheet: str) -> list[str]:
        """Return the names of the tables on a sheet, which nearly always is one."""
        if sheet not in self._tables:
            tables = tables_of(self.workbook.sheet(sheet))
            self._tables[sheet] = [table.name for table in tables]
            self._sheets.update({table.name: table for table in tables})
        return self._tables[sheet]

    def _read(self, name: str, reading: Reading) -> Table:
        known = self._understood.get(name)
        if known is None or known[0] != reading:
            if name not in self._sheets:
                self._sheets[name] = table_sheet(self.workbook, name)
            known = self._understood[name] = (reading, understand(self._sheets[name], reading))
        return known[1]

    def forget_unused(self, used: Collection[str]) -> None:
        """Let go of large sheets that are not taken; they are parsed again when somebody takes them after all."""
        held = 0
        for name, sheet in list(self._sheets.items()):
            if name in used:
                continue
            held += sum(map(len, sheet.rows))
            if held > _MOST_HELD:
                del self._sheets[name]
                del self._understood[name]


def open_file(file: SourceFile, progress: Progress) -> OpenedFile:
    """Open a workbook. Raises UnusableFile, Cancelled."""
    workbook = open_workbook(file.path, progress)
    try:
        return OpenedFile(file, workbook, read_asked(workbook))
    except BaseException:
        workbook.close()
        raise


@dataclass(slots=True)
class OpenFiles:
    """What plans of the same files read from. Several plans may hold it; it closes when the last lets go."""

    sources: Sources
    _files: dict[SourceFile, OpenedFile] = field(default_factory=dict)
    _holders: int = 1
    _lock: Lock = field(default_factory=Lock, repr=False)

    def each(self, progress: Progress) -> Iterator[OpenedFile]:
        """Yield the workbooks one after the other, each opened when its turn comes. Raises UnusableFile."""
        for file in self.sources.files:
            if file not in self._files:
                try:
                    self._files[file] = open_file(file, progress)
                except UnusableFile as problem:
                    if problem.code != "lock_file" or file.lone:
                        raise
                    continue
            yield self._files[file]

    def hold(self) -> "OpenFiles":
        """Keep the files open for another plan, which releases them too."""
        with self._lock:
            self._holders += 1
        return self

    def release(self) -> None:
        """Let go of the files."""
        with self._lock:
            self._holders -= 1
            if self._holders:
                return
        for opened in self._files.values():
            opened.workbook.close()
        self.sources.close()


def _settle_running_numbers(tables: list[Table]) -> None:
    """A column "No" that counts up in every sheet numbers the rows; otherwise it is the firms' register number."""
    asked = [(n, c) for n, table in enumerate(tables) for c in table.columns if numbers_rows(c)]
    if all(counts_up(tables[n], column) for n, column in asked):
        for n, column in asked:
            table = tables[n]
            columns = tuple(as_running_number(c) if c == column else c for c in table.columns)
            tables[n] = replace(table, columns=columns)

"""Values through python-calamine, made into plain Python as the rest of the program wants them."""

from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from datetime import date, datetime, time, timedelta
from io import BytesIO
from itertools import islice
from math import isfinite
from pathlib import Path
from typing import Any

from python_calamine import (
    CalamineError,
    CalamineSheet,
    CalamineWorkbook,
    PasswordError,
    SheetTypeEnum,
    SheetVisibleEnum,
)

from tradehouse.domain.cells import Cell, CellError, clean_text
from tradehouse.domain.memory import collector_paused
from tradehouse.domain.progress import Progress
from tradehouse.exchange.archives import Parts
from tradehouse.exchange.limits import (
    MAX_AREA,
    MAX_HELD_AREA,
    MAX_SHEET_PART,
    MAX_SHEETS,
    MAX_TEXT,
    damaged,
    encrypted,
    too_large,
    too_many_cells,
    too_many_sheets,
)
from tradehouse.exchange.number_formats import padded_text
from tradehouse.exchange.pictures import ods_pictures, workbook_pictures
from tradehouse.exchange.plain_sheets import PlainSheet, read_plain
from tradehouse.exchange.sheets import Picture, Sheet, SheetInfo, WorkbookKind
from tradehouse.exchange.sizes import SheetSize, ods_sizes
from tradehouse.exchange.xlsx_parts import SheetFacts
from tradehouse.exchange.xlsx_workbook import XlsxWorkbook, in_utf8

_PLAIN = frozenset((bool, int, date, datetime, time))
_WHOLE = 1e17  # above it a float is a magnitude, not a code whose digits matter
_BLOCK_ROWS = 1000
_LARGE = 1 << 20  # bytes of XML from which on a sheet is worth a look whether it is plain
_NOT_A_FIGURE = CellError("#NUM!")


class CalamineSource:
    """The sheets of an .xlsx, .xlsm, .xlsb, .xls or .ods file."""

    def __init__(self, path: Path, kind: WorkbookKind, parts: Parts | None, progress: Progress | None = None) -> None:
        self._path = path
        self._kind = kind
        self._parts = in_utf8(parts) if parts is not None and kind in ("xlsx", "xlsm") else parts
        self._structure = (
            XlsxWorkbook(self._parts, binary=kind == "xlsb") if self._parts is not None and kind != "ods" else None
        )
        self._ods = self._checked_ods(self._parts) if kind == "ods" and self._parts is not None else {}
        self._facts: dict[str, SheetFacts] = {}
        self._plain: set[str] = set()
        self._sizes: dict[str, tuple[int, int]] = {}
        self._held: dict[str, CalamineSheet | PlainSheet] = {}
        told = progress or Progress()
        with collector_paused():
            self._workbook = self._open(told)
            self.infos = list(self._look(told))

    def sheet(self, name: str) -> Sheet:
        """Return a sheet with its values. Raises UnusableFile."""
        info = next(info for info in self.infos if info.name == name)
        facts = self._facts.get(name, SheetFacts())
        values = self._held.pop(name, None) or self._read(name)
        first_row, first_column = values.start or (0, 0)
        with collector_paused():
            rows = values.rows if isinstance(values, PlainSheet) else _plain_rows(values, first_row)
        sheet = Sheet(
            name=name,
            hidden=info.hidden,
            rows=rows,
            first_row=first_row + 1,
            first_column=first_column + 1,
            merges=_merges(values) if isinstance(values, CalamineSheet) and not self._knows_formats else facts.merges,
            values_only=not self._knows_formats,
        )
        if self._structure is not None and self._knows_formats:
            _complete(sheet, facts, self._structure)
        return sheet

    def pictures(self, name: str) -> list[Picture]:
        """Return the pictures of a sheet, top to bottom. Raises UnusableFile."""
        if self._structure is not None:
            return workbook_pictures(self._structure, name, self._facts.get(name, SheetFacts()))
        if self._parts is not None and name in self._ods:
            return ods_pictures(self._parts, self._ods[name].pictures)
        return []

    def has_pictures(self) -> bool:
        """Say whether the file holds any picture."""
        return self._parts is not None and any(
            "media/" in name.lower() or name.startswith("Pictures/") for name in self._parts.names()
        )

    def close(self) -> None:
        """Let go of the file."""
        self._held.clear()
        self._workbook.close()

    @property
    def _knows_formats(self) -> bool:
        return self._kind in ("xlsx", "xlsm")

    def _checked_ods(self, parts: Parts) -> dict[str, SheetSize]:
        sizes = {size.name: size for size in ods_sizes(parts)}
        for size in sizes.values():
            if size.area > MAX_AREA:
                raise too_many_cells(self._path, size.name, size.last_row, size.last_column)
            if size.text_bytes > MAX_TEXT:
                raise too_large(self._path, size.text_bytes, MAX_TEXT)
        return sizes

    def _open(self, progress: Progress) -> CalamineWorkbook:
        if self._structure is not None:
            for name in self._structure.sheet_parts:
                progress.report(0, 0, name)
                plain = self._plain_sheet(name)
                self._facts[name] = plain.facts if plain is not None else self._structure.facts(name)
                if plain is not None:
                    self._plain.add(name)
                    self._hold(name, plain)
        if self._parts is not None:
            self._parts.check_unread()
        with _refusing(self._path):
            if self._parts is not None and self._parts.content is not None:
                return CalamineWorkbook.from_filelike(BytesIO(self._parts.content))
            if self._path.suffix.lower() == f".{self._kind}":
                return CalamineWorkbook.from_path(self._path)
            # called otherwise than it is, and calamine goes by the name of a path
            return CalamineWorkbook.from_filelike(BytesIO(self._path.read_bytes()))

    def _look(self, progress: Progress) -> Iterator[SheetInfo]:
        """Yield the sheets with their sizes."""
        described = [entry for entry in self._workbook.sheets_metadata if entry.typ == SheetTypeEnum.WorkSheet]
        if len(described) > MAX_SHEETS:
            raise too_many_sheets(self._path, len(described))
        for index, entry in enumerate(described):
            progress.report(index, len(described), entry.name)
            if entry.name not in self._sizes:
                self._hold(entry.name, self._read(entry.name))
            hidden = entry.visible != SheetVisibleEnum.Visible
            yield SheetInfo(entry.name, hidden, *self._sizes[entry.name])

    def _hold(self, name: str, values: CalamineSheet | PlainSheet) -> None:
        """Note the size of a sheet; small ones stay in memory until they are asked for."""
        self._sizes[name] = values.height, values.width
        held = sum(height * width for height, width in map(self._sizes.__getitem__, self._held))
        if held + values.height * values.width <= MAX_HELD_AREA:
            self._held[name] = values

    def _read(self, name: str) -> CalamineSheet | PlainSheet:
        plain = self._plain_sheet(name) if name in self._plain else None
        if plain is not None:
            return plain
        with _refusing(self._path):
            return self._workbook.get_sheet_by_name(name)

    def _plain_sheet(self, name: str) -> PlainSheet | None:
        """Return a large sheet of nothing but texts and figures, None for any other."""
        structure = self._structure
        if structure is None or self._parts is None or not self._knows_formats:
            return None
        part = structure.sheet_parts[name]
        if not _LARGE <= self._parts.size(part) <= MAX_SHEET_PART:
            return None
        return read_plain(self._parts, part, structure.strings_part, structure.formats, _plain_column)


@contextmanager
def _refusing(path: Path) -> Iterator[None]:
    """Turn what calamine says of a broken file into our refusal, panics of its Rust code included."""
    try:
        yield
    except PasswordError:
        raise encrypted(path) from None
    except (CalamineError, ValueError, OSError):
        raise damaged(path) from None
    except BaseException as problem:
        if type(problem).__name__ == "PanicException":  # pyo3 gives this class no importable name
            raise damaged(path) from None
        raise


def _plain_rows(values: CalamineSheet, first_row: int) -> list[list[Cell]]:
    """Return the rows from the first filled one on; calamine gives empty rows above it.

    Works on columns of a thousand rows: most hold one type, and then no Python runs for a single cell.
    """
    rows: list[list[Cell]] = []
    source: Iterator[list[Any]] = islice(values.iter_rows(), first_row, None)
    while block := list(islice(source, _BLOCK_ROWS)):
        columns = [_plain_column(column) for column in zip(*block, strict=True)]
        rows.extend(map(list, zip(*columns, strict=True)))
    return rows


def _plain_column(column: tuple[Any, ...]) -> Iterable[Cell]:
    kinds = set(map(type, column))
    if kinds == {str}:
        return _plain_texts(column)
    if kinds == {float} and all(map(float.is_integer, column)):
        if min(column) > -_WHOLE and max(column) < _WHOLE:
            return map(int, column)
    elif kinds <= _PLAIN:
        return column
    return [
        (clean_text(value) or None)
        if (kind := type(value)) is str
        else _plain_float(value)
        if kind is float
        else _other(value)
        for value in column
    ]


def _plain_texts(column: tuple[str, ...]) -> Iterable[str | None]:
    """Return texts cleaned. Looked at all together first: most need nothing."""
    together = "|".join(column)
    clean = together.isascii() and together.isprintable() and "_x" not in together
    if not clean or " |" in together or "| " in together or together[:1] == " " or together[-1:] == " ":
        return [clean_text(text) or None for text in column]
    return column if all(column) else [text or None for text in column]


def _plain_float(value: float) -> Cell:
    if value.is_integer():
        return int(value) if -_WHOLE < value < _WHOLE else value
    return value if isfinite(value) else _NOT_A_FIGURE


def _other(value: bool | int | date | time | timedelta) -> Cell:
    """Return a length of time as a person sees it: 26:30:00; all else is plain."""
    if not isinstance(value, timedelta):
        return value
    seconds = round(value.total_seconds())
    return f"{seconds // 3600}:{seconds // 60 % 60:02}:{seconds % 60:02}"


def _merges(values: CalamineSheet) -> list[tuple[int, int, int, int]]:
    return [
        (top + 1, left + 1, bottom + 1, right + 1) for (top, left), (bottom, right) in values.merged_cell_ranges or []
    ]


def _complete(sheet: Sheet, facts: SheetFacts, structure: XlsxWorkbook) -> None:
    """Add to a sheet what the second pass found: eaten zeros, errors, percentages, hidden rows and columns."""
    rows = sheet.rows
    last_row = sheet.first_row + len(rows) - 1
    width = len(rows[0]) if rows else 0
    last_column = sheet.first_column + width - 1
    sheet.hidden_rows = frozenset(row for row in facts.hidden_rows if sheet.first_row <= row <= last_row)
    sheet.hidden_columns = frozenset(
        column
        for first, last in facts.hidden_columns
        for column in range(max(first, sheet.first_column), min(last, last_column) + 1)
    )
    pictures = {*facts.value_metadata, *facts.wps_pictures, *facts.web_images}
    sheet.from_1904 = structure.from_1904
    sheet.uncached = frozenset(facts.uncached - facts.web_images.keys())
    sheet.errors = {place: text for place, text in facts.errors.items() if place not in pictures}
    for (row, column), text in sheet.errors.items():
        _put(sheet, row, column, CellError(text or "#ERROR!"))
    for row, column in facts.wps_pictures:
        _put(sheet, row, column, None)
    for (row, column), address in facts.web_images.items():
        _put(sheet, row, column, address)
    sheet.links = {**facts.links, **structure.links(sheet.name, facts)}
    formats = structure.formats
    for style, pattern in formats.padded.items():
        for row, column in facts.styled.get(style, ()):
            down, across = row - sheet.first_row, column - sheet.first_column
            if 0 <= down < len(rows) and 0 <= across < width and type(value := rows[down][across]) is int:
                rows[down][across] = padded_text(pattern, value)
    percents: dict[int, set[int]] = {}
    for style in formats.percents:
        for row, column in facts.styled.get(style, ()):
            percents.setdefault(column, set()).add(row)
    sheet.percents = {column: frozenset(found) for column, found in percents.items()}
    seen: dict[int, dict[str, int]] = {}
    for style, currency in formats.currencies.items():
        for _row, column in facts.styled.get(style, ()):
            counts = seen.setdefault(column, {})
            counts[currency] = counts.get(currency, 0) + 1
    sheet.currencies = {column: max(counts, key=lambda code: counts[code]) for column, counts in seen.items()}


def _put(sheet: Sheet, row: int, column: int, value: Cell) -> None:
    down, across = row - sheet.first_row, column - sheet.first_column
    if 0 <= down < len(sheet.rows) and 0 <= across < len(sheet.rows[down]):
        sheet.rows[down][across] = value

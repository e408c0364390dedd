"""What reading a workbook yields: sheets of plain values, and what only the file knows about their cells."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from typing import Final, Literal, TypeAlias

from tradehouse.domain.cells import Cell

WorkbookKind: TypeAlias = Literal["xlsx", "xlsm", "xlsb", "xls", "ods", "csv", "tsv", "html", "spreadsheetml"]
PictureKind: TypeAlias = Literal["floating", "grouped", "cell", "dispimg", "linked", "comment", "header", "background"]
"""linked: not in the file, which only says where it is; comment, header (and footer), background: in no row."""
BEHIND_THE_CELLS: Final = frozenset({"comment", "header", "background"})
UNREADABLE_FORMATS: Final = frozenset({"emf", "wmf", "emz", "wmz", "pict", "svg"})


@dataclass(frozen=True, slots=True)
class SheetInfo:
    """A sheet before it is read; rows and columns count from the first to the last filled cell."""

    name: str
    hidden: bool
    rows: int
    columns: int


@dataclass(slots=True)
class Sheet:
    """The values of a sheet and what is known about its cells.

    rows is a rectangle; rows[0][0] is the cell at first_row, first_column of the sheet (1-based), the
    corner of the used range. Everything else speaks of sheet rows and columns, 1-based: merges are (first
    row, first column, last row, last column); percents maps a column to its rows that a person sees as a
    percentage (0.15 shown as 15 %); currencies maps a column to the ISO code that its number format shows;
    errors are cells whose formula failed (also CellError in rows); uncached are formulas that the file
    gives no value for; links are what cells point to outside the workbook; from_1904: its plain day numbers
    count from 1904. values_only is True where the file kind keeps all this from us (xls, xlsb, ods, csv). table_area is the table that the sheet was cut to (`sheet_tables`: first row, first column, last row, last
    column), None for a whole sheet.
    """

    name: str
    hidden: bool
    rows: list[list[Cell]]
    first_row: int = 1
    first_column: int = 1
    merges: list[tuple[int, int, int, int]] = field(default_factory=list)
    hidden_rows: frozenset[int] = frozenset()
    hidden_columns: frozenset[int] = frozenset()
    percents: Mapping[int, frozenset[int]] = field(default_factory=dict)
    currencies: Mapping[int, str] = field(default_factory=dict)
    errors: Mapping[tuple[int, int], str] = field(default_factory=dict)
    uncached: frozenset[tuple[int, int]] = frozenset()
    values_only: bool = False
    from_1904: bool = False
    links: Mapping[tuple[int, int], str] = field(default_factory=dict)
    table_area: tuple[int, int, int, int] | None = None

    def value(self, row: int, column: int) -> Cell:
        """Return the value at a sheet row and column (1-based); None outside the used range."""
        across, down = column - self.first_column, row - self.first_row
        if 0 <= down < len(self.rows) and 0 <= across < len(self.rows[down]):
            return self.rows[down][across]
        return None


@dataclass(frozen=True, slots=True)
class Picture:
    """A picture and the cell (1-based) that it belongs to: the one under its centre.

    data reads the bytes when asked, so that a workbook of 2,000 photos costs one photo at a time; head reads only the
    first of them. part is the same for all anchors of one picture. format is the file extension ("jpeg", "png",
    "emf"). Raises UnusableFile from data and head where the part is damaged or too large.
    """

    row: int
    column: int
    name: str
    kind: PictureKind
    read: Callable[[], bytes] = field(repr=False, compare=False)
    head: Callable[[], bytes] = field(repr=False, compare=False)
    part: str = ""

    @property
    def data(self) -> bytes:
        """The bytes of the picture file."""
        return self.read()

    @property
    def format(self) -> str:
        """The kind of picture file, by its name in the workbook."""
        return self.name.rpartition(".")[2].lower()

    @property
    def readable(self) -> bool:
        """False for drawings (EMF, WMF) that no photo program opens."""
        return self.format not in UNREADABLE_FORMATS

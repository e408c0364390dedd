"""How much an outside file may ask for, and the sentences of refusal.

Outside files are hostile until proven otherwise: every size is checked before the memory is taken. The
figures keep the reading of one workbook under 1 GB: calamine holds a sheet as a dense table of 32 bytes a
cell, and Python a filled cell in about 60.
"""

from pathlib import Path
from typing import Final

from tradehouse.domain.errors import UnusableFile
from tradehouse.domain.language import N_

MEGABYTE: Final = 1024 * 1024
MAX_FILE: Final = 512 * MEGABYTE
MAX_TEXT_FILE: Final = 48 * MEGABYTE
MAX_HTML_FILE: Final = 16 * MEGABYTE
MAX_ENTRIES: Final = 20_000
MAX_DIRECTORY: Final = 8 * MEGABYTE  # the list of parts in a zip
MAX_UNPACKED: Final = 1024 * MEGABYTE  # all parts but the pictures
MAX_SHEET_PART: Final = 512 * MEGABYTE
MAX_STRINGS_PART: Final = 128 * MEGABYTE
MAX_PART: Final = 64 * MEGABYTE  # any other part, and one picture
MAX_TREE: Final = 16 * MEGABYTE  # XML that becomes objects, each some twenty times its text
MAX_RATIO: Final = 200  # of unpacked to packed size, for parts above SMALL_PART
SMALL_PART: Final = 32 * MEGABYTE
DEFLATE_RATIO: Final = 1032  # the most that deflate can hide
MAX_AREA: Final = 7_000_000  # cells of a sheet up to its last filled one
MAX_TEXT_CELLS: Final = 5_000_000  # of a delimited text
MAX_HELD_AREA: Final = 4_000_000  # of sheets that wait to be asked for
MAX_TEXT: Final = 384 * MEGABYTE  # of all cells of a sheet, each use of a shared string counted
MAX_COLUMNS: Final = 16_384
MAX_ROWS: Final = 1_048_576
MAX_ROW_BYTES: Final = 16 * MEGABYTE
MAX_SHEETS: Final = 500
MAX_TAGS: Final = 1_500_000  # of HTML and SpreadsheetML, which Python itself walks
LONGEST_CELL: Final = 32_767  # characters, Excel's own limit; no field takes as many


def damaged(path: Path) -> UnusableFile:
    """Return the refusal of a file that breaks its own format."""
    return UnusableFile(
        "damaged",
        N_('"{file}" is damaged or incomplete. Open it in Excel and save it again, or ask for a new copy.'),
        file=path.name,
    )


def unsafe(path: Path) -> UnusableFile:
    """Return the refusal of an archive that unpacks to far more than a workbook holds."""
    return UnusableFile(
        "unsafe_archive",
        N_(
            '"{file}" would unpack to far more than a workbook holds and was not opened. '
            "Save it again in Excel, or ask the sender for a plain copy."
        ),
        file=path.name,
    )


def forbidden_xml(path: Path) -> UnusableFile:
    """Return the refusal of XML with a document type or entities of its own."""
    return UnusableFile(
        "forbidden_xml",
        N_(
            '"{file}" holds definitions (DTD, entities) that no spreadsheet program writes. '
            "Save it again in Excel, or ask the sender for a plain copy."
        ),
        file=path.name,
    )


def encrypted(path: Path) -> UnusableFile:
    """Return the refusal of a file behind a password."""
    return UnusableFile(
        "encrypted",
        N_('"{file}" is protected with a password. Remove the password in Excel, save, and try again.'),
        file=path.name,
    )


def too_large(path: Path, size: int, limit: int) -> UnusableFile:
    """Return the refusal of a file or part by its size in bytes."""
    return UnusableFile(
        "too_large",
        N_('"{file}" is too large: {size} MB, at most {limit} MB can be read. Split it into several files.'),
        file=path.name,
        size=-(-size // MEGABYTE),
        limit=limit // MEGABYTE,
    )


def too_many_cells(path: Path, sheet: str, rows: int, columns: int) -> UnusableFile:
    """Return the refusal of a sheet that spans more cells than can be held."""
    return UnusableFile(
        "too_many_cells",
        N_(
            'Sheet "{sheet}" of "{file}" reaches to row {rows} and column {columns}, more than can be '
            "read. Delete what lies far below or beside the table, or split the file."
        ),
        file=path.name,
        sheet=sheet,
        rows=rows,
        columns=columns,
    )


def too_many_sheets(path: Path, count: int) -> UnusableFile:
    """Return the refusal of a workbook with a crowd of sheets."""
    return UnusableFile(
        "too_many_sheets",
        N_(
            '"{file}" has {count} sheets, more than the {limit} that can be read. '
            "Save the sheets that hold lists as a workbook of their own."
        ),
        file=path.name,
        count=count,
        limit=MAX_SHEETS,
    )


def too_many_tags(path: Path) -> UnusableFile:
    """Return the refusal of a web page or an XML table that is too long to be walked."""
    return UnusableFile(
        "too_many_cells",
        N_(
            '"{file}" is a web page or XML table with more cells than can be read. Open it in Excel and save it as .xlsx.'
        ),
        file=path.name,
    )


def too_much_beside(path: Path) -> UnusableFile:
    """Return the refusal of a sheet with masses of things that are no cells."""
    return UnusableFile(
        "too_much_beside",
        N_(
            'A sheet of "{file}" has more merged cells, links or rules than can be read. '
            "Copy its table into a new workbook and save that."
        ),
        file=path.name,
    )


def not_a_workbook(path: Path, what: str) -> UnusableFile:
    """Return the refusal of another kind of file; what is a msgid that names the kind."""
    return UnusableFile(
        "not_a_workbook",
        N_('"{file}" is not a workbook but {what_msgid}. Choose an .xlsx, .xls, .ods or .csv file.'),
        file=path.name,
        what_msgid=what,
    )


def empty_workbook(path: Path) -> UnusableFile:
    """Return the refusal of a workbook without a filled cell."""
    return UnusableFile("empty_workbook", N_('"{file}" has no filled cells. Choose another file.'), file=path.name)

"""Tables that stand beside one another on one sheet: each is read as a sheet of its own.

The first keeps the sheet's name, the others add their columns to it ("Sheet1 [K:L]"), so that everything that goes by
the name of a sheet (decisions, reports, what a row became) goes for each table.
"""

import re
from collections.abc import Sequence
from dataclasses import replace
from itertools import pairwise
from typing import Final

from tradehouse.domain.cells import is_blank
from tradehouse.exchange.columns import column_letter
from tradehouse.exchange.header_rows import Header, find_header
from tradehouse.exchange.headings import candidates, plain_heading
from tradehouse.exchange.reading import Workbook
from tradehouse.exchange.sheets import Picture, Sheet

_BESIDE = re.compile(r" \[([A-Z]{1,3}):([A-Z]{1,3})\]$")
_NAMES: Final = frozenset({"product.name_id", "supplier.name"})
_LAST_COLUMN: Final = 16_384


def sheet_of(table: str) -> str:
    """Return the name of the sheet on which a table stands: "Sheet1 [K:L]" → "Sheet1"."""
    return _BESIDE.sub("", table)


def table_sheet(workbook: Workbook, table: str) -> Sheet:
    """Return one table's sheet by its name. Raises NotFound where the workbook has no such sheet."""
    sheets = tables_of(workbook.sheet(sheet_of(table)))
    return next((sheet for sheet in sheets if sheet.name == table), sheets[0])


def table_pictures(workbook: Workbook, sheet: Sheet) -> list[Picture]:
    """Return the pictures that lie on a table's columns."""
    pictures = workbook.pictures(sheet_of(sheet.name))
    if sheet.table_columns is None:
        return pictures
    first, last = sheet.table_columns
    return [picture for picture in pictures if first <= picture.column <= last]


def tables_of(sheet: Sheet) -> list[Sheet]:
    """Return the tables of a sheet from left to right, each as a sheet; nearly always the sheet itself.

    Another table begins where the first heading stands again, either behind an empty column or where all headings
    are repeated, a name among them ("Nama | Harga | Nama | Harga").
    """
    header = find_header(sheet)
    starts = _starts(sheet, header) if header is not None else []
    if len(starts) < 2:
        return [sheet]
    width = max(len(row) for row in sheet.rows)
    edges = [0, *starts[1:], width]
    return [_cut(sheet, start, end, width) for start, end in pairwise(edges)]


def _starts(sheet: Sheet, header: Header) -> list[int]:
    texts = [plain_heading(heading.full) for heading in header.headings]
    first = next((column for column, text in enumerate(texts) if text), 0)
    again = [column for column in range(first, len(texts)) if texts[column] and texts[column] == texts[first]]
    if len(again) < 2:
        return []
    blocks = [[text for text in texts[a:b] if text] for a, b in pairwise([*again, len(texts)])]
    if all(block == blocks[0] for block in blocks) and len(blocks[0]) > 1 and any(map(_names, blocks[0])):
        return again
    apart = [
        column
        for column, block in zip(again[1:], blocks[1:], strict=True)
        if len(block) > 1 and _is_empty(sheet, header, column - 1)
    ]
    return [first, *apart]


def _names(heading: str) -> bool:
    return any(guess.target in _NAMES for guess in candidates(heading))


def _is_empty(sheet: Sheet, header: Header, column: int) -> bool:
    return all(column >= len(row) or is_blank(row[column]) for row in sheet.rows[header.first :])


def _cut(sheet: Sheet, start: int, end: int, width: int) -> Sheet:
    first, last = start + sheet.first_column, end + sheet.first_column - 1
    name = f"{sheet.name} [{column_letter(first)}:{column_letter(last)}]" if start else sheet.name
    return replace(
        sheet,
        name=name,
        rows=[row[start:end] for row in sheet.rows],
        first_column=first,
        merges=_within(sheet.merges, first, last),
        table_columns=(first if start else 1, last if end < width else _LAST_COLUMN),
    )


def _within(merges: Sequence[tuple[int, int, int, int]], first: int, last: int) -> list[tuple[int, int, int, int]]:
    return [merge for merge in merges if merge[1] <= last and merge[3] >= first]

"""Several tables on one sheet, beside or below one another: each is read as a sheet of its own.

The first keeps the sheet's name, the others add their columns or rows to it ("Sheet1 [K:L]", "Sheet1 [50:71]"), so that
everything that goes by the name of a sheet (decisions, reports, what a row became) goes for each table.
"""

import re
from collections.abc import Mapping, Sequence
from dataclasses import replace
from itertools import pairwise
from typing import Final

from tradehouse.domain.cells import Cell, is_blank
from tradehouse.exchange.columns import column_letter
from tradehouse.exchange.header_rows import Header, find_header, heading_text
from tradehouse.exchange.headings import candidates, known_word, plain_heading
from tradehouse.exchange.reading import Workbook
from tradehouse.exchange.sheets import Picture, Sheet

_PLACE = re.compile(r"(?: \[(?:[A-Z]{1,3}:[A-Z]{1,3}|\d+:\d+)\])+$")
_NAMES: Final = frozenset({"product.name_id", "supplier.name"})
_TITLES: Final = 2  # rows between a blank row and the headings below it
_LAST_ROW: Final = 1_048_576
_LAST_COLUMN: Final = 16_384


def sheet_of(table: str) -> str:
    """Return the name of the sheet on which a table stands: "Sheet1 [K:L]" → "Sheet1"."""
    return _PLACE.sub("", table)


def table_sheet(workbook: Workbook, table: str) -> Sheet:
    """Return one table's sheet by its name. Raises NotFound where the workbook has no such sheet."""
    sheets = tables_of(workbook.sheet(sheet_of(table)))
    return next((sheet for sheet in sheets if sheet.name == table), sheets[0])


def table_pictures(workbook: Workbook, sheet: Sheet) -> list[Picture]:
    """Return the pictures that lie on a table."""
    pictures = workbook.pictures(sheet_of(sheet.name))
    if sheet.table_area is None:
        return pictures
    top, left, bottom, right = sheet.table_area
    return [picture for picture in pictures if top <= picture.row <= bottom and left <= picture.column <= right]


def tables_of(sheet: Sheet) -> list[Sheet]:
    """Return the tables of a sheet from left to right and down, each as a sheet; nearly always the sheet itself.

    Another table begins where the first heading stands again, either behind an empty column or where all headings
    are repeated, a name among them ("Nama | Harga | Nama | Harga"); and below a blank row where other headings stand,
    a name among them.
    """
    header = find_header(sheet)
    if header is None:
        return [sheet]
    starts = _starts(sheet, header)
    if len(starts) < 2:
        return _one_below_another(sheet, header)
    width = max(len(row) for row in sheet.rows)
    edges = [0, *starts[1:], width]
    return [_cut(sheet, start, end, width) for start, end in pairwise(edges)]


def _one_below_another(sheet: Sheet, header: Header) -> list[Sheet]:
    rows, edges = sheet.rows, [0]
    above = {column: heading.full for column, heading in enumerate(header.headings)}
    for at in range(header.body + 1, len(rows) - 1):
        if not any(rows[at - 1]) and (headings := _headings_below(rows[at : at + _TITLES + 1], above)):
            edges.append(at)
            above = headings
    if len(edges) == 1:
        return [sheet]
    return [_cut_down(sheet, start, end) for start, end in pairwise([*edges, len(rows)])]


def _headings_below(rows: Sequence[Sequence[Cell]], above: Mapping[int, str]) -> dict[int, str]:
    """Return the headings of a list of another kind that begins in these rows, titles first; none where none does."""
    for row in rows:
        texts = {column: heading_text(cell) for column, cell in enumerate(row) if not is_blank(cell)}
        if len(texts) < 2:
            if not texts:
                break
            continue
        if any(not isinstance(row[column], str) or not known_word(text) for column, text in texts.items()):
            break
        meant = {column: _meaning(text) for column, text in texts.items()}
        told = set(meant.values()) - {""}
        same = sum(1 for column, target in meant.items() if target == _meaning(above.get(column, "")))
        return texts if len(told) > 1 and told & _NAMES and same * 2 < len(texts) else {}
    return {}


def _meaning(heading: str) -> str:
    return next((guess.target for guess in candidates(heading)), "") if heading else ""


def _cut_down(sheet: Sheet, start: int, end: int) -> Sheet:
    first, last = start + sheet.first_row, end + sheet.first_row - 1
    lowest = last if end < len(sheet.rows) else _LAST_ROW
    return replace(
        sheet,
        name=f"{sheet.name} [{first}:{last}]" if start else sheet.name,
        rows=sheet.rows[start:end],
        first_row=first,
        merges=[merge for merge in sheet.merges if merge[0] <= last and merge[2] >= first],
        table_area=(first if start else 1, 1, lowest, _LAST_COLUMN),
    )


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
        merges=[merge for merge in sheet.merges if merge[1] <= last and merge[3] >= first],
        table_area=(1, first if start else 1, _LAST_ROW, last if end < width else _LAST_COLUMN),
    )

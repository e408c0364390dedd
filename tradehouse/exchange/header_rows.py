"""Where a table begins: the header row below titles and logos, also one of two rows under merged groups."""

import re
from collections.abc import Collection, Sequence
from dataclasses import dataclass
from itertools import pairwise
from typing import Final

from tradehouse.domain.cells import Cell, CellError, cell_text, is_blank
from tradehouse.exchange.headings import candidates, known_word, plain_heading
from tradehouse.exchange.sheets import Sheet

NO_HEADER: Final = -1
"""In the place of a header's row: the sheet has no headings; its columns go by "[A]", "[B]"."""
_LOOKED_AT: Final = 60
_WIDEST: Final = 1000  # columns; the widest price lists and registers that are known have some 250
_LONGEST_HEADING: Final = 80
_LETTERS = re.compile(r"\[[A-Z]{1,3}\]")


@dataclass(frozen=True, slots=True)
class Heading:
    """The heading of one column: its own text and that of the group above it, if any."""

    text: str
    group: str = ""

    @property
    def full(self) -> str:
        """Group and heading as one text."""
        return f"{self.group} {self.text}".strip() if self.group != self.text else self.text


@dataclass(frozen=True, slots=True)
class Header:
    """A header found. first is its index in the sheet's rows (0-based), height how many rows it takes: none where the
    sheet has no headings, first is then the first record.
    """

    first: int
    height: int
    headings: tuple[Heading, ...]

    @property
    def body(self) -> int:
        """The index of the first row below."""
        return self.first + self.height


def heading_text(cell: Cell) -> str:
    """Return a cell as a heading; errors and overlong texts are none."""
    if cell is None or isinstance(cell, CellError):
        return ""
    text = " ".join(cell_text(cell).split())
    return text if len(text) <= _LONGEST_HEADING else ""


def too_wide(sheet: Sheet) -> bool:
    """Whether the first rows fill more columns than any list has: each would be weighed for what it means."""
    rows = sheet.rows[:_LOOKED_AT]
    return any(len(row) > _WIDEST and len(row) - row.count(None) > _WIDEST for row in rows)


def find_header(sheet: Sheet, row: int = 0, height: int = 0, named: Collection[str] = ()) -> Header | None:
    """Return the header of a sheet.

    row (1-based, as the sheet counts) says which row somebody chose, 0 to look for it, NO_HEADER where there is none;
    height says how many rows it takes (0: to be found), with NO_HEADER how many rows stand above the first record.
    named are the columns that somebody spoke of; the row that has them is the header, even of a language unknown.
    None where no row has headings that are known, and on a sheet that is too wide for a list.
    """
    if too_wide(sheet):
        return None
    if row == NO_HEADER:
        return _no_header(sheet, height)
    if row:
        index = row - sheet.first_row
        return _header_at(sheet, index, height) if 0 <= index < len(sheet.rows) else None
    found = _known_header(sheet, height)
    return _named_header(sheet, found, height, named) if named else found


def _no_header(sheet: Sheet, above: int) -> Header:
    return Header(min(above, len(sheet.rows) - 1), 0, (Heading(""),) * max(len(row) for row in sheet.rows))


def _named_header(sheet: Sheet, found: Header | None, height: int, named: Collection[str]) -> Header | None:
    """Return the header that has the named columns: the one found, else the row that has most of them; a sheet without
    one, of which somebody spoke by letters alone, has no headings.
    """
    wanted = {plain_heading(name) for name in named if not _LETTERS.fullmatch(name)} - {""}
    has = {plain_heading(heading.full) for heading in found.headings} if found is not None else set()
    if found is not None and wanted <= has:
        return found
    if not wanted:
        return _no_header(sheet, 0)
    best, most = -1, len(wanted & has)
    for index, cells in enumerate(sheet.rows[:_LOOKED_AT]):
        same = len(wanted & {plain_heading(heading_text(cell)) for cell in cells if isinstance(cell, str)})
        if same > most:
            best, most = index, same
    return _header_at(sheet, best, height) if best >= 0 else found


def _known_header(sheet: Sheet, height: int) -> Header | None:
    rows = sheet.rows
    best, best_score = -1, 0.0
    for index, cells in enumerate(rows[:_LOOKED_AT]):
        score = _score(cells, rows[index + 1 : index + 6])
        if score > best_score:
            best, best_score = index, score
    return _header_at(sheet, best, height) if best >= 0 else None


def _score(cells: Sequence[Cell], below: Sequence[Sequence[Cell]]) -> float:
    texts = [
        (column, heading_text(cell)) for column, cell in enumerate(cells) if isinstance(cell, str) and cell.strip()
    ]
    figures = sum(1 for cell in cells if not isinstance(cell, str) and cell is not None)
    figures += sum(1 for _, text in texts if not text)  # what is too long for a heading is no heading either
    if not texts:
        return 0.0
    known = [text for _, text in texts if text and known_word(text)]
    telling = sum(1 for text in known if candidates(text))
    if not telling or len(known) * 3 < len(texts):
        return 0.0
    distinct = len({text.casefold() for _, text in texts})
    filled_below = any(any(not is_blank(cell) for cell in row) for row in below)
    score = telling + 0.3 * (len(known) - telling) + 0.05 * distinct - 0.7 * figures
    if len(texts) == 1 and len(cells) > 1:
        score -= 0.8  # one text alone is rather a title
    return score if filled_below or telling > 1 else score * 0.5


def _header_at(sheet: Sheet, first: int, chosen: int = 0) -> Header:
    width = max((len(row) for row in sheet.rows), default=0)
    top = _spread(sheet, first, width)
    height = min(chosen, len(sheet.rows) - first) or max(1, _merged_height(sheet, first))
    below = first + height
    if not chosen and height == 1 and below < len(sheet.rows) and _is_sub_header(sheet, top, first, sheet.rows[below]):
        height = 2
    if height == 1:
        return Header(first, 1, tuple(Heading(text, group) for text, group in _single(sheet, first, top)))
    found: list[Heading] = []
    lower = sheet.rows[first + height - 1] if first + height - 1 < len(sheet.rows) else []
    own = [heading_text(cell) for cell in sheet.rows[first]]
    for column in range(width):
        child = heading_text(lower[column]) if column < len(lower) else ""
        parent = top[column]
        if child:
            found.append(Heading(child, parent))
        else:
            text = own[column] if column < len(own) else ""
            found.append(Heading(text, "" if text else parent))
    return Header(first, height, tuple(found))


def _single(sheet: Sheet, first: int, top: Sequence[str]) -> list[tuple[str, str]]:
    """One header row: a column under a merged heading has no text of its own but knows its group."""
    own = [heading_text(cell) for cell in sheet.rows[first]]
    own += [""] * (len(top) - len(own))
    return [(text, "" if text else top[column]) for column, text in enumerate(own)]


def _spread(sheet: Sheet, index: int, width: int) -> list[str]:
    """Return the texts of a row with those of cells merged across repeated over their columns."""
    texts = [heading_text(cell) for cell in sheet.rows[index]]
    texts += [""] * (width - len(texts))
    for top, left, _bottom, right in sheet.merges:
        if top - sheet.first_row == index and right > left:
            start = max(left - sheet.first_column, 0)
            for column in range(start, min(right - sheet.first_column + 1, width)):
                texts[column] = texts[column] or texts[start]
    return texts


def _merged_height(sheet: Sheet, index: int) -> int:
    """Return how many rows the header takes by cells merged downward; most of them must agree."""
    heights = [
        bottom - top + 1 for top, left, bottom, right in sheet.merges if top - sheet.first_row == index and bottom > top
    ]
    return min(max(heights), 4) if len(heights) > 1 or (heights and len(sheet.merges) == 1) else 1


def _is_sub_header(sheet: Sheet, top: Sequence[str], first: int, cells: Sequence[Cell]) -> bool:
    """Whether the row below a header names the parts of its groups: only texts, under groups or empty headings."""
    texts = {column: heading_text(cell) for column, cell in enumerate(cells) if not is_blank(cell)}
    if not texts or any(not isinstance(cells[column], str) for column in texts):
        return False
    own = [heading_text(cell) for cell in sheet.rows[first]]
    grouped = [
        c
        for c in texts
        if c < len(own)
        and (
            (top[c] and not own[c])
            or (c + 1 < len(top) and top[c] and not own[c + 1] and top[c + 1] == top[c])
            or not top[c]
        )
    ]
    telling = [c for c in texts if candidates(texts[c]) or candidates(f"{top[c]} {texts[c]}")]
    return bool(grouped) and len(telling) * 2 >= len(texts) and len(grouped) * 2 >= len(texts)


def is_numbering(cells: Sequence[Cell]) -> bool:
    """Whether the filled cells of a row number the columns: 1, 2, 3 … or (1), (2), (3), steps of at most two."""
    if len(cells) < 3:
        return False
    numbers: list[int] = []
    for cell in cells:
        text = cell.strip("() .") if isinstance(cell, str) else str(cell)
        if isinstance(cell, bool) or not text.removesuffix(".0").isdigit():
            return False
        numbers.append(int(float(text)))
    steps = [after - before for before, after in pairwise(numbers)]
    return (
        numbers[0] <= 2
        and all(0 <= step <= 2 for step in steps)
        and sum(1 for step in steps if step == 1) * 3 >= len(steps) * 2
    )

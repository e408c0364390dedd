"""HTML tables, which many web programs send as their "Excel export" named .xls.

The text is cut at its angle brackets and walked once. The standard library's parser reads some broken pages
in quadratic time, and these files come from outside.
"""

import html
import re
from functools import lru_cache
from pathlib import Path

from tradehouse.domain.cells import Cell, clean_text
from tradehouse.exchange.delimited import decode
from tradehouse.exchange.limits import (
    LONGEST_CELL,
    MAX_COLUMNS,
    MAX_HTML_FILE,
    MAX_ROWS,
    MAX_SHEETS,
    MAX_TAGS,
    MAX_TEXT_CELLS,
    damaged,
    too_large,
    too_many_cells,
    too_many_sheets,
    too_many_tags,
)
from tradehouse.exchange.sheets import Sheet

_TAG = re.compile(r"(/?)([a-zA-Z][a-zA-Z0-9]{0,20})(?![a-zA-Z0-9])")
_LONGEST_TAG = 2000
_SPAN = re.compile(r"\b(colspan|rowspan)\s*=\s*[\"']?\s*(\d{1,5})", re.IGNORECASE)
_ENDED = re.compile(r"</\s*(?:table|html)\b", re.IGNORECASE)
_BREAKS = frozenset(("br", "p", "div", "li"))
_UNSEEN = frozenset(("script", "style", "title"))
_LARGEST_SPAN = 1000  # HTML's own limit for columns


def read_html(path: Path) -> list[Sheet]:
    """Return the outermost tables of an HTML file, each as a sheet; every value is text or None.

    A cell over several rows or columns stands in its first; the others are blank. Raises UnusableFile,
    OSError.
    """
    size = path.stat().st_size
    if size > MAX_HTML_FILE:
        raise too_large(path, size, MAX_HTML_FILE)
    text = decode(path.read_bytes())
    reader = _TableReader(path)
    reader.read(text)
    tables = [table for table in reader.tables if table.rows]
    sheets = []
    area = 0
    for number, table in enumerate(tables, start=1):
        while len(table.rows) > 1 and not any(table.rows[-1]):
            table.rows.pop()  # rows that were opened and never filled
        width = max(map(len, table.rows))
        area += width * len(table.rows)
        if area > MAX_TEXT_CELLS:
            raise too_many_cells(path, path.stem, len(table.rows), width)
        for row in table.rows:
            row.extend([None] * (width - len(row)))
        name = path.stem if len(tables) == 1 else f"{path.stem} {number}"
        sheets.append(Sheet(name=name, hidden=False, rows=table.rows, merges=table.merges, values_only=True))
    if not _ENDED.search(text):
        raise damaged(path)  # half a file: what is missing below cannot be told
    return sheets


class _Table:
    """The rows of one table."""

    def __init__(self) -> None:
        self.rows: list[list[Cell]] = []
        self.merges: list[tuple[int, int, int, int]] = []
        self._taken: dict[int, int] = {}  # column → the last row that a cell from above covers

    def put(self, text: str, across: int, down: int) -> int:
        """Add a cell to the last row, right of what reaches down from above; return by how many the row grew."""
        row, number = self.rows[-1], len(self.rows)
        before = len(row)
        while self._taken.get(len(row) + 1, 0) >= number:
            row.append(None)
        column = len(row) + 1
        row.append(clean_text(text) or None)
        row.extend([None] * (across - 1))
        if across > 1 or down > 1:
            self.merges.append((number, column, number + down - 1, column + across - 1))
        if down > 1:
            self._taken |= dict.fromkeys(range(column, column + across), number + down - 1)
        return len(row) - before


class _TableReader:
    """Follows the outermost tables; what stands in a table inside a cell is that cell's text."""

    def __init__(self, path: Path) -> None:
        self.tables: list[_Table] = []
        self._path = path
        self._depth = 0
        self._unseen = ""  # the tag whose end is awaited
        self._cell: list[str] | None = None
        self._spans = (1, 1)
        self._area = 0

    def read(self, text: str) -> None:
        """Walk the whole page. Raises UnusableFile where it is too long for that."""
        if text.count("<") > MAX_TAGS:
            raise too_many_tags(self._path)
        in_comment = False
        for piece in text.split("<"):
            if in_comment or piece.startswith("!--"):
                in_comment = "-->" not in piece
                self._text(piece.partition("-->")[2])
                continue
            inside, _, after = piece.partition(">")
            closing, name, spans = _tag(inside[:_LONGEST_TAG])
            if not name:
                self._text(after if piece.startswith(("!", "?", "/")) else piece)
                continue
            self._end(name) if closing else self._start(name, spans)
            if after and self._cell is not None:
                self._text(after)
        self._end_cell()

    def _start(self, tag: str, spans: tuple[int, int]) -> None:
        if self._unseen:
            return
        if tag == "table":
            self._depth += 1
            if self._depth == 1:
                self.tables.append(_Table())
                if len(self.tables) > MAX_SHEETS:
                    raise too_many_sheets(self._path, len(self.tables))
        elif tag in _UNSEEN:
            self._unseen = tag
        elif self._depth == 1 and tag in ("tr", "td", "th"):
            self._end_cell()
            rows = self.tables[-1].rows
            if tag == "tr" or not rows:
                rows.append([])
            if tag != "tr":
                self._spans = spans
                self._cell = []
        elif tag in _BREAKS and self._cell:
            self._cell.append("\n")

    def _end(self, tag: str) -> None:
        if self._unseen:
            if tag == self._unseen:
                self._unseen = ""
        elif tag == "table" and self._depth:
            if self._depth == 1:
                self._end_cell()
            self._depth -= 1
        elif self._depth == 1 and tag in ("td", "th", "tr"):
            self._end_cell()

    def _text(self, text: str) -> None:
        if self._cell is not None and text and not self._unseen:
            # line ends in the source are spaces to a reader; only tags break lines
            self._cell.append(" ".join(f"|{html.unescape(text[:LONGEST_CELL])}|".split())[1:-1])

    def _end_cell(self) -> None:
        if self._cell is None:
            return
        lines = [" ".join(line.split()) for line in "".join(self._cell)[:LONGEST_CELL].split("\n")]
        self._cell = None
        table = self.tables[-1]
        across, down = self._spans
        self._area += table.put("\n".join(line for line in lines if line), across, down)
        if self._area > MAX_TEXT_CELLS or len(table.rows[-1]) > MAX_COLUMNS or len(table.rows) > MAX_ROWS:
            raise too_many_cells(self._path, self._path.stem, len(table.rows), len(table.rows[-1]))


@lru_cache(maxsize=512)
def _tag(inside: str) -> tuple[bool, str, tuple[int, int]]:
    """Return of what stands between angle brackets whether it closes, its name ("" where it is no tag), and the
    columns and rows that a cell covers. Pages repeat the same few tags.
    """
    match = _TAG.match(inside)
    if match is None:
        return False, "", (1, 1)
    said = {kind.lower(): int(span) for kind, span in _SPAN.findall(inside)}
    across, down = said.get("colspan", 1), said.get("rowspan", 1)
    return bool(match[1]), match[2].lower(), (min(max(across, 1), _LARGEST_SPAN), min(max(down, 1), MAX_ROWS))

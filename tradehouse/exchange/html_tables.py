"""HTML tables, which many web programs send as their "Excel export" named .xls."""

from html.parser import HTMLParser
from pathlib import Path

from tradehouse.domain.cells import Cell, clean_text
from tradehouse.exchange.delimited import decode
from tradehouse.exchange.limits import MAX_AREA, MAX_COLUMNS, too_many_cells
from tradehouse.exchange.sheets import Sheet

_BREAKS = frozenset(("br", "p", "div", "li"))
_UNSEEN = frozenset(("script", "style", "head", "title"))
_LARGEST_SPAN = 1000  # HTML's own limit for columns


def read_html(path: Path) -> list[Sheet]:
    """Return the outermost tables of an HTML file, each as a sheet; every value is text or None.

    A cell over several rows or columns stands in its first; the others are blank. Raises UnusableFile,
    OSError.
    """
    reader = _TableReader(path)
    reader.feed(decode(path.read_bytes()))
    reader.close()
    sheets = []
    for number, table in enumerate(reader.tables, start=1):
        if not table.rows:
            continue
        width = max(len(row) for row in table.rows)
        for row in table.rows:
            row.extend([None] * (width - len(row)))
        name = path.stem if len(reader.tables) == 1 else f"{path.stem} {number}"
        sheets.append(Sheet(name=name, hidden=False, rows=table.rows, merges=table.merges, values_only=True))
    return sheets


class _Table:
    def __init__(self) -> None:
        self.rows: list[list[Cell]] = []
        self.merges: list[tuple[int, int, int, int]] = []
        self._taken: dict[int, int] = {}  # column → rows below that a cell above still covers

    def start_row(self) -> None:
        self._taken = {column: rows - 1 for column, rows in self._taken.items() if rows > 1}
        self.rows.append([])

    def put(self, text: str, across: int, down: int) -> None:
        row = self.rows[-1]
        while self._taken.get(len(row) + 1, 0) > 1:
            row.append(None)
        column = len(row) + 1
        row.append(clean_text(text) or None)
        row.extend([None] * (across - 1))
        if across > 1 or down > 1:
            self.merges.append((len(self.rows), column, len(self.rows) + down - 1, column + across - 1))
        if down > 1:
            self._taken |= dict.fromkeys(range(column, column + across), down)


class _TableReader(HTMLParser):
    """Follows the outermost tables; what stands in a table inside a cell is that cell's text."""

    def __init__(self, path: Path) -> None:
        super().__init__(convert_charrefs=True)
        self.tables: list[_Table] = []
        self._path = path
        self._depth = 0
        self._unseen = 0
        self._cell: list[str] | None = None
        self._spans = (1, 1)
        self._area = 0

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        if tag == "table":
            self._depth += 1
            if self._depth == 1:
                self.tables.append(_Table())
        elif tag in _UNSEEN:
            self._unseen += 1
        elif self._depth == 1 and tag == "tr":
            self._end_cell()
            self.tables[-1].start_row()
        elif self._depth == 1 and tag in ("td", "th"):
            self._end_cell()
            if not self.tables[-1].rows:
                self.tables[-1].start_row()
            said = dict(attrs)
            self._spans = (_span(said.get("colspan")), _span(said.get("rowspan")))
            self._cell = []
        elif tag in _BREAKS and self._cell:
            self._cell.append("\n")

    def handle_endtag(self, tag: str) -> None:
        if tag == "table" and self._depth:
            if self._depth == 1:
                self._end_cell()
            self._depth -= 1
        elif tag in _UNSEEN:
            self._unseen = max(0, self._unseen - 1)
        elif self._depth == 1 and tag in ("td", "th", "tr"):
            self._end_cell()

    def handle_data(self, data: str) -> None:
        if self._cell is not None and not self._unseen:
            self._cell.append(data)

    def close(self) -> None:
        super().close()
        self._end_cell()

    def _end_cell(self) -> None:
        if self._cell is None:
            return
        lines = [" ".join(line.split()) for line in "".join(self._cell).split("\n")]
        self._cell = None
        table = self.tables[-1]
        across, down = self._spans
        table.put("\n".join(line for line in lines if line), across, down)
        self._area += across
        if self._area > MAX_AREA or len(table.rows[-1]) > MAX_COLUMNS:
            raise too_many_cells(self._path, self._path.stem, len(table.rows), len(table.rows[-1]))


def _span(text: str | None) -> int:
    return min(max(int(text), 1), _LARGEST_SPAN) if text and text.isdecimal() and len(text) < 6 else 1

"""SpreadsheetML 2003: a workbook as one XML file, which some programs still send as .xml or .xls."""

from datetime import datetime, time
from pathlib import Path
from xml.parsers import expat

from tradehouse.domain.cells import Cell, CellError, clean_text
from tradehouse.exchange.limits import (
    LONGEST_CELL,
    MAX_COLUMNS,
    MAX_ROWS,
    MAX_SHEETS,
    MAX_TAGS,
    MAX_TEXT_CELLS,
    damaged,
    forbidden_xml,
    too_many_cells,
    too_many_sheets,
    too_many_tags,
)
from tradehouse.exchange.sheets import Sheet

_NAMESPACE = "urn:schemas-microsoft-com:office:spreadsheet"


def read_spreadsheetml(path: Path) -> list[Sheet]:
    """Return the worksheets of a SpreadsheetML file. Raises UnusableFile, OSError."""
    data = path.read_bytes()
    if data.count(b"<") > MAX_TAGS:
        raise too_many_tags(path)
    reader = _Reader(path)
    parser = expat.ParserCreate(namespace_separator="|")
    parser.buffer_text = True

    def refuse(*_declaration: object) -> None:
        raise forbidden_xml(path)

    parser.StartDoctypeDeclHandler = refuse
    parser.EntityDeclHandler = refuse
    parser.StartElementHandler = reader.start
    parser.EndElementHandler = reader.end
    parser.CharacterDataHandler = reader.data
    try:
        parser.Parse(data, True)
    except expat.ExpatError:
        raise damaged(path) from None
    return reader.sheets


class _Reader:
    def __init__(self, path: Path) -> None:
        self.sheets: list[Sheet] = []
        self._path = path
        self._cells: dict[tuple[int, int], Cell] = {}
        self._hidden_rows: set[int] = set()
        self._row = self._column = self._across = 0
        self._area = 0
        self._kind = ""
        self._text: list[str] | None = None

    def start(self, tag: str, attributes: dict[str, str]) -> None:
        name = _local(tag)
        if not name:
            return
        said = {key.rpartition("|")[2]: value for key, value in attributes.items()}
        if name == "Worksheet":
            self.sheets.append(Sheet(said.get("Name", str(len(self.sheets) + 1)), hidden=False, rows=[]))
            self._cells, self._hidden_rows, self._row = {}, set(), 0
            if len(self.sheets) > MAX_SHEETS:
                raise too_many_sheets(self._path, len(self.sheets))
        elif name == "Visible":
            self._text = []
        elif name == "Row":
            self._row = _number(said.get("Index")) or self._row + 1
            self._column = self._across = 0
            if said.get("Hidden") == "1":
                self._hidden_rows.add(self._row)
        elif name == "Cell":
            self._column = _number(said.get("Index")) or self._column + self._across + 1
            self._across, down = _number(said.get("MergeAcross")), _number(said.get("MergeDown"))
            if (self._across or down) and self.sheets:
                self.sheets[-1].merges.append((self._row, self._column, self._row + down, self._column + self._across))
        elif name == "Data":
            self._kind = said.get("Type", "String")
            self._text = []

    def end(self, tag: str) -> None:
        name = _local(tag)
        if name == "Data" and self._text is not None and self._row and self._column:
            value = _value(self._kind, "".join(self._text)[:LONGEST_CELL])
            if value is not None and self._row <= MAX_ROWS and self._column <= MAX_COLUMNS:
                self._cells[self._row, self._column] = value
            self._text = None
        elif name == "Visible" and self._text is not None and self.sheets:
            self.sheets[-1].hidden = "Hidden" in "".join(self._text)
            self._text = None
        elif name == "Worksheet" and self.sheets:
            self._lay_out(self.sheets[-1])

    def data(self, text: str) -> None:
        if self._text is not None:
            self._text.append(text)

    def _lay_out(self, sheet: Sheet) -> None:
        if not self._cells:
            return
        top, bottom = min(row for row, _ in self._cells), max(row for row, _ in self._cells)
        left, right = min(column for _, column in self._cells), max(column for _, column in self._cells)
        self._area += (bottom - top + 1) * (right - left + 1)
        if self._area > MAX_TEXT_CELLS:
            raise too_many_cells(self._path, sheet.name, bottom, right)
        sheet.rows = [[None] * (right - left + 1) for _ in range(bottom - top + 1)]
        for (row, column), value in self._cells.items():
            sheet.rows[row - top][column - left] = value
        sheet.first_row, sheet.first_column = top, left
        sheet.hidden_rows = frozenset(self._hidden_rows)
        sheet.errors = {place: value.text for place, value in self._cells.items() if isinstance(value, CellError)}


def _local(tag: str) -> str:
    """Return the name of an element of SpreadsheetML; text may hold HTML elements, which are not ours."""
    namespace, _, name = tag.rpartition("|")
    return name if namespace == _NAMESPACE or name == "Visible" else ""


def _number(text: str | None) -> int:
    return int(text) if text and text.isdecimal() and len(text) < 8 else 0


def _value(kind: str, text: str) -> Cell:
    if kind == "Number":
        try:
            number = float(text)
        except ValueError:
            return clean_text(text) or None
        return int(number) if number.is_integer() and abs(number) < 1e17 else number
    if kind == "Boolean":
        return text.strip() == "1"
    if kind == "Error":
        return CellError(text.strip())
    if kind == "DateTime":
        try:
            moment = datetime.fromisoformat(text.strip())
        except ValueError:
            return clean_text(text) or None
        if moment.year < 1900 or text.startswith("1899-12-31T"):
            return moment.time()
        return moment.date() if moment.time() == time() else moment
    return clean_text(text) or None

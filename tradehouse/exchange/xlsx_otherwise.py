"""Sheets written in a style that the byte patterns do not know, read with expat: slower, and exact."""

from typing import Final
from xml.parsers import expat

from tradehouse.exchange.archives import Parts, guarded_parser
from tradehouse.exchange.limits import MAX_COLUMNS, MAX_ROWS, damaged
from tradehouse.exchange.number_formats import Formats
from tradehouse.exchange.xlsx_parts import SheetFacts, column_number

_TRUE: Final = ("1", "true")
_LONGEST_FORMULA: Final = 9000  # Excel allows 8,192 characters


class _Cell:
    """The cell being read."""

    def __init__(self, row: int, column: int, attributes: dict[str, str]) -> None:
        self.place = (row, column)
        self.style = _index(attributes.get("s"))
        self.kind = attributes.get("t", "n")
        self.metadata = _index(attributes.get("vm"))
        self.formula: str | None = None
        self.filled = False
        self.empty = False  # has a value element, with nothing in it
        self.text = ""


class _Reader:
    """Collects the facts of one sheet from parser events."""

    def __init__(self, formats: Formats) -> None:
        self.facts = SheetFacts()
        self._interesting = {*formats.padded, *formats.percents, *formats.currencies}
        self._row = 0
        self._column = 0
        self._cell: _Cell | None = None
        self._collecting = ""

    def start(self, tag: str, attributes: dict[str, str]) -> None:
        """Take in the start of an element."""
        name = tag.rpartition(":")[2]
        if name == "c":
            self._start_cell(attributes)
        elif name == "row":
            number = attributes.get("r", "")
            self._row = int(number) if number.isdecimal() and len(number) < 8 else self._row + 1
            self._column = 0
            if attributes.get("hidden") in _TRUE:
                self.facts.hidden_rows.add(self._row)
        elif self._cell is not None and name in ("v", "f", "t"):
            self._collecting = name
            if name == "f":
                self._cell.formula = ""
            elif name == "v":
                self._cell.empty = True
        elif name == "col" and attributes.get("hidden") in _TRUE:
            first, last = attributes.get("min", ""), attributes.get("max", "")
            if _index(first) and _index(last):
                self.facts.hidden_columns.append((_index(first), min(_index(last), MAX_COLUMNS)))
        elif name == "hyperlink":
            place = _place(attributes.get("ref", "").partition(":")[0])
            relation = next((value for key, value in attributes.items() if key.endswith(":id")), "")
            if place and relation:
                self.facts.link_relations[place] = relation
        elif name == "mergeCell":
            first, _, last = attributes.get("ref", "").partition(":")
            corners = (_place(first), _place(last or first))
            if corners[0] and corners[1]:
                self.facts.merges.append((*corners[0], *corners[1]))

    def end(self, tag: str) -> None:
        """Take in the end of an element."""
        name = tag.rpartition(":")[2]
        if name == "c" and self._cell is not None:
            self._end_cell(self._cell)
            self._cell = None
        if name in ("v", "f", "t"):
            self._collecting = ""

    def data(self, text: str) -> None:
        """Take in text."""
        cell = self._cell
        if cell is None or not self._collecting:
            return
        if self._collecting == "f":
            if len(cell.formula or "") < _LONGEST_FORMULA:
                cell.formula = (cell.formula or "") + text
        else:
            cell.filled = True
            if cell.kind == "e":
                cell.text += text[:20]

    def _start_cell(self, attributes: dict[str, str]) -> None:
        reference = attributes.get("r")
        if reference is None:
            row, column = self._row or 1, self._column + 1
        else:
            # what does not read as a reference may read as a far one to others
            row, column = _place(reference) or (MAX_ROWS, MAX_COLUMNS)
        self._column = column
        self._cell = _Cell(row, column, attributes)

    def _end_cell(self, cell: _Cell) -> None:
        facts = self.facts
        if cell.filled:
            facts.reach(*cell.place)
            facts.string_cells += cell.kind == "s"
            if cell.style in self._interesting:
                facts.styled.setdefault(cell.style, []).append(cell.place)
            if cell.kind == "e":
                facts.errors[cell.place] = cell.text
        elif cell.formula is not None and not (cell.kind == "str" and cell.empty):
            facts.uncached.add(cell.place)
        if cell.metadata:
            facts.value_metadata[cell.place] = cell.metadata
        if cell.formula and "DISPIMG(" in cell.formula:
            facts.wps_pictures[cell.place] = _argument(cell.formula, "DISPIMG(")
        if cell.formula and "HYPERLINK(" in cell.formula:
            facts.links[cell.place] = _argument(cell.formula, "HYPERLINK(")
        elif cell.formula and "IMAGE(" in cell.formula:
            facts.web_images[cell.place] = _argument(cell.formula, "IMAGE(")


def _index(text: str | None) -> int:
    return int(text) if text and text.isdecimal() and len(text) < 10 else 0


def _argument(formula: str, function: str) -> str:
    """Return the first argument of a function, a text."""
    return formula.partition(function)[2].strip('"').partition('"')[0]


def read_facts_otherwise(parts: Parts, name: str, formats: Formats, enough: int) -> SheetFacts:
    """Return what the sheet part `name` says, up to where its filled cells span more than `enough` cells.

    Raises UnusableFile for broken XML, a document type or entities.
    """
    reader = _Reader(formats)
    parser = guarded_parser(parts)
    parser.StartElementHandler = reader.start
    parser.EndElementHandler = reader.end
    parser.CharacterDataHandler = reader.data
    try:
        for chunk in parts.chunks(name):
            parser.Parse(chunk, False)
            if reader.facts.area > enough:
                return reader.facts
        parser.Parse(b"", True)
    except expat.ExpatError:
        raise damaged(parts.path) from None
    return reader.facts


def _place(reference: str) -> tuple[int, int] | None:
    """Return (row, column) of a reference such as "B7"; None for what is no reference."""
    letters = reference.rstrip("0123456789")
    digits = reference[len(letters) :]
    if not (letters.isascii() and letters.isalpha() and len(letters) <= 3 and 0 < len(digits) <= 7):
        return None
    row, column = int(digits), column_number(letters.upper().encode())
    return (row, column) if 1 <= row <= MAX_ROWS and column <= MAX_COLUMNS else None

"""A list of ours that comes back: recognised by its hidden mapping or its hidden columns, read row by row.

Columns are found by what stands above them, so that a buyer may move, add or delete some; only what is not there is
missed, and said.
"""

import re
from collections.abc import Iterator, Mapping, Sequence
from contextlib import suppress
from dataclasses import dataclass, field
from pathlib import Path
from typing import Final

from tradehouse.domain.cells import Cell, CellError, cell_text, is_blank
from tradehouse.domain.errors import UnusableFile
from tradehouse.domain.language import LANGUAGES, N_
from tradehouse.domain.progress import Progress
from tradehouse.domain.text import fold
from tradehouse.exchange.layout_files import layout_names, load_layout
from tradehouse.exchange.layouts import Layout
from tradehouse.exchange.reading import Workbook, open_workbook
from tradehouse.exchange.sheets import Sheet
from tradehouse.exchange.workbooks.other_sheets import MAPPING_FORM, MAPPING_SHEET

PRODUCT_ID, SHEET_ID, PRICE_REVISION = "_product_id", "_sheet_id", "_price_rev"
_LOOKED_AT: Final = 60
_MOST_ROWS: Final = 20_000
_TABLE: Final = "list"
_PLACEHOLDER: Final = re.compile(r"\{[A-Za-z0-9_]+\}")


@dataclass(frozen=True, slots=True)
class ReturnedRow:
    """One row below the headings. cells are by the key of the layout's column; row is the sheet's own number."""

    row: int
    cells: Mapping[str, Cell]

    def text(self, key: str) -> str:
        """Return a cell as text, "" where it is blank, an error or not there."""
        cell = self.cells.get(key)
        return "" if cell is None or isinstance(cell, CellError) or is_blank(cell) else cell_text(cell).strip()


@dataclass(frozen=True, slots=True)
class ReturnedForm:
    """A returned list. facts are what its mapping says ("sheet_id", "layout", "currency", "reference"); missing are
    the headings of columns that are no longer there; buyer is what stands beside that word in its head.
    """

    file: str
    sheet: str
    layout: str
    sheet_id: str
    facts: Mapping[str, str] = field(default_factory=dict)
    rows: tuple[ReturnedRow, ...] = ()
    missing: tuple[str, ...] = ()
    buyer: str = ""

    def has(self, key: str) -> bool:
        """Whether the list still has a column."""
        return any(key in row.cells for row in self.rows[:1])


def is_order_form(path: Path) -> bool:
    """Return whether a file looks like a list of ours; cheap enough for a file that was dropped."""
    if path.suffix.lower() not in {".xlsx", ".xlsm", ".ods", ".xls"} or not path.is_file():
        return False
    with suppress(UnusableFile), open_workbook(path) as workbook:
        if any(info.name == MAPPING_SHEET for info in workbook.sheets):
            return _facts(workbook)[0].get("form") == MAPPING_FORM
        return _by_columns(workbook) is not None
    return False


def read_form(path: Path, progress: Progress) -> ReturnedForm:
    """Return a returned list. Raises UnusableFile with one sentence where it is none or cannot be read, Cancelled."""
    with open_workbook(path, progress) as workbook:
        facts, headings = _facts(workbook)
        found = _by_columns(workbook) or _by_headings(workbook, headings)
        if found is None:
            raise UnusableFile(
                "no_order_form",
                N_('"{file}" is no list of this house: it has lost the hidden columns by which it is known. Ask for the file as it was saved from the list that was sent.'),
                file=path.name,
            )  # fmt: skip
        sheet, header = found
        if not headings:
            facts, headings = _guessed(sheet, header, facts)
        return _form(path, sheet, header, facts, headings)


def _facts(workbook: Workbook) -> tuple[dict[str, str], dict[str, str]]:
    """Return what the mapping sheet says, and the headings by key; nothing where it is gone."""
    if all(info.name != MAPPING_SHEET for info in workbook.sheets):
        return {}, {}
    facts: dict[str, str] = {}
    headings: dict[str, str] = {}
    for row in workbook.sheet(MAPPING_SHEET).rows:
        texts = [cell_text(cell) if not isinstance(cell, CellError) and cell is not None else "" for cell in row]
        texts += [""] * (3 - len(texts))
        if texts[2]:
            headings[texts[0]] = texts[2]
        elif texts[0]:
            facts[texts[0]] = texts[1]
    return facts, headings


def _by_columns(workbook: Workbook) -> tuple[Sheet, int] | None:
    """Return the sheet whose headings name the hidden columns, and the index of that row."""
    for info in workbook.sheets:
        if info.name == MAPPING_SHEET:
            continue
        sheet = workbook.sheet(info.name)
        for index, row in enumerate(sheet.rows[:_LOOKED_AT]):
            if PRODUCT_ID in row:
                return sheet, index
    return None


def _by_headings(workbook: Workbook, headings: Mapping[str, str]) -> tuple[Sheet, int] | None:
    """Return the sheet and row where the headings that the mapping names stand, its item number and most others."""
    wanted = {_plain(text) for text in headings.values()}
    for info in workbook.sheets if "code" in headings else ():
        if info.name == MAPPING_SHEET:
            continue
        sheet = workbook.sheet(info.name)
        for index, row in enumerate(sheet.rows[:_LOOKED_AT]):
            present = {_plain(cell) for cell in row if isinstance(cell, str)} & wanted
            if _plain(headings["code"]) in present and 2 * len(present) > len(wanted):
                return sheet, index
    return None


def _guessed(sheet: Sheet, header: int, facts: dict[str, str]) -> tuple[dict[str, str], dict[str, str]]:
    """Return facts and headings of the layout whose headings stand in the row, where the mapping is gone."""
    present = [cell for cell in sheet.rows[header] if isinstance(cell, str)]
    layouts = [load_layout(name) for name in layout_names()]
    candidates = [
        (layout.name, _standing(layout, language, present))
        for layout in layouts
        if layout.identified and _TABLE in layout.tables
        for language in LANGUAGES
    ]
    name, headings = max(candidates, key=lambda found: len(found[1]))
    return {**facts, "layout": name}, headings


def _standing(layout: Layout, language: str, present: Sequence[str]) -> dict[str, str]:
    """Return the headings of a layout that stand in a row, as they stand there; each is taken once."""
    found: dict[str, str] = {}
    for column in layout.tables[_TABLE].columns:
        first = column.heading.text(language).partition("\n")[0]
        pattern = re.compile(".+".join(re.escape(part) for part in _PLACEHOLDER.split(first)))
        taken = (t for t in present if t not in found.values() and pattern.fullmatch(t.partition("\n")[0]))
        text = next(taken, None)
        if text is not None:
            found[column.key] = text
    return found


def _plain(text: str) -> str:
    return fold(text.partition("\n")[0])


def _form(path: Path, sheet: Sheet, header: int, facts: Mapping[str, str], headings: Mapping[str, str]) -> ReturnedForm:
    at = _columns(sheet.rows[header], headings)
    missing = [text.replace("\n", " ") for key, text in headings.items() if key not in at and not key.startswith("_")]
    rows = tuple(_rows(sheet, header, at))
    told = next((row.text(SHEET_ID) for row in rows if row.text(SHEET_ID)), "")
    return ReturnedForm(
        file=path.name,
        sheet=sheet.name,
        layout=facts.get("layout", ""),
        sheet_id=facts.get("sheet_id", "") or told,
        facts=facts,
        rows=rows,
        missing=tuple(missing),
        buyer=_beside(sheet.rows[:header], {"buyer", "pembeli"}),
    )


def _columns(row: Sequence[Cell], headings: Mapping[str, str]) -> dict[str, int]:
    """Return where each column stands now: the whole heading first, else its first line."""
    texts = [(index, cell) for index, cell in enumerate(row) if isinstance(cell, str)]
    found: dict[str, int] = {}
    for plain in (fold, _plain):  # the whole heading, then its first line for what is left
        for key, text in headings.items():
            free = (n for n, cell in texts if n not in found.values() and plain(cell) == plain(text))
            index = None if key in found else next(free, None)
            if index is not None:
                found[key] = index
    for key in (PRODUCT_ID, SHEET_ID, PRICE_REVISION):
        if key in row:
            found[key] = list(row).index(key)
    return found


def _rows(sheet: Sheet, header: int, at: Mapping[str, int]) -> Iterator[ReturnedRow]:
    for index, row in enumerate(sheet.rows[header + 1 : header + 1 + _MOST_ROWS], start=header + 1):
        cells = {key: row[column] if column < len(row) else None for key, column in at.items()}
        told = ReturnedRow(index + sheet.first_row, cells)
        identified = told.text(PRODUCT_ID) or told.text("code")
        if identified or (told.text("name") and fold(told.text("name")) != "total"):
            yield told


def _beside(rows: Sequence[Sequence[Cell]], words: set[str]) -> str:
    """Return what stands to the right of one of these words in the head of a list."""
    for row in rows:
        for index, cell in enumerate(row):
            if isinstance(cell, str) and fold(cell) in words:
                texts = (c for c in row[index + 1 :] if isinstance(c, str) and c.strip())
                return next(texts, "").strip()
    return ""

"""One column that says several things, parted into the cells of its fields: sizes, contents, places, KBLI."""

import re
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from decimal import Decimal
from typing import Final, TypeAlias

from tradehouse.domain.cells import Cell, CellError, Unreadable, cell_text, is_blank
from tradehouse.domain.contents import read_content
from tradehouse.domain.language import N_, Message
from tradehouse.domain.numbers import DecimalMark
from tradehouse.domain.reference import find_province, find_regency, find_unit
from tradehouse.domain.sizes import NotASize, read_size
from tradehouse.domain.text import fold
from tradehouse.exchange.columns import Column
from tradehouse.exchange.headings import heading_words
from tradehouse.exchange.split_targets import CARTON_SIZE, CONTENT, KBLI, ORIGIN, PLACE, SIZE, SPLITS, has_sides
from tradehouse.services.importing.read_columns import CLEAR, ColumnReader, ReadColumn, Trouble
from tradehouse.services.importing.read_tables import field_of
from tradehouse.services.importing.values import tell_numbers

Words: TypeAlias = Mapping[str, Mapping[str, str]]
_UNITS_OF_FACTORS: Final = {Decimal("0.1"): "mm", Decimal(100): "m", Decimal("2.54"): "inch"}
_KBLI: Final = re.compile(r"^\D{0,8}(\d{5})\b\s*[-–—:.,]?\s*(.*)$", re.DOTALL)


@dataclass(slots=True)
class Parted:
    """The cells of each field that a column fills, and what is to be said of the whole cells. factor is what is still
    to multiply the parts.
    """

    parts: dict[str, list[Cell]]
    whole: ReadColumn
    factor: Decimal = Decimal(1)


@dataclass(frozen=True, slots=True)
class _How:
    """How one column is parted."""

    column: Column
    fills: tuple[str, ...]
    words: Words
    decimal: DecimalMark | None = None
    unit: str = ""  # of figures that name none: the heading's
    known: dict[Cell, tuple[Cell, ...] | None] = field(default_factory=dict)
    told: set[str] = field(default_factory=set)


def part_column(split: str, column: Column, cells: Sequence[Cell], words: Words) -> Parted:
    """Return the cells of the fields that a split fills. words are what a person decided, by target."""
    fills = SPLITS[split].fills
    whole = ReadColumn([None] * len(cells))
    decimal = None
    if split == CONTENT:
        texts = [cell for cell in cells if type(cell) is str]
        decimal = tell_numbers(ColumnReader(field_of(fills[0]), out=whole), column, texts)
    how = _How(column, fills, words, decimal, _heading_unit(split, column))
    if split != CONTENT:
        # Each distinct cell is parted once; where all can be, nothing is to be said of single rows.
        pieces = {cell: _pieces(split, how, cell) for cell in dict.fromkeys(cells)}
        if None not in pieces.values():
            by_field = [{cell: found[at] for cell, found in pieces.items() if found} for at in range(len(fills))]
            return Parted({target: list(map(by_field[at].get, cells)) for at, target in enumerate(fills)}, whole)
    parts: dict[str, list[Cell]] = {target: [None] * len(cells) for target in fills}
    filled = list(parts.values())
    several: dict[Cell, bool] = {}
    for row, cell in enumerate(cells):
        if cell is None:
            continue
        found = how.known[cell] if cell in how.known else _pieces(split, how, cell)
        if found is None:
            _keep_whole(split, how, whole, row, cell)
            continue
        for at, piece in enumerate(found):
            filled[at][row] = piece
        if split == CONTENT and type(cell) is str:
            if cell not in several:
                several[cell] = _SEVERAL.search(cell) is not None
            if several[cell]:
                whole.leftovers[row] = cell
    return Parted(parts, whole, column.factor if split == CONTENT else Decimal(1))


_SEVERAL: Final = re.compile(r"\d\s*[a-zA-Z]*\s*(?:[x×*@]|isi)\s*@?\s*\d")


def _pieces(split: str, how: _How, cell: Cell) -> tuple[Cell, ...] | None:
    """Return a cell's pieces in the order of the split's fields, None where it cannot be parted."""
    found: tuple[Cell, ...] | None
    if is_blank(cell):
        found = (None,) * len(how.fills)
    elif isinstance(cell, CellError) or (isinstance(cell, str) and cell in CLEAR):
        found = (cell,) * len(how.fills)
    else:
        try:
            found = _PARTERS[split](how, cell)
        except Unreadable:
            found = None
    how.known[cell] = found
    return found


def _keep_whole(split: str, how: _How, whole: ReadColumn, row: int, cell: Cell) -> None:
    """Say once per text that it could not be parted; it joins the notes where no field has it."""
    text = cell_text(cell)
    if not SPLITS[split].keeps_text:
        whole.leftovers[row] = text
    elif not isinstance(cell, str):
        return  # a bare figure in a column of sizes is a size all the same
    if text not in how.told:
        how.told.add(text)
        msgid = N_('"{found}" could not be taken apart; it is kept as it stands.')
        whole.troubles[row] = Trouble("not_parted", Message(msgid, {"found": text}), error=False)


def _heading_unit(split: str, column: Column) -> str:
    """Return the unit that a column's heading gives its bare figures."""
    if split in {SIZE, CARTON_SIZE}:
        return _UNITS_OF_FACTORS.get(column.factor, "cm")
    if split == CONTENT:
        for word in heading_words(column.heading):
            unit = find_unit(word)
            if unit is not None and unit.kind in {"weight", "volume", "length"}:
                return unit.code
    return ""


def _part_size(how: _How, cell: Cell) -> tuple[Cell, ...] | None:
    if not isinstance(cell, str):
        return None
    text = cell_text(cell)
    size = read_size(text, unit=how.unit)
    if not has_sides(size, text):
        raise NotASize("", text)
    return tuple(None if side is None else float(side) for side in size.sides)


def _part_content(how: _How, cell: Cell) -> tuple[Cell, ...] | None:
    if not isinstance(cell, str):
        return cell, how.unit or None
    content = read_content(cell_text(cell), decimal=how.decimal)
    decided = how.words.get(how.fills[1], {}).get(fold(content.unit)) if content.unit else None
    unit = find_unit(content.unit) if content.unit else None
    if content.unit and unit is None and decided is None:
        return float(content.amount), content.unit
    return float(content.amount), decided if decided is not None else unit.code if unit else how.unit or None


def _part_place(how: _How, cell: Cell) -> tuple[Cell, ...] | None:
    """The regency with its province; a province alone fills only itself."""
    text = cell_text(cell)
    decided = how.words.get(how.fills[0], {}).get(fold(text))
    regency = find_regency(text)
    if decided or regency is not None:
        code = decided or (regency.code if regency else "")
        return code, code.split(".")[0]
    province = find_province(text)
    if province is None or not _is_whole(text):
        return (text, province.code) if province is not None else None
    return None, province.code


def _is_whole(text: str) -> bool:
    """Whether a text that names a province names nothing else before it."""
    return len([part for part in re.split(r"[,;/\n]| [-–—] ", text) if part.strip()]) == 1


def _part_kbli(_how: _How, cell: Cell) -> tuple[Cell, ...] | None:
    match = _KBLI.match(cell_text(cell)) if isinstance(cell, str) else None
    if match is None:
        return cell, None
    return match[1], match[2].strip() or None


_PARTERS: Final[Mapping[str, Callable[[_How, Cell], tuple[Cell, ...] | None]]] = {
    SIZE: _part_size,
    CARTON_SIZE: _part_size,
    CONTENT: _part_content,
    PLACE: _part_place,
    ORIGIN: _part_place,
    KBLI: _part_kbli,
}

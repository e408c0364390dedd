"""A column of cells as the store keeps its values: read column by column, each distinct text once.

Values leave here as the columns of the store have them (rupiah as whole numbers, dates as ISO text), so that a plan
of 100,000 rows stays small and is compared with the catalogue without converting twice.
"""

import math
import re
from collections.abc import Callable, Mapping, Sequence
from decimal import ROUND_HALF_UP, Decimal
from functools import cache, lru_cache, partial
from typing import Any, Final

from tradehouse.domain.cells import Cell, CellError, FailedFormula, Unreadable, cell_text, is_blank
from tradehouse.domain.dates import DateOrder, parse_date
from tradehouse.domain.durations import DAYS, read_days
from tradehouse.domain.entry import choice_names, read_entry
from tradehouse.domain.fields import Field, FieldKind
from tradehouse.domain.language import N_, Message
from tradehouse.domain.numbers import DecimalMark, number_from_cell, parse_quantity
from tradehouse.domain.reference import find_unit
from tradehouse.domain.scale import FIGURES
from tradehouse.domain.text import fold
from tradehouse.exchange.column_writing import both_dates, date_writing, number_writing
from tradehouse.exchange.columns import MEN, WOMEN, Column
from tradehouse.exchange.word_likeness import certain_word, word_label
from tradehouse.services.importing.codes import read_codes
from tradehouse.services.importing.plain_columns import plain_figures, plain_texts, plain_words
from tradehouse.services.importing.read_columns import (
    BLANK_STARTS,
    CLEAR,
    CLEARED,
    LONGEST_BLANK,
    ColumnReader,
    ReadColumn,
    Trouble,
)
from tradehouse.storage.columns import MONEY_SCALE, to_column

_ANY_COLUMN: Final = Column(0, "")
_MOST_ALIKE: Final = 200
_SHOWN_ALIKE: Final = 5
_IN_PIECES: Final = frozenset({"stock", "moq", "inner_pack", "qty_per_carton", "capacity_per_month"})
_IN_PARTS: Final = frozenset({FieldKind.MEASURE, FieldKind.MONEY})
_EATEN_REGENCY: Final = re.compile(r"\d\d\.\d")
# Zero means "not known" here: nobody sells for nothing, and forms print 0 where nobody filled them in.
_ZERO_COUNTS: Final = frozenset({"stock", "employees_men", "employees_women", "latitude", "longitude"})


def read_column(
    field: Field, cells: Sequence[Cell], column: Column = _ANY_COLUMN, words: Mapping[str, str] | None = None
) -> ReadColumn:
    """Return what a field's column says. column has its factor and how its numbers and dates are written where that
    is known; words are the tokens (by folded text) that a person decided, "" for blank.
    """
    out = ReadColumn([None] * len(cells))
    reader = ColumnReader(field, column.factor, None, out, words=words or {})
    if field.numeric:
        reader.decimal = tell_numbers(reader, column, [cell for cell in cells if type(cell) is str])
    elif field.kind is FieldKind.DATE:
        reader.order = _tell_dates(reader, column, [cell for cell in cells if type(cell) is str])
    _READERS.get(field.kind, _read_slowly)(reader, cells)
    if out.alike:
        _tell_alike(reader, column)
    return out


def tell_numbers(reader: ColumnReader, column: Column, texts: Sequence[str]) -> DecimalMark | None:
    """Return the decimal mark of a column, and say it where nothing proves one."""
    found = number_writing(reader.field, texts, column.decimal, column.factor)
    if found.ambiguous:
        reader.tell(
            "ambiguous_numbers",
            N_('In the column "{heading}" nothing shows whether a point or a comma groups thousands: "{found}" was read as {taken}, and may mean {other}.'),
            heading=column.key, found=found.example, taken=found.taken, other=found.other,
        )  # fmt: skip
    return found.decimal


def _tell_dates(reader: ColumnReader, column: Column, texts: Sequence[str]) -> DateOrder | None:
    found = date_writing(texts, column.date_order)
    if found.ambiguous:
        day, month = both_dates(found.example)
        reader.tell(
            "ambiguous_dates",
            N_('In the column "{heading}" nothing shows whether the day or the month comes first: "{found}" was read as {taken}, and may mean {other}.'),
            heading=column.key, found=found.example, taken=day, other=month,
        )  # fmt: skip
    elif found.order == "mdy" and column.date_order is None:
        reader.tell(
            "month_first",
            N_('The dates in the column "{heading}" are written with the month first, as "{found}" shows, and were read so.'),
            heading=column.key, found=found.example,
        )  # fmt: skip
    return found.order


def _tell_alike(reader: ColumnReader, column: Column) -> None:
    pairs = list(reader.out.alike.items())[:_SHOWN_ALIKE]
    shown = ", ".join(f'"{text}" → {word_label(reader.field, token)}' for text, token in pairs)
    text = N_('In the column "{heading}" words were taken for the nearest known one: {words}.')
    reader.tell("words_alike", text, heading=column.key, words=shown)


def _read_text(reader: ColumnReader, cells: Sequence[Cell]) -> None:
    plain = plain_texts(cells, reader.field.max_length)
    if plain is not None:
        reader.out.values = plain
        return
    values, longest = reader.out.values, reader.field.max_length
    for row, cell in enumerate(cells):
        if cell is None:
            continue
        try:
            text = cell if type(cell) is str else cell_text(cell)
        except Unreadable as problem:
            reader.fail(row, problem, error=reader.field.required)
            continue
        if len(text) > LONGEST_BLANK or (text and text[0] not in BLANK_STARTS):
            values[row] = text
            if len(text) > longest:
                _shorten(reader, row, text)
        elif text in CLEAR:
            values[row] = CLEARED
        elif not is_blank(text):
            values[row] = text


def _shorten(reader: ColumnReader, row: int, text: str) -> None:
    longest = reader.field.max_length
    reader.out.values[row] = text[: longest - 1].rstrip() + "…"
    reader.out.leftovers[row] = text
    msgid = N_("{field} has {length} characters; {maximum} fit. The whole text is kept in the notes.")
    reader.warn(row, "too_long", msgid, field=Message(reader.field.label), length=len(text), maximum=longest)


def _read_number(reader: ColumnReader, cells: Sequence[Cell]) -> None:
    """Whole rupiah and minor units as integers, measures as floats, whole numbers rounded half up."""
    field, kind = reader.field, reader.field.kind
    values, known, zero_counts = reader.out.values, reader.known, reader.field.key in _ZERO_COUNTS
    scale = reader.factor * (MONEY_SCALE if kind is FieldKind.MONEY else 1)
    plain, shift = scale == 1, float(scale)
    low, high = _limits(field)
    measured, pieces = kind is FieldKind.MEASURE, field.key in _IN_PIECES
    figures = plain_figures(cells, low, high, measured=measured, zero_counts=zero_counts) if plain else None
    if figures is not None:
        reader.out.values = figures
        return
    for row, cell in enumerate(cells):
        if cell is None:
            continue
        sort = type(cell)
        if sort is int or sort is float:
            number = cell if plain else cell * shift  # type: ignore[operator]
        else:
            if cell in known:
                number = known[cell]
            else:
                number = known[cell] = _typed_number(reader, cell)
            if number is None:
                continue
            if isinstance(number, Unreadable):
                reader.fail(row, number)
                continue
            if number is CLEARED:
                values[row] = CLEARED
                continue
            if pieces and isinstance(cell, str) and (dozens := _unit_of_count(cell)) is not None:
                unit, factor = dozens
                reader.out.counted[row] = (unit, math.floor(number + 0.5))
                number *= factor
                reader.warn(row, "counted_in_pieces", N_('{field}: "{found}" was taken as {count} pieces.'),
                            field=Message(field.label), found=cell, count=math.floor(number + 0.5))  # fmt: skip
        if number == 0 and not zero_counts:
            continue
        if not low <= number <= high:  # type: ignore[operator]
            _out_of_range(reader, row, cell, number < low)  # type: ignore[operator]
            continue
        if measured:
            values[row] = float(number)  # type: ignore[arg-type]
        else:
            whole = math.floor(number + 0.5)  # type: ignore[operator]
            values[row] = whole
            if kind is FieldKind.INTEGER and abs(whole - number) > 1e-9:  # type: ignore[operator]
                reader.warn(row, "rounded", N_('{field}: "{found}" was rounded to {whole}.'),
                            field=Message(field.label), found=str(cell), whole=whole)  # fmt: skip


@lru_cache(4096)
def _unit_of_count(text: str) -> tuple[str, int] | None:
    """Return the unit of several pieces that an amount names, and how many it has: "2 lusin" → ("lusin", 12)."""
    try:
        unit = find_unit(parse_quantity(text)[1])
    except Unreadable:
        return None
    return (unit.code, int(unit.factor)) if unit and unit.base == "pcs" and unit.factor else None


def _limits(field: Field) -> tuple[float, float]:
    scale = MONEY_SCALE if field.kind is FieldKind.MONEY else 1
    low = -math.inf if field.minimum is None else field.minimum * scale
    return low, math.inf if field.maximum is None else field.maximum * scale


def _typed_number(reader: ColumnReader, cell: Cell) -> Any:
    """Return the number in a typed cell, scaled; None for a blank, CLEARED, or the Unreadable itself."""
    if is_blank(cell):
        return None
    if isinstance(cell, str) and cell in CLEAR:
        return CLEARED
    price = reader.field.kind in {FieldKind.IDR, FieldKind.MONEY}
    try:
        if isinstance(cell, str) and (reader.field.kind is FieldKind.MEASURE or reader.field.unit == DAYS):
            number = _measure(reader, cell)
        else:
            number = number_from_cell(
                cell, decimal=reader.decimal, price=price, whole=reader.field.kind not in _IN_PARTS
            )
    except Unreadable as problem:
        if reader.field.kind is FieldKind.YEAR:
            try:
                return parse_date(cell).year
            except Unreadable:
                return problem
        return problem
    scaled = number * reader.factor * (MONEY_SCALE if reader.field.kind is FieldKind.MONEY else 1)
    if reader.field.kind is FieldKind.MEASURE:
        return float(scaled)
    return int(scaled.quantize(Decimal(1), ROUND_HALF_UP)) if price else float(scaled)


_CONVERTED: Final = frozenset({"g", "kg", "cm"})


def _measure(reader: ColumnReader, text: str) -> Decimal:
    """Return an amount, converted where the text names another unit than the field's ("1,5 kg" in grams)."""
    if reader.field.unit == DAYS:
        return read_days(text, decimal=reader.decimal, factor=reader.factor) / reader.factor
    number, unit = parse_quantity(text, decimal=reader.decimal)
    if not unit or reader.field.unit not in _CONVERTED:
        return number
    found, own = find_unit(unit), find_unit(reader.field.unit)
    if found is None or own is None or (found.base or found.code) != (own.base or own.code):
        return number
    return number * (found.factor or 1) / (own.factor or 1) / reader.factor


_TOO_SMALL: Final = N_("{field}: {value} is too small; the least is {limit}.")
_TOO_LARGE: Final = N_("{field}: {value} is too large; the most is {limit}.")


def _out_of_range(reader: ColumnReader, row: int, cell: Cell, below: bool) -> None:
    field, out = reader.field, reader.out
    values = {"field": Message(field.label), "value": str(cell), "limit": field.minimum if below else field.maximum}
    # A negative stock is bookkeeping, a negative price a mistake in the row; a firm is one also without figures.
    error = field.kind in {FieldKind.IDR, FieldKind.MONEY, FieldKind.MEASURE} and field.key not in FIGURES
    told = Message(_TOO_SMALL if below else _TOO_LARGE, values)
    out.troubles[row] = Trouble("too_small" if below else "too_large", told, error)
    if field.key in FIGURES:
        out.leftovers[row] = str(cell)


def _read_cached(reader: ColumnReader, cells: Sequence[Cell]) -> None:
    """Dates, yes and no: each distinct cell is read once."""
    values, known = reader.out.values, reader.known
    for row, cell in enumerate(cells):
        if cell is None:
            continue
        key = (type(cell), cell)
        if key in known:
            found = known[key]
        else:
            found = known[key] = _entry(reader, cell)
        if isinstance(found, Unreadable):
            reader.fail(row, found, error=reader.field.kind is FieldKind.DATE)
            if reader.field.kind is not FieldKind.DATE:
                reader.out.leftovers[row] = str(cell)
        else:
            values[row] = found


def _entry(reader: ColumnReader, cell: Cell) -> Any:
    field = reader.field
    if is_blank(cell):
        return None
    if reader.words and not isinstance(cell, CellError):
        cell = reader.words.get(fold(cell_text(cell)), cell)
        if cell == "":
            return None
    if isinstance(cell, str) and cell in CLEAR:
        return CLEARED
    try:
        if field.kind is FieldKind.DATE:
            return parse_date(cell, serial=True, order=reader.order).isoformat()
        if field.key == "women_owned":
            word = fold(cell_text(cell))
            if word in WOMEN or word in MEN:
                return int(word in WOMEN)
        return to_column(field, read_entry(field, cell).value)
    except Unreadable as problem:
        return problem


def _read_words(reader: ColumnReader, cells: Sequence[Cell]) -> None:
    """Choices and reference data: a word that is not known is kept beside, with a warning; no row falls for it."""
    field = reader.field
    plain = plain_words(cells, partial(_known_word, reader))
    if plain is not None:
        reader.out.values = plain
        return
    values, leftovers = reader.out.values, reader.out.leftovers
    told: set[str] = set()
    for row, cell in enumerate(cells):
        if cell is None:
            continue
        if isinstance(cell, CellError):
            reader.fail(row, FailedFormula(cell), error=False)
            continue
        text = cell if type(cell) is str else cell_text(cell)
        found = _known_word(reader, text)
        if found is None:
            leftovers[row] = text
            if text not in told:
                told.add(text)
                reader.warn(row, f"unknown_{field.reference or 'choice'}", N_('{field}: "{found}" is not known; it is kept beside.'),
                            field=Message(field.label), found=text)  # fmt: skip
        elif found != "":
            values[row] = found


def _known_word(reader: ColumnReader, text: str) -> Any:
    if text not in reader.known:
        reader.known[text] = _word(reader, text)
    return reader.known[text]


def _word(reader: ColumnReader, text: str) -> Any:
    """Return the token of a text: as decided, by its own word, else where it can only mean one; "" for blank, None."""
    decided = reader.words.get(fold(text)) if reader.words else None
    if decided is not None:
        return decided
    if is_blank(text) or text == "0":
        return read_word(reader.field, text) or ""
    token = read_word(reader.field, text)
    if token is not None:
        return token
    if text in CLEAR:
        return CLEARED
    if len(reader.out.alike) < _MOST_ALIKE:
        token = certain_word(reader.field, text)
        if token is not None:
            reader.out.alike[text] = token
    return token


def read_word(field: Field, text: str) -> str | None:
    """Return the token that a text names by a known word, None where it is not known."""
    if field.kind is FieldKind.CHOICE:
        return _choice_words(field).get(fold(text))
    if field.kind is FieldKind.BOOLEAN:
        return {1: "ya", 0: "tidak"}.get(_entry(ColumnReader(field), text))
    if is_blank(text):
        return None
    if field.reference == "regency" and _EATEN_REGENCY.fullmatch(text):
        text = f"{text}0"  # 33.1 in a cell was 33.10
    try:
        return str(read_entry(field, text).value)
    except Unreadable:
        return None


@cache
def _choice_words(field: Field) -> Mapping[str, str]:
    return {name: choice.token for choice in reversed(field.choices) for name in choice_names(choice)}


def _read_slowly(reader: ColumnReader, cells: Sequence[Cell]) -> None:
    for row, cell in enumerate(cells):
        if cell is None or is_blank(cell):
            continue
        try:
            reader.out.values[row] = to_column(reader.field, read_entry(reader.field, cell).value)
        except Unreadable as problem:
            reader.fail(row, problem)


_READERS: Final[dict[FieldKind, Callable[[ColumnReader, Sequence[Cell]], None]]] = {
    FieldKind.TEXT: _read_text,
    FieldKind.LONG_TEXT: _read_text,
    FieldKind.CODE: read_codes,
    FieldKind.IDR: _read_number,
    FieldKind.MONEY: _read_number,
    FieldKind.MEASURE: _read_number,
    FieldKind.INTEGER: _read_number,
    FieldKind.YEAR: _read_number,
    FieldKind.DATE: _read_cached,
    FieldKind.BOOLEAN: _read_cached,
    FieldKind.CHOICE: _read_words,
    FieldKind.REFERENCE: _read_words,
}

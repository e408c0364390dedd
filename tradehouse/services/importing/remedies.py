"""What puts a group of troubles right: the remedies that a person may choose, and the decision that each one is."""

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from decimal import Decimal
from statistics import median
from typing import Final

from tradehouse.domain.cells import Cell, Unreadable
from tradehouse.domain.dates import DateOrder, parse_date
from tradehouse.domain.fields import Field, FieldKind
from tradehouse.domain.language import N_, Message
from tradehouse.domain.numbers import DecimalMark, number_from_cell, parse_quantity
from tradehouse.domain.product_fields import PRODUCT_FIELDS
from tradehouse.domain.text import fold
from tradehouse.exchange.columns import Column, target_field
from tradehouse.exchange.sheet_choices import Reading
from tradehouse.exchange.tables import Table
from tradehouse.exchange.word_likeness import all_words, closest_words, takes_words
from tradehouse.services.importing.plan_cells import shown_cell
from tradehouse.services.importing.read_columns import Trouble


@dataclass(frozen=True, slots=True)
class Fix:
    """One remedy for all rows of a group. asks is what it needs to know: "" nothing, "text" a text to type, "choice"
    the token of one of options, which are (token, label).
    """

    code: str
    label: Message
    asks: str = ""
    options: tuple[tuple[str, Message | str], ...] = ()


@dataclass(frozen=True, slots=True)
class ProblemGroup:
    """Rows of one sheet with one cause in one field. rows are the sheet's own numbers, none where the trouble is the
    sheet's; key and column (counted from 1, 0 for none) name the column; found is the text that all rows share, else
    an example.
    """

    file: str
    sheet: str
    target: str
    key: str
    code: str
    error: bool
    rows: tuple[int, ...]
    found: str
    sentence: Message
    fixes: tuple[Fix, ...]
    column: int = 0


DOTS, COMMAS = "dots_are_thousands", "commas_are_thousands"
DAY_FIRST, MONTH_FIRST = "day_first", "month_first"
LEAVE_BLANK, LEAVE_OUT, SET_VALUE = "leave_blank", "leave_rows_out", "set_value"
TRANSLATE, MULTIPLY, CURRENCY, OVERWRITE = "translate_word", "multiply", "currency", "overwrite"
NO_HIDDEN_ROWS, NO_HIDDEN_COLUMNS = "leave_hidden_rows_out", "leave_hidden_columns_out"
NO_COLUMN, OWN_CODES = "leave_column_out", "supplier_codes"

_MARKS: Final[Mapping[str, DecimalMark]] = {DOTS: ",", COMMAS: "."}
_ORDERS: Final[Mapping[str, DateOrder]] = {DAY_FIRST: "dmy", MONTH_FIRST: "mdy"}
_FACTORS: Final = ("1000", "1000000", "100", "10", "0.1", "0.01", "0.001")
_LEAST_MEDIAN: Final = 100
_CURRENCIES: Final = tuple(c.token for f in PRODUCT_FIELDS if f.key == "export_currency" for c in f.choices)
_SUPPLIER_CODE: Final = "product.supplier_code"
_LABELS: Final[Mapping[str, str]] = {
    DOTS: N_("Read the dot as thousands (1.250 is 1250)"),
    COMMAS: N_("Read the comma as thousands (1,250 is 1250)"),
    DAY_FIRST: N_("The day stands first (31/12/2026)"),
    MONTH_FIRST: N_("The month stands first (12/31/2026)"),
    LEAVE_BLANK: N_("Leave these cells blank"),
    LEAVE_OUT: N_("Leave these rows out"),
    SET_VALUE: N_("Type one value for all"),
    TRANSLATE: N_("It means …"),
    MULTIPLY: N_("Multiply the column by …"),
    CURRENCY: N_("The prices are in …"),
    OVERWRITE: N_("Take what the file says"),
    NO_HIDDEN_ROWS: N_("Leave hidden rows out"),
    NO_HIDDEN_COLUMNS: N_("Leave hidden columns out"),
    NO_COLUMN: N_("Leave the column out"),
    OWN_CODES: N_("They are the supplier's own codes"),
}
_OF_SHEET: Final[Mapping[str, tuple[str, ...]]] = {
    "hidden_rows": (NO_HIDDEN_ROWS,),
    "hidden_columns": (NO_HIDDEN_COLUMNS,),
    "own_codes": (OWN_CODES, NO_COLUMN),
    "not_rupiah": (CURRENCY, MULTIPLY, NO_COLUMN),
    "small_amounts": (MULTIPLY, NO_COLUMN),
    "price_in_currency": (NO_COLUMN,),
    "ambiguous_numbers": (DOTS, COMMAS),
    "ambiguous_dates": (DAY_FIRST, MONTH_FIRST),
    "month_first": (MONTH_FIRST,),
}
_OF_ROWS: Final[Mapping[str, tuple[str, ...]]] = {
    "not_a_number": (DOTS, COMMAS, LEAVE_BLANK, LEAVE_OUT, SET_VALUE),
    "not_one_value": (DOTS, COMMAS, DAY_FIRST, MONTH_FIRST, LEAVE_BLANK, LEAVE_OUT, SET_VALUE),
    "not_a_date": (DAY_FIRST, MONTH_FIRST, LEAVE_BLANK, LEAVE_OUT, SET_VALUE),
    "too_small": (DOTS, COMMAS, MULTIPLY, LEAVE_BLANK, LEAVE_OUT, SET_VALUE),
    "too_large": (DOTS, COMMAS, MULTIPLY, LEAVE_BLANK, LEAVE_OUT, SET_VALUE),
    "no_name": (LEAVE_OUT, SET_VALUE),
    "unknown_type": (TRANSLATE, LEAVE_OUT),
    "verified_kept": (OVERWRITE, LEAVE_OUT),
    "not_asked": (),
}
_OTHERWISE: Final = (TRANSLATE, LEAVE_BLANK, LEAVE_OUT, SET_VALUE)


def fixes_for(
    table: Table, target: str, column: Column | None, trouble: Trouble, cells: Sequence[Cell]
) -> tuple[Fix, ...]:
    """Return the remedies for a trouble of some rows, whose cells in its column these are; the likeliest first. A
    remedy is offered only where it makes the trouble go away for all of them. No cells: the trouble is the sheet's.
    """
    codes = _OF_ROWS.get(trouble.code, _OTHERWISE) if cells else _OF_SHEET.get(trouble.code, ())
    asked = _Asked(table, target, target_field(target), column, trouble, cells)
    return tuple(fix for code in codes for fix in _MAKERS[code](code, asked))


def with_fix(reading: Reading, group: ProblemGroup, fix: Fix, answer: str = "") -> Reading:
    """Return the decisions with one more: this remedy for this group. answer is the text or token that it asks for."""
    key, rows, code = group.key, group.rows, fix.code
    if code in _MARKS:
        return replace(reading, decimals={**reading.decimals, key: _MARKS[code]})
    if code in _ORDERS:
        return replace(reading, date_orders={**reading.date_orders, key: _ORDERS[code]})
    if code == LEAVE_OUT:
        return replace(reading, rows={**reading.rows, **dict.fromkeys(rows, False)})
    if code == LEAVE_BLANK and not _is_word(group):
        return replace(reading, cells={**reading.cells, **{(row, group.column): None for row in rows}})
    if code == SET_VALUE:
        return replace(reading, cells={**reading.cells, **{(row, group.column): answer for row in rows}})
    if code in {TRANSLATE, LEAVE_BLANK}:
        known = {**reading.words.get(group.target, {}), fold(group.found): answer if code == TRANSLATE else ""}
        return replace(reading, words={**reading.words, group.target: known})
    if code == MULTIPLY:
        factor = Decimal(answer) * reading.factors.get(key, Decimal(1))
        return replace(reading, factors={**reading.factors, key: factor})
    if code == CURRENCY:
        return replace(reading, currency=answer)
    if code == OVERWRITE:
        return replace(reading, overwrite=reading.overwrite | set(rows))
    if code in {NO_COLUMN, OWN_CODES}:
        return replace(reading, mapping={**reading.mapping, key: _SUPPLIER_CODE if code == OWN_CODES else ""})
    if code == NO_HIDDEN_ROWS:
        return replace(reading, hidden_rows=False)
    return replace(reading, hidden_columns=False)


def _is_word(group: ProblemGroup) -> bool:
    field = target_field(group.target)
    return group.code.startswith("unknown_") and field is not None and takes_words(field) and bool(fold(group.found))


@dataclass(frozen=True, slots=True)
class _Asked:
    """What a remedy is sought for."""

    table: Table
    target: str
    field: Field | None
    column: Column | None
    trouble: Trouble
    cells: Sequence[Cell]

    @property
    def numeric(self) -> bool:
        return self.field is not None and self.field.numeric

    @property
    def alone(self) -> bool:
        """Whether one typed value suits all: they say the same, or there is only one."""
        return len({shown_cell(cell) for cell in self.cells}) == 1


_Maker = Callable[[str, _Asked], Iterator[Fix]]


def _plain(code: str, _asked: _Asked) -> Iterator[Fix]:
    yield Fix(code, Message(_LABELS[code]))


def _of_column(code: str, asked: _Asked) -> Iterator[Fix]:
    if asked.column is not None:
        yield Fix(code, Message(_LABELS[code]))


def _blank(code: str, asked: _Asked) -> Iterator[Fix]:
    required = asked.field is not None and asked.field.required
    if asked.column is not None and not required:
        yield Fix(code, Message(_LABELS[code]))


def _value(code: str, asked: _Asked) -> Iterator[Fix]:
    """One value for all, where the rows are rejected without it or all say the same now."""
    words = asked.field is not None and takes_words(asked.field)
    if asked.column is not None and not words and (asked.trouble.error or asked.alone):
        yield Fix(code, Message(_LABELS[code]), "text")


def _translated(code: str, asked: _Asked) -> Iterator[Fix]:
    field = asked.field
    if asked.column is None or field is None or not takes_words(field):
        return
    text = next((shown_cell(cell) for cell in asked.cells if cell is not None), "")
    if fold(text):
        near = {token: label for token, label, _score in closest_words(field, text)}
        yield Fix(code, Message(_LABELS[code]), "choice", tuple({**near, **dict(all_words(field))}.items()))


def _by_mark(code: str, asked: _Asked) -> Iterator[Fix]:
    """How the dot or comma is read, where all the cells read well and in range that way."""
    column = asked.column
    if not asked.numeric or column is None or not all(isinstance(cell, str) for cell in asked.cells):
        return
    figures = _figures(asked, _MARKS[code])
    if not asked.cells or (figures and all(_in_range(asked.field, figure * column.factor) for figure in figures)):
        yield Fix(code, Message(_LABELS[code]))


def _by_order(code: str, asked: _Asked) -> Iterator[Fix]:
    """Which of day and month stands first, where all the cells are dates that way."""
    if asked.field is None or asked.field.kind is not FieldKind.DATE or asked.column is None:
        return
    try:
        for cell in asked.cells:
            parse_date(cell, serial=True, order=_ORDERS[code])
    except Unreadable:
        return
    yield Fix(code, Message(_LABELS[code]))


def _multiplied(code: str, asked: _Asked) -> Iterator[Fix]:
    """Factors that bring every cell into the range of its field; for a whole column, its prices up to rupiah."""
    column, field = asked.column, asked.field
    if column is None or field is None:
        return
    if asked.cells:
        figures = _figures(asked, column.decimal)
        fitting = [
            f for f in _FACTORS if figures and all(_in_range(field, n * column.factor * Decimal(f)) for n in figures)
        ]
    else:
        header = asked.table.header
        body = asked.table.sheet.rows[header.body :] if header else []
        told = [row[column.index] for row in body if column.index < len(row)]
        plain = [Decimal(str(cell)) for cell in told if isinstance(cell, int | float) and cell]
        middle = median(plain) * column.factor if plain else Decimal(1)
        fitting = [f for f in _FACTORS if Decimal(f) > 1 and middle * Decimal(f) >= _LEAST_MEDIAN]
    if fitting:
        yield Fix(code, Message(_LABELS[code]), "choice", tuple((f, _times(f)) for f in fitting))


def _times(factor: str) -> Message | str:
    words = {"1000": N_("1,000 (thousands of rupiah)"), "1000000": N_("1,000,000 (millions of rupiah)")}
    return Message(words[factor]) if factor in words else factor


def _in_currency(code: str, _asked: _Asked) -> Iterator[Fix]:
    yield Fix(code, Message(_LABELS[code]), "choice", tuple((token, token) for token in _CURRENCIES))


def _own_codes(code: str, asked: _Asked) -> Iterator[Fix]:
    if asked.column is not None and asked.table.column_for(_SUPPLIER_CODE) is None:
        yield Fix(code, Message(_LABELS[code]))


def _figures(asked: _Asked, mark: DecimalMark | None) -> list[Decimal]:
    """Return the numbers of the cells, none where one of them is no number."""
    kind = asked.field.kind if asked.field is not None else FieldKind.TEXT
    price = kind in {FieldKind.IDR, FieldKind.MONEY}
    told = [cell for cell in asked.cells if cell is not None]
    try:
        if kind is FieldKind.MEASURE:
            return [parse_quantity(c, decimal=mark)[0] if isinstance(c, str) else number_from_cell(c) for c in told]
        return [number_from_cell(cell, decimal=mark, price=price) for cell in told]
    except Unreadable:
        return []


def _in_range(field: Field | None, figure: Decimal) -> bool:
    if field is None:
        return False
    low = field.minimum if field.minimum is not None else figure
    return low <= figure <= (field.maximum if field.maximum is not None else figure)


_MAKERS: Final[Mapping[str, _Maker]] = {
    DOTS: _by_mark,
    COMMAS: _by_mark,
    DAY_FIRST: _by_order,
    MONTH_FIRST: _by_order,
    LEAVE_BLANK: _blank,
    LEAVE_OUT: _plain,
    SET_VALUE: _value,
    TRANSLATE: _translated,
    MULTIPLY: _multiplied,
    CURRENCY: _in_currency,
    OVERWRITE: _plain,
    NO_HIDDEN_ROWS: _plain,
    NO_HIDDEN_COLUMNS: _plain,
    NO_COLUMN: _of_column,
    OWN_CODES: _own_codes,
}

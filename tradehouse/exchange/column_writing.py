"""How one column writes its numbers and dates, told by all its values: decimal comma or point, day or month first.

What the values leave open is read as the house writes it (a point groups thousands, the day stands first) and said.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from decimal import Decimal
from typing import Final

from tradehouse.domain.cells import Unreadable
from tradehouse.domain.dates import DateOrder, count_orders, parse_date
from tradehouse.domain.fields import Field, FieldKind
from tradehouse.domain.numbers import DecimalMark, count_marks, parse_quantity
from tradehouse.exchange.columns import Column, target_field
from tradehouse.exchange.header_rows import Header
from tradehouse.exchange.sheets import Sheet

_PARTS: Final = frozenset({FieldKind.MEASURE, FieldKind.MONEY})
_ENOUGH_TO_GROUP: Final = 3
_JUDGED: Final = 200


@dataclass(frozen=True, slots=True)
class NumberWriting:
    """The decimal mark of a column, None where no number needs one told. ambiguous: nothing proves it, so that
    example may also be meant as `other` where the house reads `taken`.
    """

    decimal: DecimalMark | None = None
    ambiguous: bool = False
    example: str = ""
    taken: str = ""
    other: str = ""


@dataclass(frozen=True, slots=True)
class DateWriting:
    """The order of a column's dates, None where none is written in figures alone. ambiguous: nothing proves it;
    told: the values prove that the month comes first, which is not the house's way.
    """

    order: DateOrder | None = None
    ambiguous: bool = False
    example: str = ""


@dataclass(frozen=True, slots=True)
class ColumnWriting:
    """How a column's numbers and dates are read, "" for what it has none of or where nothing needs to be told."""

    decimal: str = ""
    date_order: str = ""
    ambiguous: bool = False


def number_writing(
    field: Field, texts: Sequence[str], decided: DecimalMark | None = None, factor: Decimal = Decimal(1)
) -> NumberWriting:
    """Return how the typed numbers of a field's column are written; decided is what a person said of it, factor what
    they are multiplied by.
    """
    if decided is not None:
        return NumberWriting(decided)
    found = count_marks(texts)
    if found.comma or found.point:
        return NumberWriting(found.proven)
    if not (found.maybe_comma or found.maybe_point):
        return NumberWriting()
    if field.kind not in _PARTS:  # whole rupiah and pieces have no thousandths: the mark groups, whichever it is
        both = found.maybe_comma and found.maybe_point
        return NumberWriting(None if both else "," if found.maybe_point else ".")
    house: DecimalMark = "." if not found.maybe_point and found.maybe_comma >= _ENOUGH_TO_GROUP else ","
    other: DecimalMark = "," if house == "." else "."
    marked = [text for text in dict.fromkeys(texts) if "." in text or "," in text][:_JUDGED]
    if _fitting(field, marked, other, factor) > _fitting(field, marked, house, factor):
        return NumberWriting(other)
    example = next((text for text in marked if _read(text, house) not in {None, _read(text, other)}), "")
    return NumberWriting(house, bool(example), example, _read(example, house) or "", _read(example, other) or "")


def _read(text: str, decimal: DecimalMark) -> str | None:
    try:
        return format(parse_quantity(text, decimal=decimal)[0].normalize(), "f")
    except Unreadable:
        return None


def _fitting(field: Field, texts: Iterable[str], decimal: DecimalMark, factor: Decimal) -> int:
    """Return how many numbers lie within the field's limits when read with a decimal mark."""
    low = float("-inf") if field.minimum is None else field.minimum
    high = float("inf") if field.maximum is None else field.maximum
    read = (_read(text, decimal) for text in texts)
    return sum(1 for number in read if number is not None and low <= float(number) * float(factor) <= high)


def date_writing(texts: Sequence[str], decided: DateOrder | None = None) -> DateWriting:
    """Return how the typed dates of a column are written; decided is what a person said of it."""
    if decided is not None:
        return DateWriting(decided)
    found = count_orders(texts)
    if found.order is not None:
        proof = next((t for t in texts if count_orders((t,)).order == found.order), "")
        return DateWriting(found.order, example=proof)
    if not found.either:
        return DateWriting()
    example = next((text for text in texts if count_orders((text,)).either), "")
    return DateWriting("dmy", ambiguous=True, example=example)


def both_dates(text: str) -> tuple[str, str]:
    """Return a date in figures read day first and month first, as ISO text."""
    return parse_date(text, order="dmy").isoformat(), parse_date(text, order="mdy").isoformat()


def column_writing(sheet: Sheet, header: Header, column: Column) -> ColumnWriting:
    """Return how the numbers and dates of a mapped column are read."""
    numbers, dates = NumberWriting(column.decimal), DateWriting(column.date_order)
    for target in column.targets:
        field = target_field(target)
        if field is None or not (field.numeric or field.kind is FieldKind.DATE):
            continue
        body = (row[column.index] for row in sheet.rows[header.body :] if column.index < len(row))
        texts = [cell for cell in body if type(cell) is str]
        if field.numeric:
            numbers = number_writing(field, texts, column.decimal, column.factor)
        else:
            dates = date_writing(texts, column.date_order)
    return ColumnWriting(numbers.decimal or "", dates.order or "", numbers.ambiguous or dates.ambiguous)

"""Columns that people outside the house fill in: what may stand in a cell, its hint, and the lists to choose from."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any, Final

from tradehouse.domain.fields import Field, FieldKind
from tradehouse.domain.language import N_, translator
from tradehouse.domain.offering import CellValue
from tradehouse.domain.reference_lists import LISTS, entries
from tradehouse.domain.stored_cells import stored_cell
from tradehouse.exchange.workbooks.pen import Pen
from tradehouse.exchange.workbooks.styles import Style

_TITLE_LENGTH, _MESSAGE_LENGTH = 32, 255  # what the format allows
_EARLIEST, _LATEST = date(1950, 1, 1), date(2199, 12, 31)
_NARROWEST, _WIDEST = 11, 44  # characters
_LONGEST_TEXT: Final = 32_000
_NUMBER_FORMATS: Final = {
    FieldKind.CODE: "@",
    FieldKind.IDR: "#,##0",
    FieldKind.MONEY: "#,##0.00",
    FieldKind.DATE: "dd/mm/yyyy",
    FieldKind.YEAR: "0",
}


@dataclass(frozen=True, slots=True)
class EntryColumn:
    """A column to fill in. target is what it fills ("product.name_id", "permit.pirt"); field is None where its cells
    take any text. example is a cell of an example row.
    """

    target: str
    heading: str
    field: Field | None = None
    hint: str = ""
    required: bool = False
    example: CellValue = None

    @property
    def width(self) -> float:
        """The width of the column in characters."""
        if self.field is None:
            return 24
        long = 40 if self.field.kind is FieldKind.LONG_TEXT else self.field.width / 7
        return min(max(long, len(self.heading) * 0.55 + 2, _NARROWEST), _WIDEST)

    @property
    def number_format(self) -> str:
        """The format of its cells in Excel's words, "" for the general one."""
        return "@" if self.field is None else _NUMBER_FORMATS.get(self.field.kind, "")


class DropDowns:
    """The lists that cells offer, on a hidden sheet of their own; each list once, however many columns use it."""

    def __init__(self, workbook: Any, language: str) -> None:
        self._workbook = workbook
        self._language = language
        self._sheet: Any = None
        self._places: dict[tuple[str, ...], str] = {}

    def source(self, field: Field, pen: Pen) -> str:
        """Return the range that lists a field's values as a formula, "" where it has no list."""
        from xlsxwriter.utility import xl_col_to_name

        words = tuple(self._words(field))
        if not words:
            return ""
        if words not in self._places:
            if self._sheet is None:
                self._sheet = self._workbook.add_worksheet(LISTS_SHEET)
                self._sheet.hide()
            column = len(self._places)
            pen.write(self._sheet, 0, column, field.key, Style(bold=True))
            for row, word in enumerate(words, start=1):
                pen.write(self._sheet, row, column, word, Style())
            letter = xl_col_to_name(column)
            self._places[words] = f"={LISTS_SHEET}!${letter}$2:${letter}${len(words) + 1}"
        return self._places[words]

    def _words(self, field: Field) -> Sequence[str]:
        values: Sequence[Any] = ()
        if field.kind is FieldKind.CHOICE:
            values = [choice.token for choice in field.choices]
        elif field.kind is FieldKind.BOOLEAN:
            values = (True, False)
        elif field.kind is FieldKind.REFERENCE and field.reference in LISTS:
            values = list(entries(field.reference))
        return [str(stored_cell(field, value, self._language)) for value in values]


LISTS_SHEET: Final = "_lists"


def validation(column: EntryColumn, source: str, language: str) -> dict[str, Any]:
    """Return the rule of a cell for XlsxWriter: its list or limits, and the hint that appears when it is entered.

    A rule warns and lets be: whoever knows better may type it, and the import reads what people write.
    """
    say = translator(language).gettext
    title = column.heading.partition(" (")[0][:_TITLE_LENGTH]
    rule: dict[str, Any] = {
        "error_type": "warning",
        "error_title": title,
        "error_message": say(N_("This does not look right for this column. Keep it all the same?"))[:_MESSAGE_LENGTH],
        **_limits(column.field, source),
    }
    if column.hint:
        rule |= {"input_title": title, "input_message": column.hint[:_MESSAGE_LENGTH]}
    return rule


def _limits(field: Field | None, source: str) -> dict[str, Any]:
    if field is None:
        return {"validate": "any"}
    if source:
        return {"validate": "list", "source": source}
    match field.kind:
        case FieldKind.IDR | FieldKind.MONEY | FieldKind.MEASURE if field.key != "net_content":
            return _between("decimal", field.minimum if field.minimum is not None else -(10**12), field.maximum)
        case FieldKind.INTEGER | FieldKind.YEAR:
            return _between("integer", field.minimum or 0, field.maximum)
        case FieldKind.DATE:
            return _between("date", _EARLIEST, _LATEST)
        case FieldKind.TEXT | FieldKind.LONG_TEXT:
            return {"validate": "length", "criteria": "<=", "value": min(field.max_length, _LONGEST_TEXT)}
        case _:
            return {"validate": "any"}


def _between(kind: str, least: Any, most: Any) -> dict[str, Any]:
    return {"validate": kind, "criteria": "between", "minimum": least, "maximum": 10**12 if most is None else most}

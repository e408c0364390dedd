"""A sheet understood: header, kind, columns with their fields, or the reason why it is no list."""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, field, replace
from itertools import pairwise
from typing import Final

from tradehouse.domain.cells import is_blank
from tradehouse.domain.language import Message
from tradehouse.exchange.columns import Column, all_provinces, assign, by_key, describe_columns, sample_of
from tradehouse.exchange.composed_names import NameParts, name_parts
from tradehouse.exchange.group_columns import proposed_down
from tradehouse.exchange.header_rows import Header, find_header, too_wide
from tradehouse.exchange.headings import RUNNING_NUMBER, plain_heading
from tradehouse.exchange.sheet_choices import Reading
from tradehouse.exchange.sheet_kinds import (
    NEUTRAL_NAMES,
    RECORDS_OF,
    SheetKind,
    looks_like_figures,
    reason,
    recognise_kind,
)
from tradehouse.exchange.sheets import Sheet
from tradehouse.exchange.split_targets import filled_by

REGISTER_NUMBER: Final = "supplier.register_number"
_RUNNING_WORDS: Final = frozenset({"no", "nomor", "nomer", "no urut", "nomor urut", "number", ""})


@dataclass(frozen=True, slots=True)
class Table:
    """A sheet as it will be read. why_not says why it is not taken, with a code; columns are then only described.
    name_parts are the columns that together name a product where no single one does; said is what a person decided.
    """

    sheet: Sheet
    kind: SheetKind
    header: Header | None = None
    columns: tuple[Column, ...] = ()
    code: str = ""
    why_not: Message | None = None
    name_parts: NameParts | None = None
    said: Reading = field(default_factory=Reading)

    @property
    def taken(self) -> bool:
        """Whether the sheet is a list to import."""
        return self.kind is not SheetKind.NONE

    @property
    def header_row(self) -> int:
        """The header's sheet row (1-based), 0 where there is none."""
        return self.header.first + self.sheet.first_row if self.header is not None and self.header.height else 0

    def column_for(self, target: str) -> Column | None:
        """Return the column that fills a target."""
        return next((c for c in self.columns if target in c.targets), None)


def understand(sheet: Sheet, reading: Reading | None = None) -> Table:
    """Return what a sheet is and what its columns mean."""
    said = reading or Reading()
    sheet = _corrected(sheet, said)
    if not any(not is_blank(cell) for row in sheet.rows for cell in row):
        return _refused(sheet, "empty_sheet")
    header = find_header(sheet, said.header, said.header_height, said.mapping.keys())
    if header is None:
        if too_wide(sheet):
            return _refused(sheet, "too_wide")
        return _refused(sheet, "statistics" if looks_like_figures(sheet, None) else "no_header")
    columns = describe_columns(sheet, header)
    if not said.hidden_columns:
        columns = [_without_meaning(c) if c.index + sheet.first_column in sheet.hidden_columns else c for c in columns]
    if not said.header and not said.mapping and _hardly_headed(columns):
        return _refused(sheet, "no_header")
    kind, code = recognise_kind(sheet, header, columns)
    if said.kind is not None:
        kind, code = said.kind, ""
    elif kind is SheetKind.NONE and said.mapping:
        kind = _kind_of_mapping(said.mapping)
        code = code if kind is SheetKind.NONE else ""
    parts = name_parts(columns) if code == "no_names" or said.kind is SheetKind.PRODUCTS else None
    if kind is SheetKind.NONE and parts:
        kind = SheetKind.PRODUCTS
    if kind is SheetKind.NONE:
        return _refused(sheet, code, header, columns)
    if not any(not is_blank(cell) for row in sheet.rows[header.body :] for cell in row):
        return _refused(sheet, "no_rows", header, columns)
    if kind is SheetKind.PRODUCTS:
        columns = [_without_firm(column) for column in columns]
    mapping = said.mapping if said.hidden_columns else _of_shown(said.mapping, sheet, columns)
    placed = assign(sheet, header, columns, _record_kinds(kind, mapping), mapping)
    placed = proposed_down(sheet, header, placed)
    placed = [_as_said(_regional(sheet, header, c), said) for c in placed]
    if kind in {SheetKind.PRODUCTS, SheetKind.CERTIFICATIONS}:
        placed = [as_running_number(c) if numbers_rows(c) else c for c in placed]
    if any("product.name_id" in column.targets for column in placed):
        parts = None
    return Table(sheet, kind, header, tuple(placed), name_parts=parts, said=said)


def _hardly_headed(columns: Sequence[Column]) -> bool:
    """Whether most columns that have values lack a heading: the row found belongs to a form above the list."""
    filled = [column for column in columns if column.filled]
    return sum(1 for column in filled if column.heading) * 3 < len(filled)


def _without_meaning(column: Column) -> Column:
    return replace(column, guesses=())


def _of_shown(mapping: Mapping[str, str], sheet: Sheet, columns: Sequence[Column]) -> dict[str, str]:
    """Return what was decided about columns, those left out that the file hides."""
    hidden = {column.key: "" for column in columns if column.index + sheet.first_column in sheet.hidden_columns}
    return {**mapping, **hidden}


def _without_firm(column: Column) -> Column:
    """In a list of products a column that is just "Nama" names no firm."""
    if plain_heading(column.heading) not in NEUTRAL_NAMES:
        return column
    return replace(column, guesses=tuple(g for g in column.guesses if g.target != "supplier.name"))


def _refused(sheet: Sheet, code: str, header: Header | None = None, columns: list[Column] | None = None) -> Table:
    return Table(sheet, SheetKind.NONE, header, tuple(columns or ()), code, reason(code))


def _record_kinds(kind: SheetKind, mapping: Mapping[str, str]) -> tuple[str, ...]:
    chosen = {field.partition(".")[0] for target in mapping.values() if target for field in filled_by(target)}
    return (*RECORDS_OF[kind], *sorted(chosen - set(RECORDS_OF[kind]) - {"permit", "row"}))


def _kind_of_mapping(mapping: Mapping[str, str]) -> SheetKind:
    chosen = set(mapping.values())
    product = bool(chosen & {"product.name_id", "product.gtin", "product.code", "product.supplier_code"})
    if "certification.number" in chosen or "certification.type" in chosen:
        return SheetKind.CERTIFICATIONS
    if "supplier.name" in chosen:
        return SheetKind.MIXED if product else SheetKind.SUPPLIERS
    return SheetKind.PRODUCTS if product else SheetKind.NONE


def _regional(sheet: Sheet, header: Header, column: Column) -> Column:
    """An address column that holds nothing but provinces is the province."""
    if column.targets == ("supplier.address",) and all_provinces(sample_of(sheet, header, column.index)):
        return replace(column, targets=("supplier.province",))
    return column


def _as_said(column: Column, said: Reading) -> Column:
    """Return a column with what a person decided about its numbers and dates."""
    return replace(
        column,
        factor=by_key(said.factors, column, column.factor),
        decimal=by_key(said.decimals, column, column.decimal),
        date_order=by_key(said.date_orders, column, column.date_order),
        fill_down=_either(column, said.fill_down) or (column.fill_down and not _either(column, said.keep_blank)),
    )


def _either(column: Column, keys: Collection[str]) -> bool:
    return column.key in keys or column.heading in keys


def _corrected(sheet: Sheet, said: Reading) -> Sheet:
    """Return a sheet with the cells that a person put right."""
    if not said.cells:
        return sheet
    rows = list(sheet.rows)
    touched: set[int] = set()
    for (row, column), cell in said.cells.items():
        down, across = row - sheet.first_row, column - sheet.first_column
        if 0 <= down < len(rows) and 0 <= across < len(rows[down]):
            if down not in touched:
                rows[down] = list(rows[down])
                touched.add(down)
            rows[down][across] = cell
    return replace(sheet, rows=rows)


def numbers_rows(column: Column) -> bool:
    """Whether a column headed "No" was taken for the firms' register numbers, which it may or may not be."""
    return column.targets == (REGISTER_NUMBER,) and plain_heading(column.heading) in _RUNNING_WORDS


def as_running_number(column: Column) -> Column:
    """Return the column as one that only numbers the rows."""
    return replace(column, targets=(RUNNING_NUMBER,))


def counts_up(table: Table, column: Column) -> bool:
    """Whether a column's values are 1, 2, 3 … down the rows, as running numbers are."""
    body = table.sheet.rows[table.header.body :] if table.header else []
    values = [row[column.index] for row in body if column.index < len(row)]
    figures = [int(v) for v in values if isinstance(v, int | float) or (isinstance(v, str) and v.strip().isdigit())]
    if len(figures) < 2:
        return True
    return sum(1 for a, b in pairwise(figures) if b - a in {0, 1} or b == 1) >= 0.95 * (len(figures) - 1)

"""A table's rows, read: what each cell says for its field, what is wrong, and which rows are no records."""

import statistics
from collections.abc import Sequence
from dataclasses import dataclass, field
from functools import cache
from typing import Any, Final

from tradehouse.domain.cells import Cell, CellError, NotOneValue, cell_text, is_blank
from tradehouse.domain.fields import CATALOGUE_KINDS, Field, FieldKind, RecordKind, fields
from tradehouse.domain.language import N_, Message
from tradehouse.domain.numbers import NotANumber, parse_quantity
from tradehouse.domain.progress import Progress
from tradehouse.domain.reference import find_regency, find_unit
from tradehouse.exchange.columns import Column, target_field
from tradehouse.exchange.composed_names import NameParts, compose, inherit
from tradehouse.exchange.headings import (
    ADDRESS_PART,
    PERMIT,
    is_permit,
)
from tradehouse.exchange.row_kinds import RowKind, RowMark
from tradehouse.exchange.tables import Table
from tradehouse.services.importing.codes import LISTED_SINGLY
from tradehouse.services.importing.drafts import places
from tradehouse.services.importing.read_columns import CLEARED, ReadColumn, Trouble
from tradehouse.services.importing.row_structure import filled_down, hidden_notices, judge_rows
from tradehouse.services.importing.values import read_column

UNUSUALLY_CHEAP: Final = 100
PRICES: Final = ("product.price_idr", "product.wholesale_idr", "product.cost_idr")
_UIDS: Final = {f"{kind}.uid": kind for kind in CATALOGUE_KINDS}


@dataclass(slots=True)
class ReadTable:
    """A table whose cells are read. Rows count from 0 at the first row below the header. why_skipped says of rows
    that are passed over what they are.

    values has, per record kind, (place in a draft's values, the column's values). troubles and leftovers are by row:
    (target, what is wrong), (target, text that joins the notes). notices are about whole columns.
    """

    table: Table
    kinds: list[RowKind]
    why_skipped: dict[int, RowMark] = field(default_factory=dict)
    values: dict[RecordKind, list[tuple[int, list[Any]]]] = field(default_factory=dict)
    uids: dict[RecordKind, list[Any]] = field(default_factory=dict)
    permits: list[tuple[str, Sequence[Cell]]] = field(default_factory=list)
    special: dict[str, Sequence[Cell]] = field(default_factory=dict)
    troubles: dict[int, list[tuple[str, Trouble]]] = field(default_factory=dict)
    leftovers: dict[int, list[tuple[str, str]]] = field(default_factory=dict)
    notices: list[tuple[str, Trouble]] = field(default_factory=list)

    clears: bool = False  # some cell takes a value away
    first_row: int = 0  # the sheet row (1-based) of row 0

    def __post_init__(self) -> None:
        header = self.table.header
        self.first_row = self.table.sheet.first_row + (header.body if header else 0)

    def column(self, target: str) -> list[Any] | None:
        """Return the values of a target, None where no column fills it."""
        kind, _, key = target.partition(".")
        place = places(kind).get(key)
        return next((values for at, values in self.values.get(RecordKind(kind), ()) if at == place), None)

    def forget_values(self) -> None:
        """Let go of what the records hold now."""
        for kept in (self.values, self.uids, self.special, self.troubles, self.leftovers):
            kept.clear()
        self.permits = [(code, []) for code, _ in self.permits]

    def add(self, target: str, values: list[Any]) -> None:
        """Give a target a column of values of its own."""
        self.clears = self.clears or CLEARED in values
        kind, _, key = target.partition(".")
        self.values.setdefault(RecordKind(kind), []).append((places(kind)[key], values))


def read_table(table: Table, currency: str, progress: Progress) -> ReadTable:
    """Read every mapped column of a table. currency says what price columns are in, "" for rupiah."""
    header = table.header
    body = table.sheet.rows[header.body :] if header else []
    read = ReadTable(table, *judge_rows(table, body))
    total = len(table.columns)
    turned: list[Sequence[Cell]] = list(zip(*body, strict=False))
    if table.name_parts is not None:
        _take_composed(read, turned, table.name_parts)
    for done, column in enumerate(table.columns):
        progress.report(done, total, table.sheet.name)
        if column.targets and column.index < len(turned):
            cells = filled_down(table, read.kinds, read.why_skipped, column, turned[column.index])
            _take(read, column, cells, currency)
    _complete(read)
    _name_untaken(read)
    _name_uncached(read)
    read.notices += hidden_notices(table, read.kinds, read.why_skipped, read.first_row)
    return read


def _take_composed(read: ReadTable, turned: list[Sequence[Cell]], parts: NameParts) -> None:
    """Name products by several columns, each inheriting what stands above it."""
    filled = inherit(turned, parts)
    for part, cells in filled.items():
        turned[part] = cells
    names = compose(filled, parts)
    _take_field(read, Column(parts.columns[0], ""), "product.name_id", names)
    headings = [column.heading for column in read.table.columns if column.index in parts.columns and column.heading]
    text = N_("No column names the products; their names were put together from {headings}.")
    _notice(read, "product.name_id", "composed_names", text, headings=", ".join(headings))


def _take(read: ReadTable, column: Column, cells: Sequence[Cell], currency: str) -> None:
    for target in column.targets:
        if target in _UIDS:
            read.uids[_UIDS[target]] = [cell if isinstance(cell, str) else "" for cell in cells]
        elif is_permit(target):
            read.permits.append((target.removeprefix(PERMIT), cells))
        elif target_field(target) is None:
            read.special[target] = cells
        elif target in PRICES:
            _take_price(read, column, target, cells, currency)
        else:
            _take_field(read, column, target, cells)


def _take_field(read: ReadTable, column: Column, target: str, cells: Sequence[Cell]) -> None:
    field_ = field_of(target)
    found = read_column(field_, cells, column, read.table.said.words.get(target))
    read.notices += [(target, notice) for notice in found.notices]
    if field_.key == "gtin":
        _sum_up_own_codes(read, target, found)
    _keep_troubles(read, target, found)
    if field_.kind is FieldKind.RECORDS:
        read.special[target] = cells
        return
    read.add(target, found.values)
    if field_.key == "net_content" and read.table.column_for("product.net_unit") is None:
        read.add("product.net_unit", [_unit_in(cell) for cell in cells])


@cache
def _unit_of_text(text: str) -> str | None:
    try:
        _, unit = parse_quantity(text)
    except (NotANumber, NotOneValue):
        return None
    known = find_unit(unit) if unit else None
    return known.code if known else None


def _unit_in(cell: Cell) -> str | None:
    """Return the unit that stands behind an amount: "250 gr" → "g"."""
    return _unit_of_text(cell) if isinstance(cell, str) and not is_blank(cell) else None


def field_of(target: str) -> Field:
    """Return the field of a target that names one."""
    kind, _, key = target.partition(".")
    return fields(kind)[key]


def _sum_up_own_codes(read: ReadTable, target: str, found: ReadColumn) -> None:
    """Many codes that are no barcodes are a shop's own, not thousands of typing errors: one sentence for all."""
    unusual = [row for row, trouble in found.troubles.items() if trouble.code == "unusual_barcode"]
    if len(unusual) > LISTED_SINGLY:
        for row in unusual:
            del found.troubles[row]
        text = N_(
            "{count} codes are no barcode numbers of 8, 12, 13 or 14 digits. They were kept as they are; the first is {found} in row {row}."
        )
        _tell_own_codes(read, target, found, unusual, text)
    for rows in found.own_codes.values():
        text = N_(
            "{count} codes of {length} digits are no barcodes: their check digits do not fit. They were kept as they are; the first is {found} in row {row}."
        )
        _tell_own_codes(read, target, found, rows, text)


def _tell_own_codes(read: ReadTable, target: str, found: ReadColumn, rows: Sequence[int], text: str) -> None:
    first = found.values[rows[0]]
    _notice(
        read, target, "own_codes", text, count=len(rows), length=len(first), found=first, row=rows[0] + read.first_row
    )


def _keep_troubles(read: ReadTable, target: str, found: ReadColumn) -> None:
    for row, trouble in found.troubles.items():
        if read.kinds[row] is RowKind.DATA:
            read.troubles.setdefault(row, []).append((target, trouble))
    for row, text in found.leftovers.items():
        if read.kinds[row] is RowKind.DATA:
            read.leftovers.setdefault(row, []).append((target, text))


def _take_price(read: ReadTable, column: Column, target: str, cells: Sequence[Cell], currency: str) -> None:
    """A price in rupiah, or in the currency that was told or that the cells show; too small figures ask for one."""
    sheet = read.table.sheet
    shown = sheet.currencies.get(column.index + sheet.first_column, "")
    unit = currency or (shown if shown != "IDR" else "")
    field_ = field_of(target)
    found = read_column(field_, cells, column)
    if unit and unit != "IDR":
        if target == "product.price_idr":
            money = read_column(fields(RecordKind.PRODUCT)["export_price"], cells, column)
            _keep_troubles(read, "product.export_price", money)
            read.add("product.export_price", money.values)
            read.add("product.export_currency", [None if v is None else unit for v in money.values])
        else:
            _notice(
                read,
                target,
                "price_in_currency",
                N_('The column "{heading}" is in {currency} and was not taken: only the sales price may be.'),
                heading=column.heading,
                currency=unit,
            )
        return
    amounts = [v for row, v in enumerate(found.values) if isinstance(v, int) and read.kinds[row] is RowKind.DATA]
    plain = [figure * float(column.factor) for figure in _unrounded(cells, read.kinds)]
    if amounts and statistics.median(plain or amounts) < UNUSUALLY_CHEAP and currency != "IDR":
        _notice(
            read,
            target,
            "not_rupiah",
            N_(
                'The column "{heading}" was not taken for rupiah: half of its prices are under {limit}. Say the currency with --currency (USD, IDR …).'
            ),
            heading=column.heading,
            limit=UNUSUALLY_CHEAP,
        )
        return
    _keep_troubles(read, target, found)
    read.add(target, found.values)


def _unrounded(cells: Sequence[Cell], kinds: Sequence[RowKind]) -> list[float]:
    """The figures as they stand, before 0.61 becomes one rupiah; only where all are figures."""
    pairs = zip(cells, kinds, strict=True)
    return [float(c) for c, kind in pairs if isinstance(c, int | float) and c and kind is RowKind.DATA]


def _notice(read: ReadTable, target: str, code: str, msgid: str, **values: object) -> None:
    read.notices.append((target, Trouble(code, Message(msgid, values), error=False)))


def _complete(read: ReadTable) -> None:
    """What several columns say together: regions, and an address in parts."""
    regency = read.table.column_for("supplier.regency")
    if regency is not None:
        _place_regencies(read, regency)
    parts = read.special.get(ADDRESS_PART)
    if parts is not None:
        _join_address(read, parts)


def _place_regencies(read: ReadTable, column: Column) -> None:
    """A regency is looked up within its province; a province that is not told follows from the regency."""
    header = read.table.header
    body = read.table.sheet.rows[header.body :] if header else []
    found = read.column("supplier.regency") or []
    provinces = read.column("supplier.province")
    filled = list(provinces) if provinces is not None else [None] * len(found)
    for row, settled in enumerate(found):
        value = settled
        told = filled[row]
        if value is None and row < len(body) and isinstance(told, str):
            cell = body[row][column.index] if column.index < len(body[row]) else None
            region = find_regency(cell, told) if isinstance(cell, str) and not is_blank(cell) else None
            if region is not None:
                found[row] = value = region.code
                _settle(read, row, "supplier.regency")
        if told is None and isinstance(value, str):
            filled[row] = value.split(".")[0]
    if provinces is None:
        read.add("supplier.province", filled)
    else:
        provinces[:] = filled


def _settle(read: ReadTable, row: int, target: str) -> None:
    read.troubles[row] = [t for t in read.troubles.get(row, ()) if t[0] != target]
    read.leftovers[row] = [t for t in read.leftovers.get(row, ()) if t[0] != target]


def _join_address(read: ReadTable, parts: Sequence[Cell]) -> None:
    streets = read.column("supplier.address")
    joined = list(streets) if streets is not None else [None] * len(parts)
    for row, cell in enumerate(parts):
        if cell is None or isinstance(cell, CellError) or is_blank(cell) or cell == 0:
            continue
        text, street = cell_text(cell), joined[row]
        if not isinstance(street, str):
            joined[row] = text
        elif text.casefold() not in street.casefold():
            joined[row] = f"{street}, {text}"
    if streets is None:
        read.add("supplier.address", joined)
    else:
        streets[:] = joined


def _name_untaken(read: ReadTable) -> None:
    parts = read.table.name_parts.columns if read.table.name_parts else ()
    columns = [c for c in read.table.columns if not c.targets and c.filled and c.index not in parts]
    untaken = [c.key for c in columns]
    if untaken:
        _notice(
            read,
            "",
            "columns_not_taken",
            N_("These columns were not taken: {headings}. Map them if they matter."),
            headings=", ".join(untaken),
        )


def _name_uncached(read: ReadTable) -> None:
    sheet = read.table.sheet
    taken = {column.index + sheet.first_column for column in read.table.columns if column.targets}
    count = sum(1 for row, column in sheet.uncached if column in taken and row >= read.first_row)
    if count:
        text = N_(
            "{count} formulas have no stored value and read as blank. Open the file in Excel, save it and import it again."
        )
        _notice(read, "", "uncached_formulas", text, count=count)


def label_of(target: str, table: Table) -> str:
    """Return what the column of a target is called in the file, for lines in the notes."""
    column = table.column_for(target)
    return column.heading if column is not None else target.partition(".")[2]

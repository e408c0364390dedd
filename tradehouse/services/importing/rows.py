"""A table's rows, read: what each cell says for its field, what is wrong, and which rows are no records."""

from collections.abc import Sequence
from dataclasses import replace
from typing import Final

from tradehouse.domain.cells import Cell, CellError, cell_text, is_blank
from tradehouse.domain.fields import CATALOGUE_KINDS, FieldKind
from tradehouse.domain.language import N_, Message
from tradehouse.domain.progress import Progress
from tradehouse.domain.reference import find_regency
from tradehouse.domain.reference_lists import find_label
from tradehouse.domain.regions import provinces_of_old
from tradehouse.domain.scale import FIGURES
from tradehouse.exchange.columns import Column, target_field
from tradehouse.exchange.composed_names import NameParts, compose, inherit
from tradehouse.exchange.headings import ADDRESS_PART, PERMIT, is_permit, is_reason
from tradehouse.exchange.split_targets import CONTENT, PRICE, SPLITS
from tradehouse.exchange.tables import Table
from tradehouse.services.importing.codes import LISTED_SINGLY
from tradehouse.services.importing.named_photos import names_photos
from tradehouse.services.importing.parting import part_column
from tradehouse.services.importing.price_columns import (
    PRICES,
    ask_unit,
    column_currency,
    place_price_units,
    settle_counts,
    take_price,
)
from tradehouse.services.importing.read_columns import ReadColumn, Trouble
from tradehouse.services.importing.read_tables import ReadTable, field_of
from tradehouse.services.importing.row_structure import filled_down, judge_rows, structure_notices
from tradehouse.services.importing.values import read_column

_PLACES: Final = (("supplier.regency", "supplier.province"), ("product.origin_regency", "product.origin_province"))
_UIDS: Final = {f"{kind}.uid": kind for kind in CATALOGUE_KINDS}


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
    read.notices += structure_notices(table, read.kinds, read.why_skipped, read.first_row)
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
    read.notice("product.name_id", "composed_names", text, headings=", ".join(headings))


def _take(read: ReadTable, column: Column, cells: Sequence[Cell], currency: str) -> None:
    cells = read.as_shown(column, cells)
    main = column.targets[0]
    if main in SPLITS or (main == "product.net_content" and read.table.column_for("product.net_unit") is None):
        _take_parts(read, column, main, cells, currency)
        return
    for target in column.targets:
        if target in _UIDS:
            read.uids[_UIDS[target]] = [cell if isinstance(cell, str) else "" for cell in cells]
        elif is_permit(target):
            read.permits.append((target.removeprefix(PERMIT), cells))
        elif target_field(target) is None:
            read.special[target] = cells
        elif target in PRICES:
            take_price(read, column, target, cells, currency)
        else:
            _take_field(read, column, target, cells)


def _take_parts(read: ReadTable, column: Column, main: str, cells: Sequence[Cell], currency: str) -> None:
    """Fill several fields from one column; what cannot be parted is kept and told."""
    split = main if main in SPLITS else CONTENT
    if split == PRICE:
        take_price(read, column, "product.price_idr", cells, currency)
        return
    parted = part_column(split, column, cells, read.table.said.words)
    for target, part in parted.parts.items():
        _take_field(read, replace(column, factor=parted.factor), target, part)
    plain = SPLITS[split].plain
    if SPLITS[split].keeps_text:
        _take_field(read, column, plain, cells)
    read.keep(plain if plain and SPLITS[split].keeps_text else SPLITS[split].fills[0], parted.whole)


def _take_field(read: ReadTable, column: Column, target: str, cells: Sequence[Cell]) -> None:
    field_ = field_of(target)
    found = read_column(field_, cells, column, read.table.said.words.get(target))
    if field_.key == "gtin":
        _sum_up_own_codes(read, target, found)
    read.keep(target, found)
    if found.counted:
        read.counted[target] = found.counted
    if field_.kind is FieldKind.RECORDS:
        read.special[target] = cells
        return
    read.add(target, found.values)
    if field_.key in FIGURES and column.factor == 1:
        ask_unit(read, target, column, found.values)
    if target == "product.export_price" and read.table.column_for("product.export_currency") is None:
        currency = column_currency(read.table.sheet, column, cells)
        if currency:
            read.add("product.export_currency", [None if value is None else currency for value in found.values])


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
    read.notice(
        target, "own_codes", text, count=len(rows), length=len(first), found=first, row=rows[0] + read.first_row
    )


def _complete(read: ReadTable) -> None:
    """What several columns say together: the units of prices, regions, and an address in parts."""
    place_price_units(read)
    for regency, province in _PLACES:
        column = read.table.column_for(regency)
        if column is not None:
            _place_regencies(read, column, regency, province)
    settle_counts(read)
    parts = read.special.get(ADDRESS_PART)
    if parts is not None:
        _join_address(read, parts)


def _place_regencies(read: ReadTable, column: Column, regency: str, province: str) -> None:
    """A regency is looked up within its province; a province that is not told follows from the regency."""
    header = read.table.header
    body = read.table.sheet.rows[header.body :] if header else []
    found = read.column(regency) or []
    provinces = read.column(province)
    filled = list(provinces) if provinces is not None else [None] * len(found)
    for row, settled in enumerate(found):
        value = settled
        told = filled[row]
        if value is None and row < len(body) and isinstance(told, str):
            cell = body[row][column.index] if column.index < len(body[row]) else None
            region = find_regency(cell, told) if isinstance(cell, str) and not is_blank(cell) else None
            if region is not None:
                found[row] = value = region.code
                read.settle(regency, row)
        if isinstance(value, str) and told != (present := value.split(".")[0]):
            if isinstance(told, str):
                _tell_province(read, row, province, told, present, value)
            if told is None or provinces_of_old(told, present):
                filled[row] = present
    if provinces is None:
        read.add(province, filled)
    else:
        provinces[:] = filled


def _tell_province(read: ReadTable, row: int, target: str, told: str, present: str, regency: str) -> None:
    """Say that a regency lies in another province than the one beside it: it moved with a new province, or one is wrong."""
    msgid = (
        N_("{regency} is in {present} now, no longer in {told}: the province was put right.")
        if provinces_of_old(told, present)
        else N_("{regency} lies in {present}, not in {told}. Both were kept; put right the one that is wrong.")
    )
    names = {
        "regency": find_label("regency", regency),
        "present": find_label("province", present),
        "told": find_label("province", told),
    }
    read.troubles.setdefault(row, []).append((target, Trouble("other_province", Message(msgid, names), error=False)))


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
    has_products = bool(parts) or read.table.column_for("product.name_id") is not None
    untaken = [c.key for c in columns if not (has_products and names_photos(c)) and not is_reason(c.heading)]
    if untaken:
        read.notice(
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
        read.notice("", "uncached_formulas", text, count=count)


def label_of(target: str, table: Table) -> str:
    """Return what the column of a target is called in the file, for lines in the notes."""
    column = table.column_for(target)
    return column.heading if column is not None else target.partition(".")[2]

"""Columns of prices: what money they are in, and the unit that a price names ("Rp 15.000/pcs", "15rb per lusin")."""

import statistics
from collections.abc import Iterable, Sequence
from functools import lru_cache
from types import NoneType
from typing import Any, Final

from tradehouse.domain.cells import Cell
from tradehouse.domain.display import show_rupiah
from tradehouse.domain.fields import RecordKind, fields
from tradehouse.domain.language import N_, Message
from tradehouse.domain.price_units import part_price
from tradehouse.domain.reference import find_unit
from tradehouse.domain.scale import SMALL_FIGURE
from tradehouse.exchange.columns import Column
from tradehouse.exchange.headings import heading_currency, heading_price_unit
from tradehouse.exchange.number_formats import currency_named
from tradehouse.exchange.row_kinds import RowKind
from tradehouse.exchange.sheets import Sheet
from tradehouse.services.importing.read_columns import Trouble
from tradehouse.services.importing.read_tables import ReadTable, field_of
from tradehouse.services.importing.values import read_column

UNUSUALLY_CHEAP: Final = 100
PRICES: Final = ("product.price_idr", "product.wholesale_idr", "product.cost_idr")
_RETAIL: Final = PRICES[0]
_UNIT: Final = "product.unit"
_LOOKED_AT: Final = 200
_RUPIAH: Final = "IDR"


def column_currency(sheet: Sheet, column: Column, cells: Sequence[Cell]) -> str:
    """Return the ISO code of a column's money: as its heading says, its number formats show or its texts write; ""."""
    told = heading_currency(column.heading) or sheet.currencies.get(column.index + sheet.first_column, "")
    if told:
        return told
    texts = [cell for cell in cells[:_LOOKED_AT] if type(cell) is str and any(c.isdigit() for c in cell)]
    named = [currency_named(text) for text in texts]
    best = max(set(named), key=named.count, default="")
    return best if named.count(best) * 2 > len(named) else ""


def take_price(read: ReadTable, column: Column, target: str, cells: Sequence[Cell], currency: str) -> None:
    """A price in rupiah, or in the currency that was told or that the column shows; too small figures ask for one."""
    own = heading_currency(column.heading)
    found_money = column_currency(read.table.sheet, column, cells)
    unit = own or currency or found_money
    if unit and unit != _RUPIAH:
        _take_foreign(read, column, target, cells, unit)
        return
    prices, named = _parted(cells)
    found = read_column(field_of(target), prices, column)
    if _RUPIAH not in {currency, own} and _is_cheap(read, cells, found.values, float(column.factor)):
        text = N_(
            'The column "{heading}" was not taken for rupiah: half of its prices are under {limit}. Say the currency with --currency (USD, IDR …).'
        )
        read.notice(target, "not_rupiah", text, heading=column.key, limit=UNUSUALLY_CHEAP)
        return
    read.keep(target, found)
    read.add(target, found.values)
    if named:
        read.price_units[target] = (named, cells)
    if target == _RETAIL and (code := heading_price_unit(column.heading)):
        read.price_units[_UNIT] = ({row: code for row, value in enumerate(found.values) if value is not None}, cells)


def _take_foreign(read: ReadTable, column: Column, target: str, cells: Sequence[Cell], unit: str) -> None:
    if target != _RETAIL:
        text = N_('The column "{heading}" is in {currency} and was not taken: only the sales price may be.')
        read.notice(target, "price_in_currency", text, heading=column.key, currency=unit)
        return
    money = read_column(fields(RecordKind.PRODUCT)["export_price"], cells, column)
    read.keep("product.export_price", money)
    read.add("product.export_price", money.values)
    read.add("product.export_currency", [None if v is None else unit for v in money.values])


def _is_cheap(read: ReadTable, cells: Sequence[Cell], values: Sequence[Any], factor: float) -> bool:
    """Whether half of a column's prices are too low for rupiah."""
    if set(map(type, cells)) <= {int, float, NoneType}:
        figures: Iterable[Any] = filter(None, cells)
        if min(figures, default=0) * factor >= UNUSUALLY_CHEAP:
            return False
    amounts = [v for row, v in enumerate(values) if isinstance(v, int) and read.kinds[row] is RowKind.DATA]
    plain = [figure * factor for figure in _unrounded(cells, read.kinds)]
    return bool(amounts) and statistics.median(plain or amounts) < UNUSUALLY_CHEAP


def _unrounded(cells: Sequence[Cell], kinds: Sequence[RowKind]) -> list[float]:
    """The figures as they stand, before 0.61 becomes one rupiah; only where all are figures."""
    pairs = zip(cells, kinds, strict=True)
    return [float(c) for c, kind in pairs if isinstance(c, int | float) and c and kind is RowKind.DATA]


def ask_unit(read: ReadTable, target: str, column: Column, values: Sequence[Any]) -> None:
    """Sales or capital of a year that half the firms have less of than a month's wage are in thousands or millions."""
    amounts = [
        value
        for row, value in enumerate(values)
        if isinstance(value, int) and value > 0 and read.kinds[row] is RowKind.DATA
    ]
    if amounts and statistics.median(amounts) < SMALL_FIGURE:
        text = N_(
            'Half of the amounts in "{heading}" are under {limit}. If they are in thousands or millions of rupiah, say so with --unit "{heading}=ribu" or "{heading}=juta".'
        )
        read.notice(target, "small_amounts", text, heading=column.key, limit=show_rupiah(SMALL_FIGURE))


def _parted(cells: Sequence[Cell]) -> tuple[Sequence[Cell], dict[int, str]]:
    """Return the prices without the units that they name, and these by row."""
    named: dict[int, str] = {}
    prices: list[Cell] | None = None
    for row, cell in enumerate(cells):
        if type(cell) is str and (parts := _price_and_unit(cell)) is not None:
            if prices is None:
                prices = list(cells)
            prices[row], named[row] = parts
    return (cells if prices is None else prices), named


@lru_cache(8192)
def _price_and_unit(text: str) -> tuple[str, str] | None:
    price, unit = part_price(text)
    return (price, unit) if unit else None


def place_price_units(read: ReadTable) -> None:
    """Sell products by the unit that their price names. Other prices for another unit, and units that are not known,
    are kept with their whole text and told.
    """
    headed, _ = read.price_units.get(_UNIT, ({}, ()))
    for target in PRICES:
        named, cells = read.price_units.get(target, ({}, ()))
        codes = {row: found.code for row, unit in named.items() if (found := find_unit(unit)) is not None}
        if target == _RETAIL and codes:
            _sell_by(read, codes)
        units = read.column(_UNIT)
        for row, text in named.items():
            if read.kinds[row] is not RowKind.DATA:
                continue
            own = units[row] if units is not None else None
            if row in codes and codes[row] == own:
                continue
            read.leftovers.setdefault(row, []).append((target, str(cells[row])))
            if row in codes:
                msgid = N_(
                    'The price "{found}" is for {named}, but the product is sold by {own}; both are kept in the notes.'
                )
                said = Message(msgid, {"found": cells[row], "named": text, "own": own or "-"})
                read.troubles.setdefault(row, []).append((target, Trouble("price_for_other_unit", said, error=False)))
    if headed and (units := read.column(_UNIT)) is not None:
        units[:] = [headed.get(row) if unit is None else unit for row, unit in enumerate(units)]
    elif headed:
        read.add(_UNIT, [headed.get(row) for row in range(len(read.kinds))])


def _sell_by(read: ReadTable, codes: dict[int, str]) -> None:
    units = read.column(_UNIT)
    if units is None:
        read.add(_UNIT, [codes.get(row) for row in range(len(read.kinds))])
        return
    for row, code in codes.items():
        before, units[row] = units[row], code
        if isinstance(before, str) and before != code and read.kinds[row] is RowKind.DATA:
            read.leftovers.setdefault(row, []).append((_UNIT, before))
            msgid = N_("The price is for {named}, not for {own} as the column of units says; {named} was taken.")
            said = Message(msgid, {"named": code, "own": before})
            read.troubles.setdefault(row, []).append((_UNIT, Trouble("unit_of_price", said, error=False)))


def settle_counts(read: ReadTable) -> None:
    """Leave "2 lusin" at 2 where the product is sold by the dozen; elsewhere it is 24 pieces."""
    units = read.column(_UNIT)
    for target, counted in read.counted.items():
        values = read.column(target)
        for row, (unit, amount) in counted.items():
            if units is not None and values is not None and units[row] == unit:
                values[row] = amount
                read.settle(target, row)

"""Unit ladders: an article in several rows, one per unit with its price, is one product with tier prices."""

from decimal import Decimal
from typing import Any, Final

from tradehouse.domain.cells import Cell, Unreadable, cell_text
from tradehouse.domain.fields import RecordKind, fields
from tradehouse.domain.numbers import number_from_cell
from tradehouse.domain.records import TierPrice
from tradehouse.domain.text import fold
from tradehouse.exchange.headings import TIER_FACTOR
from tradehouse.exchange.row_kinds import RowKind
from tradehouse.services.importing.drafts import Book, Draft
from tradehouse.services.importing.read_tables import ReadTable
from tradehouse.storage.columns import to_column

_ONE: Final = Decimal(1)


def is_ladder(read: ReadTable) -> bool:
    """Whether a sheet lists units of articles: how many base units, a unit and a price, and names that repeat."""
    if TIER_FACTOR not in read.special:
        return False
    names, units, prices = (read.column(f"product.{key}") for key in ("name_id", "unit", "price_idr"))
    if names is None or units is None or prices is None:
        return False
    told = [fold(n) for n, kind in zip(names, read.kinds, strict=True) if isinstance(n, str) and kind is RowKind.DATA]
    return len(set(told)) < len(told)


def add_step(draft: Draft, read: ReadTable, row: int, step: tuple[Any, Any]) -> None:
    """Let one row add its unit to a product; step is (unit code, price in rupiah) as the row has them."""
    unit, price = step
    if unit is None:
        unit = next((text for target, text in read.leftovers.get(row, ()) if target == "product.unit"), None)
    factor = _factor(read.special[TIER_FACTOR][row])
    if draft.tiers is None:
        draft.tiers = []
    if (unit, factor, price) not in draft.tiers:
        draft.tiers.append((unit, factor, price))


def _factor(cell: Cell) -> Decimal:
    try:
        number = number_from_cell(cell if not isinstance(cell, str) else cell_text(cell))
    except Unreadable:
        return _ONE
    return number if number > 0 else _ONE


def finish_ladder(draft: Draft, book: Book) -> None:
    """Make the smallest unit the product's own, and all units its tier prices where there are several."""
    steps = draft.tiers or []
    if not steps:
        return
    base = min(steps, key=lambda step: step[1])
    places = book.places
    if base[0] is not None:
        draft.values[places["unit"]] = base[0]
    if base[2] is not None:
        draft.values[places["price_idr"]] = base[2]
    tiers = tuple(
        TierPrice(str(unit), factor, _ONE, Decimal(price))
        for unit, factor, price in steps
        if unit is not None and price is not None
    )
    if len(steps) > 1 and tiers:
        draft.values[places["tier_prices"]] = to_column(fields(RecordKind.PRODUCT)["tier_prices"], tiers)

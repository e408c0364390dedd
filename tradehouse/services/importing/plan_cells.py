"""The cells of a planned row, with what is wrong with each, so that one may be put right in place."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Final

from tradehouse.domain.cells import Cell, CellError, cell_text
from tradehouse.domain.language import Message
from tradehouse.exchange.columns import Column, target_field
from tradehouse.exchange.tables import Table
from tradehouse.services.importing.parts import Part
from tradehouse.services.importing.read_columns import Trouble

_TOLD_BY: Final[Mapping[str, str]] = {
    "product.export_price": "product.price_idr",
    "product.net_unit": "product.net_content",
    "supplier.province": "supplier.regency",
}
"""Fields that the column of another tells as well."""


@dataclass(frozen=True, slots=True)
class PlanCell:
    """One cell of a row, as the sheet has it or as it was put right (fixed). column counts from 1 in the sheet and is
    key in what a person decides; label names the field that it fills, "" for none; trouble is what is wrong with it.
    """

    column: int
    key: str
    heading: str
    text: str
    label: str
    trouble: str = ""
    fixed: bool = False


def plan_cells(part: Part, row: int, troubles: Iterable[tuple[str, Trouble]]) -> tuple[PlanCell, ...]:
    """Return the cells of a row (counted from 0 below the header) in the order of the sheet's columns; troubles are
    what is wrong with the row.
    """
    table, cells = part.read.table, row_cells(part, row)
    wrong: dict[int, list[str]] = {}
    for target, trouble in troubles:
        column = column_of(table, target, cells)
        if column is not None:
            wrong.setdefault(column.index, []).append(str(trouble.message))
    fixed = table.said.cells
    at = part.sheet_row(row)
    return tuple(
        PlanCell(
            column.index + table.sheet.first_column,
            column.key,
            column.heading,
            shown_cell(cells[column.index]) if column.index < len(cells) else "",
            _label(column),
            " ".join(wrong.get(column.index, ())),
            (at, column.index + table.sheet.first_column) in fixed,
        )
        for column in table.columns
    )


def row_cells(part: Part, row: int) -> Sequence[Cell]:
    """Return the cells of a row, counted from 0 below the header."""
    header = part.read.table.header
    return part.read.table.sheet.rows[(header.body if header else 0) + row]


def column_of(table: Table, target: str, cells: Sequence[Cell] = ()) -> Column | None:
    """Return the column that a trouble with a target speaks of; of several, the first whose cell says something."""
    found = [column for column in table.columns if target in column.targets]
    if not found and target in _TOLD_BY:
        return column_of(table, _TOLD_BY[target], cells)
    filled = (column for column in found if column.index < len(cells) and cells[column.index] is not None)
    return next(filled, found[0] if found else None)


def shown_cell(cell: Cell) -> str:
    """Return a cell as a person would type it again."""
    return str(cell) if isinstance(cell, CellError) else cell_text(cell)


def _label(column: Column) -> str:
    field = target_field(column.targets[0]) if column.targets else None
    return str(Message(field.label)) if field is not None else ""

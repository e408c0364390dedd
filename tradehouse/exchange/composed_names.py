"""Lists without a column of names, where kind, brand, type and size together name a product.

Such lists write kind and brand once and leave them blank below, so that every row inherits what stands above it.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

from tradehouse.domain.cells import Cell, CellError, cell_text, is_blank
from tradehouse.exchange.columns import Column
from tradehouse.exchange.headings import plain_heading

_KINDS: Final = frozenset({"jenis", "kategori", "jenis barang", "kind", "category"})
_BRANDS: Final = frozenset({"merk", "merek", "brand"})
_TYPES: Final = frozenset({"tipe", "type", "model", "seri", "series"})
_SIZES: Final = frozenset({"ukuran", "size", "dimensi", "kapasitas"})


@dataclass(frozen=True, slots=True)
class NameParts:
    """The columns that together name a product: those that inherit what stands above, then each row's own."""

    inherited: tuple[int, ...]
    own: tuple[int, ...]

    @property
    def columns(self) -> tuple[int, ...]:
        """All of them, in the order of the name."""
        return self.inherited + self.own


def name_parts(columns: Sequence[Column]) -> NameParts | None:
    """Return the columns that together name a product; None where the headings do not say so.

    A column without a heading right of the last one belongs to it.
    """
    groups = (_KINDS, _BRANDS, _TYPES, _SIZES)
    found = [c for c in columns if plain_heading(c.heading) in frozenset().union(*groups)]
    words = {plain_heading(column.heading) for column in found}
    if not words & _BRANDS or not words & _TYPES or sum(1 for group in groups if words & group) < 3:
        return None
    inherited = tuple(c.index for c in found if plain_heading(c.heading) not in _SIZES)
    own = tuple(c.index for c in found if plain_heading(c.heading) in _SIZES)
    last = max(inherited + own)
    after = tuple(c.index for c in columns if not c.heading and c.filled and c.index == last + 1)
    return NameParts(inherited, own + after)


def inherit(columns: Sequence[Sequence[Cell]], parts: NameParts) -> dict[int, list[Cell]]:
    """Return the columns of the parts with what stands above filled in; a new kind begins without brand and type."""
    carried = parts.inherited
    filled = {part: list(columns[part]) for part in parts.columns}
    above: dict[int, Cell] = {}
    for row in range(len(columns[parts.columns[0]])):
        if all(is_blank(columns[part][row]) for part in parts.columns):
            continue
        for level, part in enumerate(carried):
            cell = columns[part][row]
            if not is_blank(cell):
                above = {p: value for p, value in above.items() if p in carried[:level]}
                above[part] = cell
            else:
                filled[part][row] = above.get(part)
    return filled


def compose(filled: dict[int, list[Cell]], parts: NameParts) -> list[Cell]:
    """Return the names that the parts of each row make, None for a row without any."""
    rows = zip(*(filled[part] for part in parts.columns), strict=True)
    return [" ".join(_texts(cells)) or None for cells in rows]


def _texts(cells: Sequence[Cell]) -> list[str]:
    return [cell_text(cell) for cell in cells if not isinstance(cell, CellError) and not is_blank(cell)]

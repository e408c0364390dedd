"""What a person decided about one sheet, over what would be recognised; kept as plain JSON to be remembered."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from decimal import Decimal
from typing import Any

from tradehouse.domain.cells import Cell
from tradehouse.domain.dates import DateOrder
from tradehouse.domain.numbers import DecimalMark
from tradehouse.exchange.sheet_kinds import SheetKind


@dataclass(frozen=True, slots=True)
class Reading:
    """The decisions about one sheet; the defaults leave everything to be recognised.

    header is a sheet row (1-based) and header_height how many rows it takes, both 0 to look for them; NO_HEADER
    (of header_rows) where there are no headings, header_height then the rows of the used range above the first record.
    kind forces the kind. Columns go by their key (`Column.key`: the heading, "[C]" where there is none). mapping gives
    them their target ("" leaves a column out; several columns with one target are joined, a target "split.…" fills
    several fields). factors multiplies numbers; currency is what prices are in ("" to tell by the cells); decimals is
    the decimal mark of a column's numbers, date_orders the order of its dates. words translates texts (folded) to a
    field's token, by target; "" takes the text for blank. fill_down are columns whose blank cells repeat what stands
    above, keep_blank those whose do not though it seems so. hidden_rows and hidden_columns say whether what the file
    hides is taken. Those describe a shape of files; the others speak of single rows, by sheet row: rows says that a
    row is a record (True) or passed over (False); cells puts a text in the place of a cell, by sheet row and column
    (1-based); same says by uid which record a row is, by row and record kind ("" a new one);
    overwrite are rows that may replace what staff verified.
    """

    header: int = 0
    header_height: int = 0
    kind: SheetKind | None = None
    mapping: Mapping[str, str] = field(default_factory=dict)
    factors: Mapping[str, Decimal] = field(default_factory=dict)
    currency: str = ""
    decimals: Mapping[str, DecimalMark] = field(default_factory=dict)
    date_orders: Mapping[str, DateOrder] = field(default_factory=dict)
    words: Mapping[str, Mapping[str, str]] = field(default_factory=dict)
    fill_down: frozenset[str] = frozenset()
    keep_blank: frozenset[str] = frozenset()
    hidden_rows: bool = True
    hidden_columns: bool = True
    rows: Mapping[int, bool] = field(default_factory=dict)
    cells: Mapping[tuple[int, int], Cell] = field(default_factory=dict)
    same: Mapping[tuple[int, str], str] = field(default_factory=dict)
    overwrite: frozenset[int] = frozenset()

    def shape(self) -> dict[str, Any]:
        """Return what describes a shape of files, not single rows, as JSON can say it."""
        return {
            "header": self.header,
            "header_height": self.header_height,
            "kind": str(self.kind) if self.kind is not None else "",
            "mapping": dict(self.mapping),
            "factors": {key: str(factor) for key, factor in self.factors.items()},
            "currency": self.currency,
            "decimals": dict(self.decimals),
            "date_orders": dict(self.date_orders),
            "words": {target: dict(known) for target, known in self.words.items()},
            "fill_down": sorted(self.fill_down),
            "keep_blank": sorted(self.keep_blank),
            "hidden_rows": self.hidden_rows,
            "hidden_columns": self.hidden_columns,
        }


def reading_of_shape(kept: Mapping[str, Any]) -> Reading:
    """Return the decisions that shape() gave."""
    return Reading(
        header=int(kept["header"]),
        header_height=int(kept["header_height"]),
        kind=SheetKind(kept["kind"]) if kept["kind"] else None,
        mapping=dict(kept["mapping"]),
        factors={key: Decimal(factor) for key, factor in kept["factors"].items()},
        currency=str(kept.get("currency", "")),
        decimals=dict(kept["decimals"]),
        date_orders=dict(kept["date_orders"]),
        words={target: dict(known) for target, known in kept["words"].items()},
        fill_down=frozenset(kept["fill_down"]),
        keep_blank=frozenset(kept.get("keep_blank", ())),
        hidden_rows=bool(kept["hidden_rows"]),
        hidden_columns=bool(kept["hidden_columns"]),
    )

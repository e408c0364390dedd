"""What goes into a workbook: the document's facts and, per table, rows of values in the order of its columns."""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal
from pathlib import Path

from tradehouse.domain.display import show_date, show_number
from tradehouse.domain.offering import CellValue
from tradehouse.domain.pricing import usual_rounding
from tradehouse.exchange.layouts import Layout

Photo = Callable[[], bytes | None]
"""Returns a JPEG, or None where there is no photo to show; called once, when its row is written."""


@dataclass(frozen=True, slots=True)
class Row:
    """One row: values and entry hints in the order of the table's columns ("" where a column has no hint)."""

    values: tuple[CellValue, ...]
    hints: tuple[str, ...] = ()
    photo: Photo | None = None
    photo_text: str = ""


@dataclass(frozen=True, slots=True)
class Rows:
    """The rows of one table; count is known before the first of them is made."""

    count: int
    rows: Iterable[Row]


@dataclass(frozen=True, slots=True)
class Document:
    """What a workbook says beside its rows. facts are named in `layouts.FACTS`; a missing one is unknown.

    sheet_id identifies this very file when it comes back. logo is a JPEG. second_language puts the headings of that
    language below those of the document's own.
    """

    layout: Layout
    language: str
    currency: str
    facts: Mapping[str, CellValue] = field(default_factory=dict)
    sheet_id: str = ""
    logo: bytes | None = None
    second_language: str = ""

    @property
    def decimals(self) -> int:
        """How many decimals an amount of the document's currency has."""
        exponent = usual_rounding(self.currency).step.as_tuple().exponent
        return -exponent if isinstance(exponent, int) else 0

    @property
    def texts(self) -> dict[str, str]:
        """The facts as texts of the document's language."""
        return {name: self._text(value) for name, value in self.facts.items()}

    @property
    def figures(self) -> dict[str, str]:
        """The facts that are numbers, as formulas write them: no thousands marks, a point for decimals."""
        numbers = {k: v for k, v in self.facts.items() if isinstance(v, (int, Decimal)) and not isinstance(v, bool)}
        return {"decimals": str(self.decimals), **{name: f"{Decimal(value):f}" for name, value in numbers.items()}}

    def _text(self, value: CellValue) -> str:
        if value is None or isinstance(value, str):
            return value or ""
        if isinstance(value, date):
            return show_date(value, self.language)
        return show_number(value, self.language)


@dataclass(slots=True)
class Written:
    """What was written. cleaned names the cells from which forbidden characters were taken, as sheet!A1."""

    path: Path
    rows: dict[str, int]
    photos: int = 0
    cleaned: list[str] = field(default_factory=list)
    shortened: list[str] = field(default_factory=list)

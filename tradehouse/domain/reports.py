"""A report's result: a table whose figures know the names behind them, its charts, and where its figures come from.

Texts are already in the reader's language. Services work reports out; the window, the command line and files show them.
"""

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from enum import StrEnum
from typing import Final

from tradehouse.domain.charts import Chart
from tradehouse.domain.fields import RecordKind
from tradehouse.domain.figures import COUNT, Figure, Value
from tradehouse.domain.language import N_


class Origin(StrEnum):
    """Where a figure comes from: somebody declared it in a report, or names were counted on a list."""

    DECLARED = "declared"
    ATTENDED = "attended"


ORIGIN_LABELS: Final[Mapping[Origin, str]] = {
    Origin.DECLARED: N_("figure of a report"),
    Origin.ATTENDED: N_("attendance list"),
}
"""Msgids of the marks that people read beside a figure."""


@dataclass(frozen=True, slots=True)
class Names:
    """The records behind a figure: what a search in their tab would find (query), these (ids), or those that are looked
    up when somebody wants to see them (find, which reads the catalogue). said names what was counted.
    """

    kind: RecordKind
    query: str = ""
    ids: tuple[int, ...] = ()
    find: Callable[[], Sequence[int]] | None = field(default=None, compare=False)
    said: str = ""


@dataclass(frozen=True, slots=True)
class Column:
    """A column: its key in JSON, its heading, and what its values are."""

    key: str
    label: str
    figure: Figure = COUNT


@dataclass(frozen=True, slots=True)
class Cell:
    """A value, the key of the names behind it in Report.names ("" for none), and its origin where that matters. narrows
    is the filter that looks closer at what the row is about, with its value: ("province", "34").
    """

    value: Value = None
    names: str = ""
    origin: Origin | None = None
    narrows: tuple[str, str] | None = None


@dataclass(frozen=True, slots=True)
class Section:
    """Rows under a title ("" for none), each with as many cells as there are columns; totals are the section's own."""

    rows: tuple[tuple[Cell, ...], ...]
    title: str = ""
    totals: tuple[Cell, ...] = ()


@dataclass(frozen=True, slots=True)
class Details:
    """The names behind the numbers, one row each, for the sheet *Rincian*."""

    columns: tuple[Column, ...]
    rows: tuple[tuple[Value, ...], ...]


@dataclass(frozen=True, slots=True)
class Report:
    """The result of one report.

    name is how the command line asks for it; filters say what was left out or chosen, notes how it was counted.
    names are the records behind the figures by the keys that cells and charts carry. Raises ValueError where a row
    has not as many cells as there are columns, or a key leads nowhere.
    """

    name: str
    title: str
    columns: tuple[Column, ...]
    sections: tuple[Section, ...]
    totals: tuple[Cell, ...] = ()
    charts: tuple[Chart, ...] = ()
    filters: tuple[str, ...] = ()
    notes: tuple[str, ...] = ()
    names: Mapping[str, Names] = field(default_factory=dict)
    details: Details | None = None
    made_on: date | None = None

    def __post_init__(self) -> None:
        width = len(self.columns)
        for row in self._all_rows():
            if len(row) != width:
                raise ValueError(f"the report {self.name} has {width} columns, a row of it {len(row)} cells")
        keys = {cell.names for row in self._all_rows() for cell in row}
        keys |= {key for chart in self.charts for series in chart.series for key in series.names}
        if lost := keys - self.names.keys() - {""}:
            raise ValueError(f"the report {self.name} names nobody behind {sorted(lost)}")

    @property
    def rows(self) -> tuple[tuple[Cell, ...], ...]:
        """All rows, without totals."""
        return tuple(row for section in self.sections for row in section.rows)

    @property
    def empty(self) -> bool:
        """Whether nothing was found."""
        return not self.rows

    def _all_rows(self) -> Iterator[tuple[Cell, ...]]:
        for section in self.sections:
            yield from section.rows
            if section.totals:
                yield section.totals
        if self.totals:
            yield self.totals

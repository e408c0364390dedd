"""Reports that count one subject along several dimensions, each beside the same columns: most of them."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import UTC, date, datetime

from tradehouse.domain.charts import MOST_SERIES, Chart, ChartKind, Series
from tradehouse.domain.display import show_number
from tradehouse.domain.figures import PERCENT, TEXT
from tradehouse.domain.language import _
from tradehouse.domain.progress import Progress
from tradehouse.domain.report_filters import Filters
from tradehouse.domain.reports import Cell, Column, Names, Report, Section
from tradehouse.domain.shares import shares
from tradehouse.services.catalogue import Catalogue
from tradehouse.services.reports.axes import KINDS, Axis
from tradehouse.storage.reader import Reader
from tradehouse.storage.reports.counting import Subject, count_along, find

TOTAL, SHARE = "total", "share"
_MOST_BARS = 15


def today() -> date:
    """Return today's date on this PC."""
    return datetime.now(UTC).astimezone().date()


def names_of(catalogue: Catalogue, subject: Subject, chosen: Mapping[str, str], filters: Filters, said: str) -> Names:
    """Return the records behind a count, looked up when they are asked for."""

    def look_up() -> list[int]:
        with catalogue.database.reading() as read:
            return find(read, subject, chosen, filters)

    return Names(subject.kind, find=look_up, said=said)


@dataclass(slots=True)
class Part:
    """What was counted of a subject along one axis: by its token, then by the token of the columns."""

    subject: Subject
    axis: Axis
    across: Axis
    rows: dict[str, dict[str, int]] = field(default_factory=dict)
    number: int = 0
    """Its place in the table, for the keys of its names."""

    @property
    def totals(self) -> dict[str, int]:
        """The sum of each row."""
        return {token: sum(row.values()) for token, row in self.rows.items()}

    @property
    def total(self) -> int:
        """The sum of all rows."""
        return sum(self.totals.values())

    @property
    def tokens(self) -> list[str]:
        """The rows in their order."""
        return self.axis.sorted(self.totals)

    def columns(self) -> dict[str, int]:
        """Return the sums of the columns."""
        found: dict[str, int] = {}
        for row in self.rows.values():
            for token, number in row.items():
                found[token] = found.get(token, 0) + number
        return found

    def key(self, row: str | None = None, column: str | None = None) -> str:
        """Return the key of the names behind one count; None for all of them."""
        said = [
            f"{axis.dimension}={token}"
            for axis, token in ((self.axis, row), (self.across, column))
            if token is not None
        ]
        return f"{self.number}:{'&'.join(said)}"


def counted(read: Reader, subject: Subject, axes: Sequence[Axis], filters: Filters, across: Axis = KINDS) -> list[Part]:
    """Return what a subject counts along each axis."""
    parts = [Part(subject, axis, across) for axis in axes]
    found = count_along(read, subject, [axis.dimension for axis in axes], across.dimension, filters)
    for part, counts in zip(parts, found, strict=True):
        for (row, column), number in counts.items():
            part.rows.setdefault(row, {})[column] = number
    return parts


class Crosstab:
    """Parts one below the other, each a section; the columns are those that any of them has."""

    def __init__(
        self, catalogue: Catalogue, filters: Filters, parts: Sequence[Part],
    ) -> None:  # fmt: skip
        self._catalogue, self._filters = catalogue, filters
        self.parts = [part for part in parts if part.rows or part.axis.always]
        for number, part in enumerate(self.parts):
            part.number = number
        self.across = parts[0].across
        found = {token: number for part in parts for token, number in part.columns().items()}
        self.tokens = [token for token in self.across.sorted(found) if token in found or token in self.across.always]
        self.names: dict[str, Names] = {}

    def report(self, heading: str, *, charts: Sequence[Chart] = (), notes: Sequence[str] = ()) -> Report:
        """Return the report; heading stands above the rows. Its name and title are the registry's to say."""
        sections = tuple(self._section(part) for part in self.parts)
        columns = (
            Column("label", heading, TEXT),
            *(Column(token or "unstated", self.across.said(token)) for token in self.tokens),
            Column(TOTAL, _("Total")),
            Column(SHARE, _("Share"), PERCENT),
        )
        return Report(
            "", "", columns, sections, charts=tuple(charts), notes=tuple(notes), names=self.names, made_on=today()
        )

    def _section(self, part: Part) -> Section:
        totals, tokens = part.totals, part.tokens
        percent = shares([totals.get(token, 0) for token in tokens])
        rows = tuple(self._row(part, token, share) for token, share in zip(tokens, percent, strict=True))
        titled = _(part.axis.title) if len(self.parts) > 1 else ""
        return Section(rows, titled, () if part.axis.overlaps else self._totals(part))

    def _row(self, part: Part, token: str, share: int) -> tuple[Cell, ...]:
        row = part.rows.get(token, {})
        narrows = (part.axis.narrows, token) if part.axis.narrows and token else None
        return (
            Cell(part.axis.said(token), narrows=narrows),
            *(self._cell(part, row.get(column, 0), token, column) for column in self.tokens),
            self._cell(part, sum(row.values()), token, None),
            Cell(None if part.axis.overlaps else share),
        )

    def _totals(self, part: Part) -> tuple[Cell, ...]:
        columns = part.columns()
        return (
            Cell(_("Total")),
            *(self._cell(part, columns.get(column, 0), None, column) for column in self.tokens),
            self._cell(part, part.total, None, None),
            Cell(100 if part.total else None),
        )

    def _cell(self, part: Part, number: int, row: str | None, column: str | None) -> Cell:
        if not number:
            return Cell(0)
        key = part.key(row, column)
        if key not in self.names:
            chosen = {
                axis.dimension: token for axis, token in ((part.axis, row), (part.across, column)) if token is not None
            }
            said = " · ".join(
                axis.said(token) for axis, token in ((part.axis, row), (part.across, column)) if token is not None
            )
            self.names[key] = names_of(self._catalogue, part.subject, chosen, self._filters, said or _("Total"))
        return Cell(number, key)

    def chart(self, part: Part, title: str, kind: ChartKind = ChartKind.BARS, most: int = _MOST_BARS) -> Chart:
        """Return a chart of a part: the most of its rows that are stated, its columns put on each other."""
        tokens = [token for token in part.tokens if token] or part.tokens
        said = []
        if len(tokens) > most:
            latest = kind is ChartKind.COLUMNS
            words = _("The latest {shown} of {all}") if latest else _("The first {shown} of {all}")
            said.append(words.format(shown=most, all=show_number(len(tokens))))
            tokens = tokens[-most:] if latest else tokens[:most]
        if tokens[0] and (unstated := part.totals.get("", 0)):
            said.append(_("not stated: {count}").format(count=show_number(unstated)))
        shown = [token for token in self.tokens if any(part.rows.get(row, {}).get(token) for row in tokens)][
            :MOST_SERIES
        ]
        series = tuple(
            Series(
                self.across.said(column),
                tuple(part.rows.get(row, {}).get(column, 0) for row in tokens),
                tone=self.across.tones.get(column, ""),
                names=tuple(
                    self._cell(part, part.rows.get(row, {}).get(column, 0), row, column).names for row in tokens
                ),
            )
            for column in shown
        )
        categories = tuple(part.axis.said(token) for token in tokens)
        return Chart(kind, title, series, categories, stacked=len(series) > 1, subtitle="  ·  ".join(said))

    def chart_of(self, wanted: "Wanted") -> Chart | None:
        """Return a chart that a report wants, None where nothing was counted for it."""
        for part in self.parts:
            if part.axis is wanted.axis and part.rows:
                return self.chart(part, _(wanted.title), wanted.kind)
        return None


@dataclass(frozen=True, slots=True)
class Wanted:
    """A chart that a report wants of one of its axes; title is a msgid."""

    axis: Axis
    title: str
    kind: ChartKind = ChartKind.BARS


Make = Callable[[Catalogue, Filters, Progress], Report]


def plain(
    heading: str, counting: Sequence[tuple[Subject, Sequence[Axis]]], charts: Sequence[Wanted], across: Axis = KINDS
) -> Make:
    """Return what makes a report that only counts subjects along axes; heading is a msgid."""

    def make(catalogue: Catalogue, filters: Filters, progress: Progress) -> Report:
        parts: list[Part] = []
        with catalogue.database.reading() as read:
            for subject, axes in counting:
                progress.check()
                parts += counted(read, subject, axes, filters, across)
        if not any(part.rows for part in parts):
            return nothing(_(heading))
        table = Crosstab(catalogue, filters, parts)
        drawn = [chart for chart in map(table.chart_of, charts) if chart is not None]
        return table.report(_(heading), charts=drawn)

    return make


def nothing(heading: str) -> Report:
    """Return the report of nothing counted."""
    return Report("", "", (Column("label", heading, TEXT), Column(TOTAL, _("Total"))), (), made_on=today())

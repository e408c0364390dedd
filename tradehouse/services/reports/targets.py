"""Targets of a quarter beside what was realised; set in the window, undone like everything."""

from collections.abc import Callable, Mapping
from dataclasses import replace

from tradehouse.domain.charts import Chart, ChartKind, Series
from tradehouse.domain.errors import UserError
from tradehouse.domain.figures import PERCENT
from tradehouse.domain.language import N_, _
from tradehouse.domain.report_filters import QUARTERS, Filters
from tradehouse.domain.reports import Cell, Column, Names, Report, Section
from tradehouse.services.catalogue import Catalogue
from tradehouse.services.reports.axes import quarter_words
from tradehouse.services.reports.crosstab import names_of
from tradehouse.storage.reader import Reader
from tradehouse.storage.reports import targets as stored
from tradehouse.storage.reports.counting import Subject

HIGHEST = 10**9
Realised = Callable[[Reader, Filters], Mapping[str, int]]
"""What was realised in each quarter ("2025-Q2") of the year that filters name."""


def targets_of(catalogue: Catalogue, report: str, year: int) -> dict[int, int]:
    """Return the targets of a report in a year, by quarter."""
    with catalogue.database.reading() as read:
        found = stored.read_targets(read, report)
    return {quarter: value for (of, quarter), (value, _row) in found.items() if of == year}


def set_targets(catalogue: Catalogue, report: str, title: str, year: int, values: Mapping[int, int | None]) -> None:
    """Set the targets of a year by quarter; None takes one away. Raises UserError for a target that cannot be."""
    wrong = next((value for value in values.values() if value is not None and not 0 <= value <= HIGHEST), None)
    if wrong is not None:
        raise UserError("bad_target", N_("{value} is no target. Give a whole number from 0."), value=wrong)
    with catalogue.writing(N_("Targets of {year}: {report}"), year=year, report=title) as work:
        stored.write_targets(work, report, year, values.items())


def with_targets(
    catalogue: Catalogue, report: Report, filters: Filters, realised: Realised, days: Subject | None = None
) -> Report:
    """Return a report with target and realised for each quarter of the year asked for, else of the latest with a target;
    as it is where none is set. Whoever narrows to a province sees none: targets are those of the house. days, where it can tell quarters
    apart, has the names behind what was realised.
    """
    with catalogue.database.reading() as read:
        known = stored.read_targets(read, report.name)
        year = filters.year or max((year for year, _quarter in known), default=0)
        wanted = {quarter: known[year, quarter][0] for quarter in QUARTERS if (year, quarter) in known}
        if not wanted or report.empty or filters != Filters(year=filters.year):
            return report
        found = realised(read, Filters(year=year))
    rows = {quarter: found.get(f"{year}-Q{quarter}", 0) for quarter in wanted}
    names: dict[str, Names] = {}
    if days is not None and "quarter" in days.dimensions:
        for quarter in (f"{year}-Q{one}" for one, number in rows.items() if number):
            names[f"quarter:{quarter}"] = names_of(
                catalogue, days, {"quarter": quarter}, Filters(), quarter_words(quarter)
            )
    return _joined(replace(report, names={**report.names, **names}), year, wanted, rows)


def _joined(report: Report, year: int, wanted: Mapping[int, int], found: Mapping[int, int]) -> Report:
    width, at = len(report.columns), _total_column(report)

    def padded(cells: tuple[Cell, ...]) -> tuple[Cell, ...]:
        return (*cells, Cell(), Cell()) if cells else ()

    def line(words: str, reached: int, target: int, key: str = "") -> tuple[Cell, ...]:
        cells = [
            Cell(words),
            *(Cell() for _n in range(width - 1)),
            Cell(target),
            Cell(round(reached * 100 / target) if target else None),
        ]
        cells[at] = Cell(reached, key if key in report.names else "")
        return tuple(cells)

    words = {quarter: quarter_words(f"{year}-Q{quarter}") for quarter in wanted}
    section = Section(
        tuple(
            line(words[quarter], found[quarter], target, f"quarter:{year}-Q{quarter}")
            for quarter, target in wanted.items()
        ),
        _("Target and realised, {year}").format(year=year),
        line(_("Total"), sum(found.values()), sum(wanted.values())),
    )
    chart = Chart(
        ChartKind.TARGETS,
        section.title,
        (
            Series(_("Target"), tuple(wanted.values())),
            Series(_("Realised"), tuple(found.values()), names=tuple(row[at].names for row in section.rows)),
        ),
        tuple(words.values()),
    )
    sections = tuple(
        replace(one, rows=tuple(map(padded, one.rows)), totals=padded(one.totals)) for one in report.sections
    )
    return replace(
        report,
        columns=(*report.columns, Column("target", _("Target")), Column("reached", _("Reached"), PERCENT)),
        sections=(section, *sections),
        totals=padded(report.totals),
        charts=(chart, *report.charts),
    )


def _total_column(report: Report) -> int:
    keys = [column.key for column in report.columns]
    return next((keys.index(key) for key in ("total", "participants", "suppliers") if key in keys), 1)

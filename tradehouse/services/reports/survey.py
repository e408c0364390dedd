"""Surveys of a service centre: how hard firms were hit in each wave, and which sectors most."""

from collections.abc import Sequence
from datetime import date
from decimal import Decimal

from tradehouse.domain.charts import Chart, ChartKind, Series
from tradehouse.domain.display import show_date
from tradehouse.domain.figures import TEXT, Figure, FigureKind
from tradehouse.domain.language import _
from tradehouse.domain.progress import Progress
from tradehouse.domain.report_filters import Filters
from tradehouse.domain.reports import Cell, Column, Names, Report, Section
from tradehouse.services.catalogue import Catalogue
from tradehouse.services.reports.crosstab import names_of, nothing, today
from tradehouse.storage.reports.survey import ANSWERS, Answers, answers

_PERCENT = Figure(FigureKind.PERCENT, 1)
_MOST_SECTORS = 12


def survey(catalogue: Catalogue, filters: Filters, _progress: Progress) -> Report:
    """Return the waves of the survey, and the sectors of the latest, the hardest hit first."""
    with catalogue.database.reading() as read:
        waves = list(answers(read, filters))
        latest = waves[-1] if waves else None
        sectors = list(answers(read, filters, wave=latest.group)) if latest else []
    if latest is None:
        return nothing(_("Survey"))
    names: dict[str, Names] = {}

    def row(one: Answers, words: str, dimension: str) -> tuple[Cell, ...]:
        key = f"{dimension}:{one.group}"
        chosen = {"wave": latest.group, dimension: one.group} if dimension == "sector" else {dimension: one.group}
        names[key] = names_of(catalogue, ANSWERS, chosen, filters, words)
        return (
            Cell(words), Cell(one.firms, key), Cell(_tenths(one.turnover_change)), Cell(_tenths(one.cash_months)),
            Cell(one.staff_before), Cell(one.staff_cut), Cell(_cut(one)),
        )  # fmt: skip

    first = tuple(
        row(wave, _("{name}, {date}").format(name=wave.name, date=show_date(date.fromisoformat(wave.date))), "wave")
        for wave in waves
    )
    second = tuple(row(sector, sector.group or _("Not stated"), "sector") for sector in sectors)
    sections = (
        Section(first, _("Waves")),
        Section(second, _("Sectors in {wave}, the hardest hit first").format(wave=latest.name)),
    )
    columns = (
        Column("label", _("Survey"), TEXT),
        Column("firms", _("Firms")),
        Column("turnover_change", _("Change of turnover"), _PERCENT),
        Column("cash_months", _("Months of cash"), Figure(FigureKind.NUMBER, 1)),
        Column("staff_before", _("Staff before")),
        Column("staff_cut", _("Staff cut")),
        Column("staff_cut_share", _("Staff cut, share"), _PERCENT),
    )
    charts = tuple(_charts(first, second, latest.name))
    notes = (_("Change of turnover and months of cash are means of the firms that answered."),)
    return Report("", "", columns, sections, charts=charts, notes=notes, names=names, made_on=today())


def _charts(waves: Sequence[tuple[Cell, ...]], sectors: Sequence[tuple[Cell, ...]], latest: str) -> list[Chart]:
    found = []
    for title, rows, kind in (
        (_("Change of turnover by sector, {wave}").format(wave=latest), sectors[:_MOST_SECTORS], ChartKind.BARS),
        (_("Change of turnover by wave"), waves if len(waves) > 1 else (), ChartKind.COLUMNS),
    ):
        known = [row for row in rows if isinstance(row[2].value, Decimal)]
        if known:
            values = tuple(row[2].value for row in known if isinstance(row[2].value, Decimal))
            series = Series(_("Change of turnover"), values, names=tuple(row[1].names for row in known))
            found.append(Chart(kind, title, (series,), tuple(str(row[0].value) for row in known), figure=_PERCENT))
    return found


def _tenths(value: float | None) -> Decimal | None:
    return None if value is None else Decimal(str(round(value, 1)))


def _cut(one: Answers) -> Decimal | None:
    return _tenths(one.staff_cut * 100 / one.staff_before) if one.staff_before and one.staff_cut is not None else None

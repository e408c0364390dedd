"""Mentoring: what became of each year's cohort, how cases stand, and who grew beside those who were not mentored."""

from collections.abc import Mapping, Sequence
from collections.abc import Set as AbstractSet
from dataclasses import dataclass, field
from datetime import date

from tradehouse.domain.charts import Chart, ChartKind, Series
from tradehouse.domain.fields import RecordKind
from tradehouse.domain.figures import PERCENT, TEXT
from tradehouse.domain.language import N_, _
from tradehouse.domain.progress import Progress
from tradehouse.domain.report_filters import Filters
from tradehouse.domain.reports import Cell, Column, Names, Report, Section
from tradehouse.domain.supplier_path import GROWING, MENTORING_MONTHS, STALLED_MONTHS, months_between
from tradehouse.services.catalogue import Catalogue
from tradehouse.services.reports.crosstab import nothing, today
from tradehouse.storage.reports.paths import MentoredPath, groups, mentored_paths

STAGES: Mapping[str, str] = {
    "begun": N_("Begun"),
    "growing_12": N_("Growing after 12 months"),
    "growing_24": N_("Still growing after 24 months"),
    "wider": N_("Wider market"),
    "scale_up": N_("Scale up"),
    "alumni": N_("Alumni"),
    "stalled": N_("Stalled"),
}
"""What becomes of a cohort."""
_GROWTH_STAGES = ("begun", "growing_12", "growing_24")
_OUTCOMES = ("wider", "scale_up", "alumni", "stalled")


@dataclass(slots=True)
class _Cohort:
    stages: dict[str, list[int]] = field(default_factory=lambda: {stage: [] for stage in STAGES})

    def add(self, path: MentoredPath, day: date) -> None:
        for stage in _reached(path, day):
            self.stages[stage].append(path.supplier)


def _reached(path: MentoredPath, day: date) -> list[str]:
    """Return the stages that a mentored supplier reached: growing means 5 % more sales a year."""
    found = ["begun"]
    start = date.fromisoformat(path.starts)
    month = {sold: _months(start, sold) for sold, _sales in path.sales}
    before = [sales for sold, sales in path.sales if sold <= path.starts] or [
        sales for sold, sales in path.sales[:1] if month[sold] < STALLED_MONTHS
    ]
    after_12 = next((sales for sold, sales in path.sales if month[sold] >= 12), None)
    after_24 = next((sales for sold, sales in path.sales if month[sold] >= 24), None)
    if before and after_12 is not None and after_12 >= before[-1] * GROWING:
        found.append("growing_12")
        if after_24 is not None and after_24 >= after_12 * GROWING:
            found.append("growing_24")
    within = {kind for when, kind in path.steps if when >= path.starts and _months(start, when) <= MENTORING_MONTHS}
    found += [stage for stage, kind in (("wider", "reach"), ("scale_up", "scale")) if kind in within]
    if path.outcome == "alumni":
        found.append("alumni")
    if path.outcome == "running" and _stalls(path, day):
        found.append("stalled")
    return found


def _months(start: date, when: str) -> int:
    return months_between(start, date.fromisoformat(when))


def _stalls(path: MentoredPath, day: date) -> bool:
    """Whether a path has come to a halt, as the supplier's own page says it: no figures for a year, or none better."""
    if not path.seen:
        return _months(date.fromisoformat(path.starts), day.isoformat()) >= STALLED_MONTHS
    last = date.fromisoformat(path.seen)
    if months_between(last, day) >= STALLED_MONTHS:
        return True
    year_before = [
        (when, sales) for when, sales in path.sales if _months(date.fromisoformat(when), path.seen) >= STALLED_MONTHS
    ]
    if not year_before or any(when > year_before[-1][0] for when, _kind in path.steps):
        return False
    return path.sales[-1][1] < year_before[-1][1] * GROWING


def cohorts(catalogue: Catalogue, filters: Filters, progress: Progress) -> Report:
    """Return what became of those whose mentoring began in each year."""
    found: dict[str, _Cohort] = {}
    day = today()
    with catalogue.database.reading() as read:
        for n, path in enumerate(mentored_paths(read, filters)):
            if n % 1000 == 0:
                progress.check()
            found.setdefault(path.starts[:4], _Cohort()).add(path, day)
    if not found:
        return nothing(_("Began in"))
    names: dict[str, Names] = {}
    rows = tuple(_cohort_row(year, found[year].stages, names) for year in sorted(found))
    together = {stage: [one for year in found.values() for one in year.stages[stage]] for stage in STAGES}
    totals = _cohort_row("", together, names)
    columns = (Column("label", _("Began in"), TEXT), *(Column(stage, _(words)) for stage, words in STAGES.items()))
    charts = (
        _stages_chart(ChartKind.FUNNEL, _("How many go on growing"), _GROWTH_STAGES, together),
        _stages_chart(ChartKind.BARS, _("What became of them"), _OUTCOMES, together),
    )
    notes = (
        _("Growing: annual sales at least 5 % above those of a year before, by the figures taken down."),
        _("Stalled: running, without figures for a year or without growth and step up in one."),
    )
    return Report("", "", columns, (Section(rows),), totals, charts, notes=notes, names=names, made_on=day)


def _stages_chart(kind: ChartKind, title: str, stages: Sequence[str], together: Mapping[str, Sequence[int]]) -> Chart:
    series = Series(
        _("Suppliers"),
        tuple(len(together[stage]) for stage in stages),
        names=tuple(f":{stage}" if together[stage] else "" for stage in stages),
    )
    return Chart(kind, title, (series,), tuple(_(STAGES[stage]) for stage in stages))


def _cohort_row(year: str, stages: Mapping[str, Sequence[int]], names: dict[str, Names]) -> tuple[Cell, ...]:
    cells = [Cell(year or _("Total"))]
    for stage, ids in stages.items():
        key = f"{year}:{stage}" if ids else ""
        if ids:
            said = " · ".join(part for part in (_(STAGES[stage]), year) if part)
            names[key] = Names(RecordKind.SUPPLIER, ids=tuple(dict.fromkeys(ids)), said=said)
        cells.append(Cell(len(ids), key))
    return tuple(cells)


_STATES: Mapping[str, str] = {
    "running": N_("Running"),
    "overdue": N_("Running for more than 36 months"),
    "alumni": N_("Alumni"),
    "stopped": N_("Stopped"),
}
_GROUPS: Mapping[str, str] = {
    "mentored": N_("Mentored"),
    "trained": N_("Only trained"),
    "neither": N_("Neither"),
}


def mentoring(catalogue: Catalogue, filters: Filters, _progress: Progress) -> Report:
    """Return how cases stand, and how many of the mentored, the trained and the others grew or moved up."""
    with catalogue.database.reading() as read:
        found = groups(read, filters)
    if not found.cases:
        return nothing(_("Mentoring"))
    names: dict[str, Names] = {}

    def row(key: str, label: str, suppliers: AbstractSet[int]) -> tuple[Cell, ...]:
        def cell(flag: str, some: AbstractSet[int]) -> Cell:
            if some:
                names[f"{key}:{flag}"] = Names(RecordKind.SUPPLIER, ids=tuple(sorted(some)), said=label)
            return Cell(len(some), f"{key}:{flag}" if some else "")

        measured, grown, stepped = (suppliers & some for some in (found.measured, found.grown, found.stepped))
        return (
            Cell(label), cell("all", suppliers), cell("measured", measured), cell("grown", grown),
            Cell(_percent(len(grown), len(measured))), cell("stepped", stepped), Cell(_percent(len(stepped), len(suppliers))),
        )  # fmt: skip

    beside = {
        "mentored": found.suppliers & found.mentored,
        "trained": (found.suppliers & found.trained) - found.mentored,
        "neither": found.suppliers - found.trained - found.mentored,
    }
    sections = (
        Section(
            tuple(row(state, _(words), found.cases.get(state, frozenset())) for state, words in _STATES.items()),
            _("Mentoring cases"),
        ),
        Section(
            tuple(row(group, _(words), beside[group]) for group, words in _GROUPS.items()),
            _("Beside those who were not mentored"),
        ),
    )
    columns = (
        Column("label", _("Mentoring"), TEXT),
        Column("suppliers", _("Suppliers")),
        Column("measured", _("With figures of two years")),
        Column("grown", _("Sales grew")),
        Column("grown_share", _("Sales grew, share"), PERCENT),
        Column("stepped", _("Stepped up")),
        Column("stepped_share", _("Stepped up, share"), PERCENT),
    )
    notes = (
        _(
            "Sales grew: the last figures are at least 5 % above the first. The share is of those with figures of two days or more."
        ),
    )
    return Report(
        "", "", columns, sections, charts=tuple(_mentoring_charts(sections)), notes=notes, names=names, made_on=today()
    )


def _percent(part: int, whole: int) -> int | None:
    return round(part * 100 / whole) if whole else None


def _mentoring_charts(sections: Sequence[Section]) -> list[Chart]:
    cases, groups = sections
    standing = Chart(
        ChartKind.BARS,
        _("Mentoring cases"),
        (
            Series(
                _("Suppliers"),
                tuple(_number(row[1]) for row in cases.rows),
                names=tuple(row[1].names for row in cases.rows),
            ),
        ),
        tuple(str(row[0].value) for row in cases.rows),
    )
    beside = Chart(
        ChartKind.COLUMNS,
        _("How many grew and how many moved up"),
        (
            Series(
                _("Sales grew, share"),
                tuple(_known(row[4]) for row in groups.rows),
                names=tuple(row[3].names for row in groups.rows),
            ),
            Series(
                _("Stepped up, share"),
                tuple(_known(row[6]) for row in groups.rows),
                names=tuple(row[5].names for row in groups.rows),
            ),
        ),
        tuple(str(row[0].value) for row in groups.rows),
        figure=PERCENT,
    )
    return [standing, beside]


def _known(cell: Cell) -> int | None:
    return cell.value if isinstance(cell.value, int) else None


def _number(cell: Cell) -> int:
    return _known(cell) or 0

"""Partners by kind, with the programmes that they carry and the suppliers that they help."""

from tradehouse.domain.charts import Chart, ChartKind, Series
from tradehouse.domain.fields import RecordKind
from tradehouse.domain.figures import TEXT
from tradehouse.domain.language import _
from tradehouse.domain.progress import Progress
from tradehouse.domain.report_filters import Filters
from tradehouse.domain.reports import Cell, Column, Names, Report, Section
from tradehouse.services.catalogue import Catalogue
from tradehouse.services.reports.axes import choice_axis
from tradehouse.services.reports.crosstab import names_of, nothing, today
from tradehouse.storage.reports.counting import count
from tradehouse.storage.reports.partners import PARTNERS, PROGRAMMES_CARRIED, SUPPLIERS_CARRIED

_KIND = choice_axis(RecordKind.PARTNER, "kind", "partner")


def partners(catalogue: Catalogue, filters: Filters, _progress: Progress) -> Report:
    """Return partners, those whose agreement runs, and what they are linked to, by the kind of partner."""
    with catalogue.database.reading() as read:
        every = count(read, PARTNERS, ("partner", "status"), filters)
        carried = {
            "programmes": (PROGRAMMES_CARRIED, count(read, PROGRAMMES_CARRIED, ("partner",), filters)),
            "suppliers": (SUPPLIERS_CARRIED, count(read, SUPPLIERS_CARRIED, ("partner",), filters)),
        }
    if not every:
        return nothing(_("Kind of partner"))
    names: dict[str, Names] = {}
    sums: dict[str, int] = {}
    for (kind, _state), number in every.items():
        sums[kind] = sums.get(kind, 0) + number
    rows = []
    for kind in _KIND.sorted(sums):
        figures = {
            "partners": (PARTNERS, sums[kind], {}),
            "active": (PARTNERS, every.get((kind, "active"), 0), {"status": "active"}),
        }
        figures |= {key: (subject, found.get((kind,), 0), {}) for key, (subject, found) in carried.items()}
        cells = [Cell(_KIND.said(kind))]
        for key, (subject, number, more) in figures.items():
            if number:
                names[f"{kind}:{key}"] = names_of(
                    catalogue, subject, {"partner": kind, **more}, filters, _KIND.said(kind)
                )
            cells.append(Cell(number, f"{kind}:{key}" if number else ""))
        rows.append(tuple(cells))
    columns = (
        Column("label", _("Kind of partner"), TEXT),
        Column("partners", _("Partners")),
        Column("active", _("Active")),
        Column("programmes", _("Programmes carried")),
        Column("suppliers", _("Suppliers helped")),
    )
    chart = Chart(
        ChartKind.BARS,
        _("Partners by kind"),
        (
            Series(
                _("Partners"),
                tuple(sums[kind] for kind in _KIND.sorted(sums)),
                names=tuple(row[1].names for row in rows),
            ),
        ),
        tuple(str(row[0].value) for row in rows),
    )
    totals = (
        Cell(_("Total")),
        Cell(sum(sums.values())),
        Cell(sum(n for (_kind, status), n in every.items() if status == "active")),
        Cell(),
        Cell(),
    )
    return Report("", "", columns, (Section(tuple(rows)),), totals, (chart,), names=names, made_on=today())

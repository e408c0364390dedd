"""Steps up a class (naik kelas) by quarter and year, and the scale of today beside that of the beginning."""

from tradehouse.domain.charts import Chart, ChartKind, Series
from tradehouse.domain.fields import RecordKind, fields
from tradehouse.domain.language import N_, _
from tradehouse.domain.progress import Progress
from tradehouse.domain.report_filters import Filters
from tradehouse.domain.reports import Report
from tradehouse.domain.scale import SCALES
from tradehouse.services.catalogue import Catalogue
from tradehouse.services.reports.axes import QUARTERS, Axis, time_axis
from tradehouse.services.reports.crosstab import Crosstab, Part, counted, nothing
from tradehouse.storage.reports.subjects import STEPS, THEN_AND_NOW


def _class(key: str, token: str) -> str:
    return _(fields(RecordKind.SUPPLIER)[key].choice_label(token)) if token else _("Not stated")


def _change(token: str) -> str:
    before, _arrow, after = token.partition(">")
    return _("{before} → {after}").format(before=_class("scale", before), after=_class("scale", after))


def _step(token: str) -> str:
    kind, _colon, change = token.partition(":")
    if kind == "scale":
        return _("Scale: {change}").format(change=_change(change))
    before, _arrow, after = change.partition(">")
    return _("Market: {before} → {after}").format(
        before=_class("market_reach", before), after=_class("market_reach", after)
    )


_ORDER = tuple(f"{before}>{after}" for before in SCALES for after in SCALES)
_YEARS = time_axis("year", N_("Steps up by year"))
_CHANGES = Axis("change", N_("What they moved up in"), _step)
_THEN = Axis("change", N_("Business scale, at the beginning → today"), _change, _ORDER)


def growth(catalogue: Catalogue, filters: Filters, _progress: Progress) -> Report:
    """Return the steps up of a time, and the scale of all whose path is known, at its beginning and today."""
    with catalogue.database.reading() as read:
        years, quarters, changes = counted(read, STEPS, (_YEARS, QUARTERS, _CHANGES), filters)
        then = counted(read, THEN_AND_NOW, (_THEN,), filters)[0]
    if not years.rows and not then.rows:
        return nothing(_("Steps up"))
    table = Crosstab(catalogue, filters, [years, quarters, changes, then])
    charts = []
    if quarters.rows:
        charts.append(table.chart(quarters, _("Steps up by quarter"), ChartKind.COLUMNS))
    if then.rows:
        charts.append(_then_and_now(then))
    return table.report(_("Steps up"), charts=charts)


def _then_and_now(part: Part) -> Chart:
    at_first, today = (dict.fromkeys(SCALES, 0) for _n in range(2))
    for token, number in part.totals.items():
        before, _arrow, after = token.partition(">")
        for found, scale in ((at_first, before), (today, after)):
            if scale in found:
                found[scale] += number
    return Chart(
        ChartKind.COLUMNS,
        _("Business scale, then and now"),
        (
            Series(_("At the beginning"), tuple(at_first.values()), tone="neutral"),
            Series(_("Today"), tuple(today.values()), tone="accent"),
        ),
        tuple(_class("scale", scale) for scale in SCALES),
    )

"""When certificates run out, as a chart by month."""

from tradehouse.domain.charts import Chart, ChartKind, Series
from tradehouse.domain.language import _
from tradehouse.domain.radar import Radar


def timeline(radar: Radar) -> Chart:
    """Return how many issued certificates end in each month; the names behind a bar are its month, "2027-03"."""
    months = tuple(radar.months)
    now = radar.day.replace(day=1)
    names = tuple(f"{month:%Y-%m}" if radar.months[month] else "" for month in months)

    def counts(ahead: bool) -> tuple[int, ...]:
        return tuple(radar.months[month] if (month >= now) == ahead else 0 for month in months)

    return Chart(
        ChartKind.TIMELINE,
        _("Last days by month"),
        (
            Series(_("Already over"), counts(ahead=False), "danger", names=names),
            Series(_("Still to come"), counts(ahead=True), "attention", names=names),
        ),
        dates=months,
        stacked=True,
        show_values=False,
    )

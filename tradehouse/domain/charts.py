"""A chart as data: what is compared, in which colours, and where the names behind each figure are found.

Labels are already in the reader's language. Drawing is in exchange/charts; the window, PNG and PDF show the same
drawing.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from tradehouse.domain.display import show_date, show_month
from tradehouse.domain.figures import COUNT, Figure, Number
from tradehouse.domain.language import N_, current_language, translator

MOST_SERIES = 8
TONES = (
    "accent", "attention", "good", "danger", "neutral",
    *(f"series_{n}" for n in range(1, MOST_SERIES + 1)),
)  # fmt: skip
"""Tokens of the theme; the last eight can be told apart by the colour-blind."""

_TARGET_TONES = ("neutral", "accent")


class ChartKind(StrEnum):
    """The forms. LINE stands over dates or over categories, TIMELINE over months; FUNNEL has one series,
    TARGETS has two: the target, then what was realised.
    """

    BARS = "bars"
    COLUMNS = "columns"
    LINE = "line"
    FUNNEL = "funnel"
    TIMELINE = "timeline"
    TARGETS = "targets"


@dataclass(frozen=True, slots=True)
class Series:
    """One value per category; None is unknown, not zero.

    tone is one of TONES, "" for the colour of its place. said are the words beside the values where figures alone do
    not do ("170 (39 %)"). names are keys of Report.names, "" where nothing can be opened.
    """

    label: str
    values: tuple[Number | None, ...]
    tone: str = ""
    said: tuple[str, ...] = ()
    names: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Chart:
    """One chart. dates take the place of categories: of any day for LINE, of one day per month for TIMELINE.

    stacked puts the series of BARS, COLUMNS and TIMELINE on each other. Raises ValueError where lengths disagree.
    """

    kind: ChartKind
    title: str
    series: tuple[Series, ...]
    categories: tuple[str, ...] = ()
    dates: tuple[date, ...] = ()
    figure: Figure = COUNT
    subtitle: str = ""
    stacked: bool = False
    show_values: bool = True

    def __post_init__(self) -> None:
        if len(self.series) > MOST_SERIES:
            raise ValueError(f"a chart has at most {MOST_SERIES} series")
        if self.categories and self.dates:
            raise ValueError("a chart stands over categories or over dates")
        if self.kind is ChartKind.TIMELINE and self.categories:
            raise ValueError("a timeline stands over dates")
        if list(self.dates) != sorted(set(self.dates)):
            raise ValueError("the dates of a chart are in order and different")
        for wanted, kind in ((1, ChartKind.FUNNEL), (2, ChartKind.TARGETS)):
            if self.kind is kind and len(self.series) != wanted:
                raise ValueError(f"a chart of the kind {kind} has {wanted} series")
        for series in self.series:
            if len(series.values) != self.count:
                raise ValueError(f'"{series.label}" does not have {self.count} values')
            if any(len(more) not in {0, self.count} for more in (series.said, series.names)):
                raise ValueError(f'"{series.label}" does not have {self.count} names')
            if series.tone and series.tone not in TONES:
                raise ValueError(f'"{series.tone}" is not a tone')

    @property
    def count(self) -> int:
        """How many categories or dates there are."""
        return len(self.dates or self.categories)

    @property
    def empty(self) -> bool:
        """Whether there is nothing to draw: no value is known. Zeros are known."""
        return all(value is None for series in self.series for value in series.values)

    def tone(self, series: int) -> str:
        """Return the tone of a series."""
        usual = _TARGET_TONES[series] if self.kind is ChartKind.TARGETS else f"series_{series + 1}"
        return self.series[series].tone or usual

    def category(self, n: int, language: str | None = None) -> str:
        """Return what a value stands over."""
        if not self.dates:
            return self.categories[n]
        return (show_month if self.kind is ChartKind.TIMELINE else show_date)(self.dates[n], language)

    def value_text(self, series: int, n: int, language: str | None = None) -> str:
        """Return the words beside a value."""
        one = self.series[series]
        return (one.said[n] if one.said else "") or self.figure.text(one.values[n], language)

    def names(self, series: int, n: int) -> str:
        """Return the key of the names behind a value, "" for none."""
        return self.series[series].names[n] if self.series[series].names else ""

    def datum_text(self, series: int, n: int, language: str | None = None) -> str:
        """Return what a value says by itself: "Kriya: 170", or "Kriya · UMKM: 170" where there are several series."""
        named = " · ".join(
            part for part in (self.category(n, language), self.series[series].label if len(self.series) > 1 else "") if part
        )  # fmt: skip
        return f"{named}: {self.value_text(series, n, language)}"


def described(chart: Chart, language: str | None = None) -> str:
    """Return all that a chart shows, in words, for those who hear it."""
    if chart.empty:
        return translator(language or current_language()).gettext(N_("No data yet"))
    return "; ".join(_said(chart, language))


def _said(chart: Chart, language: str | None) -> Iterator[str]:
    for n in range(chart.count):
        for series, one in enumerate(chart.series):
            if one.values[n] is not None:
                yield chart.datum_text(series, n, language)

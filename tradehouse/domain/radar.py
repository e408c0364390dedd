"""What the radar of certificates counts: how they stand, what is to be done next, and when they run out."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import Final

from tradehouse.domain.language import N_, translator

MONTHS_PAST: Final = 12
MONTHS_AHEAD: Final = 24
_MONTH_DAYS, _YEAR_DAYS = 30, 365


@dataclass(frozen=True, slots=True)
class Radar:
    """All certificates that a query selects, counted on a day. validity and next_step are counts by the tokens of
    these fields, types the counts of validity by type; months how many issued ones end in each month, by its first
    day, from MONTHS_PAST back to MONTHS_AHEAD on, without gaps. to_renew are those whose renewal is due and that have not
    ended yet.
    """

    day: date
    validity: Mapping[str, int] = field(default_factory=dict)
    next_step: Mapping[str, int] = field(default_factory=dict)
    types: Mapping[str, Mapping[str, int]] = field(default_factory=dict)
    months: Mapping[date, int] = field(default_factory=dict)
    to_renew: int = 0

    @property
    def total(self) -> int:
        """How many certificates there are."""
        return sum(self.validity.values())


def months_around(day: date) -> Iterator[date]:
    """Yield the first days of the months that a radar shows."""
    now = day.year * 12 + day.month - 1
    for month in range(now - MONTHS_PAST, now + MONTHS_AHEAD + 1):
        yield date(month // 12, month % 12 + 1, 1)


def days_in_words(days: int, language: str) -> str:
    """Return how long until the last day in the units that people count in: "12 days left", "4 months ago".

    Up to two months count in days, up to two years in months of 30 days, else in years; nothing is rounded up.
    """
    words = translator(language)
    if days in {0, -1}:
        return words.gettext(N_("ends today") if days == 0 else N_("ended yesterday"))
    span = abs(days)
    if days > 0:
        if span < 2 * _MONTH_DAYS:
            return words.ngettext("{n} day left", "{n} days left", span).format(n=span)
        if span < 2 * _YEAR_DAYS:
            n = span // _MONTH_DAYS
            return words.ngettext("{n} month left", "{n} months left", n).format(n=n)
        n = span // _YEAR_DAYS
        return words.ngettext("{n} year left", "{n} years left", n).format(n=n)
    if span < 2 * _MONTH_DAYS:
        return words.ngettext("{n} day ago", "{n} days ago", span).format(n=span)
    if span < 2 * _YEAR_DAYS:
        n = span // _MONTH_DAYS
        return words.ngettext("{n} month ago", "{n} months ago", n).format(n=n)
    n = span // _YEAR_DAYS
    return words.ngettext("{n} year ago", "{n} years ago", n).format(n=n)

"""The path of a supplier: how it grew, where it moved up a class (naik kelas), and how long it is mentored.

A snapshot holds the figures of one day. Scale follows from them by the rule in force that day (PP 7/2021 article 35);
market reach is what was seen. A step up is recorded with the figures that show it; a step down is no step up. Mentoring
(Damping UMKM) runs at most three years.
"""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date
from decimal import Decimal
from enum import StrEnum
from typing import Final

from tradehouse.domain.display import show_date, show_rupiah
from tradehouse.domain.language import N_, Message, current_language
from tradehouse.domain.reference_data import scale_rules
from tradehouse.domain.scale import SCALES, Scale, scale_of
from tradehouse.domain.supplier_fields import REACHES

MENTORING_MONTHS: Final = 36
REACH_ORDER: Final = tuple(choice.token for choice in REACHES)
STALLED_MONTHS: Final = 12
_FIGURES: Final = ("sales", "capital", "men", "women", "reach")
GROWING: Final = Decimal("1.05")
"""Sales that are less than this much of those a year before do not count as growth."""


class StepKind(StrEnum):
    """What a step up is in."""

    SCALE = "scale"
    REACH = "reach"


@dataclass(frozen=True, slots=True)
class Snapshot:
    """The figures of a supplier on one day; rupiah, people. None: not known. source says where they are from."""

    date: date
    sales: Decimal | None = None
    capital: Decimal | None = None
    men: int | None = None
    women: int | None = None
    reach: str = ""
    source: str = ""

    @property
    def scale(self) -> Scale | None:
        """The business scale that its figures make, by the rule of its day."""
        return scale_of(self.sales, self.capital, self.date)

    @property
    def people(self) -> int | None:
        """How many work there."""
        known = [count for count in (self.men, self.women) if count is not None]
        return sum(known) if known else None


@dataclass(frozen=True, slots=True)
class Criterion:
    """Why a step up counts. by is "sales" or "capital", with figure and bound in rupiah and the code of the rule; or
    "seen" on a day.
    """

    by: str
    figure: int = 0
    bound: int = 0
    rule: str = ""
    seen: str = ""

    def message(self) -> Message:
        """Return it as a sentence."""
        if self.by == "seen":
            return Message(
                N_("Sells in a wider market, seen on {date}"), {"date": show_date(date.fromisoformat(self.seen))}
            )
        msgid = (
            N_("Annual sales of {figure} are above {bound} ({rule})")
            if self.by == "sales"
            else N_("Business capital of {figure} is above {bound} ({rule})")
        )
        rule = next((one.label(current_language()) for one in scale_rules() if one.code == self.rule), self.rule)
        values = {"figure": show_rupiah(self.figure), "bound": show_rupiah(self.bound), "rule": rule}
        return Message(msgid, values)


@dataclass(frozen=True, slots=True)
class Step:
    """A step up: from one class to a higher one, with the criteria that were met."""

    kind: StepKind
    came_from: str
    went_to: str
    criteria: tuple[Criterion, ...] = ()


def steps_up(before: Snapshot | None, after: Snapshot) -> Iterator[Step]:
    """Yield what a supplier moved up in between two snapshots."""
    if before is None:
        return
    old, new = before.scale, after.scale
    if old is not None and new is not None and SCALES.index(new.token) > SCALES.index(old.token):
        bounds = new.rule.sales if new.by == "sales" else new.rule.capital
        figure = after.sales if new.by == "sales" else after.capital
        # The bound that was passed last: of the class just below the new one.
        below = bounds.get(SCALES[SCALES.index(new.token) - 1], 0)
        yield Step(StepKind.SCALE, old.token, new.token, (Criterion(new.by, int(figure or 0), below, new.rule.code),))
    if before.reach in REACH_ORDER and after.reach in REACH_ORDER:
        reached = REACH_ORDER.index(after.reach)
        if reached > REACH_ORDER.index(before.reach):
            seen = Criterion("seen", seen=after.date.isoformat())
            yield Step(StepKind.REACH, before.reach, after.reach, (seen,))


@dataclass(frozen=True, slots=True)
class StoredSnapshot:
    """A snapshot with its own id."""

    id: int
    figures: Snapshot


@dataclass(frozen=True, slots=True)
class StoredStep:
    """A step up with its own id, day and what proves it."""

    id: int
    date: date
    step: Step
    evidence: str = ""


@dataclass(frozen=True, slots=True)
class MentoringCase:
    """One supplier mentored; outcome "running", "alumni" or "stopped"."""

    id: int
    supplier_id: int
    programme_id: int | None
    programme: str
    starts: date
    ends: date | None
    mentor: str
    outcome: str
    notes: str = ""


def known_by(snapshots: Iterable[Snapshot], day: date) -> Snapshot | None:
    """Return what was known of a supplier before a day: of each figure the latest. snapshots are in order of date."""
    known: Snapshot | None = None
    for one in snapshots:
        if one.date >= day:
            break
        told = {name: getattr(one, name) for name in _FIGURES if getattr(one, name) not in (None, "")}
        known = one if known is None else replace(known, date=one.date, **told)
    return known


def stalls(snapshots: Sequence[Snapshot], day: date) -> Message | None:
    """Return why a supplier's path has come to a halt, None where it goes on. snapshots are in order of date."""
    if not snapshots:
        return None
    last = snapshots[-1]
    if months_between(last.date, day) >= STALLED_MONTHS:
        months = months_between(last.date, day)
        return Message(N_("no figures for {months} months"), {"months": months})
    year_before = [one for one in snapshots if months_between(one.date, last.date) >= STALLED_MONTHS]
    if not year_before:
        return None
    then = year_before[-1]
    if any(steps_up(then, last)):
        return None
    if then.sales and last.sales is not None and last.sales < then.sales * GROWING:
        return Message(N_("sales have not grown in a year, and no step up"))
    return None


def months_between(start: date, end: date) -> int:
    """Return the whole months from one day to another; 0 where the second is earlier."""
    months = (end.year - start.year) * 12 + end.month - start.month - (end.day < start.day)
    return max(0, months)


def mentoring_end(start: date) -> date:
    """Return the last day that mentoring may run to: three years after its first."""
    try:
        return start.replace(year=start.year + MENTORING_MONTHS // 12)
    except ValueError:  # begun on 29 February
        return date(start.year + MENTORING_MONTHS // 12, 2, 28)

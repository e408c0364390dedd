"""The path of a supplier: figures taken down, steps up found in them, mentoring begun and ended."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime
from decimal import Decimal
from typing import Any, Final

from tradehouse.domain.display import show_date
from tradehouse.domain.errors import UserError
from tradehouse.domain.fields import RecordKind
from tradehouse.domain.language import N_, Message
from tradehouse.domain.scale import Scale, scale_of
from tradehouse.domain.supplier_path import (
    MENTORING_MONTHS,
    MentoringCase,
    Snapshot,
    Step,
    StoredSnapshot,
    StoredStep,
    known_by,
    mentoring_end,
    stalls,
    steps_up,
)
from tradehouse.services.catalogue import Catalogue
from tradehouse.storage import queries
from tradehouse.storage import supplier_path as stored
from tradehouse.storage.work import Work

OUTCOMES: Final = {"running": N_("Running"), "alumni": N_("Alumni"), "stopped": N_("Stopped")}
_ON_SUPPLIER: Final = ("sales_idr", "capital_idr", "employees_men", "employees_women", "market_reach")


@dataclass(frozen=True, slots=True)
class Path:
    """What is known of a supplier's path. by_sales and by_capital are both scales where both figures are known; stalled
    says why nothing moves.
    """

    snapshots: Sequence[StoredSnapshot]
    steps: Sequence[StoredStep]
    cases: Sequence[MentoringCase]
    by_sales: Scale | None
    by_capital: Scale | None
    stalled: Message | None


def path_of(catalogue: Catalogue, supplier_id: int) -> Path:
    """Return the path of a supplier as it stands today."""
    with catalogue.database.reading() as read:
        supplier = queries.record(read, RecordKind.SUPPLIER, supplier_id)
        snapshots = stored.snapshots_of(read, supplier_id)
        steps = stored.steps_of(read, supplier_id)
        cases = stored.cases_of(read, supplier_id)
    return Path(
        snapshots,
        steps,
        cases,
        scale_of(supplier["sales_idr"], None),
        scale_of(None, supplier["capital_idr"]),
        stalls([one.figures for one in snapshots], _today()),
    )


def take_snapshot(catalogue: Catalogue, supplier_id: int, taken: Snapshot, evidence: str = "") -> list[Step]:
    """Keep the figures of a day, and every step up that they show; return these steps.

    The newest figures become the supplier's own. Where there is no snapshot before, the supplier's figures of the
    moment are taken to be those before. Raises UserError for figures that cannot be.
    """
    _check(taken)
    with catalogue.writing(
        N_("Figures of {name} on {date}"), name=_name(catalogue, supplier_id), date=taken.date.isoformat()
    ) as work:
        known = [one.figures for one in stored.snapshots_of(work.connection, supplier_id)]
        own = _own_figures(work, supplier_id)
        later = (
            own is not None and own.date.year > taken.date.year
        )  # than these figures is what the supplier says of itself
        before = known_by(known, taken.date) or (None if known or later else own)
        stored.put_snapshot(work, supplier_id, taken)
        steps = list(steps_up(before, taken))
        recorded = {(one.step.kind, one.step.went_to) for one in stored.steps_of(work.connection, supplier_id)}
        fresh = [step for step in steps if (step.kind, step.went_to) not in recorded]
        for step in fresh:
            stored.insert_step(work, supplier_id, taken.date, step, evidence or taken.source)
        if not later and all(one.date <= taken.date for one in known):
            _become_own(work, supplier_id, taken)
    return fresh


def remove_snapshot(catalogue: Catalogue, supplier_id: int, snapshot_id: int) -> None:
    """Take figures away that were wrong; the steps up that they showed stay until somebody takes those away too."""
    with catalogue.writing(N_("Figures of {name} removed"), name=_name(catalogue, supplier_id)) as work:
        work.delete_many("growth_snapshot", [snapshot_id])


def remove_step(catalogue: Catalogue, supplier_id: int, step_id: int) -> None:
    """Take a step up away that was none."""
    with catalogue.writing(N_("Step up of {name} removed"), name=_name(catalogue, supplier_id)) as work:
        work.delete_many("step_up", [step_id])


def begin_mentoring(
    catalogue: Catalogue, supplier_id: int, starts: date, programme_id: int | None = None, mentor: str = ""
) -> int:
    """Begin to mentor a supplier; return the case. Raises UserError where it is being mentored already."""
    with catalogue.writing(N_("Mentoring of {name} begins"), name=_name(catalogue, supplier_id)) as work:
        if any(case.outcome == "running" for case in stored.cases_of(work.connection, supplier_id)):
            raise UserError("mentored_already", N_("This supplier is being mentored already. End that first."))
        return work.insert(
            "mentoring_case",
            {
                "supplier_id": supplier_id,
                "programme_id": programme_id,
                "starts": starts.isoformat(),
                "mentor": mentor or None,
            },
        )


def end_mentoring(catalogue: Catalogue, case: MentoringCase, ends: date, outcome: str) -> None:
    """End the mentoring of a supplier as "alumni" or "stopped".

    Raises UserError where it would end before it began, or run longer than the three years that mentoring takes.
    """
    if ends < case.starts:
        raise UserError("ends_before_start", N_("Mentoring cannot end before it began."))
    if ends > mentoring_end(case.starts):
        raise UserError(
            "too_long",
            N_("Mentoring takes {months} months at most: until {date}."),
            months=MENTORING_MONTHS,
            date=show_date(mentoring_end(case.starts)),
        )
    with catalogue.writing(N_("Mentoring of {name} ends"), name=_name(catalogue, case.supplier_id)) as work:
        work.update("mentoring_case", case.id, {"ends": ends.isoformat(), "outcome": outcome})


def _check(taken: Snapshot) -> None:
    negative = [
        figure for figure in (taken.sales, taken.capital, taken.men, taken.women) if figure is not None and figure < 0
    ]
    if negative:
        raise UserError("negative_figure", N_("{figure} is below zero. Sales, capital and people are counted from 0."),
                        figure=negative[0])  # fmt: skip
    if taken.date > _today():
        raise UserError(
            "future_figures",
            N_("{date} has not come yet. Give the day that the figures are of."),
            date=show_date(taken.date),
        )


def _own_figures(work: Work, supplier_id: int) -> Snapshot | None:
    image = work.image("supplier", supplier_id)
    if not any(image[key] for key in _ON_SUPPLIER):
        return None
    sales, capital, men, women, reach = (image[key] for key in _ON_SUPPLIER)
    when = date(image["sales_year"], 12, 31) if image["sales_year"] else _today()
    earned, owned = (None if figure is None else Decimal(figure) for figure in (sales, capital))
    return Snapshot(min(when, _today()), earned, owned, men, women, reach or "")


def _become_own(work: Work, supplier_id: int, taken: Snapshot) -> None:
    figures = (taken.sales, taken.capital, taken.men, taken.women, taken.reach or None)
    changes: dict[str, Any] = {
        key: value for key, value in zip(_ON_SUPPLIER, figures, strict=True) if value is not None
    }
    if taken.sales is not None:
        changes["sales_year"] = taken.date.year
    if changes:
        work.update("supplier", supplier_id, changes)


def _name(catalogue: Catalogue, supplier_id: int) -> str:
    with catalogue.database.reading() as read:
        return str(queries.record(read, RecordKind.SUPPLIER, supplier_id)["name"])


def _today() -> date:
    return datetime.now(UTC).astimezone().date()

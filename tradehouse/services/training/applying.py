"""From a plan of attendance to the programme: one change, one undo."""

from collections.abc import Sequence
from dataclasses import dataclass

from tradehouse.domain.attendance import ListedPerson
from tradehouse.domain.language import N_
from tradehouse.domain.training import SAID_OTHERWISE, other_spellings, spelling
from tradehouse.services.catalogue import Catalogue
from tradehouse.services.training.plans import (
    AttendancePlan,
    LineState,
    Outcome,
    PlannedLine,
    SessionChoice,
    changes_of,
)
from tradehouse.storage import training as stored
from tradehouse.storage.work import Work


@dataclass(frozen=True, slots=True)
class AttendanceReport:
    """What became of a list: every row that speaks of somebody is counted once. change_set is None where nothing
    changed.
    """

    new: int
    updated: int
    unchanged: int
    merged: int
    not_taken: int
    matched: int
    asked: int
    names: int
    passed_over: int
    change_set: int | None = None

    @property
    def total(self) -> int:
        """How many rows speak of somebody."""
        return self.new + self.updated + self.unchanged + self.merged + self.not_taken


def report_of(plan: AttendancePlan, change_set: int | None = None) -> AttendanceReport:
    """Return what a plan does, in figures."""
    new, updated, unchanged, merged, not_taken = (plan.outcomes(outcome) for outcome in Outcome)
    matched = sum(1 for line in plan.lines if line.supplier is not None)
    return AttendanceReport(
        new, updated, unchanged, merged, not_taken, matched, plan.count(LineState.ASKED),
        len(plan.lines) - matched - not_taken, plan.passed_over, change_set,
    )  # fmt: skip


def apply_attendance(catalogue: Catalogue, plan: AttendancePlan) -> AttendanceReport:
    """Write a plan. The same list does nothing the second time. Raises StorageProblem."""
    with catalogue.writing(
        N_("Participants of {name} from {file}"), name=plan.programme["name"], file=plan.file
    ) as work:
        sessions = _sessions(work, plan)
        fresh = [line for line in plan.lines if line.outcome is Outcome.NEW]
        merged: dict[int, list[PlannedLine]] = {}
        for line in plan.lines:
            if line.first is not None:
                merged.setdefault(id(line.first), []).append(line)
        work.insert_many("participation", [_row(plan, line, sessions, merged.get(id(line), [])) for line in fresh])
        _complete(work, plan)
        _attach(work, plan)
        for line in plan.lines:
            if line.outcome is Outcome.UPDATED and line.known is not None:
                _add(work, line.known.id, changes_of(line))
        _note_spellings(work, plan)
    return report_of(plan, work.recorder.change_set_id)


def _add(work: Work, row: int, changes: dict[str, object]) -> None:
    """Add to a line that is kept; who came by one row of a list did not stay away by another."""
    if changes.get("attended") == 0 and work.image("participation", row)["attended"]:
        del changes["attended"]
    work.update("participation", row, changes)


def _sessions(work: Work, plan: AttendancePlan) -> dict[SessionChoice, int | None]:
    """Return the session of each choice; those that are new are made."""
    found: dict[SessionChoice, int | None] = {}
    for line in plan.lines:
        choice = line.session
        if choice in found or line.outcome is Outcome.NOT_TAKEN:
            continue
        found[choice] = choice.id
        if choice.id is None and choice.topic:
            found[choice] = work.insert(
                "programme_session",
                {
                    "programme_id": plan.programme.id,
                    "topic": choice.topic,
                    "date": None if choice.date is None else choice.date.isoformat(),
                },
            )
    return found


def _row(
    plan: AttendancePlan, line: PlannedLine, sessions: dict[SessionChoice, int | None], merged: Sequence[PlannedLine]
) -> dict[str, object]:
    rows = [line.who, *(one.who for one in merged)]
    named = line.identity or line.who
    came = [who.attended for who in rows if who.attended is not None]
    phone = named.phone or _told(rows, "phone")
    own = spelling(named.person, named.firm, phone)
    spellings = dict.fromkeys(one.text for one in (line, *merged) if one.text != own)
    where = f"{plan.file} · {line.sheet} · {line.who.row}"
    registered = next((who.registered.isoformat() for who in rows if who.registered is not None), None)
    return {
        "programme_id": plan.programme.id,
        "programme_session_id": sessions[line.session],
        "supplier_id": None if line.supplier is None else line.supplier.id,
        "person": named.person or None,
        "firm": named.firm or None,
        "phone": phone or None,
        "province": named.province or _told(rows, "province") or None,
        "regency": _told(rows, "regency") or None,
        "registered": registered,
        "attended": int(any(came)) if came else None,
        "channel": _told(rows, "channel") or None,
        "source": "".join((where, *(f"{SAID_OTHERWISE}{text}" for text in spellings))),
    }


def _told(rows: Sequence[ListedPerson], key: str) -> str:
    """Return what the first of several rows that says something says."""
    return next((value for who in rows if (value := getattr(who, key))), "")


def _complete(work: Work, plan: AttendancePlan) -> None:
    """Give the lines that are kept of a name the phone and province that only this list has, lest it becomes another."""
    names = {id(line.identity): line.identity for line in plan.lines if line.identity is not None}
    for known in names.values():
        told = {column: value for column in ("phone", "province") if (value := getattr(known, column))}
        for row in known.ids if told else ():
            work.update("participation", row, told)


def _attach(work: Work, plan: AttendancePlan) -> None:
    """A name that turns out to be a supplier becomes it in every session, lest it is counted as both."""
    for line in plan.lines:
        if line.supplier is not None and line.before is not None and line.before.supplier is None:
            for row in stored.lines_of_person(work.connection, line.before):
                work.update("participation", row, {"supplier_id": line.supplier.id})


def _note_spellings(work: Work, plan: AttendancePlan) -> None:
    """Remember in lines that are kept how else their people were written here, so that it is not asked again."""
    for line in plan.lines:
        if line.known is None or line.outcome is Outcome.NOT_TAKEN:
            continue
        source = str(work.image("participation", line.known.id)["source"] or "")
        own = spelling(line.known.person, line.known.firm, line.known.phone)
        if line.text != own and line.text not in other_spellings(source):
            work.update("participation", line.known.id, {"source": f"{source}{SAID_OTHERWISE}{line.text}"})

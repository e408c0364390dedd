"""What a plan of attendance is made of: rows, what each is taken for and what becomes of it, what a person decided."""

import datetime as dt
from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum
from pathlib import Path

from tradehouse.domain.attendance import ListedPerson, PeopleList, SheetReading
from tradehouse.domain.records import Record
from tradehouse.domain.training import Participant, TrainingSession, spelling
from tradehouse.exchange.sheets import Sheet
from tradehouse.services.training.matching import Match, Option

Place = tuple[str, int]
"""A sheet and a row in it."""


class LineState(StrEnum):
    """What a row is taken for."""

    MATCHED = "matched"
    ASKED = "asked"
    NAME = "name"
    TWICE = "twice"
    UNNAMED = "unnamed"


class Outcome(StrEnum):
    """What a row becomes."""

    NEW = "new"
    UPDATED = "updated"
    UNCHANGED = "unchanged"
    MERGED = "merged"
    NOT_TAKEN = "not_taken"


@dataclass(frozen=True, slots=True)
class SessionChoice:
    """What a list is about: a session that is there (id), a new one (topic), or the programme as a whole (neither)."""

    id: int | None = None
    topic: str = ""
    date: dt.date | None = None


@dataclass(frozen=True, slots=True)
class Choices:
    """What a person decided: how sheets are read and what they are about, who somebody is (None: nobody known), which
    rows speak of somebody who stands there already. registered_only: the list says who registered, not who came.
    """

    readings: Mapping[str, SheetReading] = field(default_factory=dict)
    sessions: Mapping[str, SessionChoice] = field(default_factory=dict)
    left_out: frozenset[str] = frozenset()
    registered_only: bool | None = None
    suppliers: Mapping[Place, int | None] = field(default_factory=dict)
    doubles: Mapping[Place, bool] = field(default_factory=dict)
    merge_doubles: bool = False


@dataclass(slots=True)
class Identity:
    """Somebody in the programme who is no supplier (yet), as first written; ids are the lines that are kept of them."""

    person: str
    firm: str
    phone: str
    province: str = ""
    regency: str = ""
    row: int = 0
    ids: list[int] = field(default_factory=list)

    @property
    def name(self) -> str:
        """What to call them."""
        return " · ".join(filter(None, (self.person, self.firm))) or self.phone


@dataclass(slots=True)
class PlannedLine:
    """One row of a list. twin is who it may be once more; same says that it is. before is a line of the programme that has
    the same words; known is the one of the same session that it adds to, first the row of the list.
    """

    sheet: str
    who: ListedPerson
    session: SessionChoice
    state: LineState
    match: Match
    supplier: Option | None = None
    identity: Identity | None = None
    twin: Identity | None = None
    same: bool = False
    before: Participant | None = None
    known: Participant | None = None
    first: "PlannedLine | None" = None
    outcome: Outcome = Outcome.NEW

    @property
    def place(self) -> Place:
        """Where it stands."""
        return self.sheet, self.who.row

    @property
    def text(self) -> str:
        """How the person is written there."""
        return spelling(self.who.person, self.who.firm, self.who.phone)


@dataclass(slots=True)
class AttendanceFile:
    """A file whose sheets were read."""

    path: Path
    sheets: list[Sheet]


@dataclass(slots=True)
class AttendancePlan:
    """What a list will do to a programme. lists are its sheets as read, also those that are none."""

    programme: Record
    file: str
    lists: list[PeopleList]
    lines: list[PlannedLine]
    sessions: list[TrainingSession]
    choices: Choices

    def count(self, state: LineState) -> int:
        """Return how many rows are taken for something."""
        return sum(1 for line in self.lines if line.state is state)

    def outcomes(self, outcome: Outcome) -> int:
        """Return how many rows become something."""
        return sum(1 for line in self.lines if line.outcome is outcome)

    @property
    def passed_over(self) -> int:
        """How many filled rows speak of nobody."""
        return sum(read.passed_over for read in self.lists)


def changes_of(line: PlannedLine) -> dict[str, object]:
    """Return what a row changes in the line that is known of the same person and session, by column."""
    known, who = line.known, line.who
    if known is None:
        return {}
    found: dict[str, object] = {
        column: getattr(who, column)
        for column in ("person", "phone", "province", "regency", "channel")
        if getattr(who, column) and not getattr(known, column)
    }
    if (who.attended is not None and known.attended is None) or (who.attended and not known.attended):
        found["attended"] = int(bool(who.attended))
    if line.supplier is not None and known.supplier is None:
        found["supplier_id"] = line.supplier.id
    if who.registered is not None and known.registered is None:
        found["registered"] = who.registered.isoformat()
    return found

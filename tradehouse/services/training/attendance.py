"""A plan for a list of who registered or came: which supplier each row is, who stands there twice, what is new.

The plan is what a person sees and corrects; `applying` writes it as one change. Every row that speaks of somebody is in
it once.
"""

import datetime as dt
from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import replace
from pathlib import Path
from typing import Generic, TypeVar

from tradehouse.domain.attendance import LABELS, ListedPerson, PeopleList, SheetReading
from tradehouse.domain.display import show_date
from tradehouse.domain.errors import UnusableFile, UserError
from tradehouse.domain.fields import RecordKind
from tradehouse.domain.language import N_, _
from tradehouse.domain.progress import Progress
from tradehouse.domain.text import fold
from tradehouse.domain.training import Participant, TrainingSession, other_spellings
from tradehouse.exchange.attendance_sheets import dates_in, lists_in, read_people
from tradehouse.exchange.headings import plain_heading
from tradehouse.exchange.reading import open_workbook
from tradehouse.services import browsing
from tradehouse.services.catalogue import Catalogue
from tradehouse.services.training.matching import (
    ALIKE_FROM,
    MOST_COMPARED,
    Match,
    Option,
    Suppliers,
    alike,
    beginnings,
    numbers_in,
)
from tradehouse.services.training.plans import (
    AttendanceFile,
    AttendancePlan,
    Choices,
    Identity,
    LineState,
    Outcome,
    PlannedLine,
    SessionChoice,
    changes_of,
)
from tradehouse.storage import training as stored

_CERTAIN = 92  # from how much likeness on two names with different phones may be one person
_EVERY = 50


def open_attendance(path: Path, progress: Progress | None = None) -> AttendanceFile:
    """Read the sheets of a list. Raises UnusableFile, Cancelled."""
    with open_workbook(path, progress) as workbook:
        return AttendanceFile(path, lists_in(workbook))


def readings_of(file: AttendanceFile, roles: Mapping[str, str], header: int = 0) -> dict[str, SheetReading]:
    """Return how sheets are to be read where somebody says what columns hold: by heading, or by letter as "[C]".

    header is the row of the headings, 0 where it is to be found. Raises UserError for what no column can hold.
    """
    unknown = next((role for role in roles.values() if role and role not in LABELS), None)
    if unknown is not None:
        text = N_('No column can hold "{role}". There are: {roles}.')
        raise UserError("unknown_role", text, role=unknown, roles=", ".join(LABELS))
    said = {plain_heading(heading): role for heading, role in roles.items()}
    found = {}
    for sheet in file.sheets:
        columns = read_people(sheet, SheetReading(header)).columns
        named = {c.letter: (plain_heading(c.heading), plain_heading(f"[{c.letter}]")) for c in columns}
        chosen = {letter: said[name] for letter, names in named.items() for name in names if name in said}
        found[sheet.name] = SheetReading(header, chosen)
    return found


def plan_attendance(
    catalogue: Catalogue,
    programme_id: int,
    file: AttendanceFile,
    suppliers: Suppliers,
    choices: Choices | None = None,
    progress: Progress | None = None,
    *,
    correctable: bool = False,
) -> AttendancePlan:
    """Return what a list would do to a programme; nothing is written. suppliers are all that somebody may be.

    Raises UnusableFile where no sheet is a list of people, Cancelled. With correctable, a sheet whose columns are there
    but not understood is planned without rows, so that a person can say what they hold.
    """
    said, told = choices or Choices(), progress or Progress()
    programme = browsing.record(catalogue, RecordKind.PROGRAMME, programme_id)
    with catalogue.database.reading() as read:
        sessions = stored.sessions_of(read, programme_id)
        kept = stored.participants_of(read, programme_id)
    lists = [read_people(sheet, said.readings.get(sheet.name, SheetReading()), file.path.name) for sheet in file.sheets]
    if not any(one.people or (correctable and one.columns) for one in lists):
        raise _no_list(file, lists)
    plan = AttendancePlan(programme, file.path.name, lists, [], sessions, said)
    taken = [one for one in lists if one.people and one.name not in said.left_out]
    room = _Room(plan, suppliers, kept)
    total = sum(len(one.people) for one in taken)
    for one in taken:
        for who in one.people:
            if len(plan.lines) % _EVERY == 0:
                told.report(len(plan.lines), total, one.name)
            room.take(one, who, several=len(taken) > 1)
    return plan


def _no_list(file: AttendanceFile, lists: Sequence[PeopleList]) -> UserError:
    telling = [one for one in lists if one.code != "empty_sheet"] or list(lists)
    if not telling:
        return UnusableFile("no_lists", N_('"{file}" has no visible sheet. Show one, or choose another file.'), file=file.path.name)  # fmt: skip
    first = telling[0]
    text = N_('"{file}", sheet "{sheet}": {reason}')
    return UnusableFile(first.code, text, file=file.path.name, sheet=first.name, reason=first.why_not or "")


def session_named(sessions: Sequence[TrainingSession], topic: str, day: dt.date | None) -> SessionChoice:
    """Return the session of a day or topic, a new one where there is none."""
    for session in sessions:
        same_topic = not topic or fold(session.topic) == fold(topic)
        if (day is not None and session.date == day and (same_topic or not topic)) or (topic and same_topic):
            return SessionChoice(session.id, session.topic, session.date)
    if day is not None and (at := next((s for s in sessions if s.date == day), None)) is not None:
        return SessionChoice(at.id, at.topic, at.date)
    if not topic and day is not None:
        topic = _("Session of {date}").format(date=show_date(day))
    return SessionChoice(None, topic, day)


T = TypeVar("T")


class _Written(Generic[T]):
    """Things by the words in which somebody is written; people of one name in two provinces are two."""

    def __init__(self) -> None:
        self._by_words: dict[str, list[tuple[str, T]]] = defaultdict(list)

    def put(self, person: str, firm: str, phone: str, province: str, one: T) -> None:
        """Put one down."""
        self._by_words[_key(person, firm, phone)].append((province, one))

    def find(self, person: str, firm: str, phone: str, province: str) -> T | None:
        """Return the one of these words and this province, else one of which no province is known."""
        found = self._by_words.get(_key(person, firm, phone), ())
        same = (one for of, one in found if of == province)
        return next(same, next((one for of, one in found if not of or not province), None))

    def find_who(self, who: ListedPerson) -> T | None:
        """Return the one that a row's words mean; one written without a phone may be it too."""
        found = self.find(who.person, who.firm, who.phone, who.province)
        if found is None and who.phone and who.person:
            found = self.find(who.person, who.firm, "", who.province)
        return found


class _Room:
    """Everybody who is in the programme while a plan is made."""

    def __init__(self, plan: AttendancePlan, suppliers: Suppliers, kept: Sequence[Participant]) -> None:
        self._plan = plan
        self._suppliers = suppliers
        self._names: _Written[Identity] = _Written()
        self._near: dict[str, list[Identity]] = defaultdict(list)
        self._written: _Written[Participant] = _Written()
        self._written_here: dict[object, _Written[Participant]] = defaultdict(_Written)
        self._here: dict[tuple[object, ...], Participant | PlannedLine] = {}
        for line in kept:
            spelled = [text.split(" | ") for text in other_spellings(line.source) if text.count(" | ") == 2]
            for person, firm, phone in ((line.person, line.firm, line.phone), *spelled):
                for book in (self._written, self._written_here[line.session_id]):
                    book.put(person, firm, phone, line.province, line)
            who: tuple[object, ...] = ("supplier", line.supplier and line.supplier.id, fold(line.person))
            if line.supplier is None:
                known = self._names.find(line.person, line.firm, line.phone, line.province)
                if known is None or known.province != line.province:
                    known = Identity(line.person, line.firm, line.phone, line.province, line.regency)
                    self._remember(known, known)
                known.ids.append(line.id)
                who = ("name", id(known))
            self._here.setdefault((line.session_id, who), line)

    def _remember(self, written: Identity | ListedPerson, known: Identity) -> None:
        """Remember how somebody is written."""
        self._names.put(written.person, written.firm, written.phone, written.province, known)
        for word in (*beginnings(written.person, written.firm), *numbers_in(written.phone)):
            self._near[word].append(known)

    def take(self, listed: PeopleList, who: ListedPerson, *, several: bool) -> None:
        """Plan one row."""
        session = self._session(listed, who, several=several)
        line = PlannedLine(listed.name, self._told(who), session, LineState.NAME, Match())
        self._plan.lines.append(line)
        if not (who.person or who.firm or who.phone or who.code or who.nib):
            line.state, line.outcome = LineState.UNNAMED, Outcome.NOT_TAKEN
            return
        before = line.before = self._written.find_who(who)
        self._choose_supplier(line, before)
        if line.supplier is None:
            self._name(line, before)
        self._settle(line)

    def _told(self, who: ListedPerson) -> ListedPerson:
        only = self._plan.choices.registered_only
        if only is None:
            return who
        came = None if only else True if who.attended is None else who.attended
        return replace(who, attended=came)

    def _session(self, listed: PeopleList, who: ListedPerson, *, several: bool) -> SessionChoice:
        chosen = self._plan.choices.sessions.get(listed.name) or self._plan.choices.sessions.get("")
        if chosen is not None:
            return chosen
        sessions = self._plan.sessions
        if who.topic or who.date:
            return session_named(sessions, who.topic, who.date)
        days = dates_in(listed.titles)
        if several:
            return session_named(sessions, listed.name, days[0] if len(days) == 1 else None)
        return session_named(sessions, "", days[0]) if len(days) == 1 else SessionChoice()

    def _choose_supplier(self, line: PlannedLine, before: Participant | None) -> None:
        answers = self._plan.choices.suppliers
        line.match = self._suppliers.find(line.who)
        if line.place in answers:
            chosen = answers[line.place]
            if chosen is not None:
                line.supplier = _chosen(line.match, chosen, self._suppliers)
                line.state = LineState.MATCHED
            return
        if before is not None:
            if before.supplier is not None:
                line.supplier = Option(before.supplier.id, before.supplier.code, before.supplier.name, "", 100)
                line.state = LineState.MATCHED
            elif line.match.sure:
                line.supplier, line.state = line.match.options[0], LineState.MATCHED
            return
        if line.match.sure:
            line.supplier, line.state = line.match.options[0], LineState.MATCHED
        elif line.match.options:
            line.state = LineState.ASKED

    def _name(self, line: PlannedLine, before: Participant | None) -> None:
        """Find who a name is in the programme: somebody written so already, or perhaps somebody written otherwise."""
        who = line.who
        line.identity = self._names.find_who(who)
        if before is not None and before.supplier is None:
            line.identity = self._names.find(before.person, before.firm, before.phone, before.province)
        if line.identity is None:
            line.twin = self._twin(line)
            same = self._plan.choices.doubles.get(line.place, self._plan.choices.merge_doubles)
            line.same = line.twin is not None and same
            if line.twin is not None:
                line.state = LineState.TWICE
            line.identity = line.twin if line.same else None
            if line.identity is None:
                line.identity = Identity(who.person, who.firm, who.phone, who.province, who.regency, who.row)
            self._remember(who, line.identity)
        line.identity.phone = line.identity.phone or who.phone
        line.identity.province = line.identity.province or who.province

    def _twin(self, line: PlannedLine) -> Identity | None:
        who = line.who
        lists = [self._near.get(word, []) for word in (*numbers_in(who.phone), *beginnings(who.person, who.firm))]
        near = {id(known): known for found in lists for known in found[:MOST_COMPARED]}
        scored = [(score, known) for known in near.values() if (score := _sameness(who, known))]
        return max(scored, key=lambda pair: pair[0])[1] if scored else None

    def _settle(self, line: PlannedLine) -> None:
        """Say what the row becomes beside what is there."""
        session: object = line.session.id if line.session.id is not None else (line.session.topic, line.session.date)
        if line.session == SessionChoice():
            session = None
        key = (session, self._who(line))
        there = self._here.get(key) or self._written_here[session].find_who(line.who)
        if there is None and line.supplier is not None:
            there = self._here.get((session, ("supplier", line.supplier.id, "")))
        if there is None:
            self._here[key] = line
            return
        if isinstance(there, PlannedLine):
            line.first, line.outcome = there, Outcome.MERGED
            line.known = there.known
            if line.state in {LineState.MATCHED, LineState.NAME}:
                line.state, line.same = LineState.TWICE, True
            return
        line.known = there
        line.outcome = Outcome.UPDATED if changes_of(line) else Outcome.UNCHANGED

    def _who(self, line: PlannedLine) -> tuple[object, ...]:
        """Return what tells somebody apart within one session."""
        if line.supplier is None:
            return ("name", id(line.identity))
        written = line.before
        person = written.person if written is not None and written.supplier is not None else line.who.person
        return ("supplier", line.supplier.id, fold(person))


def _key(person: str, firm: str, phone: str) -> str:
    return "\x1f".join((fold(person), fold(firm), " ".join(sorted(numbers_in(phone)) or [phone])))


def _chosen(match: Match, supplier_id: int, suppliers: Suppliers) -> Option:
    known = next((option for option in match.options if option.id == supplier_id), None)
    return known or suppliers.option(supplier_id)


def _sameness(who: ListedPerson, known: Identity) -> float:
    """Return how much a row looks like somebody who is there (0-100), 0 where they are two."""
    for here, there in ((who.regency, known.regency), (who.province, known.province)):
        if here and there and here != there:
            return 0.0
    phones, theirs = set(numbers_in(who.phone)), set(numbers_in(known.phone))
    one_phone = bool(phones & theirs)
    if who.person and known.person:
        score = alike(who.person, known.person)
        firms = alike(who.firm, known.firm) if who.firm and known.firm else None
        if firms is not None and firms < ALIKE_FROM and not one_phone:
            return 0.0
    else:
        score = alike(who.firm, known.firm) if who.firm and known.firm else 0.0
    if one_phone:
        return max(score, 60.0)
    return score if score >= (_CERTAIN if phones and theirs else ALIKE_FROM) else 0.0

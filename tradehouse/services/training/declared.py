"""Programmes with the figures that a report gives of them, from lists: made, or brought up to date, in one change."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from tradehouse.domain.errors import InvalidData, UnusableFile
from tradehouse.domain.fields import RecordKind, fields
from tradehouse.domain.language import N_, Message
from tradehouse.domain.progress import Progress
from tradehouse.domain.records import Ref
from tradehouse.domain.rules import check_value
from tradehouse.exchange.programme_sheets import ProgrammeList, ToldProgramme, read_programmes
from tradehouse.exchange.reading import open_workbook
from tradehouse.services import browsing, editing
from tradehouse.services.catalogue import Catalogue

_KIND = RecordKind.PROGRAMME


@dataclass(frozen=True, slots=True)
class PlannedProgramme:
    """A programme of a list: the record that it is (None: a new one), what the list says of it and what changes in it,
    by field key.
    """

    name: str
    record: Ref | None
    told: Mapping[str, Any]
    changes: Mapping[str, Any]

    @property
    def state(self) -> str:
        """Whether it is "created", "updated" or "unchanged"."""
        return "created" if self.record is None else "updated" if self.changes else "unchanged"


@dataclass(slots=True)
class ProgrammesPlan:
    """What lists of programmes will do. ignored are headings that were not taken, by file and sheet."""

    programmes: list[PlannedProgramme] = field(default_factory=list)
    warnings: list[Message] = field(default_factory=list)
    ignored: list[tuple[str, str, str]] = field(default_factory=list)
    change_set: int | None = None

    def count(self, state: str) -> int:
        """Return how many programmes are created, updated or unchanged."""
        return sum(1 for one in self.programmes if one.state == state)


def plan_programmes(
    catalogue: Catalogue, paths: Sequence[Path], *, series: str = "", source: str = "", progress: Progress | None = None
) -> ProgrammesPlan:
    """Return what lists of programmes would do; nothing is written. Several files may tell of the same programmes.

    series and source are given to all of them; source is the report, the name of the first file where none is given.
    Raises UnusableFile for a file without such a list, InvalidData, Cancelled.
    """
    plan = ProgrammesPlan()
    told: dict[str, ToldProgramme] = {}
    for path in paths:
        with open_workbook(path, progress) as workbook:
            lists = read_programmes(workbook)
        if not any(one.programmes for one in lists):
            raise _no_list(path, lists)
        for one in lists:
            plan.ignored += [(path.name, one.name, heading) for heading in one.ignored]
            for key, programme in one.programmes.items():
                known = told.setdefault(key, ToldProgramme(programme.name))
                known.values = {**programme.values, **known.values}
                plan.warnings += programme.warnings
    for programme in told.values():
        if series:
            programme.values["series"] = series
        if {"declared_participants", "declared_provinces"} & programme.values.keys():
            programme.values.setdefault("declared_source", source or paths[0].name)
        plan.programmes.append(_planned(catalogue, programme, given=bool(source)))
    return plan


def lists_programmes(path: Path) -> bool:
    """Whether a file is a list of programmes with figures, and not of people. Raises UnusableFile."""
    with open_workbook(path) as workbook:
        return any({"declared_participants", "declared_provinces"} & one.values.keys()
                   for read in read_programmes(workbook) for one in read.programmes.values())  # fmt: skip


def _no_list(path: Path, lists: Sequence[ProgrammeList]) -> UnusableFile:
    reason = next((one.why_not for one in lists if one.why_not is not None), None)
    text = N_('"{file}" is no list of programmes. {reason}')
    return UnusableFile("no_programmes", text, file=path.name, reason=reason or "")


def _planned(catalogue: Catalogue, told: ToldProgramme, *, given: bool) -> PlannedProgramme:
    known = fields(_KIND)
    problems = [p for key, value in told.values.items() for p in check_value(known[key], value)]
    if problems:
        raise InvalidData(problems)
    code = told.values.get("code")
    found = browsing.find_named(catalogue, _KIND, str(code)) if code else []
    found = found or browsing.find_named(catalogue, _KIND, told.name)
    if not found:
        # Who reports participants has held it.
        held = {"status": "done"} if told.values.get("declared_participants") else {}
        return PlannedProgramme(
            told.name, None, told.values, {"name": told.name, "kind": "training", **held, **told.values}
        )
    record = browsing.record(catalogue, _KIND, found[0].id)
    differing = {key: value for key, value in told.values.items() if key != "code" and record[key] != value}
    if not given and record["declared_source"]:
        differing.pop("declared_source", None)  # the name of a file is no better than what stands there
    return PlannedProgramme(told.name, found[0], told.values, differing)


def apply_programmes(catalogue: Catalogue, plan: ProgrammesPlan) -> ProgrammesPlan:
    """Write a plan as one change and return it with the number of that change, None where nothing differed."""
    with catalogue.writing(N_("{count} programmes from lists"), count=len(plan.programmes)) as work:
        for one in plan.programmes:
            if one.record is None:
                editing.create_in(work, _KIND, one.changes)
            elif one.changes:
                work.update(str(_KIND), one.record.id, one.changes)
    plan.change_set = work.recorder.change_set_id
    return plan

"""Training: who took part in which programme, from where, and what was recorded.

A programme without a list of names has the figures of a report; both are told apart.
"""

from collections import Counter
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date

from tradehouse.domain.charts import Chart, ChartKind, Series
from tradehouse.domain.display import show_number
from tradehouse.domain.fields import RecordKind
from tradehouse.domain.figures import PERCENT, TEXT
from tradehouse.domain.language import _, ngettext
from tradehouse.domain.progress import Progress
from tradehouse.domain.reference_lists import find_label
from tradehouse.domain.regions import find_province
from tradehouse.domain.report_filters import Filters, quarter_of
from tradehouse.domain.reports import Cell, Column, Names, Origin, Report, Section
from tradehouse.domain.shares import shares
from tradehouse.services.catalogue import Catalogue
from tradehouse.services.reports.crosstab import nothing, today
from tradehouse.storage.reader import Reader
from tradehouse.storage.reports import training as stored
from tradehouse.storage.reports.training import Attendance, Programme

_MOST_BARS = 15


@dataclass(frozen=True, slots=True)
class _Line:
    """One programme: its figures and where they come from. listed counts provinces as they are printed."""

    programme: Programme
    origin: Origin | None
    people: int | None
    listed: int
    provinces: frozenset[str]
    unknown: int
    unregistered: int
    videos: int
    lives: int


def training(catalogue: Catalogue, filters: Filters, progress: Progress) -> Report:
    """Return the participants per programme with their share, the provinces they are from, and recordings."""
    with catalogue.database.reading() as read:
        found = stored.programmes(read, filters)
        ids = [programme.id for programme in found]
        attended = stored.attendance(read, ids, filters)
        progress.check()
        recorded = stored.recordings(read, ids)
    told_apart = bool(filters.province or filters.kind)
    lines = [
        _line(programme, attended.get(programme.id), recorded.get(programme.id, Counter()), told_apart=told_apart)
        for programme in found
    ]
    if not lines:
        return nothing(_("Programme"))
    return _report(catalogue, filters, lines, told_apart=told_apart)


def _line(programme: Programme, attended: Attendance | None, recorded: Counter[str], *, told_apart: bool) -> _Line:
    live = sum(number for channel, number in recorded.items() if channel == "live")
    videos, lives = (sum(recorded.values()) - live, live) if recorded else (programme.videos, programme.lives)
    if attended is not None:
        known = frozenset(code for code in attended.provinces if code)
        return _Line(
            programme,
            Origin.ATTENDED,
            attended.people,
            len(known),
            known,
            attended.unknown_provinces,
            attended.unregistered,
            videos,
            lives,
        )
    if told_apart or (programme.declared is None and not programme.declared_provinces):
        return _Line(programme, None, None, 0, frozenset(), 0, 0, videos, lives)
    resolved = [find_province(printed) for printed in programme.declared_provinces]
    return _Line(
        programme,
        Origin.DECLARED,
        programme.declared,
        len(resolved),
        frozenset(province.code for province in resolved if province),
        sum(province is None for province in resolved),
        0,
        videos,
        lives,
    )


def _report(catalogue: Catalogue, filters: Filters, lines: Sequence[_Line], *, told_apart: bool) -> Report:
    names: dict[str, Names] = {}
    percent = shares([line.people or 0 for line in lines])
    rows = []
    for line, share in zip(lines, percent, strict=True):
        programme = line.programme
        itself, behind = f"programme:{programme.id}", f"firms:{programme.id}"
        names[itself] = Names(RecordKind.PROGRAMME, ids=(programme.id,), said=programme.name)
        if line.origin is Origin.ATTENDED:
            names[behind] = Names(
                RecordKind.SUPPLIER, find=_firms(catalogue, programme.id, filters), said=programme.name
            )
        opened = behind if behind in names else itself
        rows.append(
            (
                Cell(programme.name, itself),
                Cell(line.people, opened if line.people else "", line.origin),
                Cell(share if line.people is not None else None),
                Cell(line.listed, itself if line.listed else ""),
                Cell(len(line.provinces), opened if line.provinces else ""),
                Cell(line.videos),
                Cell(line.lives),
            )
        )
    everywhere = frozenset[str]().union(*(line.provinces for line in lines))
    total = sum(line.people or 0 for line in lines)
    totals = (
        Cell(_("Total")), Cell(total), Cell(100 if total else None), Cell(None), Cell(len(everywhere)),
        Cell(sum(line.videos for line in lines)), Cell(sum(line.lives for line in lines)),
    )  # fmt: skip
    columns = (
        Column("label", _("Programme"), TEXT),
        Column("participants", _("Participants")),
        Column("share", _("Share"), PERCENT),
        Column("provinces_listed", _("Provinces listed")),
        Column("provinces", _("Provinces, distinct")),
        Column("videos", _("Recordings, video")),
        Column("lives", _("Recordings, live")),
    )
    return Report(
        "", "", columns, (Section(tuple(rows)),), totals,
        charts=_charts(lines, percent, rows, names),
        notes=tuple(_notes(lines, everywhere, told_apart=told_apart)), names=names, made_on=today(),
    )  # fmt: skip


def _firms(catalogue: Catalogue, programme: int, filters: Filters) -> Callable[[], list[int]]:
    def look_up() -> list[int]:
        with catalogue.database.reading() as read:
            return stored.firms_of(read, programme, filters)

    return look_up


def _charts(
    lines: Sequence[_Line], percent: Sequence[int], rows: Sequence[tuple[Cell, ...]], names: dict[str, Names]
) -> tuple[Chart, ...]:
    every = [n for n, line in enumerate(lines) if line.people is not None]
    if not every:
        return ()
    largest = sorted(every, key=lambda n: -(lines[n].people or 0))[:_MOST_BARS]
    known = sorted(largest)
    said = tuple(
        _("{count} ({percent} %)").format(count=show_number(lines[n].people or 0), percent=percent[n]) for n in known
    )
    people = Chart(
        ChartKind.BARS,
        _("Participants per programme"),
        (
            Series(
                _("Participants"),
                tuple(lines[n].people or 0 for n in known),
                said=said,
                names=tuple(rows[n][1].names for n in known),
            ),
        ),
        tuple(lines[n].programme.name for n in known),
        subtitle=_("The largest {shown} of {all}").format(shown=len(known), all=len(every))
        if len(every) > len(known)
        else "",
    )
    spread: Counter[str] = Counter()
    for line in lines:
        spread.update(line.provinces)
    if not spread:
        return (people,)
    first = sorted(spread, key=lambda code: (-spread[code], find_label("province", code)))[:_MOST_BARS]
    for code in first:
        ids = tuple(line.programme.id for line in lines if code in line.provinces)
        names[f"province:{code}"] = Names(RecordKind.PROGRAMME, ids=ids, said=find_label("province", code))
    subtitle = (
        _("The first {shown} of {all}").format(shown=len(first), all=len(spread)) if len(spread) > len(first) else ""
    )
    provinces = Chart(
        ChartKind.BARS,
        _("Programmes that reached a province"),
        (
            Series(
                _("Programmes"),
                tuple(spread[code] for code in first),
                names=tuple(f"province:{code}" for code in first),
            ),
        ),
        tuple(find_label("province", code) for code in first),
        subtitle=subtitle,
    )
    return people, provinces


def _notes(lines: Sequence[_Line], everywhere: frozenset[str], *, told_apart: bool) -> "list[str]":
    notes = []
    if everywhere:
        notes.append(
            ngettext(
                "Participants came from {n} province.",
                "Participants came from {n} distinct provinces.",
                len(everywhere),
            ).format(n=len(everywhere))
        )
    if any(line.origin is Origin.ATTENDED for line in lines):
        notes.append(_("Who attended several sessions of a programme is counted once in it."))
    unregistered = sum(line.unregistered for line in lines)
    if unregistered:
        notes.append(
            ngettext(
                "{n} participant is not registered as a supplier.",
                "{n} participants are not registered as suppliers.",
                unregistered,
            ).format(n=show_number(unregistered))
        )
    twice = sum(line.listed - line.unknown - len(line.provinces) for line in lines if line.origin is Origin.DECLARED)
    if twice:
        notes.append(
            ngettext("{n} province is listed twice.", "{n} provinces are listed twice.", twice).format(n=twice)
        )
    unknown = sum(line.unknown for line in lines)
    if unknown:
        notes.append(
            ngettext(
                "{n} name of a province is not known and not counted as distinct.",
                "{n} names of provinces are not known and not counted as distinct.",
                unknown,
            ).format(n=unknown)
        )
    left_out = sum(line.programme.declared is not None and line.origin is None for line in lines)
    if told_apart and left_out:
        notes.append(
            ngettext(
                "{n} programme has figures of a report only, which do not say who is from where.",
                "{n} programmes have figures of a report only, which do not say who is from where.",
                left_out,
            ).format(n=left_out)
        )
    return notes


def realised(read: Reader, filters: Filters) -> dict[str, int]:
    """Return the participants of programmes by the quarter in which they began."""
    found = stored.programmes(read, filters)
    attended = stored.attendance(read, [programme.id for programme in found], filters)
    sums: dict[str, int] = {}
    for programme in found:
        people = attended[programme.id].people if programme.id in attended else programme.declared or 0
        if programme.starts:
            quarter = quarter_of(date.fromisoformat(programme.starts))
            sums[quarter] = sums.get(quarter, 0) + people
    return sums

"""`programmes`: lists of attendance and of programmes taken in, and the sessions of a programme."""

from dataclasses import asdict
from pathlib import Path
from typing import Annotated, Any

import typer

from tradehouse.cli.importing import pairs
from tradehouse.cli.session import LEFT_OVER, Session
from tradehouse.cli.tables import print_table
from tradehouse.domain.cells import Unreadable
from tradehouse.domain.dates import parse_date
from tradehouse.domain.display import show_date
from tradehouse.domain.language import _, ngettext
from tradehouse.services.catalogue import Catalogue

_SHOWN = 20


def register(app: typer.Typer) -> None:
    """Add this module's commands to the program."""
    group = typer.Typer(name="programmes", help="Programmes: attendance, figures as reported, sessions.")
    group.callback()(_programmes)
    group.command("attendance", help="Take a list of who registered or came into a programme.")(attendance)
    group.command("import", help="Make or update programmes from lists with the figures of a report.")(import_lists)
    group.command("sessions", help="The sessions of a programme.")(sessions)
    app.add_typer(group, name="programmes")


def _programmes() -> None:
    """Programmes that carry suppliers."""


def attendance(
    context: typer.Context,
    file: Annotated[Path, typer.Argument(metavar="FILE")],
    programme: Annotated[str, typer.Option("--programme", metavar="NAME|CODE")],
    session_text: Annotated[
        str, typer.Option("--session", metavar="TOPIC|DATE", help="the session that the list is of")
    ] = "",
    registered: Annotated[
        bool, typer.Option("--registered", help="the list says who registered, not who came")
    ] = False,
    same: Annotated[
        bool, typer.Option("--same", help="names that are much alike in one programme are the same person")
    ] = False,
    header: Annotated[int, typer.Option("--header", min=0, help="row of the column headings, 0 to find it")] = 0,
    mapping: Annotated[
        list[str] | None,
        typer.Option("--map", metavar="HEADING=person|firm|phone…", help='what a column holds, "[C]=person" by letter'),
    ] = None,
    dry_run: Annotated[bool, typer.Option("--dry-run", help="plan and report, write nothing")] = False,
    as_json: Annotated[bool, typer.Option("--json", help="print one object for scripts")] = False,
) -> int:
    """Take a list in. Who is only like a supplier is kept as a name and listed."""
    from tradehouse.services.training.applying import apply_attendance, report_of
    from tradehouse.services.training.attendance import open_attendance, plan_attendance, readings_of
    from tradehouse.services.training.matching import all_suppliers
    from tradehouse.services.training.participants import programme_named
    from tradehouse.services.training.plans import Choices, LineState

    session: Session = context.obj
    catalogue, progress = session.catalogue, session.progress()
    programme_id = programme_named(catalogue, programme)
    chosen = {"": _session_choice(catalogue, programme_id, session_text)} if session_text else {}
    opened = open_attendance(file, progress)
    roles = pairs(mapping, "--map")
    readings = readings_of(opened, roles, header) if roles or header else {}
    choices = Choices(readings, chosen, registered_only=True if registered else None, merge_doubles=same)
    plan = plan_attendance(catalogue, programme_id, opened, all_suppliers(catalogue, progress), choices, progress)
    report = report_of(plan) if dry_run else apply_attendance(catalogue, plan)
    open_questions = [
        line for line in plan.lines
        if line.state in {LineState.ASKED, LineState.UNNAMED} or (line.state is LineState.TWICE and not line.same)
    ]  # fmt: skip
    if as_json:
        session.answer(
            {
                "rows": {"total": report.total, **{key: getattr(report, key) for key in _OUTCOMES}},
                "people": {"matched": report.matched, "asked": report.asked, "names": report.names},
                "lines": [_plain(line) for line in plan.lines],
                "change_set": report.change_set,
                "dry_run": dry_run,
            }
        )
        return LEFT_OVER if open_questions else 0
    session.say(
        _("{total} rows: {new} new, {updated} updated, {unchanged} unchanged, {merged} counted once, {not_taken} not taken, {passed_over} passed over").format(total=report.total, **asdict(report))
    )  # fmt: skip
    session.say(
        _("{matched} are suppliers, {names} are names that are not registered yet, of {asked} of them somebody like them is known").format(**asdict(report))
    )  # fmt: skip
    told = [_question(line) for line in open_questions]
    told += [f"{_where(line)}: {warning}" for line in plan.lines for warning in line.who.warnings]
    for text in told[:_SHOWN]:
        session.say(f"  {text}")
    more = len(told) - _SHOWN
    if more > 0:
        session.say("  " + ngettext("… and {n} more; see --json.", "… and {n} more; see --json.", more).format(n=more))
    _say_end(session, report.change_set, dry_run=dry_run)
    return LEFT_OVER if open_questions else 0


_OUTCOMES = ("new", "updated", "unchanged", "merged", "not_taken", "passed_over")


def _session_choice(catalogue: Catalogue, programme_id: int, text: str) -> Any:
    from tradehouse.services.training.attendance import session_named
    from tradehouse.services.training.sessions import sessions_of

    known = sessions_of(catalogue, programme_id)
    try:
        return session_named(known, "", parse_date(text))
    except Unreadable:
        return session_named(known, text, None)


def _where(line: Any) -> str:
    return _("{sheet}, row {row}").format(sheet=line.sheet, row=line.who.row)


def _question(line: Any) -> str:
    where = _where(line)
    name = line.who.person or line.who.firm or line.who.phone
    if not name:
        return _("{where}: the row names nobody").format(where=where)
    if line.twin is not None:
        return _('{where}: "{name}" is much like "{other}" in this programme').format(
            where=where, name=name, other=line.twin.name
        )
    best = line.match.options[0]
    return _('{where}: "{name}" may be {code} {supplier}').format(
        where=where, name=name, code=best.code, supplier=best.name
    )


def _plain(line: Any) -> dict[str, Any]:
    who = line.who
    return {
        "sheet": line.sheet,
        "row": who.row,
        "person": who.person or None,
        "firm": who.firm or None,
        "phone": who.phone or None,
        "province": who.province or None,
        "regency": who.regency or None,
        "attended": who.attended,
        "session": line.session.topic or None,
        "date": None if line.session.date is None else line.session.date.isoformat(),
        "state": str(line.state),
        "outcome": str(line.outcome),
        "supplier": None if line.supplier is None else line.supplier.code,
        "alike": [{"code": one.code, "name": one.name, "score": one.score} for one in line.match.options]
        if line.supplier is None
        else [],
        "same_as": line.twin.name if line.twin is not None else None,
        "warnings": [str(told) for told in who.warnings],
    }


def import_lists(
    context: typer.Context,
    files: Annotated[list[Path], typer.Argument(metavar="FILE...")],
    series: Annotated[str, typer.Option("--series", help="what the programmes are a part of")] = "",
    source: Annotated[str, typer.Option("--source", help="the report that says so")] = "",
    dry_run: Annotated[bool, typer.Option("--dry-run", help="plan and report, write nothing")] = False,
    as_json: Annotated[bool, typer.Option("--json", help="print one object for scripts")] = False,
) -> None:
    """Take lists of programmes in."""
    from tradehouse.services.training.declared import apply_programmes, plan_programmes

    session: Session = context.obj
    plan = plan_programmes(session.catalogue, files, series=series, source=source, progress=session.progress())
    if not dry_run:
        apply_programmes(session.catalogue, plan)
    states = ("created", "updated", "unchanged")
    if as_json:
        session.answer(
            {
                "programmes": {state: plan.count(state) for state in states},
                "warnings": [str(told) for told in plan.warnings],
                "ignored": [{"file": f, "sheet": s, "heading": h} for f, s, h in plan.ignored],
                "change_set": plan.change_set,
                "dry_run": dry_run,
            }
        )
        return
    counts = {state: plan.count(state) for state in states}
    session.say(_("Programmes: {created} created, {updated} updated, {unchanged} unchanged").format(**counts))
    for told in plan.warnings[:_SHOWN]:
        session.say(f"  {told}")
    _say_end(session, plan.change_set, dry_run=dry_run)


def _say_end(session: Session, change_set: int | None, *, dry_run: bool) -> None:
    if dry_run:
        session.say(_("Nothing was written (--dry-run)."))
    elif change_set is None:
        session.say(_("The catalogue has all of this already; nothing was changed."))
    else:
        session.say(_("Done. Take it back with: tradehouse undo {id}").format(id=change_set))


def sessions(
    context: typer.Context,
    programme: Annotated[str, typer.Argument(metavar="NAME|CODE")],
    as_json: Annotated[bool, typer.Option("--json", help="one array of objects")] = False,
) -> None:
    """Print the sessions of a programme in order of date."""
    from tradehouse.domain.training import CHANNELS
    from tradehouse.services.training.participants import programme_named
    from tradehouse.services.training.sessions import sessions_of

    session: Session = context.obj
    found = sessions_of(session.catalogue, programme_named(session.catalogue, programme))
    if as_json:
        session.answer(
            [
                {
                    "date": None if one.date is None else one.date.isoformat(),
                    "topic": one.topic,
                    "expert": None if one.expert is None else one.expert.name,
                    "fields": [] if one.expert is None else list(one.expert.fields),
                    "channel": one.channel or None,
                    "minutes": one.minutes,
                    "recording": one.recording or None,
                    "recording_channel": one.recording_channel or None,
                    "attended": one.came,
                }
                for one in found
            ]
        )
        return
    if not found:
        session.say(_("This programme has no sessions yet."))
        return
    labels = {choice.token: _(choice.label) for choice in CHANNELS}
    table = [[_("Date"), _("Topic"), _("Expert"), _("Channel"), _("Attended")]]
    for one in found:
        expert = "" if one.expert is None else one.expert.name
        day = "" if one.date is None else show_date(one.date)
        table.append([day, one.topic, expert, labels.get(one.channel, one.channel), str(one.came)])
    print_table(table)

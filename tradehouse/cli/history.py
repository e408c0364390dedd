"""`history`, `undo`, `redo`."""

from typing import Annotated

import typer

from tradehouse.cli.session import LEFT_OVER, Session
from tradehouse.domain.display import show_time
from tradehouse.domain.errors import Conflict
from tradehouse.domain.language import N_, _, ngettext
from tradehouse.services import history

_SHOWN = 20


def register(app: typer.Typer) -> None:
    """Add this module's commands to the program."""
    app.command("history", help="Show what was done, newest first.")(show_history)
    app.command("undo", help="Take back the newest change, or the one with this number.")(undo)
    app.command("redo", help="Do again what was undone last.")(redo)


def show_history(
    context: typer.Context,
    limit: Annotated[int, typer.Option("--limit", min=1)] = 20,
    as_json: Annotated[bool, typer.Option("--json")] = False,
) -> None:
    """Print the newest change sets."""
    session: Session = context.obj
    found = history.latest(session.catalogue, limit)
    if as_json:
        session.answer(
            [
                {
                    "id": change.id,
                    "at": change.at.isoformat(),
                    "author": change.author.name,
                    "computer": change.author.computer,
                    "kind": str(change.kind),
                    "label": str(change.label),
                    "counts": dict(change.counts),
                    "reverts": change.reverts,
                    "undone": change.reverted,
                }
                for change in found
            ]
        )
        return
    if not found:
        session.say(_("Nothing has been changed yet."))
    kinds = {"done": "", "undone": _("undone: "), "redone": _("done again: ")}
    for change in found:
        mark = _(" (taken back)") if change.reverted else ""
        typer.echo(
            f"{change.id:>6}  {show_time(change.at)}  {change.author.name}  {kinds[change.kind]}{change.label}{mark}"
        )


def undo(
    context: typer.Context,
    change_set: Annotated[int | None, typer.Argument(metavar="ID", help="a number from history")] = None,
    keep_edited: Annotated[
        bool, typer.Option("--keep-edited", help="leave records that were changed since, take back the rest")
    ] = False,
) -> int:
    """Take back a change."""
    session: Session = context.obj
    progress = session.progress()
    kept = history.conflicts(session.catalogue, change_set, progress) if keep_edited else []
    try:
        done = history.undo(session.catalogue, change_set, progress, keep_edited=keep_edited)
    except Conflict as refusal:
        if refusal.code != "changed_since":
            raise
        raise Conflict(
            refusal.code,
            N_("{problem} Or keep them as they are and undo the rest: tradehouse undo --keep-edited {id}"),
            refusal.details,
            problem=refusal.message,
            id="" if change_set is None else change_set,
        ) from refusal
    session.say(_("Undone: {label}").format(label=done.label))
    if kept:
        words = ngettext("{n} record was changed since and stays as it is:",
                         "{n} records were changed since and stay as they are:", len(kept))  # fmt: skip
        session.say(words.format(n=len(kept)))
        for record in kept[:_SHOWN]:
            session.say(f"  {record.line()}")
        if len(kept) > _SHOWN:
            more = len(kept) - _SHOWN
            session.say("  " + ngettext("… and {n} more", "… and {n} more", more).format(n=more))
    return LEFT_OVER if kept else 0


def redo(context: typer.Context) -> None:
    """Do again what was undone."""
    session: Session = context.obj
    done = history.redo(session.catalogue, session.progress())
    session.say(_("Done again: {label}").format(label=done.label))

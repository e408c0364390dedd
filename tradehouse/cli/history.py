"""`history`, `undo`, `redo`."""

from typing import Annotated

import typer

from tradehouse.cli.session import Session
from tradehouse.domain.display import show_time
from tradehouse.domain.language import _
from tradehouse.services import history


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
) -> None:
    """Take back a change."""
    session: Session = context.obj
    done = history.undo(session.catalogue, change_set, session.progress())
    session.say(_("Undone: {label}").format(label=done.label))


def redo(context: typer.Context) -> None:
    """Do again what was undone."""
    session: Session = context.obj
    done = history.redo(session.catalogue, session.progress())
    session.say(_("Done again: {label}").format(label=done.label))

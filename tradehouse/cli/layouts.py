"""`layouts`: the workbooks that can be written, those of the program and those that the house made of them."""

import json
from dataclasses import asdict
from pathlib import Path
from typing import Annotated, Any

import typer

from tradehouse.cli.session import Session
from tradehouse.domain.errors import NotFound, UserError
from tradehouse.domain.fields import RecordKind
from tradehouse.domain.language import N_, _
from tradehouse.domain.layout_copies import LayoutCopy, changes_of
from tradehouse.domain.text import fold
from tradehouse.services import browsing
from tradehouse.services.layouts import available_layouts, delete_layout, read_copies, save_layout

MOST_BYTES = 1_000_000


def register(app: typer.Typer) -> None:
    """Add this module's command to the program."""
    app.command("layouts", help="List the layouts that export can write; show, keep and delete the house's own.")(
        layouts
    )


def layouts(
    context: typer.Context,
    as_json: Annotated[bool, typer.Option("--json", help="print one array of objects instead of lines")] = False,
    show: Annotated[str, typer.Option("--show", metavar="NAME", help="print one of the house's own as JSON")] = "",
    save: Annotated[
        Path | None, typer.Option("--save", metavar="FILE.json", help="keep a layout as --show prints it")
    ] = None,
    delete: Annotated[str, typer.Option("--delete", metavar="NAME", help="delete one of the house's own")] = "",
) -> None:
    """Print every layout: its name for --layout, who it is for, what it is."""
    session: Session = context.obj
    if show:
        session.answer(_plain(session, _own(session, show)))
    elif save is not None:
        kept = save_layout(session.catalogue, _read(session, save))
        session.say(_("The layout {name} is kept.").format(name=kept.name))
        if as_json:
            session.answer(_plain(session, kept))
    elif delete:
        delete_layout(session.catalogue, delete)
        session.say(_("The layout {name} is deleted.").format(name=delete))
    else:
        _list(session, as_json=as_json)


def _list(session: Session, *, as_json: bool) -> None:
    found = available_layouts(session.catalogue)
    if as_json:
        session.answer([asdict(layout) for layout in found])
        return
    width = max(len(layout.name) for layout in found)
    audiences = {"buyer": _("for buyers"), "house": _("INTERNAL")}
    for layout in found:
        words = layout.label
        if layout.base:
            words = _("made of {base}").format(base=layout.base)
            if layout.buyer:
                words = _("for {buyer}, made of {base}").format(buyer=layout.buyer, base=layout.base)
        session.say(f"{layout.name:<{width}}  {audiences.get(layout.audience, '?'):<10}  {words}")


def _own(session: Session, name: str) -> LayoutCopy:
    for copy in read_copies(session.catalogue):
        if fold(copy.name) == fold(name):
            return copy
    raise NotFound("unknown_layout", N_('The house has no layout of its own named "{name}".'), name=name)


def _plain(session: Session, copy: LayoutCopy) -> dict[str, Any]:
    buyer = None
    if copy.buyer_id is not None:
        buyer = browsing.record(session.catalogue, RecordKind.BUYER, copy.buyer_id)["code"]
    return {"name": copy.name, "base": copy.base, "buyer": buyer, "changes": copy.changes.plain()}


def _read(session: Session, path: Path) -> LayoutCopy:
    """Return the layout in a file; buyer is a code or name. Raises UserError where it is none."""
    try:
        with path.open("rb") as file:
            said = json.loads(file.read(MOST_BYTES))
        name, base, buyer = str(said["name"]), str(said["base"]), said.get("buyer")
    except (OSError, ValueError, KeyError, TypeError, AttributeError, RecursionError) as problem:
        raise UserError(
            "bad_layout_copy",
            N_('"{file}" is no layout as `layouts --show` prints one: {reason}.'),
            file=path.name,
            reason=str(problem),
        ) from problem
    buyer_id = None
    if buyer:
        found = browsing.find_named(session.catalogue, RecordKind.BUYER, str(buyer))
        if len(found) != 1:
            raise NotFound("no_such_buyer", N_('There is no buyer "{name}".'), name=str(buyer))
        buyer_id = found[0].id
    return LayoutCopy(name, base, changes_of(said.get("changes") or {}), buyer_id)

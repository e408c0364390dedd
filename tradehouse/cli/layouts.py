"""`layouts`: the workbooks that can be written, those of the program and those that the house made of them."""

from dataclasses import asdict
from typing import Annotated

import typer

from tradehouse.cli.session import Session
from tradehouse.domain.language import _
from tradehouse.services.layouts import available_layouts


def register(app: typer.Typer) -> None:
    """Add this module's command to the program."""
    app.command("layouts", help="List the layouts that export can write, with the house's own.")(list_layouts)


def list_layouts(
    context: typer.Context,
    as_json: Annotated[bool, typer.Option("--json", help="print one array of objects instead of lines")] = False,
) -> None:
    """Print every layout: its name for --layout, who it is for, what it is."""
    session: Session = context.obj
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

"""`certifications gaps`: what suppliers must get before their products may be sold in a market."""

from pathlib import Path
from typing import Annotated

import typer

from tradehouse.cli.asking import supplier_named
from tradehouse.cli.session import Session
from tradehouse.cli.tables import print_table
from tradehouse.domain.language import _, ngettext
from tradehouse.domain.reference_lists import find_code, find_label
from tradehouse.services.requirement_lists import market_words, plain_gaps, save_gaps
from tradehouse.services.requirements import ALL_USUAL, GAP_WORDS, markets_of, picture


def gaps(
    context: typer.Context,
    market: Annotated[
        str, typer.Option("--market", help="home, horeca, eu, us, gulf…; all: the usual ones")
    ] = ALL_USUAL,
    supplier: Annotated[str, typer.Option("--supplier", help="only this one: its name or code")] = "",
    out: Annotated[Path | None, typer.Option("--out", metavar="FILE", help="write a list: .xlsx or .pdf")] = None,
    as_json: Annotated[bool, typer.Option("--json", help="one array of objects")] = False,
) -> None:
    """Print, or write to a file, the types that suppliers lack for their products, by supplier."""
    session: Session = context.obj
    catalogue = session.catalogue
    maker = supplier_named(session, supplier).id if supplier else None
    code = market if market == ALL_USUAL else find_code("market", market) or market
    seen = picture(catalogue, markets_of(code), supplier=maker, progress=session.progress())
    remarks = save_gaps(catalogue, seen, out, progress=session.progress()) if out is not None else []
    if as_json:
        session.answer(list(plain_gaps(catalogue, seen)))
        return
    if out is not None:
        session.say(_("{file} is written.").format(file=out))
        for remark in remarks:
            session.say(str(remark))
    elif seen.gaps:
        rows = [
            (
                f"{gap.maker.code} {gap.maker.name}".strip() or _("Without supplier"),
                find_label("certification_type", gap.type),
                market_words(gap.markets),
                _("Recommended") if gap.recommended else _("Required"),
                _(GAP_WORDS[gap.state]),
                str(len(gap.products)),
            )
            for gap in seen.gaps
        ]
        heads = (_("Supplier"), _("Must get"), _("For the market"), _("Duty"), _("State"), _("Products"))
        print_table([heads, *rows])
    words = ngettext(
        "{ready} of {n} product may be sold there", "{ready} of {n} products may be sold there", seen.products
    )
    session.say(words.format(ready=seen.ready, n=seen.products))

"""`ask` and `template`: workbooks that others fill in."""

from pathlib import Path
from typing import Annotated

import typer

from tradehouse.cli.session import Session
from tradehouse.domain.errors import NotFound, UserError
from tradehouse.domain.fields import RecordKind
from tradehouse.domain.language import N_, _
from tradehouse.domain.readiness import Gate
from tradehouse.domain.records import Ref
from tradehouse.services import browsing
from tradehouse.services.asking_back import write_ask_back
from tradehouse.services.templates import write_template

_LISTS = {
    "products": RecordKind.PRODUCT,
    "suppliers": RecordKind.SUPPLIER,
    "certifications": RecordKind.CERTIFICATION,
}


def register(app: typer.Typer) -> None:
    """Add this module's commands to the program."""
    app.command("ask", help="Write a workbook that asks a supplier for what its products lack; import its return.")(ask)
    app.command("template", help="Write an empty list with drop-downs, an example and a guide.")(template)


def ask(
    context: typer.Context,
    supplier: Annotated[str, typer.Argument(metavar="SUPPLIER", help="its name or code")],
    out: Annotated[Path, typer.Argument(metavar="OUT.xlsx", help="the file to write; one that is there is replaced")],
    gate: Annotated[Gate, typer.Option("--gate", help="ready for what")] = Gate.EXPORT,
    language: Annotated[str, typer.Option("--language", help="of the workbook: id or en")] = "id",
    as_json: Annotated[bool, typer.Option("--json", help="print one object for scripts")] = False,
) -> None:
    """Ask a supplier for what is missing."""
    session: Session = context.obj
    report = write_ask_back(
        session.catalogue, supplier_named(session, supplier).id, out, gate, language, session.progress()
    )
    if as_json:
        session.answer(
            {
                "path": str(report.path),
                "supplier": report.supplier,
                "products": report.products,
                "cells": report.cells,
                "ready": report.ready,
                "not_asked": [str(remark) for remark in report.not_asked],
            }
        )
        return
    session.say(
        _("{file}: {supplier} is asked for {cells} cells of {products} products.").format(
            file=report.path, supplier=report.supplier, cells=report.cells, products=report.products
        )
    )
    if report.not_asked:
        session.say(_("For the house to do:"))
    for remark in report.not_asked:
        session.say(f"  {remark}")


def supplier_named(session: Session, supplier: str) -> Ref:
    """Return the supplier of this name or code. Raises NotFound, and UserError where several are called so."""
    found = browsing.find_named(session.catalogue, RecordKind.SUPPLIER, supplier)
    if not found:
        raise NotFound(
            "no_such_supplier",
            N_('There is no supplier "{supplier}". Give its whole name, or its code.'),
            supplier=supplier,
        )
    if len(found) > 1:
        raise UserError(
            "several_suppliers",
            N_('Several suppliers are called "{supplier}": {codes}. Give the code.'),
            supplier=supplier,
            codes=", ".join(ref.code for ref in found),
        )
    return found[0]


def template(
    context: typer.Context,
    out: Annotated[Path, typer.Argument(metavar="OUT.xlsx", help="the file to write; one that is there is replaced")],
    kind: Annotated[str, typer.Option("--as", help="products, suppliers or certifications")] = "products",
    language: Annotated[str, typer.Option("--language", help="of the workbook: id or en")] = "id",
) -> None:
    """Write an empty list to fill in."""
    session: Session = context.obj
    if kind not in _LISTS:
        raise UserError(
            "unknown_kind",
            N_('"{kind}" is not a kind of list. There are: {known}.'),
            kind=kind,
            known=", ".join(_LISTS),
        )
    session.say(_("{file} is written.").format(file=write_template(_LISTS[kind], out, language, session.progress())))

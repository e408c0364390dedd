"""`order-document`, `order-status` and `list orders`: what follows once an order is there."""

from pathlib import Path
from typing import Annotated, Any

import typer

from tradehouse.cli.session import Session
from tradehouse.domain.display import show_money
from tradehouse.domain.errors import UserError
from tradehouse.domain.language import N_, _
from tradehouse.services.orders.documents import KINDS, write_order_document
from tradehouse.services.orders.reading import STATUSES, Order, find_order, read_orders, set_order_status


def register(app: typer.Typer) -> None:
    """Add this module's commands to the program."""
    app.command("order-document", help="Write the packing list or the pro forma invoice of an order.")(order_document)
    app.command("order-status", help="Confirm or cancel an order.")(order_status)


def order_document(
    context: typer.Context,
    order: Annotated[str, typer.Argument(metavar="ORDER", help="its code, for example ORD-0001")],
    out: Annotated[Path, typer.Argument(metavar="OUT.(xlsx|pdf)", help="the file to write")],
    kind: Annotated[str, typer.Option("--kind", help=" or ".join(KINDS))],
    language: Annotated[str, typer.Option("--language", help="id or en; that of the offer without it")] = "",
    as_json: Annotated[bool, typer.Option("--json", help="print one object for scripts")] = False,
) -> None:
    """Write one paper of an order."""
    session: Session = context.obj
    order_id = find_order(session.catalogue, order)
    write_order_document(session.catalogue, order_id, out, kind, language, session.progress())
    if as_json:
        session.answer({"file": str(out), "kind": kind, "order": order.upper()})
    else:
        session.say(_("Written: {file}").format(file=out))


def order_status(
    context: typer.Context,
    order: Annotated[str, typer.Argument(metavar="ORDER", help="its code, for example ORD-0001")],
    status: Annotated[str, typer.Argument(metavar="STATUS", help=", ".join(choice.token for choice in STATUSES))],
    as_json: Annotated[bool, typer.Option("--json", help="print one object for scripts")] = False,
) -> None:
    """Let an order stand as draft, confirmed or cancelled."""
    session: Session = context.obj
    change_set = set_order_status(session.catalogue, find_order(session.catalogue, order), status)
    if as_json:
        session.answer({"order": order.upper(), "status": status, "change_set": change_set})
    elif change_set is None:
        session.say(_("Order {code} stands so already. Nothing was changed.").format(code=order.upper()))
    else:
        text = _("Order {code}: {status}. Take it back with: tradehouse undo {id}")
        session.say(text.format(code=order.upper(), status=_shown(status), id=change_set))


def list_orders(session: Session, limit: int | None, *, as_json: bool) -> None:
    """Print the orders, newest first."""
    found = read_orders(session.catalogue)[:limit]
    if as_json:
        session.answer([_plain(order) for order in found])
        return
    for order in found:
        amount = f"{order.currency} {show_money(order.totals.amount, order.currency)}"
        line = (order.kept.code, _shown(order.kept.status), order.kept.received_at[:10], order.offer["code"])
        typer.echo("  ".join([*map(str, line), amount, order.buyer_name]).rstrip())


def refuse_query(words: list[str]) -> None:
    """Raise UserError where somebody searches orders, which have no search."""
    if words:
        raise UserError("usage", N_("Orders are listed whole; leave the words out."))


def _shown(status: str) -> str:
    return next((_(choice.label) for choice in STATUSES if choice.token == status), status)


def _plain(order: Order) -> dict[str, Any]:
    kept, sums = order.kept, order.totals
    return {
        "code": kept.code,
        "status": kept.status,
        "offer": order.offer["code"],
        "buyer": order.buyer_name or None,
        "reference": kept.reference or None,
        "received_at": kept.received_at,
        "file_name": kept.file_name,
        "currency": order.currency,
        "amount": f"{sums.amount:f}",
        "cartons": sums.cartons,
        "cbm": f"{sums.cbm:f}",
        "gross_kg": f"{sums.gross_kg:f}",
        "lines": [
            {
                "code": line.line.code,
                "name": line.line.name,
                "units": line.units,
                "price": None if line.price is None else f"{line.price:f}",
                "amount": None if line.amount is None else f"{line.amount:f}",
                "cartons": line.cartons,
            }
            for line in order.lines
        ],
    }

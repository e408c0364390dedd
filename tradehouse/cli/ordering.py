"""`order`: a list comes back; a buyer's becomes a draft order, a showcase's says what was sold."""

from pathlib import Path
from typing import Annotated, Any

import typer

from tradehouse.cli.returned import findings_json, tell_findings, tell_nothing_written
from tradehouse.cli.session import LEFT_OVER, Session
from tradehouse.cli.showcases import take_showcase
from tradehouse.domain.display import show_money, show_number
from tradehouse.domain.language import _, ngettext
from tradehouse.domain.orders import OrderTotals
from tradehouse.services.offers.showcase_returns import ShowcasePlan
from tradehouse.services.orders.applying import OrderReport, apply_order
from tradehouse.services.orders.planning import OrderPlan, PlannedLine, share_out
from tradehouse.services.orders.returns import plan_return


def register(app: typer.Typer) -> None:
    """Add this module's command to the program."""
    app.command(
        "order",
        help="Read a list that came back: an order form becomes a draft order, a showcase list says what was sold.",
    )(take_order)


def take_order(
    context: typer.Context,
    file: Annotated[Path, typer.Argument(metavar="FILE.xlsx", help="the list as it came back")],
    dry_run: Annotated[bool, typer.Option("--dry-run", help="report, write nothing")] = False,
    split: Annotated[
        bool, typer.Option("--split", help="share lines over a maker's capacity with others who make the same")
    ] = False,
    reference: Annotated[str, typer.Option("--reference", help="the buyer's own number of the order")] = "",
    as_json: Annotated[bool, typer.Option("--json", help="print one object for scripts")] = False,
) -> int:
    """Read a returned list, say what is ordered and what differs from the offer, make the draft order."""
    session: Session = context.obj
    plan = plan_return(session.catalogue, file, session.progress())
    if isinstance(plan, ShowcasePlan):
        return take_showcase(session, plan, dry_run=dry_run, as_json=as_json)
    plan.reference = reference
    for line in plan.lines if split else ():
        if line.over_capacity and line.makers:
            line.shares = share_out(line)
    nothing = dry_run or (not plan.lines and plan.findings)
    report = (
        OrderReport(None, "", plan.totals, tuple(plan.findings), None)
        if nothing
        else apply_order(session.catalogue, plan)
    )
    if as_json:
        session.answer(order_json(plan, report, dry_run=dry_run))
    else:
        _tell(session, plan, report, dry_run=dry_run)
    return LEFT_OVER if plan.findings else 0


def order_json(plan: OrderPlan, report: OrderReport, *, dry_run: bool) -> dict[str, Any]:
    """Return the one object of `order --json`; amounts are texts with all their places."""
    return {
        "offer": plan.offer["code"],
        "buyer": plan.offer["buyer_name"],
        "currency": plan.offer["currency"],
        "order": report.code or None,
        "already": plan.already or None,
        "lines": [_line(line) for line in plan.lines],
        "totals": _totals(plan.totals),
        "findings": findings_json(plan),
        "change_set": report.change_set,
        "dry_run": dry_run,
    }


def _line(line: PlannedLine) -> dict[str, Any]:
    taken = line.ordered
    return {
        "row": line.row,
        "code": taken.line.code,
        "name": taken.line.name,
        "quantity": line.quantity,
        "units": taken.units,
        "cartons": taken.cartons,
        "price": _plain(taken.price),
        "amount": _plain(taken.amount),
        "cbm": _plain(taken.cbm),
        "gross_kg": _plain(taken.gross_kg),
        "remarks": line.remarks or None,
        "shares": [{"code": share.code, "units": share.units} for share in line.shares],
    }


def _totals(sums: OrderTotals) -> dict[str, Any]:
    return {
        "amount": _plain(sums.amount),
        "units": sums.units,
        "cartons": sums.cartons,
        "cbm": _plain(sums.cbm),
        "net_kg": _plain(sums.net_kg),
        "gross_kg": _plain(sums.gross_kg),
        "lcl_m3": _plain(sums.lcl_m3),
        "air_kg": _plain(sums.air_kg),
        "shares": {code: round(float(share), 4) for code, share in sums.shares.items()},
        "unmeasured": sums.unmeasured,
    }


def _plain(value: Any) -> str | None:
    return None if value is None else f"{value:f}"


def _tell(session: Session, plan: OrderPlan, report: OrderReport, *, dry_run: bool) -> None:
    currency = str(plan.offer["currency"])
    buyer = str(plan.offer["buyer_name"] or "")
    session.say(_("Offer {code} {buyer}").format(code=plan.offer["code"], buyer=buyer).strip())
    for line in plan.lines:
        taken = line.ordered
        amount = "–" if taken.amount is None else f"{currency} {show_money(taken.amount, currency)}"
        session.say(f"  {taken.line.code} {taken.line.name}: {show_number(taken.units)} {taken.line.unit}, {amount}")
    sums = plan.totals
    cartons = ngettext("{n} carton", "{n} cartons", sums.cartons).format(n=show_number(sums.cartons))
    session.say(
        _("Together {currency} {amount}, {cartons}, {cbm} m³, {gross} kg").format(
            currency=currency, amount=show_money(sums.amount, currency), cartons=cartons,
            cbm=show_number(round(sums.cbm, 3)), gross=show_number(round(sums.gross_kg, 1)),
        )
    )  # fmt: skip
    tell_findings(session, plan)
    if plan.already:
        session.say(_("This file was taken in before, as order {code}. Nothing was changed.").format(code=plan.already))
    elif dry_run:
        tell_nothing_written(session)
    elif report.code:
        session.say(
            _("Draft order {code}. Take it back with: tradehouse undo {id}").format(
                code=report.code, id=report.change_set
            )
        )
    else:
        session.say(_("Nothing is ordered, so no order was made."))

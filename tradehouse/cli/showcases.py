"""`order` for a showcase list: what was brought and sold, as it came back from the event."""

from typing import Any

from tradehouse.cli.returned import findings_json, tell_findings, tell_nothing_written
from tradehouse.cli.session import LEFT_OVER, Session
from tradehouse.domain.display import show_number
from tradehouse.domain.language import _, ngettext
from tradehouse.domain.showcases import ShowcaseResult, ShowcaseTotals
from tradehouse.services.offers.showcase_returns import ShowcaseLine, ShowcasePlan, ShowcaseReport, apply_showcase


def take_showcase(session: Session, plan: ShowcasePlan, *, dry_run: bool, as_json: bool) -> int:
    """Keep what a returned showcase list says, and tell it."""
    nothing = dry_run or (not plan.lines and plan.findings)
    report = (
        ShowcaseReport(len(plan.changes), plan.totals, tuple(plan.findings), None)
        if nothing
        else apply_showcase(session.catalogue, plan)
    )
    if as_json:
        session.answer(_plain(plan, report, dry_run=dry_run))
    else:
        _tell(session, plan, report, dry_run=dry_run)
    return LEFT_OVER if plan.findings else 0


def _plain(plan: ShowcasePlan, report: ShowcaseReport, *, dry_run: bool) -> dict[str, Any]:
    return {
        "showcase": plan.offer["code"],
        "name": plan.offer["name"],
        "currency": plan.offer["currency"],
        "lines": [_line(line) for line in plan.lines],
        "totals": _totals(report.totals),
        "findings": findings_json(plan),
        "changed": report.changed,
        "change_set": report.change_set,
        "dry_run": dry_run,
    }


def _line(line: ShowcaseLine) -> dict[str, Any]:
    return {
        "row": line.row,
        "code": line.line.code,
        "name": line.line.name,
        **_result(line.result),
        "left": line.result.left,
        "before": None if line.before.is_blank else _result(line.before),
        "changed": line.changed,
    }


def _result(result: ShowcaseResult) -> dict[str, Any]:
    return {"brought": result.brought, "sold": result.sold, "note": result.note or None}


def _totals(sums: ShowcaseTotals) -> dict[str, Any]:
    return {
        "brought": sums.brought,
        "sold": sums.sold,
        "left": sums.left,
        "sell_through": None if sums.sell_through is None else round(float(sums.sell_through), 4),
        "value": f"{sums.value:f}",
        "unpriced": sums.unpriced,
    }


def _tell(session: Session, plan: ShowcasePlan, report: ShowcaseReport, *, dry_run: bool) -> None:
    session.say(_("Showcase list {code} {name}").format(code=plan.offer["code"], name=plan.offer["name"]))
    for line in plan.lines:
        text = f"  {line.line.code} {line.line.name}: {_words(line.result)}"
        if line.changed and not line.before.is_blank:
            text += " " + _("(before: {result})").format(result=_words(line.before))
        session.say(text)
    sums = report.totals
    share = "–" if sums.sell_through is None else f"{show_number(round(sums.sell_through * 100, 1))} %"
    session.say(
        _("Together {brought} brought, {sold} sold ({share}), {left} left; sold for {currency} {value}").format(
            brought=show_number(sums.brought), sold=show_number(sums.sold), share=share, left=show_number(sums.left),
            currency=plan.offer["currency"], value=show_number(sums.value),
        )
    )  # fmt: skip
    tell_findings(session, plan)
    if dry_run:
        tell_nothing_written(session)
    elif report.change_set is None:
        session.say(_("It says nothing new. Nothing was changed."))
    else:
        kept = ngettext("{n} article kept.", "{n} articles kept.", report.changed).format(n=report.changed)
        session.say(kept + " " + _("Take it back with: tradehouse undo {id}").format(id=report.change_set))


def _words(result: ShowcaseResult) -> str:
    brought, sold = ("–" if n is None else show_number(n) for n in (result.brought, result.sold))
    text = _("{brought} brought, {sold} sold").format(brought=brought, sold=sold)
    return f"{text}; {result.note}" if result.note else text

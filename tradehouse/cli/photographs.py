"""`photos add`: files matched to products and attached, without a window."""

from pathlib import Path
from typing import Annotated, Any

import click
import typer

from tradehouse.cli.session import LEFT_OVER, Session
from tradehouse.domain.errors import UnusableFile, UserError
from tradehouse.domain.language import N_, _, ngettext
from tradehouse.services.photo_matching import (
    MATCHED_BY_LABELS,
    ApplyReport,
    EntryState,
    PhotoEntry,
    PhotoPlan,
    apply_plan,
    plan_photos,
)

_REFUSED = 2
_SHOWN = 20
_OFFERED = 5


def register(app: typer.Typer) -> None:
    """Add this module's commands to the program."""
    photos = typer.Typer(name="photos", help="Photos: take them in and match them to products.")
    photos.callback()(_photos)
    photos.command("add", help="Match photo files to products and attach them.")(add)
    app.add_typer(photos, name="photos")


def _photos() -> None:
    """Photos of products."""


def add(
    context: typer.Context,
    paths: Annotated[list[Path], typer.Argument(metavar="PATH...", help="photos, folders, zips, chat exports")],
    dry_run: Annotated[bool, typer.Option("--dry-run", help="only say what would happen")] = False,
    as_json: Annotated[bool, typer.Option("--json")] = False,
) -> int:
    """Take photos in: matched ones go on their products, the others wait in the tray."""
    session: Session = context.obj
    plan = plan_photos(session.catalogue, paths, session.progress())
    report = ApplyReport() if dry_run else apply_plan(session.catalogue, plan, session.progress())
    refusal = _all_refused(plan)
    if as_json:
        session.answer(report_json(plan, report, dry_run=dry_run, refusal=refusal))
    else:
        _tell(session, plan, report, dry_run=dry_run)
    if refusal is not None:
        click.echo(str(refusal), err=True)
        return _REFUSED
    left_over = plan.of(EntryState.AMBIGUOUS, EntryState.ORPHAN, EntryState.REFUSED) or report.refused
    return LEFT_OVER if left_over else 0


def _all_refused(plan: PhotoPlan) -> UserError | None:
    """Return the one sentence for a run in which no file could be used."""
    refused = plan.of(EntryState.REFUSED)
    if len(refused) < len(plan.entries):
        return None
    first = refused[0]
    if len(refused) == 1:
        return UnusableFile(first.reason_code, "{reason}", reason=first.reason or "")
    return UnusableFile(
        "no_usable_photo",
        N_("None of the {count} files can be taken. {reason}"),
        count=len(refused),
        reason=first.reason or "",
    )


def report_json(
    plan: PhotoPlan, report: ApplyReport, *, dry_run: bool, refusal: UserError | None = None
) -> dict[str, Any]:
    """Return plan and report as JSON, with sentences in the language of the program."""
    refused = [
        _refused(entry.file.as_posix(), entry.reason_code, str(entry.reason)) for entry in plan.of(EntryState.REFUSED)
    ]
    refused += [_refused(file.as_posix(), problem.code, str(problem)) for file, problem in report.refused]
    answer: dict[str, Any] = {
        "matched": [_matched(plan, entry) for entry in plan.of(EntryState.MATCHED)],
        "ambiguous": [_ambiguous(plan, entry) for entry in plan.of(EntryState.AMBIGUOUS)],
        "orphan": [{**_file(entry), "reason": _why_orphan()} for entry in plan.of(EntryState.ORPHAN)],
        "duplicate": [
            {**_matched(plan, entry), "code": entry.reason_code, "reason": str(entry.reason)}
            for entry in plan.of(EntryState.DUPLICATE)
        ],
        "refused": refused,
        "labels": [{**_matched(plan, entry), "reason": str(entry.reason or "")} for entry in plan.of(EntryState.LABEL)],
        "passed": list(plan.passed),
        "attached": report.attached,
        "in_tray": report.in_tray,
        "change_set": report.change_set,
        "dry_run": dry_run,
    }
    if refusal is not None:
        answer["error"] = {"code": refusal.code, "text": str(refusal)}
    return answer


def _why_orphan() -> str:
    return _("Neither the names nor the picture tell which product it shows.")


def _file(entry: PhotoEntry) -> dict[str, Any]:
    return {
        "file": entry.file.as_posix(),
        "sha256": entry.photo.sha256 if entry.photo else None,
        "warnings": [str(warning) for warning in entry.warnings],
    }


def _product(plan: PhotoPlan, product_id: int) -> dict[str, Any]:
    target = plan.targets[product_id]
    return {
        "uid": target.uid,
        "code": target.code or None,
        "name": target.name,
        "variant": target.variant or None,
        "supplier_code": target.supplier_code or None,
    }


def _matched(plan: PhotoPlan, entry: PhotoEntry) -> dict[str, Any]:
    product = entry.product
    return {
        **_file(entry),
        "product": _product(plan, product.product_id) if product else None,
        "by": str(entry.by) or None,
        "role": entry.role,
    }


def _ambiguous(plan: PhotoPlan, entry: PhotoEntry) -> dict[str, Any]:
    return {
        **_file(entry),
        "by": str(entry.by),
        "candidates": [{**_product(plan, c.product_id), "score": c.score} for c in entry.candidates],
        "reason": _("It may show several products, or one with a similar name. Somebody must choose."),
    }


def _refused(file: str, code: str, text: str) -> dict[str, Any]:
    return {"file": file, "code": code, "reason": text}


def _tell(session: Session, plan: PhotoPlan, report: ApplyReport, *, dry_run: bool) -> None:
    for entry in plan.of(EntryState.MATCHED):
        product = entry.product
        if product is not None:
            session.say(f"{entry.file.as_posix()} → {product.code} {product.title} ({_(MATCHED_BY_LABELS[entry.by])})")
    _list(_("Several products are possible:"), [_choice(entry) for entry in plan.of(EntryState.AMBIGUOUS)])
    _list(_("No product found:"), [entry.file.as_posix() for entry in plan.of(EntryState.ORPHAN)])
    _list(
        _("There already:"),
        [f"{entry.file.as_posix()}: {entry.reason}" for entry in plan.of(EntryState.DUPLICATE)],
    )
    _list(
        _("Not taken:"),
        [f"{entry.file.as_posix()}: {entry.reason}" for entry in plan.of(EntryState.REFUSED)]
        + [f"{file.as_posix()}: {problem}" for file, problem in report.refused],
    )
    if dry_run:
        count = len(plan.of(EntryState.MATCHED))
        session.say(ngettext("{n} photo would be attached.", "{n} photos would be attached.", count).format(n=count))
        return
    attached = ngettext("{n} photo attached", "{n} photos attached", report.attached).format(n=report.attached)
    waiting = ngettext("{n} photo new in the tray", "{n} photos new in the tray", report.in_tray).format(
        n=report.in_tray
    )
    session.say(f"{attached}, {waiting}.")


def _choice(entry: PhotoEntry) -> str:
    offered = "; ".join(f"{c.code} {c.title}" for c in entry.candidates[:_OFFERED])
    more = "; …" if len(entry.candidates) > _OFFERED else ""
    return f"{entry.file.as_posix()}: {offered}{more}"


def _list(title: str, lines: list[str]) -> None:
    if not lines:
        return
    click.echo(f"{title} {len(lines)}", err=True)
    for line in lines[:_SHOWN]:
        click.echo(f"  {line}", err=True)
    if len(lines) > _SHOWN:
        click.echo("  …", err=True)

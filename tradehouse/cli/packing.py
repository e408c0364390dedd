"""`package`, and what `import` does with one: records with photos and scans from one catalogue to another."""

from pathlib import Path
from typing import Annotated

import typer

from tradehouse.cli.session import LEFT_OVER, Session
from tradehouse.domain.fields import RecordKind
from tradehouse.domain.language import N_, _, ngettext
from tradehouse.domain.query import parse_query
from tradehouse.services.packages.applying import apply_package
from tradehouse.services.packages.planning import plan_package
from tradehouse.services.packages.reporting import PackageImportReport, report_of_package
from tradehouse.services.packages.writing import PackedReport, write_package

_SHOWN = 20
_LISTS = {"suppliers": N_("Suppliers"), "products": N_("Products"), "certifications": N_("Certificates")}


def register(app: typer.Typer) -> None:
    """Add this module's command to the program."""
    app.command("package", help="Pack records with photos and scans for another catalogue, which imports the zip.")(
        pack
    )


def pack(
    context: typer.Context,
    out: Annotated[Path, typer.Argument(metavar="OUT.zip", help="the file to write; one that is there is replaced")],
    where: Annotated[str, typer.Option("--where", help="words and key:value terms that choose the products")] = "",
    as_json: Annotated[bool, typer.Option("--json", help="print one object for scripts")] = False,
) -> int:
    """Write a package and say what is in it."""
    session: Session = context.obj
    query = parse_query(RecordKind.PRODUCT, where) if where.strip() else None
    report = write_package(session.catalogue, out, query, session.progress())
    if as_json:
        session.answer(_plain(report))
    else:
        _tell_packed(session, report)
    return LEFT_OVER if report.missing else 0


def _plain(report: PackedReport) -> dict[str, object]:
    return {
        "path": str(report.path),
        "records": dict(report.records),
        "photos": report.photos,
        "scans": report.scans,
        "missing": list(report.missing),
    }


def _tell_packed(session: Session, report: PackedReport) -> None:
    counts = report.records
    session.say(
        _("{file}: {products} products, {suppliers} suppliers, {certifications} certificates, {photos} photos, {scans} scans").format(
            file=report.path, products=counts["products"], suppliers=counts["suppliers"],
            certifications=counts["certifications"], photos=report.photos, scans=report.scans,
        )
    )  # fmt: skip
    if report.missing:
        text = ngettext(
            "{n} file is not in the catalogue's folder and was left out: {names}",
            "{n} files are not in the catalogue's folder and were left out: {names}",
            len(report.missing),
        )
        typer.echo(text.format(n=len(report.missing), names=", ".join(report.missing[:_SHOWN])), err=True)


def take_in(session: Session, path: Path, *, dry_run: bool, as_json: bool) -> int:
    """Import a package, or only say what it would do."""
    progress = session.progress()
    plan = plan_package(session.catalogue, path, progress)
    done = None if dry_run else apply_package(session.catalogue, plan, progress)
    report = report_of_package(plan, done)
    if as_json:
        session.answer(report.plain())
    else:
        _tell_taken(session, report)
    return LEFT_OVER if report.left_over else 0


def _tell_taken(session: Session, told: PackageImportReport) -> None:
    report = told.report
    for part in report.parts:
        counts = part.rows
        session.say(
            _("{file}, {sheet}: {created} created, {updated} updated, {unchanged} unchanged, {rejected} rejected, {skipped} passed over").format(
                file=part.file, sheet=_(_LISTS[part.sheet]), created=counts.created, updated=counts.updated,
                unchanged=counts.unchanged, rejected=counts.rejected, skipped=counts.skipped,
            )
        )  # fmt: skip
    if report.photos["found"]:
        session.say(
            _("Photos: {found} found, {attached} attached, {unmatched} without a product, {refused} refused").format(
                **report.photos
            )
        )
    for title, lines in ((_("Rejected:"), report.rejects), (_("Please check:"), report.warnings)):
        if lines:
            session.say(title)
        for line in lines[:_SHOWN]:
            session.say(f"  {line.message}")
        if len(lines) > _SHOWN:
            more = len(lines) - _SHOWN
            session.say("  " + ngettext("… and {n} more; see --json.", "… and {n} more; see --json.", more).format(n=more))  # fmt: skip
    if report.dry_run:
        session.say(_("Nothing was written (--dry-run)."))
    elif report.change_set is None:
        session.say(_("The catalogue has all of this already; nothing was changed."))
    else:
        session.say(_("Done. Take it back with: tradehouse undo {id}").format(id=report.change_set))

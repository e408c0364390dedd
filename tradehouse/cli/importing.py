"""`import`: workbooks, folders and zips into the catalogue."""

from pathlib import Path
from typing import Annotated

import typer

from tradehouse.cli.packing import take_in
from tradehouse.cli.session import Session
from tradehouse.domain.errors import UserError
from tradehouse.domain.language import N_, _, ngettext
from tradehouse.domain.memory import collector_paused
from tradehouse.exchange.header_rows import NO_HEADER
from tradehouse.services.importing.applying import apply_import
from tradehouse.services.importing.options import ImportOptions
from tradehouse.services.importing.planning import ImportPlan, plan_import
from tradehouse.services.importing.rejected import save_rejects
from tradehouse.services.importing.reporting import ImportReport, Told, report_of
from tradehouse.services.packages.planning import is_package

LEFT_OVER = 3
_SHOWN = 20


def register(app: typer.Typer) -> None:
    """Add this module's commands to the program."""
    app.command("import", help="Import products, suppliers and certificates from workbooks, folders or zips.")(
        import_files
    )


def import_files(
    context: typer.Context,
    files: Annotated[list[Path], typer.Argument(metavar="FILE|FOLDER|ZIP...")],
    sheet: Annotated[list[str] | None, typer.Option("--sheet", help="only this sheet; may be repeated")] = None,
    kind: Annotated[str, typer.Option("--as", help="products, suppliers, certifications or mixed")] = "",
    supplier: Annotated[str, typer.Option("--supplier", help="name or code, for files that name none")] = "",
    dry_run: Annotated[bool, typer.Option("--dry-run", help="plan and report, write nothing")] = False,
    rejects: Annotated[Path | None, typer.Option("--rejects", help="save rejected rows to this .xlsx")] = None,
    photos: Annotated[Path | None, typer.Option("--photos", help="folder or zip of photos to match")] = None,
    header: Annotated[
        int | None, typer.Option("--header", min=0, help="row of the column headings; 0: there are none")
    ] = None,
    mapping: Annotated[
        list[str] | None,
        typer.Option(
            "--map", metavar="HEADING=key", help='the field of a column, "[C]=name_id" where it has no heading'
        ),
    ] = None,
    unit: Annotated[
        list[str] | None, typer.Option("--unit", metavar="HEADING=ribu|juta", help="what a column's amounts are in")
    ] = None,
    currency: Annotated[str, typer.Option("--currency", help="currency of the prices: IDR, USD …")] = "",
    clear_blanks: Annotated[bool, typer.Option("--clear-blanks", help="blank cells take values away")] = False,
    overwrite_verified: Annotated[
        bool, typer.Option("--overwrite-verified", help="replace what staff checked or published")
    ] = False,
    as_json: Annotated[bool, typer.Option("--json", help="print one object for scripts")] = False,
) -> int:
    """Import files."""
    session: Session = context.obj
    if len(files) == 1 and is_package(files[0]):
        return take_in(session, files[0], dry_run=dry_run, as_json=as_json)
    options = ImportOptions(
        files=tuple(files),
        sheets=tuple(sheet or ()),
        kind=kind,
        supplier=supplier,
        photos=photos,
        header=NO_HEADER if header == 0 else header or 0,
        mapping=pairs(mapping, "--map"),
        units={heading: word.lower() for heading, word in pairs(unit, "--unit").items()},
        currency=currency,
        clear_blanks=clear_blanks,
        overwrite_verified=overwrite_verified,
    )
    with collector_paused():
        report = _import(session, options, dry_run=dry_run, rejects=rejects, as_json=as_json)
    return LEFT_OVER if report.left_over else 0


def _import(
    session: Session, options: ImportOptions, *, dry_run: bool, rejects: Path | None, as_json: bool
) -> ImportReport:
    progress = session.progress()
    plan = plan_import(session.catalogue, options, progress)
    try:
        report = report_of(plan, None, dry_run=True) if dry_run else apply_import(session.catalogue, plan, progress)
        if rejects is not None and report.rows.rejected:
            save_rejects(plan, rejects)
        if as_json:
            session.answer(report.plain())
        else:
            _say(session, plan, report, rejects)
    finally:
        plan.close()
    return report


def pairs(given: list[str] | None, option: str) -> dict[str, str]:
    """Return the values that an option gives to headings. Raises UserError for one that is no HEADING=value."""
    found: dict[str, str] = {}
    for text in given or ():
        heading, equals, value = text.rpartition("=")
        if not equals or not heading.strip():
            raise UserError("usage", N_('{option} "{text}": write HEADING=value.'), option=option, text=text)
        found[heading.strip()] = value.strip()
    return found


def _say(session: Session, plan: ImportPlan, report: ImportReport, rejects: Path | None) -> None:
    for part in report.parts:
        counts = part.rows
        session.say(
            _("{file}, {sheet}: {created} created, {updated} updated, {unchanged} unchanged, {rejected} rejected, {skipped} passed over").format(
                file=part.file, sheet=part.sheet, created=counts.created, updated=counts.updated,
                unchanged=counts.unchanged, rejected=counts.rejected, skipped=counts.skipped,
            )
        )  # fmt: skip
    for ignored in report.ignored:
        session.say(
            _("{file}, {sheet}: not taken. {reason}").format(
                file=ignored.file, sheet=ignored.sheet, reason=ignored.reason
            )
        )
    if report.photos["found"]:
        session.say(
            _("Photos: {found} found, {attached} attached, {unmatched} without a product, {refused} refused").format(
                **report.photos
            )
        )
    _list(session, _("Rejected:"), report.rejects)
    _list(session, _("Please check:"), report.warnings)
    if rejects is not None and report.rows.rejected:
        session.say(_("The rejected rows are in {path}. Correct them there and import that file.").format(path=rejects))
    if report.dry_run:
        session.say(_("Nothing was written (--dry-run)."))
    elif report.change_set is None:
        session.say(_("The catalogue has all of this already; nothing was changed."))
    elif plan.parts:
        session.say(_("Done. Take it back with: tradehouse undo {id}").format(id=report.change_set))


def _list(session: Session, title: str, lines: tuple[Told, ...]) -> None:
    if not lines:
        return
    session.say(title)
    for told in lines[:_SHOWN]:
        where = told.sheet or told.file
        if told.row:
            where = _("{sheet}, row {row}").format(sheet=where, row=told.row)
        session.say(f"  {where}: {told.message}")
    more = len(lines) - _SHOWN
    if more > 0:
        session.say("  " + ngettext("… and {n} more; see --json.", "… and {n} more; see --json.", more).format(n=more))

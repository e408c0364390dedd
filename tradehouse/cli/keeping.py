"""`check`, `backup`, `restore`, `sample`: keeping a catalogue safe, and filling an empty one."""

from pathlib import Path
from typing import Annotated

import typer

from tradehouse.cli.session import LEFT_OVER, Session
from tradehouse.domain.language import _, ngettext
from tradehouse.services import backup, checking, sample
from tradehouse.services.places import data_folder


def register(app: typer.Typer) -> None:
    """Add this module's commands to the program."""
    app.command("check", help="Check database, links, search and photo files.")(check)
    app.command("backup", help="Write the whole catalogue as one zip, and read it again.")(back_up)
    app.command("restore", help="Replace the catalogue by a backup.")(restore)
    app.command("sample", help="Fill an empty catalogue with the sample.")(fill_with_sample)


def check(
    context: typer.Context,
    repair: Annotated[bool, typer.Option("--repair", help="mend what can be mended; orphans go to trash/")] = False,
    as_json: Annotated[bool, typer.Option("--json")] = False,
) -> None:
    """Say what is wrong with the catalogue."""
    session: Session = context.obj
    report = checking.check(session.catalogue, repair=repair, progress=session.progress())
    if as_json:
        findings = [{"code": f.code, "text": str(f.message), "repaired": f.repaired} for f in report.findings]
        session.answer({"photos": report.photos, "findings": findings})
    for finding in report.findings:
        session.say(f"{'✓' if finding.repaired else '!'} {finding.message}")
    if not report.findings:
        session.say(
            ngettext(
                "Everything is in order; {n} photo checked.",
                "Everything is in order; {n} photos checked.",
                report.photos,
            ).format(n=report.photos)
        )
    if report.left_over:
        raise typer.Exit(LEFT_OVER)


def back_up(context: typer.Context, file: Annotated[Path, typer.Argument(metavar="FILE.zip")]) -> None:
    """Back up the whole folder."""
    session: Session = context.obj
    made = backup.back_up_to(session.catalogue, file, session.progress())
    session.say(
        _("Backed up {files} files to {path} ({size} MB), read again and found whole.").format(
            files=made.files, path=made.path, size=max(1, made.size // 1_000_000)
        )
    )


def restore(context: typer.Context, file: Annotated[Path, typer.Argument(metavar="FILE.zip")]) -> None:
    """Restore the whole folder."""
    session: Session = context.obj
    folder = session.data or data_folder()
    files = backup.restore(folder, file, session.progress())
    session.say(
        _("Restored {files} files into {path}. What was there lies in its trash folder.").format(
            files=files, path=folder
        )
    )


def fill_with_sample(context: typer.Context) -> None:
    """Import the sample workbook and its photos."""
    session: Session = context.obj
    report = sample.fill(session.catalogue, session.progress())
    session.say(_("The sample is in the catalogue: {count} products.").format(count=report.products))

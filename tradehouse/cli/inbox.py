"""`inbox`: files that suppliers sent, hundreds at once: take them in, see what they are, import them one by one."""

from collections.abc import Sequence
from pathlib import Path
from typing import Annotated, Any

import typer

from tradehouse.cli.session import LEFT_OVER, Session
from tradehouse.domain.errors import NotFound, UserError
from tradehouse.domain.language import N_, _, ngettext
from tradehouse.services.inbox.deciding import bring_back, leave_out, remove, set_supplier
from tradehouse.services.inbox.files import FileState, InboxFile
from tradehouse.services.inbox.importing import Imported, import_all, import_files, import_shape
from tradehouse.services.inbox.listing import inbox
from tradehouse.services.inbox.taking_in import look_again, take_in

_Ids = Annotated[list[int], typer.Argument(metavar="ID...", help="numbers that `inbox list` shows")]
_AsJson = Annotated[bool, typer.Option("--json", help="print one object for scripts")]


def register(app: typer.Typer) -> None:
    """Add this module's commands to the program."""
    group = typer.Typer(help="Files that suppliers sent: take them in, see what they are, import them one by one.")
    for name, command in (
        ("add", add),
        ("list", show),
        ("import", import_some),
        ("supplier", say_supplier),
        ("leave-out", put_aside),
        ("bring-back", take_back),
        ("remove", take_out),
    ):
        group.command(name, help=_HELP[name])(command)
    app.add_typer(group, name="inbox")


_HELP = {
    "add": "Take in workbooks, folders, zips and messenger chat exports.",
    "list": "Show the files with what could be told of each.",
    "import": "Import files, each as a change of its own that can be undone.",
    "supplier": "Say whose files these are.",
    "leave-out": "Say that files are not to be imported.",
    "bring-back": "Let files that were left out wait again.",
    "remove": "Take files out of the inbox, into the folder's trash.",
}


def add(
    context: typer.Context,
    paths: Annotated[list[Path], typer.Argument(metavar="PATH...")],
    as_json: _AsJson = False,
) -> int:
    """Take files in."""
    session: Session = context.obj
    report = take_in(session.catalogue, paths, session.progress())
    if as_json:
        session.answer(
            {
                "added": report.added, "refused": report.refused, "known": report.known, "photos": report.photos,
                "others": dict(report.others),
            }
        )  # fmt: skip
    session.say(ngettext("{n} file added", "{n} files added", report.added).format(n=report.added))
    if report.refused:
        text = ngettext("{n} of them is no list", "{n} of them are no lists", report.refused)
        session.say("  " + text.format(n=report.refused))
    if report.known:
        session.say(ngettext("{n} was here already", "{n} were here already", report.known).format(n=report.known))
    if report.photos:
        text = ngettext("{n} photo lies beside them", "{n} photos lie beside them", report.photos)
        session.say(
            _("{found}; import the folder or zip itself to match them.").format(found=text.format(n=report.photos))
        )
    if report.others:
        kinds = ", ".join(f"{count} {suffix}" for suffix, count in sorted(report.others.items()))
        session.say(_("Passed over: {kinds}").format(kinds=kinds))
    return 0


def show(
    context: typer.Context,
    again: Annotated[bool, typer.Option("--again", help="look into the files that wait once more")] = False,
    as_json: _AsJson = False,
) -> int:
    """List the files."""
    session: Session = context.obj
    if again:
        look_again(session.catalogue, session.progress())
    files = inbox(session.catalogue)
    if as_json:
        session.answer([_plain(file) for file in files])
    for file in files:
        session.say(_line(file))
    if not files:
        session.say(_("The inbox is empty. Add files with: tradehouse inbox add PATH"))
    return 0


def import_some(
    context: typer.Context,
    ids: Annotated[list[int] | None, typer.Argument(metavar="ID...")] = None,
    shape: Annotated[int, typer.Option("--shape", min=0, metavar="N", help="all new files of this shape")] = 0,
    everything: Annotated[bool, typer.Option("--all", help="all new files")] = False,
    as_json: _AsJson = False,
) -> int:
    """Import files of the inbox."""
    session: Session = context.obj
    if bool(ids) + bool(shape) + everything != 1:
        raise UserError("usage", N_("Say which files: their numbers, --shape N or --all."))
    catalogue, progress = session.catalogue, session.progress()

    def told(one: Imported) -> None:
        _say(session, one)

    if ids:
        _check(inbox(catalogue), ids)
        found = import_files(catalogue, ids, progress, told)
    elif shape:
        headings = next((file.shape for file in inbox(catalogue) if file.shape_number == shape), "")
        if not headings:
            raise NotFound("no_such_shape", N_("No file of the inbox has the shape {number}."), number=shape)
        found = import_shape(catalogue, headings, progress, told)
    else:
        found = import_all(catalogue, progress, told)
    if as_json:
        session.answer([_plain_import(one) for one in found])
    if not found:
        session.say(_("No file waits to be imported."))
    left = any(one.report is None or one.report.left_over for one in found)
    return LEFT_OVER if left else 0


def say_supplier(
    context: typer.Context,
    ids: _Ids,
    name: Annotated[str, typer.Option("--name", help='code or name; "" takes it back')],
) -> int:
    """Say whose files these are."""
    session: Session = context.obj
    _check(inbox(session.catalogue), ids)
    set_supplier(session.catalogue, ids, name)
    return 0


def put_aside(context: typer.Context, ids: _Ids) -> int:
    """Leave files out."""
    session: Session = context.obj
    _check(inbox(session.catalogue), ids)
    leave_out(session.catalogue, ids)
    return 0


def take_back(context: typer.Context, ids: _Ids) -> int:
    """Bring files back."""
    session: Session = context.obj
    _check(inbox(session.catalogue), ids)
    bring_back(session.catalogue, ids)
    return 0


def take_out(context: typer.Context, ids: _Ids) -> int:
    """Remove files from the inbox."""
    session: Session = context.obj
    _check(inbox(session.catalogue), ids)
    remove(session.catalogue, ids)
    return 0


def _check(files: Sequence[InboxFile], ids: Sequence[int]) -> None:
    known = {file.id for file in files}
    for number in ids:
        if number not in known:
            raise NotFound("no_such_file", N_("There is no file number {id} in the inbox."), id=number)


_STATES = {
    FileState.NEW: N_("new"),
    FileState.IMPORTED: N_("imported"),
    FileState.LEFT_OUT: N_("left out"),
    FileState.REFUSED: N_("no list"),
}


def _line(file: InboxFile) -> str:
    said = [_(_STATES[file.state])]
    if file.undone:
        said = [_("import undone")]
    if file.reason is not None:
        said.append(str(file.reason))
    if file.rows:
        said.append(ngettext("{n} row", "{n} rows", file.rows).format(n=file.rows))
    if file.supplier:
        said.append(file.supplier)
    elif file.needs_supplier:
        likely = ", ".join(guess.name for guess in file.guesses[:2])
        said.append(_("whose? perhaps {names}").format(names=likely) if likely else _("whose?"))
    if file.copy_of:
        said.append(_("the same as {id}").format(id=file.copy_of))
    if file.newer_than:
        said.append(_("newer than {id}").format(id=file.newer_than))
    if file.older_than:
        said.append(_("older than {id}").format(id=file.older_than))
    if file.alike > 1:
        said.append(_("shape {number}").format(number=file.shape_number))
    where = f"{file.source}: {file.name}" if file.source else file.name
    return f"{file.id:>5}  {where}  ({'; '.join(said)})"


def _plain(file: InboxFile) -> dict[str, Any]:
    return {
        "id": file.id, "name": file.name, "source": file.source, "sender": file.sender,
        "dated": file.dated.isoformat() if file.dated else None, "arrived": file.arrived.isoformat(),
        "size": file.size, "state": str(file.state), "undone": file.undone, "rows": file.rows,
        "sheets": [
            {
                "name": sheet.name, "kind": sheet.kind, "rows": sheet.rows,
                "reason": None if sheet.reason is None else str(sheet.reason),
            }
            for sheet in file.sheets
        ],
        "supplier": file.supplier, "chosen": file.chosen, "needs_supplier": file.needs_supplier,
        "guesses": [
            {"code": g.code, "name": g.name, "score": g.score, "clue": str(g.clue)} for g in file.guesses
        ],
        "shape": file.shape_number, "alike": file.alike, "copy_of": file.copy_of, "newer_than": file.newer_than,
        "older_than": file.older_than, "remembered": file.remembered,
        "reason": None if file.reason is None else str(file.reason), "change_set": file.change_set,
    }  # fmt: skip


def _plain_import(one: Imported) -> dict[str, Any]:
    return {
        "id": one.file.id, "name": one.file.name,
        "report": None if one.report is None else one.report.plain(),
        "error": None if one.refusal is None else {"code": one.code, "text": str(one.refusal)},
    }  # fmt: skip


def _say(session: Session, one: Imported) -> None:
    if one.report is None:
        session.say(f"{one.file.id:>5}  {one.refusal}")
        return
    rows = one.report.rows
    text = _(
        "{file}: {created} created, {updated} updated, {unchanged} unchanged, {rejected} rejected, {skipped} passed over"
    )
    session.say(
        f"{one.file.id:>5}  "
        + text.format(
            file=one.file.name, created=rows.created, updated=rows.updated, unchanged=rows.unchanged,
            rejected=rows.rejected, skipped=rows.skipped,
        )
    )  # fmt: skip

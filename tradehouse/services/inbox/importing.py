"""Importing from the inbox: every file one import of its own that can be undone, read as files of its shape are."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from tradehouse.domain.errors import UserError
from tradehouse.domain.language import N_, Message
from tradehouse.domain.progress import Progress
from tradehouse.services.catalogue import Catalogue
from tradehouse.services.importing.applying import apply_import
from tradehouse.services.importing.options import ImportOptions
from tradehouse.services.importing.planning import plan_import
from tradehouse.services.importing.reporting import ImportReport
from tradehouse.services.inbox.files import FileState, InboxFile
from tradehouse.services.inbox.keeping import opened_for_import
from tradehouse.services.inbox.listing import inbox
from tradehouse.services.inbox.taking_in import look_again
from tradehouse.storage.inbox import update_rows


@dataclass(frozen=True, slots=True)
class Imported:
    """What became of one file: its report, or the code and sentence why it was refused."""

    file: InboxFile
    report: ImportReport | None = None
    code: str = ""
    refusal: Message | None = None


Done = Callable[[Imported], None]


def import_file(catalogue: Catalogue, file: InboxFile, progress: Progress | None = None) -> ImportReport:
    """Import one file, as one change. Raises UserError where it is refused, Cancelled; nothing was changed then."""
    with opened_for_import(catalogue, file.id) as path:
        plan = plan_import(catalogue, ImportOptions(files=(path,), supplier=_said(file)), progress)
        try:
            report = apply_import(catalogue, plan, progress)
        finally:
            plan.close()
    with catalogue.database.transaction() as connection:
        done = {"state": str(FileState.IMPORTED), "change_set_id": report.change_set}
        update_rows(connection, (file.id,), done)
    return report


def import_files(
    catalogue: Catalogue, ids: Sequence[int], progress: Progress | None = None, done: Done | None = None
) -> list[Imported]:
    """Import files one after the other, each a change of its own; one that is refused does not stop the others.

    done is told of each file as it is finished. Raises Cancelled; files that were imported before stay imported.
    """
    files = {file.id: file for file in _files(catalogue, progress)}
    return _import_each(catalogue, [files[number] for number in ids if number in files], _refusal, progress, done)


def import_shape(
    catalogue: Catalogue, shape: str, progress: Progress | None = None, done: Done | None = None
) -> list[Imported]:
    """Import all new files of one shape as import_files does; of copies only the first, of versions only the newest."""
    files = [file for file in _files(catalogue, progress) if file.shape == shape and file.may_wait]
    return _import_each(catalogue, files, _refusal_among_others, progress, done)


def import_all(catalogue: Catalogue, progress: Progress | None = None, done: Done | None = None) -> list[Imported]:
    """Import all new files as import_files does; of copies only the first, of versions only the newest."""
    files = [file for file in _files(catalogue, progress) if file.may_wait]
    return _import_each(catalogue, files, _refusal_among_others, progress, done)


def _files(catalogue: Catalogue, progress: Progress | None) -> list[InboxFile]:
    """Return the inbox; files in which nobody saw a list until somebody said how to read them are looked into again."""
    files = inbox(catalogue)
    unseen = [file.id for file in files if file.state is FileState.NEW and all(s.kind == "none" for s in file.sheets)]
    if unseen and look_again(catalogue, progress, unseen):
        return inbox(catalogue)
    return files


def _import_each(
    catalogue: Catalogue,
    files: Sequence[InboxFile],
    refusal: Callable[[InboxFile], UserError | None],
    progress: Progress | None,
    done: Done | None,
) -> list[Imported]:
    told = progress or Progress()
    found: list[Imported] = []
    for place, file in enumerate(files):
        told.report(place, len(files), file.name)
        problem = refusal(file)
        report = None
        if problem is None:
            try:
                report = import_file(catalogue, file, Progress(lambda *_: told.check()))
            except UserError as refused:
                problem = refused
        found.append(Imported(file, report, problem.code if problem else "", problem.message if problem else None))
        if done is not None:
            done(found[-1])
    return found


def _refusal(file: InboxFile) -> UserError | None:
    """Return why a file is not imported."""
    if file.state is FileState.IMPORTED:
        return UserError("imported_already", N_('"{file}" was imported already.'), file=file.name)
    if file.state is FileState.LEFT_OUT:
        return UserError("left_out", N_('"{file}" was left out. Bring it back first.'), file=file.name)
    if file.reason is not None:
        return UserError("no_list", N_('"{file}" is not taken. {reason}'), file=file.name, reason=file.reason)
    if file.needs_supplier:
        text = N_('"{file}" names no supplier. Say whose products these are, then import it.')
        return UserError("needs_supplier", text, file=file.name)
    return None


def _refusal_among_others(file: InboxFile) -> UserError | None:
    """Return why a file is not imported along with all others."""
    if file.older_than is not None:
        text = N_('"{file}" is an older version of another file and was passed over. Import it by itself to have it.')
        return UserError("older", text, file=file.name)
    return _refusal(file)


def _said(file: InboxFile) -> str:
    """Return the supplier that the import is told; none where the rows name theirs."""
    return "" if file.names_suppliers and not file.chosen else file.supplier_code or file.supplier

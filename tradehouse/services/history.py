"""Undo, redo and the history, today or next week."""

from tradehouse.domain.changes import ChangeKind, ChangeSet, FieldChange
from tradehouse.domain.errors import NotFound
from tradehouse.domain.fields import RecordKind
from tradehouse.domain.language import N_
from tradehouse.domain.progress import Progress
from tradehouse.services.catalogue import Catalogue
from tradehouse.storage import history as stored


def latest(catalogue: Catalogue, limit: int = 50) -> list[ChangeSet]:
    """Return the newest change sets, newest first."""
    with catalogue.database.reading() as read:
        return stored.latest_change_sets(read, limit)


def of_record(catalogue: Catalogue, kind: RecordKind, record_id: int) -> list[FieldChange]:
    """Return what happened to one record, newest first."""
    with catalogue.database.reading() as read:
        return stored.record_history(read, str(kind), record_id)


def next_steps(catalogue: Catalogue) -> tuple[ChangeSet | None, ChangeSet | None]:
    """Return what undo and redo would take back now."""
    with catalogue.database.reading() as read:
        return stored.next_to_undo(read), stored.next_to_redo(read)


def undo(catalogue: Catalogue, change_set_id: int | None = None, progress: Progress | None = None) -> ChangeSet:
    """Take back the newest change, or the one with this id; return what was taken back.

    Raises NotFound where there is nothing to undo, Conflict where somebody changed since what it would put back.
    """
    with catalogue.database.reading() as read:
        if change_set_id is None:
            target = stored.next_to_undo(read)
        else:
            target = stored.change_set(read, change_set_id)
            if target.reverts is not None:
                target = stored.change_set(read, target.reverts)
    if target is None:
        raise NotFound("nothing_to_undo", N_("There is nothing to undo."))
    if target.reverted:
        raise NotFound("already_undone", N_('"{label}" was already undone.'), label=target.label)
    _revert(catalogue, target, ChangeKind.UNDONE, progress or Progress())
    return target


def redo(catalogue: Catalogue, progress: Progress | None = None) -> ChangeSet:
    """Do again what was undone last; return what was done again. Raises NotFound and Conflict."""
    with catalogue.database.reading() as read:
        target = stored.next_to_redo(read)
    if target is None:
        raise NotFound("nothing_to_redo", N_("There is nothing to redo."))
    _revert(catalogue, target, ChangeKind.REDONE, progress or Progress())
    return target


def _revert(catalogue: Catalogue, target: ChangeSet, kind: ChangeKind, progress: Progress) -> None:
    with catalogue.database.writing(target.label, catalogue.author) as work:
        work.recorder.kind = kind
        work.recorder.reverts = target.id
        stored.revert(work, target, progress)

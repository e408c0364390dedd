"""Undo, redo and the history, today or next week."""

from collections.abc import Mapping
from dataclasses import replace

from tradehouse.domain.changes import ChangeKind, ChangeSet, EditedRecord, FieldChange
from tradehouse.domain.errors import NotFound
from tradehouse.domain.fields import RecordKind, fields
from tradehouse.domain.language import N_
from tradehouse.domain.progress import Progress
from tradehouse.services.catalogue import Catalogue
from tradehouse.storage import history as stored
from tradehouse.storage.columns import from_column
from tradehouse.storage.reader import Reader
from tradehouse.storage.taking_back import find_standing, revert


def latest(catalogue: Catalogue, limit: int = 50) -> list[ChangeSet]:
    """Return the newest change sets, newest first."""
    with catalogue.database.reading() as read:
        return stored.latest_change_sets(read, limit)


def of_record(catalogue: Catalogue, kind: RecordKind, record_id: int) -> list[FieldChange]:
    """Return what happened to one record, newest first; values are those of its fields, by column."""
    known = {field.column_name: field for field in fields(kind).values() if field.stored}

    def values(side: Mapping[str, object]) -> dict[str, object]:
        return {
            column: from_column(known[column], value) if column in known else value for column, value in side.items()
        }

    with catalogue.database.reading() as read:
        found = stored.record_history(read, str(kind), record_id)
    return [replace(change, before=values(change.before), after=values(change.after)) for change in found]


def next_steps(catalogue: Catalogue) -> tuple[ChangeSet | None, ChangeSet | None]:
    """Return what undo and redo would take back now."""
    with catalogue.database.reading() as read:
        return stored.next_to_undo(read), stored.next_to_redo(read)


def to_undo(catalogue: Catalogue, change_set_id: int | None = None) -> ChangeSet:
    """Return what undo would take back: the newest change that stands, or the one with this id. Raises NotFound."""
    with catalogue.database.reading() as read:
        return _to_undo(read, change_set_id)


def conflicts(
    catalogue: Catalogue, change_set_id: int | None = None, progress: Progress | None = None
) -> list[EditedRecord]:
    """Return the records that stand in the way of undoing a change, the newest one without an id; newest edit first.

    These are the records that somebody changed since in a field that the change gave them, or at all where the change
    made them, and those that something added later needs: the supplier of a new product, the product of a new photo.
    Raises NotFound as undo does.
    """
    with catalogue.database.reading() as read:
        return list(find_standing(read, _to_undo(read, change_set_id).id, progress or Progress()).edited)


def undo(
    catalogue: Catalogue,
    change_set_id: int | None = None,
    progress: Progress | None = None,
    *,
    keep_edited: bool = False,
) -> ChangeSet:
    """Take back the newest change, or the one with this id; return what was taken back.

    With keep_edited the records of conflicts() stay as they are, every field of them, and with them what they need of
    the change: the photos and the supplier of a product, the products that a certificate names. All the rest is taken
    back as one unit of work, a change set of its own that redo does again and that leaves the kept records alone too.

    Raises NotFound where there is nothing to undo; Conflict where somebody changed since what it would put back, with
    keep_edited only where nothing else is left to take back; StorageProblem, Cancelled. Nothing happened then.
    """
    with catalogue.database.reading() as read:
        target = _to_undo(read, change_set_id)
    _revert(catalogue, target, ChangeKind.UNDONE, progress or Progress(), keep_edited=keep_edited)
    return target


def redo(catalogue: Catalogue, progress: Progress | None = None) -> ChangeSet:
    """Do again what was undone last; return what was done again. Raises NotFound and Conflict."""
    with catalogue.database.reading() as read:
        target = stored.next_to_redo(read)
    if target is None:
        raise NotFound("nothing_to_redo", N_("There is nothing to redo."))
    _revert(catalogue, target, ChangeKind.REDONE, progress or Progress())
    return target


def _to_undo(read: Reader, change_set_id: int | None) -> ChangeSet:
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
    return target


def _revert(
    catalogue: Catalogue, target: ChangeSet, kind: ChangeKind, progress: Progress, *, keep_edited: bool = False
) -> None:
    with catalogue.database.writing(target.label, catalogue.author) as work:
        work.recorder.kind = kind
        work.recorder.reverts = target.id
        revert(work, target, progress, keep_edited=keep_edited)

"""The history as a table: one change set a row, newest first."""

from collections.abc import Callable
from typing import Any

from PySide6.QtCore import QModelIndex, QObject, QPersistentModelIndex, Qt

from tradehouse.domain.changes import ChangeKind, ChangeSet
from tradehouse.domain.display import show_time
from tradehouse.domain.language import N_, _, ngettext
from tradehouse.ui.kit.badge import Status
from tradehouse.ui.kit.plain_table import STATUS_ROLE, PlainModel
from tradehouse.ui.theme import theme

Index = QModelIndex | QPersistentModelIndex
WHEN, WHO, WHAT, COUNT, STATE = range(5)
HEADINGS = (N_("When"), N_("Who"), N_("What"), N_("Entries"), N_("State"))


def say_change(change: ChangeSet) -> str:
    """Return what a change set did, as a line of the history."""
    words = str(change.label)
    if change.kind is ChangeKind.UNDONE:
        return _("Undone: {label}").format(label=words)
    if change.kind is ChangeKind.REDONE:
        return _("Done again: {label}").format(label=words)
    return words


def say_counts(change: ChangeSet) -> str:
    """Return how many rows it made, changed and removed."""
    words: dict[str, Callable[[int], str]] = {
        "inserted": lambda n: ngettext("{n} new", "{n} new", n),
        "updated": lambda n: ngettext("{n} changed", "{n} changed", n),
        "deleted": lambda n: ngettext("{n} removed", "{n} removed", n),
    }
    counts = ((say, change.counts.get(key, 0)) for key, say in words.items())
    return ", ".join(say(n).format(n=n) for say, n in counts if n)


def status_of(change: ChangeSet) -> Status:
    """Return the badge of a change: it stands, it was taken back, or it is a step back or forward itself."""
    match change.kind:
        case ChangeKind.UNDONE:
            return Status("undo", _("Step back"))
        case ChangeKind.REDONE:
            return Status("redo", _("Step forward"))
    return Status("undo", _("Undone"), "attention") if change.reverted else Status("check", _("Stands"), "good")


class HistoryModel(PlainModel):
    """Shows the change sets it is given."""

    headings = HEADINGS

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._changes: list[ChangeSet] = []

    def show_changes(self, changes: list[ChangeSet]) -> None:
        """Replace the rows."""
        self.beginResetModel()
        self._changes = changes
        self.endResetModel()

    def change_at(self, row: int) -> ChangeSet | None:
        """Return the change set of a row."""
        return self._changes[row] if 0 <= row < len(self._changes) else None

    def row_of(self, change_id: int) -> int:
        """Return the row of a change set, 0 where it is not shown."""
        return next((row for row, change in enumerate(self._changes) if change.id == change_id), 0)

    def count(self) -> int:
        return len(self._changes)

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        change = self.change_at(index.row())
        if change is None:
            return None
        if role == Qt.ItemDataRole.DisplayRole:
            return self._text(change, index.column())
        if role == Qt.ItemDataRole.ToolTipRole and index.column() == WHO:
            return _("{name} on {computer}").format(name=change.author.name, computer=change.author.computer)
        if role == Qt.ItemDataRole.ToolTipRole and index.column() == WHAT:
            return say_change(change)
        if role == Qt.ItemDataRole.ForegroundRole and (change.reverted or change.kind is not ChangeKind.DONE):
            return theme().colour("muted")
        if role == STATUS_ROLE and index.column() == STATE:
            return status_of(change)
        return None

    def _text(self, change: ChangeSet, column: int) -> str:
        match column:
            case 0:
                return show_time(change.at)
            case 1:
                return change.author.name
            case 2:
                return say_change(change)
            case 3:
                return say_counts(change)
        return status_of(change).word

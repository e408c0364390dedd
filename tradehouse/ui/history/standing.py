"""What stands in the way of an undo: the records that were edited since, and the choice to keep them and undo the rest."""

from collections.abc import Callable, Sequence
from typing import Any

from PySide6.QtCore import QModelIndex, QObject, QPersistentModelIndex, QSize, Qt, Signal
from PySide6.QtWidgets import QWidget

from tradehouse.domain.changes import ChangeSet, EditedRecord
from tradehouse.domain.display import show_number, show_time
from tradehouse.domain.errors import Conflict
from tradehouse.domain.fields import CATALOGUE_KINDS
from tradehouse.domain.language import N_, _, ngettext
from tradehouse.domain.progress import Progress
from tradehouse.services import history
from tradehouse.ui.desk import Desk
from tradehouse.ui.jobs import Job
from tradehouse.ui.kit.dialog import DialogFrame
from tradehouse.ui.kit.empty import Offer
from tradehouse.ui.kit.plain_table import PlainModel, PlainTable
from tradehouse.ui.theme import GAP, theme

Index = QModelIndex | QPersistentModelIndex
Told = Callable[[int | None], None]
CODE, NAME, WHAT, WHO, WHEN = range(5)
HEADINGS = (N_("Code"), N_("Name"), N_("Changed"), N_("Who"), N_("When"))


class StandingDialog(DialogFrame):
    """Lists what was edited since a change; nothing is undone until the person says so.

    Signals:
        record_asked(kind, id): one of the records is to be shown on its own tab.
        agreed(): these records are to be kept, and the rest undone.
    """

    record_asked = Signal(str, int)
    agreed = Signal()

    def __init__(self, label: str, edited: Sequence[EditedRecord], parent: QWidget | None = None) -> None:
        words = ngettext(
            "{n} record was changed since. Keep it as it is, with all that it needs, and undo everything else?",
            "{n} records were changed since. Keep them as they are, with all that they need, and undo everything else?",
            len(edited),
        )
        super().__init__(
            _("Undo: {label}").format(label=label),
            "standing_dialog",
            QSize(820, 460),
            parent,
            sentence=words.format(n=show_number(len(edited))),
            margins=False,
        )
        self._edited = list(edited)
        self.table = PlainTable(_("Changed since"))
        self.table.setModel(_Records(self._edited, self))
        self.table.set_widths((120, 220, 170, 120, 150), stretch=NAME)
        self.table.setContentsMargins(0, GAP, 0, 0)
        self.table.doubleClicked.connect(lambda _index: self._show())
        self.table.chosen.connect(self._chosen)
        self.body.addWidget(self.table, 1)
        self.show_one = self.add_button(
            _("Show this record"), self._show, kind="flat", glyph="external-link", end="left", name="show_record"
        )
        cancel = self.add_button(_("Cancel"), self.reject, name="cancel")
        self.keep = self.add_button(_("Keep these, undo the rest"), self._agree, kind="primary", glyph="undo", name="keep")  # fmt: skip
        self.table.choose(0)
        cancel.setFocus()

    def _chosen(self, row: int) -> None:
        self.show_one.setEnabled(0 <= row < len(self._edited) and self._edited[row].kind in CATALOGUE_KINDS)

    def _show(self) -> None:
        row = self.table.currentIndex().row()
        if 0 <= row < len(self._edited) and self._edited[row].kind in CATALOGUE_KINDS:
            self.reject()
            self.record_asked.emit(self._edited[row].kind, self._edited[row].id)

    def _agree(self) -> None:
        self.accept()
        self.agreed.emit()


class _Records(PlainModel):
    headings = HEADINGS

    def __init__(self, edited: Sequence[EditedRecord], parent: QObject) -> None:
        super().__init__(parent)
        self._edited = edited

    def count(self) -> int:
        return len(self._edited)

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        record = self._edited[index.row()]
        if role == Qt.ItemDataRole.FontRole and index.column() == CODE:
            return theme().font(code=True)
        if role not in (Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.ToolTipRole):
            return None
        match index.column():
            case 0:
                return record.code
            case 1:
                return record.title
            case 2:
                return ", ".join(str(label) for label in record.fields)
            case 3:
                return record.author.name
        return show_time(record.at)


class UndoAsking(QObject):
    """Undoes a change, and asks where records were edited since.

    Signals:
        started(Job): work is under way.
        undone(ChangeSet, int): it was taken back; how many edited records were kept.
        ended(): the person gave up, or it was stopped or refused; nothing changed.
        record_asked(kind, id): a record is to be shown on its own tab.
    """

    started = Signal(object)
    undone = Signal(object, int)
    ended = Signal()
    record_asked = Signal(str, int)

    def __init__(self, desk: Desk, window: QWidget) -> None:
        super().__init__(window)
        self._desk = desk
        self._window = window

    def undo(self, change_set: int | None, told: Told | None = None) -> Job:
        """Take back a change, the newest one without an id; told gets how many edited records were kept, or None where
        nothing was undone.
        """
        return self._go(change_set, told or (lambda _kept: None), 0, keep_edited=False)

    def _go(self, change_set: int | None, told: Told, kept: int, *, keep_edited: bool) -> Job:
        catalogue = self._desk.catalogue

        def work(progress: Progress) -> ChangeSet:
            return history.undo(catalogue, change_set, progress, keep_edited=keep_edited)

        def done(change: ChangeSet) -> None:
            self.undone.emit(change, kept)
            told(kept)

        def failed(error: BaseException) -> None:
            if isinstance(error, Conflict) and error.code == "changed_since":
                self._ask(change_set, told)
            else:
                self._desk.fail(error)
                self._give_up(told)

        job = self._desk.jobs.run_write(
            _("Undoing"), work, done, failed, on_cancelled=lambda: self._give_up(told), owner=self
        )
        self.started.emit(job)
        return job

    def _give_up(self, told: Told) -> None:
        self.ended.emit()
        told(None)

    def _ask(self, change_set: int | None, told: Told) -> None:
        catalogue = self._desk.catalogue

        def work(progress: Progress) -> tuple[ChangeSet, list[EditedRecord]]:
            target = history.to_undo(catalogue, change_set)
            return target, history.conflicts(catalogue, target.id, progress)

        def found(answer: tuple[ChangeSet, list[EditedRecord]]) -> None:
            target, edited = answer
            if not edited:  # somebody undid it meanwhile
                self._go(target.id, told, 0, keep_edited=False)
                return
            dialog = StandingDialog(str(target.label), edited, self._window)
            dialog.record_asked.connect(self.record_asked)
            dialog.agreed.connect(lambda: self._go(target.id, told, len(edited), keep_edited=True))
            dialog.rejected.connect(lambda: self._give_up(told))
            dialog.open()

        def failed(error: BaseException) -> None:
            self._desk.fail(error)
            self._give_up(told)

        self._desk.jobs.run_read(
            "undo-conflicts", work, found, failed, on_cancelled=lambda: self._give_up(told), owner=self,
            label=_("Looking for what was changed since"),
        )  # fmt: skip


def say_undone(desk: Desk, change: ChangeSet, kept: int, offers: tuple[Offer, ...] = ()) -> None:
    """Tell what was taken back, and how many edited records stay."""
    words = _("Undone: {label}").format(label=change.label.text())
    if kept:
        more = ngettext("{n} edited record was kept.", "{n} edited records were kept.", kept)
        words = f"{words}. {more.format(n=show_number(kept))}"
    desk.say(words, "neutral", offers)

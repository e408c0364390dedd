"""Undo and redo of the whole catalogue, with the words of what they would take back."""

from typing import TYPE_CHECKING

from PySide6.QtCore import QObject

from tradehouse.domain.changes import ChangeSet
from tradehouse.domain.language import _
from tradehouse.domain.progress import Progress
from tradehouse.services import history
from tradehouse.ui.kit.empty import Offer

if TYPE_CHECKING:
    from tradehouse.ui.history.standing import Told, UndoAsking
    from tradehouse.ui.main_window import MainWindow

Steps = tuple[ChangeSet | None, ChangeSet | None]
LONGEST = 48


class Undoing(QObject):
    """Keeps the undo and redo actions of a window true."""

    def __init__(self, window: "MainWindow") -> None:
        super().__init__(window)
        self._window = window
        self._asking: UndoAsking | None = None

    def undo(self, change_set: int | None = None, told: "Told | None" = None) -> None:
        """Take a change back, the last one without an id; where records were edited since, ask what to do.

        told gets the number of edited records that were kept, or None where nothing was undone.
        """
        if self._asking is None:
            from tradehouse.ui.history.standing import UndoAsking

            self._asking = UndoAsking(self._window.desk, self._window)
            self._asking.undone.connect(self._on_undone)
            self._asking.record_asked.connect(self._window.window_commands.show_record)
        self._asking.undo(change_set, told)

    def redo(self) -> None:
        """Do again what was undone last."""
        catalogue = self._window.catalogue

        def work(progress: Progress) -> ChangeSet:
            return history.redo(catalogue, progress)

        self._window.jobs.run_write(_("Doing again"), work, self._on_redone, self._window.show_error, owner=self)

    def refresh(self) -> None:
        """Ask what undo and redo would take back now."""
        catalogue = self._window.catalogue
        self._window.jobs.run_read("undo-steps", lambda _p: history.next_steps(catalogue), self._show, owner=self)

    def _on_undone(self, change: ChangeSet, kept: int) -> None:
        from tradehouse.ui.history.standing import say_undone

        say_undone(self._window.desk, change, kept, (Offer(_("Redo"), self.redo, "redo"),))

    def _on_redone(self, change: ChangeSet) -> None:
        self._window.say(_("Done again: {label}").format(label=change.label.text()), "neutral")

    def _show(self, steps: Steps) -> None:
        writable = not self._window.catalogue.read_only
        for name, step, plain, full in (
            ("undo", steps[0], _("&Undo"), _("&Undo: {label}")),
            ("redo", steps[1], _("&Redo"), _("&Redo: {label}")),
        ):
            action = self._window.action(name)
            action.setEnabled(step is not None and writable)
            words = "" if step is None else step.label.text().replace("&", "&&")
            short = words if len(words) <= LONGEST else f"{words[: LONGEST - 1]}…"
            action.setText(full.format(label=short) if step is not None else plain)
            action.setToolTip(action.text().replace("&", ""))
        self._window.undo_button.setToolTip(self._window.action("undo").toolTip())

"""Undo and redo of the whole catalogue, with the words of what they would take back."""

from typing import TYPE_CHECKING

from PySide6.QtCore import QObject

from tradehouse.domain.changes import ChangeSet
from tradehouse.domain.language import _
from tradehouse.domain.progress import Progress
from tradehouse.services import history
from tradehouse.ui.kit.empty import Offer

if TYPE_CHECKING:
    from tradehouse.ui.main_window import MainWindow

Steps = tuple[ChangeSet | None, ChangeSet | None]
LONGEST = 48


class Undoing(QObject):
    """Keeps the undo and redo actions of a window true."""

    def __init__(self, window: "MainWindow") -> None:
        super().__init__(window)
        self._window = window

    def undo(self) -> None:
        """Take the last change back."""
        catalogue = self._window.catalogue

        def work(progress: Progress) -> ChangeSet:
            return history.undo(catalogue, None, progress)

        self._window.jobs.run_write(_("Undoing"), work, self._on_undone, self._window.show_error, owner=self)

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

    def _on_undone(self, change: ChangeSet) -> None:
        offers = (Offer(_("Redo"), self.redo, "redo"),)
        self._window.say(_("Undone: {label}").format(label=change.label.text()), "neutral", offers)

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

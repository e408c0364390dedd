"""Puts the first page before the tabs while the catalogue has never been written to, and takes it away again."""

from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject
from PySide6.QtWidgets import QFileDialog, QStackedWidget, QWidget

from tradehouse.domain.changes import ChangeSet
from tradehouse.domain.language import _
from tradehouse.ui.settings_store import LANGUAGE
from tradehouse.ui.start.first_start import FirstStart

if TYPE_CHECKING:
    from tradehouse.ui.flows import Flows
    from tradehouse.ui.main_window import MainWindow


class FirstSteps(QObject):
    """Shows FirstStart in the window; the first change, by whatever way, leads to the tabs."""

    def __init__(self, window: "MainWindow", flows: "Flows") -> None:
        super().__init__(window)
        self._window, self._flows = window, flows
        self._tabs = window.takeCentralWidget() or QWidget()
        self.page = FirstStart(window.catalogue.folder, window.jobs)
        self.page.chosen.connect(self._choose)
        self.page.folder_wanted.connect(self._ask_folder)
        self.page.language_chosen.connect(self._speak)
        self._stack = QStackedWidget()
        self._stack.addWidget(self._tabs)
        self._stack.addWidget(self.page)
        window.setCentralWidget(self._stack)
        self._stack.setCurrentWidget(self.page)
        window.news.changed.connect(self._written)
        self.page.doors[0].setFocus()

    def leave(self) -> None:
        """Show the tabs."""
        if self._stack.currentWidget() is self.page:
            self._stack.setCurrentWidget(self._tabs)
            self._window.browser.focus_results()

    def _choose(self, door: str) -> None:
        if door == "sample":
            job = self._flows.fill_sample()
            self.page.wait_for(job)
            self._window.jobs.jobs_changed.connect(self._sample_ended)
        elif door == "import":
            self._flows.open_import()
        else:
            self.leave()

    def _sample_ended(self) -> None:
        """Open the doors again where the sample was stopped or failed."""
        if not self.page.waiting():
            self._window.jobs.jobs_changed.disconnect(self._sample_ended)
            self.page.set_open(open_=True)

    def _written(self, _change: ChangeSet) -> None:
        self.leave()

    def _ask_folder(self) -> None:
        chosen = QFileDialog.getExistingDirectory(
            self._window, _("Folder for the catalogue"), str(self._window.catalogue.folder)
        )
        if chosen and Path(chosen) != self._window.catalogue.folder:
            self._flows.move_to(Path(chosen))

    def _speak(self, code: str) -> None:
        settings = self._window.settings
        if code != settings.get(LANGUAGE):
            settings.put(LANGUAGE, code)
            settings.save()
            self._window.reopen_asked.emit()

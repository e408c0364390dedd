"""The running program around its window: comes forward when asked, opens anew in another language, ends in time."""

from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Qt, QTimer
from PySide6.QtGui import QSessionManager
from PySide6.QtWidgets import QApplication

from tradehouse.domain.errors import UserError
from tradehouse.domain.language import _
from tradehouse.ui.history.restoring import RestoreWork
from tradehouse.ui.qt_words import speak
from tradehouse.ui.settings_store import CATALOGUE, LANGUAGE, Settings
from tradehouse.ui.single_window import SingleWindow

if TYPE_CHECKING:
    from tradehouse.ui.main_window import MainWindow

OpenWindow = Callable[[Path], "MainWindow"]


class Program(QObject):
    """Holds the one window of the program."""

    def __init__(self, app: QApplication, folder: Path, door: SingleWindow, open_window: OpenWindow) -> None:
        super().__init__(app)
        self._app = app
        self._folder = folder
        self._open = open_window
        self._window: MainWindow | None = None
        self._restoring: RestoreWork | None = None
        self._door = door
        door.asked.connect(self.come_forward)
        app.commitDataRequest.connect(self._on_session_ends, Qt.ConnectionType.DirectConnection)

    @property
    def window(self) -> "MainWindow | None":
        """The window of the moment; None while it is made anew."""
        return self._window

    def open(self) -> None:
        """Open the window. Raises StorageProblem where the folder cannot be used."""
        window = self._open(self._folder)
        window.backs_up = True
        window.reopen_asked.connect(self._on_reopen_asked)
        self._window = window

    def come_forward(self) -> None:
        """Bring the window before all others."""
        if self._window is not None:
            state = self._window.windowState() & ~Qt.WindowState.WindowMinimized
            self._window.setWindowState(state | Qt.WindowState.WindowActive)
            self._window.show()
            self._window.raise_()
            self._window.activateWindow()

    def _on_reopen_asked(self) -> None:
        # Not inside the signal: the window that sent it is about to go.
        QTimer.singleShot(0, self, self._reopen)

    def _reopen(self) -> None:
        old, self._window = self._window, None
        if old is None:
            return
        self._app.setQuitOnLastWindowClosed(False)
        old.backs_up = False
        old.close()
        old.deleteLater()
        speak(self._app, Settings().get(LANGUAGE))
        if old.restore_from is not None:
            self._restoring = RestoreWork(self._folder, old.restore_from)
            self._restoring.ended.connect(self._restored)
            self._restoring.show()
            return
        if old.next_folder is not None:
            self._move_to(old.next_folder)
        else:
            self._open_again()

    def _restored(self, done: bool) -> None:
        self._restoring = None
        self._open_again()
        if done and self._window is not None:
            self._window.say(_("The backup is restored. What was there before lies in the trash folder."))

    def _move_to(self, folder: Path) -> None:
        """Open the catalogue in another folder, or the old one again where that cannot be."""
        door = SingleWindow(folder, self._app)
        if door.hand_over():
            # A window is open on it already, and has just come forward.
            self._app.quit()
            return
        before, self._folder = self._folder, folder
        try:
            self._open_again()
        except UserError as error:
            self._folder = before
            self._open_again()
            if self._window is not None:
                self._window.show_error(error)
            return
        self._door.close()
        self._door = door
        door.asked.connect(self.come_forward)
        door.listen()
        settings = Settings()
        settings.put(CATALOGUE, str(folder))
        settings.save()

    def _open_again(self) -> None:
        self.open()
        self._app.setQuitOnLastWindowClosed(True)

    def _on_session_ends(self, _manager: QSessionManager) -> None:
        # Windows gives five seconds: work is cancelled or finished, and the backup waits for the next time.
        if self._window is not None:
            self._window.backs_up = False
            self._window.close()

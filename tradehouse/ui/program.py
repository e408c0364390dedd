"""The running program around its window: comes forward when asked, opens anew in another language, ends in time."""

from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Qt, QTimer
from PySide6.QtGui import QSessionManager
from PySide6.QtWidgets import QApplication

from tradehouse.ui.qt_words import speak
from tradehouse.ui.settings_store import LANGUAGE, Settings
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
        door.asked.connect(self.come_forward)
        app.commitDataRequest.connect(self._on_session_ends, Qt.ConnectionType.DirectConnection)

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
        self.open()
        self._app.setQuitOnLastWindowClosed(True)

    def _on_session_ends(self, _manager: QSessionManager) -> None:
        # Windows gives five seconds: work is cancelled or finished, and the backup waits for the next time.
        if self._window is not None:
            self._window.backs_up = False
            self._window.close()

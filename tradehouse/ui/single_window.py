"""One window per catalogue folder: a second start finds the first by the folder's name and asks it to come forward."""

import hashlib
import os
from pathlib import Path

from PySide6.QtCore import QObject, Signal
from PySide6.QtNetwork import QLocalServer, QLocalSocket

ANSWER_MS = 1_000


class SingleWindow(QObject):
    """The door of one folder on this PC, for this person only. Nothing but "come forward" passes through it.

    Signals:
        asked(): another start of the program wants this window to come forward.
    """

    asked = Signal()

    def __init__(self, folder: Path, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.name = door_name(folder)
        self._server = QLocalServer(self)
        self._server.setSocketOptions(QLocalServer.SocketOption.UserAccessOption)
        self._server.newConnection.connect(self._on_new_connection)

    def hand_over(self) -> bool:
        """Ask a window that has the folder already to come forward; return whether there is one."""
        socket = QLocalSocket()
        socket.connectToServer(self.name)
        if not socket.waitForConnected(ANSWER_MS):
            return False
        socket.write(b"raise")
        socket.waitForBytesWritten(ANSWER_MS)
        socket.disconnectFromServer()
        return True

    def listen(self) -> bool:
        """Be found by later starts from now on; what a killed program left behind is cleared away."""
        QLocalServer.removeServer(self.name)
        return self._server.listen(self.name)

    def close(self) -> None:
        """Be found no longer."""
        self._server.close()

    def _on_new_connection(self) -> None:
        while (socket := self._server.nextPendingConnection()) is not None:
            socket.disconnected.connect(socket.deleteLater)
            self.asked.emit()


def door_name(folder: Path) -> str:
    """Return the name of a folder's door: the same for every spelling of the folder, another for every person."""
    place = os.path.normcase(str(folder.expanduser().resolve()))
    person = os.environ.get("USERNAME") or os.environ.get("USER") or ""
    return f"tradehouse-{hashlib.sha256(f'{person}|{place}'.encode()).hexdigest()[:24]}"

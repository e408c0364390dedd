"""What changed in the catalogue, wherever it was changed: told on the window's thread, a moment after it happened."""

from PySide6.QtCore import QObject, Qt, QTimer, Signal

from tradehouse.domain.changes import ChangeSet
from tradehouse.domain.errors import UserError
from tradehouse.domain.progress import Progress
from tradehouse.services.catalogue import Catalogue
from tradehouse.ui.jobs import Jobs

LOOK_EVERY = 2_000  # milliseconds between two looks at what other processes wrote
RENEW_EVERY = 60_000


class News(QObject):
    """Listens to the store and looks for what another process wrote.

    Signals:
        changed(ChangeSet): a unit of work was committed.
    """

    changed = Signal(object)
    _arrived = Signal(object)

    def __init__(self, catalogue: Catalogue, jobs: Jobs, parent: QObject) -> None:
        super().__init__(parent)
        self._catalogue = catalogue
        self._jobs = jobs
        # The store tells in the thread that wrote; the queued signal brings it here.
        self._arrived.connect(self._take, Qt.ConnectionType.QueuedConnection)
        self._stop = catalogue.database.listen(self._hear)
        self._looking = QTimer(self, interval=LOOK_EVERY)
        self._looking.timeout.connect(self.look)
        self._looking.start()
        self._renewing = QTimer(self, interval=RENEW_EVERY)
        self._renewing.timeout.connect(self._renew)
        self._renewing.start()

    def look(self) -> None:
        """Ask whether another process wrote something; what it did arrives as changed."""
        database = self._catalogue.database

        def work(_progress: Progress) -> int:
            return database.take_in_news()

        # A store that is busy for a moment is asked again in two seconds; there is nobody to be told.
        self._jobs.run_read("news", work, lambda _n: None, _pass_refusal, owner=self)

    def stop(self) -> None:
        """Hear nothing more; for a window that closes."""
        self._looking.stop()
        self._renewing.stop()
        self._stop()

    def _hear(self, change: ChangeSet) -> None:
        self._arrived.emit(change)

    def _take(self, change: ChangeSet) -> None:
        self.changed.emit(change)

    def _renew(self) -> None:
        lock = self._catalogue.lock
        self._jobs.run_read("lock", lambda _p: lock.renew(), lambda _n: None, _pass_refusal, owner=self)


def _pass_refusal(error: BaseException) -> None:
    if not isinstance(error, (UserError, OSError)):
        raise error

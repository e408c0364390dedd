"""New photos are looked at in the background: how sharp and bright they are, what they are like, their thumbnails."""

from PySide6.QtCore import QObject, QTimer

from tradehouse.domain.changes import ChangeSet
from tradehouse.domain.language import _
from tradehouse.domain.progress import Progress
from tradehouse.services.catalogue import Catalogue
from tradehouse.ui.jobs import Jobs

AFTER = 4000  # milliseconds: what a person does next comes first
_LANE = "measure photos"


class Measuring(QObject):
    """Measures photos that an import kept unseen, some time after they came or the window opened."""

    def __init__(self, catalogue: Catalogue, jobs: Jobs, parent: QObject) -> None:
        super().__init__(parent)
        self._catalogue, self._jobs = catalogue, jobs
        self._soon = QTimer(self, singleShot=True, interval=AFTER)
        self._soon.timeout.connect(self._start)
        self._soon.start()

    def take_news(self, change: ChangeSet) -> None:
        """Look at the photos that a change brought, in a while."""
        if "photo" in change.touched:
            self._soon.start()

    def _start(self) -> None:
        from tradehouse.services import culling  # not needed before the window stands

        def work(progress: Progress) -> int:
            return culling.measure_missing(self._catalogue, progress)

        # nobody asked for it: what fails now is done when the window opens again
        self._jobs.run_read(
            _LANE, work, lambda _count: None, lambda _error: None, owner=self, label=_("Looking at new photos")
        )

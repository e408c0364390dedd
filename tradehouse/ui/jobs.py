"""Long work off the window's thread: a write lane, in order, and read lanes whose stale answers are dropped.

Work is a plain function that takes a Progress; it runs in a pool thread, and everything it causes (answers,
errors, progress) arrives on the window's thread through one queued signal. Cancelled means nothing happened:
the work raised Cancelled and its unit of work rolled back, so nobody is told unless they asked to be.
"""

import concurrent.futures
import time
from collections.abc import Callable
from enum import Enum, auto
from typing import Any, TypeVar

from PySide6.QtCore import QObject, Qt, QTimer, Signal
from shiboken6 import isValid

from tradehouse.domain.errors import Cancelled
from tradehouse.domain.progress import Progress

T = TypeVar("T")
Work = Callable[[Progress], T]
OnError = Callable[[BaseException], None]
OnCancelled = Callable[[], None]

REPORT_EVERY = 0.1  # seconds between two reports of one job that reach the window
SHOW_AFTER = 0.6  # seconds until a job is worth a progress bar
READERS = 2


class State(Enum):
    """What became of a job."""

    WAITING = auto()
    RUNNING = auto()
    DONE = auto()
    FAILED = auto()
    CANCELLED = auto()


class Job:
    """One piece of work on its way. Everything but cancel() belongs to the window's thread."""

    def __init__(self, label: str) -> None:
        self.label = label
        self.done = 0
        self.total = 0  # 0: not known
        self.text = ""
        self.state = State.WAITING
        self.cancelling = False
        self.asked_at = time.monotonic()
        self.progress = Progress()
        self.future: concurrent.futures.Future[Any] | None = None

    @property
    def fraction(self) -> float | None:
        """How far it is, 0 to 1, or None where the total is not known."""
        return min(1.0, self.done / self.total) if self.total > 0 else None

    def cancel(self) -> None:
        """Ask the work to stop at its next report; work that still waits in its lane never starts."""
        self.cancelling = True
        self.progress.cancel()
        if self.future is not None:
            self.future.cancel()


class Jobs(QObject):
    """All long work of the program. show_error gets what no on_error took, on the window's thread."""

    jobs_changed = Signal()
    """A job appeared, went on or ended: read shown() again."""

    _arrived = Signal(object)

    def __init__(self, show_error: OnError, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._show_error = show_error
        self._write = concurrent.futures.ThreadPoolExecutor(1, "write")
        self._read = concurrent.futures.ThreadPoolExecutor(READERS, "read")
        self._long = concurrent.futures.ThreadPoolExecutor(READERS, "long-read")
        self._active: list[Job] = []
        self._newest: dict[str, Job] = {}
        self._closed = False
        self._appear = QTimer(self, singleShot=True, interval=round(SHOW_AFTER * 1000))
        self._appear.timeout.connect(self._appeared)
        # Emitted in pool threads, taken here: nothing else crosses the threads.
        self._arrived.connect(self._take, Qt.ConnectionType.QueuedConnection)

    def run_write(
        self,
        label: str,
        work: Work[T],
        on_done: Callable[[T], None],
        on_error: OnError | None = None,
        *,
        on_cancelled: OnCancelled | None = None,
        owner: QObject | None = None,
    ) -> Job:
        """Queue work that changes the catalogue, after all such work before it.

        label names it in the status bar. Answers for an owner that is gone by then are dropped.
        """
        job = Job(label)

        def answer(outcome: concurrent.futures.Future[Any]) -> None:
            if owner is None or isValid(owner):
                self._answer(outcome, on_done, on_error, on_cancelled)

        self._start(job, self._write, work, answer)
        return job

    def run_read(
        self,
        lane: str,
        work: Work[T],
        on_done: Callable[[T], None],
        on_error: OnError | None = None,
        *,
        on_cancelled: OnCancelled | None = None,
        owner: QObject | None = None,
        label: str = "",
    ) -> Job:
        """Start work that only reads. Of several in one lane only the newest answers; the older are stopped.

        With a label it is long work (a plan, an export): the status bar shows it, searches never wait for it.
        """
        older = self._newest.get(lane)
        if older is not None:
            older.cancel()
        job = self._newest[lane] = Job(label)

        def answer(outcome: concurrent.futures.Future[Any]) -> None:
            if self._newest.get(lane) is not job:
                return
            del self._newest[lane]
            if owner is None or isValid(owner):
                self._answer(outcome, on_done, on_error, on_cancelled)

        self._start(job, self._long if label else self._read, work, answer)
        return job

    def active(self) -> list[Job]:
        """Return all jobs that have not been answered yet, oldest first."""
        return list(self._active)

    def shown(self) -> list[Job]:
        """Return the jobs a person should see: those with a label that have taken longer than SHOW_AFTER."""
        latest = time.monotonic() - SHOW_AFTER
        return [job for job in self._active if job.label and job.asked_at <= latest]

    def idle(self) -> bool:
        """Say whether everything has ended and been answered."""
        return not self._active

    def shutdown(self, timeout: float = 5.0) -> bool:
        """Cancel everything, wait up to timeout seconds; True if all threads ended. No answers follow."""
        self._closed = True
        self._appear.stop()
        pools = (self._write, self._read, self._long)
        for job in self._active:
            job.cancel()
        futures = [job.future for job in self._active if job.future is not None]
        ended = not concurrent.futures.wait(futures, timeout).not_done
        for pool in pools:
            pool.shutdown(wait=ended, cancel_futures=True)
        self._active.clear()
        self._newest.clear()
        self.jobs_changed.emit()
        return ended

    def _start(
        self,
        job: Job,
        pool: concurrent.futures.Executor,
        work: Work[Any],
        answer: Callable[[concurrent.futures.Future[Any]], None],
    ) -> None:
        if self._closed:
            raise RuntimeError("the program is closing: no new work")
        reported = 0.0

        def listen(done: int, total: int, text: str) -> None:
            nonlocal reported
            now = time.monotonic()
            if now - reported >= REPORT_EVERY:
                reported = now
                self._send(lambda: self._went_on(job, done, total, text))

        def run() -> Any:
            self._send(lambda: self._began(job))
            return work(job.progress)

        def ended(outcome: concurrent.futures.Future[Any]) -> None:
            self._send(lambda: self._ended(job, outcome, answer))

        job.progress = Progress(listen)
        self._active.append(job)
        job.future = pool.submit(run)
        job.future.add_done_callback(ended)
        if job.label and not self._appear.isActive():
            self._appear.start()

    def _send(self, closure: Callable[[], None]) -> None:
        if not self._closed:
            self._arrived.emit(closure)

    def _take(self, closure: Callable[[], None]) -> None:
        if not self._closed:
            closure()

    def _began(self, job: Job) -> None:
        job.state = State.RUNNING
        self._tell(job)

    def _went_on(self, job: Job, done: int, total: int, text: str) -> None:
        job.done, job.total, job.text = done, total, text
        self._tell(job)

    def _ended(
        self,
        job: Job,
        outcome: concurrent.futures.Future[Any],
        answer: Callable[[concurrent.futures.Future[Any]], None],
    ) -> None:
        self._active.remove(job)
        if outcome.cancelled() or isinstance(outcome.exception(), Cancelled):
            job.state = State.CANCELLED
        else:
            job.state = State.DONE if outcome.exception() is None else State.FAILED
        self._tell(job)
        answer(outcome)

    def _answer(
        self,
        outcome: concurrent.futures.Future[Any],
        on_done: Callable[[Any], None],
        on_error: OnError | None,
        on_cancelled: OnCancelled | None,
    ) -> None:
        error = None if outcome.cancelled() else outcome.exception()
        if outcome.cancelled() or isinstance(error, Cancelled):
            if on_cancelled is not None:
                on_cancelled()
        elif error is not None:
            (on_error or self._show_error)(error)
        else:
            on_done(outcome.result())

    def _appeared(self) -> None:
        self.jobs_changed.emit()
        waiting = [job for job in self._active if job.label]
        if len(waiting) > len(self.shown()):
            newest = max(job.asked_at for job in waiting)
            self._appear.start(max(10, round((newest + SHOW_AFTER - time.monotonic()) * 1000) + 10))
        else:
            self._appear.setInterval(round(SHOW_AFTER * 1000))

    def _tell(self, job: Job) -> None:
        if job.label:
            self.jobs_changed.emit()

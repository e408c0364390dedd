"""How long work reports how far it is and learns that it should stop."""

from collections.abc import Callable

from tradehouse.domain.errors import Cancelled


class Progress:
    """Handed to every long piece of work. report() tells, and every call is a point where it may be cancelled.

    listener gets (done, total, text) in the working thread; total is 0 where it is not known.
    """

    def __init__(self, listener: Callable[[int, int, str], None] | None = None) -> None:
        self._listener = listener
        self._cancelled = False

    def cancel(self) -> None:
        """Ask the work to stop; safe from any thread."""
        self._cancelled = True

    def check(self) -> None:
        """Raise Cancelled if somebody asked to stop."""
        if self._cancelled:
            raise Cancelled

    def report(self, done: int, total: int = 0, text: str = "") -> None:
        """Say how far the work is. Raises Cancelled if somebody asked to stop."""
        self.check()
        if self._listener is not None:
            self._listener(done, total, text)

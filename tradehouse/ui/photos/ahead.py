"""Photos read before they are looked at, so that the next one is there when it is asked for."""

from collections import OrderedDict
from collections.abc import Sequence

from PySide6.QtCore import QObject, Signal
from PySide6.QtGui import QImage

from tradehouse.ui.jobs import Jobs
from tradehouse.ui.photos.pictures import ReadPicture


class ReadAhead(QObject):
    """Pictures of one size by key, read in the background, the most urgent first; `most` of them are kept.

    Signals:
        arrived(key): a picture that was wanted is here.
    """

    arrived = Signal(str)

    def __init__(
        self,
        read: ReadPicture,
        jobs: Jobs,
        side: int,
        *,
        most: int,
        at_once: int = 2,
        parent: QObject | None = None,
    ) -> None:
        super().__init__(parent)
        self._read_picture, self._jobs, self._side = read, jobs, side
        self._most, self._at_once = most, at_once
        self._kept: OrderedDict[str, QImage] = OrderedDict()
        self._wanted: list[str] = []
        self._busy: set[str] = set()

    def picture(self, key: str) -> QImage | None:
        """Return the picture if it is here; a null image is one that cannot be read."""
        return self._kept.get(key)

    def want(self, keys: Sequence[str]) -> None:
        """Read these, the most urgent first, instead of what was wanted before."""
        self._wanted = list(dict.fromkeys(keys))
        for key in reversed(self._wanted):
            if key in self._kept:
                self._kept.move_to_end(key)
        self._go_on()

    def put(self, key: str, image: QImage) -> None:
        """Keep a picture that was made elsewhere, until it is read anew."""
        self._kept[key] = image
        self._kept.move_to_end(key)
        while len(self._kept) > max(self._most, len(self._wanted) + 1):
            self._kept.popitem(last=False)

    def _go_on(self) -> None:
        for key in self._wanted:
            if len(self._busy) >= self._at_once:
                return
            if key not in self._kept and key not in self._busy:
                self._read(key)

    def _read(self, key: str) -> None:
        read, side = self._read_picture, self._side

        def arrived(image: QImage) -> None:
            self._busy.discard(key)
            self.put(key, image)
            self._go_on()
            self.arrived.emit(key)

        self._busy.add(key)
        self._jobs.run_read(f"ahead:{id(self)}:{key}", lambda _progress: read(key, side), arrived, owner=self)

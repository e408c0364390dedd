"""Small pictures for tables, tiles and the detail panel, read off the window's thread: what was asked for last comes first.

Pictures are scaled and cut to a square where they are read, in a pool thread; the window only ever sees pictures of
the size it paints.
"""

from collections import OrderedDict
from pathlib import Path

from PySide6.QtCore import QObject, QSize, Qt, QTimer, Signal
from PySide6.QtGui import QGuiApplication, QImage, QImageReader, QPixmap

from tradehouse.domain.errors import UserError
from tradehouse.domain.progress import Progress
from tradehouse.photos.renditions import ICON, SCREEN, THUMBNAIL, Renditions
from tradehouse.ui.jobs import Jobs

KEPT_BYTES = 96 * 1024 * 1024
WAITING = 160  # requests that are still worth answering: a few screens of tiles
BATCH = 6  # pictures per trip to the pool; small, so that a search never waits long

Key = tuple[str, int]


class Thumbnails(QObject):
    """Pictures of photos by "sha256.extension" and side in logical pixels.

    Signals:
        arrived(): pictures asked for before are there now; paint again.
    """

    arrived = Signal()

    def __init__(self, renditions: Renditions, jobs: Jobs, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._renditions = renditions
        self._jobs = jobs
        self._kept: OrderedDict[Key, QPixmap | None] = OrderedDict()
        self._bytes = 0
        self._waiting: OrderedDict[Key, None] = OrderedDict()
        self._busy = False
        # Requests of one paint are gathered, so that the newest of them is known before reading begins.
        self._soon = QTimer(self, singleShot=True, interval=0)
        self._soon.timeout.connect(self._read_next)

    def pixmap(self, photo: str, side: int) -> QPixmap | None:
        """Return the picture if it is here; else ask for it and return None. Also None for one that cannot be read."""
        key = (photo, side)
        if key in self._kept:
            self._kept.move_to_end(key)
            return self._kept[key]
        self._waiting[key] = None
        self._waiting.move_to_end(key)
        while len(self._waiting) > WAITING:
            self._waiting.popitem(last=False)
        if not self._busy and not self._soon.isActive():
            self._soon.start()
        return None

    def is_unreadable(self, photo: str, side: int) -> bool:
        """Say whether the picture was asked for and cannot be shown."""
        return (photo, side) in self._kept and self._kept[(photo, side)] is None

    def forget(self) -> None:
        """Read everything again when it is next looked at."""
        self._kept.clear()
        self._bytes = 0

    def _read_next(self) -> None:
        if self._busy or not self._waiting:
            return
        batch = [self._waiting.popitem()[0] for _n in range(min(BATCH, len(self._waiting)))]
        screen = QGuiApplication.primaryScreen()
        ratio = screen.devicePixelRatio() if screen is not None else 1.0
        renditions = self._renditions

        def read(progress: Progress) -> list[tuple[Key, QImage | None]]:
            found = []
            for key in batch:
                progress.check()
                found.append((key, _picture(renditions, key, ratio)))
            return found

        self._busy = True
        self._jobs.run_read("thumbnails", read, self._take, self._on_failed, on_cancelled=self._on_stopped, owner=self)

    def _take(self, found: list[tuple[Key, QImage | None]]) -> None:
        for key, image in found:
            picture = None if image is None else QPixmap.fromImage(image)
            self._kept[key] = picture
            self._bytes += 0 if picture is None else picture.width() * picture.height() * 4
        while self._bytes > KEPT_BYTES and len(self._kept) > 1:
            _key, old = self._kept.popitem(last=False)
            self._bytes -= 0 if old is None else old.width() * old.height() * 4
        self._on_stopped()
        self.arrived.emit()

    def _on_failed(self, _error: BaseException) -> None:
        self._on_stopped()

    def _on_stopped(self) -> None:
        self._busy = False
        self._read_next()


def _picture(renditions: Renditions, key: Key, ratio: float) -> QImage | None:
    photo, side = key
    sha256, _dot, extension = photo.partition(".")
    pixels = round(side * ratio)
    # The cut takes from the longer side, so the rendition must be larger than the square.
    box = ICON if pixels <= ICON // 2 else THUMBNAIL if pixels <= THUMBNAIL * 3 // 4 else SCREEN
    try:
        path: Path = renditions.rendition(sha256, extension, box=box)
    except (UserError, ValueError):
        return None
    reader = QImageReader(path.as_posix())
    size = reader.size()
    if size.isValid() and min(size.width(), size.height()) > pixels:
        filled = Qt.AspectRatioMode.KeepAspectRatioByExpanding
        reader.setScaledSize(size.scaled(QSize(pixels, pixels), filled))
    image = reader.read()
    if image.isNull():
        return None
    side_read = min(image.width(), image.height())
    left, top = (image.width() - side_read) // 2, (image.height() - side_read) // 2
    square = image.copy(left, top, side_read, side_read)
    square.setDevicePixelRatio(max(square.width() / side, 0.01))
    return square

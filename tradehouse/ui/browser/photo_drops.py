"""Photos dropped on a row or tile are attached to its product."""

from pathlib import Path

from PySide6.QtCore import QEvent, QObject, Qt
from PySide6.QtGui import QDragMoveEvent, QDropEvent
from PySide6.QtWidgets import QAbstractItemView

from tradehouse.domain.fields import RecordKind
from tradehouse.domain.language import _, ngettext
from tradehouse.domain.progress import Progress
from tradehouse.services import photos
from tradehouse.services.photos import AttachReport
from tradehouse.ui.browser.browser import Browser
from tradehouse.ui.kit.empty import Offer

PHOTO_SUFFIXES = frozenset(
    {".jpg", ".jpeg", ".png", ".webp", ".heic", ".heif", ".bmp", ".gif", ".tif", ".tiff", ".avif"}
)


def dropped_files(event: QDropEvent) -> list[Path]:
    """Return the files and folders of this PC that a drag carries."""
    return [Path(url.toLocalFile()) for url in event.mimeData().urls() if url.isLocalFile()]


class PhotoDrops(QObject):
    """Takes drops of photo files on the rows of a browser of products; anything else goes on to the window."""

    def __init__(self, browser: Browser) -> None:
        super().__init__(browser)
        self._browser = browser
        if browser.kind is RecordKind.PRODUCT and not browser.desk.catalogue.read_only:
            for view in (browser.table, browser.grid):
                if view is not None:
                    view.setAcceptDrops(True)
                    view.viewport().installEventFilter(self)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() in (QEvent.Type.DragEnter, QEvent.Type.DragMove) and isinstance(event, QDragMoveEvent):
            self._allow(event, self._row(event) if event.type() == QEvent.Type.DragMove else 0)
            return True
        if event.type() == QEvent.Type.Drop and isinstance(event, QDropEvent):
            return self._drop(event)
        return super().eventFilter(watched, event)

    def _row(self, event: QDropEvent) -> int:
        view: QAbstractItemView = self._browser.view()
        return view.indexAt(event.position().toPoint()).row()

    def _photos(self, event: QDropEvent) -> list[Path]:
        files = dropped_files(event)
        return files if files and all(path.suffix.lower() in PHOTO_SUFFIXES for path in files) else []

    def _allow(self, event: QDragMoveEvent, row: int) -> None:
        if row >= 0 and self._photos(event):
            event.setDropAction(Qt.DropAction.CopyAction)
            event.accept()
        else:
            event.ignore()

    def _drop(self, event: QDropEvent) -> bool:
        row, found = self._row(event), self._photos(event)
        record = self._browser.model.record(row) if row >= 0 and found else None
        if record is None:
            event.ignore()
            return True
        event.acceptProposedAction()
        desk, product = self._browser.desk, record.id

        def work(progress: Progress) -> AttachReport:
            return photos.attach(desk.catalogue, product, found, progress)

        desk.jobs.run_write(_("Adding photos"), work, self._tell, desk.fail, owner=self)
        return True

    def _tell(self, report: AttachReport) -> None:
        desk = self._browser.desk
        if report.refused:
            desk.say(" ".join(str(error) for error in report.refused[:3]), "attention")
        elif report.attached:
            words = ngettext("{n} photo added", "{n} photos added", report.attached).format(n=report.attached)
            desk.say(words, "good", (Offer(_("Undo"), desk.undo, "undo"),))
        else:
            desk.say(_("The product has these photos already."), "neutral")

"""Photos dropped on a row or tile are attached to its product; what falls beside the rows goes on to the window."""

from pathlib import Path

from PySide6.QtCore import QEvent, QObject, Qt, Signal
from PySide6.QtGui import QDragMoveEvent, QDropEvent
from PySide6.QtWidgets import QAbstractItemView

from tradehouse.domain.fields import RecordKind
from tradehouse.domain.language import _, ngettext
from tradehouse.domain.progress import Progress
from tradehouse.services import photos
from tradehouse.services.photos import AttachReport
from tradehouse.ui.browser.browser import Browser
from tradehouse.ui.kit.empty import Offer
from tradehouse.ui.photo_matching.dragging import TRAY, unpacked
from tradehouse.ui.photos.arriving import is_photo_file


def dropped_files(event: QDropEvent) -> list[Path]:
    """Return the files and folders of this PC that a drag carries."""
    return [Path(url.toLocalFile()) for url in event.mimeData().urls() if url.isLocalFile()]


class PhotoDrops(QObject):
    """Takes drops of photos on the rows of a browser of products: files, and photos of the tray.

    Signals:
        elsewhere(list of paths): files were dropped that are of no row: folders, workbooks, photos beside the rows.
    """

    elsewhere = Signal(object)

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
            self._drop(event)
            return True
        return super().eventFilter(watched, event)

    def _row(self, event: QDropEvent) -> int:
        view: QAbstractItemView = self._browser.view()
        return view.indexAt(event.position().toPoint()).row()

    def _allow(self, event: QDragMoveEvent, row: int) -> None:
        if dropped_files(event) or (row >= 0 and unpacked(event.mimeData(), TRAY)):
            event.setDropAction(Qt.DropAction.CopyAction)
            event.accept()
        else:
            event.ignore()

    def _drop(self, event: QDropEvent) -> None:
        row, files, waiting = self._row(event), dropped_files(event), unpacked(event.mimeData(), TRAY)
        record = self._browser.model.record(row) if row >= 0 else None
        if record is not None and waiting:
            from tradehouse.ui.photo_matching.tray import place_photos

            event.acceptProposedAction()
            place_photos(self._browser.desk, waiting, record)
        elif record is not None and files and all(map(is_photo_file, files)):
            event.acceptProposedAction()
            self._attach(files, record.id)
        elif files:
            event.acceptProposedAction()
            self.elsewhere.emit(files)
        else:
            event.ignore()

    def _attach(self, files: list[Path], product: int) -> None:
        desk = self._browser.desk

        def work(progress: Progress) -> AttachReport:
            return photos.attach(desk.catalogue, product, files, progress)

        desk.jobs.run_write(_("Adding photos"), work, self._tell, desk.fail, owner=self)

    def _tell(self, report: AttachReport) -> None:
        desk = self._browser.desk
        if report.refused:
            desk.say(" ".join(str(error) for error in report.refused[:3]), "attention")
        elif report.attached:
            words = ngettext("{n} photo added", "{n} photos added", report.attached).format(n=report.attached)
            desk.say(words, "good", (Offer(_("Undo"), desk.undo, "undo"),))
        else:
            desk.say(_("The product has these photos already."), "neutral")

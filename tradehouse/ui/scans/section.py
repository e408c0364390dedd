"""The scans of a certificate in the detail panel: looked at, added by picking, dropping or pasting, taken off."""

from collections.abc import Callable, Sequence
from functools import partial
from pathlib import Path

from PySide6.QtCore import QEvent, QObject, QPoint, Qt
from PySide6.QtGui import QDropEvent, QGuiApplication, QKeyEvent, QKeySequence, QPixmap
from PySide6.QtWidgets import QAbstractScrollArea, QFileDialog, QHBoxLayout, QLineEdit, QMenu, QWidget

from tradehouse.domain.errors import NotFound
from tradehouse.domain.language import _, ngettext
from tradehouse.domain.progress import Progress
from tradehouse.domain.records import Record
from tradehouse.photos.renditions import THUMBNAIL
from tradehouse.services import scans as service
from tradehouse.services.scans import AddReport, Scan
from tradehouse.ui.browser.record_lists import RecordLines
from tradehouse.ui.desk import Desk
from tradehouse.ui.icons import icon
from tradehouse.ui.kit.badge import Tone
from tradehouse.ui.kit.buttons import push_button
from tradehouse.ui.kit.empty import Offer
from tradehouse.ui.kit.flow import FlowLayout
from tradehouse.ui.photos.ahead import ReadAhead
from tradehouse.ui.photos.arriving import PHOTO_SUFFIXES, Sources, local_paths, photo_sources
from tradehouse.ui.scans.pages import page_key, page_reader, pages_of
from tradehouse.ui.scans.tile import ScanTile
from tradehouse.ui.scans.viewer import ScanViewer, ask_save, open_outside
from tradehouse.ui.theme import GAP

SUFFIXES = (".pdf", *PHOTO_SUFFIXES)
_KEPT = 60  # small pictures
_SHOWN_REFUSALS = 3
_DRAGS = (QEvent.Type.DragEnter, QEvent.Type.DragMove, QEvent.Type.Drop)


class ScanSection(RecordLines):
    """The whole detail panel around it takes files that are dropped."""

    def __init__(self, desk: Desk, parent: QWidget | None = None) -> None:
        super().__init__(desk, parent)
        self.setObjectName("scans")
        self.setAccessibleName(_("Scans"))
        self.scans: list[Scan] = []
        self._tiles: dict[str, list[ScanTile]] = {}
        self._pictures = ReadAhead(page_reader(desk.catalogue), desk.jobs, THUMBNAIL, most=_KEPT, parent=self)
        self._pictures.arrived.connect(self._on_arrived)
        self._watched: set[QWidget] = set()

    def show_record(self, record: Record) -> None:
        """Ask for the scans of a certificate."""
        if self._record is None or self._record.id != record.id:
            self.scans = []
            self._fill()
        self._record = record
        self._watch()
        catalogue = self._desk.catalogue
        self._desk.jobs.run_read(
            f"scans:{id(self)}", lambda _p: service.scans_of(catalogue, record.id), self._show, self._pass, owner=self
        )

    def open_viewer(self, scan: Scan | None = None) -> None:
        """Show the scans on the whole screen, from one of them on."""
        pages = pages_of([each for each in self.scans if not each.missing])
        if pages:
            place = next((n for n, page in enumerate(pages) if scan is not None and page.scan.key == scan.key), 0)
            title = service.certificate_name(self._record) if self._record is not None else ""
            ScanViewer(self._desk, pages, place, title, self.window()).open_full_screen()
        elif self._record is not None and not self._desk.catalogue.read_only:
            self.add_by_dialog()

    def add_by_dialog(self) -> None:
        """Ask for files and put them on the certificate."""
        pattern = " ".join(f"*{suffix}" for suffix in SUFFIXES)
        chosen, _filter = QFileDialog.getOpenFileNames(
            self, _("Add scans"), "", f"{_('PDF and photos')} ({pattern});;{_('All files')} (*)"
        )
        self.add([Path(name) for name in chosen])

    def paste(self) -> None:
        """Add what the clipboard holds: files, or a picture copied elsewhere."""
        data = QGuiApplication.clipboard().mimeData()
        # nothing at all is no data, whatever the binding's types say
        found: Sources = (local_paths(data) or photo_sources(data)) if data else ()
        if found:
            self.add(found)
        else:
            self._desk.say(_("The clipboard holds no scan. Copy a PDF, a photo or a picture first."), "attention")

    def add(self, sources: Sources) -> None:
        """Put files, or bytes with a name, on the certificate."""
        record, catalogue = self._record, self._desk.catalogue
        if record is None or not sources or catalogue.read_only:
            return

        def work(progress: Progress) -> AddReport:
            return service.add_scans(catalogue, record.id, list(sources), progress)

        self._write(_("Adding scans"), work, self._tell_added)

    def remove(self, scan: Scan) -> None:
        """Take a scan off the certificate; undo brings it back."""
        record, catalogue = self._record, self._desk.catalogue
        if record is None or catalogue.read_only:
            return

        def told(_removed: bool) -> None:
            self._desk.say(_("Scan taken off."), "good", (Offer(_("Undo"), self._desk.undo, "undo"),))

        self._write(_("Taking off a scan"), lambda _p: service.remove_scan(catalogue, record.id, scan.key), told)

    def _write(self, words: str, work: Callable[[Progress], object], told: Callable[..., None]) -> None:
        record = self._record

        def done(result: object) -> None:
            told(result)
            if record is not None and self._record is not None and self._record.id == record.id:
                self.show_record(self._record)

        self._desk.jobs.run_write(words, work, done, self._desk.fail, owner=self)

    def _tell_added(self, report: AddReport) -> None:
        parts = []
        if report.added:
            parts.append(ngettext("{n} scan added.", "{n} scans added.", report.added).format(n=report.added))
        if report.known:
            words = ngettext("{n} scan was there already.", "{n} scans were there already.", report.known)
            parts.append(words.format(n=report.known))
        parts += [str(refusal) for refusal in report.refused[:_SHOWN_REFUSALS]]
        more = len(report.refused) - _SHOWN_REFUSALS
        if more > 0:
            parts.append(ngettext("{n} more file was refused.", "{n} more files were refused.", more).format(n=more))
        offers = (Offer(_("Undo"), self._desk.undo, "undo"),) if report.added else ()
        tone: Tone = "good" if report.added else "neutral"
        if report.refused:
            tone = "attention" if report.added else "danger"
        self._desk.say(" ".join(parts), tone, offers)

    def _pass(self, error: BaseException) -> None:
        if not isinstance(error, NotFound):  # gone since: the list will say so
            self._desk.fail(error)

    # --- what is shown -----------------------------------------------------------------------------------------------

    def _show(self, found: Sequence[Scan]) -> None:
        if list(found) != self.scans or not self._column.count():
            self.scans = list(found)
            self._fill()

    def _fill(self) -> None:
        focused = next((tile.scan.key for tiles in self._tiles.values() for tile in tiles if tile.hasFocus()), "")
        self._clear()
        self._tiles = {}
        if self.scans:
            self._column.addWidget(self._row_of_tiles(focused))
        elif self._desk.catalogue.read_only:
            self._say(_("No scans yet."))
        else:
            self._say(_("No scans yet. Drop a PDF or photos of the paper here."))
        if not self._desk.catalogue.read_only:
            self._column.addWidget(self._buttons())
        self._pictures.want([key for key, tiles in self._tiles.items() if not tiles[0].scan.missing])

    def _row_of_tiles(self, focused: str) -> QWidget:
        row = QWidget()
        flow = FlowLayout(row)
        for scan in self.scans:
            tile = ScanTile(scan)
            tile.clicked.connect(partial(self._on_pressed, scan))
            tile.removal_wanted.connect(partial(self.remove, scan))
            tile.menu_wanted.connect(partial(self._menu, scan))
            flow.addWidget(tile)
            key = page_key(scan.key)
            self._tiles.setdefault(key, []).append(tile)
            image = self._pictures.picture(key)
            if image is not None:
                tile.show_picture(QPixmap.fromImage(image))
            if scan.key == focused:
                tile.setFocus()
        return row

    def _buttons(self) -> QWidget:
        line = QWidget()
        row = QHBoxLayout(line)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(GAP)
        add = push_button(_("Add scans…"), self.add_by_dialog, glyph="plus")
        add.setObjectName("add_scans")
        paste = push_button(_("Paste"), self.paste, glyph="clipboard")
        paste.setObjectName("paste_scans")
        row.addWidget(add)
        row.addWidget(paste)
        row.addStretch(1)
        return line

    def _on_pressed(self, scan: Scan, _checked: bool = False) -> None:
        if scan.missing:
            self._desk.say(_("The scan is not in the catalogue's folder. Restore it from a backup."), "attention")
        else:
            self.open_viewer(scan)

    def _on_arrived(self, key: str) -> None:
        image = self._pictures.picture(key)
        for tile in self._tiles.get(key, ()):
            if image is not None:
                tile.show_picture(QPixmap.fromImage(image))

    def _menu(self, scan: Scan, at: QPoint) -> None:
        menu = QMenu(self)
        menu.setObjectName("scan_menu")
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        if not scan.missing:
            menu.addAction(icon("expand"), _("Show large"), lambda: self.open_viewer(scan))
            menu.addAction(
                icon("external-link"), _("Open with another program"), lambda: open_outside(self._desk, scan)
            )
            menu.addAction(icon("save-as"), _("Save a copy…"), lambda: ask_save(self._desk, scan, self))
        if not self._desk.catalogue.read_only:
            menu.addSeparator()
            menu.addAction(icon("trash"), _("Take off"), lambda: self.remove(scan))
        menu.popup(at)

    # --- Qt ----------------------------------------------------------------------------------------------------------

    def _watch(self) -> None:
        """Take drops on the whole detail panel, its fields too: a file is never meant as words."""
        if self._desk.catalogue.read_only:
            return
        around: QWidget | None = self
        while around is not None and around.objectName() != "detail":
            around = around.parentWidget()
        whole = around or self
        for part in (whole, *whole.findChildren(QLineEdit), *whole.findChildren(QAbstractScrollArea)):
            taking = part.viewport() if isinstance(part, QAbstractScrollArea) else part
            if taking not in self._watched:
                self._watched.add(taking)
                taking.setAcceptDrops(True)
                taking.installEventFilter(self)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() in _DRAGS and isinstance(event, QDropEvent) and _holds_scans(event):
            event.acceptProposedAction()
            if event.type() == QEvent.Type.Drop:
                self.add(local_paths(event.mimeData()) or photo_sources(event.mimeData()))
            return True
        return super().eventFilter(watched, event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.matches(QKeySequence.StandardKey.Paste) and not self._desk.catalogue.read_only:
            self.paste()
        else:
            super().keyPressEvent(event)


def _holds_scans(event: QDropEvent) -> bool:
    paths = local_paths(event.mimeData())
    return event.mimeData().hasImage() or any(path.suffix.lower() in SUFFIXES for path in paths)

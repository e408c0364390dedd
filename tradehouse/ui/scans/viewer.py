"""Scans on the whole screen: page by page, zoomed, turned to be read, saved or opened elsewhere. Nothing is changed here."""

import tempfile
from collections.abc import Callable, Sequence
from pathlib import Path

from PySide6.QtCore import Qt
from PySide6.QtGui import QImage, QKeyEvent, QPixmap, QTransform
from PySide6.QtWidgets import (
    QDialog,
    QFileDialog,
    QHBoxLayout,
    QSizePolicy,
    QStackedLayout,
    QToolButton,
    QVBoxLayout,
    QWidget,
)

from tradehouse.domain.language import _
from tradehouse.domain.progress import Progress
from tradehouse.photos.renditions import LARGEST_BOX, SCREEN
from tradehouse.services import scans as service
from tradehouse.services.scans import Scan
from tradehouse.ui.desk import Desk
from tradehouse.ui.kit.buttons import tool_button
from tradehouse.ui.kit.empty import EmptyState
from tradehouse.ui.kit.labels import ElidedLabel, hairline, label
from tradehouse.ui.opening import open_file
from tradehouse.ui.photos.ahead import ReadAhead
from tradehouse.ui.photos.canvas import PhotoCanvas
from tradehouse.ui.scans.pages import Page, page_reader, scan_title
from tradehouse.ui.settings_store import last_folder
from tradehouse.ui.theme import GAP, PANEL, SPACE

AHEAD = 8  # pages that are kept, some 8 MB each
COPIES = last_folder("scan")
_STEPS = {
    Qt.Key.Key_Right: 1, Qt.Key.Key_PageDown: 1, Qt.Key.Key_Down: 1,
    Qt.Key.Key_Left: -1, Qt.Key.Key_PageUp: -1, Qt.Key.Key_Up: -1,
}  # fmt: skip
_ZOOMS = {Qt.Key.Key_Plus: 1, Qt.Key.Key_Equal: 1, Qt.Key.Key_Minus: -1}
_TURNS = {Qt.Key.Key_L: -90, Qt.Key.Key_R: 90}


class ScanViewer(QDialog):
    """Space and Escape close it; deleted when closed."""

    def __init__(
        self, desk: Desk, pages: Sequence[Page], place: int, title: str, parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self.setObjectName("scan_viewer")
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setWindowTitle(_("Scans"))
        self._desk, self._pages = desk, list(pages)
        self.place = min(max(0, place), len(self._pages) - 1)
        self._turned: dict[str, int] = {}
        self._sharp = ""
        self._read = page_reader(desk.catalogue)
        self._ahead = ReadAhead(self._read, desk.jobs, SCREEN, most=AHEAD, parent=self)
        self._ahead.arrived.connect(self._on_arrived)
        self.canvas = PhotoCanvas()
        self.canvas.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self._instead = EmptyState()
        self._stack = QStackedLayout()
        self._stack.addWidget(self.canvas)
        self._stack.addWidget(self._instead)
        self.count = label("", "muted")
        self.scale = label("", "muted")
        self._file = ElidedLabel("", "muted", where=Qt.TextElideMode.ElideMiddle)
        self._before = _quiet("chevron-left", _("Previous page (←)"), lambda: self.go(-1), 28)
        self._after = _quiet("chevron-right", _("Next page (→)"), lambda: self.go(1), 28)
        self._build(title)
        self.canvas.scale_changed.connect(self._on_scale_changed)
        self.show_page()
        self.canvas.setFocus()

    def open_full_screen(self) -> None:
        """Show it over everything."""
        self.setWindowState(self.windowState() | Qt.WindowState.WindowFullScreen)
        self.open()

    @property
    def page(self) -> Page:
        """The page in front."""
        return self._pages[self.place]

    def go(self, step: int) -> None:
        """Go so many pages on; at the ends it stays."""
        place = min(max(0, self.place + step), len(self._pages) - 1)
        if place != self.place:
            self.place = place
            self.show_page()

    def turn(self, degrees: int) -> None:
        """Turn the page in front as it is shown; the scan stays as it is."""
        self._turned[self.page.key] = (self._turned.get(self.page.key, 0) + degrees) % 360
        self._sharp = ""
        self._paint(self._ahead.picture(self.page.key))

    def show_page(self) -> None:
        """Show the page in front, and read the next ones ahead."""
        page, last = self.page, len(self._pages) - 1
        self._sharp = ""
        self.count.setText(_("Page {n} of {total}").format(n=self.place + 1, total=last + 1))
        self._file.set_whole(scan_title(page.scan))
        self._before.setEnabled(self.place > 0)
        self._after.setEnabled(self.place < last)
        self.canvas.setAccessibleName(f"{self.count.text()}, {scan_title(page.scan)}")
        self._paint(self._ahead.picture(page.key))
        near = (self.place, self.place + 1, self.place - 1, self.place + 2)
        self._ahead.want([self._pages[n].key for n in near if 0 <= n <= last])

    def _build(self, title: str) -> None:
        bar = QWidget()
        bar.setProperty("pane", "surface")
        bar.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        bar.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        row = QHBoxLayout(bar)
        row.setContentsMargins(PANEL, SPACE, GAP, SPACE)
        row.setSpacing(GAP)
        row.addWidget(self.count)
        row.addWidget(label(title, "heading"))
        row.addWidget(self._file, 1)
        row.addWidget(self.scale)
        for glyph, words, do in (
            ("minus", _("Zoom out (−)"), lambda: self.canvas.zoom_by(-1)),
            ("plus", _("Zoom in (+)"), lambda: self.canvas.zoom_by(1)),
            ("expand", _("Fit into the window (0)"), self.canvas.fit),
            ("rotate-left", _("Turn left (L)"), lambda: self.turn(-90)),
            ("rotate-right", _("Turn right (R)"), lambda: self.turn(90)),
            ("external-link", _("Open with another program (O)"), lambda: open_outside(self._desk, self.page.scan)),
            ("save-as", _("Save a copy… (S)"), lambda: ask_save(self._desk, self.page.scan, self)),
            ("close", _("Back (Esc)"), self.close),
        ):
            row.addWidget(_quiet(glyph, words, do))
        middle = QHBoxLayout()
        middle.setContentsMargins(GAP, GAP, GAP, GAP)
        middle.setSpacing(GAP)
        middle.addWidget(self._before)
        middle.addLayout(self._stack, 1)
        middle.addWidget(self._after)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(bar)
        column.addWidget(hairline())
        column.addLayout(middle, 1)

    def _on_arrived(self, key: str) -> None:
        if key == self.page.key:
            self._paint(self._ahead.picture(key))

    def _paint(self, image: QImage | None, *, keep_view: bool = False) -> None:
        if image is None:
            self._instead.show_state("loading", "", _("The page is being read"))
            self._stack.setCurrentWidget(self._instead)
        elif image.isNull():
            text = _("Open it with another program, or add a new scan of the paper.")
            self._instead.show_state("error", "photo-missing", _("This page cannot be shown"), text)
            self._stack.setCurrentWidget(self._instead)
        else:
            turned = self._turned.get(self.page.key, 0)
            picture = QPixmap.fromImage(image.transformed(QTransform().rotate(turned)) if turned else image)
            self._stack.setCurrentWidget(self.canvas)
            # a page has no pixels of its own: its largest picture is its full size
            full = LARGEST_BOX / max(picture.width(), picture.height(), 1)
            width, height = round(picture.width() * full), round(picture.height() * full)
            self.canvas.show_picture(picture, width, height, keep_view=keep_view)

    def _on_scale_changed(self, scale: float) -> None:
        self.scale.setText(_("{percent}%").format(percent=round(scale * 100 * LARGEST_BOX / SCREEN)))
        key, read = self.page.key, self._read
        if self.canvas.picture.isNull() or self.canvas.sharp() or self._sharp == key or self.canvas.fitted:
            return
        self._sharp = key

        def arrived(image: QImage) -> None:
            if key == self.page.key and not image.isNull():
                self._paint(image, keep_view=True)

        self._desk.jobs.run_read(f"sharper-scan:{id(self)}", lambda _p: read(key, LARGEST_BOX), arrived, owner=self)

    # --- Qt ----------------------------------------------------------------------------------------------------------

    def keyPressEvent(self, event: QKeyEvent) -> None:
        key = Qt.Key(event.key())
        ends = {Qt.Key.Key_Home: -len(self._pages), Qt.Key.Key_End: len(self._pages)}
        if key in _STEPS:
            self.go(_STEPS[key])
        elif key in ends:
            self.go(ends[key])
        elif key in _ZOOMS:
            self.canvas.zoom_by(_ZOOMS[key])
        elif key in _TURNS:
            self.turn(_TURNS[key])
        elif key == Qt.Key.Key_0:
            self.canvas.fit()
        elif key == Qt.Key.Key_O:
            open_outside(self._desk, self.page.scan)
        elif key == Qt.Key.Key_S:
            ask_save(self._desk, self.page.scan, self)
        elif key == Qt.Key.Key_Space:
            self.close()
        else:
            super().keyPressEvent(event)


def _quiet(glyph: str, words: str, do: Callable[[], object], size: int = 18) -> QToolButton:
    """Return a button that leaves the keys to the page: each has a key of its own."""
    button = tool_button(glyph, words, do, size=size)
    button.setFocusPolicy(Qt.FocusPolicy.NoFocus)
    return button


def open_outside(desk: Desk, scan: Scan) -> None:
    """Open a copy of a scan with the program that this PC has for it: the original is never handed out."""
    folder = Path(tempfile.mkdtemp(prefix="tradehouse-"))

    def opened(target: Path) -> None:
        if not open_file(target):
            desk.say(_("No program for this kind of file was found. Save a copy and open that."), "attention")

    _copy(desk, scan, folder / service.copy_name(scan, scan_title(scan)), opened)


def ask_save(desk: Desk, scan: Scan, parent: QWidget) -> None:
    """Ask where, and save a scan there as it is."""
    suggested = Path(desk.settings.get(COPIES) or str(Path.home())) / service.copy_name(scan, scan_title(scan))
    chosen, _filter = QFileDialog.getSaveFileName(parent, _("Save a copy"), str(suggested))
    if chosen:
        target = Path(chosen)
        desk.settings.put(COPIES, str(target.parent))
        words = _("{file} is saved.").format(file=target.name)
        _copy(desk, scan, target, lambda _target: desk.say(words, "good"))


def _copy(desk: Desk, scan: Scan, target: Path, then: Callable[[Path], None]) -> None:
    def work(_progress: Progress) -> Path:
        service.save_copy(desk.catalogue, scan.key, target)
        return target

    desk.jobs.run_read(f"copy-scan:{scan.key}", work, then, desk.fail, label=_("Saving a copy"))

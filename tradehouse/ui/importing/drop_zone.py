"""The place where files are let go, which also opens the file dialog."""

from collections.abc import Sequence
from pathlib import Path

from PySide6.QtCore import QRectF, Qt, Signal
from PySide6.QtGui import QDragEnterEvent, QDragLeaveEvent, QDropEvent, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QFileDialog, QHBoxLayout, QVBoxLayout, QWidget

from tradehouse.domain.language import _
from tradehouse.ui.kit.buttons import push_button
from tradehouse.ui.kit.glyph import Glyph
from tradehouse.ui.kit.labels import label
from tradehouse.ui.photos.arriving import local_paths
from tradehouse.ui.theme import GAP, PANEL, RADIUS, SPACE, theme

WORKBOOK_PATTERN = "*.xlsx *.xlsm *.xls *.xlsb *.ods *.csv *.tsv *.zip"


def can_be_imported(path: Path) -> bool:
    """Say whether a file's name is that of a workbook, a zip, or of a folder that may hold some."""
    return path.is_dir() or f"*{path.suffix.lower()}" in WORKBOOK_PATTERN.split()


class DropZone(QWidget):
    """Emits arrived(list of paths)."""

    arrived = Signal(object)

    def __init__(self, folder: str = "", parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("drop_zone")
        self.setAcceptDrops(True)
        self.setMinimumHeight(120)
        self.folder = folder
        self._landing = False
        column = QVBoxLayout(self)
        column.setContentsMargins(PANEL, PANEL, PANEL, PANEL)
        column.setSpacing(SPACE)
        column.addStretch(1)
        column.addWidget(Glyph("spreadsheet", "accent", 32), 0, Qt.AlignmentFlag.AlignHCenter)
        column.addWidget(label(_("Drop workbooks here"), "heading"), 0, Qt.AlignmentFlag.AlignHCenter)
        kinds = label(_("Excel, LibreOffice, CSV, or a folder or zip with several, with photos beside them"), "muted")
        column.addWidget(kinds, 0, Qt.AlignmentFlag.AlignHCenter)
        row = QHBoxLayout()
        row.setSpacing(GAP)
        row.addStretch(1)
        self.files = push_button(_("Choose files…"), self.ask_files, glyph="file")
        self.files.setObjectName("choose_files")
        row.addWidget(self.files)
        whole = push_button(_("Choose a folder…"), self.ask_folder, kind="flat", glyph="folder")
        whole.setObjectName("choose_folder")
        row.addWidget(whole)
        row.addStretch(1)
        column.addSpacing(SPACE)
        column.addLayout(row)
        column.addStretch(1)

    def ask_files(self) -> None:
        """Open the dialog for files."""
        chosen, _filter = QFileDialog.getOpenFileNames(
            self,
            _("Choose workbooks"),
            self.folder,
            f"{_('Workbooks')} ({WORKBOOK_PATTERN});;{_('All files')} (*)",
        )
        self._take([Path(name) for name in chosen])

    def ask_folder(self) -> None:
        """Open the dialog for a folder."""
        chosen = QFileDialog.getExistingDirectory(self, _("Choose a folder"), self.folder)
        self._take([Path(chosen)] if chosen else [])

    def dragEnterEvent(self, event: QDragEnterEvent) -> None:
        if local_paths(event.mimeData()):
            event.acceptProposedAction()
            self._land(landing=True)

    def dragLeaveEvent(self, _event: QDragLeaveEvent) -> None:
        self._land(landing=False)

    def dropEvent(self, event: QDropEvent) -> None:
        self._land(landing=False)
        found = local_paths(event.mimeData())
        if found:
            event.acceptProposedAction()
            self._take(found)

    def paintEvent(self, _event: QPaintEvent) -> None:
        look = theme()
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        box = QRectF(self.rect()).adjusted(1, 1, -1, -1)
        painter.setPen(QPen(look.colour("accent" if self._landing else "outline"), 1.5, Qt.PenStyle.DashLine))
        painter.setBrush(look.colour("selection" if self._landing else "surface"))
        painter.drawRoundedRect(box, RADIUS, RADIUS)
        painter.end()

    def _land(self, *, landing: bool) -> None:
        self._landing = landing
        self.update()

    def _take(self, paths: Sequence[Path]) -> None:
        if paths:
            self.folder = str(paths[0].parent)
            self.arrived.emit(list(paths))

"""One photo at a time on the whole screen: next and previous, fitted or pixel by pixel, Escape leads back."""

from collections.abc import Sequence

from PySide6.QtCore import Qt
from PySide6.QtGui import QImage, QKeyEvent, QPixmap
from PySide6.QtWidgets import QDialog, QHBoxLayout, QSizePolicy, QVBoxLayout, QWidget

from tradehouse.domain.language import _
from tradehouse.domain.records import AttachedPhoto
from tradehouse.photos.renditions import LARGEST_BOX, SCREEN
from tradehouse.services.catalogue import Catalogue
from tradehouse.ui.jobs import Jobs
from tradehouse.ui.kit.buttons import tool_button
from tradehouse.ui.kit.empty import EmptyState
from tradehouse.ui.kit.labels import ElidedLabel, label
from tradehouse.ui.photos.canvas import PhotoCanvas
from tradehouse.ui.photos.pictures import read_picture
from tradehouse.ui.theme import GAP, PANEL

_LANE = "photo-viewer"
_ZOOMS = {Qt.Key.Key_Plus: 1, Qt.Key.Key_Equal: 1, Qt.Key.Key_Minus: -1}
_STEPS = {
    Qt.Key.Key_Right: 1,
    Qt.Key.Key_PageDown: 1,
    Qt.Key.Key_Left: -1,
    Qt.Key.Key_PageUp: -1,
}


class PhotoViewer(QDialog):
    """Shows photos of one product; deleted when closed. Space and Escape close it."""

    def __init__(
        self,
        catalogue: Catalogue,
        jobs: Jobs,
        photos: Sequence[AttachedPhoto],
        place: int = 0,
        title: str = "",
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self.setObjectName("photo_viewer")
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setWindowTitle(title or _("Photos"))
        self._renditions = catalogue.renditions
        self._jobs = jobs
        self._photos = tuple(photos)
        self._place = min(max(0, place), len(self._photos) - 1)
        self._asked = 0
        self._canvas = PhotoCanvas()
        self._canvas.scale_changed.connect(self._scaled)
        self._empty = EmptyState()
        self._empty.hide()
        self._title = ElidedLabel(title, "heading")
        self._count = label("", "muted")
        self._scale = label("", "muted")
        self._scale.setMinimumWidth(52)
        self._scale.setAlignment(Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter)
        self._before = tool_button("chevron-left", _("Previous photo"), lambda: self.go(-1), size=28)
        self._after = tool_button("chevron-right", _("Next photo"), lambda: self.go(1), size=28)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(self._bar())
        middle = QHBoxLayout()
        middle.setContentsMargins(GAP, 0, GAP, 0)
        middle.addWidget(self._before)
        middle.addWidget(self._canvas, 1)
        middle.addWidget(self._empty, 1)
        middle.addWidget(self._after)
        column.addLayout(middle, 1)
        self._canvas.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self._canvas.setFocus()
        self._show()

    @property
    def place(self) -> int:
        """The number of the photo shown, from 0."""
        return self._place

    @property
    def canvas(self) -> PhotoCanvas:
        """What the photo lies on."""
        return self._canvas

    def open_full_screen(self) -> None:
        """Show it over everything."""
        self.setWindowState(self.windowState() | Qt.WindowState.WindowFullScreen)
        self.open()

    def go(self, step: int) -> None:
        """Go so many photos on; at the ends it stays."""
        wanted = min(max(0, self._place + step), len(self._photos) - 1)
        if wanted != self._place:
            self._place = wanted
            self._show()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        key = Qt.Key(event.key())
        if key in _STEPS:
            self.go(_STEPS[key])
        elif key in (Qt.Key.Key_Home, Qt.Key.Key_End):
            self.go(len(self._photos) * (-1 if key == Qt.Key.Key_Home else 1))
        elif key in _ZOOMS:
            self._canvas.zoom_by(_ZOOMS[key])
        elif key == Qt.Key.Key_0:
            self._canvas.fit()
        elif key == Qt.Key.Key_1:
            self._canvas.zoom_to(1.0)
        elif key == Qt.Key.Key_Space:
            self.close()
        else:
            super().keyPressEvent(event)

    def _bar(self) -> QWidget:
        bar = QWidget()
        bar.setProperty("pane", "surface")
        bar.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        bar.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        row = QHBoxLayout(bar)
        row.setContentsMargins(PANEL, GAP // 2, GAP, GAP // 2)
        row.setSpacing(GAP)
        row.addWidget(self._title, 1)
        row.addWidget(self._count)
        row.addWidget(self._scale)
        row.addWidget(tool_button("minus", _("Zoom out"), lambda: self._canvas.zoom_by(-1)))
        row.addWidget(tool_button("plus", _("Zoom in"), lambda: self._canvas.zoom_by(1)))
        row.addWidget(tool_button("expand", _("Fit into the window (0)"), self._canvas.fit))
        whole = tool_button("search", _("Pixel by pixel, 100% (1)"), lambda: self._canvas.zoom_to(1.0))
        whole.setText("1:1")
        whole.setToolButtonStyle(Qt.ToolButtonStyle.ToolButtonTextOnly)
        row.addWidget(whole)
        row.addWidget(tool_button("close", _("Back (Esc)"), self.close))
        return bar

    def _show(self) -> None:
        self._before.setEnabled(self._place > 0)
        self._after.setEnabled(self._place < len(self._photos) - 1)
        if not self._photos:
            self._say("empty", "photo", _("No photos yet"))
            return
        photo = self._photos[self._place]
        self._count.setText(
            _("{n} of {total} · {width} × {height} px").format(
                n=self._place + 1, total=len(self._photos), width=photo.width, height=photo.height
            )
        )
        self._canvas.setAccessibleName(_("Photo {n} of {total}").format(n=self._place + 1, total=len(self._photos)))
        self._asked = 0
        self._ask(SCREEN)

    def _ask(self, side: int) -> None:
        photo, renditions = self._photos[self._place], self._renditions
        sharper = self._asked > 0
        self._asked = side

        def arrived(image: QImage) -> None:
            if image.isNull():
                self._say("error", "photo-missing", _("This photo cannot be shown"))
                return
            self._empty.hide()
            self._canvas.show()
            picture = QPixmap.fromImage(image)
            self._canvas.show_picture(picture, photo.width, photo.height, keep_view=sharper)

        self._jobs.run_read(
            _LANE,
            lambda _progress: read_picture(renditions, f"{photo.sha256}.{photo.extension}", side),
            arrived,
            owner=self,
        )

    def _scaled(self, scale: float) -> None:
        self._scale.setText(_("{percent}%").format(percent=round(scale * 100)))
        if self._asked == SCREEN and not self._canvas.sharp():
            self._ask(LARGEST_BOX)

    def _say(self, state: str, glyph: str, title: str) -> None:
        self._canvas.hide()
        self._empty.show_state("error" if state == "error" else "empty", glyph, title)
        self._empty.show()

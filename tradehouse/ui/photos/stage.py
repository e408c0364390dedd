"""Photos on the whole screen, one or two at a time, gone through without waiting: what the viewer stands on."""

from collections.abc import Sequence
from dataclasses import replace
from functools import partial

from PySide6.QtCore import Qt
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QDialog, QHBoxLayout, QVBoxLayout, QWidget

from tradehouse.domain.language import _
from tradehouse.photos.renditions import SCREEN, THUMBNAIL
from tradehouse.services.catalogue import Catalogue
from tradehouse.services.culling import DeskPhoto
from tradehouse.ui.jobs import Jobs
from tradehouse.ui.kit.buttons import tool_button
from tradehouse.ui.photos.ahead import ReadAhead
from tradehouse.ui.photos.alike import AlikeStrip
from tradehouse.ui.photos.canvas import PhotoCanvas
from tradehouse.ui.photos.culling import Culling
from tradehouse.ui.photos.legend import Legend
from tradehouse.ui.photos.pane import PhotoPane
from tradehouse.ui.photos.pictures import ReadPicture, read_picture
from tradehouse.ui.photos.stops import Stops
from tradehouse.ui.photos.verbs import Verb
from tradehouse.ui.photos.viewer_bars import TopBar, VerbBar
from tradehouse.ui.theme import GAP

AHEAD = 12  # pictures of screen size that are kept, some 8 MB each
AHEAD_SMALL = 60


class PhotoStage(QDialog):
    """The bars, the panes and the strip of photos alike; deleted when closed."""

    def __init__(
        self,
        catalogue: Catalogue,
        jobs: Jobs,
        photos: Sequence[DeskPhoto],
        place: int,
        parent: QWidget | None,
        read: ReadPicture | None = None,
    ) -> None:
        super().__init__(parent)
        self.setObjectName("photo_viewer")
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setWindowTitle(_("Photos"))
        self.catalogue, self.jobs = catalogue, jobs
        self.culling = Culling(catalogue, jobs, photos, self)
        self.stops = Stops(self.culling, min(max(0, place), len(photos) - 1))
        reading = read or partial(read_picture, catalogue.renditions)
        self.ahead = ReadAhead(reading, jobs, SCREEN, most=AHEAD, parent=self)
        small = ReadAhead(reading, jobs, THUMBNAIL, most=AHEAD_SMALL, at_once=1, parent=self)
        self.panes = [PhotoPane(reading, jobs, self.ahead) for _side in range(2)]
        self.alike = AlikeStrip(small)
        self.top = TopBar(self.do, self._zoom, self.close)
        writable = any(map(self.culling.writable, range(len(photos))))
        self.verbs = VerbBar(self.do, writable=writable)
        self.foot = QVBoxLayout()
        self._before = tool_button("chevron-left", _("Previous photo"), lambda: self.go(-1), size=28)
        self._after = tool_button("chevron-right", _("Next photo"), lambda: self.go(1), size=28)
        self._build()
        self.legend = Legend(self, writable=writable)
        for pane, other in (self.panes, self.panes[::-1]):
            pane.canvas.scale_changed.connect(self._tell_scale)
            pane.canvas.looked.connect(lambda pane=pane, other=other: self._link(pane, other))
            pane.pressed.connect(lambda pane=pane: self._turn_to(self.panes.index(pane)))
        self.alike.chosen.connect(self.jump)
        self.culling.changed.connect(self.show_photos)

    @property
    def place(self) -> int:
        """The number of the photo that keys are about, from 0."""
        return self.stops.place

    @property
    def canvas(self) -> PhotoCanvas:
        """What that photo lies on."""
        return self.panes[self.stops.side].canvas

    def do(self, verb: Verb) -> None:
        """Do what a key or a button asks for."""
        raise NotImplementedError

    def uncropped(self) -> int | None:
        """Return how the photo in front is turned while it is shown whole, to be cropped; else None."""
        return None

    def open_full_screen(self) -> None:
        """Show it over everything."""
        self.setWindowState(self.windowState() | Qt.WindowState.WindowFullScreen)
        self.open()

    def go(self, step: int) -> None:
        """Go so many photos on, past those that were rejected; at the ends it stays."""
        if self.uncropped() is None and self.stops.go(step):
            self.show_photos()

    def jump(self, place: int) -> None:
        """Go to a photo."""
        if self.uncropped() is None and self.stops.jump(place):
            self.show_photos()

    def show_photos(self) -> None:
        """Show what stands in front, and read ahead what may be next."""
        stops, photos = self.stops, self.culling.photos
        if not photos:
            self.panes[1].hide()
            self.panes[0].say_none()
            return
        for side, pane in enumerate(self.panes):
            pane.setVisible(side == 0 or stops.two)
            pane.mark(stops.two and side == stops.side)
            if side == 0 or stops.two:
                self._show_in(pane, stops.places[side])
        self._before.setEnabled(self.uncropped() is None and stops.can_go(-1))
        self._after.setEnabled(self.uncropped() is None and stops.can_go(1))
        shown = photos[stops.place]
        self.top.show_photo(_("{n} of {total}").format(n=stops.place + 1, total=len(photos)), shown.code, shown.name)
        self.top.compare.setChecked(stops.two)
        self._tell_scale()
        if self.uncropped() is None:
            self.alike.show_group(self.culling, self.culling.alike(stops.place), stops.place)
            self.ahead.want([photos[place].photo.key for place in stops.soon()])

    def _show_in(self, pane: PhotoPane, place: int) -> None:
        shown, rotation = self.culling.photos[place], self.uncropped()
        photo = shown.photo
        if rotation is not None and place == self.place:
            photo = replace(photo, rotation=rotation, shape="")
            self.ahead.want([photo.key])
        name = _("Photo {n} of {total}").format(n=place + 1, total=len(self.culling.photos))
        told = "  ·  ".join(filter(None, (name, shown.code))) if self.stops.two else ""
        pane.show_photo(photo, told, name, gone=self.culling.is_gone(place))

    def _turn_to(self, side: int) -> None:
        if self.stops.two and side != self.stops.side:
            self.stops.side = side
            self.show_photos()

    def _link(self, pane: PhotoPane, other: PhotoPane) -> None:
        if self.stops.two:
            other.canvas.follow(pane.canvas)

    def _zoom(self, steps: int) -> None:
        """Zoom in or out by steps; 0 fits the photo into the window."""
        if steps:
            self.canvas.zoom_by(steps)
        else:
            self.canvas.fit()

    def _tell_scale(self, _scale: float = 0.0) -> None:
        self.top.show_scale(self.canvas.scale)

    def _build(self) -> None:
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(self.top)
        middle = QHBoxLayout()
        middle.setContentsMargins(GAP, 0, GAP, 0)
        middle.setSpacing(GAP // 2)
        for button in (self._before, self._after):
            button.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        middle.addWidget(self._before)
        for pane in self.panes:
            middle.addWidget(pane, 1)
        middle.addWidget(self._after)
        column.addLayout(middle, 1)
        column.addWidget(self.alike)
        self.foot.addWidget(self.verbs)
        column.addLayout(self.foot)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self.legend.place(self.verbs.height())

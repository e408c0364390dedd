"""One photo of the viewer: the picture on its canvas, and below it what it is and what is wrong with it."""

from PySide6.QtCore import QRectF, Qt, Signal
from PySide6.QtGui import QImage, QPainter, QPaintEvent, QPen, QPixmap
from PySide6.QtWidgets import QHBoxLayout, QStackedLayout, QVBoxLayout, QWidget

from tradehouse.domain.language import N_, _
from tradehouse.domain.photo_facts import ROLE_LABELS, PhotoFault, PhotoRole, Verdict, fault_message
from tradehouse.domain.records import AttachedPhoto
from tradehouse.photos.renditions import LARGEST_BOX
from tradehouse.ui.jobs import Jobs
from tradehouse.ui.kit.badge import Badge, Status
from tradehouse.ui.kit.empty import EmptyState
from tradehouse.ui.kit.labels import ElidedLabel
from tradehouse.ui.photos.ahead import ReadAhead
from tradehouse.ui.photos.canvas import PhotoCanvas
from tradehouse.ui.photos.pictures import ReadPicture
from tradehouse.ui.theme import GAP, RADIUS, SPACE, theme

FAULTS = {
    PhotoFault.SMALL: (N_("Small"), "expand"),
    PhotoFault.BLURRED: (N_("Blurred"), "warning"),
    PhotoFault.DARK: (N_("Dark"), "moon"),
}


def shown_size(photo: AttachedPhoto) -> tuple[int, int]:
    """Return the pixels of a photo as it is shown, white around it included."""
    width, height = photo.edit.shown_size((photo.width, photo.height))
    return (max(width, height),) * 2 if photo.edit.square else (width, height)


def statuses(photo: AttachedPhoto, *, gone: bool = False) -> list[Status]:
    """Return the badges of a photo: what was decided, what it shows, what is wrong with it."""
    found = []
    if gone:
        found.append(Status("trash", _("Rejected"), "danger"))
    elif photo.verdict == Verdict.KEEP:
        found.append(Status("check", _("Kept"), "good"))
    if photo.link_id and not gone:
        main = photo.role == PhotoRole.MAIN
        label = ROLE_LABELS.get(photo.role, ROLE_LABELS[PhotoRole.DETAIL])
        found.append(Status("star-filled" if main else "tag", _(label), "accent" if main else "neutral"))
    if photo.edit:
        found.append(Status("edit", _("Edited"), "neutral"))
    found += [Status(FAULTS[fault][1], _(FAULTS[fault][0]), "attention") for fault in photo.faults]
    return found


class PhotoPane(QWidget):
    """Shows a photo that `ahead` reads.

    Signals:
        pressed(): the person turned to it.
    """

    pressed = Signal()

    def __init__(self, read: ReadPicture, jobs: Jobs, ahead: ReadAhead, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._read, self._jobs, self._ahead = read, jobs, ahead
        self.photo: AttachedPhoto | None = None
        self._key = ""
        self._sharper = ""
        self.marked = False
        self.canvas = PhotoCanvas()
        self.canvas.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.canvas.scale_changed.connect(self._sharpen)
        self.canvas.pressed.connect(self.pressed)
        self._empty = EmptyState()
        self._stack = QStackedLayout()
        self._stack.addWidget(self.canvas)
        self._stack.addWidget(self._empty)
        self._badges = QHBoxLayout()
        self._badges.setSpacing(SPACE)
        self._words = ElidedLabel("", "muted")
        self._words.setAlignment(Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter)
        below = QHBoxLayout()
        below.setContentsMargins(GAP, SPACE, GAP, SPACE)
        below.setSpacing(GAP)
        below.addLayout(self._badges)
        below.addWidget(self._words, 1)
        column = QVBoxLayout(self)
        column.setContentsMargins(2, 2, 2, 2)
        column.setSpacing(0)
        column.addLayout(self._stack, 1)
        column.addLayout(below)
        ahead.arrived.connect(self._on_arrived)

    def show_photo(self, photo: AttachedPhoto, words: str, name: str, *, gone: bool = False) -> None:
        """Show a photo, at once where it was read ahead; words stand beside its badges, name is for screen readers."""
        another = photo.key != self._key
        self.photo, self._key = photo, photo.key
        self.canvas.set_pale(gone)
        self.canvas.setAccessibleName(name)
        self._tell(photo, words, gone=gone)
        if another:
            self._sharper = ""
            image = self._ahead.picture(self._key)
            if image is None:
                self.canvas.show_picture(QPixmap(), *shown_size(photo))
                self._stack.setCurrentWidget(self.canvas)
            else:
                self._paint(image)

    def say_none(self) -> None:
        """Say that there is nothing to show."""
        self._empty.show_state("empty", "photo", _("No photos yet"))
        self._stack.setCurrentWidget(self._empty)

    def mark(self, marked: bool) -> None:
        """Outline it as the one that keys are about."""
        self.marked = marked
        self.update()

    def _tell(self, photo: AttachedPhoto, words: str, *, gone: bool) -> None:
        while (item := self._badges.takeAt(0)) is not None:
            old = item.widget()
            if old is not None:
                old.hide()
                old.deleteLater()
        for status in statuses(photo, gone=gone):
            self._badges.addWidget(Badge(status))
        width, height = shown_size(photo)
        size = _("{width} × {height} px").format(width=width, height=height)
        self._words.set_whole("  ·  ".join(part for part in (words, size, photo.original_name) if part))
        reasons = [str(fault_message(fault, width, height)) for fault in photo.faults]
        self.canvas.setToolTip("\n".join(reasons))
        self.canvas.setAccessibleDescription(" ".join(reasons))

    def _on_arrived(self, key: str) -> None:
        if key == self._key:
            image = self._ahead.picture(key)
            self._paint(QImage() if image is None else image)

    def _paint(self, image: QImage, *, keep_view: bool = False) -> None:
        if self.photo is None:
            return
        if image.isNull():
            self._empty.show_state("error", "photo-missing", _("This photo cannot be shown"))
            self._stack.setCurrentWidget(self._empty)
            return
        self._stack.setCurrentWidget(self.canvas)
        self.canvas.show_picture(QPixmap.fromImage(image), *shown_size(self.photo), keep_view=keep_view)

    def _sharpen(self, _scale: float) -> None:
        """Read all pixels once the person looks closer than the screen's rendition goes."""
        key, read = self._key, self._read
        if not key or self._sharper == key or self.canvas.picture.isNull() or self.canvas.sharp():
            return
        self._sharper = key

        def arrived(image: QImage) -> None:
            if key == self._key and not image.isNull():
                self._paint(image, keep_view=True)

        self._jobs.run_read(f"sharper:{id(self)}", lambda _p: read(key, LARGEST_BOX), arrived, owner=self)

    def paintEvent(self, _event: QPaintEvent) -> None:
        if self.marked:
            painter = QPainter(self)
            painter.setRenderHint(QPainter.RenderHint.Antialiasing)
            painter.setPen(QPen(theme().colour("accent"), 2))
            painter.drawRoundedRect(QRectF(self.rect()).adjusted(1, 1, -1, -1), RADIUS, RADIUS)
            painter.end()

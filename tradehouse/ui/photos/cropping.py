"""Cropping in the viewer: a frame over the photo, pulled with the mouse or the keys, and the bar with its shapes."""

from PySide6.QtCore import QEvent, QObject, QPointF, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QKeyEvent, QMouseEvent, QPainter, QPainterPath, QPaintEvent, QPen
from PySide6.QtWidgets import QCheckBox, QHBoxLayout, QWidget

from tradehouse.domain.crop_frames import ALL, GRIPS, Grip, frame_ratio, grown, moved, pulled
from tradehouse.domain.language import _
from tradehouse.domain.photo_edits import ASPECTS, WHOLE, Edges, PhotoEdit, shaped, turn
from tradehouse.domain.records import AttachedPhoto
from tradehouse.ui.kit.buttons import push_button
from tradehouse.ui.kit.labels import label
from tradehouse.ui.kit.segmented import Segmented
from tradehouse.ui.photos.canvas import PhotoCanvas
from tradehouse.ui.theme import GAP, PANEL, theme

REACH = 12  # pixels around an edge in which it is gripped
STEP, FINE = 100, 20  # ten-thousandths that a key moves the frame
GROW = 1.05
SHADE = 150
_ARROWS = {
    Qt.Key.Key_Left: (-1, 0),
    Qt.Key.Key_Right: (1, 0),
    Qt.Key.Key_Up: (0, -1),
    Qt.Key.Key_Down: (0, 1),
}
_CURSORS = {
    (-1, -1): Qt.CursorShape.SizeFDiagCursor,
    (1, 1): Qt.CursorShape.SizeFDiagCursor,
    (1, -1): Qt.CursorShape.SizeBDiagCursor,
    (-1, 1): Qt.CursorShape.SizeBDiagCursor,
    (0, -1): Qt.CursorShape.SizeVerCursor,
    (0, 1): Qt.CursorShape.SizeVerCursor,
    (-1, 0): Qt.CursorShape.SizeHorCursor,
    (1, 0): Qt.CursorShape.SizeHorCursor,
}


class CropFrame(QWidget):
    """The frame over a canvas that shows a whole photo. Arrows move it, with Shift they pull its lower right corner,
    with Ctrl in small steps; + and − make it larger and smaller.
    """

    changed = Signal()

    def __init__(self, canvas: PhotoCanvas) -> None:
        super().__init__(canvas)
        self.setObjectName("crop_frame")
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setMouseTracking(True)
        self.setAccessibleName(_("Frame of the crop"))
        self._canvas = canvas
        self.edges: Edges = ALL
        self.ratio: float | None = None
        self._held: tuple[Grip, QPointF, Edges] | None = None
        self.setGeometry(canvas.rect())
        canvas.installEventFilter(self)
        canvas.scale_changed.connect(self.update)

    def set_edges(self, edges: Edges) -> None:
        """Put the frame elsewhere."""
        self.edges = edges
        self.changed.emit()
        self.update()

    def frame_box(self) -> QRectF:
        """Return where the frame lies, in the canvas's own coordinates."""
        photo = self._canvas.photo_box()
        left, top, right, bottom = (edge / WHOLE for edge in self.edges)
        return QRectF(
            photo.left() + left * photo.width(),
            photo.top() + top * photo.height(),
            (right - left) * photo.width(),
            (bottom - top) * photo.height(),
        )

    def _grip_at(self, at: QPointF) -> Grip | None:
        """Return what a press at a point would take hold of: (0, 0) is the whole frame."""
        box = self.frame_box()
        if not box.adjusted(-REACH, -REACH, REACH, REACH).contains(at):
            return None
        across = _end(at.x(), box.left(), box.right())
        down = _end(at.y(), box.top(), box.bottom())
        return across, down

    def _photo_point(self, at: QPointF) -> tuple[float, float]:
        photo = self._canvas.photo_box()
        return (at.x() - photo.left()) / photo.width() * WHOLE, (at.y() - photo.top()) / photo.height() * WHOLE

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() == QEvent.Type.Resize:
            self.setGeometry(self._canvas.rect())
        return super().eventFilter(watched, event)

    def mousePressEvent(self, event: QMouseEvent) -> None:
        grip = self._grip_at(event.position())
        if event.button() == Qt.MouseButton.LeftButton and grip is not None:
            self._held = grip, event.position(), self.edges

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        at = event.position()
        if self._held is None:
            grip = self._grip_at(at)
            inside = Qt.CursorShape.SizeAllCursor if grip is not None else Qt.CursorShape.ArrowCursor
            self.setCursor(_CURSORS.get(grip, inside) if grip is not None else inside)
            return
        grip, start, edges = self._held
        x, y = self._photo_point(at)
        if grip == (0, 0):
            before_x, before_y = self._photo_point(start)
            self.set_edges(moved(edges, round(x - before_x), round(y - before_y)))
        else:
            self.set_edges(pulled(edges, grip, x, y, self.ratio))

    def mouseReleaseEvent(self, _event: QMouseEvent) -> None:
        self._held = None

    def keyPressEvent(self, event: QKeyEvent) -> None:
        key, modifiers = Qt.Key(event.key()), event.modifiers()
        step = FINE if modifiers & Qt.KeyboardModifier.ControlModifier else STEP
        if key in _ARROWS:
            across, down = (direction * step for direction in _ARROWS[key])
            if modifiers & Qt.KeyboardModifier.ShiftModifier:
                self.set_edges(self._pulled_by(across, down))
            else:
                self.set_edges(moved(self.edges, across, down))
        elif key in (Qt.Key.Key_Plus, Qt.Key.Key_Equal, Qt.Key.Key_Minus):
            by = 1 / GROW if key == Qt.Key.Key_Minus else GROW
            self.set_edges(grown(self.edges, by, self.ratio))
        else:
            super().keyPressEvent(event)

    def _pulled_by(self, across: int, down: int) -> Edges:
        if self.ratio is not None:  # either direction makes it larger or smaller in its shape
            width = self.edges[2] - self.edges[0]
            across, down = across or round(down * self.ratio), 0
            return pulled(self.edges, (1, 1), self.edges[0] + width + across, self.edges[1], self.ratio)
        return pulled(self.edges, (1, 1), self.edges[2] + across, self.edges[3] + down)

    def paintEvent(self, _event: QPaintEvent) -> None:
        painter = QPainter(self)
        box, photo = self.frame_box(), self._canvas.photo_box()
        outside = QPainterPath()
        outside.addRect(photo)
        inside = QPainterPath()
        inside.addRect(box)
        shade = theme().colour("tip" if theme().scheme == "light" else "ground")
        shade.setAlpha(SHADE)
        painter.fillPath(outside - inside, shade)
        paper = theme().colour("surface" if theme().scheme == "light" else "text")
        painter.setPen(QPen(paper, 1, Qt.PenStyle.DotLine))
        for third in (1 / 3, 2 / 3):
            x, y = box.left() + box.width() * third, box.top() + box.height() * third
            painter.drawLine(QPointF(x, box.top()), QPointF(x, box.bottom()))
            painter.drawLine(QPointF(box.left(), y), QPointF(box.right(), y))
        for ink, width in ((paper, 4), (theme().colour("accent"), 2)):  # seen on white photos and on black ones
            painter.setPen(QPen(ink, width))
            painter.drawRect(box)
        painter.setPen(QPen(theme().colour("accent"), 2))
        painter.setBrush(paper)
        for across, down in GRIPS:
            middle = box.center() + QPointF(across * box.width() / 2, down * box.height() / 2)
            painter.drawRect(QRectF(middle - QPointF(5, 5), QSize(10, 10)))
        painter.end()


class CropBar(QWidget):
    """Shapes, the white square, and the ways out; owns the frame over the canvas while it is there.

    Signals:
        applied(PhotoEdit): the photo is to be shown so.
        cancelled(): everything stays.
    """

    applied = Signal(object)
    cancelled = Signal()

    def __init__(self, canvas: PhotoCanvas, photo: AttachedPhoto, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("crop_bar")
        self._size = (photo.width, photo.height)
        self._rotation = photo.edit.rotation
        self.frame = CropFrame(canvas)
        self.frame.set_edges(photo.edit.crop or ALL)
        self.frame.changed.connect(self._say)
        shapes = [("", _("Free"), ""), *((key, f"{across}:{down}", "") for key, (across, down, _l) in ASPECTS.items())]
        self.shapes = Segmented(_("Shape"), shapes)
        for button, aspect in zip(self.shapes.buttons()[1:], ASPECTS.values(), strict=True):
            button.setToolTip(_(aspect[2]))
            button.setAccessibleName(_(aspect[2]))
        self.shapes.chosen.connect(self._shape)
        self.square = QCheckBox(_("On a white square"))
        self.square.setChecked(photo.edit.square)
        self._pixels = label("", "muted")
        row = QHBoxLayout(self)
        row.setContentsMargins(PANEL, GAP, PANEL, GAP)
        row.setSpacing(PANEL)
        row.addWidget(label(_("Shape"), "muted"))
        row.addWidget(self.shapes)
        row.addWidget(self.square)
        row.addWidget(self._pixels, 1)
        row.addWidget(push_button(_("As it was taken"), self._reset, kind="flat", glyph="history"))
        row.addWidget(push_button(_("Cancel"), self.cancelled.emit))
        done = push_button(_("Crop"), self.apply, kind="primary")
        done.setObjectName("apply_crop")
        row.addWidget(done)
        self._say()
        self.frame.show()
        self.frame.setFocus()

    @property
    def rotation(self) -> int:
        """How the photo is turned at the moment."""
        return self._rotation

    def edit(self) -> PhotoEdit:
        """Return what the frame says."""
        return PhotoEdit(self._rotation, self.frame.edges, self.square.isChecked())

    def apply(self) -> None:
        """Take what the frame says."""
        self.applied.emit(self.edit())

    def turn(self, degrees: int) -> None:
        """Turn photo and frame."""
        turned = turn(self.edit(), degrees)
        self._rotation = turned.rotation
        self.shapes.choose("")
        self.frame.set_edges(turned.crop or ALL)

    def take_away(self) -> None:
        """Remove the frame from the canvas, and itself."""
        for widget in (self.frame, self):
            widget.hide()
            widget.deleteLater()

    def _shape(self, aspect: str) -> None:
        self.frame.ratio = frame_ratio(aspect, self.edit().turned(self._size))
        if aspect:
            self.frame.set_edges(shaped(self.edit(), self._size, aspect).crop or ALL)
        self.frame.setFocus()

    def _reset(self) -> None:
        self.applied.emit(PhotoEdit())

    def _say(self) -> None:
        width, height = self.edit().shown_size(self._size)
        self._pixels.setText(_("{width} × {height} px").format(width=width, height=height))


def _end(at: float, low: float, high: float) -> int:
    """Return -1 near the lower end, 1 near the higher, 0 between; of two that are near, the nearer."""
    if min(abs(at - low), abs(at - high)) > REACH:
        return 0
    return -1 if abs(at - low) < abs(at - high) else 1

"""The photos that look like the one in front, the best first, to go along and to keep one of."""

from collections.abc import Sequence

from PySide6.QtCore import QRectF, QSize, Qt, Signal
from PySide6.QtGui import QImage, QPainter, QPainterPath, QPaintEvent, QPen, QPixmap
from PySide6.QtWidgets import QAbstractButton, QHBoxLayout, QSizePolicy, QWidget

from tradehouse.domain.language import _, ngettext
from tradehouse.services.culling import DeskPhoto
from tradehouse.ui.icons import pixmap
from tradehouse.ui.kit.labels import label
from tradehouse.ui.photos.ahead import ReadAhead
from tradehouse.ui.photos.canvas import PALE
from tradehouse.ui.photos.culling import Culling
from tradehouse.ui.theme import GAP, PANEL, RADIUS, theme

SIDE = 64
MOST = 16  # small pictures in a line


class AlikeStrip(QWidget):
    """Hidden where no photos are alike; empty, so that nothing jumps, while the one in front is like no other.

    Signals:
        chosen(place): go to this photo.
    """

    chosen = Signal(int)

    def __init__(self, ahead: ReadAhead, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("alike")
        self._ahead = ahead
        self._places: list[int] = []
        self._words = label("", "strong")
        self._row = QHBoxLayout()
        self._row.setSpacing(GAP // 2)
        row = QHBoxLayout(self)
        row.setContentsMargins(PANEL, GAP // 2, PANEL, GAP // 2)
        row.setSpacing(PANEL)
        row.addWidget(self._words)
        row.addLayout(self._row)
        row.addStretch(1)
        self.setFixedHeight(SIDE + GAP)
        ahead.arrived.connect(self._on_arrived)
        self.hide()

    def show_group(self, culling: Culling, places: Sequence[int], current: int) -> None:
        """Show photos that look alike, the best first."""
        self.setVisible(culling.any_alike())
        shown = list(places[:MOST])
        if shown != self._places:
            self._places = shown
            self._fill(culling.photos, shown)
        words = ngettext("{n} alike, best first", "{n} alike, best first", len(places))
        self._words.setText(words.format(n=len(places)) if places else "")
        for place, thumb in zip(shown, self.thumbs(), strict=True):
            thumb.setChecked(place == current)
            thumb.gone = culling.is_gone(place)
            thumb.show_key(culling.photos[place].photo.key, self._ahead)
        self._ahead.want([culling.photos[place].photo.key for place in shown])

    def thumbs(self) -> list["Thumb"]:
        """Return the small pictures in their order."""
        items = (self._row.itemAt(n) for n in range(self._row.count()))
        widgets = (item.widget() for item in items if item is not None)
        return [widget for widget in widgets if isinstance(widget, Thumb)]

    def _fill(self, photos: Sequence[DeskPhoto], places: Sequence[int]) -> None:
        while (item := self._row.takeAt(0)) is not None:
            old = item.widget()
            if old is not None:
                old.hide()
                old.deleteLater()
        for number, place in enumerate(places):
            thumb = Thumb(best=number == 0)
            name = photos[place].photo.original_name or photos[place].name
            thumb.setAccessibleName(_("{name}, the best").format(name=name) if number == 0 else name)
            thumb.setToolTip(thumb.accessibleName())
            thumb.clicked.connect(lambda _on=False, place=place: self.chosen.emit(place))
            self._row.addWidget(thumb)

    def _on_arrived(self, key: str) -> None:
        for thumb in self.thumbs():
            if thumb.key == key:
                thumb.show_key(key, self._ahead)


class Thumb(QAbstractButton):
    """One small picture; a star marks the best."""

    def __init__(self, *, best: bool = False) -> None:
        super().__init__()
        self.setCheckable(True)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
        self.best = best
        self.gone = False
        self.key = ""
        self._picture = QPixmap()

    def show_key(self, key: str, ahead: ReadAhead) -> None:
        """Show a photo, once its small picture is here."""
        image: QImage | None = ahead.picture(key)
        if image is not None and (key != self.key or self._picture.isNull()):
            self._picture = QPixmap.fromImage(image)
        self.key = key
        self.update()

    def nextCheckState(self) -> None:
        """Leave the state to the viewer."""

    def sizeHint(self) -> QSize:
        return QSize(SIDE, SIDE)

    def paintEvent(self, _event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setRenderHint(QPainter.RenderHint.SmoothPixmapTransform)
        box = QRectF(self.rect()).adjusted(1.5, 1.5, -1.5, -1.5)
        shape = QPainterPath()
        shape.addRoundedRect(box, RADIUS - 2, RADIUS - 2)
        painter.fillPath(shape, theme().colour("hover"))
        if not self._picture.isNull():
            side = min(self._picture.width(), self._picture.height())
            part = QRectF((self._picture.width() - side) / 2, (self._picture.height() - side) / 2, side, side)
            painter.setClipPath(shape)
            painter.setOpacity(PALE if self.gone else 1.0)
            painter.drawPixmap(box, self._picture, part)
            painter.setOpacity(1.0)
            painter.setClipping(False)
        chosen = self.isChecked()
        painter.setPen(QPen(theme().colour("accent" if chosen else "hairline"), 2 if chosen else 1))
        painter.drawPath(shape)
        mark = "trash" if self.gone else "star-filled" if self.best else ""
        if mark:
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(theme().colour("surface"))
            painter.drawEllipse(QRectF(self.width() - 20, 4, 16, 16))
            ink = "danger" if self.gone else "attention"
            painter.drawPixmap(self.width() - 18, 6, pixmap(mark, ink, 12, self.devicePixelRatioF()))
        painter.end()

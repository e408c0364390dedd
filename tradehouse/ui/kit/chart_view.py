"""A chart in the window: it follows width and theme, says each value exactly, and opens the names behind it."""

from functools import cache
from math import ceil

from PySide6.QtCore import QByteArray, QEvent, QPoint, QPointF, QRect, QRectF, QSize, Qt, Signal
from PySide6.QtGui import (
    QFocusEvent,
    QFont,
    QFontInfo,
    QFontMetricsF,
    QKeyEvent,
    QMouseEvent,
    QPainter,
    QPaintEvent,
    QPen,
    QPixmap,
    QResizeEvent,
    QShowEvent,
)
from PySide6.QtSvg import QSvgRenderer
from PySide6.QtWidgets import QSizePolicy, QToolTip, QWidget

from tradehouse.domain.charts import Chart, described
from tradehouse.domain.language import current_language
from tradehouse.domain.progress import Progress
from tradehouse.services.charts import Drawing, Face, Spot, draw
from tradehouse.ui.jobs import Jobs
from tradehouse.ui.theme import hex_colours, theme

LEAST_WIDTH = 240
_QUICK = 150  # values that are drawn at once; more are drawn off the window's thread
_USUAL = QSize(560, 280)
_EM = 1000  # pixels at which widths are taken
_CHARACTERS = [chr(code) for part in (range(0x20, 0x250), range(0x2010, 0x2060), range(0x20A0, 0x20C0)) for code in part]  # fmt: skip
_FORWARD = {Qt.Key.Key_Right: 1, Qt.Key.Key_Down: 1, Qt.Key.Key_Left: -1, Qt.Key.Key_Up: -1}
_OPEN = {Qt.Key.Key_Return, Qt.Key.Key_Enter, Qt.Key.Key_Space}


class ChartView(QWidget):
    """Shows one chart, as wide as it is given, as high as it needs.

    Pointing at a value says it, the arrow keys walk from value to value, a click or Enter opens the names behind it.
    """

    opened = Signal(str)
    """The names behind a value are wanted: their key in the report."""

    drawn = Signal()
    """What is shown is that of the chart, width and theme of now."""

    def __init__(self, jobs: Jobs, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._jobs = jobs
        self._chart: Chart | None = None
        self._titled = True
        self._drawing: Drawing | None = None
        self._picture: QPixmap | None = None
        self._wanted: tuple[object, ...] = ()
        self._current = -1  # the spot that the keys have reached
        self._pointed: Spot | None = None
        self.setObjectName("chart")
        self.setMouseTracking(True)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setMinimumWidth(LEAST_WIDTH)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        theme().changed.connect(self._redraw)

    def show_chart(self, chart: Chart, *, titled: bool = True) -> None:
        """Show a chart; titled writes its title above it."""
        self._chart, self._titled = chart, titled
        self._current, self._pointed, self._drawing, self._wanted = -1, None, None, ()
        self.setAccessibleName(f"{chart.title}. {described(chart)}")
        self.setAccessibleDescription("")
        self._redraw()
        self.update()

    def drawing(self) -> Drawing | None:
        """Return what is shown, None until the first is drawn."""
        return self._drawing

    def sizeHint(self) -> QSize:
        return QSize(_USUAL.width(), ceil(self._drawing.height) if self._drawing else _USUAL.height())

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        if event.size().width() != event.oldSize().width():
            self._redraw()

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        self._redraw()

    def _redraw(self) -> None:
        """Draw for the chart, width, look and language of now, unless that is done."""
        chart = self._chart
        wanted = (chart, self._titled, self.width(), theme().scheme, current_language(), theme().font())
        if chart is None or not self.isVisible() or wanted == self._wanted:
            return
        self._wanted = wanted
        width, titled, palette, face, language = self.width(), self._titled, hex_colours(theme().scheme), _face(), current_language()  # fmt: skip

        def work(_progress: Progress | None = None) -> Drawing:
            return draw(chart, width, palette=palette, face=face, language=language, titled=titled)

        if chart.count * len(chart.series) <= _QUICK:
            self._take(work(), wanted)
        else:
            self._jobs.run_read(f"chart {id(self)}", work, lambda drawing: self._take(drawing, wanted), owner=self)

    def _take(self, drawing: Drawing, wanted: tuple[object, ...]) -> None:
        if wanted != self._wanted:
            return  # meanwhile something else was asked for
        self._drawing, self._picture, self._pointed = drawing, None, None
        if self.height() != ceil(drawing.height):
            self.setFixedHeight(ceil(drawing.height))
        self.update()
        self.drawn.emit()

    def paintEvent(self, _event: QPaintEvent) -> None:
        if self._drawing is None:
            return
        ratio = self.devicePixelRatioF()
        if self._picture is None or self._picture.devicePixelRatio() != ratio:
            self._picture = _rendered(self._drawing, ratio)
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.drawPixmap(QPointF(0, 0), self._picture)
        if self._pointed is not None:
            glow = theme().colour("text")
            glow.setAlphaF(0.12)
            painter.fillRect(_rect(self._pointed), glow)
        if self.hasFocus():
            spot = self._spot()
            painter.setPen(QPen(theme().colour("accent" if spot is None else "text"), 2))
            ring = QRectF(self.rect()).adjusted(1, 1, -1, -1) if spot is None else _rect(spot).adjusted(-2, -2, 2, 2)
            painter.drawRoundedRect(ring, 3, 3)
        painter.end()

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        spot = self._at(event.position())
        if spot is not self._pointed:
            self._pointed = spot
            self._show_hand(spot)
            self.update()
            self._tell(spot, event.globalPosition().toPoint())
        super().mouseMoveEvent(event)

    def leaveEvent(self, event: QEvent) -> None:
        super().leaveEvent(event)
        self._pointed = None
        self._show_hand(None)
        self.update()

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        spot = self._at(event.position())
        if event.button() == Qt.MouseButton.LeftButton and spot is not None and self._drawing is not None:
            self._current = self._drawing.spots.index(spot)
            self._open(spot)
            self.update()
        super().mouseReleaseEvent(event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        spots = self._drawing.spots if self._drawing is not None else ()
        key = Qt.Key(event.key())
        if not spots:
            super().keyPressEvent(event)
        elif key in _FORWARD:
            self._walk_to(max(self._current, -1 if _FORWARD[key] > 0 else 1) + _FORWARD[key])
        elif key in {Qt.Key.Key_Home, Qt.Key.Key_End}:
            self._walk_to(0 if key == Qt.Key.Key_Home else len(spots) - 1)
        elif key in _OPEN and (spot := self._spot()) is not None:
            self._open(spot)
        else:
            super().keyPressEvent(event)

    def focusOutEvent(self, event: QFocusEvent) -> None:
        super().focusOutEvent(event)
        QToolTip.hideText()
        self.update()

    def _walk_to(self, number: int) -> None:
        """Make a value the current one and say it."""
        assert self._drawing is not None  # noqa: S101 - keys come here only where there are values
        self._current = min(max(number, 0), len(self._drawing.spots) - 1)
        spot = self._drawing.spots[self._current]
        self.setAccessibleDescription(spot.text)
        self._tell(spot, self.mapToGlobal(_rect(spot).center().toPoint()))
        self.update()

    def _tell(self, spot: Spot | None, where: QPoint) -> None:
        """Show what a value says while the pointer is on it."""
        if spot is None:
            QToolTip.hideText()
        else:
            QToolTip.showText(
                where, spot.text, self, _rect(spot).toAlignedRect().adjusted(-1, -1, 1, 1) & QRect(self.rect())
            )

    def _open(self, spot: Spot) -> None:
        if spot.names:
            self.opened.emit(spot.names)

    def _show_hand(self, spot: Spot | None) -> None:
        opens = spot is not None and bool(spot.names)
        self.setCursor(Qt.CursorShape.PointingHandCursor if opens else Qt.CursorShape.ArrowCursor)

    def _spot(self) -> Spot | None:
        """Return the current value's place, None before a key was pressed."""
        if self._drawing is None or not 0 <= self._current < len(self._drawing.spots):
            return None
        return self._drawing.spots[self._current]

    def _at(self, point: QPointF) -> Spot | None:
        """Return the value at a point: of several the smallest, of equals the nearest."""
        if self._drawing is None:
            return None
        under = [spot for spot in self._drawing.spots if _rect(spot).contains(point)]

        def distance(spot: Spot) -> float:
            away = _rect(spot).center() - point
            return away.x() ** 2 + away.y() ** 2

        return min(under, key=lambda spot: (round(spot.width * spot.height), distance(spot)), default=None)


def _rect(spot: Spot) -> QRectF:
    return QRectF(spot.x, spot.y, spot.width, spot.height)


def _rendered(drawing: Drawing, ratio: float) -> QPixmap:
    """Return the drawing as a picture for a screen of so many dots to the pixel."""
    picture = QPixmap(QSize(ceil(drawing.width * ratio), ceil(drawing.height * ratio)))
    picture.setDevicePixelRatio(ratio)
    picture.fill(Qt.GlobalColor.transparent)
    painter = QPainter(picture)
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    QSvgRenderer(QByteArray(drawing.svg.encode())).render(painter, QRectF(0, 0, drawing.width, drawing.height))
    painter.end()
    return picture


def _face() -> Face:
    """Return the window's body face, as charts measure text."""
    info = QFontInfo(theme().font())
    return _measured(info.family(), info.pixelSize())


@cache
def _measured(family: str, pixels: int) -> Face:
    font = QFont(family)
    font.setPixelSize(_EM)
    metrics = QFontMetricsF(font)
    widths = {c: metrics.horizontalAdvance(c) / _EM for c in _CHARACTERS if metrics.inFont(c)}
    return Face(family, max(pixels - 1, 10), widths)

"""Icons that are always in the colours of the theme of the moment, and sharp at every scale."""

from functools import cache

from PySide6.QtCore import QByteArray, QRect, QRectF, QSize, Qt
from PySide6.QtGui import QIcon, QIconEngine, QImage, QPainter, QPixmap, QPixmapCache
from PySide6.QtSvg import QSvgRenderer

from tradehouse.domain.resources import resources
from tradehouse.ui.glyphs import glyph, tinted
from tradehouse.ui.theme import theme

APP_ICON_SIZES = (16, 20, 24, 32, 40, 48, 64, 128, 256)


def icon(name: str, token: str = "text") -> QIcon:  # noqa: S107
    """Return a drawing of resources/icons tinted by a colour token; it follows a change of theme by itself.

    Raises KeyError for a name that we do not have.
    """
    glyph(name)
    return QIcon(_Tinted(name, token))


def pixmap(name: str, token: str, size: int, ratio: float = 1.0) -> QPixmap:
    """Return a drawing of size × size logical pixels for a screen of this ratio, kept in Qt's cache."""
    return _pixmap(name, theme().colour(token).name(), QSize(size, size), ratio)


@cache
def app_icon() -> QIcon:
    """Return the icon of the program itself, in every size that task bars and title bars ask for."""
    result = QIcon()
    for size in APP_ICON_SIZES:
        result.addPixmap(QPixmap.fromImage(app_image(size)))
    return result


def app_image(size: int) -> QImage:
    """Return the icon of the program, size × size pixels on nothing."""
    image = QImage(size, size, QImage.Format.Format_ARGB32_Premultiplied)
    image.fill(Qt.GlobalColor.transparent)
    painter = QPainter(image)
    QSvgRenderer((resources() / "icons" / "app.svg").as_posix()).render(painter)
    painter.end()
    return image


def _pixmap(name: str, colour: str, size: QSize, ratio: float) -> QPixmap:
    pixels = QSize(round(size.width() * ratio), round(size.height() * ratio))
    key = f"tradehouse {name} {colour} {pixels.width()}x{pixels.height()} {ratio:g}"
    found = QPixmap()
    if QPixmapCache.find(key, found):
        return found
    result = QPixmap(pixels)
    result.fill(Qt.GlobalColor.transparent)
    side = min(pixels.width(), pixels.height())
    box = QRectF((pixels.width() - side) / 2, (pixels.height() - side) / 2, side, side)
    painter = QPainter(result)
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    QSvgRenderer(QByteArray(tinted(name, colour))).render(painter, box)
    painter.end()
    result.setDevicePixelRatio(ratio)
    QPixmapCache.insert(key, result)
    return result


class _Tinted(QIconEngine):
    """Asks the theme when it paints, so that no icon needs to be told that the theme has changed."""

    def __init__(self, name: str, ink: str) -> None:
        super().__init__()
        self._name = name
        self._ink = ink

    def clone(self) -> QIconEngine:
        return _Tinted(self._name, self._ink)

    def key(self) -> str:
        return f"tradehouse.{self._name}"

    def isNull(self) -> bool:  # noqa: N802
        return False

    def actualSize(self, size: QSize, _mode: QIcon.Mode, _state: QIcon.State) -> QSize:  # noqa: N802
        return size

    def paint(self, painter: QPainter, rect: QRect, mode: QIcon.Mode, state: QIcon.State) -> None:
        ratio = painter.device().devicePixelRatioF()
        painter.drawPixmap(rect, _pixmap(self._name, self._colour(mode, state), rect.size(), ratio))

    def pixmap(self, size: QSize, mode: QIcon.Mode, state: QIcon.State) -> QPixmap:
        return _pixmap(self._name, self._colour(mode, state), size, 1.0)

    def scaledPixmap(  # noqa: N802
        self, size: QSize, mode: QIcon.Mode, state: QIcon.State, scale: float
    ) -> QPixmap:
        return _pixmap(self._name, self._colour(mode, state), size, scale)

    def _colour(self, mode: QIcon.Mode, state: QIcon.State) -> str:
        ink = self._ink
        if mode == QIcon.Mode.Disabled:
            ink = "disabled"
        elif state == QIcon.State.On and ink == "text":
            ink = "accent"
        return theme().colour(ink).name()

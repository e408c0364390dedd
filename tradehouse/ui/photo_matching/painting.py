"""Paints the shelf: headings of groups, heads of sections, photos."""

from PySide6.QtCore import QPointF, QRect, QRectF, Qt
from PySide6.QtGui import QFont, QFontMetrics, QPainter, QPen
from PySide6.QtWidgets import QWidget

from tradehouse.domain.display import show_number
from tradehouse.domain.language import _
from tradehouse.ui.browser.framed_pictures import FramedPictures
from tradehouse.ui.browser.thumbnails import Thumbnails
from tradehouse.ui.icons import pixmap
from tradehouse.ui.photo_matching.arrangement import GROUP, HEAD, LINE, PICTURE, WIDE
from tradehouse.ui.photo_matching.sections import GROUPS, Look, Section
from tradehouse.ui.theme import GAP, PANEL, RADIUS, SPACE, theme

SMALL = 64  # pixels of a product's present photo
_MARK = 16
_TEXT = Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter
_CAPTION = Qt.AlignmentFlag.AlignHCenter | Qt.AlignmentFlag.AlignVCenter


class ShelfPainter:
    """Paints into a view; pictures that are not here yet are asked for, and the view is painted again."""

    def __init__(self, thumbnails: Thumbnails, view: QWidget) -> None:
        self._pictures = FramedPictures(thumbnails, view)
        self._view = view

    def paint_group(self, painter: QPainter, top: int, width: int, group: str, photos: int) -> None:
        """Paint the heading above the first section of a group; top is where that section begins."""
        look = theme()
        words = _(next(words for name, words, _states in GROUPS if name == group))
        line = QRect(PANEL, top - GROUP + GAP, width - 2 * PANEL, GROUP - GAP)
        painter.fillRect(QRect(0, top - GROUP, width, GROUP), look.colour("ground"))
        self._words(painter, line, words, look.font("strong"), "text")
        used = QFontMetrics(look.font("strong")).horizontalAdvance(words) + GAP
        self._words(painter, line.adjusted(used, 0, 0, 0), show_number(photos), look.font(tabular=True), "muted")

    def paint_head(self, painter: QPainter, rect: QRect, section: Section, *, landing: bool) -> None:
        """Paint a section's paper and what it is about; landing where a dragged photo would go to it."""
        look = theme()
        painter.fillRect(rect, look.colour("selection" if landing else "surface"))
        painter.fillRect(rect.x(), rect.bottom(), rect.width(), 1, look.colour("hairline"))
        frame = QRectF(rect.x() + PANEL, rect.y() + PANEL, SMALL, SMALL)
        self._picture(painter, frame, section.photo, section.glyph, "muted" if section.code else "accent")
        left = round(frame.right()) + GAP + 2
        box = QRect(left, rect.y() + PANEL - 2, rect.x() + HEAD - PANEL - left, LINE)
        if section.code:
            self._words(painter, box, section.code, look.font(code=True), "muted")
            box.translate(0, LINE)
        for part in _broken(section.title, look.font("strong"), box.width()):
            self._words(painter, box, part, look.font("strong"), "text")
            box.translate(0, LINE)
        for words in section.lines:
            for part in _broken(words, look.font("small"), box.width(), most=4):
                self._words(painter, box, part, look.font("small"), "muted")
                box.translate(0, LINE - 3)
        if landing:
            painter.setPen(QPen(look.colour("accent"), 2))
            painter.drawRect(rect.adjusted(1, 1, -2, -2))

    def paint_tile(
        self, painter: QPainter, rect: QRect, tile: Look, *, wide: bool, selected: bool, current: bool, mark: bool
    ) -> None:
        """Paint a photo with its words; mark shows where a label would be put before it."""
        look = theme()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        box = QRectF(rect.adjusted(2, 2, -2, -2))
        if selected:
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(look.colour("selection"))
            painter.drawRoundedRect(box, RADIUS, RADIUS)
        if current:
            painter.setBrush(Qt.BrushStyle.NoBrush)
            painter.setPen(QPen(look.colour("accent"), 2))
            painter.drawRoundedRect(box.adjusted(1, 1, -1, -1), RADIUS, RADIUS)
        if mark:
            painter.fillRect(QRect(rect.x() - 1, rect.y() + SPACE, 3, rect.height() - 2 * SPACE), look.colour("accent"))
        muted = "selected_muted" if selected else "muted"
        if wide:
            side = WIDE - 2 * GAP
            frame = QRectF(rect.x() + GAP, rect.y() + GAP, side, side)
            self._picture(painter, frame, tile.photo, "photo-missing", "muted")
            words = QRect(
                round(frame.right()) + GAP, rect.y() + SPACE, rect.right() - round(frame.right()) - 2 * GAP, 0
            )
            name, note = words.adjusted(0, 2, 0, LINE + 2), words.adjusted(0, LINE + 3, 0, 2 * LINE + 4)
            self._words(painter, name, tile.words, look.font(), "text", Qt.TextElideMode.ElideMiddle)
            self._words(painter, note, tile.note, look.font("small"), muted)
            return
        frame = QRectF(rect.x() + (rect.width() - PICTURE) / 2, rect.y() + GAP, PICTURE, PICTURE)
        self._picture(painter, frame, tile.photo, "photo-missing", "muted")
        if tile.mark:
            self._mark(painter, frame, tile)
        words = QRect(rect.x() + 5, round(frame.bottom()) + 2, rect.width() - 10, LINE - 2)
        small = look.font("small")
        self._words(painter, words, tile.words, small, "text", Qt.TextElideMode.ElideMiddle, _CAPTION)
        self._words(painter, words.translated(0, LINE - 5), tile.note, small, muted, place=_CAPTION)

    def _picture(self, painter: QPainter, frame: QRectF, photo: str, glyph: str, ink: str) -> None:
        # while a photo is on its way its place stays empty
        self._pictures.paint(painter, frame, photo, "" if photo else glyph, ink, max(16, round(frame.width()) // 3))

    def _mark(self, painter: QPainter, frame: QRectF, tile: Look) -> None:
        look = theme()
        disc = QRectF(frame.right() - _MARK - 9, frame.y() + 3, _MARK + 6, _MARK + 6)
        painter.setPen(QPen(look.colour("hairline"), 1))
        painter.setBrush(look.colour("surface"))
        painter.drawEllipse(disc)
        drawing = pixmap(tile.mark, tile.ink, _MARK - 2, self._view.devicePixelRatioF())
        painter.drawPixmap(disc.topLeft() + QPointF(4, 4), drawing)

    def _words(
        self, painter: QPainter, box: QRect, words: str, font: QFont, ink: str,
        cut: Qt.TextElideMode = Qt.TextElideMode.ElideRight, place: Qt.AlignmentFlag = _TEXT,
    ) -> None:  # fmt: skip
        painter.setFont(font)
        painter.setPen(theme().colour(ink))
        painter.drawText(box, place, QFontMetrics(font).elidedText(words, cut, box.width()))


def _broken(words: str, font: QFont, width: int, most: int = 2) -> list[str]:
    """Return words in lines of a width, the last of which takes what is left over and is cut when it is painted."""
    metrics = QFontMetrics(font)
    lines: list[str] = []
    for word in words.split():
        longer = f"{lines[-1]} {word}" if lines else word
        if lines and (metrics.horizontalAdvance(longer) <= width or len(lines) == most):
            lines[-1] = longer
        else:
            lines.append(word)
    return lines

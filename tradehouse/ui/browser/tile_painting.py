"""Paints one tile of the thumbnail grid: picture, name, code and price."""

from PySide6.QtCore import QPoint, QPointF, QRect, QRectF, QSize, Qt
from PySide6.QtGui import QFontMetrics, QPainter, QPen
from PySide6.QtWidgets import QAbstractItemView, QStyle, QStyleOptionButton

from tradehouse.domain.fields import name_field
from tradehouse.ui.browser.cell_painting import TICK, PreparedTexts, font_of
from tradehouse.ui.browser.framed_pictures import FramedPictures
from tradehouse.ui.browser.model import RecordModel
from tradehouse.ui.browser.thumbnails import Thumbnails
from tradehouse.ui.theme import GAP, RADIUS, theme

LINE = 20
TEXT_HEIGHT = 2 * LINE + 12
_GLYPH = 40


class TilePainter:
    """Paints tiles over the model of products: the only kind that has pictures."""

    def __init__(self, model: RecordModel, thumbnails: Thumbnails, view: QAbstractItemView) -> None:
        self._model = model
        self._pictures = FramedPictures(thumbnails, view)
        self._view = view
        self._texts = PreparedTexts()
        self._name = model.column_of(name_field(model.kind))
        self._code = model.column_of("code")
        self._category = model.column_of("category")
        self._price = model.column_of("price_idr")
        theme().changed.connect(self._texts.clear)

    def paint_tile(
        self, painter: QPainter, rect: QRect, row: int, side: int, *, selected: bool, hovered: bool, current: bool
    ) -> None:
        """Paint the record of a row into a rectangle."""
        look = theme()
        box = QRectF(rect.adjusted(GAP // 2, GAP // 2, -GAP // 2, -GAP // 2))
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        if selected or hovered:
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(look.colour("selection" if selected else "hover"))
            painter.drawRoundedRect(box, RADIUS, RADIUS)
        if current:
            painter.setBrush(Qt.BrushStyle.NoBrush)
            painter.setPen(QPen(look.colour("accent"), 2))
            painter.drawRoundedRect(box.adjusted(1, 1, -1, -1), RADIUS, RADIUS)
        frame = picture_frame(rect, side)
        record = self._model.record(row)
        photo = record.main_photo if record else ""
        self._paint_picture(painter, frame, photo, "" if photo else self._model.cell(row, self._category).text)
        self._paint_words(painter, frame, row, selected=selected)
        if selected or hovered:
            self._paint_tick(painter, frame, selected=selected)

    def _paint_picture(self, painter: QPainter, frame: QRectF, photo: str, category: str) -> None:
        glyph = "photo" if photo else "box"
        if not self._pictures.paint(painter, frame, photo, glyph, "scroll", _GLYPH, lift=8 if category else 0):
            self._caption(painter, frame, category)

    def _paint_words(self, painter: QPainter, frame: QRectF, row: int, *, selected: bool) -> None:
        look = theme()
        width = int(frame.width())
        top = frame.bottom() + 6
        name = self._model.cell(row, self._name).text
        self._line(painter, QPointF(frame.x(), top), name, width, "body", "text")
        price = self._model.cell(row, self._price).text
        used = 0
        if price:
            font = look.font("strong", tabular=True)
            text = self._texts.text(price, width, "price", font)
            used = int(text.size().width()) + GAP
            painter.setFont(font)
            painter.setPen(look.colour("text"))
            lower = QFontMetrics(look.font("body")).ascent() - QFontMetrics(font).ascent()
            painter.drawStaticText(QPointF(frame.right() - text.size().width(), top + LINE + lower), text)
        code = self._model.cell(row, self._code).text
        muted = "selected_muted" if selected else "muted"
        self._line(painter, QPointF(frame.x(), top + LINE), code, width - used, "code", muted)

    def _caption(self, painter: QPainter, frame: QRectF, words: str) -> None:
        if words:
            font = theme().font("small")
            text = self._texts.text(words, int(frame.width()) - 2 * GAP, "small", font)
            painter.setFont(font)
            painter.setPen(theme().colour("muted"))
            painter.drawStaticText(QPointF(frame.center().x() - text.size().width() / 2, frame.center().y() + 20), text)

    def _line(self, painter: QPainter, at: QPointF, words: str, width: int, face: str, tone: str) -> None:
        if width <= 8 or not words:
            return
        font = font_of(theme(), face)
        painter.setFont(font)
        painter.setPen(theme().colour(tone))
        # All words of a line stand on one base line, whatever their faces.
        lower = QFontMetrics(theme().font("body")).ascent() - QFontMetrics(font).ascent()
        painter.drawStaticText(at + QPointF(0, lower), self._texts.text(words, width, face, font))

    def _paint_tick(self, painter: QPainter, frame: QRectF, *, selected: bool) -> None:
        option = QStyleOptionButton()
        option.rect = QRect(QPoint(int(frame.x()) + GAP, int(frame.y()) + GAP), QSize(TICK, TICK))
        option.state = QStyle.StateFlag.State_Enabled | (
            QStyle.StateFlag.State_On if selected else QStyle.StateFlag.State_Off
        )
        primitive = QStyle.PrimitiveElement.PE_IndicatorItemViewItemCheck
        self._view.style().drawPrimitive(primitive, option, painter, self._view)


def picture_frame(rect: QRect, side: int) -> QRectF:
    """Return where the picture of a tile lies."""
    return QRectF(rect.x() + (rect.width() - side) / 2, rect.y() + GAP, side, side)


def tick_rect(rect: QRect, side: int) -> QRect:
    """Return where a click on the tick box of a tile counts; a little larger than the box itself."""
    frame = picture_frame(rect, side)
    return QRect(int(frame.x()), int(frame.y()), TICK + 2 * GAP, TICK + 2 * GAP)

"""Paints the cells of a table: one question to the model per cell, prepared text, no style machinery."""

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, QPointF, QRect, QSize, Qt
from PySide6.QtGui import QFont, QFontMetrics, QPainter, QPixmap, QStaticText
from PySide6.QtWidgets import QAbstractItemView, QStyle, QStyledItemDelegate, QStyleOptionButton, QStyleOptionViewItem

from tradehouse.ui.browser.cells import Cell
from tradehouse.ui.browser.columns import MARK, PHOTO, Column
from tradehouse.ui.browser.model import RecordModel
from tradehouse.ui.browser.thumbnails import Thumbnails
from tradehouse.ui.icons import pixmap
from tradehouse.ui.kit.badge import HEIGHT as BADGE_HEIGHT
from tradehouse.ui.kit.badge import Status, badge_width, draw_badge
from tradehouse.ui.theme import ROW_HEIGHT, THUMBNAIL, Theme, theme

PADDING = 8
TICK, GLYPH = 16, 16
_TEXTS_KEPT = 6_000

Index = QModelIndex | QPersistentModelIndex


class PreparedTexts:
    """Texts cut to a width and laid out, kept for the next time the same cell is painted."""

    def __init__(self) -> None:
        self._texts: dict[tuple[str, int, str], QStaticText] = {}
        self._metrics: dict[str, QFontMetrics] = {}

    def clear(self) -> None:
        """Forget everything: the theme or its fonts changed."""
        self._texts.clear()
        self._metrics.clear()

    def text(self, text: str, width: int, face: str, font: QFont) -> QStaticText:
        """Return a text that fits the width, with an ellipsis where it does not."""
        key = (text, width, face)
        found = self._texts.get(key)
        if found is None:
            if len(self._texts) > _TEXTS_KEPT:
                self._texts.clear()
            metrics = self._metrics.setdefault(face, QFontMetrics(font))
            found = QStaticText(metrics.elidedText(text, Qt.TextElideMode.ElideRight, width))
            found.setTextFormat(Qt.TextFormat.PlainText)
            found.setPerformanceHint(QStaticText.PerformanceHint.AggressiveCaching)
            found.prepare(font=font)
            self._texts[key] = found
        return found


def font_of(look: Theme, face: str) -> QFont:
    """Return the font of a column's face."""
    if face == "code":
        return look.font(code=True)
    if face == "tabular":
        return look.font(tabular=True)
    return look.font("body")


class Badges:
    """Badges as pictures: a rounded frame for every row would cost more than the whole row."""

    def __init__(self) -> None:
        self._pictures: dict[tuple[Status, int, float], QPixmap] = {}

    def clear(self) -> None:
        """Forget everything: the theme changed."""
        self._pictures.clear()

    def pixmap(self, status: Status, room: int, ratio: float) -> QPixmap:
        """Return the badge of a status; where the room is too short it shows the drawing alone."""
        width = badge_width(status) + 1
        shown = status
        if width > room:
            shown = Status(status.icon, "", status.tone)
            width = badge_width(shown) + 1
        key = (shown, round(width), ratio)
        found = self._pictures.get(key)
        if found is None:
            found = QPixmap(round(width * ratio), round(BADGE_HEIGHT * ratio))
            found.setDevicePixelRatio(ratio)
            found.fill(Qt.GlobalColor.transparent)
            painter = QPainter(found)
            draw_badge(painter, QPointF(0, BADGE_HEIGHT / 2), shown)
            painter.end()
            self._pictures[key] = found
        return found


class CellPainter(QStyledItemDelegate):
    """The delegate of record tables."""

    def __init__(self, model: RecordModel, thumbnails: Thumbnails, view: QAbstractItemView) -> None:
        super().__init__(view)
        self._model = model
        self._thumbnails = thumbnails
        self._view = view
        self._texts = PreparedTexts()
        self._badges = Badges()
        self._glyphs: dict[tuple[str, float], QPixmap] = {}
        # Asked once: looking the theme up for every cell would cost as much as the cell.
        self._look = theme()
        self.hovered_row = -1
        self._look.changed.connect(self._on_theme_changed)

    def _on_theme_changed(self) -> None:
        self._texts.clear()
        self._badges.clear()
        self._glyphs.clear()

    def _glyph(self, name: str) -> QPixmap:
        key = (name, self._view.devicePixelRatioF())
        if key not in self._glyphs:
            self._glyphs[key] = pixmap(name, "scroll", GLYPH, key[1])
        return self._glyphs[key]

    def _paint_mark(self, painter: QPainter, rect: QRect, selected: bool) -> None:
        option = QStyleOptionButton()
        option.rect = QRect(rect.x() + (rect.width() - TICK) // 2, rect.y() + (rect.height() - TICK) // 2, TICK, TICK)
        option.state = QStyle.StateFlag.State_Enabled | (
            QStyle.StateFlag.State_On if selected else QStyle.StateFlag.State_Off
        )
        style = self._view.style()
        style.drawPrimitive(QStyle.PrimitiveElement.PE_IndicatorItemViewItemCheck, option, painter, self._view)

    def _paint_photo(self, painter: QPainter, rect: QRect, photo: str) -> None:
        box = QRect(
            rect.x() + (rect.width() - THUMBNAIL) // 2,
            rect.y() + (rect.height() - THUMBNAIL) // 2,
            THUMBNAIL,
            THUMBNAIL,
        )
        picture = self._thumbnails.pixmap(photo, THUMBNAIL) if photo else None
        if picture is not None:
            painter.drawPixmap(box, picture, picture.rect())
            return
        inset = (THUMBNAIL - GLYPH) // 2
        painter.drawPixmap(box.x() + inset, box.y() + inset, self._glyph("photo" if photo else "photo-missing"))

    def _paint_text(self, painter: QPainter, rect: QRect, column: Column, cell: Cell, *, selected: bool) -> None:
        left = rect.x() + PADDING
        width = rect.width() - 2 * PADDING
        if width <= 8:
            return
        font = font_of(self._look, column.face)
        text = self._texts.text(cell.text, width, column.face, font)
        size = text.size()
        x = left + width - size.width() if column.right_aligned else left
        tone = "selected_muted" if selected and cell.tone == "muted" else cell.tone
        painter.setFont(font)
        painter.setPen(self._look.colour(tone))
        painter.drawStaticText(QPointF(x, rect.y() + (rect.height() - size.height()) / 2), text)

    # --- Qt --------------------------------------------------------------------------------------------------------

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        rect = option.rect
        state = option.state
        row = index.row()
        column = self._model.columns[index.column()]
        selected = bool(state & QStyle.StateFlag.State_Selected)
        colour = self._look.colour
        if selected:
            painter.fillRect(rect, colour("selection"))
        elif row == self.hovered_row:
            painter.fillRect(rect, colour("hover"))
        painter.fillRect(rect.x(), rect.bottom(), rect.width(), 1, colour("hairline"))
        cell = self._model.cell(row, index.column())
        if column.key == MARK:
            self._paint_mark(painter, rect, selected)
        elif column.key == PHOTO:
            self._paint_photo(painter, rect, cell.text)
        elif cell.status is not None:
            picture = self._badges.pixmap(cell.status, rect.width() - PADDING // 2, self._view.devicePixelRatioF())
            height = round(picture.deviceIndependentSize().height())
            painter.drawPixmap(rect.x() + PADDING // 2, rect.y() + (rect.height() - height) // 2, picture)
        elif cell.text:
            self._paint_text(painter, rect, column, cell, selected=selected)
        if state & QStyle.StateFlag.State_HasFocus and not column.fixed:
            painter.setPen(colour("accent"))
            painter.drawRect(rect.adjusted(0, 0, -1, -2))

    def sizeHint(self, _option: QStyleOptionViewItem, index: Index) -> QSize:
        column = self._model.columns[index.column()]
        if column.fixed:
            return QSize(column.field.width, ROW_HEIGHT)
        cell = self._model.cell(index.row(), index.column())
        width = QFontMetrics(font_of(self._look, column.face)).horizontalAdvance(cell.text) + 2 * PADDING + 2
        if cell.status is not None:
            width = round(badge_width(cell.status)) + PADDING + 2
        return QSize(min(width, 480), ROW_HEIGHT)

"""Which product a photo goes to: those that are offered, or those that a search finds."""

from collections.abc import Sequence
from dataclasses import dataclass

from PySide6.QtCore import (
    QAbstractListModel,
    QModelIndex,
    QObject,
    QPersistentModelIndex,
    QRect,
    QRectF,
    QSize,
    Qt,
    Signal,
)  # fmt: skip
from PySide6.QtGui import (
    QDragEnterEvent,
    QDragMoveEvent,
    QDropEvent,
    QFontMetrics,
    QKeyEvent,
    QPainter,
    QPainterPath,
    QPen,
)  # fmt: skip
from PySide6.QtWidgets import (
    QFrame,
    QListView,
    QStyle,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QVBoxLayout,
    QWidget,
)  # fmt: skip

from tradehouse.domain.fields import RecordKind
from tradehouse.domain.language import _, ngettext
from tradehouse.domain.query import parse_query
from tradehouse.domain.records import Record
from tradehouse.services import browsing
from tradehouse.ui.browser.thumbnails import Thumbnails
from tradehouse.ui.desk import Desk
from tradehouse.ui.icons import pixmap
from tradehouse.ui.kit.labels import label
from tradehouse.ui.kit.search import SearchBox
from tradehouse.ui.photo_matching.dragging import PLAN, TRAY, unpacked
from tradehouse.ui.theme import GAP, RADIUS, SPACE, theme

Index = QModelIndex | QPersistentModelIndex
MOST = 30
_ROW, _PICTURE = 52, 36


@dataclass(frozen=True, slots=True)
class Offered:
    """A product to choose; note says why it is offered."""

    product: Record
    note: str = ""

    @property
    def title(self) -> str:
        """What people call it: name and variant."""
        name, variant = str(self.product["name_id"] or ""), str(self.product["variant"] or "")
        return f"{name} – {variant}" if variant else name


class ProductPicker(QWidget):
    """A search box over a list of products.

    Signals:
        picked(Record): a product was chosen.
        dropped(keys, Record): photos were let go on a product.
    """

    picked = Signal(object)
    dropped = Signal(object, object)

    def __init__(self, desk: Desk, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._desk = desk
        self._lane = f"picker:{id(self)}"
        self._offered: tuple[Sequence[int], Sequence[str]] = ((), ())
        self._pick_first = self._awaited = False
        self.search = _ProductSearch(_("Search a product…"))
        self.search.setObjectName("product_search")
        self.search.setAccessibleName(_("Search a product"))
        self.title = label("", "small", wrap=True)
        self.offers = _Offers()
        self.list = _OfferList(self.offers, desk.thumbnails)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(SPACE)
        column.addWidget(self.search)
        column.addWidget(self.title)
        column.addWidget(self.list, 1)
        self.search.searched.connect(self._look_for)
        self.search.to_results.connect(self.take_focus)
        self.search.entered.connect(self._entered)
        self.list.entered.connect(self._pick)
        self.list.clicked.connect(lambda index: self._pick(index.row()))
        self.list.dropped.connect(lambda keys, row: self.dropped.emit(keys, self.offers.rows[row].product))

    def offer(self, products: Sequence[int], notes: Sequence[str]) -> None:
        """Offer products by id, likeliest first, each with a note; a search that stands is given up."""
        self._offered = (tuple(products), tuple(notes))
        self._pick_first = False
        self.search.set_quietly("")
        self._load(self._offered[0], dict(zip(*self._offered, strict=True)))

    def take_focus(self) -> None:
        """Go to the list, at its first product."""
        if self.offers.rows:
            self.list.setFocus(Qt.FocusReason.OtherFocusReason)
            if not self.list.currentIndex().isValid():
                self.list.setCurrentIndex(self.offers.index(0, 0))

    def search_for(self, text: str) -> None:
        """Begin a search with what was typed elsewhere."""
        self.search.setFocus(Qt.FocusReason.OtherFocusReason)
        self.search.setText(text)

    def pick_number(self, number: int) -> None:
        """Choose a product by its number in the list, from 1."""
        self._pick(number - 1)

    def _look_for(self, text: str) -> None:
        if not text.strip():
            self.offer(*self._offered)
            return
        catalogue, self._awaited = self._desk.catalogue, True

        def work(_progress: object) -> list[Record]:
            query = parse_query(RecordKind.PRODUCT, text)
            ids = browsing.find_ids(catalogue, RecordKind.PRODUCT, query, MOST)
            return browsing.records(catalogue, RecordKind.PRODUCT, ids)

        self._desk.jobs.run_read(
            self._lane, work, lambda found: self._show([Offered(p) for p in found], searched=True), owner=self
        )

    def _load(self, ids: Sequence[int], notes: dict[int, str]) -> None:
        catalogue = self._desk.catalogue
        if not ids:
            self._desk.jobs.run_read(self._lane, lambda _p: [], lambda _found: self._show([]), owner=self)
            return
        self._desk.jobs.run_read(
            self._lane,
            lambda _p: browsing.records(catalogue, RecordKind.PRODUCT, ids),
            lambda found: self._show([Offered(p, notes.get(p.id, "")) for p in found]),
            owner=self,
        )

    def _show(self, offered: list[Offered], *, searched: bool = False) -> None:
        self._awaited = False
        self.offers.show_rows(offered)
        if searched:
            n = len(offered)
            words = ngettext("{n} product found", "{n} products found", n).format(n=n)
            if n == MOST:
                words = _("The first {n} found; type more of the name.").format(n=n)
            self.title.setText(words if n else _("No product is called that."))
        else:
            self.title.setText(_("Offered:") if offered else _("Nothing is offered. Search by name or code."))
        if offered:
            self.list.setCurrentIndex(self.offers.index(0, 0))
        if self._pick_first:
            self._pick_first = False
            self._pick(0)

    def _entered(self) -> None:
        """Choose the first of what is searched for, once it was found."""
        if self.search.waits or self._awaited:
            self._pick_first = True
            self.search.search_now()
        else:
            self._pick(0)

    def _pick(self, row: int) -> None:
        if 0 <= row < len(self.offers.rows):
            self.picked.emit(self.offers.rows[row].product)


class _ProductSearch(SearchBox):
    """Emits entered() on Enter: the first product found is meant."""

    entered = Signal()

    @property
    def waits(self) -> bool:
        """Whether what was typed has not been searched for yet."""
        return self._pause.isActive()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            if self.text().strip():
                self.entered.emit()
        else:
            super().keyPressEvent(event)


class _Offers(QAbstractListModel):
    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.rows: list[Offered] = []

    def show_rows(self, rows: list[Offered]) -> None:
        self.beginResetModel()
        self.rows = rows
        self.endResetModel()

    def rowCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008 - Qt's own default
        return 0 if parent.isValid() else len(self.rows)

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        row = self.rows[index.row()]
        words = " ".join(filter(None, (str(row.product["code"] or ""), row.title, row.note)))
        if role in (Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.ToolTipRole):
            return words
        return QSize(0, _ROW) if role == Qt.ItemDataRole.SizeHintRole else None


class _OfferList(QListView):
    """entered(row): Enter or a digit chose a product. dropped(keys, row): photos were let go on it."""

    entered = Signal(int)
    dropped = Signal(object, int)

    def __init__(self, offers: _Offers, thumbnails: Thumbnails) -> None:
        super().__init__()
        self.setObjectName("offers")
        self.setAccessibleName(_("Products to choose from"))
        self.setModel(offers)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setUniformItemSizes(True)
        self.setMouseTracking(True)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setAcceptDrops(True)
        self.setItemDelegate(_OfferPainter(offers, thumbnails, self))
        thumbnails.arrived.connect(self.viewport().update)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self.entered.emit(self.currentIndex().row())
        elif event.text() in tuple("123456789"):
            self.entered.emit(int(event.text()) - 1)
        else:
            super().keyPressEvent(event)

    def dragEnterEvent(self, event: QDragEnterEvent) -> None:
        event.setAccepted(bool(_keys(event)))

    def dragMoveEvent(self, event: QDragMoveEvent) -> None:
        index = self.indexAt(event.position().toPoint())
        if index.isValid():
            self.setCurrentIndex(index)
        event.setAccepted(index.isValid() and bool(_keys(event)))

    def dropEvent(self, event: QDropEvent) -> None:
        index, keys = self.indexAt(event.position().toPoint()), _keys(event)
        if index.isValid() and keys:
            event.acceptProposedAction()
            self.dropped.emit(keys, index.row())


def _keys(event: QDropEvent) -> list[int]:
    return unpacked(event.mimeData(), PLAN) or unpacked(event.mimeData(), TRAY)


class _OfferPainter(QStyledItemDelegate):
    def __init__(self, offers: _Offers, thumbnails: Thumbnails, view: QListView) -> None:
        super().__init__(view)
        self._offers, self._thumbnails, self._view = offers, thumbnails, view

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        look, row = theme(), self._offers.rows[index.row()]
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        rect: QRect = option.rect
        chosen = bool(option.state & QStyle.StateFlag.State_Selected)
        hovered = bool(option.state & QStyle.StateFlag.State_MouseOver)
        if chosen or hovered:
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(look.colour("selection" if chosen else "hover"))
            painter.drawRoundedRect(QRectF(rect).adjusted(1, 1, -1, -1), RADIUS, RADIUS)
        if chosen and self._view.hasFocus():
            painter.setBrush(Qt.BrushStyle.NoBrush)
            painter.setPen(QPen(look.colour("accent"), 2))
            painter.drawRoundedRect(QRectF(rect).adjusted(2, 2, -2, -2), RADIUS, RADIUS)
        frame = QRectF(rect.x() + GAP, rect.y() + GAP, _PICTURE, _PICTURE)
        photo = row.product.main_photo
        picture = self._thumbnails.pixmap(photo, _PICTURE) if photo else None
        shape = QPainterPath()
        shape.addRoundedRect(frame, SPACE, SPACE)
        painter.fillPath(shape, look.colour("ground"))
        if picture is not None:
            painter.setClipPath(shape)
            painter.drawPixmap(frame, picture, QRectF(picture.rect()))
            painter.setClipping(False)
        elif not photo:
            drawing = pixmap("box", "muted", 18, self._view.devicePixelRatioF())
            painter.drawPixmap(round(frame.x()) + 9, round(frame.y()) + 9, drawing)
        muted = look.colour("selected_muted" if chosen else "muted")
        left = round(frame.right()) + GAP
        line = QRect(left, rect.y() + 6, rect.right() - GAP - left, 20)
        small = look.font("small")
        painter.setFont(small)
        painter.setPen(muted)
        used = QFontMetrics(small).horizontalAdvance(row.note)
        painter.drawText(line, Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter, row.note)
        code = f"{index.row() + 1}  {row.product['code'] or ''}" if index.row() < 9 else str(row.product["code"] or "")
        mono = look.font(code=True)
        painter.setFont(mono)
        room = line.width() - (used + GAP if used else 0)
        painter.drawText(line, Qt.AlignmentFlag.AlignVCenter, QFontMetrics(mono).elidedText(code, Qt.TextElideMode.ElideRight, room))  # fmt: skip
        painter.setFont(look.font())
        painter.setPen(look.colour("text"))
        name = QFontMetrics(look.font()).elidedText(row.title, Qt.TextElideMode.ElideRight, line.width())
        painter.drawText(line.translated(0, 20), Qt.AlignmentFlag.AlignVCenter, name)
        painter.restore()

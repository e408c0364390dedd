"""One column of cards: a virtual list that is painted, dragged from and dropped on."""

from collections.abc import Sequence
from datetime import date
from typing import Any

from PySide6.QtCore import (
    QAbstractListModel,
    QByteArray,
    QMimeData,
    QModelIndex,
    QObject,
    QPersistentModelIndex,
    QRectF,
    QSize,
    Qt,
    Signal,
)
from PySide6.QtGui import (
    QDragEnterEvent,
    QDragLeaveEvent,
    QDragMoveEvent,
    QDropEvent,
    QFocusEvent,
    QKeyEvent,
    QPainter,
    QPaintEvent,
    QPen,
)
from PySide6.QtWidgets import QAbstractItemView, QFrame, QListView, QStyledItemDelegate, QStyleOptionViewItem, QWidget

from tradehouse.domain.applications import Application
from tradehouse.ui.applications.card_painting import HEIGHT, draw_card, spoken
from tradehouse.ui.theme import GAP, RADIUS, theme

Index = QModelIndex | QPersistentModelIndex
CARD_ROLE = int(Qt.ItemDataRole.UserRole)
MIME = "application/x-tradehouse-application"


class Cards(QAbstractListModel):
    """The applications of one stage; readable ones cannot be dragged."""

    def __init__(self, day: date, *, movable: bool, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.day = day
        self._movable = movable
        self._cards: Sequence[Application] = ()

    def show_cards(self, cards: Sequence[Application]) -> None:
        """Show other cards."""
        self.beginResetModel()
        self._cards = cards
        self.endResetModel()

    def card(self, row: int) -> Application | None:
        """Return the card of a row, None where there is none."""
        return self._cards[row] if 0 <= row < len(self._cards) else None

    def row_of(self, application_id: int) -> int:
        """Return the row of a card, -1 for one that is not here."""
        return next((n for n, card in enumerate(self._cards) if card.id == application_id), -1)

    def rowCount(self, parent: Index | None = None) -> int:
        return 0 if parent is not None and parent.isValid() else len(self._cards)

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        card = self.card(index.row())
        if card is None:
            return None
        if role == CARD_ROLE:
            return card
        if role in (Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.AccessibleTextRole, Qt.ItemDataRole.ToolTipRole):
            return spoken(card, self.day)
        return None

    def flags(self, index: Index) -> Qt.ItemFlag:
        usual = Qt.ItemFlag.ItemIsEnabled | Qt.ItemFlag.ItemIsSelectable
        return usual | Qt.ItemFlag.ItemIsDragEnabled if self._movable and index.isValid() else usual

    def mimeData(self, indexes: Sequence[QModelIndex]) -> QMimeData:
        held = QMimeData()
        card = self.card(indexes[0].row()) if indexes else None
        if card is not None:
            held.setData(MIME, QByteArray(str(card.id).encode()))
        return held


class CardList(QListView):
    """The cards of one column.

    Signals:
        chosen(Application): another card is the current one, or was pressed.
        opened(Application): Enter or a double click.
        dropped(id): a card of another column was let go here.
        moved(Application, step): Ctrl and an arrow are to bring the card to a column beside this one.
        left(step): an arrow goes on to a column beside this one.
    """

    chosen = Signal(object)
    opened = Signal(object)
    dropped = Signal(int)
    moved = Signal(object, int)
    left = Signal(int)

    def __init__(self, name: str, cards: Cards, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setAccessibleName(name)
        self.cards = cards
        self._target = False
        self.setModel(cards)
        self.setItemDelegate(_Cards(self))
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setProperty("pane", "ground")
        self.setUniformItemSizes(True)
        self.setSpacing(0)
        self.setMouseTracking(True)
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setDragDropMode(QAbstractItemView.DragDropMode.DragDrop)
        self.setDefaultDropAction(Qt.DropAction.MoveAction)
        self.setDropIndicatorShown(False)
        self.selectionModel().currentChanged.connect(lambda now, _before: self._tell(now))
        self.clicked.connect(self._tell)
        self.activated.connect(lambda index: self.opened.emit(index.data(CARD_ROLE)))

    def current(self) -> Application | None:
        """Return the current card."""
        return self.cards.card(self.currentIndex().row())

    def choose(self, row: int) -> None:
        """Make a card the current one; the last one where there are not so many."""
        index = self.cards.index(min(row, self.cards.rowCount() - 1), 0)
        self.setCurrentIndex(index)
        self.scrollTo(index)

    def let_go(self) -> None:
        """Have no current card."""
        self.clearSelection()
        blocked = self.selectionModel().blockSignals(True)
        self.setCurrentIndex(QModelIndex())
        self.selectionModel().blockSignals(blocked)
        self.viewport().update()

    def _tell(self, index: Index) -> None:
        card = index.data(CARD_ROLE) if index.isValid() else None
        if card is not None:
            self.chosen.emit(card)

    # --- Qt --------------------------------------------------------------------------------------------------------

    def keyPressEvent(self, event: QKeyEvent) -> None:
        step = {Qt.Key.Key_Left: -1, Qt.Key.Key_Right: 1}.get(Qt.Key(event.key()))
        card = self.current()
        if step is None:
            super().keyPressEvent(event)
        elif event.modifiers() & Qt.KeyboardModifier.ControlModifier:
            if card is not None:
                self.moved.emit(card, step)
        else:
            self.left.emit(step)

    def focusInEvent(self, event: QFocusEvent) -> None:
        super().focusInEvent(event)
        if not self.currentIndex().isValid() and self.cards.rowCount():
            self.choose(0)

    def dragEnterEvent(self, event: QDragEnterEvent) -> None:
        self._consider(event)

    def dragMoveEvent(self, event: QDragMoveEvent) -> None:
        self._consider(event)

    def dragLeaveEvent(self, event: QDragLeaveEvent) -> None:
        super().dragLeaveEvent(event)
        self._show_target(on=False)

    def dropEvent(self, event: QDropEvent) -> None:
        self._show_target(on=False)
        if event.mimeData().hasFormat(MIME) and event.source() is not self:
            # The board moves it once it is saved; the list it came from must not take it out by itself.
            event.setDropAction(Qt.DropAction.CopyAction)
            event.accept()
            self.dropped.emit(int(bytes(event.mimeData().data(MIME).data())))

    def _consider(self, event: QDragMoveEvent) -> None:
        wanted = event.mimeData().hasFormat(MIME) and event.source() is not self
        self._show_target(on=wanted)
        event.setDropAction(Qt.DropAction.MoveAction)
        event.setAccepted(wanted)

    def _show_target(self, *, on: bool) -> None:
        if self._target != on:
            self._target = on
            self.viewport().update()

    def paintEvent(self, event: QPaintEvent) -> None:
        super().paintEvent(event)
        if not self._target:
            return
        painter = QPainter(self.viewport())
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(QPen(theme().colour("accent"), 2, Qt.PenStyle.DashLine))
        painter.drawRoundedRect(QRectF(self.viewport().rect()).adjusted(2, 2, -2, -2), RADIUS, RADIUS)
        painter.end()


class _Cards(QStyledItemDelegate):
    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        view = option.widget
        if isinstance(view, CardList):
            draw_card(painter, option, index.data(CARD_ROLE), view.cards.day, focused=view.hasFocus())

    def sizeHint(self, _option: QStyleOptionViewItem, _index: Index) -> QSize:
        return QSize(0, HEIGHT + GAP)

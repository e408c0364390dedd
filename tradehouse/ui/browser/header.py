"""The heading row of a table: sorts by click, moves and sizes columns, and ticks all rows at once."""

from PySide6.QtCore import QItemSelectionModel, QPoint, QRect, Qt, Signal
from PySide6.QtGui import QMouseEvent, QPainter
from PySide6.QtWidgets import QHeaderView, QStyle, QStyleOptionButton, QWidget

from tradehouse.ui.browser.columns import MARK, PHOTO
from tradehouse.ui.browser.model import RecordModel
from tradehouse.ui.icons import pixmap
from tradehouse.ui.theme import ROW_HEIGHT

TICK = 16


class TableHeader(QHeaderView):
    """The horizontal header.

    Its selection model is its own and stays empty: painting a header asks the selection about every column, which
    takes seconds once a hundred thousand rows are selected.

    Signals:
        sort_asked(section): a heading that sorts was clicked.
        mark_clicked(): the tick box of the heading was clicked.
        chooser_asked(position): the column chooser was asked for, in global coordinates.
    """

    sort_asked = Signal(int)
    mark_clicked = Signal()
    chooser_asked = Signal(QPoint)

    def __init__(self, model: RecordModel, parent: QWidget | None = None) -> None:
        super().__init__(Qt.Orientation.Horizontal, parent)
        self._records = model
        self._mark_state = QStyle.StateFlag.State_Off
        self.setSectionsClickable(True)
        self.setSectionsMovable(True)
        self.setFirstSectionMovable(False)
        self.setHighlightSections(False)
        self.setTextElideMode(Qt.TextElideMode.ElideRight)
        self.setMinimumSectionSize(28)
        self.setResizeContentsPrecision(0)
        self.setFixedHeight(ROW_HEIGHT + 2)
        self.setDefaultAlignment(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter)
        self.setContextMenuPolicy(Qt.ContextMenuPolicy.CustomContextMenu)
        self.customContextMenuRequested.connect(self._on_menu_requested)
        self.sectionClicked.connect(self._on_section_clicked)

    def set_mark(self, selected: int, total: int) -> None:
        """Show whether none, some or all rows are selected."""
        state = QStyle.StateFlag.State_NoChange if selected else QStyle.StateFlag.State_Off
        if selected and selected == total:
            state = QStyle.StateFlag.State_On
        if state != self._mark_state:
            self._mark_state = state
            self.viewport().update()

    def keep_selection_apart(self) -> None:
        """Take a selection model of its own; to be called after the table got its one."""
        self.setSelectionModel(QItemSelectionModel(self._records, self))

    def _on_menu_requested(self, position: QPoint) -> None:
        self.chooser_asked.emit(self.mapToGlobal(position))

    def _on_section_clicked(self, section: int) -> None:
        key = self._records.columns[section].key
        if key == MARK:
            self.mark_clicked.emit()
        elif key != PHOTO:
            self.sort_asked.emit(section)

    # --- Qt --------------------------------------------------------------------------------------------------------

    def paintSection(self, painter: QPainter, rect: QRect, section: int) -> None:
        painter.save()
        super().paintSection(painter, rect, section)
        painter.restore()
        key = self._records.columns[section].key
        if key == MARK:
            option = QStyleOptionButton()
            option.rect = QRect(
                rect.x() + (rect.width() - TICK) // 2, rect.y() + (rect.height() - TICK) // 2, TICK, TICK
            )
            option.state = QStyle.StateFlag.State_Enabled | self._mark_state
            table = self.parentWidget()
            self.style().drawPrimitive(QStyle.PrimitiveElement.PE_IndicatorItemViewItemCheck, option, painter, table)
        elif key == PHOTO:
            drawing = pixmap("photo", "muted", TICK, self.devicePixelRatioF())
            painter.drawPixmap(rect.x() + (rect.width() - TICK) // 2, rect.y() + (rect.height() - TICK) // 2, drawing)

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        super().mouseMoveEvent(event)
        at = self.logicalIndexAt(event.position().toPoint())
        if at >= 0 and self._records.columns[at].fixed and not event.buttons():
            self.unsetCursor()

"""The table of a browser: rows of 30 px over a model that fetches what is looked at."""

from PySide6.QtCore import QEvent, QItemSelectionModel, QModelIndex, QPersistentModelIndex, QPoint, Qt, QTimer, Signal
from PySide6.QtGui import QKeyEvent, QKeySequence, QMouseEvent, QPaintEvent, QResizeEvent
from PySide6.QtWidgets import QAbstractItemView, QHeaderView, QTableView, QWidget

from tradehouse.domain.language import _
from tradehouse.ui.browser.cell_painting import CellPainter
from tradehouse.ui.browser.column_layout import ColumnLayout
from tradehouse.ui.browser.columns import MARK
from tradehouse.ui.browser.header import TableHeader
from tradehouse.ui.browser.model import RecordModel
from tradehouse.ui.browser.selection import selected_count
from tradehouse.ui.browser.thumbnails import Thumbnails
from tradehouse.ui.settings_store import Settings
from tradehouse.ui.theme import ROW_HEIGHT

Index = QModelIndex | QPersistentModelIndex


class RecordTable(QTableView):
    """Shows a RecordModel. The tick boxes mirror the selection; there is one selection, not two.

    Signals:
        sort_asked(key, descending): a heading was clicked.
        edit_asked(key): the current cell's field is to be edited, by F2, Enter or a double click.
        menu_asked(position): a menu for the selection, in global coordinates.
    """

    sort_asked = Signal(str, bool)
    edit_asked = Signal(str)
    menu_asked = Signal(QPoint)

    def __init__(
        self, model: RecordModel, thumbnails: Thumbnails, settings: Settings, parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self.setObjectName("table")
        self.setAccessibleName(_("Table of records"))
        self._records = model
        self.painted_rows = False
        self._sort: tuple[str, bool] = ("", False)
        self._header = TableHeader(model, self)
        self.setHorizontalHeader(self._header)
        self.setModel(model)
        self.painter_of_cells = CellPainter(model, thumbnails, self)
        self.setItemDelegate(self.painter_of_cells)
        self._set_up()
        self.layout_of_columns = ColumnLayout(self._header, model, settings)
        thumbnails.arrived.connect(self.viewport().update)
        # The scroll bar takes its room from the columns without a resize event of the table.
        self.verticalScrollBar().rangeChanged.connect(self._fit_soon)
        self._header.sort_asked.connect(self._on_sort_asked)
        self._header.mark_clicked.connect(self._on_mark_clicked)
        self._header.chooser_asked.connect(self._on_chooser_asked)
        self.doubleClicked.connect(self._on_double_clicked)
        self.customContextMenuRequested.connect(self._on_menu_requested)

    def _set_up(self) -> None:
        vertical = self.verticalHeader()
        vertical.setSectionResizeMode(QHeaderView.ResizeMode.Fixed)
        vertical.setMinimumSectionSize(ROW_HEIGHT)
        vertical.setDefaultSectionSize(ROW_HEIGHT)
        vertical.hide()
        self.setShowGrid(False)
        self.setWordWrap(False)
        self.setMouseTracking(True)
        self.setCornerButtonEnabled(False)
        self.setFrameShape(QTableView.Shape.NoFrame)
        self.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
        self.setSelectionMode(QAbstractItemView.SelectionMode.ExtendedSelection)
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setHorizontalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.verticalScrollBar().setSingleStep(ROW_HEIGHT)
        self.setContextMenuPolicy(Qt.ContextMenuPolicy.CustomContextMenu)
        self.setTabKeyNavigation(False)

    def show_sort(self, key: str, descending: bool) -> None:
        """Show by which column the rows are sorted; "" for the order of the kind itself."""
        self._sort = (key, descending)
        self._header.setSortIndicatorShown(bool(key))
        if key:
            order = Qt.SortOrder.DescendingOrder if descending else Qt.SortOrder.AscendingOrder
            self._header.setSortIndicator(self._records.column_of(key), order)

    def _fit_soon(self) -> None:
        QTimer.singleShot(0, self, self._fit)

    def _fit(self) -> None:
        self.layout_of_columns.fit(self.viewport().width())

    def _on_sort_asked(self, section: int) -> None:
        key = self._records.columns[section].key
        descending = self._sort == (key, False)
        self.sort_asked.emit(key, descending)

    def _on_mark_clicked(self) -> None:
        if selected_count(self.selectionModel()) == self._records.rowCount():
            self.clearSelection()
        else:
            self.selectAll()

    def _on_chooser_asked(self, position: QPoint) -> None:
        self.layout_of_columns.choose(self, position)

    def _on_double_clicked(self, index: QModelIndex) -> None:
        column = self._records.columns[index.column()]
        if not column.fixed:
            self.edit_asked.emit(column.key)

    def _on_menu_requested(self, position: QPoint) -> None:
        self.menu_asked.emit(self.viewport().mapToGlobal(position))

    def _hover(self, row: int) -> None:
        before = self.painter_of_cells.hovered_row
        if row == before:
            return
        self.painter_of_cells.hovered_row = row
        width = self.viewport().width()
        for changed in (before, row):
            if changed >= 0:
                self.viewport().update(0, self.rowViewportPosition(changed), width, ROW_HEIGHT)

    # --- Qt --------------------------------------------------------------------------------------------------------

    def setSelectionModel(self, selection: QItemSelectionModel) -> None:  # noqa: N802
        super().setSelectionModel(selection)
        self._header.keep_selection_apart()
        self.verticalHeader().setSelectionModel(QItemSelectionModel(self._records, self.verticalHeader()))
        selection.selectionChanged.connect(self._show_mark)
        self._records.modelReset.connect(self._show_mark)

    def _show_mark(self) -> None:
        self._header.set_mark(selected_count(self.selectionModel()), self._records.rowCount())

    def selectionCommand(  # noqa: N802
        self, index: Index, event: QEvent | None = None
    ) -> QItemSelectionModel.SelectionFlag:
        if index.isValid() and isinstance(event, QMouseEvent) and self._records.columns[index.column()].key == MARK:
            plain = event.modifiers() == Qt.KeyboardModifier.NoModifier
            if plain and event.type() == QEvent.Type.MouseButtonPress and event.button() == Qt.MouseButton.LeftButton:
                flags = QItemSelectionModel.SelectionFlag
                return flags.Toggle | flags.Rows
            if plain:
                return QItemSelectionModel.SelectionFlag.NoUpdate
        return super().selectionCommand(index, event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.matches(QKeySequence.StandardKey.Copy):
            event.ignore()  # the window copies with headings
            return
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter, Qt.Key.Key_F2) and self.currentIndex().isValid():
            column = self._records.columns[self.currentIndex().column()]
            self.edit_asked.emit("" if column.fixed else column.key)
            return
        super().keyPressEvent(event)

    def keyboardSearch(self, _text: str) -> None:  # noqa: N802
        """Typing in the table does nothing: the search box is one Ctrl+F away and looks everywhere."""

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        super().mouseMoveEvent(event)
        self._hover(self.rowAt(event.position().toPoint().y()))

    def leaveEvent(self, event: QEvent) -> None:
        super().leaveEvent(event)
        self._hover(-1)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._fit()

    def paintEvent(self, event: QPaintEvent) -> None:
        super().paintEvent(event)
        self.painted_rows = self.painted_rows or self._records.rowCount() > 0

"""Third page: the row with the column headings, shown in the sheet and changed with a click."""

from typing import Any

from PySide6.QtCore import QAbstractTableModel, QModelIndex, QObject, QPersistentModelIndex, Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QAbstractItemView, QHeaderView, QTableView, QWidget

from tradehouse.domain.language import _
from tradehouse.exchange.columns import column_letter
from tradehouse.services.importing.inspecting import SheetView
from tradehouse.ui.importing.choices import Choices, SheetChoice
from tradehouse.ui.importing.sheet_picker import SheetPicker
from tradehouse.ui.importing.step import Step
from tradehouse.ui.kit.caution import Caution
from tradehouse.ui.kit.labels import label
from tradehouse.ui.theme import ROW_HEIGHT, theme

Index = QModelIndex | QPersistentModelIndex
WIDTH = 130


class HeaderStep(Step):
    """Emits header_chosen(SheetChoice) after a row was clicked: the sheet is to be looked at again."""

    header_chosen = Signal(object)

    def __init__(self, choices: Choices, parent: QWidget | None = None) -> None:
        super().__init__(
            "step_header",
            _("Which row has the column headings? Click it if another one is right. Rows above it are not imported."),
            parent,
        )
        self._choices = choices
        self.picker = SheetPicker()
        self.picker.picked.connect(self._show)
        self._told = label("", "strong")
        self._missing = Caution()
        self._model = _Grid(self)
        self.grid = _GridView()
        self.grid.setModel(self._model)
        self.grid.row_chosen.connect(self._choose)
        self.column.addWidget(self.picker)
        self.column.addWidget(self._told)
        self.column.addWidget(self._missing)
        self.column.addWidget(self.grid, 1)

    def enter(self) -> None:
        self.picker.show_sheets(self._choices.taken())
        choice = self.picker.current()
        if choice is not None:
            self._show(choice)

    def can_go_on(self) -> bool:
        return all(choice.view.header_row for choice in self._choices.taken())

    def problem(self) -> str:
        lacking = next((choice for choice in self._choices.taken() if not choice.view.header_row), None)
        if lacking is None:
            return ""
        return _('Click the row with the headings of the sheet "{sheet}".').format(sheet=lacking.view.sheet)

    def _show(self, choice: SheetChoice) -> None:
        view = choice.view
        self._model.show_view(view)
        if view.header_row:
            self._told.setText(_("Row {row} has the headings.").format(row=view.header_row))
        else:
            self._told.setText(_("No row with headings was recognised. Click the one that has them."))
        self._missing.say(str(view.reason) if view.reason is not None and view.header_row else "")
        self.grid.setCurrentIndex(self._model.index(max(0, view.header_row - view.first_row), 0))
        self.changed.emit()

    def _choose(self, row: int) -> None:
        choice = self.picker.current()
        if choice is None or not 0 <= row < len(choice.view.grid):
            return
        wanted = choice.view.first_row + row
        if wanted != choice.view.header_row:
            choice.header = wanted
            choice.mapping, choice.factors, choice.decided = None, {}, set()
            self.header_chosen.emit(choice)


class _Grid(QAbstractTableModel):
    def __init__(self, parent: QObject) -> None:
        super().__init__(parent)
        self._view: SheetView | None = None

    def show_view(self, view: SheetView) -> None:
        self.beginResetModel()
        self._view = view
        self.endResetModel()

    def rowCount(self, parent: Index | None = None) -> int:
        return 0 if self._view is None or (parent is not None and parent.isValid()) else len(self._view.grid)

    def columnCount(self, _parent: Index | None = None) -> int:
        return max((len(row) for row in self._view.grid), default=0) if self._view is not None else 0

    def headerData(self, section: int, orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        if self._view is None or role != Qt.ItemDataRole.DisplayRole:
            return None
        if orientation == Qt.Orientation.Horizontal:
            return column_letter(section + self._view.first_column)
        return str(section + self._view.first_row)

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        view = self._view
        if view is None:
            return None
        row = view.grid[index.row()]
        place = self._place(index.row())
        match role:
            case Qt.ItemDataRole.DisplayRole | Qt.ItemDataRole.ToolTipRole:
                return row[index.column()] if index.column() < len(row) else ""
            case Qt.ItemDataRole.BackgroundRole if place == "header":
                return theme().colour("selection")
            case Qt.ItemDataRole.ForegroundRole:
                return theme().colour("muted" if place == "above" else "accent" if place == "header" else "text")
            case Qt.ItemDataRole.FontRole if place == "header":
                return theme().font("strong")
            case Qt.ItemDataRole.AccessibleDescriptionRole if place == "header":
                return _("Column heading")
        return None

    def _place(self, row: int) -> str:
        if self._view is None or not self._view.header_row:
            return "body"
        offset = row + self._view.first_row - self._view.header_row
        return "above" if offset < 0 else "header" if offset < self._view.header_height else "body"


class _GridView(QTableView):
    row_chosen = Signal(int)

    def __init__(self) -> None:
        super().__init__()
        self.setAccessibleName(_("First rows of the sheet"))
        self.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
        self.setSelectionMode(QAbstractItemView.SelectionMode.NoSelection)
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.setWordWrap(False)
        self.setTabKeyNavigation(False)
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        self.verticalHeader().setDefaultSectionSize(ROW_HEIGHT - 2)
        self.verticalHeader().setSectionResizeMode(QHeaderView.ResizeMode.Fixed)
        self.verticalHeader().setHighlightSections(False)
        self.horizontalHeader().setDefaultSectionSize(WIDTH)
        self.horizontalHeader().setHighlightSections(False)
        self.verticalHeader().sectionClicked.connect(self.row_chosen)
        self.clicked.connect(lambda index: self.row_chosen.emit(index.row()))

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Space:
            self.row_chosen.emit(self.currentIndex().row())
        else:
            super().keyPressEvent(event)

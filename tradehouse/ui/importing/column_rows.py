"""The columns of a sheet one below the other."""

from collections import deque

from PySide6.QtCore import Qt, QTimer, Signal
from PySide6.QtWidgets import QComboBox, QGridLayout, QScrollArea, QVBoxLayout, QWidget

from tradehouse.domain.language import _
from tradehouse.ui.importing.column_row import HEADING, ColumnRow
from tradehouse.ui.importing.field_options import field_options
from tradehouse.ui.importing.sheet_choice import SheetChoice
from tradehouse.ui.kit.labels import hairline, label
from tradehouse.ui.kit.search_combo import OptionModel, SearchCombo
from tradehouse.ui.theme import PANEL, SPACE

SLICE = 2


class ColumnRows(QWidget):
    """Shows the columns of one sheet. decided() is emitted after a choice."""

    decided = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._options = OptionModel(field_options(), self)
        self._choice: SheetChoice | None = None
        self._only_doubtful = False
        self._rows: list[ColumnRow] = []
        self._waiting: deque[str] = deque()
        self._grid: QGridLayout | None = None
        self.area = QScrollArea()
        self.area.setWidgetResizable(True)
        self.area.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.area.setProperty("pane", "surface")
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(self.area, 1)
        self.setProperty("pane", "card")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)

    def show_choice(self, choice: SheetChoice) -> None:
        """Show the columns of a sheet as they are decided."""
        self._choice = choice
        self._rows = []
        content = QWidget()
        grid = QGridLayout(content)
        grid.setContentsMargins(PANEL, SPACE, PANEL, SPACE)
        grid.setHorizontalSpacing(PANEL)
        grid.setVerticalSpacing(SPACE)
        grid.setColumnMinimumWidth(0, HEADING)
        grid.setColumnStretch(1, 1)
        grid.setAlignment(Qt.AlignmentFlag.AlignTop)
        for place, words in enumerate((_("Column"), _("Values"), _("Taken as"), "", _("Numbers are in"), "")):
            grid.addWidget(label(words, "muted"), 0, place)
        grid.addWidget(hairline(), 1, 0, 1, 6)
        self._grid = grid
        self._waiting = deque(column.key for column in choice.view.columns)
        self.area.setWidget(content)
        self._build_some()

    def show_view(self, choice: SheetChoice) -> None:
        """Show a sheet that was looked at again, without a change of place or focus where its columns are the same."""
        columns = {column.key: column for column in choice.view.columns}
        if choice is not self._choice or set(columns) != {*(row.column.key for row in self._rows), *self._waiting}:
            self.show_choice(choice)
            return
        for row in self._rows:
            row.show_column(columns[row.column.key])

    def show_only_doubtful(self, *, only: bool) -> None:
        """Show the columns that somebody should look at, or all."""
        self._only_doubtful = only
        self._filter()

    def row_of(self, key: str) -> ColumnRow:
        """Return the row of a column. Raises StopIteration for a key that is not there."""
        while key in self._waiting:
            self._build(self._waiting.popleft())
        return next(row for row in self._rows if row.column.key == key)

    def combo_of(self, key: str) -> SearchCombo:
        """Return the field combo of a column. Raises StopIteration for a key that is not there."""
        return self.row_of(key).combo

    def factor_of(self, key: str) -> QComboBox:
        """Return the combo of what a column's numbers are in. Raises StopIteration."""
        return self.row_of(key).factor

    def _build_some(self) -> None:
        """Make a few rows, then let the window breathe: a sheet may have a hundred columns."""
        for _turn in range(min(SLICE, len(self._waiting))):
            self._build(self._waiting.popleft())
        if self._waiting:
            QTimer.singleShot(0, self, self._build_some)

    def _build(self, key: str) -> None:
        choice, grid = self._choice, self._grid
        column = next((c for c in choice.view.columns if c.key == key), None) if choice is not None else None
        if choice is None or grid is None or column is None:
            return
        row = ColumnRow(choice, column, self._options, self)
        row.place(grid, 2 * len(self._rows) + 2)
        row.decided.connect(self._decided)
        self._rows.append(row)
        row.set_shown(self._shows(row))

    def _shows(self, row: ColumnRow) -> bool:
        return not self._only_doubtful or row.was_doubtful

    def _decided(self, by: ColumnRow) -> None:
        for row in self._rows:
            if row is not by:
                row.tell_loser("")
            row.refresh()
        self.decided.emit()

    def _filter(self) -> None:
        for row in self._rows:
            row.set_shown(self._shows(row))

"""The columns of a sheet one below the other."""

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QComboBox, QGridLayout, QScrollArea, QVBoxLayout, QWidget

from tradehouse.domain.language import _
from tradehouse.ui.importing.column_row import HEADING, ColumnRow
from tradehouse.ui.importing.field_options import field_options
from tradehouse.ui.importing.sheet_choice import SheetChoice
from tradehouse.ui.kit.labels import hairline, label
from tradehouse.ui.kit.search_combo import OptionModel, SearchCombo
from tradehouse.ui.theme import PANEL, SPACE


class ColumnRows(QWidget):
    """Shows the columns of one sheet. decided() is emitted after a choice."""

    decided = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._options = OptionModel(field_options(), self)
        self._choice: SheetChoice | None = None
        self._only_doubtful = False
        self._rows: list[ColumnRow] = []
        content = QWidget()
        self._grid = QGridLayout(content)
        self._grid.setContentsMargins(PANEL, SPACE, PANEL, SPACE)
        self._grid.setHorizontalSpacing(PANEL)
        self._grid.setVerticalSpacing(SPACE)
        self._grid.setColumnMinimumWidth(0, HEADING)
        self._grid.setColumnStretch(1, 1)
        self._grid.setAlignment(Qt.AlignmentFlag.AlignTop)
        self.area = QScrollArea()
        self.area.setWidgetResizable(True)
        self.area.setWidget(content)
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
        self._clear()
        for place, words in enumerate((_("Column"), _("Values"), _("Taken as"), "", _("Numbers are in"), "")):
            self._grid.addWidget(label(words, "muted"), 0, place)
        self._grid.addWidget(hairline(), 1, 0, 1, 6)
        for number, column in enumerate(choice.view.columns):
            row = ColumnRow(choice, column, self._options, self)
            row.place(self._grid, 2 * number + 2)
            row.decided.connect(self._decided)
            self._rows.append(row)
        self._filter()

    def show_view(self, choice: SheetChoice) -> None:
        """Show a sheet that was looked at again, without a change of place or focus where its columns are the same."""
        columns = {column.key: column for column in choice.view.columns}
        if choice is not self._choice or set(columns) != {row.column.key for row in self._rows}:
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
        return next(row for row in self._rows if row.column.key == key)

    def combo_of(self, key: str) -> SearchCombo:
        """Return the field combo of a column. Raises StopIteration for a key that is not there."""
        return self.row_of(key).combo

    def factor_of(self, key: str) -> QComboBox:
        """Return the combo of what a column's numbers are in. Raises StopIteration."""
        return self.row_of(key).factor

    def _decided(self, by: ColumnRow) -> None:
        for row in self._rows:
            if row is not by:
                row.tell_loser("")
            row.refresh()
        self.decided.emit()

    def _filter(self) -> None:
        for row in self._rows:
            row.set_shown(not self._only_doubtful or row.was_doubtful)

    def _clear(self) -> None:
        for row in self._rows:
            row.deleteLater()
        self._rows.clear()
        while (item := self._grid.takeAt(0)) is not None:
            old = item.widget()
            if old is not None:
                old.hide()
                old.setParent(None)
                old.deleteLater()

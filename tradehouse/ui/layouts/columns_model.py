"""The columns of a list as somebody arranges them: shown or not, in which order, under which headings, how wide."""

from collections.abc import Mapping, Sequence
from dataclasses import replace
from typing import Any, Final

from PySide6.QtCore import (
    QAbstractTableModel,
    QByteArray,
    QMimeData,
    QModelIndex,
    QObject,
    QPersistentModelIndex,
    Qt,
    Signal,
)

from tradehouse.domain.cells import Unreadable
from tradehouse.domain.display import show_number
from tradehouse.domain.language import Message, _, current_language
from tradehouse.domain.layout_copies import LONGEST_HEADING, NARROWEST, WIDEST, ColumnChoice
from tradehouse.domain.numbers import number_from_cell
from tradehouse.exchange.layouts import PLACEHOLDER, Words

Index = QModelIndex | QPersistentModelIndex
NAME, INDONESIAN, ENGLISH, WIDTH = range(4)
_LANGUAGES: Final = {INDONESIAN: "id", ENGLISH: "en"}
_MIME: Final = "application/x-tradehouse-column"
NEW_LINE: Final = " | "


class ColumnsModel(QAbstractTableModel):
    """One row per column of the sheet. changed() follows every change, refused(why) one that cannot be."""

    changed = Signal()
    refused = Signal(str)

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._choices: list[ColumnChoice] = []
        self._usual: Mapping[str, ColumnChoice] = {}
        self._needed: Mapping[str, Message] = {}
        self._heads = (_("Column"), _("Heading (Indonesian)"), _("Heading (English)"), _("Width"))

    def show(
        self, choices: Sequence[ColumnChoice], usual: Sequence[ColumnChoice], needed: Mapping[str, Message]
    ) -> None:
        """Show columns; usual are those of the shipped layout, needed those that cannot be left out and why."""
        self.beginResetModel()
        self._choices = list(choices)
        self._usual = {choice.key: choice for choice in usual}
        self._needed = needed
        self.endResetModel()
        self.changed.emit()

    def choices(self) -> tuple[ColumnChoice, ...]:
        """Return the columns as a copy keeps them: only what differs from the shipped ones."""
        return tuple(_different(c, self._usual.get(c.key)) for c in self._choices if c.shown or c.key in self._usual)

    def row_of(self, key: str) -> int:
        """Return the row of a column, -1 for one that is not there."""
        return next((row for row, choice in enumerate(self._choices) if choice.key == key), -1)

    def add(self, choice: ColumnChoice, row: int) -> None:
        """Put a column in before a row."""
        self.beginInsertRows(QModelIndex(), row, row)
        self._choices.insert(row, choice)
        self.endInsertRows()
        self.changed.emit()

    def set_width(self, row: int, width: float) -> None:
        """Give a column another width, in characters."""
        self.setData(self.index(row, WIDTH), show_number(width))

    def move(self, row: int, to: int) -> bool:
        """Let a column stand before the row `to`; return whether it moved."""
        if not (0 <= row < len(self._choices) and 0 <= to <= len(self._choices)) or to in (row, row + 1):
            return False
        self.beginMoveRows(QModelIndex(), row, row, QModelIndex(), to)
        choice = self._choices.pop(row)
        self._choices.insert(to if to < row else to - 1, choice)
        self.endMoveRows()
        self.changed.emit()
        return True

    # --- Qt's questions ----------------------------------------------------------------------------------------------

    def rowCount(self, parent: Index | None = None) -> int:  # noqa: ARG002
        return len(self._choices)

    def columnCount(self, parent: Index | None = None) -> int:  # noqa: ARG002
        return len(self._heads)

    def headerData(self, section: int, orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        if orientation == Qt.Orientation.Horizontal and role == Qt.ItemDataRole.DisplayRole:
            return self._heads[section]
        if role == Qt.ItemDataRole.TextAlignmentRole and section == WIDTH:
            return int(Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter)
        return None

    def flags(self, index: Index) -> Qt.ItemFlag:
        found = Qt.ItemFlag.ItemIsEnabled | Qt.ItemFlag.ItemIsSelectable | Qt.ItemFlag.ItemIsDragEnabled
        if not index.isValid():
            return Qt.ItemFlag.ItemIsDropEnabled
        return found | (Qt.ItemFlag.ItemIsUserCheckable if index.column() == NAME else Qt.ItemFlag.ItemIsEditable)

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        choice, column = self._choices[index.row()], index.column()
        match role:
            case Qt.ItemDataRole.DisplayRole | Qt.ItemDataRole.EditRole:
                return self._text(choice, column)
            case Qt.ItemDataRole.CheckStateRole if column == NAME:
                return Qt.CheckState.Checked if choice.shown else Qt.CheckState.Unchecked
            case Qt.ItemDataRole.TextAlignmentRole if column == WIDTH:
                return int(Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter)
            case Qt.ItemDataRole.ToolTipRole:
                return _tip(column, self._needed.get(choice.key))
        return None

    def setData(self, index: Index, value: Any, role: int = Qt.ItemDataRole.EditRole) -> bool:  # noqa: N802
        choice = self._choices[index.row()]
        if role == Qt.ItemDataRole.CheckStateRole:
            changed = self._checked(choice, on=Qt.CheckState(value) == Qt.CheckState.Checked)
        elif role == Qt.ItemDataRole.EditRole and index.column() == WIDTH:
            changed = self._widened(choice, str(value))
        elif role == Qt.ItemDataRole.EditRole and index.column() in _LANGUAGES:
            changed = _renamed(choice, self._usual.get(choice.key), _LANGUAGES[index.column()], str(value))
        else:
            return False
        if changed is None or changed == choice:
            return False
        self._choices[index.row()] = changed
        row = index.row()
        self.dataChanged.emit(self.index(row, 0), self.index(row, WIDTH))
        self.changed.emit()
        return True

    def supportedDropActions(self) -> Qt.DropAction:
        return Qt.DropAction.MoveAction

    def mimeTypes(self) -> list[str]:
        return [_MIME]

    def mimeData(self, indexes: Sequence[QModelIndex]) -> QMimeData:
        data = QMimeData()
        data.setData(_MIME, QByteArray(str(indexes[0].row()).encode()))
        return data

    def dropMimeData(self, data: QMimeData, action: Qt.DropAction, row: int, column: int, parent: Index) -> bool:  # noqa: ARG002
        if not data.hasFormat(_MIME):
            return False
        to = row if row >= 0 else parent.row() if parent.isValid() else len(self._choices)
        self.move(int(bytes(data.data(_MIME).data()).decode()), to)
        return False  # the view would take the old row out a second time

    # --- parts -------------------------------------------------------------------------------------------------------

    def _text(self, choice: ColumnChoice, column: int) -> str:
        if column == NAME:
            usual = self._usual.get(choice.key, choice)
            return " ".join(PLACEHOLDER.sub("", Words(usual.heading).text(current_language())).split()).replace(
                "()", ""
            )
        if column == WIDTH:
            return show_number(choice.width or 0)
        language = _LANGUAGES[column]
        text = choice.heading.get(language) or Words(choice.heading).text(language)
        return text.replace("\n", NEW_LINE)

    def _checked(self, choice: ColumnChoice, *, on: bool) -> ColumnChoice | None:
        if not on and choice.key in self._needed:
            name = self._text(choice, NAME)
            self.refused.emit(
                _("“{column}” cannot be left out. {reason}").format(column=name, reason=self._needed[choice.key])
            )
            return None
        return replace(choice, shown=on)

    def _widened(self, choice: ColumnChoice, text: str) -> ColumnChoice | None:
        try:
            width = float(number_from_cell(text))
        except Unreadable:
            width = 0.0
        if not NARROWEST <= width <= WIDEST:
            self.refused.emit(
                _("A column can be {least} to {most} characters wide.").format(least=int(NARROWEST), most=int(WIDEST))
            )
            return None
        return replace(choice, width=width)


def _tip(column: int, needed: Message | None) -> str | None:
    if needed is not None and column == NAME:
        return _("Cannot be left out. {reason}").format(reason=needed)
    if column in _LANGUAGES:
        return _("“|” begins a new line; words in braces, such as {example}, are filled in.").format(
            example="{currency}"
        )
    return None


def _renamed(choice: ColumnChoice, usual: ColumnChoice | None, language: str, text: str) -> ColumnChoice:
    """Return a column under another heading; where nothing is said, under its usual one."""
    lines = [" ".join(part.split()) for part in text.split("|")]
    clean = "\n".join(line for line in lines if line)[:LONGEST_HEADING]
    if not clean and usual is not None:
        clean = Words(usual.heading).text(language)
    return replace(choice, heading={**choice.heading, language: clean})


def _different(choice: ColumnChoice, usual: ColumnChoice | None) -> ColumnChoice:
    """Return a column with only what differs from its usual form."""
    if usual is None:
        return choice
    known = Words(usual.heading)
    heading = {code: text for code, text in choice.heading.items() if text and text != known.text(code)}
    return replace(choice, heading=heading, width=None if choice.width == usual.width else choice.width)

"""A list to choose from that one can also type in: what fits anywhere in a label is offered."""

from collections.abc import Sequence
from dataclasses import dataclass

from PySide6.QtCore import QModelIndex, QObject, QPersistentModelIndex, QSortFilterProxyModel, Qt, Signal
from PySide6.QtGui import QFocusEvent, QKeyEvent, QStandardItem, QStandardItemModel, QWheelEvent
from PySide6.QtWidgets import QComboBox, QCompleter, QLineEdit, QWidget

from tradehouse.domain.text import fold
from tradehouse.ui.theme import theme

KEY_ROLE = int(Qt.ItemDataRole.UserRole)
WORDS_ROLE = KEY_ROLE + 1


@dataclass(frozen=True, slots=True)
class Option:
    """Something to choose: its key, what people call it, and other words that find it."""

    key: str
    label: str
    words: str = ""


@dataclass(frozen=True, slots=True)
class OptionGroup:
    """Options under a heading; "" shows none."""

    title: str
    options: tuple[Option, ...]


class OptionModel(QStandardItemModel):
    """Options in groups; several combos may share one."""

    def __init__(self, groups: Sequence[OptionGroup], parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._rows: dict[str, int] = {}
        for group in groups:
            if group.title:
                self._head(group.title)
            for option in group.options:
                item = QStandardItem(option.label)
                item.setData(option.key, KEY_ROLE)
                item.setData(fold(f"{option.label} {option.words} {group.title}"), WORDS_ROLE)
                self._rows[option.key] = self.rowCount()
                self.appendRow(item)

    def row_of(self, key: str) -> int:
        """Return the row of a key, -1 for one that is not offered."""
        return self._rows.get(key, -1)

    def _head(self, title: str) -> None:
        item = QStandardItem(title)
        item.setFlags(Qt.ItemFlag.NoItemFlags)
        item.setFont(theme().font("small"))
        item.setData("", WORDS_ROLE)
        self.appendRow(item)


class SearchCombo(QComboBox):
    """Emits picked(key) when a person chooses. Text that fits nothing goes back to the last choice when left."""

    picked = Signal(str)

    def __init__(self, name: str, model: OptionModel, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setAccessibleName(name)
        self.setEditable(True)
        self._line = QLineEdit()
        self.setLineEdit(self._line)
        self.setInsertPolicy(QComboBox.InsertPolicy.NoInsert)
        self.setMaxVisibleItems(14)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon)
        self.setMinimumContentsLength(12)
        self._options = model
        self._chosen = ""
        self.setModel(model)
        self._fitting: _Fitting | None = None
        self.activated.connect(self._activated)

    def choose(self, key: str) -> None:
        """Show a choice without telling anybody; an unknown key shows none."""
        self._chosen = key
        row = self._options.row_of(key)
        self.setCurrentIndex(row)
        if row < 0:
            self.setEditText("")
        self._line.setCursorPosition(0)

    def chosen(self) -> str:
        """Return the key of the choice, "" where there is none."""
        return self._chosen

    def show_options(self, model: OptionModel) -> None:
        """Offer other options; nothing is chosen then."""
        self._options = model
        self.setModel(model)
        if self._fitting is not None:
            self._fitting.setSourceModel(model)
        self.choose("")

    def set_hint(self, words: str) -> None:
        """Say what stands in it while nothing is chosen."""
        self._line.setPlaceholderText(words)

    def wheelEvent(self, event: QWheelEvent) -> None:
        # In a list that scrolls, the wheel belongs to the list.
        event.ignore()

    def focusInEvent(self, event: QFocusEvent) -> None:
        self._complete()
        super().focusInEvent(event)
        if event.reason() != Qt.FocusReason.PopupFocusReason:
            self._line.selectAll()

    def focusOutEvent(self, event: QFocusEvent) -> None:
        super().focusOutEvent(event)
        if event.reason() != Qt.FocusReason.PopupFocusReason:
            self._settle()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter) and self._typed():
            self._settle()
            return
        super().keyPressEvent(event)

    def _complete(self) -> "_Fitting":
        """Make the completer when it is first needed: a page may have a hundred of these."""
        if self._fitting is None:
            self._fitting = _Fitting(self)
            self._fitting.setSourceModel(self._options)
            completer = QCompleter(self._fitting, self)
            completer.setCompletionMode(QCompleter.CompletionMode.UnfilteredPopupCompletion)
            completer.setMaxVisibleItems(12)
            completer.activated.connect(self._completed)
            self.setCompleter(completer)
            self._line.textEdited.connect(self._fitting.look_for)
        return self._fitting

    def _typed(self) -> bool:
        return self._line.text() != self.itemText(self._options.row_of(self._chosen))

    def _settle(self) -> None:
        """Take the best fit of what was typed, else go back."""
        if self._typed():
            text = fold(self._line.text())
            fitting = self._complete()
            fitting.look_for(self._line.text())
            first = fitting.index(0, 0)
            if text and first.isValid():
                self._take(str(first.data(KEY_ROLE)))
            else:
                self.choose(self._chosen)

    def _completed(self, text: str) -> None:
        # Labels of one list differ from each other: the text tells which it is.
        self._activated(self.findText(text, Qt.MatchFlag.MatchExactly))

    def _activated(self, row: int) -> None:
        key = self.itemData(row, KEY_ROLE)
        if key is not None:
            self._take(str(key))

    def _take(self, key: str) -> None:
        before = self._chosen
        self.choose(key)
        if key != before:
            self.picked.emit(key)


class _Fitting(QSortFilterProxyModel):
    def __init__(self, parent: QObject) -> None:
        super().__init__(parent)
        self._wanted: list[str] = []

    def look_for(self, text: str) -> None:
        """Keep what has all the words of a text; what begins with it comes first."""
        self._wanted = fold(text).split()
        self.invalidate()

    def filterAcceptsRow(self, row: int, parent: QModelIndex | QPersistentModelIndex) -> bool:  # noqa: N802
        words = self.sourceModel().index(row, 0, parent).data(WORDS_ROLE)
        return bool(words) and all(wanted in words for wanted in self._wanted)

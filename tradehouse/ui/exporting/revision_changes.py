"""What the next revision of an offer would change, line by line."""

from collections.abc import Sequence
from typing import Any

from PySide6.QtCore import QModelIndex, QObject, QPersistentModelIndex, Qt
from PySide6.QtWidgets import QStackedWidget, QVBoxLayout, QWidget

from tradehouse.domain.display import show_number
from tradehouse.domain.language import N_, _, ngettext
from tradehouse.domain.offer_changes import LineChange
from tradehouse.domain.offers import OfferLine
from tradehouse.ui.kit.empty import EmptyState
from tradehouse.ui.kit.labels import label
from tradehouse.ui.kit.plain_table import RIGHT, PlainModel, PlainTable
from tradehouse.ui.theme import GAP, theme

Index = QModelIndex | QPersistentModelIndex
BEFORE, NOW, WHAT = 2, 3, 4


class RevisionChanges(QWidget):
    """Articles whose prices or conditions differ, new ones and those that are gone."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("revision_changes")
        self._count = label("", "strong")
        self._model = _Changes(self)
        self.table = PlainTable(_("What changes"))
        self.table.setModel(self._model)
        self.table.set_widths((92, 180, 88, 88, 160), stretch=WHAT)
        self._nothing = EmptyState()
        self._stack = QStackedWidget()
        self._stack.addWidget(self._nothing)
        self._stack.addWidget(self.table)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(GAP)
        column.addWidget(self._count)
        column.addWidget(self._stack, 1)
        self._nothing.show_state("loading", "loader", _("Looking at the products…"))

    def show_changes(self, changes: Sequence[LineChange]) -> None:
        """Show what differs from the offer."""
        words = ngettext("{n} article differs from the offer", "{n} articles differ from the offer", len(changes))
        self._count.setText(words.format(n=show_number(len(changes))))
        self._model.show_changes(changes)
        self._stack.setCurrentIndex(1 if changes else 0)
        if not changes:
            sentence = _("Prices and conditions would be the same as before.")
            self._nothing.show_state("empty", "check-circle", _("Nothing changes"), sentence)


class _Changes(PlainModel):
    headings = (N_("Code"), N_("Product"), N_("Before"), N_("Now"), N_("What changes"))
    figures = (BEFORE, NOW)

    def __init__(self, parent: QObject) -> None:
        super().__init__(parent)
        self._changes: Sequence[LineChange] = ()

    def show_changes(self, changes: Sequence[LineChange]) -> None:
        self.beginResetModel()
        self._changes = changes
        self.endResetModel()

    def count(self) -> int:
        return len(self._changes)

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        change, column = self._changes[index.row()], index.column()
        match role:
            case Qt.ItemDataRole.DisplayRole | Qt.ItemDataRole.ToolTipRole:
                what = "  ·  ".join(str(message) for message in change.messages)
                prices = [_price(line) for line in (change.before, change.after)]
                return (change.line.code, change.line.name, *prices, what)[column]
            case Qt.ItemDataRole.TextAlignmentRole if column in (BEFORE, NOW):
                return RIGHT
            case Qt.ItemDataRole.FontRole:
                return theme().font(code=column == 0, tabular=column in (BEFORE, NOW))
        return None


def _price(line: OfferLine | None) -> str:
    return "" if line is None or line.price is None else show_number(line.price, places=2)

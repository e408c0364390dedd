"""What a showcase came to, article by article, as it was read from the list that came back."""

from collections.abc import Sequence
from typing import Any

from PySide6.QtCore import QModelIndex, QObject, QPersistentModelIndex, Qt
from PySide6.QtWidgets import QVBoxLayout, QWidget

from tradehouse.domain.display import show_money, show_number
from tradehouse.domain.language import N_, _
from tradehouse.domain.offers import OfferLine
from tradehouse.domain.showcases import ShowcaseResult, showcase_totals
from tradehouse.ui.kit.labels import label
from tradehouse.ui.kit.plain_table import RIGHT, PlainModel, PlainTable
from tradehouse.ui.theme import GAP, ROW_HEIGHT, theme

Index = QModelIndex | QPersistentModelIndex
Results = Sequence[tuple[OfferLine, ShowcaseResult]]
TALLEST = 10  # rows that are shown without scrolling


class ShowcaseTable(QWidget):
    """Brought, sold and left of each article, with their sums above."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("showcase_results")
        self._sums = label("", "small", wrap=True)
        self._model = _Results(self)
        self.table = PlainTable(_("Showcase results"))
        self.table.setModel(self._model)
        self.table.set_widths((84, 120, 68, 64, 52), stretch=1)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(GAP)
        for widget in (label(_("Showcase results"), "strong"), self._sums, self.table):
            column.addWidget(widget)

    def show_results(self, results: Results, currency: str) -> None:
        """Show what is kept of the articles of a list."""
        sums = showcase_totals(results)
        share = "–" if sums.sell_through is None else f"{show_number(sums.sell_through * 100, places=1)} %"
        words = _("{brought} brought, {sold} sold ({share}), {left} left; sold for {currency} {value}")
        self._sums.setText(
            words.format(
                brought=show_number(sums.brought),
                sold=show_number(sums.sold),
                left=show_number(sums.left),
                share=share,
                currency=currency,
                value=show_money(sums.value, currency),
            )
        )
        self._model.show_results(results)
        head = self.table.horizontalHeader().sizeHint().height()
        self.table.setFixedHeight(head + ROW_HEIGHT * max(1, min(TALLEST, len(results))) + 4)


class _Results(PlainModel):
    headings = (N_("Code"), N_("Product"), N_("Brought"), N_("Sold"), N_("Left"))
    figures = (2, 3, 4)

    def __init__(self, parent: QObject) -> None:
        super().__init__(parent)
        self._results: Results = ()

    def show_results(self, results: Results) -> None:
        self.beginResetModel()
        self._results = results
        self.endResetModel()

    def count(self) -> int:
        return len(self._results)

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        (line, result), column = self._results[index.row()], index.column()
        match role:
            case Qt.ItemDataRole.DisplayRole:
                figures = ("–" if n is None else show_number(n) for n in (result.brought, result.sold, result.left))
                return (line.code, line.name, *figures)[column]
            case Qt.ItemDataRole.ToolTipRole:
                return result.note or line.name
            case Qt.ItemDataRole.TextAlignmentRole if column in self.figures:
                return RIGHT
            case Qt.ItemDataRole.FontRole if column != 1:
                return theme().font(code=column == 0, tabular=column in self.figures)
        return None

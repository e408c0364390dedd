"""How the price of one product comes about, line by line, at each term of the list. It stays in the dialog."""

from collections.abc import Sequence
from decimal import Decimal
from typing import Any

from PySide6.QtCore import QModelIndex, QObject, QPersistentModelIndex, Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QHeaderView, QVBoxLayout, QWidget

from tradehouse.domain.cost_steps import TermPrice
from tradehouse.domain.display import show_date, show_number
from tradehouse.domain.language import N_, _
from tradehouse.domain.pricing import HOME_CURRENCY, PriceBasis
from tradehouse.services.exporting.explaining import PriceExample
from tradehouse.ui.kit.labels import label
from tradehouse.ui.kit.plain_table import RIGHT, PlainModel, PlainTable
from tradehouse.ui.kit.search_combo import Option, OptionGroup, OptionModel, SearchCombo
from tradehouse.ui.theme import GAP, theme

Index = QModelIndex | QPersistentModelIndex
TERM_WIDTH = 148
Row = tuple[str, tuple[str, ...], bool]
"""The words of a line, its figure at each term, and whether it is a sum."""


class PriceLines(QWidget):
    """A table: a line for each part of the price, a column for each term.

    Signals:
        asked(id): the prices of another product are to be shown.
    """

    asked = Signal(int)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("price_lines")
        self.product: int | None = None
        """The product that was asked for, None for the first of the list."""
        self.picker = SearchCombo(_("Product"), OptionModel(()))
        self.picker.setObjectName("example_product")
        self.picker.picked.connect(self._on_picked)
        self._offered: tuple[int, ...] = ()
        self._model = _Lines(self)
        self.table = PlainTable(_("How the price comes about"))
        self.table.setModel(self._model)
        self._reason = label("", "attention", wrap=True)
        self._foot = label("", "small", wrap=True)
        top = QHBoxLayout()
        top.setSpacing(GAP)
        top.addWidget(self.picker, 1)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(GAP)
        column.addLayout(top)
        column.addWidget(self.table, 1)
        column.addWidget(self._reason)
        column.addWidget(self._foot)

    def show_example(self, example: PriceExample | None) -> None:
        """Show the prices of a product; None where the list has none."""
        self.picker.setEnabled(example is not None)
        if example is None:
            self._model.show_rows((), ())
            self._reason.setText(_("No product to export"))
            return
        self._offer(example)
        self._model.show_rows(
            [" ".join((p.term.incoterm, p.term.place.partition(",")[0])).strip() for p in example.prices],
            price_rows(example.prices, example.basis),
        )
        head = self.table.horizontalHeader()
        head.setSectionResizeMode(0, QHeaderView.ResizeMode.Stretch)
        for column in range(1, self._model.columnCount()):
            head.setSectionResizeMode(column, QHeaderView.ResizeMode.Interactive)
            self.table.setColumnWidth(column, TERM_WIDTH)
        reasons = {str(price.priced.reason) for price in example.prices if price.priced.reason is not None}
        self._reason.setText("\n".join(sorted(reasons)))
        self._reason.setVisible(bool(reasons))
        rate = example.basis.rate
        foreign = example.basis.currency != HOME_CURRENCY and rate is not None
        words = _("Only for the house: nothing of this is in the file.")
        if foreign and rate is not None:
            dated = _("Rate of {date}").format(date=show_date(rate.on))
            words = f"{dated}  ·  {words}"
        self._foot.setText(words)

    def _offer(self, example: PriceExample) -> None:
        ids = tuple(ref.id for ref in example.offered)
        if ids != self._offered:
            self._offered = ids
            options = tuple(Option(str(ref.id), f"{ref.code}  {ref.name}".strip()) for ref in example.offered)
            self.picker.show_options(OptionModel((OptionGroup("", options),), self.picker))
        self.picker.choose(str(example.product.id))

    def _on_picked(self, key: str) -> None:
        self.product = int(key)
        self.asked.emit(self.product)


def price_rows(prices: Sequence[TermPrice], basis: PriceBasis) -> list[Row]:
    """Return the lines of all terms below each other, then what they come to in rupiah and in the list's currency."""
    rows: list[Row] = []
    by_term = [[(str(line.label), line.idr) for line in price.lines] for price in prices]
    for words, place in _merged(by_term):
        figures = tuple(next((_rupiah(idr) for text, idr in _numbered(lines) if text == (words, place)), "") for lines in by_term)  # fmt: skip
        rows.append((words, figures, False))
    known = [price.priced.amount is not None for price in prices]
    if any(known):
        sums = tuple(_rupiah(sum((line.idr for line in p.lines), Decimal(0))) if p.lines else "–" for p in prices)
        rows.append((_("Together"), sums, True))
        rate = basis.rupiah_per_unit
        if basis.currency != HOME_CURRENCY and rate is not None:
            divided = _("÷ {rate} rupiah for 1 {currency}").format(rate=show_number(rate), currency=basis.currency)
            exact = (sum((line.idr for line in p.lines), Decimal(0)) / rate if p.lines else None for p in prices)
            rows.append((divided, tuple("–" if e is None else show_number(e, places=4) for e in exact), False))
    amounts = tuple(
        "–" if p.priced.amount is None else f"{basis.currency} {show_number(p.priced.amount, places=_places(basis))}"
        for p in prices
    )
    rows.append((_("Price in the list"), amounts, True))
    return rows


def _places(basis: PriceBasis) -> int:
    exponent = basis.rounding.step.as_tuple().exponent
    return max(0, -exponent) if isinstance(exponent, int) else 2


def _rupiah(amount: Decimal) -> str:
    return show_number(amount, places=0)


def _numbered(lines: Sequence[tuple[str, Decimal]]) -> list[tuple[tuple[str, int], Decimal]]:
    """Return lines by their words and which of those with the same words it is."""
    seen: dict[str, int] = {}
    found = []
    for words, idr in lines:
        seen[words] = seen.get(words, -1) + 1
        found.append(((words, seen[words]), idr))
    return found


def _merged(by_term: Sequence[Sequence[tuple[str, Decimal]]]) -> list[tuple[str, int]]:
    """Return the lines of all terms in one order: that of the longest, with others where they stand in theirs."""
    order: list[tuple[str, int]] = []
    for lines in sorted(by_term, key=len, reverse=True):
        at = 0
        for key, _idr in _numbered(lines):
            if key in order:
                at = order.index(key) + 1
            else:
                order.insert(at, key)
                at += 1
    return order


class _Lines(PlainModel):
    def __init__(self, parent: QObject) -> None:
        super().__init__(parent)
        self._rows: Sequence[Row] = ()

    def show_rows(self, terms: Sequence[str], rows: Sequence[Row]) -> None:
        self.beginResetModel()
        self.headings, self.figures = (N_("Rupiah for one unit"), *terms), range(1, 1 + len(terms))
        self._rows = rows
        self.endResetModel()

    def count(self) -> int:
        return len(self._rows)

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        words, figures, is_sum = self._rows[index.row()]
        match role:
            case Qt.ItemDataRole.DisplayRole | Qt.ItemDataRole.ToolTipRole:
                return words if index.column() == 0 else figures[index.column() - 1]
            case Qt.ItemDataRole.TextAlignmentRole if index.column():
                return RIGHT
            case Qt.ItemDataRole.FontRole:
                return theme().font("strong" if is_sum else "body", tabular=index.column() > 0)
        return None

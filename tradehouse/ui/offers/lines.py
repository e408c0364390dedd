"""The articles of an offer with the prices of the day on which it was issued, and the way to its next revision."""

from collections.abc import Sequence
from typing import Any

from PySide6.QtCore import QModelIndex, QObject, QPersistentModelIndex, Qt
from PySide6.QtWidgets import QWidget

from tradehouse.domain.display import show_number
from tradehouse.domain.language import N_, _, ngettext
from tradehouse.domain.offers import OfferLine
from tradehouse.domain.progress import Progress
from tradehouse.domain.records import Record
from tradehouse.services.offers.ledger import offer_lines
from tradehouse.services.offers.products import products_of_offer
from tradehouse.ui.browser.record_lists import RecordLines
from tradehouse.ui.desk import Desk
from tradehouse.ui.exporting.scope import ExportScope
from tradehouse.ui.kit.buttons import push_button
from tradehouse.ui.kit.labels import label
from tradehouse.ui.kit.plain_table import RIGHT, PlainModel, PlainTable
from tradehouse.ui.theme import ROW_HEIGHT, theme

Index = QModelIndex | QPersistentModelIndex
TALLEST = 10  # rows that are shown without scrolling


class OfferedArticles(RecordLines):
    """Code, name, price and minimum order of each line. Lines are frozen: what changes is a revision."""

    def __init__(self, desk: Desk, parent: QWidget | None = None) -> None:
        super().__init__(desk, parent)
        self._count = label("", "small")
        self._model = _Lines(self)
        self.table = PlainTable(_("Articles offered"))
        self.table.setObjectName("offer_lines")
        self.table.setModel(self._model)
        self.table.set_widths((84, 120, 68, 56), stretch=1)
        self.revise = push_button(_("Issue a revision…"), self._revise, glyph="history")
        self.revise.setObjectName("issue_revision")
        self.revise.setEnabled(not desk.catalogue.read_only)
        for widget in (self._count, self.table):
            self._column.addWidget(widget)
        self._column.addWidget(self.revise, 0, Qt.AlignmentFlag.AlignLeft)

    def show_record(self, record: Record) -> None:
        if self._record is None or self._record.id != record.id:
            self._model.show_lines((), "")
        self._record = record
        catalogue, offer = self._desk.catalogue, record.id
        self._desk.jobs.run_read(
            f"offered:{id(self)}", lambda _p: offer_lines(catalogue, offer), self._show, owner=self
        )

    def _show(self, lines: Sequence[OfferLine]) -> None:
        currency = "" if self._record is None else str(self._record["currency"] or "")
        self._model.show_lines(lines, currency)
        words = ngettext("{n} article, prices in {currency}", "{n} articles, prices in {currency}", len(lines))
        self._count.setText(words.format(n=show_number(len(lines)), currency=currency))
        head = self.table.horizontalHeader().sizeHint().height()
        self.table.setFixedHeight(head + ROW_HEIGHT * max(1, min(TALLEST, len(lines))) + 4)

    def _revise(self) -> None:
        record = self._record
        if record is None:
            return
        catalogue, offer = self._desk.catalogue, record.id
        buyer = record["buyer"].id if record["buyer"] else None

        def work(_progress: Progress) -> tuple[int, ...]:
            return products_of_offer(catalogue, offer)

        def found(products: tuple[int, ...]) -> None:
            if products:
                self.export_asked.emit(ExportScope(selected=products, buyer=buyer, revises=offer))
            else:
                self._desk.say(_("None of its products is in the catalogue any more."), "attention")

        self._desk.jobs.run_read(f"revise:{id(self)}", work, found, owner=self)


class _Lines(PlainModel):
    headings = (N_("Code"), N_("Product"), N_("Price"), N_("MOQ"))
    figures = (2, 3)

    def __init__(self, parent: QObject) -> None:
        super().__init__(parent)
        self._lines: Sequence[OfferLine] = ()
        self._places = 2

    def show_lines(self, lines: Sequence[OfferLine], currency: str) -> None:
        self.beginResetModel()
        self._lines = lines
        self._places = 0 if currency in ("IDR", "JPY", "KRW") else 2
        self.endResetModel()

    def count(self) -> int:
        return len(self._lines)

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        line, column = self._lines[index.row()], index.column()
        match role:
            case Qt.ItemDataRole.DisplayRole | Qt.ItemDataRole.ToolTipRole:
                return (line.code, line.name, self._price(line), _whole(line.facts.get("moq")))[column]
            case Qt.ItemDataRole.TextAlignmentRole if column >= 2:
                return RIGHT
            case Qt.ItemDataRole.FontRole if column != 1:
                return theme().font(code=True) if column == 0 else theme().font(tabular=True)
        return None

    def _price(self, line: OfferLine) -> str:
        return "–" if line.price is None else show_number(line.price, places=self._places)


def _whole(value: Any) -> str:
    return "" if value is None else show_number(int(value))

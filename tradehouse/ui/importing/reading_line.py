"""The line below a column in the mapping: what gave way to it, how its numbers and dates are written, what blanks mean."""

from typing import NamedTuple

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QCheckBox, QComboBox, QHBoxLayout, QWidget

from tradehouse.domain.fields import FieldKind
from tradehouse.domain.language import N_, _
from tradehouse.exchange.columns import target_field
from tradehouse.exchange.split_targets import filled_by
from tradehouse.services.importing.inspecting import ColumnView
from tradehouse.ui.importing.field_options import can_be_joined, target_label
from tradehouse.ui.importing.sheet_choice import SheetChoice
from tradehouse.ui.kit.buttons import push_button
from tradehouse.ui.kit.labels import label
from tradehouse.ui.theme import GAP, SPACE

MARKS = {",": "1.234,56", ".": "1,234.56"}
ORDERS = {"dmy": N_("31/12/2026 (day first)"), "mdy": N_("12/31/2026 (month first)"), "ymd": N_("2026-12-31 (year first)")}  # fmt: skip


class Remark(NamedTuple):
    """What there is to say about how a column is read; "" and False where it is no question."""

    told: str = ""
    joins: bool = False
    mark: str = ""
    order: str = ""
    down: bool = False


def remark_on(choice: SheetChoice, column: ColumnView, loser: str) -> Remark:
    """Return what there is to say; loser is the column that gave way to this one, "" for none."""
    target = choice.target(column)
    field = target_field(filled_by(target)[0])
    told = ""
    if loser:
        told = _('"{column}" is not taken as {field} any more.').format(column=loser, field=target_label(target))
    elif column.hidden:
        told = _("This column is hidden in the file.")
    numeric, dated = field is not None and field.numeric, field is not None and field.kind is FieldKind.DATE
    return Remark(
        told,
        bool(loser) and can_be_joined(target),
        mark_of(choice, column) if numeric else "",
        order_of(choice, column) if dated else "",
        choice.filled_down(column),
    )


def mark_of(choice: SheetChoice, column: ColumnView) -> str:
    """Return the decimal mark of a column's numbers, "" where its values do not tell."""
    return choice.said.decimals.get(column.key, column.decimal)


def order_of(choice: SheetChoice, column: ColumnView) -> str:
    """Return the order of a column's dates, "" where its values do not tell."""
    return choice.said.date_orders.get(column.key, column.date_order)


class ReadingLine(QWidget):
    """Signals:
    join_wanted(): both columns are to fill the field.
    said(what, way): decimals or date_orders are to be read in a way.
    down_wanted(on): blank cells are to repeat what stands above, or not.
    """

    join_wanted = Signal()
    said = Signal(str, str)
    down_wanted = Signal(bool)

    def __init__(self, name: str) -> None:
        super().__init__()
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, SPACE)
        row.setSpacing(GAP)
        self._told = label("", "small")
        self.join = push_button(_("Join both"), self.join_wanted.emit, kind="flat", glyph="link")
        self.numbers = QComboBox()
        self.numbers.setAccessibleName(_("Numbers of the column {heading} are written").format(heading=name))
        for mark, example in MARKS.items():
            self.numbers.addItem(_("Numbers as {example}").format(example=example), mark)
        self.numbers.activated.connect(lambda at: self.said.emit("decimals", self.numbers.itemData(at)))
        self.dates = QComboBox()
        self.dates.setAccessibleName(_("Dates of the column {heading} are written").format(heading=name))
        for order, example in ORDERS.items():
            self.dates.addItem(_("Dates as {example}").format(example=_(example)), order)
        self.dates.activated.connect(lambda at: self.said.emit("date_orders", self.dates.itemData(at)))
        self.down = QCheckBox(_("Blank cells repeat what stands above"))
        down = _("Blank cells of the column {heading} repeat what stands above")
        self.down.setAccessibleName(down.format(heading=name))
        self.down.clicked.connect(self.down_wanted)
        for widget in (self._told, self.join, self.numbers, self.dates, self.down):
            row.addWidget(widget)
        row.addStretch(1)

    def show_remark(self, remark: Remark) -> None:
        """Show what there is to say."""
        self._told.setText(remark.told)
        self._told.setVisible(bool(remark.told))
        self.join.setVisible(remark.joins)
        self.numbers.setCurrentIndex(self.numbers.findData(remark.mark))
        self.numbers.setVisible(bool(remark.mark))
        self.dates.setCurrentIndex(self.dates.findData(remark.order))
        self.dates.setVisible(bool(remark.order))
        self.down.setChecked(remark.down)
        self.down.setVisible(remark.down)

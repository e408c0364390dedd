"""The cost steps of a list: what it costs to bring goods from the maker's door to the named place."""

from collections.abc import Sequence
from decimal import Decimal

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import (
    QCheckBox,
    QComboBox,
    QGridLayout,
    QHBoxLayout,
    QLineEdit,
    QScrollArea,
    QVBoxLayout,
    QWidget,
)

from tradehouse.domain.cells import Unreadable
from tradehouse.domain.cost_steps import (
    BASIS_LABELS,
    LEG_LABELS,
    MOST_SHIPMENT_M3,
    CostBasis,
    Costing,
    CostStep,
    Leg,
)
from tradehouse.domain.display import show_number
from tradehouse.domain.errors import UserError
from tradehouse.domain.language import _
from tradehouse.domain.numbers import number_from_cell
from tradehouse.domain.pricing import HOME_CURRENCY
from tradehouse.services.house import TradingTerms
from tradehouse.ui.kit.buttons import push_button, tool_button
from tradehouse.ui.kit.labels import label
from tradehouse.ui.reference_options import currencies
from tradehouse.ui.theme import GAP, SPACE

VOLUME = 88


class CostSteps(QWidget):
    """A table of steps with their editors.

    Signals:
        changed(): a step was added, changed or removed.
        file_asked(): steps are to be read from a file.
    """

    changed = Signal()
    file_asked = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("cost_steps")
        self._usual: tuple[CostStep, ...] = ()
        self._usual_m3 = Costing().shipment_m3
        self.rows: list[_StepRow] = []
        inside = QWidget()
        self._grid = QGridLayout(inside)
        self._grid.setContentsMargins(0, 0, GAP, 0)
        self._grid.setHorizontalSpacing(SPACE)
        self._grid.setVerticalSpacing(SPACE)
        for place, (words, stretch) in enumerate(
            ((_("Part of the way"), 6), (_("Charged"), 5), (_("Amount"), 3), (_("Currency"), 0), (_("Own name"), 4))
        ):
            self._grid.addWidget(label(words, "small"), 0, place)
            self._grid.setColumnStretch(place, stretch)
        self._nothing = label(
            _("No steps yet: prices are the cost and the margin. Add what packing, transport and freight cost."),
            "muted",
            wrap=True,
        )
        area = QScrollArea()
        area.setWidget(inside)
        area.setWidgetResizable(True)
        area.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self._area = area
        self.volume = QLineEdit()
        self.volume.setObjectName("shipment_m3")
        self.volume.setAccessibleName(_("Volume of the shipment (m³)"))
        self.volume.setAlignment(Qt.AlignmentFlag.AlignRight)
        self.volume.setFixedWidth(VOLUME)
        self.volume.editingFinished.connect(self._on_changed)
        self._spread = QWidget()
        spread = QHBoxLayout(self._spread)
        spread.setContentsMargins(0, 0, 0, 0)
        spread.setSpacing(GAP)
        spread.addWidget(label(_("What is charged per shipment is spread over"), "muted"))
        spread.addWidget(self.volume)
        spread.addWidget(label(_("m³"), "muted"))
        spread.addStretch(1)
        self.keep = QCheckBox(_("Keep these as the house's usual steps"))
        self.keep.setObjectName("keep_steps")
        self.add = push_button(_("Add a step"), self._add, glyph="plus")
        self.add.setObjectName("add_step")
        load = push_button(_("From a file…"), self.file_asked.emit, glyph="folder")
        load.setObjectName("load_steps")
        buttons = QHBoxLayout()
        buttons.setSpacing(GAP)
        buttons.addWidget(self.add)
        buttons.addWidget(load)
        buttons.addStretch(1)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(GAP)
        column.addWidget(label(_("From the maker's door to the named place. Which steps a term holds, Incoterms 2020 say."), "muted", wrap=True))  # fmt: skip
        column.addWidget(self._nothing)
        column.addWidget(area, 1)
        column.addWidget(self._spread)
        column.addWidget(self.keep)
        column.addLayout(buttons)
        self._tell()

    def show_terms(self, terms: TradingTerms, steps: Sequence[CostStep] | None, volume: Decimal | None) -> None:
        """Show steps and the volume of a shipment without telling anybody; None: as the house's terms have them."""
        self._usual_m3 = terms.shipment_m3 or Costing().shipment_m3
        self.volume.setText(show_number(volume or self._usual_m3))
        self.show_steps(terms.steps if steps is None else steps, terms.steps)

    def show_steps(self, steps: Sequence[CostStep], usual: Sequence[CostStep]) -> None:
        """Show steps without telling anybody; usual are the house's own."""
        self._usual = tuple(usual)
        while self.rows:
            self._drop(self.rows[-1])
        for step in steps:
            self._append(step)
        self._tell()

    def load(self, steps: Sequence[CostStep]) -> None:
        """Put steps of a file in the place of those shown."""
        self.show_steps(steps, self._usual)
        self.changed.emit()

    def steps(self) -> tuple[CostStep, ...]:
        """Return the steps that are shown, those without an amount left out. Call it only while problem() is ""."""
        return tuple(step for step in (row.step() for row in self.rows) if step is not None)

    def differing(self) -> tuple[CostStep, ...] | None:
        """Return the steps, None where they are the house's usual ones."""
        steps = self.steps()
        return None if steps == self._usual else steps

    def differing_volume(self) -> Decimal | None:
        """Return the volume of a shipment, None where it is the house's usual one or no step asks for it."""
        if not self._spreads():
            return None
        volume = number_from_cell(self.volume.text())
        return None if volume == self._usual_m3 else volume

    def problem(self) -> str:
        """Return what cannot be read as an amount or volume, or ""."""
        return next(filter(None, (row.problem() for row in self.rows)), "") or self._volume_problem()

    def _spreads(self) -> bool:
        return any(row.basis.currentData() == str(CostBasis.SHIPMENT) for row in self.rows)

    def _volume_problem(self) -> str:
        told = ""
        if self._spreads():
            try:
                if not 0 < number_from_cell(self.volume.text()) <= MOST_SHIPMENT_M3:
                    told = _("The volume of a shipment is more than 0 and at most {most} m³.").format(
                        most=show_number(MOST_SHIPMENT_M3)
                    )
            except Unreadable as error:
                told = str(error)
        _mark(self.volume, told)
        return told

    def _add(self) -> None:
        known = [row.leg.currentData() for row in self.rows]
        leg = next((leg for leg in Leg if str(leg) not in known), Leg.PACKING)
        self._append(CostStep(leg, CostBasis.CBM, Decimal(0)))
        self.rows[-1].amount.clear()
        self.rows[-1].leg.setFocus(Qt.FocusReason.TabFocusReason)
        self._tell()

    def _append(self, step: CostStep) -> None:
        row = _StepRow(step, self)
        row.changed.connect(self._on_changed)
        row.removed.connect(lambda row=row: self._remove(row))
        self.rows.append(row)
        line = self._grid.rowCount()
        for column, widget in enumerate(row.widgets()):
            self._grid.addWidget(widget, line, column, Qt.AlignmentFlag.AlignTop)

    def _remove(self, row: "_StepRow") -> None:
        self._drop(row)
        self._on_changed()
        self.add.setFocus(Qt.FocusReason.TabFocusReason)

    def _drop(self, row: "_StepRow") -> None:
        self.rows.remove(row)
        for widget in row.widgets():
            self._grid.removeWidget(widget)
            widget.hide()
            widget.deleteLater()
        row.deleteLater()

    def _on_changed(self) -> None:
        self._tell()
        self.changed.emit()

    def _tell(self) -> None:
        self._grid.setRowStretch(self._grid.rowCount(), 1)
        for row in range(self._grid.rowCount() - 1):
            self._grid.setRowStretch(row, 0)
        self._nothing.setVisible(not self.rows)
        self._area.setVisible(bool(self.rows))
        self._spread.setVisible(self._spreads())
        differ = not self.problem() and (self.differing(), self.differing_volume()) != (None, None)
        self.keep.setVisible(differ)


class _StepRow(QWidget):
    """The editors of one step; they stand in the grid of the table."""

    changed = Signal()
    removed = Signal()

    def __init__(self, step: CostStep, parent: QWidget) -> None:
        super().__init__(parent)
        self.hide()  # only what it holds is shown
        self.leg = _choice(_("Part of the way"), [(str(leg), _(words)) for leg, words in LEG_LABELS.items()])
        self.basis = _choice(_("Charged"), [(str(basis), _(words)) for basis, words in BASIS_LABELS.items()])
        self.amount = QLineEdit(show_number(step.amount))
        self.amount.setAccessibleName(_("Amount"))
        self.amount.setAlignment(Qt.AlignmentFlag.AlignRight)
        self.currency = _choice(_("Currency"), [(code, code) for code in currencies()], 3)
        self.label = QLineEdit(step.label, maxLength=80)
        self.label.setAccessibleName(_("Own name"))
        self.label.setCursorPosition(0)
        self.remove = tool_button("trash", _("Remove this step"), self.removed.emit)
        for box, token in ((self.leg, step.leg), (self.basis, step.basis), (self.currency, step.currency)):
            box.setCurrentIndex(max(0, box.findData(str(token))))
            box.activated.connect(self._on_edited)
        for line in (self.amount, self.label):
            line.editingFinished.connect(self._on_edited)
        self._before = self._said()
        self._show_currency()

    def widgets(self) -> tuple[QWidget, ...]:
        """Return the editors in the order of the columns."""
        return (self.leg, self.basis, self.amount, self.currency, self.label, self.remove)

    def step(self) -> CostStep | None:
        """Return the step, None while it has no amount."""
        text = self.amount.text().strip(" %")
        if not text:
            return None
        basis = CostBasis(self.basis.currentData())
        currency = HOME_CURRENCY if basis is CostBasis.PERCENT else str(self.currency.currentData())
        return CostStep(Leg(self.leg.currentData()), basis, number_from_cell(text), currency, self.label.text().strip())

    def problem(self) -> str:
        """Return why the amount is none, and mark it."""
        told = ""
        try:
            self.step()
        except (Unreadable, UserError) as error:
            told = str(error)
        _mark(self.amount, told)
        return told

    def _said(self) -> tuple[object, ...]:
        return (
            self.leg.currentData(), self.basis.currentData(), self.amount.text(), self.currency.currentData(),
            self.label.text(),
        )  # fmt: skip

    def _show_currency(self) -> None:
        self.currency.setEnabled(self.basis.currentData() != str(CostBasis.PERCENT))

    def _on_edited(self) -> None:
        self._show_currency()
        if self._said() != self._before:
            self._before = self._said()
            self.changed.emit()


def _mark(line: QLineEdit, problem: str) -> None:
    """Show that a line cannot be read, and say why; "" shows that it can."""
    if line.property("wrong") != bool(problem):
        line.setProperty("wrong", bool(problem))
        line.style().unpolish(line)
        line.style().polish(line)
    line.setToolTip(problem)


def _choice(name: str, choices: Sequence[tuple[str, str]], letters: int = 6) -> QComboBox:
    box = QComboBox()
    box.setAccessibleName(name)
    box.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon)
    box.setMinimumContentsLength(letters)
    for token, words in choices:
        box.addItem(words, token)
    return box

"""The terms of one export: buyer, language, validity; folded below them currency with its rate, margin, delivery."""

from collections.abc import Mapping
from dataclasses import replace
from datetime import date
from decimal import Decimal
from typing import Any

from PySide6.QtCore import QDate, Qt, Signal
from PySide6.QtWidgets import QCheckBox, QComboBox, QHBoxLayout, QLineEdit, QVBoxLayout, QWidget

from tradehouse.domain.cells import Unreadable
from tradehouse.domain.cost_steps import DeliveryTerm
from tradehouse.domain.display import show_date, show_number
from tradehouse.domain.errors import UserError
from tradehouse.domain.language import LANGUAGES, _
from tradehouse.domain.numbers import number_from_cell
from tradehouse.domain.pricing import HOME_CURRENCY, PriceBasis, Rounding, usual_rounding
from tradehouse.domain.records import Record
from tradehouse.exchange.layouts import Layout
from tradehouse.services.exporting import ExportOptions
from tradehouse.services.house import TradingTerms
from tradehouse.ui.desk import Desk
from tradehouse.ui.exporting.buyer_picker import BuyerPicker
from tradehouse.ui.exporting.kept import Kept
from tradehouse.ui.exporting.term_rows import TermRows
from tradehouse.ui.kit.editors import date_box
from tradehouse.ui.kit.form import FormRow
from tradehouse.ui.kit.labels import ElidedLabel
from tradehouse.ui.kit.section import FoldableSection
from tradehouse.ui.kit.segmented import Segmented
from tradehouse.ui.reference_options import currencies
from tradehouse.ui.theme import GAP, PANEL, SPACE

_PRICED = ("currency", "rate", "margin", "rounding", "terms")


class TermsForm(QWidget):
    """Emits changed() after everything a person changes. Rows that a layout has no use for are away."""

    changed = Signal()

    def __init__(self, desk: Desk, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._layout: Layout | None = None
        self._terms = TradingTerms()
        self._port = ""
        self._rate_shown = ""
        self.buyer = BuyerPicker(desk)
        self.buyer.named.connect(self.changed)
        self.buyer.picked.connect(self._buyer_picked)
        self.language = Segmented(_("Language of the file"), [(c, name, "") for c, name in LANGUAGES.items()])
        self.language.chosen.connect(lambda _code: self.changed.emit())
        self.until = date_box()
        self.until.setObjectName("field.valid_until")
        self.until.setMinimumDate(QDate.currentDate())
        self.until.dateChanged.connect(lambda _day: self.changed.emit())
        self.issue = QCheckBox(_("Keep it in the ledger of offers"))
        self.issue.setObjectName("issue")
        self.issue.setToolTip(
            _("The list is frozen as it was sent, so that the order that comes back is compared with it.")
        )
        self.issue.toggled.connect(lambda _on: self.changed.emit())
        self.currency = _combo("field.currency")
        self.currency.addItems(list(currencies()))
        self.currency.activated.connect(lambda _place: self._currency_picked())
        self.rate = self._line("field.rate")
        self.keep_rate = QCheckBox(_("Keep this rate for the next exports"))
        self.keep_rate.setObjectName("keep_rate")
        self.keep_rate.setChecked(True)
        self.margin = self._line("field.margin")
        self.step = _combo("field.rounding")
        self.step.activated.connect(lambda _place: self.changed.emit())
        self.upward = QCheckBox(_("always up"))
        self.upward.setObjectName("round_up")
        self.upward.toggled.connect(lambda _on: self.changed.emit())
        self.delivery = TermRows()
        self.delivery.changed.connect(self.changed)
        self.fold = FoldableSection(_("Prices and delivery"), folded=True)
        self.fold.setObjectName("terms_fold")
        self._summary = ElidedLabel("", "small")
        self.fold.trailing.addWidget(self._summary)
        self._build()
        self.changed.connect(self._summarise)

    def _line(self, name: str) -> QLineEdit:
        line = QLineEdit()
        line.setObjectName(name)
        line.editingFinished.connect(self.changed)
        return line

    def _build(self) -> None:
        rounding = QWidget()
        both = QHBoxLayout(rounding)
        both.setContentsMargins(0, 0, 0, 0)
        both.setSpacing(GAP)
        both.addWidget(self.step, 1)
        both.addWidget(self.upward)
        self.rows = {
            "buyer": FormRow(_("Buyer"), self.buyer),
            "language": FormRow(_("Language of the file"), self.language),
            "until": FormRow(_("Valid until"), self.until),
            "currency": FormRow(_("Currency"), self.currency),
            "rate": FormRow(_("Exchange rate"), self.rate, unit=_("Rp")),
            "margin": FormRow(_("Margin"), self.margin, unit="%"),
            "rounding": FormRow(_("Rounding"), rounding),
            "terms": FormRow(_("Delivery terms"), self.delivery),
        }
        self.buyer.line.setAccessibleName(_("Buyer"))
        self.step.setAccessibleName(_("Rounding"))
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(GAP)
        column.addWidget(self.rows["buyer"])
        column.addLayout(self._pair("language", "until"))
        column.addWidget(self.issue)
        column.addSpacing(SPACE)
        column.addWidget(self.fold)
        inside = self.fold.content
        inside.setSpacing(PANEL)
        inside.addLayout(self._pair("currency", "rate"))
        inside.addWidget(self.keep_rate)
        inside.addLayout(self._pair("margin", "rounding"))
        inside.addWidget(self.rows["terms"])

    def _pair(self, *names: str) -> QHBoxLayout:
        row = QHBoxLayout()
        row.setSpacing(PANEL)
        for name in names:
            row.addWidget(self.rows[name], 1, Qt.AlignmentFlag.AlignTop)
        return row

    # --- what is shown -----------------------------------------------------------------------------------------------

    def show_terms(self, terms: TradingTerms, kept: Kept, port: str) -> None:
        """Show the house's usual terms, with what was chosen last time over them; port is the house's own."""
        self._terms, self._port = terms, port or terms.port
        self.delivery.origin = self._port
        self.buyer.show_buyer(kept.buyer, kept.buyer_id)
        self.margin.setText(show_number(terms.margin * 100))
        self.delivery.show_terms([DeliveryTerm(*term) for term in kept.terms] or [self._usual_term()])
        self.until.setDate(QDate.currentDate().addDays(terms.valid_days))
        if kept.currency:
            self.currency.setCurrentText(kept.currency)
        self._show_rate()
        self._show_rounding(kept.rounding)
        self.upward.setChecked(kept.upward)
        self.issue.setChecked(kept.issue)
        self._summarise()

    def show_layout(self, layout: Layout, kept: Kept) -> None:
        """Show the rows that matter for a layout, in its own language and currency unless others were chosen."""
        same = kept.layout == layout.name
        self._layout = layout
        self.language.choose((kept.language if same else "") or layout.language)
        self.currency.setCurrentText((kept.currency if same else "") or layout.currency)
        priced = self.prices_matter()
        for name, row in self.rows.items():
            row.setVisible((layout.for_buyers and (priced or name not in _PRICED)) or name == "language")
        self.fold.setVisible(layout.for_buyers and priced)
        self.issue.setVisible(layout.for_buyers and layout.identified)
        self._show_rate()
        self._show_rounding(kept.rounding)
        self._summarise()

    def fill(self, values: Mapping[str, Any]) -> None:
        """Take over the terms of a buyer or an offer; what it does not say stands as the house has it."""
        if values.get("language") in LANGUAGES:
            self.language.choose(str(values["language"]))
        if self.currency.findText(str(values.get("currency") or "")) >= 0:
            self.currency.setCurrentText(str(values["currency"]))
        usual = self._usual_term()
        term = DeliveryTerm(str(values.get("incoterm") or usual.incoterm), str(values.get("place") or usual.place))
        self.delivery.show_terms([term])
        margin = values.get("margin")
        self.margin.setText(show_number(self._terms.margin * 100 if margin is None else Decimal(margin)))
        self._show_rate()
        self._show_rounding("")
        self.changed.emit()

    def prices_matter(self) -> bool:
        """Say whether the layout has prices that are worked out."""
        return self._layout is not None and any(
            column.value == "unit_price" for table in self._layout.tables.values() for column in table.columns
        )

    def problem(self) -> str:
        """Mark what cannot be read and return the first sentence about it, or ""."""
        first = ""
        for name, line in (("rate", self.rate), ("margin", self.margin)):
            row, told = self.rows[name], ""
            if self.prices_matter() and line.text().strip() and not row.isHidden():
                try:
                    number = number_from_cell(line.text().strip(" %"), price=name == "rate")
                    if name == "margin":
                        PriceBasis("USD", None, number / 100)
                except (Unreadable, UserError) as error:
                    told = str(error)
            row.set_problem(told)
            first = first or told
        if first:
            self.fold.set_folded(False)
        return first

    # --- what is chosen ----------------------------------------------------------------------------------------------

    def apply(self, options: ExportOptions) -> ExportOptions:
        """Return options with these terms. Call it only while problem() is ""."""
        day = self.until.date()
        options = replace(options, language=self.language.current())
        if self._layout is None or not self._layout.for_buyers:
            return options
        options = replace(
            options,
            buyer=self.buyer.text(),
            buyer_id=self.buyer.buyer_id(),
            valid_until=date(day.year(), day.month(), day.day()),
            issue=self._layout.identified and self.issue.isChecked(),
        )
        if not self.prices_matter():
            return options
        return replace(
            options,
            currency=self.currency.currentText(),
            rate=self.new_rate(),
            margin=self._number(self.margin, 100),
            terms=self.delivery.terms(),
            rounding=Rounding(Decimal(self.step.currentData()), self.upward.isChecked()),
        )

    def new_rate(self) -> Decimal | None:
        """Return the rate if somebody typed another one than the house's, else None: it keeps its date."""
        if self.rate.text().strip() == self._rate_shown or self.currency.currentText() == HOME_CURRENCY:
            return None
        return self._number(self.rate)

    def kept(self, kept: Kept) -> Kept:
        """Return what is offered again next time."""
        usual = usual_rounding(self.currency.currentText()).step
        step = str(self.step.currentData())
        return replace(
            kept,
            buyer=self.buyer.text(),
            buyer_id=self.buyer.buyer_id(),
            language=self.language.current(),
            currency=self.currency.currentText(),
            terms=tuple((term.incoterm, term.place) for term in self.delivery.terms()),
            rounding="" if Decimal(step) == usual else step,
            upward=self.upward.isChecked(),
            issue=self.issue.isChecked(),
        )

    def refresh_rate_row(self) -> None:
        """Offer to keep a rate that was typed."""
        self.keep_rate.setVisible(self.rows["rate"].isVisibleTo(self.fold.body) and self.new_rate() is not None)

    # --- inside ------------------------------------------------------------------------------------------------------

    def _usual_term(self) -> DeliveryTerm:
        return DeliveryTerm(self._terms.incoterm, self._port)

    def _number(self, line: QLineEdit, divisor: int = 1) -> Decimal | None:
        text = line.text().strip(" %")
        return number_from_cell(text, price=divisor == 1) / divisor if text else None

    def _buyer_picked(self, record: Record) -> None:
        self.fill(record.values)

    def _currency_picked(self) -> None:
        self._show_rate()
        self._show_rounding("")
        self.changed.emit()

    def _show_rate(self) -> None:
        currency = self.currency.currentText()
        rate = self._terms.rates.get(currency)
        self._rate_shown = show_number(rate.idr) if rate is not None else ""
        self.rate.setText(self._rate_shown)
        self.rate.setPlaceholderText(_("for 1 {currency}").format(currency=currency))
        self.rows["rate"].setVisible(currency != HOME_CURRENCY and self.prices_matter())
        words = _("Rate of {date}").format(date=show_date(rate.on)) if rate is not None else _("No rate is kept yet.")
        self.rows["rate"].set_hint(words)
        self.keep_rate.setVisible(False)

    def _show_rounding(self, chosen: str) -> None:
        usual = usual_rounding(self.currency.currentText()).step
        self.step.clear()
        for times in (1, 100, 500, 1000) if self.currency.currentText() == HOME_CURRENCY else (1, 5, 10, 50):
            step = usual * times
            self.step.addItem(_("to {step}").format(step=show_number(step, places=_places(usual))), str(step))
        self.step.setCurrentIndex(max(0, self.step.findData(chosen)))

    def _summarise(self) -> None:
        """Say in the heading of the fold what it holds."""
        margin = self.margin.text().strip(" %")
        parts = (self.currency.currentText(), self.delivery.summary(), f"{margin} %" if margin else "")
        self._summary.set_whole("  ·  ".join(filter(None, parts)))


def _places(step: Decimal) -> int:
    exponent = step.as_tuple().exponent
    return max(0, -exponent) if isinstance(exponent, int) else 0


def _combo(name: str) -> QComboBox:
    box = QComboBox()
    box.setObjectName(name)
    return box

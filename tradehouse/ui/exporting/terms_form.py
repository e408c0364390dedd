"""The terms of one export: buyer, language, currency with its rate, margin, delivery, validity."""

from dataclasses import replace
from datetime import date
from decimal import Decimal

from PySide6.QtCore import QDate, Qt, Signal
from PySide6.QtWidgets import QCheckBox, QComboBox, QHBoxLayout, QLineEdit, QVBoxLayout, QWidget

from tradehouse.domain.cells import Unreadable
from tradehouse.domain.display import show_date, show_number
from tradehouse.domain.language import LANGUAGES, _
from tradehouse.domain.numbers import number_from_cell
from tradehouse.domain.pricing import HOME_CURRENCY
from tradehouse.exchange.layouts import Layout
from tradehouse.services.exporting import ExportOptions
from tradehouse.services.house import TradingTerms
from tradehouse.ui.exporting.kept import Kept
from tradehouse.ui.kit.editors import date_box
from tradehouse.ui.kit.form import FormRow
from tradehouse.ui.kit.search_combo import OptionModel, SearchCombo
from tradehouse.ui.kit.segmented import Segmented
from tradehouse.ui.reference_options import currencies, incoterm_options, port_options
from tradehouse.ui.theme import PANEL


class TermsForm(QWidget):
    """Emits changed() after everything a person changes. Rows that a layout has no use for are away."""

    changed = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._layout: Layout | None = None
        self._terms = TradingTerms()
        self._rate_shown = ""
        self.buyer = QLineEdit(maxLength=120)
        self.buyer.setObjectName("field.buyer")
        self.buyer.editingFinished.connect(self.changed)
        self.language = Segmented(_("Language of the file"), [(c, name, "") for c, name in LANGUAGES.items()])
        self.language.chosen.connect(lambda _code: self.changed.emit())
        self.currency = QComboBox()
        self.currency.setObjectName("field.currency")
        self.currency.addItems(list(currencies()))
        self.currency.activated.connect(lambda _place: self._currency_picked())
        self.rate = QLineEdit()
        self.rate.setObjectName("field.rate")
        self.rate.editingFinished.connect(self.changed)
        self.keep_rate = QCheckBox(_("Keep this rate for the next exports"))
        self.keep_rate.setObjectName("keep_rate")
        self.keep_rate.setChecked(True)
        self.margin = QLineEdit()
        self.margin.setObjectName("field.margin")
        self.margin.editingFinished.connect(self.changed)
        self.incoterm = SearchCombo(_("Delivery term"), OptionModel(incoterm_options(), self))
        self.incoterm.setObjectName("field.incoterm")
        self.incoterm.picked.connect(lambda _code: self.changed.emit())
        self.port = SearchCombo(_("Port"), OptionModel(port_options(), self))
        self.port.setObjectName("field.port")
        self.port.picked.connect(lambda _code: self.changed.emit())
        self.until = date_box()
        self.until.setObjectName("field.valid_until")
        self.until.setMinimumDate(QDate.currentDate())
        self.until.dateChanged.connect(lambda _day: self.changed.emit())
        self._build()

    def _build(self) -> None:
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(PANEL)
        self.rows = {
            "buyer": FormRow(_("Buyer"), self.buyer),
            "language": FormRow(_("Language of the file"), self.language),
            "currency": FormRow(_("Currency"), self.currency),
            "rate": FormRow(_("Exchange rate"), self.rate, unit=_("Rp")),
            "margin": FormRow(_("Margin"), self.margin, unit="%"),
            "until": FormRow(_("Valid until"), self.until),
            "incoterm": FormRow(_("Delivery term"), self.incoterm),
            "port": FormRow(_("Port or place"), self.port),
        }
        for names in (("buyer", "language"), ("currency", "rate"), ("margin", "until"), ("incoterm", "port")):
            row = QHBoxLayout()
            row.setSpacing(PANEL)
            for name in names:
                row.addWidget(self.rows[name], 1, Qt.AlignmentFlag.AlignTop)
            column.addLayout(row)
            if "rate" in names:
                column.addWidget(self.keep_rate)

    def show_terms(self, terms: TradingTerms, kept: Kept, port: str) -> None:
        """Show the house's usual terms, with what was chosen last time over them; port is the house's own."""
        self._terms = terms
        self.buyer.setText(kept.buyer)
        self.margin.setText(show_number(terms.margin * 100))
        self.incoterm.choose(kept.incoterm or terms.incoterm)
        self.port.choose(kept.port or port or terms.port)
        self.until.setDate(QDate.currentDate().addDays(terms.valid_days))
        if kept.currency:
            self.currency.setCurrentText(kept.currency)
        self._show_rate()

    def show_layout(self, layout: Layout, kept: Kept) -> None:
        """Show the rows that matter for a layout, in its own language and currency unless others were chosen."""
        same = kept.layout == layout.name
        self._layout = layout
        self.language.choose((kept.language if same else "") or layout.language)
        self.currency.setCurrentText((kept.currency if same else "") or layout.currency)
        priced = self.prices_matter()
        for name, row in self.rows.items():
            needed = priced or name not in ("currency", "rate", "margin", "incoterm", "port")
            row.setVisible((layout.for_buyers and needed) or name == "language")
        self._show_rate()

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
            if row.isVisibleTo(self) and line.text().strip():
                try:
                    number_from_cell(line.text().strip(" %"), price=name == "rate")
                except Unreadable as error:
                    told = str(error)
            row.set_problem(told)
            first = first or told
        return first

    def apply(self, options: ExportOptions) -> ExportOptions:
        """Return options with these terms. Call it only while problem() is ""."""
        day = self.until.date()
        options = replace(options, language=self.language.current(), buyer=self.buyer.text().strip())
        if self._layout is None or not self._layout.for_buyers:
            return options
        options = replace(options, valid_until=date(day.year(), day.month(), day.day()))
        if not self.prices_matter():
            return options
        return replace(
            options,
            currency=self.currency.currentText(),
            rate=self.new_rate(),
            margin=self._number(self.margin, 100),
            incoterm=self.incoterm.chosen(),
            port=self.port.chosen(),
        )

    def new_rate(self) -> Decimal | None:
        """Return the rate if somebody typed another one than the house's, else None: it keeps its date."""
        if self.rate.text().strip() == self._rate_shown or self.currency.currentText() == HOME_CURRENCY:
            return None
        return self._number(self.rate)

    def kept(self, layout: str) -> Kept:
        """Return what is offered again next time."""
        return Kept(
            layout,
            self.buyer.text().strip(),
            self.language.current(),
            self.currency.currentText(),
            self.incoterm.chosen(),
            self.port.chosen(),
        )

    def refresh_rate_row(self) -> None:
        """Offer to keep a rate that was typed."""
        self.keep_rate.setVisible(self.rows["rate"].isVisibleTo(self) and self.new_rate() is not None)

    def _number(self, line: QLineEdit, divisor: int = 1) -> Decimal | None:
        text = line.text().strip(" %")
        return number_from_cell(text, price=divisor == 1) / divisor if text else None

    def _currency_picked(self) -> None:
        self._show_rate()
        self.changed.emit()

    def _show_rate(self) -> None:
        currency = self.currency.currentText()
        foreign = currency != HOME_CURRENCY and self.prices_matter()
        rate = self._terms.rates.get(currency)
        self._rate_shown = show_number(rate.idr) if rate is not None else ""
        self.rate.setText(self._rate_shown)
        self.rate.setPlaceholderText(_("for 1 {currency}").format(currency=currency))
        self.rows["rate"].setVisible(foreign)
        words = _("Rate of {date}").format(date=show_date(rate.on)) if rate is not None else _("No rate is kept yet.")
        self.rows["rate"].set_hint(words)
        self.keep_rate.setVisible(False)

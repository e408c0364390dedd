"""The terms that an export starts with: margin, rates with their date, delivery term, port, validity."""

from dataclasses import replace
from datetime import date
from decimal import Decimal

from PySide6.QtCore import QDate
from PySide6.QtWidgets import QDateEdit, QHBoxLayout, QWidget

from tradehouse.domain.cells import Unreadable
from tradehouse.domain.display import show_number
from tradehouse.domain.errors import UserError
from tradehouse.domain.language import _
from tradehouse.domain.numbers import number_from_cell
from tradehouse.domain.pricing import Rate
from tradehouse.services.house import TradingTerms, read_trading_terms, save_trading_terms
from tradehouse.ui.desk import Desk
from tradehouse.ui.kit.editors import date_box, spin_box
from tradehouse.ui.kit.form import FormRow
from tradehouse.ui.kit.search_combo import OptionModel, SearchCombo
from tradehouse.ui.reference_options import currencies, incoterm_options, port_options
from tradehouse.ui.settings.page import SettingsPage
from tradehouse.ui.settings.texts import LineText
from tradehouse.ui.theme import GAP

_SHOWN_RATES = ("USD", "EUR", "SGD", "JPY")


class TermsPage(SettingsPage):
    """What is filled in here need not be typed at every export; each export can still say otherwise."""

    def __init__(self, desk: Desk, parent: QWidget | None = None) -> None:
        super().__init__(
            "settings_terms",
            _("Trading terms"),
            _("Every export starts with these and can still change them."),
            parent,
        )
        self._desk = desk
        self._terms = TradingTerms()
        self.margin = LineText()
        self.margin.setObjectName("field.margin")
        self._margin_row = FormRow(
            _("Margin"), self.margin, unit="%", hint=_("Share of the selling price: cost ÷ (1 − margin)")
        )
        self.margin.committed.connect(self._margin_typed)
        self.days = spin_box(1, 365, 30)
        self.days.setObjectName("field.valid_days")
        self.days.editingFinished.connect(lambda: self._keep(replace(self._terms, valid_days=self.days.value())))
        self.pair(self._margin_row, FormRow(_("Offers are valid for"), self.days, unit=_("days")))
        self.incoterm = SearchCombo(_("Delivery term"), OptionModel(incoterm_options(), self))
        self.incoterm.picked.connect(lambda code: self._keep(replace(self._terms, incoterm=code)))
        self.port = SearchCombo(_("Port"), OptionModel(port_options(), self))
        self.port.picked.connect(lambda code: self._keep(replace(self._terms, port=code)))
        self.pair(FormRow(_("Delivery term"), self.incoterm), FormRow(_("Port"), self.port))
        self.minimum = LineText()
        self.minimum.committed.connect(lambda text: self._keep(replace(self._terms, minimum_order=text)))
        self.mixed = LineText()
        self.mixed.committed.connect(lambda text: self._keep(replace(self._terms, mixed_rule=text)))
        self.column.addWidget(
            FormRow(_("Minimum order"), self.minimum, hint=_("For example USD 1,000 for a first order"))
        )
        self.column.addWidget(FormRow(_("Mixed cartons"), self.mixed, hint=_("For example mixed designs per carton")))
        self.part(_("Exchange rates"))
        self._rates: dict[str, tuple[LineText, QDateEdit, FormRow]] = {}
        for currency in [c for c in _SHOWN_RATES if c in currencies()]:
            self.column.addWidget(self._rate_row(currency))
        self.column.addStretch(1)
        self.content.setEnabled(not desk.catalogue.read_only)
        self.refresh()

    def refresh(self) -> None:
        """Read the terms again."""
        catalogue = self._desk.catalogue
        self._desk.jobs.run_read(
            "terms", lambda _progress: read_trading_terms(catalogue), self._show, self._desk.fail, owner=self
        )

    def _show(self, terms: TradingTerms) -> None:
        self._terms = terms
        self.margin.show_text(show_number(terms.margin * 100))
        self.days.setValue(terms.valid_days)
        self.incoterm.choose(terms.incoterm)
        self.port.choose(terms.port)
        self.minimum.show_text(terms.minimum_order)
        self.mixed.show_text(terms.mixed_rule)
        for currency, (line, day, _row) in self._rates.items():
            rate = terms.rates.get(currency)
            line.show_text(show_number(rate.idr) if rate else "")
            day.setDate(QDate(rate.on.year, rate.on.month, rate.on.day) if rate else QDate.currentDate())
            day.setEnabled(rate is not None)

    def _rate_row(self, currency: str) -> FormRow:
        line = LineText()
        line.setObjectName(f"field.rate_{currency}")
        line.setPlaceholderText(_("not known"))
        day = date_box()
        day.setAccessibleName(_("Date of the rate for {currency}").format(currency=currency))
        day.setMaximumDate(QDate.currentDate())
        both = QWidget()
        row = QHBoxLayout(both)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(GAP)
        row.addWidget(line, 2)
        row.addWidget(day, 1)
        made = FormRow(_("Rupiah for 1 {currency}").format(currency=currency), both)
        line.setAccessibleName(made.name_label().text())
        self._rates[currency] = (line, day, made)

        def typed(_text: str) -> None:
            day.setDate(QDate.currentDate())
            day.setEnabled(bool(line.text().strip()))
            self._rate_changed(currency)

        line.committed.connect(typed)
        day.editingFinished.connect(lambda: self._rate_changed(currency))
        return made

    def _margin_typed(self, text: str) -> None:
        try:
            share = number_from_cell(text.strip(" %")) / 100 if text else Decimal(0)
        except Unreadable as error:
            self._margin_row.set_problem(str(error))
            return
        self._keep(replace(self._terms, margin=share), self._margin_row)

    def _rate_changed(self, currency: str) -> None:
        line, day, row = self._rates[currency]
        rates = {code: rate for code, rate in self._terms.rates.items() if code != currency}
        chosen = day.date()
        try:
            if line.text().strip():
                idr = number_from_cell(line.text(), price=True)
                rates[currency] = Rate(idr, date(chosen.year(), chosen.month(), chosen.day()))
        except (Unreadable, UserError) as error:
            row.set_problem(str(error))
            return
        self._keep(replace(self._terms, rates=rates), row)

    def _keep(self, terms: TradingTerms, row: FormRow | None = None) -> None:
        if terms == self._terms:
            return
        catalogue = self._desk.catalogue

        def saved(_none: None) -> None:
            self._terms = terms
            if row is not None:
                row.set_problem("")

        def failed(error: BaseException) -> None:
            if row is not None and isinstance(error, UserError):
                row.set_problem(str(error))
            else:
                self._desk.fail(error)

        self._desk.jobs.run_write(
            _("Trading terms"), lambda _progress: save_trading_terms(catalogue, terms), saved, failed, owner=self
        )

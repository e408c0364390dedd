"""What a sheet's columns do not say: what it lists, whose products they are, what prices are in, what a blank means."""

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QCheckBox, QComboBox, QVBoxLayout, QWidget

from tradehouse.domain.language import _
from tradehouse.exchange.sheet_kinds import SheetKind
from tradehouse.ui.desk import Desk
from tradehouse.ui.importing.choices import Choices
from tradehouse.ui.importing.field_options import target_label
from tradehouse.ui.importing.sheet_choice import SheetChoice
from tradehouse.ui.importing.step_sheet import KIND_LABELS
from tradehouse.ui.importing.supplier_line import SupplierLine
from tradehouse.ui.kit.caution import Caution
from tradehouse.ui.kit.form import FormRow
from tradehouse.ui.kit.labels import label
from tradehouse.ui.reference_options import currencies
from tradehouse.ui.theme import PANEL

WIDTH = 236
KINDS = (SheetKind.PRODUCTS, SheetKind.SUPPLIERS, SheetKind.MIXED, SheetKind.CERTIFICATIONS)


class SheetQuestions(QWidget):
    """Emits kind_picked(SheetKind); the rest goes into the choices at once."""

    kind_picked = Signal(object)

    def __init__(self, choices: Choices, desk: Desk, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._choices = choices
        self.setFixedWidth(WIDTH)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(PANEL)
        self.kind = QComboBox()
        for kind in KINDS:
            self.kind.addItem(_(KIND_LABELS[kind]), str(kind))
        self.kind.activated.connect(lambda at: self.kind_picked.emit(SheetKind(self.kind.itemData(at))))
        column.addWidget(FormRow(_("This sheet lists"), self.kind))
        self.supplier = SupplierLine(desk)
        self.supplier.named.connect(self._name_supplier)
        hint = _("The file names no supplier. Without one here the products arrive with none.")
        self._supplier_row = FormRow(_("Supplier of these products"), self.supplier, hint=hint)
        column.addWidget(self._supplier_row)
        self.currency = QComboBox()
        for code in ("IDR", *(code for code in currencies() if code != "IDR")):
            self.currency.addItem(code, code)
        self.currency.activated.connect(self._pick_currency)
        column.addWidget(FormRow(_("Prices are in"), self.currency))
        self.blanks = QCheckBox(_("Blank cells clear values"))
        self.blanks.setObjectName("clear_blanks")
        self.blanks.toggled.connect(self._set_blanks)
        column.addWidget(self.blanks)
        column.addWidget(label(_("Otherwise what a file leaves blank keeps the value it has."), "small", wrap=True))
        self._missing = Caution()
        column.addWidget(self._missing)
        column.addStretch(1)

    def enter(self) -> None:
        """Show what was answered."""
        self.supplier.setText(self._choices.supplier)
        self.currency.setCurrentText(self._choices.currency or "IDR")
        self.blanks.setChecked(self._choices.clear_blanks)

    def show_choice(self, choice: SheetChoice) -> None:
        """Ask what one sheet leaves open, and say which fields it still needs."""
        self.kind.setCurrentIndex(max(0, self.kind.findData(str(choice.view.kind))))
        self._supplier_row.setVisible(choice.needs_supplier())
        missing = choice.missing()
        words, tone = "", "danger"
        if choice.view.named_by and "product.name_id" not in choice.targets():
            columns, tone = ", ".join(choice.view.named_by), "neutral"
            words = _("The name of a product is put together from: {columns}").format(columns=columns)
        elif choice.only_updates():
            tone = "attention"
            words = _("No column names the products: only those already in the catalogue are updated.")
        elif missing:
            fields = ", ".join(target_label(target) for target in missing)
            words = _("Still needed: {fields}").format(fields=fields)
        self._missing.say(words, tone)  # type: ignore[arg-type]

    def _name_supplier(self, name: str) -> None:
        self._choices.supplier = name

    def _pick_currency(self, place: int) -> None:
        # Rupiah is what prices are in unless the file says otherwise; saying it expressly silences the doubt.
        self._choices.currency = str(self.currency.itemData(place))

    def _set_blanks(self, on: bool) -> None:
        self._choices.clear_blanks = on

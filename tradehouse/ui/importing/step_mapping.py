"""Fourth page: what every column means, and what the file itself does not say."""

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QCheckBox, QComboBox, QHBoxLayout, QVBoxLayout, QWidget

from tradehouse.domain.language import _, ngettext
from tradehouse.exchange.sheet_kinds import SheetKind
from tradehouse.ui.desk import Desk
from tradehouse.ui.importing.choices import Choices, SheetChoice
from tradehouse.ui.importing.column_rows import ColumnRows, is_doubtful
from tradehouse.ui.importing.field_options import target_label
from tradehouse.ui.importing.sheet_picker import SheetPicker
from tradehouse.ui.importing.step import Step
from tradehouse.ui.importing.step_sheet import KIND_LABELS
from tradehouse.ui.importing.supplier_line import SupplierLine
from tradehouse.ui.kit.caution import Caution
from tradehouse.ui.kit.form import FormRow
from tradehouse.ui.kit.labels import label
from tradehouse.ui.kit.segmented import Segmented
from tradehouse.ui.reference_options import currencies
from tradehouse.ui.theme import GAP, MARGIN, PANEL

SIDE = 236


class MappingStep(Step):
    """Emits kind_chosen(SheetChoice) where a sheet is to be read as another kind of list."""

    kind_chosen = Signal(object)

    def __init__(self, choices: Choices, desk: Desk, parent: QWidget | None = None) -> None:
        super().__init__(
            "step_mapping", _("What does each column mean? Only what you correct is decided by you."), parent
        )
        self._choices = choices
        self.picker = SheetPicker()
        self.picker.picked.connect(self._show)
        self.which = Segmented(_("Columns"), [("all", _("All columns"), ""), ("doubtful", _("To check"), "")])
        self._count = label("", "muted")
        self.rows = ColumnRows()
        self.which.chosen.connect(lambda key: self.rows.show_only_doubtful(only=key == "doubtful"))
        self.rows.decided.connect(self._decided)
        top = QHBoxLayout()
        top.setSpacing(PANEL)
        top.addWidget(self.which)
        top.addWidget(self._count, 1)
        left = QVBoxLayout()
        left.setSpacing(GAP)
        left.addWidget(self.picker)
        left.addLayout(top)
        left.addWidget(self.rows, 1)
        whole = QHBoxLayout()
        whole.setSpacing(MARGIN)
        whole.addLayout(left, 1)
        whole.addWidget(self._side(desk))
        self.column.addLayout(whole, 1)

    def enter(self) -> None:
        taken = self._choices.taken()
        doubts = {choice.key: _doubts(choice) for choice in taken}
        words = {key: ngettext("{n} to check", "{n} to check", n).format(n=n) for key, n in doubts.items() if n}
        self.picker.show_sheets(taken, words)
        self.supplier.setText(self._choices.supplier)
        self.currency.setCurrentText(self._choices.currency or "IDR")
        self.blanks.setChecked(self._choices.clear_blanks)
        choice = self.picker.current()
        if choice is not None:
            self._show(choice)

    def can_go_on(self) -> bool:
        return all(not choice.missing() or choice.only_updates() for choice in self._choices.taken())

    def problem(self) -> str:
        for choice in self._choices.taken():
            missing = choice.missing()
            if missing and not choice.only_updates():
                fields = ", ".join(target_label(target) for target in missing)
                return _('"{sheet}" still needs a column for: {fields}').format(sheet=choice.view.sheet, fields=fields)
        return ""

    def _side(self, desk: Desk) -> QWidget:
        side = QWidget()
        side.setFixedWidth(SIDE)
        column = QVBoxLayout(side)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(PANEL)
        self.kind = QComboBox()
        for kind in (SheetKind.PRODUCTS, SheetKind.SUPPLIERS, SheetKind.MIXED, SheetKind.CERTIFICATIONS):
            self.kind.addItem(_(KIND_LABELS[kind]), str(kind))
        self.kind.activated.connect(self._pick_kind)
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
        self._told = Caution()
        column.addWidget(self._told)
        column.addStretch(1)
        return side

    def _show(self, choice: SheetChoice) -> None:
        self._told.say("")
        self.which.choose("all")
        self.rows.show_choice(choice)
        self.kind.setCurrentIndex(max(0, self.kind.findData(str(choice.view.kind))))
        self._supplier_row.setVisible(choice.needs_supplier())
        self._say_state(choice)

    def _decided(self, told: str) -> None:
        choice = self.picker.current()
        if choice is not None:
            self._supplier_row.setVisible(choice.needs_supplier())
            self._say_state(choice)
        self._told.say(told, "neutral")

    def _say_state(self, choice: SheetChoice) -> None:
        filled = [column for column in choice.view.columns if column.filled]
        taken = sum(1 for column in filled if choice.target(column))
        self._count.setText(_("{taken} of {total} columns are taken").format(taken=taken, total=len(filled)))
        missing = choice.missing()
        words = ""
        if choice.only_updates():
            words = _("No column names the products: only those already in the catalogue are updated.")
        elif missing:
            fields = ", ".join(target_label(target) for target in missing)
            words = _("Still needed: {fields}").format(fields=fields)
        self._missing.say(words, "attention" if choice.only_updates() else "danger")
        self.changed.emit()

    def _pick_kind(self, place: int) -> None:
        choice = self.picker.current()
        kind = SheetKind(self.kind.itemData(place))
        if choice is not None and kind is not choice.view.kind:
            choice.kind = kind
            choice.mapping, choice.decided = None, set()
            self.kind_chosen.emit(choice)

    def _name_supplier(self, name: str) -> None:
        self._choices.supplier = name

    def _pick_currency(self, place: int) -> None:
        code = str(self.currency.itemData(place))
        # Rupiah is what prices are in unless the file says otherwise; saying it expressly silences the doubt.
        self._choices.currency = code

    def _set_blanks(self, on: bool) -> None:
        self._choices.clear_blanks = on


def _doubts(choice: SheetChoice) -> int:
    return sum(1 for column in choice.view.columns if is_doubtful(choice, column))

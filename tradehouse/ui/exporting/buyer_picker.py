"""For whom a list is: a buyer of the catalogue, found as one types, a new one, or only a name."""

from dataclasses import replace

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QWidget

from tradehouse.domain.fields import RecordKind, fields
from tradehouse.domain.language import _
from tradehouse.domain.records import Record, Ref
from tradehouse.services import browsing
from tradehouse.ui.browser.editors.lookups import Lookups
from tradehouse.ui.browser.editors.reference import ReferenceEditor
from tradehouse.ui.desk import Desk
from tradehouse.ui.kit.buttons import tool_button
from tradehouse.ui.theme import SPACE


class BuyerPicker(QWidget):
    """Names that the catalogue does not know are good too: they only stand in the head of the list.

    Signals:
        named(): another name, that of no buyer of the catalogue.
        picked(Record): a buyer of the catalogue.
    """

    named = Signal()
    picked = Signal(object)

    def __init__(self, desk: Desk, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._desk = desk
        field = fields(RecordKind.OFFER)["buyer"]
        self._lookups = Lookups(desk.catalogue, desk.jobs, self)
        find = self._lookups.finder(field)
        self.line = ReferenceEditor(replace(field, editable=True), find, _label)
        self.line.setObjectName("field.buyer")
        self.line.setMaxLength(120)
        self.line.setPlaceholderText(_("Any buyer"))
        self.line.committed.connect(self._on_committed)
        self.line.reverted.connect(self.named)
        self.new = tool_button("plus", _("New buyer"), self._ask_new)
        self.new.setObjectName("new_buyer")
        self.new.setEnabled(not desk.catalogue.read_only)
        self.setFocusProxy(self.line)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(SPACE)
        row.addWidget(self.line, 1)
        row.addWidget(self.new)

    def text(self) -> str:
        """Return the name as it will stand in the list."""
        return self.line.text().strip()

    def buyer_id(self) -> int | None:
        """Return the buyer of the catalogue, None for a name only."""
        value = self.line.typed()
        return value.id if isinstance(value, Ref) else None

    def show_buyer(self, name: str, buyer_id: int | None = None) -> None:
        """Show a buyer without telling anybody; buyer_id None shows a name only."""
        self.line.show_value((Ref(buyer_id, "", name) if buyer_id is not None else name) if name else None)

    def take(self, buyer_id: int) -> None:
        """Choose a buyer of the catalogue and tell of it."""
        catalogue = self._desk.catalogue

        def found(records: list[Record]) -> None:
            for record in records:
                self.show_buyer(str(record["name"]), record.id)
                self.picked.emit(record)

        self._desk.jobs.run_read(
            f"buyer:{id(self)}", lambda _p: browsing.records(catalogue, RecordKind.BUYER, [buyer_id]), found, owner=self
        )

    def _on_committed(self, typed: object) -> None:
        if isinstance(typed, str):
            same = self._lookups.named(RecordKind.BUYER, typed)
            if len(same) == 1:
                typed = same[0]
        self.line.show_value(typed)
        if isinstance(typed, Ref):
            self.take(typed.id)
        else:
            self.named.emit()

    def _ask_new(self) -> None:
        from tradehouse.ui.browser.new_record import NewRecord

        dialog = NewRecord(self._desk, RecordKind.BUYER, None, self.window())
        if self.buyer_id() is None:
            dialog.suggest("name", self.text())
        dialog.saved.connect(self.take)
        dialog.open()


def _label(value: object) -> str:
    return value.name if isinstance(value, Ref) else str(value)

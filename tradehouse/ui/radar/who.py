"""Who must act first: the certificates to renew, those that expired, and those to ask about, with whom to call."""

from collections.abc import Mapping
from typing import Final

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QAbstractItemView, QHBoxLayout, QHeaderView, QVBoxLayout, QWidget

from tradehouse.domain.certification_fields import EXPIRING
from tradehouse.domain.display import show_number
from tradehouse.domain.fields import RecordKind
from tradehouse.domain.language import N_, _, ngettext
from tradehouse.domain.radar import Radar
from tradehouse.services.radar import Due
from tradehouse.ui.browser.view_state import Ticks
from tradehouse.ui.desk import Desk
from tradehouse.ui.kit.buttons import push_button
from tradehouse.ui.kit.empty import EmptyState
from tradehouse.ui.kit.labels import label
from tradehouse.ui.kit.plain_table import PlainTable
from tradehouse.ui.kit.segmented import Segmented
from tradehouse.ui.radar.lists import DueTable
from tradehouse.ui.theme import GAP, PANEL

_RENEWABLE: Final = frozenset({*EXPIRING, "within_180", "valid"})
_LISTS: Final[Mapping[str, tuple[str, Ticks]]] = {
    "renew": (N_("To renew ({n})"), {"next_step": frozenset({"renew"}), "validity": _RENEWABLE}),
    "ended": (N_("Already expired ({n})"), {"validity": frozenset({"expired"})}),
    "renewing": (N_("Under way ({n})"), {"next_step": frozenset({"renewing"})}),
    "confirm": (N_("Ask about changes ({n})"), {"next_step": frozenset({"confirm"})}),
}
_NOTHING: Final[Mapping[str, str]] = {
    "renew": N_("No renewal is due."),
    "ended": N_("No certificate has expired."),
    "renewing": N_("No renewal is under way."),
    "confirm": N_("Nobody needs to be asked whether recipe and process are unchanged."),
}


class WhoMustAct(QWidget):
    """Several lists behind a switch; the selected lines can be shown, and their suppliers reminded.

    Signals:
        list_chosen(): another list is wanted.
        record_asked(kind, id): a record is to be shown on its own tab.
        all_asked(ticks): the browser is to show all of the list.
    """

    list_chosen = Signal()
    record_asked = Signal(str, int)
    all_asked = Signal(object)

    def __init__(self, desk: Desk, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._desk = desk
        choices = [(key, _(words).format(n="…"), "") for key, (words, _ticks) in _LISTS.items()]
        self.lists = Segmented(_("Who must act"), choices)
        self.lists.setObjectName("lists")
        self.due = DueTable(self)
        self.table = PlainTable(_("Who must act"))
        self.table.setModel(self.due)
        self.table.set_widths((180, 164, 152, 104, 148, 124), stretch=0)
        self.table.horizontalHeader().setSectionResizeMode(1, QHeaderView.ResizeMode.Stretch)
        self.table.setSelectionMode(QAbstractItemView.SelectionMode.ExtendedSelection)
        self.nothing = EmptyState()
        self.nothing.setObjectName("nothing")
        self.more = label("", "small")
        self.remind = push_button(_("Remind…"), self.ask_reminder, kind="primary", glyph="mail")
        self.remind.setObjectName("remind")
        self.certificate = push_button(_("Show the certificate"), self._on_certificate)
        self.supplier = push_button(_("Show the supplier"), self._on_supplier)
        self.all = push_button(_("Show all in the list"), lambda: self.all_asked.emit(self.ticks), kind="flat")
        foot = QHBoxLayout()
        foot.setSpacing(GAP)
        for button in (self.remind, self.certificate, self.supplier):
            foot.addWidget(button)
        foot.addStretch(1)
        foot.addWidget(self.more)
        foot.addWidget(self.all)
        column = QVBoxLayout(self)
        column.setContentsMargins(PANEL, PANEL, PANEL, PANEL)
        column.setSpacing(GAP)
        column.addWidget(self.lists)
        column.addWidget(self.nothing, 1)
        column.addWidget(self.table, 1)
        column.addLayout(foot)
        self.lists.chosen.connect(lambda _key: self.list_chosen.emit())
        self.table.selectionModel().selectionChanged.connect(lambda _new, _old: self._enable())
        self.table.activated.connect(lambda _index: self._on_certificate())

    @property
    def ticks(self) -> Ticks:
        """What selects the certificates of the list that is chosen."""
        return _LISTS[self.lists.current()][1]

    def show_due(self, counted: Radar, due: list[Due]) -> None:
        """Show the certificates of the list that is chosen, and how many each list has."""
        sums = {
            "renew": counted.to_renew,
            "ended": counted.validity.get("expired", 0),
            "renewing": counted.next_step.get("renewing", 0),
            "confirm": counted.next_step.get("confirm", 0),
        }
        for key, count in sums.items():
            self.lists.set_words(key, _(_LISTS[key][0]).format(n=show_number(count)))
        row = self.table.currentIndex().row()
        self.due.show_rows(due)
        self.table.choose(min(max(row, 0), len(due) - 1))
        self.table.setVisible(bool(due))
        self.nothing.show_state("nothing_found", "check-circle", _(_NOTHING[self.lists.current()]))
        self.nothing.setVisible(not due)
        more = sums[self.lists.current()] - len(due)
        words = ngettext("and {n} more", "and {n} more", more).format(n=show_number(more))
        self.more.setText(words if more > 0 else "")
        self._enable()

    def selected(self) -> list[Due]:
        """Return the lines that are selected."""
        rows = sorted({index.row() for index in self.table.selectionModel().selectedRows()})
        return [found for row in rows if (found := self.due.row(row)) is not None]

    def ask_reminder(self) -> None:
        """Remind the suppliers of the selected lines."""
        from tradehouse.ui.radar.reminding import ReminderDialog

        suppliers = list(dict.fromkeys(found.supplier.id for found in self.selected()))
        if suppliers:
            ReminderDialog(self._desk, suppliers, self.window()).open()

    def _enable(self) -> None:
        for button in (self.remind, self.certificate, self.supplier):
            button.setEnabled(bool(self.selected()))
        self.all.setEnabled(self.due.rowCount() > 0)

    def _on_certificate(self) -> None:
        for found in self.selected()[:1]:
            self.record_asked.emit(str(RecordKind.CERTIFICATION), found.certificate.id)

    def _on_supplier(self) -> None:
        for found in self.selected()[:1]:
            self.record_asked.emit(str(RecordKind.SUPPLIER), found.supplier.id)

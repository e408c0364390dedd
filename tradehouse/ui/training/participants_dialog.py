"""Everybody who takes part in a programme: found, attached to suppliers, marked as present, taken away."""

from collections.abc import Callable, Sequence
from typing import Any, Final

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, QSize, Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QWidget

from tradehouse.domain.display import show_date, show_number
from tradehouse.domain.fields import RecordKind
from tradehouse.domain.language import N_, _, ngettext
from tradehouse.domain.progress import Progress
from tradehouse.domain.records import Record
from tradehouse.domain.reference_lists import find_label
from tradehouse.domain.text import fold
from tradehouse.domain.training import Participant, TrainingSession
from tradehouse.services.training import participants, sessions
from tradehouse.ui.desk import Desk
from tradehouse.ui.kit.badge import Status
from tradehouse.ui.kit.buttons import push_button
from tradehouse.ui.kit.dialog import DialogFrame
from tradehouse.ui.kit.empty import EmptyState
from tradehouse.ui.kit.filter_chip import FilterChip
from tradehouse.ui.kit.plain_table import STATUS_ROLE, PlainModel, PlainTable
from tradehouse.ui.kit.search import SearchBox
from tradehouse.ui.theme import GAP
from tradehouse.ui.training.dialogs import attach_dialog
from tradehouse.ui.training.of_supplier import attended_status

Index = QModelIndex | QPersistentModelIndex
_WIDTHS: Final = (220, 180, 132, 190, 200, 150)
_ALL, _CAME, _NAMES = "all", "came", "names"
_SIZE: Final = QSize(1160, 640)


class _Everybody(PlainModel):
    headings = (N_("Business name"), N_("Person"), N_("Phone"), N_("Place"), N_("Session"), N_("Attended"))

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self.rows: Sequence[Participant] = ()
        self.sessions: dict[int, str] = {}

    def show_rows(self, rows: Sequence[Participant]) -> None:
        self.beginResetModel()
        self.rows = rows
        self.endResetModel()

    def count(self) -> int:
        return len(self.rows)

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        one, column = self.rows[index.row()], index.column()
        if column == len(self.headings) - 1:
            status = attended_status(one.attended)
            return status if role == STATUS_ROLE else status.word if role == Qt.ItemDataRole.DisplayRole else None
        if column == 0 and one.supplier is None:
            words = _("Not registered: {firm}").format(firm=one.firm) if one.firm else _("Not registered")
            if role == STATUS_ROLE:
                return Status("help", words, "attention")
            return words if role in (Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.ToolTipRole) else None
        if role not in (Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.ToolTipRole):
            return None
        if role == Qt.ItemDataRole.ToolTipRole and column == 1:
            return one.source
        firm = one.supplier.name if one.supplier is not None else one.firm
        return (firm, one.person, one.phone, place_of(one.province, one.regency), self._session(one))[column]

    def _session(self, one: Participant) -> str:
        return self.sessions.get(one.session_id, "") if one.session_id is not None else ""


def place_of(province: str, regency: str) -> str:
    """Return a place in words: the regency, else the province, else what was written."""
    return find_label("regency", regency) if regency else find_label("province", province)


class ParticipantsDialog(DialogFrame):
    """A list to search in; what applies to the chosen line stands below it.

    Signals:
        changed(): somebody was attached, marked or taken away.
        record_asked(kind, id): a supplier is to be shown in the window.
    """

    changed = Signal()
    record_asked = Signal(str, int)

    def __init__(self, desk: Desk, programme: Record, parent: QWidget) -> None:
        super().__init__(_("Participants"), "participants_dialog", _SIZE, parent, sentence=str(programme["name"]))
        self._desk, self._programme = desk, programme
        self._every: Sequence[Participant] = ()
        self._found: dict[int, str] = {}
        self.search = SearchBox(_("Find a person, firm, phone or place…"))
        self.search.searched.connect(lambda _text: self._narrow())
        self.chips = {
            _ALL: FilterChip("users", _("All")),
            _CAME: FilterChip("check-circle", _("Came"), "good"),
            _NAMES: FilterChip("help", _("Not registered"), "attention"),
        }
        head = QHBoxLayout()
        head.setSpacing(GAP)
        head.addWidget(self.search, 1)
        for key, chip in self.chips.items():
            chip.setObjectName(f"participants_{key}")
            chip.clicked.connect(self._narrow)
            head.addWidget(chip)
        self.chips[_ALL].setChecked(True)
        self._model = _Everybody(self)
        self.table = PlainTable(_("Participants"))
        self.table.setObjectName("participants")
        self.table.setModel(self._model)
        self.table.set_widths(_WIDTHS, stretch=0)
        self.table.chosen.connect(lambda _row: self._enable())
        self._nothing = EmptyState()
        self._nothing.hide()
        self.body.addLayout(head)
        self.body.addWidget(self.table, 1)
        self.body.addWidget(self._nothing, 1)
        self.body.addLayout(self._ways())
        self.add_button(_("Close"), self.close, kind="primary", default=True, name="close")
        self._ask()

    def _ways(self) -> QHBoxLayout:
        row = QHBoxLayout()
        row.setSpacing(GAP)
        ways: Sequence[tuple[str, str, str, Callable[[], object]]] = (
            ("attach", _("Attach to a supplier…"), "link", self._attach),
            ("make_supplier", _("Make a supplier of it"), "plus", self._make),
            ("show_supplier", _("Show the supplier"), "chevron-right", self._show_supplier),
            ("came", _("Came"), "check-circle", lambda: self._mark(attended=True)),
            ("did_not_come", _("Did not come"), "minus", lambda: self._mark(attended=False)),
            ("remove", _("Remove"), "trash", self._remove),
        )
        self.ways = {}
        for name, words, glyph, do in ways:
            button = push_button(words, do, glyph=glyph)
            button.setObjectName(name)
            self.ways[name] = button
            row.addWidget(button)
        row.addStretch(1)
        return row

    def chosen(self) -> Participant | None:
        """Return the line that is chosen, if any."""
        at = self.table.currentIndex().row()
        return self._model.rows[at] if 0 <= at < len(self._model.rows) else None

    # --- reading -----------------------------------------------------------------------------------------------------

    def _ask(self) -> None:
        catalogue, programme = self._desk.catalogue, self._programme.id

        def work(_progress: Progress) -> tuple[list[Participant], list[TrainingSession], dict[int, str]]:
            every = participants.participants_of(catalogue, programme)
            return every, sessions.sessions_of(catalogue, programme), {one.id: _words_of(one) for one in every}

        self._desk.jobs.run_read(f"all:{id(self)}", work, self._take, owner=self)

    def _take(self, told: tuple[list[Participant], list[TrainingSession], dict[int, str]]) -> None:
        self._every, found, self._found = told
        self._model.sessions = {
            one.id: f"{show_date(one.date)}  {one.topic}" if one.date else one.topic for one in found
        }
        self.chips[_ALL].show_count(len(self._every))
        self.chips[_CAME].show_count(sum(1 for one in self._every if one.attended))
        self.chips[_NAMES].show_count(sum(1 for one in self._every if one.supplier is None))
        words = ngettext("{n} line", "{n} lines", len(self._every)).format(n=show_number(len(self._every)))
        self.set_heading(_("Participants"), f"{self._programme['name']}  ·  {words}")
        self._narrow()

    def _narrow(self) -> None:
        before = self.chosen()
        words = fold(self.search.text()).split()
        shown: Sequence[Participant] = self._every
        if self.chips[_CAME].isChecked():
            shown = [one for one in shown if one.attended]
        elif self.chips[_NAMES].isChecked():
            shown = [one for one in shown if one.supplier is None]
        if words:
            shown = [one for one in shown if all(word in self._found[one.id] for word in words)]
        self._model.show_rows(shown)
        self.table.setVisible(bool(shown))
        self._nothing.setVisible(not shown)
        if not shown:
            self._nothing.show_state("nothing_found", "search", _("Nobody fits"), _("Try fewer or other words."))
        at = next((n for n, one in enumerate(shown) if before is not None and one.id == before.id), 0)
        self.table.choose(at)
        self._enable()

    def _enable(self) -> None:
        one = self.chosen()
        writable = one is not None and not self._desk.catalogue.read_only
        self.ways["attach"].setEnabled(writable)
        self.ways["make_supplier"].setEnabled(writable and one is not None and one.supplier is None)
        self.ways["show_supplier"].setEnabled(one is not None and one.supplier is not None)
        self.ways["came"].setEnabled(writable and one is not None and one.attended is not True)
        self.ways["did_not_come"].setEnabled(writable and one is not None and one.attended is not False)
        self.ways["remove"].setEnabled(writable)

    # --- changing ----------------------------------------------------------------------------------------------------

    def _attach(self) -> None:
        one = self.chosen()
        if one is not None:
            dialog = attach_dialog(self._desk, one, self)
            dialog.saved.connect(lambda _result: self._after())
            dialog.open()

    def _make(self) -> None:
        one, catalogue = self.chosen(), self._desk.catalogue
        if one is not None:
            self._write(_("Supplier made"), lambda: participants.make_supplier(catalogue, one))

    def _mark(self, *, attended: bool) -> None:
        one, catalogue = self.chosen(), self._desk.catalogue
        if one is not None:
            self._write(
                _("Attendance noted"), lambda: participants.mark(catalogue, one.programme_id, [one.id], attended)
            )

    def _remove(self) -> None:
        one, catalogue = self.chosen(), self._desk.catalogue
        if one is not None:
            self._write(_("Participant removed"), lambda: participants.remove(catalogue, one.programme_id, [one.id]))

    def _write(self, words: str, work: Callable[[], object]) -> None:
        self._desk.jobs.run_write(words, lambda _p: work(), lambda _r: self._after(), self._desk.fail, owner=self)

    def _after(self) -> None:
        self._ask()
        self.changed.emit()

    def _show_supplier(self) -> None:
        one = self.chosen()
        if one is not None and one.supplier is not None:
            self.record_asked.emit(str(RecordKind.SUPPLIER), one.supplier.id)
            self.close()


def _words_of(one: Participant) -> str:
    supplier = "" if one.supplier is None else f"{one.supplier.name} {one.supplier.code}"
    places = " ".join(find_label(kind, code) for kind, code in (("province", one.province), ("regency", one.regency)))
    digits = one.phone.replace("+62", "0")
    return fold(f"{supplier} {one.person} {one.firm} {one.phone} {digits} {places}")

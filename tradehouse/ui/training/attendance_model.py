"""The rows of a list of attendance, each with what it is taken for and what becomes of it."""

from collections.abc import Sequence
from typing import Any

from PySide6.QtCore import QModelIndex, QObject, QPersistentModelIndex, Qt

from tradehouse.domain.display import show_number
from tradehouse.domain.language import N_, _
from tradehouse.services.training.plans import LineState, Outcome, PlannedLine
from tradehouse.ui.kit.badge import Status
from tradehouse.ui.kit.plain_table import STATUS_ROLE, PlainModel
from tradehouse.ui.training.participants_dialog import place_of

Index = QModelIndex | QPersistentModelIndex
WIDTHS = (88, 150, 156, 126, 140, 190, 132)
STRETCH = 5
_STATES = {
    LineState.MATCHED: ("check-circle", N_("Supplier"), "good"),
    LineState.ASKED: ("help", N_("Is it this one?"), "attention"),
    LineState.NAME: ("user", N_("New name"), "neutral"),
    LineState.TWICE: ("users", N_("Twice?"), "attention"),
    LineState.UNNAMED: ("error", N_("Names nobody"), "danger"),
}
_OUTCOMES = {
    Outcome.UNCHANGED: N_("Known already"),
    Outcome.UPDATED: N_("Adds to a known line"),
    Outcome.MERGED: N_("Counted once"),
}


def status_of_line(line: PlannedLine) -> Status:
    """Return what a row is taken for, as a badge."""
    if line.state is LineState.TWICE and (line.same or line.outcome is Outcome.MERGED):
        return Status("check", _("Counted once"), "good")
    glyph, words, tone = _STATES[line.state]
    return Status(glyph, _(words), tone)  # type: ignore[arg-type]


class AttendanceModel(PlainModel):
    """The rows that a filter leaves."""

    headings = (N_("Row"), N_("Person"), N_("Business name"), N_("Phone"), N_("Place"), N_("Supplier"), N_("State"))

    def __init__(self, parent: QObject) -> None:
        super().__init__(parent)
        self.rows: Sequence[PlannedLine] = ()
        self._named = False

    def show_rows(self, rows: Sequence[PlannedLine], *, named: bool) -> None:
        """Show rows, named with their sheets where there are several."""
        self.beginResetModel()
        self._named = named
        self.rows = rows
        self.endResetModel()

    def count(self) -> int:
        return len(self.rows)

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        line, column = self.rows[index.row()], index.column()
        last = column == len(self.headings) - 1
        if role == STATUS_ROLE:
            return status_of_line(line) if last else None
        if role == Qt.ItemDataRole.ToolTipRole:
            return "\n".join(map(str, line.who.warnings)) or self._text(line, column)
        return self._text(line, column) if role == Qt.ItemDataRole.DisplayRole else None

    def _text(self, line: PlannedLine, column: int) -> str:
        who = line.who
        if column == len(self.headings) - 1:
            return status_of_line(line).word
        row = f"{line.sheet} · {who.row}" if self._named else show_number(who.row)
        place = place_of(who.province, who.regency)
        return (row, who.person, who.firm, who.phone, place, _whom(line))[column]


def _whom(line: PlannedLine) -> str:
    if line.supplier is not None:
        return f"{line.supplier.name}  {line.supplier.code}"
    if line.twin is not None:
        return _("like {name}, row {row}").format(name=line.twin.name, row=line.twin.row) if line.twin.row else (
            _("like {name}").format(name=line.twin.name)
        )  # fmt: skip
    return _("{name}?").format(name=line.match.options[0].name) if line.match.options else ""


def outcome_words(line: PlannedLine) -> str:
    """Return what becomes of a row beside what is known, "" for a new line."""
    return _(_OUTCOMES[line.outcome]) if line.outcome in _OUTCOMES else ""

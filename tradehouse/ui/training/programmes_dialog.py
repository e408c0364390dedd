"""Lists of programmes with a report's figures: what they would make and change, shown before anything is written."""

from collections.abc import Sequence
from pathlib import Path
from typing import Any, Final

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, QSize, Qt
from PySide6.QtWidgets import QWidget
from shiboken6 import isValid

from tradehouse.domain.display import show_number
from tradehouse.domain.errors import UserError
from tradehouse.domain.language import N_, _, ngettext
from tradehouse.domain.progress import Progress
from tradehouse.services.training.declared import PlannedProgramme, ProgrammesPlan, apply_programmes, plan_programmes
from tradehouse.ui.desk import Desk
from tradehouse.ui.kit.badge import Status
from tradehouse.ui.kit.caution import Caution
from tradehouse.ui.kit.dialog import DialogFrame
from tradehouse.ui.kit.empty import EmptyState, Offer
from tradehouse.ui.kit.plain_table import RIGHT, STATUS_ROLE, PlainModel, PlainTable

Index = QModelIndex | QPersistentModelIndex
_SIZE: Final = QSize(860, 520)
_WIDTHS: Final = (380, 110, 110, 140)
_CAUTIONS = 4


class _Programmes(PlainModel):
    headings = (N_("Programme"), N_("Participants"), N_("Provinces"), N_("State"))
    figures = (1, 2)

    def __init__(self, parent: QWidget, rows: Sequence[PlannedProgramme]) -> None:
        super().__init__(parent)
        self._rows = rows

    def count(self) -> int:
        return len(self._rows)

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        one, column = self._rows[index.row()], index.column()
        if column == len(self.headings) - 1:
            status = _status(one.state)
            return status if role == STATUS_ROLE else status.word if role == Qt.ItemDataRole.DisplayRole else None
        if role == Qt.ItemDataRole.TextAlignmentRole:
            return RIGHT if column in self.figures else None
        if role not in (Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.ToolTipRole):
            return None
        people, provinces = one.told.get("declared_participants"), one.told.get("declared_provinces", ())
        if role == Qt.ItemDataRole.ToolTipRole and column == 2:
            return ", ".join(provinces)
        return (
            one.name,
            "" if people is None else show_number(people),
            show_number(len(provinces)) if provinces else "",
        )[column]


def _status(state: str) -> Status:
    if state == "created":
        return Status("plus", _("New"), "accent")
    if state == "updated":
        return Status("edit", _("Changed"), "attention")
    return Status("check", _("Known already"))


class ProgrammesDialog(DialogFrame):
    """Reads lists as soon as it is made. Nothing is written until the person says so."""

    def __init__(self, desk: Desk, paths: Sequence[Path], parent: QWidget | None = None) -> None:
        names = ", ".join(path.name for path in paths)
        super().__init__(_("Figures of programmes"), "programmes_dialog", _SIZE, parent, sentence=names)
        self._desk, self._paths = desk, paths
        self.plan: ProgrammesPlan | None = None
        self._waiting = EmptyState()
        self._waiting.show_state("loading", "loader", _("Reading {file}…").format(file=names))
        self.body.addWidget(self._waiting, 1)
        self.table = PlainTable(_("Programmes"))
        self.leave = self.add_button(_("Cancel"), self.close, kind="flat", end="left", name="leave")
        self.take = self.add_button(_("Take in"), self.apply, kind="primary", default=True, name="take_in")
        self.take.hide()
        catalogue = desk.catalogue

        def work(progress: Progress) -> ProgrammesPlan:
            return plan_programmes(catalogue, paths, progress=progress)

        desk.jobs.run_read(f"programmes:{id(self)}", work, self._show, self._unreadable, owner=self)

    def _show(self, plan: ProgrammesPlan) -> None:
        self.plan = plan
        self._waiting.hide()
        for told in plan.warnings[:_CAUTIONS]:
            self.body.addWidget(Caution(str(told)))
        more = len(plan.warnings) - _CAUTIONS
        if more > 0:
            self.body.addWidget(Caution(ngettext("{n} more to look at", "{n} more to look at", more).format(n=more)))
        self.table.setModel(_Programmes(self, plan.programmes))
        self.table.set_widths(_WIDTHS, stretch=0)
        self.body.addWidget(self.table, 1)
        changes = plan.count("created") + plan.count("updated")
        self.take.show()
        self.take.setEnabled(changes > 0 and not self._desk.catalogue.read_only)
        if not changes:
            self.show_problem(_("The catalogue has all of this already."))
        ignored = ", ".join(dict.fromkeys(heading for _file, _sheet, heading in plan.ignored))
        if ignored:
            names = ", ".join(path.name for path in self._paths)
            self.set_heading(
                self.windowTitle(), _("{files}  ·  not taken: {headings}").format(files=names, headings=ignored)
            )

    def _unreadable(self, error: BaseException) -> None:
        if not isinstance(error, UserError):
            self._desk.fail(error)
        words = str(error) if isinstance(error, UserError) else _("Something went wrong while reading. Try again.")
        self._waiting.show_state("error", "error", _("This list cannot be taken"), words)
        self.leave.setText(_("Close"))

    def apply(self) -> None:
        """Make and change the programmes."""
        plan, catalogue = self.plan, self._desk.catalogue
        if plan is not None and self.take.isEnabled():
            self.take.setEnabled(False)
            self._desk.jobs.run_write(
                _("Figures of programmes"), lambda _p: apply_programmes(catalogue, plan), self._applied, self._failed
            )

    def _applied(self, plan: ProgrammesPlan) -> None:
        change = plan.change_set
        offers = (Offer(_("Undo"), lambda: self._desk.undo(change), "undo"),) if change is not None else ()
        words = _("Programmes: {created} created, {updated} updated, {unchanged} unchanged")
        states = ("created", "updated", "unchanged")
        self._desk.say(words.format(**{state: show_number(plan.count(state)) for state in states}), "good", offers)
        if isValid(self):
            self.close()

    def _failed(self, error: BaseException) -> None:
        if isValid(self) and isinstance(error, UserError):
            self.take.setEnabled(True)
            self.show_problem(str(error))
        else:
            self._desk.fail(error)

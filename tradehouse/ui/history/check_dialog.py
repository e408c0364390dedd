"""Is everything in the catalogue whole? Looks, lists what is wrong, mends what can be mended."""

from typing import Any

from PySide6.QtCore import QModelIndex, QObject, QPersistentModelIndex, QSize, Qt
from PySide6.QtWidgets import QStackedWidget, QWidget

from tradehouse.domain.language import N_, _, ngettext
from tradehouse.services.checking import CheckReport, Finding, check
from tradehouse.ui.desk import Desk
from tradehouse.ui.kit.badge import Status
from tradehouse.ui.kit.dialog import DialogFrame
from tradehouse.ui.kit.empty import EmptyState
from tradehouse.ui.kit.plain_table import STATUS_ROLE, PlainModel, PlainTable
from tradehouse.ui.kit.work_line import WorkLine
from tradehouse.ui.theme import MARGIN

Index = QModelIndex | QPersistentModelIndex
_MENDED_BY_ITSELF = frozenset({"stale_search", "orphan", "photo_missing", "scan_missing"})


class CheckDialog(DialogFrame):
    """Begins to look as soon as it opens. Repair backs the database up first; orphans go to the trash folder."""

    def __init__(self, desk: Desk, parent: QWidget | None = None) -> None:
        super().__init__(
            _("Check the catalogue"),
            "check_dialog",
            QSize(760, 480),
            parent,
            sentence=_("Looks at the database, the links between records, the search and every photo file."),
            margins=False,
        )
        self._desk = desk
        self._model = _Findings(self)
        self._empty = EmptyState()
        self.table = PlainTable(_("Findings"))
        self.table.setModel(self._model)
        self.table.set_widths((150, 400), stretch=1)
        self._stack = QStackedWidget()
        self._stack.addWidget(self._empty)
        self._stack.addWidget(self.table)
        self._work = WorkLine(desk.jobs)
        self._work.setContentsMargins(MARGIN, 0, MARGIN, 0)
        self.body.addWidget(self._stack, 1)
        self.body.addWidget(self._work)
        self.again = self.add_button(
            _("Check again"), lambda: self.look(repair=False), kind="flat", end="left", name="again"
        )
        self.repair = self.add_button(_("Repair"), lambda: self.look(repair=True), name="repair")
        self.add_button(_("Close"), self.accept, kind="primary", default=True, name="close")
        self.look(repair=False)

    def look(self, *, repair: bool) -> None:
        """Check again, mending what can be mended if repair is set."""
        self.repair.setEnabled(False)
        self.again.setEnabled(False)
        self._stack.setCurrentWidget(self._empty)
        self._empty.show_state("loading", "check-circle", _("Repairing…") if repair else _("Checking…"))
        catalogue = self._desk.catalogue
        job = self._desk.jobs.run_write(
            _("Check the catalogue"),
            lambda progress: check(catalogue, repair=repair, progress=progress),
            self._show,
            self._failed,
            on_cancelled=self._stopped,
            owner=self,
        )
        self._work.follow(job)

    def _show(self, report: CheckReport) -> None:
        self.again.setEnabled(True)
        self._model.show_findings(report.findings)
        mendable = any(finding.code in _MENDED_BY_ITSELF for finding in report.left_over)
        self.repair.setEnabled(mendable and not self._desk.catalogue.read_only)
        if report.findings:
            self._stack.setCurrentWidget(self.table)
            self.table.choose(0)
            left = len(report.left_over)
            words = ngettext("{n} thing to look at.", "{n} things to look at.", left).format(n=left)
            self.show_problem(words if left else "")
            return
        self.show_problem("")
        words = ngettext("{n} photo file was checked too.", "{n} photo files were checked too.", report.photos)
        self._empty.show_state("empty", "check-circle", _("Everything is in order"), words.format(n=report.photos))

    def _failed(self, error: BaseException) -> None:
        self._stopped()
        self._desk.fail(error)

    def _stopped(self) -> None:
        self.again.setEnabled(True)
        self._empty.show_state("empty", "close", _("Stopped"), _("The check was stopped; nothing was changed."))


class _Findings(PlainModel):
    headings = (N_("State"), N_("Finding"))

    def __init__(self, parent: QObject) -> None:
        super().__init__(parent)
        self._findings: list[Finding] = []

    def show_findings(self, findings: list[Finding]) -> None:
        self.beginResetModel()
        self._findings = findings
        self.endResetModel()

    def count(self) -> int:
        return len(self._findings)

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        finding = self._findings[index.row()]
        status = _status(finding)
        if index.column() == 0:
            return {Qt.ItemDataRole.DisplayRole: status.word, STATUS_ROLE: status}.get(role)
        if role in (Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.ToolTipRole):
            return str(finding.message)
        return None


def _status(finding: Finding) -> Status:
    if finding.repaired:
        return Status("check", _("Repaired"), "good")
    if finding.code in _MENDED_BY_ITSELF:
        return Status("warning", _("Can be repaired"), "attention")
    return Status("error", _("Needs you"), "danger")

"""The tab of reports: the list of them, what narrows the one that is chosen, its charts and its table."""

import json
from dataclasses import asdict, dataclass
from typing import Any, Final

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QFrame, QHBoxLayout, QSplitter, QStackedWidget, QVBoxLayout, QWidget

from tradehouse.domain.changes import ChangeSet
from tradehouse.domain.display import show_number
from tradehouse.domain.errors import UserError
from tradehouse.domain.language import _
from tradehouse.domain.progress import Progress
from tradehouse.domain.report_filters import Filters
from tradehouse.domain.reports import Report
from tradehouse.services.reports import REPORTS, Choices, ReportKind, choices, ids_behind, make_report, targets_of
from tradehouse.services.reports.crosstab import today
from tradehouse.ui.board import Board
from tradehouse.ui.browser.view_state import ViewState
from tradehouse.ui.desk import Desk
from tradehouse.ui.kit.buttons import push_button, tool_button
from tradehouse.ui.kit.empty import EmptyState, Offer
from tradehouse.ui.kit.labels import hairline, label
from tradehouse.ui.reports.charts import ChartsPanel
from tradehouse.ui.reports.filters import FilterBar
from tradehouse.ui.reports.report_list import ReportList
from tradehouse.ui.reports.saving import ask_target
from tradehouse.ui.reports.table import ReportTable
from tradehouse.ui.reports.targets import targets_dialog
from tradehouse.ui.settings_store import text
from tradehouse.ui.theme import GAP, PANEL, SPACE

LIST_WIDTH: Final = 216
LAST: Final = text("reports.last")
FILTERS: Final = text("reports.filters")


@dataclass(frozen=True, slots=True)
class _Made:
    """A report with what its filters may be set to."""

    report: Report
    choices: Choices


class ReportsBoard(Board):
    """Works the chosen report out anew when what it depends on has changed; one that takes long waits to be asked."""

    def __init__(self, desk: Desk, parent: QWidget | None = None) -> None:
        super().__init__(desk, parent)
        self.setObjectName("reports")
        self.kind: ReportKind = REPORTS.get(desk.settings.get(LAST)) or next(iter(REPORTS.values()))
        self.report: Report | None = None
        self.list = ReportList()
        self.title = label("", "title")
        self.title.setObjectName("report_title")
        self.filters = FilterBar()
        self.filters.filters = _filters_kept(desk.settings.get(FILTERS))
        self.notes = label("", "small", wrap=True)
        self.notes.setObjectName("report_notes")
        self.charts = ChartsPanel(desk)
        self.table = ReportTable()
        self.empty = EmptyState()
        self.targets = tool_button("star", _("Targets…"), self.set_targets, words=True)
        self.targets.setObjectName("report_targets")
        self.again = tool_button("refresh", _("Work out anew"), self.refresh)
        self.again.setObjectName("report_again")
        self.copy = tool_button("copy", _("Copy"), self.copy_table, words=True)
        self.copy.setObjectName("report_copy")
        self.save = push_button(_("Save…"), self.ask_target, glyph="save-as")
        self.save.setObjectName("report_save")
        self._stack = QStackedWidget()
        self._parts = QSplitter(Qt.Orientation.Vertical)
        self._build()
        self.list.choose(self.kind.name)
        self.list.picked.connect(self.show_kind)
        self.filters.changed.connect(lambda _filters: self._on_narrowed())
        self.charts.opened.connect(self.open_names)
        self.charts.fitted.connect(self._give_room)
        self.table.opened.connect(self.open_names)
        self.table.narrowed.connect(self.filters.narrow)
        self._head()

    # --- working it out ----------------------------------------------------------------------------------------------

    def take_news(self, change: ChangeSet) -> None:
        """Take in a change set; a report that takes long is not worked out by itself."""
        if self.kind.long and self.report is not None:
            if not self.reads.isdisjoint(change.touched):
                self._note(_("The catalogue has changed since. Work it out anew when you are ready."))
            return
        super().take_news(change)

    def show_kind(self, name: str) -> None:
        """Show another report, narrowed by what it knows of the filters."""
        self.kind = REPORTS[name]
        self.desk.settings.put(LAST, name)
        self.report = None
        self._head()
        self._ask()

    def refresh(self) -> None:
        """Work the report out and show it."""
        self._ask()

    def _on_narrowed(self) -> None:
        self.desk.settings.put(FILTERS, json.dumps(asdict(self.filters.filters)))
        self._ask()

    def _head(self) -> None:
        self.reads = self.kind.reads | {"target"}
        self.title.setText(_(self.kind.title))
        self.targets.setVisible(self.kind.realised is not None and not self.desk.catalogue.read_only)

    def _ask(self) -> None:
        kind, catalogue, filters = self.kind, self.desk.catalogue, self.filters.filters

        def work(progress: Progress) -> _Made:
            return _Made(make_report(catalogue, kind, filters, progress), choices(catalogue, kind, filters))

        if self.report is None:
            self._say_empty("loading", _("Working it out…"))
        words = _("Report: {name}").format(name=_(kind.title)) if kind.long else ""
        self.desk.jobs.run_read("report", work, self._take, self._on_failed, owner=self, label=words)

    def _take(self, made: _Made) -> None:
        report = self.report = made.report
        self.filters.offer(made.choices, self.filters.filters)
        self._note("  ·  ".join(report.notes))
        for button in (self.copy, self.save):
            button.setEnabled(not report.empty)
        if report.empty:
            self._say_nothing(made)
            return
        self.table.show_report(report)
        self.charts.setVisible(bool(report.charts))
        self.charts.show_charts(report.charts)
        self._stack.setCurrentIndex(0)

    def _note(self, words: str) -> None:
        self.notes.setText(words)
        self.notes.setVisible(bool(words))

    def _give_room(self, height: int) -> None:
        """Give charts the room that they take, at most six tenths."""
        whole = self._parts.height()
        taken = min(height, whole * 6 // 10)
        self._parts.setSizes([taken, whole - taken])

    def _say_nothing(self, made: _Made) -> None:
        if made.report.filters:
            self._say_empty(
                "nothing_found", _("Nothing fits"), _("Nothing was counted for: {filters}.").format(filters=", ".join(made.report.filters)),
                (Offer(_("Clear all filters"), self.filters.clear_all, "close"),),
            )  # fmt: skip
        else:
            self._say_empty("empty", _("No data yet"), _(self.kind.source))

    def _on_failed(self, error: BaseException) -> None:
        if isinstance(error, UserError):
            again = (Offer(_("Try again"), self.refresh, "refresh"),)
            self._say_empty("error", _("The report cannot be worked out"), str(error), again)
        else:
            self.desk.fail(error)

    def _say_empty(self, state: Any, title: str, sentence: str = "", offers: tuple[Offer, ...] = ()) -> None:
        glyph = {"nothing_found": "search", "error": "error"}.get(state, "report")
        self.empty.show_state(state, glyph, title, sentence, offers)
        self._stack.setCurrentIndex(1)

    # --- what can be done with it ------------------------------------------------------------------------------------

    def open_names(self, key: str) -> None:
        """Show the names behind a number in their own tab."""
        names = self.report.names.get(key) if self.report is not None else None
        if names is None or self.report is None:
            return
        note = f"{self.report.title}: {names.said}" if names.said else self.report.title
        catalogue = self.desk.catalogue

        def work(_progress: Progress) -> tuple[int, int, ViewState]:
            ids = ids_behind(catalogue, names)
            return len(ids), next(iter(ids), 0), ViewState.of_records(ids, note)

        def show(found: tuple[int, int, ViewState]) -> None:
            count, first, state = found
            if count == 1:
                self.record_asked.emit(str(names.kind), first)
            elif count:
                self.records_asked.emit(str(names.kind), state)
            else:
                self.desk.say(_("Nobody is behind this number any more."), "attention")

        self.desk.jobs.run_read("report-names", work, show, owner=self)

    def copy_table(self) -> None:
        """Put the table on the clipboard, as spreadsheets take it."""
        QApplication.clipboard().setMimeData(self.table.model_.copied())
        rows = show_number(len(self.report.rows) if self.report else 0)
        self.desk.say(_("The table with {rows} rows is on the clipboard.").format(rows=rows))

    def ask_target(self) -> None:
        """Ask where the report is to lie, and write it."""
        if self.report is not None:
            ask_target(self.desk, self.report, self)

    def set_targets(self) -> None:
        """Ask for the targets of the year that is chosen, else of this one."""
        kind, catalogue, year = self.kind, self.desk.catalogue, self.filters.filters.year or today().year
        self.desk.jobs.run_read(
            "targets",
            lambda _p: targets_of(catalogue, kind.name, year),
            lambda known: targets_dialog(self.desk, kind, year, known, self).open(),
            owner=self,
        )

    # --- building ----------------------------------------------------------------------------------------------------

    def _build(self) -> None:
        head = QWidget()
        head.setProperty("pane", "surface")
        head.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        column = QVBoxLayout(head)
        column.setContentsMargins(PANEL, GAP, PANEL, GAP)
        column.setSpacing(GAP)
        first = QHBoxLayout()
        first.setSpacing(GAP)
        first.addWidget(self.title, 1)
        for button in (self.again, self.targets, self.copy, self.save):
            first.addWidget(button)
        column.addLayout(first)
        column.addWidget(self.filters)
        self._parts.setChildrenCollapsible(False)
        self._parts.addWidget(self.charts)
        self._parts.addWidget(self.table)
        self._parts.setSizes([320, 300])
        for n in (0, 1):
            self._parts.setStretchFactor(n, 1)
        self._stack.addWidget(self._parts)
        self._stack.addWidget(self.empty)
        right = QWidget()
        whole = QVBoxLayout(right)
        whole.setContentsMargins(0, 0, 0, 0)
        whole.setSpacing(0)
        whole.addWidget(head)
        whole.addWidget(hairline())
        whole.addWidget(self._stack, 1)
        self.notes.setContentsMargins(PANEL, SPACE, PANEL, SPACE)
        self.notes.hide()
        whole.addWidget(self.notes)
        self.list.setFixedWidth(LIST_WIDTH)
        across = QHBoxLayout(self)
        across.setContentsMargins(0, 0, 0, 0)
        across.setSpacing(0)
        across.addWidget(self.list)
        edge = QFrame()
        edge.setFrameShape(QFrame.Shape.VLine)
        across.addWidget(edge)
        across.addWidget(right, 1)
        self.setFocusProxy(self.list)


def _filters_kept(said: str) -> Filters:
    try:
        kept = json.loads(said)
        known = Filters(**{key: type(getattr(Filters(), key))(value) for key, value in kept.items()})
    except (ValueError, TypeError, AttributeError):
        return Filters()
    return known

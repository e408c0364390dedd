"""How a supplier goes up: its scale and why, its figures over time, steps up, mentoring."""

from collections.abc import Callable

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from tradehouse.domain.charts import Chart, ChartKind, Series
from tradehouse.domain.display import show, show_date, show_rupiah
from tradehouse.domain.fields import RecordKind, fields
from tradehouse.domain.figures import RUPIAH
from tradehouse.domain.language import _, current_language, ngettext
from tradehouse.domain.records import Record
from tradehouse.domain.scale import Scale
from tradehouse.domain.supplier_path import (
    MentoringCase,
    StepKind,
    StoredSnapshot,
    StoredStep,
    mentoring_end,
    months_between,
)
from tradehouse.services import supplier_path
from tradehouse.services.supplier_path import OUTCOMES, Path
from tradehouse.ui.browser.field_dialog import FieldDialog
from tradehouse.ui.browser.record_lists import RecordLines
from tradehouse.ui.kit.badge import Badge, Status
from tradehouse.ui.kit.buttons import push_button, tool_button
from tradehouse.ui.kit.chart_view import ChartView
from tradehouse.ui.kit.labels import label
from tradehouse.ui.path.dialogs import begin_dialog, end_dialog, figures_dialog
from tradehouse.ui.theme import GAP, SPACE

_SUPPLIER = fields(RecordKind.SUPPLIER)
_SHOWN = 8


class PathOfSupplier(RecordLines):
    """Everything about one supplier's growth, with the ways to add to it."""

    def show_record(self, record: Record) -> None:
        self._record = record
        catalogue = self._desk.catalogue
        self._desk.jobs.run_read(
            f"path:{id(self)}", lambda _p: supplier_path.path_of(catalogue, record.id), self._show, owner=self
        )

    def _show(self, path: Path) -> None:
        record = self._record
        if record is None:
            return
        self._clear()
        for scale in (path.by_sales, path.by_capital):
            if scale is not None:
                self._column.addWidget(label(_scale_words(scale), wrap=True))
        if path.by_sales is None and path.by_capital is None:
            self._say(_("Neither sales nor capital are known, so there is no scale yet."))
        if path.stalled is not None:
            line = QHBoxLayout()
            line.addWidget(Badge(Status("clock", _("Stalls"), "attention")))
            line.addWidget(label(path.stalled.text(), "small", wrap=True), 1)
            self._add(line)
        sold = [one.figures for one in path.snapshots if one.figures.sales is not None]
        if len(sold) > 1:
            view = ChartView(self._desk.jobs)
            values = tuple(int(one.sales or 0) for one in sold)
            series = (Series(_("Annual sales"), values, "accent"),)
            title = _("Annual sales")
            view.show_chart(
                Chart(
                    ChartKind.LINE,
                    title,
                    series,
                    dates=tuple(one.date for one in sold),
                    figure=RUPIAH,
                    show_values=False,
                )
            )
            self._column.addWidget(view)
        for taken in reversed(path.snapshots[-_SHOWN:]):
            self._column.addWidget(self._figures_line(record, taken))
        for step in reversed(path.steps):
            self._column.addWidget(self._step_line(record, step))
        for case in reversed(path.cases):
            self._column.addWidget(label(_case_words(case), wrap=True))
        running = next((case for case in path.cases if case.outcome == "running"), None)
        self._add_ways(record, running)

    def _figures_line(self, record: Record, taken: StoredSnapshot) -> QWidget:
        line = QWidget()
        row = QHBoxLayout(line)
        row.setContentsMargins(0, 0, 0, 0)
        figures = taken.figures
        facts = [show_date(figures.date)]
        facts += [show_rupiah(figures.sales)] if figures.sales is not None else []
        facts += [show(_SUPPLIER["market_reach"], figures.reach)] if figures.reach else []
        row.addWidget(label("  ·  ".join([*facts, figures.source] if figures.source else facts), "small", wrap=True), 1)
        catalogue = self._desk.catalogue
        gone = tool_button(
            "close",
            _("Remove these figures"),
            lambda: self._write(
                _("Figures removed"), lambda: supplier_path.remove_snapshot(catalogue, record.id, taken.id)
            ),
        )
        gone.setObjectName(f"remove_figures.{taken.id}")
        gone.setEnabled(not catalogue.read_only)
        row.addWidget(gone, 0, Qt.AlignmentFlag.AlignTop)
        return line

    def _step_line(self, record: Record, stored: StoredStep) -> QWidget:
        line = QWidget()
        row = QHBoxLayout(line)
        row.setContentsMargins(0, 0, 0, 0)
        words = QVBoxLayout()
        words.setSpacing(SPACE // 2)
        field = _SUPPLIER["scale" if stored.step.kind is StepKind.SCALE else "market_reach"]
        up = _("Step up on {date}: {old} → {new}").format(
            date=show_date(stored.date), old=show(field, stored.step.came_from), new=show(field, stored.step.went_to)
        )
        words.addWidget(label(up, wrap=True))
        why = [one.message().text() for one in stored.step.criteria]
        words.addWidget(label("  ·  ".join(filter(None, (*why, stored.evidence))), "small", wrap=True))
        row.addLayout(words, 1)
        catalogue = self._desk.catalogue
        gone = tool_button(
            "close",
            _("This was no step up"),
            lambda: self._write(
                _("Step up removed"), lambda: supplier_path.remove_step(catalogue, record.id, stored.id)
            ),
        )
        gone.setEnabled(not catalogue.read_only)
        row.addWidget(gone, 0, Qt.AlignmentFlag.AlignTop)
        return line

    def _add_ways(self, record: Record, running: MentoringCase | None) -> None:
        ways = QHBoxLayout()
        ways.setSpacing(GAP)
        figures = push_button(
            _("Take down figures…"), lambda: self._open(figures_dialog(self._desk, record, self.window()))
        )
        figures.setObjectName("take_figures")
        if running is None:
            mentoring = push_button(
                _("Begin mentoring…"), lambda: self._open(begin_dialog(self._desk, record, self.window()))
            )
        else:
            mentoring = push_button(
                _("End mentoring…"), lambda: self._open(end_dialog(self._desk, record, running, self.window()))
            )
        mentoring.setObjectName("mentoring")
        for button in (figures, mentoring):
            button.setEnabled(not self._desk.catalogue.read_only)
            ways.addWidget(button)
        ways.addStretch(1)
        self._add(ways)

    def _open(self, dialog: FieldDialog) -> None:
        record = self._record
        if record is not None:
            dialog.saved.connect(lambda _result: self.show_record(record))
            dialog.open()

    def _write(self, words: str, work: Callable[[], None]) -> None:
        record = self._record
        if record is not None:
            self._desk.jobs.run_write(words, lambda _p: work(), lambda _r: self.show_record(record), owner=self)

    def _add(self, layout: QHBoxLayout) -> None:
        line = QWidget()
        layout.setContentsMargins(0, 0, 0, 0)
        line.setLayout(layout)
        self._column.addWidget(line)


def _scale_words(scale: Scale) -> str:
    token = show(_SUPPLIER["scale"], scale.token)
    rule = scale.rule.label(current_language())
    if scale.by == "sales":
        return _("{scale} by annual sales ({rule})").format(scale=token, rule=rule)
    return _("{scale} by capital ({rule})").format(scale=token, rule=rule)


def _case_words(case: MentoringCase) -> str:
    programme = case.programme or _("Mentoring")
    if case.outcome == "running":
        return _("{programme} since {start}, until {end} at most").format(
            programme=programme, start=show_date(case.starts), end=show_date(mentoring_end(case.starts))
        )
    months = months_between(case.starts, case.ends) if case.ends else 0
    took = ngettext("{n} month", "{n} months", months).format(n=months)
    return _("{programme} from {start}: {outcome} after {time}").format(
        programme=programme, start=show_date(case.starts), outcome=_(OUTCOMES[case.outcome]), time=took
    )

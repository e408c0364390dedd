"""Last page: the work while it goes on, then what came of it."""

from pathlib import Path

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QFileDialog, QGridLayout, QHBoxLayout, QVBoxLayout, QWidget

from tradehouse.domain.display import show_number
from tradehouse.domain.language import _, ngettext
from tradehouse.services.importing.drafts import Outcome
from tradehouse.services.importing.reporting import ImportReport
from tradehouse.ui.importing.plan_model import outcome_status
from tradehouse.ui.importing.step import Step
from tradehouse.ui.kit.badge import Badge
from tradehouse.ui.kit.buttons import push_button
from tradehouse.ui.kit.caution import Caution
from tradehouse.ui.kit.empty import EmptyState
from tradehouse.ui.kit.labels import label
from tradehouse.ui.theme import GAP, MARGIN, PANEL


class ResultStep(Step):
    """Signals:
    view_wanted(): look at what was imported.
    undo_wanted(): take it back.
    rejects_wanted(path): save the rejected rows as a workbook.
    again_wanted(): import something else.
    """

    view_wanted = Signal()
    undo_wanted = Signal()
    rejects_wanted = Signal(object)
    again_wanted = Signal()

    def __init__(self, folder: str = "", parent: QWidget | None = None) -> None:
        super().__init__("step_result", _("The import."), parent)
        self._folder = folder
        self._finished = False
        self._head = EmptyState()
        self._counts = QWidget()
        self._grid = QGridLayout(self._counts)
        self._grid.setContentsMargins(0, 0, 0, 0)
        self._grid.setHorizontalSpacing(MARGIN)
        self._grid.setVerticalSpacing(GAP)
        self._told = Caution()
        self.view = push_button(_("View"), self.view_wanted.emit, kind="primary", glyph="eye")
        self.undo = push_button(_("Undo the import"), self.undo_wanted.emit, glyph="undo")
        self.save = push_button(_("Save rejected rows…"), self._ask_rejects, glyph="save-as")
        self.again = push_button(_("Import another file"), self.again_wanted.emit, kind="flat", glyph="import")
        buttons = QHBoxLayout()
        buttons.setSpacing(GAP)
        buttons.addStretch(1)
        for name, button in (
            ("view", self.view),
            ("undo", self.undo),
            ("save_rejects", self.save),
            ("again", self.again),
        ):
            button.setObjectName(name)
            buttons.addWidget(button)
        buttons.addStretch(1)
        middle = QHBoxLayout()
        middle.addStretch(1)
        middle.addWidget(self._counts)
        middle.addStretch(1)
        told = QHBoxLayout()
        told.addStretch(1)
        told.addWidget(self._told, 3)
        told.addStretch(1)
        column = QVBoxLayout()
        column.setSpacing(PANEL)
        column.addWidget(self._head)
        column.addLayout(middle)
        column.addLayout(told)
        column.addSpacing(GAP)
        column.addLayout(buttons)
        self.column.addStretch(1)
        self.column.addLayout(column)
        self.column.addStretch(2)

    def show_working(self, rows: int) -> None:
        """Say that the import is being written."""
        self._finished = False
        words = ngettext("Importing {n} row…", "Importing {n} rows…", rows).format(n=show_number(rows))
        self._head.show_state(
            "loading", "import", words, _("You can close this window and go on working; the result will be told.")
        )
        self._show_parts(visible=False)

    def show_stopped(self, sentence: str) -> None:
        """Say that nothing was written."""
        self._finished = True
        self._head.show_state("error", "warning", _("Nothing was imported"), sentence)
        self._show_parts(visible=False)
        self.again.show()

    def show_undone(self, kept: int = 0) -> None:
        """Say that the import was taken back, but for so many records that were edited since."""
        sentence = _("The catalogue is as it was. The history can bring it back.")
        if kept:
            words = ngettext(
                "{n} record that was edited since was kept. The history can bring the rest back.",
                "{n} records that were edited since were kept. The history can bring the rest back.",
                kept,
            )
            sentence = words.format(n=show_number(kept))
        self._head.show_state("empty", "undo", _("The import was undone"), sentence)
        self._show_parts(visible=False)
        self.again.show()

    def show_report(self, report: ImportReport) -> None:
        """Show what came of it."""
        self._finished = True
        counts = report.rows
        rows = counts.created + counts.updated
        if report.change_set is None:
            title, sentence = _("Nothing needed to be changed"), _("The catalogue had all of this already.")
        else:
            title = ngettext("{n} row is in the catalogue", "{n} rows are in the catalogue", rows)
            title = title.format(n=show_number(rows))
            sentence = _("If it was the wrong file, one undo takes all of it back, today or next week.")
        self._head.show_state("empty", "check-circle", title, sentence)
        self._show_parts(visible=True)
        self._fill(report)
        self.undo.setVisible(report.change_set is not None)
        self.view.setVisible(report.change_set is not None)
        self.save.setVisible(counts.rejected > 0)
        self._told.say(_say_left_over(report))
        (self.view if report.change_set is not None else self.again).setFocus()

    def finished(self) -> bool:
        """Say whether the work has ended."""
        return self._finished

    def _show_parts(self, *, visible: bool) -> None:
        for widget in (self._counts, self.view, self.undo, self.save, self.again, self._told):
            widget.setVisible(visible)

    def _fill(self, report: ImportReport) -> None:
        while (item := self._grid.takeAt(0)) is not None:
            old = item.widget()
            if old is not None:
                old.hide()
                old.deleteLater()
        counts = report.rows
        numbers = (
            (Outcome.CREATED, counts.created),
            (Outcome.UPDATED, counts.updated),
            (Outcome.UNCHANGED, counts.unchanged),
            (Outcome.REJECTED, counts.rejected),
            (Outcome.SKIPPED, counts.skipped),
        )
        for column, (outcome, number) in enumerate((o, n) for o, n in numbers if n):
            figure = label(show_number(number), "title")
            self._grid.addWidget(figure, 0, column, Qt.AlignmentFlag.AlignHCenter)
            self._grid.addWidget(Badge(outcome_status(outcome)), 1, column, Qt.AlignmentFlag.AlignHCenter)

    def _ask_rejects(self) -> None:
        suggested = str(Path(self._folder) / f"{_('Rejected rows')}.xlsx")
        chosen, _filter = QFileDialog.getSaveFileName(
            self, _("Save rejected rows"), suggested, f"{_('Excel workbook')} (*.xlsx)"
        )
        if chosen:
            self.rejects_wanted.emit(Path(chosen))


def _say_left_over(report: ImportReport) -> str:
    parts = []
    if report.rows.rejected:
        words = ngettext(
            "{n} row was rejected. Save it, correct it in the workbook and import that.",
            "{n} rows were rejected. Save them, correct them in the workbook and import that.",
            report.rows.rejected,
        )
        parts.append(words.format(n=show_number(report.rows.rejected)))
    if report.photos["unmatched"]:
        words = ngettext("{n} photo found no product.", "{n} photos found no product.", report.photos["unmatched"])
        parts.append(words.format(n=show_number(report.photos["unmatched"])))
    if report.photos["refused"]:
        words = ngettext("{n} photo could not be read.", "{n} photos could not be read.", report.photos["refused"])
        parts.append(words.format(n=show_number(report.photos["refused"])))
    return " ".join(parts)

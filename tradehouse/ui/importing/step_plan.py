"""Fifth page: what will happen, row by row, before anything does; what is wrong is put right here."""

from array import array
from collections.abc import Callable
from pathlib import Path

from PySide6.QtCore import Signal
from PySide6.QtGui import QKeySequence
from PySide6.QtWidgets import QFileDialog, QHBoxLayout, QStackedWidget, QVBoxLayout, QWidget

from tradehouse.domain.display import show_number
from tradehouse.domain.language import _, ngettext
from tradehouse.services.importing.drafts import Outcome
from tradehouse.services.importing.plan_rows import PlanRow, PlanRows
from tradehouse.services.importing.planning import ImportPlan
from tradehouse.services.importing.problems import Fix, ProblemGroup
from tradehouse.services.importing.reporting import ImportReport
from tradehouse.ui.importing import corrections
from tradehouse.ui.importing.choices import Choices
from tradehouse.ui.importing.plan_details import PlanDetails
from tradehouse.ui.importing.plan_model import (
    CHANGES,
    GRAVE,
    REASON,
    STATE,
    PlanModel,
    outcome_status,
    say_sheets,
    say_told,
)
from tradehouse.ui.importing.plan_table import PlanTable
from tradehouse.ui.importing.problem_cards import ProblemCards
from tradehouse.ui.importing.step import Step
from tradehouse.ui.importing.working import ShownPlan
from tradehouse.ui.kit.buttons import push_button
from tradehouse.ui.kit.caution import Caution
from tradehouse.ui.kit.empty import EmptyState
from tradehouse.ui.kit.filter_chip import FilterChip
from tradehouse.ui.kit.flow import FlowLayout
from tradehouse.ui.kit.labels import ElidedLabel
from tradehouse.ui.theme import GAP, PANEL

EVERY = tuple(Outcome)
GROUP = "group"
_FILTERS: tuple[tuple[str, tuple[Outcome, ...]], ...] = (
    ("created", (Outcome.CREATED,)),
    ("updated", (Outcome.UPDATED,)),
    ("unchanged", (Outcome.UNCHANGED,)),
    ("rejected", (Outcome.REJECTED,)),
    ("skipped", (Outcome.SKIPPED,)),
)


class PlanStep(Step):
    """A table that the counts above it filter, beside it what is to be decided and the row in full.

    Signals:
        rejects_wanted(path): the rejected rows are wanted as a workbook.
        corrected(): something was put right; the plan is to be made anew.
        back_wanted(): the last correction is to be taken back.
        words_wanted(ProblemGroup): the words of the group's sheet are to be matched.
    """

    rejects_wanted = Signal(object)
    corrected = Signal()
    back_wanted = Signal()
    words_wanted = Signal(object)

    def __init__(self, choices: Choices, folder: str = "", parent: QWidget | None = None) -> None:
        super().__init__("step_plan", _("This will happen. Nothing has been written yet."), parent)
        self._choices = choices
        self._plan: ImportPlan | None = None
        self._rows: PlanRows | None = None
        self._group: ProblemGroup | None = None
        self._shown = "all"
        self.report: ImportReport | None = None
        self._folder = folder
        self._empty = EmptyState()
        self.details = PlanDetails()
        self._model = PlanModel(self)
        self.table = PlanTable(self._model)
        self.table.chosen.connect(lambda row: self.details.show_row(self._model.plan_row(row)))
        self.cards = ProblemCards()
        self.chips: dict[str, FilterChip] = {}
        self._told = Caution()
        self._sheets = ElidedLabel("", "muted")
        self._save = push_button(_("Save rejected rows…"), self._ask_rejects, kind="flat", glyph="save-as")
        self._save.setObjectName("save_rejects")
        self.take_back = push_button(_("Take back"), self.back_wanted.emit, kind="flat", glyph="undo")
        self.take_back.setObjectName("take_back")
        keys = QKeySequence(QKeySequence.StandardKey.Undo).toString(QKeySequence.SequenceFormat.NativeText)
        self.take_back.setToolTip(_("Take the last correction back ({keys})").format(keys=keys))
        self._stack = QStackedWidget()
        self._stack.addWidget(self._empty)
        self._stack.addWidget(self._content())
        self.column.addWidget(self._stack, 1)
        self._connect()

    def show_waiting(self) -> None:
        """Say that the plan is being made; one that is corrected stays in sight meanwhile."""
        if self._plan is not None:
            self._sheets.set_whole(_("Comparing with the catalogue…"))
            return
        self._empty.show_state("loading", "list", _("Comparing with the catalogue…"))
        self._stack.setCurrentIndex(0)
        self.changed.emit()

    def forget(self) -> None:
        """Show nothing of the plan before."""
        self._plan = self._rows = self.report = self._group = None
        self._model.show_rows(None, array("q"), several_sheets=False)
        self.details.show_row(None)

    def show_failure(self, sentence: str) -> None:
        """Say why there is no plan."""
        self.forget()
        self._empty.show_state("error", "warning", _("There is no plan"), sentence)
        self._stack.setCurrentIndex(0)
        self.changed.emit()

    def show_plan(self, made: ShownPlan, told: str = "") -> None:
        """Show a plan; told says why it is another one than before. After a correction, one stays where one was."""
        again = self._plan is not None
        place = self._model.key_at(self.table.currentIndex().row()) if again else None
        scroll, row = self.table.verticalScrollBar().value(), self.table.currentIndex().row()
        self._plan, self._rows = made.plan, made.rows
        self.report = made.report
        self._show_counts(self.report, made)
        remarks = [remark for remark in self.report.warnings if not remark.row]
        grave = next((say_told(remark) for remark in remarks if remark.code in GRAVE), "")
        self._told.say(told or grave, "neutral" if told else "attention")
        self._sheets.set_whole(say_sheets(self.report))
        self._stack.setCurrentIndex(1)
        self.cards.show_problems(made.problems, made.plan.alike)
        self._group = self._group_again(made.problems)
        if again and (self._group is not None or (self._shown != GROUP and self.chips[self._shown].count())):
            self._filter(self._shown, place, row)
            self.table.verticalScrollBar().setValue(scroll)
        else:
            self._filter("rejected" if self.report.rows.rejected else "all")
        self.changed.emit()
        if not again:
            self.table.setFocus()

    def can_go_on(self) -> bool:
        return self._plan is not None and self._plan.changes_anything

    def problem(self) -> str:
        if self._plan is not None and not self._plan.changes_anything:
            return _("The catalogue has all of this already. There is nothing to write.")
        return ""

    def button_words(self) -> str:
        """Return what the button that writes says."""
        if self.report is None:
            return _("Import")
        rows = self.report.rows.created + self.report.rows.updated
        return ngettext("Import {n} row", "Import {n} rows", rows).format(n=show_number(rows)) if rows else _("Import")

    # --- what is shown ---------------------------------------------------------------------------------------------

    def _content(self) -> QWidget:
        chips = QWidget()
        flow = FlowLayout(chips, GAP)
        made = [("all", FilterChip("", _("All rows")))]
        for key, outcomes in _FILTERS:
            status = outcome_status(outcomes[0])
            made.append((key, FilterChip(status.icon, status.word, status.tone)))
        made.append(("warned", FilterChip("warning", _("With remarks"), "attention")))
        for key, chip in made:
            chip.setObjectName(f"filter.{key}")
            chip.clicked.connect(lambda _on=False, key=key: self._filter(key))
            self.chips[key] = chip
            flow.addWidget(chip)
        line = QHBoxLayout()
        line.addWidget(chips, 1)
        line.addWidget(self.take_back)
        line.addWidget(self._save)
        three = QHBoxLayout()
        three.setSpacing(PANEL)
        three.addWidget(self.cards)
        three.addWidget(self.table, 1)
        three.addWidget(self.details)
        content = QWidget()
        column = QVBoxLayout(content)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(GAP)
        column.addWidget(self._told)
        column.addLayout(line)
        column.addLayout(three, 1)
        column.addWidget(self._sheets)
        return content

    def _show_counts(self, report: ImportReport, made: ShownPlan) -> None:
        counts = report.rows
        for key, number in (("all", counts.total), *((key, getattr(counts, key)) for key, _o in _FILTERS)):
            self.chips[key].show_count(number)
        self.chips["warned"].show_count(len(made.rows.warned_keys()))
        self._save.setVisible(counts.rejected > 0)
        self.take_back.setVisible(bool(self._choices.history))

    def _group_again(self, problems: tuple[ProblemGroup, ...]) -> ProblemGroup | None:
        """Find the group whose rows were shown in the new plan, where it is still there."""
        old = self._group
        if old is None or self._shown != GROUP:
            return None
        cause = (old.file, old.sheet, old.target, old.key, old.code)
        return next((g for g in problems if (g.file, g.sheet, g.target, g.key, g.code) == cause), None)

    def _filter(self, key: str, place: int | None = None, row: int = 0) -> None:
        """Show some rows; the one with the key place stays the current one, else that at the same height."""
        if self._rows is None or self._plan is None:
            return
        self._shown = key
        group = self._group if key == GROUP else None
        if group is not None:
            keys = self._rows.keys_of(group.file, group.sheet, group.rows)
            for chip in self.chips.values():
                chip.show_off()
        else:
            keys = self._rows.warned_keys() if key == "warned" else self._rows.keys(dict(_FILTERS).get(key, EVERY))
            self.chips[key].setChecked(True)
        self.cards.mark(group)
        several = len(self._plan.parts) > 1
        self._model.show_rows(self._rows, keys, several_sheets=several)
        bare = key in ("rejected", "skipped", GROUP)
        self.table.setColumnHidden(STATE, key in dict(_FILTERS))
        self.table.setColumnHidden(CHANGES, bare)
        self.table.set_widths((130 if several else 64, 112, 200, 240, 150), REASON if bare else CHANGES)
        at = self._model.place_of(place) if place is not None else 0
        self.table.choose(at if at >= 0 else min(row, len(keys) - 1))
        self.details.show_row(self._model.plan_row(self.table.currentIndex().row()) if len(keys) else None)

    # --- putting right ---------------------------------------------------------------------------------------------

    def _connect(self) -> None:
        self.cards.rows_wanted.connect(self._show_group)
        self.cards.words_wanted.connect(self.words_wanted)
        self.cards.fix_chosen.connect(self._fix_group)
        self.cards.answered.connect(lambda alike, uid: self._correct(corrections.settle_alike, (alike,), uid))
        self.cards.all_new.connect(self._settle_all)
        self.table.rows_judged.connect(self._judge)
        self.table.edit_wanted.connect(self.details.edit)
        self.details.row_judged.connect(lambda row, taken: self._judge([row], taken))
        self.details.cell_changed.connect(lambda row, at, text: self._correct(corrections.fix_cell, row, at, text))
        self.details.overwrite_wanted.connect(lambda row: self._correct(corrections.overwrite_row, row))

    def _show_group(self, group: ProblemGroup) -> None:
        self._group = None if self._group is group and self._shown == GROUP else group
        self._filter(GROUP if self._group is not None else "all")

    def _fix_group(self, group: ProblemGroup, fix: Fix, answer: str) -> None:
        self._correct(corrections.fix_group, group, fix, answer)

    def _settle_all(self) -> None:
        if self._plan is not None:
            self._correct(corrections.settle_alike, self._plan.alike, "")

    def _judge(self, rows: list[PlanRow], is_record: bool) -> None:
        corrections.judge_rows(self._choices, rows, is_record=is_record)
        self.corrected.emit()

    def _correct(self, correction: Callable[..., None], *what: object) -> None:
        correction(self._choices, *what)
        self.corrected.emit()

    def _ask_rejects(self) -> None:
        suggested = str(Path(self._folder) / f"{_('Rejected rows')}.xlsx")
        chosen, _filter = QFileDialog.getSaveFileName(
            self, _("Save rejected rows"), suggested, f"{_('Excel workbook')} (*.xlsx)"
        )
        if chosen:
            self.rejects_wanted.emit(Path(chosen))

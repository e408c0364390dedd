"""Fifth page: what will happen, row by row, before anything does."""

from array import array
from pathlib import Path

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QFileDialog, QHBoxLayout, QStackedWidget, QVBoxLayout, QWidget

from tradehouse.domain.display import show_number
from tradehouse.domain.language import _, ngettext
from tradehouse.services.importing.drafts import Outcome
from tradehouse.services.importing.plan_rows import PlanRows
from tradehouse.services.importing.planning import ImportPlan
from tradehouse.services.importing.reporting import ImportReport, report_of
from tradehouse.ui.importing.plan_details import PlanDetails
from tradehouse.ui.importing.plan_model import CHANGES, GRAVE, REASON, PlanModel, outcome_status, say_told
from tradehouse.ui.importing.step import Step
from tradehouse.ui.kit.buttons import push_button
from tradehouse.ui.kit.caution import Caution
from tradehouse.ui.kit.empty import EmptyState
from tradehouse.ui.kit.filter_chip import FilterChip
from tradehouse.ui.kit.flow import FlowLayout
from tradehouse.ui.kit.labels import ElidedLabel
from tradehouse.ui.kit.plain_table import PlainTable
from tradehouse.ui.theme import GAP, PANEL

EVERY = tuple(Outcome)
_FILTERS: tuple[tuple[str, tuple[Outcome, ...]], ...] = (
    ("created", (Outcome.CREATED,)),
    ("updated", (Outcome.UPDATED,)),
    ("unchanged", (Outcome.UNCHANGED,)),
    ("rejected", (Outcome.REJECTED,)),
    ("skipped", (Outcome.SKIPPED,)),
)


class PlanStep(Step):
    """A table that the counts above it filter. rejects_wanted(path) asks for the rejected rows as a workbook."""

    rejects_wanted = Signal(object)

    def __init__(self, folder: str = "", parent: QWidget | None = None) -> None:
        super().__init__("step_plan", _("This will happen. Nothing has been written yet."), parent)
        self._plan: ImportPlan | None = None
        self._rows: PlanRows | None = None
        self.report: ImportReport | None = None
        self._folder = folder
        self._empty = EmptyState()
        self._details = PlanDetails()
        self._model = PlanModel(self)
        self.table = PlainTable(_("Rows of the plan"))
        self.table.setModel(self._model)
        self.table.chosen.connect(lambda row: self._details.show_row(self._model.plan_row(row)))
        self.chips: dict[str, FilterChip] = {}
        self._told = Caution()
        self._sheets = ElidedLabel("", "muted")
        self._save = push_button(_("Save rejected rows…"), self._ask_rejects, kind="flat", glyph="save-as")
        self._save.setObjectName("save_rejects")
        self._stack = QStackedWidget()
        self._stack.addWidget(self._empty)
        self._stack.addWidget(self._content())
        self.column.addWidget(self._stack, 1)

    def show_waiting(self) -> None:
        """Say that the plan is being made."""
        self._plan = self._rows = self.report = None
        self._model.show_rows(None, array("q"), several_sheets=False)
        self._empty.show_state("loading", "list", _("Comparing with the catalogue…"))
        self._stack.setCurrentIndex(0)
        self.changed.emit()

    def show_failure(self, sentence: str) -> None:
        """Say why there is no plan."""
        self._empty.show_state("error", "warning", _("There is no plan"), sentence)
        self._stack.setCurrentIndex(0)
        self.changed.emit()

    def show_plan(self, plan: ImportPlan, rows: PlanRows, told: str = "") -> None:
        """Show a plan; told says why it is another one than before."""
        self._plan, self._rows = plan, rows
        self.report = report_of(plan, None, dry_run=True)
        counts = self.report.rows
        for key, number in (("all", counts.total), *((key, getattr(counts, key)) for key, _o in _FILTERS)):
            self.chips[key].show_count(number)
        self.chips["warned"].show_count(len(rows.warned_keys()))
        self._save.setVisible(counts.rejected > 0)
        remarks = [remark for remark in self.report.warnings if not remark.row]
        grave = next((say_told(remark) for remark in remarks if remark.code in GRAVE), "")
        self._told.say(told or grave, "neutral" if told else "attention")
        self._sheets.set_whole(self._say_sheets())
        self._stack.setCurrentIndex(1)
        first = "rejected" if counts.rejected else "all"
        self.chips[first].setChecked(True)
        self._filter(first)
        self.changed.emit()
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
        line.addWidget(self._save)
        both = QHBoxLayout()
        both.setSpacing(PANEL)
        both.addWidget(self.table, 1)
        both.addWidget(self._details)
        content = QWidget()
        column = QVBoxLayout(content)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(GAP)
        column.addWidget(self._told)
        column.addLayout(line)
        column.addLayout(both, 1)
        column.addWidget(self._sheets)
        return content

    def _filter(self, key: str) -> None:
        if self._rows is None or self._plan is None:
            return
        keys = self._rows.warned_keys() if key == "warned" else self._rows.keys(dict(_FILTERS).get(key, EVERY))
        several = len(self._plan.parts) > 1
        self._model.show_rows(self._rows, keys, several_sheets=several)
        bare = key in ("rejected", "skipped")
        self.table.setColumnHidden(CHANGES, bare)
        self.table.set_widths(
            (150 if several else 64, 112, 240 if bare else 200, 240, 200), REASON if bare else CHANGES
        )
        self._details.show_row(None)
        self.table.choose(0)

    def _say_sheets(self) -> str:
        report = self.report
        if report is None:
            return ""
        parts = []
        for name, words in (
            ("products", _("products")),
            ("suppliers", _("suppliers")),
            ("certifications", _("certificates")),
        ):
            counts = report.records[name]
            if counts["created"] or counts["updated"]:
                told = _("{kind}: {created} new, {updated} changed")
                parts.append(
                    told.format(
                        kind=words, created=show_number(counts["created"]), updated=show_number(counts["updated"])
                    )
                )
        if report.photos["found"]:
            told = _("photos: {attached} of {found} find their product")
            parts.append(told.format(attached=report.photos["attached"], found=report.photos["found"]))
        if report.ignored:
            n = len(report.ignored)
            parts.append(ngettext("{n} sheet is not taken", "{n} sheets are not taken", n).format(n=n))
        parts += [say_told(told) for told in report.warnings if not told.row and told.code not in GRAVE][:2]
        return "  ·  ".join(parts)

    def _ask_rejects(self) -> None:
        suggested = str(Path(self._folder) / f"{_('Rejected rows')}.xlsx")
        chosen, _filter = QFileDialog.getSaveFileName(
            self, _("Save rejected rows"), suggested, f"{_('Excel workbook')} (*.xlsx)"
        )
        if chosen:
            self.rejects_wanted.emit(Path(chosen))

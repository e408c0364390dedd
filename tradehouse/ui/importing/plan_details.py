"""One row of the plan in full: what it is, what it brings or changes, and its cells, which can be put right in place."""

from collections.abc import Sequence
from typing import NamedTuple

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QLineEdit, QScrollArea, QVBoxLayout, QWidget

from tradehouse.domain.language import _
from tradehouse.services.importing.drafts import Outcome
from tradehouse.services.importing.plan_cells import PlanCell
from tradehouse.services.importing.plan_rows import Difference, PlanRow
from tradehouse.ui.importing.plan_model import outcome_status
from tradehouse.ui.kit.badge import Badge
from tradehouse.ui.kit.buttons import push_button
from tradehouse.ui.kit.caution import Caution
from tradehouse.ui.kit.form import FormRow
from tradehouse.ui.kit.labels import label
from tradehouse.ui.kit.section import FoldableSection
from tradehouse.ui.theme import GAP, PANEL, SPACE

WIDTH = 288
LEAVABLE = (Outcome.CREATED, Outcome.UPDATED, Outcome.UNCHANGED, Outcome.REJECTED)


class _Place(NamedTuple):
    """Where somebody types: the column, and what is typed but not applied."""

    column: int
    typed: str | None
    cursor: int


class PlanDetails(QScrollArea):
    """Shows a PlanRow, or nothing.

    Signals:
        cell_changed(PlanRow, column, text): another text is to stand in a cell (column counts from 1 in the sheet).
        row_judged(PlanRow, is_record): the row is to be taken, or left out.
        overwrite_wanted(PlanRow): the file's values are to replace what staff verified.
    """

    cell_changed = Signal(object, int, str)
    row_judged = Signal(object, bool)
    overwrite_wanted = Signal(object)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("plan_details")
        self.setFixedWidth(WIDTH)
        self.setWidgetResizable(True)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        content = QWidget()
        self._column = QVBoxLayout(content)
        self._column.setContentsMargins(PANEL, 0, PANEL, PANEL)
        self._column.setSpacing(SPACE)
        self.setWidget(content)
        self._row: PlanRow | None = None
        self._unfolded = False
        self.editors: dict[int, CellLine] = {}

    def show_row(self, row: PlanRow | None) -> None:
        """Show a row in full. Where the same row is shown again, what somebody is typing stays."""
        same = row is not None and self._row is not None and (row.part, row.row) == (self._row.part, self._row.row)
        place = self._place()
        self._row = row
        self._clear()
        if row is None:
            return
        self._say_what(row)
        self._say_reasons(row)
        self._place_cells([cell for cell in row.cells if cell.trouble or cell.fixed])
        self._say_verified(row)
        self._say_differences(row.differences, row.outcome)
        self._place_others([cell for cell in row.cells if not (cell.trouble or cell.fixed)])
        self._column.addSpacing(GAP)
        self._offer_judging(row)
        self._column.addStretch(1)
        if place is not None:
            self._go_back_to(place if same else None)

    def edit(self) -> None:
        """Put the cursor into the first cell that is wrong."""
        if self.editors:
            first = next(iter(self.editors.values()))
            first.setFocus(Qt.FocusReason.ShortcutFocusReason)
            first.selectAll()

    # --- parts -----------------------------------------------------------------------------------------------------

    def _say_what(self, row: PlanRow) -> None:
        where = _("{sheet}, row {row}").format(sheet=row.sheet, row=row.row)
        self._column.addWidget(label(where, "small"))
        self._column.addWidget(label(row.what or _("without a name"), "heading", wrap=True))
        self._column.addWidget(Badge(outcome_status(row.outcome)))

    def _say_reasons(self, row: PlanRow) -> None:
        """What is wrong with no cell in particular; the rest stands below its cell."""
        in_cells = " ".join(cell.trouble for cell in row.cells)
        tone = "danger" if row.outcome is Outcome.REJECTED else "attention"
        for reason in (reason for reason in row.reasons if reason not in in_cells):
            self._column.addSpacing(SPACE)
            self._column.addWidget(
                Caution(reason, "neutral" if row.outcome is Outcome.SKIPPED else tone)  # type: ignore[arg-type]
            )

    def _place_cells(self, cells: Sequence[PlanCell]) -> None:
        for cell in cells:
            self._column.addSpacing(SPACE)
            self._column.addWidget(self._cell(cell))

    def _cell(self, cell: PlanCell) -> QWidget:
        editor = CellLine(cell.text)
        editor.setObjectName(f"cell.{cell.key}")
        editor.changed.connect(lambda text: self._change(cell.column, text))
        self.editors[cell.column] = editor
        name = cell.label or cell.heading or cell.key
        form = FormRow(name, editor, hint=_("Changed here") if cell.fixed and not cell.trouble else "")
        if cell.trouble:
            rejected = self._row is not None and self._row.outcome is Outcome.REJECTED
            form.set_problem(cell.trouble, "error" if rejected else "warning")
        return form

    def _place_others(self, cells: Sequence[PlanCell]) -> None:
        if not cells:
            return
        section = FoldableSection(_("Other cells of the row"), folded=not self._unfolded)

        def fill() -> None:
            if not section.folded() and section.content.isEmpty():
                for cell in cells:
                    section.content.addWidget(self._cell(cell))

        def folded(is_folded: bool) -> None:
            self._unfolded = not is_folded
            fill()

        section.folded_changed.connect(folded)
        fill()
        self._column.addSpacing(GAP)
        self._column.addWidget(section)

    def _say_verified(self, row: PlanRow) -> None:
        if not row.verified:
            return
        self._column.addSpacing(GAP)
        self._column.addWidget(label(_("Kept, because staff verified it"), "strong", wrap=True))
        for difference in row.verified:
            self._column.addWidget(label(difference.label, "small"))
            told = _("{kept}; the file says {other}").format(
                kept=difference.before or "–", other=difference.after or "–"
            )
            self._column.addWidget(label(told, wrap=True))
        use = push_button(_("Take the file's values"), lambda: self.overwrite_wanted.emit(row), kind="flat")
        use.setObjectName("overwrite")
        self._column.addWidget(use, 0, Qt.AlignmentFlag.AlignLeft)

    def _say_differences(self, differences: Sequence[Difference], outcome: Outcome) -> None:
        for difference in differences:
            self._column.addSpacing(SPACE)
            self._column.addWidget(label(difference.label, "small"))
            after = difference.after or "–"
            words = after
            if outcome is Outcome.UPDATED:
                words = _("{before} → {after}").format(before=difference.before or "–", after=after)
            self._column.addWidget(label(words, wrap=True))

    def _offer_judging(self, row: PlanRow) -> None:
        leave = row.outcome in LEAVABLE
        words = _("Leave this row out") if leave else _("Take this row")
        self.judge = push_button(
            words, lambda: self.row_judged.emit(row, not leave), kind="flat", glyph="close" if leave else "check"
        )
        self.judge.setObjectName("judge_row")
        self._column.addWidget(self.judge, 0, Qt.AlignmentFlag.AlignLeft)

    # --- typing ----------------------------------------------------------------------------------------------------

    def _change(self, column: int, text: str) -> None:
        if self._row is not None:
            self.cell_changed.emit(self._row, column, text)

    def _place(self) -> _Place | None:
        for column, editor in self.editors.items():
            if editor.hasFocus():
                return _Place(column, editor.text() if editor.is_changed() else None, editor.cursorPosition())
        return None

    def _go_back_to(self, place: _Place | None) -> None:
        """Let somebody go on typing where they were, or in the first cell of the next row."""
        if place is None:
            self.edit()
            return
        editor = self.editors.get(place.column)
        if editor is None:
            self.edit()
            return
        editor.setFocus(Qt.FocusReason.OtherFocusReason)
        if place.typed is not None:
            editor.setText(place.typed)
            editor.setCursorPosition(place.cursor)

    def _clear(self) -> None:
        for editor in self.editors.values():
            editor.blockSignals(True)
        self.editors.clear()
        while (item := self._column.takeAt(0)) is not None:
            old = item.widget()
            if old is not None:
                old.hide()
                old.deleteLater()


class CellLine(QLineEdit):
    """A cell's text. Emits changed(text) once, on Enter or when left; Escape brings the text back."""

    changed = Signal(str)

    def __init__(self, text: str) -> None:
        super().__init__(text)
        self._known = text
        self.setCursorPosition(0)
        self.editingFinished.connect(self._settle)

    def is_changed(self) -> bool:
        """Say whether something else stands in it than was taken."""
        return self.text() != self._known

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            # The wizard's own Enter writes the import: it must not get this one.
            self._settle()
            event.accept()
        elif event.key() == Qt.Key.Key_Escape and self.is_changed():
            self.setText(self._known)
            event.accept()
        else:
            super().keyPressEvent(event)

    def _settle(self) -> None:
        if self.is_changed():
            self._known = self.text()
            self.changed.emit(self.text().strip())

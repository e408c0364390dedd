"""Third page: where the table begins and which rows are records, shown in the sheet and changed with a click."""

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QCheckBox, QComboBox, QHBoxLayout, QWidget

from tradehouse.domain.display import show_number
from tradehouse.domain.language import N_, _, ngettext
from tradehouse.exchange.header_rows import NO_HEADER
from tradehouse.services.importing.inspecting import SheetView
from tradehouse.ui.importing.choices import Choices
from tradehouse.ui.importing.sheet_choice import SheetChoice
from tradehouse.ui.importing.sheet_grid import SheetGrid
from tradehouse.ui.importing.sheet_picker import SheetPicker
from tradehouse.ui.importing.step import Step
from tradehouse.ui.kit.caution import Caution
from tradehouse.ui.kit.labels import ElidedLabel, label
from tradehouse.ui.theme import GAP, MARGIN, PANEL

HEIGHTS = (N_("in one row"), N_("in two rows"), N_("in three rows"))


class HeaderStep(Step):
    """Emits header_chosen(SheetChoice) after the person said something: the sheet is to be looked at again."""

    header_chosen = Signal(object)

    def __init__(self, choices: Choices, parent: QWidget | None = None) -> None:
        super().__init__(
            "step_header",
            _("Which row has the column headings? Click it if another one is right. Rows above it are not imported."),
            parent,
        )
        self._choices = choices
        self.picker = SheetPicker()
        self.picker.picked.connect(self._show)
        self._told = ElidedLabel("", "strong")
        self._missing = Caution()
        self.grid = SheetGrid()
        self.grid.row_chosen.connect(self._choose)
        self.grid.row_judged.connect(self._judge)
        self.column.setSpacing(GAP)
        self.column.addWidget(self.picker)
        self.column.addLayout(self._top())
        self.column.addWidget(self._missing)
        self.column.addWidget(self.grid, 1)
        self.column.addLayout(self._foot())

    def enter(self) -> None:
        self.picker.show_sheets(self._choices.taken())
        choice = self.picker.current()
        if choice is not None:
            self._show(choice)
            self.grid.setFocus()

    def can_go_on(self) -> bool:
        return all(choice.begins for choice in self._choices.taken())

    def problem(self) -> str:
        lacking = next((choice for choice in self._choices.taken() if not choice.begins), None)
        if lacking is None:
            return ""
        return _('Click the row with the headings of the sheet "{sheet}".').format(sheet=lacking.view.sheet)

    def _top(self) -> QHBoxLayout:
        self.height_box = QComboBox()
        self.height_box.setObjectName("header_height")
        self.height_box.setAccessibleName(_("Headings stand"))
        for words in HEIGHTS:
            self.height_box.addItem(_(words))
        self.height_box.addItem(_("nowhere: there are none"))
        self.height_box.activated.connect(self._pick_height)
        name = label(_("Headings stand"), "muted")
        name.setBuddy(self.height_box)
        top = QHBoxLayout()
        top.setSpacing(GAP)
        top.addWidget(self._told, 1)
        top.addWidget(name)
        top.addWidget(self.height_box)
        return top

    def _foot(self) -> QHBoxLayout:
        self.hidden_rows = QCheckBox()
        self.hidden_rows.setObjectName("hidden_rows")
        self.hidden_rows.toggled.connect(lambda on: self._say(hidden_rows=on))
        self.hidden_columns = QCheckBox()
        self.hidden_columns.setObjectName("hidden_columns")
        self.hidden_columns.toggled.connect(lambda on: self._say(hidden_columns=on))
        hint = label(_("Right-click a row, or press Delete, to leave it out or to take it after all."), "small")
        foot = QHBoxLayout()
        foot.setSpacing(MARGIN)
        foot.addWidget(self.hidden_rows)
        foot.addWidget(self.hidden_columns)
        foot.addStretch(1)
        foot.addWidget(hint, 0, Qt.AlignmentFlag.AlignRight)
        foot.setContentsMargins(0, 0, PANEL, 0)
        return foot

    def _show(self, choice: SheetChoice) -> None:
        view, said = choice.view, choice.said
        self.grid.show_view(view)
        if said.header == NO_HEADER:
            self._told.set_whole(_("There are no headings. Click the first row that is a record."))
        elif view.header_row:
            self._told.set_whole(_say_rows(view))
        else:
            self._told.set_whole(_("No row with headings was recognised. Click the one that has them."))
        height = len(HEIGHTS) if said.header == NO_HEADER else max(0, min(view.header_height, len(HEIGHTS)) - 1)
        self.height_box.setCurrentIndex(height)
        self.height_box.setEnabled(choice.begins)
        self._missing.say(str(view.reason) if view.reason is not None and choice.begins and not view.taken else "")
        rows = ngettext("Take the {n} hidden row too", "Take the {n} hidden rows too", view.hidden_rows)
        columns = ngettext("Take the {n} hidden column too", "Take the {n} hidden columns too", view.hidden_columns)
        _show_box(self.hidden_rows, rows, view.hidden_rows, on=said.hidden_rows)
        _show_box(self.hidden_columns, columns, view.hidden_columns, on=said.hidden_columns)
        self.changed.emit()

    def _choose(self, place: int) -> None:
        choice = self.picker.current()
        if choice is None or not 0 <= place < len(choice.view.grid):
            return
        if choice.said.header == NO_HEADER:
            self._take_header(choice, NO_HEADER, place)
        elif (wanted := choice.view.first_row + place) != choice.view.header_row:
            self._take_header(choice, wanted, 0)

    def _pick_height(self, place: int) -> None:
        choice = self.picker.current()
        if choice is None:
            return
        if place == len(HEIGHTS):
            view = choice.view
            self._take_header(choice, NO_HEADER, view.header_row - view.first_row if view.header_row else 0)
        elif choice.said.header == NO_HEADER:
            self._take_header(choice, 0, 0)
        else:
            self._take_header(choice, choice.view.header_row, place + 1)

    def _take_header(self, choice: SheetChoice, row: int, height: int) -> None:
        if (row, height) != (choice.said.header, choice.said.header_height):
            choice.choose_header(row, height)
            self.header_chosen.emit(choice)

    def _judge(self, place: int, is_record: bool) -> None:
        choice = self.picker.current()
        if choice is not None:
            row = choice.view.first_row + place
            self._say(rows={**choice.said.rows, row: is_record})

    def _say(self, **changes: object) -> None:
        choice = self.picker.current()
        if choice is None:
            return
        before = choice.said
        choice.say(**changes)
        if choice.said != before:
            self.header_chosen.emit(choice)


def _say_rows(view: SheetView) -> str:
    """Return which rows have the headings, and what is passed over among the first rows."""
    first, last = view.header_row, view.header_row + view.header_height - 1
    words = _("Row {row} has the headings.").format(row=first)
    if last > first:
        words = _("Rows {first} to {last} have the headings.").format(first=first, last=last)
    records = ngettext("{n} row below.", "{n} rows below.", view.rows).format(n=show_number(view.rows))
    return f"{words} {records}"


def _show_box(box: QCheckBox, words: str, count: int, *, on: bool) -> None:
    box.blockSignals(True)
    box.setText(words.format(n=show_number(count)))
    box.setChecked(on)
    box.setVisible(count > 0)
    box.blockSignals(False)

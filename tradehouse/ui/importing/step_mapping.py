"""Fourth page: what every column means, what its words mean, and what the file itself does not say."""

from collections.abc import Sequence

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QStackedWidget, QVBoxLayout, QWidget

from tradehouse.domain.language import _, ngettext
from tradehouse.exchange.sheet_kinds import SheetKind
from tradehouse.services.importing.word_matching import WordMatch
from tradehouse.ui.desk import Desk
from tradehouse.ui.importing.choices import Choices
from tradehouse.ui.importing.column_row import is_doubtful
from tradehouse.ui.importing.column_rows import ColumnRows
from tradehouse.ui.importing.field_options import target_label
from tradehouse.ui.importing.sheet_choice import SheetChoice
from tradehouse.ui.importing.sheet_picker import SheetPicker
from tradehouse.ui.importing.sheet_questions import SheetQuestions
from tradehouse.ui.importing.step import Step
from tradehouse.ui.importing.word_rows import WordRows, to_decide
from tradehouse.ui.kit.buttons import push_button
from tradehouse.ui.kit.filter_chip import FilterChip
from tradehouse.ui.kit.glyph import Glyph
from tradehouse.ui.kit.labels import ElidedLabel
from tradehouse.ui.theme import GAP, MARGIN


class MappingStep(Step):
    """Signals:
    sheet_changed(SheetChoice): it is to be read as another kind of list, or anew: look again.
    columns_changed(SheetChoice): a column is read otherwise: look again, beside what the person does.
    words_wanted(SheetChoice): the words of its choice columns are to be shown.
    """

    sheet_changed = Signal(object)
    columns_changed = Signal(object)
    words_wanted = Signal(object)

    def __init__(self, choices: Choices, desk: Desk, parent: QWidget | None = None) -> None:
        super().__init__(
            "step_mapping", _("What does each column mean? Only what you correct is decided by you."), parent
        )
        self._choices = choices
        self.picker = SheetPicker()
        self.picker.picked.connect(self._show)
        self.chips = {
            "all": FilterChip("", _("Columns")),
            "doubtful": FilterChip("help", _("To check"), "attention"),
            "words": FilterChip("tag", _("Words"), "attention"),
        }
        self._count = ElidedLabel("", "muted")
        self.rows = ColumnRows()
        self.rows.decided.connect(self._decided)
        self.words = WordRows()
        self.words.decided.connect(self.changed)
        self._stack = QStackedWidget()
        self._stack.addWidget(self.rows)
        self._stack.addWidget(self.words)
        top = QHBoxLayout()
        top.setSpacing(GAP)
        for key, chip in self.chips.items():
            chip.setObjectName(f"columns.{key}")
            chip.clicked.connect(lambda _on=False, key=key: self.show_part(key))
            top.addWidget(chip)
        top.addSpacing(GAP)
        top.addWidget(self._count, 1)
        left = QVBoxLayout()
        left.setSpacing(GAP)
        left.addWidget(self.picker)
        left.addWidget(self._remembered_line())
        left.addLayout(top)
        left.addWidget(self._stack, 1)
        self.questions = SheetQuestions(choices, desk)
        self.questions.kind_picked.connect(self._pick_kind)
        whole = QHBoxLayout()
        whole.setSpacing(MARGIN)
        whole.addLayout(left, 1)
        whole.addWidget(self.questions)
        self.column.addLayout(whole, 1)

    def enter(self) -> None:
        taken = self._choices.taken()
        doubts = {choice.key: _doubts(choice) for choice in taken}
        words = {key: ngettext("{n} to check", "{n} to check", n).format(n=n) for key, n in doubts.items() if n}
        self.picker.show_sheets(taken, words)
        self.questions.enter()
        choice = self.picker.current()
        if choice is not None:
            self._show(choice)

    def can_go_on(self) -> bool:
        return all(not choice.missing() or choice.only_updates() for choice in self._choices.taken())

    def problem(self) -> str:
        for choice in self._choices.taken():
            missing = choice.missing()
            if missing and not choice.only_updates():
                fields = ", ".join(target_label(target) for target in missing)
                return _('"{sheet}" still needs a column for: {fields}').format(sheet=choice.view.sheet, fields=fields)
        return ""

    def show_part(self, key: str) -> None:
        """Show all columns ("all"), those to check ("doubtful") or the words ("words")."""
        self.chips[key].setChecked(True)
        self._stack.setCurrentIndex(1 if key == "words" else 0)
        self.rows.show_only_doubtful(only=key == "doubtful")

    def show_view(self, choice: SheetChoice) -> None:
        """Show a sheet that was looked at again beside what the person does."""
        if choice is self.picker.current():
            self.rows.show_view(choice)
            self._say_state(choice)

    def show_words(self, choice: SheetChoice, words: Sequence[WordMatch]) -> None:
        """Show the words of the choice columns of a sheet."""
        if choice is not self.picker.current():
            return
        asked = to_decide(words)
        self.words.show_words(choice, asked)
        self.chips["words"].show_count(len(asked))
        self.chips["words"].setVisible(bool(asked))
        if not asked and self.chips["words"].isChecked():
            self.show_part("all")

    def turn_to_words(self, file: str, sheet: str) -> None:
        """Show what the words of a sheet mean as soon as they are known."""
        choice = self._choices.of(file, sheet)
        if choice is not None:
            self.picker.show_sheet(choice)
            self.show_part("words")

    def _remembered_line(self) -> QWidget:
        self._remembered = QWidget()
        self._remembered_words = ElidedLabel("", "body")
        self.forget = push_button(_("Start from scratch"), self._forget, kind="flat", glyph="refresh")
        self.forget.setObjectName("forget_remembered")
        row = QHBoxLayout(self._remembered)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(GAP)
        row.addWidget(Glyph("history", "good", 18))
        row.addWidget(self._remembered_words, 1)
        row.addWidget(self.forget)
        return self._remembered

    def _show(self, choice: SheetChoice) -> None:
        self.chips["words"].hide()
        self.words.show_waiting()
        self.show_part("all")
        self.rows.show_choice(choice)
        told = _('Read as "{file}" was, which had the same columns.').format(file=choice.remembered)
        self._remembered_words.set_whole(told)
        self._remembered.setVisible(bool(choice.remembered))
        self._say_state(choice)
        self.words_wanted.emit(choice)

    def _decided(self) -> None:
        choice = self.picker.current()
        if choice is not None:
            self._say_state(choice)
            self.columns_changed.emit(choice)

    def _say_state(self, choice: SheetChoice) -> None:
        filled = [column for column in choice.view.columns if column.filled]
        taken = sum(1 for column in filled if choice.target(column))
        self._count.set_whole(_("{taken} of {total} columns are taken").format(taken=taken, total=len(filled)))
        self.chips["all"].show_count(len(choice.view.columns))
        self.chips["doubtful"].show_count(_doubts(choice))
        self.questions.show_choice(choice)
        self.changed.emit()

    def _pick_kind(self, kind: SheetKind) -> None:
        choice = self.picker.current()
        if choice is not None and kind is not choice.view.kind:
            choice.choose_kind(kind)
            self.sheet_changed.emit(choice)

    def _forget(self) -> None:
        choice = self.picker.current()
        if choice is not None:
            choice.start_over()
            self.sheet_changed.emit(choice)


def _doubts(choice: SheetChoice) -> int:
    return sum(1 for column in choice.view.columns if is_doubtful(choice, column))

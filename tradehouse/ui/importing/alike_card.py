"""New records whose name is like one that is there: is it the same? One question at a time."""

from collections.abc import Sequence

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QFrame, QHBoxLayout, QVBoxLayout, QWidget

from tradehouse.domain.display import show_number
from tradehouse.domain.language import _, ngettext
from tradehouse.services.importing.likeness import Alike, AlikeOption
from tradehouse.ui.kit.buttons import push_button, tool_button
from tradehouse.ui.kit.glyph import Glyph
from tradehouse.ui.kit.labels import label
from tradehouse.ui.theme import GAP, PANEL, SPACE


class AlikeCard(QFrame):
    """Signals:
    answered(Alike, uid): it is that record; "" says that it is a new one.
    all_new(): every one that is asked about is new.
    """

    answered = Signal(object, str)
    all_new = Signal()

    def __init__(self, asked: Sequence[Alike], parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("problem_card")
        self._asked = list(asked)
        self._at = 0
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(PANEL, GAP, PANEL, GAP)
        self._column.setSpacing(SPACE)
        self.options: list[QWidget] = []
        self._show()

    def question(self) -> Alike:
        """Return what is asked now."""
        return self._asked[self._at]

    def _show(self) -> None:
        while (item := self._column.takeAt(0)) is not None:
            old = item.widget()
            if old is not None:
                old.hide()
                old.deleteLater()
        alike, total = self.question(), len(self._asked)
        words = ngettext(
            "{n} new name is like one in the catalogue.", "{n} new names are like some in the catalogue.", total
        ).format(n=show_number(total))
        self.setAccessibleName(words)
        self._column.addWidget(self._head(words))
        where = _("{sheet}, row {row}").format(sheet=alike.sheet, row=alike.row)
        self._column.addWidget(label(where, "small"))
        self._column.addWidget(label(alike.name, "strong", wrap=True))
        self._column.addWidget(label(_("Is it the same as"), "small"))
        self.options = [self._option(option) for option in alike.options]
        for widget in self.options:
            self._column.addWidget(widget)
        row = QHBoxLayout()
        row.setSpacing(GAP)
        self.new_one = push_button(_("No, a new one"), lambda: self._answer(""))
        row.addWidget(self.new_one)
        line = QWidget()
        line.setLayout(row)
        row.setContentsMargins(0, SPACE, 0, 0)
        row.addStretch(1)
        self._column.addWidget(line)
        if total > 1:
            every = _("All {n} are new").format(n=show_number(total))
            self.every_new = push_button(every, self.all_new.emit, kind="flat")
            self._column.addWidget(self.every_new, 0, Qt.AlignmentFlag.AlignLeft)

    def _head(self, words: str) -> QWidget:
        line = QWidget()
        row = QHBoxLayout(line)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(GAP)
        row.addWidget(Glyph("help", "attention", 18), 0, Qt.AlignmentFlag.AlignTop)
        row.addWidget(label(words, wrap=True), 1)
        if len(self._asked) > 1:
            row.addWidget(tool_button("chevron-left", _("Previous question"), lambda: self._turn(-1), size=14))
            row.addWidget(tool_button("chevron-right", _("Next question"), lambda: self._turn(1), size=14))
        return line

    def _option(self, option: AlikeOption) -> QWidget:
        """A record of the catalogue: its name and code beside a button that says yes."""
        line = QFrame()
        row = QHBoxLayout(line)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(GAP)
        words = QVBoxLayout()
        words.setSpacing(0)
        words.addWidget(label(option.name, wrap=True))
        words.addWidget(label(" · ".join(part for part in (option.code, option.where) if part), "small", wrap=True))
        row.addLayout(words, 1)
        yes = push_button(_("Same"), lambda: self._answer(option.uid))
        yes.setAccessibleName(_("The same as {name}").format(name=option.name))
        row.addWidget(yes, 0, Qt.AlignmentFlag.AlignVCenter)
        return line

    def _answer(self, uid: str) -> None:
        """Go on to the next question at once; the plan follows when it is ready."""
        alike = self._asked.pop(self._at)
        if self._asked:
            self._at = min(self._at, len(self._asked) - 1)
            self._show()
            self.new_one.setFocus()
        else:
            self.setEnabled(False)
        self.answered.emit(alike, uid)

    def _turn(self, step: int) -> None:
        self._at = (self._at + step) % len(self._asked)
        self._show()

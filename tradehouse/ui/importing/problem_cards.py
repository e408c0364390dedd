"""What is wrong with a plan, one card a cause, with what puts all its rows right in one press."""

from collections.abc import Callable, Sequence
from functools import partial

from PySide6.QtCore import QEvent, Qt, QTimer, Signal
from PySide6.QtGui import QEnterEvent, QKeyEvent, QMouseEvent
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLineEdit, QScrollArea, QSizePolicy, QVBoxLayout, QWidget

from tradehouse.domain.display import show_number
from tradehouse.domain.language import _, ngettext
from tradehouse.services.importing.likeness import Alike
from tradehouse.services.importing.problems import Fix, ProblemGroup
from tradehouse.ui.importing.alike_card import AlikeCard
from tradehouse.ui.importing.plan_model import in_the_window
from tradehouse.ui.kit.buttons import push_button
from tradehouse.ui.kit.glyph import Glyph
from tradehouse.ui.kit.labels import label
from tradehouse.ui.kit.search_combo import Option, OptionGroup, OptionModel, SearchCombo
from tradehouse.ui.theme import GAP, PANEL, SPACE

WIDTH = 300
MOST = 30
PAD = 9  # of a flat button, so that words stand in one line
INDENT = 18 + GAP - PAD
BUTTONS = 3
"""As many choices as these are shown as buttons; more are a list to search."""
WORDS = "translate_word"


class ProblemCards(QScrollArea):
    """Signals:
    fix_chosen(ProblemGroup, Fix, answer): one remedy for all rows of a group.
    rows_wanted(ProblemGroup): show its rows.
    answered(Alike, uid): a likeness is settled; "" is a new record.
    all_new(): every likeness is a new record.
    words_wanted(ProblemGroup): match the words of the sheet one by one.
    """

    fix_chosen = Signal(object, object, str)
    rows_wanted = Signal(object)
    answered = Signal(object, str)
    all_new = Signal()
    words_wanted = Signal(object)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("problem_cards")
        self.setAccessibleName(_("What is to be decided"))
        self.setFixedWidth(WIDTH)
        self.setWidgetResizable(True)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        content = QWidget()
        self._column = QVBoxLayout(content)
        self._column.setContentsMargins(0, 0, PANEL, 0)
        self._column.setSpacing(GAP)
        self.setWidget(content)
        self.cards: list[ProblemCard] = []
        self.alike: AlikeCard | None = None

    def show_problems(self, groups: Sequence[ProblemGroup], alike: Sequence[Alike]) -> None:
        """Show a card for each group, questions of likeness first."""
        # What is only to be known stands below the table; here is what can be decided.
        groups = [group for group in groups if group.rows or group.fixes]
        scroll = self.verticalScrollBar().value()
        while (item := self._column.takeAt(0)) is not None:
            old = item.widget()
            if old is not None:
                old.hide()
                old.deleteLater()
        self.cards, self.alike = [], None
        if alike:
            self.alike = AlikeCard(alike)
            self.alike.answered.connect(self.answered)
            self.alike.all_new.connect(self.all_new)
            self._column.addWidget(self.alike)
        words = [group for group in groups if _is_word(group)]
        many = len(words) > BUTTONS
        shown = [group for group in groups if not (many and _is_word(group))]
        first_warning = next((at for at, group in enumerate(shown) if not group.error), len(shown))
        for at, group in enumerate(shown[:MOST]):
            if many and at == first_warning:
                self._column.addWidget(self._words_line(words))
            card = ProblemCard(group)
            card.fix_chosen.connect(lambda fix, answer, group=group: self.fix_chosen.emit(group, fix, answer))
            card.wanted.connect(lambda group=group: self.rows_wanted.emit(group))
            self.cards.append(card)
            self._column.addWidget(card)
        if many and first_warning >= min(len(shown), MOST):
            self._column.addWidget(self._words_line(words))
        rest = len(shown) - MOST
        if rest > 0:
            more = ngettext("and {n} more", "and {n} more", rest).format(n=show_number(rest))
            self._column.addWidget(label(more, "muted"))
        self._column.addStretch(1)
        self.setVisible(bool(alike or groups))
        # The new cards have no height before the layout has run.
        QTimer.singleShot(0, self, lambda: self.verticalScrollBar().setValue(scroll))

    def mark(self, group: ProblemGroup | None) -> None:
        """Show whose rows the table is narrowed to."""
        for card in self.cards:
            card.set_marked(card.group is group)

    def _words_line(self, words: Sequence[ProblemGroup]) -> QWidget:
        card = _Frame()
        text = ngettext("{n} word is not known.", "{n} words are not known.", len(words))
        card.column.addWidget(_head(text.format(n=show_number(len(words))), error=any(g.error for g in words)))
        match = push_button(
            _("Say what they mean…"), lambda: self.words_wanted.emit(words[0]), kind="flat", glyph="tag"
        )
        match.setObjectName("match_words")
        card.column.addWidget(match, 0, Qt.AlignmentFlag.AlignLeft)
        return card


class ProblemCard(QFrame):
    """One group. A press on it shows its rows.

    Signals:
        fix_chosen(Fix, answer): a remedy is chosen.
        wanted(): show the rows.
    """

    fix_chosen = Signal(object, str)
    wanted = Signal()

    def __init__(self, group: ProblemGroup, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("problem_card")
        self.group = group
        if group.rows:
            self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
            self.setCursor(Qt.CursorShape.PointingHandCursor)
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(PANEL, GAP, PANEL, GAP)
        self._column.setSpacing(SPACE)
        words = in_the_window(group.code, group.sentence)
        self.setAccessibleName(words)
        self._column.addWidget(_head(words, error=group.error, where=_say_where(group)))
        self.fixes = [self._fix(fix) for fix in group.fixes]
        remedies = QVBoxLayout()
        remedies.setContentsMargins(INDENT, 0, 0, 0)
        remedies.setSpacing(0)
        for widget in self.fixes:
            remedies.addWidget(widget)
        self._column.addLayout(remedies)

    def set_marked(self, marked: bool) -> None:
        """Show that the table has these rows."""
        self.setProperty("marked", marked)
        self.style().unpolish(self)
        self.style().polish(self)

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        if event.button() == Qt.MouseButton.LeftButton and self.group.rows:
            self.wanted.emit()
        super().mouseReleaseEvent(event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Space and self.group.rows:
            self.wanted.emit()
        else:
            super().keyPressEvent(event)

    def enterEvent(self, event: QEnterEvent) -> None:
        self._hover(on=True)
        super().enterEvent(event)

    def leaveEvent(self, event: QEvent) -> None:
        self._hover(on=False)
        super().leaveEvent(event)

    def _hover(self, *, on: bool) -> None:
        self.setProperty("hovered", on and bool(self.group.rows))
        self.style().unpolish(self)
        self.style().polish(self)

    def _fix(self, fix: Fix) -> QWidget:
        words = str(fix.label)
        if not fix.asks:
            return _action(words, lambda: self.fix_chosen.emit(fix, ""))
        if fix.asks == "choice" and len(fix.options) <= BUTTONS:
            return self._few(fix)
        asked = QWidget()
        column = QVBoxLayout(asked)
        column.setContentsMargins(PAD, SPACE, 0, SPACE)
        column.setSpacing(SPACE)
        column.addWidget(label(words, "small", wrap=True))
        column.addWidget(self._combo(fix) if fix.asks == "choice" else self._line(fix))
        return asked

    def _few(self, fix: Fix) -> QWidget:
        line = QWidget()
        row = QHBoxLayout(line)
        row.setContentsMargins(PAD, 0, 0, 0)
        row.setSpacing(SPACE)
        row.addWidget(label(str(fix.label), "small"))
        for token, words in fix.options:
            row.addWidget(_action(str(words), partial(self.fix_chosen.emit, fix, token)))
        row.addStretch(1)
        return line

    def _combo(self, fix: Fix) -> QWidget:
        options = tuple(Option(token, str(words)) for token, words in fix.options)
        combo = SearchCombo(str(fix.label), OptionModel((OptionGroup("", options),), self))
        combo.setObjectName(f"fix.{fix.code}")
        combo.choose("")
        combo.set_hint(_("Choose…"))
        combo.picked.connect(lambda token: self.fix_chosen.emit(fix, token))
        return combo

    def _line(self, fix: Fix) -> QWidget:
        line = QWidget()
        row = QHBoxLayout(line)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(GAP)
        editor = ApplyLine()
        editor.setObjectName(f"fix.{fix.code}")
        editor.setAccessibleName(str(fix.label))
        editor.setPlaceholderText(self.group.found)
        apply = push_button(_("Apply"), editor.apply)
        editor.applied.connect(lambda text: self.fix_chosen.emit(fix, text))
        row.addWidget(editor, 1)
        row.addWidget(apply)
        return line


class ApplyLine(QLineEdit):
    """Emits applied(text) on Enter, which goes no further: the wizard's own Enter is another."""

    applied = Signal(str)

    def apply(self) -> None:
        """Take what stands in it."""
        if text := self.text().strip():
            self.applied.emit(text)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self.apply()
            event.accept()
        else:
            super().keyPressEvent(event)


class _Frame(QFrame):
    def __init__(self) -> None:
        super().__init__()
        self.setObjectName("problem_card")
        self.column = QVBoxLayout(self)
        self.column.setContentsMargins(PANEL, GAP, PANEL, GAP)
        self.column.setSpacing(SPACE)


def _head(text: str, *, error: bool, where: str = "") -> QWidget:
    line = QWidget()
    row = QHBoxLayout(line)
    row.setContentsMargins(0, 0, 0, 0)
    row.setSpacing(GAP)
    glyph = Glyph("error" if error else "warning", "danger" if error else "attention", 18)
    row.addWidget(glyph, 0, Qt.AlignmentFlag.AlignTop)
    words = QVBoxLayout()
    words.setSpacing(0)
    words.addWidget(label(text, wrap=True))
    if where:
        words.addWidget(label(where, "small", wrap=True))
    row.addLayout(words, 1)
    return line


def _say_where(group: ProblemGroup) -> str:
    """Return which sheet, which column and which rows."""
    if not group.rows:
        rows = ""
    elif len(group.rows) == 1:
        rows = _("row {row}").format(row=group.rows[0])
    else:
        rows = ngettext("{n} row", "{n} rows", len(group.rows)).format(n=show_number(len(group.rows)))
    column = _('column "{column}"').format(column=group.key) if group.key else ""
    return ", ".join(part for part in (group.sheet, column, rows) if part)


def _action(words: str, pressed: Callable[[], object]) -> QWidget:
    """One remedy: a flat button whose words may be longer than a line is wide are cut by nobody."""
    button = push_button(words.replace("&", "&&"), pressed, kind="flat")
    button.setToolTip(words)
    button.setSizePolicy(QSizePolicy.Policy.Maximum, QSizePolicy.Policy.Fixed)
    return button


def _is_word(group: ProblemGroup) -> bool:
    return any(fix.code == WORDS for fix in group.fixes)

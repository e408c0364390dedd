"""Words of choice columns that are not known: what each one means, once for all its rows."""

from collections.abc import Sequence

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QGridLayout, QHBoxLayout, QScrollArea, QSizePolicy, QVBoxLayout, QWidget

from tradehouse.domain.display import show_number
from tradehouse.domain.language import _, ngettext
from tradehouse.domain.text import fold
from tradehouse.exchange.columns import target_field
from tradehouse.exchange.word_likeness import all_words
from tradehouse.services.importing.word_matching import WordMatch
from tradehouse.ui.importing.field_options import target_label
from tradehouse.ui.importing.sheet_choice import SheetChoice
from tradehouse.ui.kit.badge import Badge, Status
from tradehouse.ui.kit.buttons import push_button
from tradehouse.ui.kit.labels import ElidedLabel, hairline, label
from tradehouse.ui.kit.search_combo import Option, OptionGroup, OptionModel, SearchCombo
from tradehouse.ui.theme import GAP, PANEL, SPACE

BLANK = "-"
"""The choice that takes a word for blank; no list has such a token."""
WORD, FIELD, STATE = 230, 250, 124
MOST = 200
GUESSES = 3


def to_decide(words: Sequence[WordMatch]) -> list[WordMatch]:
    """Return the words that a person should look at: those not known, nearly known, or decided before."""
    return [word for word in words if word.how != "exact"]


class WordRows(QWidget):
    """One line a word. decided() is emitted after a choice."""

    decided = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._models: dict[str, OptionModel] = {}
        self._choice: SheetChoice | None = None
        self._combos: dict[tuple[str, str], SearchCombo] = {}
        self._badges: dict[tuple[str, str], tuple[WordMatch, Badge]] = {}
        self._grid = QGridLayout()
        self._area = QScrollArea()
        self._area.setWidgetResizable(True)
        self._area.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self._area.setProperty("pane", "surface")
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.addWidget(self._area, 1)
        self.setProperty("pane", "card")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)

    def show_words(self, choice: SheetChoice, words: Sequence[WordMatch]) -> None:
        """Show the words of a sheet that are to be decided."""
        self._choice = choice
        content = self._begin()
        asked = to_decide(words)
        line, heading = 0, ""
        for word in asked[:MOST]:
            title = _('{field}, from the column "{column}"').format(field=target_label(word.target), column=word.key)
            if title != heading:
                heading = title
                self._grid.addWidget(label(title, "strong"), line, 0, 1, 4)
                self._grid.addWidget(hairline(), line + 1, 0, 1, 4)
                line += 2
            self._place(word, line)
            line += 1
        rest = len(asked) - MOST
        if rest > 0:
            more = ngettext("{n} more word is kept beside.", "{n} more words are kept beside.", rest)
            self._grid.addWidget(label(more.format(n=show_number(rest)), "muted"), line, 0, 1, 4)
        self._area.setWidget(content)

    def show_waiting(self) -> None:
        """Say that the words are being looked for."""
        content = self._begin()
        self._grid.addWidget(label(_("Looking for words that are not known…"), "muted"), 0, 0, 1, 4)
        self._area.setWidget(content)

    def combo_of(self, target: str, text: str) -> SearchCombo:
        """Return the combo of a word. Raises KeyError for one that is not shown."""
        return self._combos[target, text]

    def _place(self, word: WordMatch, line: int) -> None:
        name = ElidedLabel(word.text)
        name.setFixedWidth(WORD)
        count = label(_("{n} ×").format(n=show_number(word.count)), "muted")
        count.setAlignment(Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter)
        left = QWidget()
        row = QHBoxLayout(left)
        row.setContentsMargins(0, 0, 0, 0)
        row.addWidget(name)
        row.addWidget(count)
        combo = SearchCombo(_('What "{word}" means').format(word=word.text), self._model(word.target))
        combo.setFixedWidth(FIELD)
        combo.set_hint(_("Choose what it means…"))
        combo.picked.connect(lambda token: self._decide(word, token))
        badge = Badge(self._state(word))
        place = QWidget()
        place.setFixedWidth(STATE)
        inner = QVBoxLayout(place)
        inner.setContentsMargins(0, 0, 0, 0)
        inner.addWidget(badge, 0, Qt.AlignmentFlag.AlignLeft)
        self._combos[word.target, word.text] = combo
        self._badges[word.target, word.text] = (word, badge)
        self._grid.addWidget(left, line, 0)
        self._grid.addWidget(combo, line, 1)
        self._grid.addWidget(place, line, 2)
        self._grid.addWidget(self._guesses(word), line, 3)
        self._show(word)

    def _guesses(self, word: WordMatch) -> QWidget:
        """The likeliest entries, one press each."""
        line = QWidget()
        line.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Preferred)
        row = QHBoxLayout(line)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(GAP)
        for token, words, _score in [o for o in word.options if o[0] != word.token][:GUESSES]:
            guess = push_button(words.replace("&", "&&"), kind="flat")
            guess.setAccessibleName(_('"{word}" means {meaning}').format(word=word.text, meaning=words))
            guess.clicked.connect(lambda _on=False, token=token: self._decide(word, token))
            row.addWidget(guess)
        row.addStretch(1)
        return line

    def _model(self, target: str) -> OptionModel:
        if target not in self._models:
            field = target_field(target)
            known = all_words(field) if field is not None else ()
            options = tuple(Option(token, words) for token, words in known)
            blank = Option(BLANK, _("Leave blank"))
            self._models[target] = OptionModel((OptionGroup("", (blank,)), OptionGroup("", options)), self)
        return self._models[target]

    def _decide(self, word: WordMatch, token: str) -> None:
        if self._choice is not None:
            self._choice.translate(word.target, word.text, "" if token == BLANK else token)
            self._show(word)
            self.decided.emit()

    def _meaning(self, word: WordMatch) -> str | None:
        """Return the token that a word means, None where nobody knows."""
        said = self._choice.said.words.get(word.target, {}) if self._choice is not None else {}
        return said.get(fold(word.text), word.token or None)

    def _state(self, word: WordMatch) -> Status:
        said = self._choice.said.words.get(word.target, {}) if self._choice is not None else {}
        if fold(word.text) in said:
            return Status("user", _("Chosen"), "accent")
        return Status("check", _("Likely"), "good") if word.token else Status("help", _("Unknown word"), "attention")

    def _show(self, word: WordMatch) -> None:
        meaning = self._meaning(word)
        self._combos[word.target, word.text].choose(BLANK if meaning == "" else meaning or "")
        self._badges[word.target, word.text][1].show_status(self._state(word))

    def _begin(self) -> QWidget:
        """Return an empty page, to be put in the place of the one that is shown when it is full."""
        self._combos.clear()
        self._badges.clear()
        content = QWidget()
        self._grid = QGridLayout(content)
        self._grid.setContentsMargins(PANEL, SPACE, PANEL, SPACE)
        self._grid.setHorizontalSpacing(PANEL)
        self._grid.setVerticalSpacing(SPACE)
        self._grid.setColumnStretch(3, 1)
        self._grid.setAlignment(Qt.AlignmentFlag.AlignTop)
        return content

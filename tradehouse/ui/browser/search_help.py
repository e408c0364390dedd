"""How to search, in a few lines with examples of the kind that is in front."""

from PySide6.QtCore import QSize
from PySide6.QtWidgets import QGridLayout, QWidget

from tradehouse.domain.fields import RecordKind
from tradehouse.domain.language import _
from tradehouse.ui.browser.kind_words import WORDS
from tradehouse.ui.kit.dialog import DialogFrame
from tradehouse.ui.kit.labels import label
from tradehouse.ui.theme import GAP, MARGIN, theme


class SearchHelp(DialogFrame):
    """Examples beside what they find."""

    def __init__(self, kind: RecordKind, parent: QWidget | None = None) -> None:
        super().__init__(
            _("How to search"), "search_help", QSize(600, 350), parent,
            sentence=_("Type parts of words in any order. Capitals and accents do not matter."),
        )  # fmt: skip
        grid = QGridLayout()
        grid.setHorizontalSpacing(MARGIN)
        grid.setVerticalSpacing(GAP)
        for n, (example, words) in enumerate(
            (
                (_(WORDS[kind].words), _("all of these words, wherever they stand")),
                (_(WORDS[kind].one_field), _("one field only, by its name in either language")),
                (WORDS[kind].several, _("any of these values")),
                (_(WORDS[kind].empty), _("the field is empty")),
                (_("change:12"), _("what one change made or changed, by its number in the history")),
            )
        ):
            shown = label(example)
            shown.setFont(theme().font(code=True))
            grid.addWidget(shown, n, 0)
            grid.addWidget(label(words, "muted", wrap=True), n, 1)
        grid.setColumnStretch(1, 1)
        self.body.addLayout(grid)
        self.body.addStretch(1)
        self.add_button(_("Close"), self.accept, kind="primary", default=True)

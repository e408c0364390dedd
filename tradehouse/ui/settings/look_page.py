"""Language and look: applied at once."""

from collections.abc import Callable

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QApplication, QButtonGroup, QRadioButton, QWidget

from tradehouse.domain.language import LANGUAGES, N_, _
from tradehouse.ui.desk import Desk
from tradehouse.ui.kit.labels import label
from tradehouse.ui.settings.page import SettingsPage
from tradehouse.ui.settings_store import LANGUAGE, THEME
from tradehouse.ui.theme import apply_theme

_THEMES = (("system", N_("As the system has it")), ("light", N_("Light")), ("dark", N_("Dark")))


class LookPage(SettingsPage):
    """language_chosen(code) is emitted once the choice is kept; whoever owns the window makes it speak it."""

    language_chosen = Signal(str)

    def __init__(self, desk: Desk, parent: QWidget | None = None) -> None:
        super().__init__("settings_look", _("Language and look"), parent=parent)
        self._desk = desk
        self.part(_("Language"))
        self._languages = self._choices(
            "language", list(LANGUAGES.items()), desk.settings.get(LANGUAGE), self._choose_language
        )
        self.column.addWidget(
            label(_("The window changes at once. Files for buyers have a language of their own."), "small", wrap=True)
        )
        self.part(_("Look"))
        themes = [(key, _(words)) for key, words in _THEMES]
        self._themes = self._choices("theme", themes, desk.settings.get(THEME), self._choose_theme)
        self.column.addStretch(1)

    def _choices(
        self, name: str, choices: list[tuple[str, str]], now: str, choose: Callable[[str], None]
    ) -> QButtonGroup:
        group = QButtonGroup(self)
        for key, words in choices:
            button = QRadioButton(words)
            button.setObjectName(f"{name}.{key}")
            button.setChecked(key == now)
            button.clicked.connect(lambda _on, key=key: choose(key))
            group.addButton(button)
            self.column.addWidget(button)
        return group

    def _choose_language(self, code: str) -> None:
        if code != self._desk.settings.get(LANGUAGE):
            self._desk.settings.put(LANGUAGE, code)
            self._desk.settings.save()
            self.language_chosen.emit(code)

    def _choose_theme(self, choice: str) -> None:
        self._desk.settings.put(THEME, choice)
        self._desk.settings.save()
        app = QApplication.instance()
        if isinstance(app, QApplication):
            apply_theme(app, choice)

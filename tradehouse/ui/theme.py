"""How everything looks: every colour, size and face of the window is named here and nowhere else.

Widgets never set colours. They are styled by resources/styles/tradehouse.qss, where `@name` is a token,
or paint with `theme().colour("name")`. The contrast that PAIRS promises is held by a test.
"""

import logging
import string
from collections.abc import Mapping
from typing import Literal, cast

from PySide6.QtCore import QObject, Qt, Signal
from PySide6.QtGui import QColor, QFont, QPalette
from PySide6.QtWidgets import QApplication, QStyleFactory

from tradehouse.domain.resources import resources
from tradehouse.ui.fonts import FACES, make_font
from tradehouse.ui.glyphs import tinted_file

Scheme = Literal["light", "dark"]
Choice = Literal["system", "light", "dark"]

TOKENS: Mapping[str, tuple[str, str]] = {
    # name: (light, dark)
    "surface": ("#FFFFFF", "#1C222B"),  # tables, panels, editors
    "ground": ("#F6F7F9", "#14181F"),  # the window behind them
    "hairline": ("#E4E7EC", "#2B3340"),
    "outline": ("#858FA1", "#667085"),  # around things that can be operated: 3:1 against what they stand on
    "hover": ("#EEF2F8", "#242C38"),
    "pressed": ("#E0E7F1", "#2B3543"),
    "selection": ("#DCE6F4", "#27364E"),
    "text": ("#1D2430", "#E6E9EE"),
    "muted": ("#667085", "#98A2B3"),
    "selected_muted": ("#515C70", "#A9B3C3"),  # muted, on a selected row
    "disabled": ("#98A2B3", "#5D6879"),
    "accent": ("#2B4C7E", "#8FB1E3"),
    "accent_hover": ("#37609D", "#A9C4EC"),
    "accent_pressed": ("#213C64", "#7A9FD6"),
    "on_accent": ("#FFFFFF", "#14181F"),
    "attention": ("#9A5B2A", "#E0A66B"),
    "good": ("#2E7D4F", "#7CC79A"),
    "danger": ("#B3261E", "#F2A19A"),
    "scroll": ("#C3CAD5", "#3B4656"),
    "scroll_hover": ("#98A2B3", "#56637A"),
    "tip": ("#1D2430", "#E6E9EE"),
    "on_tip": ("#FFFFFF", "#14181F"),
    # series of charts: 3:1 against the ground, told apart by the colour-blind
    "series_1": ("#2B4C7E", "#8FB1E3"),
    "series_2": ("#9A5B2A", "#E0A66B"),
    "series_3": ("#2B8CDC", "#3486D6"),
    "series_4": ("#640D2E", "#CF7994"),
    "series_5": ("#A78B1F", "#8E9000"),
    "series_6": ("#3E7671", "#ABF398"),
    "series_7": ("#7658AC", "#85608E"),
    "series_8": ("#878E99", "#F5EAF8"),
}

INKS = ("text", "muted", "accent", "attention", "good", "danger")
PAIRS: tuple[tuple[str, str], ...] = (
    *((ink, paper) for ink in INKS for paper in ("surface", "ground")),
    *((ink, paper) for ink in ("text", "accent") for paper in ("hover", "pressed", "selection")),
    ("danger", "hover"),
    ("selected_muted", "selection"),
    ("on_accent", "accent"),
    ("on_accent", "accent_hover"),
    ("on_accent", "accent_pressed"),
    ("on_tip", "tip"),
)
"""(ink, paper) for every text that the program sets: at least 4.5:1 in both schemes."""

SPACE = 4
GAP = 8  # between controls
PANEL = 12  # inside panels
MARGIN = 16  # around pages and dialogs
RADIUS = 6
ROW_HEIGHT = 30
THUMBNAIL = 24
CONTROL_HEIGHT = 30

GLYPHS: Mapping[str, tuple[str, str, float]] = {
    # name in the style sheet: (drawing, token, stroke)
    "glyph_down": ("chevron-down", "muted", 2.5),
    "glyph_down_off": ("chevron-down", "disabled", 2.5),
    "glyph_up": ("chevron-up", "muted", 2.5),
    "glyph_left": ("chevron-left", "muted", 2.25),
    "glyph_right": ("chevron-right", "muted", 2.25),
    "glyph_check": ("check", "on_accent", 3.25),
    "glyph_partly": ("minus", "on_accent", 3.25),
    "glyph_check_menu": ("check", "accent", 2.5),
    "glyph_close": ("close", "muted", 2.0),
    "glyph_sort_up": ("chevron-up", "accent", 2.75),
    "glyph_sort_down": ("chevron-down", "accent", 2.75),
}

log = logging.getLogger(__name__)


class _Sheet(string.Template):
    delimiter = "@"


class Theme(QObject):
    """The look at this moment. `changed` is emitted after palette and style sheet are in place."""

    changed = Signal()

    def __init__(self, app: QApplication) -> None:
        super().__init__(app)
        self.setObjectName("theme")
        self._app = app
        self._choice: Choice = "system"
        self._scheme: Scheme = "light"
        self._colours = _colours("light")
        self._fonts: dict[tuple[str, bool, bool], QFont] = {}
        app.styleHints().colorSchemeChanged.connect(self._system_changed)

    @property
    def choice(self) -> Choice:
        """What the person chose."""
        return self._choice

    @property
    def scheme(self) -> Scheme:
        """What that means now."""
        return self._scheme

    def colour(self, token: str) -> QColor:
        """Return the colour of a token of TOKENS, yours to change. Raises KeyError for any other."""
        return QColor(self._colours[token])

    def font(self, face: str = "body", *, tabular: bool = False, code: bool = False) -> QFont:
        """Return a face of FACES; tabular for figures in columns, code for the monospaced one."""
        key = (face, tabular, code)
        if key not in self._fonts:
            self._fonts[key] = make_font(face, tabular=tabular, code=code)
        return self._fonts[key]

    def choose(self, choice: Choice) -> None:
        """Follow the system, or stay light or dark."""
        self._choice = choice
        hints = self._app.styleHints()
        if choice == "system":
            hints.unsetColorScheme()
            self._dress(_scheme_of(hints.colorScheme()))
        else:
            # The platform draws title bars and its own dialogs to match.
            hints.setColorScheme(Qt.ColorScheme.Dark if choice == "dark" else Qt.ColorScheme.Light)
            self._dress(choice)

    def _system_changed(self, scheme: Qt.ColorScheme) -> None:
        if self._choice == "system" and _scheme_of(scheme) != self._scheme:
            self._dress(_scheme_of(scheme))

    def _dress(self, scheme: Scheme) -> None:
        self._scheme = scheme
        self._colours = _colours(scheme)
        self._app.setPalette(palette(scheme))
        self._app.setFont(self.font())
        self._app.setStyleSheet(style_sheet(scheme, self.font().pointSizeF()))
        self.changed.emit()


def apply_theme(app: QApplication, choice: str) -> Theme:
    """Give the whole program its look. choice is "system", "light" or "dark"; others follow the system."""
    current = app.findChild(Theme, "theme")
    if current is None:
        style = QStyleFactory.create("Fusion")
        app.setStyle(style)
        current = Theme(app)
    current.choose(cast(Choice, choice) if choice in ("light", "dark") else "system")
    return current


def theme() -> Theme:
    """Return the look of the running program, following the system where nobody has chosen yet."""
    app = QApplication.instance()
    if not isinstance(app, QApplication):
        raise TypeError("the theme needs a running QApplication")
    return app.findChild(Theme, "theme") or apply_theme(app, "system")


def hex_colours(scheme: Scheme) -> dict[str, str]:
    """Return every token as "#RRGGBB"."""
    return {name: pair[scheme == "dark"] for name, pair in TOKENS.items()}


def style_sheet(scheme: Scheme, points: float) -> str:
    """Return the style sheet of a scheme for a body text of so many points."""
    colours = hex_colours(scheme)
    words = dict(colours)
    for name, (drawing, token, stroke) in GLYPHS.items():
        try:
            words[name] = f'url("{tinted_file(drawing, colours[token], stroke)}")'
        except OSError as error:
            log.warning("small pictures of the theme cannot be kept: %s", error)
            words[name] = "none"
    for face, (ratio, _weight) in FACES.items():
        words[f"size_{face}"] = f"{points * ratio:.2f}pt"
    sheet = (resources() / "styles" / "tradehouse.qss").read_text(encoding="utf-8")
    return _Sheet(sheet).substitute(words)


def palette(scheme: Scheme) -> QPalette:
    """Return the palette for Fusion and for everything that asks the palette instead of the style sheet."""
    colours = _colours(scheme)
    result = QPalette()
    roles = {
        QPalette.ColorRole.Window: "ground",
        QPalette.ColorRole.WindowText: "text",
        QPalette.ColorRole.Base: "surface",
        QPalette.ColorRole.AlternateBase: "ground",
        QPalette.ColorRole.Text: "text",
        QPalette.ColorRole.Button: "surface",
        QPalette.ColorRole.ButtonText: "text",
        QPalette.ColorRole.BrightText: "danger",
        QPalette.ColorRole.PlaceholderText: "muted",
        QPalette.ColorRole.Highlight: "selection",
        QPalette.ColorRole.HighlightedText: "text",
        QPalette.ColorRole.Accent: "accent",
        QPalette.ColorRole.Link: "accent",
        QPalette.ColorRole.LinkVisited: "accent",
        QPalette.ColorRole.ToolTipBase: "tip",
        QPalette.ColorRole.ToolTipText: "on_tip",
        QPalette.ColorRole.Light: "surface",
        QPalette.ColorRole.Midlight: "hover",
        QPalette.ColorRole.Mid: "hairline",
        QPalette.ColorRole.Dark: "outline",
        QPalette.ColorRole.Shadow: "outline",
    }
    for role, token in roles.items():
        result.setColor(role, colours[token])
    for role in (QPalette.ColorRole.WindowText, QPalette.ColorRole.Text, QPalette.ColorRole.ButtonText):
        result.setColor(QPalette.ColorGroup.Disabled, role, colours["disabled"])
    return result


def _colours(scheme: Scheme) -> dict[str, QColor]:
    return {name: QColor(value) for name, value in hex_colours(scheme).items()}


def _scheme_of(scheme: Qt.ColorScheme) -> Scheme:
    return "dark" if scheme == Qt.ColorScheme.Dark else "light"

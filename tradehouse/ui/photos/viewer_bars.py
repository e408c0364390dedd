"""The two bars of the viewer: what is in front at the top, what can be done at the foot."""

from collections.abc import Callable

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QHBoxLayout, QMenu, QSizePolicy, QToolButton, QWidget

from tradehouse.domain.language import _
from tradehouse.ui.kit.buttons import tool_button
from tradehouse.ui.kit.labels import ElidedLabel, label
from tradehouse.ui.photos.verbs import ROLES, VERBS, Verb
from tradehouse.ui.theme import GAP, PANEL, SPACE, theme

Do = Callable[[Verb], None]
_BY_NAME = {verb.name: verb for verb in VERBS}
_PARTS = (("main", "keep", "reject"), ("left", "right", "crop", "square", "original"), ("facts",), ("undo",))


class TopBar(QWidget):
    """Which photo it is of how many, of which product, and how large it is shown."""

    def __init__(self, do: Do, zoom: Callable[[int], None], close: Callable[[], object]) -> None:
        super().__init__()
        _dress(self)
        self.code = label("", "strong")
        self.code.setFont(theme().font(code=True))
        self.title = ElidedLabel("", "heading")
        self.count = label("", "muted")
        self.scale = label("", "muted")
        self.scale.setMinimumWidth(48)
        self.scale.setAlignment(Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter)
        self.compare = verb_button(_BY_NAME["compare"], do)
        self.compare.setCheckable(True)
        row = QHBoxLayout(self)
        row.setContentsMargins(PANEL, SPACE, GAP, SPACE)
        row.setSpacing(GAP)
        row.addWidget(self.count)
        row.addWidget(self.code)
        row.addWidget(self.title, 1)
        row.addWidget(self.scale)
        row.addWidget(_quiet(tool_button("minus", _("Zoom out"), lambda: zoom(-1))))
        row.addWidget(_quiet(tool_button("plus", _("Zoom in"), lambda: zoom(1))))
        row.addWidget(_quiet(tool_button("expand", _("Fit into the window (0)"), lambda: zoom(0))))
        whole = verb_button(_BY_NAME["pixels"], do)
        whole.setText("1:1")
        whole.setToolButtonStyle(Qt.ToolButtonStyle.ToolButtonTextOnly)
        row.addWidget(whole)
        row.addWidget(self.compare)
        row.addWidget(_quiet(tool_button("close", _("Back (Esc)"), close)))

    def show_photo(self, count: str, code: str, name: str) -> None:
        """Tell which photo is in front: its number, its product's code and name."""
        self.count.setText(count)
        self.code.setText(code)
        self.title.set_whole(name)

    def show_scale(self, scale: float) -> None:
        """Tell how large the photo is shown."""
        self.scale.setText(_("{percent}%").format(percent=round(scale * 100)))


class VerbBar(QWidget):
    """A button for every verb that changes something, the roles in a menu, and what was just done."""

    def __init__(self, do: Do, *, writable: bool) -> None:
        super().__init__()
        _dress(self)
        self.said = ElidedLabel("", "muted")
        self.said.setObjectName("said")
        row = QHBoxLayout(self)
        row.setContentsMargins(GAP, SPACE, GAP, SPACE)
        row.setSpacing(SPACE)
        for number, part in enumerate(_PARTS if writable else ()):
            if number:
                row.addSpacing(PANEL)
            for name in part:
                row.addWidget(verb_button(_BY_NAME[name], do))
            if number == 0:
                row.addWidget(_role_button(do))
        row.addSpacing(PANEL)
        row.addWidget(self.said, 1)
        row.addWidget(verb_button(_BY_NAME["legend"], do, worded=True))


def verb_button(verb: Verb, do: Do, *, worded: bool = False) -> QToolButton:
    """Return the button of a verb, named `verb.<name>`; its tip names the key."""
    words = _(verb.text)
    button = tool_button(verb.glyph or "more", words, lambda: do(verb), words=verb.worded or worded)
    button.setObjectName(f"verb.{verb.name}")
    button.setToolTip(f"{words} ({verb.key})")
    if button.toolButtonStyle() == Qt.ToolButtonStyle.ToolButtonTextBesideIcon:
        button.setText(f"{words} ({verb.key})")
    return _quiet(button)


def _role_button(do: Do) -> QToolButton:
    button = _quiet(tool_button("tag", _("Role"), words=True))
    button.setObjectName("verb.role")
    menu = QMenu(button)
    for name in ROLES:
        verb = _BY_NAME[name]
        menu.addAction(f"{_(verb.text)}\t{verb.key}").triggered.connect(lambda _on=False, verb=verb: do(verb))
    button.setMenu(menu)
    button.setPopupMode(QToolButton.ToolButtonPopupMode.InstantPopup)
    return button


def _quiet(button: QToolButton) -> QToolButton:
    """Return a button that leaves the keys to the photo: each has a key of its own."""
    button.setFocusPolicy(Qt.FocusPolicy.NoFocus)
    return button


def _dress(bar: QWidget) -> None:
    bar.setProperty("pane", "surface")
    bar.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
    bar.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)

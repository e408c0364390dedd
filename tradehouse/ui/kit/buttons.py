"""Buttons as we use them: with an accessible name, a tip, and a look that the style sheet knows."""

from collections.abc import Callable
from typing import Literal

from PySide6.QtCore import QSize, Qt
from PySide6.QtWidgets import QPushButton, QToolButton, QWidget

from tradehouse.ui.icons import icon

Kind = Literal["", "primary", "danger", "flat"]
ICON = QSize(18, 18)
_ICON_INKS = {"primary": "on_accent", "danger": "danger", "flat": "accent", "": "text"}


def push_button(
    text: str,
    pressed: Callable[[], object] | None = None,
    *,
    kind: Kind = "",
    glyph: str = "",
    parent: QWidget | None = None,
) -> QPushButton:
    """Return a button with words, and an icon before them if glyph names one."""
    button = QPushButton(text, parent)
    button.setProperty("kind", kind)
    button.setAutoDefault(False)
    if glyph:
        button.setIcon(icon(glyph, _ICON_INKS[kind]))
        button.setIconSize(ICON)
    if pressed is not None:
        button.clicked.connect(lambda: pressed())  # noqa: PLW0108 - clicked brings an argument
    return button


def tool_button(
    glyph: str,
    text: str,
    pressed: Callable[[], object] | None = None,
    *,
    words: bool = False,
    size: int = 18,
    parent: QWidget | None = None,
) -> QToolButton:
    """Return a flat button with an icon; text is its tip and name, and stands beside it if words is set."""
    button = QToolButton(parent)
    button.setAutoRaise(True)
    button.setIcon(icon(glyph))
    button.setIconSize(QSize(size, size))
    button.setText(text)
    button.setToolTip("" if words else text)
    button.setAccessibleName(text)
    button.setFocusPolicy(Qt.FocusPolicy.TabFocus)
    if words:
        button.setToolButtonStyle(Qt.ToolButtonStyle.ToolButtonTextBesideIcon)
        button.setProperty("kind", "text")
    if pressed is not None:
        button.clicked.connect(lambda: pressed())  # noqa: PLW0108 - clicked brings an argument
    return button

"""What can be done in the photo viewer: each verb once, with its key. Keys, buttons and the legend are read from here."""

from collections.abc import Mapping
from dataclasses import dataclass

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeyEvent

from tradehouse.domain.language import N_
from tradehouse.domain.photo_facts import ROLE_LABELS, PhotoRole


@dataclass(frozen=True, slots=True)
class Verb:
    """key is the key as it is shown; text a msgid. Verbs that write need a catalogue that can be written."""

    name: str
    key: str
    text: str
    glyph: str = ""
    writes: bool = True
    worded: bool = False


ROLES: Mapping[str, PhotoRole] = {f"role_{role}": role for role in PhotoRole}
VERBS: tuple[Verb, ...] = (
    Verb("main", "M", N_("Main photo"), "star", worded=True),
    Verb("keep", "K", N_("Keep"), "check", worded=True),
    Verb("reject", "X", N_("Reject"), "trash", worded=True),
    Verb("reject_others", "Shift+X", N_("Reject the others alike")),
    *(Verb(name, str(n), ROLE_LABELS[role]) for n, (name, role) in enumerate(ROLES.items(), start=1)),
    Verb("left", "L", N_("Turn left"), "rotate-left"),
    Verb("right", "R", N_("Turn right"), "rotate-right"),
    Verb("crop", "C", N_("Crop"), "crop"),
    Verb("square", "W", N_("On a white square"), "square"),
    Verb("original", "O", N_("As it was taken"), "history"),
    Verb("facts", "I", N_("About this photo…"), "info"),
    Verb("undo", "U", N_("Undo"), "undo"),
    Verb("compare", "Tab", N_("Two side by side"), "compare", writes=False),
    Verb("other_side", "S", N_("To the other side"), writes=False),
    Verb("pixels", "Z", N_("Pixel by pixel, or fitted"), writes=False),
    Verb("legend", "?", N_("Keys"), "keyboard", writes=False),
)
MOVES = (
    ("← →", N_("Previous and next photo")),
    ("↑ ↓", N_("Along the photos that look alike")),
    ("+ −", N_("Zoom")),
    ("Esc", N_("Back")),
)
"""Keys that go about, for the legend."""

_BY_KEY = {verb.key: verb for verb in VERBS}


def verb_of(event: QKeyEvent) -> Verb | None:
    """Return the verb of a key, None for any other."""
    key, modifiers = Qt.Key(event.key()), event.modifiers()
    if modifiers & (Qt.KeyboardModifier.AltModifier | Qt.KeyboardModifier.MetaModifier):
        return None
    if modifiers & Qt.KeyboardModifier.ControlModifier:
        return _BY_KEY["U"] if key == Qt.Key.Key_Z else None
    if key == Qt.Key.Key_Tab:
        return _BY_KEY["Tab"]
    if not Qt.Key.Key_Space < key <= Qt.Key.Key_ydiaeresis:
        return None
    shown = chr(key)
    shifted = shown.isalpha() and bool(modifiers & Qt.KeyboardModifier.ShiftModifier)
    return _BY_KEY.get(f"Shift+{shown}" if shifted else shown)

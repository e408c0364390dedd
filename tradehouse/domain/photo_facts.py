"""What the house notes about its photos: roles, verdicts, consent, and what is wrong with a picture."""

import json
from collections.abc import Mapping
from dataclasses import asdict, dataclass
from datetime import date
from enum import StrEnum

from tradehouse.domain.language import N_, Message

SMALL_SIDE = 800
"""Pixels of the shorter side below which a photo is too small for a catalogue."""
SHARP_ENOUGH = 24.0
"""Sharpness (see photos.measures) below which a picture is called blurred."""
BRIGHT_ENOUGH = 90.0
"""Brightness of the lightest twentieth, 0–255, below which a picture is called dark."""


class PhotoRole(StrEnum):
    """What a photo shows of its product."""

    MAIN = "main"
    DETAIL = "detail"
    PACKAGING = "packaging"
    LABEL = "label"
    IN_USE = "in_use"


ROLE_LABELS: Mapping[str, str] = {
    PhotoRole.MAIN: N_("Main photo"),
    PhotoRole.DETAIL: N_("Detail"),
    PhotoRole.PACKAGING: N_("Packaging"),
    PhotoRole.LABEL: N_("Label"),
    PhotoRole.IN_USE: N_("In use"),
}


class Verdict(StrEnum):
    """What a curator said of a photo when culling."""

    KEEP = "keep"
    REJECT = "reject"


@dataclass(frozen=True, slots=True)
class Consent:
    """Leave to show a photo: by whom, for what, until when (None: without end), and when it was given."""

    by: str
    purpose: str = ""
    until: date | None = None
    given: date | None = None

    def holds(self, on: date) -> bool:
        """Tell whether the consent covers a day."""
        return bool(self.by.strip()) and (self.until is None or on <= self.until)

    def text(self) -> str:
        """Return the consent as the store keeps it: JSON with ISO dates."""
        values = {key: value.isoformat() if isinstance(value, date) else value for key, value in asdict(self).items()}
        return json.dumps({key: value for key, value in values.items() if value}, ensure_ascii=False, sort_keys=True)


def read_consent(text: str | None) -> Consent | None:
    """Return the consent that the store keeps, None where there is none or it cannot be read."""
    try:
        values = json.loads(text or "{}")
        if not isinstance(values, dict) or not values.get("by"):
            return None
        until, given = (date.fromisoformat(values[key]) if values.get(key) else None for key in ("until", "given"))
        return Consent(str(values["by"]), str(values.get("purpose") or ""), until, given)
    except (ValueError, TypeError):
        return None


class PhotoFault(StrEnum):
    """What is wrong with a picture, as a token for badges and scripts."""

    SMALL = "small"
    BLURRED = "blurred"
    DARK = "dark"


def faults(width: int, height: int, sharpness: float | None, brightness: float | None) -> tuple[PhotoFault, ...]:
    """Return what is wrong with a picture of this size (pixels) and these measures; what was not measured is passed."""
    found = []
    if min(width, height) < SMALL_SIDE:
        found.append(PhotoFault.SMALL)
    if sharpness is not None and sharpness < SHARP_ENOUGH:
        found.append(PhotoFault.BLURRED)
    if brightness is not None and brightness < BRIGHT_ENOUGH:
        found.append(PhotoFault.DARK)
    return tuple(found)


def fault_message(fault: PhotoFault, width: int, height: int) -> Message:
    """Return what to tell people about a fault, and what to do."""
    if fault is PhotoFault.SMALL:
        return Message(
            N_(
                "The photo is small ({width} × {height} pixels): the shorter side should have {side}. Ask for the original."
            ),
            {"width": width, "height": height, "side": SMALL_SIDE},
        )
    if fault is PhotoFault.BLURRED:
        return Message(N_("The photo looks blurred. Take it again with a steady hand."))
    return Message(N_("The photo is dark. Take it again with more light."))

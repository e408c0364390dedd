"""What every part of the window works with: the open catalogue, the lanes, personal settings, pictures, a voice."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Protocol

from tradehouse.services.catalogue import Catalogue
from tradehouse.ui.browser.thumbnails import Thumbnails
from tradehouse.ui.jobs import Jobs
from tradehouse.ui.kit.badge import Tone
from tradehouse.ui.kit.empty import Offer
from tradehouse.ui.settings_store import Settings


class Say(Protocol):
    """Tells the person something in the line at the foot of the window."""

    def __call__(self, text: str, tone: Tone = "good", offers: tuple[Offer, ...] = ()) -> None: ...


class Undo(Protocol):
    """Takes a change back, the last one without a number, asking where records were edited since.

    told is called once with the number of edited records that were kept, or with None where nothing was undone.
    """

    def __call__(self, change_set: int | None = None, told: Callable[[int | None], None] | None = None) -> None: ...


@dataclass(frozen=True, slots=True)
class Desk:
    """Handed down from the window to its pages. undo takes a change back, fail shows an error to the person."""

    catalogue: Catalogue
    jobs: Jobs
    settings: Settings
    thumbnails: Thumbnails
    say: Say
    undo: Undo
    fail: Callable[[BaseException], None]

"""Small things of the desk: who works at it, and the ways of looking at the catalogue that somebody kept."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any


@dataclass(frozen=True, slots=True)
class StaffMember:
    """Somebody who works with the catalogue; changes, visits and curations name one."""

    id: int
    name: str
    initials: str = ""
    role: str = ""
    consultant_field: str = ""
    active: bool = True


@dataclass(frozen=True, slots=True)
class SavedView:
    """A named way to look at the records of a kind; settings is what the window made of it, as JSON can say it."""

    id: int
    kind: str
    name: str
    settings: Mapping[str, Any] = field(default_factory=dict)
    position: int = 0


def initials_of(name: str) -> str:
    """Return the first letters of the first and last word of a name, in capitals."""
    words = name.split()
    if not words:
        return ""
    return (words[0][0] + (words[-1][0] if len(words) > 1 else "")).upper()

"""What the house remembers of how it read files: shapes of tables, and words of choice fields."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

THE_HOUSE = ""


@dataclass(frozen=True, slots=True)
class RememberedShape:
    """How tables with one row of headings were read last.

    fingerprint stands for the headings; supplier is the uid of the one whose files are read so, "" for the house's
    own way. reading is what was decided, as JSON can say it; file is the one it was decided for.
    """

    id: int
    fingerprint: str
    supplier: str
    reading: Mapping[str, Any] = field(repr=False)
    file: str
    used: datetime
    times: int


@dataclass(frozen=True, slots=True)
class RememberedWord:
    """A text of a choice field (folded) and the token it stands for; a blank token takes the text for blank."""

    target: str
    text: str
    supplier: str
    token: str

"""What stands on every report that leaves the program beside its figures."""

from dataclasses import dataclass
from datetime import date
from typing import Final

INTERNAL: Final = "INTERNAL"
"""On every page and in every name: a report shows what is the house's own business, in both languages the same."""


@dataclass(frozen=True, slots=True)
class Letterhead:
    """Whose report it is ("" where the house has no name yet), of which day, in which language."""

    house: str
    date: date
    language: str

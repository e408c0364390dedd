"""Which products an export may be of: the selected ones, those in the list, or all."""

from collections.abc import Sequence
from dataclasses import dataclass

from tradehouse.domain.query import Query

SELECTED, LISTED, EVERYTHING = "selected", "listed", "all"


@dataclass(frozen=True, slots=True)
class ExportScope:
    """What the window shows at the moment. listed is None where the list is not narrowed; listed_count is -1 while it
    is not known.
    """

    selected: Sequence[int] = ()
    listed: Query | None = None
    listed_count: int = -1

    def first_choice(self) -> str:
        """Return what is likely meant: several selected ones, else the narrowed list, else everything."""
        if len(self.selected) > 1:
            return SELECTED
        return LISTED if self.listed is not None else EVERYTHING

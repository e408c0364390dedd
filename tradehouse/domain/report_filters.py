"""What a report is narrowed to, and the days that a year or a quarter has."""

from dataclasses import dataclass, fields, replace
from datetime import date
from typing import Any, Final

QUARTERS: Final = (1, 2, 3, 4)


@dataclass(frozen=True, slots=True)
class Filters:
    """Each narrows further; 0 and "" leave everything in. province and regency are official codes, kind is that of a
    supplier, programme is the id of one. A quarter means nothing without its year.
    """

    year: int = 0
    quarter: int = 0
    province: str = ""
    regency: str = ""
    kind: str = ""
    programme: int = 0
    series: str = ""

    def only(self, known: tuple[str, ...]) -> "Filters":
        """Return the filters that a report knows; the others are let go."""
        return Filters(**{name: getattr(self, name) for name in known})

    def changed(self, name: str, value: Any) -> "Filters":
        """Return them with one changed, and what hung on its old value let go: a regency lies in its province."""
        changes: dict[str, Any] = {name: value}
        if name == "province":
            changes["regency"] = ""
        if name == "year" and not value:
            changes["quarter"] = 0
        return replace(self, **changes)

    @property
    def period(self) -> tuple[date, date] | None:
        """The first day, and the first day after; None for all times."""
        if not self.year:
            return None
        if not self.quarter:
            return date(self.year, 1, 1), date(self.year + 1, 1, 1)
        month = self.quarter * 3 - 2
        return date(self.year, month, 1), date(self.year + month // 10, (month + 2) % 12 + 1, 1)


FILTERS: Final = tuple(field.name for field in fields(Filters))


def quarter_of(day: date) -> str:
    """Return the quarter of a day as the store groups by it: "2025-Q2"."""
    return f"{day.year}-Q{(day.month + 2) // 3}"

"""Whether a certificate holds on a day, and whom it covers. Only those that can be shown to hold go into a buyer's file."""

from collections.abc import Iterable
from datetime import date
from typing import Final, NamedTuple

from tradehouse.domain.records import Record
from tradehouse.domain.reference import CertificationType, certification_types

ISSUED: Final = frozenset({None, "", "issued"})
RUNNING: Final = frozenset({"planned", "documents", "submitted", "audit"})
USUAL_LEAD_DAYS: Final = 90


class Paper(NamedTuple):
    """What counts of a certificate that is not in the trash. Without a category and products it covers everything
    that its supplier makes, otherwise that category (and what is below it) and those products.
    """

    id: int
    type: str
    stage: str | None = None
    issued: date | None = None
    expires: date | None = None
    no_expiry: bool = False
    category: str | None = None
    products: frozenset[int] = frozenset()

    def covers(self, product_id: int, families: Iterable[str]) -> bool:
        """Return whether it covers a product of its supplier, of this category and the one above it."""
        if not self.products and not self.category:
            return True
        return product_id in self.products or (self.category or None) in set(families)

    def until(self) -> date | None:
        """Return its last day, None where there is none, see `last_day`."""
        return last_day(self.type, self.issued, self.expires, no_expiry=self.no_expiry)

    def holds(self, day: date) -> bool:
        """Return whether it is issued and in force on a day."""
        return self.in_force(day, self.until())

    def in_force(self, day: date, until: date | None) -> bool:
        """Return whether it is issued and in force on a day, where `until` is its last.

        Without any date it holds only where its type has no term (no expiry, or valid until the product changes).
        """
        if self.stage not in ISSUED or (self.issued is not None and self.issued > day):
            return False
        if self.no_expiry or until is not None:
            return until is None or until >= day
        kind = certification_types().get(self.type)
        return kind is not None and (kind.no_expiry or kind.until_change)


def last_day(type_code: str, issued: date | None, expires: date | None, *, no_expiry: bool = False) -> date | None:
    """Return the last day of a certificate: the date given, else issue and the type's term; None where there is none."""
    if no_expiry or expires is not None:
        return None if no_expiry else expires
    kind = certification_types().get(type_code)
    if kind is None or kind.validity_years is None or issued is None:
        return None
    return years_later(issued, kind.validity_years)


def lead_days(type_code: str) -> int:
    """Return how many days before its last day a certificate's renewal is due."""
    kind = certification_types().get(type_code)
    return (kind.renewal_lead_days if kind else 0) or USUAL_LEAD_DAYS


def years_later(day: date, years: int) -> date:
    """Return the same day some years on; 28 February for a leap day."""
    year = min(day.year + years, date.max.year)
    try:
        return day.replace(year=year)
    except ValueError:  # 29 February
        return date(year, 2, 28)


def paper_of(certificate: Record) -> Paper:
    """Return what counts of a certificate's record."""
    values = certificate.values.get
    return Paper(
        certificate.id,
        values("type") or "",
        values("stage"),
        values("issued"),
        values("expires"),
        bool(values("no_expiry")),
        values("category"),
        frozenset(ref.id for ref in values("products") or ()),
    )


def type_of(certificate: Record) -> CertificationType | None:
    """Return the certification type of a record, or None for one that nobody knows."""
    return certification_types().get(certificate["type"] or "")


def holds_until(certificate: Record) -> date | None:
    """Return its last day, see `Paper.until`."""
    return paper_of(certificate).until()


def covers(certificate: Record, product_id: int, families: Iterable[str] = ()) -> bool:
    """Return whether it covers a product of its supplier, see `Paper.covers`."""
    return paper_of(certificate).covers(product_id, families)

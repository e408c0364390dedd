"""Whether a certificate holds on a day. Only those that can be shown to hold go into a buyer's file."""

from datetime import date

from tradehouse.domain.records import Record
from tradehouse.domain.reference import CertificationType, certification_types

_ISSUED = frozenset({None, "", "issued"})


def type_of(certificate: Record) -> CertificationType | None:
    """Return the shipped certification type of a record, or None for one that the house added itself."""
    return certification_types().get(certificate["type"] or "")


def holds_until(certificate: Record) -> date | None:
    """Return its last day: the date given, else issue and the type's term; None where there is none."""
    if certificate["no_expiry"]:
        return None
    given: date | None = certificate["expires"]
    if given is not None:
        return given
    kind, issued = type_of(certificate), certificate["issued"]
    if kind is None or kind.validity_years is None or issued is None:
        return None
    try:
        return date(issued.year + kind.validity_years, issued.month, issued.day)
    except ValueError:  # issued on 29 February
        return date(issued.year + kind.validity_years, 2, 28)


def holds_on(certificate: Record, day: date) -> bool:
    """Return whether it is issued and in force on a day.

    Without any date it holds only where its type has no term (no expiry, or valid until the product changes).
    """
    if certificate.trashed_at is not None or certificate["stage"] not in _ISSUED:
        return False
    if certificate["issued"] is not None and certificate["issued"] > day:
        return False
    if certificate["no_expiry"]:
        return True
    until = holds_until(certificate)
    if until is not None:
        return until >= day
    kind = type_of(certificate)
    return kind is not None and (kind.no_expiry or kind.until_change)


def covers(certificate: Record, product_id: int) -> bool:
    """Return whether it covers a product of its supplier: one that names no products covers them all."""
    named = certificate["products"]
    return not named or any(ref.id == product_id for ref in named)

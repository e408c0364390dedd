"""The radar of certificates: how many hold, run out and have ended, when, and whose turn it is."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from tradehouse.domain.certificates import lead_days
from tradehouse.domain.fields import RecordKind
from tradehouse.domain.progress import Progress
from tradehouse.domain.query import Query
from tradehouse.domain.radar import Radar
from tradehouse.domain.records import Record
from tradehouse.domain.requirements import HOME, Standing
from tradehouse.services.catalogue import Catalogue
from tradehouse.services.requirements import picture, today
from tradehouse.storage import queries
from tradehouse.storage import radar as stored

CERTIFICATION, SUPPLIER = RecordKind.CERTIFICATION, RecordKind.SUPPLIER


@dataclass(frozen=True, slots=True)
class Due:
    """A certificate that somebody must act on, and whom to ask. renew_from is the day from which its renewal is due."""

    certificate: Record
    supplier: Record
    last_day: date | None
    days_left: int | None
    renew_from: date | None

    @property
    def phone(self) -> str:
        """Where the supplier is reached, "" where nobody knows."""
        return str(self.supplier["whatsapp"] or self.supplier["phone"] or "")


@dataclass(frozen=True, slots=True)
class Missing:
    """What no certificate answers although the home market asks for it: the products, and how many suppliers."""

    products: tuple[int, ...] = ()
    suppliers: int = 0


def radar(catalogue: Catalogue, query: Query | None = None) -> Radar:
    """Return the radar over the certificates that a query selects, over all without one."""
    with catalogue.database.reading() as read:
        return stored.count_certificates(read, query or Query())


def due(catalogue: Catalogue, query: Query, limit: int | None = None) -> list[Due]:
    """Return the certificates that a query selects with whom to ask, the first to end first."""
    with catalogue.database.reading() as read:
        ids = queries.find_ids(read, CERTIFICATION, query, limit)
        certificates = queries.records(read, CERTIFICATION, ids)
        return _with_suppliers(queries.records(read, SUPPLIER, _suppliers(certificates)), certificates)


def due_within(catalogue: Catalogue, days: int) -> list[Due]:
    """Return the issued certificates that end within so many days, also those that have ended, the first to end first."""
    with catalogue.database.reading() as read:
        certificates = queries.records(read, CERTIFICATION, stored.ending_by(read, _day_in(days)))
        return _with_suppliers(queries.records(read, SUPPLIER, _suppliers(certificates)), certificates)


def missing_at_home(catalogue: Catalogue, province: str = "", progress: Progress | None = None) -> Missing:
    """Return what the home market asks of products and no certificate answers; this looks at every product.

    Raises Cancelled.
    """
    found = picture(catalogue, (HOME,), province=province, progress=progress)
    lacking = {
        product
        for count in found.types
        if not (count.recommended or count.per_shipment)
        for product in count.products.get(Standing.MISSING, ())
    }
    return Missing(tuple(sorted(lacking)), len({gap.maker.id for gap in found.gaps if not gap.recommended}))


def _day_in(days: int) -> date:
    return min(today() + timedelta(days=min(days, _MOST_DAYS)), date.max)


_MOST_DAYS = 366_000


def _suppliers(certificates: Sequence[Record]) -> list[int]:
    return sorted({certificate["supplier"].id for certificate in certificates if certificate["supplier"]})


def _with_suppliers(suppliers: Sequence[Record], certificates: Sequence[Record]) -> list[Due]:
    known, day = {supplier.id: supplier for supplier in suppliers}, today()
    found = []
    for certificate in certificates:
        until: date | None = certificate["holds_until"]
        lead = timedelta(days=lead_days(certificate["type"]))
        found.append(
            Due(
                certificate,
                known[certificate["supplier"].id],
                until,
                None if until is None else (until - day).days,
                None if until is None or until - date.min < lead else until - lead,
            )
        )
    return found

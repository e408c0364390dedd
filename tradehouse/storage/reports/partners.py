"""Partners by kind, and the programmes and suppliers that they are linked to."""

from typing import Final

from tradehouse.domain.fields import RecordKind
from tradehouse.storage.reports.counting import Subject

_LINK: Final = "partner r JOIN partner_link l ON l.partner_id = r.id JOIN {table} t ON t.id = l.{table}_id"
_KIND: Final = {"partner": "r.kind", "status": "r.status"}

PARTNERS: Final = Subject(RecordKind.PARTNER, "partner r", "r.id", "r.trashed_at IS NULL", "r", dimensions=_KIND)


def _linked(kind: RecordKind) -> Subject:
    return Subject(
        kind, _LINK.format(table=kind), "t.id", "r.trashed_at IS NULL AND t.trashed_at IS NULL", "r",
        counted="count(DISTINCT t.id)", dimensions=_KIND,
    )  # fmt: skip


PROGRAMMES_CARRIED: Final = _linked(RecordKind.PROGRAMME)
SUPPLIERS_CARRIED: Final = _linked(RecordKind.SUPPLIER)

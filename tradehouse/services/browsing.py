"""Looking things up, for browsers and scripts: each call is one snapshot of the catalogue."""

from array import array
from collections.abc import Sequence

from tradehouse.domain.fields import RecordKind
from tradehouse.domain.progress import Progress
from tradehouse.domain.query import Query
from tradehouse.domain.records import AttachedPhoto, Record, Ref
from tradehouse.services.catalogue import Catalogue
from tradehouse.storage import naming, queries

FacetValue = queries.FacetValue


def find_ids(catalogue: Catalogue, kind: RecordKind, query: Query, limit: int | None = None) -> "array[int]":
    """Return the ids that a query selects, in its order."""
    with catalogue.database.reading() as read:
        return queries.find_ids(read, kind, query, limit)


def count(catalogue: Catalogue, kind: RecordKind, query: Query) -> int:
    """Return how many records a query selects."""
    with catalogue.database.reading() as read:
        return queries.count(read, kind, query)


def facets(
    catalogue: Catalogue, kind: RecordKind, query: Query, progress: Progress | None = None
) -> dict[str, list[FacetValue]]:
    """Return the values and counts of every facet of a kind under a query. Between two facets it may be cancelled."""
    told = progress or Progress()
    found: dict[str, list[FacetValue]] = {}
    with catalogue.database.reading() as read:
        for field in queries.facet_fields(kind):
            told.check()
            found[field.key] = queries.facet(read, kind, field.key, query)
    return found


def records(catalogue: Catalogue, kind: RecordKind, ids: Sequence[int]) -> list[Record]:
    """Return the records with these ids, in this order; ids that are gone are left out."""
    with catalogue.database.reading() as read:
        return queries.records(read, kind, ids)


def record(catalogue: Catalogue, kind: RecordKind, record_id: int) -> Record:
    """Return one record. Raises NotFound."""
    with catalogue.database.reading() as read:
        return queries.record(read, kind, record_id)


def find_named(catalogue: Catalogue, kind: RecordKind, text: str) -> list[Ref]:
    """Return the records whose code or name is exactly this text, however it is capitalised; at most three."""
    with catalogue.database.reading() as read:
        return naming.find_named(read, kind, text)


def photos_of(catalogue: Catalogue, product_id: int) -> list[AttachedPhoto]:
    """Return the photos of a product in their order."""
    with catalogue.database.reading() as read:
        return queries.photos_of(read, product_id)


def same_number(catalogue: Catalogue, certificate: Record) -> Record | None:
    """Return another certification of the same type and number; None where there is none, or no number."""
    if not certificate["number"]:
        return None
    with catalogue.database.reading() as read:
        return queries.same_number(read, certificate["type"] or "", certificate["number"], certificate.id)


def certifications_of(catalogue: Catalogue, supplier_id: int, product_id: int | None = None) -> list[Record]:
    """Return the certifications of a supplier, or those that cover one of its products."""
    with catalogue.database.reading() as read:
        return queries.certifications_of(read, supplier_id, product_id)

"""What an import finds its records by, read from the catalogue once and kept while nobody changes it."""

from dataclasses import dataclass

from tradehouse.services.importing.matching_products import KnownProducts
from tradehouse.storage.history import last_change_set_id
from tradehouse.storage.identities import (
    CertificationIdentity,
    SupplierIdentity,
    certification_identities,
    product_identities,
    supplier_identities,
)
from tradehouse.storage.reader import Reader


@dataclass(frozen=True, slots=True)
class KnownRecords:
    """The records of the catalogue as a file may name them. after is the newest change that they know."""

    after: int
    loose: bool
    suppliers: tuple[SupplierIdentity, ...]
    products: KnownProducts
    certifications: tuple[CertificationIdentity, ...]


def known_records(read: Reader, before: KnownRecords | None, *, loose: bool) -> KnownRecords:
    """Return the records of the catalogue, those known before where nothing was changed since. loose: some rows name
    no supplier.
    """
    after = last_change_set_id(read)
    if before is not None and (before.after, before.loose) == (after, loose):
        return before
    return KnownRecords(
        after,
        loose,
        tuple(supplier_identities(read)),
        KnownProducts(product_identities(read), loose=loose),
        tuple(certification_identities(read)),
    )

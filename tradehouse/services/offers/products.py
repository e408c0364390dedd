"""The products of the catalogue that an offer was made of, from which its next revision is made."""

from tradehouse.services.catalogue import Catalogue
from tradehouse.storage import offers as stored


def products_of_offer(catalogue: Catalogue, offer_id: int) -> tuple[int, ...]:
    """Return the ids of an offer's products in its order; those that are gone or in the trash are left out."""
    with catalogue.database.reading() as read:
        return tuple(stored.products_of(read, offer_id))

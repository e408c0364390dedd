"""How many files of the inbox wait; asked so often that it looks into none of them."""

from tradehouse.services.catalogue import Catalogue
from tradehouse.storage.inbox import count_waiting


def waiting(catalogue: Catalogue) -> int:
    """Return how many files of the inbox are new."""
    with catalogue.database.reading() as read:
        return count_waiting(read)

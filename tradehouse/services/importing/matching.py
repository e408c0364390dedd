"""Which record a row means: one in the catalogue, one that an earlier row of the run began, or a new one.

The chain is own uid → code → supplier with the supplier's code and variant → GTIN → exact normalised natural key;
likeness is no identity. Equal candidates pair in order of occurrence: the third "Warung Makan" of a list is the
third of the catalogue.
"""

from collections.abc import Iterable
from typing import Any, Final, TypeAlias

from tradehouse.domain.fields import CATALOGUE_KINDS, RecordKind
from tradehouse.domain.reference_entries import number_key
from tradehouse.domain.text import fold
from tradehouse.services.importing.drafts import Book, Draft
from tradehouse.storage.identities import CertificationIdentity

Where: TypeAlias = tuple[int, int]
SupplierKey: TypeAlias = int | Draft | None
MOST_NAMESAKES: Final = 1_000


def folded(value: Any) -> str:
    """Return a value for comparing; nothing for None."""
    return fold(value) if isinstance(value, str) else ""


def supplier_key(draft: Draft | None) -> SupplierKey:
    """Return what identifies a supplier inside a key: its number in the catalogue, else the draft itself."""
    if draft is None:
        return None
    return draft.record_id if draft.record_id is not None else draft


class CertificationMatcher:
    """Finds the certification that a row or a permit's cell tells of: supplier, type and number."""

    def __init__(self, book: Book, stored: Iterable[CertificationIdentity]) -> None:
        self._book = book
        self._type, self._number = book.places["type"], book.places["number"]
        self._by_uid: dict[str, CertificationIdentity] = {}
        self._by_key: dict[tuple[Any, str, str], CertificationIdentity] = {}
        self._run: dict[Any, Draft] = {}
        self._holders: dict[tuple[str, str], SupplierKey] = {}
        for known in sorted(stored, key=lambda s: s.trashed):
            if known.number and not known.trashed:
                self._holders.setdefault((known.type, number_key(known.number)), known.supplier_id)
            self._by_uid[known.uid] = known
            self._by_key.setdefault((known.supplier_id, known.type, number_key(known.number or "")), known)

    def find(self, values: list[Any], uid: str, supplier: Draft, where: Where) -> Draft:
        """Return the draft for a certification; one without a number is the supplier's only one of its type."""
        key = (supplier_key(supplier), values[self._type], number_key(values[self._number] or ""))
        known = self._by_uid.get(uid) if uid else None
        known = known or self._by_key.get(key)
        if known is None and key[2]:
            # a permit that was applied for has its number now
            waiting = self._by_key.get((key[0], key[1], ""))
            known = waiting if waiting is not None and waiting.id not in self._book.by_id else None
        draft = self._run.get(uid) if uid else self._run.get(key)
        if draft is None:
            draft = self._book.of_record(known.id, where, trashed=known.trashed) if known else self._book.new(where)
            draft.supplier = supplier
            if uid and known is None:
                draft.default("uid", uid)
        self._run.setdefault(key, draft)
        if uid:
            self._run[uid] = draft
        return draft

    def elsewhere(self, values: list[Any], supplier: Draft) -> bool:
        """Return whether the number of a row was first known of another supplier's certificate of the same type."""
        key = values[self._type], number_key(values[self._number] or "")
        return bool(key[1]) and self._holders.setdefault(key, supplier_key(supplier)) != supplier_key(supplier)


def books() -> dict[RecordKind, Book]:
    """Return empty books for a run."""
    return {kind: Book(kind) for kind in CATALOGUE_KINDS}

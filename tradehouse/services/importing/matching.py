"""Which record a row means: one in the catalogue, one that an earlier row of the run began, or a new one.

The chain is own uid → code → supplier with the supplier's code and variant → GTIN → exact normalised natural key;
likeness is no identity. Equal candidates pair in order of occurrence: the third "Warung Makan" of a list is the
third of the catalogue.
"""

from collections import defaultdict
from collections.abc import Iterable, Sequence
from itertools import islice
from typing import Any, Final, TypeAlias

from tradehouse.domain.fields import CATALOGUE_KINDS, RecordKind
from tradehouse.domain.reference_entries import number_key
from tradehouse.domain.text import fold
from tradehouse.services.importing.drafts import Book, Draft, merge
from tradehouse.storage.identities import CertificationIdentity, ProductIdentity, SupplierIdentity

Where: TypeAlias = tuple[int, int]
SupplierKey: TypeAlias = int | Draft | None
_ANY: Final = object()
_MOST_NAMESAKES: Final = 1_000


def folded(value: Any) -> str:
    """Return a value for comparing; nothing for None."""
    return fold(value) if isinstance(value, str) else ""


def supplier_key(draft: Draft | None) -> SupplierKey:
    """Return what identifies a supplier inside a key: its number in the catalogue, else the draft itself."""
    if draft is None:
        return None
    return draft.record_id if draft.record_id is not None else draft


class SupplierMatcher:
    """Finds the supplier of a row."""

    def __init__(self, book: Book, stored: Iterable[SupplierIdentity]) -> None:
        self._book = book
        p = book.places
        self._code, self._name, self._register = p["code"], p["name"], p["register_number"]
        self._places = (p["regency"], p["district"])
        self._contact = (p["address"], p["phone"])
        self._by_id: dict[int, SupplierIdentity] = {}
        self._by_uid: dict[str, SupplierIdentity] = {}
        self._by_code: dict[str, SupplierIdentity] = {}
        self._by_register: dict[tuple[str, str], SupplierIdentity] = {}
        self._by_name: dict[str, list[SupplierIdentity]] = defaultdict(list)
        self._run_register: dict[tuple[str, str], Draft] = {}
        self._run_code: dict[str, Draft] = {}
        self._run_name: dict[str, list[Draft]] = defaultdict(list)
        self._run_uid: dict[str, Draft] = {}
        self._claims: dict[tuple[int, Draft], tuple[Any, ...]] = {}
        self._seen: dict[tuple[int, tuple[Any, ...]], tuple[Draft, list[Any]]] = {}
        for known in sorted(stored, key=lambda s: s.trashed):
            self._by_id[known.id] = known
            self._by_uid[known.uid] = known
            if known.code:
                self._by_code.setdefault(known.code.casefold(), known)
            name = fold(known.name)
            if known.register_number:
                self._by_register.setdefault((known.register_number, name), known)
            self._by_name[name].append(known)

    def has_code(self, code: str) -> bool:
        """Whether a code is one of the house's, in the catalogue or on a sheet of ours that came before."""
        return code.casefold() in self._by_code or code.casefold() in self._run_code

    def named(self, text: str, where: Where) -> Draft:
        """Return the supplier that a person named by code or exact name, made new where there is none."""
        known = self._by_code.get(text.strip().casefold())
        if known is not None:
            return self._adopt(known, where)
        values: list[Any] = [None] * self._book.size
        values[self._name] = text.strip()
        draft = self.find(values, "", where, one_per_row=False)
        merge(draft, values)
        return draft

    def find(self, values: list[Any], uid: str, where: Where, *, one_per_row: bool, mapped: int = 0) -> Draft:
        """Return the draft for a row's supplier. one_per_row: the list has a firm in each row, so that equal rows
        that differ in anything are different firms. mapped is the record that this row became when the same file
        was imported before, 0 for none.
        """
        draft = self._strong(values, uid, where, mapped)
        name = folded(values[self._name])
        key = (name, *(values[n] for n in self._places), *(folded(values[n]) for n in self._contact))
        if draft is None and one_per_row:
            seen = self._seen.get((where[0], key))
            if seen is not None and seen[1] == values:
                draft = seen[0]
        if draft is None:
            draft = self._natural(name, values, where, one_per_row=one_per_row) or self._begin(uid, where)
        self._learn(draft, name, values, key, where[0], one_per_row=one_per_row)
        return draft

    def _begin(self, uid: str, where: Where) -> Draft:
        draft = self._book.new(where)
        if uid:
            draft.default("uid", uid)
            self._run_uid[uid] = draft
        return draft

    def _strong(self, values: Sequence[Any], uid: str, where: Where, mapped: int) -> Draft | None:
        if mapped in self._by_id:
            return self._adopt(self._by_id[mapped], where)
        if uid:
            known = self._by_uid.get(uid)
            if known is not None:
                return self._adopt(known, where)
            if uid in self._run_uid:
                return self._run_uid[uid]
        code = values[self._code]
        if isinstance(code, str):
            known = self._by_code.get(code.casefold())
            if known is not None:
                return self._adopt(known, where)
            if code.casefold() in self._run_code:
                return self._run_code[code.casefold()]
        register = values[self._register]
        if register:
            pair = (register, folded(values[self._name]))
            if pair in self._run_register:
                return self._run_register[pair]
            known = self._by_register.get(pair)
            if known is not None:
                return self._adopt(known, where)
        return None

    def _natural(self, name: str, values: Sequence[Any], where: Where, *, one_per_row: bool) -> Draft | None:
        for draft in self._run_name.get(name, ()):
            if one_per_row and (where[0], draft) in self._claims:
                continue
            if self._compatible(draft.values, values):
                return draft
        for known in islice(self._by_name.get(name, ()), _MOST_NAMESAKES):
            if known.id in self._book.by_id:
                continue
            own: list[Any] = [None] * self._book.size
            own[self._register] = known.register_number
            for place, value in zip((*self._places, *self._contact), (known.regency, known.district, known.address, known.phone), strict=True):  # fmt: skip
                own[place] = value
            if self._compatible(own, values):
                return self._adopt(known, where)
        return None

    def _compatible(self, own: Sequence[Any], other: Sequence[Any]) -> bool:
        """Whether two suppliers of one name can be one: what both tell of place, address or phone agrees."""
        if own[self._register] and other[self._register] and own[self._register] != other[self._register]:
            return False
        for place in self._places:
            if own[place] and other[place] and folded(own[place]) != folded(other[place]):
                return False
        told = [(folded(own[n]), folded(other[n])) for n in self._contact if own[n] and other[n]]
        return not told or any(mine == theirs for mine, theirs in told)

    def _adopt(self, known: SupplierIdentity, where: Where) -> Draft:
        return self._book.of_record(known.id, where, trashed=known.trashed)

    def _learn(
        self, draft: Draft, name: str, values: list[Any], key: tuple[Any, ...], part: int, *, one_per_row: bool
    ) -> None:
        if one_per_row:
            self._seen[(part, key)] = (draft, list(values))
            self._claims.setdefault((part, draft), key)
        if values[self._register]:
            self._run_register.setdefault((values[self._register], name), draft)
        if isinstance(values[self._code], str):
            self._run_code.setdefault(values[self._code].casefold(), draft)
        if draft not in self._run_name[name]:
            self._run_name[name].append(draft)


class ProductMatcher:
    """Finds the product of a row."""

    def __init__(self, book: Book, stored: Iterable[ProductIdentity], *, loose: bool) -> None:
        """loose: some rows name no supplier, so a code or name that is unique in the catalogue is enough."""
        self._book = book
        p = book.places
        self._code, self._supplier_code, self._gtin = p["code"], p["supplier_code"], p["gtin"]
        self._name, self._variant, self._net, self._net_unit = (
            p["name_id"],
            p["variant"],
            p["net_content"],
            p["net_unit"],
        )
        self._stored: dict[int, ProductIdentity] = {}
        self._by_uid: dict[str, int] = {}
        self._by_code: dict[str, int] = {}
        self._by_supplier_code: dict[tuple[Any, str, str], int] = {}
        self._by_gtin: dict[str, int] = {}
        self._by_name: dict[tuple[Any, str, str], list[int]] = defaultdict(list)
        self._run: dict[Any, Draft] = {}
        self._run_name: dict[tuple[Any, str, str], list[Draft]] = defaultdict(list)
        self._part = -1
        self._part_names: dict[tuple[Any, str, str], list[Draft]] = defaultdict(list)
        self._claims: set[tuple[int, Draft]] = set()
        self._seen: dict[tuple[int, Any, str, str], tuple[Draft, list[Any]]] = {}
        for known in sorted(stored, key=lambda s: s.trashed):
            self._remember(known, loose)

    def _remember(self, known: ProductIdentity, loose: bool) -> None:
        self._stored[known.id] = known
        self._by_uid[known.uid] = known.id
        if known.code:
            self._by_code[known.code.casefold()] = known.id
        if known.gtin:
            self._by_gtin.setdefault(known.gtin, known.id)
        name, variant = fold(known.name), folded(known.variant)
        owners = (known.supplier_id, _ANY) if loose and known.supplier_id is not None else (known.supplier_id,)
        for owner in owners:
            if known.supplier_code:
                key = (owner, fold(known.supplier_code), variant)
                if owner is _ANY and self._by_supplier_code.get(key, known.id) != known.id:
                    self._by_supplier_code[key] = 0
                else:
                    self._by_supplier_code.setdefault(key, known.id)
            self._by_name[(owner, name, variant)].append(known.id)

    def find(
        self,
        values: list[Any],
        uid: str,
        owner: SupplierKey,
        where: Where,
        *,
        mapped: int = 0,
        is_step: bool = False,
        may_begin: bool = True,
    ) -> Draft | None:
        """Return the draft for a row's product; None where it cannot be told and must not be new. is_step: the row
        is one unit of a ladder, so that it differs in unit and price and still is the same product.
        """
        name, variant = folded(values[self._name]), folded(values[self._variant])
        keys = self._strong_keys(values, uid, owner, variant)
        draft = self._strong(keys, values, where, mapped)
        if draft is None and not name:
            return None
        natural = (owner, name, variant)
        if draft is None and not keys:
            seen = self._seen.get((where[0], *natural))
            if seen is not None and (is_step or seen[1] == values):
                draft = seen[0]
        if draft is None:
            draft = self._by_natural(values, natural, where)
        if draft is None:
            if not may_begin:
                return None
            draft = self._book.new(where)
            if uid:
                draft.default("uid", uid)
        self._learn(draft, values, keys, natural, where[0])
        return draft

    def with_code(self, code: str, where: Where) -> Draft | None:
        """Return the product that has a code of the house's, in this run or in the catalogue."""
        key = ("code", code.casefold())
        found = self._lookup(key)
        return self._run.get(key) or (self._adopt(found, where) if found else None)

    def _strong(self, keys: Sequence[Any], values: Sequence[Any], where: Where, mapped: int) -> Draft | None:
        if mapped in self._stored:
            return self._adopt(mapped, where)
        for key in keys:
            draft = self._run.get(key)
            if draft is not None and (key[0] != "gtin" or self._compatible(self._identity(draft.values), values)):
                return draft
            found = self._lookup(key)
            if found and (key[0] != "gtin" or self._compatible(_identity(self._stored[found]), values)):
                return self._adopt(found, where)
        return None

    def _adopt(self, record_id: int, where: Where) -> Draft:
        return self._book.of_record(record_id, where, trashed=self._stored[record_id].trashed)

    def _strong_keys(self, values: Sequence[Any], uid: str, owner: SupplierKey, variant: str) -> list[Any]:
        keys: list[Any] = []
        if uid:
            keys.append(("uid", uid))
        code = values[self._code]
        if code and isinstance(code, str):
            keys.append(("code", code.casefold()))
        own = values[self._supplier_code]
        if own and isinstance(own, str):
            keys.append(("own", owner, fold(own), variant))
        gtin = values[self._gtin]
        if gtin and isinstance(gtin, str):
            keys.append(("gtin", gtin))
        return keys

    def _lookup(self, key: Any) -> int:
        match key[0]:
            case "uid":
                return self._by_uid.get(key[1], 0)
            case "code":
                return self._by_code.get(key[1], 0)
            case "gtin":
                return self._by_gtin.get(key[1], 0)
            case _:
                _, owner, code, variant = key
                found = self._by_supplier_code.get((owner, code, variant), 0)
                return found or (self._by_supplier_code.get((_ANY, code, variant), 0) if owner is None else 0)

    def _by_natural(self, values: Sequence[Any], natural: tuple[Any, str, str], where: Where) -> Draft | None:
        if where[0] != self._part:
            self._close_part(where[0])
        for draft in islice(self._run_name.get(natural, ()), _MOST_NAMESAKES):
            if (where[0], draft) not in self._claims and self._compatible(self._identity(draft.values), values):
                return draft
        stored = self._by_name.get(natural, ())
        if not stored and natural[0] is None:
            anywhere = self._by_name.get((_ANY, *natural[1:]), [])
            stored = anywhere if len(anywhere) == 1 else ()
        for record_id in islice(stored, _MOST_NAMESAKES):
            if record_id not in self._book.by_id and self._compatible(_identity(self._stored[record_id]), values):
                return self._adopt(record_id, where)
        return None

    def _close_part(self, part: int) -> None:
        """Rows of one part are never each other's candidates by name alone; those of earlier parts are."""
        for natural, drafts in self._part_names.items():
            self._run_name[natural] = list(dict.fromkeys([*self._run_name[natural], *drafts]))
        self._part_names.clear()
        self._part = part

    def _identity(self, values: Sequence[Any]) -> tuple[Any, ...]:
        return tuple(values[n] for n in (self._code, self._supplier_code, self._gtin, self._net, self._net_unit))

    def _compatible(self, own: tuple[Any, ...], values: Sequence[Any]) -> bool:
        """Whether two products of one name can be one: no code, barcode or content of theirs contradicts."""
        return all(a is None or b is None or a == b for a, b in zip(own, self._identity(values), strict=True))

    def _learn(
        self, draft: Draft, values: list[Any], keys: Sequence[Any], natural: tuple[Any, str, str], part: int
    ) -> None:
        for key in keys:
            self._run.setdefault(key, draft)
        if natural[1]:
            if not keys:
                self._seen[(part, *natural)] = (draft, list(values))
            self._part_names[natural].append(draft)
            self._claims.add((part, draft))


def _identity(known: ProductIdentity) -> tuple[Any, ...]:
    return known.code, known.supplier_code, known.gtin, known.net_content, known.net_unit


class CertificationMatcher:
    """Finds the certification that a row or a permit's cell tells of: supplier, type and number."""

    def __init__(self, book: Book, stored: Iterable[CertificationIdentity]) -> None:
        self._book = book
        self._type, self._number = book.places["type"], book.places["number"]
        self._by_uid: dict[str, CertificationIdentity] = {}
        self._by_key: dict[tuple[Any, str, str], CertificationIdentity] = {}
        self._run: dict[Any, Draft] = {}
        for known in sorted(stored, key=lambda s: s.trashed):
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
        draft = self._run.get(key)
        if draft is None:
            draft = self._book.of_record(known.id, where, trashed=known.trashed) if known else self._book.new(where)
            draft.supplier = supplier
            if uid and known is None:
                draft.default("uid", uid)
        self._run[key] = draft
        return draft


def books() -> dict[RecordKind, Book]:
    """Return empty books for a run."""
    return {kind: Book(kind) for kind in CATALOGUE_KINDS}


__all__ = ["CertificationMatcher", "ProductMatcher", "SupplierMatcher", "books", "supplier_key"]

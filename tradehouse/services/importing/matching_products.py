"""Which product a row means: one in the catalogue, one that an earlier row of the run began, or a new one.

A supplier's code is compared without case and marks ("A-238B" is "a238b"), unless the sheet itself, or the catalogue,
has both spellings: then they are two articles and the code counts as it is written.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import islice
from typing import Any, Final, TypeAlias

from tradehouse.domain.text import fold, fold_all
from tradehouse.services.importing.drafts import Book, Draft
from tradehouse.services.importing.matching import MOST_NAMESAKES, SupplierKey, Where, folded
from tradehouse.services.importing.name_words import Name
from tradehouse.storage.identities import ProductIdentity

Natural: TypeAlias = tuple[Any, str, str]
RowKeys: TypeAlias = tuple[list[Any], Natural]
"""What a row's product may be found by: numbers, the strongest first; and supplier, name and variant."""
_ANY: Final = object()
_FIELD_OF: Final = {"uid": "uid", "code": "code", "own": "supplier_code", "spelled": "supplier_code", "gtin": "gtin"}


@dataclass(frozen=True, slots=True)
class Clash:
    """Two records of the catalogue in one row: it names meant by one field, and other has what stands in another."""

    by: str
    meant: ProductIdentity
    other_by: str
    other: ProductIdentity


class KnownProducts:
    """The products of the catalogue by all that tells them apart; built once, and then only read."""

    def __init__(self, stored: Iterable[ProductIdentity], *, loose: bool) -> None:
        """loose: some rows name no supplier, so a code or name that is unique in the catalogue is enough."""
        self.by_id: dict[int, ProductIdentity] = {}
        self.by_uid: dict[str, int] = {}
        self.by_code: dict[str, int] = {}
        self.by_supplier_code: dict[Natural, int] = {}
        self.by_spelling: dict[Natural, int] = {}  # where several codes differ only in case and marks
        self.by_gtin: dict[str, int] = {}
        self.by_name: dict[Natural, list[int]] = {}
        self.names: dict[int, Name] = {}  # to compare, filled by whoever needs them
        ordered = sorted(stored, key=lambda s: s.trashed)
        names = fold_all([known.name for known in ordered])
        variants = fold_all([known.variant or "" for known in ordered])
        codes = fold_all([known.supplier_code or "" for known in ordered])
        for each in zip(ordered, names, variants, codes, strict=True):
            self._remember(*each, loose)

    def _remember(self, known: ProductIdentity, name: str, variant: str, own_code: str, loose: bool) -> None:
        self.by_id[known.id] = known
        self.by_uid[known.uid] = known.id
        if known.code:
            self.by_code[known.code.casefold()] = known.id
        if known.gtin:
            self.by_gtin.setdefault(known.gtin, known.id)
        owners = (known.supplier_id, _ANY) if loose and known.supplier_id is not None else (known.supplier_id,)
        for owner in owners:
            if known.supplier_code:
                key = (owner, own_code, variant)
                first = self.by_supplier_code.setdefault(key, known.id)
                if first != known.id and owner is _ANY:
                    self.by_supplier_code[key] = 0
                elif first != known.id:
                    self.by_spelling.setdefault((owner, known.supplier_code, variant), known.id)
            self.by_name.setdefault((owner, name, variant), []).append(known.id)


class ProductMatcher:
    """Finds the product of a row."""

    def __init__(self, book: Book, known: KnownProducts) -> None:
        self._book = book
        p = book.places
        self._code, self._supplier_code, self._gtin = p["code"], p["supplier_code"], p["gtin"]
        self._name, self._variant, self._net, self._net_unit = (
            p["name_id"],
            p["variant"],
            p["net_content"],
            p["net_unit"],
        )
        self._stored, self._by_uid, self._by_code, self._by_gtin = (
            known.by_id,
            known.by_uid,
            known.by_code,
            known.by_gtin,
        )
        self._by_supplier_code, self._by_spelling = known.by_supplier_code, known.by_spelling
        self._by_name = known.by_name
        self._run: dict[Any, Draft] = {}
        self._run_name: dict[Natural, dict[Draft, None]] = {}  # of earlier parts
        self._part = -1
        self._named: list[tuple[Natural, Draft]] = []  # of this part
        self._claimed: set[Draft] = set()
        self._seen: dict[Natural, tuple[Draft, list[Any]]] = {}
        self._variants: dict[Any, str] = {}

    def keys(
        self, values: Sequence[Any], uid: str, owner: SupplierKey, own_code: str, *, spelled: bool, name: str
    ) -> RowKeys:
        """Return what a row may be found by. name and own_code (the supplier's) are folded; spelled: the sheet writes
        that code in more than one way, so that it counts as it stands.
        """
        variant = values[self._variant]
        plain = "" if variant is None else self._variants.get(variant)
        if plain is None:
            plain = self._variants[variant] = folded(variant)
        strong: list[Any] = [("uid", uid)] if uid else []
        code = values[self._code]
        if type(code) is str:
            strong.append(("code", code.casefold()))
        if own_code:
            own = values[self._supplier_code]
            if spelled or (self._by_spelling and (owner, own, plain) in self._by_spelling):
                strong.append(("spelled", owner, own, plain))
            else:
                strong.append(("own", owner, own_code, plain))
        gtin = values[self._gtin]
        if type(gtin) is str:
            strong.append(("gtin", gtin))
        return strong, (owner, name, plain)

    def begin(self, keys: RowKeys, values: list[Any], where: Where) -> Draft | None:
        """Return a new draft that keeps the values, where a row has a name and a number that nothing has had so far;
        None where `find` has to look. Both would make the same of such a row.
        """
        if where[0] != self._part:
            self._close_part(where[0])
        strong, natural = keys
        run = self._run
        if not strong or natural in self._run_name or not run.keys().isdisjoint(strong):
            return None
        if self._stored and (
            natural in self._by_name
            or (natural[0] is None and (_ANY, *natural[1:]) in self._by_name)
            or any(map(self._lookup, strong))
        ):
            return None
        draft = self._book.new(where, values)
        for key in strong:
            run[key] = draft
        self._named.append((natural, draft))
        self._claimed.add(draft)
        return draft

    def find(
        self,
        values: list[Any],
        keys: RowKeys,
        uid: str,
        where: Where,
        *,
        mapped: int = 0,
        is_step: bool = False,
        may_begin: bool = True,
    ) -> Draft | None:
        """Return the draft for a row's product; None where it cannot be told and must not be new. is_step: the row
        is one unit of a ladder, so that it differs in unit and price and still is the same product.
        """
        if where[0] != self._part:
            self._close_part(where[0])
        strong, natural = keys
        draft = self._strong(strong, values, where, mapped)
        if draft is None:
            if not natural[1]:
                return None
            seen = self._seen.get(natural) if not strong else None
            if seen is not None and (is_step or seen[1] == values):
                draft = seen[0]
            else:
                draft = self._by_natural(values, natural, where)
        if draft is None:
            if not may_begin:
                return None
            draft = self._book.new(where)
            if uid:
                draft.default("uid", uid)
        self._learn(draft, values, keys)
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
            found = self._lookup(key) if self._stored else 0
            if found and (key[0] != "gtin" or self._compatible(_identity(self._stored[found]), values)):
                return self._adopt(found, where)
        return None

    def _adopt(self, record_id: int, where: Where) -> Draft:
        return self._book.of_record(record_id, where, trashed=self._stored[record_id].trashed)

    def _lookup(self, key: Any) -> int:
        """Return the id of the product in the catalogue that has a key, 0 for none."""
        match key[0]:
            case "uid":
                return self._by_uid.get(key[1], 0)
            case "code":
                return self._by_code.get(key[1], 0)
            case "gtin":
                return self._by_gtin.get(key[1], 0)
            case "spelled":
                _, owner, code, variant = key
                found = self._by_supplier_code.get((owner, fold(code), variant), 0)
                if found and self._stored[found].supplier_code == code:
                    return found
                return self._by_spelling.get((owner, code, variant), 0)
            case _:
                _, owner, code, variant = key
                found = self._by_supplier_code.get((owner, code, variant), 0)
                return found or (self._by_supplier_code.get((_ANY, code, variant), 0) if owner is None else 0)

    def is_ours(self, draft: Draft, values: Sequence[Any], uid: str) -> bool:
        """Whether a row names a record of the catalogue by what only files of ours have: its uid or the house's code."""
        code = values[self._code]
        by_code = self._by_code.get(code.casefold(), 0) if isinstance(code, str) else 0
        return draft.record_id in ((self._by_uid.get(uid, 0) if uid else 0), by_code)

    def clash(self, keys: RowKeys, values: Sequence[Any]) -> Clash | None:
        """Return what contradicts itself in a row: it names one record, and has the number of another."""
        strong, _ = keys
        if not self._stored or len(strong) < 2:
            return None
        found = [(key[0], self._stored[record_id]) for key in strong if (record_id := self._lookup(key))]
        if len(found) < 2:
            return None
        by, meant = found[0]
        for other_by, other in found[1:]:
            if other.id != meant.id and not other.trashed and self._tells_apart(other_by, meant, other, values):
                return Clash(_FIELD_OF[by], meant, _FIELD_OF[other_by], other)
        return None

    def _tells_apart(self, by: str, meant: ProductIdentity, other: ProductIdentity, values: Sequence[Any]) -> bool:
        """Whether a number belongs to the other record alone: several articles may share a barcode, or a code."""
        match by:
            case "gtin":
                owners = {meant.supplier_id, other.supplier_id} - {None}
                return meant.gtin != values[self._gtin] and len(owners) < 2
            case "own" | "spelled":
                return folded(meant.supplier_code) != folded(values[self._supplier_code])
        return True

    def _by_natural(self, values: Sequence[Any], natural: Natural, where: Where) -> Draft | None:
        for draft in islice(self._run_name.get(natural, ()), MOST_NAMESAKES):
            if draft not in self._claimed and self._compatible(self._identity(draft.values), values):
                return draft
        stored = self._by_name.get(natural, ())
        if not stored and natural[0] is None:
            anywhere = self._by_name.get((_ANY, *natural[1:]), [])
            stored = anywhere if len(anywhere) == 1 else ()
        for record_id in islice(stored, MOST_NAMESAKES):
            if record_id not in self._book.by_id and self._compatible(_identity(self._stored[record_id]), values):
                return self._adopt(record_id, where)
        return None

    def _close_part(self, part: int) -> None:
        """Rows of one part are never each other's candidates by name alone; those of earlier parts are."""
        for natural, draft in self._named:
            self._run_name.setdefault(natural, {})[draft] = None
        self._named.clear()
        self._claimed.clear()
        self._seen.clear()
        self._part = part

    def _identity(self, values: Sequence[Any]) -> tuple[Any, ...]:
        return tuple(values[n] for n in (self._code, self._supplier_code, self._gtin, self._net, self._net_unit))

    def _compatible(self, own: tuple[Any, ...], values: Sequence[Any]) -> bool:
        """Whether two products of one name can be one: no code, barcode or content of theirs contradicts."""
        return all(a is None or b is None or a == b for a, b in zip(own, self._identity(values), strict=True))

    def _learn(self, draft: Draft, values: list[Any], keys: RowKeys) -> None:
        strong, natural = keys
        for key in strong:
            self._run.setdefault(key, draft)
        if natural[1]:
            if not strong:
                self._seen[natural] = (draft, list(values))
            self._named.append((natural, draft))
            self._claimed.add(draft)


def _identity(known: ProductIdentity) -> tuple[Any, ...]:
    return known.code, known.supplier_code, known.gtin, known.net_content, known.net_unit

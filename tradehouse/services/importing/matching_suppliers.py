"""Which supplier a row means: one in the catalogue, one that an earlier row of the run began, or a new one."""

from collections import defaultdict
from collections.abc import Iterable, Sequence
from itertools import islice
from typing import Any

from tradehouse.services.importing.drafts import Book, Draft, merge
from tradehouse.services.importing.matching import MOST_NAMESAKES, Where, folded
from tradehouse.services.importing.name_words import firm_key
from tradehouse.storage.identities import SupplierIdentity


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
            name = firm_key(known.name)
            if known.register_number:
                self._by_register.setdefault((known.register_number, name), known)
            self._by_name[name].append(known)

    def has_code(self, code: str) -> bool:
        """Whether a code is one of the house's, in the catalogue or on a sheet of ours that came before."""
        return code.casefold() in self._by_code or code.casefold() in self._run_code

    def clash(self, values: Sequence[Any], uid: str) -> tuple[SupplierIdentity, SupplierIdentity] | None:
        """Return the two suppliers of the catalogue that a row of a file of ours names: by its uid, and by its code."""
        code = values[self._code]
        meant = self._by_uid.get(uid) if uid else None
        other = self._by_code.get(code.casefold()) if isinstance(code, str) else None
        return (meant, other) if meant and other and meant.id != other.id and not other.trashed else None

    def unclaimed(self) -> list[SupplierIdentity]:
        """Return the suppliers of the catalogue that no row of the run stands for and that are not in the trash."""
        return [known for known in self._by_id.values() if not known.trashed and known.id not in self._book.by_id]

    def names(self) -> dict[int, str]:
        """Return the names of all suppliers of the catalogue by their ids."""
        return {known.id: known.name for known in self._by_id.values()}

    def named(self, text: str, where: Where, uid: str = "") -> Draft:
        """Return the supplier that a person named by code or exact name, or chose (uid); made new where there is none."""
        known = self._by_uid.get(uid) or self._by_code.get(text.strip().casefold())
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
        name = firm_key(values[self._name])
        key = (name, *(values[n] for n in self._places), *(folded(values[n]) for n in self._contact))
        if draft is None and one_per_row:
            seen = self._seen.get((where[0], key))
            if seen is not None and seen[1] == values:
                draft = seen[0]
        if draft is None:
            draft = self._natural(name, values, where, one_per_row=one_per_row)
            if draft is None:
                draft = self._begin(uid, where)
            else:
                values[self._name] = self._spelling(draft) or values[self._name]
        self._learn(draft, name, values, key, where[0], one_per_row=one_per_row)
        return draft

    def _spelling(self, draft: Draft) -> Any:
        """Return the name that a firm has: one who is found by it is not renamed by another spelling of it."""
        known = self._by_id.get(draft.record_id or 0)
        return known.name if known is not None else draft.values[self._name]

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
            pair = (register, firm_key(values[self._name]))
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
        for known in islice(self._by_name.get(name, ()), MOST_NAMESAKES):
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

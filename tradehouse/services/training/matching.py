"""Which supplier somebody on a list is: by code, NIB, phone, exact name and place; else who is much like them."""

import heapq
from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field, replace
from functools import lru_cache
from typing import Final

from rapidfuzz import fuzz

from tradehouse.domain.attendance import ListedPerson
from tradehouse.domain.errors import NotFound
from tradehouse.domain.language import N_, Message
from tradehouse.domain.phones import read_phones
from tradehouse.domain.progress import Progress
from tradehouse.domain.reference_lists import find_label
from tradehouse.domain.text import fold
from tradehouse.services.catalogue import Catalogue
from tradehouse.services.importing.name_words import firm_key, firm_name
from tradehouse.storage import training as stored

ALIKE_FROM: Final = 86
"""From how much likeness (0-100) on somebody is asked about."""
MOST_OPTIONS: Final = 5
MOST_COMPARED: Final = 400
_SHORTEST: Final = 3
_EVERY: Final = 2_000
_COMMON: Final = frozenset({"ibu", "bapak", "bpk", "haji", "hajjah", "drs", "dra", "muhammad", "moh"})


@dataclass(frozen=True, slots=True)
class Known:
    """A supplier to compare with."""

    id: int
    code: str
    name: str
    people: tuple[str, ...]
    firms: tuple[str, ...]
    province: str
    regency: str

    @property
    def where(self) -> str:
        """Its place in words."""
        if self.regency:
            return find_label("regency", self.regency)
        return find_label("province", self.province) if self.province else ""


@dataclass(frozen=True, slots=True)
class Option:
    """A supplier that somebody may be; score is 0-100."""

    id: int
    code: str
    name: str
    where: str
    score: int


@dataclass(frozen=True, slots=True)
class Match:
    """What was found for a row: sure says whether nobody has to be asked; how says by what."""

    options: tuple[Option, ...] = ()
    sure: bool = False
    how: Message | None = None


@dataclass(slots=True)
class Suppliers:
    """All suppliers, found by whatever a list says of them."""

    by_code: dict[str, Known] = field(default_factory=dict)
    by_nib: dict[str, list[Known]] = field(default_factory=lambda: defaultdict(list))
    by_phone: dict[str, list[Known]] = field(default_factory=lambda: defaultdict(list))
    by_firm: dict[str, list[Known]] = field(default_factory=lambda: defaultdict(list))
    by_person: dict[str, list[Known]] = field(default_factory=lambda: defaultdict(list))
    _words: dict[str, list[Known]] = field(default_factory=lambda: defaultdict(list))
    _found: dict[ListedPerson, Match] = field(default_factory=dict)
    _by_id: dict[int, Known] = field(default_factory=dict)

    def learn(self, known: Known, phones: Iterable[str], nib: str) -> None:
        """Take one more supplier in."""
        if known.code:
            self.by_code[known.code.casefold()] = known
        if nib:
            self.by_nib[nib].append(known)
        for phone in phones:
            self.by_phone[phone].append(known)
        for firm in known.firms:
            self.by_firm[firm_key(firm)].append(known)
        for person in known.people:
            self.by_person[fold(person)].append(known)
        for word in beginnings(*known.firms, *known.people):
            self._words[word].append(known)

    def find(self, who: ListedPerson) -> Match:
        """Return which supplier a row means, or whom it may mean. The answer is kept for the next plan."""
        asked = replace(who, row=0, attended=None, date=None, registered=None, channel="", topic="", warnings=())
        if asked not in self._found:
            self._found[asked] = self._look_for(asked)
        return self._found[asked]

    def option(self, supplier_id: int) -> Option:
        """Return a supplier that a person picked, found by nothing on the list."""
        if not self._by_id:
            every = (known for named in self.by_firm.values() for known in named)
            self._by_id.update((known.id, known) for known in every)
        known = self._by_id.get(supplier_id)
        if known is None:
            raise NotFound("no_such_supplier", N_("This supplier is no longer in the catalogue. Pick another one."))
        return _option(known, 100)

    def _look_for(self, who: ListedPerson) -> Match:
        known = self.by_code.get(who.code.casefold()) if who.code else None
        if known is not None:
            return _sure(known, N_("by its code"))
        if len(self.by_nib.get(who.nib, ())) == 1:
            return _sure(self.by_nib[who.nib][0], N_("by its NIB"))
        return self._by_phone(who) or self._by_name(who) or self._alike(who)

    def _by_phone(self, who: ListedPerson) -> Match | None:
        found = {known.id: known for number in numbers_in(who.phone) for known in self.by_phone.get(number, ())}
        if len(found) == 1:
            return _sure(next(iter(found.values())), N_("by its phone"))
        if found:
            exact = [k for k in found.values() if who.firm and firm_key(who.firm) in map(firm_key, k.firms)]
            if len(exact) == 1:
                return _sure(exact[0], N_("by its phone and name"))
            options = [_option(known, _likeness(who, known)) for known in found.values()]
            return Match(_best(options), how=Message(N_("several suppliers have this phone")))
        return None

    def _by_name(self, who: ListedPerson) -> Match | None:
        for text, index, key in ((who.firm, self.by_firm, firm_key), (who.person, self.by_person, fold)):
            named = index.get(key(text), []) if text else []
            named = list({known.id: known for known in named}.values())
            if not named:
                continue
            here = [known for known in named if _place(who, known) > 0]
            fitting = here or [known for known in named if _place(who, known) == 0]
            agrees = index is self.by_firm or not who.firm
            if len(fitting) == 1 and agrees and (here or len(named) == 1):
                how = N_("by its name and place") if here else N_("by its name")
                return _sure(fitting[0], how)
            how = N_("the name is known elsewhere") if not fitting else N_("the name is that of another firm")
            if len(fitting) > 1:
                how = N_("several suppliers have this name")
            return Match(_best([_option(known, 99) for known in fitting or named]), how=Message(how))
        return None

    def _alike(self, who: ListedPerson) -> Match:
        words = beginnings(who.firm, who.person)
        lists = sorted((self._words[word] for word in words if word in self._words), key=len)
        near: dict[int, Known] = {}
        for found in lists:
            near.update((known.id, known) for known in found[:MOST_COMPARED])
            if len(near) >= MOST_COMPARED:
                break
        options = []
        for known in near.values():
            score = _likeness(who, known)
            if score >= ALIKE_FROM:
                options.append(_option(known, score))
        return Match(_best(options), how=Message(N_("the name is much alike")) if options else None)


def _sure(known: Known, how: str) -> Match:
    return Match((_option(known, 100),), sure=True, how=Message(how))


def _option(known: Known, score: int) -> Option:
    return Option(known.id, known.code, known.name, known.where, score)


def _best(options: Sequence[Option]) -> tuple[Option, ...]:
    return tuple(heapq.nlargest(MOST_OPTIONS, options, key=lambda option: (option.score, -option.id)))


def _place(who: ListedPerson, known: Known) -> int:
    """Return 1 where both are of one place, -1 where they are of two, 0 where nothing says it."""
    for here, there in ((who.regency, known.regency), (who.province, known.province)):
        if here and there:
            return 1 if here == there else -1
    return 0


def _likeness(who: ListedPerson, known: Known) -> int:
    """Return how alike a row and a supplier are (0-100): by the firm where both name one, else by the person."""
    place = _place(who, known)
    firm = max((alike(who.firm, firm) for firm in known.firms), default=0.0) if who.firm else 0.0
    person = max((alike(who.person, one) for one in known.people), default=0.0) if who.person else 0.0
    if who.firm and known.firms:
        score = firm + (3 if person >= ALIKE_FROM else 0)
        if person >= ALIKE_FROM and firm < ALIKE_FROM:
            score = max(score, person - 4)  # the same person of another firm is worth a question
    else:
        score = person
    if not who.firm and who.person:
        score = max(score, max((alike(who.person, firm) for firm in known.firms), default=0.0) - 2)
    return round(min(score + (2 if place > 0 else -12 if place < 0 else 0), 99))


def alike(one: str, other: str) -> float:
    """Return how alike two names are (0-100), in whatever order their words stand and without legal forms."""
    left, right = _plain(one), _plain(other)
    if not left or not right:
        return 0.0
    ratio = fuzz.ratio(left, right)
    return max(ratio, fuzz.ratio(left.replace(" ", ""), right.replace(" ", "")) - 1.0)


@lru_cache(200_000)
def _plain(text: str) -> str:
    return " ".join(firm_name(text).words)


def numbers_in(phones: str) -> list[str]:
    """Return the phone numbers in a text, in the form that compares."""
    if not phones:
        return []
    if phones[0] == "+" and phones[1:].isdigit():
        return [phones]  # as the catalogue keeps it
    return [phone.number for phone in read_phones(phones) if phone.usual]


def beginnings(*names: str) -> set[str]:
    """Return how the words of names begin; two names that are alike have one of these in common."""
    words = {word for name in names for word in fold(name).split()}
    return {word[:_SHORTEST] for word in words if len(word) >= _SHORTEST and word not in _COMMON}


def all_suppliers(catalogue: Catalogue, progress: Progress | None = None) -> Suppliers:
    """Return all suppliers, ready to be found. Raises Cancelled."""
    told, found = progress or Progress(), Suppliers()
    with catalogue.database.reading() as read:
        for done, row in enumerate(stored.supplier_names(read)):
            if done % _EVERY == 0:
                told.report(done, 0, "supplier")
            row_id, code, name, brand, owner, contact, phone, whatsapp, nib, province, regency = row
            firms = (name,) if not brand or brand == name else (name, brand)
            people = tuple(dict.fromkeys(text for text in (owner, contact) if text))
            known = Known(row_id, code, name, people, firms, province, regency)
            phones = numbers_in(phone)
            found.learn(known, phones if not whatsapp else {*phones, *numbers_in(whatsapp)}, nib)
    return found

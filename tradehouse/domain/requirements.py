"""Which certificates a product needs in a market, and how it stands with each: in force, running out, missing.

The rules are data of the certification types. Products of one category, scale and standing with the same papers get
the same answer, so it is worked out once and remembered; who changes a type, forgets it (`kept_by_types`). Nothing
here reads the catalogue: papers and products are plain tuples that a query can give.
"""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date, timedelta
from enum import StrEnum
from functools import lru_cache
from typing import Final, NamedTuple, TypeAlias

from tradehouse.domain.certificates import ISSUED, RUNNING, Paper, lead_days
from tradehouse.domain.reference_data import categories, certification_types, kept_by_types, markets
from tradehouse.domain.reference_entries import ANY_CATEGORY, CertificationType, Requirement

HOME: Final = "home"
ABROAD: Final = "abroad"
_FORESEEN: Final = timedelta(days=365)
_VALID, _EXPIRING, _LAPSED, _RUNNING, _OTHER = 16, 8, 4, 2, 1
"""What a product's papers of one type are, as bits: the highest is how it stands."""
Rank: TypeAlias = tuple[int, date, int]


class Standing(StrEnum):
    """How a product stands with a type of certificate."""

    HAVE = "have"
    EXPIRING = "expiring"
    MISSING = "missing"
    NOT_NEEDED = "not_needed"


class PaperState(StrEnum):
    """What the best of several certificates of one type is."""

    VALID = "valid"
    EXPIRING = "expiring"
    EXPIRED = "expired"
    UNDATED = "undated"  # not known to be in force: no date, and its type has a term
    IN_PROCESS = "in_process"
    ENDED = "ended"  # refused or withdrawn


_STATES: Final = {
    _VALID: PaperState.VALID,
    _EXPIRING: PaperState.EXPIRING,
    _LAPSED: PaperState.EXPIRED,
    _RUNNING: PaperState.IN_PROCESS,
}


@dataclass(frozen=True, slots=True)
class Need:
    """One type that a market asks of a product. rule says who asks, from when and by which source; recommended: it is
    no duty, or not yet. held_by is the type of the paper that answers it ("" for none) and certificate its id, where
    it was asked for; lapsed: there is one, but not in force; in_process: one is applied for; known: there is any paper
    of it, whatever its stage. NOT_NEEDED where another type that is asked, too, stands for it (held_by).
    """

    type: str
    standing: Standing
    rule: Requirement
    recommended: bool = False
    held_by: str = ""
    lapsed: bool = False
    in_process: bool = False
    known: bool = False
    certificate: int | None = None

    @property
    def answered(self) -> bool:
        """Whether there is a paper of it, whatever its stage: then held_by is the type of the best."""
        return self.known and self.standing is not Standing.NOT_NEEDED

    @property
    def blocks(self) -> bool:
        """Whether it keeps the product from the market: a duty that nothing answers. What goes with each shipment
        cannot be had beforehand.
        """
        if self.recommended or self.standing is not Standing.MISSING:
            return False
        kind = certification_types().get(self.type)
        return kind is None or not kind.per_shipment


class Asked(NamedTuple):
    """A product as it is asked about: its id, its supplier's, its category and the supplier's scale ("" unknown)."""

    id: int
    supplier: int
    category: str
    scale: str


class Answer(NamedTuple):
    """How a product stands in each market. best are its best certificates by type, the last of each their id."""

    product: int
    needs: Mapping[str, tuple[Need, ...]]
    best: Mapping[str, Rank]

    def certificate(self, need: Need) -> int | None:
        """Return the id of the certificate that answers a need, None for none."""
        return self.best[need.held_by][2] if need.answered else None


@lru_cache(maxsize=1024)
def families(category: str) -> tuple[str, ...]:
    """Return a category and the one above it."""
    known = categories().get(category)
    return tuple(part for part in (category, known.parent if known else "") if part)


def reach(market: str) -> tuple[str, ...]:
    """Return a market with those whose demands hold there too: "eu" is also "abroad"; () for none."""
    known = markets().get(market)
    return (market, *(known.under if known else ())) if market else ()


def requirements_of(
    category: str, scale: str, asking: Iterable[str], day: date, papers: Iterable[Paper]
) -> tuple[Need, ...]:
    """Return how a product stands with each type that one of these markets asks of it, in the order of the types.

    papers are those that cover it and are not in the trash.
    """
    together = tuple(dict.fromkeys(code for market in asking for code in reach(market)))
    held = _Held()
    for paper in papers:
        held.add(paper.type, rank_of(paper, day))
    needs = _question(category, scale, (("", together),), day).answer(held.bits)[""]
    return tuple([replace(need, certificate=held.best[need.held_by][2]) if need.answered else need for need in needs])


def standings(
    products: Iterable[Asked], papers: Mapping[int, Sequence[Paper]], asking: Sequence[str], day: date
) -> Iterator[Answer]:
    """Yield how each product stands in each of some markets. papers are the suppliers' certificates by supplier.

    Products that no paper covers by name stand as their supplier's others of the same category do.
    """
    makers: dict[int, _Maker] = {}
    questions: dict[tuple[str, str], _Question] = {}
    reaches = tuple((market, reach(market)) for market in asking)
    for product, supplier, category, scale in products:
        maker = makers.get(supplier)
        if maker is None:
            maker = makers[supplier] = _Maker(papers.get(supplier, ()), day)
        held = maker.held(product, category)
        question = questions.get((category, scale))
        if question is None:
            question = questions[category, scale] = _question(category, scale, reaches, day)
        yield Answer(product, question.answer(held.bits), held.best)


class _Held:
    """What covers a product: bits by type, and the best certificate of each as (bit, last day, id)."""

    __slots__ = ("best", "bits")

    def __init__(self, other: "_Held | None" = None) -> None:
        self.bits: dict[str, int] = dict(other.bits) if other else {}
        self.best: dict[str, Rank] = dict(other.best) if other else {}

    def add(self, code: str, rank: Rank) -> None:
        """Count one more certificate in."""
        self.bits[code] = self.bits.get(code, 0) | rank[0]
        if code not in self.best or rank > self.best[code]:
            self.best[code] = rank


class _Maker:
    """A supplier's papers, so sorted that a product finds its own without going through all."""

    def __init__(self, papers: Sequence[Paper], day: date) -> None:
        self._wide: list[tuple[Paper, Rank]] = []
        self._named: dict[int, list[tuple[str, Rank]]] = {}
        for paper in papers:
            rank = rank_of(paper, day)
            if paper.category or not paper.products:
                self._wide.append((paper, rank))
            for product in paper.products:
                self._named.setdefault(product, []).append((paper.type, rank))
        self._known: dict[str, _Held] = {}

    def held(self, product: int, category: str) -> _Held:
        """Return what covers a product of a category."""
        held = self._known.get(category)
        if held is None:
            held = self._known[category] = _Held()
            for paper, rank in self._wide:
                if not paper.category or paper.category in families(category):
                    held.add(paper.type, rank)
        own = self._named.get(product)
        if own is not None:
            held = _Held(held)
            for code, rank in own:
                held.add(code, rank)
        return held


def rank_of(paper: Paper, day: date) -> Rank:
    """Return how good a certificate is on a day, as (bit, last day, id): of several of one type the highest counts."""
    until = paper.until()
    if paper.stage in RUNNING:
        bit = _RUNNING
    elif paper.stage not in ISSUED:
        bit = _OTHER
    elif not paper.in_force(day, until):
        bit = _LAPSED
    else:
        bit = _EXPIRING if until is not None and (until - day).days <= lead_days(paper.type) else _VALID
    return bit, until or date.max, paper.id


def state_of(rank: Rank) -> PaperState:
    """Return what a certificate of this rank is."""
    bit, until, _id = rank
    if bit == _LAPSED and until == date.max:
        return PaperState.UNDATED
    return _STATES.get(bit, PaperState.ENDED)


class Demand(NamedTuple):
    """A type that is asked, by which rule, whether only recommended, and the type asked, too, that stands for it."""

    kind: CertificationType
    rule: Requirement
    recommended: bool
    instead: str


Reaches: TypeAlias = tuple[tuple[str, tuple[str, ...]], ...]
"""Markets, each with all whose demands hold there."""


class _Question:
    """What some markets ask of one category and scale on a day, and the answers that were already given."""

    def __init__(self, category: str, scale: str, reaches: Reaches, day: date) -> None:
        places: dict[tuple[str, int, bool, str], int] = {}
        self._demands: list[Demand] = []
        self._markets: dict[str, list[int]] = {}
        for market, asking in reaches:
            wanted = self._markets[market] = []
            for demand in _asked(category, scale, asking, day):
                key = (demand.kind.code, id(demand.rule), demand.recommended, demand.instead)
                if key not in places:  # what several markets ask alike is answered once
                    places[key] = len(self._demands)
                    self._demands.append(demand)
                wanted.append(places[key])
        kinds = (demand.kind for demand in self._demands)
        self._counted = tuple(dict.fromkeys(code for kind in kinds for code in (kind.code, *kind.satisfied_by)))
        self._given: dict[tuple[int, ...], Mapping[str, tuple[Need, ...]]] = {}

    def answer(self, bits: Mapping[str, int]) -> Mapping[str, tuple[Need, ...]]:
        """Return the needs of each market, for papers that stand so."""
        key = tuple([bits.get(code, 0) for code in self._counted])
        given = self._given.get(key)
        if given is None:
            needs = [_need(demand, bits) for demand in self._demands]
            given = {market: tuple([needs[place] for place in wanted]) for market, wanted in self._markets.items()}
            self._given[key] = given
        return given


@kept_by_types(4096)
def _question(category: str, scale: str, reaches: Reaches, day: date) -> _Question:
    return _Question(category, scale, reaches, day)


def _need(demand: Demand, held: Mapping[str, int]) -> Need:
    bits, best, best_bits = 0, "", 0
    for code in (demand.kind.code, *demand.kind.satisfied_by):
        own = held.get(code, 0)
        bits |= own
        if own > best_bits:
            best, best_bits = code, own
    if bits >= _EXPIRING:
        standing = Standing.HAVE if bits >= _VALID else Standing.EXPIRING
    else:
        standing, best = (Standing.NOT_NEEDED, demand.instead) if demand.instead else (Standing.MISSING, best)
    return Need(
        demand.kind.code,
        standing,
        demand.rule,
        demand.recommended,
        best,
        lapsed=bool(bits & _LAPSED),
        in_process=bool(bits & _RUNNING),
        known=bits > 0,
    )


def _asked(category: str, scale: str, asking: tuple[str, ...], day: date) -> list[Demand]:
    """Return the types that are asked, with the rule that asks the most; a duty to come within a year is announced."""
    own = {ANY_CATEGORY, *families(category)}
    found: list[tuple[CertificationType, Requirement, bool]] = []
    for kind in certification_types().values():
        rules = [
            (rule, rule.recommended or not _in_force(rule, day))
            for rule in kind.required
            if not own.isdisjoint(rule.categories)
            and not set(asking).isdisjoint(rule.markets)
            and (not scale or not rule.scales or scale in rule.scales)
            and _in_force(rule, day, ahead=timedelta(0) if rule.recommended else _FORESEEN)
        ]
        if rules:
            found.append((kind, *min(rules, key=lambda rule: rule[1])))
    duties = {kind.code for kind, _rule, recommended in found if not recommended}
    # frozen food needs BPOM MD, which stands for its P-IRT too
    return [Demand(*asked, next((code for code in asked[0].satisfied_by if code in duties), "")) for asked in found]


def _in_force(rule: Requirement, day: date, ahead: timedelta = timedelta(0)) -> bool:
    begun = rule.valid_from is None or rule.valid_from <= day + ahead
    return begun and (rule.valid_to is None or rule.valid_to >= day)

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

from tradehouse.domain.certificates import ISSUED, RUNNING, Paper
from tradehouse.domain.reference_data import categories, certification_types, kept_by_types, markets
from tradehouse.domain.reference_entries import ANY_CATEGORY, CertificationType, Requirement

HOME: Final = "home"
ABROAD: Final = "abroad"
_FORESEEN: Final = timedelta(days=365)
_VALID, _EXPIRING, _LAPSED, _RUNNING, _OTHER = 16, 8, 4, 2, 1
"""What a product's papers of one type are, as bits: the highest is how it stands."""
Held: TypeAlias = tuple[tuple[str, int], ...]


class Standing(StrEnum):
    """How a product stands with a type of certificate."""

    HAVE = "have"
    EXPIRING = "expiring"
    MISSING = "missing"
    NOT_NEEDED = "not_needed"


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
    """How a product stands in each market; papers are the ids of its best certificates by type."""

    product: int
    needs: Mapping[str, tuple[Need, ...]]
    papers: Mapping[str, int]


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
    category: str, scale: str, asking: Sequence[str], day: date, papers: Iterable[Paper]
) -> tuple[Need, ...]:
    """Return how a product stands with each type that one of these markets asks of it, in the order of the types.

    papers are those that cover it and are not in the trash.
    """
    held, ids = _held(papers, day)
    needs = _needs(category, scale, _all_reached(tuple(asking)), day, held)
    return tuple([replace(need, certificate=ids.get(need.held_by)) if need.held_by in ids else need for need in needs])


def standings(
    products: Iterable[Asked], papers: Mapping[int, Sequence[Paper]], asking: Sequence[str], day: date
) -> Iterator[Answer]:
    """Yield how each product stands in each of some markets. papers are the suppliers' certificates by supplier.

    Products that no paper covers by name stand as their supplier's others of the same category do.
    """
    makers: dict[int, _Maker] = {}
    each = tuple(asking)
    for product, supplier, category, scale in products:
        maker = makers.get(supplier)
        if maker is None:
            maker = makers[supplier] = _Maker(papers.get(supplier, ()))
        held, ids = maker.held(product, category, day)
        yield Answer(product, _by_market(category, scale, each, day, held), ids)


class _Maker:
    """A supplier's papers, so sorted that a product finds its own without going through all."""

    def __init__(self, papers: Sequence[Paper]) -> None:
        self._wide = [paper for paper in papers if paper.category or not paper.products]
        self._named: dict[int, list[Paper]] = {}
        for paper in papers:
            for product in paper.products:
                self._named.setdefault(product, []).append(paper)
        self._known: dict[str, tuple[Held, Mapping[str, int]]] = {}

    def held(self, product: int, category: str, day: date) -> tuple[Held, Mapping[str, int]]:
        """Return how a product stands with the types of its papers, and the best paper's id of each."""
        own = self._named.get(product)
        if own is not None:
            wide = [paper for paper in self._wide if paper.covers(0, families(category))]
            return _held({paper.id: paper for paper in (*wide, *own)}.values(), day)
        if category not in self._known:
            wide = [paper for paper in self._wide if paper.covers(0, families(category))]
            self._known[category] = _held(wide, day)
        return self._known[category]


def _held(papers: Iterable[Paper], day: date) -> tuple[Held, Mapping[str, int]]:
    bits: dict[str, int] = {}
    best: dict[str, tuple[int, date, int]] = {}
    for paper in papers:
        bit = _bit(paper, day)
        bits[paper.type] = bits.get(paper.type, 0) | bit
        rank = (bit, paper.until() or date.max, paper.id)
        if rank > best.get(paper.type, (0, date.min, 0)):
            best[paper.type] = rank
    return tuple(sorted(bits.items())), {code: rank[2] for code, rank in best.items()}


def _bit(paper: Paper, day: date) -> int:
    if paper.stage in RUNNING:
        return _RUNNING
    if paper.stage not in ISSUED:
        return _OTHER
    if not paper.holds(day):
        return _LAPSED
    return _EXPIRING if paper.runs_out(day) else _VALID


@lru_cache(maxsize=64)
def _all_reached(asking: tuple[str, ...]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(code for market in asking for code in reach(market)))


@kept_by_types(65_536)
def _by_market(
    category: str, scale: str, asking: tuple[str, ...], day: date, held: Held
) -> Mapping[str, tuple[Need, ...]]:
    return {market: _needs(category, scale, _all_reached((market,)), day, held) for market in asking}


@kept_by_types(65_536)
def _needs(category: str, scale: str, asking: tuple[str, ...], day: date, held: Held) -> tuple[Need, ...]:
    asked = _asked(category, scale, asking, day)
    duties = {kind.code for kind, _rule, recommended in asked if not recommended}
    return tuple([_need(kind, rule, recommended, dict(held), duties) for kind, rule, recommended in asked])


def _need(
    kind: CertificationType, rule: Requirement, recommended: bool, held: Mapping[str, int], duties: set[str]
) -> Need:
    answering = [code for code in (kind.code, *kind.satisfied_by) if code in held]
    bits = 0
    for code in answering:
        bits |= held[code]
    best = max(answering, key=lambda code: held[code], default="")
    if bits >= _EXPIRING:
        standing = Standing.HAVE if bits >= _VALID else Standing.EXPIRING
    else:
        # frozen food needs BPOM MD, which stands for its P-IRT too
        instead = next((code for code in kind.satisfied_by if code in duties), "")
        standing, best = (Standing.NOT_NEEDED, instead) if instead else (Standing.MISSING, best)
    return Need(
        kind.code, standing, rule, recommended, best, bool(bits & _LAPSED), bool(bits & _RUNNING), known=bits > 0
    )


@kept_by_types(16_384)
def _asked(
    category: str, scale: str, asking: tuple[str, ...], day: date
) -> tuple[tuple[CertificationType, Requirement, bool], ...]:
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
            rule, recommended = min(rules, key=lambda found: found[1])
            found.append((kind, rule, recommended))
    return tuple(found)


def _in_force(rule: Requirement, day: date, ahead: timedelta = timedelta(0)) -> bool:
    begun = rule.valid_from is None or rule.valid_from <= day + ahead
    return begun and (rule.valid_to is None or rule.valid_to >= day)

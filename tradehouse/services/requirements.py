"""Which certificates products need in which market: of one product, of a selection, of everything, and what each supplier
must get. The rules and the answer are the domain's, so that gates and gaps never disagree.
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import UTC, date, datetime

from tradehouse.domain.certificates import Paper
from tradehouse.domain.errors import NotFound
from tradehouse.domain.language import N_
from tradehouse.domain.progress import Progress
from tradehouse.domain.reference_data import certification_types, markets
from tradehouse.domain.reference_entries import Requirement
from tradehouse.domain.requirements import HOME, Answer, Asked, Need, Standing, standings
from tradehouse.services.catalogue import Catalogue
from tradehouse.storage.reader import Reader
from tradehouse.storage.requirements import Maker, read_asked, read_makers, read_papers

USUAL_MARKETS = (HOME, "horeca", "my", "gulf", "eu", "us", "jp", "kr")
"""Where most houses sell; the others are asked for by name."""
NOBODY = Maker(0, "", "")
"""The supplier of products that have none yet."""
ALL_USUAL = "all"
"""The usual markets together, where one is chosen."""
GAP_WORDS: Mapping[str, str] = {
    "missing": N_("Missing"),
    "lapsed": N_("Not in force"),
    "in_process": N_("In process"),
}
_OFTEN = 10_000
_WORST_FIRST = (Standing.MISSING, Standing.EXPIRING, Standing.HAVE, Standing.NOT_NEEDED)


@dataclass(frozen=True, slots=True)
class TypeCount:
    """How the products that are asked for one type stand with it: their ids by standing. recommended: no law asks these
    products; others may have to have it.
    """

    type: str
    rule: Requirement
    recommended: bool
    products: Mapping[Standing, Sequence[int]]

    @property
    def per_shipment(self) -> bool:
        """Whether it goes with each shipment, so that nobody can have it beforehand."""
        kind = certification_types().get(self.type)
        return kind is not None and kind.per_shipment


@dataclass(frozen=True, slots=True)
class SupplierGap:
    """A type that a supplier must get for some of its products, and for which markets. recommended: only recommended to
    these products in all of them; lapsed: it had one; in_process: one is applied for.
    """

    maker: Maker
    type: str
    products: tuple[int, ...]
    markets: tuple[str, ...]
    recommended: bool = False
    lapsed: bool = False
    in_process: bool = False

    @property
    def state(self) -> str:
        """How far it is, a key of GAP_WORDS."""
        return "in_process" if self.in_process else "lapsed" if self.lapsed else "missing"


@dataclass(frozen=True, slots=True)
class Picture:
    """How products stand in some markets: how many there are, how many may be sold in all of them, the types that are
    asked in the order of the types, and what is missing by supplier.
    """

    markets: tuple[str, ...]
    products: int = 0
    ready: int = 0
    types: tuple[TypeCount, ...] = ()
    gaps: tuple[SupplierGap, ...] = ()


@dataclass(frozen=True, slots=True)
class ProductNeeds:
    """What markets ask of one product, by market; a need that is answered names its certificate."""

    product: int
    supplier: int
    needs: Mapping[str, tuple[Need, ...]]


def today() -> date:
    """Return today's date on this PC."""
    return datetime.now(UTC).astimezone().date()


def markets_of(chosen: str) -> tuple[str, ...]:
    """Return the markets that a choice means: one, or ALL_USUAL."""
    return USUAL_MARKETS if chosen == ALL_USUAL else (chosen,)


def check_markets(asking: Sequence[str]) -> tuple[str, ...]:
    """Return the markets as they are asked for. Raises NotFound for one that nobody knows."""
    for market in asking:
        if market not in markets():
            raise NotFound(
                "unknown_market",
                N_('"{market}" is not a market. There are: {known}.'),
                market=market,
                known=", ".join(markets()),
            )
    return tuple(dict.fromkeys(asking))


def needs_of(
    catalogue: Catalogue, product_id: int, asking: Sequence[str] = USUAL_MARKETS, day: date | None = None
) -> ProductNeeds | None:
    """Return what markets ask of one product, None for one that is gone."""
    with catalogue.database.reading() as read:
        found = read_asked(read, [product_id])
        papers = read_papers(read, [found[0].supplier]) if found else {}
    if not found:
        return None
    answer = next(standings(found, papers, asking, day or today()))
    return ProductNeeds(
        product_id,
        found[0].supplier,
        {
            market: tuple([replace(need, certificate=answer.certificate(need)) for need in needs])
            for market, needs in answer.needs.items()
        },
    )


def papers_for(read: Reader, asked: Sequence[Asked]) -> Mapping[int, Sequence[Paper]]:
    """Return the certificates of the suppliers of products, by supplier; of many products, those of all suppliers."""
    return read_papers(read, None if len(asked) > _OFTEN else sorted({product.supplier for product in asked}))


def answers(
    asked: Sequence[Asked],
    papers: Mapping[int, Sequence[Paper]],
    asking: Sequence[str],
    day: date,
    progress: Progress | None = None,
) -> Iterator[tuple[Asked, Answer]]:
    """Yield products with how each stands in each of some markets."""
    told = progress or Progress()
    for done, pair in enumerate(zip(asked, standings(asked, papers, asking, day), strict=True)):
        if done % _OFTEN == 0:
            told.report(done, len(asked))
        yield pair


def picture(
    catalogue: Catalogue,
    asking: Sequence[str],
    ids: Sequence[int] | None = None,
    *,
    province: str = "",
    supplier: int | None = None,
    day: date | None = None,
    progress: Progress | None = None,
) -> Picture:
    """Return how products stand in some markets: those with these ids, else all that are not archived, of suppliers in a
    province or of one supplier. Raises NotFound for an unknown market, and Cancelled.
    """
    asking = check_markets(asking)
    with catalogue.database.reading() as read:
        asked = read_asked(read, ids, province=province, supplier=supplier)
        makers = read_makers(read)
        counting = _Counting(asking, makers)
        for product, answer in answers(asked, papers_for(read, asked), asking, day or today(), progress):
            counting.add(product, answer)
    return counting.picture(len(asked))


class _Counting:
    """Counts products together that stand alike: a supplier's others of one category have the same needs."""

    def __init__(self, asking: tuple[str, ...], makers: Mapping[int, Maker]) -> None:
        self._asking, self._makers = asking, makers
        self._alike: dict[tuple[int, int], tuple[Mapping[str, tuple[Need, ...]], list[int]]] = {}

    def add(self, product: Asked, answer: Answer) -> None:
        """Count one product in."""
        # Equal answers are one object, which the group keeps.
        key = (product.supplier, id(answer.needs))
        group = self._alike.get(key)
        if group is None:
            group = self._alike[key] = (answer.needs, [])
        group[1].append(product.id)

    def picture(self, products: int) -> Picture:
        """Return what was counted."""
        found: dict[tuple[str, bool], tuple[Need, dict[Standing, list[int]]]] = {}
        lacking: dict[tuple[int, str, bool], SupplierGap] = {}
        ready = 0
        for (supplier, _id), (needs, ids) in self._alike.items():
            if not any(need.blocks for market in needs.values() for need in market):
                ready += len(ids)
            for need in _worst(needs):
                key = need.type, need.recommended
                if key not in found:
                    found[key] = need, {one: [] for one in Standing}
                found[key][1][need.standing] += ids
            for gap in _gaps(self._makers.get(supplier, NOBODY), needs, ids):
                same = supplier, gap.type, gap.recommended
                before = lacking.get(same)
                lacking[same] = gap if before is None else _both(before, gap, self._asking)
        order = {code: n for n, code in enumerate(certification_types())}
        counts = [TypeCount(need.type, need.rule, need.recommended, kept) for need, kept in found.values()]
        gaps = sorted(
            lacking.values(),
            key=lambda gap: (gap.maker.name.casefold(), gap.maker.id, gap.recommended, order[gap.type]),
        )
        counts.sort(key=lambda count: (count.recommended, order[count.type]))
        return Picture(self._asking, products, ready, tuple(counts), tuple(gaps))


def _worst(needs: Mapping[str, tuple[Need, ...]]) -> list[Need]:
    """Return each type once, as it stands where it stands worst."""
    found: dict[str, Need] = {}
    for need in (need for market in needs.values() for need in market):
        known = found.get(need.type)
        if known is None or _grade(need) < _grade(known):
            found[need.type] = need
    return list(found.values())


def _grade(need: Need) -> tuple[int, bool]:
    return _WORST_FIRST.index(need.standing), need.recommended


def _gaps(maker: Maker, needs: Mapping[str, tuple[Need, ...]], ids: Sequence[int]) -> Iterator[SupplierGap]:
    """Yield what products that stand alike lack; what goes with each shipment is no gap."""
    by_type: dict[str, list[tuple[str, Need]]] = {}
    for market, asked in needs.items():
        for need in asked:
            if need.standing is Standing.MISSING and not certification_types()[need.type].per_shipment:
                by_type.setdefault(need.type, []).append((market, need))
    for code, wanted in by_type.items():
        yield SupplierGap(
            maker,
            code,
            tuple(ids),
            tuple(market for market, _need in wanted),
            recommended=all(need.recommended for _market, need in wanted),
            lapsed=any(need.lapsed for _market, need in wanted),
            in_process=any(need.in_process for _market, need in wanted),
        )


def _both(one: SupplierGap, other: SupplierGap, asking: Sequence[str]) -> SupplierGap:
    return replace(
        one,
        products=one.products + other.products,
        markets=tuple(market for market in asking if market in one.markets or market in other.markets),
        lapsed=one.lapsed or other.lapsed,
        in_process=one.in_process or other.in_process,
    )

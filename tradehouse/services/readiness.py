"""Which products are ready for the showroom or for export, and what the others lack."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime

from tradehouse.domain.certificates import Paper, paper_of
from tradehouse.domain.fields import RecordKind
from tradehouse.domain.photo_facts import read_consent
from tradehouse.domain.pricing import PriceBasis
from tradehouse.domain.readiness import RULES_OF, Gap, Gate, SeenPhoto, Subject, missing
from tradehouse.domain.records import Record
from tradehouse.domain.requirements import families
from tradehouse.services.catalogue import Catalogue
from tradehouse.services.house import TradingTerms, read_trading_terms
from tradehouse.storage import queries
from tradehouse.storage.photo_links import photos_seen
from tradehouse.storage.reader import Reader

PAGE = 500
_CURRENCY = "USD"


def gaps(catalogue: Catalogue, product_ids: Sequence[int], gate: Gate) -> list[tuple[Record, list[Gap]]]:
    """Return products with what each lacks for a gate today; nothing for one that is ready."""
    terms = read_trading_terms(catalogue)
    with catalogue.database.reading() as read:
        return list(gaps_in(read, product_ids, gate, terms))


@dataclass(frozen=True, slots=True)
class Standing:
    """How one product stands before a gate: how many of its rules are met, of how many, and what is missing."""

    met: int
    asked: int
    gaps: tuple[Gap, ...] = ()


def standing(catalogue: Catalogue, product_id: int) -> dict[Gate, Standing]:
    """Return how a product stands before each gate today; nothing for one that is gone."""
    found: dict[Gate, Standing] = {}
    for gate in Gate:
        for _product, missed in gaps(catalogue, [product_id], gate):
            asked = RULES_OF[gate]
            found[gate] = Standing(asked - len({gap.rule for gap in missed}), asked, tuple(missed))
    return found


def gaps_in(
    read: Reader, product_ids: Sequence[int], gate: Gate, terms: TradingTerms, market: str = ""
) -> Iterator[tuple[Record, list[Gap]]]:
    """Yield products with what each lacks, within one snapshot, page by page; market is the buyer's, "" for none."""
    around = Surroundings(read)
    asking = Asking(read, around, terms, market)
    for start in range(0, len(product_ids), PAGE):
        page = queries.records(read, RecordKind.PRODUCT, product_ids[start : start + PAGE])
        around.know(page)
        for subject in asking.subjects(page):
            yield subject.product, missing(subject, gate)


class Surroundings:
    """What stands around products that are read page by page: their makers, and what their makers' papers cover."""

    def __init__(self, read: Reader) -> None:
        self.makers: dict[int, Record] = {}
        self._read = read
        self._papers: dict[int, list[tuple[Record, Paper]]] = {}

    def know(self, page: Sequence[Record]) -> None:
        """Read the makers of a page that no page before it had."""
        fresh = sorted({product["supplier"].id for product in page if product["supplier"]} - self._papers.keys())
        self.makers |= {maker.id: maker for maker in queries.records(self._read, RecordKind.SUPPLIER, fresh)}
        found = queries.certifications_by_supplier(self._read, fresh)
        self._papers |= {maker: [(record, paper_of(record)) for record in records] for maker, records in found.items()}

    def maker(self, product: Record) -> Record | None:
        """Return the maker of a product of a page that is known."""
        return self.makers.get(product["supplier"].id) if product["supplier"] else None

    def covering(self, product: Record) -> list[tuple[Record, Paper]]:
        """Return the certificates that cover a product of a page that is known, in force or not."""
        if not product["supplier"]:
            return []
        own = families(product["category"] or "")
        return [found for found in self._papers[product["supplier"].id] if found[1].covers(product.id, own)]


class Asking:
    """What a gate is told of products, page by page."""

    def __init__(self, read: Reader, around: Surroundings, terms: TradingTerms, market: str = "") -> None:
        self._read, self._around, self._market = read, around, market
        self._day = datetime.now(UTC).astimezone().date()
        self._basis = _basis(terms)

    def subjects(self, page: Sequence[Record]) -> Iterator[Subject]:
        """Yield the products of a page, which the surroundings know, as a gate asks of them."""
        photos = photos_seen(self._read, [product.id for product in page])
        for product in page:
            yield Subject(
                product,
                self._day,
                self._around.maker(product),
                [_seen(*facts, self._day) for facts in photos.get(product.id, ())],
                [record for record, _paper in self._around.covering(product)],
                self._basis,
                self._market,
            )


def _basis(terms: TradingTerms) -> PriceBasis | None:
    """A list is priced with the house's rate and margin; without a rate the maker can do nothing about it."""
    rate = terms.rates.get(_CURRENCY)
    return PriceBasis(_CURRENCY, rate, terms.margin) if rate else None


def _seen(width: int, height: int, consent: str | None, sharpness: float | None, day: date) -> SeenPhoto:
    given = read_consent(consent)
    return SeenPhoto(width, height, consented=given is not None and given.holds(day), sharpness=sharpness)

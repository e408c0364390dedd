"""Which products are ready for the showroom or for export, and what the others lack."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime

from tradehouse.domain.certificates import covers
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
    day = datetime.now(UTC).astimezone().date()
    basis = _basis(terms)
    makers: dict[int, Record] = {}
    papers: dict[int, list[Record]] = {}
    for start in range(0, len(product_ids), PAGE):
        page = queries.records(read, RecordKind.PRODUCT, product_ids[start : start + PAGE])
        photos = photos_seen(read, [product.id for product in page])
        fresh = sorted({p["supplier"].id for p in page if p["supplier"]} - makers.keys())
        makers |= {maker.id: maker for maker in queries.records(read, RecordKind.SUPPLIER, fresh)}
        papers |= queries.certifications_by_supplier(read, fresh)
        for product in page:
            maker = product["supplier"].id if product["supplier"] else 0
            subject = Subject(
                product,
                day,
                makers.get(maker),
                [_seen(*facts, day) for facts in photos.get(product.id, ())],
                [
                    certificate
                    for certificate in papers.get(maker, ())
                    if covers(certificate, product.id, families(product["category"] or ""))
                ],
                basis,
                market,
            )
            yield product, missing(subject, gate)


def _basis(terms: TradingTerms) -> PriceBasis | None:
    """A list is priced with the house's rate and margin; without a rate the maker can do nothing about it."""
    rate = terms.rates.get(_CURRENCY)
    return PriceBasis(_CURRENCY, rate, terms.margin) if rate else None


def _seen(width: int, height: int, consent: str | None, sharpness: float | None, day: date) -> SeenPhoto:
    given = read_consent(consent)
    return SeenPhoto(width, height, consented=given is not None and given.holds(day), sharpness=sharpness)

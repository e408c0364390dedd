"""How the price of one product of a list comes about at each of its terms. For the house's eyes only."""

from dataclasses import dataclass

from tradehouse.domain.cost_steps import TermPrice, term_prices
from tradehouse.domain.fields import RecordKind
from tradehouse.domain.pricing import PriceBasis
from tradehouse.domain.records import Ref
from tradehouse.services.catalogue import Catalogue
from tradehouse.services.exporting.options import ExportOptions
from tradehouse.services.exporting.preparing import buyer_of, choose
from tradehouse.services.exporting.terms import settle
from tradehouse.services.house import read_house, read_trading_terms
from tradehouse.services.layouts import load_layout_for
from tradehouse.storage import queries

MOST_OFFERED = 300


@dataclass(frozen=True, slots=True)
class PriceExample:
    """The prices of one product at the terms of a list. offered are products of the list that can be asked for, the
    first MOST_OFFERED of them.
    """

    product: Ref
    offered: tuple[Ref, ...]
    basis: PriceBasis
    prices: tuple[TermPrice, ...]


def price_example(catalogue: Catalogue, options: ExportOptions, product_id: int | None = None) -> PriceExample | None:
    """Return the prices of a product of the list, of the first one where product_id is not in it; None for an empty list.

    Raises UserError as the export does.
    """
    layout = load_layout_for(catalogue, options.layout, options.buyer_id)
    usual, house = read_trading_terms(catalogue), read_house(catalogue)
    terms = settle(options, layout, usual, house, buyer_of(catalogue, options))
    with catalogue.database.reading() as read:
        ids, _gone = choose(read, layout, options)
        products = queries.records(read, RecordKind.PRODUCT, ids[:MOST_OFFERED])
        if not products:
            return None
        shown = next((product for product in products if product.id == product_id), products[0])
    offered = tuple(Ref(p.id, str(p["code"] or ""), str(p["name_id"] or "")) for p in products)
    prices = term_prices(
        shown.values, terms.basis, terms.delivery, terms.costing, default_currency=terms.layout.currency
    )
    return PriceExample(next(ref for ref in offered if ref.id == shown.id), offered, terms.basis, prices)

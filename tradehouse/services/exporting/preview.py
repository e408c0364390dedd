"""What an export would leave out, and what it would hold without a price, photo or translation: told before it is written."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from tradehouse.domain.cost_steps import term_prices
from tradehouse.domain.fields import RecordKind
from tradehouse.domain.language import N_, Message
from tradehouse.domain.progress import Progress
from tradehouse.domain.records import Record
from tradehouse.exchange.layouts import Layout
from tradehouse.services.catalogue import Catalogue
from tradehouse.services.exporting.gating import lacking
from tradehouse.services.exporting.options import ExportOptions, Remark
from tradehouse.services.exporting.preparing import buyer_of, choose
from tradehouse.services.exporting.product_rows import remark
from tradehouse.services.exporting.terms import Terms, house_name, settle
from tradehouse.services.house import read_house, read_trading_terms
from tradehouse.services.layouts import load_layout_for
from tradehouse.storage import queries

PAGE = 1_000


@dataclass(frozen=True, slots=True)
class ExportPreview:
    """products is how many go into the file where those that are not ready stay in. The others are remarks about
    products, unready one for each that does not pass the list's gate; nameless says that the house has no name yet.
    """

    products: int
    left_out: tuple[Remark, ...] = ()
    unpriced: tuple[Remark, ...] = ()
    photoless: tuple[Remark, ...] = ()
    untranslated: tuple[Remark, ...] = ()
    nameless: bool = False
    unready: tuple[Remark, ...] = ()


def preview(catalogue: Catalogue, options: ExportOptions, progress: Progress | None = None) -> ExportPreview:
    """Return what an export with these options would say about its products. Raises UserError as the export does."""
    told = progress or Progress()
    layout = load_layout_for(catalogue, options.layout, options.buyer_id)
    house = read_house(catalogue)
    usual = read_trading_terms(catalogue)
    terms = settle(options, layout, usual, house, buyer_of(catalogue, options))
    unpriced: list[Remark] = []
    photoless: list[Remark] = []
    untranslated: list[Remark] = []
    values = _values(layout)
    with catalogue.database.reading() as read:
        ids, left_out = choose(read, layout, options)
        unready = [] if not layout.gate else list(lacking(read, ids, layout, usual, terms.market))
        for start in range(0, len(ids), PAGE) if layout.lists_goods else ():
            told.report(start, len(ids))
            for product in queries.records(read, RecordKind.PRODUCT, ids[start : start + PAGE]):
                reason = _no_price(product, terms, values)
                if reason is not None:
                    unpriced.append(remark(product, reason))
                if "photo" in values and not product.main_photo:
                    photoless.append(remark(product, Message(N_("It has no photo."))))
                if terms.language == "en" and not product["name_en"]:
                    untranslated.append(remark(product, Message(N_("It has no English name."))))
    nameless = layout.for_buyers and not house_name(house, terms.language)
    return ExportPreview(
        len(ids), tuple(left_out), tuple(unpriced), tuple(photoless), tuple(untranslated), nameless, tuple(unready)
    )


def _values(layout: Layout) -> frozenset[str]:
    return frozenset(
        column.value for table in layout.tables.values() if table.kind is RecordKind.PRODUCT for column in table.columns
    )


def _no_price(product: Record, terms: Terms, values: frozenset[str]) -> Message | None:
    if "unit_price" in values:
        known: Mapping[str, Any] = product.values
        quoted = terms.delivery[:1]
        (first,) = term_prices(known, terms.basis, quoted, terms.costing, default_currency=terms.layout.currency)
        priced = first.priced
        if priced.amount is None:
            return priced.reason
    if "price_idr" in values and not product["price_idr"]:
        return Message(N_("It has no retail price."))
    return None

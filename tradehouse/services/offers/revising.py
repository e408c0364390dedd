"""What a revision of an offer would change: its frozen lines beside what the same articles would be offered at now."""

import json
from dataclasses import replace

from tradehouse.domain.cost_steps import DeliveryTerm, step_of
from tradehouse.domain.fields import RecordKind
from tradehouse.domain.offer_changes import LineChange
from tradehouse.domain.progress import Progress
from tradehouse.exchange.layouts import Table, Words
from tradehouse.services import browsing
from tradehouse.services.catalogue import Catalogue
from tradehouse.services.exporting.options import ExportOptions
from tradehouse.services.exporting.preparing import buyer_of, choose
from tradehouse.services.exporting.product_rows import ProductRows
from tradehouse.services.exporting.terms import settle
from tradehouse.services.house import read_house, read_trading_terms
from tradehouse.services.layouts import load_layout_for
from tradehouse.services.offers.ledger import last_offer
from tradehouse.services.offers.products import products_of_offer

_REPORT_EVERY = 100


def revision_options(catalogue: Catalogue, offer_id: int) -> ExportOptions:
    """Return what a revision of an offer is exported with: its products, buyer, term, margin and costs as they were;
    rate, dates and payment as they are now. Raises NotFound.
    """
    offer = browsing.record(catalogue, RecordKind.OFFER, offer_id)
    margin = offer["margin"]
    quoted = (DeliveryTerm(str(offer["incoterm"]), str(offer["place"] or "")),) if offer["incoterm"] else ()
    return ExportOptions(
        str(offer["layout"]),
        ids=products_of_offer(catalogue, offer_id),
        buyer=str(offer["buyer_name"] or ""),
        buyer_id=offer["buyer"].id if offer["buyer"] else None,
        margin=None if margin is None else margin / 100,
        currency=str(offer["currency"] or ""),
        language=str(offer["language"] or ""),
        terms=quoted,
        costs=tuple(step_of(step) for step in json.loads(offer["costs"] or "[]")),
        issue=True,
        revises=offer_id,
    )


def changed_since(
    catalogue: Catalogue, offer_id: int, options: ExportOptions | None = None, progress: Progress | None = None
) -> tuple[LineChange, ...]:
    """Return line by line what a revision with these options (revision_options where None) would change.

    Raises NotFound, UserError as the export does, Cancelled.
    """
    asked = options or revision_options(catalogue, offer_id)
    told = progress or Progress()
    layout = load_layout_for(catalogue, asked.layout, asked.buyer_id)
    usual, house = read_trading_terms(catalogue), read_house(catalogue)
    terms = settle(asked, layout, usual, house, buyer_of(catalogue, asked))
    with catalogue.database.reading() as read:
        last = last_offer(read, terms, offer_id)
        chosen, _left_out = choose(read, layout, asked)
        rows = ProductRows(read, catalogue.renditions, replace(terms, last=None), 0)
        for n, _row in enumerate(rows.rows(Table(Words()), chosen)):
            if n % _REPORT_EVERY == 0:
                told.report(n, len(chosen))
    return tuple(last.changes(rows.seen.lines)) if last else ()

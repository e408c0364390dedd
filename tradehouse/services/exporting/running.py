"""One export from beginning to end: choose, settle the terms, write, report."""

from array import array
from collections.abc import Callable, Sequence
from dataclasses import replace
from decimal import Decimal
from functools import partial
from pathlib import Path

from tradehouse.domain.errors import UserError
from tradehouse.domain.fields import RecordKind
from tradehouse.domain.language import N_, Message
from tradehouse.domain.offering import CellValue
from tradehouse.domain.progress import Progress
from tradehouse.domain.query import Query, Term
from tradehouse.domain.records import Record
from tradehouse.exchange.layouts import Layout, Table, every_field, fitted
from tradehouse.exchange.workbooks.content import Document, Rows, Written
from tradehouse.exchange.workbooks.frame import check_target
from tradehouse.exchange.workbooks.safe_text import file_name
from tradehouse.exchange.workbooks.writing import write_workbook
from tradehouse.services import browsing
from tradehouse.services.catalogue import Catalogue
from tradehouse.services.exporting.gating import decide, export_ready, lacking
from tradehouse.services.exporting.options import ExportOptions, ExportReport, Remark
from tradehouse.services.exporting.product_rows import ProductRows, Seen, full_rows, remark
from tradehouse.services.exporting.terms import Terms, document_facts, house_name, rate_matters, settle
from tradehouse.services.house import read_house, read_trading_terms
from tradehouse.services.house_logo import logo_jpeg
from tradehouse.services.layouts import load_layout_for
from tradehouse.services.offers.ledger import ISSUED_LABEL, record_offer, take_place
from tradehouse.storage import queries
from tradehouse.storage.reader import Reader
from tradehouse.storage.work import Work

INTERNAL = "INTERNAL"
_SHOWN_ADDRESSES = 5


def suggested_name(layout: Layout, language: str = "", buyer: str = "") -> str:
    """Return a file name for a layout, for a buyer if one is named; a house file's name says INTERNAL."""
    words = layout.file_name or layout.label
    return file_name(" ".join(part for part in (words.text(language or layout.language), buyer.strip()) if part))


def export(catalogue: Catalogue, out: Path, options: ExportOptions, progress: Progress | None = None) -> ExportReport:
    """Write a workbook to out and report what is in it and what is not.

    One snapshot of the catalogue is read; nothing in it changes. Raises UserError where the options make no sense
    or out cannot be written (what was there stays), and Cancelled.
    """
    layout = load_layout_for(catalogue, options.layout, options.buyer_id)
    check_target(out)
    usual, house = read_trading_terms(catalogue), read_house(catalogue)
    terms = settle(options, layout, usual, house, buyer_of(catalogue, options))
    told = progress or Progress()
    with catalogue.database.reading() as read:
        chosen, left_out = choose(read, layout, options)
        unready: list[Remark] = []
        if layout.gate:
            unready = list(lacking(read, chosen, layout, usual, terms.market, told))
            chosen, left_out, unready = decide(options, chosen, left_out, unready)
        place = take_place(catalogue, options.revises) if _is_issued(catalogue, layout, options) else None
        if place is not None:
            terms = replace(terms, number=place.number, revision=place.revision)
        facts = document_facts(terms, options, usual, house)
        facts["row_count"] = len(chosen)
        layout = fitted(layout, facts)
        document = Document(
            layout,
            terms.language,
            terms.basis.currency,
            facts,
            terms.sheet_id,
            logo_jpeg(catalogue, read) if layout.lists_goods else None,
            options.second_language,
        )
        rows = ProductRows(
            read, catalogue.renditions, terms, layout.photo_pixels, export_ready(read, chosen, layout, usual)
        )
        seen = rows.seen
        whole = options.query is None and options.ids is None
        stored = partial(_stored_rows, read, terms, chosen, whole=whole)
        tables = {key: _table_rows(table, layout, rows, chosen, stored) for key, table in layout.tables.items()}
        issued: list[int] = []
        finish = None
        if place is not None:
            keep = partial(record_offer, terms=terms, place=place, lines=seen.lines, file_name=out.name, facts=facts)
            finish = partial(_issue, catalogue, keep, issued, terms.reference)
        written = write_workbook(out, document, tables, len(chosen), told, finish)
    name = house_name(house, terms.language)
    warnings = [*_written_warnings(written), *_warnings(terms, options, seen, named=bool(name))]
    if not layout.for_buyers and INTERNAL not in out.name.upper():
        warnings.append(Message(N_("{file} holds data of the house, but its name does not say INTERNAL. Keep it in the house."), {"file": out.name}))  # fmt: skip
    return ExportReport(
        path=out,
        layout=layout.name,
        rows=len(chosen),
        photos=written.photos,
        left_out=tuple(left_out),
        unpriced=tuple(seen.unpriced),
        photo_problems=tuple(seen.photo_problems),
        gaps=tuple(seen.gaps),
        unready=tuple(unready),
        warnings=tuple(warnings),
        reference=terms.reference if layout.lists_goods else "",
        offer_id=issued[0] if issued else None,
    )


def _is_issued(catalogue: Catalogue, layout: Layout, options: ExportOptions) -> bool:
    """Return whether the list goes into the ledger; a catalogue that another PC has open cannot take it in."""
    wanted = layout.issued if options.issue is None else options.issue
    return wanted and layout.for_buyers and not catalogue.read_only


def _issue(
    catalogue: Catalogue,
    keep: Callable[[Work], int],
    issued: list[int],
    reference: str,
    put_in_place: Callable[[], None],
) -> None:
    """Keep the offer and put its file in place; where one of the two fails, neither has happened."""
    with catalogue.writing(ISSUED_LABEL, reference=reference) as work:
        issued.append(keep(work))
        put_in_place()


def buyer_of(catalogue: Catalogue, options: ExportOptions) -> Record | None:
    """Return the buyer's record that the options name. Raises NotFound."""
    return None if options.buyer_id is None else browsing.record(catalogue, RecordKind.BUYER, options.buyer_id)


def choose(read: Reader, layout: Layout, options: ExportOptions) -> tuple[Sequence[int], list[Remark]]:
    """Return the ids of the products to write, and those left out: archived ones are offered to nobody."""
    query = options.query or Query()
    if options.ids is None:
        ids = queries.find_ids(read, RecordKind.PRODUCT, query)
    else:
        alive = frozenset(queries.find_ids(read, RecordKind.PRODUCT, Query()))
        ids = array("q", [i for i in dict.fromkeys(options.ids) if i in alive])
    if not layout.lists_goods:
        return ids, []
    archived = frozenset(
        queries.find_ids(read, RecordKind.PRODUCT, Query(terms=(Term("status", frozenset({"archived"})),)))
    )
    gone = [i for i in ids if i in archived]
    reason = Message(N_("It is archived."))
    left_out = [remark(product, reason) for product in queries.records(read, RecordKind.PRODUCT, gone)]
    return array("q", [i for i in ids if i not in archived]), left_out


def _table_rows(
    table: Table, layout: Layout, rows: ProductRows, chosen: Sequence[int], stored: Callable[[Table], Rows]
) -> Callable[[], Rows]:
    """Return what makes the rows of a table: goods as they are offered, their certificates, or stored records."""
    if table.all_fields:
        return partial(stored, table)
    match table.kind:
        case RecordKind.PRODUCT:
            return lambda: Rows(len(chosen), rows.rows(table, chosen))
        case RecordKind.CERTIFICATION:
            return partial(rows.certificate_rows, table)
        case _:
            raise UserError(
                "bad_layout",
                N_("The layout {file} lists suppliers by columns of its own; only goods and certificates can be."),
                file=layout.name,
            )


def _stored_rows(read: Reader, terms: Terms, chosen: Sequence[int], table: Table, *, whole: bool) -> Rows:
    """Return all records of a table's kind, or those that belong to the chosen products, with every field."""
    ids: Sequence[int] = chosen
    if table.kind is not RecordKind.PRODUCT:
        ids = _suppliers_of(read, chosen)
        if whole:
            ids = sorted({*ids, *queries.find_ids(read, RecordKind.SUPPLIER, Query())})
        if table.kind is RecordKind.CERTIFICATION:
            ids = _certificates_of(read, ids, whole=whole)
    known = {"products": frozenset(chosen)}
    columns = every_field(table.kind, terms.language)
    return Rows(len(ids), full_rows(read, table.kind, ids, columns, terms.language, known))


def _suppliers_of(read: Reader, products: Sequence[int]) -> list[int]:
    found: set[int] = set()
    for start in range(0, len(products), 5_000):
        page = queries.records(read, RecordKind.PRODUCT, products[start : start + 5_000])
        found |= {product["supplier"].id for product in page if product["supplier"]}
    return sorted(found)


def _certificates_of(read: Reader, suppliers: Sequence[int], *, whole: bool) -> Sequence[int]:
    if whole:
        return queries.find_ids(read, RecordKind.CERTIFICATION, Query())
    return [certificate.id for supplier in suppliers for certificate in queries.certifications_of(read, supplier)]


def _written_warnings(written: Written) -> list[Message]:
    found = []
    for cells, msgid in (
        (written.cleaned, N_("Characters that a workbook cannot hold were left out of {count} cells: {cells}.")),
        (written.shortened, N_("Texts too long for a cell were cut off in {count} cells: {cells}.")),
    ):
        if cells:
            shown = ", ".join(cells[:_SHOWN_ADDRESSES]) + (", …" if len(cells) > _SHOWN_ADDRESSES else "")
            found.append(Message(msgid, {"count": len(cells), "cells": shown}))
    return found


def _warnings(terms: Terms, options: ExportOptions, seen: Seen, *, named: bool) -> list[Message]:
    if not terms.layout.lists_goods:
        return []
    found: list[Message] = []

    def say(msgid: str, **values: CellValue) -> None:
        found.append(Message(msgid, values))

    if not named and terms.layout.for_buyers:
        say(N_("The house has no name yet, so the head of the list has none. Fill in the house data."))
    rate = terms.basis.rate
    if seen.computed_prices:
        margin = terms.basis.margin or Decimal(0)
        if options.margin is None:
            say(N_("{count} prices are worked out with the house's usual margin of {margin} %."), count=seen.computed_prices, margin=f"{(margin * 100).normalize():f}")  # fmt: skip
        if options.rate is None and rate and rate_matters(terms):
            say(N_("The exchange rate is the one kept in the house: {rate} rupiah for 1 {currency}, of {date}."), rate=f"{rate.idr:f}", currency=terms.basis.currency, date=rate.on.isoformat())  # fmt: skip
        if terms.incoterm != "EXW" and not terms.costing.steps:
            say(N_("Prices worked out from cost hold no transport and handling up to {incoterm} beyond the margin."), incoterm=terms.incoterm)  # fmt: skip
    if seen.old_costs:
        say(N_("{count} prices come from a cost that is more than half a year old."), count=seen.old_costs)
    if seen.lapsed:
        say(N_("{count} certificates are not in force today and were not named."), count=len(seen.lapsed))
    return found

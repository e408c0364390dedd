"""One export from beginning to end: choose, settle the terms, write, report."""

from collections.abc import Callable, Sequence
from functools import partial
from pathlib import Path

from tradehouse.domain.errors import UserError
from tradehouse.domain.fields import RecordKind
from tradehouse.domain.language import N_, Message
from tradehouse.domain.progress import Progress
from tradehouse.domain.query import Query
from tradehouse.exchange.layouts import Layout, Table, every_field, fitted
from tradehouse.exchange.workbooks.content import Document, Rows, Written
from tradehouse.exchange.workbooks.frame import check_target
from tradehouse.exchange.workbooks.safe_text import file_name
from tradehouse.exchange.workbooks.writing import write_workbook
from tradehouse.services.catalogue import Catalogue
from tradehouse.services.exporting.gating import gates_of
from tradehouse.services.exporting.options import ExportOptions, ExportReport
from tradehouse.services.exporting.preparing import Prepared, keeping, prepare
from tradehouse.services.exporting.product_rows import ProductRows, full_rows
from tradehouse.services.exporting.terms import Terms
from tradehouse.services.layouts import load_layout_for
from tradehouse.storage import queries
from tradehouse.storage.reader import Reader

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
    told = progress or Progress()
    with catalogue.database.reading() as read:
        ready = prepare(catalogue, read, layout, options, told)
        return write_list(catalogue, read, ready, out, options, told)


def write_list(
    catalogue: Catalogue,
    read: Reader,
    ready: Prepared,
    out: Path,
    options: ExportOptions,
    progress: Progress,
    then: Callable[[], None] | None = None,
) -> ExportReport:
    """Write the workbook of what is prepared, out of the snapshot that read is of, and report on it.

    then happens when the workbook is in its place; where it fails, the list is not in the ledger. Raises as export.
    """
    terms, chosen, facts = ready.terms, ready.chosen, ready.facts
    layout = fitted(terms.layout, facts)
    document = Document(
        layout, terms.language, terms.basis.currency, facts, terms.sheet_id, ready.logo, options.second_language
    )
    rows = ProductRows(read, catalogue.renditions, terms, layout.photo_pixels, gates_of(layout, options, ready.usual))
    seen = rows.seen
    whole = options.query is None and options.ids is None
    stored = partial(_stored_rows, read, terms, chosen, whole=whole)
    tables = {key: _table_rows(table, layout, rows, chosen, stored) for key, table in layout.tables.items()}
    issued: list[int] = []
    finish = keeping(catalogue, ready, seen.lines, out, issued, then)
    written = write_workbook(out, document, tables, len(chosen), progress, finish)
    warnings = [*_written_warnings(written), *ready.warnings(options, seen)]
    if not layout.for_buyers and INTERNAL not in out.name.upper():
        warnings.append(Message(N_("{file} holds data of the house, but its name does not say INTERNAL. Keep it in the house."), {"file": out.name}))  # fmt: skip
    return ready.report(out, written.photos, seen, warnings, issued)


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
        ids = queries.suppliers_of(read, chosen)
        if whole:
            ids = sorted({*ids, *queries.find_ids(read, RecordKind.SUPPLIER, Query())})
        if table.kind is RecordKind.CERTIFICATION:
            ids = _certificates_of(read, ids, whole=whole)
    known = {"products": frozenset(chosen)}
    columns = every_field(table.kind, terms.language)
    return Rows(len(ids), full_rows(read, table.kind, ids, columns, terms.language, known))


def _certificates_of(read: Reader, suppliers: Sequence[int], *, whole: bool) -> Sequence[int]:
    if whole:
        return queries.find_ids(read, RecordKind.CERTIFICATION, Query())
    return [paper.id for papers in queries.certifications_by_supplier(read, suppliers).values() for paper in papers]


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

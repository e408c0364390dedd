"""One PDF from beginning to end: the same selection, terms, gate and buyer as a workbook, typeset."""

from collections.abc import Iterator, Sequence
from dataclasses import replace
from pathlib import Path
from typing import Any

from tradehouse.domain.errors import UserError
from tradehouse.domain.language import N_
from tradehouse.domain.progress import Progress
from tradehouse.exchange.layouts import Layout, fitted
from tradehouse.exchange.typesetting import typeset_template
from tradehouse.exchange.whole_files import check_target, whole_file
from tradehouse.exchange.workbooks.content import Document
from tradehouse.services.catalogue import Catalogue
from tradehouse.services.documents.content import document_data, entry, named_values
from tradehouse.services.documents.kinds import (
    TAG_SIZES,
    USUAL_TAG,
    PdfKind,
    TagSize,
    document_layout,
    kind_for,
    kind_named,
    tag_size_named,
)
from tradehouse.services.documents.pictures import Pictures
from tradehouse.services.exporting.gating import gates_of
from tradehouse.services.exporting.options import ExportOptions, ExportReport
from tradehouse.services.exporting.preparing import Prepared, keeping, prepare
from tradehouse.services.exporting.product_rows import ProductRows
from tradehouse.services.layouts import load_layout_for

LOGO = "logo.jpg"


def write_pdf(
    catalogue: Catalogue,
    out: Path,
    kind_name: str,
    options: ExportOptions,
    progress: Progress | None = None,
    *,
    tag_size: str = USUAL_TAG,
) -> ExportReport:
    """Write a PDF of one of KINDS and report what is in it and what is not; options.layout is the list for buyers
    whose terms, prices and gate it takes, "" for the kind's own. With kind_name "" the list says which kind suits it.
    tag_size is one of TAG_SIZES, for price tags.

    Raises UserError where the options make no sense or out cannot be written (what was there stays), and Cancelled.
    """
    told = progress or Progress()
    check_pdf(out)
    named = kind_named(kind_name) if kind_name else None
    base = load_layout_for(catalogue, options.layout or (named.base if named else ""), options.buyer_id)
    kind = named or kind_for(base)
    tags = tag_size_named(tag_size)
    layout = document_layout(kind, base)
    with catalogue.database.reading() as read:
        ready = prepare(catalogue, read, layout, options, told)
        check_count(kind, len(ready.chosen))
        document = document_of(ready, layout)
        rows = ProductRows(read, catalogue.renditions, ready.terms, 0, gates_of(layout, options, ready.usual))
        issued: list[int] = []
        with whole_file(out, told, keeping(catalogue, ready, rows.seen.lines, out, issued)) as part:
            pictures = Pictures(read, catalogue.renditions, kind, len(ready.chosen))
            entries = list(entries_of(rows, ready.chosen, document, pictures, told))
            part.write_bytes(typeset_entries(document, ready, entries, pictures, told, tags))
    rows.seen.photo_problems.extend(pictures.problems)
    photos = sum(1 for found in entries if found["photos"])
    report = ready.report(out, photos, rows.seen, ready.warnings(options, rows.seen), issued)
    return replace(report, layout=kind.name)


def check_pdf(out: Path) -> None:
    """Raise UserError where a PDF of this name cannot be written, before any work is done."""
    if out.suffix.lower() != ".pdf":
        raise UserError("not_pdf", N_('"{file}" does not end in .pdf. Give it a name that does.'), file=out.name)
    check_target(out)


def document_of(ready: Prepared, layout: Layout) -> Document:
    """Return what a document says beside its products."""
    terms = ready.terms
    return Document(
        fitted(layout, ready.facts), terms.language, terms.basis.currency, ready.facts, terms.sheet_id, ready.logo
    )


def entries_of(
    rows: ProductRows, ids: Sequence[int], document: Document, pictures: Pictures, progress: Progress
) -> Iterator[dict[str, Any]]:
    """Yield the data of each product in turn; its photos come into pictures.files."""
    for done, offered in enumerate(rows.offered(ids, named_values(document.layout))):
        progress.report(done, len(ids), str(offered.product["code"] or ""))
        yield entry(offered, document, pictures)


def typeset_entries(
    document: Document,
    ready: Prepared,
    entries: Sequence[dict[str, Any]],
    pictures: Pictures,
    progress: Progress,
    tags: TagSize = TAG_SIZES[USUAL_TAG],
) -> bytes:
    """Return the PDF of entries that were made with these pictures."""
    kind = pictures.kind
    data = document_data(document, kind, entries)
    files = dict(pictures.files)
    if ready.logo is not None:
        data["logo"] = LOGO
        files[LOGO] = ready.logo
    if kind.tagged:
        data["tag"] = tags.placed
    return typeset_template(kind.name, data, files, progress)


def check_count(kind: PdfKind, count: int) -> None:
    """Raise UserError where so many products do not go into one PDF."""
    if count > kind.most:
        raise UserError(
            "too_many_products",
            N_("{count} products are too many for one PDF; up to {most} go. Choose fewer products."),
            count=count,
            most=kind.most,
        )

"""What a PDF says, as the plain data that its template reads: texts in the document's language, names of photos."""

from collections.abc import Iterator, Mapping, Sequence
from datetime import date
from decimal import Decimal
from typing import Any

from tradehouse.domain.certificates import type_of
from tradehouse.domain.display import show_date, show_number
from tradehouse.domain.fields import RecordKind
from tradehouse.domain.offered_certificates import CERTIFICATE_VALUES, Shown
from tradehouse.domain.offering import NOT_OF_THE_GOODS, CellValue, Offered
from tradehouse.domain.photo_labels import label_text
from tradehouse.domain.pricing import HOME_CURRENCY
from tradehouse.domain.reference import categories
from tradehouse.exchange.layouts import Column, HeadGroup, Layout, Table, fill_text
from tradehouse.exchange.qr_codes import qr_svg
from tradehouse.exchange.workbooks.content import Document
from tradehouse.services.documents.kinds import PdfKind
from tradehouse.services.documents.pictures import Pictures
from tradehouse.services.exporting.product_rows import product_value, record_value

GOODS, CERTIFICATES = "goods", "certificates"
_PRICES = ("unit_price", "unit_price_2", "unit_price_3", "price_idr")


def named_values(layout: Layout) -> frozenset[str]:
    """Return the values that a document says of its products."""
    products = (table for table in layout.tables.values() if table.kind is RecordKind.PRODUCT)
    return frozenset(column.value for table in products for column in table.columns)


def document_data(document: Document, kind: PdfKind, entries: Sequence[Mapping[str, Any]]) -> dict[str, Any]:
    """Return the whole document: its facts, head, sections and prices, and its entries in groups."""
    layout, language, texts = document.layout, document.language, document.texts
    issued = document.facts["issue_date"]
    assert isinstance(issued, date)  # noqa: S101 - every document is dated
    goods = layout.tables[GOODS]
    return {
        "language": language,
        "title": layout.title.text(language),
        "date": [issued.year, issued.month, issued.day],
        "footer": fill_text(layout.footer.text(language), texts),
        "facts": texts,
        "head": [list(_head_lines(document, group)) for group in goods.head],
        "words": layout.words[language],
        "photo_missing": layout.photo_missing.text(language),
        "columns": [_column(column, document) for column in goods.columns],
        "prices": [
            {
                "key": column.key,
                "currency": "Rp" if column.value == "price_idr" else _symbol(document.currency),
                "note": _heading(column, document),
            }
            for column in goods.columns
            if column.value in _PRICES
        ],
        "sections": [
            {
                "title": table.sheet.text(language),
                "columns": [_column(column, document) for column in table.columns],
            }
            for key, table in layout.tables.items()
            if key not in {GOODS, CERTIFICATES}
        ],
        "certificates": _certificate_head(layout.tables.get(CERTIFICATES), document),
        "groups": _grouped(entries, document) if kind.grouped else [{"name": "", "entries": list(entries)}],
        "count": len(entries),
    }


def entry(offered: Offered, document: Document, pictures: Pictures) -> dict[str, Any]:
    """Return what a document says of one product. Photos and codes come into pictures.files."""
    layout = document.layout
    values: dict[str, str] = {}
    for table in layout.tables.values():
        if table.kind is RecordKind.PRODUCT:
            for column in table.columns:
                text = _spoken(product_value(column.value, offered), column, document)
                if text:
                    values[column.key] = text
    found: dict[str, Any] = {"values": values, "photos": pictures.of(offered.product)}
    found["category"] = str(offered.product["category"] or "")
    if CERTIFICATES in layout.tables:
        found["certificates"] = list(_certificates(layout.tables[CERTIFICATES], offered, document))
    if pictures.kind.tagged:
        found["qr"] = f"qr/{offered.product.uid}.svg"
        pictures.files[found["qr"]] = qr_svg(label_text(offered.product.uid))
    return found


def _spoken(value: CellValue, column: Column, document: Document) -> str:
    """Return a value as the document's readers write it."""
    if value is None or isinstance(value, str):
        return value or ""
    if isinstance(value, bool):
        return ""
    if isinstance(value, date):
        return show_date(value, document.language)
    return show_number(Decimal(str(value)), document.language, _places(column, document))


def _places(column: Column, document: Document) -> int | None:
    """Return the decimals that a column's format asks for; rupiah have none, an unformatted number has its own."""
    if column.format == "{money}":
        return 0 if column.value == "price_idr" else document.decimals
    return len(column.format.partition(".")[2]) if column.format else None


def _symbol(currency: str) -> str:
    return "Rp" if currency == HOME_CURRENCY else currency


def _heading(column: Column, document: Document) -> str:
    return fill_text(column.heading.text(document.language), document.texts)


def _column(column: Column, document: Document) -> dict[str, Any]:
    return {
        "key": column.key,
        "heading": _heading(column, document),
        "width": column.width,
        "align": column.align or "left",
        "bold": column.bold,
    }


def _head_lines(document: Document, group: HeadGroup) -> Iterator[list[str]]:
    """Yield label and text of the lines of which the document knows anything."""
    for line in group.lines:
        text = document.texts.get(line.value, "")
        if text:
            yield [line.label.text(document.language), text]


def _certificate_head(table: Table | None, document: Document) -> dict[str, Any]:
    if table is None:
        return {}
    return {
        "title": fill_text(table.sheet.text(document.language), document.texts),
        "headings": [_heading(column, document) for column in table.columns],
    }


def _certificates(table: Table, offered: Offered, document: Document) -> Iterator[list[str]]:
    """Yield the certificates that cover the goods, as the columns of the document's table say them."""
    of_the_goods = [
        certificate
        for certificate in offered.certificates
        if (kind := type_of(certificate)) is None or kind.group not in NOT_OF_THE_GOODS
    ]
    for n, certificate in enumerate(of_the_goods, start=1):
        shown = Shown(n, certificate, (), offered.language)
        yield [
            _spoken(
                CERTIFICATE_VALUES[column.value](shown)
                if column.value in CERTIFICATE_VALUES
                else record_value(certificate, column.value, offered.language),
                column,
                document,
            )
            for column in table.columns
        ]


def _grouped(entries: Sequence[Mapping[str, Any]], document: Document) -> list[dict[str, Any]]:
    """Return the entries by main category in the order of the reference list, by category in it, else as they came."""
    known = categories()
    order = {code: n for n, code in enumerate(known)}
    groups: dict[str, list[Mapping[str, Any]]] = {}
    for found in sorted(entries, key=lambda e: order.get(e["category"], len(order))):
        category = known.get(found["category"])
        groups.setdefault((category.parent or category.code) if category else "", []).append(found)
    ordered = sorted(groups, key=lambda code: order.get(code, len(order)))
    other = document.layout.words[document.language]["other"]
    return [
        {"name": known[code].label(document.language) if code else other, "entries": groups[code]} for code in ordered
    ]

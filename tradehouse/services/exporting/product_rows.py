"""The rows of a buyer's list: products with their makers, valid certificates, prices and photos, page by page."""

from collections.abc import Callable, Iterator, Mapping, Sequence
from collections.abc import Set as AbstractSet
from dataclasses import dataclass, field, replace
from functools import lru_cache
from typing import Any

from tradehouse.domain.certificates import covers, holds_on, type_of
from tradehouse.domain.cost_steps import term_prices
from tradehouse.domain.errors import NotFound, UnusableFile
from tradehouse.domain.fields import RecordKind, fields
from tradehouse.domain.language import N_, Message
from tradehouse.domain.offer_changes import news_of
from tradehouse.domain.offered_certificates import CERTIFICATE_VALUES, Shown
from tradehouse.domain.offering import NOT_OF_THE_GOODS, VALUES, CellValue, Offered, offer_line
from tradehouse.domain.offers import OfferLine
from tradehouse.domain.records import Record
from tradehouse.domain.requirements import families
from tradehouse.domain.stored_cells import stored_cell
from tradehouse.exchange.layouts import Column, Table
from tradehouse.exchange.workbooks.content import Photo, Row, Rows
from tradehouse.photos.renditions import Renditions
from tradehouse.services.exporting.options import Remark
from tradehouse.services.exporting.terms import Terms
from tradehouse.storage import queries
from tradehouse.storage.reader import Reader

PAGE = 500
OLD_COST_DAYS = 180


@dataclass(slots=True)
class Seen:
    """What was noticed while the rows were made."""

    unpriced: list[Remark] = field(default_factory=list)
    photo_problems: list[Remark] = field(default_factory=list)
    gaps: list[Remark] = field(default_factory=list)
    computed_prices: int = 0
    old_costs: int = 0
    lapsed: set[int] = field(default_factory=set)
    certificates: dict[int, tuple[Record, list[str]]] = field(default_factory=dict)
    lines: list[OfferLine] = field(default_factory=list)


class ProductRows:
    """Makes the rows of one document out of one snapshot of the catalogue."""

    def __init__(
        self, read: Reader, renditions: Renditions, terms: Terms, photo_pixels: int, ready: frozenset[int] = frozenset()
    ) -> None:
        """ready are the products that pass the gate of an export list."""
        self.seen = Seen()
        self._read = read
        self._renditions = renditions
        self._terms = terms
        self._ready = ready
        self._box = (photo_pixels, photo_pixels)
        self._suppliers: dict[int, Record] = {}
        self._certificates: dict[int, list[Record]] = {}

    def rows(self, table: Table, ids: Sequence[int]) -> Iterator[Row]:
        """Yield the rows of a table of products."""
        named = frozenset(column.value for column in table.columns)
        for offered in self.offered(ids, named):
            yield self._row(table, offered)

    def offered(self, ids: Sequence[int], named: AbstractSet[str]) -> Iterator[Offered]:
        """Yield the products as the document offers them; named are the values that it says of each."""
        number = 0
        for start in range(0, len(ids), PAGE):
            page = queries.records(self._read, RecordKind.PRODUCT, ids[start : start + PAGE])
            self._know_makers_of(page)
            for product in page:
                number += 1
                offered = self._offered(number, product)
                self._notice(named, offered)
                yield offered

    def certificate_rows(self, table: Table) -> Rows:
        """Return the rows of the certificates that the products written so far carry."""
        carried = sorted(self.seen.certificates.values(), key=lambda entry: (entry[0]["type"] or "", entry[1]))
        shown = [
            Shown(n, certificate, tuple(dict.fromkeys(codes)), self._terms.language)
            for n, (certificate, codes) in enumerate(carried, start=1)
        ]
        return Rows(len(shown), [self._certificate_row(table, entry) for entry in shown])

    def _offered(self, number: int, product: Record) -> Offered:
        terms = self._terms
        first, *others = term_prices(
            product.values, terms.basis, terms.delivery, terms.costing, default_currency=terms.layout.currency
        )
        offered = Offered(
            number=number,
            product=product,
            supplier=self._suppliers.get(product["supplier"].id) if product["supplier"] else None,
            certificates=self._valid(product),
            priced=first.priced,
            language=terms.language,
            currency=terms.basis.currency,
            sheet_id=terms.sheet_id,
            words=terms.layout.words if terms.language == "en" else {},
            others=tuple(other.priced for other in others),
            ready=product.id in self._ready,
        )
        line = offer_line(offered)
        if not terms.layout.quotes:  # what is asked for it at the event
            line = replace(line, price=product["price_idr"], second_quantity=None, second_price=None)
        self.seen.lines.append(line)
        if terms.last is not None:
            offered = replace(offered, news=news_of(terms.last.change(line)))
        for certificate in offered.certificates:
            kind = type_of(certificate)
            if kind is not None and kind.group in NOT_OF_THE_GOODS:
                continue
            self.seen.certificates.setdefault(certificate.id, (certificate, []))[1].append(str(product["code"] or ""))
        return offered

    def _know_makers_of(self, page: Sequence[Record]) -> None:
        """Read the suppliers of a page that no page before it had, with their certificates."""
        fresh = sorted({product["supplier"].id for product in page if product["supplier"]} - self._certificates.keys())
        self._suppliers |= {maker.id: maker for maker in queries.records(self._read, RecordKind.SUPPLIER, fresh)}
        self._certificates |= queries.certifications_by_supplier(self._read, fresh)

    def _valid(self, product: Record) -> tuple[Record, ...]:
        """Return the certificates that cover a product and hold today; those that lapsed are counted."""
        ref = product["supplier"]
        if ref is None:
            return ()
        covering = [
            certificate
            for certificate in self._certificates[ref.id]
            if covers(certificate, product.id, families(product["category"] or ""))
        ]
        held = tuple(certificate for certificate in covering if holds_on(certificate, self._terms.issued))
        self.seen.lapsed |= {c.id for c in covering if c not in held and c["stage"] in {None, "issued"}}
        return held

    def _row(self, table: Table, offered: Offered) -> Row:
        photo = self._photo(offered.product) if any(c.value == "photo" for c in table.columns) else None
        name = str(VALUES["name"](offered) or "")
        return Row(
            values=tuple([product_value(column.value, offered) for column in table.columns]),
            hints=tuple([str(VALUES[c.hint](offered) or "") if c.hint else "" for c in table.columns]),
            photo=photo,
            photo_text=f"{offered.product['code'] or ''} {name}".strip(),
        )

    def _notice(self, named: AbstractSet[str], offered: Offered) -> None:
        product, priced = offered.product, offered.priced
        if "unit_price" in named:
            if priced.amount is None and priced.reason is not None:
                self.seen.unpriced.append(remark(product, priced.reason))
            elif priced.source == "cost":
                self.seen.computed_prices += 1
                dated = product["cost_date"]
                self.seen.old_costs += bool(dated and (self._terms.issued - dated).days > OLD_COST_DAYS)
        if "price_idr" in named and not product["price_idr"]:
            self.seen.unpriced.append(remark(product, Message(N_("It has no retail price."))))
        if offered.english and not product["name_en"]:
            self.seen.gaps.append(
                remark(product, Message(N_("It has no English name; the Indonesian one stands there.")))
            )

    def _photo(self, product: Record) -> Photo | None:
        if not product.main_photo:
            return None
        sha256, _dot, extension = product.main_photo.partition(".")

        def encoded() -> bytes | None:
            try:
                return self._renditions.encoded(sha256, extension, box=self._box)
            except (NotFound, UnusableFile) as problem:
                self.seen.photo_problems.append(remark(product, problem.message))
                return None

        return encoded

    def _certificate_row(self, table: Table, shown: Shown) -> Row:
        return Row(tuple(_certificate_value(column, shown) for column in table.columns))


def product_value(name: str, offered: Offered) -> CellValue:
    """Return the value that a layout calls name: computed, a field of the supplier, or a field of the product."""
    if not name:
        return None
    if name in VALUES:
        return VALUES[name](offered)
    owner, dot, key = name.partition(".")
    if dot and owner == "supplier":
        return record_value(offered.supplier, key, offered.language) if offered.supplier else None
    return record_value(offered.product, name, offered.language)


def _certificate_value(column: Column, shown: Shown) -> CellValue:
    if column.value in CERTIFICATE_VALUES:
        return CERTIFICATE_VALUES[column.value](shown)
    return record_value(shown.certificate, column.value, shown.language)


def record_value(record: Record, key: str, language: str) -> CellValue:
    """Return a field of a record as a cell; "supplier.code" and "supplier.name" are of the supplier it points to."""
    return field_reader(record.kind, key, language)(record)


@lru_cache(maxsize=2048)
def field_reader(kind: RecordKind, key: str, language: str) -> Callable[[Record], CellValue]:
    """Return what reads a field of any record of a kind as a cell, as record_value does."""
    owner, dot, part = key.partition(".")
    if dot:
        return lambda record: getattr(record[owner], "code" if part == "code" else "name", None)
    if key == "uid":
        return lambda record: record.uid
    field = fields(kind)[key]

    def read(record: Record) -> CellValue:
        value = record.values.get(key)
        return None if value is None else stored_cell(field, value, language)

    return read


def remark(product: Record, reason: Message) -> Remark:
    """Return something to say about a product."""
    return Remark(product.id, str(product["code"] or ""), str(product["name_id"] or ""), reason)


def full_rows(
    read: Reader,
    kind: RecordKind,
    ids: Sequence[int],
    columns: Sequence[Column],
    language: str,
    known: Mapping[str, Any],
) -> Iterator[Row]:
    """Yield one row per record with every field. known["products"] are the products that a certificate may name."""
    readers = [field_reader(kind, column.value, language) for column in columns]
    for start in range(0, len(ids), PAGE):
        for record in queries.records(read, kind, ids[start : start + PAGE]):
            if kind is RecordKind.CERTIFICATION:
                covered = tuple(ref for ref in record["products"] if ref.id in known["products"])
                record = Record(kind, record.id, record.uid, record.version, {**record.values, "products": covered})  # noqa: PLW2901
            yield Row(tuple([cell(record) for cell in readers]))

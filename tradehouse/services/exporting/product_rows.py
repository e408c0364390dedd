"""The rows of a buyer's list: products with their makers, valid certificates, prices and photos, page by page."""

from collections.abc import Callable, Iterator, Mapping, Sequence
from collections.abc import Set as AbstractSet
from dataclasses import dataclass, field, replace
from functools import lru_cache
from typing import Any

from tradehouse.domain.certificates import type_of
from tradehouse.domain.cost_steps import term_prices
from tradehouse.domain.errors import NotFound, UnusableFile
from tradehouse.domain.fields import RecordKind, fields
from tradehouse.domain.language import N_, Message, together
from tradehouse.domain.offer_changes import news_of
from tradehouse.domain.offered_certificates import CERTIFICATE_VALUES, Shown
from tradehouse.domain.offering import NOT_OF_THE_GOODS, VALUES, CellValue, Offered, offer_line
from tradehouse.domain.offers import OfferLine
from tradehouse.domain.readiness import Gate, Subject, missing
from tradehouse.domain.records import Record
from tradehouse.domain.stored_cells import PLAIN_KINDS, stored_cell
from tradehouse.exchange.layouts import Column, Table
from tradehouse.exchange.workbooks.content import Photo, Row, Rows
from tradehouse.photos.renditions import Renditions
from tradehouse.services.exporting.options import Remark
from tradehouse.services.exporting.terms import Terms
from tradehouse.services.house import TradingTerms
from tradehouse.services.readiness import Asking, Surroundings
from tradehouse.storage import queries
from tradehouse.storage.reader import Reader

PAGE = 500
OLD_COST_DAYS = 180


@dataclass(frozen=True, slots=True)
class Gates:
    """What is asked of products while their rows are made: the gate whose gaps are told, and whether the list says of
    each if it is ready for export. usual are the terms of the house that they are asked with.
    """

    usual: TradingTerms | None = None
    told: Gate | None = None
    export: bool = False


@dataclass(slots=True)
class Seen:
    """What was noticed while the rows were made."""

    unpriced: list[Remark] = field(default_factory=list)
    unready: list[Remark] = field(default_factory=list)
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
        self, read: Reader, renditions: Renditions, terms: Terms, photo_pixels: int, gates: Gates | None = None
    ) -> None:
        """gates are what is asked of the products on the way."""
        self.seen = Seen()
        self._read = read
        self._renditions = renditions
        self._terms = terms
        self._box = (photo_pixels, photo_pixels)
        self._around = Surroundings(read)
        self._gates = gates or Gates()
        self._asking = Asking(read, self._around, gates.usual, terms.market) if gates and gates.usual else None

    def rows(self, table: Table, ids: Sequence[int]) -> Iterator[Row]:
        """Return the rows of a table of products."""
        named = frozenset(column.value for column in table.columns)
        return map(self._row_maker(table), self.offered(ids, named))

    def offered(self, ids: Sequence[int], named: AbstractSet[str]) -> Iterator[Offered]:
        """Yield the products as the document offers them; named are the values that it says of each."""
        number = 0
        for start in range(0, len(ids), PAGE):
            page = queries.records(self._read, RecordKind.PRODUCT, ids[start : start + PAGE])
            self._around.know(page)
            subjects = self._asking.subjects(page) if self._asking else [None] * len(page)
            for product, subject in zip(page, subjects, strict=True):
                number += 1
                offered = self._offered(number, product, ready=subject is not None and self._passes(subject))
                self._notice(named, offered)
                yield offered

    def _passes(self, subject: Subject) -> bool:
        """Note what a product lacks for the list's gate; return whether it is ready for export, where that is asked."""
        told, export = self._gates.told, self._gates.export
        gaps = missing(subject, told) if told else []
        if gaps:
            self.seen.unready.append(remark(subject.product, together([gap.message for gap in gaps])))
        return export and not (gaps if told is Gate.EXPORT else missing(subject, Gate.EXPORT))

    def certificate_rows(self, table: Table) -> Rows:
        """Return the rows of the certificates that the products written so far carry."""
        carried = sorted(self.seen.certificates.values(), key=lambda entry: (entry[0]["type"] or "", entry[1]))
        shown = [
            Shown(n, certificate, tuple(dict.fromkeys(codes)), self._terms.language)
            for n, (certificate, codes) in enumerate(carried, start=1)
        ]
        return Rows(len(shown), [self._certificate_row(table, entry) for entry in shown])

    def _offered(self, number: int, product: Record, *, ready: bool) -> Offered:
        terms = self._terms
        first, *others = term_prices(
            product.values, terms.basis, terms.delivery, terms.costing, default_currency=terms.layout.currency
        )
        offered = Offered(
            number=number,
            product=product,
            supplier=self._around.maker(product),
            certificates=self._valid(product),
            priced=first.priced,
            language=terms.language,
            currency=terms.basis.currency,
            sheet_id=terms.sheet_id,
            words=terms.layout.words if terms.language == "en" else {},
            others=tuple(other.priced for other in others),
            ready=ready,
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

    def _valid(self, product: Record) -> tuple[Record, ...]:
        """Return the certificates that cover a product and hold today; those that lapsed are counted."""
        held = []
        for certificate, paper in self._around.covering(product):
            if paper.holds(self._terms.issued):
                held.append(certificate)
            elif certificate["stage"] in {None, "issued"}:
                self.seen.lapsed.add(certificate.id)
        return tuple(held)

    def _row_maker(self, table: Table) -> Callable[[Offered], Row]:
        language = self._terms.language
        values = [value_reader(column.value, language) for column in table.columns]
        hints = [value_reader(column.hint, language) for column in table.columns]
        hinted = any(column.hint for column in table.columns)
        pictured = any(column.value == "photo" for column in table.columns)

        def row(offered: Offered) -> Row:
            return Row(
                values=tuple([value(offered) for value in values]),
                hints=tuple([str(hint(offered) or "") for hint in hints]) if hinted else (),
                photo=self._photo(offered.product) if pictured else None,
                photo_text=f"{offered.product['code'] or ''} {offered.name}".strip(),
            )

        return row

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
    return value_reader(name, offered.language)(offered)


@lru_cache(maxsize=2048)
def value_reader(name: str, language: str) -> Callable[[Offered], CellValue]:
    """Return what reads the value that a layout calls name of whatever is offered, as product_value does."""
    if not name:
        return lambda _offered: None
    if name in VALUES:
        return VALUES[name]
    owner, dot, key = name.partition(".")
    if dot and owner == "supplier":
        of_supplier = field_reader(RecordKind.SUPPLIER, key, language)
        return lambda offered: of_supplier(offered.supplier) if offered.supplier else None
    of_product = field_reader(RecordKind.PRODUCT, name, language)
    return lambda offered: of_product(offered.product)


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
    if field.kind in PLAIN_KINDS:  # most of them: looked up and nothing else, for thousands of rows
        return lambda record: None if (value := record.values.get(key)) == "" else value

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

"""Asking a supplier for what is missing: one workbook per supplier with the gaps of its products, to be sent and returned.

Its return goes through the ordinary import, which takes the asked cells only (`importing.answers`).
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from pathlib import Path
from typing import Final

from tradehouse.domain.certificates import covers
from tradehouse.domain.errors import NotFound, UserError
from tradehouse.domain.field_hints import heading, hint, permit_hint
from tradehouse.domain.fields import RecordKind, fields
from tradehouse.domain.language import LANGUAGES, N_, translator
from tradehouse.domain.offering import CellValue, plain_number
from tradehouse.domain.progress import Progress
from tradehouse.domain.query import Query, Term
from tradehouse.domain.readiness import Gap, Gate
from tradehouse.domain.records import Record
from tradehouse.domain.reference_lists import find_label
from tradehouse.domain.requirements import families
from tradehouse.domain.stored_cells import stored_cell
from tradehouse.exchange.headings import PERMIT, PHOTO
from tradehouse.exchange.sheet_kinds import SheetKind
from tradehouse.exchange.workbooks.ask_back import AskingRow, AskingTable, write_asking
from tradehouse.exchange.workbooks.entry_columns import EntryColumn
from tradehouse.exchange.workbooks.frame import check_target
from tradehouse.exchange.workbooks.safe_text import file_name
from tradehouse.services.catalogue import Catalogue
from tradehouse.services.exporting.options import Remark
from tradehouse.services.exporting.product_rows import remark
from tradehouse.services.exporting.terms import house_name
from tradehouse.services.house import read_house, read_trading_terms
from tradehouse.services.readiness import gaps_in
from tradehouse.storage import queries
from tradehouse.storage.reader import Reader

P, S = RecordKind.PRODUCT, RecordKind.SUPPLIER
UID, SUPPLIER_UID, SUPPLIER_CODE = "product.uid", "supplier.uid", "supplier.code"
_NOT_THEIRS: Final = frozenset({"product.code", "product.supplier"})
_CONTENT: Final = "product.net_content"
_CONSENT: Final = "no_consent"
_INSTEAD: Final[Mapping[str, tuple[str, ...]]] = {
    "product.photo_count": (PHOTO,),
    "product.net_unit": ("product.net_content",),
    "product.price_date": ("product.price_idr", "product.price_date"),
    "product.stock": ("product.stock", "product.made_to_order"),
    "supplier.province": ("supplier.province", "supplier.regency"),
    "supplier.phone": ("supplier.phone", "supplier.whatsapp"),
}
"""What a gap is asked for by, where that is not its own field alone."""
_BY_CODE: Final[Mapping[str, tuple[str, ...]]] = {
    "broken_cartons": ("product.moq", "product.qty_per_carton"),
    "net_over_gross": ("product.carton_net_kg", "product.carton_gross_kg"),
    "odd_carton": ("product.carton_length_cm", "product.carton_width_cm", "product.carton_height_cm"),
    "small_capacity": ("product.capacity_per_month", "product.moq"),
}


@dataclass(frozen=True, slots=True)
class AskBackPlan:
    """What a supplier would be asked: how many of its products are ready, and the gaps that only the house can close."""

    supplier: str
    tables: tuple[AskingTable, ...]
    ready: int
    not_asked: tuple[Remark, ...] = ()

    @property
    def products(self) -> int:
        """How many products are asked about."""
        return len(self.tables[0].rows) if self.tables[0].kind is SheetKind.PRODUCTS else 0

    @property
    def cells(self) -> int:
        """How many cells are open."""
        return sum(len(row.asked) for table in self.tables for row in table.rows)


@dataclass(frozen=True, slots=True)
class AskBackReport:
    """What was written: the products that are asked about, the cells that are open, how many products are ready.

    not_asked are gaps that only the house can close.
    """

    path: Path
    supplier: str
    products: int
    cells: int
    ready: int
    not_asked: tuple[Remark, ...] = ()


def ask_back_name(supplier: str, language: str = "id") -> str:
    """Return a file name for a sheet to a supplier."""
    return file_name(translator(language).gettext(N_("Please complete {supplier}")).format(supplier=supplier))


def plan_ask_back(catalogue: Catalogue, supplier_id: int, gate: Gate, language: str = "id") -> AskBackPlan:
    """Return what a supplier's products lack for a gate and the supplier could tell. Nothing is written.

    Raises NotFound for a supplier that is not there, UserError where there is nothing to ask.
    """
    if language not in LANGUAGES:
        raise UserError(
            "unknown_language",
            N_('"{language}" is not a language of this program. Choose id or en.'),
            language=language,
        )
    terms, house = read_trading_terms(catalogue), house_name(read_house(catalogue), language)
    with catalogue.database.reading() as read:
        supplier = queries.record(read, S, supplier_id)
        found = list(gaps_in(read, _products_of(read, supplier_id), gate, terms))
        permits = queries.certifications_of(read, supplier_id)
    tables, not_asked = _Asking(supplier, permits, language, house).tables(found)
    if not tables:
        raise _nothing_to_ask(supplier, found, not_asked)
    ready = sum(1 for _product, lacking in found if not lacking)
    return AskBackPlan(str(supplier["name"]), tuple(tables), ready, tuple(not_asked))


def write_ask_back(
    catalogue: Catalogue,
    supplier_id: int,
    out: Path,
    gate: Gate,
    language: str = "id",
    progress: Progress | None = None,
) -> AskBackReport:
    """Write a workbook that asks a supplier for what its products lack for a gate, and return what it asks.

    Raises NotFound for a supplier that is not there, UserError where there is nothing to ask or out cannot be
    written, Cancelled; then out is as it was.
    """
    check_target(out)
    plan = plan_ask_back(catalogue, supplier_id, gate, language)
    write_asking(out, list(plan.tables), language, progress or Progress())
    return AskBackReport(
        path=out,
        supplier=plan.supplier,
        products=plan.products,
        cells=plan.cells,
        ready=plan.ready,
        not_asked=plan.not_asked,
    )


def _products_of(read: Reader, supplier_id: int) -> list[int]:
    """Return the supplier's products by name; archived ones are not asked about."""
    of_supplier = Query(terms=(Term("supplier", frozenset({str(supplier_id)})),))
    archived = Query(terms=(*of_supplier.terms, Term("status", frozenset({"archived"}))))
    gone = frozenset(queries.find_ids(read, P, archived))
    return [product for product in queries.find_ids(read, P, of_supplier) if product not in gone]


def _nothing_to_ask(
    supplier: Record, found: Sequence[tuple[Record, list[Gap]]], not_asked: Sequence[Remark]
) -> UserError:
    name = str(supplier["name"])
    if not found:
        return NotFound("no_products", N_("{supplier} has no products in the catalogue yet."), supplier=name)
    if not_asked:
        return UserError(
            "nothing_to_ask",
            N_("There is nothing that {supplier} could fill in: what is missing is for the house to do ({first})."),
            supplier=name,
            first=not_asked[0].reason,
        )
    return UserError(
        "nothing_to_ask", N_("Every product of {supplier} is ready; there is nothing to ask."), supplier=name
    )


class _Asking:
    """Makes the sheets for one supplier."""

    def __init__(self, supplier: Record, permits: Sequence[Record], language: str, house: str) -> None:
        self._supplier, self._permits, self._language, self._house = supplier, permits, language, house
        self._say = translator(language).gettext

    def tables(self, found: Sequence[tuple[Record, list[Gap]]]) -> tuple[list[AskingTable], list[Remark]]:
        """Return the sheets with something to ask, and the gaps that nobody outside can close."""
        products: list[tuple[Record, frozenset[str]]] = []
        own: set[str] = set()
        not_asked: list[Remark] = []
        for product, lacking in found:
            targets = {target for gap in lacking for target in asked_by(gap)}
            not_asked += [remark(product, gap.message) for gap in lacking if not asked_by(gap)]
            own |= {target for target in targets if target.startswith("supplier.")}
            if asked := frozenset(targets - own):
                products.append((product, asked))
        tables = [self._products(products)] if products else []
        if own:
            tables.append(self._firm(frozenset(own)))
        return tables, not_asked

    def _lines(self) -> tuple[str, ...]:
        say, house = self._say, self._house or self._say(N_("us"))
        return (
            say(N_("Please fill in the yellow cells, save the file and send it back to {house}.")).format(house=house),
            say(N_("Grey cells we know already. A hint appears when you choose a cell; where there is a list, choose from it.")),
            say(N_("Leave a cell empty if you do not know the answer. If a grey cell is wrong, please tell us by message.")),
        )  # fmt: skip

    def _products(self, products: Sequence[tuple[Record, frozenset[str]]]) -> AskingTable:
        asked = frozenset[str]().union(*(targets for _, targets in products))
        known = ["product.code", "product.name_id"]
        if any(product["variant"] for product, _ in products):
            known.append("product.variant")
        columns = [EntryColumn(UID, "uid"), self._column(SUPPLIER_CODE)]
        columns += [self._column(target) for target in known]
        columns += [self._column(target) for target in _in_order(asked) if target not in known]
        return AskingTable(
            kind=SheetKind.PRODUCTS,
            sheet=self._say(N_("Products")),
            title=self._say(N_("Missing data of the products of {supplier}")).format(supplier=self._supplier["name"]),
            lines=self._lines(),
            columns=columns,
            rows=[self._row(product, columns, targets) for product, targets in products],
            hidden=frozenset({UID, SUPPLIER_CODE}),
            frozen=known[-1],
        )

    def _firm(self, asked: frozenset[str]) -> AskingTable:
        columns = [EntryColumn(SUPPLIER_UID, "uid"), self._column(SUPPLIER_CODE), self._column("supplier.name")]
        columns += [self._column(target) for target in _in_order(asked)]
        values: dict[str, CellValue] = {SUPPLIER_UID: self._supplier.uid}
        for column in columns[1:]:
            values[column.target] = self._cell(self._supplier, column)
        return AskingTable(
            kind=SheetKind.SUPPLIERS,
            sheet=self._say(N_("Your firm")),
            title=self._say(N_("Missing data of {supplier}")).format(supplier=self._supplier["name"]),
            lines=self._lines(),
            columns=columns,
            rows=[AskingRow(self._supplier.uid, values, asked)],
            hidden=frozenset({SUPPLIER_UID, SUPPLIER_CODE}),
            frozen="supplier.name",
        )

    def _column(self, target: str) -> EntryColumn:
        kind, _, key = target.partition(".")
        if target.startswith(PERMIT):
            label = find_label("certification_type", key, self._language)
            return EntryColumn(target, label, None, permit_hint(self._language))
        if target == PHOTO:
            text = N_("Put a photo into this cell: sharp, bright, at least 800 pixels on the shorter side.")
            return EntryColumn(target, self._say(N_("Photo")), None, self._say(text))
        field = fields(kind)[key]
        return EntryColumn(target, heading(field, self._language), field, hint(field, self._language))

    def _row(self, product: Record, columns: Sequence[EntryColumn], asked: frozenset[str]) -> AskingRow:
        values: dict[str, CellValue] = {UID: product.uid}
        for column in columns[1:]:
            owner = self._supplier if column.target.startswith("supplier.") else product
            values[column.target] = self._cell(owner, column)
        return AskingRow(product.uid, values, asked)

    def _cell(self, record: Record, column: EntryColumn) -> CellValue:
        if column.target.startswith(PERMIT):
            return self._permit(record, column.target.removeprefix(PERMIT))
        if column.field is None:
            return None
        cell = stored_cell(column.field, record[column.field.key], self._language)
        if column.target == _CONTENT and record["net_unit"] and isinstance(cell, Decimal):
            return f"{plain_number(cell)} {find_label('unit', record['net_unit'], self._language)}"
        return cell

    def _permit(self, product: Record, code: str) -> CellValue:
        """Return the numbers that are known of a permit of a product, in force or not."""
        own = (
            c for c in self._permits if c["type"] == code and covers(c, product.id, families(product["category"] or ""))
        )
        return "; ".join(str(c["number"]) for c in own if c["number"]) or None


def asked_by(gap: Gap) -> tuple[str, ...]:
    """Return the targets by which a supplier is asked to close a gap; nothing where only the house can."""
    if gap.target in _NOT_THEIRS or gap.code == _CONSENT:
        return ()
    return _BY_CODE.get(gap.code) or _INSTEAD.get(gap.target, (gap.target,))


def _in_order(targets: frozenset[str]) -> Iterator[str]:
    """Yield photo first, then fields in the order of forms, permits last."""
    if PHOTO in targets:
        yield PHOTO
    for kind in (P, S):
        yield from (target for key in fields(kind) if (target := f"{kind}.{key}") in targets)
    yield from sorted(target for target in targets if target.startswith(PERMIT))

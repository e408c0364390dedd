"""From rows to records: every row of every sheet finds its supplier, product and certificates, or the reason why not."""

from typing import Final

from tradehouse.domain.cells import Cell, CellError, Unreadable, cell_text, is_blank
from tradehouse.domain.display import show_rupiah
from tradehouse.domain.fields import RecordKind, fields
from tradehouse.domain.language import N_
from tradehouse.domain.numbers import number_from_cell
from tradehouse.domain.progress import Progress
from tradehouse.exchange.headings import IMAGE_URL, PHOTO, PROMO
from tradehouse.exchange.row_kinds import RowKind
from tradehouse.exchange.sheet_kinds import SheetKind
from tradehouse.services.importing.certificate_rows import CertificateRows
from tradehouse.services.importing.drafts import Book, Draft, places
from tradehouse.services.importing.matching import CertificationMatcher
from tradehouse.services.importing.matching_products import ProductMatcher
from tradehouse.services.importing.matching_suppliers import SupplierMatcher
from tradehouse.services.importing.named_photos import is_address
from tradehouse.services.importing.parts import Part, RowResult
from tradehouse.services.importing.product_rows import ProductRows
from tradehouse.services.importing.rows import label_of
from tradehouse.services.importing.supplier_rows import DefaultSupplier, SupplierRows
from tradehouse.storage.columns import to_column
from tradehouse.storage.identities import RowMap

P, S, C = RecordKind.PRODUCT, RecordKind.SUPPLIER, RecordKind.CERTIFICATION
PROMO_LABEL: Final = "Harga promo"
_LEAST_PRICE: Final = 100
_EVERY: Final = 500
_NOTHING: Final[tuple[int, int, tuple[int, ...]]] = (0, 0, ())


class Gathering:
    """One run over all sheets."""

    def __init__(
        self,
        books: dict[RecordKind, Book],
        matchers: tuple[SupplierMatcher, ProductMatcher, CertificationMatcher],
        supplier: str,
    ) -> None:
        self._books, self._matchers = books, matchers
        self._default = DefaultSupplier(matchers[0], supplier)

    def take(self, part: Part, row_map: RowMap, progress: Progress) -> None:
        """Take in one sheet."""
        suppliers, products, certifications = self._matchers
        part.mapped = {kind: tuple(place for place, _ in columns) for kind, columns in part.read.values.items()}
        firms = SupplierRows(part, self._books[S], suppliers, self._default)
        goods = ProductRows(part, self._books[P], products, names_supplier=firms.named and part.asked_photos is None)
        papers = CertificateRows(part, self._books[C], certifications, products)
        reader = _SheetReader(part, firms, goods, papers)
        became = row_map.get(part.sheet_name, {})
        kinds = part.read.kinds
        part.results = [None] * len(kinds)
        for row, kind in enumerate(kinds):
            if row % _EVERY == 0:
                progress.report(row, len(kinds), part.sheet_name)
            if kind is RowKind.DATA:
                product, supplier, _ = became.get(part.sheet_row(row), _NOTHING) if became else _NOTHING
                part.results[row] = reader.take(row, supplier, product)
        goods.finish()
        _tell_of_sheet(part, named=firms.named)


def _tell_of_sheet(part: Part, *, named: bool) -> None:
    for target, trouble in part.read.notices:
        part.warnings.append((-1, target, trouble))
    orphans = (result[1] for result in part.results if result is not None and result[0] is None)
    if any(draft is not None and draft.record_id is None for draft in orphans):
        text = (
            N_("Some rows name no supplier, so their products have none yet.")
            if named
            else N_("The file names no supplier, so its products have none yet. Say who supplies them with --supplier.")
        )
        part.warn(-1, "product.supplier", "no_supplier", text)


class _SheetReader:
    """The rows of one sheet."""

    def __init__(self, part: Part, firms: SupplierRows, goods: ProductRows, papers: CertificateRows) -> None:
        self._part, self._read = part, part.read
        self._firms, self._goods, self._papers = firms, goods, papers
        self._certified = part.read.table.kind is SheetKind.CERTIFICATIONS
        self._beside = bool(part.read.leftovers or part.read.special)
        self._permitted = bool(part.read.permits)

    def take(self, row: int, supplier_id: int, product_id: int) -> RowResult | None:
        """Take in one row; None where it is rejected. The ids are what it became when the file came before."""
        rejects = self._part.rejects
        if row in self._read.troubles:
            self._tell(row)
        supplier = None if row in rejects else self._firms.find(row, supplier_id)
        if row in rejects:
            return None
        product: Draft | None = None
        papers: tuple[Draft, ...] = ()
        if self._certified:
            certificate = self._papers.find(row, supplier)
            papers = (certificate,) if certificate is not None else ()
        else:
            product = self._goods.find(row, supplier, product_id)
            if self._permitted and row not in rejects:
                papers = tuple(self._papers.permits(row, supplier, product, one_per_row=self._firms.one_per_row))
        if row in rejects:
            return None
        if supplier is not None:
            supplier.used = True
        if product is not None:
            product.used = True
        for draft in papers:
            draft.used = True
        if self._beside:
            self._keep_beside(row, supplier, product, papers)
        return supplier, product, papers

    def _tell(self, row: int) -> None:
        for target, trouble in self._read.troubles[row]:
            if trouble.error:
                self._part.rejects.setdefault(row, []).append((target, trouble))
            else:
                self._part.warnings.append((row, target, trouble))

    def _keep_beside(
        self, row: int, supplier: Draft | None, product: Draft | None, certificates: tuple[Draft, ...]
    ) -> None:
        """Let what the fields could not take join the notes: odd words, whole texts, pictures' addresses, promo prices."""
        owners = {
            "product": product,
            "supplier": supplier,
            "certification": certificates[0] if self._certified and certificates else None,
        }
        for target, text in self._read.leftovers.get(row, ()):
            draft = owners.get(target.partition(".")[0])
            if draft is None or (self._goods.is_ladder and target == "product.unit"):
                continue
            if target == "product.category":
                self._tag(draft, text)
            elif target != "certification.type":
                draft.add_line(label_of(target, self._read.table), text)
        if product is None:
            return
        for target in (IMAGE_URL, PHOTO):
            address = self._special(target, row)
            if address is not None and (target == IMAGE_URL or is_address(address)):
                product.add_line(label_of(target, self._read.table), cell_text(address))
        promo = self._special(PROMO, row)
        if promo is not None and promo != 0:
            product.add_line(PROMO_LABEL, _price_text(promo))

    def _special(self, target: str, row: int) -> Cell:
        cells = self._read.special.get(target)
        cell = cells[row] if cells is not None else None
        return None if isinstance(cell, CellError) or is_blank(cell) else cell

    def _tag(self, draft: Draft, text: str) -> None:
        place = places("product")["tags"]
        if draft.values[place] is None:
            draft.values[place] = to_column(fields(P)["tags"], (text,))


def _price_text(cell: Cell) -> str:
    """Return a promotional price as rupiah; what is no price (a percentage) as it stands."""
    try:
        price = number_from_cell(cell, price=True)
    except Unreadable:
        return cell_text(cell)
    return show_rupiah(price, "id") if price >= _LEAST_PRICE else cell_text(cell)

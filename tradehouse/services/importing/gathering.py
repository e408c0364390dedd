"""From rows to records: every row of every sheet finds its supplier, product and certificates, or the reason why not."""

import re
from collections import Counter, defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from typing import Any, Final

from tradehouse.domain.cells import Cell, CellError, cell_text, is_blank
from tradehouse.domain.display import show_rupiah
from tradehouse.domain.entry import choice_names
from tradehouse.domain.fields import RecordKind, fields
from tradehouse.domain.language import N_, Message
from tradehouse.domain.permits import Permit, read_permits
from tradehouse.domain.progress import Progress
from tradehouse.domain.reference_lists import LISTS, find_label
from tradehouse.domain.text import fold
from tradehouse.exchange.headings import IMAGE_URL, PROMO, TIER_FACTOR
from tradehouse.exchange.row_kinds import RowKind
from tradehouse.exchange.sheet_kinds import SheetKind
from tradehouse.services.importing.drafts import Book, Draft, merge
from tradehouse.services.importing.ladders import add_step, finish_ladder, is_ladder
from tradehouse.services.importing.matching import (
    CertificationMatcher,
    ProductMatcher,
    SupplierMatcher,
    supplier_key,
)
from tradehouse.services.importing.rows import ReadTable, label_of
from tradehouse.services.importing.sources import SourceFile
from tradehouse.services.importing.values import CLEARED, Trouble
from tradehouse.storage.columns import to_column
from tradehouse.storage.identities import RowMap

P, S, C = RecordKind.PRODUCT, RecordKind.SUPPLIER, RecordKind.CERTIFICATION
_LABELS_OF_CODES: Final = {
    field.key: field.reference for kind in RecordKind for field in fields(kind).values() if field.reference in LISTS
}
PROMO_LABEL: Final = "Harga promo"
COVERED: Final = "certification.products"
_FIRM_LIST: Final = 0.9
_EVERY: Final = 500
_Row = tuple[Draft | None, Draft | None, tuple[Draft, ...]]


@dataclass(slots=True)
class Part:
    """One sheet of the run. results and troubles are by row, counted from 0 below the header; a row without a
    result is blank, skipped or rejected. columns_mapped are the places that the sheet fills, per kind.
    """

    number: int
    file: SourceFile
    read: ReadTable
    results: list[_Row | None] = field(default_factory=list)
    rejects: dict[int, list[tuple[str, Trouble]]] = field(default_factory=dict)
    warnings: list[tuple[int, str, Trouble]] = field(default_factory=list)
    mapped: dict[RecordKind, tuple[int, ...]] = field(default_factory=dict)

    @property
    def sheet_name(self) -> str:
        """The name of the sheet."""
        return self.read.table.sheet.name

    def sheet_row(self, row: int) -> int:
        """Return the number that the sheet gives a row."""
        return row + self.read.first_row

    def reject(self, row: int, target: str, code: str, msgid: str, **values: object) -> None:
        """Say why a row is not taken."""
        self.rejects.setdefault(row, []).append((target, Trouble(code, Message(msgid, values))))

    def warn(self, row: int, target: str, code: str, msgid: str, **values: object) -> None:
        """Say what is odd about a row that is taken; row -1 speaks of the sheet."""
        self.warnings.append((row, target, Trouble(code, Message(msgid, values), error=False)))


class Gathering:
    """One run over all sheets."""

    def __init__(
        self,
        books: dict[RecordKind, Book],
        matchers: tuple[SupplierMatcher, ProductMatcher, CertificationMatcher],
        supplier: str,
    ) -> None:
        self.books = books
        self.suppliers, self.products, self.certifications = matchers
        self._supplier = supplier
        self._default: Draft | None = None
        self._told_no_supplier = False

    def take(self, part: Part, row_map: RowMap, progress: Progress) -> None:
        """Take in one sheet."""
        reader = _SheetReader(self, part, row_map)
        kinds = part.read.kinds
        part.results = [None] * len(kinds)
        for row, kind in enumerate(kinds):
            if row % _EVERY == 0:
                progress.report(row, len(kinds), part.sheet_name)
            if kind is RowKind.DATA:
                part.results[row] = reader.take(row)
        reader.finish()

    def default_supplier(self, part: Part, row: int) -> Draft | None:
        """Return the supplier that was told for files that name none."""
        if self._default is None and self._supplier:
            self._default = self.suppliers.named(self._supplier, (part.number, row))
        return self._default


class _SheetReader:
    """The rows of one sheet."""

    def __init__(self, run: Gathering, part: Part, row_map: RowMap) -> None:
        self._run, self._part, self._read = run, part, part.read
        self._kind = part.read.table.kind
        self._map = row_map.get(part.sheet_name, {})
        self._columns = {kind: part.read.values.get(kind, []) for kind in RecordKind}
        part.mapped = {kind: tuple(place for place, _ in columns) for kind, columns in self._columns.items()}
        self._ladder = is_ladder(part.read)
        self._steps: dict[Draft, None] = {}
        self._variants: dict[tuple[Any, tuple[int, str]], dict[Draft, None]] = defaultdict(dict)
        self._firm_list = self._is_firm_list()
        self._mentioned: dict[tuple[Any, ...], Draft] = {}
        p = run.books[P].places
        self._name, self._variant, self._own_code = p["name_id"], p["variant"], p["supplier_code"]
        self._warned: set[tuple[str, str]] = set()

    # --- one row ---

    def take(self, row: int) -> _Row | None:
        """Take in one row; None where it is rejected."""
        for target, trouble in self._read.troubles.get(row, ()):
            if trouble.error:
                self._part.rejects.setdefault(row, []).append((target, trouble))
            else:
                self._part.warnings.append((row, target, trouble))
        if row in self._part.rejects:
            return None
        mapped = self._map.get(self._part.sheet_row(row), (0, 0, ()))
        certified = self._kind is SheetKind.CERTIFICATIONS
        found = self._certificate(row, mapped[1]) if certified else self._goods(row, mapped)
        if found is not None:
            supplier, product, certificates = found
            for draft in (supplier, product, *certificates):
                if draft is not None:
                    draft.used = True
        return found

    def _goods(self, row: int, mapped: tuple[int, int, tuple[int, ...]]) -> _Row | None:
        supplier = self._supplier(row, mapped[1])
        product = None if row in self._part.rejects else self._product(row, supplier, mapped[0])
        if row in self._part.rejects:
            return None
        permits = tuple(self._permits(row, supplier, product))
        self._keep_beside(row, supplier, product)
        return supplier, product, permits

    def _values(self, kind: RecordKind, row: int) -> list[Any]:
        values: list[Any] = [None] * self._run.books[kind].size
        for place, column in self._columns[kind]:
            values[place] = column[row]
        return values

    def _uid(self, kind: RecordKind, row: int) -> str:
        column = self._read.uids.get(kind)
        return column[row] if column is not None else ""

    # --- suppliers ---

    def _is_firm_list(self) -> bool:
        names = self._read.column("supplier.name")
        if self._kind is SheetKind.SUPPLIERS:
            return True
        if self._kind is not SheetKind.MIXED or names is None:
            return False
        told = [
            fold(n)
            for n, kind in zip(names, self._read.kinds, strict=True)
            if isinstance(n, str) and kind is RowKind.DATA
        ]
        return bool(told) and len(set(told)) >= _FIRM_LIST * len(told)

    def _supplier(self, row: int, mapped: int) -> Draft | None:
        book = self._run.books[S]
        where = (self._part.number, row)
        columns = self._columns[S]
        if not columns:
            return self._no_supplier(row)
        values = self._values(S, row)
        name = values[book.places["name"]]
        self._foreign_code(values)
        if not isinstance(name, str) and not isinstance(values[book.places["code"]], str) and not self._uid(S, row):
            if self._kind in {SheetKind.SUPPLIERS, SheetKind.MIXED}:
                self._part.reject(
                    row,
                    "supplier.name",
                    "no_name",
                    N_("The row does not name a firm. Fill in its name, or delete the row."),
                )
                return None
            return self._no_supplier(row)
        if not self._firm_list:
            key = tuple(values)
            known = self._mentioned.get(key)
            if known is not None:
                return known
        draft = self._run.suppliers.find(values, self._uid(S, row), where, one_per_row=self._firm_list, mapped=mapped)
        self._merge(S, draft, values, row)
        if draft.record_id is None and not isinstance(book.value(draft, "name"), str):
            self._part.reject(
                row, "supplier.name", "unknown_supplier",
                N_("The firm is not in the catalogue, and the row has no name to add it. Fill in its name."),
            )  # fmt: skip
            return None
        if not self._firm_list:
            self._mentioned[tuple(values)] = draft
        return draft

    def _foreign_code(self, values: list[Any]) -> None:
        """A code that is not one of ours is the number of the firm in the list that it came from."""
        places = self._run.books[S].places
        code = values[places["code"]]
        if isinstance(code, str) and S not in self._read.uids and not self._run.suppliers.has_code(code):
            values[places["code"]] = None
            if values[places["register_number"]] is None:
                values[places["register_number"]] = code

    def _no_supplier(self, row: int) -> Draft | None:
        supplier = self._run.default_supplier(self._part, row)
        if (
            supplier is None
            and self._kind is not SheetKind.SUPPLIERS
            and ("supplier", "") not in self._warned
            and self._columns[P]
        ):
            self._warned.add(("supplier", ""))
            self._pending_no_supplier = True
        return supplier

    _pending_no_supplier = False

    # --- products ---

    def _product(self, row: int, supplier: Draft | None, mapped: int) -> Draft | None:
        if self._kind is SheetKind.SUPPLIERS or not self._columns[P]:
            return None
        book = self._run.books[P]
        values = self._values(P, row)
        uid = self._uid(P, row)
        name = values[self._name]
        told = any(isinstance(values[book.places[key]], str) for key in ("gtin", "supplier_code", "code"))
        if not isinstance(name, str) and not told and not uid:
            if self._kind is not SheetKind.MIXED:
                self._part.reject(
                    row, "product.name_id", "no_name", N_("The row has no product name. Fill it in, or delete the row.")
                )
            return None
        step = (values[book.places["unit"]], values[book.places["price_idr"]])
        if self._ladder:
            values[book.places["unit"]] = values[book.places["price_idr"]] = None
        draft = self._run.products.find(
            values, uid, supplier_key(supplier), (self._part.number, row),
            mapped=mapped, is_step=self._ladder, may_begin=isinstance(name, str),
        )  # fmt: skip
        if draft is None:
            self._unknown_product(row, values)
            return None
        self._merge(P, draft, values, row)
        if supplier is not None and draft.supplier is None:
            draft.supplier = supplier
            draft.supplier_given = bool(self._columns[S])
        if self._ladder:
            self._steps[draft] = None
            add_step(draft, self._part.read, row, step)
        if isinstance(values[self._variant], str):
            code = values[self._own_code]
            group = (0, code) if isinstance(code, str) else (1, str(book.value(draft, "name_id") or ""))
            self._variants[(supplier_key(supplier), group)][draft] = None
        return draft

    def _unknown_product(self, row: int, values: Sequence[Any]) -> None:
        places = self._run.books[P].places
        for key, msgid in (
            ("gtin", N_('No product with the barcode "{found}" is in the catalogue, and the row has no name to make one.')),
            ("supplier_code", N_('No product with the code "{found}" is in the catalogue, and the row has no name to make one.')),
            ("code", N_('No product with the SKU "{found}" is in the catalogue, and the row has no name to make one.')),
        ):  # fmt: skip
            found = values[places[key]]
            if isinstance(found, str):
                self._part.reject(row, f"product.{key}", "unknown_product", msgid, found=found)
                return
        self._part.reject(
            row, "product.name_id", "no_name", N_("The row has no product name. Fill it in, or delete the row.")
        )

    # --- certificates ---

    def _certificate(self, row: int, mapped_supplier: int) -> _Row | None:
        values = self._values(C, row)
        places = self._run.books[C].places
        supplier = self._supplier(row, mapped_supplier)
        if supplier is None:
            self._part.reject(
                row,
                "supplier.name",
                "no_name",
                N_("The row does not name the firm of the certificate. Fill it in, or use --supplier."),
            )
            return None
        if not isinstance(values[places["type"]], str):
            found = next(
                (text for target, text in self._read.leftovers.get(row, ()) if target == "certification.type"), ""
            )
            self._part.reject(
                row,
                "certification.type",
                "unknown_type",
                N_('"{found}" is no known type of certificate. Write for example PIRT, Halal or Merek.'),
                found=found,
            )
            return None
        draft = self._run.certifications.find(values, self._uid(C, row), supplier, (self._part.number, row))
        self._merge(C, draft, values, row)
        self._cover(row, draft)
        self._keep_beside(row, supplier, None, draft)
        return supplier, None, (draft,)

    def _cover(self, row: int, certificate: Draft) -> None:
        """Link a certificate to the products that its sheet names by their codes."""
        cell = self._read.special.get(COVERED, [])[row : row + 1]
        for code in re.split(r"[;,\n]", cell_text(cell[0]) if cell and not is_blank(cell[0]) else ""):
            product = self._run.products.with_code(code.strip(), (self._part.number, row)) if code.strip() else None
            if product is not None:
                certificate.covers = (certificate.covers or set()) | {product}
            elif code.strip():
                text = N_('No product with the SKU "{found}" is in the catalogue.')
                trouble = Trouble("unknown_product", Message(text, {"found": code.strip()}), error=False)
                self._part.warnings.append((row, COVERED, trouble))

    def _permits(self, row: int, supplier: Draft | None, product: Draft | None) -> Iterable[Draft]:
        for code, cells in self._read.permits:
            cell = cells[row]
            if cell is None or isinstance(cell, CellError) or is_blank(cell):
                continue
            text = cell_text(cell)
            for permit in read_permits(text, code):
                if supplier is None:
                    if product is not None:
                        product.add_line(label_of(f"permit.{code}", self._read.table), " ".join(text.split()))
                    continue
                yield self._permit(row, permit, text, supplier, product)

    def _permit(self, row: int, permit: Permit, text: str, supplier: Draft, product: Draft | None) -> Draft:
        book = self._run.books[C]
        values: list[Any] = [None] * book.size
        raw = " ".join(text.split())
        told = {
            "type": permit.type,
            "number": permit.number or None,
            "issued": permit.issued.isoformat() if permit.issued else None,
            "expires": permit.expires.isoformat() if permit.expires else None,
            "scope": permit.scope or None,
            "stage": permit.stage,
            "notes": raw if raw != permit.number else None,
        }
        for key, value in told.items():
            values[book.places[key]] = value
        draft = self._run.certifications.find(values, "", supplier, (self._part.number, row))
        if product is not None and not self._firm_list:
            draft.covers = draft.covers or set()
            draft.covers.add(product)
        self._merge(C, draft, values, row)
        return draft

    # --- what both have ---

    def _merge(self, kind: RecordKind, draft: Draft, values: Sequence[Any], row: int) -> None:
        odd = merge(draft, values)
        if not odd:
            return
        keys = list(self._run.books[kind].places)
        for place in odd:
            key, found, first = keys[place], values[place], draft.values[place]
            if key in _LABELS_OF_CODES:
                found, first = (
                    find_label(_LABELS_OF_CODES[key], str(found)),
                    find_label(_LABELS_OF_CODES[key], str(first)),
                )
            if fold(str(found)) == fold(str(first)):
                continue
            self._part.warn(
                row, f"{kind}.{key}", "disagrees",
                N_('{field}: "{found}" differs from "{first}", which an earlier row says of the same record and which was kept.'),
                field=Message(fields(kind)[key].label), found=_shown(found), first=_shown(first),
            )  # fmt: skip

    def _keep_beside(
        self, row: int, supplier: Draft | None, product: Draft | None, certificate: Draft | None = None
    ) -> None:
        """Let what the fields could not take join the notes: odd words, whole texts, pictures' addresses, promo prices."""
        owners = {"product": product, "supplier": supplier, "certification": certificate}
        for target, text in self._read.leftovers.get(row, ()):
            draft = owners.get(target.partition(".")[0])
            if draft is None or (self._ladder and target == "product.unit"):
                continue
            if target == "product.category":
                self._tag(draft, text)
            elif target != "certification.type":
                draft.add_line(label_of(target, self._read.table), text)
        if product is None:
            return
        address = self._special(IMAGE_URL, row)
        if address is not None:
            product.add_line(label_of(IMAGE_URL, self._read.table), cell_text(address))
        promo = self._special(PROMO, row)
        if promo is not None and promo != 0:
            is_price = isinstance(promo, int | float) and promo >= 100
            text = show_rupiah(round(promo), "id") if is_price else cell_text(promo)  # type: ignore[arg-type]
            product.add_line(PROMO_LABEL, text)

    def _special(self, target: str, row: int) -> Cell:
        cells = self._read.special.get(target)
        cell = cells[row] if cells is not None else None
        return None if isinstance(cell, CellError) or is_blank(cell) else cell

    def _tag(self, draft: Draft, text: str) -> None:
        place = self._run.books[P].places["tags"]
        if draft.values[place] is None:
            draft.values[place] = to_column(fields(P)["tags"], (text,))

    def finish(self) -> None:
        """What only all rows together tell: unit ladders, groups of variants, a missing supplier."""
        book = self._run.books[P]
        for draft in self._steps:
            finish_ladder(draft, book)
        for drafts in self._variants.values():
            if len(drafts) > 1 and len({fold(str(d.values[self._variant])) for d in drafts}) > 1:
                names = Counter(str(book.value(d, "name_id") or "") for d in drafts)
                for draft in drafts:
                    draft.default("group", names.most_common(1)[0][0])
        for target, trouble in self._read.notices:
            self._part.warnings.append((-1, target, trouble))
        orphans = (r[1] for r in self._part.results if r is not None and r[0] is None)
        if self._pending_no_supplier and any(d is not None and d.record_id is None for d in orphans):
            self._part.warn(
                -1,
                "product.supplier",
                "no_supplier",
                N_("The file names no supplier, so its products have none yet. Say who supplies them with --supplier."),
            )


def _shown(value: Any) -> str:
    return "" if value is None or value is CLEARED else str(value)


_UMKM: Final = "umkm"
_KIND_WORDS: Final = {
    choice.token: {word for word in choice_names(choice) if word} for choice in fields(S)["kind"].choices
}


def kind_of_firm(name: str) -> str:
    """Return whether a firm's name says cooperative or group; an UMKM otherwise."""
    words = set(fold(name).split())
    return next((kind for kind, known in _KIND_WORDS.items() if kind != _UMKM and words & known), _UMKM)


__all__ = ["TIER_FACTOR", "Gathering", "Part", "kind_of_firm"]

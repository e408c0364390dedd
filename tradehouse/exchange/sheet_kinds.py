"""What a sheet lists: products, firms, certificates, several of these in one row, or none of them."""

import re
from collections.abc import Sequence
from enum import StrEnum
from typing import Final

from tradehouse.domain.cells import Cell, is_blank
from tradehouse.domain.language import N_, Message
from tradehouse.domain.reference import find_province, find_regency
from tradehouse.exchange.columns import Column, plausible, sample_of
from tradehouse.exchange.header_rows import Header, heading_text
from tradehouse.exchange.headings import PERMITS, TIER_FACTOR, is_permit, plain_heading
from tradehouse.exchange.sheets import Sheet


class SheetKind(StrEnum):
    """What the rows of a sheet are."""

    PRODUCTS = "products"
    SUPPLIERS = "suppliers"
    CERTIFICATIONS = "certifications"
    MIXED = "mixed"
    NONE = "none"


RECORDS_OF: Final = {
    SheetKind.PRODUCTS: ("product", "supplier"),
    SheetKind.SUPPLIERS: ("supplier",),
    SheetKind.CERTIFICATIONS: ("certification", "supplier", "product"),
    SheetKind.MIXED: ("product", "supplier"),
    SheetKind.NONE: (),
}
NEUTRAL_NAMES = frozenset({"nama", "name", "nama lengkap"})
_SUPPLIER_SHEET = re.compile(r"\b(?:pemasok|supplier|umkm|ukm|ikm|koperasi|vendor|mitra|binaan|perusahaan)\b")
_DOCUMENT = re.compile(
    r"^(?:(?:no|nomor|id|ref|kode) )?(?:dokumen|transaksi|faktur|invoice|nota|po|paket|paket po|pesanan|order|resi|prospek|sirup|do|sj)$"
    r"|^(?:invoice|order) (?:no|id|number)$"
)
_QUANTITY = re.compile(
    r"^(?:qty|kuantitas|quantity|banyaknya|jumlah|unit|vol|volume)$|^(?:total )?qty\b"
    r"|^jumlah (?:barang|beli|jual|pesan|pesanan|order|masuk|keluar|unit)$|^(?:mutasi|arah stok)\b"
)
_TOTAL = re.compile(
    r"^(?:grand )?total$|^(?:sub ?total|jumlah harga|harga total|nilai total|total nilai|total harga|amount|total amount)\b"
    r"|^total (?:pembelian|penjualan|bayar|biaya|hpp|produk|pcs|masuk)\b|^total nilai\b"
)
_FIGURES = re.compile(
    r"\brekap(?:itulasi)?\b|\bstatisti[ck]|\bproyeksi\b|\bjumlah (?:umkm|ukm|ikm|koperasi|unit usaha|usaha|pelaku)\b|\bpdrb\b"
)
_NAME_FILLED: Final = 0.1
_ROWS_LOOKED_AT: Final = 3_000
_NAMES_ALONE: Final = 0.5  # of rows that give neither price nor code
NOT_A_LIST: Final = {
    "empty_sheet": N_("The sheet is empty."),
    "only_pictures": N_("The sheet holds pictures but no rows that they could belong to."),
    "too_wide": N_(
        "The sheet fills more than 1,000 columns; a list has one row for each record. Turn it or cut it into parts."
    ),
    "no_header": N_(
        "No row with known column headings was found. Say which row has them (--header, 0 for none) and what they mean (--map; [A] is a column without a heading)."
    ),
    "orders": N_(
        "The sheet lists orders or stock movements (quantities with totals or document numbers), not products."
    ),
    "statistics": N_("The sheet gives figures per region or sector, not single firms or products."),
    "no_names": N_("No column names a product, a firm or a certificate. If one does, say which field it is (--map)."),
    "names_missing": N_(
        "The column of names is empty in nearly every row, so the sheet is no list of products or firms."
    ),
    "no_rows": N_("There is no row below the headings."),
}


def reason(code: str) -> Message:
    """Return why a sheet is not taken, as a sentence."""
    return Message(NOT_A_LIST[code])


class Evidence:
    """What the headings of one sheet speak for."""

    def __init__(self, sheet: Sheet, header: Header, columns: Sequence[Column]) -> None:
        self.columns = columns
        self._sheet, self._header = sheet, header
        self.neutral = [c for c in columns if plain_heading(c.heading) in NEUTRAL_NAMES]
        self.product_names = self._named("product.name_id")
        self.supplier_names = self._named("supplier.name")
        self.product_fields = self._only("product")
        self.supplier_fields = self._only("supplier")
        self.certificate_fields = self._only("certification")
        self.permits = [c for c in columns if any(is_permit(g.target) for g in c.guesses)]

    def _named(self, target: str) -> list[Column]:
        return [
            c
            for c in self.columns
            if c not in self.neutral
            and any(g.target == target for g in c.guesses)
            and plausible(target, sample_of(self._sheet, self._header, c.index)) >= 0.5
        ]

    def _only(self, kind: str) -> list[Column]:
        """The columns that can only mean a field of one kind, names apart."""
        found = []
        for column in self.columns:
            kinds = {g.target.partition(".")[0] for g in column.guesses if g.target != PERMITS}
            targets = {g.target for g in column.guesses}
            if kinds == {kind} and not targets & {"product.name_id", "supplier.name"}:
                found.append(column)
        return found

    def has(self, *targets: str) -> bool:
        """Whether some column may mean one of the targets."""
        return any(g.target in targets for c in self.columns for g in c.guesses)


def recognise_kind(sheet: Sheet, header: Header, columns: Sequence[Column]) -> tuple[SheetKind, str]:
    """Return the kind of a sheet, and for SheetKind.NONE the code of the reason."""
    seen = Evidence(sheet, header, columns)
    if _is_orders(columns) and len(seen.supplier_fields) < 3:
        return SheetKind.NONE, "orders"
    kind = _by_names(sheet, seen)
    if kind is SheetKind.NONE:
        return kind, "statistics" if looks_like_figures(sheet, header) else "no_names"
    if _names_are_regions(sheet, header, seen):
        return SheetKind.NONE, "statistics"
    if not _names_filled(sheet, header, seen, kind):
        return SheetKind.NONE, "names_missing"
    return kind, ""


def _by_names(sheet: Sheet, seen: Evidence) -> SheetKind:
    if _is_certificates(seen):
        return SheetKind.CERTIFICATIONS
    product, supplier = bool(seen.product_names), bool(seen.supplier_names)
    if seen.neutral and not (product and supplier):
        if supplier or (not product and not _neutral_is_firm(sheet, seen)):
            product = product or not supplier or bool(seen.product_fields)
        else:
            supplier = supplier or not product or bool(seen.supplier_fields)
    if not product and not supplier:
        identified = seen.has("product.gtin", "product.code", "product.supplier_code")
        priced = seen.has("product.price_idr", "product.cost_idr", "product.wholesale_idr", "product.export_price")
        # our SKU says which product is meant, whatever else is told of it
        told = any(all(g.target != "product.code" for g in column.guesses) for column in seen.product_fields)
        ours = told and seen.has("product.code")
        return SheetKind.PRODUCTS if (identified and priced) or ours else SheetKind.NONE
    if product and supplier:
        return SheetKind.MIXED if len(seen.supplier_fields) >= 2 else SheetKind.PRODUCTS
    return SheetKind.PRODUCTS if product else SheetKind.SUPPLIERS


def _neutral_is_firm(sheet: Sheet, seen: Evidence) -> bool:
    firm, goods = len(seen.supplier_fields) + len(seen.permits), len(seen.product_fields)
    if firm != goods:
        return firm > goods
    return bool(_SUPPLIER_SHEET.search(plain_heading(sheet.name)))


def _is_certificates(seen: Evidence) -> bool:
    dated = seen.has("certification.number") and seen.has("certification.issued", "certification.expires")
    typed = seen.has("certification.type") and seen.has("certification.number")
    own = [c for c in seen.certificate_fields if c.filled]
    return (dated or typed) and len(own) >= 2 and not seen.has("product.price_idr", TIER_FACTOR)


def _is_orders(columns: Sequence[Column]) -> bool:
    texts = [plain_heading(c.heading) for c in columns]
    document = any(_DOCUMENT.search(text) for text in texts)
    quantity = any(_QUANTITY.search(text) for text in texts)
    total = any(_TOTAL.search(text) for text in texts)
    return (quantity and total) or (document and (quantity or total))


def looks_like_figures(sheet: Sheet, header: Header | None) -> bool:
    """Whether a sheet without names gives figures: its title or headings say so, or its rows are regions."""
    above = sheet.rows[: header.body if header else 12]
    texts = [plain_heading(heading_text(cell)) for row in above for cell in row if isinstance(cell, str)]
    if any(_FIGURES.search(text) for text in texts):
        return True
    return _rows_are_regions(sheet.rows[header.body if header else 1 :])


def _rows_are_regions(rows: Sequence[Sequence[Cell]]) -> bool:
    return _are_regions([next((c for c in row if isinstance(c, str) and not is_blank(c)), None) for row in rows[:40]])


def _names_are_regions(sheet: Sheet, header: Header, seen: "Evidence") -> bool:
    names = [*seen.product_names, *seen.supplier_names, *seen.neutral]
    return bool(names) and all(_are_regions(sample_of(sheet, header, column.index)) for column in names)


def _are_regions(cells: Sequence[Cell]) -> bool:
    names = [cell for cell in cells if isinstance(cell, str) and cell]
    regions = sum(1 for text in names if find_province(text) or find_regency(text))
    return len(names) >= 3 and regions >= 0.7 * len(names)


def _names_filled(sheet: Sheet, header: Header, seen: Evidence, kind: SheetKind) -> bool:
    names = [*seen.product_names, *seen.supplier_names, *seen.neutral]
    if not names or kind is SheetKind.CERTIFICATIONS:
        return True
    body = sheet.rows[header.body : header.body + _ROWS_LOOKED_AT]
    rows = [row for row in body if any(not is_blank(cell) for cell in row)]
    if not rows:
        return True
    best = max(sum(1 for row in rows if c.index < len(row) and not is_blank(row[c.index])) for c in names)
    told = seen.has("product.price_idr", "product.gtin", "product.supplier_code", "product.code") or seen.supplier_names
    return best >= (_NAME_FILLED if told else _NAMES_ALONE) * len(rows)

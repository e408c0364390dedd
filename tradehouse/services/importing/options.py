"""What a person chose for an import; everything has a default that asks nothing."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from decimal import Decimal
from pathlib import Path
from typing import Final

from tradehouse.domain.errors import UserError
from tradehouse.domain.fields import CATALOGUE_KINDS, fields
from tradehouse.domain.language import N_
from tradehouse.domain.product_fields import PRODUCT_FIELDS
from tradehouse.domain.reference import certification_types
from tradehouse.exchange.headings import (
    ADDRESS_PART,
    IMAGE_URL,
    PERMIT,
    PERMITS,
    PHOTO,
    PROMO,
    RUNNING_NUMBER,
    TIER_BASE,
    TIER_FACTOR,
    UID,
)
from tradehouse.exchange.sheet_choices import Reading
from tradehouse.exchange.sheet_kinds import SheetKind
from tradehouse.exchange.sheet_tables import sheet_of
from tradehouse.exchange.split_targets import SPLITS
from tradehouse.services.importing.remembering import Memory

UNITS: Final[Mapping[str, Decimal]] = {
    "rupiah": Decimal(1),
    "ribu": Decimal(1000),
    "juta": Decimal(1_000_000),
    "miliar": Decimal(1_000_000_000),
}
_SPECIAL = {
    t.partition(".")[2]: t
    for t in (UID, PHOTO, IMAGE_URL, PROMO, TIER_FACTOR, TIER_BASE, ADDRESS_PART, RUNNING_NUMBER, PERMITS)
}
_CURRENCIES = frozenset(c.token for f in PRODUCT_FIELDS if f.key == "export_currency" for c in f.choices)


@dataclass(frozen=True, slots=True)
class ImportOptions:
    """The choices for one import.

    files are workbooks, folders or zips. sheets and kind ("products", "suppliers", "certifications", "mixed") narrow
    and force what would be recognised; header is a sheet row (1-based), NO_HEADER (-1) where there is none. mapping gives a
    heading the key of a field ("price_idr", "supplier.phone", "pirt" for a permit, "" to leave it out); units says what its amounts are in
    ("ribu", "juta"). readings are the same choices for single sheets, by (file name, sheet), and go before these;
    left_out are single sheets that are not to be taken. A hidden sheet is taken where it is among sheets or readings.
    clear_blanks takes away what the file leaves blank; without it blank cells keep what is stored.
    overwrite_verified lets a supplier's file replace what staff verified; without it that is kept and told.
    memory is how files were read before (`recall`); a plan fetches it by itself.
    """

    files: tuple[Path, ...]
    sheets: tuple[str, ...] = ()
    kind: str = ""
    supplier: str = ""
    photos: Path | None = None
    header: int = 0
    mapping: Mapping[str, str] = field(default_factory=dict)
    units: Mapping[str, str] = field(default_factory=dict)
    currency: str = ""
    clear_blanks: bool = False
    overwrite_verified: bool = False
    readings: Mapping[tuple[str, str], Reading] = field(default_factory=dict)
    left_out: frozenset[tuple[str, str]] = frozenset()
    memory: Memory = field(default_factory=Memory, repr=False)

    def check(self) -> None:
        """Raise UserError where a choice cannot be what was meant."""
        if self.kind and self.kind not in {str(k) for k in SheetKind if k is not SheetKind.NONE}:
            raise UserError(
                "unknown_kind",
                N_('"{kind}" is not a kind of list. There are: products, suppliers, certifications, mixed.'),
                kind=self.kind,
            )
        for heading, unit in self.units.items():
            if unit not in UNITS:
                raise UserError(
                    "unknown_unit",
                    N_('"{unit}" for the column "{heading}" is not known. Write ribu, juta or miliar.'),
                    unit=unit,
                    heading=heading,
                )
        for heading, key in self.mapping.items():
            if key and not qualified(key):
                raise UserError(
                    "unknown_field",
                    N_('There is no field "{key}" for the column "{heading}". The keys are those of "list --json".'),
                    key=key,
                    heading=heading,
                )
        if self.currency and self.currency.upper() not in _CURRENCIES:
            raise UserError(
                "unknown_currency",
                N_('The currency "{currency}" is not known. There are: {known}.'),
                currency=self.currency,
                known=", ".join(sorted(_CURRENCIES)),
            )

    def takes(self, file: str, sheet: str) -> bool:
        """Say whether a sheet was not left out by choice."""
        chosen = not self.sheets or sheet in self.sheets or sheet_of(sheet) in self.sheets
        return chosen and (file, sheet) not in self.left_out

    def asks_for(self, file: str, sheet: str) -> bool:
        """Say whether a sheet was chosen by name, as hidden ones must be to be taken."""
        return sheet in self.sheets or (file, sheet) in self.readings

    def reading(self, file: str, sheet: str, recognised: SheetKind) -> Reading:
        """Return what was said about one sheet; recognised is its kind by itself, which unqualified keys follow."""
        own = self.readings.get((file, sheet))
        if own is not None:
            return own
        kind = SheetKind(self.kind) if self.kind else None
        order = record_order(kind or recognised)
        mapping = {heading: qualified(key, order) if key else "" for heading, key in self.mapping.items()}
        factors = {heading: UNITS[unit] for heading, unit in self.units.items()}
        return Reading(header=self.header, kind=kind, mapping=mapping, factors=factors)


def record_order(kind: SheetKind) -> tuple[str, ...]:
    """Return the record kinds in the order in which an unqualified key is looked up for a kind of sheet."""
    first = {SheetKind.SUPPLIERS: "supplier", SheetKind.CERTIFICATIONS: "certification"}.get(kind, "product")
    return (first, *(str(k) for k in CATALOGUE_KINDS if str(k) != first))


def qualified(key: str, order: Sequence[str] = ("product", "supplier", "certification")) -> str:
    """Return the target that a key means: "price_idr" → "product.price_idr", "pirt" → "permit.pirt"; "" if none."""
    kind, dot, rest = key.partition(".")
    if dot:
        known = kind in set(CATALOGUE_KINDS) and rest in fields(kind)
        special = key in _SPECIAL.values() or key in SPLITS or (f"{kind}." == PERMIT and rest in certification_types())
        return _plain_supplier(key) if known else key if special else ""
    for name in order:
        if key in fields(name):
            return _plain_supplier(f"{name}.{key}")
    if key in _SPECIAL:
        return _SPECIAL[key]
    return f"{PERMIT}{key}" if key in certification_types() else ""


def _plain_supplier(target: str) -> str:
    return "supplier.name" if target in {"product.supplier", "certification.supplier"} else target

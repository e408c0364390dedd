"""One table of fields per record kind: the single place where a field of the catalogue is described.

Table columns, forms, spreadsheet headings, export columns, bulk edit, search words and the store's own columns
are read from here, always through `fields(kind)`. Adding a field is one entry here and one migration.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum
from functools import cache


class RecordKind(StrEnum):
    """The kinds of records the browser shows; each has a table of its own name in the store."""

    PRODUCT = "product"
    SUPPLIER = "supplier"
    CERTIFICATION = "certification"
    BUYER = "buyer"
    OFFER = "offer"
    PROGRAMME = "programme"
    SERVICE = "service"
    PARTNER = "partner"


CATALOGUE_KINDS = (RecordKind.PRODUCT, RecordKind.SUPPLIER, RecordKind.CERTIFICATION)
"""What suppliers' files, full workbooks and packages carry; buyers, offers, programmes, services and partners are the house's own."""


class FieldKind(StrEnum):
    """What a value is; decides how it is stored, typed, shown and written to a cell."""

    TEXT = "text"
    LONG_TEXT = "long_text"
    CODE = "code"  # text in both directions: SKU, HS, GTIN, NIB, phone; never a number
    INTEGER = "integer"
    MEASURE = "measure"  # Decimal with a unit in the key: length_cm, weight_g
    IDR = "idr"  # Decimal, whole rupiah, half-up
    MONEY = "money"  # Decimal with four places; its currency is another field
    DATE = "date"
    YEAR = "year"
    BOOLEAN = "boolean"
    CHOICE = "choice"  # a token of `choices`
    REFERENCE = "reference"  # a code of shipped reference data, or a record
    TAGS = "tags"  # tuple of short texts
    TIERS = "tiers"  # tuple of TierPrice
    CHANNELS = "channels"  # tuple of Channel
    RECORDS = "records"  # tuple of Ref through a link table
    COUNT = "count"  # worked out by the store, never typed


NUMERIC = frozenset(
    {FieldKind.INTEGER, FieldKind.MEASURE, FieldKind.IDR, FieldKind.MONEY, FieldKind.YEAR, FieldKind.COUNT}
)


@dataclass(frozen=True, slots=True)
class Choice:
    """A token and its label msgid; synonyms are words that sheets use for it, folded when compared."""

    token: str
    label: str
    synonyms: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Field:
    """Everything the program knows about one field.

    label, unit, hint and section are msgids. synonyms are spreadsheet headings in both languages.
    reference names what a REFERENCE or RECORDS value points to: a RecordKind or a table of reference data.
    gates names the readiness gates ("showcase", "export") that need the field filled.
    house_only fields never enter a file whose audience is the buyer.
    """

    key: str
    kind: FieldKind
    label: str
    section: str
    synonyms: tuple[str, ...] = ()
    unit: str = ""
    hint: str = ""
    choices: tuple[Choice, ...] = ()
    reference: str = ""
    minimum: int | None = None
    maximum: int | None = None
    max_length: int = 200
    required: bool = False
    house_only: bool = False
    editable: bool = True
    stored: bool = True
    searchable: bool = False
    facet: bool = False
    column: bool = False
    width: int = 120
    translation_of: str = ""
    gates: frozenset[str] = frozenset()

    @property
    def numeric(self) -> bool:
        """Whether the value is shown right-aligned with tabular figures."""
        return self.kind in NUMERIC

    @property
    def worked_out(self) -> bool:
        """Whether the store works the value out: nobody types it, no file brings it."""
        return self.kind is FieldKind.COUNT or (not self.stored and self.kind is not FieldKind.RECORDS)

    @property
    def column_name(self) -> str:
        """The name of the store's column, for stored fields."""
        return f"{self.key}_id" if self.names_record else self.key

    @property
    def names_record(self) -> bool:
        """Whether the value is another record (a product's supplier, an offer's buyer), not a code of a list."""
        return self.reference in RECORD_KINDS and self.kind is FieldKind.REFERENCE

    def choice_label(self, token: str) -> str:
        """Return the label msgid of a token, or the token itself where a newer catalogue brought an unknown one."""
        return next((choice.label for choice in self.choices if choice.token == token), token)


RECORD_KINDS = frozenset(str(kind) for kind in RecordKind)


@cache
def fields(kind: RecordKind | str) -> Mapping[str, Field]:
    """Return the fields of a record kind by key, in the order of forms and full exports."""
    # Imported here because the tables below are made of the classes above.
    from tradehouse.domain.buyer_fields import BUYER_FIELDS
    from tradehouse.domain.certification_fields import CERTIFICATION_FIELDS
    from tradehouse.domain.offer_fields import OFFER_FIELDS
    from tradehouse.domain.partner_fields import PARTNER_FIELDS
    from tradehouse.domain.product_fields import PRODUCT_FIELDS
    from tradehouse.domain.programme_fields import PROGRAMME_FIELDS
    from tradehouse.domain.service_fields import SERVICE_FIELDS
    from tradehouse.domain.supplier_fields import SUPPLIER_FIELDS

    tables = {
        RecordKind.PRODUCT: PRODUCT_FIELDS,
        RecordKind.SUPPLIER: SUPPLIER_FIELDS,
        RecordKind.CERTIFICATION: CERTIFICATION_FIELDS,
        RecordKind.BUYER: BUYER_FIELDS,
        RecordKind.OFFER: OFFER_FIELDS,
        RecordKind.PROGRAMME: PROGRAMME_FIELDS,
        RecordKind.SERVICE: SERVICE_FIELDS,
        RecordKind.PARTNER: PARTNER_FIELDS,
    }
    return {field.key: field for field in tables[RecordKind(kind)]}


@cache
def stored_fields(kind: RecordKind | str) -> tuple[Field, ...]:
    """Return the fields of a kind that have a column of their own in its table."""
    return tuple(f for f in fields(kind).values() if not f.worked_out and f.kind is not FieldKind.RECORDS)


def name_field(kind: RecordKind | str) -> str:
    """Return the key of the field that names a record of this kind to people."""
    return {"product": "name_id", "certification": "number", "service": "subject"}.get(str(kind), "name")

"""What the house sells: suppliers, products, certificates, photos."""

from sqlalchemy import Column, ForeignKey, Index, Integer, Table, Text, UniqueConstraint, text
from sqlalchemy.types import REAL

from tradehouse.domain.fields import RecordKind
from tradehouse.storage.schema.pieces import ALIVE, metadata, record_table, row_columns

supplier = record_table(RecordKind.SUPPLIER)
product = record_table(RecordKind.PRODUCT)
certification = record_table(RecordKind.CERTIFICATION)
Index("ix_product_gtin", product.c.gtin, sqlite_where=text("gtin IS NOT NULL"))
Index("ix_product_supplier_code", product.c.supplier_code, sqlite_where=text("supplier_code IS NOT NULL"))
if "supplier_id" not in {c.name for i in certification.indexes for c in i.columns}:
    Index("ix_certification_supplier_id", certification.c.supplier_id)

# trashed_at closes them, so that the radar is counted without reading a row.
for _name, _columns in {
    "holds_until": ("holds_until", "stage", "type", "supplier_id", "trashed_at"),
    "of_supplier": ("supplier_id", "type", "stage", "holds_until", "trashed_at"),
    "radar": ("type", "stage", "no_expiry", "holds_until", "issued", "supplier_id", "trashed_at"),
}.items():
    Index(f"ix_certification_{_name}", *(certification.c[column] for column in _columns), sqlite_where=ALIVE)

# Closed likewise, so that suppliers are counted by place, kind and scale without reading a row.
_COUNTED = ("province", "regency", "kind", "scale", "trashed_at")
Index("ix_supplier_counting", *(supplier.c[column] for column in _COUNTED), sqlite_where=ALIVE)

certification_product = Table(
    "certification_product",
    metadata,
    *row_columns(),
    Column("certification_id", Integer, ForeignKey("certification.id", ondelete="CASCADE"), nullable=False),
    Column("product_id", Integer, ForeignKey("product.id", ondelete="CASCADE"), nullable=False, index=True),
    UniqueConstraint("certification_id", "product_id"),
    sqlite_autoincrement=True,
)

certification_type = Table(
    "certification_type",
    metadata,
    *row_columns(),
    Column("code", Text, nullable=False, unique=True),
    Column("data", Text, nullable=False),
    sqlite_autoincrement=True,
)

document = Table(
    "document",
    metadata,
    *row_columns(),
    Column("sha256", Text, nullable=False, unique=True),
    Column("extension", Text, nullable=False),
    Column("size_bytes", Integer, nullable=False),
    Column("pages", Integer),
    Column("original_name", Text),
    sqlite_autoincrement=True,
)

photo = Table(
    "photo",
    metadata,
    *row_columns(),
    Column("sha256", Text, nullable=False, unique=True),
    Column("extension", Text, nullable=False),
    Column("size_bytes", Integer, nullable=False),
    Column("width", Integer, nullable=False),
    Column("height", Integer, nullable=False),
    Column("format", Text, nullable=False),
    Column("original_name", Text),
    Column("taken", Text),
    Column("perceptual_hash", Text),
    Column("credit", Text),
    Column("consent", Text),
    Column("sharpness", REAL),
    Column("brightness", REAL),
    Column("verdict", Text),
    sqlite_autoincrement=True,
)

photo_tray = Table(
    "photo_tray",
    metadata,
    *row_columns(),
    Column("photo_id", Integer, ForeignKey("photo.id"), nullable=False, unique=True),
    Column("file", Text, nullable=False),
    Column("reason", Text, nullable=False, server_default="orphan"),
    Column("product_ids", Text, nullable=False, server_default="[]"),
    Column("added_at", Text, nullable=False),
    sqlite_autoincrement=True,
)

product_photo = Table(
    "product_photo",
    metadata,
    *row_columns(),
    Column("product_id", Integer, ForeignKey("product.id", ondelete="CASCADE"), nullable=False),
    Column("photo_id", Integer, ForeignKey("photo.id"), nullable=False, index=True),
    Column("position", Integer, nullable=False),
    Column("role", Text, nullable=False, server_default="main"),
    Column("alt_id", Text),
    Column("alt_en", Text),
    Column("rotation", Integer, nullable=False, server_default=text("0")),
    Column("crop", Text),
    Index("ix_product_photo_product_id_position", "product_id", "position"),
    sqlite_autoincrement=True,
)

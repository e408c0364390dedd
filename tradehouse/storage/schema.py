"""The tables. Record tables take their columns from FIELDS, so that a field is described once.

Derived columns (`*_sort`, `search_text`, `photo_count`) are worked out from the others when a row is written, never
typed and never part of the history. Full-text tables and triggers cannot be said in SQLAlchemy and stand in the
migrations as SQL.
"""

from typing import Any

from sqlalchemy import (
    Boolean,
    CheckConstraint,
    Column,
    ForeignKey,
    Index,
    Integer,
    LargeBinary,
    MetaData,
    Table,
    Text,
    UniqueConstraint,
    text,
)
from sqlalchemy.types import REAL, TypeEngine

from tradehouse.domain.fields import Field, FieldKind, RecordKind, fields, stored_fields
from tradehouse.storage.rows import HOUSE_COLUMNS

metadata = MetaData(
    naming_convention={
        "ix": "ix_%(table_name)s_%(column_0_N_name)s",
        "uq": "uq_%(table_name)s_%(column_0_N_name)s",
        "fk": "fk_%(table_name)s_%(column_0_name)s",
        "pk": "pk_%(table_name)s",
        "ck": "ck_%(table_name)s_%(constraint_name)s",
    }
)

_TYPES: dict[FieldKind, type[TypeEngine[Any]]] = {
    FieldKind.INTEGER: Integer,
    FieldKind.YEAR: Integer,
    FieldKind.IDR: Integer,
    FieldKind.MONEY: Integer,
    FieldKind.BOOLEAN: Integer,
    FieldKind.MEASURE: REAL,
}

ALIVE = text("trashed_at IS NULL")


def _column(field: Field) -> Column[Any]:
    if field.column_name != field.key:
        return Column(field.column_name, Integer, ForeignKey(f"{field.reference}.id"))
    kind = _TYPES.get(field.kind, Text)
    return Column(field.key, kind, nullable=not field.required or field.kind is FieldKind.REFERENCE)


def _row_columns() -> list[Column[Any]]:
    return [
        Column("id", Integer, primary_key=True),
        Column("uid", Text, nullable=False, unique=True),
        Column("version", Integer, nullable=False, server_default=text("1")),
    ]


def _record_table(kind: RecordKind) -> Table:
    keys = fields(kind)
    derived: list[Column[Any]] = [
        Column("name_sort", Text, nullable=False),
        Column("search_text", Text, nullable=False),
    ]
    if "code" in keys:
        derived.append(Column("code_sort", Text, nullable=False))
    if "supplier" in keys:
        derived += [Column("supplier_sort", Text), Column("supplier_text", Text)]
    if "photo_count" in keys:
        derived.append(Column("photo_count", Integer, nullable=False, server_default=text("0")))
    table = Table(
        str(kind),
        metadata,
        *_row_columns(),
        Column("trashed_at", Text),
        Column("created_at", Text, nullable=False),
        *(_column(f) for f in stored_fields(kind)),
        *derived,
        sqlite_autoincrement=True,
    )
    for field in stored_fields(kind):
        if field.facet and field.kind is not FieldKind.TAGS:
            Index(f"ix_{kind}_{field.column_name}", table.c[field.column_name], sqlite_where=ALIVE)
    for name in ("name_sort", "code_sort", "supplier_sort", "price_idr", "expires", "photo_count"):
        if name in table.c:
            Index(f"ix_{kind}_{name}", table.c[name], sqlite_where=ALIVE)
    if "code" in keys:
        Index(f"uq_{kind}_code", table.c.code, unique=True)
    return table


supplier = _record_table(RecordKind.SUPPLIER)
product = _record_table(RecordKind.PRODUCT)
certification = _record_table(RecordKind.CERTIFICATION)
Index("ix_product_gtin", product.c.gtin, sqlite_where=text("gtin IS NOT NULL"))
Index("ix_product_supplier_code", product.c.supplier_code, sqlite_where=text("supplier_code IS NOT NULL"))
buyer = _record_table(RecordKind.BUYER)
offer = _record_table(RecordKind.OFFER)
Index("ix_offer_sheet_id", offer.c.sheet_id)
Index("ix_offer_number", offer.c.number)
if "supplier_id" not in {c.name for i in certification.indexes for c in i.columns}:
    Index("ix_certification_supplier_id", certification.c.supplier_id)

certification_product = Table(
    "certification_product",
    metadata,
    *_row_columns(),
    Column("certification_id", Integer, ForeignKey("certification.id", ondelete="CASCADE"), nullable=False),
    Column("product_id", Integer, ForeignKey("product.id", ondelete="CASCADE"), nullable=False, index=True),
    UniqueConstraint("certification_id", "product_id"),
    sqlite_autoincrement=True,
)

offer_line = Table(
    "offer_line",
    metadata,
    *_row_columns(),
    Column("offer_id", Integer, ForeignKey("offer.id", ondelete="CASCADE"), nullable=False, index=True),
    Column("position", Integer, nullable=False),
    Column("product_uid", Text, nullable=False, index=True),
    Column("code", Text, nullable=False),
    Column("name", Text, nullable=False),
    Column("unit", Text, nullable=False),
    Column("price", Integer),
    Column("second_quantity", Integer),
    Column("second_price", Integer),
    Column("price_revision", Text, nullable=False),
    Column("facts", Text, nullable=False, server_default="{}"),
    sqlite_autoincrement=True,
)

buyer_order = Table(
    "buyer_order",
    metadata,
    *_row_columns(),
    Column("code", Text, nullable=False, unique=True),
    Column("offer_id", Integer, ForeignKey("offer.id"), nullable=False, index=True),
    Column("received_at", Text, nullable=False),
    Column("file_name", Text, nullable=False),
    Column("sha256", Text, nullable=False, index=True),
    Column("status", Text, nullable=False, server_default="draft"),
    Column("reference", Text),
    Column("remarks", Text),
    sqlite_autoincrement=True,
)

order_line = Table(
    "order_line",
    metadata,
    *_row_columns(),
    Column("order_id", Integer, ForeignKey("buyer_order.id", ondelete="CASCADE"), nullable=False, index=True),
    Column("offer_line_id", Integer, ForeignKey("offer_line.id"), nullable=False),
    Column("position", Integer, nullable=False),
    Column("product_uid", Text, nullable=False, index=True),
    Column("units", Integer, nullable=False),
    Column("price", Integer),
    Column("remarks", Text),
    sqlite_autoincrement=True,
)

showcase_result = Table(
    "showcase_result",
    metadata,
    *_row_columns(),
    Column("offer_line_id", Integer, ForeignKey("offer_line.id", ondelete="CASCADE"), nullable=False, unique=True),
    Column("brought", Integer),
    Column("sold", Integer),
    Column("note", Text),
    sqlite_autoincrement=True,
)

saved_layout = Table(
    "saved_layout",
    metadata,
    *_row_columns(),
    Column("name", Text, nullable=False, unique=True),
    Column("base", Text, nullable=False),
    Column("buyer_id", Integer, ForeignKey("buyer.id"), index=True),
    Column("settings", Text, nullable=False),
    sqlite_autoincrement=True,
)

photo = Table(
    "photo",
    metadata,
    *_row_columns(),
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
    *_row_columns(),
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
    *_row_columns(),
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

house = Table(
    "house",
    metadata,
    *_row_columns(),
    *(Column(name, Text) for name in HOUSE_COLUMNS if name != "logo_photo_id"),
    Column("logo_photo_id", Integer, ForeignKey("photo.id")),
    CheckConstraint("id = 1", name="one"),
)  # fmt: skip

staff = Table(
    "staff",
    metadata,
    *_row_columns(),
    Column("name", Text, nullable=False, unique=True),
    Column("initials", Text),
    Column("role", Text),
    Column("consultant_field", Text),
    Column("active", Boolean(create_constraint=False), nullable=False, server_default=text("1")),
    sqlite_autoincrement=True,
)

saved_view = Table(
    "saved_view",
    metadata,
    *_row_columns(),
    Column("kind", Text, nullable=False),
    Column("name", Text, nullable=False),
    Column("settings", Text, nullable=False),
    Column("position", Integer, nullable=False, server_default=text("0")),
    UniqueConstraint("kind", "name"),
    sqlite_autoincrement=True,
)

reference_item = Table(
    "reference_item",
    metadata,
    Column("list", Text, primary_key=True),
    Column("code", Text, primary_key=True),
    Column("parent", Text),
    Column("label_id", Text, nullable=False),
    Column("label_en", Text, nullable=False),
    Column("data", Text, nullable=False, server_default="{}"),
    Column("origin", Text, nullable=False, server_default="shipped"),
)

setting = Table(
    "setting",
    metadata,
    Column("key", Text, primary_key=True),
    Column("value", Text, nullable=False),
)

code_counter = Table(
    "code_counter",
    metadata,
    Column("prefix", Text, primary_key=True),
    Column("last", Integer, nullable=False),
)

import_batch = Table(
    "import_batch",
    metadata,
    *_row_columns(),
    Column("at", Text, nullable=False),
    Column("file_name", Text, nullable=False),
    Column("sha256", Text, nullable=False, index=True),
    Column("options", Text, nullable=False, server_default="{}"),
    Column("summary", Text, nullable=False, server_default="{}"),
    Column("row_map", LargeBinary),
    sqlite_autoincrement=True,
)

change_set = Table(
    "change_set",
    metadata,
    Column("id", Integer, primary_key=True),
    Column("at", Text, nullable=False),
    Column("author", Text, nullable=False),
    Column("computer", Text, nullable=False),
    Column("kind", Text, nullable=False),
    Column("label", Text, nullable=False),
    Column("label_values", Text, nullable=False, server_default="{}"),
    Column("counts", Text, nullable=False, server_default="{}"),
    Column("reverts", Integer, ForeignKey("change_set.id"), index=True),
    sqlite_autoincrement=True,
)

change_row = Table(
    "change_row",
    metadata,
    Column("id", Integer, primary_key=True),
    Column("change_set_id", Integer, ForeignKey("change_set.id"), nullable=False, index=True),
    Column("table_name", Text, nullable=False),
    Column("row_id", Integer, nullable=False),
    Column("operation", Text, nullable=False),
    Column("version", Integer, nullable=False),
    Column("before", Text),
    Column("after", Text),
    Index("ix_change_row_table_name_row_id", "table_name", "row_id"),
)

remembered_shape = Table(
    "remembered_shape",
    metadata,
    Column("id", Integer, primary_key=True),
    Column("fingerprint", Text, nullable=False),
    Column("supplier_uid", Text, nullable=False, server_default=""),
    Column("reading", Text, nullable=False),
    Column("file_name", Text, nullable=False),
    Column("used_at", Text, nullable=False),
    Column("times", Integer, nullable=False, server_default=text("1")),
    UniqueConstraint("fingerprint", "supplier_uid"),
    sqlite_autoincrement=True,
)

remembered_word = Table(
    "remembered_word",
    metadata,
    Column("target", Text, primary_key=True),
    Column("text", Text, primary_key=True),
    Column("supplier_uid", Text, primary_key=True, server_default=""),
    Column("token", Text, nullable=False),
    Column("used_at", Text, nullable=False),
)

inbox_file = Table(
    "inbox_file",
    metadata,
    Column("id", Integer, primary_key=True),
    Column("sha256", Text, nullable=False),
    Column("extension", Text, nullable=False),
    Column("size_bytes", Integer, nullable=False),
    Column("name", Text, nullable=False),
    Column("source", Text, nullable=False, server_default=""),
    Column("sender", Text, nullable=False, server_default=""),
    Column("dated", Text),
    Column("arrived_at", Text, nullable=False),
    Column("state", Text, nullable=False, server_default="new"),
    Column("shape", Text, nullable=False, index=True, server_default=""),
    Column("supplier", Text, nullable=False, server_default=""),
    Column("told", Text, nullable=False, server_default="{}"),
    Column("change_set_id", Integer, ForeignKey("change_set.id")),
    UniqueConstraint("sha256", "source", "name"),
    sqlite_autoincrement=True,
)

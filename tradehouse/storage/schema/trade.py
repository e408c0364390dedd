"""Buyers, the lists issued to them and what came back."""

from sqlalchemy import Column, ForeignKey, Index, Integer, Table, Text

from tradehouse.domain.fields import RecordKind
from tradehouse.storage.schema.pieces import metadata, record_table, row_columns

buyer = record_table(RecordKind.BUYER)
offer = record_table(RecordKind.OFFER)
Index("ix_offer_sheet_id", offer.c.sheet_id)
Index("ix_offer_number", offer.c.number)

offer_line = Table(
    "offer_line",
    metadata,
    *row_columns(),
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
    *row_columns(),
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
    *row_columns(),
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
    *row_columns(),
    Column("offer_line_id", Integer, ForeignKey("offer_line.id", ondelete="CASCADE"), nullable=False, unique=True),
    Column("brought", Integer),
    Column("sold", Integer),
    Column("note", Text),
    sqlite_autoincrement=True,
)

saved_layout = Table(
    "saved_layout",
    metadata,
    *row_columns(),
    Column("name", Text, nullable=False, unique=True),
    Column("base", Text, nullable=False),
    Column("buyer_id", Integer, ForeignKey("buyer.id"), index=True),
    Column("settings", Text, nullable=False),
    sqlite_autoincrement=True,
)

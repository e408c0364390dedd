"""What was done, what came in and what is remembered of it."""

from sqlalchemy import Column, ForeignKey, Index, Integer, LargeBinary, Table, Text, UniqueConstraint, text

from tradehouse.storage.schema.pieces import metadata, row_columns

import_batch = Table(
    "import_batch",
    metadata,
    *row_columns(),
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

"""The house itself, its staff and its settings."""

from sqlalchemy import Boolean, CheckConstraint, Column, ForeignKey, Integer, Table, Text, UniqueConstraint, text

from tradehouse.storage.rows import HOUSE_COLUMNS
from tradehouse.storage.schema.pieces import metadata, row_columns

house = Table(
    "house",
    metadata,
    *row_columns(),
    *(Column(name, Text) for name in HOUSE_COLUMNS if name != "logo_photo_id"),
    Column("logo_photo_id", Integer, ForeignKey("photo.id")),
    CheckConstraint("id = 1", name="one"),
)  # fmt: skip

staff = Table(
    "staff",
    metadata,
    *row_columns(),
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
    *row_columns(),
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

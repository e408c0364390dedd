"""What tables are made of. Record tables take their columns from FIELDS, so that a field is described once.

Derived columns (`*_sort`, `search_text`, `photo_count`) are worked out from the others when a row is written, never
typed and never part of the history. Full-text tables and triggers cannot be said in SQLAlchemy and stand in the
migrations as SQL.
"""

from typing import Any

from sqlalchemy import (
    Column,
    ForeignKey,
    Index,
    Integer,
    MetaData,
    Table,
    Text,
    text,
)
from sqlalchemy.types import REAL, TypeEngine

from tradehouse.domain.fields import Field, FieldKind, RecordKind, fields, stored_fields

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


def row_columns() -> list[Column[Any]]:
    """Return the columns that every recorded table has."""
    return [
        Column("id", Integer, primary_key=True),
        Column("uid", Text, nullable=False, unique=True),
        Column("version", Integer, nullable=False, server_default=text("1")),
    ]


def record_table(kind: RecordKind) -> Table:
    keys = fields(kind)
    derived: list[Column[Any]] = [
        Column("name_sort", Text, nullable=False),
        Column("search_text", Text, nullable=False),
    ]
    if "code" in keys:
        derived.append(Column("code_sort", Text, nullable=False))
    if "supplier" in keys:
        derived += [Column("supplier_sort", Text), Column("supplier_text", Text)]
    if kind is RecordKind.CERTIFICATION:
        derived.append(Column("holds_until", Text))
    if "photo_count" in keys:
        derived.append(Column("photo_count", Integer, nullable=False, server_default=text("0")))
    table = Table(
        str(kind),
        metadata,
        *row_columns(),
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

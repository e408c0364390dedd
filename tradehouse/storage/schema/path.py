"""The tables around a supplier's path: growth, mentoring, problems, programmes with who took part, surveys, partners."""

from sqlalchemy import REAL, Column, ForeignKey, Index, Integer, Table, Text, UniqueConstraint, text

from tradehouse.domain.fields import RecordKind
from tradehouse.storage.schema.pieces import ALIVE, metadata, record_table, row_columns


def _to(table: str, *, index: bool = True, nullable: bool = False, cascade: bool = True) -> Column[int]:
    """Return a column that points to a row of another table."""
    key = ForeignKey(f"{table}.id", ondelete="CASCADE" if cascade else None)
    return Column(f"{table}_id", Integer, key, nullable=nullable, index=index)


programme = record_table(RecordKind.PROGRAMME)
service = record_table(RecordKind.SERVICE)
Index("ix_service_date", service.c.date, sqlite_where=ALIVE)
Index("ix_service_next_date", service.c.next_date, sqlite_where=ALIVE)
partner = record_table(RecordKind.PARTNER)

growth_snapshot = Table(
    "growth_snapshot",
    metadata,
    *row_columns(),
    _to("supplier", index=False),
    Column("date", Text, nullable=False),
    Column("sales_idr", Integer),
    Column("capital_idr", Integer),
    Column("employees_men", Integer),
    Column("employees_women", Integer),
    Column("market_reach", Text),
    Column("source", Text),
    UniqueConstraint("supplier_id", "date"),
    Index("ix_growth_snapshot_supplier_id", "supplier_id", "date", "sales_idr"),
    sqlite_autoincrement=True,
)

step_up = Table(
    "step_up",
    metadata,
    *row_columns(),
    _to("supplier"),
    Column("date", Text, nullable=False),
    Column("kind", Text, nullable=False),
    Column("came_from", Text),
    Column("went_to", Text, nullable=False),
    Column("criteria", Text, nullable=False, server_default="[]"),
    Column("evidence", Text),
    sqlite_autoincrement=True,
)

mentoring_case = Table(
    "mentoring_case",
    metadata,
    *row_columns(),
    _to("supplier"),
    _to("programme", nullable=True, cascade=False),
    Column("starts", Text, nullable=False),
    Column("ends", Text),
    Column("mentor", Text),
    Column("outcome", Text, nullable=False, server_default="running"),
    Column("notes", Text),
    sqlite_autoincrement=True,
)

problem = Table(
    "problem",
    metadata,
    *row_columns(),
    _to("supplier"),
    Column("kind", Text, nullable=False),
    Column("field", Text),
    Column("severity", Text, nullable=False, server_default="medium"),
    Column("opened", Text, nullable=False),
    Column("solved", Text),
    Column("note", Text),
    _to("service", nullable=True, cascade=False),
    sqlite_autoincrement=True,
)

expert = Table(
    "expert",
    metadata,
    *row_columns(),
    Column("name", Text, nullable=False, unique=True),
    Column("fields", Text, nullable=False, server_default="[]"),
    Column("organisation", Text),
    sqlite_autoincrement=True,
)

programme_session = Table(
    "programme_session",
    metadata,
    *row_columns(),
    _to("programme"),
    Column("date", Text),
    Column("topic", Text, nullable=False),
    _to("expert", nullable=True, cascade=False),
    Column("channel", Text),
    Column("minutes", Integer),
    Column("recording", Text),
    Column("recording_channel", Text),
    sqlite_autoincrement=True,
)

participation = Table(
    "participation",
    metadata,
    *row_columns(),
    _to("programme", index=False),
    _to("programme_session", nullable=True, cascade=False),
    _to("supplier", index=False, nullable=True, cascade=False),
    Column("person", Text),
    Column("firm", Text),
    Column("phone", Text),
    Column("province", Text),
    Column("regency", Text),
    Column("registered", Text),
    Column("attended", Integer),
    Column("channel", Text),
    Column("source", Text),
    Index("ix_participation_programme_id_supplier_id", "programme_id", "supplier_id", "attended"),
    Index("ix_participation_supplier_id", "supplier_id", "attended"),
    Index(
        "ix_participation_names",
        "programme_id",
        "person",
        "firm",
        "phone",
        "province",
        sqlite_where=text("supplier_id IS NULL"),
    ),
    sqlite_autoincrement=True,
)

selection = Table(
    "selection",
    metadata,
    *row_columns(),
    _to("programme"),
    _to("supplier"),
    Column("rank", Integer, nullable=False),
    Column("score", REAL),
    Column("reasons", Text, nullable=False, server_default="[]"),
    Column("chosen", Integer, nullable=False, server_default=text("1")),
    UniqueConstraint("programme_id", "supplier_id"),
    sqlite_autoincrement=True,
)

partner_link = Table(
    "partner_link",
    metadata,
    *row_columns(),
    _to("partner"),
    _to("programme", nullable=True),
    _to("supplier", nullable=True),
    Column("role", Text),
    UniqueConstraint("partner_id", "programme_id", "supplier_id"),
    sqlite_autoincrement=True,
)

survey_wave = Table(
    "survey_wave",
    metadata,
    *row_columns(),
    Column("name", Text, nullable=False, unique=True),
    Column("date", Text, nullable=False),
    Column("region", Text),
    Column("office", Text),
    Column("notes", Text),
    sqlite_autoincrement=True,
)

survey_answer = Table(
    "survey_answer",
    metadata,
    *row_columns(),
    _to("survey_wave"),
    _to("supplier"),
    Column("turnover_change", REAL),
    Column("cash_months", REAL),
    Column("staff_before", Integer),
    Column("staff_cut", Integer),
    Column("answered", Text),
    Column("note", Text),
    UniqueConstraint("survey_wave_id", "supplier_id"),
    sqlite_autoincrement=True,
)

target = Table(
    "target",
    metadata,
    *row_columns(),
    Column("report", Text, nullable=False),
    Column("measure", Text, nullable=False, server_default=""),
    Column("year", Integer, nullable=False),
    Column("quarter", Integer, nullable=False),
    Column("value", Integer, nullable=False),
    UniqueConstraint("report", "measure", "year", "quarter"),
    sqlite_autoincrement=True,
)

"""The desk of certificates (last days, applications, types, scans) and the path of suppliers with its programmes."""

from datetime import date

from alembic import op

from tradehouse.domain.certificates import last_day
from tradehouse.storage.migrations import statements

revision = "0005"
down_revision = "0004"


def upgrade() -> None:
    """Add tables and columns; work out until when the certificates that are there hold."""
    for statement in statements("0005_desks.sql"):
        op.execute(statement)
    connection = op.get_bind()
    rows = connection.exec_driver_sql("SELECT id, type, issued, expires, no_expiry FROM certification").all()
    for row_id, code, issued, expires, no_expiry in rows:
        known = [date.fromisoformat(day) if day else None for day in (issued, expires)]
        until = last_day(code, *known, no_expiry=bool(no_expiry))
        if until is not None:
            connection.exec_driver_sql(
                "UPDATE certification SET holds_until = ? WHERE id = ?", (until.isoformat(), row_id)
            )

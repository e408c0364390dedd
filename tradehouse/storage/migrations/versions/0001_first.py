"""The first catalogue."""

from alembic import op

from tradehouse.storage.migrations import statements

revision = "0001"
down_revision = None


def upgrade() -> None:
    """Create all tables, indexes, full-text tables and triggers."""
    for statement in statements("0001_first.sql"):
        op.execute(statement)

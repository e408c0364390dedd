"""Buyers, the lists issued to them, what came back, and layouts of the house's own."""

from alembic import op

from tradehouse.storage.migrations import statements

revision = "0004"
down_revision = "0003"


def upgrade() -> None:
    """Add the tables; nothing that is there changes."""
    for statement in statements("0004_offers.sql"):
        op.execute(statement)

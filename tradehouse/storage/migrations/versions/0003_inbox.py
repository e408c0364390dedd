"""What was decided about files is remembered, and files wait in an inbox."""

from alembic import op

from tradehouse.storage.migrations import statements

revision = "0003"
down_revision = "0002"


def upgrade() -> None:
    """Add the tables of the memory and of the inbox; nothing that is there changes."""
    for statement in statements("0003_inbox.sql"):
        op.execute(statement)

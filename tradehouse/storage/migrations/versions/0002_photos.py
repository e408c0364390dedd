"""Photos: what culling measures and says, and the tray of those that are on no product yet."""

from alembic import op

from tradehouse.storage.migrations import statements

revision = "0002"
down_revision = "0001"


def upgrade() -> None:
    """Add the columns of culling and the tray; nothing that is there changes."""
    for statement in statements("0002_photos.sql"):
        op.execute(statement)

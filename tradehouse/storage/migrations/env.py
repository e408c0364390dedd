"""Runs inside Alembic: gives it the connection that upgrade.py prepared."""

from alembic import context

from tradehouse.storage.schema import metadata

connection = context.config.attributes["connection"]
context.configure(connection=connection, target_metadata=metadata, transactional_ddl=True)
with context.begin_transaction():
    context.run_migrations()

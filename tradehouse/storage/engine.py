"""SQLAlchemy's engine for units of work: explicit transactions over the driver's own connection."""

from pathlib import Path

from sqlalchemy import Connection, Engine, create_engine, event
from sqlalchemy.pool import QueuePool

from tradehouse.storage.reader import connect


def make_engine(path: Path) -> Engine:
    """Return an engine on the database file. A transaction begins IMMEDIATE unless its connection is told otherwise."""
    engine = create_engine(
        "sqlite://", creator=lambda: connect(path, read_only=False), poolclass=QueuePool, pool_size=2, max_overflow=4
    )

    @event.listens_for(engine, "begin")
    def _on_begin(connection: Connection) -> None:
        connection.exec_driver_sql(connection.get_execution_options().get("begin", "BEGIN IMMEDIATE"))

    return engine

"""Bringing a catalogue to the schema of this program, or refusing one that is newer.

Foreign keys are off during a migration and checked after it: with them on, rebuilding a parent table would delete
its children. The switch does nothing inside a transaction, so it is set before.
"""

import sqlite3
from importlib.metadata import PackageNotFoundError, version
from pathlib import Path

from tradehouse.domain.errors import StorageProblem
from tradehouse.domain.language import N_
from tradehouse.storage.faults import storage_errors
from tradehouse.storage.migrations import HEAD, REVISIONS
from tradehouse.storage.reader import Reader

APPLICATION_ID = 0x54524448  # "TRDH": lets `file` and other programs recognise a catalogue


def program_version() -> str:
    """Return the version of this program."""
    try:
        return version("tradehouse")
    except PackageNotFoundError:
        return "0"


def revision_of(path: Path) -> str | None:
    """Return the schema revision of a database file, None for a missing or empty one. Raises StorageProblem."""
    if not path.exists() or path.stat().st_size == 0:
        return None
    with storage_errors(path):
        connection = sqlite3.connect(f"{path.resolve().as_uri()}?mode=ro", uri=True)
        try:
            names = {row[0] for row in connection.execute("SELECT name FROM sqlite_master WHERE type = 'table'")}
            if "alembic_version" not in names:
                if names:
                    raise StorageProblem(
                        "not_a_catalogue",
                        N_("{path} is a database of another program. Choose another folder."),
                        path=path,
                    )
                return None
            row = connection.execute("SELECT version_num FROM alembic_version").fetchone()
            revision = str(row[0]) if row else None
            if revision not in {None, *REVISIONS}:
                needed = connection.execute("SELECT value FROM setting WHERE key = 'needs_program'").fetchone()
                raise StorageProblem(
                    "newer_catalogue",
                    N_(
                        "{path} was written by a newer Tradehouse ({needed}). Install that version or a later one; nothing was changed."
                    ),
                    path=path,
                    needed=needed[0].strip('"') if needed else revision,
                )
            return revision
        finally:
            connection.close()


def needs_upgrade(path: Path) -> bool:
    """Return whether opening this catalogue will change its schema. Raises StorageProblem for a newer one."""
    return revision_of(path) != HEAD


def upgrade(path: Path) -> None:
    """Create the catalogue database or bring it to the newest schema, in one transaction. Raises StorageProblem."""
    from alembic import command
    from alembic.config import Config

    from tradehouse.storage.engine import make_engine

    config = Config()
    config.set_main_option("script_location", str(Path(__file__).parent / "migrations"))
    config.set_main_option("path_separator", "os")
    engine = make_engine(path)
    try:
        with storage_errors(path), engine.connect() as plain:
            # Said to the driver itself: through SQLAlchemy it would stand inside a transaction, where it does nothing.
            driver = plain.connection.driver_connection
            assert isinstance(driver, sqlite3.Connection)  # noqa: S101 - tells mypy which driver this is
            driver.execute("PRAGMA foreign_keys = OFF")
            with plain.begin():
                config.attributes["connection"] = plain
                command.upgrade(config, "head")
                _finish(plain, path)
            driver.execute(f"PRAGMA application_id = {APPLICATION_ID}")
    finally:
        engine.dispose()


def _finish(connection: Reader, path: Path) -> None:
    broken = connection.exec_driver_sql("PRAGMA foreign_key_check").fetchall()
    if broken:
        raise StorageProblem(
            "damaged",
            N_("{path} has {count} broken links between records and was left as it was. Restore the last good backup."),
            path=path,
            count=len(broken),
        )
    connection.exec_driver_sql(
        "INSERT INTO setting(key, value) VALUES ('needs_program', ?) "
        "ON CONFLICT(key) DO UPDATE SET value = excluded.value",
        (f'"{program_version()}"',),
    )

"""Revisions of the catalogue's schema, applied by Alembic when a catalogue is opened.

To add one: `versions/000N_what.py` with `upgrade()` built from `statements()` or Alembic operations, append its
revision to REVISIONS, and let the migration test fill an older catalogue, migrate it and count.
"""

from pathlib import Path

REVISIONS: tuple[str, ...] = ("0001", "0002", "0003", "0004", "0005")
HEAD = REVISIONS[-1]


def statements(name: str) -> list[str]:
    """Return the SQL statements of a file beside the revisions; a line `--;` ends each, since triggers hold `;`."""
    text = (Path(__file__).parent / "versions" / name).read_text(encoding="utf-8")
    return [part.strip() for part in text.split("\n--;\n")]

"""The views that somebody kept: a name and what the window needs to show the same again."""

import json
from collections.abc import Mapping
from typing import Any

from tradehouse.domain.desk import SavedView
from tradehouse.storage.reader import Reader
from tradehouse.storage.work import Work


def read_views(connection: Reader, kind: str) -> list[SavedView]:
    """Return the saved views of a kind in their order."""
    rows = connection.exec_driver_sql(
        "SELECT id, kind, name, settings, position FROM saved_view WHERE kind = ? ORDER BY position, id", (kind,)
    )
    return [SavedView(row[0], row[1], row[2], json.loads(row[3]), row[4]) for row in rows]


def put_view(work: Work, kind: str, name: str, settings: Mapping[str, Any]) -> int:
    """Keep a view under a name, replacing the one that has it; return its id."""
    said = json.dumps(settings, ensure_ascii=False, sort_keys=True)
    found = work.connection.exec_driver_sql(
        "SELECT id FROM saved_view WHERE kind = ? AND name = ?", (kind, name)
    ).scalar()
    if found is not None:
        work.update("saved_view", int(found), {"settings": said})
        return int(found)
    last = work.connection.exec_driver_sql(
        "SELECT coalesce(max(position), 0) FROM saved_view WHERE kind = ?", (kind,)
    ).scalar_one()
    return work.insert("saved_view", {"kind": kind, "name": name, "settings": said, "position": int(last) + 1})


def rename_view(work: Work, view_id: int, name: str) -> bool:
    """Give a view another name; return whether it differed. Raises NotFound."""
    return work.update("saved_view", view_id, {"name": name})


def remove_view(work: Work, view_id: int) -> None:
    """Remove a view; the history keeps it for undo."""
    work.delete_many("saved_view", [view_id])

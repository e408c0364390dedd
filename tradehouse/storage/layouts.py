"""Layouts of the house's own: a name, the shipped layout they are made of, what is different, and for which buyer."""

import json

from tradehouse.domain.layout_copies import LayoutCopy, changes_of
from tradehouse.storage.reader import Reader
from tradehouse.storage.work import Work


def read_layouts(connection: Reader) -> list[LayoutCopy]:
    """Return the layouts in the order of their names. Raises UserError where one cannot be read."""
    rows = connection.exec_driver_sql("SELECT id, name, base, buyer_id, settings FROM saved_layout ORDER BY name, id")
    return [LayoutCopy(row[1], row[2], changes_of(json.loads(row[4])), row[3], row[0]) for row in rows]


def put_layout(work: Work, copy: LayoutCopy) -> int:
    """Write a layout, over the one of its id or as a new one; return its id. Raises NotFound."""
    said = json.dumps(copy.changes.plain(), ensure_ascii=False, sort_keys=True)
    values = {"name": copy.name, "base": copy.base, "buyer_id": copy.buyer_id, "settings": said}
    if copy.id:
        work.update("saved_layout", copy.id, values)
        return copy.id
    return work.insert("saved_layout", values)


def remove_layout(work: Work, layout_id: int) -> None:
    """Remove a layout; the history keeps it for undo."""
    work.delete_many("saved_layout", [layout_id])

"""What a dragged photo carries: its number in a plan, or its id in the tray."""

import json
from collections.abc import Sequence

from PySide6.QtCore import QMimeData

PLAN = "application/x-tradehouse-plan-photos"
TRAY = "application/x-tradehouse-tray-photos"


def packed(kind: str, keys: Sequence[int]) -> QMimeData:
    """Return photos for the way: PLAN with numbers, TRAY with ids."""
    data = QMimeData()
    data.setData(kind, json.dumps(list(keys)).encode("ascii"))
    return data


def unpacked(data: QMimeData, kind: str) -> list[int]:
    """Return the photos of a kind that are dragged; none where something else is, or another program speaks."""
    try:
        found = json.loads(bytes(data.data(kind).data()) or b"[]")
    except ValueError:
        return []
    return [key for key in found if isinstance(key, int)] if isinstance(found, list) else []

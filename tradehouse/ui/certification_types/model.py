"""The certification types as a table: name, where it comes from, how many certificates have it."""

from collections.abc import Sequence
from typing import Any

from PySide6.QtCore import QObject, Qt

from tradehouse.domain.display import show_number
from tradehouse.domain.language import N_, _, current_language
from tradehouse.services.certification_types import ORIGIN_LABELS, KnownType, Origin
from tradehouse.ui.kit.badge import Status, Tone
from tradehouse.ui.kit.plain_table import RIGHT, STATUS_ROLE, Index, PlainModel

NAME, ORIGIN, COUNT = range(3)
_BADGES: dict[Origin, tuple[str, Tone]] = {
    Origin.CHANGED: ("edit", "attention"),
    Origin.OWN: ("home", "accent"),
}


def origin_status(origin: Origin) -> Status | None:
    """Return the badge of a type that the house changed or made; None for one as it was supplied."""
    if origin not in _BADGES:
        return None
    glyph, tone = _BADGES[origin]
    return Status(glyph, _(ORIGIN_LABELS[origin]), tone)


class TypesModel(PlainModel):
    """Holds what show() was given."""

    headings = (N_("Certificate type"), N_("Origin"), N_("Uses"))
    figures = (COUNT,)

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._types: list[KnownType] = []

    def show(self, types: Sequence[KnownType]) -> None:
        """Show these types instead."""
        self.beginResetModel()
        self._types = list(types)
        self.endResetModel()

    def count(self) -> int:
        return len(self._types)

    def type_at(self, row: int) -> KnownType | None:
        """Return the type of a row."""
        return self._types[row] if 0 <= row < len(self._types) else None

    def row_of(self, code: str) -> int:
        """Return the row of a type, -1 where it is not shown."""
        return next((row for row, known in enumerate(self._types) if known.kind.code == code), -1)

    def data(self, index: Index, role: int = int(Qt.ItemDataRole.DisplayRole)) -> Any:
        known, column = self._types[index.row()], index.column()
        if role == STATUS_ROLE and column == ORIGIN:
            return origin_status(known.origin)
        if role == Qt.ItemDataRole.TextAlignmentRole and column == COUNT:
            return RIGHT
        if role == Qt.ItemDataRole.ToolTipRole and column == NAME:
            return known.kind.issuer(current_language())
        if role != Qt.ItemDataRole.DisplayRole:
            return None
        if column == NAME:
            return known.kind.label(current_language())
        if column == COUNT:
            return show_number(known.certificates) if known.certificates else ""
        return ""

"""The ranking of a selection as a table: place, supplier, province, score, whether it goes, and why."""

from collections.abc import Sequence
from typing import Any

from PySide6.QtCore import Qt

from tradehouse.domain.display import show_number
from tradehouse.domain.language import N_, _
from tradehouse.domain.reference_lists import find_label
from tradehouse.domain.selection import Ranked
from tradehouse.ui.kit.badge import Status
from tradehouse.ui.kit.plain_table import RIGHT, STATUS_ROLE, Index, PlainModel

PLACE, SUPPLIER, PROVINCE, SCORE, GOES, WHY = range(6)


class RankingModel(PlainModel):
    """The best first."""

    headings = (N_("Rank"), N_("Supplier"), N_("Province"), N_("Score"), N_("Goes"), N_("Why"))
    figures = (PLACE, SCORE)

    def __init__(self) -> None:
        super().__init__()
        self.ranked: Sequence[Ranked] = ()

    def show_ranking(self, ranked: Sequence[Ranked]) -> None:
        """Show another ranking."""
        self.beginResetModel()
        self.ranked = ranked
        self.endResetModel()

    def count(self) -> int:
        return len(self.ranked)

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        one, column = self.ranked[index.row()], index.column()
        if role == Qt.ItemDataRole.TextAlignmentRole:
            return RIGHT if column in self.figures else None
        if role == STATUS_ROLE and column == GOES:
            return Status("check-circle", _("Goes"), "good") if one.chosen else Status("minus", _("Stays"), "neutral")
        if role not in (Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.ToolTipRole):
            return None
        match column:
            case 0:
                return str(index.row() + 1)
            case 1:
                return one.candidate.name
            case 2:
                return find_label("province", one.candidate.province) if one.candidate.province else ""
            case 3:
                return show_number(one.score)
            case 4:
                return _("Goes") if one.chosen else _("Stays")
            case _:
                return "  ·  ".join(reason.text() for reason in one.reasons)

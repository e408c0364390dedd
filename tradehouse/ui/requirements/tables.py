"""The two tables of the board: how many products have, lose or lack each type, and what each supplier must get."""

from collections.abc import Sequence
from typing import Any

from PySide6.QtCore import QModelIndex, QObject, QPersistentModelIndex, Qt

from tradehouse.domain.display import show_number
from tradehouse.domain.language import N_, _
from tradehouse.domain.reference_lists import find_label
from tradehouse.domain.requirements import Standing
from tradehouse.services.requirement_lists import market_words
from tradehouse.services.requirements import GAP_WORDS, SupplierGap, TypeCount
from tradehouse.ui.kit.badge import Status
from tradehouse.ui.kit.plain_table import RIGHT, STATUS_ROLE, PlainModel
from tradehouse.ui.theme import theme

Index = QModelIndex | QPersistentModelIndex
STANDINGS = (Standing.MISSING, Standing.EXPIRING, Standing.HAVE)
STANDING_WORDS = {
    Standing.HAVE: N_("In force"),
    Standing.EXPIRING: N_("Expiring"),
    Standing.MISSING: N_("Missing"),
    Standing.NOT_NEEDED: N_("Not needed"),
}
_INKS = {Standing.HAVE: "good", Standing.EXPIRING: "attention", Standing.MISSING: "danger"}
_GAP_STATUS = {
    "missing": ("error", "danger"),
    "lapsed": ("warning", "attention"),
    "in_process": ("loader", "accent"),
}


def gap_status(gap: SupplierGap) -> Status:
    """Return the badge of a gap; what is only recommended does not alarm."""
    glyph, tone = _GAP_STATUS[gap.state]
    if gap.recommended and gap.state == "missing":
        glyph, tone = "minus", "neutral"
    return Status(glyph, _(GAP_WORDS[gap.state]), tone)  # type: ignore[arg-type]


class TypeCounts(PlainModel):
    """A row for each type that is asked; the numbers say how many products stand how."""

    headings = (N_("Certificate type"), *(STANDING_WORDS[standing] for standing in STANDINGS))
    figures = (1, 2, 3)

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._counts: Sequence[TypeCount] = ()

    def show_counts(self, counts: Sequence[TypeCount]) -> None:
        """Show other counts."""
        self.beginResetModel()
        self._counts = counts
        self.endResetModel()

    def count(self) -> int:
        """Return how many types there are."""
        return len(self._counts)

    def type_of(self, row: int) -> TypeCount | None:
        """Return the type of a row, None where there is none."""
        return self._counts[row] if 0 <= row < len(self._counts) else None

    def products(self, index: Index) -> Sequence[int]:
        """Return the products behind the number of a cell."""
        found = self.type_of(index.row())
        if found is None or index.column() not in self.figures:
            return ()
        return found.products[STANDINGS[index.column() - 1]]

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        found = self.type_of(index.row())
        if found is None:
            return None
        if index.column() == 0:
            if role == Qt.ItemDataRole.DisplayRole:
                return _type_words(found)
            if role == Qt.ItemDataRole.ToolTipRole:
                return _tip(found)
            return theme().colour("muted") if role == Qt.ItemDataRole.ForegroundRole and found.recommended else None
        number = len(self.products(index))
        match role:
            case Qt.ItemDataRole.DisplayRole:
                return show_number(number)
            case Qt.ItemDataRole.TextAlignmentRole:
                return RIGHT
            case Qt.ItemDataRole.FontRole:
                return theme().font("strong" if number else "body", tabular=True)
            case Qt.ItemDataRole.ForegroundRole:
                return theme().colour(_ink(found, STANDINGS[index.column() - 1]) if number else "disabled")
            case Qt.ItemDataRole.ToolTipRole if number:
                return _("Show these products")
            case _:
                return None


def _ink(found: TypeCount, standing: Standing) -> str:
    return "muted" if found.recommended and standing is Standing.MISSING else _INKS[standing]


def _tip(found: TypeCount) -> str:
    words = [find_label("certification_type", found.type)]
    words.append(_("Recommended") if found.recommended else _("Required"))
    if found.per_shipment:
        words.append(_("Goes with each shipment."))
    words.append(_("Source: {source}").format(source=found.rule.source))
    return "\n".join(words)


class Gaps(PlainModel):
    """A row for each type that a supplier must get."""

    headings = (N_("Supplier"), N_("Must get"), N_("For the market"), N_("Products"), N_("State"))
    figures = (3,)

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._gaps: Sequence[SupplierGap] = ()

    def show_gaps(self, gaps: Sequence[SupplierGap]) -> None:
        """Show other gaps."""
        self.beginResetModel()
        self._gaps = gaps
        self.endResetModel()

    def count(self) -> int:
        """Return how many gaps there are."""
        return len(self._gaps)

    def gap(self, row: int) -> SupplierGap | None:
        """Return the gap of a row, None where there is none."""
        return self._gaps[row] if 0 <= row < len(self._gaps) else None

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        gap = self.gap(index.row())
        if gap is None:
            return None
        column = index.column()
        if role == STATUS_ROLE and column == 4:
            return gap_status(gap)
        if role == Qt.ItemDataRole.TextAlignmentRole and column == 3:
            return RIGHT
        if role == Qt.ItemDataRole.ForegroundRole:
            # Of one supplier after the other, the first line names it.
            before = self.gap(index.row() - 1)
            same = column == 0 and before is not None and before.maker.id == gap.maker.id
            return theme().colour("muted") if same or (column and gap.recommended) else None
        if role not in (Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.ToolTipRole):
            return None
        return (
            gap.maker.name or _("Without supplier"),
            _type_words(gap),
            market_words(gap.markets),
            show_number(len(gap.products)),
            _(GAP_WORDS[gap.state]),
        )[column]


def _type_words(asked: TypeCount | SupplierGap) -> str:
    name = find_label("certification_type", asked.type)
    return _("{type} (recommended)").format(type=name) if asked.recommended else name

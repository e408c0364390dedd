"""The rows of a list that came back: what it orders or reports, then what in it cannot be taken."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from decimal import Decimal
from typing import Any

from PySide6.QtCore import QAbstractTableModel, QModelIndex, QObject, QPersistentModelIndex, Qt

from tradehouse.domain.display import show_money, show_number
from tradehouse.domain.language import N_, _, ngettext
from tradehouse.services.offers.returned import Finding, Returned
from tradehouse.services.offers.showcase_returns import ShowcaseLine, ShowcasePlan
from tradehouse.services.orders.planning import OrderPlan, PlannedLine
from tradehouse.ui.kit.badge import Status
from tradehouse.ui.kit.plain_table import RIGHT, STATUS_ROLE
from tradehouse.ui.theme import theme

Index = QModelIndex | QPersistentModelIndex
CODE, NAME, STATE = 0, 1, -1
ORDER_HEADINGS = (
    N_("Code"), N_("Product"), N_("Ordered"), N_("Units"), N_("Price"), N_("Amount"), N_("m³"), N_("kg"), N_("Remarks"),
)  # fmt: skip
SHOWCASE_HEADINGS = (N_("Code"), N_("Product"), N_("Brought"), N_("Sold"), N_("Left"), N_("Remarks"))


@dataclass(frozen=True, slots=True)
class ReturnRow:
    """One row of the table: texts by column without the last, which is status; findings say all there is to say."""

    texts: tuple[str, ...]
    status: Status | None = None
    findings: tuple[Finding, ...] = ()
    line: PlannedLine | None = None


def rows_of(plan: OrderPlan | ShowcasePlan) -> list[ReturnRow]:
    """Return the rows of a plan."""
    if isinstance(plan, OrderPlan):
        taken = [_ordered(plan, line) for line in plan.lines]
        used = {line.row for line in plan.lines}
    else:
        taken = [_reported(plan, line) for line in plan.lines]
        used = {line.row for line in plan.lines}
    columns = len(headings_of(plan)) - 1
    return [*taken, *_not_taken(plan, used, columns)]


def headings_of(plan: OrderPlan | ShowcasePlan) -> tuple[str, ...]:
    """Return the msgids over the columns of a plan."""
    return ORDER_HEADINGS if isinstance(plan, OrderPlan) else SHOWCASE_HEADINGS


def of_file(plan: Returned) -> list[Finding]:
    """Return what there is to say about the file as a whole."""
    return [finding for finding in plan.findings if finding.kind == "file"]


def _ordered(plan: OrderPlan, line: PlannedLine) -> ReturnRow:
    taken = line.ordered
    currency = str(plan.offer["currency"])
    cartons = ngettext("{n} carton", "{n} cartons", line.quantity)
    typed = cartons if taken.cartons is not None else "{n} " + taken.line.unit
    found = tuple(plan.findings_of(line.row))
    return ReturnRow(
        (
            taken.line.code,
            taken.line.name,
            typed.format(n=show_number(line.quantity)),
            show_number(taken.units),
            show_money(taken.price, currency),
            show_money(taken.amount, currency),
            _measure(taken.cbm, 3),
            _measure(taken.gross_kg, 1),
        ),
        _status(found),
        found,
        line,
    )


def _reported(plan: ShowcasePlan, line: ShowcaseLine) -> ReturnRow:
    result = line.result
    found = tuple(plan.findings_of(line.row))
    figures = tuple("" if n is None else show_number(n) for n in (result.brought, result.sold, result.left))
    status = _status(found)
    if status is None and not line.changed:
        status = Status("check", _("Known already"))
    return ReturnRow((line.line.code, line.line.name, *figures), status, found)


def _status(found: Sequence[Finding]) -> Status | None:
    if not found:
        return None
    words = ngettext("{n} remark", "{n} remarks", len(found)).format(n=len(found))
    return Status("warning", words, "attention")


def _not_taken(plan: Returned, used: Iterable[int], columns: int) -> list[ReturnRow]:
    """Return a row for each line of the list that nothing comes of: foreign, unreadable, or struck."""
    taken = set(used)
    rows = []
    for finding in plan.findings:
        if finding.kind == "file" or finding.row in taken:
            continue
        struck = finding.code == "struck"
        code = str(finding.message.values.get("code") or "")
        name = str(finding.message.values.get("name") or "")
        if not struck and finding.severity != "error":
            continue
        status = Status("minus", _("Struck"), "neutral") if struck else Status("error", _("Not taken"), "danger")
        name = name or next((a.line.name for a in plan.answers if a.row.row == finding.row), "")
        rows.append(ReturnRow((code, name, *[""] * (columns - 2)), status, (finding,)))
    return rows


def _measure(value: Decimal | None, places: int) -> str:
    return "–" if value is None else show_number(value, places=places)


@dataclass(slots=True)
class _Shown:
    headings: tuple[str, ...] = ()
    rows: list[ReturnRow] = field(default_factory=list)


class ReturnModel(QAbstractTableModel):
    """The rows in their order."""

    def __init__(self, parent: QObject) -> None:
        super().__init__(parent)
        self._shown = _Shown()

    def show_plan(self, plan: OrderPlan | ShowcasePlan) -> None:
        """Show the rows of a plan."""
        self.beginResetModel()
        self._shown = _Shown(headings_of(plan), rows_of(plan))
        self.endResetModel()

    def row(self, number: int) -> ReturnRow | None:
        """Return a row, None where there is none."""
        rows = self._shown.rows
        return rows[number] if 0 <= number < len(rows) else None

    def rowCount(self, parent: Index | None = None) -> int:
        return 0 if parent is not None and parent.isValid() else len(self._shown.rows)

    def columnCount(self, _parent: Index | None = None) -> int:
        return len(self._shown.headings)

    def headerData(self, section: int, orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        if orientation != Qt.Orientation.Horizontal:
            return None
        if role == Qt.ItemDataRole.DisplayRole:
            return _(self._shown.headings[section])
        return RIGHT if role == Qt.ItemDataRole.TextAlignmentRole and self._is_figure(section) else None

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        row, column = self._shown.rows[index.row()], index.column()
        last = column == len(self._shown.headings) - 1
        match role:
            case Qt.ItemDataRole.DisplayRole:
                return (row.status.word if row.status else "") if last else row.texts[column]
            case Qt.ItemDataRole.ToolTipRole:
                return "\n".join(str(finding.message) for finding in row.findings) or row.texts[NAME]
            case Qt.ItemDataRole.TextAlignmentRole if self._is_figure(column):
                return RIGHT
            case Qt.ItemDataRole.FontRole:
                return theme().font(code=column == CODE, tabular=self._is_figure(column))
        return row.status if role == STATUS_ROLE and last else None

    def _is_figure(self, column: int) -> bool:
        return NAME < column < len(self._shown.headings) - 1

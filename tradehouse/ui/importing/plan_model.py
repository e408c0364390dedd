"""The rows of a plan as a table. A row is put into words when it is painted, so that 100,000 of them open at once."""

from array import array
from bisect import bisect_left
from collections import OrderedDict
from typing import Any

from PySide6.QtCore import QModelIndex, QObject, QPersistentModelIndex, Qt

from tradehouse.domain.display import show_number
from tradehouse.domain.language import N_, Message, _, ngettext
from tradehouse.services.importing.drafts import Outcome
from tradehouse.services.importing.plan_rows import Difference, PlanRow, PlanRows
from tradehouse.services.importing.reporting import ImportReport, Told
from tradehouse.ui.kit.badge import Status
from tradehouse.ui.kit.plain_table import RIGHT, STATUS_ROLE, PlainModel
from tradehouse.ui.theme import theme

Index = QModelIndex | QPersistentModelIndex
ROW, STATE, WHAT, CHANGES, REASON = range(5)
HEADINGS = (N_("Row"), N_("State"), N_("What"), N_("What it brings"), N_("Why"))
KEPT = 400
_STATUS = {
    Outcome.CREATED: ("plus", N_("New"), "good"),
    Outcome.UPDATED: ("edit", N_("Changed"), "accent"),
    Outcome.UNCHANGED: ("check", N_("As it is"), "neutral"),
    Outcome.REJECTED: ("error", N_("Rejected"), "danger"),
    Outcome.SKIPPED: ("minus", N_("Passed over"), "neutral"),
}


def outcome_status(outcome: Outcome) -> Status:
    """Return the badge of what becomes of a row."""
    glyph, words, tone = _STATUS[outcome]
    return Status(glyph, _(words), tone)  # type: ignore[arg-type]


def say_difference(difference: Difference) -> str:
    """Return one change: "Price: Rp 10.000 → Rp 12.000"."""
    if not difference.before:
        return f"{difference.label}: {difference.after or '–'}"
    return f"{difference.label}: {difference.before} → {difference.after or '–'}"


_IN_THE_WINDOW = {
    "no_supplier": N_(
        "The file names no supplier, so its products arrive with none. Go back to the columns to name one."
    ),
    "not_rupiah": N_(
        'The column "{heading}" was not taken: half of its prices are under {limit}, too little for rupiah. Go back to '
        "the columns and say what prices are in."
    ),
    "small_amounts": N_(
        'Half of the amounts in "{heading}" are under {limit}. If they are in thousands or millions of rupiah, multiply the column.'
    ),
}
GRAVE = frozenset({*_IN_THE_WINDOW, "price_in_currency", "in_trash"})


def say_told(told: Told) -> str:
    """Return a remark in words that fit the window."""
    return in_the_window(told.code, told.message)


def in_the_window(code: str, message: Message) -> str:
    """Return a sentence in words that fit the window: where the command line names an option, we name a page."""
    msgid = _IN_THE_WINDOW.get(code)
    return str(Message(msgid, message.values)) if msgid else str(message)


def say_sheets(report: ImportReport) -> str:
    """Return what comes of which records, photos and sheets in one line."""
    parts = []
    kinds = (("products", _("products")), ("suppliers", _("suppliers")), ("certifications", _("certificates")))
    for name, words in kinds:
        counts = report.records[name]
        if counts["created"] or counts["updated"]:
            told = _("{kind}: {created} new, {updated} changed")
            created, updated = show_number(counts["created"]), show_number(counts["updated"])
            parts.append(told.format(kind=words, created=created, updated=updated))
    if report.photos["found"]:
        told = _("photos: {attached} of {found} find their product")
        parts.append(told.format(attached=report.photos["attached"], found=report.photos["found"]))
    if report.ignored:
        n = len(report.ignored)
        parts.append(ngettext("{n} sheet is not taken", "{n} sheets are not taken", n).format(n=n))
    parts += [say_told(told) for told in report.warnings if not told.row and told.code not in GRAVE][:2]
    return "  ·  ".join(parts)


class PlanModel(PlainModel):
    """Shows some of the rows of a plan."""

    headings = HEADINGS

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._rows: PlanRows | None = None
        self._keys: array[int] = array("q")
        self._known: OrderedDict[int, PlanRow] = OrderedDict()
        self._several = False

    def show_rows(self, rows: PlanRows | None, keys: "array[int]", *, several_sheets: bool) -> None:
        """Show these rows; with several sheets their names stand before the row numbers."""
        self.beginResetModel()
        if rows is not self._rows:
            self._known.clear()
        self._rows, self._keys, self._several = rows, keys, several_sheets
        self.figures = () if several_sheets else (ROW,)
        self.endResetModel()

    def plan_row(self, place: int) -> PlanRow | None:
        """Return the row at a place of the table."""
        if self._rows is None or not 0 <= place < len(self._keys):
            return None
        key = self._keys[place]
        if key not in self._known:
            self._known[key] = self._rows.row(key)
            if len(self._known) > KEPT:
                self._known.popitem(last=False)
        return self._known[key]

    def key_at(self, place: int) -> int | None:
        """Return the key of the row at a place of the table."""
        return self._keys[place] if 0 <= place < len(self._keys) else None

    def place_of(self, key: int) -> int:
        """Return where the row with a key stands, -1 where it is not shown."""
        at = bisect_left(self._keys, key)
        return at if at < len(self._keys) and self._keys[at] == key else -1

    def count(self) -> int:
        return len(self._keys)

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        row = self.plan_row(index.row())
        if row is None:
            return None
        column = index.column()
        match role:
            case Qt.ItemDataRole.DisplayRole:
                return self._text(row, column)
            case Qt.ItemDataRole.ToolTipRole if column in (WHAT, CHANGES, REASON):
                return self._text(row, column)
            case Qt.ItemDataRole.TextAlignmentRole if column == ROW and not self._several:
                return RIGHT
            case Qt.ItemDataRole.ForegroundRole:
                quiet = row.outcome in (Outcome.SKIPPED, Outcome.UNCHANGED)
                if column == REASON and row.reasons:
                    return theme().colour("danger" if row.outcome is Outcome.REJECTED else "attention")
                return theme().colour("muted") if quiet or column == ROW else None
            case _ if role == STATUS_ROLE and column == STATE:
                return outcome_status(row.outcome)
        return None

    def _text(self, row: PlanRow, column: int) -> str:
        match column:
            case 0:
                return f"{row.sheet} · {row.row}" if self._several else str(row.row)
            case 1:
                return outcome_status(row.outcome).word
            case 2:
                return row.what
            case 3:
                return ";  ".join(say_difference(difference) for difference in row.differences)
        return " ".join(row.reasons)

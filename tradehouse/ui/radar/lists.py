"""The lists of the radar: whose turn it is, and how the certificates of each type stand."""

from collections.abc import Mapping, Sequence
from datetime import date
from typing import Any

from PySide6.QtCore import QObject, Qt

from tradehouse.domain.certification_fields import EXPIRING
from tradehouse.domain.display import show_date, show_number
from tradehouse.domain.language import N_, _, current_language
from tradehouse.domain.radar import Radar, days_in_words
from tradehouse.domain.reference_lists import find_label
from tradehouse.services.radar import Due
from tradehouse.services.requirements import today
from tradehouse.ui.kit.badge import Status, Tone
from tradehouse.ui.kit.plain_table import RIGHT, STATUS_ROLE, Index, PlainModel

_DUE_HEADINGS = (N_("Supplier"), N_("Certificate type"), N_("Number"), N_("Last day"), N_("Time left"), N_("Phone"))
_LEFT = 4
_TYPE_HEADINGS = (N_("Certificate type"), N_("Expired"), N_("Up to 90 days"), N_("All"))
TYPE_TICKS: Mapping[int, frozenset[str]] = {1: frozenset({"expired"}), 2: frozenset(EXPIRING)}
"""The tokens of validity behind the columns of a type; the others are of all."""
_HURRY, _SOON = 30, 90


class DueTable(PlainModel):
    """One certificate a line, with how long it still holds and whom to call."""

    headings = _DUE_HEADINGS

    def __init__(self, parent: QObject) -> None:
        super().__init__(parent)
        self._rows: Sequence[Due] = ()

    def count(self) -> int:
        return len(self._rows)

    def show_rows(self, rows: Sequence[Due]) -> None:
        """Show other certificates."""
        self.beginResetModel()
        self._rows = rows
        self.endResetModel()

    def row(self, number: int) -> Due | None:
        """Return a line, None where there is none."""
        return self._rows[number] if 0 <= number < len(self._rows) else None

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        due = self._rows[index.row()]
        if role == STATUS_ROLE and index.column() == _LEFT:
            return time_left(due)
        if role not in (Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.ToolTipRole):
            return None
        certificate = due.certificate
        status = time_left(due)
        return (
            due.supplier["name"],
            find_label("certification_type", str(certificate["type"])),
            certificate["number"] or "",
            show_date(due.last_day) if due.last_day else "",
            status.word if status else "",
            due.phone,
        )[index.column()]


def time_left(due: Due) -> Status | None:
    """Return what the badge of a certificate says: how long it still holds, or how old one without an end is."""
    if due.days_left is None:
        issued: date | None = due.certificate["issued"]
        if issued is None:
            return None
        words = _("issued {ago}").format(ago=days_in_words((issued - today()).days, current_language()))
        return Status("help", words, "accent")
    tone: Tone = "danger" if due.days_left <= _HURRY else "attention" if due.days_left <= _SOON else "neutral"
    return Status("warning" if due.days_left < 0 else "clock", days_in_words(due.days_left, current_language()), tone)


class TypeTable(PlainModel):
    """One type a line: how many have ended, end soon, and all; those with the most to do first."""

    headings = _TYPE_HEADINGS
    figures = frozenset({1, 2, 3})

    def __init__(self, parent: QObject) -> None:
        super().__init__(parent)
        self._rows: list[tuple[str, int, int, int]] = []

    def count(self) -> int:
        return len(self._rows)

    def show_radar(self, radar: Radar) -> None:
        """Show the types of a radar."""
        rows = [
            (
                code,
                counts.get("expired", 0),
                sum(counts.get(token, 0) for token in EXPIRING),
                sum(counts.values()),
            )
            for code, counts in radar.types.items()
        ]
        self.beginResetModel()
        self._rows = sorted(rows, key=lambda row: (-row[1] - row[2], -row[3], row[0]))
        self.endResetModel()

    def code(self, number: int) -> str:
        """Return the type of a line, "" where there is none."""
        return self._rows[number][0] if 0 <= number < len(self._rows) else ""

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        if role == Qt.ItemDataRole.TextAlignmentRole and index.column() in self.figures:
            return RIGHT
        if role not in (Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.ToolTipRole):
            return None
        code, *counts = self._rows[index.row()]
        if index.column() == 0:
            return find_label("certification_type", code)
        value = counts[index.column() - 1]
        return show_number(value) if value else "–"

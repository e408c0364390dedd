"""The records of a package as a table: what each will become here."""

from collections.abc import Callable, Sequence
from typing import Any

from PySide6.QtCore import QModelIndex, QObject, QPersistentModelIndex, Qt

from tradehouse.domain.fields import RecordKind, name_field, stored_fields
from tradehouse.domain.language import N_, Message, _, ngettext
from tradehouse.domain.merging import Value
from tradehouse.services.importing.drafts import Outcome
from tradehouse.services.importing.plan_rows import Difference
from tradehouse.services.packages.planning import Entry, PackagePlan
from tradehouse.services.packages.reporting import show_value
from tradehouse.ui.importing.plan_model import outcome_status, say_difference
from tradehouse.ui.kit.badge import Status
from tradehouse.ui.kit.plain_table import STATUS_ROLE, PlainModel
from tradehouse.ui.theme import theme

Index = QModelIndex | QPersistentModelIndex
KIND, STATE, NAME, CHANGES, REASON = range(5)
HEADINGS = (N_("Record"), N_("State"), N_("Name"), N_("What it brings"), N_("Why"))
KINDS = {
    RecordKind.PRODUCT: N_("product"),
    RecordKind.SUPPLIER: N_("supplier"),
    RecordKind.CERTIFICATION: N_("certificate"),
}
FILTERS: Sequence[tuple[str, Callable[[Entry], bool]]] = (
    ("all", lambda _entry: True),
    ("conflicts", lambda entry: bool(entry.conflicts)),
    ("created", lambda entry: entry.outcome is Outcome.CREATED),
    ("updated", lambda entry: entry.outcome is Outcome.UPDATED),
    ("unchanged", lambda entry: entry.outcome is Outcome.UNCHANGED),
    ("rejected", lambda entry: entry.outcome is Outcome.REJECTED),
)


def status_of(entry: Entry) -> Status:
    """Return the badge of a record: a conflict that nobody decided comes before what becomes of it."""
    if entry.conflicts and not entry.theirs:
        return Status("warning", _("Both changed"), "attention")
    return outcome_status(entry.outcome)


def differences(plan: PackagePlan, entry: Entry) -> list[Difference]:
    """Return the fields that a record brings, or changes here."""
    known = {field.key: field for field in stored_fields(entry.kind)}
    if entry.outcome is Outcome.CREATED and entry.sent is not None:
        given = {**entry.sent.values, "supplier": entry.sent.supplier}
        pairs: dict[str, tuple[Value, Value]] = {
            key: (None, given.get(key)) for key in known if key != name_field(entry.kind)
        }
    else:
        pairs = entry.taken
    return [
        Difference(_(known[key].label), show_value(plan, known[key], before), show_value(plan, known[key], after))
        for key, (before, after) in pairs.items()
        if before is not None or after not in (None, "")
    ]


def say_links(entry: Entry) -> list[str]:
    """Return what a record brings beside fields: photos, and products under a certificate."""
    said = []
    if entry.photos:
        said.append(ngettext("{n} photo", "{n} photos", len(entry.photos)).format(n=len(entry.photos)))
    if entry.products:
        said.append(ngettext("{n} product", "{n} products", len(entry.products)).format(n=len(entry.products)))
    return said


class PackageModel(PlainModel):
    """Shows some of the entries of a plan, put into words when they are painted."""

    headings = HEADINGS

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._plan: PackagePlan | None = None
        self._entries: list[Entry] = []

    def show_entries(self, plan: PackagePlan, entries: list[Entry]) -> None:
        """Replace the rows."""
        self.beginResetModel()
        self._plan, self._entries = plan, entries
        self.endResetModel()

    def entry_at(self, row: int) -> Entry | None:
        """Return the entry of a row."""
        return self._entries[row] if 0 <= row < len(self._entries) else None

    def repaint_row(self, row: int) -> None:
        """Paint a row again: something was decided about it."""
        self.dataChanged.emit(self.index(row, 0), self.index(row, len(HEADINGS) - 1))

    def count(self) -> int:
        return len(self._entries)

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        entry = self.entry_at(index.row())
        if entry is None or self._plan is None:
            return None
        column = index.column()
        if role == STATUS_ROLE and column == STATE:
            return status_of(entry)
        if role == Qt.ItemDataRole.ForegroundRole:
            if column == REASON:
                return theme().colour("danger" if entry.outcome is Outcome.REJECTED else "attention")
            quiet = column == KIND or (entry.outcome is Outcome.UNCHANGED and not entry.conflicts)
            return theme().colour("muted") if quiet else None
        if role not in (Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.ToolTipRole):
            return None
        return self._text(self._plan, entry, column)

    def _text(self, plan: PackagePlan, entry: Entry, column: int) -> str:
        match column:
            case 0:
                return _(KINDS[entry.kind])
            case 1:
                return status_of(entry).word
            case 2:
                return entry.name or _("without a name")
            case 3:
                return ";  ".join([*say_links(entry), *map(say_difference, differences(plan, entry))])
        undecided = [_(c.field.label) for c in entry.conflicts if c.field.key not in entry.theirs]
        reasons = [str(message) for _key, _code, message in entry.reasons]
        if undecided:
            both = Message(N_("Changed on both sides: {fields}"), {"fields": ", ".join(undecided)})
            reasons.append(str(both))
        return " ".join(reasons)

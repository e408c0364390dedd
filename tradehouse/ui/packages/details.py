"""One record of a package in full, with the choice between ours and theirs where both sides changed a field."""

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QScrollArea, QVBoxLayout, QWidget

from tradehouse.domain.language import _
from tradehouse.services.importing.drafts import Outcome
from tradehouse.services.packages.planning import Entry, FieldConflict, PackagePlan
from tradehouse.services.packages.reporting import show_value
from tradehouse.ui.kit.badge import Badge
from tradehouse.ui.kit.caution import Caution
from tradehouse.ui.kit.labels import label
from tradehouse.ui.kit.segmented import Segmented
from tradehouse.ui.packages.model import KINDS, differences, say_links, status_of
from tradehouse.ui.theme import GAP, PANEL, SPACE

WIDTH = 340
OURS, THEIRS = "ours", "theirs"


class PackageDetails(QScrollArea):
    """Shows an Entry, or nothing.

    Signals:
        decided(key, theirs): a field in conflict is to have our value or theirs.
    """

    decided = Signal(str, bool)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("package_details")
        self.setFixedWidth(WIDTH)
        self.setWidgetResizable(True)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        content = QWidget()
        self._column = QVBoxLayout(content)
        self._column.setContentsMargins(PANEL, PANEL, PANEL, PANEL)
        self._column.setSpacing(SPACE)
        self.setWidget(content)
        self.choices: dict[str, Segmented] = {}

    def show_entry(self, plan: PackagePlan, entry: Entry | None) -> None:
        """Show a record in full."""
        self.choices = {}
        while (item := self._column.takeAt(0)) is not None:
            old = item.widget()
            if old is not None:
                old.hide()
                old.deleteLater()
        if entry is None:
            return
        self._column.addWidget(label(_(KINDS[entry.kind]), "small"))
        self._column.addWidget(label(entry.name or _("without a name"), "heading", wrap=True))
        self._column.addWidget(Badge(status_of(entry)))
        for _key, _code, message in entry.reasons:
            self._column.addSpacing(SPACE)
            self._column.addWidget(
                Caution(str(message), "danger" if entry.outcome is Outcome.REJECTED else "attention")
            )
        for conflict in entry.conflicts:
            self._add_conflict(plan, entry, conflict)
        for words in say_links(entry):
            self._column.addSpacing(SPACE)
            self._column.addWidget(label(words, "strong"))
        decided = {_(conflict.field.label) for conflict in entry.conflicts}
        for difference in differences(plan, entry):
            if difference.label in decided:
                continue
            self._column.addSpacing(SPACE)
            self._column.addWidget(label(difference.label, "small"))
            words = difference.after or "–"
            if entry.outcome is Outcome.UPDATED:
                words = _("{before} → {after}").format(before=difference.before or "–", after=words)
            self._column.addWidget(label(words, wrap=True))
        self._column.addSpacing(GAP)
        self._column.addStretch(1)

    def _add_conflict(self, plan: PackagePlan, entry: Entry, conflict: FieldConflict) -> None:
        key, name = conflict.field.key, _(conflict.field.label)
        ours, theirs = (show_value(plan, conflict.field, v) or "–" for v in (conflict.ours, conflict.theirs))
        self._column.addSpacing(GAP)
        self._column.addWidget(label(_("{field}: changed on both sides").format(field=name), "strong", wrap=True))
        self._column.addWidget(label(_("Ours: {value}").format(value=ours), wrap=True))
        self._column.addWidget(label(_("Theirs: {value}").format(value=theirs), wrap=True))
        choice = Segmented(name, ((OURS, _("Keep ours"), "home"), (THEIRS, _("Take theirs"), "import")))
        choice.setObjectName(f"decide.{key}")
        choice.choose(THEIRS if key in entry.theirs else OURS)
        choice.setEnabled(conflict.takeable)
        choice.chosen.connect(lambda side: self.decided.emit(key, side == THEIRS))
        self.choices[key] = choice
        self._column.addWidget(choice)
        if not conflict.takeable:
            self._column.addWidget(label(_("Theirs cannot be taken: it would leave a needed field empty."), "small", wrap=True))  # fmt: skip

"""The line above the shelf: what of the plan is shown, and whether by product or by label series."""

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QWidget

from tradehouse.domain.language import N_, _
from tradehouse.services.photo_matching import EntryState, PhotoPlan
from tradehouse.ui.kit.badge import Tone
from tradehouse.ui.kit.filter_chip import FilterChip
from tradehouse.ui.kit.segmented import Segmented
from tradehouse.ui.photo_matching.sections import GROUPS
from tradehouse.ui.theme import GAP, MARGIN

BY_PRODUCT, BY_SERIES = "product", "series"
_CHIPS: dict[str, tuple[str, Tone]] = {
    "": ("photo", "neutral"),
    "matched": ("check", "good"),
    "ambiguous": ("help", "accent"),
    "orphan": ("inbox", "attention"),
    "duplicate": ("copy", "neutral"),
    "refused": ("error", "danger"),
}


class PlanTools(QWidget):
    """Counts that filter, and a switch.

    Signals:
        chosen(): something else is to be shown.
    """

    chosen = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._group = ""
        self.chips: dict[str, FilterChip] = {}
        words = {"": N_("All"), **{name: words for name, words, _states in GROUPS}}
        row = QHBoxLayout(self)
        row.setContentsMargins(MARGIN, GAP, MARGIN, GAP)
        row.setSpacing(GAP)
        for name, (glyph, tone) in _CHIPS.items():
            chip = FilterChip(glyph, _(words[name]), tone)
            chip.setObjectName(f"filter.{name or 'all'}")
            chip.clicked.connect(lambda _on=False, name=name: self.choose(name))
            self.chips[name] = chip
            row.addWidget(chip)
        row.addStretch(1)
        self.layout_switch = Segmented(
            _("Arranged"), ((BY_PRODUCT, _("By product"), "box"), (BY_SERIES, _("By label"), "tag"))
        )
        self.layout_switch.setObjectName("arranged")
        self.layout_switch.chosen.connect(lambda _key: self._switched())
        row.addWidget(self.layout_switch)
        self.chips[""].setChecked(True)

    def show_plan(self, plan: PhotoPlan) -> None:
        """Show the counts of a plan; without labels there is nothing to switch."""
        self.chips[""].show_count(len(plan.entries))
        for name, _words, states in GROUPS:
            if name in self.chips:
                self.chips[name].show_count(len(plan.of(*states)))
        labels = bool(plan.of(EntryState.LABEL))
        self.layout_switch.setVisible(labels)
        if not labels and self.by_series():
            self.layout_switch.choose(BY_PRODUCT)
        if self._group and not self.chips[self._group].count():
            self._group = ""
            self.chips[""].setChecked(True)

    def group(self) -> str:
        """Return the group that is shown, "" for all."""
        return self._group

    def by_series(self) -> bool:
        """Whether photos are shown behind their labels."""
        return self.layout_switch.current() == BY_SERIES

    def choose(self, group: str) -> None:
        """Show one group of photos, "" for all."""
        self._group = group
        self.chips[group].setChecked(True)
        if self.by_series():
            self.layout_switch.choose(BY_PRODUCT)
        else:
            self.chosen.emit()

    def _switched(self) -> None:
        if self.by_series():
            for chip in self.chips.values():
                chip.show_off()
            self._group = ""
        else:
            self.chips[self._group].setChecked(True)
        self.chosen.emit()

"""How a product stands before the showcase and export, in its head: ready, or how far, each gap a way to its field."""

from collections.abc import Mapping

from PySide6.QtCore import QPoint, Signal
from PySide6.QtWidgets import QMenu, QSizePolicy, QWidget

from tradehouse.domain.language import N_, _
from tradehouse.domain.readiness import Gate
from tradehouse.services.readiness import Standing
from tradehouse.ui.kit.badge import BadgeButton, Status
from tradehouse.ui.kit.flow import FlowLayout
from tradehouse.ui.theme import SPACE

_NAMES = {Gate.SHOWCASE: N_("Showcase {met}/{asked}"), Gate.EXPORT: N_("Export {met}/{asked}")}
_READY = {Gate.SHOWCASE: N_("Ready for the showcase"), Gate.EXPORT: N_("Ready for export")}


class ReadinessBadges(QWidget):
    """A badge for each gate; pressed, it lists what is missing.

    Signals:
        gap_asked(Gap): the field that closes a gap is to be opened.
    """

    gap_asked = Signal(object)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("readiness")
        policy = QSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Minimum)
        policy.setHeightForWidth(True)
        self.setSizePolicy(policy)
        self._standing: Mapping[Gate, Standing] = {}
        self._flow = FlowLayout(self, SPACE)
        self.badges = {gate: BadgeButton(Status("loader", "…")) for gate in Gate}
        for gate, badge in self.badges.items():
            badge.setObjectName(f"readiness.{gate}")
            badge.clicked.connect(lambda _on=False, gate=gate: self.list_gaps(gate))
            badge.setEnabled(False)
            self._flow.addWidget(badge)

    def show_waiting(self) -> None:
        """Say nothing of the product before: it is another one now."""
        for gate, badge in self.badges.items():
            badge.setEnabled(False)
            badge.show_status(Status("clock", _(_NAMES[gate]).format(met="…", asked="…")))
        self._standing = {}

    def show_standing(self, standing: Mapping[Gate, Standing]) -> None:
        """Tell how the product stands; nothing for one that is gone."""
        self._standing = standing
        for gate, badge in self.badges.items():
            stands = standing.get(gate)
            badge.setVisible(stands is not None)
            if stands is not None:
                badge.setEnabled(bool(stands.gaps))
                badge.show_status(_status(gate, stands))
                badge.setToolTip("\n".join(str(gap) for gap in stands.gaps))

    def list_gaps(self, gate: Gate) -> QMenu | None:
        """Open the list of what is missing for a gate, each line a way to its field."""
        stands = self._standing.get(gate)
        if stands is None or not stands.gaps:
            return None
        menu = QMenu(self)
        menu.setObjectName("gaps")
        for gap in stands.gaps:
            action = menu.addAction(str(gap).replace("&", "&&"))
            action.triggered.connect(lambda _on=False, gap=gap: self.gap_asked.emit(gap))
        menu.aboutToHide.connect(menu.deleteLater)
        badge = self.badges[gate]
        menu.popup(badge.mapToGlobal(QPoint(0, badge.height())))
        return menu


def _status(gate: Gate, stands: Standing) -> Status:
    if not stands.gaps:
        return Status("check-circle", _(_READY[gate]), "good")
    return Status("warning", _(_NAMES[gate]).format(met=stands.met, asked=stands.asked), "attention")

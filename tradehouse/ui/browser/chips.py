"""The line of chips under the search box: what narrows the list at the moment, each with a cross."""

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QPushButton, QSizePolicy, QWidget

from tradehouse.domain.fields import RecordKind, fields
from tradehouse.domain.language import _
from tradehouse.domain.query import CHANGE, RECORDS
from tradehouse.ui.browser.facets import FacetPanel
from tradehouse.ui.browser.view_state import ViewState
from tradehouse.ui.kit.buttons import push_button
from tradehouse.ui.kit.flow import Chip, FlowLayout
from tradehouse.ui.theme import GAP


class FilterChips(QWidget):
    """One chip per ticked value and a way to clear all of them; hidden while nothing narrows.

    Signals:
        removed(key, token): a chip's cross was pressed.
        cleared(): everything that narrows is to go, words included.
    """

    removed = Signal(str, str)
    cleared = Signal()

    def __init__(self, kind: RecordKind, panel: FacetPanel, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("chips")
        policy = QSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Minimum)
        policy.setHeightForWidth(True)
        self.setSizePolicy(policy)
        self._kind = kind
        self._panel = panel
        self._flow = FlowLayout(self, GAP // 2 + 2)
        self._chips: list[Chip] = []
        self._clear: QPushButton = push_button(_("Clear all"), self.cleared.emit, kind="flat", parent=self)
        self._clear.setObjectName("clear_filters")
        self.hide()

    def show_state(self, state: ViewState) -> None:
        """Show the chips of a state."""
        while self._flow.takeAt(0) is not None:
            pass
        for chip in self._chips:
            chip.hide()
            chip.deleteLater()
        self._chips = []
        known = fields(self._kind)
        for key, tokens in state.ticks.items():
            for token in sorted(tokens):
                if key == CHANGE:
                    words = state.note or _("Change {id}").format(id=token)
                elif key == RECORDS:
                    words = state.note
                else:
                    words = f"{_(known[key].label)}: {self._panel.label_of(key, token)}"
                chip = Chip(words, self)
                chip.removed.connect(lambda key=key, token=token: self.removed.emit(key, token))
                self._chips.append(chip)
                self._flow.addWidget(chip)
                chip.show()
        self._flow.addWidget(self._clear)
        self.setVisible(bool(self._chips))
        self._flow.invalidate()
        self._flow.activate()
        self.updateGeometry()

    def texts(self) -> list[str]:
        """Return what the chips say."""
        return [chip.text() for chip in self._chips]

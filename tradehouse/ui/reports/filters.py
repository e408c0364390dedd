"""What narrows a report: one list for each filter that it knows."""

from collections.abc import Mapping

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QWidget

from tradehouse.domain.language import N_, _
from tradehouse.domain.report_filters import FILTERS, Filters
from tradehouse.services.reports import Choices
from tradehouse.ui.kit.buttons import tool_button
from tradehouse.ui.kit.search_combo import Option, OptionGroup, OptionModel, SearchCombo
from tradehouse.ui.theme import GAP

_ALL: Mapping[str, tuple[str, str]] = {
    "year": (N_("Year"), N_("All years")),
    "quarter": (N_("Quarter"), N_("All quarters")),
    "province": (N_("Province"), N_("All provinces")),
    "regency": (N_("Regency"), N_("All regencies")),
    "kind": (N_("Kind"), N_("All kinds")),
    "programme": (N_("Programme"), N_("All programmes")),
    "series": (N_("Series"), N_("All series")),
}
_WIDEST = 220
_NUMBERS = frozenset({"year", "quarter", "programme"})


class FilterBar(QWidget):
    """Shows the filters of a report, each with what there is.

    Signals:
        changed(Filters): something else is asked for.
    """

    changed = Signal(object)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.filters = Filters()
        self.combos: dict[str, SearchCombo] = {}
        self._offered: dict[str, tuple[tuple[str, str], ...]] = {}
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(GAP)
        for name in FILTERS:
            combo = SearchCombo(_(_ALL[name][0]), OptionModel((), self))
            combo.setObjectName(f"filter_{name}")
            combo.setMinimumContentsLength(8)
            combo.setMaximumWidth(_WIDEST)
            combo.picked.connect(lambda key, name=name: self.narrow(name, key))
            combo.hide()
            self.combos[name] = combo
            row.addWidget(combo, 2)
        self.clear = tool_button("close", _("Clear all filters"), self.clear_all)
        self.clear.setObjectName("clear_filters")
        row.addWidget(self.clear)
        row.addStretch(1)

    def offer(self, choices: Choices, filters: Filters) -> None:
        """Offer what a report may be narrowed to; what is chosen is shown, also where it is not among it."""
        self.filters = filters
        for name, combo in self.combos.items():
            known = choices.get(name, ())
            value = getattr(filters, name)
            combo.setVisible(name in choices and bool(known or value))
            if name not in choices:
                continue
            chosen = str(value) if value else ""
            if chosen and chosen not in {key for key, _words in known}:
                known = (*known, (chosen, chosen))
            if self._offered.get(name) != known:
                self._offered[name] = known
                before = combo.model()
                options = (Option("", _(_ALL[name][1])), *(Option(key, words) for key, words in known))
                combo.show_options(OptionModel((OptionGroup("", options),), self))
                before.deleteLater()
            combo.choose(chosen)
        self.clear.setVisible(any(getattr(filters, name) for name in choices))

    def clear_all(self) -> None:
        """Ask for everything."""
        self.filters = Filters()
        self.changed.emit(self.filters)

    def narrow(self, name: str, key: str) -> None:
        """Set one filter; "" lets go of it."""
        self.filters = self.filters.changed(name, (int(key) if key else 0) if name in _NUMBERS else key)
        self.changed.emit(self.filters)

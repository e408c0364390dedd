"""The left panel of a browser: views to choose from, and facets with counts that narrow what is shown."""

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QFrame, QScrollArea, QVBoxLayout, QWidget

from tradehouse.domain.fields import Field, FieldKind, RecordKind, fields
from tradehouse.ui import settings_store
from tradehouse.ui.browser.asking import Counts
from tradehouse.ui.browser.facet_labels import token_label
from tradehouse.ui.browser.view_list import ViewList
from tradehouse.ui.browser.view_state import ViewState
from tradehouse.ui.kit.labels import hairline
from tradehouse.ui.settings_store import Settings
from tradehouse.ui.theme import PANEL, SPACE

if TYPE_CHECKING:
    from tradehouse.ui.browser.facet_section import FacetSection

_FOLDED_AT_FIRST = frozenset({"brand", "grade", "tags", "women_owned", "market_reach", "sector", "regency"})


class FacetPanel(QScrollArea):
    """Views and facets of one kind.

    Signals:
        ticked(key, token, on): a facet value was ticked or not.
        view_chosen(ViewState): a view was chosen.
    """

    ticked = Signal(str, str, bool)
    view_chosen = Signal(object)

    def __init__(self, kind: RecordKind, views: ViewList, settings: Settings, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("facets")
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setWidgetResizable(True)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self._kind = kind
        self._settings = settings
        self._setting = settings_store.folded(f"facets.{kind}")
        self._sections: dict[str, FacetSection] = {}
        self.views = views
        views.chosen.connect(self.view_chosen)
        inside = QWidget()
        self._column = column = QVBoxLayout(inside)
        column.setContentsMargins(PANEL, PANEL, PANEL, PANEL)
        column.setSpacing(SPACE)
        column.addWidget(views)
        column.addWidget(hairline())
        column.addStretch(1)
        self.setWidget(inside)

    def show_counts(self, counts: Counts, state: ViewState) -> None:
        """Show what the query of the moment counts."""
        if not self._sections:
            self._add_sections()
        for key, section in self._sections.items():
            section.show_values(counts.get(key, ()), state.ticks.get(key, frozenset()))

    def label_of(self, key: str, token: str) -> str:
        """Return what a facet value is called."""
        section = self._sections.get(key)
        return token_label(fields(self._kind)[key], token) if section is None else section.label_of(token)

    def section(self, key: str) -> "FacetSection":
        """Return the section of a field. Raises KeyError."""
        return self._sections[key]

    def _add_sections(self) -> None:
        # Made when the first counts arrive: until then there is nothing to show in them.
        from tradehouse.ui.browser.facet_section import FacetSection

        folded = self._folded_keys()
        for field in sorted((f for f in fields(self._kind).values() if f.facet), key=_rank):
            section = FacetSection(field, folded=field.key in folded)
            section.ticked.connect(self.ticked)
            section.folded_changed.connect(self._on_folded_changed)
            self._column.insertWidget(self._column.count() - 1, section)
            self._sections[field.key] = section

    def _folded_keys(self) -> frozenset[str]:
        kept = self._settings.get(self._setting)
        return frozenset(kept) if kept else _FOLDED_AT_FIRST

    def _on_folded_changed(self, _folded: bool) -> None:
        # "-" keeps the list from being empty, which would mean that nobody has folded anything yet.
        self._settings.put(self._setting, ("-", *(k for k, s in self._sections.items() if s.folded())))


def _rank(field: Field) -> int:
    """What sorts records into a known few comes first, free texts last."""
    if field.key == "validity":
        return 0
    if field.kind is FieldKind.REFERENCE:
        return 3 if field.reference == "supplier" else 1
    return 4 if field.kind in {FieldKind.TEXT, FieldKind.TAGS} else 2

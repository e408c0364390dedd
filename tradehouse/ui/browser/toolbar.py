"""The line over the list: search box with its explanation, table or grid, panels."""

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QWidget

from tradehouse.domain.fields import RecordKind
from tradehouse.domain.language import _
from tradehouse.ui.browser.kind_words import WORDS
from tradehouse.ui.kit.buttons import tool_button
from tradehouse.ui.kit.search import SearchBox
from tradehouse.ui.kit.segmented import Segmented
from tradehouse.ui.theme import GAP, PANEL


class Toolbar(QWidget):
    """Search and the ways to look.

    Signals:
        view_chosen(key): "table" or "grid".
        help_asked(): the person wants to know how to search.
        types_asked(): the person wants to see the types of certificates.
    """

    view_chosen = Signal(str)
    help_asked = Signal()
    types_asked = Signal()

    def __init__(self, kind: RecordKind, *, with_grid: bool, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.facets_button = tool_button("panel-left", _("Show views and filters"))
        self.facets_button.setObjectName("show_facets")
        self.facets_button.hide()
        self.search = SearchBox(_(WORDS[kind].search))
        self.info = tool_button("info", _("How to search"), self.help_asked.emit)
        self.detail_button = tool_button("panel-right", _("Details"))
        self.detail_button.setObjectName("show_detail")
        self.detail_button.setCheckable(True)
        self.views = Segmented(
            _("Show as"), (("table", _("Table"), "table"), ("grid", _("Grid"), "grid"))
        )  # fmt: skip
        self.views.chosen.connect(self.view_chosen)
        row = QHBoxLayout(self)
        row.setContentsMargins(PANEL, GAP + 2, PANEL, GAP + 2)
        row.setSpacing(GAP)
        row.addWidget(self.facets_button)
        row.addWidget(self.search, 1)
        row.addWidget(self.info)
        if kind is RecordKind.CERTIFICATION:
            types = tool_button("sliders", _("Certificate types…"), self.types_asked.emit)
            types.setObjectName("show_types")
            row.addWidget(types)
        row.addWidget(self.views)
        self.views.setVisible(with_grid)
        row.addWidget(self.detail_button)

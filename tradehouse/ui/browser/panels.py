"""The side panels of a browser: they fold, come back, and keep the width that the person gave them."""

from PySide6.QtCore import QEvent, QObject
from PySide6.QtWidgets import QSplitter, QWidget

from tradehouse.ui.browser.facets import FacetPanel
from tradehouse.ui.browser.toolbar import Toolbar
from tradehouse.ui.settings_store import Settings, folded, splitter

FACETS_WIDTH, DETAIL_WIDTH = 204, 340
WIDE_DETAIL = 400  # where the window is wide enough for it
WIDE_WINDOW = 1600
FACETS_LEAST, DETAIL_LEAST, MIDDLE_LEAST = 168, 300, 320


class Panels(QObject):
    """Folds the facet panel at the left and the detail panel at the right."""

    def __init__(
        self, parts: QSplitter, facets: FacetPanel, detail: QWidget, toolbar: Toolbar, settings: Settings, page: str
    ) -> None:
        super().__init__(parts)
        self._parts = parts
        self._facets = facets
        self._detail = detail
        self._toolbar = toolbar
        self._settings = settings
        self._widths = splitter(page)
        self._folded = folded(f"panels.{page}")
        facets.setMinimumWidth(FACETS_LEAST)
        detail.setMinimumWidth(DETAIL_LEAST)
        middle = parts.widget(1)
        if middle is not None:
            middle.setMinimumWidth(MIDDLE_LEAST)
        for number, stretch in enumerate((0, 1, 0)):
            parts.setStretchFactor(number, stretch)
        facets.views.fold_asked.connect(lambda: self.show_facets(False))
        toolbar.facets_button.clicked.connect(lambda: self.show_facets(True))
        toolbar.detail_button.clicked.connect(lambda: self.show_detail(self._detail.isHidden()))
        parts.splitterMoved.connect(self._on_splitter_moved)
        parts.installEventFilter(self)

    def restore(self) -> None:
        """Bring the panels to where the person left them."""
        away = self._settings.get(self._folded)
        self._facets.setVisible("facets" not in away)
        self._detail.setVisible("detail" not in away)
        self._show_buttons()
        self.spread()

    def spread(self) -> None:
        """Give the panels their widths: the person's, or what suits the window."""
        window = self._parts.width()
        kept = self._settings.get(self._widths)
        left, right = kept if len(kept) == 2 else (FACETS_WIDTH, WIDE_DETAIL if window >= WIDE_WINDOW else DETAIL_WIDTH)
        self._parts.setSizes([left, max(MIDDLE_LEAST, window - left - right), right])

    def show_facets(self, shown: bool) -> None:
        """Fold or unfold the left panel."""
        self._facets.setVisible(shown)
        self._remember()

    def show_detail(self, shown: bool) -> None:
        """Fold or unfold the right panel."""
        self._detail.setVisible(shown)
        self._remember()

    def _remember(self) -> None:
        away = [name for name, part in (("facets", self._facets), ("detail", self._detail)) if part.isHidden()]
        self._settings.put(self._folded, tuple(away))
        self._show_buttons()

    def _show_buttons(self) -> None:
        self._toolbar.facets_button.setVisible(self._facets.isHidden())
        self._toolbar.detail_button.setChecked(not self._detail.isHidden())

    def _on_splitter_moved(self, _position: int, _handle: int) -> None:
        sizes = self._parts.sizes()
        kept = self._settings.get(self._widths)
        before = kept if len(kept) == 2 else (FACETS_WIDTH, DETAIL_WIDTH)
        left = before[0] if self._facets.isHidden() else sizes[0]
        right = before[1] if self._detail.isHidden() else sizes[2]
        self._settings.put(self._widths, (left, right))

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() == QEvent.Type.Resize and not self._settings.get(self._widths):
            self.spread()
        return super().eventFilter(watched, event)

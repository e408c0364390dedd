"""The list of views at the top of the left panel: those every catalogue has, and those somebody kept."""

from collections.abc import Sequence
from dataclasses import dataclass

from PySide6.QtCore import QPoint, QRect, QSize, Qt, Signal
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QAbstractButton, QButtonGroup, QMenu, QSizePolicy, QVBoxLayout, QWidget

from tradehouse.domain.desk import SavedView
from tradehouse.domain.fields import RecordKind
from tradehouse.domain.language import _
from tradehouse.ui.browser.facet_labels import built_in_views
from tradehouse.ui.browser.view_state import ViewState, state_from_settings
from tradehouse.ui.icons import pixmap
from tradehouse.ui.kit.buttons import tool_button
from tradehouse.ui.kit.section import panel_heading
from tradehouse.ui.theme import GAP, RADIUS, theme

ROW = 28
_GLYPH = 16


@dataclass(frozen=True, slots=True)
class _View:
    glyph: str
    name: str
    state: ViewState
    saved: SavedView | None = None


class _ViewRow(QAbstractButton):
    def __init__(self, view: _View) -> None:
        super().__init__()
        self.view = view
        self.setText(view.name)
        self.setAccessibleName(view.name)
        self.setCheckable(True)
        self.setFixedHeight(ROW)
        self.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Fixed)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setAttribute(Qt.WidgetAttribute.WA_Hover)

    def sizeHint(self) -> QSize:
        return QSize(140, ROW)

    def nextCheckState(self) -> None:
        """Leave the state to the list: what is shown decides which view is on."""

    def paintEvent(self, _event: QPaintEvent) -> None:
        look = theme()
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        if self.isChecked() or self.underMouse():
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(look.colour("selection" if self.isChecked() else "hover"))
            painter.drawRoundedRect(self.rect(), RADIUS, RADIUS)
        ink = "accent" if self.isChecked() else "text"
        glyph = pixmap(self.view.glyph, ink if self.isChecked() else "muted", _GLYPH, self.devicePixelRatioF())
        painter.drawPixmap(GAP, (ROW - _GLYPH) // 2, glyph)
        painter.setFont(look.font("strong" if self.isChecked() else "body"))
        painter.setPen(look.colour(ink))
        room = QRect(GAP + _GLYPH + GAP, 0, self.width() - 3 * GAP - _GLYPH, ROW)
        words = painter.fontMetrics().elidedText(self.text(), Qt.TextElideMode.ElideRight, room.width())
        painter.drawText(room, Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter, words)
        if self.hasFocus():
            painter.setPen(look.colour("accent"))
            painter.setBrush(Qt.BrushStyle.NoBrush)
            painter.drawRoundedRect(self.rect().adjusted(0, 0, -1, -1), RADIUS, RADIUS)
        painter.end()


class ViewList(QWidget):
    """Views of one kind, the one that is shown marked.

    Signals:
        chosen(ViewState): a view was clicked.
        save_asked(): what is shown is to be kept under a name.
        rename_asked(SavedView), remove_asked(SavedView): from the menu of a saved view.
        fold_asked(): the panel is to be folded away.
    """

    chosen = Signal(object)
    save_asked = Signal()
    rename_asked = Signal(object)
    remove_asked = Signal(object)
    fold_asked = Signal()

    def __init__(self, kind: RecordKind, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("views")
        self._kind = kind
        self._group = QButtonGroup(self)
        self._group.setExclusive(False)
        self._group.buttonClicked.connect(self._on_clicked)
        self._rows: list[_ViewRow] = []
        self._state = ViewState()
        self.save_button = tool_button("plus", _("Keep this view under a name"), self.save_asked.emit, size=16)
        self.save_button.setObjectName("save_view")
        fold = tool_button("panel-left", _("Fold this panel away"), self.fold_asked.emit, size=16)
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(0, 0, 0, GAP)
        self._column.setSpacing(1)
        self._column.addWidget(panel_heading(_("Views"), self.save_button, fold))
        self.show_saved(())

    def show_saved(self, saved: Sequence[SavedView]) -> None:
        """Show the built-in views and these."""
        for row in self._rows:
            self._group.removeButton(row)
            row.hide()
            row.deleteLater()
        views = [_View(glyph, name, state) for glyph, name, state in built_in_views(self._kind)]
        views += [_View("star", v.name, state_from_settings(self._kind, v.settings), v) for v in saved]
        self._rows = [_ViewRow(view) for view in views]
        for row in self._rows:
            self._group.addButton(row)
            self._column.addWidget(row)
            if row.view.saved is not None:
                row.setContextMenuPolicy(Qt.ContextMenuPolicy.CustomContextMenu)
                row.customContextMenuRequested.connect(self._on_menu_requested)
        self.show_state(self._state)

    def show_state(self, state: ViewState) -> None:
        """Mark the view that selects what is shown."""
        self._state = state
        for row in self._rows:
            row.setChecked(row.view.state.same_view(state))

    def names(self) -> list[str]:
        """Return the names of the views in their order."""
        return [row.view.name for row in self._rows]

    def _on_clicked(self, button: QAbstractButton) -> None:
        if isinstance(button, _ViewRow):
            self.chosen.emit(button.view.state)

    def _on_menu_requested(self, position: QPoint) -> None:
        row = self.sender()
        if not isinstance(row, _ViewRow) or row.view.saved is None:
            return
        saved = row.view.saved
        menu = QMenu(self)
        menu.addAction(_("Rename…"), lambda: self.rename_asked.emit(saved))
        menu.addAction(_("Remove this view"), lambda: self.remove_asked.emit(saved))
        menu.aboutToHide.connect(menu.deleteLater)
        menu.popup(row.mapToGlobal(position))

"""Which columns a table shows, in which order and how wide: as shipped, fitted to the room, or as the person left them."""

from PySide6.QtCore import QObject, QPoint, QSignalBlocker, Signal
from PySide6.QtGui import QAction
from PySide6.QtWidgets import QHeaderView, QMenu, QWidget

from tradehouse.domain.language import _
from tradehouse.ui import settings_store
from tradehouse.ui.browser.columns import Column, shown_at_first
from tradehouse.ui.browser.model import RecordModel
from tradehouse.ui.settings_store import Settings

LEAST_FLEXIBLE, LEAST_NAME = 78, 140
TIGHT = 0.93
WIDEST = 460


class ColumnLayout(QObject):
    """Arranges the sections of one header and remembers what the person changed, per record kind.

    Until somebody drags an edge the columns fill the room: where it is short the texts give way, figures never do.

    Signals:
        changed(): columns were shown, hidden, moved or sized.
    """

    changed = Signal()

    def __init__(self, header: QHeaderView, model: RecordModel, settings: Settings) -> None:
        super().__init__(header)
        self._header = header
        self._model = model
        self._settings = settings
        self._setting = settings_store.columns(str(model.kind))
        self._by_hand = False
        self._arrange()
        header.sectionResized.connect(self._on_section_resized)
        header.sectionMoved.connect(self._on_section_moved)

    @property
    def shown_keys(self) -> tuple[str, ...]:
        """The keys of the shown columns from left to right."""
        order = (self._header.logicalIndex(n) for n in range(self._header.count()))
        return tuple(self._model.columns[n].key for n in order if not self._header.isSectionHidden(n))

    def show_column(self, key: str, shown: bool) -> None:
        """Show or hide a column."""
        self._header.setSectionHidden(self._model.column_of(key), not shown)
        self._remember()
        self.changed.emit()

    def reset(self) -> None:
        """Go back to the columns as shipped."""
        self._settings.put(self._setting, ())
        for visual, column in enumerate(self._model.columns):
            self._header.moveSection(self._header.visualIndex(self._model.column_of(column.key)), visual)
        self._arrange()
        self.fit(self._header.viewport().width())
        self.changed.emit()

    def fit(self, room: int) -> None:
        """Give the shown columns the width that there is, unless the person has sized them."""
        if self._by_hand or room <= 0:
            return
        shown = [c for n, c in enumerate(self._model.columns) if not self._header.isSectionHidden(n)]
        widths = fitted_widths(shown, room)
        with QSignalBlocker(self._header):
            for column in shown:
                self._header.resizeSection(self._model.column_of(column.key), widths[column.key])
        # Blocked signals keep the view from hearing of the new sizes; one word at the end is enough.
        self._header.geometriesChanged.emit()

    def choose(self, parent: QWidget, position: QPoint) -> None:
        """Let the person tick the columns to show."""
        menu = QMenu(parent)
        menu.setObjectName("column_chooser")
        shown = set(self.shown_keys)
        for column in self._model.columns:
            if column.fixed:
                continue
            action = QAction(_(column.field.label), menu)
            action.setCheckable(True)
            action.setChecked(column.key in shown)
            action.setData(column.key)
            menu.addAction(action)
        menu.addSeparator()
        back = menu.addAction(_("Columns as shipped"))
        menu.triggered.connect(
            lambda action: self.reset() if action is back else self.show_column(action.data(), action.isChecked())
        )
        menu.aboutToHide.connect(menu.deleteLater)
        menu.popup(position)

    def _arrange(self) -> None:
        kept = {column.key: column for column in self._settings.get(self._setting)}
        self._by_hand = any(column.width for column in kept.values()) and bool(kept)
        first = shown_at_first(self._model.kind)
        with QSignalBlocker(self._header):
            for number, column in enumerate(self._model.columns):
                mine = kept.get(column.key)
                shown = mine.shown if mine else column.key in first and not (kept and not column.fixed)
                self._header.setSectionHidden(number, not (shown or column.fixed))
                mode = QHeaderView.ResizeMode.Fixed if column.fixed else QHeaderView.ResizeMode.Interactive
                self._header.setSectionResizeMode(number, mode)
                width = mine.width if mine and not column.fixed else column.field.width
                self._header.resizeSection(number, width)
            for visual, key in enumerate(kept):
                known = [n for n, column in enumerate(self._model.columns) if column.key == key]
                if known:
                    self._header.moveSection(self._header.visualIndex(known[0]), min(visual, self._header.count() - 1))

    def _on_section_resized(self, section: int, old: int, new: int) -> None:
        if old and new and not self._model.columns[section].fixed:
            self._by_hand = True
            self._remember()

    def _on_section_moved(self, _section: int, _old: int, _new: int) -> None:
        self._remember()
        self.changed.emit()

    def _remember(self) -> None:
        order = [self._header.logicalIndex(n) for n in range(self._header.count())]
        kept = tuple(
            settings_store.Column(
                self._model.columns[n].key,
                max(8, min(4000, self._header.sectionSize(n) or self._model.columns[n].field.width)),
                not self._header.isSectionHidden(n),
            )
            for n in order
        )
        self._by_hand = True
        self._settings.put(self._setting, kept)


def fitted_widths(columns: list[Column], room: int) -> dict[str, int]:
    """Return a width per column so that all fit the room.

    Where it is short, figures and codes give a little, then texts in proportion, the name last of all. Where there is
    more than enough the texts grow, the name first.
    """
    widths = {column.key: column.field.width for column in columns}
    flexible = [column for column in columns if column.flexible]
    if not flexible:
        return widths
    if sum(widths.values()) > room:
        for column in columns:
            if not column.flexible and not column.fixed and not column.field.choices:
                widths[column.key] = round(column.field.width * TIGHT)
    name = next((column for column in flexible if column.face == "strong"), flexible[0])
    rest = [column for column in flexible if column is not name]
    taken = sum(width for key, width in widths.items() if key not in {column.key for column in flexible})
    left = room - taken
    wanted = sum(column.field.width for column in flexible)
    for column in rest:
        share = left * column.field.width // wanted
        widths[column.key] = max(
            LEAST_FLEXIBLE,
            min(WIDEST, share if left < wanted else column.field.width + (share - column.field.width) // 2),
        )
    over = LEAST_NAME + sum(widths[column.key] for column in rest) - left
    for column in sorted(rest, key=lambda column: -widths[column.key]):
        cut = max(0, min(over, widths[column.key] - LEAST_FLEXIBLE))
        widths[column.key] -= cut
        over -= cut
    widths[name.key] = max(LEAST_NAME, left - sum(widths[column.key] for column in rest))
    return widths

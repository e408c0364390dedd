"""The first rows of a sheet as they stand, with what each row is taken for beside its number."""

from typing import Any

from PySide6.QtCore import (
    QAbstractTableModel,
    QModelIndex,
    QObject,
    QPersistentModelIndex,
    QPoint,
    QRect,
    QSize,
    Qt,
    Signal,
)
from PySide6.QtGui import QContextMenuEvent, QFontMetrics, QKeyEvent, QPainter
from PySide6.QtWidgets import QAbstractItemView, QHeaderView, QMenu, QTableView, QWidget

from tradehouse.domain.language import N_, _
from tradehouse.exchange.columns import column_letter
from tradehouse.exchange.row_kinds import RowMark
from tradehouse.services.importing.inspecting import SheetView
from tradehouse.ui.icons import icon, pixmap
from tradehouse.ui.theme import GAP, ROW_HEIGHT, SPACE, theme

Index = QModelIndex | QPersistentModelIndex
WIDTH = 130
ICON = 14
FIGURES = 36  # pixels for a row number
MARKS = {
    RowMark.ABOVE: ("minus", N_("Above"), "muted"),
    RowMark.HEADER: ("columns", N_("Headings"), "accent"),
    RowMark.RECORD: ("check", "", "good"),
    RowMark.BLANK: ("", "", "muted"),
    RowMark.NUMBERING: ("minus", N_("Numbering"), "muted"),
    RowMark.UNITS: ("minus", N_("Units"), "muted"),
    RowMark.REPEATED: ("minus", N_("Headings again"), "muted"),
    RowMark.SECTION: ("minus", N_("Section"), "muted"),
    RowMark.TOTAL: ("minus", N_("Total"), "muted"),
    RowMark.NOTE: ("minus", N_("Note"), "muted"),
    RowMark.EXAMPLE: ("minus", N_("Example"), "muted"),
    RowMark.HIDDEN: ("minus", N_("Hidden"), "muted"),
    RowMark.LEFT_OUT: ("close", N_("Left out"), "attention"),
}
"""Icon, words and ink for what a row is taken for."""
_TAKEN = frozenset({RowMark.RECORD})
_FIXED = frozenset({RowMark.ABOVE, RowMark.HEADER, RowMark.BLANK})


class SheetGrid(QTableView):
    """Click or Space makes a row the header; the menu and Delete pass a row over, or take it after all.

    Signals:
        row_chosen(place): the row is to be the header; places count from 0 in the grid.
        row_judged(place, is_record): the row is a record, or is not.
    """

    row_chosen = Signal(int)
    row_judged = Signal(int, bool)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setAccessibleName(_("First rows of the sheet"))
        self.setAccessibleDescription(
            _("Space makes a row the one with the headings. Delete leaves a row out or takes it again.")
        )
        self._cells = _Cells(self)
        self.setModel(self._cells)
        self.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
        self.setSelectionMode(QAbstractItemView.SelectionMode.NoSelection)
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.setWordWrap(False)
        self.setTabKeyNavigation(False)
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        self._marks = _Marks(self)
        self.setVerticalHeader(self._marks)
        self.horizontalHeader().setDefaultSectionSize(WIDTH)
        self.horizontalHeader().setHighlightSections(False)
        self._marks.setSectionsClickable(True)
        self._marks.sectionClicked.connect(self.row_chosen)
        self.clicked.connect(lambda index: self.row_chosen.emit(index.row()))

    def show_view(self, view: SheetView) -> None:
        """Show a sheet; the row that is current stays so where it is the same sheet."""
        place, same = self.currentIndex(), self._cells.is_of(view)
        self.clearSpans()
        self._cells.show_view(view)
        self._marks.measure()
        for top, left, bottom, right in view.merges:
            self.setSpan(top, left, bottom - top + 1, right - left + 1)
        row = place.row() if same and place.isValid() else max(0, view.header_row - view.first_row)
        self.setCurrentIndex(self._cells.index(row, max(0, place.column() if same else 0)))

    def mark(self, place: int) -> RowMark:
        """Return what a row is taken for."""
        return self._cells.mark(place)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        place = self.currentIndex().row()
        if event.key() == Qt.Key.Key_Space:
            self.row_chosen.emit(place)
        elif event.key() in (Qt.Key.Key_Delete, Qt.Key.Key_Backspace) and self._can_be_judged(place):
            self.row_judged.emit(place, self.mark(place) not in _TAKEN)
        else:
            super().keyPressEvent(event)

    def contextMenuEvent(self, event: QContextMenuEvent) -> None:
        by_key = event.reason() == QContextMenuEvent.Reason.Keyboard
        place = self.currentIndex().row() if by_key else self.rowAt(event.pos().y())
        if place >= 0:
            point = self.visualRect(self._cells.index(place, 0)).bottomLeft() if by_key else event.pos()
            self.menu_for(place).popup(self.viewport().mapToGlobal(point + QPoint(SPACE, 0)))

    def menu_for(self, place: int) -> QMenu:
        """Return the menu of a row."""
        menu = QMenu(self)
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        header = menu.addAction(icon("columns"), _("This row has the headings"))
        header.triggered.connect(lambda: self.row_chosen.emit(place))
        header.setEnabled(self.mark(place) is not RowMark.HEADER)
        menu.addSeparator()
        taken = self.mark(place) in _TAKEN
        take = menu.addAction(icon("check"), _("Take this row as a record"))
        take.triggered.connect(lambda: self.row_judged.emit(place, True))
        take.setEnabled(self._can_be_judged(place) and not taken)
        leave = menu.addAction(icon("close"), _("Leave this row out"))
        leave.triggered.connect(lambda: self.row_judged.emit(place, False))
        leave.setEnabled(self._can_be_judged(place) and taken)
        return menu

    def _can_be_judged(self, place: int) -> bool:
        return place >= 0 and self.mark(place) not in _FIXED


class _Cells(QAbstractTableModel):
    def __init__(self, parent: QObject) -> None:
        super().__init__(parent)
        self._view: SheetView | None = None

    def show_view(self, view: SheetView) -> None:
        self.beginResetModel()
        self._view = view
        self.endResetModel()

    def is_of(self, view: SheetView) -> bool:
        return self._view is not None and (self._view.file, self._view.sheet) == (view.file, view.sheet)

    def mark(self, place: int) -> RowMark:
        marks = self._view.row_marks if self._view is not None else ()
        return RowMark(marks[place]) if 0 <= place < len(marks) else RowMark.BLANK

    def rowCount(self, parent: Index | None = None) -> int:
        return 0 if self._view is None or (parent is not None and parent.isValid()) else len(self._view.grid)

    def columnCount(self, _parent: Index | None = None) -> int:
        return max((len(row) for row in self._view.grid), default=0) if self._view is not None else 0

    def headerData(self, section: int, orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        view = self._view
        if view is None:
            return None
        if orientation == Qt.Orientation.Horizontal:
            return column_letter(section + view.first_column) if role == Qt.ItemDataRole.DisplayRole else None
        if role == Qt.ItemDataRole.DisplayRole:
            return str(section + view.first_row)
        if role == Qt.ItemDataRole.ToolTipRole:
            return _(words) if (words := MARKS[self.mark(section)][1]) else None
        return None

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        view = self._view
        if view is None:
            return None
        mark = self.mark(index.row())
        match role:
            case Qt.ItemDataRole.DisplayRole | Qt.ItemDataRole.ToolTipRole:
                row = view.grid[index.row()]
                return row[index.column()] if index.column() < len(row) else ""
            case Qt.ItemDataRole.BackgroundRole if mark is RowMark.HEADER:
                return theme().colour("selection")
            case Qt.ItemDataRole.ForegroundRole:
                return theme().colour({RowMark.HEADER: "accent", RowMark.RECORD: "text"}.get(mark, "muted"))
            case Qt.ItemDataRole.FontRole if mark is RowMark.HEADER:
                return theme().font("strong")
            case Qt.ItemDataRole.AccessibleDescriptionRole:
                words = MARKS[mark][1]
                return _(words) if words else None
        return None


class _Marks(QHeaderView):
    """Row numbers, and beside them what the row is taken for."""

    def __init__(self, parent: QWidget) -> None:
        super().__init__(Qt.Orientation.Vertical, parent)
        self.setDefaultSectionSize(ROW_HEIGHT - 2)
        self.setSectionResizeMode(QHeaderView.ResizeMode.Fixed)
        self.setHighlightSections(False)
        self._words = 0

    def measure(self) -> None:
        """Be as wide as the marks that there are."""
        model = self.model()
        marks = {model.mark(row) for row in range(model.rowCount())} if isinstance(model, _Cells) else set()
        metrics = QFontMetrics(theme().font("small"))
        self._words = max((metrics.horizontalAdvance(_(MARKS[m][1])) for m in marks if MARKS[m][1]), default=0)
        self.updateGeometry()
        self.setFixedWidth(self.sizeHint().width())

    def sizeHint(self) -> QSize:
        return QSize(FIGURES + GAP + ICON + SPACE + self._words + GAP, super().sizeHint().height())

    def paintSection(self, painter: QPainter, box: QRect, section: int) -> None:
        model, look = self.model(), theme()
        if not isinstance(model, _Cells) or not box.isValid():
            return
        glyph, words, ink = MARKS[model.mark(section)]
        painter.save()
        painter.fillRect(box, look.colour("selection" if model.mark(section) is RowMark.HEADER else "surface"))
        painter.setFont(look.font("small", tabular=True))
        painter.setPen(look.colour("muted"))
        figures = QRect(box.left(), box.top(), FIGURES, box.height())
        number = str(model.headerData(section, Qt.Orientation.Vertical))
        painter.drawText(figures, int(Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter), number)
        left = figures.right() + GAP
        if glyph:
            top = box.top() + (box.height() - ICON) // 2
            painter.drawPixmap(QPoint(left, top), pixmap(glyph, ink, ICON, self.devicePixelRatioF()))
        if words:
            painter.setPen(look.colour(ink))
            rest = QRect(left + ICON + SPACE, box.top(), self._words + GAP, box.height())
            painter.drawText(rest, int(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter), _(words))
        painter.setPen(look.colour("hairline"))
        painter.drawLine(box.bottomLeft(), box.bottomRight())
        painter.drawLine(box.topRight(), box.bottomRight())
        painter.restore()

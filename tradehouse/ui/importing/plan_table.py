"""The rows of the plan as a table in which rows can be left out and taken again."""

from PySide6.QtCore import QPoint, Qt, Signal
from PySide6.QtGui import QContextMenuEvent, QKeyEvent
from PySide6.QtWidgets import QAbstractItemView, QMenu, QWidget

from tradehouse.domain.display import show_number
from tradehouse.domain.language import _, ngettext
from tradehouse.services.importing.drafts import Outcome
from tradehouse.services.importing.plan_rows import PlanRow
from tradehouse.ui.icons import icon
from tradehouse.ui.importing.plan_model import PlanModel
from tradehouse.ui.kit.plain_table import PlainTable
from tradehouse.ui.theme import SPACE

MOST = 5_000
"""Rows that are judged in one go; more are better left out by a filter of the file."""


class PlanTable(PlainTable):
    """Signals:
    rows_judged(list of PlanRow, is_record): these rows are to be taken, or left out.
    edit_wanted(): the row's cells are to be put right.
    """

    rows_judged = Signal(object, bool)
    edit_wanted = Signal()

    def __init__(self, model: PlanModel, parent: QWidget | None = None) -> None:
        super().__init__(_("Rows of the plan"), parent)
        self._rows = model
        self.setModel(model)
        self.setSelectionMode(QAbstractItemView.SelectionMode.ExtendedSelection)
        self.doubleClicked.connect(lambda _index: self.edit_wanted.emit())

    def selected(self) -> list[PlanRow]:
        """Return the rows that are selected."""
        places = sorted(index.row() for index in self.selectionModel().selectedRows())[:MOST]
        return [row for place in places if (row := self._rows.plan_row(place)) is not None]

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in (Qt.Key.Key_Delete, Qt.Key.Key_Backspace):
            self._judge()
        elif event.key() == Qt.Key.Key_F2:
            self.edit_wanted.emit()
        else:
            super().keyPressEvent(event)

    def contextMenuEvent(self, event: QContextMenuEvent) -> None:
        if not self.selected():
            return
        by_key = event.reason() == QContextMenuEvent.Reason.Keyboard
        place = self.visualRect(self.currentIndex()).bottomLeft() + QPoint(SPACE, 0) if by_key else event.pos()
        self.menu().popup(self.viewport().mapToGlobal(place))

    def menu(self) -> QMenu:
        """Return what can be done with the selected rows."""
        menu = QMenu(self)
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        rows = self.selected()
        taken = [row for row in rows if row.outcome is not Outcome.SKIPPED]
        out = [row for row in rows if row.outcome is Outcome.SKIPPED]
        if len(rows) == 1:
            edit = menu.addAction(icon("edit"), _("Put its cells right"))
            edit.triggered.connect(self.edit_wanted)
            menu.addSeparator()
        if taken:
            words = ngettext("Leave the row out", "Leave {n} rows out", len(taken)).format(n=show_number(len(taken)))
            menu.addAction(icon("close"), words).triggered.connect(lambda: self.rows_judged.emit(taken, False))
        if out:
            words = ngettext("Take the row", "Take {n} rows", len(out)).format(n=show_number(len(out)))
            menu.addAction(icon("check"), words).triggered.connect(lambda: self.rows_judged.emit(out, True))
        return menu

    def _judge(self) -> None:
        """Leave the selected rows out, or take them where all of them are out."""
        rows = self.selected()
        taken = [row for row in rows if row.outcome is not Outcome.SKIPPED]
        if taken:
            self.rows_judged.emit(taken, False)
        elif rows:
            self.rows_judged.emit(rows, True)

"""Who is at work: a button in the status bar that picks or adds a member of the staff."""

import os
from collections.abc import Sequence

from PySide6.QtCore import QPoint, Qt, Signal
from PySide6.QtWidgets import QMenu, QToolButton, QWidget

from tradehouse.domain.desk import StaffMember
from tradehouse.domain.language import _
from tradehouse.domain.progress import Progress
from tradehouse.services import staff
from tradehouse.ui.desk import Desk
from tradehouse.ui.icons import icon
from tradehouse.ui.settings_store import STAFF


class StaffButton(QToolButton):
    """Shows the name that changes are written in.

    Signals:
        picked(name): somebody else is at work now.
    """

    picked = Signal(str)

    def __init__(self, desk: Desk, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("status_staff")
        self.setAutoRaise(True)
        self.setToolButtonStyle(Qt.ToolButtonStyle.ToolButtonTextBesideIcon)
        self.setIcon(icon("staff", "muted"))
        self.setToolTip(_("Changes are written in this name. Press to pick somebody else."))
        self._desk = desk
        self._members: Sequence[StaffMember] = ()
        self.clicked.connect(self._open)
        kept = desk.settings.get(STAFF)
        if kept and not os.environ.get("TRADEHOUSE_USER"):
            staff.work_as(desk.catalogue, kept)
        self._show()

    def load(self) -> None:
        """Read who works here."""
        catalogue = self._desk.catalogue
        self._desk.jobs.run_read("staff", lambda _p: staff.list_staff(catalogue), self._take, owner=self)

    def pick(self, name: str) -> None:
        """Write changes in this name from now on, also tomorrow on this PC."""
        staff.work_as(self._desk.catalogue, name)
        self._desk.settings.put(STAFF, name)
        self._show()
        self.picked.emit(name)

    def _take(self, members: Sequence[StaffMember]) -> None:
        self._members = members

    def _show(self) -> None:
        name = self._desk.catalogue.author.name
        self.setText(name)
        self.setAccessibleName(_("At work: {name}").format(name=name))

    def _open(self) -> None:
        menu = QMenu(self)
        menu.setObjectName("staff_menu")
        here = self._desk.catalogue.author.name
        names = [member.name for member in self._members]
        for name in names if here in names else [here, *names]:
            action = menu.addAction(name)
            action.triggered.connect(lambda _on=False, name=name: self.pick(name))
            action.setCheckable(True)
            action.setChecked(name == here)
        menu.addSeparator()
        menu.addAction(icon("plus"), _("Add somebody…"), self._ask)
        menu.aboutToHide.connect(menu.deleteLater)
        menu.popup(self.mapToGlobal(QPoint(0, -menu.sizeHint().height())))

    def _ask(self) -> None:
        from tradehouse.ui.name_dialog import ask_name

        ask_name(_("New staff member"), _("Name"), "", self._add, self.window())

    def _add(self, name: str) -> None:
        catalogue = self._desk.catalogue

        def work(_progress: Progress) -> int:
            return staff.add_staff(catalogue, name)

        def done(_member: int) -> None:
            self.pick(name)
            self.load()

        self._desk.jobs.run_write(_("New staff member"), work, done, self._desk.fail, owner=self)

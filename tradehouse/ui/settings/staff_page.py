"""Who works here: names that changes are written in."""

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QHBoxLayout, QLineEdit, QVBoxLayout, QWidget

from tradehouse.domain.desk import StaffMember
from tradehouse.domain.errors import UserError
from tradehouse.domain.language import _
from tradehouse.domain.progress import Progress
from tradehouse.services import staff
from tradehouse.ui.desk import Desk
from tradehouse.ui.kit.badge import Badge, Status
from tradehouse.ui.kit.buttons import push_button, tool_button
from tradehouse.ui.kit.form import FormRow
from tradehouse.ui.kit.labels import label
from tradehouse.ui.settings.page import SettingsPage
from tradehouse.ui.theme import GAP, SPACE


class StaffPage(SettingsPage):
    """Somebody who left keeps the name on what they did."""

    def __init__(self, desk: Desk, parent: QWidget | None = None) -> None:
        super().__init__(
            "settings_staff",
            _("Staff"),
            _("Every change is written in somebody's name. Pick who is at work at the foot of the window."),
            parent,
        )
        self._desk = desk
        self.name = QLineEdit(maxLength=staff.LONGEST_NAME)
        self.name.setObjectName("field.staff_name")
        self.role = QLineEdit(maxLength=staff.LONGEST_NAME)
        self.role.setObjectName("field.staff_role")
        self._name_row = FormRow(_("Name"), self.name)
        self._add = push_button(_("Add"), self._add_member, glyph="plus")
        self._add.setObjectName("add_staff")
        for line in (self.name, self.role):
            line.returnPressed.connect(self._add_member)
        row = QHBoxLayout()
        row.setSpacing(GAP)
        row.addWidget(self._name_row, 3)
        row.addWidget(FormRow(_("Role"), self.role), 2)
        row.addWidget(self._add, 0, Qt.AlignmentFlag.AlignBottom)
        self.column.addLayout(row)
        self._list = QVBoxLayout()
        self._list.setSpacing(SPACE)
        self.column.addLayout(self._list)
        self.column.addStretch(1)
        self._add.setEnabled(not desk.catalogue.read_only)
        self.refresh()

    def refresh(self) -> None:
        """Read the staff again."""
        catalogue = self._desk.catalogue
        self._desk.jobs.run_read(
            "staff-page", lambda _progress: staff.list_staff(catalogue), self._show, self._desk.fail, owner=self
        )

    def _show(self, members: list[StaffMember]) -> None:
        while (item := self._list.takeAt(0)) is not None:
            old = item.widget()
            if old is not None:
                old.hide()
                old.deleteLater()
        for member in members:
            self._list.addWidget(self._member(member))
        if not members:
            self._list.addWidget(
                label(_("Nobody yet: changes carry the name of this PC's account."), "muted", wrap=True)
            )

    def _member(self, member: StaffMember) -> QWidget:
        line = QWidget()
        row = QHBoxLayout(line)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(GAP)
        row.addWidget(label(member.initials or "–", "muted"))
        row.addWidget(label(member.name, "strong"))
        row.addWidget(label(member.role, "muted"), 1)
        if member.name == self._desk.catalogue.author.name:
            row.addWidget(Badge(Status("user", _("at work"), "accent")))
        gone = tool_button("close", _("{name} left").format(name=member.name), lambda: self._retire(member), size=16)
        gone.setEnabled(not self._desk.catalogue.read_only)
        row.addWidget(gone)
        return line

    def _add_member(self) -> None:
        catalogue, name, role = self._desk.catalogue, self.name.text(), self.role.text().strip()

        def added(_id: int) -> None:
            self._name_row.set_problem("")
            self.name.clear()
            self.role.clear()
            self.name.setFocus()
            self.refresh()

        def failed(error: BaseException) -> None:
            if isinstance(error, UserError):
                self._name_row.set_problem(str(error))
            else:
                self._desk.fail(error)

        self._desk.jobs.run_write(
            _("New staff member"), lambda _progress: staff.add_staff(catalogue, name, role), added, failed, owner=self
        )

    def _retire(self, member: StaffMember) -> None:
        catalogue = self._desk.catalogue

        def work(_progress: Progress) -> None:
            staff.retire_staff(catalogue, member)

        self._desk.jobs.run_write(_("Staff"), work, lambda _none: self.refresh(), self._desk.fail, owner=self)

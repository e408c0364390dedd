"""How a list of attendance is read: which sheet, what it is about, what its columns hold."""

from collections.abc import Mapping

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QCheckBox, QComboBox, QGridLayout, QVBoxLayout, QWidget

from tradehouse.domain.attendance import LABELS, PeopleList
from tradehouse.domain.display import show_date
from tradehouse.domain.language import _
from tradehouse.services.training.plans import AttendancePlan, SessionChoice
from tradehouse.ui.kit.labels import ElidedLabel, label
from tradehouse.ui.theme import GAP, SPACE


class ReadingPanel(QWidget):
    """Says how each sheet is read and lets it be corrected.

    Signals:
        taken_changed(sheet, taken), session_chosen(sheet, SessionChoice), role_chosen(sheet, letter, role),
        registered_only_changed(on): what a person decided.
    """

    taken_changed = Signal(str, bool)
    session_chosen = Signal(str, object)
    role_chosen = Signal(str, str, str)
    registered_only_changed = Signal(bool)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._plan: AttendancePlan | None = None
        self._sheet = ""
        self.sheets = _narrow(QComboBox())
        self.sheets.setObjectName("attendance_sheet")
        self.sheets.setAccessibleName(_("Sheet"))
        self.sheets.activated.connect(self._sheet_chosen)
        self.taken = QCheckBox(_("Take this sheet"))
        self.taken.setObjectName("attendance_taken")
        self.taken.clicked.connect(lambda on: self.taken_changed.emit(self._sheet, on))
        self.sessions = _narrow(QComboBox())
        self.sessions.setObjectName("attendance_session")
        self.sessions.setAccessibleName(_("Session"))
        self.sessions.activated.connect(lambda at: self.session_chosen.emit(self._sheet, self.sessions.itemData(at)))
        self.registered = QCheckBox(_("This is a list of registrations"))
        self.registered.setObjectName("attendance_registered")
        self.registered.clicked.connect(self.registered_only_changed)
        self._columns = QWidget()
        self._grid = QGridLayout(self._columns)
        self._grid.setContentsMargins(0, 0, 0, 0)
        self._grid.setHorizontalSpacing(GAP)
        self._grid.setVerticalSpacing(SPACE)
        self._grid.setColumnStretch(0, 1)
        self._why = label("", "small", wrap=True)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(GAP)
        for widget in (self.sheets, self._why, self.taken, label(_("Session"), "small"), self.sessions, self.registered,
                       label(_("Columns"), "small"), self._columns):  # fmt: skip
            column.addWidget(widget)

    def show_plan(self, plan: AttendancePlan) -> None:
        """Show how a plan was read."""
        self._plan = plan
        names = [one.name for one in plan.lists]
        if self._sheet not in names:
            self._sheet = next((one.name for one in plan.lists if one.people), names[0] if names else "")
        self.sheets.clear()
        self.sheets.addItems(names)
        self.sheets.setCurrentIndex(names.index(self._sheet))
        self.sheets.setVisible(len(names) > 1)
        self._show_sheet()

    def _sheet_chosen(self, at: int) -> None:
        self._sheet = self.sheets.itemText(at)
        self._show_sheet()

    def _show_sheet(self) -> None:
        plan = self._plan
        if plan is None:
            return
        one = next(read for read in plan.lists if read.name == self._sheet)
        is_list = bool(one.people)
        self._why.setText("" if one.why_not is None else str(one.why_not))
        self._why.setVisible(not is_list)
        self.taken.setVisible(len(plan.lists) > 1 and is_list)
        self.taken.setChecked(self._sheet not in plan.choices.left_out)
        only = plan.choices.registered_only
        self.registered.setChecked(one.registration if only is None else only)
        self._offer_sessions(plan, one)
        self._offer_columns(one)

    def _offer_sessions(self, plan: AttendancePlan, one: PeopleList) -> None:
        now = {line.session for line in plan.lines if line.sheet == one.name}
        choices = [SessionChoice(), *(SessionChoice(s.id, s.topic, s.date) for s in plan.sessions)]
        choices += [choice for choice in sorted(now, key=lambda c: (c.topic, str(c.date))) if choice not in choices]
        named = SessionChoice(None, one.name)
        choices += [] if any(choice.topic == one.name for choice in choices) else [named]
        self.sessions.clear()
        if len(now) > 1:
            self.sessions.addItem(_("By the dates of the rows"), None)
        for choice in choices:
            self.sessions.addItem(_session_words(choice), choice)
        if len(now) == 1:
            self.sessions.setCurrentIndex(choices.index(next(iter(now))))
        self.sessions.setEnabled(bool(one.people))

    def _offer_columns(self, one: PeopleList) -> None:
        while (item := self._grid.takeAt(0)) is not None:
            old = item.widget()
            if old is not None:
                old.hide()
                old.deleteLater()
        for row, column in enumerate(one.columns):
            heading = ElidedLabel(column.heading or column.letter)
            heading.setToolTip("\n".join(column.samples))
            box = _narrow(QComboBox())
            box.setObjectName(f"column_{column.letter}")
            box.setAccessibleName(_("What column {heading} holds").format(heading=column.heading or column.letter))
            box.addItem(_("Not taken"), "")
            for role, words in _roles().items():
                box.addItem(words, role)
            box.setCurrentIndex(box.findData(column.role))
            box.activated.connect(
                lambda at, b=box, letter=column.letter: self.role_chosen.emit(self._sheet, letter, b.itemData(at))
            )
            self._grid.addWidget(heading, row, 0)
            self._grid.addWidget(box, row, 1)


def _narrow(box: QComboBox) -> QComboBox:
    """Let a box be narrower than its longest text."""
    box.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon)
    box.setMinimumContentsLength(9)
    return box


def _roles() -> Mapping[str, str]:
    return {role: _(words) for role, words in LABELS.items()}


def _session_words(choice: SessionChoice) -> str:
    if choice == SessionChoice():
        return _("The programme as a whole")
    words = f"{show_date(choice.date)}  {choice.topic}" if choice.date and choice.id is not None else choice.topic
    return words if choice.id is not None else _("New: {session}").format(session=words)

"""The head of the detail panel: what the record is called, its code and states, and the way to each section."""

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QPushButton, QSizePolicy, QVBoxLayout, QWidget

from tradehouse.domain.display import show
from tradehouse.domain.fields import RecordKind, fields, name_field
from tradehouse.domain.language import _
from tradehouse.domain.records import Record
from tradehouse.ui.browser.cells import status_of
from tradehouse.ui.browser.readiness_badges import ReadinessBadges
from tradehouse.ui.kit.badge import Badge, Status
from tradehouse.ui.kit.buttons import tool_button
from tradehouse.ui.kit.flow import FlowLayout
from tradehouse.ui.kit.labels import hairline, label
from tradehouse.ui.theme import GAP, PANEL, SPACE, theme


class DetailHead(QWidget):
    """Name, code, badges, section links.

    Signals:
        section_asked(name): a section's link was pressed.
        ask_back_asked(): a supplier is to be asked for what is missing.
        gap_asked(Gap): the field that a product lacks for a gate is to be opened.
    """

    section_asked = Signal(str)
    gap_asked = Signal(object)
    ask_back_asked = Signal()

    def __init__(self, kind: RecordKind, sections: dict[str, str], parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._kind = kind
        self._name = label("", "heading", wrap=True)
        self._name.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
        self._code = label("", "muted")
        self._code.setFont(theme().font(code=True))
        self._code.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
        self._badges = QHBoxLayout()
        self._badges.setSpacing(SPACE)
        self._links: dict[str, QPushButton] = {}
        below = QHBoxLayout()
        below.setSpacing(GAP)
        below.addWidget(self._code)
        below.addLayout(self._badges)
        below.addStretch(1)
        if kind is RecordKind.SUPPLIER:
            self._ask = tool_button("mail", _("Ask for what is missing…"), self.ask_back_asked.emit)
            self._ask.setObjectName("ask_back")
            below.addWidget(self._ask)
        links = QWidget()
        flow = FlowLayout(links, 2)
        for name, words in sections.items():
            link = _Link(words)
            link.clicked.connect(lambda _on=False, name=name: self.section_asked.emit(name))
            self._links[name] = link
            flow.addWidget(link)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        inner = QVBoxLayout()
        inner.setContentsMargins(PANEL, PANEL - 2, PANEL, SPACE)
        inner.setSpacing(SPACE)
        inner.addWidget(self._name)
        inner.addLayout(below)
        self.readiness: ReadinessBadges | None = None
        if kind is RecordKind.PRODUCT:
            self.readiness = ReadinessBadges()
            self.readiness.gap_asked.connect(self.gap_asked)
            inner.addWidget(self.readiness)
        inner.addWidget(links)
        column.addLayout(inner)
        column.addWidget(hairline())

    def show_record(self, record: Record) -> None:
        """Show what a record is called and how it stands."""
        if self._kind is RecordKind.CERTIFICATION:
            self._name.setText(show(fields(self._kind)["type"], record["type"]))
            self._code.setText(record["number"] or "")
        elif self._kind is RecordKind.OFFER:
            self._name.setText(str(record["buyer_name"] or record["name"]))
            self._code.setText(record["code"] or "")
        else:
            self._name.setText(str(record[name_field(self._kind)] or _("(no name)")))
            self._code.setText(record["code"] or "")
        self._code.setVisible(bool(self._code.text()))
        while (item := self._badges.takeAt(0)) is not None:
            old = item.widget()
            if old is not None:
                old.hide()
                old.deleteLater()
        for status in self._states(record):
            self._badges.addWidget(Badge(status))

    def show_section(self, name: str) -> None:
        """Mark the section that is in view."""
        for key, link in self._links.items():
            link.setChecked(key == name)

    def _states(self, record: Record) -> list[Status]:
        if record.trashed_at:
            return [Status("trash", _("In the trash"), "attention")]
        found = []
        for field in fields(self._kind).values():
            value = record[field.key]
            status = status_of(self._kind, field, str(value)) if value and field.choices else None
            if status is not None and field.key != "stage":
                found.append(status)
        return found


class _Link(QPushButton):
    def __init__(self, words: str) -> None:
        super().__init__(words)
        self.setProperty("kind", "jump")
        self.setCheckable(True)
        self.setAutoDefault(False)
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)

    def nextCheckState(self) -> None:
        """Leave the state to the panel: what is in view decides."""

"""Who goes to an exhibition, in the detail of its programme."""

from collections.abc import Sequence

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from tradehouse.domain.language import _
from tradehouse.domain.records import Record
from tradehouse.services import selection
from tradehouse.services.selection import Selected
from tradehouse.ui.browser.record_lists import RecordLines
from tradehouse.ui.kit.badge import BadgeButton, Status
from tradehouse.ui.kit.buttons import push_button
from tradehouse.ui.kit.labels import ElidedLabel, label

_SHOWN = 60


class SelectionOfProgramme(RecordLines):
    """The chosen first, each with the reasons; a press goes to the supplier."""

    def show_record(self, record: Record) -> None:
        self._record = record
        catalogue = self._desk.catalogue
        self._desk.jobs.run_read(
            f"selection-of:{id(self)}", lambda _p: selection.kept(catalogue, record.id), self._show, owner=self
        )

    def _show(self, found: Sequence[Selected]) -> None:
        self._clear()
        if not found:
            self._say(_("Nobody has been chosen yet."))
        for one in sorted(found, key=lambda one: (not one.chosen, one.rank))[:_SHOWN]:
            self._column.addWidget(self._line(one))
        choose = push_button(_("Choose who goes…"), self._choose, glyph="star")
        choose.setObjectName("choose_who_goes")
        choose.setEnabled(not self._desk.catalogue.read_only)
        self._column.addWidget(choose, 0, Qt.AlignmentFlag.AlignLeft)

    def _line(self, one: Selected) -> QWidget:
        line = QWidget()
        row = QHBoxLayout(line)
        row.setContentsMargins(0, 0, 0, 0)
        words = QVBoxLayout()
        words.setSpacing(0)
        words.addWidget(ElidedLabel(one.name))
        words.addWidget(label(selection.reasons_of(one), "small", wrap=True))
        row.addLayout(words, 1)
        state = Status("check-circle", _("Goes"), "good") if one.chosen else Status("minus", _("Stays"), "neutral")
        badge = BadgeButton(state)
        badge.setAccessibleName(f"{one.name}, {state.word}")
        badge.clicked.connect(lambda: self.record_asked.emit("supplier", one.supplier_id))
        row.addWidget(badge, 0, Qt.AlignmentFlag.AlignTop)
        return line

    def _choose(self) -> None:
        from tradehouse.ui.selection.dialog import SelectionDialog

        record = self._record
        if record is not None:
            dialog = SelectionDialog(self._desk, record, self.window())
            dialog.chosen.connect(lambda: self.show_record(record))
            dialog.show()

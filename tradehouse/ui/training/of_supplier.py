"""The programmes that a supplier took part in."""

from collections.abc import Sequence

from tradehouse.domain.display import show_date
from tradehouse.domain.language import _
from tradehouse.domain.records import Record
from tradehouse.domain.training import TookPart
from tradehouse.services.training import participants
from tradehouse.ui.browser.record_lists import RecordLines
from tradehouse.ui.kit.badge import BadgeButton, Status
from tradehouse.ui.training.lines import line_of

MOST = 30


class ProgrammesOfSupplier(RecordLines):
    """Programme, session and day, the latest first; a press on whether it came goes to the programme."""

    def show_record(self, record: Record) -> None:
        self._record = record
        catalogue = self._desk.catalogue
        self._desk.jobs.run_read(
            f"took-part:{id(self)}",
            lambda _p: participants.took_part(catalogue, record.id, MOST),
            self._show,
            owner=self,
        )

    def _show(self, found: Sequence[TookPart]) -> None:
        self._clear()
        if not found:
            self._say(_("No programmes yet."))
        for one in found:
            day = show_date(one.date) if one.date else ""
            status = attended_status(one.attended)
            badge = BadgeButton(status)
            badge.setAccessibleName(f"{one.programme.name}, {status.word}")
            badge.clicked.connect(lambda _on=False, i=one.programme.id: self.record_asked.emit("programme", i))
            about = "  ·  ".join(filter(None, (day, one.topic, one.person)))
            self._column.addWidget(line_of(one.programme.name, about, badge))
        if len(found) == MOST:
            self._say(_("Earlier ones are in the lists of the programmes."))


def attended_status(attended: bool | None) -> Status:
    """Return whether somebody came, as a badge."""
    if attended is None:
        return Status("clock", _("Registered"), "neutral")
    return Status("check-circle", _("Came"), "good") if attended else Status("minus", _("Did not come"), "attention")

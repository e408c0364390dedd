"""The services given to a supplier, newest first, each with what comes next."""

from collections.abc import Sequence

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from tradehouse.domain.display import show, show_date
from tradehouse.domain.fields import RecordKind, fields
from tradehouse.domain.language import _
from tradehouse.domain.records import Record
from tradehouse.services import service_log
from tradehouse.ui.browser.cells import status_of
from tradehouse.ui.browser.record_lists import RecordLines
from tradehouse.ui.kit.badge import BadgeButton
from tradehouse.ui.kit.buttons import push_button
from tradehouse.ui.kit.labels import ElidedLabel, label

MOST = 20


class ServicesOfSupplier(RecordLines):
    """A timeline; a press on how a follow-up stands goes to the service."""

    def show_record(self, record: Record) -> None:
        self._record = record
        catalogue = self._desk.catalogue
        self._desk.jobs.run_read(
            f"services:{id(self)}", lambda _p: service_log.timeline(catalogue, record.id, MOST), self._show, owner=self
        )

    def _show(self, found: Sequence[Record]) -> None:
        self._clear()
        if not found:
            self._say(_("No visits or consultations yet."))
        for service in found:
            self._column.addWidget(self._line(service))
        if len(found) == MOST:
            self._say(_("Older ones are among the services given."))
        new = push_button(_("Log a service…"), self._log, glyph="clipboard")
        new.setObjectName("log_for_supplier")
        new.setEnabled(not self._desk.catalogue.read_only)
        self._column.addWidget(new, 0, Qt.AlignmentFlag.AlignLeft)

    def _line(self, service: Record) -> QWidget:
        keys = fields(RecordKind.SERVICE)
        line = QWidget()
        row = QHBoxLayout(line)
        row.setContentsMargins(0, 0, 0, 0)
        words = QVBoxLayout()
        words.setSpacing(0)
        facts = [show(keys[key], service[key]) for key in ("kind", "channel") if service[key]]
        when = [show_date(service["date"])] if service["date"] else []
        words.addWidget(ElidedLabel("  ·  ".join([*when, *facts])))
        about = service["subject"] or service["result"] or service["advice"] or service["problem"]
        if about:
            words.addWidget(label(" ".join(str(about).split()), "small", wrap=True))
        row.addLayout(words, 1)
        stands = str(service["follow_up"])
        status = None if stands == "none" else status_of(RecordKind.SERVICE, keys["follow_up"], stands)
        if status is not None:
            badge = BadgeButton(status)
            badge.setAccessibleName(f"{show_date(service['next_date'])}, {status.word}")
            badge.setToolTip(_("Next date: {date}").format(date=show_date(service["next_date"])))
            badge.clicked.connect(lambda _on=False, i=service.id: self.record_asked.emit("service", i))
            row.addWidget(badge, 0, Qt.AlignmentFlag.AlignTop)
        return line

    def _log(self) -> None:
        if self._record is not None:
            self.log_asked.emit(self._record.id)

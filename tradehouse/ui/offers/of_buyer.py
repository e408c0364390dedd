"""The offers of a buyer, what they got last first."""

from collections.abc import Sequence
from dataclasses import replace

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from tradehouse.domain.display import show_date
from tradehouse.domain.fields import RecordKind, fields
from tradehouse.domain.language import _
from tradehouse.domain.progress import Progress
from tradehouse.domain.query import parse_query
from tradehouse.domain.records import Record
from tradehouse.services import browsing
from tradehouse.ui.browser.cells import status_of
from tradehouse.ui.browser.record_lists import RecordLines
from tradehouse.ui.exporting.scope import ExportScope
from tradehouse.ui.kit.badge import BadgeButton
from tradehouse.ui.kit.buttons import push_button
from tradehouse.ui.kit.labels import ElidedLabel, label
from tradehouse.ui.theme import theme

MOST = 30


class OffersOfBuyer(RecordLines):
    """Each with number, dates and how it stands; a press goes to it."""

    def show_record(self, record: Record) -> None:
        self._record = record
        catalogue, buyer = self._desk.catalogue, record.id

        def work(_progress: Progress) -> list[Record]:
            query = replace(
                parse_query(RecordKind.OFFER, "", {"buyer": frozenset({str(buyer)})}), sort="issued", descending=True
            )
            found = browsing.records(
                catalogue, RecordKind.OFFER, browsing.find_ids(catalogue, RecordKind.OFFER, query, MOST)
            )
            return sorted(found, key=lambda offer: (offer["issued"], offer.id), reverse=True)

        self._desk.jobs.run_read(f"offers:{id(self)}", work, self._show, owner=self)

    def _show(self, found: Sequence[Record]) -> None:
        self._clear()
        if not found:
            self._say(_("No offers yet. Select products and export a price list for this buyer."))
        for n, offer in enumerate(found):
            if n == 0:
                self._column.addWidget(label(_("What this buyer got last"), "small"))
            elif n == 1:
                self._column.addWidget(label(_("Earlier offers"), "small"))
            self._column.addWidget(self._line(offer))
        if len(found) == MOST:
            self._say(_("Older ones are on the tab of the offers."))
        new = push_button(_("New price list…"), self._ask_export, glyph="export")
        new.setObjectName("export_for_buyer")
        self._column.addWidget(new, 0, Qt.AlignmentFlag.AlignLeft)

    def _line(self, offer: Record) -> QWidget:
        line = QWidget()
        row = QHBoxLayout(line)
        row.setContentsMargins(0, 0, 0, 0)
        words = QVBoxLayout()
        words.setSpacing(0)
        code = ElidedLabel(str(offer["code"]))
        code.setFont(theme().font(code=True))
        words.addWidget(code)
        dates = [show_date(offer["issued"])] if offer["issued"] else []
        if offer["valid_until"]:
            dates.append(_("until {date}").format(date=show_date(offer["valid_until"])))
        words.addWidget(ElidedLabel("  ·  ".join(dates), "small"))
        row.addLayout(words, 1)
        status = status_of(RecordKind.OFFER, fields(RecordKind.OFFER)["status"], str(offer["status"]))
        if status is not None:
            badge = BadgeButton(status)
            badge.setObjectName(f"offer.{offer['code']}")
            badge.setAccessibleName(f"{offer['code']}, {status.word}")
            badge.clicked.connect(lambda: self.record_asked.emit("offer", offer.id))
            row.addWidget(badge, 0, Qt.AlignmentFlag.AlignVCenter)
        return line

    def _ask_export(self) -> None:
        if self._record is not None:
            self.export_asked.emit(ExportScope(buyer=self._record.id))

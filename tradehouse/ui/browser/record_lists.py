"""Short lists in the detail panel: the certificates that go with a record, and what happened to it."""

from collections.abc import Sequence

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from tradehouse.domain.changes import FieldChange
from tradehouse.domain.display import show, show_date, show_time
from tradehouse.domain.fields import RecordKind, fields
from tradehouse.domain.language import _
from tradehouse.domain.records import Record
from tradehouse.services import browsing, history
from tradehouse.ui.browser.cells import status_of
from tradehouse.ui.desk import Desk
from tradehouse.ui.kit.badge import BadgeButton
from tradehouse.ui.kit.labels import ElidedLabel, label
from tradehouse.ui.theme import GAP, SPACE

HISTORY_SHOWN = 12
_SHORT = 60


class RecordLines(QWidget):
    """A list about one record, in a section of the detail panel.

    Signals:
        record_asked(kind, id): another record is to be shown on its own tab.
        export_asked(scope): the export dialog is to open with these choices.
        log_asked(id): a service given to this supplier is to be logged.
    """

    record_asked = Signal(str, int)
    export_asked = Signal(object)
    log_asked = Signal(int)

    def __init__(self, desk: Desk, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._desk = desk
        self._record: Record | None = None
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(0, 0, 0, 0)
        self._column.setSpacing(GAP)

    def show_record(self, record: Record) -> None:
        """Ask for what is to be told about a record."""
        raise NotImplementedError

    def open_viewer(self) -> None:
        """Show on the whole screen what is in the list, where it has anything to show so."""

    def _clear(self) -> None:
        while (item := self._column.takeAt(0)) is not None:
            old = item.widget()
            if old is not None:
                old.hide()
                old.deleteLater()

    def _say(self, words: str) -> None:
        self._column.addWidget(label(words, "muted", wrap=True))


class CertificateList(RecordLines):
    """The certificates of a supplier, or those that cover a product, each with how long it holds."""

    def show_record(self, record: Record) -> None:
        """Ask for the certificates of a product or supplier."""
        self._record = record
        supplier = record["supplier"].id if record.kind is RecordKind.PRODUCT and record["supplier"] else None
        if record.kind is RecordKind.PRODUCT and supplier is None:
            self._clear()
            self._say(_("Certificates belong to a supplier, and this product has none yet."))
            return
        owner, product = (record.id, None) if supplier is None else (supplier, record.id)
        catalogue = self._desk.catalogue
        self._desk.jobs.run_read(
            f"certificates:{id(self)}",
            lambda _p: browsing.certifications_of(catalogue, owner, product),
            self._show,
            owner=self,
        )

    def _show(self, found: Sequence[Record]) -> None:
        self._clear()
        if not found:
            self._say(_("None known."))
        keys = fields(RecordKind.CERTIFICATION)
        for certificate in found:
            line = QWidget()
            row = QHBoxLayout(line)
            row.setContentsMargins(0, 0, 0, 0)
            words = QVBoxLayout()
            words.setSpacing(0)
            words.addWidget(ElidedLabel(show(keys["type"], certificate["type"])))
            expires = certificate["expires"]
            until = "" if expires is None else _("until {date}").format(date=show_date(expires))
            words.addWidget(ElidedLabel("  ·  ".join(filter(None, (certificate["number"], until))), "small"))
            row.addLayout(words, 1)
            status = status_of(RecordKind.CERTIFICATION, keys["validity"], str(certificate["validity"]))
            if status is not None:
                badge = BadgeButton(status)
                badge.clicked.connect(lambda _on=False, i=certificate.id: self.record_asked.emit("certification", i))
                row.addWidget(badge, 0, Qt.AlignmentFlag.AlignTop)
            self._column.addWidget(line)


class HistoryList(RecordLines):
    """What happened to a record, newest first."""

    def show_record(self, record: Record) -> None:
        """Ask for the history of a record."""
        self._record = record
        catalogue = self._desk.catalogue
        self._desk.jobs.run_read(
            f"history:{id(self)}",
            lambda _p: history.of_record(catalogue, record.kind, record.id),
            self._show,
            owner=self,
        )

    def _show(self, changes: Sequence[FieldChange]) -> None:
        self._clear()
        if self._record is None:
            return
        for change in changes[:HISTORY_SHOWN]:
            line = QWidget()
            words = QVBoxLayout(line)
            words.setContentsMargins(0, 0, 0, SPACE)
            words.setSpacing(0)
            words.addWidget(label(what_changed(self._record, change), wrap=True))
            who = f"{change.author.name}  ·  {show_time(change.at)}"
            words.addWidget(label(who, "small"))
            self._column.addWidget(line)
        if len(changes) > HISTORY_SHOWN:
            self._say(_("Older changes are in the history of the catalogue."))


def what_changed(record: Record, change: FieldChange) -> str:
    """Return one line that says what a change did to a record."""
    if change.operation != "update":
        return change.label.text()
    lines = []
    for field in fields(record.kind).values():
        if field.stored and field.column_name in change.after:
            before, after = (
                "" if value in (None, ()) else _short(show(field, value))
                for value in (side.get(field.column_name) for side in (change.before, change.after))
            )
            if field.column_name != field.key or before == after or not field.editable:  # keys and hashes say nothing
                lines.append(_(field.label))
            else:
                lines.append(f"{_(field.label)}: {before or '–'} → {after or '–'}")
    return "\n".join(lines) or change.label.text()


def _short(text: str) -> str:
    text = " ".join(text.split())
    return text if len(text) <= _SHORT else f"{text[: _SHORT - 1]}…"
